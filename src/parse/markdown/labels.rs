//! Labels of footnotes and of links that are defined elsewhere: `[^1]` and `[text][label]`.
//! One without a definition is text, and a definition that nothing uses is not published;
//! both are told, and where one seems to be the other misspelt, that alone.

use super::Walk;
use crate::diag::{Diagnostic, nearest};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The labels of a text.
#[derive(Default)]
pub struct Labels {
    /// Those by which links call their definitions.
    used: BTreeSet<String>,
    /// The footnotes that are defined, and where.
    footnotes: BTreeMap<String, Range<usize>>,
    /// Footnotes that are defined a second time.
    repeated: Vec<(String, Range<usize>)>,
    /// Those without a definition: the label, and where it stands.
    missing: Vec<Missing>,
}

/// A label without a definition.
struct Missing {
    label: String,
    at: Range<usize>,
    is_footnote: bool,
}

impl Labels {
    /// A link that calls its definition by a label; an empty one where it has its target.
    pub fn use_link(&mut self, label: &str) {
        if !label.is_empty() {
            self.used.insert(normal(label));
        }
    }

    /// The definition of a footnote.
    pub fn define_footnote(&mut self, name: &str, at: Range<usize>) {
        if self.footnotes.contains_key(name) {
            self.repeated.push((name.to_owned(), at));
        } else {
            self.footnotes.insert(name.to_owned(), at);
        }
    }
}

impl Walk<'_, '_> {
    /// `[text][label]` that is text. What stands behind a word is an index, as in `a[0][1]`.
    pub(super) fn miss_label(&mut self, text: Range<usize>, label: Range<usize>) {
        let inside = |at: &Range<usize>| self.text[at.start + 1..at.end - 1].trim().to_owned();
        let is_index = self.text[..text.start].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let name = Some(inside(&label)).filter(|label| !label.is_empty()).unwrap_or_else(|| inside(&text));
        if !is_index && !name.is_empty() {
            self.labels.missing.push(Missing { label: name, at: text.start..label.end, is_footnote: false });
        }
    }

    /// `[^label]` that is text. `[^a-z]` is a class of characters.
    pub(super) fn miss_footnote(&mut self, at: Range<usize>) {
        let label = &self.text[at.start + 2..at.end - 1];
        let is_name = !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        let is_class = label.as_bytes().get(1) == Some(&b'-') && label.len() == 3;
        if is_name && !is_class {
            self.labels.missing.push(Missing { label: label.to_owned(), at, is_footnote: true });
        }
    }

    /// Reports labels and definitions that are without each other, at the end of a text.
    pub(super) fn report_labels(&mut self, links: Vec<(&str, &str, Range<usize>)>) {
        let Labels { used, footnotes, repeated, missing } = std::mem::take(&mut self.labels);
        let is_remark = |target: &str| matches!(target, "" | "#");
        let mut unused: BTreeMap<(bool, &str), &Range<usize>> = BTreeMap::new();
        for (label, target, at) in &links {
            if !used.contains(&normal(label)) && !is_remark(target) {
                unused.insert((false, label), at);
            }
        }
        let idle = footnotes.iter().filter(|(name, _)| !self.is_used(name));
        unused.extend(idle.map(|(name, at)| ((true, name.as_str()), at)));
        for Missing { label, at, is_footnote } in missing {
            let known: Vec<&str> = match is_footnote {
                true => footnotes.keys().map(String::as_str).collect(),
                false => links.iter().map(|(label, ..)| *label).collect(),
            };
            let near = nearest(&label, known.iter().copied());
            near.map(|near| unused.remove(&(is_footnote, near)));
            self.report_missing(&label, &at, is_footnote, near);
        }
        for ((is_footnote, label), at) in unused {
            self.report_unused(label, at, is_footnote);
        }
        for (name, at) in repeated {
            let at = self.first_line(&at);
            let message = format!("the footnote \"{name}\" is defined twice");
            let problem = Diagnostic::error("repeated-definition", self.span(&at), message);
            self.problems.push(problem.help("keep one of the two, or give this one a name of its own"));
        }
    }

    fn report_missing(&mut self, label: &str, at: &Range<usize>, is_footnote: bool, near: Option<&str>) {
        let (what, sign) = if is_footnote { ("footnote", "^") } else { ("link", "") };
        let help = match near {
            Some(near) => format!("did you mean `[{sign}{near}]`?"),
            None if is_footnote => format!("write its text on a line `[^{label}]: …`, or `\\[` to show the brackets"),
            None => format!("write its target on a line `[{label}]: …`, or `\\[` to show the brackets"),
        };
        let message = format!("no {what} \"{label}\" is defined in this text");
        self.problems.push(Diagnostic::warning("no-definition", self.spot(at), message).help(help));
    }

    fn report_unused(&mut self, label: &str, at: &Range<usize>, is_footnote: bool) {
        let at = self.first_line(at);
        let (what, use_it) = match is_footnote {
            true => ("footnote", format!("refer to it with `[^{label}]`")),
            false => ("link", format!("use it with `[text][{label}]`")),
        };
        let message = format!("nothing uses the {what} \"{label}\", so it is not published");
        let help = format!("{use_it}, or put it into a comment, `<!-- … -->`");
        self.problems.push(Diagnostic::warning("unused-definition", self.span(&at), message).help(help));
    }

    fn first_line(&self, at: &Range<usize>) -> Range<usize> {
        at.start..at.start + self.text[at.clone()].lines().next().unwrap_or_default().trim_end().len()
    }
}

/// A label as the parser compares it: without regard to case and runs of spaces.
fn normal(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
