//! Addresses at which pages were published before, as their front matter lists them.

use super::EntryId;
use super::files::is_old_address;
use crate::diag::Diagnostic;
use crate::model::{ALIASES, Fields};
use crate::parse::{Node, Yaml};
use crate::source::Span;

/// An address at which a page was published before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The address below the site's own.
    pub address: String,
    /// The page that took its place.
    pub target: EntryId,
    /// Where it is written.
    pub span: Span,
}

/// The addresses at which a page was published before.
pub(super) fn aliases(front: &Yaml, target: EntryId, found: &mut Vec<Alias>, problems: &mut Vec<Diagnostic>) {
    if !matches!(front.node.get(ALIASES), Some(node) if *node != Node::Null) {
        return;
    }
    let mut fields = Fields::of_file(front, problems);
    for (address, span) in fields.texts_and_spans(ALIASES, problems) {
        match is_old_address(&address) {
            true => found.push(Alias { address, target, span }),
            false => problems.push(bad_alias(&address, span)),
        }
    }
}

/// An address of another form.
pub(super) fn bad_alias(address: &str, span: Span) -> Diagnostic {
    Diagnostic::error("bad-alias", span, format!("\"{address}\" is not an old address of this site"))
        .help("write it as it stood behind the site's address, such as old/name/ or old/name.html")
}
