//! Where a page is referred to, and what stands there once it has another path.

use crate::edits::Edits;
use crate::link::{Entry, EntryId, Linked, LinkedText, Target, absolute};
use crate::model::{Field, Parent, Shape, Site};
use crate::parse::{Link, LinkForm, Node, Pages, Step, Yaml};
use crate::source::{SITE_FILE, Sources, Span};
use crate::text::plain_or_quoted;
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
                    self.rewrite(entry, text, link, &new, is_body, edits);
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
        let to = if leads_here { self.new.to_owned() } else { absolute(file, path)? };
        if path.starts_with('/') {
            return leads_here.then(|| format!("/{to}{anchor}"));
        }
        let from = if is_own { self.new } else { file };
        Some(format!("{}{anchor}", relative(from, &to)))
    }

    /// Writes another target into a link. The place of one in the body is known; in fields
    /// all of that form in the front matter or table are meant.
    fn rewrite(&self, entry: &Entry, text: &LinkedText, link: &Link, new: &str, is_body: bool, edits: &mut Edits) {
        let file = self.sources.text(&entry.source);
        let open = if link.form == LinkForm::Key { "[[" } else { "](" };
        if is_body {
            let span = text.document.source.span(&entry.source, &link.at);
            let written = &file[span.start..span.end];
            let at = match link.form {
                LinkForm::Key => written.find(&link.target),
                _ => written.rfind(open).and_then(|open| Some(open + written[open..].find(&link.target)?)),
            };
            // What has no destination of its own has it in a definition.
            let found = at.map(|at| span.start + at).or_else(|| {
                let definition = format!("]: {}", link.target);
                file.find(&definition).map(|at| at + "]: ".len())
            });
            if let Some(start) = found {
                edits.replace(Span::new(&*entry.source, start..start + link.target.len()), new);
            }
            return;
        }
        let needle = format!("{open}{}", link.target);
        let end = self.pages.pages.iter().find(|page| page.front.path == entry.source);
        let end = end.map_or(file.len(), |page| page.front.range.end);
        for (at, _) in file[..end].match_indices(&needle) {
            let start = at + open.len();
            let behind = &file[start + link.target.len()..];
            if behind.starts_with([']', '|', '\\', ')', ' ']) {
                edits.replace(Span::new(&*entry.source, start..start + link.target.len()), new);
            }
        }
    }

    /// The fields that name the page.
    fn references(&self, kind: &str, old: &str, new: &str, edits: &mut Edits) {
        let site = &self.linked.site;
        let wanted = Wanted { kind, key: old };
        let mut found: Vec<Span> = Vec::new();
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
        found.into_iter().for_each(|span| edits.replace(span, plain_or_quoted(new)));
    }
}

/// A key of a kind that fields may name.
struct Wanted<'a> {
    kind: &'a str,
    key: &'a str,
}

impl Wanted<'_> {
    fn in_record(&self, fields: &[Field], yaml: &Yaml, node: &Node, path: &mut Vec<Step>, found: &mut Vec<Span>) {
        let Node::Map(entries) = node else { return };
        for (at, (name, value)) in entries.iter().enumerate() {
            if let Some(field) = fields.iter().find(|field| *field.name == **name) {
                path.push(Step::Value(at));
                self.in_value(&field.shape, yaml, value, path, found);
                path.pop();
            }
        }
    }

    fn in_value(&self, shape: &Shape, yaml: &Yaml, node: &Node, path: &mut Vec<Step>, found: &mut Vec<Span>) {
        match (shape, node) {
            (Shape::Record(fields), node) => self.in_record(fields, yaml, node, path, found),
            (Shape::List(of), Node::List(items)) => {
                for (at, item) in items.iter().enumerate() {
                    path.push(Step::Item(at));
                    self.in_value(&of.shape, yaml, item, path, found);
                    path.pop();
                }
            }
            (Shape::Reference(to), node)
                if to == self.kind && yaml.scalar(path, node).is_some_and(|key| key.trim() == self.key) =>
            {
                found.push(yaml.span(path));
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

/// The way from the folder of a file to another file, both below one folder.
fn relative(from: &str, to: &str) -> String {
    let folder: Vec<&str> = from.split('/').collect();
    let folder = &folder[..folder.len() - 1];
    let to: Vec<&str> = to.split('/').collect();
    let same = folder.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", folder.len() - same);
    up.chain(to[same..].iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn the_way_between_two_files() {
        assert_eq!(relative("4xx/404.md", "4xx/410.md"), "410.md");
        assert_eq!(relative("4xx/404.md", "guides/a.md"), "../guides/a.md");
        assert_eq!(relative("index.md", "guides/a.md"), "guides/a.md");
        assert_eq!(relative("a/b/c.md", "index.md"), "../../index.md");
    }
}
