//! What is reported about files.

use crate::common::{Folder, assert_report, assert_text};
use statuary::diag::{Colors, Format};
use statuary::{Options, compile, load};

#[test]
fn file_that_is_not_utf8_is_shown_at_the_first_bad_byte() {
    let folder = Folder::tiny("");
    folder.write("content/4xx/405.md", b"---\ncode: 405\ntitle: Method Not Allowed\nclass: 4xx\n---\n\nCaf\xe9.\n");
    assert_text(
        &report_of_folder(&folder),
        r#"
content/4xx/405.md:7:4: error[not-text]: the file holds bytes that are not UTF-8 here
  |
7 | Caf�.
  |    ^
help: save the file as UTF-8 text
"#,
    );
}

#[test]
fn file_with_a_nul_is_shown_at_the_nul() {
    let folder = Folder::tiny("");
    folder.write("content/4xx/405.md", page_file("A\0B."));
    assert_text(
        &report_of_folder(&folder),
        r#"
content/4xx/405.md:7:2: error[not-text]: the file holds a NUL character here
  |
7 | A�B.
  |  ^
help: save the file as UTF-8 text
"#,
    );
}

#[cfg(unix)]
#[test]
fn unreadable_file_is_named_without_the_machine() {
    let folder = Folder::tiny("");
    std::os::unix::fs::symlink("nowhere", folder.path().join("content/4xx/405.md")).unwrap();
    assert_text(
        &report_of_folder(&folder),
        r#"
content/4xx/405.md:1:1: error[unreadable]: this file cannot be read: No such file or directory (os error 2)
help: check its permissions, or remove it
"#,
    );
}

#[test]
fn stray_file_in_content_says_where_files_belong() {
    assert_report(
        r#"
== content/4xx/404.txt ==
Notes.
"#,
        r#"
content/4xx/404.txt:1:1: error[stray-file]: nothing reads this file
  |
1 | Notes.
  | ^
help: files that are published as they are belong into content/static/, and links to them start with /static/; tables belong into content/tables/ and end with .yaml, .json or .csv
"#,
    );
}

#[test]
fn page_at_a_path_of_no_kind_lists_the_paths() {
    assert_report(
        r#"
== content/4xx/more/404.md ==
---
title: More
---
"#,
        r#"
content/4xx/more/404.md:1:1: error[no-kind]: no kind of page lies at this path
  |
1 | ---
  | ^
help: pages lie at content/index.md, content/{class}/index.md, content/{class}/{code}.md
"#,
    );
}

/// The report for a site on disk.
fn report_of_folder(folder: &Folder) -> String {
    let (sources, found) = load(folder.path());
    compile(&sources, &Options::default(), found).report.print(Format::Text, Colors::Never)
}

/// A page of the code 405 as it lies on disk.
fn page_file(text: &str) -> String {
    format!("---\ncode: 405\ntitle: Method Not Allowed\nclass: 4xx\n---\n\n{text}\n")
}
