//! What is reported about slips in YAML: each at its own place, with the cure.

use crate::common::{assert_report, page_405};

#[test]
fn line_without_colon_is_told_itself() {
    assert_report(
        &page_405("state registered\nretired: true", ""),
        r#"
content/4xx/405.md:5:1: error[yaml]: this is not valid YAML: this line has no colon
  |
5 | state registered
  | ^^^^^^^^^^^^^^^^
help: write `state: registered`
"#,
    );
}

#[test]
fn colon_without_a_space_is_told() {
    assert_report(
        &page_405("state:registered\nretired: true", ""),
        r#"
content/4xx/405.md:5:1: error[yaml]: this is not valid YAML: no space stands behind the colon
  |
5 | state:registered
  | ^^^^^^^^^^^^^^^^
help: write `state: registered`
"#,
    );
}

#[test]
fn quote_that_is_not_closed_is_told_where_it_opens() {
    assert_report(
        &page_405("summary: \"It is not allowed.\nadvice: \"Use another.\"", ""),
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
fn single_quote_that_is_not_closed_is_told_where_it_opens() {
    assert_report(
        &page_405("summary: 'It is not allowed.\nadvice: Don't.", ""),
        r#"
content/4xx/405.md:5:10: error[yaml]: this is not valid YAML: the `'` that opens here is not closed
  |
5 | summary: 'It is not allowed.
  |          ^^^^^^^^^^^^^^^^^^^
help: put a `'` behind the last word of the value
"#,
    );
}

#[test]
fn apostrophe_in_single_quotes_is_told() {
    assert_report(
        &page_405("summary: 'Don't do that'", ""),
        r#"
content/4xx/405.md:5:14: error[yaml]: this is not valid YAML: this `'` ends the text in quotes, and more stands behind it
  |
5 | summary: 'Don't do that'
  |              ^
help: write an apostrophe twice inside single quotes, or put the value in double ones
"#,
    );
}

#[test]
fn text_behind_a_closing_quote_is_told() {
    assert_report(
        &page_405("summary: \"Not\" allowed", ""),
        r#"
content/4xx/405.md:5:14: error[yaml]: this is not valid YAML: this `"` ends the text in quotes, and more stands behind it
  |
5 | summary: "Not" allowed
  |              ^
help: put the whole value in quotes, and write `\"` for one inside
"#,
    );
}

#[test]
fn comma_that_is_missing_in_brackets_is_told() {
    assert_report(
        &page_405("headers: [{name: Allow when: always}]", ""),
        r#"
content/4xx/405.md:5:24: error[yaml]: this is not valid YAML: a comma is missing before this
  |
5 | headers: [{name: Allow when: always}]
  |                        ^^^^^^^^^^^^^^
help: put a comma between the entries of what stands in brackets
"#,
    );
}

#[test]
fn brace_that_is_not_closed_is_told_where_it_opens() {
    assert_report(
        &page_405("headers:\n  - {name: Allow\nstate: registered", ""),
        r#"
content/4xx/405.md:6:5: error[yaml]: this is not valid YAML: the `{` that opens here is not closed
  |
6 |   - {name: Allow
  |     ^^^^^^^^^^^^
help: add `}` behind its last entry, or put the value in quotes when it is text
"#,
    );
}

#[test]
fn curly_quotes_around_a_colon_are_told() {
    assert_report(
        &page_405("summary: “Note: not allowed”", ""),
        r#"
content/4xx/405.md:5:10: error[yaml]: this is not valid YAML: curly quotes quote nothing in YAML
  |
5 | summary: “Note: not allowed”
  |          ^^^^^^^^^^^^^^^^^^^
help: write straight ones: `"…"`
"#,
    );
}

#[test]
fn no_break_space_in_the_indent_is_named() {
    assert_report(
        &page_405("headers:\n\u{a0}\u{a0}- name: Allow", ""),
        r#"
content/4xx/405.md:6:1: error[unknown-field]: a no-break space (U+00A0) stands here
  |
6 |   - name: Allow
  | ^
help: indent with plain spaces
"#,
    );
}

#[test]
fn no_break_space_in_a_name_is_named() {
    assert_report(
        &page_405("summary\u{a0}: It is not allowed.", ""),
        r#"
content/4xx/405.md:5:8: error[unknown-field]: a no-break space (U+00A0) stands in the name "summary"
  |
5 | summary : It is not allowed.
  |        ^
help: write `summary:` without it
"#,
    );
}

#[test]
fn no_break_space_behind_a_colon_is_named() {
    assert_report(
        &page_405("summary:\u{a0}Not allowed.\nretired: true", ""),
        r#"
content/4xx/405.md:5:9: error[yaml]: this is not valid YAML: a no-break space (U+00A0) stands here
  |
5 | summary: Not allowed.
  |         ^
help: write a plain space; YAML knows only the plain one
"#,
    );
}

#[test]
fn invisible_character_in_a_name_is_named() {
    assert_report(
        &page_405("sum\u{200b}mary: It is not allowed.", ""),
        r#"
content/4xx/405.md:5:4: error[unknown-field]: an invisible character (U+200B) stands in the name "summary"
  |
5 | sum�mary: It is not allowed.
  |    ^
help: write `summary:` without it
"#,
    );
}

#[test]
fn leftovers_of_a_merge_are_one_problem() {
    assert_report(
        &page_405("<<<<<<< HEAD\nstate: registered\n=======\nstate: reserved\n>>>>>>> theirs", ""),
        r#"
content/4xx/405.md:5:1: error[merge-leftover]: a merge left its marks here
  |
5 | <<<<<<< HEAD
  | ^^^^^^^^^^^^
help: keep one of the two sides, and take out the lines `<<<<<<<`, `=======` and `>>>>>>>`
"#,
    );
}

#[test]
fn item_that_is_indented_further_is_told() {
    assert_report(
        r#"
== content/tables/headers.yaml ==
- id: Allow
 - id: Retry-After
"#,
        r#"
content/tables/headers.yaml:2:2: error[yaml]: this is not valid YAML: the `-` of this entry is indented by one space, those of its neighbours not at all
  |
2 |  - id: Retry-After
  |  ^^^^^^^^^^^^^^^^^
help: begin each `-` of the list at the start of its line
"#,
    );
}

#[test]
fn tab_in_a_table_is_told_at_its_column() {
    assert_report(
        r#"
== content/tables/headers.yaml ==
- id: Allow
  	summary: What may be asked
- id: Retry-After
"#,
        r#"
content/tables/headers.yaml:2:3: error[yaml]: this is not valid YAML: a tab stands here
  |
2 |    summary: What may be asked
  |   ^
help: indent with spaces; YAML takes no tabs
"#,
    );
}

#[test]
fn row_without_colon_is_told_itself() {
    assert_report(
        r#"
== content/tables/headers.yaml ==
- id Allow
  summary: What may be asked
- id: Retry-After
"#,
        r#"
content/tables/headers.yaml:1:3: error[yaml]: this is not valid YAML: this line has no colon
  |
1 | - id Allow
  |   ^^^^^^^^
help: write `id: Allow`
"#,
    );
}
