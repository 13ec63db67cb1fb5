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
    /// Those whose definition is none, which is reported.
    broken: BTreeSet<String>,
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

    /// `[label]: target` at the start of a line that is text, since a space stands in the
    /// target or nothing follows.
    pub(super) fn judge_definition(&mut self, at: Range<usize>) {
        let label = &self.text[at.start + 1..at.end - 1];
        let line = self.text[at.end + 1..].lines().next().unwrap_or_default();
        let target = line.trim();
        let first = target.split(' ').next().unwrap_or_default();
        let leads = first.contains(['/', '#']) || target.ends_with(".md");
        if label.starts_with(['!', '^']) || !(target.is_empty() || leads && target.contains(' ')) {
            return;
        }
        self.labels.broken.insert(normal(label));
        let (message, help) = match target {
            "" => (
                "no target stands in this definition",
                format!("write `[{label}]: path.md`, or `\\[` to show the brackets"),
            ),
            target => (
                "the target of this definition holds a space",
                format!("write `[{label}]: {}`, or `\\[` to show the brackets", target.replace(' ', "%20")),
            ),
        };
        let span = self.spot(&(at.start..at.end + 1 + line.trim_end().len()));
        self.problems.push(Diagnostic::error("no-link", span, message).help(help));
    }

    /// Definitions of a label that has another target already: the parser leaves them out.
    fn repeated_definitions(&self, links: &[(&str, &str, Range<usize>)]) -> Vec<(String, Range<usize>)> {
        let known: BTreeSet<usize> = links.iter().map(|(.., at)| at.start).collect();
        let targets: BTreeMap<String, &str> = links.iter().map(|(label, target, _)| (normal(label), *target)).collect();
        let mut found = Vec::new();
        let mut start = 0;
        for line in self.text.split_inclusive('\n').filter(|_| !links.is_empty()) {
            let at = start + line.len() - line.trim_start_matches([' ', '>']).len();
            start += line.len();
            let definition = self.text[at..start].strip_prefix('[').and_then(|rest| rest.split_once("]:"));
            let Some((label, own)) = definition.filter(|_| !known.contains(&at)) else { continue };
            let is_other =
                targets.get(&normal(label)).is_some_and(|target| !is_remark(target) && !own.trim().starts_with(target));
            if is_other && !self.fences.iter().any(|fence| (fence.start..fence.at.end).contains(&at)) {
                found.push((label.to_owned(), at..start));
            }
        }
        found
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
        let Labels { used, footnotes, repeated, broken, missing } = std::mem::take(&mut self.labels);
        let twice = self.repeated_definitions(&links);
        let mut unused: BTreeMap<(bool, &str), &Range<usize>> = BTreeMap::new();
        for (label, target, at) in &links {
            if !used.contains(&normal(label)) && !is_remark(target) {
                unused.insert((false, label), at);
            }
        }
        let idle = footnotes.iter().filter(|(name, _)| !self.is_used(name));
        unused.extend(idle.map(|(name, at)| ((true, name.as_str()), at)));
        for Missing { label, at, is_footnote } in missing {
            if !is_footnote && broken.contains(&normal(&label)) {
                continue;
            }
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
        let repeated = repeated.into_iter().map(|(name, at)| ("footnote", name, at));
        for (what, name, at) in repeated.chain(twice.into_iter().map(|(name, at)| ("link", name, at))) {
            let at = self.first_line(&at);
            let message = format!("the {what} \"{name}\" is defined twice");
            let problem = Diagnostic::error("repeated-definition", self.span(&at), message);
            self.problems.push(problem.help("keep one of the two, or give this one a name of its own"));
        }
    }

    fn report_missing(&mut self, label: &str, at: &Range<usize>, is_footnote: bool, near: Option<&str>) {
        let (what, sign) = if is_footnote { ("footnote", "^") } else { ("link", "") };
        let help = match near {
            Some(near) => format!("did you mean `[{sign}{near}]`?"),
            None if !self.reading.blocks && is_footnote => {
                "write what it says into the field; footnotes stand in texts only, and `\\[` shows the brackets"
                    .to_owned()
            }
            None if !self.reading.blocks => "write `[text](path.md)`, or `\\[` to show the brackets".to_owned(),
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

/// Whether a definition with such a target is a remark, `[//]: # (so)`.
fn is_remark(target: &str) -> bool {
    matches!(target, "" | "#")
}

/// A label as the parser compares it: without regard to case and runs of spaces.
fn normal(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
