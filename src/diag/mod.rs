//! Problems as values: what is wrong, where, and how to mend it.
//!
//! A [`Diagnostic`] is made wherever a problem is seen and travels beside the
//! result. [`Report`] sorts them, causes first, puts together what is said many times
//! over and looks up the lines they point at; the modules below print a report for people
//! and for programs.

mod choices;
mod explained;
mod github;
mod json;
mod kept;
mod places;
mod sarif;
mod terminal;

use crate::source::{SITE_FILE, Sources, Span};
use places::Places;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub use choices::{choices_help, nearest, slips, sure};
pub use explained::{all_explained, codes_like, explained};
pub use terminal::Colors;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site cannot be published.
    Error,
    /// The site can be published; something deserves a look.
    Warning,
}

/// One problem at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A stable name for the kind of problem, such as `unknown-row`.
    pub code: &'static str,
    /// Where it is.
    pub span: Span,
    /// What is wrong, in terms of the reader's file.
    pub message: String,
    /// What would be right and how to get there.
    pub help: Option<String>,
    /// Whether all problems with the same message have one cause, so that they are told
    /// together however few they are.
    pub one_cause: bool,
    /// What mends it, where that is sure.
    pub cure: Option<Box<Cure>>,
}

/// What mends a problem without a doubt about what was meant: a place, and the text that
/// belongs there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cure {
    /// What is replaced.
    pub span: Span,
    /// What belongs there.
    pub text: String,
}

impl Diagnostic {
    /// A problem that keeps the site from being published.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            severity: Severity::Error,
            code,
            span,
            message: message.into(),
            help: None,
            one_cause: false,
            cure: None,
        }
    }

    /// A problem that does not keep the site from being published.
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, span, message) }
    }

    /// Adds what would be right and how to get there.
    pub fn help(mut self, help: impl Into<String>) -> Diagnostic {
        let help = help.into();
        self.help = (!help.is_empty()).then_some(help);
        self
    }

    /// Tells this together with all others that have the same message.
    pub fn of_one_cause(mut self) -> Diagnostic {
        self.one_cause = true;
        self
    }

    /// Adds what mends it for sure, if something does: the text that belongs in its place.
    pub fn cure(self, text: Option<String>) -> Diagnostic {
        let cure = text.map(|text| Box::new(Cure { span: self.span.clone(), text }));
        Diagnostic { cure, ..self }
    }
}

/// A diagnostic with its place looked up: lines and columns from one, columns
/// in characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// The stable name of the kind of problem.
    pub code: &'static str,
    /// The file.
    pub path: String,
    /// First line.
    pub line: usize,
    /// First column.
    pub column: usize,
    /// Last line.
    pub end_line: usize,
    /// One past the last column.
    pub end_column: usize,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
    /// The first line as it stands in the file, or of a long line the part around the
    /// place; empty where there is none.
    pub excerpt: String,
    /// How many characters of the line stand before the excerpt.
    #[serde(skip)]
    pub skipped: usize,
    /// Where else the same is wrong, where that is told together.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub more: Vec<Place>,
    /// What mends it, where that is sure.
    #[serde(skip)]
    pub cure: Option<Box<Cure>>,
}

/// The start of a place in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file.
    pub path: String,
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// Problems with the same message are told together when they are more than this many.
const APART: usize = 5;

/// How many other places of a problem are listed for people.
const LISTED: usize = 5;

/// The problem of a file that is no text.
const NOT_TEXT: &str = "not-text";

/// What keeps a file or folder from being read, or an address from being kept: told before
/// all else, since only the first annotations of many are shown on a pull request.
const CAUSES: [&str; 12] = [
    "damaged-lock",
    "lost-route",
    "merge-leftover",
    "no-front-matter",
    "no-site",
    "no-theme",
    NOT_TEXT,
    "open-front-matter",
    "template-syntax",
    "theme-circle",
    "unreadable",
    "yaml",
];

/// All problems of one run, causes first and then sorted by place, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The problems.
    pub findings: Vec<Finding>,
}

/// The forms a report can be printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people: place, excerpt, help.
    Text,
    /// One JSON object.
    Json,
    /// SARIF 2.1.0, for code scanning services.
    Sarif,
    /// Workflow commands that annotate a pull request on GitHub.
    Github,
}

impl Report {
    /// Sorts the problems, puts together what has one message, and looks up their places.
    pub fn new(mut diagnostics: Vec<Diagnostic>, sources: &Sources) -> Report {
        drop_consequences(&mut diagnostics, sources);
        let rank = |found: &Diagnostic| match found {
            found if found.span.path == SITE_FILE => 0,
            found if CAUSES.contains(&found.code) => 1,
            _ => 2,
        };
        diagnostics.sort_by(|a, b| (rank(a), &a.span, a.severity, a.code).cmp(&(rank(b), &b.span, b.severity, b.code)));
        let mut told = BTreeSet::new();
        diagnostics.retain(|one| told.insert((one.span.path.clone(), one.span.start, one.message.clone())));
        let mut places = Places::default();
        let mut findings: Vec<Finding> = Vec::new();
        for alike in together(diagnostics) {
            let mut found = alike.into_iter().map(|one| locate(one, sources, &mut places));
            if let Some(mut first) = found.next() {
                first.more = found.map(|Finding { path, line, column, .. }| Place { path, line, column }).collect();
                findings.push(first);
            }
        }
        Report { findings }
    }

    /// How many problems keep the site from being published.
    pub fn errors(&self) -> usize {
        self.findings.iter().filter(|finding| finding.severity == Severity::Error).count()
    }

    /// What is said at the end of a problem that stands at several places; nothing where
    /// it stands at one.
    fn others(finding: &Finding) -> String {
        match finding.more.len() {
            0 => String::new(),
            many => {
                let listed: Vec<String> = finding
                    .more
                    .iter()
                    .take(LISTED)
                    .map(|Place { path, line, column }| format!("{path}:{line}:{column}"))
                    .collect();
                let rest = if many > LISTED { ", …" } else { "" };
                format!("and {many} more like it: {}{rest}", listed.join(", "))
            }
        }
    }

    /// How many do not.
    pub fn warnings(&self) -> usize {
        self.findings.len() - self.errors()
    }

    /// The report as text in the given form; empty when a text report has
    /// nothing to say.
    pub fn print(&self, format: Format, colors: Colors) -> String {
        match format {
            Format::Text => terminal::print(self, colors),
            Format::Json => json::print(self),
            Format::Sarif => sarif::print(self),
            Format::Github => github::print(self),
        }
    }
}

/// Takes out what follows from what is no text: all that is told of the same lines.
fn drop_consequences(diagnostics: &mut Vec<Diagnostic>, sources: &Sources) {
    let mut lines: BTreeMap<String, Range<usize>> = BTreeMap::new();
    for found in diagnostics.iter().filter(|found| found.code == NOT_TEXT) {
        let text = sources.text(&found.span.path);
        let start = text.get(..found.span.start).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
        let end = text
            .get(found.span.end..)
            .and_then(|behind| behind.find('\n'))
            .map_or(text.len(), |at| found.span.end + at);
        lines.insert(found.span.path.clone(), start..end + 1);
    }
    diagnostics.retain(|found| {
        let follows = || lines.get(&found.span.path).is_some_and(|lines| lines.contains(&found.span.start));
        found.code == NOT_TEXT || !follows()
    });
}

/// The problems in their order, those together that have one message and are many or have
/// one cause.
fn together(diagnostics: Vec<Diagnostic>) -> Vec<Vec<Diagnostic>> {
    let alike = |one: &Diagnostic| (one.severity, one.code, one.message.clone());
    let mut counts = BTreeMap::new();
    for one in &diagnostics {
        *counts.entry(alike(one)).or_insert(0) += 1;
    }
    let mut groups: Vec<Vec<Diagnostic>> = Vec::new();
    let mut numbers = BTreeMap::new();
    for one in diagnostics {
        let name = alike(&one);
        if counts[&name] <= APART && !one.one_cause {
            groups.push(vec![one]);
        } else {
            let number = *numbers.entry(name).or_insert(groups.len());
            if number == groups.len() {
                groups.push(Vec::new());
            }
            groups[number].push(one);
        }
    }
    groups
}

fn locate<'a>(diagnostic: Diagnostic, sources: &'a Sources, places: &mut Places<'a>) -> Finding {
    let Diagnostic { severity, code, span, message, help, cure, .. } = diagnostic;
    places.enter(&span.path, sources);
    let (line, column) = places.line_and_column(span.start);
    let (end_line, end_column) = places.line_and_column(span.end.max(span.start));
    let (excerpt, skipped) = places.excerpt(line, span.start);
    Finding {
        severity,
        code,
        path: span.path,
        line,
        column,
        end_line,
        end_column,
        message,
        help,
        excerpt,
        skipped,
        more: Vec::new(),
        cure,
    }
}
