//! Rows into pages: new ones where a key has none, and facts in those that are there.

use super::row::Row;
use super::rows::KEYS;
use crate::model::{Example, Field, Kind, Shape, is_mark};
use crate::order::blocks;
use crate::parse::{Node, Rules, Step, Yaml, parse_page};
use crate::scaffold::Maker;
use crate::source::Sources;
use crate::text::{plain_or_quoted, quoted};
use std::collections::{BTreeMap, BTreeSet};

/// The columns that mean a field of another name most often, in the order of their rank.
const MEANT: [(&str, &[&str]); 2] = [
    ("title", &["title", "name", "message", "reason", "short_description_text"]),
    ("summary", &["summary", "description", "detail", "full_description_text", "short_description_text", "message"]),
];

/// What became of rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// Pages to write, by path: those that are new, and those in which facts have changed.
    pub new: BTreeMap<String, String>,
    /// Pages that change.
    pub changed: BTreeMap<String, String>,
    /// How many pages say what their rows say already.
    pub same: usize,
    /// What found no place.
    pub left: Left,
}

/// What found no place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Left {
    /// Columns that no field takes.
    pub columns: BTreeSet<String>,
    /// Rows, each with the reason.
    pub rows: Vec<String>,
    /// Links that led nowhere, each with its place and what became of it.
    pub links: Vec<String>,
}

/// Makes pages of a kind out of rows. `named` gives columns the field that takes them. A fact
/// of a page that is there becomes what its row says; a text that somebody has written stays.
pub fn import(
    sources: &Sources,
    kind: Option<&str>,
    rows: &[Row],
    named: &BTreeMap<String, String>,
) -> Result<Imported, String> {
    let maker = Maker::new(sources, kind)?;
    let kind = maker.kind();
    if let Some((_, field)) = named.iter().find(|(_, field)| kind.field(field).is_none()) {
        let names: Vec<&str> = kind.fields.iter().map(|field| &*field.name).collect();
        return Err(format!("\"{}\" has no field \"{field}\": fields are {}", kind.name, names.join(", ")));
    }
    let mut imported = Imported::default();
    let mut firsts: BTreeMap<String, &str> = BTreeMap::new();
    for row in rows {
        let given = match given(kind, row, named, &mut imported.left.columns) {
            Ok(given) => given,
            Err(why) => {
                imported.left.rows.push(format!("{}: {why}", row.from));
                continue;
            }
        };
        let own = kind.key.as_deref().unwrap_or_default();
        let key = given.get(own).cloned().unwrap_or_default();
        let page = match maker.page(&key, &given) {
            Ok(page) => page,
            Err(why) => {
                imported.left.rows.push(format!("{}: {why}", row.from));
                continue;
            }
        };
        if let Some(first) = firsts.get(&page.path) {
            imported.left.rows.push(format!("{}: {first} has the key {key} too", row.from));
            continue;
        }
        firsts.insert(page.path.clone(), &row.from);
        let Some(text) = sources.get(&page.path).and_then(|source| source.shared_text()) else {
            imported.new.insert(page.path, with_body(page.text, row.body.as_deref()));
            continue;
        };
        let name = page.path.strip_prefix("content/").unwrap_or(&page.path);
        let known = parse_page(name, text, &Rules::default(), &mut Vec::new());
        match updated(kind, &known.front, &given) {
            Some(text) => drop(imported.changed.insert(page.path, text)),
            None => imported.same += 1,
        }
    }
    Ok(imported)
}

/// What a row gives for the fields of a kind.
fn given(
    kind: &Kind,
    row: &Row,
    named: &BTreeMap<String, String>,
    left: &mut BTreeSet<String>,
) -> Result<BTreeMap<String, String>, String> {
    let own = kind.key.as_deref().unwrap_or_default();
    let mut given: BTreeMap<String, String> = BTreeMap::new();
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    let mut take = |field: &str, column: &'_ str| {
        if let Some((column, value)) = row.values.get_key_value(column)
            && let Some(at) = kind.field(field)
            && !given.contains_key(field)
        {
            given.insert(field.to_owned(), as_given(&kind.fields[at], value));
            return Some(column.as_str());
        }
        None
    };
    for (column, field) in named {
        taken.extend(take(field, column));
    }
    for field in &kind.fields {
        taken.extend(take(&field.name, &field.name));
    }
    for column in KEYS {
        taken.extend(take(own, column));
    }
    for (field, columns) in MEANT {
        for column in columns {
            if !taken.contains(column) {
                taken.extend(take(field, column));
            }
        }
    }
    // A longer name ends or starts with that of its field: `error_severity`, `severity_level`.
    for field in kind.fields.iter().map(|field| &*field.name) {
        let is_longer = |column: &&String| {
            column.strip_suffix(field).is_some_and(|rest| rest.ends_with('_'))
                || column.strip_prefix(field).is_some_and(|rest| rest.starts_with('_'))
        };
        let longer: Vec<&String> =
            row.values.keys().filter(is_longer).filter(|column| !taken.contains(column.as_str())).collect();
        if let [column] = longer.as_slice() {
            taken.extend(take(field, column));
        }
    }
    // A row by its key has that twice.
    let is_key = |column: &str| column == "key" && row.values.get(column) == given.get(own);
    let others = row.values.keys().filter(|column| !taken.contains(column.as_str()) && !is_key(column));
    left.extend(others.cloned());
    match given.get(own) {
        Some(key) if !key.is_empty() => Ok(given),
        _ => Err(format!("it has no key; name its column with --map COLUMN={own}")),
    }
}

/// A value in the form that its field wants.
fn as_given(field: &Field, value: &str) -> String {
    match &field.shape {
        Shape::List(_) if !value.starts_with('[') => {
            let between = if value.contains(';') { ';' } else { ',' };
            let items = value.split(between).map(str::trim).filter(|item| !item.is_empty()).map(plain_or_quoted);
            format!("[{}]", items.collect::<Vec<_>>().join(", "))
        }
        // A choice may be written in another case, or with spaces.
        Shape::Scalar(scalar) => match scalar.example() {
            Example { value: Some(first), others } if !others.is_empty() => {
                let plain = |text: &str| text.to_lowercase().replace([' ', '_'], "-");
                let choices = [first.trim_matches('"').to_owned()].into_iter().chain(others);
                choices.into_iter().find(|choice| plain(choice) == plain(value)).unwrap_or_else(|| value.to_owned())
            }
            _ => value.to_owned(),
        },
        _ => value.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// A new page with the text that its row has, if any: facts are a page too.
fn with_body(page: String, body: Option<&str>) -> String {
    let head = page.split_inclusive("\n---\n").next().unwrap_or_default();
    body.map_or_else(|| head.to_owned(), |body| format!("{head}\n{body}\n"))
}

/// A page with the facts that its row gives; nothing where it says them already. A text is
/// filled in only where it is still to be written.
fn updated(kind: &Kind, front: &Yaml, given: &BTreeMap<String, String>) -> Option<String> {
    let Node::Map(entries) = &front.node else { return None };
    let blocks = blocks(front, entries.len())?;
    let (mut text, mut is_other) = (front.text.to_string(), false);
    let mut added = String::new();
    // From the last to the first, so that places stay.
    let mut places: Vec<(usize, &Field, String)> = Vec::new();
    for field in &kind.fields {
        let Some(value) = given.get(&*field.name) else { continue };
        let written = if is_text(field) { quoted(value) } else { value.clone() };
        match entries.iter().position(|(name, _)| *name == *field.name) {
            Some(at) => {
                let node = &entries[at].1;
                let is_open = is_mark(node) || *node == Node::Null;
                let is_new = front.scalar(&[Step::Value(at)], node).is_none_or(|known| known != *value);
                let says_other = is_new && read(&field.name, &written).as_ref() != Some(node);
                if is_open || !is_text(field) && says_other {
                    places.push((at, field, written));
                }
            }
            None => added.push_str(&format!("{}: {written}\n", field.name)),
        }
    }
    if !added.is_empty() {
        text.insert_str(front.range.end, &added);
        is_other = true;
    }
    places.sort_by_key(|(at, ..)| std::cmp::Reverse(*at));
    for (at, field, written) in places {
        let start = front.span(&[Step::Key(at)]).start;
        let end = start + without_comments(&text[start..blocks[at].end]).len();
        text.replace_range(start..end, &format!("{}: {written}\n", field.name));
        is_other = true;
    }
    is_other.then_some(text)
}

/// Lines of an entry up to the comments below it, which are not of the entry.
fn without_comments(mut lines: &str) -> &str {
    while let Some(at) = lines.trim_end_matches('\n').rfind('\n')
        && lines[at + 1..].starts_with(['#', '\n'])
    {
        lines = &lines[..=at];
    }
    lines
}

/// Whether a field holds what a person writes.
fn is_text(field: &Field) -> bool {
    match &field.shape {
        Shape::Prose => true,
        Shape::Scalar(scalar) => scalar.is_any_text(),
        _ => false,
    }
}

/// A value as the parser reads it behind its field.
fn read(name: &str, written: &str) -> Option<Node> {
    let line = format!("{name}: {written}\n");
    let yaml = Yaml::read("", &line.as_str().into(), 0..line.len(), &mut Vec::new());
    yaml.node.get(name).cloned()
}
