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
title: "(to be written)"
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
    assert!(checked.stderr.ends_with(": no problems\n"), "{}", checked.stderr);
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
    let checked = run(folder.path(), &["check"]);
    assert_eq!(checked.status, Some(0), "{}\n{}", folder.read("content/4xx/405.md"), checked.stderr);
}

#[test]
fn new_page_never_replaces_one() {
    let folder = Folder::tiny("");
    let before = folder.read("content/4xx/404.md");
    let ran = run(folder.path(), &["new", "404", "--kind", "code"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (Some(2), ""));
    assert_text(&ran.stderr, "error: content/4xx/404.md is there already");
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
