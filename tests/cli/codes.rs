//! `statuary check --codes`: what the program throws against what is explained.

use crate::common::{Folder, assert_text, page_405};
use crate::{run, statuary};
use std::io::Write;
use std::process::Stdio;

#[test]
fn codes_that_all_have_a_page_are_no_problem() {
    let folder = Folder::tiny(&page_405("", ""));
    folder.write("codes.json", "[404, \"405\"]");
    let ran = run(folder.path(), &["check", "--codes", "codes.json"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
}

#[test]
fn code_without_a_page_and_page_without_a_code_are_told_at_their_lines() {
    let folder = Folder::tiny(&page_405("", ""));
    folder.write("codes.csv", "name,code\nNot Found,404\nTeapot,418\n");
    let ran = run(folder.path(), &["check", "--codes", "codes.csv"]);
    let expected = r#"
codes.csv:3:8: error[no-page]: the program throws "418", and no code has that key
  |
3 | Teapot,418
  |        ^^^
help: write its page, such as with `statuary new 418`

content/4xx/405.md:2:7: error[no-code]: no list of codes names "405": the program does not throw it
  |
2 | code: 405
  |       ^^^
help: correct the key; where the code is gone for good, take the page away and name its address in `gone` of site.yaml

2 errors; `statuary explain no-page` tells more
"#;
    assert_eq!(ran.status, Some(1));
    assert_text(&ran.stderr, expected);
}

#[test]
fn codes_are_found_in_sources_and_on_standard_input() {
    let folder = Folder::tiny("");
    let pattern = r"Status\((\d+)\)";
    folder.write("src/api.ts", "throw new Status(404);\nthrow new Status(499);\n");
    let ran = run(folder.path(), &["check", "--codes", "src/api.ts", "--codes-pattern", pattern]);
    assert!(ran.stderr.starts_with("src/api.ts:2:18: error[no-page]: the program throws \"499\""), "{}", ran.stderr);

    let mut child = statuary(folder.path())
        .args(["check", "--codes", "-", "--codes-kind", "code"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"404\n410\n").unwrap();
    let output = child.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.starts_with("standard input:2:1: error[no-page]: the program throws \"410\""), "{told}");
}

#[test]
fn lists_that_cannot_be_used_are_told() {
    let folder = Folder::tiny("");
    folder.write("empty.json", "[]");
    for (arguments, expected) in [
        (&["--codes", "nothing.json"][..], "error: cannot read nothing.json: "),
        (&["--codes", "empty.json"], "error: no code was found in empty.json\nhelp: "),
        (
            &["--codes", "empty.json", "--codes-kind", "cod"],
            "error: there is no kind of page \"cod\" with keys\nhelp: ",
        ),
        (&["--codes", "empty.json", "--codes-pattern", "("], "error: invalid value '(' for '--codes-pattern"),
    ] {
        let ran = run(folder.path(), &[&["check"], arguments].concat());
        assert_eq!(ran.status, Some(2), "{arguments:?}: {}", ran.stderr);
        assert!(ran.stderr.starts_with(expected), "{arguments:?}: {}", ran.stderr);
    }
}
