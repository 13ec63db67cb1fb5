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
