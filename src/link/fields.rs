//! Gives the fields of one page or row their types, as `site.yaml` declares
//! them, and finds what they refer to.

use super::given::{self, Names};
use super::index::Index;
use super::seeds::Position;
use super::{EntryId, LinkedText, Target, Value, repeated, targets};
use crate::diag::{Diagnostic, Severity};
use crate::model::{Field, Input, Shape, Site, is_mark, step, wrong_type};
use crate::parse::{Document, Form, Link, Node, Pages, Step, UNWRITTEN, Yaml, parse_prose, repeated_key};
use crate::source::Span;
use rayon::prelude::*;
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What one entry's fields and text gave.
pub(super) struct Reading {
    pub fields: Vec<Value>,
    /// The targets of the links in its text.
    pub targets: Vec<Target>,
    pub references: Vec<Reference>,
    pub problems: Vec<Diagnostic>,
    /// Whether something is wrong with the fields.
    pub faulty: bool,
    /// Fields whose value may not be what was meant.
    pub unsure: Vec<usize>,
    /// Names that no field has.
    pub strange: Vec<Strange>,
}

/// A name that no field has: the names down to it, and its problem among those of its entry.
pub(super) struct Strange {
    /// The names of the fields around it, and its own.
    pub way: Vec<String>,
    /// The number of the problem.
    pub problem: usize,
}

/// A reference in an entry's fields.
pub(super) struct Reference {
    /// The field, by its number among those that may refer to the target's kind.
    pub slot: usize,
    /// The target.
    pub to: EntryId,
    /// The way to the record that holds it; empty for the entry itself.
    pub record: Vec<usize>,
}

/// For each kind, the names of all fields that may refer to it, in their order.
pub(super) fn slots(site: &Site) -> Vec<Vec<Arc<str>>> {
    fn collect(site: &Site, field: &Field, name: &str, slots: &mut [Vec<Arc<str>>]) {
        match &field.shape {
            Shape::Reference(to) => {
                if let Some(to) = site.kind(to) {
                    slots[to].push(name.into());
                }
            }
            Shape::List(of) => collect(site, of, name, slots),
            Shape::Record(fields) => {
                fields.iter().for_each(|field| collect(site, field, &format!("{name}.{}", field.name), slots));
            }
            _ => {}
        }
    }
    let mut slots = vec![Vec::new(); site.kinds.len()];
    for kind in &site.kinds {
        kind.fields.iter().for_each(|field| collect(site, field, &format!("{}.{}", kind.name, field.name), &mut slots));
    }
    for names in &mut slots {
        names.sort_unstable();
        names.dedup();
    }
    slots
}

/// Types the fields of all entries and resolves the links of their texts.
pub(super) fn read(site: &Site, pages: &Pages, index: &Index, slots: &[Vec<Arc<str>>]) -> Vec<Reading> {
    let read = |entry: EntryId| {
        let seed = &index.seeds[entry];
        let (file, path, node) = seed.position.node(pages);
        let reader = Reader {
            site,
            pages,
            index,
            slots,
            entry,
            file,
            names: vec![&site.kinds[seed.kind].name],
            path,
            way: Vec::new(),
            record: 0,
            references: Vec::new(),
            strange: Vec::new(),
            problems: Vec::new(),
        };
        reader.entry(node)
    };
    (0..index.seeds.len()).into_par_iter().map(read).collect()
}

pub(super) struct Reader<'a> {
    pub site: &'a Site,
    pub pages: &'a Pages,
    pub index: &'a Index<'a>,
    pub slots: &'a [Vec<Arc<str>>],
    pub entry: EntryId,
    pub file: &'a Yaml,
    /// The names of the kind and of the fields down to the value that is being read.
    pub names: Vec<&'a str>,
    /// The way to the value in the file.
    pub path: Vec<Step>,
    /// The way to the value through the typed values.
    pub way: Vec<usize>,
    /// How much of that way leads to the record around the value.
    pub record: usize,
    pub references: Vec<Reference>,
    pub strange: Vec<Strange>,
    pub problems: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    /// The fields of the entry, and its text.
    fn entry(mut self, node: &Node) -> Reading {
        let seed = &self.index.seeds[self.entry];
        let declared = &self.site.kinds[seed.kind].fields;
        let readable = if self.is_page() { self.file.readable() } else { Some(node).filter(|_| !self.file.broken) };
        let fields = readable.map_or_else(|| vec![Value::None; declared.len()], |node| self.fields(declared, node));
        let is_error = |problem: &Diagnostic| problem.severity == Severity::Error;
        let faulty = self.file.broken || seed.mismatch.is_some() || self.problems.iter().any(is_error);
        let unsure = self.unsure(declared, node);
        let targets = match seed.position {
            Position::Row(..) => Vec::new(),
            Position::Page(page) => {
                let (file, page) = (self.file, &self.pages.pages[page]);
                let span = |link: &Link| page.body.source.span(&file.path, &link.at);
                self.targets(&page.body, &span)
            }
        };
        let (file, problems) = (self.file, self.problems);
        let problems = problems.into_iter().map(|problem| file.in_form(file.blame_cut(problem))).collect();
        Reading { fields, targets, references: self.references, problems, faulty, unsure, strange: self.strange }
    }

    /// The fields that a comment cuts off, or that the path of the file says otherwise.
    fn unsure(&self, declared: &[Field], node: &Node) -> Vec<usize> {
        let seed = &self.index.seeds[self.entry];
        let Node::Map(entries) = node else { return Vec::new() };
        if !seed.cut && seed.mismatch.is_none() {
            return Vec::new();
        }
        let starts = entries.iter().enumerate().map(|(at, _)| {
            let span = self.file.span(&step(&self.path, Step::Key(at)));
            if span.path == self.file.path { span.start } else { usize::MAX }
        });
        let starts: Vec<usize> = starts.collect();
        // A row ends where the next one starts, before which only its own values can be cut.
        let row_end = self.path.last().map(|last| match last {
            Step::Item(row) => self.file.span(&[Step::Item(row + 1)]).start,
            _ => 0,
        });
        let end = row_end.filter(|end| starts.last() < Some(end)).unwrap_or(self.file.range.end);
        let is_cut = |at: usize| {
            let end = starts.get(at + 1).copied().unwrap_or(end);
            self.file.cut.iter().any(|cut| (starts[at]..end).contains(cut))
        };
        let is_in_path = |name: &str| {
            seed.mismatch.as_ref().is_some_and(|mismatch| mismatch.captures.iter().any(|(field, _)| field == name))
        };
        let of_entry = |(at, (name, _)): (usize, &(String, Node))| {
            let field = declared.iter().position(|field| *field.name == **name)?;
            (is_cut(at) || is_in_path(name)).then_some(field)
        };
        entries.iter().enumerate().filter_map(of_entry).collect()
    }

    /// Whether the mapping that is being read is the front matter of a page, not a row
    /// of a table or a record inside either.
    fn is_page(&self) -> bool {
        self.path.is_empty()
    }

    /// The values of declared fields, in their order.
    fn fields(&mut self, fields: &'a [Field], node: &Node) -> Vec<Value> {
        let entries: &[(String, Node)] = match node {
            Node::Map(entries) => entries,
            Node::Null => &[],
            other => {
                let help = match self.file.form {
                    Form::Csv => "a cell holds no fields; write this table as JSON or YAML".to_owned(),
                    _ => given::as_fields(fields, other),
                };
                self.wrong("a record", other, help);
                return vec![Value::None; fields.len()];
            }
        };
        if self.is_page()
            && !self.file.broken
            && entries.is_empty()
            && fields.iter().filter(|field| field.required).count() > 1
        {
            self.problems.push(given::empty(self.file, fields));
            return vec![Value::None; fields.len()];
        }
        let names = self.check_keys(fields, entries);
        let around = std::mem::replace(&mut self.record, self.way.len());
        let values = fields.iter().enumerate().map(|(at, field)| self.field(at, field, entries, &names)).collect();
        self.record = around;
        values
    }

    /// The value of the nth field of a record.
    fn field(&mut self, at: usize, field: &'a Field, entries: &[(String, Node)], names: &Names) -> Value {
        let exact = entries.iter().position(|(name, _)| **name == *field.name);
        let given = exact.or_else(|| names.entry_of(at));
        let node = given.map_or(&Node::Null, |given| &entries[given].1);
        let is_empty = match node {
            Node::Null => true,
            Node::Text(text) => text.trim().is_empty(),
            Node::List(items) => items.is_empty(),
            _ => false,
        };
        if field.doubtful {
            return Value::None;
        }
        let is_lost = given.is_none() && self.is_page() && self.file.broken;
        if field.required && is_empty && !is_lost && !names.excuse(at) {
            let path = given.map_or_else(|| self.path.clone(), |given| step(&self.path, Step::Key(given)));
            self.problems.push(given::missing(self.file, &path, field, given.map(|_| node)));
        }
        let Some(given) = given.filter(|_| *node != Node::Null) else { return Value::None };
        self.names.push(&field.name);
        let value = self.inside(Step::Value(given), at, |reader| reader.value(field, node));
        self.names.pop();
        value
    }

    /// Reads what stands one step further.
    fn inside(&mut self, step: Step, at: usize, read: impl FnOnce(&mut Self) -> Value) -> Value {
        self.path.push(step);
        self.way.push(at);
        let value = read(self);
        self.way.pop();
        self.path.pop();
        value
    }

    /// Reports names that no field has, and those that stand twice.
    fn check_keys(&mut self, fields: &[Field], entries: &[(String, Node)]) -> Names {
        let kind = &self.site.kinds[self.index.seeds[self.entry].kind];
        let is_page = self.is_page();
        // What a declaration leaves out by a slip is reported there.
        let is_excused = |name: &str| {
            kind.doubtful && fields.is_empty() || kind.undeclared.iter().any(|undeclared| undeclared == name)
        };
        let names = Names::of(fields, entries, is_page);
        for at in names.unknown() {
            if !is_excused(&entries[*at].0) && !given::is_block_text(entries, *at) {
                let path = step(&self.path, Step::Key(*at));
                let way = self.names[1..].iter().copied().chain([entries[*at].0.as_str()]).map(str::to_owned);
                self.strange.push(Strange { way: way.collect(), problem: self.problems.len() });
                self.problems.push(names.report(self.file, &path, fields, &entries[*at].0, is_page));
            }
        }
        let mut seen = BTreeSet::new();
        for (at, (name, _)) in entries.iter().enumerate() {
            if !seen.insert(name) && !names.unknown().contains(&at) {
                self.problems.push(repeated_key(self.file, &step(&self.path, Step::Key(at)), name));
            }
        }
        names
    }

    /// A value of a field's shape.
    fn value(&mut self, field: &'a Field, node: &Node) -> Value {
        match (&field.shape, node) {
            (shape, node) if is_mark(node) && !takes_text(shape) => self.open(field, node),
            (Shape::Record(fields), node) => Value::Record(self.fields(fields, node)),
            (Shape::List(of), node) => match self.file.items(&self.path, node) {
                Some(items) => self.list(field, of, &items),
                None => self.wrong("a list", node, self.file.form.list()),
            },
            (Shape::Scalar(scalar), node) => {
                let read = scalar.read(&mut self.input(field, node));
                read.iter().for_each(|read| self.check_limits(field, read));
                match read {
                    None => Value::None,
                    Some(Json::String(text)) => Value::Text(text),
                    Some(plain) => Value::Plain(plain),
                }
            }
            (Shape::Prose, node) => match self.input(field, node).text() {
                Some(text) => {
                    let text = Json::String(text);
                    self.check_limits(field, &text);
                    self.prose(text.as_str().unwrap_or_default())
                }
                None => Value::None,
            },
            (Shape::Reference(to), node) => match self.input(field, node).text() {
                Some(text) => self.reference(field, to, &text),
                None => Value::None,
            },
        }
    }

    /// The values of a list.
    fn list(&mut self, field: &'a Field, of: &'a Field, items: &[Node]) -> Value {
        let before = self.problems.len();
        let is_alike = items.len() > 1 && items.iter().all(|item| is_nested(item) != holds_more(&of.shape));
        let item = |(at, item)| self.inside(Step::Item(at), at, |reader| reader.value(of, item));
        let items: Vec<Value> = items.iter().enumerate().map(item).collect();
        if is_alike {
            self.tell_one_of(before, items.len());
        }
        repeated::in_list(self.file, &self.path, field, &items, &mut self.problems);
        Value::List(items)
    }

    /// Where every entry of a list is of the wrong type, the list is: the first one is told.
    fn tell_one_of(&mut self, before: usize, entries: usize) {
        let found = &self.problems[before..];
        if found.len() == entries && found.iter().all(|problem| problem.code == "wrong-type") {
            let others = entries - 1;
            self.problems.truncate(before + 1);
            if let Some(first) = self.problems.last_mut() {
                first.message += &format!("; the {others} others of this list are alike");
            }
        }
    }

    /// Reports a value that is out of the limits of its field, unless it is still to be
    /// written.
    fn check_limits(&mut self, field: &Field, value: &Json) {
        let is_unwritten = value.as_str().is_some_and(|text| text.contains(UNWRITTEN));
        if let Some((message, help)) = field.limits.breach(value).filter(|_| !is_unwritten) {
            let help = if field.help.is_empty() { help } else { format!("{help}; what belongs here: {}", field.help) };
            self.problems.push(Diagnostic::error("limit", self.file.span(&self.path), message).help(help));
        }
    }

    /// What is still to be written, where no text can stand. It makes a draft of a page;
    /// a row is published with its table, and nothing may stand in for a fact there.
    fn open(&mut self, field: &'a Field, node: &Node) -> Value {
        let is_row = self.is_row();
        self.input(field, node).report_unwritten();
        if let Some(found) = self.problems.last_mut().filter(|_| is_row) {
            found.severity = Severity::Error;
        }
        Value::None
    }

    pub fn is_row(&self) -> bool {
        matches!(self.index.seeds[self.entry].position, Position::Row(..))
    }

    /// The value that is being read, for its type.
    fn input<'b>(&'b mut self, field: &'b Field, node: &'b Node) -> Input<'b> {
        Input { field, file: self.file, path: &self.path, node, problems: &mut self.problems }
    }

    fn wrong(&mut self, wanted: &str, found: &Node, help: impl Into<String>) -> Value {
        self.problems.push(wrong_type(self.file, &self.path, wanted, found).help(help));
        Value::None
    }

    fn prose(&mut self, text: &str) -> Value {
        let (file, path) = (self.file, self.path.clone());
        let span = |written: &str| file.span_within(&path, written);
        let rules = self.site.rules();
        let known = self.pages.prose.get(text).filter(|known| known.reading.rules == rules).cloned();
        let document = known.unwrap_or_else(|| Arc::new(parse_prose(text, &rules, &span, &mut self.problems)));
        let targets = self.targets(&document, &|link: &Link| file.span_within(&path, &text[link.at.clone()]));
        Value::Prose(Box::new(LinkedText { document, targets }))
    }

    fn targets(&mut self, document: &Document, span: &dyn Fn(&Link) -> Span) -> Vec<Target> {
        let path = self.index.seeds[self.entry].position.path(self.pages);
        let from = targets::Standpoint { site: self.site, index: self.index, entry: self.entry, path, span };
        targets::resolve(&from, document, &mut self.problems)
    }
}

fn is_nested(node: &Node) -> bool {
    matches!(node, Node::List(_) | Node::Map(_))
}

/// Whether the values of a shape hold others.
fn holds_more(shape: &Shape) -> bool {
    matches!(shape, Shape::List(_) | Shape::Record(_))
}

/// Whether any text is a value of a shape.
fn takes_text(shape: &Shape) -> bool {
    match shape {
        Shape::Prose => true,
        Shape::Scalar(scalar) => scalar.is_any_text(),
        _ => false,
    }
}
