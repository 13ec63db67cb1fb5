//! Gives the fields of one page or row their types, as `site.yaml` declares
//! them, and finds what they refer to.

use super::given::{self, Names};
use super::index::Index;
use super::marks::draft_named;
use super::seeds::{Position, plain};
use super::{EntryId, LinkedText, Target, Value, repeated, targets};
use crate::diag::{Diagnostic, Severity, choices_help, sure};
use crate::model::{Field, Input, Parent, Shape, Site, UNWRITTEN, is_mark, step, wrong_type};
use crate::parse::{Document, Link, Node, Pages, Step, Yaml, parse_prose, repeated_key};
use crate::source::Span;
use crate::text::{composed, glob_matches, plain_or_quoted};
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
            problems: Vec::new(),
        };
        reader.entry(node)
    };
    (0..index.seeds.len()).into_par_iter().map(read).collect()
}

struct Reader<'a> {
    site: &'a Site,
    pages: &'a Pages,
    index: &'a Index<'a>,
    slots: &'a [Vec<Arc<str>>],
    entry: EntryId,
    file: &'a Yaml,
    /// The names of the kind and of the fields down to the value that is being read.
    names: Vec<&'a str>,
    /// The way to the value in the file.
    path: Vec<Step>,
    /// The way to the value through the typed values.
    way: Vec<usize>,
    /// How much of that way leads to the record around the value.
    record: usize,
    references: Vec<Reference>,
    problems: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    /// The fields of the entry, and its text.
    fn entry(mut self, node: &'a Node) -> Reading {
        let seed = &self.index.seeds[self.entry];
        let declared = &self.site.kinds[seed.kind].fields;
        let readable = if self.is_page() { self.file.readable() } else { Some(node).filter(|_| !self.file.broken) };
        let fields = readable.map_or_else(|| vec![Value::None; declared.len()], |node| self.fields(declared, node));
        let is_error = |problem: &Diagnostic| problem.severity == Severity::Error;
        let faulty = self.file.broken || self.problems.iter().any(is_error);
        let targets = match seed.position {
            Position::Row(..) => Vec::new(),
            Position::Page(page) => {
                let (file, page) = (self.file, &self.pages.pages[page]);
                let span = |link: &Link| page.body.source.span(&file.path, &link.at);
                self.targets(&page.body, &span)
            }
        };
        Reading { fields, targets, references: self.references, problems: self.problems, faulty }
    }

    /// Whether the mapping that is being read is the front matter of a page, not a row
    /// of a table or a record inside either.
    fn is_page(&self) -> bool {
        self.path.is_empty()
    }

    /// The values of declared fields, in their order.
    fn fields(&mut self, fields: &'a [Field], node: &'a Node) -> Vec<Value> {
        let entries: &[(String, Node)] = match node {
            Node::Map(entries) => entries,
            Node::Null => &[],
            other => {
                self.wrong("a record", other, given::as_fields(fields, other));
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
    fn field(&mut self, at: usize, field: &'a Field, entries: &'a [(String, Node)], names: &Names) -> Value {
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
    fn value(&mut self, field: &'a Field, node: &'a Node) -> Value {
        match (&field.shape, node) {
            (shape, node) if is_mark(node) && !takes_text(shape) => self.open(field, node),
            (Shape::Record(fields), node) => Value::Record(self.fields(fields, node)),
            (Shape::List(of), Node::List(items)) => {
                let item = |(at, item)| self.inside(Step::Item(at), at, |reader| reader.value(of, item));
                let items: Vec<Value> = items.iter().enumerate().map(item).collect();
                repeated::in_list(self.file, &self.path, field, &items, &mut self.problems);
                Value::List(items)
            }
            (Shape::List(_), other) => self.wrong("a list", other, "write `[a, b]`, or one `- ` line for each entry"),
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
    fn open(&mut self, field: &'a Field, node: &'a Node) -> Value {
        let is_row = self.is_row();
        self.input(field, node).report_unwritten();
        if let Some(found) = self.problems.last_mut().filter(|_| is_row) {
            found.severity = Severity::Error;
        }
        Value::None
    }

    fn is_row(&self) -> bool {
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
        let document = Arc::new(parse_prose(text, &self.site.rules(), &span, &mut self.problems));
        let targets = self.targets(&document, &|link: &Link| file.span_within(&path, &text[link.at.clone()]));
        Value::Prose(Box::new(LinkedText { document, targets }))
    }

    fn targets(&mut self, document: &Document, span: &dyn Fn(&Link) -> Span) -> Vec<Target> {
        let path = self.file.path.strip_prefix("content/").unwrap_or(&self.file.path);
        let from = targets::Standpoint { site: self.site, index: self.index, entry: self.entry, path, span };
        targets::resolve(&from, document, &mut self.problems)
    }

    fn reference(&mut self, field: &Field, to: &str, text: &str) -> Value {
        let Some(kind) = self.site.kind(to) else { return Value::None };
        let keys = &self.index.by_kind[kind];
        let Some(id) = keys.get(&*composed(text)).copied() else {
            self.unknown_entry(kind, to, text);
            return Value::None;
        };
        let kind_of_entry = &self.site.kinds[self.index.seeds[self.entry].kind];
        let is_parent = matches!(&kind_of_entry.parent, Parent::Field(name) if **name == *field.name);
        if id == self.entry && !field.limits.itself && !is_parent {
            let problem =
                Diagnostic::warning("self-reference", self.file.span(&self.path), "this refers to its own entry");
            self.problems.push(problem.help(
                "name another one, or take it out; where it is meant, declare the reference with `itself: true`",
            ));
        }
        self.check_covered(field, id, text);
        self.check_published(field, id);
        let name = self.names.join(".");
        if let Ok(slot) = self.slots[kind].binary_search_by(|slot| (**slot).cmp(&name)) {
            self.references.push(Reference { slot, to: id, record: self.way[..self.record].to_vec() });
        }
        Value::Reference(id)
    }

    /// Reports a reference that leads nowhere, unless what it means could not be read.
    fn unknown_entry(&mut self, kind: usize, to: &str, text: &str) {
        if self.index.may_be_unread(kind, text) {
            return;
        }
        let span = self.file.span(&self.path);
        if let Some(gone) = self.index.gone(kind, text, &span) {
            self.problems.push(gone);
            return;
        }
        let keys = &self.index.by_kind[kind];
        let problem = Diagnostic::error("unknown-row", span, format!("no {to} is called \"{text}\""));
        let several: Vec<&str> = text.split_whitespace().collect();
        let help = match choices_help(&format!("keys of {to}"), text, keys.keys().map(String::as_str)) {
            _ if several.len() > 1 && several.iter().all(|one| keys.contains_key(*one)) => {
                format!("write a comma between them: `{}`", several.join(", "))
            }
            help if help.is_empty() => match self.site.kinds[kind].is_table() {
                true => format!("add a row with this id to content/tables/{to}.yaml"),
                false => format!("write the key of a page of the kind \"{to}\""),
            },
            help => help,
        };
        let cure = sure(text, keys.keys().map(String::as_str)).map(plain_or_quoted);
        self.problems.push(problem.help(help).cure(cure));
    }

    /// Whether the path of the file says otherwise of the field that is being read, which is
    /// reported.
    fn is_mismatch(&self, field: &Field, text: &str) -> bool {
        let mismatch = self.index.seeds[self.entry].mismatch.as_ref();
        let in_path = |(name, value): &(String, String)| **name == *field.name && value != text;
        self.path.len() == 1 && mismatch.is_some_and(|mismatch| mismatch.captures.iter().any(in_path))
    }

    /// Reports a reference of a page or row to a draft: it is left out, or keeps a page that
    /// cannot do without it from being published.
    fn check_published(&mut self, field: &Field, target: EntryId) {
        let target = &self.index.seeds[target];
        if self.index.seeds[self.entry].draft.is_some() || target.draft.is_none() {
            return;
        }
        let own = if self.is_row() { 1 } else { 0 };
        let can_be_left_out = !field.required || self.path[own..].iter().any(|step| matches!(step, Step::Item(_)));
        let found = draft_named(&target.source, &self.file.span(&self.path));
        self.problems.push(match can_be_left_out {
            true => found,
            false => Diagnostic { severity: Severity::Error, ..found }.help(format!(
                "the field \"{}\" is required, so finish that page first, mark this one `draft: true` as well, or name another",
                field.name
            )),
        });
    }

    /// Whether the target's patterns cover this entry's own key.
    fn check_covered(&mut self, field: &Field, target: EntryId, text: &str) {
        let Some(covers) = &field.covers else { return };
        let own = &self.index.seeds[self.entry].key;
        if own.is_empty() || self.is_mismatch(field, text) {
            return;
        }
        let patterns = |id: EntryId| -> Vec<String> {
            let (file, path, node) = self.index.seeds[id].position.node(self.pages);
            match node.get(covers) {
                Some(Node::List(items)) => items
                    .iter()
                    .filter_map(|item| match item {
                        Node::Text(text) => Some(text.clone()),
                        Node::Integer(number) => Some(number.to_string()),
                        _ => None,
                    })
                    .collect(),
                _ => plain(file, &path, node, &self.site.kinds[self.index.seeds[id].kind].fields, covers)
                    .into_iter()
                    .collect(),
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
            self.file.span(&self.path),
            format!("{text} does not cover {own}: its {covers} are {}", of_target.join(", ")),
        );
        self.problems.push(problem.help(help));
    }
}

/// Whether any text is a value of a shape.
fn takes_text(shape: &Shape) -> bool {
    match shape {
        Shape::Prose => true,
        Shape::Scalar(scalar) => scalar.is_any_text(),
        _ => false,
    }
}
