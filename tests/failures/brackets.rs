//! What is reported about brackets that were meant for links and are published as text.

use crate::common::{assert_report, page_405};

#[test]
fn open_brackets_of_a_key_link_are_told() {
    assert_report(
        &page_405("", "See [[404 and more."),
        r"
content/4xx/405.md:7:5: error[no-link]: this `[[` has no `]]`
  |
7 | See [[404 and more.
  |     ^^^^^
help: write `[[404]]`, or `\[[` to show the brackets
",
    );
}

#[test]
fn key_link_with_one_bracket_missing_is_told() {
    assert_report(
        &page_405("", "See [[404]."),
        r"
content/4xx/405.md:7:5: error[no-link]: this `[[` has no `]]`
  |
7 | See [[404].
  |     ^^^^^^
help: write `[[404]]`, or `\[[` to show the brackets
",
    );
}

#[test]
fn empty_key_link_is_told() {
    assert_report(
        &page_405("", "See [[]]."),
        r"
content/4xx/405.md:7:5: error[no-link]: this link names no page
  |
7 | See [[]].
  |     ^^^^
help: write the key of a page, such as `[[E1042]]`
",
    );
}

#[test]
fn brackets_that_are_meant_are_text() {
    assert_report(&page_405("", "A `[[` and \\[[404 stay, [a], a[0][1], [^a-z] and [x] too."), "");
}

#[test]
fn space_in_a_target_is_told() {
    assert_report(
        &page_405("", "[it](../4xx/404 not found.md)"),
        r"
content/4xx/405.md:7:1: error[no-link]: the target of this link holds a space
  |
7 | [it](../4xx/404 not found.md)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: write `[it](../4xx/404%20not%20found.md)`, or `\[` to show the brackets
",
    );
}

#[test]
fn space_in_an_address_is_told() {
    assert_report(
        &page_405("", "[other](https://exa mple.com/)"),
        r"
content/4xx/405.md:7:1: error[no-link]: the target of this link holds a space
  |
7 | [other](https://exa mple.com/)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: write `[other](https://exa%20mple.com/)`, or `\[` to show the brackets
",
    );
}

#[test]
fn space_in_a_target_that_may_be_words_is_a_warning() {
    assert_report(
        &page_405("", "[the answer](forty two)"),
        r"
content/4xx/405.md:7:1: warning[no-link]: the target of this link holds a space
  |
7 | [the answer](forty two)
  | ^^^^^^^^^^^^^^^^^^^^^^^
help: write `[the answer](forty%20two)`, or `\[` to show the brackets
",
    );
}

#[test]
fn space_between_text_and_target_is_told() {
    assert_report(
        &page_405("", "[the page] (../4xx/404.md)"),
        r"
content/4xx/405.md:7:1: warning[no-link]: a space keeps this text from its target
  |
7 | [the page] (../4xx/404.md)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^
help: write `[the page](../4xx/404.md)`, or `\[` to show the brackets
",
    );
}

#[test]
fn brackets_before_parentheses_are_text() {
    assert_report(&page_405("", "The values [a, b] (both) and [c] (see above)."), "");
}

#[test]
fn link_that_is_not_closed_is_told() {
    assert_report(
        &page_405("", "See [the page](404.md for more.\n\nAnd [that](404.md"),
        r"
content/4xx/405.md:7:5: error[no-link]: this link has no `)`
  |
7 | See [the page](404.md for more.
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: write `[the page](404.md)`

content/4xx/405.md:9:5: error[no-link]: this link has no `)`
  |
9 | And [that](404.md
  |     ^^^^^^^^^^^^^
help: write `[that](404.md)`
",
    );
}

#[test]
fn title_that_is_not_closed_is_told() {
    assert_report(
        &page_405("", "[it](404.md \"the page)"),
        r#"
content/4xx/405.md:7:1: error[no-link]: the title of this link has no end
  |
7 | [it](404.md "the page)
  | ^^^^^^^^^^^^^^^^^^^^^^
help: write `[it](404.md "the page")`
"#,
    );
}

#[test]
fn curly_quotes_around_a_title_are_told() {
    assert_report(
        &page_405("", "[it](404.md “the page”)"),
        r#"
content/4xx/405.md:7:1: error[no-link]: the title of this link stands in curly quotes
  |
7 | [it](404.md “the page”)
  | ^^^^^^^^^^^^^^^^^^^^^^^
help: write `[it](404.md "the page")`
"#,
    );
}

#[test]
fn link_inside_a_link_is_told() {
    assert_report(
        &page_405("", "[see [it](404.md) there](404.md)"),
        r"
content/4xx/405.md:7:1: error[no-link]: one link cannot stand in the text of another
  |
7 | [see [it](404.md) there](404.md)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: take one of the two links out
",
    );
}

#[test]
fn open_brackets_in_a_field_are_told() {
    assert_report(
        &page_405("advice: See [it] or [[404 there.", ""),
        r"
content/4xx/405.md:5:21: error[no-link]: this `[[` has no `]]`
  |
5 | advice: See [it] or [[404 there.
  |                     ^^^^^
help: write `[[404]]`, or `\[[` to show the brackets
",
    );
}

#[test]
fn closing_brackets_of_a_key_link_are_told() {
    assert_report(
        &page_405("", "See [404]] and a[b[0]]."),
        r"
content/4xx/405.md:7:5: error[no-link]: this `]]` has no `[[`
  |
7 | See [404]] and a[b[0]].
  |     ^^^^^^
help: write `[[404]]`, or `\]` to show the brackets
",
    );
}

#[test]
fn link_the_wrong_way_round_is_told() {
    assert_report(
        &page_405("", "See (the page)[404.md], (a)[b] and f(x)[0]."),
        r"
content/4xx/405.md:7:5: error[no-link]: text and target of this link stand the wrong way round
  |
7 | See (the page)[404.md], (a)[b] and f(x)[0].
  |     ^^^^^^^^^^^^^^^^^^
help: write `[the page](404.md)`, or `\[` to show the brackets
",
    );
}

#[test]
fn space_in_an_address_in_angle_brackets_is_told() {
    assert_report(
        &page_405("", "See <https://exa mple.com/a>."),
        r"
content/4xx/405.md:7:5: error[no-link]: the address in these brackets holds a space
  |
7 | See <https://exa mple.com/a>.
  |     ^^^^^^^^^^^^^^^^^^^^^^^^
help: write `<https://exa%20mple.com/a>`
",
    );
}

#[test]
fn parenthesis_in_a_target_is_told() {
    assert_report(
        &page_405("", "[x](https://example.com/a_(b)"),
        r"
content/4xx/405.md:7:1: error[no-link]: this link has no `)`
  |
7 | [x](https://example.com/a_(b)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: write `[x](https://example.com/a_(b))`
",
    );
}

#[test]
fn angle_bracket_of_a_target_is_told() {
    assert_report(
        &page_405("", "[x](<404.md)"),
        r"
content/4xx/405.md:7:1: error[no-link]: the target of this link has no `>`
  |
7 | [x](<404.md)
  | ^^^^^^^^^^^^
help: write `[x](<404.md>)`
",
    );
}
