//! What search should find: each page with its names, phrases and texts, and the words
//! that pages lend it. What of them is indexed, and how it weighs, others decide.

use super::weights;
use crate::hash::Hasher;
use crate::html::text_of;
use crate::link::{Entry, EntryId, Linked, Value};
use crate::model::{Field, Kind, Search, Shape};
use crate::parse::Document;
use serde_json::Value as Json;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Everything that goes into the index.
#[derive(Debug, Default)]
pub struct Material<'a> {
    /// The pages, those of one kind and parent beside each other.
    pub pages: Vec<Page<'a>>,
    /// Groups of words that mean the same.
    pub synonyms: Vec<Vec<String>>,
    /// Words that say nothing about what is wanted.
    pub fillers: Vec<String>,
    /// Up to how many words a page is filled with words of its texts; nothing when all of
    /// its texts are indexed.
    pub fill: Option<usize>,
}

/// How much a page is what a reader of the site wants, the most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// What the site is about.
    Subject,
    /// It bears the name of its key alone, such as a method.
    Named,
    /// Any other page.
    Page,
    /// The row of a table.
    Row,
}

impl Standing {
    /// By how much it multiplies a score.
    pub fn weight(self) -> u64 {
        match self {
            Standing::Subject => weights::SUBJECT,
            Standing::Named => weights::NAMED,
            Standing::Page => weights::PAGE,
            Standing::Row => weights::ROW,
        }
    }
}

/// A page as search sees it.
#[derive(Debug)]
pub struct Page<'a> {
    /// Its name in lists.
    pub label: &'a str,
    /// Its key; empty where its kind has none.
    pub key: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Where it lies.
    pub route: &'a str,
    /// The name of its kind.
    pub kind: &'a str,
    /// How that is called for readers, where its declaration says so.
    pub heading: Option<&'a str>,
    /// The name of its colour.
    pub hue: Option<&'a str>,
    /// The number of the page above it in [`Material::pages`].
    pub parent: Option<usize>,
    /// How much it is what readers want.
    pub standing: Standing,
    /// How many others name it.
    pub uses: usize,
    /// Patterns of the keys that belong to it.
    pub patterns: Vec<&'a str>,
    /// The texts that are marked for search.
    pub texts: BTreeMap<Search, Vec<Cow<'a, str>>>,
    /// Its headings, where they are indexed.
    pub headings: Vec<&'a str>,
    /// Its text, where that is indexed.
    pub body: Option<&'a Document>,
}

impl<'a> Page<'a> {
    fn hash(&self, hasher: &mut Hasher) {
        let Page {
            label,
            key,
            title,
            route,
            kind,
            heading,
            hue,
            parent,
            standing,
            uses,
            patterns,
            texts,
            headings,
            body,
        } = self;
        hasher.add(format!("{parent:?} {hue:?} {standing:?} {uses} {}", body.is_some()).as_bytes());
        hasher.add_all([label, key, title, route, kind, &heading.unwrap_or_default()]);
        hasher.add_all(patterns);
        for (mark, texts) in texts {
            hasher.add(format!("{mark:?}").as_bytes());
            hasher.add_all(texts);
        }
        hasher.add_all(headings);
        if let Some(body) = body {
            match body.source.digest() {
                Some(digest) => hasher.add(&digest.0),
                None => hasher.add(body.source.as_str().as_bytes()),
            }
        }
    }

    /// The texts of one mark.
    pub fn texts(&self, mark: Search) -> &[Cow<'a, str>] {
        self.texts.get(&mark).map_or(&[], Vec::as_slice)
    }
}

impl Material<'_> {
    /// Adds all of it to what is hashed.
    pub fn hash(&self, hasher: &mut Hasher) {
        let Material { pages, synonyms, fillers, fill } = self;
        hasher.add(format!("{} {} {fill:?}", pages.len(), synonyms.len()).as_bytes());
        pages.iter().for_each(|page| page.hash(hasher));
        synonyms.iter().for_each(|words| hasher.add_all(words));
        hasher.add_all(fillers);
    }

    /// How many bytes all texts have.
    pub fn size(&self) -> usize {
        let of_page = |page: &Page| {
            let texts = page.texts.values().flatten().map(|text| text.len());
            let headings = page.headings.iter().map(|heading| heading.len());
            let body = page.body.map_or(0, |body| body.source.as_str().len());
            page.label.len() + page.route.len() + texts.chain(headings).sum::<usize>() + body
        };
        self.pages.iter().map(of_page).sum()
    }
}

type Texts<'a> = BTreeMap<Search, Vec<Cow<'a, str>>>;

/// Takes from all entries what search should know.
pub fn collect(linked: &Linked) -> Material<'_> {
    let mut material = Material { fill: linked.site.search.fill, ..Material::default() };
    let subject = linked.site.subject();
    let mut numbers: BTreeMap<EntryId, usize> = BTreeMap::new();
    for id in linked.kinds.iter().flatten().copied() {
        let entry = &linked.entries[id];
        let kind = &linked.site.kinds[entry.kind];
        let mut texts = Texts::new();
        for (field, value) in kind.fields.iter().zip(&entry.fields) {
            // What is marked as a key and is not the key is another one, by which a page goes too.
            let is_key = kind.key.as_deref() == Some(&*field.name);
            walk(linked, field, value, field.search, &mut |mark, text| {
                let mark = if mark == Search::Key && !is_key { Search::Name } else { mark };
                texts.entry(mark).or_default().push(text);
            });
        }
        let marked = marked(kind);
        let about = Some(entry.kind) == subject;
        if !marked && (about || !(kind.is_table() || entry.route.as_deref() == Some(""))) {
            // A site that marks nothing is found by key, title, summary, headings and text.
            texts.entry(Search::Keyword).or_default().extend(entry.summary.iter().map(|text| text.as_str().into()));
        }
        let Some(route) = &entry.route else {
            lend(texts, &mut material);
            continue;
        };
        if texts.is_empty() || kind.hidden {
            continue;
        }
        let body = entry.body.as_ref().filter(|_| linked.site.search.body.unwrap_or(!marked));
        let standing = standing(kind, entry, about);
        let relations = &linked.relations[id];
        numbers.insert(id, material.pages.len());
        material.pages.push(Page {
            label: &entry.label,
            key: if kind.key.is_some() { &entry.key } else { "" },
            title: &entry.title,
            route,
            kind: &kind.name,
            heading: kind.heading.as_deref(),
            hue: linked.hue(id),
            parent: None,
            standing,
            uses: relations.referrers.len() + relations.backlinks.len(),
            patterns: patterns(&kind.fields, entry),
            texts,
            headings: body.iter().flat_map(|body| &body.document.headings).map(|one| one.title.as_str()).collect(),
            body: body.map(|body| &*body.document),
        });
    }
    for (id, number) in &numbers {
        material.pages[*number].parent = linked.relations[*id].parent().and_then(|above| numbers.get(&above).copied());
    }
    material
}

fn standing(kind: &Kind, entry: &Entry, subject: bool) -> Standing {
    match (subject, kind.is_table()) {
        (true, _) => Standing::Subject,
        (_, true) => Standing::Row,
        _ if entry.label == entry.key => Standing::Named,
        _ => Standing::Page,
    }
}

/// Whether a kind says of a field how search weighs it. Key and title are weighed so
/// without a word.
fn marked(kind: &Kind) -> bool {
    fn any(field: &Field) -> bool {
        let own = field.search.is_some_and(|mark| !matches!(mark, Search::Key | Search::Title));
        own || match &field.shape {
            Shape::List(of) => any(of),
            Shape::Record(fields) => fields.iter().any(any),
            _ => false,
        }
    }
    kind.fields.iter().any(any)
}

/// A row without a page lends its words: those marked as keywords mean the same,
/// those marked as text say nothing.
fn lend(mut texts: Texts, material: &mut Material) {
    if let Some(words) = texts.remove(&Search::Keyword) {
        material.synonyms.push(words.into_iter().map(Cow::into_owned).collect());
    }
    material.fillers.extend(texts.remove(&Search::Text).into_iter().flatten().map(Cow::into_owned));
}

fn patterns<'a>(fields: &[Field], entry: &'a Entry) -> Vec<&'a str> {
    let mut found = Vec::new();
    for (field, value) in fields.iter().zip(&entry.fields) {
        if let (Shape::List(of), Value::List(values)) = (&field.shape, value)
            && of.shape.is_pattern()
        {
            found.extend(values.iter().filter_map(|value| match value {
                Value::Text(text) => Some(text.as_str()),
                _ => None,
            }));
        }
    }
    found
}

/// Calls back for each text that search should find. A mark on a list holds for its
/// items. A flag that is set is found by its name.
fn walk<'a>(
    linked: &'a Linked,
    field: &'a Field,
    value: &'a Value,
    mark: Option<Search>,
    found: &mut dyn FnMut(Search, Cow<'a, str>),
) {
    let mark = field.search.or(mark);
    match (&field.shape, value) {
        (Shape::List(of), Value::List(values)) => {
            values.iter().for_each(|value| walk(linked, of, value, mark, found));
        }
        (Shape::Record(fields), Value::Record(values)) => {
            for (field, value) in fields.iter().zip(values) {
                walk(linked, field, value, field.search, found);
            }
        }
        (_, value) => {
            let Some(mark) = mark else { return };
            match value {
                Value::Text(text) => found(mark, text.into()),
                Value::Prose(text) => found(mark, text_of(linked, text).into()),
                Value::Plain(Json::Number(number)) => found(mark, number.to_string().into()),
                Value::Plain(Json::Bool(true)) => found(mark, (&*field.name).into()),
                Value::Reference(id) => found(mark, linked.entries[*id].title.as_str().into()),
                _ => {}
            }
        }
    }
}
