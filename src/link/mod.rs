//! Stage 3: the only place that sees all pages at once. It gives every page and
//! row its kind, its fields their types, every reference its target, every
//! output path its one owner. What a page looks like is left to `render`.

mod causes;
mod claims;
mod exchange;
mod fields;
mod files;
mod given;
mod index;
mod landmarks;
mod parents;
mod relations;
mod repeated;
mod seeds;
mod targets;

use crate::diag::Diagnostic;
use crate::model::Site;
use crate::parse::{Document, Pages};
use crate::source::Sources;
use fields::{Reading, Reference};
use index::Index;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::sync::Arc;

pub use claims::ASSETS;
pub use files::{Content, File, Part};
pub use index::Alias;
pub use landmarks::Landmarks;
pub use relations::{Referrer, Relations};
pub use seeds::file_name_key;
use seeds::{Position, Seed};

/// The number of an entry in [`Linked::entries`].
pub type EntryId = usize;

/// The whole site with everything resolved.
#[derive(Debug)]
pub struct Linked {
    /// What `site.yaml` declares.
    pub site: Site,
    /// Pages and rows.
    pub entries: Vec<Entry>,
    /// How each entry stands to the others.
    pub relations: Vec<Relations>,
    /// For each kind its entries: pages in the order of their keys, rows in the
    /// order of their table.
    pub kinds: Vec<Vec<EntryId>>,
    /// For each kind its entries by key; of two with one key the first.
    pub keys: Vec<BTreeMap<String, EntryId>>,
    /// For each kind the names of all fields that may refer to it, such as
    /// `code.class`, in their order.
    pub slots: Vec<Vec<Arc<str>>>,
    /// The pages that `site.yaml` names.
    pub landmarks: Landmarks,
    /// Old addresses and the pages that took their place.
    pub aliases: Vec<Alias>,
    /// Everything that is published, each path once. The theme's files are not among
    /// them: they lie in the folder [`ASSETS`].
    pub files: Vec<File>,
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
    /// Its fields in the order of the kind's declaration.
    pub fields: Vec<Value>,
    /// Its text; nothing for rows.
    pub body: Option<LinkedText>,
    /// Whether something is wrong with its fields, which has been reported.
    pub faulty: bool,
}

/// A field's value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Not given.
    None,
    /// Text, also a date, an address, a pattern or a choice.
    Text(String),
    /// Text with inline markdown.
    Prose(Box<LinkedText>),
    /// A number, or true or false.
    Plain(Json),
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
    pub document: Arc<Document>,
    /// The target of each of its links.
    pub targets: Vec<Target>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page of the site, and an anchor in it.
    Entry(EntryId, Option<String>),
    /// An anchor in the same page.
    Here(String),
    /// A file of `content/static/`, by its published path.
    File(String),
    /// An address outside the site.
    Outside(String),
    /// Nowhere; that has been reported.
    Broken,
}

/// Joins all pages into a site.
pub fn link(site: Site, pages: &Pages, sources: &Sources, problems: &mut Vec<Diagnostic>) -> Linked {
    let mut index = Index::new(&site, pages, sources, problems);
    let files;
    (files, index.routes) = claims::claim(&site, &index, sources, problems);
    let landmarks = Landmarks::find(&site, &index, problems);
    let slots = fields::slots(&site);
    let readings = fields::read(&site, pages, &index, &slots);
    let values: Vec<&[Value]> = readings.iter().map(|reading| &reading.fields[..]).collect();
    repeated::in_kinds(&index, &values, pages, problems);
    parents::check(&index, &landmarks, &readings, pages, problems);
    let kinds = index.in_order();
    let Index { seeds, by_kind: keys, aliases, .. } = index;
    let (entries, references) = finish(seeds, readings, pages, problems);
    let relations = relations::relate(&site, &entries, &kinds, &landmarks, references);
    let linked = Linked { site, entries, relations, kinds, keys, slots, landmarks, aliases, files };
    exchange::check(&linked, problems);
    linked
}

/// The entries with what was read of each, and the references of each.
fn finish(
    seeds: Vec<Seed>,
    readings: Vec<Reading>,
    pages: &Pages,
    problems: &mut Vec<Diagnostic>,
) -> (Vec<Entry>, Vec<Vec<Reference>>) {
    let both = seeds.into_iter().zip(readings);
    both.map(|(seed, reading)| {
        problems.extend(reading.problems);
        let body = match seed.position {
            Position::Page(page) => {
                Some(LinkedText { document: Arc::clone(&pages.pages[page].body), targets: reading.targets })
            }
            Position::Row(..) => None,
        };
        let Seed { kind, key, title, label, summary, route, template, source, .. } = seed;
        let Reading { fields, faulty, references, .. } = reading;
        let entry = Entry { kind, key, title, label, summary, route, template, source, fields, body, faulty };
        (entry, references)
    })
    .unzip()
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
