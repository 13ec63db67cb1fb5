//! Pages and rows before their fields are typed: which kind each has, its key, its label
//! and its route. What is written there twice, in the path of a file and in its front
//! matter, has to agree; the path counts.

use super::marks::mark_of;
use crate::diag::{Diagnostic, choices_help};
use crate::model::{Drafts, Field, Kind, OF_ALL, Origin, Site, is_tag, meant_entry};
use crate::parse::{Heading, Node, Page, Pages, Step, Table, Yaml};
use crate::source::Span;
use crate::text::{composed, fill, names};
use std::collections::BTreeMap;

/// So many fields that a kind does not have tell a page of another kind.
const STRANGE: usize = 3;

/// A page or row before its fields are typed.
pub(super) struct Seed {
    pub kind: usize,
    pub key: String,
    pub title: String,
    pub label: String,
    pub summary: Option<String>,
    pub route: Option<String>,
    /// Its second address, where it gives the fields of which that is made.
    pub also_at: Option<String>,
    pub template: Option<String>,
    pub position: Position,
    pub source: String,
    pub anchors: Anchors,
    /// Where it says that it is a draft.
    pub draft: Option<Span>,
    /// Whether its file could not be read, which has been reported.
    pub broken: bool,
    /// What its path says otherwise than its front matter.
    pub mismatch: Option<Box<Mismatch>>,
    /// Whether it, or a part of it, is written in a translation.
    pub translated: bool,
    /// Whether a value in its file is cut off or goes on too far, which has been reported.
    pub cut: bool,
}

/// The ids in a page that links can lead to, each with its number in their order.
pub(super) type Anchors = BTreeMap<String, usize>;

/// The fields that a path gives, by name.
pub(super) type Captures = Vec<(String, String)>;

/// A path and front matter that do not agree.
pub(super) struct Mismatch {
    pub captures: Captures,
    /// Its key by its front matter, where that is another one.
    pub key: Option<String>,
    /// Where its file would lie below `content/` if its front matter counted.
    pub path: String,
    /// Where the page would be published if its front matter counted.
    pub route: Option<String>,
}

/// Where an entry stands among the files: the nth page, or a row of the nth table.
#[derive(Clone, Copy)]
pub(super) enum Position {
    Page(usize),
    Row(usize, usize),
}

impl Position {
    /// The path below `content/` from which the links of the entry start, also those of its translations.
    pub fn path<'a>(&self, pages: &'a Pages) -> &'a str {
        match self {
            Position::Page(page) => &pages.pages[*page].path,
            Position::Row(..) => "tables/",
        }
    }

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

/// The kind of the page at a path, and the fields that the path gives. Of several
/// kinds the one with the most exact path counts.
pub(super) fn kind_of(site: &Site, path: &str) -> Option<(usize, Captures)> {
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

/// The seed of a page of some kind, of which its path gives some fields.
pub(super) fn page_seed(
    site: &Site,
    number: usize,
    page: &Page,
    (kind, captures): (usize, Captures),
    problems: &mut Vec<Diagnostic>,
) -> Seed {
    let (declared, front) = (&site.kinds[kind], &page.front);
    let in_path = |name: &str| captures.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone());
    let given = |name: &str| plain(front, &[], &front.node, &declared.fields, name);
    let value = |name: &str| in_path(name).or_else(|| given(name)).unwrap_or_default();
    let agrees =
        front.broken || captures.iter().all(|(name, in_path)| given(name).is_none_or(|value| value == *in_path));
    let taken = page.body.headings.iter().filter(|heading| declared.anchors.contains(&heading.id));
    problems.extend(taken.map(|heading| taken_anchor(heading, page.body.source.span(&front.path, &heading.at))));
    let route_of = |value: &dyn Fn(&str) -> String| declared.route.as_ref().map(|route| route.fill(value));
    Seed {
        kind,
        key: declared.key.as_ref().map_or_else(|| page.path.clone(), |key| value(key)),
        title: value(&declared.title),
        label: fill(&declared.label, value),
        summary: declared.summary.as_deref().map(value).filter(|summary| !summary.is_empty()),
        route: route_of(&value),
        also_at: also_at(declared, value),
        template: template(declared, front.broken, value),
        position: Position::Page(number),
        source: front.path.clone(),
        anchors: anchors(declared, &page.body.headings),
        draft: mark_of(page, problems).filter(|_| site.drafts != Drafts::Publish),
        broken: front.broken,
        mismatch: (!agrees).then(|| {
            let counted = |name: &str| given(name).or_else(|| in_path(name)).unwrap_or_default();
            let key =
                declared.key.as_deref().and_then(|key| given(key).filter(|given| Some(given) != in_path(key).as_ref()));
            let path = match &declared.origin {
                Origin::Pages(pattern) => pattern.fill(counted),
                Origin::Table => String::new(),
            };
            Box::new(Mismatch { captures: captures.clone(), key, path, route: route_of(&counted) })
        }),
        translated: front.is_laid_at(&[]),
        cut: !front.cut.is_empty(),
    }
}

/// That no kind has a page at this path.
pub(super) fn no_kind(site: &Site, page: &Page) -> Diagnostic {
    let forms = site.kinds.iter().filter_map(|kind| match &kind.origin {
        Origin::Pages(pattern) => Some(format!("content/{}", pattern.as_str())),
        Origin::Table => None,
    });
    let folder = page.path.split_once('/').filter(|(tag, path)| is_tag(tag) && kind_of(site, path).is_some());
    let own = |tag: &str| site.languages.iter().find(|language| language.tag.eq_ignore_ascii_case(tag));
    let help = match folder.map(|(tag, path)| (tag, path, own(tag))) {
        Some((_, path, Some(language))) if language.is_own => {
            format!("the originals lie in content/ itself: move the file to content/{path}")
        }
        Some((.., Some(language))) => format!("the folder is called as the language is: content/{}", language.folder()),
        Some((tag, path, None)) => format!(
            "a translation of content/{path} lies here once content/site.yaml says so: \
             `languages: {{{}: …, {tag}: …}}`",
            site.language
        ),
        None => format!("pages lie at {}", forms.collect::<Vec<_>>().join(", ")),
    };
    Diagnostic::error("no-kind", Span::file(&*page.front.path), "no kind of page lies at this path").help(help)
}

/// That a page lies where those of one kind lie, and is written as one of another.
pub(super) fn misplaced(site: &Site, page: &Page, (kind, captures): &(usize, Captures)) -> Option<Diagnostic> {
    let (declared, Node::Map(entries)) = (&site.kinds[*kind], &page.front.node) else { return None };
    let has = |kind: &Kind, name: &str| kind.field(name).is_some() || OF_ALL.contains(&name);
    let lacks_name = captures.iter().any(|(name, _)| !entries.iter().any(|(given, _)| given == name));
    if !lacks_name || entries.iter().filter(|(name, _)| !has(declared, name)).count() < STRANGE {
        return None;
    }
    let fits = |kind: &&Kind| !kind.is_table() && entries.iter().all(|(name, _)| has(kind, name));
    let other = site.kinds.iter().find(fits)?;
    let Origin::Pages(path) = &other.origin else { return None };
    let right = path.fill(|name| plain(&page.front, &[], &page.front.node, &other.fields, name).unwrap_or_default());
    let message =
        format!("this page has the fields of \"{}\" and lies where those of \"{}\" do", other.name, declared.name);
    let span = Span::file(&*page.front.path);
    Some(Diagnostic::error("no-kind", span, message).help(format!("move the file to content/{right}")))
}

/// The seeds of a table's rows. A table that is not declared is reported.
pub(super) fn table_seeds(site: &Site, number: usize, table: &Table, problems: &mut Vec<Diagnostic>) -> Vec<Seed> {
    let yaml = &table.yaml;
    let found = site.kinds.iter().position(|kind| kind.is_table() && kind.name == table.name);
    let Some(kind) = found else {
        if !site.kinds.is_empty() {
            let tables = site.kinds.iter().filter(|kind| kind.is_table()).map(|kind| kind.name.as_str());
            let message = format!("site.yaml declares no table \"{}\"", table.name);
            problems.push(Diagnostic::error("unknown-table", Span::file(&*yaml.path), message).help(choices_help(
                "tables",
                &table.name,
                tables,
            )));
        }
        return Vec::new();
    };
    problems.extend(table.malformed.clone());
    let rows: &[Node] = match &yaml.node {
        Node::List(rows) => rows,
        _ => &[],
    };
    let declared = &site.kinds[kind];
    let seed = |(row, node)| {
        let path = [Step::Item(row)];
        let value = |name: &str| plain(yaml, &path, node, &declared.fields, name).unwrap_or_default();
        Seed {
            kind,
            key: value("id"),
            title: value(&declared.title),
            label: fill(&declared.label, value),
            summary: declared.field("summary").map(|_| value("summary")).filter(|summary| !summary.is_empty()),
            route: declared.route.as_ref().map(|route| route.fill(value)),
            also_at: also_at(declared, value),
            template: template(declared, yaml.broken, value),
            position: Position::Row(number, row),
            source: yaml.path.clone(),
            anchors: anchors(declared, &[]),
            draft: None,
            broken: yaml.broken,
            mismatch: None,
            translated: yaml.is_laid_at(&path),
            cut: !yaml.cut.is_empty(),
        }
    };
    rows.iter().enumerate().map(seed).collect()
}

/// The second address of an entry with a page.
fn also_at(kind: &Kind, value: impl Fn(&str) -> String) -> Option<String> {
    let pattern = kind.also_at.as_ref().filter(|_| kind.route.is_some())?;
    let is_whole = names(pattern.as_str()).iter().all(|name| !value(name).is_empty());
    is_whole.then(|| pattern.fill(value))
}

/// The template of an entry. Nothing is given when a field that it is named after
/// is missing and that is reported: there the front matter is broken, or the field
/// is required.
fn template(kind: &Kind, broken: bool, value: impl Fn(&str) -> String) -> Option<String> {
    let required = |name: &str| kind.field(name).is_some_and(|at| kind.fields[at].required);
    let is_reported = |name: &String| broken || (value(name).is_empty() && required(name));
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

/// A field of a mapping as plain text, as it is written. What stands under a misspelt name
/// counts as meant.
pub(super) fn plain(yaml: &Yaml, path: &[Step], node: &Node, fields: &[Field], name: &str) -> Option<String> {
    let Node::Map(entries) = node else { return None };
    let at = entries.iter().position(|(key, _)| key == name).or_else(|| meant_entry(fields, entries, name))?;
    let text = yaml.scalar(&[path, &[Step::Value(at)]].concat(), &entries[at].1)?;
    Some(composed(text.trim()).into_owned()).filter(|text| !text.is_empty())
}

/// Where a field's value stands; where the mapping does when the field is not there.
pub(super) fn span_of(yaml: &Yaml, path: &[Step], node: &Node, name: &str) -> Span {
    match node {
        Node::Map(entries) => match entries.iter().position(|(key, _)| key == name) {
            Some(at) => yaml.entry_span(&[path, &[Step::Value(at)]].concat(), name, &entries[at].1),
            None => yaml.span(path),
        },
        _ => Span::file(&*yaml.path),
    }
}

/// Fields that stand in the path must have the same value in the front matter. `old` is the
/// route by the front matter where the page was published there before; `is_told` says of a
/// field whether its value is wrong in itself, which is reported.
pub(super) fn check_path(
    site: &Site,
    seed: &Seed,
    front: &Yaml,
    old: Option<&str>,
    is_told: impl Fn(&str, &str) -> bool,
    problems: &mut Vec<Diagnostic>,
) {
    let kind = &site.kinds[seed.kind];
    let (Some(mismatch), Origin::Pages(pattern)) = (&seed.mismatch, &kind.origin) else { return };
    let captures = &mismatch.captures;
    for (name, in_path) in captures {
        let value = plain(front, &[], &front.node, &kind.fields, name);
        let Some(value) = value.filter(|value| value != in_path && !is_told(name, value)) else { continue };
        let renamed = pattern.fill(|field| {
            if field == name {
                value.clone()
            } else {
                captures.iter().find(|(other, _)| other == field).map(|(_, value)| value.clone()).unwrap_or_default()
            }
        });
        let span = span_of(front, &[], &front.node, name);
        let message = format!("the file's path says {name} \"{in_path}\", this line says \"{value}\"");
        let help = match old.filter(|_| kind.key.as_ref() == Some(name)) {
            Some(route) => format!(
                "give the file back its name, content/{renamed}; or, where the page is to be another, write \
                 `{name}: {in_path}` and add `aliases: [{route}]`"
            ),
            None => format!("write `{name}: {in_path}`, or move the file to content/{renamed}"),
        };
        problems.push(front.blame_cut(Diagnostic::error("path-mismatch", span, message).help(help)));
    }
}

fn taken_anchor(Heading { id, title, .. }: &Heading, span: Span) -> Diagnostic {
    Diagnostic::error("taken-anchor", span, format!("the page's template already uses the id \"{id}\""))
        .help(format!("give the heading an id of its own: `{title} {{#{id}-text}}`"))
}
