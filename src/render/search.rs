//! The search index: one record for each page with the words that `site.yaml`
//! marks for search, handed to the theme's client by a script so that it also
//! works from disk.

use super::html::text_of;
use crate::link::{Entry, Linked, Value};
use crate::model::{Field, Search, Shape};
use serde_json::{Map, Value as Json, json};

/// The script that hands the index to the client.
pub fn index(linked: &Linked) -> String {
    let records: Vec<Json> = linked
        .kinds
        .iter()
        .flatten()
        .map(|id| &linked.entries[*id])
        .filter(|entry| entry.route.is_some() && !linked.site.kinds[entry.kind].hidden)
        .filter_map(|entry| record(linked, entry))
        .collect();
    let index = json!({ "records": records }).to_string();
    // A script element ends at `</`; the two line separators end a script line.
    let text = Json::String(index)
        .to_string()
        .replace("</", "<\\/")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029");
    format!("statuaryIndex({text});\n")
}

fn record(linked: &Linked, entry: &Entry) -> Option<Json> {
    let kind = &linked.site.kinds[entry.kind];
    let mut words: Map<String, Json> = Map::new();
    for (field, value) in kind.fields.iter().zip(&entry.fields) {
        collect(linked, field, value, field.search, &mut |search, text| add(&mut words, search, text));
    }
    if words.is_empty() {
        return None;
    }
    Some(json!({
        "k": kind.name,
        "key": entry.key,
        "title": entry.title,
        "label": entry.label,
        "route": entry.route,
        "summary": entry.summary,
        "w": words,
    }))
}

fn add(words: &mut Map<String, Json>, search: Search, text: String) {
    let name = Search::ALL.iter().find(|(other, _)| *other == search).map_or("text", |(_, name)| name);
    if let Some(list) = words.entry(name).or_insert_with(|| json!([])).as_array_mut()
        && !list.iter().any(|known| known == &Json::String(text.clone()))
    {
        list.push(Json::String(text));
    }
}

/// Calls back for each text that search should find. A mark on a list holds for
/// its items.
fn collect(linked: &Linked, field: &Field, value: &Value, mark: Option<Search>, found: &mut dyn FnMut(Search, String)) {
    let mark = field.search.or(mark);
    match (&field.shape, value) {
        (Shape::List(of), Value::List(values)) => {
            values.iter().for_each(|value| collect(linked, of, value, mark, found))
        }
        (Shape::Record(fields), Value::Record(values)) => {
            for (field, value) in fields.iter().zip(values) {
                collect(linked, field, value, field.search, found);
            }
        }
        (_, value) => {
            let Some(mark) = mark else { return };
            match value {
                Value::Text(text) => found(mark, text.clone()),
                Value::Prose(text) => found(mark, text_of(linked, text)),
                Value::Integer(number) => found(mark, number.to_string()),
                Value::Reference(id) => found(mark, linked.entries[*id].title.clone()),
                _ => {}
            }
        }
    }
}
