//! Facts as JSON, for programs: those of one entry, those of all entries of a kind, and what
//! stands where facts were before. Each file names its schema.

use crate::html::text_of;
use crate::link::{
    Entry, EntryId, Linked, OLD_FACTS_SCHEMA, Part, Value, facts_schema_path, is_json, list_schema_path,
};
use crate::model::{FORMAT_VERSION, Field, Shape};
use serde_json::{Map, Value as Json, json};

/// The name under which JSON says its schema.
const SCHEMA: &str = "$schema";

/// The facts of an entry as a file of their own.
pub fn alone(linked: &Linked, id: EntryId) -> Json {
    let entry = &linked.entries[id];
    let mut facts = facts(linked, entry);
    facts.insert(SCHEMA.to_owned(), absolute(linked, &facts_schema_path(&linked.site.kinds[entry.kind])));
    Json::Object(facts)
}

/// The facts of all entries of a kind; nothing where it publishes no list.
pub fn list(linked: &Linked, kind: usize) -> Option<Json> {
    let declared = &linked.site.kinds[kind];
    let (_, name) = declared.json.as_ref()?.list.as_ref()?;
    let entries = || linked.kinds[kind].iter().map(|id| &linked.entries[*id]);
    let all: Vec<Json> = entries().map(|entry| Json::Object(facts(linked, entry))).collect();
    Some(json!({
        SCHEMA: absolute(linked, &list_schema_path(declared)),
        "format_version": FORMAT_VERSION,
        "count": all.len(),
        "last_changed": entries().filter_map(|entry| linked.last_changed(entry)).max(),
        name.as_str(): all,
    }))
}

/// What stands beside an address that leads to a page: by a second key the facts, where the page
/// was before where they are now.
pub fn at_alias(linked: &Linked, number: usize) -> Json {
    let alias = &linked.aliases[number];
    if alias.second {
        return alone(linked, alias.target);
    }
    let page = linked.entries[alias.target].route.clone().unwrap_or_default();
    let facts = linked.path_of(alias.target, Part::Facts).unwrap_or_else(|| page.clone());
    json!({
        SCHEMA: absolute(linked, OLD_FACTS_SCHEMA),
        "moved_to": absolute(linked, &facts),
        "url": absolute(linked, &page),
    })
}

/// What stands where the facts of a page were that is gone, or JSON that is.
pub fn gone(linked: &Linked, number: usize) -> Json {
    let gone = &linked.site.gone[number];
    let page = if is_json(&gone.address) { "" } else { &gone.address };
    json!({
        SCHEMA: absolute(linked, OLD_FACTS_SCHEMA),
        "gone": gone.reason,
        "url": absolute(linked, page),
    })
}

fn absolute(linked: &Linked, path: &str) -> Json {
    json!(format!("{}{path}", linked.site.base_url))
}

/// Every field under its own name, and the page's address. Fields that are not
/// given are null, lists that are not given are empty.
pub fn facts(linked: &Linked, entry: &Entry) -> Map<String, Json> {
    let kind = &linked.site.kinds[entry.kind];
    let mut facts = record(linked, &kind.fields, &entry.fields);
    let url = entry.route.as_ref().map_or(Json::Null, |route| absolute(linked, route));
    facts.insert("url".to_owned(), url);
    facts
}

fn record(linked: &Linked, fields: &[Field], values: &[Value]) -> Map<String, Json> {
    fields
        .iter()
        .zip(values)
        .map(|(field, given)| (field.name.to_string(), value(linked, &field.shape, given)))
        .collect()
}

fn value(linked: &Linked, shape: &Shape, given: &Value) -> Json {
    match (shape, given) {
        (Shape::List(of), Value::List(values)) => values.iter().map(|given| value(linked, &of.shape, given)).collect(),
        (Shape::List(_), _) => json!([]),
        (Shape::Record(fields), Value::Record(values)) => Json::Object(record(linked, fields, values)),
        (_, Value::Text(text)) => json!(text),
        (_, Value::Prose(text)) => json!(text_of(linked, text)),
        (_, Value::Plain(plain)) => plain.clone(),
        (_, Value::Reference(id)) => json!(linked.entries[*id].key),
        (_, Value::None | Value::Record(_) | Value::List(_)) => Json::Null,
    }
}
