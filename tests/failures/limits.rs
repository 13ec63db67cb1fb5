//! What is reported about values that their declaration does not allow.

use crate::common::{assert_report, page_405, site_with};

#[test]
fn text_that_is_too_long_is_told() {
    assert_report(
        &format!(
            "{}{}",
            site_with("      summary: {type: text}", "      summary: {type: text, max_length: 20, help: one sentence}"),
            page_405("summary: It is not allowed at all.", "")
        ),
        r#"
content/4xx/405.md:5:10: error[limit]: this text has 25 characters, and at most 20 are allowed
  |
5 | summary: It is not allowed at all.
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^
help: shorten it by 5; what belongs here: one sentence
"#,
    );
}

#[test]
fn text_that_is_too_short_is_told() {
    assert_report(
        &format!(
            "{}{}",
            site_with("      summary: {type: text}", "      summary: {type: text, min_length: 20}"),
            page_405("summary: Not so.", "")
        ),
        r#"
content/4xx/405.md:5:10: error[limit]: this text has 7 characters, and at least 20 are wanted
  |
5 | summary: Not so.
  |          ^^^^^^^
help: write more
"#,
    );
}

#[test]
fn text_of_another_form_is_told() {
    assert_report(
        &format!(
            "{}{}",
            site_with("      summary: {type: text}", "      summary: {type: text, pattern: '[A-Z].*[.]'}"),
            page_405("summary: not so", "")
        ),
        r#"
content/4xx/405.md:5:10: error[limit]: "not so" has another form than is wanted
  |
5 | summary: not so
  |          ^^^^^^
help: write what matches `[A-Z].*[.]`
"#,
    );
}

#[test]
fn pattern_that_is_none_is_told() {
    assert_report(
        &format!(
            "{}{}",
            site_with("      summary: {type: text}", "      summary: {type: text, pattern: '[A-Z].*('}"),
            page_405("summary: not so", "")
        ),
        r#"
content/site.yaml:35:38: error[wrong-type]: a regular expression should stand here, not "[A-Z].*(": found open group without closing ')'
   |
35 |       summary: {type: text, pattern: '[A-Z].*('}
   |                                      ^^^^^^^^^^
help: write one such as `[a-z]+`, in single quotes; it has to match the whole text
"#,
    );
}

#[test]
fn number_that_is_too_large_is_told() {
    assert_report(
        &format!(
            "{}{}",
            site_with("      summary: {type: text}", "      summary: {type: integer, min: 1, max: 9}"),
            page_405("summary: 10", "")
        ),
        r#"
content/4xx/405.md:5:10: error[limit]: the number 10 is out of bounds
  |
5 | summary: 10
  |          ^^
help: write 9 or less
"#,
    );
}

#[test]
fn number_that_is_too_small_is_told() {
    assert_report(
        &format!(
            "{}{}",
            site_with("      summary: {type: text}", "      summary: {type: integer, min: 1, max: 9}"),
            page_405("summary: 0", "")
        ),
        r#"
content/4xx/405.md:5:10: error[limit]: the number 0 is out of bounds
  |
5 | summary: 0
  |          ^
help: write 1 or more
"#,
    );
}

#[test]
fn limit_of_another_type_is_told() {
    assert_report(
        &format!(
            "{}{}",
            site_with("      summary: {type: text}", "      summary: {type: text, max: 9}"),
            page_405("summary: a", "")
        ),
        r#"
content/site.yaml:35:34: error[wrong-limit]: `max` is a limit of numbers, and this field holds something else
   |
35 |       summary: {type: text, max: 9}
   |                                  ^
help: take `max` out, or give the field another type
"#,
    );
}

#[test]
fn limit_of_entries_belongs_into_of() {
    assert_report(
        &format!(
            "{}{}",
            site_with("related: {type: list, of", "related: {type: list, max_length: 9, of"),
            page_405("related: [404]", "")
        ),
        r#"
content/site.yaml:37:41: error[wrong-limit]: `max_length` is a limit of texts, and this field holds something else
   |
37 |       related: {type: list, max_length: 9, of: {type: reference, to: code}}
   |                                         ^
help: write it into `of` when it is meant for each entry
"#,
    );
}

#[test]
fn prose_has_limits_too() {
    assert_report(
        &format!(
            "{}{}",
            site_with("advice: {type: prose", "advice: {type: prose, max_length: 5"),
            page_405("advice: Do not.", "")
        ),
        r#"
content/4xx/405.md:5:9: error[limit]: this text has 7 characters, and at most 5 are allowed
  |
5 | advice: Do not.
  |         ^^^^^^^
help: shorten it by 2; what belongs here: what to do
"#,
    );
}

#[test]
fn text_that_is_still_to_be_written_has_no_limits() {
    assert_report(
        &format!(
            "{}{}",
            site_with("summary: {type: text}", "summary: {type: text, max_length: 5}"),
            page_405("summary: \"(to be written)\"", "")
        ),
        r#"
content/4xx/405.md:5:11: warning[unwritten]: the field "summary" is still to be written
  |
5 | summary: "(to be written)"
  |           ^^^^^^^^^^^^^^^
help: write what belongs there
"#,
    );
}

#[test]
fn entry_that_stands_twice_in_a_list_is_a_warning() {
    assert_report(
        &page_405("related: [404, 404]", ""),
        r#"
content/4xx/405.md:5:16: warning[repeated-item]: `404` stands in this list before, in line 5
  |
5 | related: [404, 404]
  |                ^^^
help: keep one of the two; where a list may hold a value twice, declare it with `unique: false`
"#,
    );
}

#[test]
fn entry_that_may_stand_twice_is_none() {
    assert_report(
        &format!(
            "{}{}",
            site_with("related: {type: list, of", "related: {type: list, unique: false, of"),
            page_405("related: [404, 404]", "")
        ),
        r#"

"#,
    );
}

#[test]
fn entry_that_is_declared_unique_is_an_error() {
    assert_report(
        &format!(
            "{}{}",
            site_with("related: {type: list, of", "related: {type: list, unique: true, of"),
            page_405("related: [404, 404]", "")
        ),
        r#"
content/4xx/405.md:5:16: error[repeated-item]: `404` stands in this list before, in line 5
  |
5 | related: [404, 404]
  |                ^^^
help: keep one of the two
"#,
    );
}

#[test]
fn value_that_is_declared_unique_stands_in_one_page() {
    assert_report(
        &format!(
            "{}{}",
            site_with("      summary: {type: text}", "      summary: {type: text, unique: true}"),
            page_405("summary: Not so.", "") + &page_405("summary: Not so.", "").replace("405", "406")
        ),
        r#"
content/4xx/406.md:5:10: error[repeated-value]: another entry of "code" has this value of "summary"
  |
5 | summary: Not so.
  |          ^^^^^^^
help: the other one stands at content/4xx/405.md:5; give one of the two another value
"#,
    );
}

#[test]
fn page_that_refers_to_itself_is_a_warning() {
    assert_report(
        &page_405("related: [404, 405]", ""),
        r#"
content/4xx/405.md:5:16: warning[self-reference]: this refers to its own entry
  |
5 | related: [404, 405]
  |                ^^^
help: name another one, or take it out; where it is meant, declare the reference with `itself: true`
"#,
    );
}

#[test]
fn page_that_may_refer_to_itself_does_not_warn() {
    assert_report(
        &format!(
            "{}{}",
            site_with("of: {type: reference, to: code}", "of: {type: reference, to: code, itself: true}"),
            page_405("related: [404, 405]", "")
        ),
        r#"

"#,
    );
}

#[test]
fn page_above_itself_is_told() {
    assert_report(
        &format!(
            "{}{}",
            site_with("parent_field: class", "parent_field: up").replace(
                "      summary: {type: text}",
                "      summary: {type: text}\n      up: {type: reference, to: code}"
            ),
            page_405("up: 405", "")
        ),
        r#"
content/4xx/405.md:5:5: error[own-parent]: "405 Method Not Allowed" is above itself
  |
5 | up: 405
  |     ^^^
help: name another page in `up`, or take it out
"#,
    );
}

#[test]
fn pages_above_each_other_are_told_once() {
    assert_report(
        &format!(
            "{}{}",
            site_with("parent_field: class", "parent_field: up").replace(
                "      summary: {type: text}",
                "      summary: {type: text}\n      up: {type: reference, to: code}"
            ),
            page_405("up: 406", "")
                + &page_405("up: 405", "").replace("code: 405", "code: 406").replace("405.md", "406.md")
        ),
        r#"
content/4xx/405.md:5:5: error[own-parent]: "405 Method Not Allowed" is above itself by way of 406 Method Not Allowed
  |
5 | up: 406
  |     ^^^
help: name another page in `up`, or take it out
"#,
    );
}

#[test]
fn page_that_its_kind_puts_above_itself_is_told() {
    assert_report(
        &site_with("    template: home.html\n", "    template: home.html\n    parent_page: index.md\n"),
        r#"
content/site.yaml:8:18: error[own-parent]: "Tiny" is above itself
  |
8 |     parent_page: index.md
  |                  ^^^^^^^^
help: name another page in `parent_page`, or take it out
"#,
    );
}

#[test]
fn number_in_another_form_is_proposed_in_its_own() {
    assert_report(
        &page_405(
            "headers:\n  - {name: Allow, weight: 402.0}\n  - {name: Allow, weight: \"402\"}\n  - {name: Allow, weight: 0402}\n  - {name: Allow, weight: many}",
            "",
        ),
        r#"
content/4xx/405.md:6:27: error[wrong-type]: a whole number should stand here, not the number 402.0
  |
6 |   - {name: Allow, weight: 402.0}
  |                           ^^^^^
help: write 402, without quotes, leading zeros or a fraction

content/4xx/405.md:7:27: error[wrong-type]: a whole number should stand here, not the text "402"
  |
7 |   - {name: Allow, weight: "402"}
  |                           ^^^^^
help: write 402, without quotes, leading zeros or a fraction

content/4xx/405.md:8:27: error[wrong-type]: a whole number should stand here, not the text "0402"
  |
8 |   - {name: Allow, weight: 0402}
  |                           ^^^^
help: write 402, without quotes, leading zeros or a fraction

content/4xx/405.md:9:27: error[wrong-type]: a whole number should stand here, not the text "many"
  |
9 |   - {name: Allow, weight: many}
  |                           ^^^^
help: write it in digits, such as 7
"#,
    );
}

#[test]
fn codes_without_a_comma_between_them_are_told() {
    assert_report(
        &page_405("related: [404 405]", ""),
        r#"
content/4xx/405.md:5:11: error[unknown-row]: no code is called "404 405"
  |
5 | related: [404 405]
  |           ^^^^^^^
help: write a comma between them: `404, 405`
"#,
    );
}
