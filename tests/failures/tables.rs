//! What is reported about tables.

use crate::common::{assert_report, site_with};

#[test]
fn unknown_table_file_suggests_the_nearest() {
    assert_report(
        r#"
== content/tables/header.yaml ==
- id: Allow
"#,
        r#"
content/tables/header.yaml:1:1: error[unknown-table]: site.yaml declares no table "header"
  |
1 | - id: Allow
  | ^
help: tables are headers; did you mean "headers"?
"#,
    );
}

#[test]
fn declared_table_needs_a_file() {
    assert_report(
        &site_with("tables:\n", "tables:\n  vendors:\n    title: id\n    fields: {}\n"),
        r#"
content/site.yaml:51:3: error[no-table]: the table "vendors" has no file
   |
51 |   vendors:
   |   ^^^^^^^
help: write its rows into content/tables/vendors.yaml; an empty list is `[]`
"#,
    );
}

#[test]
fn table_without_rows_is_no_problem() {
    assert_report("== content/tables/headers.yaml ==\n# None yet.\n", "");
}

#[test]
fn table_that_is_no_list_shows_the_form() {
    assert_report(
        r#"
== content/tables/headers.yaml ==
Allow: GET
"#,
        r#"
content/tables/headers.yaml:1:1: error[wrong-type]: a table is a list of rows, not a mapping
  |
1 | Allow: GET
  | ^^^^^^^^^^
help: start each row with `- id: …`
"#,
    );
}

#[test]
fn row_without_id_is_shown() {
    assert_report(
        r#"
== content/tables/headers.yaml ==
- id: Allow
- {}
"#,
        r#"
content/tables/headers.yaml:2:3: error[missing-field]: the field "id" is missing
  |
2 | - {}
  |   ^^
help: add `id: …`: the name by which pages refer to the row
"#,
    );
}

#[test]
fn rows_without_id_are_not_one_row_given_twice() {
    assert_report(
        r#"
== content/tables/headers.yaml ==
- Allow
- Retry-After
"#,
        r#"
content/tables/headers.yaml:1:3: error[wrong-type]: a record should stand here, not the text "Allow"
  |
1 | - Allow
  |   ^^^^^
help: write its fields: id

content/tables/headers.yaml:2:3: error[wrong-type]: a record should stand here, not the text "Retry-After"
  |
2 | - Retry-After
  |   ^^^^^^^^^^^
help: write its fields: id
"#,
    );
}

#[test]
fn row_given_twice_is_a_repeated_key() {
    assert_report(
        r#"
== content/tables/headers.yaml ==
- id: Allow
- id: Allow
"#,
        r#"
content/tables/headers.yaml:2:7: error[repeated-key]: "Allow" of "headers" is given twice
  |
2 | - id: Allow
  |       ^^^^^
help: the other one stands at content/tables/headers.yaml:1; keep one of the two
"#,
    );
}

#[test]
fn unknown_field_of_a_row_lists_the_fields_of_a_row() {
    assert_report(
        r#"
== content/tables/headers.yaml ==
- id: Allow
  banana: yellow
"#,
        r#"
content/tables/headers.yaml:2:3: error[unknown-field]: there is no field "banana" here
  |
2 |   banana: yellow
  |   ^^^^^^
help: fields are id
"#,
    );
}
