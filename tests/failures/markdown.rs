//! What is reported about markdown.

use crate::common::{assert_report, page_405};

#[test]
fn raw_html_is_refused() {
    assert_report(
        &page_405("", "One line<br>and another."),
        r#"
content/4xx/405.md:7:9: error[raw-html]: raw HTML is not allowed here: <br>
  |
7 | One line<br>and another.
  |         ^^^^
help: write it as markdown, or put it in backquotes to show it; `raw_html: true` in site.yaml allows it everywhere
"#,
    );
}

#[test]
fn block_of_raw_html_is_reported_once() {
    assert_report(
        &page_405("", "<div>\nA box.\n</div>"),
        r#"
content/4xx/405.md:7:1: error[raw-html]: raw HTML is not allowed here: <div>
  |
7 | <div>
  | ^^^^^
help: write it as markdown, or put it in backquotes to show it; `raw_html: true` in site.yaml allows it everywhere
"#,
    );
}

#[test]
fn raw_html_behind_a_comment_is_refused() {
    assert_report(
        &page_405("", "<!-- a --><script>alert(1)</script>"),
        r#"
content/4xx/405.md:7:11: error[raw-html]: raw HTML is not allowed here: <script>alert(1)</script>
  |
7 | <!-- a --><script>alert(1)</script>
  |           ^^^^^^^^^^^^^^^^^^^^^^^^^
help: write it as markdown, or put it in backquotes to show it; `raw_html: true` in site.yaml allows it everywhere
"#,
    );
}

#[test]
fn comments_are_no_raw_html() {
    assert_report(&page_405("", "<!-- one -->\n\n<!-- two\nlines -->\n\nA word. <!-- and\nanother -->"), "");
}

#[test]
fn raw_html_in_a_field_is_refused() {
    assert_report(
        &page_405("advice: Send it<br>again.", ""),
        r#"
content/4xx/405.md:5:16: error[raw-html]: raw HTML is not allowed here: <br>
  |
5 | advice: Send it<br>again.
  |                ^^^^
help: write it as markdown, or put it in backquotes to show it; `raw_html: true` in site.yaml allows it everywhere
"#,
    );
}

#[test]
fn block_of_raw_html_in_a_field_is_reported_once() {
    assert_report(
        &page_405("advice: <div>A box.</div>", ""),
        r#"
content/4xx/405.md:5:9: error[raw-html]: raw HTML is not allowed here: <div>A box.</div>
  |
5 | advice: <div>A box.</div>
  |         ^^^^^^^^^^^^^^^^^
help: write it as markdown, or put it in backquotes to show it; `raw_html: true` in site.yaml allows it everywhere
"#,
    );
}

#[test]
fn level_one_heading_is_refused() {
    assert_report(
        &page_405("", "# Method Not Allowed"),
        r#"
content/4xx/405.md:7:1: error[heading-level]: a page has one level-one heading, its title
  |
7 | # Method Not Allowed
  | ^^^^^^^^^^^^^^^^^^^^
help: start the text's headings with `##`
"#,
    );
}

#[test]
fn list_in_a_prose_field_is_refused() {
    assert_report(
        &page_405(r#"advice: "- send it again""#, ""),
        r#"
content/4xx/405.md:5:10: error[not-inline]: only inline markdown can stand in a field
  |
5 | advice: "- send it again"
  |          ^^^^^^^^^^^^^^^
help: write one paragraph of text, code, emphasis and links; longer explanations belong below the front matter
"#,
    );
}

#[test]
fn list_of_several_items_in_a_prose_field_is_reported_once() {
    assert_report(
        &page_405("advice: |\n  - send it again\n  - wait", ""),
        r#"
content/4xx/405.md:5:9: error[not-inline]: only inline markdown can stand in a field
  |
5 | advice: |
  |         ^
help: write one paragraph of text, code, emphasis and links; longer explanations belong below the front matter
"#,
    );
}

#[test]
fn rule_in_a_prose_field_is_refused() {
    assert_report(
        &page_405(r#"advice: "***""#, ""),
        r#"
content/4xx/405.md:5:10: error[not-inline]: only inline markdown can stand in a field
  |
5 | advice: "***"
  |          ^^^
help: write one paragraph of text, code, emphasis and links; longer explanations belong below the front matter
"#,
    );
}

#[test]
fn raw_tag_and_its_end_are_one_slip() {
    assert_report(
        &page_405("", "A <kbd>Ctrl</kbd> key."),
        r#"
content/4xx/405.md:7:3: error[raw-html]: raw HTML is not allowed here: <kbd>
  |
7 | A <kbd>Ctrl</kbd> key.
  |   ^^^^^
help: write it as markdown, or put it in backquotes to show it; `raw_html: true` in site.yaml allows it everywhere
"#,
    );
}
