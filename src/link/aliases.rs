//! Addresses that lead to pages: those at which they were published before, as their front
//! matter lists them, and those by a second key.

use super::EntryId;
use super::files::is_old_address;
use crate::diag::{Diagnostic, nearest};
use crate::model::{ALIASES, Fields, Kind};
use crate::parse::{Node, Yaml};
use crate::source::Span;

/// An address that leads to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The address below the site's own.
    pub address: String,
    /// The page.
    pub target: EntryId,
    /// Where it is written; not looked up for a second address.
    pub span: Span,
    /// Whether it is a second address of the page, which is as good as its own; otherwise the
    /// page was published there before.
    pub second: bool,
}

/// Where the facts of an entry lay when its page lay at an address; nothing where that cannot be
/// told.
pub(super) fn facts_at(kind: &Kind, address: &str) -> Option<String> {
    let (json, route, key) = (kind.json.as_ref()?, kind.route.as_ref()?, kind.key.as_ref()?);
    let (_, value) = route.captures(address)?.into_iter().find(|(name, _)| name == key)?;
    Some(json.item.fill(|_| value.clone()))
}

/// The addresses at which a page was published before. Those under a misspelt name count,
/// and of a broken page those that can be told.
pub(super) fn aliases(
    kind: &Kind,
    front: &Yaml,
    target: EntryId,
    found: &mut Vec<Alias>,
    problems: &mut Vec<Diagnostic>,
) {
    let Node::Map(entries) = &front.node else { return };
    let is_field = |name: &str| kind.field(name).is_some();
    let is_given = |(name, node): &(String, Node)| {
        *node != Node::Null && (name == ALIASES || (!is_field(name) && nearest(name, [ALIASES]).is_some()))
    };
    if !entries.iter().any(is_given) {
        return;
    }
    let mut told = Vec::new();
    let problems = if front.broken { &mut told } else { problems };
    let mut fields = Fields::of_file(front, &[ALIASES], problems);
    for (address, span) in fields.texts_and_spans(ALIASES, problems) {
        if is_old_address(&address) {
            found.push(Alias { address, target, span, second: false });
            continue;
        }
        problems.push(bad_alias(&address, span));
        // Where it led is clear, so that it is not told to be lost as well.
        let bare = address.trim_matches('/');
        if !bare.is_empty() {
            found.push(Alias { address: format!("{bare}/"), target, span: Span::default(), second: false });
        }
    }
}

/// An address of another form.
pub(super) fn bad_alias(address: &str, span: Span) -> Diagnostic {
    let bare = address.trim_matches('/');
    let help = match !bare.is_empty() && !address.contains(['\\', '?', '#', ' ']) && !bare.contains("..") {
        true => format!("write it as it stood behind the site's address: `{bare}/`"),
        false => "write it as it stood behind the site's address, such as old/name/ or old/name.html".to_owned(),
    };
    Diagnostic::error("bad-alias", span, format!("\"{address}\" is not an old address of this site")).help(help)
}
