//! The forms of the report: for people, for programs, for code hosts.

use crate::common::{assert_text, build_of, page_405, report_of};
use statuary::diag::{Colors, Format};

#[test]
fn report_without_problems_is_empty() {
    assert_eq!(report_of(""), "");
}

#[test]
fn json_report_is_one_object() {
    assert_text(
        &printed(Format::Json),
        r#"
{
  "errors": 1,
  "warnings": 0,
  "diagnostics": [
    {
      "severity": "error",
      "code": "unknown-choice",
      "path": "content/4xx/405.md",
      "line": 5,
      "column": 8,
      "end_line": 5,
      "end_column": 14,
      "message": "\"100% é\" is no choice for \"state\"",
      "help": "choices are registered, reserved",
      "excerpt": "state: 100% é"
    }
  ]
}
"#,
    );
}

#[test]
fn json_report_without_problems_is_one_object_too() {
    let report = build_of("").report.print(Format::Json, Colors::Never);
    assert_eq!(report, "{\n  \"errors\": 0,\n  \"warnings\": 0,\n  \"diagnostics\": []\n}\n");
}

#[test]
fn github_report_is_one_command_a_problem() {
    assert_text(
        &printed(Format::Github),
        "::error file=content/4xx/405.md,line=5,col=8,endLine=5,title=unknown-choice::\"100%25 é\" is no choice for \"state\"%0Achoices are registered, reserved\n",
    );
}

#[test]
fn sarif_report_names_the_rule_and_the_place() {
    assert_text(
        &printed(Format::Sarif),
        &r#"
{
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  "runs": [
    {
      "results": [
        {
          "level": "error",
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "content/4xx/405.md"
                },
                "region": {
                  "endColumn": 14,
                  "endLine": 5,
                  "startColumn": 8,
                  "startLine": 5
                }
              }
            }
          ],
          "message": {
            "text": "\"100% é\" is no choice for \"state\"\nchoices are registered, reserved"
          },
          "ruleId": "unknown-choice"
        }
      ],
      "tool": {
        "driver": {
          "name": "statuary",
          "version": "VERSION"
        }
      }
    }
  ],
  "version": "2.1.0"
}
"#
        .replace("VERSION", env!("CARGO_PKG_VERSION")),
    );
}

#[test]
fn text_report_can_be_coloured() {
    let report = build_of(&page_405("state: open", "")).report.print(Format::Text, Colors::Always);
    assert_eq!(
        report,
        "\x1b[1mcontent/4xx/405.md:5:8\x1b[0m: \x1b[1;31merror[unknown-choice]\x1b[0m: \"open\" is no choice for \"state\"\n  |\n5 | state: open\n  | \x1b[1;31m       ^^^^\x1b[0m\n\x1b[1;36mhelp\x1b[0m: choices are registered, reserved\n"
    );
}

/// The report for one problem whose message needs care in every form.
fn printed(format: Format) -> String {
    build_of(&page_405("state: 100% é", "")).report.print(format, Colors::Never)
}

/// Six pages with one slip, which are told together.
fn together(format: Format) -> String {
    let pages: String = (405..411).map(|code| page_405("state: odd", "").replace("405", &code.to_string())).collect();
    build_of(&pages).report.print(format, Colors::Never)
}

#[test]
fn json_report_of_equal_problems_lists_all_places() {
    assert_text(
        &together(Format::Json),
        r#"
{
  "errors": 1,
  "warnings": 0,
  "diagnostics": [
    {
      "severity": "error",
      "code": "unknown-choice",
      "path": "content/4xx/405.md",
      "line": 5,
      "column": 8,
      "end_line": 5,
      "end_column": 11,
      "message": "\"odd\" is no choice for \"state\"",
      "help": "choices are registered, reserved",
      "excerpt": "state: odd",
      "more": [
        {
          "path": "content/4xx/406.md",
          "line": 5,
          "column": 8
        },
        {
          "path": "content/4xx/407.md",
          "line": 5,
          "column": 8
        },
        {
          "path": "content/4xx/408.md",
          "line": 5,
          "column": 8
        },
        {
          "path": "content/4xx/409.md",
          "line": 5,
          "column": 8
        },
        {
          "path": "content/4xx/410.md",
          "line": 5,
          "column": 8
        }
      ]
    }
  ]
}
"#,
    );
}

#[test]
fn github_report_of_equal_problems_is_one_annotation() {
    assert_text(
        &together(Format::Github),
        r#"
::error file=content/4xx/405.md,line=5,col=8,endLine=5,title=unknown-choice::"odd" is no choice for "state"%0Achoices are registered, reserved%0Aand 5 more like it: content/4xx/406.md:5:8, content/4xx/407.md:5:8, content/4xx/408.md:5:8, content/4xx/409.md:5:8, content/4xx/410.md:5:8
"#,
    );
}

#[test]
fn sarif_report_of_equal_problems_counts_them() {
    let report: serde_json::Value = serde_json::from_str(&together(Format::Sarif)).unwrap();
    let results = report["runs"][0]["results"].as_array().unwrap();
    assert_eq!((results.len(), &results[0]["occurrenceCount"]), (1, &serde_json::json!(6)));
    let others = results[0]["relatedLocations"].as_array().unwrap();
    let places: Vec<String> = others
        .iter()
        .map(|place| {
            let place = &place["physicalLocation"];
            format!("{}:{}", place["artifactLocation"]["uri"].as_str().unwrap(), place["region"]["startLine"])
        })
        .collect();
    assert_eq!(places[0], "content/4xx/406.md:5");
    assert_eq!(places.len(), 5);
}

/// GitHub shows the first ten annotations only.
#[test]
fn causes_come_before_all_else() {
    let files = page_405("banana: yellow", "[[nope]]")
        + "== content/tables/headers.yaml ==\n- id: Allow\n - id: Retry-After\n== routes.lock ==\n/410/\n";
    let report = build_of(&files).report;
    let found: Vec<&str> = report.findings.iter().map(|one| one.code).collect();
    assert_eq!(found, ["yaml", "lost-route", "unknown-field", "dead-link"]);
}

#[test]
fn option_of_the_command_line_lies_in_no_file() {
    let options = statuary::Options { theme: Some("nope".to_owned()), ..statuary::Options::default() };
    let report = statuary::compile(&crate::common::sources(""), &options, vec![]).report;
    assert_eq!(
        report.print(Format::Github, Colors::Never),
        "::error title=no-theme::there is no theme \"nope\": themes/nope/theme.yaml is missing%0Athemes are default\n"
    );
    let sarif: serde_json::Value = serde_json::from_str(&report.print(Format::Sarif, Colors::Never)).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0].get("locations"), None);
}
