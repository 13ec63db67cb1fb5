//! Gives the fields of one page or row their types, as `site.yaml` declares
//! them, and finds what they refer to.

use super::entries::{From, Index, plain};
use super::{EntryId, Filled, Found, LinkedText, Value, targets};
use crate::date::is_day;
use crate::diag::{Diagnostic, choices_help};
use crate::model::{ALIASES, Field, Shape, Site, is_address, step, text_of, wrong_type};
use crate::parse::{Document, Link, Node, Pages, Rules, Step, Yaml, parse_prose, repeated_key, unknown_key};
use crate::source::Span;
use crate::text::glob_matches;

/// A text that `statuary new` leaves where something is still to be written.
pub const UNWRITTEN: &str = "(to be written)";

/// Types the fields of an entry and resolves the links of its text.
pub(super) fn fill(site: &Site, pages: &Pages, index: &Index, rules: &Rules, entry: EntryId) -> Filled {
    let seed = &index.seeds[entry];
    let kind = &site.kinds[seed.kind];
    let (file, path, node) = seed.from.node(pages);
    let mut reader = Reader { site, pages, index, rules, entry, file, found: Vec::new(), problems: Vec::new() };
    let fields = if file.broken {
        vec![Value::None; kind.fields.len()]
    } else {
        let place = Place { name: kind.name.clone(), way: Vec::new(), record: Vec::new() };
        reader.record(&kind.fields, node, &path, &place)
    };
    let body = match seed.from {
        From::Row(..) => None,
        From::Page(page) => {
            let document = pages.pages[page].body.clone();
            let start = pages.pages[page].body_start;
            let place = |link: &Link| Span::new(&*file.path, start + link.at.start..start + link.at.end);
            let targets = reader.targets(&document, &place);
            Some(LinkedText { document, targets })
        }
    };
    Filled { fields, body, found: reader.found, problems: reader.problems }
}

/// Calls back for each place inside a field that refers to something.
pub(super) fn reference_places(field: &Field, place: &str, found: &mut dyn FnMut(&str, &str)) {
    match &field.shape {
        Shape::Reference(to) => found(to, place),
        Shape::List(of) => reference_places(of, place, found),
        Shape::Record(fields) => {
            for field in fields {
                reference_places(field, &format!("{place}.{}", field.name), found);
            }
        }
        _ => {}
    }
}

/// Where in the model a value stands: its name such as `code.headers`, the way
/// to it through the typed values, and the way to the record around it, which is
/// empty for the entry itself.
struct Place {
    name: String,
    way: Vec<usize>,
    record: Vec<usize>,
}

impl Place {
    /// The nth field of the record that stands here.
    fn field(&self, at: usize, name: &str) -> Place {
        Place { name: format!("{}.{name}", self.name), way: with(&self.way, at), record: self.way.clone() }
    }

    /// The nth item of the list that stands here.
    fn item(&self, at: usize) -> Place {
        Place { name: self.name.clone(), way: with(&self.way, at), record: self.record.clone() }
    }
}

fn with(way: &[usize], at: usize) -> Vec<usize> {
    [way, &[at]].concat()
}

/// Whether the mapping at a path is the front matter of a page, not a row of a
/// table or a record inside either.
fn is_page(path: &[Step]) -> bool {
    path.is_empty()
}

struct Reader<'a> {
    site: &'a Site,
    pages: &'a Pages,
    index: &'a Index,
    rules: &'a Rules,
    entry: EntryId,
    file: &'a Yaml,
    found: Vec<Found>,
    problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// The values of declared fields, in their order.
    fn record(&mut self, fields: &[Field], node: &Node, path: &[Step], place: &Place) -> Vec<Value> {
        let entries: &[(String, Node)] = match node {
            Node::Map(entries) => entries,
            Node::Null => &[],
            other => {
                let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
                self.problems.push(
                    wrong_type(self.file, path, "a record", other)
                        .help(format!("write its fields: {}", names.join(", "))),
                );
                return vec![Value::None; fields.len()];
            }
        };
        self.check_keys(fields, entries, path);
        let mut values = Vec::with_capacity(fields.len());
        for (at, field) in fields.iter().enumerate() {
            let given = entries.iter().position(|(name, _)| *name == field.name);
            let value = match given.map(|given| (given, &entries[given].1)) {
                Some((given, node)) if *node != Node::Null => {
                    self.value(field, node, &step(path, Step::Value(given)), &place.field(at, &field.name))
                }
                _ => Value::None,
            };
            let empty = match given.map(|given| &entries[given].1) {
                None | Some(Node::Null) => true,
                Some(Node::Text(text)) => text.trim().is_empty(),
                Some(Node::List(items)) => items.is_empty(),
                Some(_) => false,
            };
            if field.required && empty {
                self.missing(field, given, path);
            }
            values.push(value);
        }
        values
    }

    fn check_keys(&mut self, fields: &[Field], entries: &[(String, Node)], path: &[Step]) {
        let mut names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        if is_page(path) {
            names.push(ALIASES);
        }
        for (at, (name, _)) in entries.iter().enumerate() {
            let key = step(path, Step::Key(at));
            if !names.contains(&name.as_str()) {
                self.problems.push(unknown_key(self.file, &key, name, &names));
            } else if entries[..at].iter().any(|(earlier, _)| earlier == name) {
                self.problems.push(repeated_key(self.file, &key, name));
            }
        }
    }

    fn missing(&mut self, field: &Field, given: Option<usize>, path: &[Step]) {
        let span = match given {
            Some(at) => self.file.span(&step(path, Step::Key(at))),
            None if is_page(path) => Span::new(&*self.file.path, 0..self.file.text.lines().next().map_or(0, str::len)),
            None => self.file.span(path),
        };
        let what = if given.is_some() { "is empty" } else { "is missing" };
        let message = format!("the field \"{}\" {what}", field.name);
        let help = format!(
            "add `{}: …`{}",
            field.name,
            if field.help.is_empty() { String::new() } else { format!(": {}", field.help) }
        );
        self.problems.push(Diagnostic::error("missing-field", span, message).help(help));
    }

    /// A value of a field's shape.
    fn value(&mut self, field: &Field, node: &Node, path: &[Step], place: &Place) -> Value {
        match (&field.shape, node) {
            (Shape::Record(fields), node) => Value::Record(self.record(fields, node, path, place)),
            (Shape::List(of), Node::List(items)) => {
                let values = items
                    .iter()
                    .enumerate()
                    .map(|(at, item)| self.value(of, item, &step(path, Step::Item(at)), &place.item(at)));
                Value::List(values.collect())
            }
            (Shape::List(_), other) => {
                self.wrong(path, "a list", other, "write `[a, b]`, or one `- ` line for each entry")
            }
            (Shape::Flag, Node::Flag(flag)) => Value::Flag(*flag),
            (Shape::Flag, other) => self.wrong(path, "true or false", other, ""),
            (Shape::Integer, Node::Integer(number)) => Value::Integer(*number),
            (Shape::Integer, other) => self.wrong(path, "a whole number", other, ""),
            (shape, node) => match text_of(self.file, path, node, &mut self.problems) {
                Some(text) => self.text(field, shape, text.trim(), path, place),
                None => Value::None,
            },
        }
    }

    fn wrong(&mut self, path: &[Step], wanted: &str, found: &Node, help: &str) -> Value {
        self.problems.push(wrong_type(self.file, path, wanted, found).help(help));
        Value::None
    }

    /// A value that is written as text.
    fn text(&mut self, field: &Field, shape: &Shape, text: &str, path: &[Step], place: &Place) -> Value {
        if text.contains(UNWRITTEN) {
            let problem = Diagnostic::warning(
                "unwritten",
                self.file.span_within(path, UNWRITTEN),
                format!("the field \"{}\" is still to be written", field.name),
            );
            self.problems.push(problem.help(field.help.clone()));
        }
        match shape {
            Shape::Prose => self.prose(text, path),
            Shape::Reference(to) => self.reference(field, to, text, path, place),
            Shape::Choice(choices) if !choices.iter().any(|choice| choice == text) => {
                let problem = Diagnostic::error(
                    "unknown-choice",
                    self.file.span(path),
                    format!("\"{text}\" is no choice for \"{}\"", field.name),
                );
                self.problems.push(problem.help(choices_help("choices", text, choices.iter().map(String::as_str))));
                Value::None
            }
            Shape::Date if !is_day(text) => {
                self.bad_text(path, text, "a day", "write year, month and day, such as 2026-11-20")
            }
            Shape::Address if !is_address(text) => self.bad_text(
                path,
                text,
                "an http or https address",
                "write it whole, such as https://example.com/page",
            ),
            _ => Value::Text(text.to_owned()),
        }
    }

    fn bad_text(&mut self, path: &[Step], text: &str, wanted: &str, help: &str) -> Value {
        let problem = Diagnostic::error(
            "wrong-type",
            self.file.span(path),
            format!("{wanted} should stand here, not \"{text}\""),
        );
        self.problems.push(problem.help(help));
        Value::None
    }

    fn prose(&mut self, text: &str, path: &[Step]) -> Value {
        let file = self.file;
        let place = |written: &str| file.span_within(path, written);
        let document = parse_prose(text, self.rules, &place, &mut self.problems);
        let targets = self.targets(&document, &|link: &Link| file.span_within(path, &link.written));
        Value::Prose(LinkedText { document, targets })
    }

    fn targets(&mut self, document: &Document, place: &dyn Fn(&Link) -> Span) -> Vec<super::Target> {
        let path = self.file.path.strip_prefix("content/").unwrap_or(&self.file.path);
        let from = targets::From { site: self.site, index: self.index, entry: self.entry, path, place };
        targets::resolve(&from, document, &mut self.problems)
    }

    fn reference(&mut self, field: &Field, to: &str, text: &str, path: &[Step], place: &Place) -> Value {
        let Some(kind) = self.site.kind(to) else { return Value::None };
        let keys = &self.index.by_kind[kind];
        let Some(id) = keys.get(text).copied() else {
            let problem =
                Diagnostic::error("unknown-row", self.file.span(path), format!("no {to} is called \"{text}\""));
            let help = match choices_help(&format!("keys of {to}"), text, keys.keys().map(String::as_str)) {
                help if help.is_empty() => match self.site.kinds[kind].is_table() {
                    true => format!("add a row with this id to content/tables/{to}.yaml"),
                    false => format!("write the key of a page of the kind \"{to}\""),
                },
                help => help,
            };
            self.problems.push(problem.help(help));
            return Value::None;
        };
        self.check_covered(field, id, text, path);
        self.found.push(Found { place: place.name.clone(), to: id, record: place.record.clone() });
        Value::Reference(id)
    }

    /// Whether the target's patterns cover this entry's own key.
    fn check_covered(&mut self, field: &Field, target: EntryId, text: &str, path: &[Step]) {
        let Some(covers) = &field.covers else { return };
        let own = &self.index.seeds[self.entry].key;
        if own.is_empty() {
            return;
        }
        let patterns = |id: EntryId| -> Vec<String> {
            let (file, path, node) = self.index.seeds[id].from.node(self.pages);
            match node.get(covers) {
                Some(Node::List(items)) => items
                    .iter()
                    .filter_map(|item| match item {
                        Node::Text(text) => Some(text.clone()),
                        Node::Integer(number) => Some(number.to_string()),
                        _ => None,
                    })
                    .collect(),
                _ => plain(file, &path, node, covers).into_iter().collect(),
            }
        };
        let of_target = patterns(target);
        if of_target.is_empty() || of_target.iter().any(|glob| glob_matches(glob, own)) {
            return;
        }
        let kind = self.index.seeds[target].kind;
        let right =
            self.index.by_kind[kind].iter().find(|(_, id)| patterns(**id).iter().any(|glob| glob_matches(glob, own)));
        let help = right.map(|(key, _)| format!("{own} belongs to {key}")).unwrap_or_default();
        let problem = Diagnostic::error(
            "not-covered",
            self.file.span(path),
            format!("{text} does not cover {own}: its {covers} are {}", of_target.join(", ")),
        );
        self.problems.push(problem.help(help));
    }
}
