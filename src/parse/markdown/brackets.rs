//! Brackets that were meant for links and are published as text.

use super::Walk;
use super::addresses::up_to;
use super::lines::LINE;
use crate::diag::{Diagnostic, Severity};
use std::ops::Range;

/// Something that looks like a link and is none.
struct NoLink {
    /// The whole of it.
    at: Range<usize>,
    severity: Severity,
    message: &'static str,
    help: String,
}

impl Walk<'_, '_> {
    /// Judges the brackets that are left in a block.
    pub(super) fn judge_brackets(&mut self, signs: &[Range<usize>]) {
        let text = self.text;
        let is_open = |sign: &Range<usize>| text[sign.start..].starts_with('[');
        // The brackets that are open, and those that belong to what was reported.
        let mut open: Vec<usize> = Vec::new();
        let mut next = 0;
        while let Some(sign) = signs.get(next) {
            next += 1;
            let follows = signs.get(next).is_some_and(|after| after.start == sign.end);
            if is_open(sign) {
                if follows && is_open(&signs[next]) {
                    self.report_key(sign.start);
                    next += 1;
                    next += signs[next..].iter().take(2).take_while(|sign| !is_open(sign)).count();
                } else if text[sign.end..].starts_with('^') && signs.get(next).is_some_and(|sign| !is_open(sign)) {
                    self.miss_footnote(sign.start..signs[next].end);
                    next += 1;
                } else {
                    open.push(sign.start);
                }
                continue;
            }
            // Where a bracket inside is meant as text, this one closes it.
            // What is in brackets and is that long was not meant for a link.
            let is_short = |start: &usize| sign.start - start < LINE && !text[*start..sign.start].contains("\\[");
            let Some(start) = open.pop().filter(is_short) else { continue };
            if follows && is_open(&signs[next]) && signs.get(next + 1).is_some_and(|sign| !is_open(sign)) {
                self.miss_label(start..sign.end, signs[next].start..signs[next + 1].end);
                next += 2;
            } else if follows && !is_open(&signs[next]) && open.is_empty() {
                next += 1;
                let key = text[start + 1..sign.start].trim();
                let (message, help) =
                    ("this `]]` has no `[[`", format!("write `[[{key}]]`, or `\\]` to show the brackets"));
                self.report_link(NoLink { at: start..sign.end + 1, severity: Severity::Error, message, help });
            } else if let Some(no_link) = no_link(text, start..sign.end).or_else(|| turned(text, start..sign.end)) {
                self.report_link(no_link);
            } else if text[sign.end..].starts_with(':') && self.begins_line(start) {
                self.judge_definition(start..sign.end);
            } else if !self.judge_task(start..sign.end) {
                self.judge_alert(start..sign.end);
            }
        }
    }

    /// `[[` without `]]`.
    fn report_key(&mut self, start: usize) {
        let behind = &self.text[start + 2..];
        let key = behind.split(|c: char| c.is_whitespace() || "[]|\\".contains(c)).next().unwrap_or_default();
        let (message, help) = match key {
            "" if behind.starts_with("]]") => {
                ("this link names no page", "write the key of a page, such as `[[E1042]]`".to_owned())
            }
            "" => (
                "this `[[` has no `]]`",
                "write the key of a page, such as `[[E1042]]`, or `\\[[` to show the brackets".to_owned(),
            ),
            key => ("this `[[` has no `]]`", format!("write `[[{key}]]`, or `\\[[` to show the brackets")),
        };
        let end = start + 2 + key.len();
        let end = end + self.text[end..].bytes().take_while(|byte| *byte == b']').count();
        let span = self.spot(&(start..end));
        self.problems.push(Diagnostic::error("no-link", span, message).help(help));
    }

    fn report_link(&mut self, NoLink { at, severity, message, help }: NoLink) {
        let problem = Diagnostic { severity, ..Diagnostic::error("no-link", self.spot(&at), message) };
        self.problems.push(problem.help(help));
    }
}

/// `(text)[target]`, a link the wrong way round.
fn turned(text: &str, brackets: Range<usize>) -> Option<NoLink> {
    let target = &text[brackets.start + 1..brackets.end - 1];
    let before = text[..brackets.start].strip_suffix(')')?;
    let start = before.bytes().rev().take(LINE).position(|byte| matches!(byte, b'(' | b'\n'));
    let start = start.map(|back| before.len() - 1 - back).filter(|at| before[*at..].starts_with('('))?;
    let leads =
        target.contains("://") || target.ends_with(".md") || target.starts_with("../") || target.starts_with('#');
    let words = &before[start + 1..];
    (leads && !target.contains(' ') && !words.is_empty()).then(|| NoLink {
        at: start..brackets.end,
        severity: Severity::Error,
        message: "text and target of this link stand the wrong way round",
        help: format!("write `[{words}]({target})`, or `\\[` to show the brackets"),
    })
}

/// What keeps a text in brackets from being a link with what stands behind it.
fn no_link(text: &str, brackets: Range<usize>) -> Option<NoLink> {
    let line = up_to(&text[brackets.end..], LINE).lines().next().unwrap_or_default();
    let inner = line.trim_start().strip_prefix('(')?;
    let skipped = line.len() - line.trim_start().len();
    let close = inner.find(')');
    let target = inner[..close.unwrap_or(inner.len())].trim();
    let (first, rest) = target.split_once(' ').unwrap_or((target, ""));
    let leads = ["/", "#", "./", "..", "<"].iter().any(|start| first.starts_with(start))
        || ["://", ".md"].iter().any(|part| first.contains(part));
    let start = brackets.start - usize::from(text[..brackets.start].ends_with('!'));
    let end = brackets.end + skipped + 1 + close.map_or(inner.trim_end().len(), |close| close + 1);
    let label = &text[start..brackets.end];
    let made = |severity, message, help| Some(NoLink { at: start..end, severity, message, help });
    let write = |target: &str| format!("write `{label}({target})`");
    let or_text = |target: &str| format!("write `{label}({target})`, or `\\[` to show the brackets");
    match close {
        Some(_) if skipped > 0 && leads && rest.is_empty() => {
            made(Severity::Warning, "a space keeps this text from its target", or_text(target))
        }
        _ if skipped > 0 => None,
        None if leads => made(Severity::Error, "this link has no `)`", write(first)),
        None => None,
        Some(_) if rest.len() > 2 && rest.starts_with('"') && rest.ends_with('"') => made(
            Severity::Error,
            "a quote inside the title of this link ends it",
            write(&format!("{first} \"{}\"", rest[1..rest.len() - 1].replace('"', "\\\""))),
        ),
        Some(_) if rest.starts_with(['"', '\'']) => {
            made(Severity::Error, "the title of this link has no end", write(&format!("{first} {rest}{}", &rest[..1])))
        }
        Some(_) if rest.starts_with(['“', '”', '„', '‘', '’']) => made(
            Severity::Error,
            "the title of this link stands in curly quotes",
            write(&format!("{first} \"{}\"", rest.trim_matches(['“', '”', '„', '‘', '’']))),
        ),
        Some(_) if !rest.is_empty() => {
            let severity = if target.contains(['/', '.', '#']) { Severity::Error } else { Severity::Warning };
            made(severity, "the target of this link holds a space", or_text(&target.replace(' ', "%20")))
        }
        Some(_) if target.starts_with('<') && !target.ends_with('>') => {
            made(Severity::Error, "the target of this link has no `>`", write(&format!("{target}>")))
        }
        Some(_) if leads && target.contains('(') => {
            made(Severity::Error, "this link has no `)`", write(&format!("{target})")))
        }
        Some(_) if leads && ["](", "[[", "<http"].iter().any(|link| label.contains(link)) => made(
            Severity::Error,
            "one link cannot stand in the text of another",
            "take one of the two links out".to_owned(),
        ),
        Some(_) => None,
    }
}
