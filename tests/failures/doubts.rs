//! What depends on a value that may not be what was meant: the value is told, and what reads
//! it is not.

use crate::common::{Folder, assert_report, assert_text, page_405, site_with};
use statuary::diag::{Colors, Format};
use statuary::{Options, compile, load};

/// The report of a site in a folder in which one file is made of bytes.
fn report_with(path: &str, bytes: &[u8]) -> String {
    let folder = Folder::tiny("");
    folder.write(path, bytes);
    let (sources, problems) = load(folder.path());
    compile(&sources, &Options::default(), problems).report.print(Format::Text, Colors::Never)
}

#[test]
fn examples_are_not_compared_with_a_value_that_is_cut() {
    let site = site_with("kinds:", "exchanges: {kind: code, phrase: title, fields: headers, content: summary}\nkinds:");
    let page = page_405("summary: maybe", "```http\nHTTP/1.1 405 Method Not Allowed\n```\n[[405 Method Not Allowed]]");
    assert_report(
        &(site + &page.replace("title: Method Not", "title: Method #5")),
        r#"
content/4xx/405.md:3:15: warning[cut-value]: the value ends before `#5 Allowed`, which is a comment
  |
3 | title: Method #5 Allowed
  |               ^^^^^^^^^^
help: put the whole value in quotes; for a comment, put a space behind the `#`
"#,
    );
}

#[test]
fn value_that_is_wrong_since_it_is_cut_is_told_as_cut() {
    assert_report(
        &page_405("state: regis #tered\nrelated:\n  - 4 #04\nsince: 2026 #01", ""),
        r#"
content/4xx/405.md:5:14: error[cut-value]: the value ends before `#tered`, which is a comment
  |
5 | state: regis #tered
  |              ^^^^^^
help: put the whole value in quotes; for a comment, put a space behind the `#`

content/4xx/405.md:7:7: error[cut-value]: the value ends before `#04`, which is a comment
  |
7 |   - 4 #04
  |       ^^^
help: put the whole value in quotes; for a comment, put a space behind the `#`

content/4xx/405.md:8:13: error[cut-value]: the value ends before `#01`, which is a comment
  |
8 | since: 2026 #01
  |             ^^^
help: put the whole value in quotes; for a comment, put a space behind the `#`
"#,
    );
}

#[test]
fn key_that_is_cut_is_told_and_nothing_that_names_it() {
    assert_report(
        &("== content/tables/headers.yaml ==\n- id: Allow\n- id: Retry #After\n".to_owned()
            + &page_405("headers:\n  - name: RetryAfter", "")),
        r#"
content/tables/headers.yaml:2:13: error[cut-value]: the value ends before `#After`, which is a comment
  |
2 | - id: Retry #After
  |             ^^^^^^
help: put the whole value in quotes; for a comment, put a space behind the `#`
"#,
    );
}

#[test]
fn entry_that_goes_on_with_the_text_above_is_told() {
    assert_report(
        &page_405("related:\n  - 404\n   - 405", ""),
        r#"
content/4xx/405.md:7:4: error[joined-entry]: this is read as a part of the value above, since it is indented further
  |
7 |    - 405
  |    ^^^^^
help: put each `-` of a list into one column; where one text is meant, put all of it in quotes
"#,
    );
}

#[test]
fn line_that_is_no_text_is_told_alone() {
    assert_text(
        &report_with("content/tables/headers.yaml", b"- id: Allow\n\0- id: Retry-After\n"),
        r#"
content/tables/headers.yaml:2:1: error[not-text]: the file holds a NUL character here
  |
2 | �- id: Retry-After
  | ^
help: save the file as UTF-8 text
"#,
    );
}

#[test]
fn picture_under_the_name_of_a_page_is_told_alone() {
    assert_text(
        &report_with("content/4xx/404.md", b"\x89PNG\n\0\0\0\rIHDR\nclass: [\n"),
        r#"
content/4xx/404.md:1:1: error[not-text]: this file is no text
  |
1 | �PNG
  | ^^^^
help: save it as UTF-8 text; a picture belongs into content/static/, or into the theme's assets
"#,
    );
}

#[test]
fn text_in_utf_16_is_told_as_that() {
    let text = "---\ncode: 404\n".encode_utf16().flat_map(u16::to_le_bytes);
    let bytes: Vec<u8> = [0xff, 0xfe].into_iter().chain(text).collect();
    let report = report_with("content/4xx/404.md", &bytes);
    assert!(report.trim_end().ends_with("help: it is UTF-16; save it as UTF-8"), "{report}");
    assert_eq!(report.matches("error[").count(), 1, "{report}");
}

#[test]
fn conflict_that_begins_in_front_matter_and_ends_in_the_text_is_one() {
    assert_report(
        &page_405(
            "<<<<<<< HEAD\nstate: registered\n---\n\nMine.\n=======\nstate: reserved",
            "Theirs.\n>>>>>>> theirs\n\n[[404]]\n\n<<<<<<< HEAD\none\n=======\ntwo\n>>>>>>> theirs",
        ),
        r#"
content/4xx/405.md:5:1: error[merge-leftover]: a merge left its marks here
  |
5 | <<<<<<< HEAD
  | ^^^^^^^^^^^^
help: keep one of the two sides, and take out the lines `<<<<<<<`, `=======` and `>>>>>>>`

content/4xx/405.md:19:1: error[merge-leftover]: a merge left its marks here
   |
19 | <<<<<<< HEAD
   | ^^^^^^^^^^^^
help: keep one of the two sides, and take out the lines `<<<<<<<`, `=======` and `>>>>>>>`
"#,
    );
}

/// Eight pages, a template that shows one of their fields, and that field's declaration.
fn many(declared: &str) -> String {
    let site = site_with("      since: {type: date}\n", declared);
    let pages: String =
        (405..413).map(|code| page_405("since: 2026-01-01", "").replace("405", &code.to_string())).collect();
    site + &pages
        + "== themes/default/templates/class.html ==\n{% for one in pages(kind=\"code\") %}{{ one.fields.since }}{% endfor %}\n"
}

#[test]
fn field_that_most_pages_give_and_nothing_declares_is_told_at_the_declaration() {
    assert_report(
        &many(""),
        r#"
content/site.yaml:21:3: error[unknown-field]: 8 pages of "code" give a field "since" that is not declared, such as content/4xx/405.md
   |
21 |   code:
   |   ^^^^
help: declare it below its `fields`, such as `since: {type: text}`, or take it out of them
"#,
    );
}

#[test]
fn field_that_is_misspelt_where_it_is_declared_is_told_there() {
    assert_report(
        &many("      sinc: {type: date}\n"),
        r#"
content/site.yaml:21:3: error[unknown-field]: 8 pages of "code" give a field "since" that is not declared, such as content/4xx/405.md
   |
21 |   code:
   |   ^^^^
help: write `since` for "sinc" in its declaration, if that is meant; or declare it, such as `since: {type: text}`
"#,
    );
}

#[test]
fn list_of_values_of_another_type_is_one_slip() {
    assert_report(
        &page_405("headers:\n  - Allow\n  - Retry-After\n  - Allow", ""),
        r#"
content/4xx/405.md:6:5: error[wrong-type]: a record should stand here, not the text "Allow"; the 2 others of this list are alike
  |
6 |   - Allow
  |     ^^^^^
help: write its fields: name, when, weight
"#,
    );
}

#[test]
fn page_with_another_ending_is_told_and_nothing_that_refers_to_it() {
    assert_report(
        &("== content/4xx/410.markdown ==\n---\ncode: 410\n---\n== content/tables/headers.yml ==\n- id: Allow\n== routes.lock ==\n/404/\n/410/\n"
            .to_owned()
            + &page_405("related: [410]", "[[410]], [it](410.md)")),
        r#"
content/4xx/410.markdown:1:1: error[stray-file]: nothing reads this file
  |
1 | ---
  | ^
help: a page ends with .md: name it content/4xx/410.md

content/tables/headers.yml:1:1: error[stray-file]: nothing reads this file
  |
1 | - id: Allow
  | ^
help: a table ends with .yaml, .json or .csv: name it content/tables/headers.yaml
"#,
    );
}

#[test]
fn title_that_all_examples_contradict_is_told_once() {
    let site = site_with("kinds:", "exchanges: {kind: code, phrase: title, fields: headers, content: summary}\nkinds:");
    let text = "```http\nHTTP/1.1 405 Method not allowed\n```\n\n```http\nHTTP/1.1 405 Method not allowed\n```";
    assert_report(
        &(site + &page_405("", text)),
        r#"
content/4xx/405.md:8:1: error[exchange]: the name of 405 is "Method Not Allowed"
  |
8 | HTTP/1.1 405 Method not allowed
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: write `HTTP/1.1 405 Method Not Allowed`; mark the block ```http as-sent when some software really sends it so
and 1 more like it: content/4xx/405.md:12:1
"#,
    );
}

#[test]
fn content_without_a_blank_line_before_it_is_one_slip() {
    let site = site_with("kinds:", "exchanges: {kind: code, phrase: title, fields: headers, content: summary}\nkinds:");
    let text = "```http\nHTTP/1.1 405 Method Not Allowed\nContent-Type: text/plain\nContent-Length: 5\nhello\n```";
    assert_report(
        &(site + &page_405("", text)),
        r#"
content/4xx/405.md:11:1: error[exchange]: this is not a field line
   |
11 | hello
   | ^^^^^
help: write a name, a colon and a value; a blank line ends the field lines
"#,
    );
}
