//! What a declaration allows of a value besides its type: how long a text may be and of what
//! form, how large a number, whether a value may stand twice.

use super::reader::Fields;
use super::shape::Shape;
use crate::diag::Diagnostic;
use crate::expression::Expression;
use crate::parse::Node;
use serde_json::{Map, Value as Json, json};

/// What is allowed of a value.
#[derive(Debug, Clone, Default)]
pub struct Limits {
    min_length: Option<usize>,
    max_length: Option<usize>,
    min_words: Option<usize>,
    max_words: Option<usize>,
    /// Words that are not wanted, each with the better one; an empty one where there is none.
    avoid: Vec<(String, String)>,
    pattern: Option<(String, Expression)>,
    min: Option<i64>,
    max: Option<i64>,
    /// Whether a list may hold a value once, or a field have a value in one entry. Nothing
    /// where that is not said.
    pub unique: Option<bool>,
    /// Whether an entry may refer to itself.
    pub itself: bool,
}

impl Limits {
    /// Reads the limits of a field of some shape.
    pub(super) fn read(shape: &Shape, fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Limits {
        let limits = Limits {
            min_length: fields.count("min_length", problems),
            max_length: fields.count("max_length", problems),
            min_words: fields.count("min_words", problems),
            max_words: fields.count("max_words", problems),
            avoid: avoided(fields, problems),
            pattern: pattern(fields, problems),
            min: fields.number("min", problems),
            max: fields.number("max", problems),
            unique: fields.flag("unique", problems),
            itself: fields.flag("itself", problems).unwrap_or(false),
        };
        let (is_text, is_number) = match shape {
            Shape::Scalar(scalar) => (scalar.is_text(), scalar.is_number()),
            Shape::Prose => (true, false),
            Shape::Reference(_) | Shape::Record(_) | Shape::List(_) => (false, false),
        };
        let is_reference = matches!(shape, Shape::Reference(_));
        for (name, fits, what) in [
            ("min_length", is_text, "texts"),
            ("max_length", is_text, "texts"),
            ("min_words", is_text, "texts"),
            ("max_words", is_text, "texts"),
            ("avoid", is_text, "texts"),
            ("pattern", is_text, "texts"),
            ("min", is_number, "numbers"),
            ("max", is_number, "numbers"),
            ("unique", !matches!(shape, Shape::Record(_)), "lists and single values"),
            ("itself", is_reference, "references"),
        ] {
            if !fits && fields.take(name).is_some() {
                let message = format!("`{name}` is a limit of {what}, and this field holds something else");
                problems.push(Diagnostic::error("wrong-limit", fields.span(name), message).help(match shape {
                    Shape::List(_) => "write it into `of` when it is meant for each entry".to_owned(),
                    _ => format!("take `{name}` out, or give the field another type"),
                }));
            }
        }
        limits
    }

    /// What is wrong with a value, and what would mend it.
    pub fn breach(&self, value: &Json) -> Option<(String, String)> {
        match value {
            Json::String(text) => self.breach_of_text(text),
            Json::Number(number) => {
                let number = number.as_i64()?;
                let low = self.min.filter(|min| number < *min).map(|min| format!("write {min} or more"));
                let high = || self.max.filter(|max| number > *max).map(|max| format!("write {max} or less"));
                low.or_else(high).map(|help| (format!("the number {number} is out of bounds"), help))
            }
            _ => None,
        }
    }

    fn breach_of_text(&self, text: &str) -> Option<(String, String)> {
        let length = || text.chars().count();
        if let Some(max) = self.max_length.filter(|max| text.len() > *max && length() > *max) {
            let over = length() - max;
            return Some((
                format!("this text has {} characters, and at most {max} are allowed", length()),
                format!("shorten it by {over}"),
            ));
        }
        if let Some(min) = self.min_length.filter(|min| length() < *min) {
            let message = format!("this text has {} characters, and at least {min} are wanted", length());
            return Some((message, "write more".to_owned()));
        }
        let words = || text.split_whitespace().count();
        if let Some(max) = self.max_words.filter(|max| words() > *max) {
            let message = format!("this text has {} words, and at most {max} are allowed", words());
            return Some((message, format!("shorten it by {}", words() - max)));
        }
        if let Some(min) = self.min_words.filter(|min| words() < *min) {
            let message = format!("this text has {} words, and at least {min} are wanted", words());
            return Some((message, "write more".to_owned()));
        }
        if let Some((word, better)) = self.avoid.iter().find(|(word, _)| holds_word(text, word)) {
            let help = if better.is_empty() { "say it without".to_owned() } else { format!("write \"{better}\"") };
            return Some((format!("\"{word}\" is a word to avoid"), help));
        }
        let (written, _) = self.pattern.as_ref().filter(|(_, pattern)| !pattern.is_in(text))?;
        Some((format!("\"{text}\" has another form than is wanted"), format!("write what matches `{written}`")))
    }

    /// The limits in the words of JSON Schema.
    pub(super) fn describe(&self, shape: &Shape, schema: &mut Map<String, Json>) {
        let mut put = |name: &str, value: Option<Json>| {
            if let Some(value) = value {
                schema.insert(name.to_owned(), value);
            }
        };
        put("minLength", self.min_length.map(|length| json!(length)));
        put("maxLength", self.max_length.map(|length| json!(length)));
        put("pattern", self.pattern.as_ref().map(|(written, _)| json!(anchored(written))));
        put("minimum", self.min.map(|number| json!(number)));
        put("maximum", self.max.map(|number| json!(number)));
        put("uniqueItems", Some(json!(true)).filter(|_| self.is_set_of(shape)));
    }

    /// Whether a field of a shape is a list in which each value stands once: one of single
    /// values is, unless its declaration says otherwise.
    pub fn is_set_of(&self, shape: &Shape) -> bool {
        let Shape::List(of) = shape else { return false };
        self.unique.unwrap_or(match &of.shape {
            // A phrase that stands twice does no harm where nobody has said that it does.
            Shape::Scalar(scalar) => !scalar.is_any_text(),
            Shape::Reference(_) => true,
            _ => false,
        })
    }
}

/// Whether a word, or several, stands in a text, in whatever case.
fn holds_word(text: &str, word: &str) -> bool {
    let (text, word) = (text.to_lowercase(), word.to_lowercase());
    let is_end = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(&word)
        .any(|(at, _)| is_end(text[..at].chars().next_back()) && is_end(text[at + word.len()..].chars().next()))
}

/// The words to avoid that a declaration lists, each with the better one.
fn avoided(fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Vec<(String, String)> {
    let Some(words) = fields.inner("avoid", &[], problems) else { return Vec::new() };
    words.repeated(problems);
    let better = |node: &Node| match node {
        Node::Text(better) => better.clone(),
        _ => String::new(),
    };
    words.entries().map(|(word, node, _)| (word.to_owned(), better(node))).collect()
}

/// A pattern that a whole text has to match.
fn anchored(pattern: &str) -> String {
    format!("^(?:{pattern})$")
}

fn pattern(fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Option<(String, Expression)> {
    let written = fields.text("pattern", problems)?;
    match Expression::new(&anchored(&written)) {
        Ok(pattern) => Some((written, pattern)),
        Err(error) => {
            let message = format!("a regular expression should stand here, not \"{written}\": {error}");
            let help = "write one such as `[a-z]+`, in single quotes; it has to match the whole text";
            problems.push(Diagnostic::error("wrong-type", fields.span("pattern"), message).help(help));
            None
        }
    }
}
