//! What is reported about labels without a definition, and definitions without use.

use crate::common::{assert_report, page_405};

#[test]
fn link_to_no_definition_is_told() {
    assert_report(
        &page_405("", "See [the page][page]."),
        r#"
content/4xx/405.md:7:5: warning[no-definition]: no link "page" is defined in this text
  |
7 | See [the page][page].
  |     ^^^^^^^^^^^^^^^^
help: write its target on a line `[page]: …`, or `\[` to show the brackets
"#,
    );
}

#[test]
fn misspelt_label_is_told_once() {
    assert_report(
        &page_405("", "See [the page][paeg].\n\n[page]: 404.md"),
        r#"
content/4xx/405.md:7:5: warning[no-definition]: no link "paeg" is defined in this text
  |
7 | See [the page][paeg].
  |     ^^^^^^^^^^^^^^^^
help: did you mean `[page]`?
"#,
    );
}

#[test]
fn footnote_without_a_definition_is_told() {
    assert_report(
        &page_405("", "So it is said.[^1]"),
        r#"
content/4xx/405.md:7:15: warning[no-definition]: no footnote "1" is defined in this text
  |
7 | So it is said.[^1]
  |               ^^^^
help: write its text on a line `[^1]: …`, or `\[` to show the brackets
"#,
    );
}

#[test]
fn misspelt_footnote_is_told_once() {
    assert_report(
        &page_405("", "So it is said.[^nots]\n\n[^note]: By many."),
        r#"
content/4xx/405.md:7:15: warning[no-definition]: no footnote "nots" is defined in this text
  |
7 | So it is said.[^nots]
  |               ^^^^^^^
help: did you mean `[^note]`?
"#,
    );
}

#[test]
fn footnote_that_nothing_refers_to_is_told() {
    assert_report(
        &page_405("", "So it is.\n\n[^note]: By many."),
        r#"
content/4xx/405.md:9:1: warning[unused-definition]: nothing uses the footnote "note", so it is not published
  |
9 | [^note]: By many.
  | ^^^^^^^^^^^^^^^^^
help: refer to it with `[^note]`, or put it into a comment, `<!-- … -->`
"#,
    );
}

#[test]
fn definition_that_nothing_uses_is_told() {
    assert_report(
        &page_405("", "So it is.\n\n[page]: 404.md\n[//]: # (a remark)"),
        r#"
content/4xx/405.md:9:1: warning[unused-definition]: nothing uses the link "page", so it is not published
  |
9 | [page]: 404.md
  | ^^^^^^^^^^^^^^
help: use it with `[text][page]`, or put it into a comment, `<!-- … -->`
"#,
    );
}

#[test]
fn footnote_defined_twice_is_told() {
    assert_report(
        &page_405("", "So[^a] it is.\n\n[^a]: By many.\n\n[^a]: By few."),
        r#"
content/4xx/405.md:11:1: error[repeated-definition]: the footnote "a" is defined twice
   |
11 | [^a]: By few.
   | ^^^^^^^^^^^^^
help: keep one of the two, or give this one a name of its own
"#,
    );
}

#[test]
fn space_in_a_definition_is_told_once() {
    assert_report(
        &page_405("", "See [the page][page].\n\n[page]: ../4xx/404 not found.md"),
        r"
content/4xx/405.md:9:1: error[no-link]: the target of this definition holds a space
  |
9 | [page]: ../4xx/404 not found.md
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: write `[page]: ../4xx/404%20not%20found.md`, or `\[` to show the brackets
",
    );
}

#[test]
fn definition_without_a_target_is_told_once() {
    assert_report(
        &page_405("", "See [the page][page].\n\n[page]:"),
        r"
content/4xx/405.md:9:1: error[no-link]: no target stands in this definition
  |
9 | [page]:
  | ^^^^^^^
help: write `[page]: path.md`, or `\[` to show the brackets
",
    );
}

#[test]
fn link_defined_twice_is_told() {
    assert_report(
        &page_405("", "See [the page][page].\n\n[page]: 404.md\n[page]: 405.md\n\n```md\n[page]: x\n```"),
        r#"
content/4xx/405.md:10:1: error[repeated-definition]: the link "page" is defined twice
   |
10 | [page]: 405.md
   | ^^^^^^^^^^^^^^
help: keep one of the two, or give this one a name of its own
"#,
    );
}

#[test]
fn footnote_in_a_field_is_told() {
    assert_report(
        &page_405("advice: So it is said.[^1]", ""),
        r#"
content/4xx/405.md:5:23: warning[no-definition]: no footnote "1" is defined in this text
  |
5 | advice: So it is said.[^1]
  |                       ^^^^
help: write what it says into the field; footnotes stand in texts only, and `\[` shows the brackets
"#,
    );
}

#[test]
fn label_in_a_field_is_told() {
    assert_report(
        &page_405("advice: See [the page][page].", "[it][page]\n\n[page]: 404.md"),
        r#"
content/4xx/405.md:5:13: warning[no-definition]: no link "page" is defined in this text
  |
5 | advice: See [the page][page].
  |             ^^^^^^^^^^^^^^^^
help: write `[text](path.md)`, or `\[` to show the brackets
"#,
    );
}
