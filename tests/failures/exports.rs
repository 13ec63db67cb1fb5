//! What is reported about files for the program.

use crate::common::{Folder, assert_text, build_of, site_with};
use statuary::diag::{Colors, Format};
use statuary::{Options, compile, load};

fn exports(lines: &str) -> String {
    site_with("kinds:\n  home:", &format!("exports:\n{lines}kinds:\n  home:"))
}

/// The report of a check, which holds files for the program.
fn assert_checked(folder: &Folder, expected: &str) {
    let (sources, found) = load(folder.path());
    let report = compile(&sources, &Options { exported: true, ..Options::default() }, found).report;
    assert_text(&report.print(Format::Text, Colors::Never), expected);
}

const CODES: &str = "  src/codes.json: {kind: code, fields: [title, url]}\n";

#[test]
fn file_that_says_something_else_is_told_at_its_line() {
    let folder = Folder::tiny(&exports(CODES));
    let old = "{\n  \"404\": {\n    \"title\": \"Not There\",\n    \"url\": \"https://tiny.example/404/\"\n  }\n}\n";
    folder.write("src/codes.json", old);
    assert_checked(
        &folder,
        r#"
src/codes.json:3:5: error[old-export]: src/codes.json is not what the facts say now
  |
3 |     "title": "Not There",
  |     ^^^^^^^^^^^^^^^^^^^^^
help: run `statuary build`, which writes it anew, and commit it with the change
"#,
    );
    folder.write("src/codes.json", old.replace("There", "Found"));
    assert_checked(&folder, "");
}

#[test]
fn file_that_is_not_there_is_told_where_it_is_declared() {
    assert_checked(
        &Folder::tiny(&exports(CODES)),
        r#"
content/site.yaml:4:3: error[old-export]: there is no file src/codes.json
  |
4 |   src/codes.json: {kind: code, fields: [title, url]}
  |   ^^^^^^^^^^^^^^
help: run `statuary build`, which writes it, and commit it
"#,
    );
    // A build writes it, and has nothing to tell.
    assert_eq!(build_of(&exports(CODES)).report.errors(), 0);
}

#[test]
fn file_of_somebody_else_is_left_alone() {
    for foreign in ["[1, 2]", "{\"name\": \"a package\"}", "{\"a\": {\"version\": \"1\"}}", "{"] {
        let folder = Folder::tiny(&exports(CODES));
        folder.write("src/codes.json", foreign);
        assert_checked(
            &folder,
            r#"
content/site.yaml:4:3: error[bad-export]: src/codes.json is there, and was not made from the facts
  |
4 |   src/codes.json: {kind: code, fields: [title, url]}
  |   ^^^^^^^^^^^^^^
help: move it away and build again, or name another file
"#,
        );
    }
}

#[test]
fn file_lies_in_the_project_beside_the_content() {
    for (path, why) in [
        ("../codes.json", "does not lie in the project"),
        ("/codes.json", "does not lie in the project"),
        ("src/codes.rs", "ends with neither .json nor .yaml"),
        ("public/codes.json", "would lie in public/, which is no place for files of the program"),
        (".github/codes.json", "would be hidden"),
    ] {
        let folder = Folder::tiny(&exports(&format!("  {path}: {{kind: code}}\n")));
        let marks = "^".repeat(path.len());
        assert_checked(
            &folder,
            &format!(
                "\ncontent/site.yaml:4:3: error[bad-export]: the file \"{path}\" {why}\n  |\n4 |   {path}: {{kind: code}}\n  |   {marks}\n\
                 help: write a path in the project such as src/errors.json\n"
            ),
        );
    }
}

#[test]
fn kind_and_fields_have_to_be_declared() {
    let lines = "  a.json: {kind: cod}\n  b.json: {kind: code, key: cod, fields: [title, tite]}\n  c.json: {kind: home}\n  d.json: {kind: code, key: class}\n";
    let more = "== content/4xx/405.md ==\n---\ncode: 405\ntitle: T\nclass: 4xx\n---\n";
    let class = "== content/4xx/index.md ==\n---\nclass: 4xx\ntitle: Client errors\n---\n";
    assert_text(
        &build_of(&(exports(lines) + class + more)).report.print(Format::Text, Colors::Never),
        r#"
content/site.yaml:4:18: error[unknown-kind]: "cod" is neither a kind nor a table
  |
4 |   a.json: {kind: cod}
  |                  ^^^
help: kinds and tables are home, class, code, headers; did you mean "code"?

content/site.yaml:5:29: error[unknown-field]: "code" has no field "cod"
  |
5 |   b.json: {kind: code, key: cod, fields: [title, tite]}
  |                             ^^^
help: its fields are code, title, class, summary, advice, related, state, since, source, retired, headers; did you mean "code"?

content/site.yaml:5:50: error[unknown-field]: "code" has no field "tite"
  |
5 |   b.json: {kind: code, key: cod, fields: [title, tite]}
  |                                                  ^^^^
help: its fields are code, title, class, summary, advice, related, state, since, source, retired, headers; did you mean "title"?

content/site.yaml:6:3: error[missing-field]: "home" has no key by which its entries could be told apart
  |
6 |   c.json: {kind: home}
  |   ^^^^^^
help: name a field as its `key`

content/site.yaml:7:3: error[repeated-key]: two entries would stand as "4xx" in d.json, 405 T being one of them
  |
7 |   d.json: {kind: code, key: class}
  |   ^^^^^^
help: take a field as its `key` that each entry has for itself; `unique: true` holds it
"#,
    );
}
