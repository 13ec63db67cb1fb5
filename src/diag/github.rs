//! The report as workflow commands, which GitHub shows beside the changed lines.

use super::{Report, Severity};

pub(super) fn print(report: &Report) -> String {
    let one = |finding: &super::Finding| {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let help = finding.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
        format!(
            "::{command} file={},line={},col={},endLine={},title={}::{}\n",
            property(&finding.path),
            finding.line,
            finding.column,
            finding.end_line,
            finding.code,
            data(&format!("{}{help}", finding.message)),
        )
    };
    report.findings.iter().map(one).collect()
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
