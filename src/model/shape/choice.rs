//! One of a few words.

use super::scalar::{Declaration, Example, Input, Scalar};
use crate::diag::{Diagnostic, choices_help, sure};
use crate::text::plain_or_quoted;
use serde_json::{Value as Json, json};

/// One of a few words.
#[derive(Debug)]
pub struct Choice {
    choices: Vec<String>,
}

impl Choice {
    /// A choice among the words that are declared.
    pub(super) fn new(declaration: &mut Declaration) -> Choice {
        let Declaration { kind, name, fields, problems } = declaration;
        let choices = fields.texts("choices", problems);
        if choices.is_empty() {
            let message = format!("the field \"{name}\" of \"{kind}\" is a choice without choices");
            problems
                .push(Diagnostic::error("missing-field", fields.span("type"), message).help("add `choices: [a, b]`"));
        }
        Choice { choices }
    }
}

impl Scalar for Choice {
    fn name(&self) -> &'static str {
        "choice"
    }

    fn choices(&self) -> &[String] {
        &self.choices
    }

    fn read(&self, input: &mut Input) -> Option<Json> {
        let text = input.text()?;
        if !self.choices.contains(&text) {
            let help = choices_help("choices", &text, self.choices.iter().map(String::as_str));
            let cure = sure(&text, self.choices.iter().map(String::as_str)).map(plain_or_quoted);
            let message = format!("\"{text}\" is no choice for \"{}\"", input.field.name);
            input.problems.push(Diagnostic::error("unknown-choice", input.span(), message).help(help).cure(cure));
            return None;
        }
        Some(Json::String(text))
    }

    fn schema(&self) -> Json {
        json!({"enum": self.choices})
    }

    /// Templates may compare it with the words that they know.
    fn stand_in(&self) -> Json {
        json!(self.choices.first())
    }

    fn example(&self) -> Example {
        let value = self.choices.first().map(|choice| json!(choice).to_string()).unwrap_or_default();
        Example { value: Some(value), others: self.choices.iter().skip(1).cloned().collect() }
    }
}
