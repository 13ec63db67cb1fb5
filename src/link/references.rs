//! Reads the fields that refer to a page or a row: what is meant, and whether it may be.

use super::fields::{Reader, Reference};
use super::marks::draft_named;
use super::seeds::plain;
use super::{EntryId, Value};
use crate::diag::{Diagnostic, Severity, choices_help, sure};
use crate::model::{Field, Parent};
use crate::parse::{Node, Step};
use crate::text::{composed, glob_matches, plain_or_quoted};

impl Reader<'_> {
    /// What a value refers to, which is checked.
    pub fn reference(&mut self, field: &Field, to: &str, text: &str) -> Value {
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
        if let Some(lost) = self.index.lost(kind, text, &span) {
            self.problems.push(lost);
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
                true => {
                    let file = self.pages.tables.iter().find(|table| table.name == to).map(|table| &*table.yaml.path);
                    let usual = format!("content/tables/{to}.yaml");
                    format!("add a row with this id to {}", file.unwrap_or(&usual))
                }
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

    /// Whether the entry's own key may be another one, which is reported.
    fn is_key_in_doubt(&self) -> bool {
        let seed = &self.index.seeds[self.entry];
        seed.mismatch.as_ref().is_some_and(|mismatch| mismatch.key.is_some()) || self.index.cut_of_key(seed).is_some()
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
        if own.is_empty() || self.is_mismatch(field, text) || self.is_key_in_doubt() {
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
