//! A new page with every required field: what is known is filled in, everything else is
//! marked as still to be written. Nothing is guessed: a fact that stands there was given or
//! follows from the key. Whether the page passes the check is for the caller to try.

use crate::diag::{Diagnostic, nearest};
use crate::link::file_name_key;
use crate::model::{Example, Field, Kind, Origin, PathPattern, Shape, Site, read_site};
use crate::parse::{Before, Node, Rules, UNWRITTEN, Yaml, parse};
use crate::source::{Sources, Text};
use crate::text::{glob_matches, names, plain_or_quoted, quoted};
use std::collections::BTreeMap;
use std::fmt;

/// A page that can be written to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPage {
    /// The file's path below the root.
    pub path: String,
    /// Its text.
    pub text: String,
    /// The required fields that are still to be written.
    pub gaps: Vec<Gap>,
}

/// A required field that is still to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Its name.
    pub name: String,
    /// One line that explains it; may be empty.
    pub help: String,
    /// What may stand there, where a few words can say so.
    pub form: String,
}

impl Gap {
    /// Its explanation, and what may stand there.
    fn note(&self) -> String {
        let parts = [self.help.as_str(), self.form.as_str()].into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join("; ")
    }
}

impl fmt::Display for Gap {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self.note().as_str() {
            "" => formatter.write_str(&self.name),
            note => write!(formatter, "{} ({note})", self.name),
        }
    }
}

/// Makes a page of a kind for a key. `given` are values by field: text as it is,
/// other types as they stand in YAML. The error is a sentence for the person who
/// asked.
pub fn scaffold(
    sources: &Sources,
    kind: Option<&str>,
    key: &str,
    given: &BTreeMap<String, String>,
) -> Result<NewPage, String> {
    let page = Maker::new(sources, kind)?.page(key, given)?;
    if sources.get(&page.path).is_some() {
        let path = page.path;
        return Err(format!("{path} is there already\nhelp: edit that file, or name a key that has no page yet"));
    }
    Ok(page)
}

/// Makes pages of one kind.
pub struct Maker {
    site: Site,
    kind: usize,
    keys: BTreeMap<String, Vec<(String, Vec<String>)>>,
}

impl Maker {
    /// For the kind of a name, or else the first one that has a key.
    pub fn new(sources: &Sources, kind: Option<&str>) -> Result<Maker, String> {
        let mut problems: Vec<Diagnostic> = Vec::new();
        let site = read_site(sources, &mut problems);
        if let Some(problem) = problems.first() {
            return Err(format!("content/site.yaml cannot be used: {}; `statuary check` tells more", problem.message));
        }
        let site = site.ok_or("content/site.yaml cannot be used; `statuary check` tells more")?;
        let name = kind_of(&site, kind)?.0.name.clone();
        let kind = site.kind(&name).unwrap_or_default();
        Ok(Maker { keys: keys(sources, &site), site, kind })
    }

    /// The kind whose pages are made.
    pub fn kind(&self) -> &Kind {
        &self.site.kinds[self.kind]
    }

    /// The page of a key. See [`scaffold`].
    pub fn page(&self, key: &str, given: &BTreeMap<String, String>) -> Result<NewPage, String> {
        let kind = self.kind();
        let Origin::Pages(pattern) = &kind.origin else { return Err(format!("\"{}\" has no pages", kind.name)) };
        if let Some(unknown) = given.keys().find(|field| kind.field(field).is_none()) {
            let near = did_you_mean(unknown, kind.fields.iter().map(|field| &*field.name));
            return Err(format!("\"{}\" has no field \"{unknown}\"{near}", kind.name));
        }
        let request = Request { keys: &self.keys, key, own: kind.key.as_deref().unwrap_or_default(), given };
        let mut parts = BTreeMap::new();
        for name in names(pattern.as_str()) {
            parts.insert(name.clone(), request.part_of_path(kind, &name)?);
        }
        let path = format!("content/{}", pattern.fill(|name| parts.get(name).cloned().unwrap_or_default()));
        let mut gaps = Vec::new();
        let text = request.text(kind, &mut gaps)?;
        Ok(NewPage { path, text, gaps })
    }
}

/// The kind of page with a name, or else the first one that has a key, and where
/// its pages lie.
fn kind_of<'a>(site: &'a Site, name: Option<&str>) -> Result<(&'a Kind, &'a PathPattern), String> {
    let keyed = site.kinds.iter().filter(|kind| kind.key.is_some()).filter_map(|kind| match &kind.origin {
        Origin::Pages(pattern) => Some((kind, pattern)),
        Origin::Table => None,
    });
    let mut fitting = keyed.clone().filter(|(kind, _)| name.is_none_or(|name| kind.name == name));
    fitting.next().ok_or_else(|| match name {
        None => "content/site.yaml declares no kind of page with a key".to_owned(),
        Some(name) => {
            let names: Vec<&str> = keyed.map(|(kind, _)| kind.name.as_str()).collect();
            let near = did_you_mean(name, names.iter().copied());
            format!("there is no kind of page \"{name}\": kinds are {}{near}", names.join(", "))
        }
    })
}

fn did_you_mean<'a>(word: &str, choices: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, choices).map(|near| format!("; did you mean \"{near}\"?")).unwrap_or_default()
}

/// What page is asked for, and the keys that it may name.
struct Request<'a> {
    keys: &'a BTreeMap<String, Vec<(String, Vec<String>)>>,
    key: &'a str,
    own: &'a str,
    given: &'a BTreeMap<String, String>,
}

impl Request<'_> {
    /// The text of a page with every required field and those that are given.
    fn text(&self, kind: &Kind, gaps: &mut Vec<Gap>) -> Result<String, String> {
        let mut text = String::from("---\n");
        let (here, others): (Vec<&Field>, Vec<&Field>) =
            kind.fields.iter().partition(|field| field.required || self.given.contains_key(&*field.name));
        for field in here {
            let gap = Gap { name: field.name.to_string(), help: field.help.clone(), form: String::new() };
            let (value, gap) = match self.known(field)? {
                Some(value) => (value, gap),
                None => {
                    let gap = Gap { form: form(&field.shape), ..gap };
                    gaps.push(gap.clone());
                    (UNWRITTEN.to_owned(), gap)
                }
            };
            // Above the value: behind one, an editor that completes values would take it along.
            if !gap.note().is_empty() {
                text.push_str(&format!("# {}\n", gap.note()));
            }
            text.push_str(&format!("{}: {value}\n", field.name));
        }
        if !others.is_empty() {
            let names: Vec<&str> = others.iter().map(|field| &*field.name).collect();
            text.push_str(&format!("# Fields that may be added: {}\n", names.join(", ")));
        }
        Ok(format!("{text}---\n\n## What it means\n\n{UNWRITTEN}\n"))
    }

    /// The value of a field that stands in the path of the page's file.
    fn part_of_path(&self, kind: &Kind, name: &str) -> Result<String, String> {
        let field = kind.field(name).map(|at| &kind.fields[at]);
        let value = match (self.given.get(name), field.map(|field| (field, &field.shape))) {
            (Some(given), _) => given.clone(),
            (None, _) if name == self.own => self.key.to_owned(),
            (None, Some((field, Shape::Reference(to)))) => self.covering(field, to).unwrap_or_default(),
            (None, _) => String::new(),
        };
        // A hidden file would not be read.
        if value.starts_with('.') || value.contains(['/', '\\']) {
            return Err(format!(
                "\"{value}\" cannot be the {name} of a page: it names the page's file, so write it without slashes and without a dot in front"
            ));
        }
        if value.is_empty() {
            let covers = field.and_then(|field| self.covers(field)).unwrap_or_default();
            return Err(format!(
                "the page needs a {name}, which names its file{covers}\nhelp: give it with --set {name}=…"
            ));
        }
        Ok(value)
    }

    /// A field's value in YAML where it is given or follows from the key.
    fn known(&self, field: &Field) -> Result<Option<String>, String> {
        let value = match (self.given.get(&*field.name), &field.shape) {
            (Some(given), Shape::List(_) | Shape::Record(_)) => as_yaml(field, given)?,
            (Some(given), Shape::Scalar(scalar)) if !scalar.is_text() => as_yaml(field, given)?,
            (Some(given), _) => quoted(given),
            (None, _) if &*field.name == self.own => plain_or_quoted(self.key),
            (None, Shape::Reference(to)) => return Ok(self.covering(field, to).map(|key| plain_or_quoted(&key))),
            (None, _) => return Ok(None),
        };
        Ok(Some(value))
    }

    /// The entry to which the key belongs: the one whose patterns cover it, or the only
    /// one there is where it has none.
    fn covering(&self, field: &Field, to: &str) -> Option<String> {
        field.covers.as_ref()?;
        let entries = self.keys.get(to)?;
        let covering = entries.iter().find(|(_, globs)| globs.iter().any(|glob| glob_matches(glob, self.key)));
        let only = || entries.first().filter(|(_, globs)| entries.len() == 1 && globs.is_empty());
        covering.or_else(only).map(|(key, _)| key.clone())
    }

    /// What the entries cover among which the key finds none.
    fn covers(&self, field: &Field) -> Option<String> {
        let Shape::Reference(to) = &field.shape else { return None };
        let entries = self.keys.get(to).filter(|_| field.covers.is_some())?.iter();
        let each: Vec<String> = entries.map(|(key, globs)| format!("{key} ({})", globs.join(", "))).collect();
        Some(format!("; none of {} covers {}", each.join(", "), self.key))
    }
}

/// What may stand in a field, where a few words can say so.
fn form(shape: &Shape) -> String {
    match shape {
        Shape::Scalar(scalar) => match scalar.example() {
            Example { value: Some(first), others } if !others.is_empty() => {
                format!("one of {}, {}", first.trim_matches('"'), others.join(", "))
            }
            Example { value: Some(value), .. } => format!("such as {value}"),
            Example { value: None, .. } => String::new(),
        },
        Shape::Prose => String::new(),
        Shape::Reference(to) => format!("a key of {to}"),
        Shape::List(of) => match form(&of.shape).as_str() {
            "" => "a list".to_owned(),
            form => format!("a list: {form}"),
        },
        Shape::Record(fields) => {
            let required: Vec<&str> = fields.iter().filter(|field| field.required).map(|field| &*field.name).collect();
            format!("a record with {}", required.join(", "))
        }
    }
}

/// For each kind and table its keys, and the patterns each covers.
fn keys(sources: &Sources, site: &Site) -> BTreeMap<String, Vec<(String, Vec<String>)>> {
    let pages = parse(sources, &Rules::default(), &[], Before::default(), &mut Vec::new());
    let mut keys: BTreeMap<String, Vec<(String, Vec<String>)>> = BTreeMap::new();
    for page in &pages.pages {
        if let Some((kind, key)) = file_name_key(site, &page.path) {
            keys.entry(kind).or_default().push((key, globs(&page.front.node)));
        }
    }
    for table in &pages.tables {
        if let Node::List(rows) = &table.yaml.node {
            let ids = rows.iter().filter_map(|row| match row.get("id") {
                Some(Node::Text(id)) => Some((id.clone(), globs(row))),
                Some(Node::Integer(id)) => Some((id.to_string(), globs(row))),
                _ => None,
            });
            keys.entry(table.name.clone()).or_default().extend(ids);
        }
    }
    keys
}

/// All texts in lists of a mapping: the patterns that a reference may cover are
/// among them.
fn globs(node: &Node) -> Vec<String> {
    let Node::Map(entries) = node else { return Vec::new() };
    let lists = entries.iter().filter_map(|(_, value)| match value {
        Node::List(items) => Some(items),
        _ => None,
    });
    let texts = lists.flatten().filter_map(|item| match item {
        Node::Text(text) => Some(text.clone()),
        _ => None,
    });
    texts.filter(|text| text.contains(['?', '*'])).collect()
}

/// A given value of a type that is not text, as it stands behind the field's name.
fn as_yaml(field: &Field, given: &str) -> Result<String, String> {
    let line = format!("{}: {given}", field.name);
    let yaml = Yaml::read("", &Text::from(line.as_str()), 0..line.len(), &mut Vec::new());
    match yaml.node {
        Node::Map(entries) if !yaml.broken && entries.len() == 1 && !given.contains('\n') => Ok(given.to_owned()),
        _ => Err(format!("`{line}` is not valid YAML; write the value as it stands in a page, such as [a, b] or true")),
    }
}
