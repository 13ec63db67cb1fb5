//! How a field is shown to readers: under which name, its choices in which words, numbers in
//! which unit, and whether pages that show all fields show it at all.

use super::reader::{Fields, text_of};
use super::{Search, Shape};
use crate::diag::{Diagnostic, choices_help};
use std::collections::BTreeMap;

/// How a field is shown.
#[derive(Debug, Clone, Default)]
pub struct Wording {
    /// The name that is shown; nothing where the field's own name serves.
    pub label: Option<String>,
    /// The words for choices that are not shown as they are.
    pub choices: BTreeMap<String, String>,
    /// What a value is counted in.
    pub unit: Option<String>,
    /// Whether pages that show all fields show it.
    pub show: Option<bool>,
}

/// A name as readers are shown it: `when_not` is `When not`.
pub fn spoken(name: &str) -> String {
    let name = name.replace(['_', '-'], " ");
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default() + letters.as_str()
}

impl Wording {
    /// Reads how a field of some shape is shown.
    pub(super) fn read(shape: &Shape, fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Wording {
        let (choices, counts) = match shape {
            Shape::Scalar(scalar) => (scalar.choices(), scalar.choices().is_empty()),
            _ => (&[][..], false),
        };
        for (name, fits, what) in
            [("labels", !choices.is_empty(), "choices"), ("unit", counts, "single values that are no choices")]
        {
            if !fits && fields.take(name).is_some() {
                let message = format!("`{name}` is for {what}, and this field holds something else");
                problems.push(Diagnostic::error("wrong-label", fields.span(name), message).help(match shape {
                    Shape::List(_) => "write it into `of` when it is meant for each entry".to_owned(),
                    _ => format!("take `{name}` out, or give the field another type"),
                }));
            }
        }
        Wording {
            label: fields.text("label", problems),
            choices: words(choices, fields, problems),
            unit: fields.text("unit", problems),
            show: fields.flag("show", problems),
        }
    }

    /// Whether pages that show all fields show one that search weighs so: phrases that people
    /// search for are nothing to read, unless the declaration says otherwise.
    pub fn is_shown(&self, search: Option<Search>) -> bool {
        self.show.unwrap_or(search != Some(Search::Keyword))
    }
}

/// The words of `labels` for the choices of a field.
fn words(choices: &[String], fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> BTreeMap<String, String> {
    let file = fields.file();
    let Some(labels) = fields.inner("labels", &[], problems).filter(|_| !choices.is_empty()) else {
        return BTreeMap::new();
    };
    labels.repeated(problems);
    let mut words = BTreeMap::new();
    for (at, (choice, node, path)) in labels.entries().enumerate() {
        if choices.iter().any(|known| known == choice) {
            words.extend(text_of(file, &path, node, problems).map(|word| (choice.to_owned(), word)));
        } else {
            let help = choices_help("choices", choice, choices.iter().map(String::as_str));
            let message = format!("\"{choice}\" is none of the choices that have a label here");
            problems.push(Diagnostic::error("unknown-choice", labels.key_span(at), message).help(help));
        }
    }
    words
}
