//! What is reported about values that YAML takes for something else than is meant.

use crate::common::{assert_report, page_405};

#[test]
fn curly_quotes_around_a_value_are_a_warning() {
    assert_report(
        &page_405("summary: “It is not allowed.”", ""),
        r#"
content/4xx/405.md:5:10: warning[curly-quotes]: curly quotes quote nothing in YAML, they are a part of the value
  |
5 | summary: “It is not allowed.”
  |          ^^^^^^^^^^^^^^^^^^^^
help: write straight ones, `"…"`; where the curly ones are meant, put straight ones around them
"#,
    );
}

#[test]
fn curly_quotes_in_straight_ones_are_meant() {
    assert_report(
        &page_405("summary: \"“It is not allowed.”\"\nadvice: It says “no” and “never”.", ""),
        r#"

"#,
    );
}

#[test]
fn star_at_the_start_of_a_value_asks_for_quotes() {
    assert_report(
        &page_405("summary: *never* do that", ""),
        r#"
content/4xx/405.md:5:10: error[yaml]: this is not valid YAML: a value that starts with * is no text
  |
5 | summary: *never* do that
  |          ^^^^^^^^^^^^^^^
help: put it in quotes: "*never* do that"
"#,
    );
}

#[test]
fn ampersand_at_the_start_of_a_value_asks_for_quotes() {
    assert_report(
        r#"
== content/4xx/405.md ==
---
code: 405
title: &more
class: 4xx
---
"#,
        r#"
content/4xx/405.md:3:8: error[missing-field]: the field "title" is empty: `&more` gives a name to what follows
  |
3 | title: &more
  |        ^^^^^
help: put it in quotes when it is text: `title: "&more"`
"#,
    );
}

#[test]
fn null_is_no_value() {
    assert_report(
        r#"
== content/4xx/405.md ==
---
code: 405
title: null
class: 4xx
---
"#,
        r#"
content/4xx/405.md:3:8: error[missing-field]: the field "title" is empty: `null` stands for nothing in YAML
  |
3 | title: null
  |        ^^^^
help: put it in quotes when it is text: `title: "null"`
"#,
    );
}

#[test]
fn value_that_is_a_comment_asks_for_quotes() {
    assert_report(
        r#"
== content/4xx/405.md ==
---
code: 405
title: #1 of all errors
class: 4xx
---
"#,
        r##"
content/4xx/405.md:3:8: error[missing-field]: the field "title" is empty: `#1 of all errors` is a comment
  |
3 | title: #1 of all errors
  |        ^^^^^^^^^^^^^^^^
help: put it in quotes when it is text: `title: "#1 of all errors"`
"##,
    );
}

#[test]
fn value_that_a_comment_cuts_is_a_warning() {
    assert_report(
        &page_405("summary: Rate #limit exceeded", ""),
        r#"
content/4xx/405.md:5:15: warning[cut-value]: the value ends before `#limit exceeded`, which is a comment
  |
5 | summary: Rate #limit exceeded
  |               ^^^^^^^^^^^^^^^
help: put the whole value in quotes; for a comment, put a space behind the `#`
"#,
    );
}

#[test]
fn comment_behind_a_value_is_none() {
    assert_report(
        &page_405("summary: Not allowed # for now\nadvice: \"Use #2\"", ""),
        r#"

"#,
    );
}

#[test]
fn merge_key_is_one_problem() {
    assert_report(
        r#"
== content/4xx/405.md ==
---
<<: *base
title: Not
---
"#,
        r#"
content/4xx/405.md:2:1: error[yaml]: this is not valid YAML: `<<` merges nothing here
  |
2 | <<: *base
  | ^^
help: write the fields out; `name: *anchor` repeats a whole value that `&anchor` names
"#,
    );
}

#[test]
fn merge_key_of_an_anchor_is_one_problem() {
    assert_report(
        &page_405("headers:\n  - &first {name: Allow}\n  - <<: *first", ""),
        r#"
content/4xx/405.md:7:5: error[unknown-field]: `<<` merges nothing here
  |
7 |   - <<: *first
  |     ^^
help: write the fields out; `name: *anchor` repeats a whole value
"#,
    );
}

#[test]
fn text_that_starts_with_a_brace_asks_for_quotes() {
    assert_report(
        &page_405("summary: {method} is not allowed", ""),
        r#"
content/4xx/405.md:5:10: error[yaml]: this is not valid YAML: a text that starts with { has to be in quotes
  |
5 | summary: {method} is not allowed
  |          ^^^^^^^^^^^^^^^^^^^^^^^
help: write "{method} is not allowed"
"#,
    );
}

#[test]
fn block_text_that_is_not_indented_is_told() {
    assert_report(
        &page_405("summary: >-\nIt is not allowed.\nretired: true", ""),
        r#"
content/4xx/405.md:6:1: error[yaml]: this is not valid YAML: this text is not indented, and so it does not belong to the name above
  |
6 | It is not allowed.
  | ^^^^^^^^^^^^^^^^^^
help: indent each of its lines further than the name
"#,
    );
}

#[test]
fn block_text_with_a_colon_that_is_not_indented_is_one_problem() {
    assert_report(
        "== content/4xx/405.md ==\n---\ncode: 405\ntitle: >-\nNot allowed here: never\nclass: 4xx\n---\n",
        r#"
content/4xx/405.md:3:8: error[missing-field]: the field "title" is empty: nothing is indented below `>-`
  |
3 | title: >-
  |        ^^
help: indent each line of its text further than the name
"#,
    );
}
