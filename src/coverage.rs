//! Which field is filled for which entry of a kind, as a table in markdown, with
//! the reason that the declaration gives where one is not.

use crate::link::{Linked, Value};
use std::fmt::Write;

/// The table, and the fields that are empty somewhere without a stated reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Markdown: one row for each entry, one column for each field; then the
    /// reasons.
    pub table: String,
    /// Names of fields that are empty somewhere and state no reason.
    pub unexplained: Vec<String>,
}

/// The coverage of a kind's fields. Nothing is given for an unknown kind.
pub fn coverage(linked: &Linked, kind: &str) -> Option<Coverage> {
    let number = linked.site.kind(kind)?;
    let kind = &linked.site.kinds[number];
    let names: Vec<&str> = kind.fields.iter().map(|field| &*field.name).collect();
    let mut table = format!("| {} |\n|{}\n", names.join(" | "), "---|".repeat(names.len()));
    let mut empty = vec![0; names.len()];
    for id in &linked.kinds[number] {
        let entry = &linked.entries[*id];
        let cells = kind.fields.iter().zip(&entry.fields).enumerate().map(|(at, (field, value))| match value {
            _ if Some(&*field.name) == kind.key.as_deref() => entry.key.clone(),
            value if is_empty(value) => {
                empty[at] += 1;
                "–".to_owned()
            }
            Value::List(values) => values.len().to_string(),
            _ => "●".to_owned(),
        });
        let cells: Vec<String> = cells.collect();
        let _ = writeln!(table, "| {} |", cells.join(" | "));
    }
    table.push('\n');
    let mut unexplained = Vec::new();
    for (field, count) in kind.fields.iter().zip(&empty).filter(|(_, count)| **count > 0) {
        match &field.when_empty {
            Some(reason) => {
                let _ = writeln!(table, "- {} is empty {count} times, where {reason}", field.name);
            }
            None => unexplained.push(field.name.to_string()),
        }
    }
    Some(Coverage { table, unexplained })
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::None => true,
        Value::Text(text) => text.is_empty(),
        Value::List(values) => values.is_empty(),
        Value::Record(values) => values.iter().all(is_empty),
        _ => false,
    }
}
