//! `statuary mv`: a page under another name, with all that refers to it.

use crate::common::{Folder, assert_text, page_405, site_with};
use crate::run;

/// A page with links and fields of all kinds that lead to 404.
fn referring() -> String {
    page_405(
        "related: [\"404\"]\nadvice: \"See [[404]] and [it](404.md#facts).\"",
        "[[404]], [[404|its page]], [[code:404#facts]], [it](404.md), [it](/4xx/404.md#what-it-means), [it][one].\n\n\
         A `[[404]]` in code stays.\n\n[one]: ../4xx/404.md",
    )
}

#[test]
fn translations_move_with_their_page() {
    let site = site_with("title: Tiny\nbase_url", "title: Tiny\nlanguages: {en: English, de: Deutsch}\nbase_url");
    let files = "== content/de/4xx/404.md ==\n---\ntitle: Nicht gefunden\n---\n\nHier, [Klasse](index.md).\n\
                 == content/de/4xx/405.md ==\n---\ncode: 405\ntitle: Nicht erlaubt\n---\n\n[[404]], [hier](404.md).\n";
    let folder = Folder::tiny(&format!("{site}{}{files}", page_405("", "[[404]]")));
    assert_eq!(run(folder.path(), &["build"]).status, Some(0));
    let ran = run(folder.path(), &["mv", "404", "410"]);
    assert_text(
        &ran.stderr,
        r#"
renamed content/4xx/404.md to content/4xx/410.md
renamed content/de/4xx/404.md to content/de/4xx/410.md
  content/4xx/410.md: 1 change
  content/4xx/405.md: 1 change
  content/de/4xx/405.md: 2 changes
  /404/ leads to the page
"#,
    );
    assert!(
        !folder.holds("content/de/4xx/404.md")
            && folder.read("content/de/4xx/410.md").ends_with("[Klasse](index.md).\n")
    );
    assert!(folder.read("content/de/4xx/405.md").ends_with("[[410]], [hier](410.md).\n"));
    let checked = run(folder.path(), &["check"]);
    assert!(checked.stderr.ends_with(": no problems\n"), "{}", checked.stderr);
}

#[test]
fn page_is_renamed_with_all_that_refers_to_it() {
    let site = site_with("title: Tiny\n", "title: Tiny\nnavigation: [4xx/404.md]\n");
    let folder = Folder::tiny(&(site + &referring()));
    assert_eq!(run(folder.path(), &["build"]).status, Some(0));
    let ran = run(folder.path(), &["mv", "404", "410"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (Some(0), ""), "{}", ran.stderr);
    assert_text(
        &ran.stderr,
        r#"
renamed content/4xx/404.md to content/4xx/410.md
  content/4xx/410.md: 1 change
  content/4xx/405.md: 9 changes
  content/site.yaml: 1 change
  /404/ leads to the page
"#,
    );
    assert!(
        !folder.holds("content/4xx/404.md") && folder.read("content/site.yaml").contains("navigation: [4xx/410.md]")
    );
    let page = folder.read("content/4xx/410.md");
    assert!(page.starts_with("---\ncode: 410\ntitle: Not Found\nclass: 4xx\naliases: [404/]\n---\n"), "{page}");
    assert_text(
        &folder.read("content/4xx/405.md"),
        r#"
---
code: 405
title: Method Not Allowed
class: 4xx
related: [410]
advice: "See [[410]] and [it](410.md#facts)."
---

[[410]], [[410|its page]], [[code:410#facts]], [it](410.md), [it](/4xx/410.md#what-it-means), [it][one].

A `[[404]]` in code stays.

[one]: 410.md
"#,
    );
    let checked = run(folder.path(), &["check"]);
    assert!(checked.stderr.ends_with(": no problems\n"), "{}", checked.stderr);
    // And back again: the address is the page's own.
    let ran = run(folder.path(), &["mv", "410", "404"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert!(!folder.read("content/4xx/404.md").contains("aliases"), "{}", folder.read("content/4xx/404.md"));
    assert_eq!(run(folder.path(), &["check"]).status, Some(0));
}

#[test]
fn page_that_goes_to_another_folder_keeps_its_own_links() {
    let other = "== content/5xx/index.md ==\n---\nclass: 5xx\ntitle: S\nmembers: [\"???\"]\n---\n";
    let picture = "== content/static/a.txt ==\n";
    let page =
        page_405("aliases:\n  - old/", "[a](404.md) [b](index.md) [c](../static/a.txt) [d](#x) [e](405.md)\n\n## X");
    let folder = Folder::tiny(&(other.to_owned() + picture + &page));
    let ran = run(folder.path(), &["mv", "content/4xx/405.md", "content/5xx/505.md"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert_text(
        &folder.read("content/5xx/505.md"),
        r#"
---
code: 505
title: Method Not Allowed
class: 5xx
aliases:
  - old/
  - 405/
---

[a](../4xx/404.md) [b](../4xx/index.md) [c](../static/a.txt) [d](#x) [e](505.md)

## X
"#,
    );
}

#[test]
fn rows_of_tables_follow() {
    let site = site_with(
        "    title: id\n    fields: {}",
        "    title: id\n    fields:\n      code: {type: reference, to: code}\n      note: {type: prose}",
    );
    let table = "== content/tables/headers.yaml ==\n- id: Allow\n  code: 404\n  note: \"[[404]]\"\n- {id: Retry-After, code: 404}\n";
    let folder = Folder::tiny(&(site + table));
    let ran = run(folder.path(), &["mv", "404", "410"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    let table = folder.read("content/tables/headers.yaml");
    assert_eq!(table, "- id: Allow\n  code: 410\n  note: \"[[410]]\"\n- {id: Retry-After, code: 410}\n");
}

#[test]
fn ends_of_lines_stay() {
    let folder = Folder::tiny("");
    for path in ["content/4xx/404.md", "content/index.md"] {
        folder.write(path, folder.read(path).replace('\n', "\r\n"));
    }
    folder.write("content/4xx/405.md", "---\r\ncode: 405\r\ntitle: T\r\nclass: 4xx\r\nrelated: [404]\r\n---\r\n");
    assert_eq!(run(folder.path(), &["mv", "404", "410"]).status, Some(0));
    for path in ["content/4xx/410.md", "content/4xx/405.md"] {
        let text = folder.read(path);
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{path}");
    }
}

#[test]
fn nothing_is_written_on_trial() {
    let folder = Folder::tiny(&referring());
    let before = folder.read("content/4xx/405.md");
    let ran = run(folder.path(), &["mv", "-n", "404", "410"]);
    assert_eq!(ran.status, Some(0));
    assert!(ran.stderr.starts_with("would rename content/4xx/404.md to content/4xx/410.md\n"), "{}", ran.stderr);
    assert!(folder.read("content/4xx/405.md") == before && !folder.holds("content/4xx/410.md"));
}

#[test]
fn name_that_would_break_the_site_is_refused() {
    let folder = Folder::tiny(&page_405("", ""));
    let cases = [
        (
            ["404", "405"],
            "error: content/4xx/405.md is there already\nhelp: choose another name, or take that page out first",
        ),
        (["440", "441"], "error: no page is called \"440\"\nhelp: write its key, or its path below content/"),
        (["404", "404"], "error: content/4xx/404.md is called so already"),
        (["404", "content/4xx/410.md"], "error: write two paths of markdown files below content/, or two keys"),
        (
            ["content/4xx/404.md", "content/4xx/more/410.md"],
            "error: content/4xx/more/410.md is no place for such a page\nhelp: write a path of the form content/{class}/{code}.md",
        ),
        (
            ["404", "504"],
            "error: this would make content/4xx/504.md:4:8 wrong: 4xx does not cover 504: its members are 4??",
        ),
        (
            ["404", "a/b"],
            "error: content/4xx/a/b.md is no place for such a page\nhelp: write a path of the form content/{class}/{code}.md",
        ),
    ];
    for (names, expected) in cases {
        let ran = run(folder.path(), &[&["mv"], names.as_slice()].concat());
        assert_eq!(ran.status, Some(2), "{names:?}");
        assert_text(&ran.stderr, expected);
    }
    assert!(
        folder.holds("content/4xx/404.md")
            && !folder.holds("content/4xx/410.md")
            && !folder.holds("content/4xx/504.md")
    );
}

#[test]
fn files_are_named_from_where_one_stands() {
    let folder = Folder::tiny("");
    let ran = run(&folder.path().join("content/4xx"), &["mv", "404.md", "410.md"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert!(folder.holds("content/4xx/410.md"));
}
