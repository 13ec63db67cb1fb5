//! One value out of an original and its translation: texts are the translation's, facts the
//! original's.

use crate::diag::{Diagnostic, nearest};
use crate::model::{ALIASES, DRAFT, Field, Kind, Origin, Shape, step};
use crate::parse::{Node, Step, Yaml, repeated_key};
use crate::text::names;

/// What a translation is laid over, and where what is wrong with it goes.
pub struct Merging<'a> {
    pub original: &'a Yaml,
    pub file: &'a Yaml,
    pub problems: &'a mut Vec<Diagnostic>,
}

impl Merging<'_> {
    /// The rows of a table. Each is translated by the row with its key.
    pub fn rows(&mut self, kind: &Kind, under: &Node, over: &Node) -> Node {
        let (Node::List(own), Node::List(given)) = (under, over) else { return under.clone() };
        let key = kind.key.as_deref().unwrap_or_default();
        let mut merged = own.clone();
        for (at, row) in given.iter().enumerate() {
            let path = vec![Step::Item(at)];
            let value = row.get(key);
            if value.is_some() && given[..at].iter().any(|earlier| earlier.get(key) == value) {
                let message = format!("\"{}\" is translated twice", value.map(says).unwrap_or_default());
                let span = self.file.span(&path);
                self.problems.push(Diagnostic::error("repeated-key", span, message).help("keep one of the two rows"));
                continue;
            }
            match value.and_then(|value| own.iter().position(|own| own.get(key) == Some(value))) {
                Some(own) => merged[own] = self.entry(kind, path, &merged[own], row),
                None => self.without_row(key, value, &path, own),
            }
        }
        Node::List(merged)
    }

    /// The fields of an entry.
    pub fn entry(&mut self, kind: &Kind, path: Vec<Step>, under: &Node, over: &Node) -> Node {
        let fixed = fixed(kind);
        let is_text = |field: &Field| is_text(field) && !fixed.iter().any(|name| **name == *field.name);
        self.fields(&kind.fields, &is_text, path, under, over)
    }

    /// The fields of an entry or a record.
    fn fields(
        &mut self,
        fields: &[Field],
        is_text: &dyn Fn(&Field) -> bool,
        path: Vec<Step>,
        under: &Node,
        over: &Node,
    ) -> Node {
        let (Node::Map(own), Node::Map(given)) = (under, over) else {
            return if *over == Node::Null { under.clone() } else { over.clone() };
        };
        let mut merged = own.clone();
        for (at, (name, _)) in given.iter().enumerate() {
            if given[..at].iter().any(|(earlier, _)| earlier == name) {
                self.problems.push(repeated_key(self.file, &step(&path, Step::Key(at)), name));
            }
        }
        for (at, (name, node)) in given.iter().enumerate().filter(|(_, (_, node))| *node != Node::Null) {
            let path = step(&path, Step::Value(at));
            let old = merged.iter().position(|(other, _)| other == name);
            let field = fields.iter().find(|field| *field.name == **name);
            let under = old.map_or(&Node::Null, |old| &own[old].1);
            let value = match field {
                Some(field) => self.value(field, is_text, path, under, node),
                None if name == ALIASES => self.fact(name, &path, under, node),
                // Whether a translation is a draft says nothing of the original.
                None if name == DRAFT => under.clone(),
                // A name that no field has is reported when fields are read.
                None => node.clone(),
            };
            match old {
                Some(old) => merged[old].1 = value,
                None if value == Node::Null => {}
                None => merged.push((name.clone(), value)),
            }
        }
        Node::Map(merged)
    }

    /// The value of a field.
    fn value(
        &mut self,
        field: &Field,
        is_text: &dyn Fn(&Field) -> bool,
        path: Vec<Step>,
        under: &Node,
        over: &Node,
    ) -> Node {
        match (&field.shape, under, over) {
            _ if is_text(field) => over.clone(),
            (Shape::Record(fields), Node::Map(_), Node::Map(_)) => {
                self.fields(fields, &self::is_text, path, under, over)
            }
            (Shape::List(of), Node::List(own), Node::List(given)) if matches!(of.shape, Shape::Record(_)) => {
                let mut merged = own.clone();
                for (at, item) in given.iter().enumerate() {
                    let path = step(&path, Step::Item(at));
                    match own.get(at) {
                        Some(under) => merged[at] = self.value(of, &self::is_text, path, under, item),
                        None => self.beyond(&field.name, &path, own.len()),
                    }
                }
                Node::List(merged)
            }
            (_, under, over) => self.fact(&field.name, &path, under, over),
        }
    }

    /// The original's fact. A translation may repeat it.
    fn fact(&mut self, name: &str, path: &[Step], under: &Node, over: &Node) -> Node {
        if says(under) != says(over) {
            let original = &self.original.path;
            let message = match under {
                Node::Null => format!("\"{name}\" is the same in all languages, and {original} does not give it"),
                Node::List(_) | Node::Map(_) => {
                    format!("\"{name}\" is the same in all languages, and {original} says otherwise")
                }
                under => format!("\"{name}\" is the same in all languages, and {original} says `{}`", says(under)),
            };
            let help = format!("take it out here; facts are written in {original} alone, a translation holds texts");
            self.problems.push(Diagnostic::error("translated-fact", self.file.span(path), message).help(help));
        }
        under.clone()
    }

    /// Reports an item of a list that the original does not have.
    fn beyond(&mut self, name: &str, path: &[Step], count: usize) {
        let original = &self.original.path;
        let items = if count == 1 { "1 item".to_owned() } else { format!("{count} items") };
        let message = format!("\"{name}\" has {items} in {original}, which are translated in their order");
        let help = format!("write the item in {original} first, with its facts, or take it out here");
        self.problems.push(Diagnostic::error("translated-fact", self.file.span(path), message).help(help));
    }

    /// Reports a row that the original does not have.
    fn without_row(&mut self, key: &str, value: Option<&Node>, path: &[Step], own: &[Node]) {
        let original = &self.original.path;
        let (message, near) = match value.map(says) {
            Some(value) => {
                let keys: Vec<String> = own.iter().filter_map(|row| row.get(key).map(says)).collect();
                let near = nearest(&value, keys.iter().map(String::as_str)).map(str::to_owned);
                (format!("{original} has no row \"{value}\""), near)
            }
            None => (format!("this row says by no `{key}` which one it translates"), None),
        };
        let help = near.map_or_else(
            || format!("each row names one of {original} by its `{key}`"),
            |near| format!("did you mean \"{near}\"?"),
        );
        self.problems.push(Diagnostic::error("no-original", self.file.span(path), message).help(help));
    }
}

/// Whether each language has its own value of a field.
fn is_text(field: &Field) -> bool {
    match &field.shape {
        _ if !field.translated => false,
        Shape::Prose => true,
        Shape::Scalar(scalar) => scalar.is_any_text(),
        Shape::List(of) => !matches!(of.shape, Shape::Record(_)) && is_text(of),
        Shape::Reference(_) | Shape::Record(_) => false,
    }
}

/// The fields that decide where an entry is published and how it is found, which are the same
/// in all languages though they are texts.
fn fixed(kind: &Kind) -> Vec<String> {
    let patterns = [kind.route.as_ref(), kind.also_at.as_ref(), kind.json.as_ref().map(|json| &json.item)];
    let in_patterns = patterns.into_iter().flatten().flat_map(|pattern| names(pattern.as_str()));
    let in_path = match &kind.origin {
        Origin::Pages(path) => names(path.as_str()),
        Origin::Table => Vec::new(),
    };
    in_patterns.chain(in_path).chain(names(&kind.template)).chain(kind.key.clone()).chain(kind.hue.clone()).collect()
}

/// A value as text, by which two are compared: `404` is the same in quotes.
fn says(node: &Node) -> String {
    match node {
        Node::Text(text) => text.clone(),
        Node::Integer(number) => number.to_string(),
        Node::Number(number) => number.to_string(),
        Node::Flag(flag) => flag.to_string(),
        Node::Null => String::new(),
        other => format!("{other:?}"),
    }
}
