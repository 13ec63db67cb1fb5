//! Rows out of tables: CSV, and lists or mappings of JSON and YAML.

use super::row::Row;
use crate::columns::{Cells, cells};
use crate::parse::Node;
use crate::source::line_and_column;
use crate::text::plain_or_quoted;
use std::collections::BTreeMap;

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

/// The rows of a list, of the one list in a mapping, or of a mapping by key.
pub fn of_values(path: &str, node: &Node) -> Result<Vec<Row>, String> {
    let wrong = || format!("{path} holds no rows\nhelp: give a list of mappings, or a mapping by key");
    let rows: Vec<Row> = match node {
        Node::List(rows) => rows.iter().enumerate().filter_map(|(at, row)| row_of(path, at, None, row)).collect(),
        Node::Map(entries) => {
            let lists: Vec<&Node> =
                entries.iter().map(|(_, value)| value).filter(|value| matches!(value, Node::List(_))).collect();
            match lists.as_slice() {
                [list] => return of_values(path, list),
                _ => {
                    entries.iter().enumerate().filter_map(|(at, (key, row))| row_of(path, at, Some(key), row)).collect()
                }
            }
        }
        _ => Vec::new(),
    };
    if rows.is_empty() { Err(wrong()) } else { Ok(rows) }
}

/// The row that a mapping is.
pub fn row_of(path: &str, at: usize, key: Option<&str>, row: &Node) -> Option<Row> {
    let Node::Map(fields) = row else { return None };
    let mut values: BTreeMap<String, String> =
        fields.iter().filter_map(|(name, value)| Some((column(name), written(value)?))).collect();
    if let Some(key) = key {
        values.entry("key".to_owned()).or_insert_with(|| key.to_owned());
    }
    Some(Row { from: format!("{path}, row {}", at + 1), values, body: None })
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
