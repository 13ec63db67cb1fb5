//! The report for programs: one JSON object with counts and findings.

use super::{Finding, Report};
use serde::Serialize;

#[derive(Serialize)]
struct Shape<'a> {
    errors: usize,
    warnings: usize,
    diagnostics: &'a [Finding],
}

pub(super) fn print(report: &Report) -> String {
    let shape = Shape { errors: report.errors(), warnings: report.warnings(), diagnostics: &report.findings };
    let mut text = serde_json::to_string_pretty(&shape).unwrap_or_default();
    text.push('\n');
    text
}
