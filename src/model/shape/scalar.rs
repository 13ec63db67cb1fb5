//! What a type of single values has to say of itself, and what it is given to read.

use crate::diag::Diagnostic;
use crate::model::Field;
use crate::model::reader::{Fields, text_of, wrong_type};
use crate::parse::{Node, Step, UNWRITTEN, Yaml};
use crate::source::Span;
use serde_json::{Value as Json, json};
use std::fmt;

/// Whether a value is the mark of what is still to be written.
pub fn is_mark(node: &Node) -> bool {
    matches!(node, Node::Text(text) if text.trim() == UNWRITTEN)
}

/// A type of single values. A value is JSON: text, a number, true or false. So it
/// stands in published facts and so templates are given it.
pub trait Scalar: fmt::Debug + Send + Sync {
    /// The value that is given. What is none is reported.
    fn read(&self, input: &mut Input) -> Option<Json>;

    /// Its name in `site.yaml`.
    fn name(&self) -> &'static str;

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

    /// Whether any text is a value. Where not, the mark of what is still to be written is
    /// none, though the page may hold it.
    fn is_any_text(&self) -> bool {
        false
    }

    /// Whether a value is text, which is quoted when `statuary new` writes it.
    fn is_text(&self) -> bool {
        true
    }

    /// Whether a value is a number.
    fn is_number(&self) -> bool {
        false
    }

    /// Whether a value is an address that can be followed.
    fn is_address(&self) -> bool {
        false
    }

    /// The words among which a value is one; none where any may stand.
    fn choices(&self) -> &[String] {
        &[]
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
    pub(super) fn of(value: impl Into<String>) -> Example {
        Example { value: Some(value.into()), others: Vec::new() }
    }
}

/// A field's declaration while it is read.
pub struct Declaration<'a, 'f> {
    pub kind: &'a str,
    pub name: &'a str,
    pub fields: &'a mut Fields<'f>,
    pub problems: &'a mut Vec<Diagnostic>,
}

/// A value as it is given in a file.
pub struct Input<'a> {
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

impl Input<'_> {
    /// The value as text, as it is written. Anything else is reported, and so is a
    /// text that is still to be written.
    pub fn text(&mut self) -> Option<String> {
        let text = text_of(self.file, self.path, self.node, self.problems)?;
        if text.contains(UNWRITTEN) {
            self.report_unwritten();
        }
        Some(text.trim().to_owned())
    }

    /// Reports what is still to be written.
    pub fn report_unwritten(&mut self) {
        let span = self.file.span_within(self.path, UNWRITTEN);
        let message = format!("the field \"{}\" is still to be written", self.field.name);
        let help = if self.field.help.is_empty() { "write what belongs there" } else { &self.field.help };
        self.problems.push(Diagnostic::warning("unwritten", span, message).help(help));
    }

    /// Reports a value of another type than the one wanted.
    pub(super) fn report_type(&mut self, wanted: &str, help: impl Into<String>) {
        self.problems.push(wrong_type(self.file, self.path, wanted, self.node).help(help));
    }

    /// Reports a text of another form than the one wanted.
    pub(super) fn report_form(&mut self, text: &str, wanted: &str, help: &str) {
        let message = format!("{wanted} should stand here, not \"{text}\"");
        self.problems.push(Diagnostic::error("wrong-type", self.span(), message).help(help));
    }

    /// Where the value stands.
    pub(super) fn span(&self) -> Span {
        self.file.span(self.path)
    }
}
