//! Where a page is referred to, and what stands there once it has another path.

use crate::edits::Edits;
use crate::link::{Entry, EntryId, Linked, Target, absolute, relative};
use crate::model::{Field, Parent, Shape, Site};
use crate::parse::{Form, Link, LinkForm, Node, Pages, Step, Yaml};
use crate::retarget::Written;
use crate::source::{SITE_FILE, Sources, Span};
use crate::text::link_target;
use std::collections::BTreeMap;

/// The fields that stand in the path, each with its old value and the new one.
pub type Changed = Vec<(String, String, String)>;

/// A site, and a page of it that moves.
pub struct Places<'a> {
    pub sources: &'a Sources,
    pub linked: &'a Linked,
    pub pages: &'a Pages,
    pub page: EntryId,
    /// Its path below `content/`.
    pub old: &'a str,
    /// Its new one.
    pub new: &'a str,
}

impl Places<'_> {
    /// Notes all places that change, but for the page's own fields.
    pub fn find(&self, fields: &Changed, edits: &mut Edits) {
        let kind = &self.linked.site.kinds[self.linked.entries[self.page].kind];
        let key = fields.iter().find(|(name, ..)| Some(name) == kind.key.as_ref());
        for (id, entry) in self.linked.entries.iter().enumerate() {
            self.links(id, entry, key.map(|(_, old, new)| (old.as_str(), new.as_str())), edits);
        }
        if let Some((_, old, new)) = key {
            self.references(&kind.name, old, new, edits);
        }
        for (path, span) in named_in_site(&self.linked.site).filter(|(path, _)| *path == self.old) {
            let written = &self.sources.text(&span.path)[span.start..span.end];
            edits.replace(span.clone(), written.replace(path, self.new));
        }
    }

    /// The links of an entry to the page, and those of the page itself.
    fn links(&self, id: EntryId, entry: &Entry, key: Option<(&str, &str)>, edits: &mut Edits) {
        let written = Written { sources: self.sources, pages: self.pages };
        for (number, text) in entry.texts().into_iter().enumerate() {
            let is_body = number == 0 && entry.body.is_some();
            for (link, target) in text.document.links.iter().zip(&text.targets) {
                let leads_here = matches!(target, Target::Entry(to, _) if *to == self.page);
                let new = match link.form {
                    LinkForm::Key if leads_here => key.map(|(old, new)| link.target.replacen(old, new, 1)),
                    LinkForm::Key => None,
                    _ => self.new_path(id, link, target, leads_here),
                };
                if let Some(new) = new.filter(|new| *new != link.target) {
                    written.retarget(entry, text, link, &new, is_body, edits);
                }
            }
        }
    }

    /// The destination of a link by path, from where its page lies then; nothing for one
    /// that stays as it is.
    fn new_path(&self, id: EntryId, link: &Link, target: &Target, leads_here: bool) -> Option<String> {
        let is_own = id == self.page;
        let inside = leads_here || matches!(target, Target::Entry(..) | Target::File(_));
        if !inside || !(leads_here || is_own) {
            return None;
        }
        let (path, anchor) = match link.target.split_once('#') {
            Some((path, anchor)) => (path, format!("#{anchor}")),
            None => (link.target.as_str(), String::new()),
        };
        let file = self.linked.entries[id].source.strip_prefix("content/")?;
        if path.starts_with('/') {
            return leads_here.then(|| format!("/{}{anchor}", link_target(self.new)));
        }
        let from = if is_own { self.new } else { file };
        let way = match target {
            _ if leads_here => link_target(&relative(from, self.new)),
            Target::Entry(to, _) => {
                link_target(&relative(from, self.linked.entries[*to].source.strip_prefix("content/")?))
            }
            // What is written of a file is known to lead there, encoded or not.
            _ => relative(from, &absolute(file, path)?),
        };
        Some(format!("{way}{anchor}"))
    }

    /// The fields that name the page.
    fn references(&self, kind: &str, old: &str, new: &str, edits: &mut Edits) {
        let site = &self.linked.site;
        let wanted = Wanted { kind, key: old };
        let mut found: Vec<(Form, Span)> = Vec::new();
        let kinds = self.linked.entries.iter().map(|entry| (entry.source.as_str(), entry.kind));
        let kinds: BTreeMap<&str, usize> = kinds.collect();
        for page in &self.pages.pages {
            if let Some(kind) = kinds.get(page.front.path.as_str()) {
                let (fields, front) = (&site.kinds[*kind].fields, &page.front);
                wanted.in_record(fields, front, &front.node, &mut Vec::new(), &mut found);
            }
        }
        for table in &self.pages.tables {
            let (Some(kind), Node::List(rows)) = (site.kind(&table.name), &table.yaml.node) else { continue };
            for (at, row) in rows.iter().enumerate() {
                let fields = &site.kinds[kind].fields;
                wanted.in_record(fields, &table.yaml, row, &mut vec![Step::Item(at)], &mut found);
            }
        }
        for (form, span) in found {
            let value = form.value(new, &self.sources.text(&span.path)[span.start..span.end]);
            edits.replace(span, value);
        }
    }
}

/// A key of a kind that fields may name.
struct Wanted<'a> {
    kind: &'a str,
    key: &'a str,
}

impl Wanted<'_> {
    fn in_record(
        &self,
        fields: &[Field],
        yaml: &Yaml,
        node: &Node,
        path: &mut Vec<Step>,
        found: &mut Vec<(Form, Span)>,
    ) {
        let Node::Map(entries) = node else { return };
        for (at, (name, value)) in entries.iter().enumerate() {
            if let Some(field) = fields.iter().find(|field| *field.name == **name) {
                path.push(Step::Value(at));
                self.in_value(&field.shape, yaml, value, path, found);
                path.pop();
            }
        }
    }

    fn in_value(&self, shape: &Shape, yaml: &Yaml, node: &Node, path: &mut Vec<Step>, found: &mut Vec<(Form, Span)>) {
        match (shape, node) {
            (Shape::Record(fields), node) => self.in_record(fields, yaml, node, path, found),
            (Shape::List(of), node) => {
                let items = yaml.items(path, node).unwrap_or_default();
                for (at, item) in items.iter().enumerate() {
                    path.push(Step::Item(at));
                    self.in_value(&of.shape, yaml, item, path, found);
                    path.pop();
                }
            }
            (Shape::Reference(to), node)
                if to == self.kind && yaml.scalar(path, node).is_some_and(|key| key.trim() == self.key) =>
            {
                found.push((yaml.form, yaml.span(path)));
            }
            _ => {}
        }
    }
}

/// The paths of pages that `site.yaml` names, and where.
fn named_in_site(site: &Site) -> impl Iterator<Item = (&str, &Span)> {
    let parents = site.kinds.iter().filter_map(|kind| match &kind.parent {
        Parent::Page(path, span) => Some((path.as_str(), span)),
        _ => None,
    });
    let lists = site.navigation.iter().chain(&site.footer).chain(&site.search_page);
    let feed = site.feed.iter().map(|feed| (feed.page.0.as_str(), &feed.page.1));
    lists
        .map(|(path, span)| (path.as_str(), span))
        .chain(feed)
        .chain(parents)
        .filter(|(_, span)| span.path == SITE_FILE)
}
