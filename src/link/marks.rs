//! Which pages are drafts: those that say `draft: true`, or hold the mark of what is still
//! to be written. A draft is checked and shown, and published only on request.

use crate::diag::Diagnostic;
use crate::model::{DRAFT, Fields};
use crate::parse::{Node, Page, UNWRITTEN};
use crate::source::Span;

/// Where a page says that it is a draft; nothing for one that is none. What its text
/// leaves open is reported.
pub(super) fn mark_of(page: &Page, problems: &mut Vec<Diagnostic>) -> Option<Span> {
    let said = page.front.node.get(DRAFT).and_then(|_| {
        let mut fields = Fields::of_file(&page.front, &[DRAFT], problems);
        let is_draft = fields.flag(DRAFT, problems).unwrap_or_default();
        is_draft.then(|| fields.span(DRAFT))
    });
    if !page.is_marked {
        return said;
    }
    let file = &*page.front.text;
    let in_front = holds_mark(&page.front.node).then(|| {
        let at = page.front.range.start + file[page.front.range.clone()].find(UNWRITTEN).unwrap_or_default();
        Span::new(&*page.front.path, at..at + UNWRITTEN.len())
    });
    let open = open_lines(file, page.front.range.end).map(|at| Span::new(&*page.front.path, at..at + UNWRITTEN.len()));
    let open: Vec<Span> = open.collect();
    problems.extend(open.iter().map(|span| {
        Diagnostic::warning("unwritten", span.clone(), "this part of the text is still to be written")
            .help("write it, or take it out together with its heading")
    }));
    said.or(in_front).or_else(|| open.into_iter().next())
}

/// Whether the mark stands in a value.
fn holds_mark(node: &Node) -> bool {
    match node {
        Node::Text(text) => text.contains(UNWRITTEN),
        Node::List(items) => items.iter().any(holds_mark),
        Node::Map(entries) => entries.iter().any(|(_, value)| holds_mark(value)),
        _ => false,
    }
}

/// Where the mark stands on a line of its own, from a byte of a file on.
fn open_lines(file: &str, from: usize) -> impl Iterator<Item = usize> {
    let marks = file[from..].match_indices(UNWRITTEN).map(move |(at, _)| from + at);
    marks.filter(|at| {
        let before = file[..*at].rsplit('\n').next().unwrap_or_default();
        let behind = file[at + UNWRITTEN.len()..].split('\n').next().unwrap_or_default();
        before.trim().is_empty() && behind.trim().is_empty()
    })
}

/// What there is to say where a page that is published names a draft.
pub(super) fn draft_named(draft: &str, span: &Span) -> Diagnostic {
    let help = "it is left out here until that page is published; finish the page, or name another";
    Diagnostic::warning("draft-link", span.clone(), format!("this names a draft: {draft}")).help(help)
}
