//! The fields of a page as markdown, whatever a site calls them: short ones as one
//! list, longer ones each below a heading of its own.

use super::text::{cell, escaped, link, one_line, written};
use crate::link::{EntryId, Linked, Value};
use crate::model::{Field, Shape};

/// Prints the fields of one page.
pub struct Facts<'a> {
    pub linked: &'a Linked,
    /// The page's own address.
    pub own: &'a str,
}

impl Facts<'_> {
    /// All fields that are given, in their order, the short ones first. `is_said` tells
    /// of a field and its text whether they stand above already.
    pub fn print(&self, fields: &[Field], values: &[Value], is_said: impl Fn(&str, &str) -> bool) -> String {
        let given = || shown(fields, values);
        let is_new = |field: &Field, value: &Value| match value {
            Value::Text(text) => !is_said(&field.name, text),
            Value::Plain(plain) => !is_said(&field.name, &plain.to_string()),
            _ => true,
        };
        let mut out = String::new();
        for (field, value) in given().filter(|(field, value)| is_short(&field.shape) && is_new(field, value)) {
            if out.is_empty() {
                out.push('\n');
            }
            out.push_str(&format!("- {}: {}\n", self.label(field), self.inline(field, value)));
        }
        for (field, value) in given().filter(|(field, _)| !is_short(&field.shape)) {
            out.push_str(&format!("\n## {}\n\n{}", self.label(field), self.block(field, value)));
        }
        out
    }

    /// The fields of a record on one line, without the reference to one entry.
    pub fn in_line(&self, fields: &[Field], values: &[Value], but: Option<EntryId>) -> String {
        let given = shown(fields, values);
        let given = given.filter(|(_, value)| !matches!(value, Value::Reference(id) if Some(*id) == but));
        given.map(|(field, value)| self.named(field, value)).collect::<Vec<_>>().join("; ")
    }

    /// A link to an entry; its name alone when it has no page.
    pub fn reference(&self, id: EntryId) -> String {
        let entry = &self.linked.entries[id];
        let label = escaped(&entry.label);
        match &entry.route {
            Some(route) => link(&label, &format!("{}{route}", self.linked.site.base_url)),
            None => label,
        }
    }

    fn label(&self, field: &Field) -> String {
        escaped(&field.label())
    }

    fn named(&self, field: &Field, value: &Value) -> String {
        format!("{}: {}", self.label(field), self.inline(field, value))
    }

    /// A value on one line.
    fn inline(&self, field: &Field, value: &Value) -> String {
        match (&field.shape, value) {
            (Shape::Scalar(scalar), Value::Text(address)) if scalar.is_address() => link(&escaped(address), address),
            (_, Value::Text(text)) => worded(field, text, escaped),
            (_, Value::Prose(text)) => one_line(&written(self.linked, text, self.own)),
            (_, Value::Plain(plain)) => worded(field, &plain.to_string(), str::to_owned),
            (_, Value::Reference(id)) => self.reference(*id),
            (Shape::Record(fields), Value::Record(values)) => self.in_line(fields, values, None),
            (Shape::List(of), Value::List(values)) => {
                values.iter().map(|value| self.inline(of, value)).collect::<Vec<_>>().join(", ")
            }
            (_, Value::None | Value::Record(_) | Value::List(_)) => String::new(),
        }
    }

    /// A value on lines of its own.
    fn block(&self, field: &Field, value: &Value) -> String {
        match (&field.shape, value) {
            (Shape::List(of), Value::List(values)) => match &of.shape {
                Shape::Record(fields) if fields.iter().all(|field| is_short(&field.shape)) => {
                    self.table(fields, values)
                }
                Shape::Record(fields) => values.iter().map(|value| self.item(fields, value)).collect(),
                _ => values.iter().map(|value| format!("- {}\n", self.inline(of, value))).collect(),
            },
            (Shape::Record(fields), Value::Record(values)) => {
                let given = shown(fields, values);
                given.map(|(field, value)| format!("- {}\n", self.named(field, value))).collect()
            }
            (_, Value::Prose(text)) => format!("{}\n", written(self.linked, text, self.own).trim()),
            _ => format!("{}\n", self.inline(field, value)),
        }
    }

    /// A record as an item of a list, its first field on the item's line and the
    /// others below it.
    fn item(&self, fields: &[Field], value: &Value) -> String {
        let Value::Record(values) = value else { return String::new() };
        let given = shown(fields, values);
        let lines = given.enumerate().map(|(at, (field, value))| {
            let indent = if at == 0 { "" } else { "  " };
            format!("{indent}- {}\n", self.named(field, value))
        });
        lines.collect()
    }

    /// Records of short fields as a table, of the columns in which anything stands.
    fn table(&self, fields: &[Field], records: &[Value]) -> String {
        let records: Vec<&Vec<Value>> = records
            .iter()
            .filter_map(|record| match record {
                Value::Record(values) => Some(values),
                _ => None,
            })
            .collect();
        let used =
            |at: &usize| fields[*at].is_shown() && records.iter().any(|values| values.get(*at).is_some_and(is_given));
        let columns: Vec<usize> = (0..fields.len()).filter(used).collect();
        let row = |cells: &mut dyn Iterator<Item = String>| {
            cells.map(|text| format!("| {} ", cell(&text))).collect::<String>() + "|\n"
        };
        let mut out = row(&mut columns.iter().map(|at| self.label(&fields[*at])));
        out.push_str(&row(&mut columns.iter().map(|_| "---".to_owned())));
        for values in records {
            out.push_str(&row(&mut columns.iter().map(|at| self.inline(&fields[*at], &values[*at]))));
        }
        out
    }
}

/// The fields that are given and shown, with their values.
fn shown<'a>(fields: &'a [Field], values: &'a [Value]) -> impl Iterator<Item = (&'a Field, &'a Value)> {
    fields.iter().zip(values).filter(|(field, value)| is_given(value) && field.is_shown())
}

/// A single value as readers are shown it: a choice in its words, a number with its unit.
fn worded(field: &Field, value: &str, as_markdown: impl Fn(&str) -> String) -> String {
    let word = field.wording.choices.get(value).map_or_else(|| as_markdown(value), |word| escaped(word));
    field.wording.unit.as_ref().map_or_else(|| word.clone(), |unit| format!("{word} {}", escaped(unit)))
}

/// Whether a value stands there. Zero and `false` are values like others.
fn is_given(value: &Value) -> bool {
    match value {
        Value::None => false,
        Value::Text(text) => !text.is_empty(),
        Value::Record(values) | Value::List(values) => values.iter().any(is_given),
        Value::Prose(_) | Value::Plain(_) | Value::Reference(_) => true,
    }
}

/// Whether a value of a shape fits on one line among others.
fn is_short(shape: &Shape) -> bool {
    match shape {
        Shape::Prose | Shape::Record(_) => false,
        Shape::List(of) => is_short(&of.shape),
        _ => true,
    }
}
