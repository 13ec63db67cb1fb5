//! Rows out of tables: CSV, and lists or mappings of JSON and YAML.

use super::row::Row;
use crate::columns::{Cells, cells};
use crate::parse::Node;
use crate::source::line_and_column;
use crate::text::plain_or_quoted;
use std::collections::BTreeMap;

/// The columns that hold the key, where none is called as the kind's key is.
pub const KEYS: [&str; 4] = ["key", "code", "id", "name"];

/// The rows of a table of columns, whose first row names them.
pub fn of_columns(path: &str, text: &str, between: u8) -> Result<Vec<Row>, String> {
    let (rows, slip) = cells(text, between);
    if let Some(slip) = slip {
        let (line, column) = line_and_column(text, slip.at.start);
        return Err(format!("{path}:{line}:{column}: {}\nhelp: {}", slip.message, slip.help));
    }
    let mut rows = rows.into_iter();
    let names: Vec<String> = rows.next().iter().flat_map(|row| &row.cells).map(|name| column(&name.text)).collect();
    let row = |row: Cells| {
        let texts = row.cells.into_iter().map(|cell| cell.text);
        let values = names.iter().cloned().zip(texts).filter(|(_, cell)| !cell.is_empty()).collect();
        Row { from: format!("{path}, line {}", row.line), values, body: None }
    };
    Ok(rows.map(row).collect())
}

/// The rows of a list, of a mapping by key, or of what is found of either inside. `way` says
/// where it is.
pub fn of_values(path: &str, node: &Node, way: Option<&str>) -> Result<Vec<Row>, String> {
    let node = match way {
        Some(way) => at(node, way).ok_or_else(|| format!("{path} has nothing at {way}"))?,
        None => holder(path, node)?,
    };
    let rows: Vec<Row> = match node {
        Node::List(rows) => rows.iter().enumerate().filter_map(|(at, row)| row_of(path, at, None, row)).collect(),
        Node::Map(entries) => {
            entries.iter().enumerate().filter_map(|(at, (key, row))| row_of(path, at, Some(key), row)).collect()
        }
        _ => Vec::new(),
    };
    if rows.is_empty() {
        return Err(format!("{path} holds no rows\nhelp: give a list of mappings, or a mapping by key"));
    }
    Ok(rows)
}

/// The value at a way of names and numbers from zero.
fn at<'a>(node: &'a Node, way: &str) -> Option<&'a Node> {
    way.split('.').try_fold(node, |node, step| match node {
        Node::List(items) => items.get(step.parse::<usize>().ok()?),
        node => node.get(step),
    })
}

/// The list or mapping by key that holds the rows: the whole, or the longest list inside whose
/// entries have keys, or else the only list.
fn holder<'a>(path: &str, node: &'a Node) -> Result<&'a Node, String> {
    let Node::Map(entries) = node else { return Ok(node) };
    if let [(_, only @ Node::Map(rows))] = entries.as_slice()
        && is_by_key(rows)
    {
        return Ok(only);
    }
    if is_by_key(entries) {
        return Ok(node);
    }
    let mut lists = Vec::new();
    keyed_lists(node, "", &mut lists);
    let longest = lists.iter().map(|(_, list)| length(list)).max();
    lists.retain(|(_, list)| Some(length(list)) == longest);
    match lists.as_slice() {
        [(_, list)] => Ok(list),
        [] => {
            let lists: Vec<&Node> =
                entries.iter().map(|(_, value)| value).filter(|value| matches!(value, Node::List(_))).collect();
            Ok(if let [list] = lists.as_slice() { list } else { node })
        }
        several => {
            let ways: Vec<&str> = several.iter().map(|(way, _)| way.as_str()).collect();
            Err(format!("{path} has several lists of rows\nhelp: name one with --rows: {}", ways.join(", ")))
        }
    }
}

/// Whether a mapping holds a row for each of its names.
fn is_by_key(entries: &[(String, Node)]) -> bool {
    !entries.is_empty() && entries.iter().all(|(_, value)| matches!(value, Node::Map(_)))
}

fn length(node: &Node) -> usize {
    if let Node::List(items) = node { items.len() } else { 0 }
}

/// The lists inside a value of which most entries are mappings with a key, and the way to each.
fn keyed_lists<'a>(node: &'a Node, way: &str, found: &mut Vec<(String, &'a Node)>) {
    let inner = |step: &str| if way.is_empty() { step.to_owned() } else { format!("{way}.{step}") };
    match node {
        Node::List(items) => {
            let has_key = |row: &&Node| match row {
                Node::Map(fields) => fields.iter().any(|(name, _)| KEYS.contains(&column(name).as_str())),
                _ => false,
            };
            if items.iter().filter(has_key).count() * 2 > items.len() {
                found.push((way.to_owned(), node));
                return;
            }
            items.iter().enumerate().for_each(|(at, item)| keyed_lists(item, &inner(&at.to_string()), found));
        }
        Node::Map(entries) => entries.iter().for_each(|(name, value)| keyed_lists(value, &inner(name), found)),
        _ => {}
    }
}

/// The row that a mapping is.
pub fn row_of(path: &str, at: usize, key: Option<&str>, row: &Node) -> Option<Row> {
    let Node::Map(fields) = row else { return None };
    let mut values = BTreeMap::new();
    flat(fields, "", &mut values);
    if let Some(key) = key {
        values.entry("key".to_owned()).or_insert_with(|| key.to_owned());
    }
    Some(Row { from: format!("{path}, row {}", at + 1), values, body: None })
}

/// What a mapping says, by column; what stands in one inside has the names of both.
fn flat(fields: &[(String, Node)], around: &str, values: &mut BTreeMap<String, String>) {
    for (name, value) in fields {
        let name = format!("{around}{}", column(name));
        match value {
            Node::Map(inner) => flat(inner, &format!("{name}_"), values),
            value => values.extend(written(value).map(|value| (name, value))),
        }
    }
}

/// The name of a column in the form of names of fields: `Error Code` is `error_code`.
pub fn column(name: &str) -> String {
    let (mut out, mut last) = (String::new(), ' ');
    for c in name.trim().chars() {
        // `errorCode` has two words too, `HTTP` is one.
        let is_next = c.is_uppercase() && last.is_lowercase() || !c.is_alphanumeric();
        if is_next && !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
        out.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
        last = c;
    }
    out.trim_end_matches('_').to_owned()
}

/// A value as it is given for a field: a text as it is, a list of plain values as YAML writes
/// it; nothing for what has more to it.
pub fn written(value: &Node) -> Option<String> {
    match value {
        Node::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Node::Integer(number) => Some(number.to_string()),
        Node::Number(number) => Some(number.to_string()),
        Node::Flag(flag) => Some(flag.to_string()),
        Node::List(items) => {
            let items: Option<Vec<String>> =
                items.iter().map(|item| written(item).map(|item| plain_or_quoted(&item))).collect();
            items.map(|items| format!("[{}]", items.join(", ")))
        }
        Node::Null | Node::Map(_) => None,
    }
}
