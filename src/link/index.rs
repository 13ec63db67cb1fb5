//! Gives every page and row a kind, a key, a label and a route, and makes the
//! index by which everything else finds them. Their fields are read elsewhere.

use super::EntryId;
use super::aliases::{Alias, aliases};
use super::marks::mark_of;
use crate::diag::{Diagnostic, choices_help};
use crate::model::{Drafts, Kind, Origin, Site};
use crate::parse::{Heading, Node, Page, Pages, Step, Table, Yaml};
use crate::source::{Sources, Span};
use crate::text::{composed, ends_with, fill, names, natural};
use std::collections::{BTreeMap, BTreeSet};

/// A page or row before its fields are typed.
pub(super) struct Seed {
    pub kind: usize,
    pub key: String,
    pub title: String,
    pub label: String,
    pub summary: Option<String>,
    pub route: Option<String>,
    pub template: Option<String>,
    pub position: Position,
    pub source: String,
    pub anchors: Anchors,
    /// Where it says that it is a draft.
    pub draft: Option<Span>,
}

/// The ids in a page that links can lead to, each with its number in their order.
pub(super) type Anchors = BTreeMap<String, usize>;

/// Where an entry stands among the files: the nth page, or a row of the nth table.
#[derive(Clone, Copy)]
pub(super) enum Position {
    Page(usize),
    Row(usize, usize),
}

impl Position {
    /// The file, the way to the entry's mapping, and the mapping.
    pub fn node<'a>(&self, pages: &'a Pages) -> (&'a Yaml, Vec<Step>, &'a Node) {
        const NOTHING: &Node = &Node::Null;
        match self {
            Position::Page(page) => {
                let front = &pages.pages[*page].front;
                (front, Vec::new(), &front.node)
            }
            Position::Row(table, row) => {
                let yaml = &pages.tables[*table].yaml;
                let node = match &yaml.node {
                    Node::List(rows) => rows.get(*row).unwrap_or(NOTHING),
                    _ => NOTHING,
                };
                (yaml, vec![Step::Item(*row)], node)
            }
        }
    }
}

/// All entries, and the ways to find them.
pub(super) struct Index<'a> {
    site: &'a Site,
    pub pages: &'a Pages,
    pub seeds: Vec<Seed>,
    /// For each kind its keys. Entries without a key, or with that of another, are
    /// not among them.
    pub by_kind: Vec<BTreeMap<String, EntryId>>,
    /// Entries with pages by key, over all kinds.
    pub by_key: BTreeMap<String, Vec<EntryId>>,
    /// Pages by their path below `content/`.
    pub by_path: BTreeMap<&'a str, EntryId>,
    /// Published files of `content/static/`.
    pub files: BTreeSet<&'a str>,
    /// All files, also those that nothing reads.
    pub sources: &'a Sources,
    /// Addresses at which pages were published before.
    pub aliases: Vec<Alias>,
}

impl<'a> Index<'a> {
    /// Finds all entries. What fits nowhere is reported and left out.
    pub fn new(site: &'a Site, pages: &'a Pages, sources: &'a Sources, problems: &mut Vec<Diagnostic>) -> Index<'a> {
        let mut index = Index {
            site,
            pages,
            seeds: Vec::new(),
            by_kind: vec![BTreeMap::new(); site.kinds.len()],
            by_key: BTreeMap::new(),
            by_path: BTreeMap::new(),
            files: sources.below("content/static/").map(|(path, _)| path).collect(),
            sources,
            aliases: Vec::new(),
        };
        for (number, page) in pages.pages.iter().enumerate() {
            if let Some(seed) = page_seed(site, number, page, problems) {
                let id = index.insert(seed, problems);
                index.by_path.insert(&page.path, id);
                aliases(&page.front, id, &mut index.aliases, problems);
            }
        }
        for (number, table) in pages.tables.iter().enumerate() {
            table_seeds(site, number, table, &mut index, problems);
        }
        tables_without_file(site, pages, problems);
        stray_files(sources, problems);
        index
    }

    /// Adds an entry. It is found by its key unless that is missing or taken,
    /// which is reported.
    fn insert(&mut self, seed: Seed, problems: &mut Vec<Diagnostic>) -> EntryId {
        let id = self.seeds.len();
        if seed.key.is_empty() {
            self.seeds.push(seed);
            return id;
        }
        if let Some(earlier) = self.by_kind[seed.kind].get(&seed.key) {
            let kind = &self.site.kinds[seed.kind].name;
            problems.push(
                Diagnostic::error(
                    "repeated-key",
                    self.span_of_key(&seed),
                    format!("\"{}\" of \"{kind}\" is given twice", seed.key),
                )
                .help(format!("the other one stands in {}; keep one of the two", self.seeds[*earlier].source)),
            );
        } else {
            self.by_kind[seed.kind].insert(seed.key.clone(), id);
            if seed.route.is_some() && self.site.kinds[seed.kind].key.is_some() {
                self.by_key.entry(seed.key.clone()).or_default().push(id);
            }
        }
        self.seeds.push(seed);
        id
    }

    /// Where an entry's key is written. It is looked up only when there is something to
    /// report, since that walks through the whole file.
    pub fn span_of_key(&self, seed: &Seed) -> Span {
        let (file, path, node) = seed.position.node(self.pages);
        match &self.site.kinds[seed.kind].key {
            Some(key) => span_of(file, &path, node, key),
            None => Span::file(&*file.path),
        }
    }

    /// The entries of each kind: pages in the order of their keys, rows in that of
    /// their table.
    pub fn in_order(&self) -> Vec<Vec<EntryId>> {
        let mut kinds = vec![Vec::new(); self.site.kinds.len()];
        for (id, seed) in self.seeds.iter().enumerate() {
            kinds[seed.kind].push(id);
        }
        for (kind, entries) in self.site.kinds.iter().zip(&mut kinds) {
            if !kind.is_table() {
                entries.sort_by(|a, b| natural(&self.seeds[*a].key, &self.seeds[*b].key));
            }
        }
        kinds
    }
}

/// Reports the tables that are declared and have no file.
fn tables_without_file(site: &Site, pages: &Pages, problems: &mut Vec<Diagnostic>) {
    let has_file = |name: &str| pages.tables.iter().any(|table| table.name == name);
    for kind in site.kinds.iter().filter(|kind| kind.is_table() && !has_file(&kind.name)) {
        let message = format!("the table \"{}\" has no file", kind.name);
        let help = format!("write its rows into content/tables/{}.yaml; an empty list is `[]`", kind.name);
        problems.push(Diagnostic::error("no-table", kind.span.clone(), message).help(help));
    }
}

/// The fields that a path gives, by name.
type Captures = Vec<(String, String)>;

/// The kind of the page at a path, and the fields that the path gives. Of several
/// kinds the one with the most exact path counts.
fn kind_of(site: &Site, path: &str) -> Option<(usize, Captures)> {
    let candidates = site.kinds.iter().enumerate().filter_map(|(at, kind)| match &kind.origin {
        Origin::Pages(pattern) => pattern.captures(path).map(|captures| (pattern.exactness(), at, captures)),
        Origin::Table => None,
    });
    candidates.max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, kind, captures)| (kind, captures))
}

/// The kind of the page at a path.
pub fn kind_at(site: &Site, path: &str) -> Option<usize> {
    kind_of(site, path).map(|(kind, _)| kind)
}

/// The kind and key of a page as far as its path tells them.
pub fn file_name_key(site: &Site, path: &str) -> Option<(String, String)> {
    let (kind, captures) = kind_of(site, path)?;
    let kind = &site.kinds[kind];
    let key = kind.key.as_ref()?;
    captures.into_iter().find(|(name, _)| name == key).map(|(_, value)| (kind.name.clone(), value))
}

fn page_seed(site: &Site, number: usize, page: &Page, problems: &mut Vec<Diagnostic>) -> Option<Seed> {
    let Some((kind, captures)) = kind_of(site, &page.path) else {
        let forms = site.kinds.iter().filter_map(|kind| match &kind.origin {
            Origin::Pages(pattern) => Some(format!("content/{}", pattern.as_str())),
            Origin::Table => None,
        });
        if !site.kinds.is_empty() {
            problems.push(
                Diagnostic::error("no-kind", Span::file(&*page.front.path), "no kind of page lies at this path")
                    .help(format!("pages lie at {}", forms.collect::<Vec<_>>().join(", "))),
            );
        }
        return None;
    };
    let path_value = |name: &str| captures.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone());
    check_path(&page.front, site, kind, &captures, problems);
    let declared = &site.kinds[kind];
    let value =
        |name: &str| plain(&page.front, &[], &page.front.node, name).or_else(|| path_value(name)).unwrap_or_default();
    let key = declared.key.as_ref().map_or_else(|| page.path.clone(), |key| value(key));
    let taken = page.body.headings.iter().filter(|heading| declared.anchors.contains(&heading.id));
    problems.extend(taken.map(|heading| taken_anchor(heading, page.body.source.span(&page.front.path, &heading.at))));
    Some(Seed {
        kind,
        title: value(&declared.title),
        label: fill(&declared.label, value),
        summary: declared.summary.as_deref().map(value).filter(|summary| !summary.is_empty()),
        route: declared.route.as_ref().map(|route| route.fill(value)),
        template: template(declared, page.front.broken, value),
        position: Position::Page(number),
        source: page.front.path.clone(),
        anchors: anchors(declared, &page.body.headings),
        draft: mark_of(page, problems).filter(|_| site.drafts != Drafts::Publish),
        key,
    })
}

fn table_seeds(site: &Site, number: usize, table: &Table, index: &mut Index, problems: &mut Vec<Diagnostic>) {
    let yaml = &table.yaml;
    let found = site.kinds.iter().position(|kind| kind.is_table() && kind.name == table.name);
    let Some(kind) = found else {
        if !site.kinds.is_empty() {
            let tables = site.kinds.iter().filter(|kind| kind.is_table()).map(|kind| kind.name.as_str());
            problems.push(
                Diagnostic::error(
                    "unknown-table",
                    Span::file(&*yaml.path),
                    format!("site.yaml declares no table \"{}\"", table.name),
                )
                .help(choices_help("tables", &table.name, tables)),
            );
        }
        return;
    };
    let rows = match &yaml.node {
        Node::List(rows) => rows.len(),
        Node::Null => 0,
        other => {
            problems.push(
                Diagnostic::error(
                    "wrong-type",
                    yaml.span(&[]),
                    format!("a table is a list of rows, not {}", other.describe()),
                )
                .help("start each row with `- id: …`"),
            );
            0
        }
    };
    let declared = &site.kinds[kind];
    for row in 0..rows {
        let path = [Step::Item(row)];
        let node = match &yaml.node {
            Node::List(rows) => &rows[row],
            _ => &Node::Null,
        };
        let value = |name: &str| plain(yaml, &path, node, name).unwrap_or_default();
        let seed = Seed {
            kind,
            key: value("id"),
            title: value(&declared.title),
            label: fill(&declared.label, value),
            summary: declared.field("summary").map(|_| value("summary")).filter(|summary| !summary.is_empty()),
            route: declared.route.as_ref().map(|route| route.fill(value)),
            template: template(declared, false, value),
            position: Position::Row(number, row),
            source: yaml.path.clone(),
            anchors: anchors(declared, &[]),
            draft: None,
        };
        index.insert(seed, problems);
    }
}

/// The template of an entry. Nothing is given when a field that it is named after
/// is missing and that is reported: there the front matter is broken, or the field
/// is required.
fn template(kind: &Kind, broken: bool, value: impl Fn(&str) -> String) -> Option<String> {
    let required = |name: &str| kind.field(name).is_some_and(|at| kind.fields[at].required);
    let is_reported = |name: &String| value(name).is_empty() && (broken || required(name));
    let lacks = kind.template.is_empty() || names(&kind.template).iter().any(is_reported);
    (!lacks).then(|| fill(&kind.template, value))
}

/// The ids that the template puts on a page and those of its headings.
fn anchors(kind: &Kind, headings: &[Heading]) -> Anchors {
    let mut anchors = Anchors::new();
    for id in kind.anchors.iter().chain(headings.iter().map(|heading| &heading.id)) {
        let number = anchors.len();
        anchors.entry(id.clone()).or_insert(number);
    }
    anchors
}

/// A field of a mapping as plain text, as it is written.
pub(super) fn plain(yaml: &Yaml, path: &[Step], node: &Node, name: &str) -> Option<String> {
    let Node::Map(entries) = node else { return None };
    let at = entries.iter().position(|(key, _)| key == name)?;
    let text = yaml.scalar(&[path, &[Step::Value(at)]].concat(), &entries[at].1)?;
    Some(composed(text.trim()).into_owned()).filter(|text| !text.is_empty())
}

/// Where a field's value stands; where the mapping does when the field is not there.
fn span_of(yaml: &Yaml, path: &[Step], node: &Node, name: &str) -> Span {
    match node {
        Node::Map(entries) => match entries.iter().position(|(key, _)| key == name) {
            Some(at) => yaml.entry_span(&[path, &[Step::Value(at)]].concat(), name, &entries[at].1),
            None => yaml.span(path),
        },
        _ => Span::file(&*yaml.path),
    }
}

/// Fields that stand in the path must have the same value in the front matter.
fn check_path(front: &Yaml, site: &Site, kind: usize, captures: &[(String, String)], problems: &mut Vec<Diagnostic>) {
    let Origin::Pages(pattern) = &site.kinds[kind].origin else { return };
    for (name, in_path) in captures {
        let Some(value) = plain(front, &[], &front.node, name).filter(|value| value != in_path) else { continue };
        let renamed = pattern.fill(|field| {
            if field == name {
                value.clone()
            } else {
                captures.iter().find(|(other, _)| other == field).map(|(_, value)| value.clone()).unwrap_or_default()
            }
        });
        problems.push(
            Diagnostic::error(
                "path-mismatch",
                span_of(front, &[], &front.node, name),
                format!("the file's path says {name} \"{in_path}\", this line says \"{value}\""),
            )
            .help(format!("write `{name}: {in_path}`, or move the file to content/{renamed}")),
        );
    }
}

fn taken_anchor(Heading { id, title, .. }: &Heading, span: Span) -> Diagnostic {
    Diagnostic::error("taken-anchor", span, format!("the page's template already uses the id \"{id}\""))
        .help(format!("give the heading an id of its own: `{title} {{#{id}-text}}`"))
}

/// Files below `content/` that nothing reads.
fn stray_files(sources: &Sources, problems: &mut Vec<Diagnostic>) {
    for (path, _) in sources.below("content/") {
        let read = path == "site.yaml"
            || ends_with(path, ".md")
            || path.starts_with("static/")
            || (path.starts_with("tables/") && path.ends_with(".yaml"));
        if !read {
            problems.push(
                Diagnostic::error("stray-file", Span::file(format!("content/{path}")), "nothing reads this file")
                    .help("files that are published as they are belong into content/static/, and links to them start with /static/; tables belong into content/tables/ and end with .yaml"),
            );
        }
    }
}
