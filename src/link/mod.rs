//! Stage 3: the only place that sees all pages at once. It gives every page and
//! row its kind, its fields their types, every reference its target, every
//! output path its one owner.

mod entries;
mod exchange;
mod fields;
mod order;
mod routes;
mod targets;

use crate::diag::Diagnostic;
use crate::model::Site;
use crate::parse::{Document, Pages, Rules};
use crate::source::{Sources, Span};
use crate::text::natural;
use rayon::prelude::*;

pub use entries::file_name_key;
pub use fields::UNWRITTEN;
pub use routes::{Claims, file_of, json_route, mirror_route, picture_route};

/// The number of an entry in [`Linked::entries`].
pub type EntryId = usize;

/// The whole site with everything resolved.
#[derive(Debug, Default)]
pub struct Linked {
    /// What `site.yaml` declares.
    pub site: Site,
    /// Pages and rows.
    pub entries: Vec<Entry>,
    /// For each kind its entries: pages in the order of their keys, rows in the
    /// order of their table.
    pub kinds: Vec<Vec<EntryId>>,
    /// For each kind all places that may refer to it, such as `code.class`.
    pub places: Vec<Vec<String>>,
    /// Entries named in every header.
    pub navigation: Vec<EntryId>,
    /// Entries named in every footer.
    pub footer: Vec<EntryId>,
    /// The page that lists what the feed tells.
    pub feed_page: Option<EntryId>,
    /// The page that searches.
    pub search_page: Option<EntryId>,
    /// The first page of the site, if there is one.
    pub home: Option<EntryId>,
    /// Old addresses and the pages that took their place.
    pub aliases: Vec<(String, EntryId)>,
    /// Who owns which output path.
    pub claims: Claims,
}

/// A page or a row of a table.
#[derive(Debug)]
pub struct Entry {
    /// The number of its kind.
    pub kind: usize,
    /// Its key, unique within the kind; the path for a single page.
    pub key: String,
    /// Its title.
    pub title: String,
    /// How it is called in links.
    pub label: String,
    /// Its summary.
    pub summary: Option<String>,
    /// Where it is published; nothing for a row without a page.
    pub route: Option<String>,
    /// Its template; nothing when the field that names it is missing, which has
    /// been reported.
    pub template: Option<String>,
    /// The file it was read from.
    pub source: String,
    /// The place of its key.
    pub span: Span,
    /// Its fields in the order of the kind's declaration.
    pub fields: Vec<Value>,
    /// Its text; nothing for rows.
    pub body: Option<LinkedText>,
    /// The pages above it, from the home page down.
    pub above: Vec<EntryId>,
    /// The entry before it.
    pub previous: Option<EntryId>,
    /// The entry behind it.
    pub next: Option<EntryId>,
    /// Pages whose text links to it.
    pub backlinks: Vec<EntryId>,
    /// Entries that name it in a field.
    pub referrers: Vec<Referrer>,
}

/// A field's value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Not given.
    None,
    /// Text, also a date, an address, a pattern or a choice.
    Text(String),
    /// Text with inline markdown.
    Prose(LinkedText),
    /// A whole number.
    Integer(i64),
    /// True or false.
    Flag(bool),
    /// An entry.
    Reference(EntryId),
    /// The values of a record's fields.
    Record(Vec<Value>),
    /// Any number of values.
    List(Vec<Value>),
}

/// A text whose links are resolved.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LinkedText {
    /// The text.
    pub document: Document,
    /// The target of each of its links.
    pub targets: Vec<Target>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page of the site, and a place in it.
    Entry(EntryId, Option<String>),
    /// A place in the same page.
    Here(String),
    /// A file of `content/static/`, by its published path.
    File(String),
    /// An address outside the site.
    Outside(String),
    /// Nowhere; that has been reported.
    Broken,
}

/// An entry that names another in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referrer {
    /// The place, such as `code.headers.name`.
    pub place: String,
    /// The entry that refers.
    pub from: EntryId,
    /// The way from its fields to the record that holds the reference; empty
    /// when the field is a reference itself.
    pub record: Vec<usize>,
}

/// A reference found in an entry's fields.
struct Found {
    place: String,
    to: EntryId,
    record: Vec<usize>,
}

/// What one entry's fields and text gave.
struct Filled {
    fields: Vec<Value>,
    body: Option<LinkedText>,
    found: Vec<Found>,
    problems: Vec<Diagnostic>,
}

/// Joins all pages into a site.
pub fn link(site: Site, pages: Pages, sources: &Sources, rules: &Rules, problems: &mut Vec<Diagnostic>) -> Linked {
    let index = entries::index(&site, &pages, sources, problems);
    let filled: Vec<Filled> =
        (0..index.seeds.len()).into_par_iter().map(|id| fields::fill(&site, &pages, &index, rules, id)).collect();
    let mut linked = Linked { places: places(&site), kinds: order::by_kind(&site, &index), ..Linked::default() };
    let mut found = Vec::new();
    for (id, (seed, filled)) in index.seeds.iter().zip(filled).enumerate() {
        problems.extend(filled.problems);
        found.extend(filled.found.into_iter().map(|found| (id, found)));
        linked.entries.push(entries::entry(seed, filled.fields, filled.body));
    }
    refer_back(&mut linked, found);
    order::neighbours(&mut linked, &site);
    order::navigation(&mut linked, &site, &index, problems);
    routes::claim(&mut linked, &site, &pages, &index, sources, problems);
    linked.site = site;
    exchange::check(&linked, sources, problems);
    linked
}

/// Gives every entry the list of those that refer to it.
fn refer_back(linked: &mut Linked, found: Vec<(EntryId, Found)>) {
    for (from, Found { place, to, record }) in found {
        linked.entries[to].referrers.push(Referrer { place, from, record });
    }
    let backlinks: Vec<(EntryId, EntryId)> = linked
        .entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.route.is_some())
        .flat_map(|(from, entry)| {
            entry.texts().into_iter().flat_map(move |text| text.entries().map(move |to| (from, to)))
        })
        .filter(|(from, to)| from != to)
        .collect();
    for (from, to) in backlinks {
        linked.entries[to].backlinks.push(from);
    }
    let keys: Vec<(usize, String)> = linked.entries.iter().map(|entry| (entry.kind, entry.key.clone())).collect();
    let in_order =
        |a: &EntryId, b: &EntryId| keys[*a].0.cmp(&keys[*b].0).then_with(|| natural(&keys[*a].1, &keys[*b].1));
    for entry in &mut linked.entries {
        entry.backlinks.sort_by(in_order);
        entry.backlinks.dedup();
        entry.referrers.sort_by(|a, b| in_order(&a.from, &b.from).then_with(|| a.record.cmp(&b.record)));
    }
}

impl Entry {
    /// All its texts: the body, and prose wherever it stands in the fields.
    pub fn texts(&self) -> Vec<&LinkedText> {
        fn collect<'a>(value: &'a Value, texts: &mut Vec<&'a LinkedText>) {
            match value {
                Value::Prose(text) => texts.push(text),
                Value::Record(values) | Value::List(values) => values.iter().for_each(|value| collect(value, texts)),
                _ => {}
            }
        }
        let mut texts: Vec<&LinkedText> = self.body.iter().collect();
        self.fields.iter().for_each(|value| collect(value, &mut texts));
        texts
    }
}

impl LinkedText {
    /// The entries that it links to.
    pub fn entries(&self) -> impl Iterator<Item = EntryId> {
        self.targets.iter().filter_map(|target| match target {
            Target::Entry(id, _) => Some(*id),
            _ => None,
        })
    }
}

/// For each kind, the places in all fields that may refer to it.
fn places(site: &Site) -> Vec<Vec<String>> {
    let mut places = vec![Vec::new(); site.kinds.len()];
    for kind in &site.kinds {
        for field in &kind.fields {
            fields::reference_places(field, &format!("{}.{}", kind.name, field.name), &mut |to, place| {
                if let Some(to) = site.kind(to) {
                    places[to].push(place.to_owned());
                }
            });
        }
    }
    places
}
