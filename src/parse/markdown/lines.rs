//! Lines, and pieces of text, that were meant for something that they are not: a heading
//! without its space, a table without its line of dashes, an alert of another program, a
//! character by a name that none has.

use super::Walk;
use crate::diag::{Diagnostic, nearest};
use std::ops::Range;

/// Characters that are written by name most.
const NAMES: [&str; 16] = [
    "nbsp", "amp", "lt", "gt", "quot", "apos", "shy", "mdash", "ndash", "hellip", "copy", "times", "rarr", "larr",
    "euro", "deg",
];

impl Walk<'_, '_> {
    /// Looks at a piece at the start of a line whose first sign promises more than text.
    pub(super) fn check_line(&mut self, at: &Range<usize>) {
        if !self.reading.blocks || !self.begins_line(at.start) || self.heading.is_some() {
            return;
        }
        match self.text.as_bytes()[at.start] {
            b'#' => self.check_heading(at),
            b':' | b'!' => self.check_container(at),
            _ => {}
        }
        self.check_delimiters(at);
    }

    /// `##Title` is no heading without a space.
    fn check_heading(&mut self, at: &Range<usize>) {
        let piece = &self.text[at.clone()];
        let words = piece.trim_start_matches('#');
        let level = piece.len() - words.len();
        if (2..=6).contains(&level) && words.starts_with(char::is_alphabetic) {
            let sign = &piece[..level];
            let problem = Diagnostic::warning(
                "no-heading",
                self.span(at),
                format!("no space stands behind `{sign}`, so this is no heading"),
            );
            self.problems
                .push(problem.help(format!("write `{sign} {}`, or `\\{sign}` to show the signs", words.trim_end())));
        }
    }

    /// A line such as `|---|---|` that makes no table, since the line above has more or
    /// fewer cells.
    fn check_delimiters(&mut self, at: &Range<usize>) {
        let line = self.text[at.clone()].trim_end();
        let is_row = line.contains('|') && line.contains("--") && line.bytes().all(|byte| b"|-: ".contains(&byte));
        let above = self.text[..at.start].trim_end_matches([' ', '>', '\t']).strip_suffix('\n');
        let above = above.and_then(|text| text.lines().next_back()).map(str::trim).filter(|above| above.contains('|'));
        if !is_row {
            return self.check_head(at, above.is_some());
        }
        let Some(above) = above else { return };
        let [head, own] = [above, line].map(cells);
        if head != own {
            let message = format!("the head has {} and this line {own}, so they make no table", counted(head));
            self.problems.push(
                Diagnostic::warning("table-cells", self.span(&(at.start..at.start + line.len())), message)
                    .help("write `---` once for each cell of the head"),
            );
        }
    }

    /// Rows of a table without a line of dashes below the first.
    fn check_head(&mut self, at: &Range<usize>, has_row_above: bool) {
        let mut lines = self.text[at.start..].lines();
        let line = lines.next().unwrap_or_default().trim_end();
        let below = lines.next().unwrap_or_default().trim_start_matches([' ', '>', '\t']).trim_end();
        let is_row = |line: &str| line.starts_with('|') && line.ends_with('|') && cells(line) > 1;
        if !has_row_above && is_row(line) && is_row(below) && !below.contains("--") {
            let dashes = format!("|{}", "---|".repeat(cells(line)));
            self.problems.push(
                Diagnostic::warning(
                    "table-cells",
                    self.span(&(at.start..at.start + line.len())),
                    "no line of dashes stands below this head, so it makes no table",
                )
                .help(format!("write `{dashes}` below it, or `\\|` to show the signs")),
            );
        }
    }

    /// `:::note` and `!!! note`, which are alerts elsewhere.
    fn check_container(&mut self, at: &Range<usize>) {
        let line = self.text[at.start..].lines().next().unwrap_or_default().trim_end();
        let name = line
            .strip_prefix(":::")
            .or_else(|| line.strip_prefix("!!! "))
            .map(|rest| rest.trim_start_matches(':').trim());
        let name = name.and_then(|name| name.split([' ', '{', '[']).next()).unwrap_or_default();
        if name.starts_with(char::is_alphabetic) {
            let sign = &line[..3];
            let span = self.span(&(at.start..at.start + line.len()));
            let message = format!("`{sign}` makes no alert here");
            let help = format!("write a quotation that starts with `> [!NOTE]`, or `\\{sign}` to show the signs");
            self.problems.push(Diagnostic::warning("unknown-alert", span, message).help(help));
        }
    }

    /// A `<` that is text, although a comment or an address starts behind it.
    pub(super) fn check_angle(&mut self, at: usize) {
        let behind = &self.text[at..];
        if behind.starts_with("<!--") {
            return self.report_open_comment(at);
        }
        let is_address = ["<https://", "<http://", "<mailto:"].iter().any(|start| behind.starts_with(start));
        if let Some(close) = behind.lines().next().and_then(|line| line.find('>')).filter(|_| is_address) {
            let span = self.spot(&(at..at + close + 1));
            self.problems.push(
                Diagnostic::error("no-link", span, "the address in these brackets holds a space")
                    .help(format!("write `<{}>`", behind[1..close].replace(' ', "%20"))),
            );
        }
    }

    /// `&nbps;`, which names no character, and `&nbsp` without its semicolon.
    pub(super) fn check_references(&mut self, at: &Range<usize>) {
        for (inside, _) in self.text[at.clone()].match_indices('&') {
            let start = at.start + inside;
            let name = &self.text[start + 1..at.end];
            let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
            let is_closed = self.text[start + 1 + name.len()..].starts_with(';');
            let near = match is_closed {
                true => nearest(name, NAMES).filter(|_| name.len() > 2),
                // In the query of an address it is a name.
                false if self.text[start + 1 + name.len()..].starts_with('=') => None,
                false => NAMES.into_iter().find(|known| *known == name && name.len() > 3),
            };
            let Some(near) = near.filter(|_| !self.text[..start].ends_with('\\')) else { continue };
            let span = self.spot(&(start..start + 1 + name.len() + usize::from(is_closed)));
            let message = match is_closed {
                true => format!("no character is called `&{name};`"),
                false => format!("no semicolon ends `&{name}`"),
            };
            let help = format!("did you mean `&{near};`? `\\&` shows the sign");
            self.problems.push(Diagnostic::warning("unknown-reference", span, message).help(help));
        }
    }

    /// Whether a line of the text, or of what a quotation or list holds, begins at a byte.
    pub(super) fn begins_line(&self, at: usize) -> bool {
        let line = self.text[..at].rsplit('\n').next().unwrap_or_default();
        line.bytes().all(|byte| matches!(byte, b' ' | b'>' | b'\t'))
    }
}

/// So many cells, in words.
pub fn counted(cells: usize) -> String {
    if cells == 1 { "1 cell".to_owned() } else { format!("{cells} cells") }
}

/// How many cells a line of a table has.
fn cells(line: &str) -> usize {
    let inner = line.strip_prefix('|').unwrap_or(line);
    let inner = inner.strip_suffix('|').filter(|inner| !inner.ends_with('\\')).unwrap_or(inner);
    1 + inner.match_indices('|').filter(|(at, _)| !inner[..*at].ends_with('\\')).count()
}
