//! What search should find: each page with its names and phrases, and the words
//! that pages lend it.

use crate::html::text_of;
use crate::link::{Entry, EntryId, Linked, Value};
use crate::model::{Field, Search, Shape};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Everything that goes into the index.
#[derive(Debug, Default)]
pub struct Material {
    /// The pages, those of one kind and parent beside each other.
    pub pages: Vec<Page>,
    /// Groups of words that mean the same.
    pub synonyms: Vec<Vec<String>>,
    /// Words that say nothing about what is wanted.
    pub fillers: Vec<String>,
}

/// A page as search sees it.
#[derive(Debug, Default)]
pub struct Page {
    /// Its name in lists.
    pub label: String,
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Where it lies.
    pub route: String,
    /// The name of its kind.
    pub kind: String,
    /// The number of the page above it in [`Material::pages`].
    pub parent: Option<usize>,
    /// 5 for what the site is about, 4 for pages that bear their key's name alone,
    /// 2 for other pages, 1 for rows of tables.
    pub rank: u8,
    /// How many others name it.
    pub uses: usize,
    /// Patterns of the keys that belong to it.
    pub patterns: Vec<String>,
    /// The texts that are marked for search.
    pub texts: BTreeMap<Search, Vec<String>>,
}

impl Page {
    /// The texts of one mark.
    pub fn texts(&self, mark: Search) -> &[String] {
        self.texts.get(&mark).map_or(&[], Vec::as_slice)
    }
}

/// Takes from all entries what search should know.
pub fn collect(linked: &Linked) -> Material {
    let mut material = Material::default();
    let kinds = &linked.site.kinds;
    // What the site is about is the first kind of which there are many pages.
    let first = kinds.iter().position(|kind| kind.key.is_some() && !kind.is_table());
    let mut ids: Vec<EntryId> = Vec::new();
    for entry_id in linked.kinds.iter().flatten().copied() {
        let entry = &linked.entries[entry_id];
        let relations = &linked.relations[entry_id];
        let kind = &kinds[entry.kind];
        let mut texts: BTreeMap<Search, Vec<String>> = BTreeMap::new();
        for (field, value) in kind.fields.iter().zip(&entry.fields) {
            walk(linked, field, value, field.search, &mut |mark, text| texts.entry(mark).or_default().push(text));
        }
        if texts.is_empty() && kind.key.is_some() && !kind.is_table() {
            // A site that marks nothing is found by key, title and summary.
            texts.insert(Search::Keyword, entry.summary.iter().cloned().collect());
        }
        let Some(route) = &entry.route else {
            lend(&texts, &mut material);
            continue;
        };
        if texts.is_empty() || kind.hidden {
            continue;
        }
        let rank = match (Some(entry.kind) == first, kind.is_table()) {
            (true, _) => 5,
            (_, true) => 1,
            _ => 2 + 2 * u8::from(entry.label == entry.key),
        };
        material.pages.push(Page {
            label: entry.label.clone(),
            key: entry.key.clone(),
            title: entry.title.clone(),
            route: route.clone(),
            kind: kind.name.clone(),
            parent: None,
            rank,
            uses: relations.referrers.len() + relations.backlinks.len(),
            patterns: patterns(&kind.fields, entry),
            texts,
        });
        ids.push(entry_id);
    }
    for (page, id) in material.pages.iter_mut().zip(&ids) {
        let above = linked.relations[*id].parent();
        page.parent = above.and_then(|above| ids.iter().position(|id| *id == above));
    }
    material
}

/// A row without a page lends its words: those marked as keywords mean the same,
/// those marked as text say nothing.
fn lend(texts: &BTreeMap<Search, Vec<String>>, material: &mut Material) {
    if let Some(words) = texts.get(&Search::Keyword) {
        material.synonyms.push(words.clone());
    }
    material.fillers.extend(texts.get(&Search::Text).into_iter().flatten().cloned());
}

fn patterns(fields: &[Field], entry: &Entry) -> Vec<String> {
    let mut found = Vec::new();
    for (field, value) in fields.iter().zip(&entry.fields) {
        if let (Shape::List(of), Value::List(values)) = (&field.shape, value)
            && of.shape.is_pattern()
        {
            found.extend(values.iter().filter_map(|value| match value {
                Value::Text(text) => Some(text.clone()),
                _ => None,
            }));
        }
    }
    found
}

/// Calls back for each text that search should find. A mark on a list holds for
/// its items.
fn walk(linked: &Linked, field: &Field, value: &Value, mark: Option<Search>, found: &mut dyn FnMut(Search, String)) {
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
                Value::Text(text) => found(mark, text.clone()),
                Value::Prose(text) => found(mark, text_of(linked, text)),
                Value::Plain(Json::Number(number)) => found(mark, number.to_string()),
                Value::Reference(id) => found(mark, linked.entries[*id].title.clone()),
                _ => {}
            }
        }
    }
}
