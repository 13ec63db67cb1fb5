//! `statuary new`: the page that it writes, and what it refuses.

use crate::common::{Folder, assert_text, site_with};
use crate::{alone, run, run_on};

#[test]
fn new_page_has_every_required_field_and_passes_the_check() {
    let folder = Folder::tiny("");
    let ran = run(folder.path(), &["new", "405", "--kind", "code"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (Some(0), ""), "{}", ran.stderr);
    assert_text(&ran.stderr, "wrote content/4xx/405.md\n  still to be written: title");
    assert_text(
        &folder.read("content/4xx/405.md"),
        r#"
---
# the number
code: 405
title: (to be written)
class: 4xx
# Fields that may be added: summary, advice, related, state, since, source, retired, headers
---

## What it means

(to be written)
"#,
    );
    let checked = run(folder.path(), &["check"]);
    assert_eq!(checked.status, Some(0), "{}", checked.stderr);
}

#[test]
fn new_page_is_of_the_first_kind_with_a_key() {
    let folder = Folder::tiny("");
    let ran = run(folder.path(), &["new", "7xx"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert!(folder.read("content/7xx/index.md").contains("class: 7xx\n"));
}

#[test]
fn new_page_takes_values() {
    let folder = Folder::tiny("");
    let title = "title=Not \"Allowed\": never";
    let ran = run(folder.path(), &["new", "405", "--kind", "code", "--set", title, "--set", "summary=No."]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert_text(&ran.stderr, "wrote content/4xx/405.md");
    let page = folder.read("content/4xx/405.md");
    assert!(page.contains("title: \"Not \\\"Allowed\\\": never\"\n") && page.contains("summary: \"No.\"\n"), "{page}");
    let checked = run(folder.path(), &["check"]);
    // Only its text is still to be written.
    assert!(checked.stderr.contains(": 1 warning; "), "{}", checked.stderr);
}

#[test]
fn new_page_takes_values_that_are_no_text() {
    let folder = Folder::tiny("");
    let values = ["--set", "title=T", "--set", "retired=true", "--set", "since=2026-11-20", "--set", "related=[404]"];
    let ran = run(folder.path(), &[["new", "405", "--kind", "code"].as_slice(), &values].concat());
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    let checked = run(folder.path(), &["check"]);
    assert_eq!(checked.status, Some(0), "{}", checked.stderr);
}

#[test]
fn new_page_takes_no_value_that_breaks_its_front_matter() {
    for value in ["[404", "[404]\nstate: open", "a: b"] {
        let related = format!("related={value}");
        let ran = run_on("", &["new", "405", "--kind", "code", "--set", "title=T", "--set", &related]);
        assert_eq!(ran.status, Some(2), "{value}");
        let expected = format!(
            "error: `related: {value}` is not valid YAML; write the value as it stands in a page, such as [a, b] or true"
        );
        assert_text(&ran.stderr, &expected);
    }
}

#[test]
fn new_page_keeps_the_zeros_of_its_key() {
    let folder = Folder::tiny("== content/4xx/index.md ==\n---\nclass: 4xx\ntitle: Client errors\n---\n");
    let ran = run(folder.path(), &["new", "0042", "--kind", "code"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    let checked = run(folder.path(), &["check"]);
    assert_eq!(checked.status, Some(0), "{}", checked.stderr);
}

#[test]
fn new_page_with_required_lists_of_records_passes_the_check() {
    let site = site_with(
        "      retired: {type: flag}\n",
        "      retired: {type: flag}
      uses:
        type: list
        required: true
        of:
          type: record
          fields:
            header: {type: reference, to: headers, required: true}
            level: {type: choice, choices: [MUST, MAY], required: true}
            note: {type: prose, required: true}
",
    );
    let old = "== content/4xx/404.md ==\n---\ncode: 404\ntitle: Not Found\nclass: 4xx\nuses: [{header: Allow, level: MAY, note: x}]\n---\n";
    let folder = Folder::tiny(&(site + old));
    let ran = run(folder.path(), &["new", "405", "--kind", "code"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    let page = folder.read("content/4xx/405.md");
    assert!(page.contains("# a list: a record with header, level, note\nuses: (to be written)\n"), "{page}");
    let checked = run(folder.path(), &["check"]);
    assert_eq!(checked.status, Some(0), "{page}\n{}", checked.stderr);
}

/// The tiny site whose codes have required facts of every type.
fn with_facts() -> String {
    site_with(
        "      retired: {type: flag}\n",
        "      retired: {type: flag}
      level: {type: choice, choices: [high, low], required: true, help: how bad it is}
      class_of: {type: reference, to: class, required: true}
      day: {type: date, required: true}
      count: {type: integer, required: true}
      over: {type: flag, required: true}
      near: {type: list, of: {type: reference, to: code, itself: true}, required: true}
",
    ) + "== content/4xx/404.md ==\n---\ncode: 404\ntitle: Not Found\nclass: 4xx\nlevel: low\nclass_of: 4xx\n\
         day: 2026-01-02\ncount: 3\nover: false\nnear: [404]\n---\n"
}

#[test]
fn new_page_states_no_fact_that_nobody_gave() {
    let folder = Folder::tiny(&with_facts());
    let ran = run(folder.path(), &["new", "405", "--kind", "code"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert!(ran.stderr.contains("  still to be written: level (how bad it is; one of high, low)\n"), "{}", ran.stderr);
    let page = folder.read("content/4xx/405.md");
    for field in ["level", "class_of", "day", "count", "over", "near", "title"] {
        assert!(page.contains(&format!("\n{field}: (to be written)\n")), "{page}");
    }
    let checked = run(folder.path(), &["check"]);
    assert_eq!(checked.status, Some(0), "{}", checked.stderr);
    assert!(checked.stderr.contains(": 8 warnings; "), "{}", checked.stderr);
    let built = run(folder.path(), &["build"]);
    assert_eq!(built.status, Some(0), "{}", built.stderr);
    assert!(built.stderr.contains("left out 1 draft: content/4xx/405.md") && !folder.holds("public/405"));
}

#[test]
fn new_page_takes_no_value_that_the_check_refuses() {
    let cases = [
        (
            "state=unoficial",
            "error: --set state=unoficial: \"unoficial\" is no choice for \"state\"\nhelp: choices are registered, reserved",
        ),
        (
            "class=9xx",
            "error: --set class=9xx: no class is called \"9xx\"\nhelp: keys of class are 4xx; did you mean \"4xx\"?",
        ),
        (
            "related=404",
            "error: --set related=404: a list should stand here, not the number 404\n\
             help: write `[a, b]`, or one `- ` line for each entry",
        ),
        (
            "since=tomorrow",
            "error: --set since=tomorrow: a day should stand here, not \"tomorrow\"\n\
             help: write year, month and day, such as 2026-11-20",
        ),
        (
            "related=[440]",
            "error: --set related=[440]: no code is called \"440\"\nhelp: keys of code are 404, 405; did you mean \"404\"?",
        ),
    ];
    for (set, expected) in cases {
        let folder = Folder::tiny("");
        let ran = run(folder.path(), &["new", "405", "--kind", "code", "--set", set]);
        assert_eq!(ran.status, Some(2), "{set}");
        assert_text(&ran.stderr, expected);
        assert!(!folder.holds("content/4xx/405.md") && !folder.holds("content/9xx"));
    }
}

#[test]
fn new_page_tells_all_that_is_wrong_at_once() {
    let ran =
        run_on("", &["new", "405", "-k", "code", "-s", "state=open", "-s", "since=now", "-s", "headers=[{name: A}]"]);
    assert_eq!(ran.status, Some(2));
    assert_eq!(ran.stderr.matches("error: --set ").count(), 3, "{}", ran.stderr);
}

#[test]
fn new_page_takes_no_key_that_another_page_has() {
    let folder = Folder::tiny("== content/5xx/index.md ==\n---\nclass: 5xx\ntitle: S\n---\n");
    let ran = run(folder.path(), &["new", "404", "--kind", "code", "--set", "class=5xx"]);
    assert_eq!(ran.status, Some(2));
    assert_text(
        &ran.stderr,
        "error: 404: \"404\" of \"code\" is given twice\nhelp: the other one stands at content/4xx/404.md:2; keep one of the two",
    );
    assert!(!folder.holds("content/5xx/404.md"));
}

#[test]
fn new_page_that_no_class_covers_says_what_they_cover() {
    let ran = run_on("", &["new", "99999", "--kind", "code"]);
    assert_eq!(ran.status, Some(2));
    assert_text(
        &ran.stderr,
        "error: the page needs a class, which names its file; none of 4xx (4??) covers 99999\nhelp: give it with --set class=…",
    );
}

#[test]
fn field_is_set_once() {
    let ran = run_on("", &["new", "405", "-s", "title=a", "-s", "title=b"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.stderr.starts_with("error: \"title\" is set twice\n"), "{}", ran.stderr);
}

#[test]
fn new_page_in_a_site_with_errors_tells_only_its_own() {
    let folder = Folder::tiny(&crate::mistake());
    let ran = run(folder.path(), &["new", "406", "--kind", "code"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
}

#[test]
fn new_page_never_replaces_one() {
    let folder = Folder::tiny("");
    let before = folder.read("content/4xx/404.md");
    let ran = run(folder.path(), &["new", "404", "--kind", "code"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (Some(2), ""));
    assert_text(
        &ran.stderr,
        "error: content/4xx/404.md is there already\nhelp: edit that file, or name a key that has no page yet",
    );
    assert_eq!(folder.read("content/4xx/404.md"), before);
}

#[test]
fn new_page_of_an_unknown_kind_lists_the_kinds() {
    let ran = run_on("", &["new", "405", "--kind", "cod"]);
    assert_eq!(ran.status, Some(2));
    assert_text(&ran.stderr, "error: there is no kind of page \"cod\": kinds are class, code; did you mean \"code\"?");
}

#[test]
fn new_page_takes_no_unknown_field() {
    let ran = run_on("", &["new", "405", "--kind", "code", "--set", "titel=x"]);
    assert_eq!(ran.status, Some(2));
    assert_text(&ran.stderr, "error: \"code\" has no field \"titel\"; did you mean \"title\"?");
}

#[test]
fn value_without_a_field_shows_the_form() {
    let ran = run_on("", &["new", "405", "--set", "title"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.stderr.contains("write a field's name, `=` and its value"), "{}", ran.stderr);
}

#[test]
fn new_page_never_lies_outside_its_place() {
    for key in ["../../out", "/out", "a/b", "..", ""] {
        let folder = Folder::tiny("");
        let ran = run(folder.path(), &["new", key, "--kind", "code"]);
        assert_eq!(ran.status, Some(2), "\"{key}\": {}", ran.stderr);
        assert!(ran.stderr.starts_with("error: "), "\"{key}\": {}", ran.stderr);
    }
}

#[test]
fn new_page_needs_a_site() {
    let ran = run(alone().path(), &["new", "405"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.stderr.starts_with("error: ") && ran.stderr.contains("content/site.yaml"), "{}", ran.stderr);
}
