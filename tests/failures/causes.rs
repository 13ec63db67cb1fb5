//! What is reported is a cause: whatever follows from it is not told as well.

use crate::common::{assert_report, code_template, page_405};

#[test]
fn broken_table_is_one_problem() {
    assert_report(
        &format!(
            "{}{}",
            "== content/tables/headers.yaml ==\n- id Allow\n  summary: What\n- id: Retry-After\n",
            page_405("related: [404]\nheaders: [{name: Allow}, {name: Retry-After}]", "See [[404]] and [it](404.md).")
        ),
        r#"
content/tables/headers.yaml:1:3: error[yaml]: this is not valid YAML: this line has no colon
  |
1 | - id Allow
  |   ^^^^^^^^
help: write `id: Allow`
"#,
    );
}

#[test]
fn table_that_is_a_mapping_is_one_problem() {
    assert_report(
        &format!(
            "{}{}",
            "== content/tables/headers.yaml ==\nAllow:\n  summary: What\nRetry-After:\n",
            page_405("related: [404]\nheaders: [{name: Allow}, {name: Retry-After}]", "See [[404]] and [it](404.md).")
        ),
        r#"
content/tables/headers.yaml:1:1: error[wrong-type]: a table is a list of rows, not a mapping
  |
1 | Allow:
  | ^^^^^^
help: start each row with `- id: …`
"#,
    );
}

#[test]
fn misspelt_id_of_a_row_is_one_problem() {
    assert_report(
        &format!(
            "{}{}",
            "== content/tables/headers.yaml ==\n- idd: Allow\n- id: Retry-After\n",
            page_405("related: [404]\nheaders: [{name: Allow}, {name: Retry-After}]", "See [[404]] and [it](404.md).")
        ),
        r#"
content/tables/headers.yaml:1:3: error[unknown-field]: there is no field "idd" here
  |
1 | - idd: Allow
  |   ^^^
help: fields are id; did you mean "id"?
"#,
    );
}

#[test]
fn row_that_is_no_record_is_one_problem() {
    assert_report(
        &format!(
            "{}{}",
            "== content/tables/headers.yaml ==\n- Allow\n- id: Retry-After\n",
            page_405("related: [404]\nheaders: [{name: Allow}, {name: Retry-After}]", "See [[404]] and [it](404.md).")
        ),
        r#"
content/tables/headers.yaml:1:3: error[wrong-type]: a record should stand here, not the text "Allow"
  |
1 | - Allow
  |   ^^^^^
help: write its fields: id
"#,
    );
}

#[test]
fn reference_that_no_broken_table_can_have_is_told() {
    assert_report(
        &format!(
            "{}{}",
            "== content/tables/headers.yaml ==\n- id Allow\n  summary: What\n- id: Retry-After\n",
            page_405("headers: [{name: Retry-Aftr}]", "")
        ),
        r#"
content/tables/headers.yaml:1:3: error[yaml]: this is not valid YAML: this line has no colon
  |
1 | - id Allow
  |   ^^^^^^^^
help: write `id: Allow`

content/4xx/405.md:5:18: error[unknown-row]: no headers is called "Retry-Aftr"
  |
5 | headers: [{name: Retry-Aftr}]
  |                  ^^^^^^^^^^
help: keys of headers are Allow, Retry-After; did you mean "Retry-After"?
"#,
    );
}

#[test]
fn misspelt_field_is_one_problem() {
    assert_report(
        r#"
== content/4xx/405.md ==
---
code: 405
titel: Method Not Allowed
class: 4xx
---
"#,
        r#"
content/4xx/405.md:3:1: error[unknown-field]: there is no field "titel" here
  |
3 | titel: Method Not Allowed
  | ^^^^^
help: fields are code, title, class, summary, advice, related, state, since, source, retired, headers, aliases, draft; did you mean "title"?
"#,
    );
}

#[test]
fn value_under_a_misspelt_name_is_checked() {
    assert_report(
        &page_405("stat: registred", ""),
        r#"
content/4xx/405.md:5:1: error[unknown-field]: there is no field "stat" here
  |
5 | stat: registred
  | ^^^^
help: fields are code, title, class, summary, advice, related, state, since, source, retired, headers, aliases, draft; did you mean "state"?

content/4xx/405.md:5:7: error[unknown-choice]: "registred" is no choice for "state"
  |
5 | stat: registred
  |       ^^^^^^^^^
help: choices are registered, reserved; did you mean "registered"?
"#,
    );
}

#[test]
fn field_under_another_name_is_one_problem() {
    assert_report(
        r#"
== content/4xx/405.md ==
---
code: 405
name: Method Not Allowed
class: 4xx
---
"#,
        r#"
content/4xx/405.md:3:1: error[unknown-field]: there is no field "name" here
  |
3 | name: Method Not Allowed
  | ^^^^
help: fields are code, title, class, summary, advice, related, state, since, source, retired, headers, aliases, draft; "title" is missing: write `title: …` if it is meant
"#,
    );
}

#[test]
fn unknown_class_is_no_wrong_path_as_well() {
    assert_report(
        r#"
== content/4xx/405.md ==
---
code: 405
title: Method Not Allowed
class: 4XX
---
"#,
        r#"
content/4xx/405.md:4:8: error[unknown-row]: no class is called "4XX"
  |
4 | class: 4XX
  |        ^^^
help: keys of class are 4xx; did you mean "4xx"?
"#,
    );
}

#[test]
fn other_class_than_the_folder_is_one_problem() {
    assert_report(
        r#"
== content/5xx/index.md ==
---
class: 5xx
title: Server errors
members: [5??]
---
== content/4xx/405.md ==
---
code: 405
title: Method Not Allowed
class: 5xx
---
"#,
        r#"
content/4xx/405.md:4:8: error[path-mismatch]: the file's path says class "4xx", this line says "5xx"
  |
4 | class: 5xx
  |        ^^^
help: write `class: 4xx`, or move the file to content/5xx/405.md
"#,
    );
}

#[test]
fn template_error_on_a_page_with_wrong_fields_is_not_told() {
    assert_report(
        &format!(
            "{}{}",
            code_template("{% if page.key == \"405\" %}{{ page.fields.headers[0].name.key }}{% endif %}"),
            page_405("headers: Allow", "")
        ),
        r#"
content/4xx/405.md:5:10: error[wrong-type]: a list should stand here, not the text "Allow"
  |
5 | headers: Allow
  |          ^^^^^
help: write `[a, b]`, or one `- ` line for each entry
"#,
    );
}

#[test]
fn equal_problems_are_told_together() {
    let pages: String =
        (405..415).map(|code| page_405("state: yellow", "").replace("405", &code.to_string())).collect();
    assert_report(
        &pages,
        r#"
content/4xx/405.md:5:8: error[unknown-choice]: "yellow" is no choice for "state"
  |
5 | state: yellow
  |        ^^^^^^
help: choices are registered, reserved
and 9 more like it: content/4xx/406.md:5:8, content/4xx/407.md:5:8, content/4xx/408.md:5:8, content/4xx/409.md:5:8, content/4xx/410.md:5:8, …
"#,
    );
}

#[test]
fn broken_entry_hides_no_slip_beside_it() {
    assert_report(
        &page_405("summary: Note: not allowed\nstate: registred\nrelated: [999]", "[[nope]]"),
        r#"
content/4xx/405.md:5:14: error[yaml]: this is not valid YAML: mapping values are not allowed in this context
  |
5 | summary: Note: not allowed
  |              ^^^^^^^^^^^^^
help: put the value in quotes when it holds a colon followed by a space

content/4xx/405.md:6:8: error[unknown-choice]: "registred" is no choice for "state"
  |
6 | state: registred
  |        ^^^^^^^^^
help: choices are registered, reserved; did you mean "registered"?

content/4xx/405.md:7:11: error[unknown-row]: no code is called "999"
  |
7 | related: [999]
  |           ^^^
help: keys of code are 404, 405

content/4xx/405.md:10:1: error[dead-link]: no page is called "nope"
   |
10 | [[nope]]
   | ^^^^^^^^
help: write the key of a page, such as the name of its file without `.md`
"#,
    );
}

#[test]
fn broken_title_of_a_page_is_not_missing_as_well() {
    assert_report(
        "== content/4xx/405.md ==\n---\ncode: 405\ntitle: \"Not\nclass: 4XX\nsummary: It is \"no\"\n---\n",
        r#"
content/4xx/405.md:3:8: error[yaml]: this is not valid YAML: the `"` that opens here is not closed
  |
3 | title: "Not
  |        ^^^^
help: put a `"` behind the last word of the value

content/4xx/405.md:4:8: error[unknown-row]: no class is called "4XX"
  |
4 | class: 4XX
  |        ^^^
help: keys of class are 4xx; did you mean "4xx"?
"#,
    );
}
