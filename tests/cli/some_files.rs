//! `statuary check FILE`: the whole site is read, and some of it reported on.

use crate::common::{Folder, assert_text, page_405};
use crate::{MORE, REPORT, run, run_on};

/// Two pages with a mistake each.
fn site() -> String {
    page_405("state: open", "") + "== content/4xx/406.md ==\n---\ncode: 406\ntitle: T\nclass: 4xx\nstate: shut\n---\n"
}

#[test]
fn only_what_is_asked_for_is_reported() {
    let ran = run_on(&site(), &["check", "content/4xx/405.md"]);
    assert_eq!(ran.status, Some(1));
    assert_text(&ran.stderr, &format!("{REPORT}\n1 error{MORE}; 1 problem elsewhere, `check` alone shows all"));
    let ran = run_on(&site(), &["check", "content/4xx/404.md"]);
    assert_eq!(ran.status, Some(0));
    assert!(ran.stderr.starts_with("checked content/4xx/404.md in "), "{}", ran.stderr);
    assert!(ran.stderr.ends_with(": no problems; 2 problems elsewhere, `check` alone shows all\n"), "{}", ran.stderr);
}

#[test]
fn folder_stands_for_its_files() {
    let ran = run_on(&site(), &["check", "content/4xx/"]);
    assert!(ran.stderr.ends_with("\n2 errors; `statuary explain unknown-choice` tells more\n"), "{}", ran.stderr);
    assert_eq!(run_on(&site(), &["check", "themes", "content/index.md"]).status, Some(0));
    assert_eq!(run_on(&site(), &["check", "."]).status, Some(1));
}

#[test]
fn file_is_named_from_where_one_stands() {
    let folder = Folder::tiny(&site());
    let ran = run(&folder.path().join("content/4xx"), &["check", "405.md"]);
    assert!(ran.stderr.contains("405.md:5:8: error[unknown-choice]") && !ran.stderr.contains("406"), "{}", ran.stderr);
    let ran = run(&folder.path().join("themes"), &["check", "content/4xx/405.md"]);
    assert_eq!(ran.status, Some(1), "{}", ran.stderr);
}

#[test]
fn file_that_is_none_of_the_site_gives_the_nearest() {
    let ran = run_on(&site(), &["check", "content/4xx/4o5.md"]);
    assert_eq!(ran.status, Some(2));
    assert_text(
        &ran.stderr,
        "error: the site is not made from content/4xx/4o5.md; did you mean content/4xx/405.md?\n\
         help: name a file or folder of content/ or themes/",
    );
}

#[test]
fn report_for_programs_holds_some_files_too() {
    let ran = run_on(&site(), &["check", "content/4xx/405.md", "--format", "github"]);
    assert_eq!(ran.stdout.lines().count(), 1, "{}", ran.stdout);
    assert!(ran.stdout.starts_with("::error file=content/4xx/405.md,line=5,"), "{}", ran.stdout);
}
