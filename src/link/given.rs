//! The names in a mapping beside those that its fields have: what is misspelt, what is
//! missing, and what of that is one slip.

use crate::diag::Diagnostic;
use crate::model::{Field, OF_ALL, meant_field};
use crate::parse::{Node, Step, Yaml, unknown_key};
use crate::source::Span;

/// The names in a mapping that no field has, and the fields that are meant by them.
#[derive(Default)]
pub(super) struct Names {
    unknown: Vec<usize>,
    /// Fields that are given under a misspelt name, with the entry.
    meant: Vec<(usize, usize)>,
    /// The one field that is missing where one name is unknown: it may have been meant.
    instead: Option<usize>,
    /// Whether a merge key stands there, which may hold whatever is missing.
    merges: bool,
}

/// The key with which YAML merges mappings, which is not part of its standard any more.
const MERGE: &str = "<<";

impl Names {
    /// The names in a mapping of such fields; `is_page` where it is a page's front matter.
    pub fn of(fields: &[Field], entries: &[(String, Node)], is_page: bool) -> Names {
        let is_known =
            |name: &str| fields.iter().any(|field| *field.name == *name) || (is_page && OF_ALL.contains(&name));
        let strange = entries.iter().enumerate().filter(|(_, (name, _))| !is_known(name));
        let unknown: Vec<usize> = strange.map(|(at, _)| at).collect();
        if unknown.is_empty() {
            return Names::default();
        }
        let mut meant: Vec<(usize, usize)> = Vec::new();
        for at in &unknown {
            if let Some(field) = meant_field(fields, entries, &entries[*at].0)
                && meant.iter().all(|(other, _)| *other != field)
            {
                meant.push((field, *at));
            }
        }
        let is_missing =
            |(_, field): &(usize, &Field)| field.required && !entries.iter().any(|(name, _)| **name == *field.name);
        let mut missing = fields.iter().enumerate().filter(is_missing).map(|(at, _)| at);
        let only = (unknown.len() == 1 && meant.is_empty()).then(|| (missing.next(), missing.next()));
        let instead = only.and_then(|(first, second)| first.filter(|_| second.is_none()));
        let merges = unknown.iter().any(|at| entries[*at].0 == MERGE);
        Names { unknown, meant, instead, merges }
    }

    /// The entries with names that no field has.
    pub fn unknown(&self) -> &[usize] {
        &self.unknown
    }

    /// The entry that gives a field under a misspelt name.
    pub fn entry_of(&self, field: usize) -> Option<usize> {
        self.meant.iter().find(|(meant, _)| *meant == field).map(|(_, at)| *at)
    }

    /// Whether a field that is missing is part of a slip that is reported.
    pub fn excuse(&self, field: usize) -> bool {
        self.merges || self.instead == Some(field)
    }

    /// That no field has a name.
    pub fn report(&self, file: &Yaml, path: &[Step], fields: &[Field], name: &str, is_page: bool) -> Diagnostic {
        if name == MERGE {
            return Diagnostic::error("unknown-field", file.span(path), "`<<` merges nothing here")
                .help("write the fields out; `name: *anchor` repeats a whole value");
        }
        let of_all = OF_ALL.into_iter().filter(|_| is_page);
        let names: Vec<&str> = fields.iter().map(|field| &*field.name).chain(of_all).collect();
        let problem = unknown_key(file, path, name, &names);
        match self.instead {
            Some(at) => {
                let help = problem.help.clone().map(|help| format!("{help}; ")).unwrap_or_default();
                let field = &fields[at].name;
                let form = file.form.field(field);
                problem.help(format!("{help}\"{field}\" is missing: write {form} if it is meant"))
            }
            None => problem,
        }
    }
}

/// Whether what looks like a name is the text of the entry above that is not indented: that
/// entry has an empty text then, and is reported.
pub(super) fn is_block_text(entries: &[(String, Node)], at: usize) -> bool {
    let above = at.checked_sub(1).and_then(|above| entries.get(above));
    above.is_some_and(|(_, node)| matches!(node, Node::Text(text) if text.is_empty())) && entries[at].0.contains(' ')
}

/// How to write as a record what is none.
pub(super) fn as_fields(fields: &[Field], node: &Node) -> String {
    if let Node::Text(text) = node
        && let Some((name, value)) = text.split_once([' ', ':'])
        && fields.iter().any(|field| *field.name == *name)
    {
        return format!("write `{name}: {}`", value.trim());
    }
    let names: Vec<&str> = fields.iter().map(|field| &*field.name).collect();
    format!("write its fields: {}", names.join(", "))
}

/// That front matter is empty.
pub(super) fn empty(file: &Yaml, fields: &[Field]) -> Diagnostic {
    let needed: Vec<&str> = fields.iter().filter(|field| field.required).map(|field| &*field.name).collect();
    Diagnostic::error("missing-field", first_line(file), "this front matter is empty")
        .help(format!("write its fields, each as `name: value`: {}", needed.join(", ")))
}

/// That a required field is missing, or empty where it is given as a null or an empty value.
pub(super) fn missing(file: &Yaml, path: &[Step], field: &Field, given: Option<&Node>) -> Diagnostic {
    let help = if field.help.is_empty() { String::new() } else { format!(": {}", field.help) };
    if let Some(head) = file.head_without(&field.name) {
        let message = format!("the column \"{}\" is missing", field.name);
        return Diagnostic::error("missing-field", head, message).help(format!("add it to the first row{help}"));
    }
    let help = format!("add {}{help}", file.form.field(&field.name));
    let Some(node) = given else {
        let span = if path.is_empty() { first_line(file) } else { file.span(path) };
        return Diagnostic::error("missing-field", span, format!("the field \"{}\" is missing", field.name)).help(help);
    };
    let key = file.span(path);
    let line = file.text_of(&key.path)[key.end..].lines().next().unwrap_or_default();
    let bare = line.trim_start_matches([':', ' ', '"', '\'']);
    let start = key.end + line.len() - bare.len();
    let written = bare.trim_end();
    let why = match node {
        Node::Null if ["null", "Null", "NULL", "~"].contains(&written) => "stands for nothing in YAML",
        Node::Null if written.starts_with('&') => "gives a name to what follows",
        Node::Null if written.starts_with('#') => "is a comment",
        Node::Text(_) if written.starts_with(['>', '|']) => {
            let span = Span::new(&*key.path, start..start + written.len());
            let message = format!("the field \"{}\" is empty: nothing is indented below `{written}`", field.name);
            return Diagnostic::error("missing-field", span, message)
                .help("indent each line of its text further than the name");
        }
        _ => "",
    };
    let message = format!("the field \"{}\" is empty", field.name);
    if why.is_empty() {
        return Diagnostic::error("missing-field", key, message).help(help);
    }
    let span = Span::new(&*key.path, start..start + written.len());
    Diagnostic::error("missing-field", span, format!("{message}: `{written}` {why}"))
        .help(format!("put it in quotes when it is text: `{}: \"{written}\"`", field.name))
}

/// The first line of a page.
fn first_line(file: &Yaml) -> Span {
    Span::new(&*file.path, 0..file.text.lines().next().map_or(0, str::len))
}
