//! What is reported about headings, their ids, and pictures and links without words.

use crate::common::{assert_report, page_405};

#[test]
fn word_in_braces_that_is_no_id_is_told() {
    assert_report(
        &page_405("", "## Set {#a b}\n\n## Get {.note}\n\n## Put {# c}"),
        r##"
content/4xx/405.md:7:8: warning[heading-id]: only an id can stand in braces behind a heading
  |
7 | ## Set {#a b}
  |        ^^^^^^
help: write `{#a}` alone

content/4xx/405.md:9:8: warning[heading-id]: only an id can stand in braces behind a heading
  |
9 | ## Get {.note}
  |        ^^^^^^^
help: write it as `{#name}`, or `\{` to show the braces

content/4xx/405.md:11:8: warning[heading-id]: "# c" is not the id of a heading
   |
11 | ## Put {# c}
   |        ^^^^^
help: write `#` and letters, digits, `-`, `_`, `.` or `:` without a space, such as `{#name}`; `\{` shows the braces
"##,
    );
}

#[test]
fn id_given_twice_is_told() {
    assert_report(
        &page_405("", "## One {#twin}\n\n## Two {#twin}"),
        r#"
content/4xx/405.md:9:1: error[repeated-id]: the id "twin" is given twice
  |
9 | ## Two {#twin}
  | ^^^^^^^^^^^^^^
help: a heading above has it; give each an id of its own
"#,
    );
}

#[test]
fn skipped_level_is_told() {
    assert_report(
        &page_405("", "## One\n\n#### Two\n\n#### Three"),
        r"
content/4xx/405.md:9:1: warning[skipped-level]: a heading behind one with `##` starts with `####`
  |
9 | #### Two
  | ^^^^^^^^
help: write `###`; who listens to the page misses a level otherwise
",
    );
}

#[test]
fn first_heading_of_a_level_too_deep_is_told() {
    assert_report(
        &page_405("", "### One"),
        r"
content/4xx/405.md:7:1: warning[skipped-level]: the first heading of a text starts with `###`
  |
7 | ### One
  | ^^^^^^^
help: write `##`; who listens to the page misses a level otherwise
",
    );
}

#[test]
fn heading_without_a_space_is_told() {
    assert_report(
        &page_405("", "##Title\n\n\\##Title and #hash"),
        r"
content/4xx/405.md:7:1: warning[no-heading]: no space stands behind `##`, so this is no heading
  |
7 | ##Title
  | ^^^^^^^
help: write `## Title`, or `\##` to show the signs
",
    );
}

#[test]
fn picture_without_words_is_told() {
    assert_report(
        &page_405("", "![](https://example.com/a.png)\n\n![ ](https://example.com/a.png)"),
        r"
content/4xx/405.md:7:1: warning[no-alternative]: nothing says what this picture shows
  |
7 | ![](https://example.com/a.png)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: write it into the brackets for those who cannot see the picture; `![ ]` with a space says that it only decorates
",
    );
}

#[test]
fn link_without_words_is_told() {
    assert_report(
        &page_405("", "[](404.md)"),
        r"
content/4xx/405.md:7:1: warning[empty-link]: this link shows no text
  |
7 | [](404.md)
  | ^^^^^^^^^^
help: write into the brackets what it leads to, or take it out
",
    );
}

#[test]
fn rule_right_below_a_text_is_told() {
    assert_report(
        &page_405("", "One, two.\n---\n\nThree\n---"),
        r"
content/4xx/405.md:8:1: warning[unmeant-heading]: this line makes a heading of the text above it
  |
8 | ---
  | ^^^
help: put a blank line before it for a rule across the page, or write a heading with `##`
",
    );
}

#[test]
fn heading_without_text_is_told() {
    assert_report(
        &page_405("", "##\n\nText."),
        r"
content/4xx/405.md:7:1: warning[no-heading]: this heading has no text
  |
7 | ##
  | ^^
help: write its text behind the sign, or take it out
",
    );
}

#[test]
fn id_in_the_middle_of_a_heading_is_told() {
    assert_report(
        &page_405("", "## Foo {#foo} bar"),
        r"
content/4xx/405.md:7:8: warning[heading-id]: the id of a heading stands at its end
  |
7 | ## Foo {#foo} bar
  |        ^^^^^^
help: move it there, or write `\{` to show the braces
",
    );
}
