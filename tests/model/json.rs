//! The JSON of pages and lists, and the schema of their front matter.

use crate::common::{assert_page, page_405, page_of, site_with};
use crate::{ANY, code};

#[test]
fn json_holds_every_field_under_its_own_name() {
    let files = with_json()
        + &page_405(
            "advice: Not *here*, see [[404]] & `<b>`.\nrelated: [404]\nretired: false\nheaders: [{name: Allow, weight: 2}]",
            "",
        );
    assert_page(
        &files,
        "405.json",
        r#"
{
  "$schema": "https://tiny.example/schema/facts/code.json",
  "advice": "Not here, see 404 Not Found & <b>.",
  "class": "4xx",
  "code": "405",
  "headers": [
    {
      "name": "Allow",
      "weight": 2,
      "when": null
    }
  ],
  "related": [
    "404"
  ],
  "retired": false,
  "since": null,
  "source": null,
  "state": null,
  "summary": null,
  "title": "Method Not Allowed",
  "url": "https://tiny.example/405/"
}
"#,
    );
}

#[test]
fn json_of_absent_fields_is_null_and_of_absent_lists_empty() {
    assert_page(
        &with_json(),
        "404.json",
        r#"
{
  "$schema": "https://tiny.example/schema/facts/code.json",
  "advice": null,
  "class": "4xx",
  "code": "404",
  "headers": [],
  "related": [],
  "retired": null,
  "since": null,
  "source": null,
  "state": null,
  "summary": null,
  "title": "Not Found",
  "url": "https://tiny.example/404/"
}
"#,
    );
}

#[test]
fn json_list_holds_all_entries_in_key_order() {
    let files = with_json() + &page_405("", "") + &code("99", "Least") + ANY;
    let list: Vec<String> = page_of(&files, "codes.json")
        .lines()
        .filter(|line| line.contains("\"code\""))
        .map(|line| line.trim().to_owned())
        .collect();
    assert_eq!(list, ["\"code\": \"99\",", "\"code\": \"404\",", "\"code\": \"405\","]);
    assert!(page_of(&files, "codes.json").contains("\n  \"all\": [\n"));
    assert!(page_of(&files, "codes.json").contains("\n  \"count\": 3,\n"));
}

fn with_json() -> String {
    site_with(
        "    parent_field: class\n",
        "    parent_field: class\n    json: {item: \"{code}.json\", list: codes.json, name: all}\n",
    )
}

#[test]
fn json_schema_describes_the_front_matter() {
    assert_page(
        "",
        "schema/code.json",
        r#"
{
  "$id": "https://tiny.example/schema/code.json",
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "additionalProperties": false,
  "description": "",
  "properties": {
    "advice": {
      "description": "what to do",
      "type": [
        "string",
        "number"
      ]
    },
    "aliases": {
      "description": "old addresses of the page",
      "items": {
        "type": "string"
      },
      "type": "array"
    },
    "class": {
      "type": [
        "string",
        "integer"
      ]
    },
    "code": {
      "description": "the number",
      "type": [
        "string",
        "number"
      ]
    },
    "draft": {
      "description": "whether the page is checked but not published",
      "type": "boolean"
    },
    "headers": {
      "items": {
        "additionalProperties": false,
        "properties": {
          "name": {
            "type": [
              "string",
              "integer"
            ]
          },
          "weight": {
            "type": "integer"
          },
          "when": {
            "type": [
              "string",
              "number"
            ]
          }
        },
        "required": [
          "name"
        ],
        "type": "object"
      },
      "type": "array"
    },
    "related": {
      "items": {
        "type": [
          "string",
          "integer"
        ]
      },
      "type": "array",
      "uniqueItems": true
    },
    "retired": {
      "type": "boolean"
    },
    "since": {
      "format": "date",
      "type": "string"
    },
    "source": {
      "format": "uri",
      "type": "string"
    },
    "state": {
      "enum": [
        "registered",
        "reserved"
      ]
    },
    "summary": {
      "type": [
        "string",
        "number"
      ]
    },
    "title": {
      "type": [
        "string",
        "number"
      ]
    }
  },
  "required": [
    "code",
    "title",
    "class"
  ],
  "title": "code",
  "type": "object"
}
"#,
    );
}
