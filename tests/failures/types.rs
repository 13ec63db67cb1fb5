//! What is reported about values of a wrong type.

use crate::common::{assert_report, page_405};

#[test]
fn list_for_text_is_a_wrong_type() {
    assert_report(
        &page_405("summary: [one, two]", ""),
        r#"
content/4xx/405.md:5:10: error[wrong-type]: text should stand here, not a list
  |
5 | summary: [one, two]
  |          ^^^^^^^^^^
help: write one value; put it in quotes when it starts with a bracket or a dash
"#,
    );
}

#[test]
fn text_for_flag_is_a_wrong_type() {
    assert_report(
        &page_405("retired: yes", ""),
        r#"
content/4xx/405.md:5:10: error[wrong-type]: true or false should stand here, not the text "yes"
  |
5 | retired: yes
  |          ^^^
help: write true
"#,
    );
}

#[test]
fn number_for_list_shows_how_to_write_a_list() {
    assert_report(
        &page_405("related: 404", ""),
        r#"
content/4xx/405.md:5:10: error[wrong-type]: a list should stand here, not the number 404
  |
5 | related: 404
  |          ^^^
help: write `[a, b]`, or one `- ` line for each entry
"#,
    );
}

#[test]
fn fraction_for_integer_is_a_wrong_type() {
    assert_report(
        &page_405("headers: [{name: Allow, weight: 1.5}]", ""),
        r#"
content/4xx/405.md:5:33: error[wrong-type]: a whole number should stand here, not the number 1.5
  |
5 | headers: [{name: Allow, weight: 1.5}]
  |                                 ^^^
help: write it in digits, such as 7
"#,
    );
}

#[test]
fn text_for_record_names_its_fields() {
    assert_report(
        &page_405("headers: [Allow]", ""),
        r#"
content/4xx/405.md:5:11: error[wrong-type]: a record should stand here, not the text "Allow"
  |
5 | headers: [Allow]
  |           ^^^^^
help: write its fields: name, when, weight
"#,
    );
}

#[test]
fn day_that_no_calendar_has_is_refused() {
    assert_report(
        &page_405("since: 2026-02-30", ""),
        r#"
content/4xx/405.md:5:8: error[wrong-type]: a day should stand here, not "2026-02-30"
  |
5 | since: 2026-02-30
  |        ^^^^^^^^^^
help: write year, month and day, such as 2026-11-20
"#,
    );
}

#[test]
fn day_in_another_form_is_refused() {
    assert_report(
        &page_405("since: 20 Nov 2026", ""),
        r#"
content/4xx/405.md:5:8: error[wrong-type]: a day should stand here, not "20 Nov 2026"
  |
5 | since: 20 Nov 2026
  |        ^^^^^^^^^^^
help: write year, month and day, such as 2026-11-20
"#,
    );
}

#[test]
fn address_without_scheme_is_refused() {
    assert_report(
        &page_405("source: example.com/405", ""),
        r#"
content/4xx/405.md:5:9: error[wrong-type]: an http or https address should stand here, not "example.com/405"
  |
5 | source: example.com/405
  |         ^^^^^^^^^^^^^^^
help: write it whole, such as https://example.com/page
"#,
    );
}

#[test]
fn unknown_choice_suggests_the_nearest() {
    assert_report(
        &page_405("state: registred", ""),
        r#"
content/4xx/405.md:5:8: error[unknown-choice]: "registred" is no choice for "state"
  |
5 | state: registred
  |        ^^^^^^^^^
help: choices are registered, reserved; did you mean "registered"?
"#,
    );
}

#[test]
fn value_with_a_comma_is_marked_to_its_end() {
    assert_report(
        &page_405("state: open, closed", ""),
        r#"
content/4xx/405.md:5:8: error[unknown-choice]: "open, closed" is no choice for "state"
  |
5 | state: open, closed
  |        ^^^^^^^^^^^^
help: choices are registered, reserved
"#,
    );
}
