//! The report as SARIF 2.1.0, which code scanning services read.

use super::{Place, Report, Severity};
use serde_json::{Value, json};

pub(super) fn print(report: &Report) -> String {
    let results: Vec<Value> = report.findings.iter().map(result).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "statuary", "version": env!("CARGO_PKG_VERSION")}},
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn result(finding: &super::Finding) -> Value {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let help = finding.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    let mut result = json!({
        "ruleId": finding.code,
        "level": level,
        "message": {"text": format!("{}{help}", finding.message)},
    });
    // An option of the command line lies in no file.
    if !finding.path.starts_with("--") {
        let region = json!({
            "startLine": finding.line,
            "startColumn": finding.column,
            "endLine": finding.end_line,
            "endColumn": finding.end_column,
        });
        result["locations"] = json!([location(&finding.path, region)]);
    }
    if !finding.more.is_empty() {
        let others = finding.more.iter();
        let others = others
            .map(|Place { path, line, column }| location(path, json!({"startLine": line, "startColumn": column})));
        result["occurrenceCount"] = json!(finding.more.len() + 1);
        result["relatedLocations"] = others.collect();
    }
    result
}

fn location(path: &str, region: Value) -> Value {
    json!({"physicalLocation": {"artifactLocation": {"uri": path}, "region": region}})
}
