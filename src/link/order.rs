//! Orders: entries of a kind, neighbours, the way up to
//! the home page, and the pages named in every header.

use super::entries::Index;
use super::{EntryId, Linked, Value};
use crate::diag::{Diagnostic, nearest};
use crate::model::{Parent, Site};
use crate::source::Span;
use crate::text::natural;

/// The entries of each kind in their order.
pub(super) fn by_kind(site: &Site, index: &Index) -> Vec<Vec<EntryId>> {
    let mut kinds = vec![Vec::new(); site.kinds.len()];
    for (id, seed) in index.seeds.iter().enumerate() {
        kinds[seed.kind].push(id);
    }
    for (kind, entries) in site.kinds.iter().zip(&mut kinds) {
        if !kind.is_table() {
            entries.sort_by(|a, b| natural(&index.seeds[*a].key, &index.seeds[*b].key));
        }
    }
    kinds
}

/// Sets the entries before and behind each page, and the pages above it.
pub(super) fn neighbours(linked: &mut Linked, site: &Site) {
    linked.home = linked.entries.iter().position(|entry| entry.route.as_deref() == Some(""));
    for entries in linked.kinds.clone() {
        let pages: Vec<EntryId> = entries.into_iter().filter(|id| linked.entries[*id].route.is_some()).collect();
        for pair in pages.windows(2) {
            linked.entries[pair[0]].next = Some(pair[1]);
            linked.entries[pair[1]].previous = Some(pair[0]);
        }
    }
    for id in 0..linked.entries.len() {
        linked.entries[id].above = above(linked, site, id);
    }
}

fn above(linked: &Linked, site: &Site, id: EntryId) -> Vec<EntryId> {
    let mut way = Vec::new();
    let mut at = id;
    while let Some(parent) = parent(linked, site, at).filter(|parent| !way.contains(parent) && *parent != id) {
        way.push(parent);
        at = parent;
    }
    way.reverse();
    way
}

fn parent(linked: &Linked, site: &Site, id: EntryId) -> Option<EntryId> {
    let entry = &linked.entries[id];
    let kind = &site.kinds[entry.kind];
    let found = match &kind.parent {
        Parent::Home => None,
        Parent::Page(path, _) => {
            linked.entries.iter().position(|other| other.source == format!("content/{path}") && other.body.is_some())
        }
        Parent::Field(field) => kind.field(field).and_then(|at| match entry.fields.get(at) {
            Some(Value::Reference(parent)) => Some(*parent),
            _ => None,
        }),
    };
    found.or(linked.home).filter(|parent| *parent != id)
}

/// Looks up the pages that `site.yaml` names.
pub(super) fn navigation(linked: &mut Linked, site: &Site, index: &Index, problems: &mut Vec<Diagnostic>) {
    let parents = site.kinds.iter().filter_map(|kind| match &kind.parent {
        Parent::Page(path, span) => Some((path, span)),
        _ => None,
    });
    for (path, span) in parents {
        look_up(index, path, span, problems);
    }
    let mut all = |pages: &[(String, Span)]| -> Vec<EntryId> {
        pages.iter().filter_map(|(path, span)| look_up(index, path, span, problems)).collect()
    };
    linked.navigation = all(&site.navigation);
    linked.footer = all(&site.footer);
    linked.search_page = site.search_page.as_ref().and_then(|(path, span)| look_up(index, path, span, problems));
    linked.feed_page = site.feed.as_ref().and_then(|feed| look_up(index, &feed.page.0, &feed.page.1, problems));
}

fn look_up(index: &Index, path: &str, span: &Span, problems: &mut Vec<Diagnostic>) -> Option<EntryId> {
    let found = index.by_path.get(path).copied();
    if found.is_none() {
        let help =
            nearest(path, index.by_path.keys().map(String::as_str)).map(|near| format!("did you mean \"{near}\"?"));
        problems.push(
            Diagnostic::error("dead-link", span.clone(), format!("there is no page content/{path}"))
                .help(help.unwrap_or_else(|| "write the path of a markdown file below content/".to_owned())),
        );
    }
    found
}
