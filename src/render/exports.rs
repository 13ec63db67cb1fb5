//! Files for the program: the facts that `exports` chooses, and whether what lies in the project
//! says the same.

use super::facts::facts;
use crate::diag::Diagnostic;
use crate::hash::hex;
use crate::link::{Entry, Linked};
use crate::model::Export;
use crate::options::Options;
use crate::parse::{Node, Yaml};
use crate::source::{Sources, Span};
use crate::text::quoted;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// The files by their paths. A file that is there and neither was written by a build nor has the
/// form of one that was is reported and left out; where all have to be up to date, one that is
/// not is reported too.
pub fn exports(
    linked: &Linked,
    sources: &Sources,
    options: &Options,
    problems: &mut Vec<Diagnostic>,
) -> BTreeMap<String, String> {
    let mut made = BTreeMap::new();
    let is_own = |there: &str| options.written.contains(&hex(there.as_bytes()));
    for export in &linked.site.exports {
        let text = text(export, &rows(linked, export, problems));
        let there = sources.get(&export.path).map(|_| sources.text(&export.path));
        match there {
            Some(there) if there != text && !is_own(there) && !is_export(linked, export, sources) => {
                let message = format!("{} is there, and was not made from the facts", export.path);
                let help = "move it away and build again, or name another file";
                problems.push(Diagnostic::error("bad-export", export.span.clone(), message).help(help));
                continue;
            }
            Some(there) if there != text && options.exported => problems.push(outdated(export, there, &text)),
            None if options.exported => {
                let message = format!("there is no file {}", export.path);
                let help = "run `statuary build`, which writes it, and commit it";
                problems.push(Diagnostic::error("old-export", export.span.clone(), message).help(help));
            }
            _ => {}
        }
        made.insert(export.path.clone(), text);
    }
    made
}

/// That a file is old, at the first line that is another.
fn outdated(export: &Export, there: &str, text: &str) -> Diagnostic {
    let same = there.split_inclusive('\n').zip(text.split_inclusive('\n')).take_while(|(old, new)| old == new);
    let start = same.map(|(line, _)| line.len()).sum::<usize>().min(there.trim_end().len());
    let line = there[start..].lines().next().unwrap_or_default();
    let blank = line.len() - line.trim_start().len();
    let place = start + blank..start + line.trim_end().len().max(blank);
    let message = format!("{} is not what the facts say now", export.path);
    let help = "run `statuary build`, which writes it anew, and commit it with the change";
    Diagnostic::error("old-export", Span::new(&*export.path, place), message).help(help)
}

/// Whether a file has the form that a build gives it: records by key, with nothing but names of
/// facts in them.
fn is_export(linked: &Linked, export: &Export, sources: &Sources) -> bool {
    let text = sources.get(&export.path).and_then(|source| source.shared_text());
    let Some(text) = text else { return false };
    let file = Yaml::read(&export.path, text, 0..text.len(), &mut Vec::new());
    let kind = &linked.site.kinds[export.kind];
    let is_fact = |name: &str| kind.field(name).is_some() || export.fields.iter().any(|field| field == name);
    let is_record = |node: &Node| match node {
        Node::Map(fields) => fields.iter().all(|(name, _)| is_fact(name)),
        _ => false,
    };
    match &file.node {
        Node::Map(rows) => !file.broken && rows.iter().all(|(_, row)| is_record(row)),
        _ => false,
    }
}

/// The chosen facts by key. Entries that do not give the field are left out; two with one value
/// are reported.
fn rows(linked: &Linked, export: &Export, problems: &mut Vec<Diagnostic>) -> BTreeMap<String, Map<String, Json>> {
    let mut rows: BTreeMap<String, Map<String, Json>> = BTreeMap::new();
    let name = &linked.site.kinds[export.kind].fields[export.key].name;
    for entry in linked.kinds[export.kind].iter().map(|id| &linked.entries[*id]) {
        let all = facts(linked, entry);
        let key = match &all[&**name] {
            Json::Null => continue,
            Json::String(text) => text.clone(),
            other => other.to_string(),
        };
        let chosen = export.fields.iter().map(|field| (field.clone(), all[field].clone())).collect();
        if rows.insert(key.clone(), chosen).is_some() && !entry.faulty {
            problems.push(repeated(export, &key, entry));
        }
    }
    rows
}

fn repeated(export: &Export, key: &str, entry: &Entry) -> Diagnostic {
    let message = format!("two entries would stand as \"{key}\" in {}, {} being one of them", export.path, entry.label);
    let help = "take a field as its `key` that each entry has for itself; `unique: true` holds it";
    Diagnostic::error("repeated-key", export.span.clone(), message).help(help)
}

/// The text of a file, by its ending.
fn text(export: &Export, rows: &BTreeMap<String, Map<String, Json>>) -> String {
    if export.path.ends_with(".json") {
        return format!("{:#}\n", json!(rows));
    }
    if rows.is_empty() {
        return "{}\n".to_owned();
    }
    // Values are JSON, which YAML reads as the same.
    let rows = rows.iter().map(|(key, row)| {
        let fields: String = row.iter().map(|(name, value)| format!("  {name}: {value}\n")).collect();
        format!("{}:{}{fields}", quoted(key), if row.is_empty() { " {}\n" } else { "\n" })
    });
    rows.collect()
}
