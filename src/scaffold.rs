//! A new page with every required field: what can be known is filled in, the
//! rest is marked as unwritten, so that the page passes the check at once.

use crate::diag::{Diagnostic, nearest};
use crate::link::{UNWRITTEN, file_name_key};
use crate::model::{Field, Origin, Shape, Site, read_site};
use crate::parse::{Node, Rules, parse};
use crate::source::Sources;
use crate::text::glob_matches;
use std::collections::BTreeMap;

/// A page that can be written to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The file's path below the root.
    pub path: String,
    /// Its text.
    pub text: String,
    /// The required fields that are still to be written, with their help texts.
    pub open: Vec<(String, String)>,
}

/// Makes a page of a kind for a key. `given` are values for text fields by name.
/// The error is a sentence for the person who asked.
pub fn scaffold(
    sources: &Sources,
    kind: Option<&str>,
    key: &str,
    given: &BTreeMap<String, String>,
) -> Result<Draft, String> {
    let mut problems: Vec<Diagnostic> = Vec::new();
    let site = read_site(sources, &mut problems);
    if let Some(problem) = problems.first() {
        return Err(format!("content/site.yaml cannot be used: {}; `statuary check` tells more", problem.message));
    }
    let keyed: Vec<&str> = site
        .kinds
        .iter()
        .filter(|kind| kind.key.is_some() && !kind.is_table())
        .map(|kind| kind.name.as_str())
        .collect();
    let name = kind.or(keyed.first().copied()).ok_or("content/site.yaml declares no kind of page with a key")?;
    let Some(number) = site.kinds.iter().position(|kind| kind.name == name && keyed.contains(&name)) else {
        let near =
            nearest(name, keyed.iter().copied()).map(|near| format!("; did you mean \"{near}\"?")).unwrap_or_default();
        return Err(format!("there is no kind of page \"{name}\": kinds are {}{near}", keyed.join(", ")));
    };
    let kind = &site.kinds[number];
    let Origin::Pages(pattern) = &kind.origin else { return Err(format!("\"{name}\" is a table, not a kind of page")) };
    if let Some(unknown) = given.keys().find(|field| kind.field(field).is_none()) {
        return Err(format!("\"{name}\" has no field \"{unknown}\""));
    }
    let known = Known { keys: keys(sources, &site), key, own: kind.key.as_deref().unwrap_or_default(), given };
    let mut draft = Draft { path: String::new(), text: String::from("---\n"), open: Vec::new() };
    let mut values = BTreeMap::new();
    for field in kind.fields.iter().filter(|field| field.required || given.contains_key(&field.name)) {
        let value = known.value(field, &mut draft.open);
        draft.text.push_str(&format!("# {}\n{}: {value}\n", field.help, field.name));
        values.insert(field.name.clone(), value.trim_matches('"').to_owned());
    }
    let others: Vec<&str> =
        kind.fields.iter().filter(|field| !field.required).map(|field| field.name.as_str()).collect();
    if !others.is_empty() {
        draft.text.push_str(&format!("# Fields that may be added: {}\n", others.join(", ")));
    }
    draft.text.push_str("---\n\n## What it means\n\n");
    draft.text.push_str(UNWRITTEN);
    draft.text.push('\n');
    draft.path =
        format!("content/{}", pattern.fill(|field| values.get(field).cloned().unwrap_or_else(|| key.to_owned())));
    if sources.get(&draft.path).is_some() {
        return Err(format!("{} is there already", draft.path));
    }
    Ok(draft)
}

/// What is known when a page is made.
struct Known<'a> {
    keys: BTreeMap<String, Vec<(String, Vec<String>)>>,
    key: &'a str,
    own: &'a str,
    given: &'a BTreeMap<String, String>,
}

impl Known<'_> {
    /// A value in YAML for a required field.
    fn value(&self, field: &Field, open: &mut Vec<(String, String)>) -> String {
        if let Some(given) = self.given.get(&field.name) {
            return quoted(given);
        }
        if field.name == self.own {
            return plain_or_quoted(self.key);
        }
        match &field.shape {
            Shape::Text | Shape::Prose | Shape::Pattern => {
                open.push((field.name.clone(), field.help.clone()));
                quoted(UNWRITTEN)
            }
            Shape::Integer => "0".to_owned(),
            Shape::Flag => "false".to_owned(),
            Shape::Date => "2000-01-01".to_owned(),
            Shape::Address => "https://example.com/".to_owned(),
            Shape::Choice(choices) => format!("{} # or {}", quoted(&choices[0]), choices[1..].join(", ")),
            Shape::Reference(to) => plain_or_quoted(&self.reference(field, to)),
            Shape::List(of) => format!("[{}]", self.value(of, open)),
            Shape::Record(fields) => {
                let inner = fields.iter().filter(|field| field.required);
                let inner: Vec<String> =
                    inner.map(|field| format!("{}: {}", field.name, self.value(field, open))).collect();
                format!("{{{}}}", inner.join(", "))
            }
        }
    }

    /// The entry that covers the key, or else the first.
    fn reference(&self, field: &Field, to: &str) -> String {
        let entries = self.keys.get(to).map(Vec::as_slice).unwrap_or_default();
        let covering = entries
            .iter()
            .find(|(_, globs)| field.covers.is_some() && globs.iter().any(|glob| glob_matches(glob, self.key)));
        covering.or(entries.first()).map(|(key, _)| key.clone()).unwrap_or_default()
    }
}

/// For each kind and table its keys, and the patterns each covers.
fn keys(sources: &Sources, site: &Site) -> BTreeMap<String, Vec<(String, Vec<String>)>> {
    let pages = parse(sources, &Rules::default(), &mut Vec::new());
    let mut keys: BTreeMap<String, Vec<(String, Vec<String>)>> = BTreeMap::new();
    for page in &pages.pages {
        if let Some((kind, key)) = file_name_key(site, &page.path) {
            keys.entry(kind).or_default().push((key, globs(&page.front.node)));
        }
    }
    for table in &pages.tables {
        if let Node::List(rows) = &table.yaml.node {
            let ids = rows.iter().filter_map(|row| match row.get("id") {
                Some(Node::Text(id)) => Some((id.clone(), globs(row))),
                Some(Node::Integer(id)) => Some((id.to_string(), globs(row))),
                _ => None,
            });
            keys.entry(table.name.clone()).or_default().extend(ids);
        }
    }
    keys
}

/// All texts in lists of a mapping: the patterns that a reference may cover are
/// among them.
fn globs(node: &Node) -> Vec<String> {
    let Node::Map(entries) = node else { return Vec::new() };
    let lists = entries.iter().filter_map(|(_, value)| match value {
        Node::List(items) => Some(items),
        _ => None,
    });
    let texts = lists.flatten().filter_map(|item| match item {
        Node::Text(text) => Some(text.clone()),
        _ => None,
    });
    texts.filter(|text| text.contains(['?', '*'])).collect()
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A key without quotes where YAML reads it as the same text.
fn plain_or_quoted(text: &str) -> String {
    let plain = text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let word = matches!(text, "true" | "false" | "null" | "yes" | "no") || text.starts_with('0');
    if plain && !word { text.to_owned() } else { quoted(text) }
}
