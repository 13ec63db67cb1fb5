//! What follows from a problem that has been reported, and is not told as well: whatever
//! refers to an entry that could not be read, or to a page whose address is told to be lost.

use super::EntryId;
use super::index::Index;
use super::seeds::kind_of;
use crate::diag::Diagnostic;
use crate::model::Kind;
use crate::parse::Node;
use crate::source::Span;
use crate::text::slug;

/// More lost routes than this are told as one.
pub(super) const MANY: usize = 5;

impl Index<'_> {
    /// Whether an entry of a kind may have this key that could not be read, or may lie in
    /// a file of no kind.
    pub fn may_be_unread(&self, kind: usize, key: &str) -> bool {
        let declared = &self.site.kinds[kind];
        let is_unkeyed = |id: &EntryId| {
            let seed = &self.seeds[*id];
            seed.kind == kind && holds(seed.position.node(self.pages).2, key)
        };
        let elsewhere = || match declared.is_table() {
            true => self.table_may_hold(declared, key),
            false => self.strays.iter().any(|path| file_stem(path) == key),
        };
        let route = || self.route_with(kind, key).is_some_and(|route| self.routes.unread.contains(&route));
        (declared.doubtful && self.by_kind[kind].is_empty())
            || self.unkeyed.iter().any(is_unkeyed)
            || self.doubts.may_have(kind, key)
            || elsewhere()
            || route()
    }

    /// The route of an entry with a key.
    fn route_with(&self, kind: usize, key: &str) -> Option<String> {
        let declared = &self.site.kinds[kind];
        Some(declared.route.as_ref()?.fill(|name| match declared.key.as_deref() == Some(name) {
            true => key.to_owned(),
            false => String::new(),
        }))
    }

    /// Whether a table that is not there, or could not be read, may have a row of this key.
    fn table_may_hold(&self, table: &Kind, key: &str) -> bool {
        let read = self.pages.tables.iter().find(|read| read.name == table.name);
        read.is_none_or(|read| read.yaml.broken && read.yaml.text.contains(key))
    }

    /// Whether an entry with a page may have this key that could not be read.
    pub fn page_may_be_unread(&self, key: &str) -> bool {
        let has_pages = |kind: &usize| self.site.kinds[*kind].route.is_some();
        (0..self.site.kinds.len()).filter(has_pages).any(|kind| self.may_be_unread(kind, key))
    }

    /// Whether a file lies at a path below `content/` that is of no kind, or lay there before
    /// it got another name that does not fit.
    pub fn is_stray(&self, path: &str) -> bool {
        let stem = |path: &str| path.rsplit_once('.').map_or(path.len(), |(stem, _)| stem.len());
        let is_there = |stray: &&str| stray[..stem(stray)] == path[..stem(path)];
        self.strays.iter().any(is_there) || self.doubts.has_path(path)
    }

    /// That an entry of a kind was published and is gone; nothing where it was not.
    pub fn lost(&self, kind: usize, key: &str, span: &Span) -> Option<Diagnostic> {
        let route = self.route_with(kind, key)?;
        self.routes.lost.contains(&route).then(|| lost(&route, self.routes.lost.len() > MANY, span))
    }

    /// That the page at a path below `content/` was published and is gone; nothing where it
    /// was not.
    pub fn lost_file(&self, path: &str, span: &Span) -> Option<Diagnostic> {
        let (kind, captures) = kind_of(self.site, path)?;
        let route = self.site.kinds[kind].route.as_ref()?.fill(|name| {
            captures.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone()).unwrap_or_default()
        });
        self.routes.lost.contains(&route).then(|| lost(&route, self.routes.lost.len() > MANY, span))
    }

    /// That a page of any kind with this key was published and is gone.
    pub fn lost_page(&self, key: &str, span: &Span) -> Option<Diagnostic> {
        (0..self.site.kinds.len()).find_map(|kind| self.lost(kind, key, span))
    }

    /// Whether a lost route may be that of an entry that could not be read.
    pub fn route_may_be_unread(&self, route: &str) -> bool {
        let kinds = self.site.kinds.iter().enumerate();
        self.site.has_doubtful_paths()
            || self.doubts.has_route(route)
            || kinds.filter_map(|(at, kind)| Some((at, kind, kind.route.as_ref()?))).any(|(at, kind, pattern)| {
                if kind.doubtful && pattern.as_str().is_empty() {
                    return true;
                }
                let values = pattern.captures(route);
                let table = || self.pages.tables.iter().find(|table| table.name == kind.name);
                let is_broken_table = kind.is_table() && table().is_none_or(|table| table.yaml.broken);
                let of_unkeyed = |id: &EntryId| self.seeds[*id].kind == at;
                let is_doubled = self.doubled.contains(&at);
                let of_stray = |value: &str| self.strays.iter().any(|path| file_stem(path).eq_ignore_ascii_case(value));
                values.is_some_and(|values| {
                    is_broken_table
                        || is_doubled
                        || self.unkeyed.iter().any(of_unkeyed)
                        || values
                            .iter()
                            .any(|(_, value)| self.doubts.cut_in(at).any(|key| value.starts_with(&slug(key))))
                        || (!kind.is_table() && values.iter().any(|(_, value)| of_stray(value)))
                })
            })
    }
}

/// That a page is gone, one of many where they are told as one.
fn lost(route: &str, is_one_of_many: bool, span: &Span) -> Diagnostic {
    let message = match is_one_of_many {
        true => "the page that this names was published and is gone".to_owned(),
        false => format!("the page that was published at /{route} is gone"),
    };
    Diagnostic::error("lost-page", span.clone(), message)
        .help("put the page back, or name another one; routes.lock says what else there is to do")
        .of_one_cause()
}

/// The name of a file without its ending.
fn file_stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Whether a text stands in a value.
fn holds(node: &Node, text: &str) -> bool {
    match node {
        Node::Text(own) => own.trim() == text || own.split_whitespace().any(|word| word == text),
        Node::Integer(number) => number.to_string() == text,
        Node::List(items) => items.iter().any(|item| holds(item, text)),
        Node::Map(entries) => entries.iter().any(|(_, value)| holds(value, text)),
        Node::Null | Node::Flag(_) | Node::Number(_) => false,
    }
}
