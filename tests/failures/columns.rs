//! What is reported about tables that are CSV or JSON.

use crate::common::{Folder, assert_report, assert_text, site_with};
use statuary::diag::{Colors, Format};
use statuary::{Options, compile, load};

const TABLE: &str = "tables:
  limits:
    title: title
    route: \"limits/{id}/\"
    template: limit.html
    fields:
      title: {type: text, required: true, help: what is shown}
      most: {type: integer}
      codes: {type: list, of: {type: reference, to: code}}
      state: {type: choice, choices: [registered, reserved]}
      open: {type: flag}
      note: {type: prose}
      record: {type: record, fields: {a: {type: text}}}
";

/// The tiny site with one more table in a file of such a name.
fn limits(file: &str, text: &str) -> String {
    let template = "== themes/default/templates/limit.html ==\n<h1>{{ page.title }}</h1>\n";
    format!("{}{template}== content/tables/{file} ==\n{text}", site_with("tables:\n", TABLE))
}

#[track_caller]
fn assert_csv(text: &str, expected: &str) {
    assert_report(&limits("limits.csv", text), expected);
}

#[track_caller]
fn assert_json(text: &str, expected: &str) {
    assert_report(&limits("limits.json", text), expected);
}

#[test]
fn every_cell_has_its_place() {
    assert_csv(
        "id;title;most;codes;state;open;note;record\n\
         a;A;many;\"404; 40\";regstered;TRUE;see [[45]];\n\
         \"b\";;1.5;404;;no;\"\";x\n\
         a;A;;;;;;\n",
        r#"
content/tables/limits.csv:2:5: error[wrong-type]: a whole number should stand here, not the text "many"
  |
2 | a;A;many;"404; 40";regstered;TRUE;see [[45]];
  |     ^^^^
help: write it in digits, such as 7

content/tables/limits.csv:2:16: error[unknown-row]: no code is called "40"
  |
2 | a;A;many;"404; 40";regstered;TRUE;see [[45]];
  |                ^^
help: keys of code are 404; did you mean "404"?

content/tables/limits.csv:2:20: error[unknown-choice]: "regstered" is no choice for "state"
  |
2 | a;A;many;"404; 40";regstered;TRUE;see [[45]];
  |                    ^^^^^^^^^
help: choices are registered, reserved; did you mean "registered"?

content/tables/limits.csv:2:39: error[dead-link]: no page is called "45"
  |
2 | a;A;many;"404; 40";regstered;TRUE;see [[45]];
  |                                       ^^^^^^
help: write the key of a page, such as the name of its file without `.md`

content/tables/limits.csv:3:1: error[missing-field]: the field "title" is missing
  |
3 | "b";;1.5;404;;no;"";x
  | ^^^^^^^^^^^^^^^^^^^^^
help: add a cell in the column `title`: what is shown

content/tables/limits.csv:3:6: error[wrong-type]: a whole number should stand here, not the number 1.5
  |
3 | "b";;1.5;404;;no;"";x
  |      ^^^
help: write it in digits, such as 7

content/tables/limits.csv:3:15: error[wrong-type]: true or false should stand here, not the text "no"
  |
3 | "b";;1.5;404;;no;"";x
  |               ^^
help: write false

content/tables/limits.csv:3:21: error[wrong-type]: a record should stand here, not the text "x"
  |
3 | "b";;1.5;404;;no;"";x
  |                     ^
help: a cell holds no fields; write this table as JSON or YAML

content/tables/limits.csv:4:1: error[repeated-key]: "a" of "limits" is given twice
  |
4 | a;A;;;;;;
  | ^
help: the other one stands at content/tables/limits.csv:2; keep one of the two
"#,
    );
}

#[test]
fn unknown_column_is_told_once() {
    assert_csv(
        "id,titel,most\na,A,1\nb,B,2\n",
        r#"
content/tables/limits.csv:1:4: error[unknown-field]: there is no field "titel" here
  |
1 | id,titel,most
  |    ^^^^^
help: fields are id, title, most, codes, state, open, note, record; did you mean "title"?
"#,
    );
}

#[test]
fn column_that_stands_twice() {
    assert_csv(
        "id,title,most,title\na,A,1,B\n",
        r#"
content/tables/limits.csv:1:15: error[csv]: the column "title" stands here a second time
  |
1 | id,title,most,title
  |               ^^^^^
help: keep one of the two; a list stands in one cell, with semicolons between its entries
"#,
    );
}

#[test]
fn cell_in_a_column_without_a_name() {
    assert_csv(
        "id,title,,\na,A,1,\nb,B,2,\n",
        r#"
content/tables/limits.csv:2:5: error[csv]: the column of this cell, number 3, has no name in the first row
  |
2 | a,A,1,
  |     ^
help: write the name of a field at its head, or clear the column
"#,
    );
}

#[test]
fn rows_have_as_many_cells_as_there_are_columns() {
    assert_csv(
        "id,title,note\na,A,one, two\nb,B\nc,C,\n",
        r#"
content/tables/limits.csv:2:10: error[csv]: this row has 4 cells, and the first row names 3 columns
  |
2 | a,A,one, two
  |          ^^^
help: put a cell that holds a `,` into quotes: `"…"`

content/tables/limits.csv:3:3: error[csv]: this row has 2 cells, and the first row names 3 columns
  |
3 | b,B
  |   ^
help: write a `,` for each cell that is empty
"#,
    );
}

#[test]
fn quote_that_is_not_closed() {
    assert_csv(
        "id,title,note\na,\"A,one\nb,\"B\",two\nc,C,\n",
        r#"
content/tables/limits.csv:2:3: error[csv]: the `"` that opens here is not closed
  |
2 | a,"A,one
  |   ^^^^^^
help: put a `"` behind the last word of the cell, and write `""` for a quote inside
"#,
    );
}

#[test]
fn quote_inside_of_quotes() {
    assert_csv(
        "id,title\na,\"A\" and B\n",
        r#"
content/tables/limits.csv:2:5: error[csv]: this `"` ends the cell, and more stands behind it
  |
2 | a,"A" and B
  |     ^
help: write `""` for a quote inside of a cell in quotes
"#,
    );
}

#[test]
fn column_that_is_missing_is_told_once() {
    assert_csv(
        "title,most\nA,1\nB,2\n",
        r#"
content/tables/limits.csv:1:1: error[missing-field]: the column "id" is missing
  |
1 | title,most
  | ^^^^^^^^^^
help: add it to the first row: the name by which pages refer to the row
"#,
    );
}

#[test]
fn files_without_rows() {
    assert_csv("", "");
    assert_csv("id,title\n", "");
    assert_json(
        "",
        r#"
content/tables/limits.json:1:1: error[json]: this is not valid JSON: it ends inside a value
help: correct the JSON; names and texts stand in double quotes, and a comma between entries
"#,
    );
}

#[test]
fn json_that_is_none_is_told_where_it_ends_to_be() {
    assert_json(
        "[\n  {\"id\": \"a\", \"title\": \"A\"}\n  {\"id\": \"b\"}\n]\n",
        r#"
content/tables/limits.json:2:27: error[json]: this is not valid JSON: no comma stands behind this value
  |
2 |   {"id": "a", "title": "A"}
  |                           ^
help: correct the JSON; names and texts stand in double quotes, and a comma between entries
"#,
    );
}

#[test]
fn json_without_rows() {
    assert_json(
        "{\"rows\": [{\"id\": \"a\", \"title\": \"A\"}]}\n",
        r#"
content/tables/limits.json:1:1: error[wrong-type]: a table is a list of rows, not a mapping
  |
1 | {"rows": [{"id": "a", "title": "A"}]}
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: write `[{"id": …}, …]`, or a mapping from each id to its row
"#,
    );
}

#[test]
fn values_of_json_have_their_places() {
    assert_json(
        "{\n  \"a\": {\"title\": [\"A\"], \"most\": \"many\", \"codes\": \"404\", \"state\": \"regstered\", \"open\": 1},\n  \"b\": {\"id\": \"c\", \"titel\": \"B\", \"record\": \"x\", \"note\": \"a [[45]]\", \"most\": null, \"most\": 1}\n}\n",
        r#"
content/tables/limits.json:2:18: error[wrong-type]: text should stand here, not a list
  |
2 |   "a": {"title": ["A"], "most": "many", "codes": "404", "state": "regstered", "open": 1},
  |                  ^^^^^
help: write one value; put it in quotes when it starts with a bracket or a dash

content/tables/limits.json:2:33: error[wrong-type]: a whole number should stand here, not the text "many"
  |
2 |   "a": {"title": ["A"], "most": "many", "codes": "404", "state": "regstered", "open": 1},
  |                                 ^^^^^^
help: write it in digits, such as 7

content/tables/limits.json:2:50: error[wrong-type]: a list should stand here, not the text "404"
  |
2 |   "a": {"title": ["A"], "most": "many", "codes": "404", "state": "regstered", "open": 1},
  |                                                  ^^^^^
help: write `[…]` around its entries

content/tables/limits.json:2:66: error[unknown-choice]: "regstered" is no choice for "state"
  |
2 |   "a": {"title": ["A"], "most": "many", "codes": "404", "state": "regstered", "open": 1},
  |                                                                  ^^^^^^^^^^^
help: choices are registered, reserved; did you mean "registered"?

content/tables/limits.json:2:87: error[wrong-type]: true or false should stand here, not the number 1
  |
2 |   "a": {"title": ["A"], "most": "many", "codes": "404", "state": "regstered", "open": 1},
  |                                                                                       ^
help: write one of the two, without quotes

content/tables/limits.json:3:9: error[repeated-field]: the field "id" is given twice
  |
3 |   "b": {"id": "c", "titel": "B", "record": "x", "note": "a [[45]]", "most": null, "most": 1}
  |         ^^^^
help: keep one of the two; a list takes several values

content/tables/limits.json:3:20: error[unknown-field]: there is no field "titel" here
  |
3 |   "b": {"id": "c", "titel": "B", "record": "x", "note": "a [[45]]", "most": null, "most": 1}
  |                    ^^^^^^^
help: fields are id, title, most, codes, state, open, note, record; did you mean "title"?

content/tables/limits.json:3:44: error[wrong-type]: a record should stand here, not the text "x"
  |
3 |   "b": {"id": "c", "titel": "B", "record": "x", "note": "a [[45]]", "most": null, "most": 1}
  |                                            ^^^
help: write its fields: a

content/tables/limits.json:3:60: error[dead-link]: no page is called "45"
  |
3 |   "b": {"id": "c", "titel": "B", "record": "x", "note": "a [[45]]", "most": null, "most": 1}
  |                                                            ^^^^^^
help: write the key of a page, such as the name of its file without `.md`

content/tables/limits.json:3:83: error[repeated-field]: the field "most" is given twice
  |
3 |   "b": {"id": "c", "titel": "B", "record": "x", "note": "a [[45]]", "most": null, "most": 1}
  |                                                                                   ^^^^^^
help: keep one of the two; a list takes several values
"#,
    );
}

#[test]
fn rows_of_json_are_mappings() {
    assert_json(
        "[{\"title\": \"A\"}, \"b\", 4, {\"id\": 1.50, \"title\": \"\", \"codes\": [404, \"40\"]}]",
        r#"
content/tables/limits.json:1:2: error[missing-field]: the field "id" is missing
  |
1 | [{"title": "A"}, "b", 4, {"id": 1.50, "title": "", "codes": [404, "40"]}]
  |  ^^^^^^^^^^^^^^
help: add `"id": …`: the name by which pages refer to the row

content/tables/limits.json:1:18: error[wrong-type]: a record should stand here, not the text "b"
  |
1 | [{"title": "A"}, "b", 4, {"id": 1.50, "title": "", "codes": [404, "40"]}]
  |                  ^^^
help: write its fields: id, title, most, codes, state, open, note, record

content/tables/limits.json:1:23: error[wrong-type]: a record should stand here, not the number 4
  |
1 | [{"title": "A"}, "b", 4, {"id": 1.50, "title": "", "codes": [404, "40"]}]
  |                       ^
help: write its fields: id, title, most, codes, state, open, note, record

content/tables/limits.json:1:39: error[missing-field]: the field "title" is empty
  |
1 | [{"title": "A"}, "b", 4, {"id": 1.50, "title": "", "codes": [404, "40"]}]
  |                                       ^^^^^^^
help: add `"title": …`: what is shown

content/tables/limits.json:1:67: error[unknown-row]: no code is called "40"
  |
1 | [{"title": "A"}, "b", 4, {"id": 1.50, "title": "", "codes": [404, "40"]}]
  |                                                                   ^^^^
help: keys of code are 404; did you mean "404"?
"#,
    );
}

#[test]
fn table_in_two_files() {
    assert_report(
        &format!("{}== content/tables/limits.json ==\n[]\n", limits("limits.csv", "id,title\na,A\n")),
        r#"
content/tables/limits.json:1:1: error[repeated-table]: the rows of the table "limits" stand in another file already
  |
1 | []
  | ^
help: that is content/tables/limits.csv; keep one of the two
"#,
    );
}

#[test]
fn file_of_a_spreadsheet() {
    assert_report(
        &limits("limits.xlsx", "PK\n"),
        r#"
content/tables/limits.xlsx:1:1: error[stray-file]: nothing reads this file
  |
1 | PK
  | ^
help: save it as CSV: content/tables/limits.csv
"#,
    );
}

#[test]
fn table_that_is_not_utf_8() {
    let folder = Folder::tiny(&limits("limits.csv", ""));
    folder.write("content/tables/limits.csv", b"id;title\na;Gr\xfc\xdfe\n");
    let (sources, found) = load(folder.path());
    let report = compile(&sources, &Options::default(), found).report;
    assert_text(
        &report.print(Format::Text, Colors::Never),
        r#"
content/tables/limits.csv:2:5: error[not-text]: the file holds bytes that are not UTF-8 here
  |
2 | a;Gr��e
  |     ^
help: save the table as UTF-8; spreadsheets call that "CSV UTF-8"
"#,
    );
}
