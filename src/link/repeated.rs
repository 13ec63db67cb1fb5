//! Values that may stand once and stand twice: in a list, or in the entries of a kind.

use super::index::Index;
use super::seeds::span_of;
use super::{EntryId, Value};
use crate::diag::Diagnostic;
use crate::model::{Field, Shape, step};
use crate::parse::{Pages, Step, Yaml};
use crate::source::line_and_column;
use std::collections::BTreeMap;

/// So many values of a list are compared each with each.
const SHORT: usize = 32;

/// A value as text, by which it is told from others; nothing for what is not compared.
fn told(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Plain(plain) => Some(plain.to_string()),
        Value::Reference(id) => Some(format!("#{id}")),
        Value::Prose(text) => Some(text.document.source.as_str().to_owned()),
        Value::None | Value::Record(_) | Value::List(_) => None,
    }
}

/// The entries of a list that stand in it before, where each may stand once. That this is
/// so by itself is a warning; where it is declared, an error.
pub(super) fn in_list(file: &Yaml, path: &[Step], field: &Field, items: &[Value], problems: &mut Vec<Diagnostic>) {
    if items.len() < 2 || !field.limits.is_set_of(&field.shape) {
        return;
    }
    let mut seen = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        // Most lists are short, and comparing their values costs less than keeping them.
        let first = match items.len() {
            ..=SHORT => items[..at].iter().position(|earlier| earlier == item && *item != Value::None),
            _ => told(item).map(|told| *seen.entry(told).or_insert(at)).filter(|first| *first != at),
        };
        let Some(first) = first else { continue };
        let span = file.span(&step(path, Step::Item(at)));
        let line = {
            let first = file.span(&step(path, Step::Item(first)));
            line_and_column(file.text_of(&first.path), first.start)
        }
        .0;
        let message =
            format!("`{}` stands in this list before, in line {line}", &file.text_of(&span.path)[span.start..span.end]);
        problems.push(match field.limits.unique {
            Some(true) => Diagnostic::error("repeated-item", span, message).help("keep one of the two"),
            _ => Diagnostic::warning("repeated-item", span, message)
                .help("keep one of the two; where a list may hold a value twice, declare it with `unique: false`"),
        });
    }
}

/// Fields whose values are declared to be unique and stand in two entries of a kind.
/// `values` are those of each entry.
pub(super) fn in_kinds(index: &Index, values: &[&[Value]], pages: &Pages, problems: &mut Vec<Diagnostic>) {
    let is_unique = |field: &Field| field.limits.unique == Some(true) && !matches!(field.shape, Shape::List(_));
    for (number, kind) in index.site.kinds.iter().enumerate() {
        for (at, field) in kind.fields.iter().enumerate().filter(|(_, field)| is_unique(field)) {
            let mut seen: BTreeMap<String, EntryId> = BTreeMap::new();
            for (id, values) in values.iter().enumerate().filter(|(id, _)| index.seeds[*id].kind == number) {
                let Some(value) = values.get(at).and_then(told) else { continue };
                let first = *seen.entry(value).or_insert(id);
                if first == id {
                    continue;
                }
                let place = |id: EntryId| {
                    let (file, path, node) = index.seeds[id].position.node(pages);
                    (file, span_of(file, &path, node, &field.name))
                };
                let ((_, span), (file, other)) = (place(id), place(first));
                let message = format!("another entry of \"{}\" has this value of \"{}\"", kind.name, field.name);
                let line = line_and_column(file.text_of(&other.path), other.start).0;
                let help = format!("the other one stands at {}:{line}; give one of the two another value", file.path);
                problems.push(Diagnostic::error("repeated-value", span, message).help(help));
            }
        }
    }
}
