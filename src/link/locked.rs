//! Addresses that were published once stay: what `routes.lock` lists against what is claimed.

use super::EntryId;
use super::causes::MANY;
use super::claims::Claims;
use super::files::{Content, File, Part, file_of};
use super::index::Routes;
use crate::diag::Diagnostic;
use crate::parse::lock;
use crate::source::{LOCK_FILE, Sources, Span};
use crate::text::slug;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

impl Claims<'_> {
    /// Addresses that were published once stay: `routes.lock` lists them, and one
    /// that goes needs an alias. A line that is no address is told where the list
    /// is loaded.
    pub fn check_lock(&self, sources: &Sources, problems: &mut Vec<Diagnostic>) -> Routes {
        let mut routes = Routes::default();
        let (mut lost, mut listed) = (Vec::new(), BTreeSet::new());
        for (place, route) in lock::routes(sources.text(LOCK_FILE)) {
            listed.insert(route);
            let own = route.trim_start_matches('/');
            if let Some(owner) = self.owners.get(&file_of(own).to_lowercase()) {
                problems.extend(self.published_draft(route, *owner));
                continue;
            }
            if self.index.route_may_be_unread(own) || self.kind_with(own).is_some_and(|kind| self.wrong.contains(&kind))
            {
                routes.unread.insert(own.to_owned());
            } else {
                routes.lost.insert(own.to_owned());
                lost.push((place, route));
            }
        }
        self.tell_lost(lost, problems);
        if self.site.locked {
            problems.extend(self.files.iter().filter_map(|file| self.not_locked(file, &listed)));
        }
        routes
    }

    /// The kind with an entry whose key is the last part of a route: most likely it was
    /// published there.
    fn kind_with(&self, route: &str) -> Option<usize> {
        let last = route.trim_end_matches('/').rsplit('/').next()?;
        let has = |keys: &BTreeMap<String, EntryId>| keys.keys().any(|key| slug(key) == last);
        self.index.by_kind.iter().position(has)
    }

    /// Reports lost routes. Those of one kind with many of them are told as one, where its
    /// route is written.
    fn tell_lost(&self, lost: Vec<(Range<usize>, &str)>, problems: &mut Vec<Diagnostic>) {
        if lost.len() <= MANY {
            let span = |place| Span::new(LOCK_FILE, place);
            problems.extend(lost.into_iter().map(|(place, route)| self.lost_route(route, span(place))));
            return;
        }
        let mut by_kind: BTreeMap<Option<usize>, Vec<(Range<usize>, &str)>> = BTreeMap::new();
        for (place, route) in lost {
            by_kind.entry(self.kind_with(route.trim_start_matches('/'))).or_default().push((place, route));
        }
        for (kind, lost) in by_kind {
            let [(place, first), rest @ ..] = &lost[..] else { continue };
            let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
            problems.push(match kind.map(|kind| &self.site.kinds[kind]) {
                Some(kind) => {
                    let message = format!(
                        "the pages of \"{}\" were published at other addresses than this route gives, such as {first}{more}",
                        kind.name
                    );
                    Diagnostic::error("lost-route", kind.route_span.clone(), message)
                        .help("put the route back, or give each of the pages its old address in `aliases`")
                }
                None => {
                    let message = format!("the address {first}{more} were published, and no page has them any more");
                    let help = "put back what published them, such as the rows of a table or the pages of a folder; \
                                or give the pages that take their place `aliases`";
                    Diagnostic::error("lost-route", Span::new(LOCK_FILE, place.clone()), message).help(help)
                }
            });
        }
    }

    fn lost_route(&self, route: &str, span: Span) -> Diagnostic {
        let own = route.trim_start_matches('/');
        let help = match own {
            "" => "give a page the route `\"\"`".to_owned(),
            own => format!(
                "put its page back, or add `aliases: [{own}]` to the page that takes its place; where none does, \
                 `{own}: the reason` below `gone:` in content/site.yaml"
            ),
        };
        let message = format!("the address {route} was published, and no page has it any more");
        Diagnostic::error("lost-route", span, message).help(help)
    }

    /// What is wrong with a page whose address is not listed, where all have to be.
    fn not_locked(&self, file: &File, listed: &BTreeSet<&str>) -> Option<Diagnostic> {
        let is_draft = |id: EntryId| self.index.seeds[id].draft.is_some();
        match file.content {
            Content::Part(id, Part::Page) if !is_draft(id) => {}
            Content::Redirect(number) if !is_draft(self.index.aliases[number].target) => {}
            _ => return None,
        }
        let route = format!("/{}", file.path.strip_suffix("index.html").unwrap_or(&file.path));
        if listed.contains(route.as_str()) {
            return None;
        }
        let (what, span) = self.claimant(file);
        let message = format!("{what} is published at {route}, which routes.lock does not list");
        let help = "run `statuary build`, which adds it, and commit routes.lock with the page";
        Some(Diagnostic::error("unlocked-route", span, message).help(help))
    }

    /// What is wrong where an address that was published has become a draft's.
    fn published_draft(&self, route: &str, owner: usize) -> Option<Diagnostic> {
        let page = match self.files[owner].content {
            Content::Part(id, _) => id,
            Content::Redirect(number) => self.index.aliases[number].target,
            _ => return None,
        };
        let span = self.index.seeds[page].draft.as_ref()?;
        let message = format!("this makes a draft of a page that was published at {route}");
        let help = "an address that was published stays: write what is marked, and take `draft: true` out";
        Some(Diagnostic::error("published-draft", span.clone(), message).help(help))
    }
}
