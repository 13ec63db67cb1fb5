//! The report for people: `path:line:column: error[code]: message`, the line
//! with carets below the place, and the help.

use super::{Finding, Report, Severity};
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// Whether to print colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colors {
    /// Print escape sequences.
    Always,
    /// Print plain text.
    Never,
}

impl Colors {
    /// The text in the given style where colours are wanted.
    pub fn paint(self, style: &str, text: &str) -> String {
        match self {
            Colors::Always => format!("\x1b[{style}m{text}\x1b[0m"),
            Colors::Never => text.to_owned(),
        }
    }
}

/// Excerpts are cut to this many characters around the place.
const WIDTH: usize = 100;

pub(super) fn print(report: &Report, colors: Colors) -> String {
    report.findings.iter().map(|finding| one(finding, colors)).collect::<Vec<_>>().join("\n")
}

fn one(finding: &Finding, colors: Colors) -> String {
    let (word, style) = match finding.severity {
        Severity::Error => ("error", "1;31"),
        Severity::Warning => ("warning", "1;33"),
    };
    // An option of the command line lies in no file.
    let place = match finding.path.starts_with("--") {
        true => finding.path.clone(),
        false => format!("{}:{}:{}", finding.path, finding.line, finding.column),
    };
    let kind = colors.paint(style, &format!("{word}[{}]", finding.code));
    let mut text = format!("{}: {kind}: {}\n", colors.paint("1", &place), finding.message);
    if !finding.excerpt.trim().is_empty() {
        let (line, carets) = excerpt(finding);
        let number = finding.line.to_string();
        let gutter = " ".repeat(number.len());
        let _ = writeln!(text, "{gutter} |");
        let _ = writeln!(text, "{number} | {line}");
        let _ = writeln!(text, "{gutter} | {}", colors.paint(style, &carets));
    }
    if let Some(help) = &finding.help {
        let _ = writeln!(text, "{}: {help}", colors.paint("1;36", "help"));
    }
    if !finding.more.is_empty() {
        let _ = writeln!(text, "{}", Report::others(finding));
    }
    text
}

/// The line, cut to a readable width, and the carets that go below it.
fn excerpt(finding: &Finding) -> (String, String) {
    let line: Vec<char> = finding.excerpt.trim_end().chars().map(shown).collect();
    let inside = |column: usize| (column - 1).saturating_sub(finding.skipped).min(line.len());
    let column = inside(finding.column);
    let end = if finding.end_line == finding.line { inside(finding.end_column) } else { line.len() };
    let from = if column > WIDTH * 2 / 3 && line.len() > WIDTH { column - WIDTH / 3 } else { 0 };
    let to = line.len().min(from + WIDTH);
    let lead = if from + finding.skipped > 0 { "…" } else { "" };
    let tail = if to < line.len() { "…" } else { "" };
    let text = |part: &[char]| part.iter().collect::<String>();
    let carets = text(&line[column..end.min(to).max(column)]).width().max(1);
    let indent = lead.width() + text(&line[from..column]).width();
    (format!("{lead}{}{tail}", text(&line[from..to])), format!("{}{}", " ".repeat(indent), "^".repeat(carets)))
}

/// A character as it is shown: of what takes no place of its own on a line, something that
/// does.
fn shown(c: char) -> char {
    match c {
        '\t' => ' ',
        '\u{200b}' | '\u{2060}' | '\u{feff}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Diagnostic, Format};
    use super::*;
    use crate::source::{Sources, Span};

    #[test]
    fn a_finding_shows_place_excerpt_and_help() {
        let sources = Sources::from_text("== a.md ==\nclass: 4XX\n");
        let problem = Diagnostic::error("unknown-row", Span::new("a.md", 7..10), "no class is called \"4XX\"")
            .help("did you mean \"4xx\"?");
        assert_eq!(
            Report::new(vec![problem], &sources).print(Format::Text, Colors::Never),
            "a.md:1:8: error[unknown-row]: no class is called \"4XX\"\n  |\n1 | class: 4XX\n  |        ^^^\nhelp: did you mean \"4xx\"?\n"
        );
    }

    #[test]
    fn carets_stand_below_wide_characters() {
        for (text, mark, carets) in [
            ("title: 見つかりません here", "here", "                      ^^^^"),
            ("title: 見つかりません", "つか", "         ^^^^"),
            ("a 👩‍👩‍👧 🎉 here", "here", "        ^^^^"),
            ("cafe\u{301} here", "here", "     ^^^^"),
        ] {
            let sources = Sources::from_text(&format!("== a.md ==\n{text}\n"));
            let start = text.find(mark).unwrap();
            let problem = Diagnostic::error("x", Span::new("a.md", start..start + mark.len()), "m");
            let printed = Report::new(vec![problem], &sources).print(Format::Text, Colors::Never);
            assert_eq!(printed.lines().last().unwrap(), format!("  | {carets}"), "{text}");
        }
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let text = format!("{}HERE{}", "a".repeat(300), "b".repeat(300));
        let sources = Sources::from_text(&format!("== a.md ==\n{text}\n"));
        let problem = Diagnostic::warning("x", Span::new("a.md", 300..304), "m");
        let printed = Report::new(vec![problem], &sources).print(Format::Text, Colors::Never);
        assert!(printed.contains("…") && printed.contains("HERE") && printed.contains("^^^^\n"));
        assert!(printed.lines().all(|line| line.chars().count() < WIDTH + 20));
    }
}
