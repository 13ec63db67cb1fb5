//! The text of a page as markdown, for readers that are programs: its facts, then
//! the author's own text, then who refers to it, all links whole. A theme may lay a
//! page out otherwise with a template of its own; this is what serves every kind.

mod facts;
mod text;

use crate::link::{EntryId, Linked, Referrer};
use crate::model::spoken;
use facts::Facts;

pub use text::{code, destination, escaped, link, one_line, written};

/// A page as markdown, printed from what is known of it.
pub fn page(linked: &Linked, id: EntryId) -> String {
    let entry = &linked.entries[id];
    let kind = &linked.site.kinds[entry.kind];
    let own = address_of(linked, id);
    let facts = Facts { linked, own: &own };
    let mut out = format!("# {}\n", escaped(&entry.label));
    if let Some(summary) = &entry.summary {
        out.push_str(&format!("\n{}\n", escaped(summary)));
    }
    // What stands above is not said again.
    let is_said = |name: &str, said: &str| {
        let names_it = kind.title == name || kind.key.as_deref() == Some(name);
        entry.summary.as_deref() == Some(said) || (names_it && entry.label.contains(said))
    };
    out.push_str(&facts.print(&kind.fields, &entry.fields, is_said));
    if let Some(body) = &entry.body {
        let body = written(linked, body, &own);
        let body = body.trim_start_matches('\n').trim_end();
        if !body.is_empty() {
            out.push_str(&format!("\n{body}\n"));
        }
    }
    out.push_str(&referrers(&facts, id));
    let backlinks = linked.relations[id].backlinks.iter().copied();
    let backlinks: Vec<EntryId> = backlinks.filter(|id| is_shown(linked, *id)).collect();
    if !backlinks.is_empty() {
        out.push_str(&format!("\n## {}\n\n", escaped(linked.site.words.text("mentioned_in"))));
        backlinks.iter().for_each(|id| out.push_str(&format!("- {}\n", facts.reference(*id))));
    }
    with_address(out, &own)
}

/// A page's markdown with the page's address at its end.
pub fn with_address(mut markdown: String, own: &str) -> String {
    markdown.truncate(markdown.trim_end().len());
    markdown.push_str(&format!("\n\n[{}]({})\n", escaped(own), destination(own)));
    markdown
}

/// The address of an entry's page.
pub fn address_of(linked: &Linked, id: EntryId) -> String {
    format!("{}{}", linked.site.base_url, linked.entries[id].route.as_deref().unwrap_or_default())
}

fn is_shown(linked: &Linked, id: EntryId) -> bool {
    !linked.site.kinds[linked.entries[id].kind].hidden
}

/// Who refers to a page by a field, field by field: each with the other facts of the
/// record that holds the reference, or with its summary.
fn referrers(facts: &Facts, id: EntryId) -> String {
    let linked = facts.linked;
    let mut out = String::new();
    for (slot, place) in linked.slots[linked.entries[id].kind].iter().enumerate() {
        let here = |referrer: &&Referrer| referrer.slot == slot && is_shown(linked, referrer.from);
        let lines: String =
            linked.relations[id].referrers.iter().filter(here).map(|referrer| line(facts, referrer, id)).collect();
        if !lines.is_empty() {
            let (name, field) = place.split_once('.').unwrap_or((place, ""));
            let kind = linked.site.kind(name).and_then(|kind| linked.site.kinds[kind].heading.clone());
            let (kind, field) = (kind.unwrap_or_else(|| spoken(name)), field.replace(['_', '.'], " "));
            out.push_str(&format!("\n## {}: {}\n\n{lines}", escaped(&kind), escaped(&field)));
        }
    }
    out
}

fn line(facts: &Facts, referrer: &Referrer, to: EntryId) -> String {
    let from = facts.reference(referrer.from);
    let more = match facts.linked.record_of(referrer) {
        Some((fields, values)) => facts.in_line(fields, values, Some(to)),
        None => facts.linked.entries[referrer.from].summary.as_deref().map(escaped).unwrap_or_default(),
    };
    if more.is_empty() { format!("- {from}\n") } else { format!("- {from}: {more}\n") }
}
