//! Places in pages that are translated: links name them as the original does.

use super::seeds::Seed;
use crate::diag::Diagnostic;
use crate::parse::Page;
use crate::source::Span;

/// The place in a translation that a heading of the original is: of as many headings the one in
/// its position, and nothing where they are not as many. Nothing at all where the page is no
/// translation, or its original has no such place.
pub(super) fn place(page: &Page, place: &str) -> Option<Option<String>> {
    let (original, own) = (&page.original.as_ref()?.headings, &page.body.headings);
    let at = original.iter().position(|heading| heading.id == place)?;
    Some(own.get(at).filter(|_| own.len() == original.len()).map(|heading| heading.id.clone()))
}

/// That a translation does not say which of its headings is one of the original.
pub(super) fn without_place(seed: &Seed, span: Span, place: &str) -> Diagnostic {
    let message = format!("{} has no heading for \"{place}\" of its original", seed.source);
    let help = format!("give the heading that translates it this id: `## … {{#{place}}}`");
    Diagnostic::error("dead-anchor", span, message).help(help)
}
