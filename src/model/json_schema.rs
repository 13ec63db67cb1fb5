//! A kind's fields as a JSON Schema, by which editors complete and check front
//! matter.

use super::keys::site_schema;
use super::{ALIASES, DRAFT, Field, Kind, Shape, Site};
use serde_json::{Map, Value, json};

/// The JSON Schema (draft 2020-12) of an entry's fields.
pub fn json_schema(site: &Site, kind: &Kind) -> Value {
    let mut schema = object(&kind.fields);
    if let (false, Some(properties)) = (kind.is_table(), schema["properties"].as_object_mut()) {
        let aliases = json!({"type": "array", "items": {"type": "string"}, "description": "old addresses of the page"});
        properties.insert(ALIASES.to_owned(), aliases);
        let draft = json!({"type": "boolean", "description": "whether the page is checked but not published"});
        properties.entry(DRAFT.to_owned()).or_insert(draft);
    }
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("$id".to_owned(), json!(format!("{}schema/{}.json", site.base_url, kind.name)));
    schema.insert("title".to_owned(), json!(kind.name));
    schema.insert("description".to_owned(), json!(kind.help));
    Value::Object(schema)
}

/// The JSON Schema of a file: of `site.yaml`, of the rows of a table, or of the fields of the
/// pages of a kind. Nothing where the site declares no such thing.
pub fn schema(site: &Site, name: &str) -> Option<Value> {
    if name == SITE {
        return Some(site_schema());
    }
    let kind = &site.kinds[site.kind(name)?];
    let mut of_entry = json_schema(site, kind);
    if !kind.is_table() {
        return Some(of_entry);
    }
    // Where the file lies is not where the schema of a row is published.
    let entry = of_entry.as_object_mut()?;
    entry.remove("$id");
    let mut take = |key: &str| entry.remove(key);
    let (draft, title, description) = (take("$schema"), take("title"), take("description"));
    Some(json!({"$schema": draft, "title": title, "description": description, "type": "array", "items": of_entry}))
}

/// The name of the schema of `site.yaml`.
const SITE: &str = "site";

fn object(fields: &[Field]) -> Map<String, Value> {
    let properties: Map<String, Value> =
        fields.iter().map(|field| (field.name.to_string(), described(field))).collect();
    let required: Vec<&str> = fields.iter().filter(|field| field.required).map(|field| &*field.name).collect();
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("additionalProperties".to_owned(), json!(false));
    schema.insert("properties".to_owned(), Value::Object(properties));
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    schema
}

fn described(field: &Field) -> Value {
    let mut schema = match &field.shape {
        Shape::Scalar(scalar) => scalar.schema(),
        Shape::List(of) => json!({"type": "array", "items": described(of)}),
        Shape::Record(fields) => Value::Object(object(fields)),
        Shape::Prose => json!({"type": ["string", "number"]}),
        Shape::Reference(_) => json!({"type": ["string", "integer"]}),
    };
    if let Some(schema) = schema.as_object_mut() {
        field.limits.describe(&field.shape, schema);
        if let Some(label) = &field.wording.label {
            schema.insert("title".to_owned(), json!(label));
        }
        if !field.help.is_empty() {
            schema.insert("description".to_owned(), json!(field.help));
        }
    }
    schema
}
