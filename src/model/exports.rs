//! Files for the program that are made from the facts: declared in `site.yaml`, written by a build
//! at a path of the project, and held by a check.

use super::facts_schema::FACT_KEYS;
use super::keys::EXPORT;
use super::reader::Fields;
use super::{Kind, Site, read_site};
use crate::diag::{Diagnostic, choices_help};
use crate::parse::Yaml;
use crate::source::{SITE_FILE, Sources, Span};

/// A mapping by the values of a field, with chosen fields of each entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// Where it lies, as a path in the project.
    pub path: String,
    /// The number of the kind.
    pub kind: usize,
    /// The number of the field by which entries are found.
    pub key: usize,
    /// The names of what is said of each, in order.
    pub fields: Vec<String>,
    /// Where the path is written.
    pub span: Span,
}

/// The key of `site.yaml`.
const EXPORTS: &str = "exports";

/// Folders that hold what a site is made from, and what is made of it.
const TAKEN: [&str; 4] = ["content", "themes", "public", "target"];

/// Reads the declarations. One that is wrong is reported and left out.
pub(super) fn read(file: &Yaml, site: &Site, fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Vec<Export> {
    let Some(inner) = fields.inner(EXPORTS, &[], problems) else { return Vec::new() };
    inner.repeated(problems);
    let mut exports = Vec::new();
    for (at, (path, node, steps)) in inner.entries().enumerate() {
        let span = inner.key_span(at);
        let mut fields = Fields::new(file, steps, node, &EXPORT, problems);
        let read = export(path, span.clone(), site, &mut fields, problems);
        fields.finish(problems);
        match problem(path) {
            Some(why) => problems.push(
                Diagnostic::error("bad-export", span, format!("the file \"{path}\" {why}"))
                    .help("write a path in the project such as src/errors.json"),
            ),
            None => exports.extend(read),
        }
    }
    exports
}

/// Why no file may be written at a path.
fn problem(path: &str) -> Option<String> {
    let first = path.split('/').next().unwrap_or_default();
    if path.contains(['\\', ':']) || path.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Some("does not lie in the project".to_owned());
    }
    if ![".json", ".yaml", ".yml"].iter().any(|ending| path.ends_with(ending)) {
        return Some("ends with neither .json nor .yaml".to_owned());
    }
    if TAKEN.contains(&first) {
        return Some(format!("would lie in {first}/, which is no place for files of the program"));
    }
    path.split('/').any(|part| part.starts_with('.')).then(|| "would be hidden".to_owned())
}

fn export(path: &str, span: Span, site: &Site, fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Option<Export> {
    let name = fields.required_text("kind", problems);
    let (key, wanted) = (fields.text("key", problems), fields.texts_and_spans("fields", problems));
    let Some(number) = site.kind(&name) else {
        if !name.is_empty() && !site.unread {
            let help = choices_help("kinds and tables", &name, site.kinds.iter().map(|kind| kind.name.as_str()));
            let message = format!("\"{name}\" is neither a kind nor a table");
            problems.push(Diagnostic::error("unknown-kind", fields.span("kind"), message).help(help));
        }
        return None;
    };
    let kind = &site.kinds[number];
    let key = match key.or_else(|| kind.key.clone()) {
        Some(key) => known(kind, &key, fields.span("key"), problems),
        None => {
            let message = format!("\"{name}\" has no key by which its entries could be told apart");
            problems.push(Diagnostic::error("missing-field", span.clone(), message).help("name a field as its `key`"));
            None
        }
    };
    let url = FACT_KEYS[1];
    let mut names = Vec::new();
    for (name, span) in &wanted {
        if name == url || known(kind, name, span.clone(), problems).is_some() {
            names.push(name.clone());
        }
    }
    if wanted.is_empty() {
        names = kind.fields.iter().map(|field| field.name.to_string()).chain([url.to_owned()]).collect();
    }
    Some(Export { path: path.to_owned(), kind: number, key: key?, fields: names, span })
}

/// The number of a field that is named; one that is not declared is reported.
fn known(kind: &Kind, name: &str, span: Span, problems: &mut Vec<Diagnostic>) -> Option<usize> {
    let found = kind.field(name);
    if found.is_none() && !kind.fields.is_empty() {
        let help = choices_help("its fields", name, kind.fields.iter().map(|field| &*field.name));
        let message = format!("\"{}\" has no field \"{name}\"", kind.name);
        problems.push(Diagnostic::error("unknown-field", span, message).help(help));
    }
    found
}

/// The paths at which a `site.yaml` wants files for the program, which are read with the site's
/// own. One that does not speak of them is not read for it.
pub fn export_paths(text: &str) -> Vec<String> {
    if !text.contains(EXPORTS) {
        return Vec::new();
    }
    let mut sources = Sources::default();
    sources.insert_text(SITE_FILE, text);
    let site = read_site(&sources, &mut Vec::new()).unwrap_or_default();
    site.exports.into_iter().map(|export| export.path).collect()
}
