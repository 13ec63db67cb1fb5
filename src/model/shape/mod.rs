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
mod scalar;
mod text;

use super::Field;
use std::sync::Arc;

pub use address::{is_address, is_placeholder};
pub(super) use scalar::Declaration;
pub use scalar::{Example, Input, Scalar, is_mark};

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

/// The names of the shapes that put values together or name entries.
pub(super) const PROSE: &str = "prose";
pub(super) const REFERENCE: &str = "reference";
pub(super) const RECORD: &str = "record";
pub(super) const LIST: &str = "list";

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

/// Makes a type out of a field's declaration.
pub(super) type Declare = fn(&mut Declaration) -> Arc<dyn Scalar>;

impl Shape {
    /// Plain text.
    pub(super) fn text() -> Shape {
        Shape::Scalar(Arc::new(text::Text))
    }

    /// The name of the type in `site.yaml`.
    pub fn name(&self) -> &'static str {
        match self {
            Shape::Scalar(scalar) => scalar.name(),
            Shape::Prose => PROSE,
            Shape::Reference(_) => REFERENCE,
            Shape::Record(_) => RECORD,
            Shape::List(_) => LIST,
        }
    }

    /// Whether values are patterns of keys.
    pub fn is_pattern(&self) -> bool {
        matches!(self, Shape::Scalar(scalar) if scalar.is_pattern())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Fields;
    use crate::parse::{Node, Step, Yaml};
    use serde_json::Value as Json;

    /// What a type begins a page with passes its own reading, and what stands in for a
    /// missing value is of the same form.
    #[test]
    fn the_example_of_a_type_is_right() {
        for (name, declare) in SCALARS {
            let mut problems = Vec::new();
            let yaml = |text: String| Yaml::read("test", &text.clone().into(), 0..text.len(), &mut Vec::new());
            let file = yaml("choices: [one, two]".to_owned());
            let mut fields = Fields::of_file(&file, &["choices"], &mut problems);
            let scalar = declare(&mut Declaration { kind: "", name, fields: &mut fields, problems: &mut problems });
            let written = scalar.example().value.unwrap_or_else(|| "any text".to_owned());
            let file = yaml(format!("field: {written}"));
            let Node::Map(entries) = &file.node else { panic!("{written}") };
            let field = super::super::declare::row_key();
            let path = [Step::Value(0)];
            let mut input =
                Input { field: &field, file: &file, path: &path, node: &entries[0].1, problems: &mut problems };
            let value = scalar.read(&mut input);
            assert_eq!((value.is_some(), problems), (true, Vec::new()), "{name}: {written}");
            let form = |value: &Json| (value.is_string(), value.is_number(), value.is_boolean());
            assert_eq!(value.as_ref().map(form), Some(form(&scalar.stand_in())), "{name}");
            assert_eq!(scalar.name(), name);
            assert_eq!(scalar.is_text(), value.is_some_and(|value| value.is_string()), "{name}");
        }
    }
}
