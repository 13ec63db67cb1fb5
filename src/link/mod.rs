//! Stage 3: the only place that sees all pages at once. It gives every page and
//! row its kind, its fields their types, every reference its target, every
//! output path its one owner. What a page looks like is left to `render`.

mod aliases;
mod causes;
mod claims;
mod doubts;
mod drafts;
mod editions;
mod exchange;
mod fields;
mod files;
mod frame;
mod given;
mod groups;
mod hues;
mod index;
mod landmarks;
mod locked;
mod marks;
mod order;
mod parents;
mod references;
mod relations;
mod repeated;
mod seeds;
mod sidebar;
mod targets;
mod translated;
mod undeclared;

use crate::diag::Diagnostic;
use crate::model::{Drafts, Site};
use crate::parse::{Document, Page, Pages, Prose};
use crate::source::Sources;
use drafts::Joined;
use fields::{Reading, Reference};
use index::Index;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::sync::Arc;

pub use aliases::Alias;
pub use claims::ASSETS;
pub use editions::{Edition, tell_editions};
pub use files::{Content, File, OLD_FACTS_SCHEMA, Part, facts_schema_path, file_of, is_json, list_schema_path};
pub use groups::{Group, Mark, field_of_groups};
pub use landmarks::Landmarks;
pub use relations::{Referrer, Relations};
use seeds::{Position, Seed};
pub use seeds::{file_name_key, kind_at};
pub use sidebar::{Shelf, around};
pub use targets::{absolute, relative};

/// The number of an entry in [`Linked::entries`].
pub type EntryId = usize;

/// The whole site with everything resolved. A copy shares all of it.
#[derive(Debug, Clone)]
pub struct Linked {
    /// What `site.yaml` declares.
    pub site: Arc<Site>,
    /// Pages and rows.
    pub entries: Vec<Arc<Entry>>,
    /// How each entry stands to the others.
    pub relations: Arc<[Relations]>,
    /// For each kind its entries: pages in the order of their keys, rows in the
    /// order of their table.
    pub kinds: Arc<[Vec<EntryId>]>,
    /// For each kind its entries by key; of two with one key the first.
    pub keys: Arc<[BTreeMap<String, EntryId>]>,
    /// For each kind the names of all fields that may refer to it, such as
    /// `code.class`, in their order.
    pub slots: Arc<[Vec<Arc<str>>]>,
    /// The pages that `site.yaml` names.
    pub landmarks: Arc<Landmarks>,
    /// Old and second addresses, and the pages to which they lead.
    pub aliases: Arc<[Alias]>,
    /// Everything that is published, each path once. The theme's files are not among
    /// them: they lie in the folder [`ASSETS`].
    pub files: Arc<[File]>,
    /// What stands at the side of every page.
    pub sidebar: Arc<[Shelf]>,
    /// The site in all its languages; nothing where there is one.
    pub editions: Arc<[Edition]>,
    /// On which day files were last changed, where the site asks for that and it is known.
    days: Arc<BTreeMap<String, String>>,
}

/// A page or a row of a table.
#[derive(Debug, Clone)]
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
    /// Whether it is a draft.
    pub draft: bool,
    /// Whether it, or a part of it, is written in a language into which the site is translated.
    pub translated: bool,
    /// Its text; nothing for rows.
    pub body: Option<LinkedText>,
    /// Whether something is wrong with its fields, which has been reported.
    pub faulty: bool,
    /// Fields by their number whose value may not be what was meant, which has been reported.
    pub unsure: Vec<usize>,
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
    frame::check(pages, sources, problems);
    let mut index = Index::new(&site, pages, sources, problems);
    let files;
    (files, index.routes) = claims::claim(&site, &index, sources, problems);
    let landmarks = Landmarks::find(&site, &index, problems);
    let slots = fields::slots(&site);
    let mut readings = fields::read(&site, pages, &index, &slots);
    let undeclared = undeclared::tell(&index, &mut readings, problems);
    let values: Vec<&[Value]> = readings.iter().map(|reading| &reading.fields[..]).collect();
    repeated::in_kinds(&index, &values, pages, problems);
    parents::check(&index, &landmarks, &readings, pages, problems);
    let mut kinds = index.in_order();
    order::sort(&site, &readings, &mut kinds);
    let Index { seeds, by_kind: keys, aliases, .. } = index;
    let mut site = site;
    undeclared.into_iter().for_each(|(kind, name)| site.kinds[kind].undeclared.push(name));
    let (mut entries, mut references) = finish(seeds, readings, pages, problems);
    let (mut keys, mut landmarks, mut files) = (keys, landmarks, files);
    if site.drafts == Drafts::LeaveOut {
        let (entries, references) = (entries.as_mut_slice(), references.as_mut_slice());
        let (kinds, keys, landmarks, files) = (&mut kinds, &mut keys, &mut landmarks, &mut files);
        Joined { site: &site, entries, references, kinds, keys, landmarks, files, aliases: &aliases }
            .leave_drafts_out();
    }
    let days = if site.last_changed { Arc::clone(sources.days()) } else { Arc::default() };
    let relations = relations::relate(&site, &entries, &kinds, &landmarks, references);
    let mut linked = Linked {
        site: Arc::new(site),
        entries: entries.into_iter().map(Arc::new).collect(),
        relations: relations.into(),
        kinds: kinds.into(),
        keys: keys.into(),
        slots: slots.into(),
        landmarks: Arc::new(landmarks),
        aliases: aliases.into(),
        files: files.into(),
        sidebar: Arc::from([]),
        editions: Arc::default(),
        days,
    };
    linked.sidebar = linked.shelves().into();
    exchange::check(&linked, problems);
    linked
}

impl Linked {
    /// The texts of all fields, as they were read.
    pub fn prose(&self) -> Prose {
        let mut prose = Prose::new();
        for entry in &self.entries {
            for text in entry.texts().iter().filter(|text| !text.document.reading.blocks) {
                prose.insert(text.document.source.as_str().to_owned(), Arc::clone(&text.document));
            }
        }
        prose
    }

    /// The site with other texts on some pages, by the paths below `content/`; nothing where
    /// more than the words of a text has changed, so that all has to be joined anew. The
    /// texts are checked as joining does. The numbers of the pages are given too.
    pub fn with_texts(
        &self,
        pages: &[(Arc<Page>, Arc<Page>)],
        problems: &mut Vec<Diagnostic>,
    ) -> Option<(Linked, Vec<EntryId>)> {
        let (mut linked, mut ids) = (self.clone(), Vec::new());
        for (old, new) in pages {
            if !is_same_to_others(old, new) {
                return None;
            }
            let id = self.entries.iter().position(|entry| entry.source == new.front.path)?;
            let entry = &self.entries[id];
            let targets = entry.body.as_ref()?.targets.clone();
            let body = Some(LinkedText { document: Arc::clone(&new.body), targets });
            linked.entries[id] = Arc::new(Entry { body, ..Entry::clone(entry) });
            exchange::check_page(&linked, id, problems);
            ids.push(id);
        }
        Some((linked, ids))
    }
}

/// Whether a page that has changed is to all other pages what it was: only words of its
/// text are others.
fn is_same_to_others(old: &Page, new: &Page) -> bool {
    let front = |page: &Page| page.front.text[..page.body.source.start()].to_owned();
    let headings = |page: &Page| page.body.headings.iter().map(|heading| heading.id.clone()).collect::<Vec<_>>();
    let links = |page: &Page| page.body.links.iter().map(|link| (link.target.clone(), link.form)).collect::<Vec<_>>();
    let is_whole = |page: &Page| !page.front.broken && !page.body.torn;
    is_whole(old)
        && is_whole(new)
        // A mark makes a draft of a page.
        && !new.is_marked
        && front(old) == front(new)
        && headings(old) == headings(new)
        && links(old) == links(new)
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
        let Seed { kind, key, title, label, summary, route, template, source, draft, translated, .. } = seed;
        let Reading { fields, faulty, references, unsure, .. } = reading;
        let draft = draft.is_some();
        let entry = Entry {
            kind,
            key,
            title,
            label,
            summary,
            route,
            template,
            source,
            fields,
            draft,
            translated,
            body,
            faulty,
            unsure,
        };
        (entry, references)
    })
    .unzip()
}

impl Linked {
    /// The files of the drafts.
    pub fn drafts(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().filter(|entry| entry.draft).map(|entry| entry.source.as_str())
    }

    /// The addresses below the site's own that stay once they were published: of pages, of JSON,
    /// and of places by the headings of a page.
    pub fn addresses(&self) -> Vec<String> {
        let files = self.files.iter().filter(|file| file.stays()).map(|file| file.route().to_owned());
        // Places of a page that is not translated yet are others once it is.
        let own = self.entries.iter().filter(|entry| self.is_in_own_language(entry));
        let with_page = own.filter_map(|entry| Some((entry.route.as_ref()?, entry.body.as_ref()?)));
        let places = with_page.flat_map(|(route, body)| {
            body.document.headings.iter().map(move |heading| format!("{route}#{}", heading.id))
        });
        files.chain(places).collect()
    }

    /// The day on which the file of an entry was last changed.
    pub fn last_changed(&self, entry: &Entry) -> Option<&str> {
        self.days.get(&entry.source).map(String::as_str)
    }

    /// Whether a link leads to a draft that is left out.
    pub fn is_left_out(&self, target: &Target) -> bool {
        let is_out = |entry: &Entry| entry.draft && entry.route.is_none();
        matches!(target, Target::Entry(id, _) if is_out(&self.entries[*id]))
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
