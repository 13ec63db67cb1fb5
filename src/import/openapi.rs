//! Rows out of an OpenAPI document of version 3: the codes that its examples of answers and
//! its enumerations name; where it names none, the answers themselves.

use super::row::Row;
use super::rows::{column, written};
use crate::parse::Node;
use std::collections::BTreeMap;

/// The fields in which an answer says its code, the surest first.
const CODES: [&str; 5] = ["code", "error_code", "errorCode", "error", "type"];

/// How far references may lead on, and objects stand in each other.
const DEPTH: usize = 16;

/// What is found of each code.
type Found = BTreeMap<String, BTreeMap<String, String>>;

/// The rows of a document.
pub fn rows(path: &str, document: &Node) -> Result<Vec<Row>, String> {
    let version = document.get("openapi").and_then(written).unwrap_or_default();
    if !version.starts_with("3.") {
        return Err(format!("{path} is OpenAPI {version}\nhelp: versions 3.0 and 3.1 can be read; convert it first"));
    }
    let mut found = Found::new();
    let answers = answers(document);
    for answer in &answers {
        for example in examples(document, answer.response) {
            let values = facts_of(example, answer);
            if let Some(code) = code_of(example) {
                let known = found.entry(code).or_default();
                for (name, value) in values {
                    known.entry(name).or_insert(value);
                }
            }
        }
    }
    enumerated(document.get("components").and_then(|parts| parts.get("schemas")), &mut found, 0);
    if found.is_empty() {
        for answer in answers {
            let known = found.entry(answer.name.clone()).or_default();
            known.extend(facts_of(&Node::Null, &answer));
        }
    }
    let row = |(code, mut values): (String, BTreeMap<String, String>)| {
        values.insert("key".to_owned(), code.clone());
        Row { from: format!("{path}, {code}"), values, body: None }
    };
    let rows: Vec<Row> = found.into_iter().map(row).collect();
    if rows.is_empty() { Err(format!("{path} names no answers with a status of 400 or more")) } else { Ok(rows) }
}

/// An answer that tells of an error.
struct Answer<'a> {
    name: String,
    /// Nothing where it stands for several.
    status: Option<String>,
    response: &'a Node,
}

/// The answers of all operations that tell of an error, and those that are kept for use.
fn answers(document: &Node) -> Vec<Answer<'_>> {
    let mut answers: Vec<Answer> = Vec::new();
    for (_, path) in entries(document.get("paths")) {
        for (_, operation) in entries(Some(path)) {
            for (status, response) in entries(operation.get("responses")) {
                let is_error = status.starts_with(['4', '5']) || status == "default";
                if is_error && let Some(whole) = resolved(document, response) {
                    let status = Some(status.to_owned()).filter(|status| status.parse::<u16>().is_ok());
                    let name = reference(response).and_then(|to| to.rsplit('/').next()).map(str::to_owned);
                    let name = name.or_else(|| status.clone()).unwrap_or_else(|| "default".to_owned());
                    if !answers.iter().any(|known| {
                        known.name == name && known.status == status && std::ptr::eq(known.response, whole)
                    }) {
                        answers.push(Answer { name, status, response: whole });
                    }
                }
            }
        }
    }
    for (name, response) in entries(document.get("components").and_then(|parts| parts.get("responses"))) {
        if !answers.iter().any(|answer| std::ptr::eq(answer.response, response))
            && let Some(response) = resolved(document, response)
        {
            answers.push(Answer { name: name.to_owned(), status: None, response });
        }
    }
    answers
}

/// The values that examples of an answer show.
fn examples<'a>(document: &'a Node, response: &'a Node) -> Vec<&'a Node> {
    let mut found = Vec::new();
    for (_, media) in entries(response.get("content")) {
        found.extend(media.get("example"));
        for (_, example) in entries(media.get("examples")) {
            found.extend(resolved(document, example).and_then(|example| example.get("value")));
        }
        let schema = media.get("schema").and_then(|schema| resolved(document, schema));
        found.extend(schema.and_then(|schema| schema.get("example")));
        if let Some(Node::List(examples)) = schema.and_then(|schema| schema.get("examples")) {
            found.extend(examples);
        }
    }
    found
}

/// The code that an answer says, perhaps inside of its `error`.
fn code_of(example: &Node) -> Option<String> {
    let code = CODES.iter().find_map(|name| match example.get(name)? {
        inner @ Node::Map(_) => code_of(inner),
        Node::List(inner) => inner.first().and_then(code_of),
        // The type of a problem is an address, whose last part is its code.
        value => written(value)
            .map(|code| code.trim_end_matches('/').rsplit(['/', '#']).next().unwrap_or_default().to_owned()),
    });
    code.filter(|code| !code.is_empty() && code != "about:blank").or_else(|| match example.get("errors")? {
        Node::List(inner) => inner.first().and_then(code_of),
        _ => None,
    })
}

/// What an answer says besides its code, under the names that fields have most often.
fn facts_of(example: &Node, answer: &Answer) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    let inner = ["error", "errors"].iter().find_map(|name| match example.get(name)? {
        inner @ Node::Map(_) => Some(inner),
        Node::List(inner) => inner.first(),
        _ => None,
    });
    for (name, value) in entries(inner).chain(entries(Some(example))) {
        if let Some(value) = written(value) {
            values.entry(column(name)).or_insert(value);
        }
    }
    if let Some(status) = &answer.status {
        values.entry("status".to_owned()).or_insert_with(|| status.clone());
    }
    // What the example says of itself is nearer than what is said of all of its status.
    let says_itself = ["description", "detail", "summary"].iter().any(|name| values.contains_key(*name));
    if let Some(description) = answer.response.get("description").and_then(written).filter(|_| !says_itself) {
        values.entry("description".to_owned()).or_insert(description);
    }
    values
}

/// The codes that schemas enumerate for a property that is called as codes are, with what
/// extensions say of each.
fn enumerated(schemas: Option<&Node>, found: &mut Found, depth: usize) {
    if depth > DEPTH {
        return;
    }
    for (name, schema) in entries(schemas) {
        let codes = match schema.get("enum") {
            Some(Node::List(codes)) if CODES.contains(&name) || name.ends_with("ErrorCode") => codes.as_slice(),
            _ => &[],
        };
        let said = |at: usize, code: &str| {
            ["x-enum-descriptions", "x-enumDescriptions", "x-enum-varnames"].iter().find_map(|key| {
                match schema.get(key)? {
                    Node::List(texts) => texts.get(at).and_then(written),
                    map => map.get(code).and_then(written),
                }
            })
        };
        for (at, code) in codes.iter().enumerate() {
            let Some(code) = written(code) else { continue };
            let values = found.entry(code.clone()).or_default();
            if let Some(text) = said(at, &code) {
                values.entry("description".to_owned()).or_insert(text);
            }
        }
        enumerated(schema.get("properties"), found, depth + 1);
    }
}

/// The entries of a mapping; none of anything else.
fn entries(node: Option<&Node>) -> impl Iterator<Item = (&str, &Node)> {
    let entries: &[(String, Node)] = match node {
        Some(Node::Map(entries)) => entries,
        _ => &[],
    };
    entries.iter().map(|(name, value)| (name.as_str(), value))
}

fn reference(node: &Node) -> Option<&str> {
    match node.get("$ref")? {
        Node::Text(to) => Some(to),
        _ => None,
    }
}

/// What a value refers to within the document, or itself.
fn resolved<'a>(document: &'a Node, node: &'a Node) -> Option<&'a Node> {
    let mut node = node;
    for _ in 0..DEPTH {
        let Some(to) = reference(node) else { return Some(node) };
        node = to
            .strip_prefix("#/")?
            .split('/')
            .try_fold(document, |node, part| node.get(&part.replace("~1", "/").replace("~0", "~")))?;
    }
    None
}
