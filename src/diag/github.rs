//! The report as workflow commands, which GitHub shows beside the changed lines.

use super::{Report, Severity};

pub(super) fn print(report: &Report) -> String {
    let one = |finding: &super::Finding| {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let help = finding.help.iter().map(|help| format!("\n{help}"));
        let others = Some(Report::others(finding)).filter(|others| !others.is_empty());
        let rest: String = help.chain(others.map(|others| format!("\n{others}"))).collect();
        // An option of the command line lies in no file.
        let place = match finding.path.starts_with("--") {
            true => String::new(),
            false => format!(
                "file={},line={},col={},endLine={},",
                property(&finding.path),
                finding.line,
                finding.column,
                finding.end_line
            ),
        };
        let text = data(&format!("{}{rest}", finding.message));
        format!("::{command} {place}title={}::{text}\n", finding.code)
    };
    report.findings.iter().map(one).collect()
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
