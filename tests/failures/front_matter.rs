//! What is reported about front matter and YAML.

use crate::common::{assert_report, page_405};

#[test]
fn page_without_front_matter_is_one_problem() {
    assert_report(
        r#"
== content/4xx/405.md ==
The method is not allowed.
"#,
        r#"
content/4xx/405.md:1:1: error[no-front-matter]: this page does not start with front matter
  |
1 | The method is not allowed.
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^
help: start the file with a line `---`, the fields, and another line `---`; `statuary new` writes such a file
"#,
    );
}

#[test]
fn empty_page_is_one_problem() {
    assert_report(
        "== content/4xx/405.md ==\n",
        r#"
content/4xx/405.md:1:1: error[no-front-matter]: this page does not start with front matter
help: start the file with a line `---`, the fields, and another line `---`; `statuary new` writes such a file
"#,
    );
}

#[test]
fn front_matter_without_end_is_one_problem() {
    assert_report(
        r#"
== content/4xx/405.md ==
---
code: 405
title: Method Not Allowed
class: 4xx

The method is not allowed.
"#,
        r#"
content/4xx/405.md:1:1: error[open-front-matter]: the front matter that starts here has no end
  |
1 | ---
  | ^^^
help: put a line `---` between the last field and the text
"#,
    );
}

#[test]
fn empty_front_matter_lacks_the_required_fields() {
    assert_report(
        r#"
== content/4xx/405.md ==
---
---
"#,
        r#"
content/4xx/405.md:1:1: error[missing-field]: this front matter is empty
  |
1 | ---
  | ^^^
help: write its fields, each as `name: value`: code, title, class
"#,
    );
}

#[test]
fn colon_inside_a_value_asks_for_quotes() {
    assert_report(
        &page_405("summary: Note: not allowed", ""),
        r#"
content/4xx/405.md:5:14: error[yaml]: this is not valid YAML: mapping values are not allowed in this context
  |
5 | summary: Note: not allowed
  |              ^^^^^^^^^^^^^
help: put the value in quotes when it holds a colon followed by a space
"#,
    );
}

#[test]
fn indented_field_is_not_taken_for_a_colon_inside_a_value() {
    assert_report(
        &page_405(" summary: It is not allowed.", ""),
        r#"
content/4xx/405.md:5:2: error[yaml]: this is not valid YAML: this line is indented by one space, and the one that it belongs to not at all
  |
5 |  summary: It is not allowed.
  |  ^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: begin lines that belong together in one column
"#,
    );
}

#[test]
fn open_bracket_is_shown_in_the_front_matter() {
    assert_report(
        &page_405("related: [404", ""),
        r#"
content/4xx/405.md:5:10: error[yaml]: this is not valid YAML: the `[` that opens here is not closed
  |
5 | related: [404
  |          ^^^^
help: add `]` behind its last entry, or put the value in quotes when it is text
"#,
    );
}

#[test]
fn open_quote_is_shown_in_the_front_matter() {
    assert_report(
        &page_405("summary: \"It is not allowed.", ""),
        r#"
content/4xx/405.md:5:10: error[yaml]: this is not valid YAML: the `"` that opens here is not closed
  |
5 | summary: "It is not allowed.
  |          ^^^^^^^^^^^^^^^^^^^
help: put a `"` behind the last word of the value
"#,
    );
}

#[test]
fn tab_as_indentation_asks_for_spaces() {
    assert_report(
        &page_405("headers:\n\t- name: Allow", ""),
        r#"
content/4xx/405.md:6:1: error[yaml]: this is not valid YAML: a tab stands here
  |
6 |  - name: Allow
  | ^
help: indent with spaces; YAML takes no tabs
"#,
    );
}

#[test]
fn special_character_at_the_start_of_a_value_asks_for_quotes() {
    assert_report(
        &page_405("summary: `GET` is not allowed.", ""),
        r#"
content/4xx/405.md:5:10: error[yaml]: this is not valid YAML: a value that starts with ` is no text
  |
5 | summary: `GET` is not allowed.
  |          ^^^^^^^^^^^^^^^^^^^^^
help: put it in quotes: "`GET` is not allowed."
"#,
    );
}

#[test]
fn yaml_tag_has_no_meaning() {
    assert_report(
        &page_405("summary: !important It is not allowed.", ""),
        r#"
content/4xx/405.md:5:10: error[yaml]: this is not valid YAML: the tag "!important" has no meaning here
  |
5 | summary: !important It is not allowed.
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: put it in quotes: "!important It is not allowed."
"#,
    );
}

#[test]
fn windows_line_ends_keep_places() {
    assert_report(
        "== content/4xx/405.md ==\n---\r\ncode: 405\r\ntitle: Method Not Allowed\r\nclass: 4xx\r\n---\r\n\r\n[[440]]\r\n",
        r#"
content/4xx/405.md:7:1: error[dead-link]: no page is called "440"
  |
7 | [[440]]
  | ^^^^^^^
help: did you mean `[[404]]`?
"#,
    );
}

#[test]
fn list_for_a_name_is_no_yaml_for_fields() {
    assert_report(
        &page_405("? [a, b]\n: c", ""),
        r#"
content/4xx/405.md:5:3: error[yaml]: this is not valid YAML: invalid type: sequence, expected a name
  |
5 | ? [a, b]
  |   ^^^^^^
help: write `name: value` lines; put text with special characters in quotes
"#,
    );
}

#[test]
fn byte_order_mark_keeps_places() {
    assert_report(
        "== content/4xx/405.md ==\n\u{feff}---\ncode: 405\ntitle: Method Not Allowed\nclass: 4xx\nstate: open\n---\n",
        r#"
content/4xx/405.md:5:8: error[unknown-choice]: "open" is no choice for "state"
  |
5 | state: open
  |        ^^^^
help: choices are registered, reserved
"#,
    );
}

#[test]
fn control_character_in_a_value_is_no_trouble() {
    assert_report(&page_405(r#"advice: "`\0l0\0` and \0a0\0""#, ""), "");
}

#[test]
fn end_of_front_matter_with_four_hyphens_is_told_there() {
    assert_report(
        "== content/4xx/405.md ==\n---\ncode: 405\ntitle: Not\nclass: 4xx\n----\n\nText\n",
        r#"
content/4xx/405.md:5:1: error[open-front-matter]: front matter ends with a line `---`, and this line is `----`
  |
5 | ----
  | ^^^^
help: write three plain hyphens, without a space before them
"#,
    );
}

#[test]
fn blank_line_before_front_matter_is_told() {
    assert_report(
        "== content/4xx/405.md ==\n\n---\ncode: 405\ntitle: Not\nclass: 4xx\n---\n",
        r#"
content/4xx/405.md:2:1: error[no-front-matter]: front matter starts with the first character of the file
  |
2 | ---
  | ^^^
help: take out the spaces and blank lines that stand before this line
"#,
    );
}

#[test]
fn second_block_of_fields_is_one_problem() {
    assert_report(
        "== content/4xx/405.md ==\n---\ncode: 405\ntitle: Method Not Allowed\nclass: 4xx\n---\n\n---\nsummary: Not \
         this one.\nrelated:\n  - 404\n---\n\n## What it means\n\nA [link](../index.md).\n",
        r#"
content/4xx/405.md:7:1: error[second-front-matter]: a second block of fields starts here, where the front matter has ended
  |
7 | ---
  | ^^^
help: move its fields into the first block, and take its two lines `---` out; a line across is `***`
"#,
    );
}
