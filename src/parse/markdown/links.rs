//! Links: `[[key]]`, which shows the name of its page, `[text](path)`, and images.
//! Their addresses stay open. In the page's own markdown a link leads to the whole
//! address, as far as possible with nothing else changed.

use super::{Part, Walk};
use crate::diag::Diagnostic;
use crate::parse::document::{Change, Fill, Link, LinkForm, Published};
use pulldown_cmark::{CowStr, LinkType};
use std::collections::BTreeMap;
use std::ops::Range;

/// A link that is open.
pub struct Open {
    number: usize,
    kind: LinkType,
    at: Range<usize>,
    /// Where its text starts in the output.
    from: usize,
}

impl Walk<'_, '_> {
    pub(super) fn open_link(&mut self, kind: LinkType, target: &CowStr, title: &str, at: Range<usize>) {
        let (form, target) = match kind {
            // The bar of a link inside a table is escaped, so that it does not end the cell.
            LinkType::WikiLink { has_pothole: true } => (LinkForm::Key, target.trim_end_matches('\\').to_owned()),
            LinkType::WikiLink { .. } => (LinkForm::Key, target.to_string()),
            LinkType::Email => (LinkForm::Path, format!("mailto:{target}")),
            _ => (LinkForm::Path, target.to_string()),
        };
        let number = self.keep_link(target, form, at.clone());
        self.out.push("<a href=\"");
        self.out.gap(Fill::Address(number));
        self.close_start(title, "\">");
        self.links.push(Open { number, kind, at, from: self.out.end() });
        if matches!(kind, LinkType::WikiLink { has_pothole: false }) {
            let link = &self.document.links[number];
            if let Some(open) = &mut self.heading {
                open.heading.title.push_str(Link::key_in(&link.target).trim());
            }
            self.out.gap(Fill::Label(number));
            self.take(Part::Label);
        }
    }

    pub(super) fn close_link(&mut self) {
        let Some(Open { number, kind, at, from }) = self.links.pop() else { return };
        let shows_name = matches!(kind, LinkType::WikiLink { has_pothole: false });
        let leads = !self.document.links[number].target.is_empty();
        if self.known.is_none() && self.out.end() == from && leads && !shows_name {
            self.problems.push(
                Diagnostic::warning("empty-link", self.span(&at), "this link shows no text")
                    .help("write into the brackets what it leads to, or take it out"),
            );
        }
        self.out.push("</a>");
        self.publish_link(number, kind, at);
    }

    /// An image starts; what stands in its brackets is taken as text.
    pub(super) fn open_image(&mut self, kind: LinkType, target: &CowStr, title: &str, at: Range<usize>) {
        let number = self.keep_link(target.to_string(), LinkForm::Image, at.clone());
        self.take(Part::Image(Open { number, kind, at, from: 0 }, title.to_owned()));
    }

    pub(super) fn close_image(&mut self, image: Open, title: &str, text: &str) {
        let text = text.trim();
        if self.known.is_none() && self.text[image.at.clone()].starts_with("![]") {
            self.problems.push(
                Diagnostic::warning("no-alternative", self.span(&image.at), "nothing says what this picture shows")
                    .help("write it into the brackets for those who cannot see the picture; `![ ]` with a space says that it only decorates"),
            );
        }
        self.out.push("<img src=\"");
        self.out.gap(Fill::Address(image.number));
        self.out.push("\" alt=\"");
        self.out.attribute(text);
        self.close_start(title, "\">");
        self.publish_link(image.number, image.kind, image.at);
    }

    /// Ends a start tag inside the quotes of its last attribute.
    fn close_start(&mut self, title: &str, end: &str) {
        if !title.is_empty() {
            self.out.push("\" title=\"");
            self.out.attribute(title);
        }
        self.out.push(end);
    }

    pub(super) fn keep_link(&mut self, target: String, form: LinkForm, at: Range<usize>) -> usize {
        self.document.links.push(Link { target, form, at });
        self.document.links.len() - 1
    }

    /// What becomes of a link in the page's own markdown.
    fn publish_link(&mut self, number: usize, kind: LinkType, at: Range<usize>) {
        // What stands in the brackets ends where the last event did.
        let inner = self.last.max(at.start);
        let mut change = |at: Range<usize>, to: Published| self.document.changes.push(Change { at, to });
        match kind {
            LinkType::WikiLink { has_pothole: false } => change(at, Published::Link(number)),
            LinkType::WikiLink { has_pothole: true } => {
                let open = if self.text[at.clone()].starts_with('!') { "![" } else { "[" };
                let bar = self.text[at.clone()].find('|').map_or(at.start, |bar| at.start + bar + 1);
                change(at.start..bar, Published::Text(open.into()));
                change(inner..at.end, Published::End(number));
            }
            LinkType::Inline => {
                if let Some(target) = destination(self.text, inner..at.end, "](") {
                    change(target, Published::Address(number));
                }
            }
            // A definition has no place in a field's text, which may stand in a line.
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut if !self.reading.blocks => {
                change(inner..at.end, Published::End(number));
            }
            _ => {}
        }
    }

    /// A bracket in the text of a field opens nothing, whatever definitions the page's
    /// own text holds.
    pub(super) fn publish_brackets(&mut self, at: &Range<usize>) {
        for (inside, _) in self.text[at.clone()].match_indices('[') {
            let bracket = at.start + inside;
            if !self.text[..bracket].ends_with('\\') {
                self.document.changes.push(Change { at: bracket..bracket + 1, to: Published::Text("\\[".into()) });
            }
        }
    }

    /// Definitions such as `[name]: path` lead where the links do that use them; one
    /// that nothing uses is left out.
    pub(super) fn publish_definitions<'d>(&mut self, definitions: impl Iterator<Item = (&'d str, Range<usize>)>) {
        let links = self.document.links.iter().enumerate().rev().filter(|(_, link)| link.form != LinkForm::Key);
        let numbers: BTreeMap<&str, usize> = links.map(|(number, link)| (link.target.as_str(), number)).collect();
        for (target, at) in definitions {
            let place = destination(self.text, at.clone(), "]:");
            self.document.changes.push(match (numbers.get(target), place) {
                (Some(number), Some(place)) if self.reading.blocks => {
                    Change { at: place, to: Published::Address(*number) }
                }
                _ => Change { at, to: Published::Text("".into()) },
            });
        }
    }
}

/// Where a link's destination stands, brackets included, behind the first `before`
/// in a part of a text that the parser has taken for a link.
fn destination(text: &str, within: Range<usize>, before: &str) -> Option<Range<usize>> {
    let mut found = text[within.clone()].match_indices(before).map(|(at, _)| within.start + at);
    let from = found.find(|at| !text[..*at].ends_with('\\'))? + before.len();
    let start = from + text[from..within.end].len() - text[from..within.end].trim_start().len();
    let rest = &text[start..within.end];
    let (mut depth, mut escaped) = (0, false);
    let bracketed = rest.starts_with('<');
    for (at, c) in rest.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '>' if bracketed => return Some(start..start + at + 1),
            _ if bracketed => {}
            '(' => depth += 1,
            ')' if depth == 0 => return Some(start..start + at),
            ')' => depth -= 1,
            c if c.is_ascii_whitespace() || c.is_ascii_control() => return Some(start..start + at),
            _ => {}
        }
    }
    Some(start..within.end)
}
