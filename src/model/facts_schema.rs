//! What is published as JSON, as JSON Schemas: the facts of an entry, the list of all, and what
//! stands where facts were before. Other than in what people write, all fields are there.

use super::{Field, Kind, Shape, Site};
use serde_json::{Map, Value, json};

/// The version of the form of published lists. It grows when a reader of the form before would
/// not understand the new one.
pub const FORMAT_VERSION: u32 = 1;

/// The names that facts have besides the fields.
pub(super) const FACT_KEYS: [&str; 2] = ["$schema", "url"];

/// The names that a list has besides its entries.
pub(super) const LIST_KEYS: [&str; 4] = ["$schema", "format_version", "count", "last_changed"];

/// The JSON Schema (draft 2020-12) of an entry's published facts. `path` is where it is published.
pub fn facts_schema(site: &Site, kind: &Kind, path: &str) -> Value {
    headed(site, path, &format!("the facts of one entry of {}", kind.name), facts(kind))
}

/// The JSON Schema of the list of all facts of a kind, whose array has this name.
pub fn list_schema(site: &Site, kind: &Kind, name: &str, path: &str) -> Value {
    let properties = json!({
        "$schema": schema_of(site, path),
        "format_version": {"const": FORMAT_VERSION, "description": "the version of this form"},
        "count": {"type": "integer", "minimum": 0, "description": "how many entries there are"},
        "last_changed": {
            "type": ["string", "null"],
            "format": "date",
            "description": "the day on which the newest entry was last changed, where that is known",
        },
        name: {"type": "array", "items": facts(kind)},
    });
    let required: Vec<&str> = LIST_KEYS.into_iter().chain([name]).collect();
    headed(site, path, &format!("all entries of {}", kind.name), closed(properties, &required))
}

/// The JSON Schema of what stands at an address whose facts have moved, or are gone.
pub fn old_facts_schema(site: &Site, path: &str) -> Value {
    let uri = |what: &str| json!({"type": "string", "format": "uri", "description": what});
    let properties = json!({
        "$schema": schema_of(site, path),
        "moved_to": uri("where the facts are now"),
        "gone": {"type": "string", "description": "why there are none any more"},
        "url": uri("a page for people"),
    });
    let mut schema = closed(properties, &["$schema", "url"]);
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("oneOf".to_owned(), json!([{"required": ["moved_to"]}, {"required": ["gone"]}]));
    }
    headed(site, path, "facts that have moved, or are gone", schema)
}

/// A schema with what it is, and where it is published.
fn headed(site: &Site, path: &str, title: &str, mut schema: Value) -> Value {
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        schema.insert("$id".to_owned(), json!(format!("{}{path}", site.base_url)));
        schema.insert("title".to_owned(), json!(title));
    }
    schema
}

fn schema_of(site: &Site, path: &str) -> Value {
    json!({"const": format!("{}{path}", site.base_url), "description": "the schema of this file"})
}

/// An object that holds these properties and no others.
fn closed(properties: Value, required: &[&str]) -> Value {
    json!({"type": "object", "additionalProperties": false, "properties": properties, "required": required})
}

/// The facts of an entry. They name their schema where they stand alone.
fn facts(kind: &Kind) -> Value {
    let mut properties = properties(&kind.fields);
    properties.insert("$schema".to_owned(), json!({"type": "string", "format": "uri"}));
    let of_page = json!({"type": "string", "format": "uri", "description": "the address of the page"});
    properties.insert("url".to_owned(), if kind.route.is_some() { of_page } else { json!({"type": "null"}) });
    let names = kind.fields.iter().map(|field| &*field.name).chain(["url"]);
    let required: Vec<&str> = names.collect();
    let mut schema = closed(Value::Object(properties), &required);
    if let (Some(schema), false) = (schema.as_object_mut(), kind.help.is_empty()) {
        schema.insert("description".to_owned(), json!(kind.help));
    }
    schema
}

fn properties(fields: &[Field]) -> Map<String, Value> {
    fields.iter().map(|field| (field.name.to_string(), published(field))).collect()
}

/// A value as it is published. One that need not be given is null where it is not; a list is
/// empty then.
fn published(field: &Field) -> Value {
    let mut schema = match &field.shape {
        Shape::Scalar(scalar) => {
            let mut schema = scalar.schema();
            if schema.get("type").is_some_and(Value::is_array) {
                schema["type"] = json!("string");
            }
            schema
        }
        Shape::List(of) => json!({"type": "array", "items": published(&Field { required: true, ..Field::clone(of) })}),
        Shape::Record(fields) => {
            let required: Vec<&str> = fields.iter().map(|field| &*field.name).collect();
            closed(Value::Object(properties(fields)), &required)
        }
        Shape::Prose => json!({"type": "string"}),
        Shape::Reference(to) => json!({"type": "string", "description": format!("a key of {to}")}),
    };
    let Some(own) = schema.as_object_mut() else { return schema };
    // Limits of prose are about what is written, not about what is read.
    if matches!(field.shape, Shape::Scalar(_) | Shape::List(_)) {
        field.limits.describe(&field.shape, own);
    }
    if !field.required && !matches!(field.shape, Shape::List(_)) {
        allow_null(own);
    }
    if let Some(label) = &field.wording.label {
        own.insert("title".to_owned(), json!(label));
    }
    if !field.help.is_empty() {
        own.insert("description".to_owned(), json!(field.help));
    }
    schema
}

fn allow_null(schema: &mut Map<String, Value>) {
    match schema.get_mut("enum") {
        Some(Value::Array(words)) => words.push(Value::Null),
        _ => {
            let one = schema.get("type").cloned();
            schema.insert("type".to_owned(), json!([one, "null"]));
        }
    }
}
