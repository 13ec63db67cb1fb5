//! What is reported about fields of a page.

use crate::common::{assert_report, page_405};

#[test]
fn unknown_field_suggests_the_nearest() {
    assert_report(
        &page_405("sumary: It is not allowed.", ""),
        r#"
content/4xx/405.md:5:1: error[unknown-field]: there is no field "sumary" here
  |
5 | sumary: It is not allowed.
  | ^^^^^^
help: fields are code, title, class, summary, advice, related, state, since, source, retired, headers, aliases, draft; did you mean "summary"?
"#,
    );
}

#[test]
fn unknown_field_that_is_near_to_none_lists_all() {
    assert_report(
        &page_405("banana: yellow", ""),
        r#"
content/4xx/405.md:5:1: error[unknown-field]: there is no field "banana" here
  |
5 | banana: yellow
  | ^^^^^^
help: fields are code, title, class, summary, advice, related, state, since, source, retired, headers, aliases, draft
"#,
    );
}

#[test]
fn unknown_field_of_a_record_is_shown_inside_it() {
    assert_report(
        &page_405("headers:\n  - name: Allow\n    wen: always", ""),
        r#"
content/4xx/405.md:7:5: error[unknown-field]: there is no field "wen" here
  |
7 |     wen: always
  |     ^^^
help: fields are name, when, weight; did you mean "when"?
"#,
    );
}

#[test]
fn missing_required_field_is_shown_at_the_start_of_the_page() {
    assert_report(
        r#"
== content/4xx/405.md ==
---
title: Method Not Allowed
class: 4xx
---
"#,
        r#"
content/4xx/405.md:1:1: error[missing-field]: the field "code" is missing
  |
1 | ---
  | ^^^
help: add `code: …`: the number
"#,
    );
}

#[test]
fn missing_field_of_a_record_is_shown_at_the_record() {
    assert_report(
        &page_405("headers:\n  - when: always", ""),
        r#"
content/4xx/405.md:6:5: error[missing-field]: the field "name" is missing
  |
6 |   - when: always
  |     ^^^^^^^^^^^^
help: add `name: …`
"#,
    );
}

#[test]
fn required_field_without_a_value_is_empty() {
    assert_report(
        r#"
== content/4xx/405.md ==
---
code: 405
title:
class: 4xx
---
"#,
        r#"
content/4xx/405.md:3:1: error[missing-field]: the field "title" is empty
  |
3 | title:
  | ^^^^^
help: add `title: …`
"#,
    );
}

#[test]
fn required_field_of_spaces_is_empty() {
    assert_report(
        r#"
== content/4xx/405.md ==
---
code: 405
title: "  "
class: 4xx
---
"#,
        r#"
content/4xx/405.md:3:1: error[missing-field]: the field "title" is empty
  |
3 | title: "  "
  | ^^^^^
help: add `title: …`
"#,
    );
}

#[test]
fn repeated_field_is_shown_the_second_time() {
    assert_report(
        &page_405("title: Not Allowed", ""),
        r#"
content/4xx/405.md:5:1: error[repeated-field]: the field "title" is given twice
  |
5 | title: Not Allowed
  | ^^^^^
help: keep one of the two; a list takes several values
"#,
    );
}

#[test]
fn front_matter_of_a_list_names_the_fields() {
    assert_report(
        r#"
== content/4xx/405.md ==
---
- code: 405
- class: 4xx
---
"#,
        r#"
content/4xx/405.md:2:1: error[wrong-type]: a record should stand here, not a list
  |
2 | - code: 405
  | ^^^^^^^^^^^
help: write its fields: code, title, class, summary, advice, related, state, since, source, retired, headers
"#,
    );
}
