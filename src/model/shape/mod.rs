//! What a field may hold. A type of single values (text, a day, one of a few words)
//! is one file here and its line in [`SCALARS`]: how it is declared, read, checked,
//! described to editors, shown and begun. The shapes that put values together or name
//! entries are part of the model itself; every stage tells them apart.

mod address;
mod choice;
mod date;
mod flag;
mod integer;
mod pattern;
mod text;

use super::Field;
use super::reader::{Fields, text_of, wrong_type};
use crate::diag::Diagnostic;
use crate::parse::{Node, Step, Yaml};
use serde_json::{Value as Json, json};
use std::fmt;
use std::sync::Arc;

pub use address::is_address;

/// The types of single values by their names in `site.yaml`.
pub(super) const SCALARS: [(&str, Declare); 7] = [
    ("text", |_| Arc::new(text::Text)),
    ("integer", |_| Arc::new(integer::Integer)),
    ("flag", |_| Arc::new(flag::Flag)),
    ("date", |_| Arc::new(date::Date)),
    ("address", |_| Arc::new(address::Address)),
    ("pattern", |_| Arc::new(pattern::Pattern)),
    ("choice", |declaration| Arc::new(choice::Choice::new(declaration))),
];

/// A text that `statuary new` leaves where something is still to be written.
pub const UNWRITTEN: &str = "(to be written)";

/// What a field holds.
#[derive(Debug, Clone)]
pub enum Shape {
    /// A single value of some type.
    Scalar(Arc<dyn Scalar>),
    /// Text with inline markdown.
    Prose,
    /// The key of an entry of a kind or table.
    Reference(String),
    /// Fields of their own.
    Record(Vec<Field>),
    /// Any number of the same.
    List(Box<Field>),
}

/// A type of single values. A value is JSON: text, a number, true or false. So it
/// stands in published facts and so templates are given it.
pub trait Scalar: fmt::Debug + Send + Sync {
    /// The value that is given. What is none is reported.
    fn read(&self, given: &mut Given) -> Option<Json>;

    /// The JSON Schema of what may be written.
    fn schema(&self) -> Json;

    /// What templates are given where a required value is missing. That has been
    /// reported; they shall not fail a second time over it.
    fn stand_in(&self) -> Json {
        json!("")
    }

    /// With what `statuary new` begins.
    fn example(&self) -> Example {
        Example::default()
    }

    /// Whether a value is text, which is quoted when `statuary new` writes it.
    fn is_text(&self) -> bool {
        true
    }

    /// Whether a value is an address that can be followed.
    fn is_address(&self) -> bool {
        false
    }

    /// Whether a value is a pattern of keys.
    fn is_pattern(&self) -> bool {
        false
    }
}

/// With what `statuary new` begins a field.
#[derive(Debug, Default)]
pub struct Example {
    /// The value, as YAML; nothing when only a person can write it.
    pub value: Option<String>,
    /// What else may stand there.
    pub others: Vec<String>,
}

impl Example {
    /// A value that is right as it stands.
    fn of(value: impl Into<String>) -> Example {
        Example { value: Some(value.into()), others: Vec::new() }
    }
}

/// Makes a type out of a field's declaration.
pub(super) type Declare = fn(&mut Declaration) -> Arc<dyn Scalar>;

/// A field's declaration while it is read.
pub(super) struct Declaration<'a, 'f> {
    pub kind: &'a str,
    pub name: &'a str,
    pub fields: &'a mut Fields<'f>,
    pub problems: &'a mut Vec<Diagnostic>,
}

/// A value as it is given in a file.
pub struct Given<'a> {
    /// The field that it is given for.
    pub field: &'a Field,
    /// The file.
    pub file: &'a Yaml,
    /// The way to it.
    pub path: &'a [Step],
    /// What stands there.
    pub node: &'a Node,
    /// Where problems go.
    pub problems: &'a mut Vec<Diagnostic>,
}

impl Given<'_> {
    /// The value as text, as it is written. Anything else is reported, and so is a
    /// text that is still to be written.
    pub fn text(&mut self) -> Option<String> {
        let text = text_of(self.file, self.path, self.node, self.problems)?;
        if text.contains(UNWRITTEN) {
            let span = self.file.span_within(self.path, UNWRITTEN);
            let message = format!("the field \"{}\" is still to be written", self.field.name);
            self.problems.push(Diagnostic::warning("unwritten", span, message).help(&*self.field.help));
        }
        Some(text.trim().to_owned())
    }

    /// Reports a value of another type than the one wanted.
    fn is_not(&mut self, wanted: &str) {
        self.problems.push(wrong_type(self.file, self.path, wanted, self.node));
    }

    /// Reports a text of another form than the one wanted.
    fn has_not_the_form(&mut self, text: &str, wanted: &str, help: &str) {
        self.report("wrong-type", format!("{wanted} should stand here, not \"{text}\""), help);
    }

    /// Reports what is wrong with the value.
    fn report(&mut self, code: &'static str, message: String, help: impl Into<String>) {
        self.problems.push(Diagnostic::error(code, self.file.span(self.path), message).help(help));
    }
}

impl Shape {
    /// Plain text.
    pub(super) fn text() -> Shape {
        Shape::Scalar(Arc::new(text::Text))
    }

    /// Whether values are patterns of keys.
    pub fn is_pattern(&self) -> bool {
        matches!(self, Shape::Scalar(scalar) if scalar.is_pattern())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a type begins a page with passes its own reading, and what stands in for a
    /// missing value is of the same form.
    #[test]
    fn the_example_of_a_type_is_right() {
        for (name, declare) in SCALARS {
            let mut problems = Vec::new();
            let yaml = |text: String| Yaml::read("test", &Arc::from(&*text), 0..text.len(), &mut Vec::new());
            let file = yaml("choices: [one, two]".to_owned());
            let mut fields = Fields::of_file(&file, &mut problems);
            let scalar = declare(&mut Declaration { kind: "", name, fields: &mut fields, problems: &mut problems });
            let written = scalar.example().value.unwrap_or_else(|| "any text".to_owned());
            let file = yaml(format!("field: {written}"));
            let Node::Map(entries) = &file.node else { panic!("{written}") };
            let field = super::super::declare::row_key();
            let path = [Step::Value(0)];
            let mut given =
                Given { field: &field, file: &file, path: &path, node: &entries[0].1, problems: &mut problems };
            let value = scalar.read(&mut given);
            assert_eq!((value.is_some(), problems), (true, Vec::new()), "{name}: {written}");
            let form = |value: &Json| (value.is_string(), value.is_number(), value.is_boolean());
            assert_eq!(value.as_ref().map(form), Some(form(&scalar.stand_in())), "{name}");
            assert_eq!(scalar.is_text(), value.is_some_and(|value| value.is_string()), "{name}");
        }
    }
}
