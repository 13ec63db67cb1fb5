//! A table says the same whether it is written as YAML, CSV or JSON.

use crate::common::{Folder, site_with};
use statuary::{Options, compile, load, rename};
use std::collections::BTreeMap;

const TABLE: &str = "    title: title
    route: headers/{id}/
    template: header.html
    fields:
      title: {type: text}
      number: {type: text}
      weight: {type: integer}
      open: {type: flag}
      codes: {type: list, of: {type: reference, to: code}}
      note: {type: prose}
";

const YAML: &str = "- id: Allow
  title: Allow, and more
  number: 9.10
  weight: 0
  open: true
  codes: [404]
  note: As [[404]] says, \"so\".
- id: '0042'
  title: '1'
  codes: [404, 405]
  note: |-
    Two
    lines.
";

const COMMAS: &str = "id,title,number,weight,open,codes,note
Allow,\"Allow, and more\",9.10,0,true,404,\"As [[404]] says, \"\"so\"\".\"

0042,1,,,,404; 405,\"Two
lines.\"
";

/// As a spreadsheet writes it where a comma stands in numbers.
const SEMICOLONS: &str = "\u{feff}id;title;number;weight;open;codes;note;;\r
Allow;Allow, and more;9.10;0;TRUE;404;\"As [[404]] says, \"\"so\"\".\";;\r
0042;1;;;;\"404; 405\";\"Two\r
lines.\";;\r
;;;;;;;;\r
";

const LIST: &str = r#"[
	{"id": "Allow", "title": "Allow, and more", "number": 9.10, "weight": 0, "open": true, "codes": [404],
	 "note": "As [[404]] says, \"so\"."},
	{"id": "0042", "title": "1", "weight": null, "codes": ["404", "405"], "note": "Two\nlines."}
]"#;

const BY_ID: &str = r#"{
  "Allow": {"title": "Allow, and more", "number": 9.10, "weight": 0, "open": true, "codes": [404],
    "note": "As [[404]] says, \"so\"."},
  "0042": {"id": "0042", "title": "1", "codes": ["404", "405"], "note": "Two\nlines."}
}"#;

/// The tiny site with the table of header fields in a file of such an ending.
fn folder(ending: &str, text: &str) -> Folder {
    let template = "== themes/default/templates/header.html ==\n{{ page.title }} {{ page.fields.note }} {{ page.fields.number }} {{ page.fields.weight }}\n";
    let page = "== content/4xx/405.md ==\n---\ncode: 405\ntitle: Not Here\nclass: 4xx\n---\n";
    let folder = Folder::tiny(&(site_with("    title: id\n    fields: {}\n", TABLE) + template + page));
    std::fs::remove_file(folder.path().join("content/tables/headers.yaml")).unwrap();
    folder.write(&format!("content/tables/headers.{ending}"), text);
    folder
}

fn outputs(folder: &Folder) -> BTreeMap<String, Vec<u8>> {
    let (sources, found) = load(folder.path());
    let build = compile(&sources, &Options::default(), found);
    assert!(build.report.findings.is_empty(), "{:?}", build.report.findings);
    build.output.files.iter().map(|(path, bytes)| (path.clone(), bytes.to_vec())).collect()
}

#[test]
fn a_table_is_the_same_in_every_form() {
    let expected = outputs(&folder("yaml", YAML));
    assert!(expected.contains_key("headers/0042/index.html"), "{:?}", expected.keys());
    for (ending, text) in [("csv", COMMAS), ("csv", SEMICOLONS), ("json", LIST), ("json", BY_ID)] {
        let found = outputs(&folder(ending, text));
        assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
        for (path, bytes) in &expected {
            assert_eq!(String::from_utf8_lossy(&found[path]), String::from_utf8_lossy(bytes), "{path} of\n{text}");
        }
    }
}

#[test]
fn what_a_page_is_called_follows_in_every_form() {
    for (ending, text) in [("csv", COMMAS), ("csv", SEMICOLONS), ("json", LIST), ("json", BY_ID)] {
        let folder = folder(ending, text);
        let (sources, _) = load(folder.path());
        let renamed = rename(&sources, "405", "410").unwrap();
        let path = format!("content/tables/headers.{ending}");
        assert_eq!(renamed.texts[&path], sources.text(&path).replace("405", "410"), "{path}");
    }
}
