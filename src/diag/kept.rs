//! A report as text that can be read again, for a build that is known without being made: it
//! has to tell what the one before it told. What mends a problem is not kept.

use super::explained::all_explained;
use super::{Finding, Place, Report, Severity};
use serde::{Deserialize, Serialize};

/// A finding as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    is_error: bool,
    code: String,
    path: String,
    place: [usize; 5],
    message: String,
    help: Option<String>,
    excerpt: String,
    more: Vec<(String, usize, usize)>,
}

impl Report {
    /// The report as text.
    pub fn keep(&self) -> String {
        let kept = |found: &Finding| Kept {
            is_error: found.severity == Severity::Error,
            code: found.code.to_owned(),
            path: found.path.clone(),
            place: [found.line, found.column, found.end_line, found.end_column, found.skipped],
            message: found.message.clone(),
            help: found.help.clone(),
            excerpt: found.excerpt.clone(),
            more: found.more.iter().map(|place| (place.path.clone(), place.line, place.column)).collect(),
        };
        let findings: Vec<Kept> = self.findings.iter().map(kept).collect();
        serde_json::to_string(&findings).unwrap_or_default()
    }

    /// The report that a text tells; nothing where it is none of this program.
    pub fn kept(text: &str) -> Option<Report> {
        let kept: Vec<Kept> = serde_json::from_str(text).ok()?;
        let codes: Vec<&'static str> = all_explained().map(|(code, _)| code).collect();
        let finding = |kept: Kept| {
            let code = codes.iter().find(|code| **code == kept.code)?;
            let [line, column, end_line, end_column, skipped] = kept.place;
            let place = |(path, line, column)| Place { path, line, column };
            Some(Finding {
                severity: if kept.is_error { Severity::Error } else { Severity::Warning },
                code,
                path: kept.path,
                line,
                column,
                end_line,
                end_column,
                message: kept.message,
                help: kept.help,
                excerpt: kept.excerpt,
                skipped,
                more: kept.more.into_iter().map(place).collect(),
                cure: None,
            })
        };
        Some(Report { findings: kept.into_iter().map(finding).collect::<Option<_>>()? })
    }
}
