//! Addresses that were published once stay: what `routes.lock` lists against what is claimed,
//! and the places in pages against their headings.

use super::EntryId;
use super::causes::MANY;
use super::claims::Claims;
use super::files::{Content, File, Part, file_of, is_json};
use super::index::{Routes, published};
use crate::diag::{Diagnostic, nearest};
use crate::model::Kind;
use crate::source::{LOCK_FILE, Sources, Span};
use crate::text::slug;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A line of the list, and where it stands.
type Line<'a> = (Range<usize>, &'a str);

impl Claims<'_> {
    /// Addresses that were published once stay: `routes.lock` lists them, and one
    /// that goes needs an alias. A line that is no address is told where the list
    /// is loaded.
    pub fn check_lock(&self, sources: &Sources, problems: &mut Vec<Diagnostic>) -> Routes {
        let mut routes = Routes::default();
        let (mut lost, mut listed, mut places) = (Vec::new(), BTreeSet::new(), Vec::new());
        for (place, route) in published(self.site, sources) {
            if route.contains('#') {
                places.push((place, route));
                continue;
            }
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
        let is_lost = |route: &str| {
            [&routes.lost, &routes.unread].iter().any(|known| known.contains(route))
                || self.index.route_may_be_unread(route)
        };
        lost.retain(|(_, route)| !self.goes_with_lost(route.trim_start_matches('/'), is_lost));
        self.tell_lost_editions(&mut lost, problems);
        self.tell_lost(lost, problems);
        self.tell_lost_places(places, problems);
        if self.site.locked {
            problems.extend(self.files.iter().filter_map(|file| self.not_locked(file, &listed)));
        }
        routes
    }

    /// Whether JSON is lost because the page is, beside which it was.
    fn goes_with_lost(&self, route: &str, is_lost: impl Fn(&str) -> bool) -> bool {
        let of_kind = |kind: &Kind| {
            let (json, page) = (kind.json.as_ref()?, kind.route.as_ref()?);
            let values = json.item.captures(route)?;
            let page = page.fill(|name| {
                let own = values.iter().find(|(other, _)| other == name);
                own.map(|(_, value)| value.clone()).unwrap_or_default()
            });
            Some(is_lost(&page))
        };
        let beside = || route.strip_suffix(".json").is_some_and(|folder| is_lost(&format!("{folder}/")));
        is_json(route) && (beside() || self.site.kinds.iter().any(|kind| of_kind(kind) == Some(true)))
    }

    /// Reports places that a page had when it was published and has no more, those of one page
    /// as one.
    fn tell_lost_places(&self, places: Vec<Line>, problems: &mut Vec<Diagnostic>) {
        let mut by_page: BTreeMap<EntryId, Vec<Line>> = BTreeMap::new();
        for (at, line) in places {
            let (page, place) = line.split_once('#').unwrap_or_default();
            let owner = self.owners.get(&file_of(page.trim_start_matches('/')).to_lowercase());
            let Some(Content::Part(id, Part::Page)) = owner.map(|owner| self.files[*owner].content) else { continue };
            let seed = &self.index.seeds[id];
            let is_own = seed.translated || self.site.is_original();
            let is_read = is_own && !seed.broken && !self.index.is_torn(seed) && seed.draft.is_none();
            if is_read && !seed.anchors.contains_key(place) {
                by_page.entry(id).or_default().push((at, line));
            }
        }
        for (id, lost) in by_page {
            let [(at, line), rest @ ..] = &lost[..] else { continue };
            let seed = &self.index.seeds[id];
            let place = line.split_once('#').map_or("", |(_, place)| place);
            let shown = self.shown(line);
            let message = match rest.len() {
                0 => format!("the place {shown} was published, and {} has no such heading any more", seed.source),
                more => format!(
                    "the place {shown} and {more} more of the page were published, and {} has no such headings any more",
                    seed.source
                ),
            };
            let near = nearest(place, seed.anchors.keys().map(String::as_str));
            let near = near.map(|near| format!("is it #{near} now? ")).unwrap_or_default();
            let help = format!(
                "{near}give the heading that took its place the old id, such as `## Title {{#{place}}}`; where none \
                 did, take the line out of routes.lock"
            );
            problems.push(Diagnostic::error("lost-place", Span::new(LOCK_FILE, at.clone()), message).help(help));
        }
    }

    /// An address of this edition as one of the whole site.
    fn shown(&self, route: &str) -> String {
        format!("/{}{}", self.site.prefix(), &route[1..])
    }

    /// The kind with an entry whose key is the last part of a route: most likely it was
    /// published there.
    fn kind_with(&self, route: &str) -> Option<usize> {
        let last = route.trim_end_matches('/').rsplit('/').next()?;
        let last = last.strip_suffix(".json").unwrap_or(last);
        let has = |keys: &BTreeMap<String, EntryId>| keys.keys().any(|key| slug(key) == last);
        self.index.by_kind.iter().position(has)
    }

    /// Reports languages and versions in which the site was published and is no more: most of the addresses in a
    /// folder are lost, and are there without it.
    fn tell_lost_editions(&self, lost: &mut Vec<Line>, problems: &mut Vec<Diagnostic>) {
        let mut folders: BTreeMap<&str, Vec<Line>> = BTreeMap::new();
        for (place, route) in lost.iter() {
            let end = route[1..].find('/').map_or(0, |at| at + 2);
            folders.entry(&route[..end]).or_default().push((place.clone(), route));
        }
        for (folder, lines) in folders {
            let own = |route: &str| self.owners.contains_key(&file_of(&route[folder.len()..]).to_lowercase());
            let there = lines.iter().filter(|(_, route)| own(route)).count();
            let (tag, first) = (folder.trim_matches('/'), &lines[0]);
            if folder.len() < 2 || first.1 != folder || there * 2 <= lines.len() || there < 2 {
                continue;
            }
            let message = format!(
                "the site was published in \"{tag}\" below {folder}, and has no such language or version any more"
            );
            let help = format!(
                "put it back into `languages` or `versions` of content/site.yaml; where nobody should come there any more, \
                 take the lines that begin with {folder} out of routes.lock"
            );
            problems.push(Diagnostic::error("lost-route", Span::new(LOCK_FILE, first.0.clone()), message).help(help));
            let folder = folder.to_owned();
            lost.retain(|(_, route)| !route.starts_with(&folder));
        }
    }

    /// Reports lost routes. Those of one kind with many of them are told as one, where its
    /// route is written.
    fn tell_lost(&self, lost: Vec<Line>, problems: &mut Vec<Diagnostic>) {
        if lost.len() <= MANY {
            let span = |place| Span::new(LOCK_FILE, place);
            problems.extend(lost.into_iter().map(|(place, route)| self.lost_route(route, span(place))));
            return;
        }
        let mut by_kind: BTreeMap<(Option<usize>, bool), Vec<Line>> = BTreeMap::new();
        for (place, route) in lost {
            let key = (self.kind_with(route.trim_start_matches('/')), is_json(route));
            by_kind.entry(key).or_default().push((place, route));
        }
        for ((kind, is_json), lost) in by_kind {
            let [(place, first), rest @ ..] = &lost[..] else { continue };
            let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
            problems.push(match kind.map(|kind| &self.site.kinds[kind]) {
                Some(kind) if is_json => {
                    let message = format!(
                        "the facts of \"{}\" were published at other addresses than `json` gives, such as {first}{more}",
                        kind.name
                    );
                    Diagnostic::error("lost-route", kind.span.clone(), message).help("put the address in `json` back")
                }
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
            _ if self.site.version > 0 => "put back what published it in that version; where that comes from a tag, \
                                           take the line out of routes.lock"
                .to_owned(),
            own if is_json(own) => format!(
                "put back what published it; or write `{own}: the reason` below `gone:` in content/site.yaml, or add \
                 `aliases: [{own}]` to the page whose facts take its place"
            ),
            "" => "give a page the route `\"\"`".to_owned(),
            own => format!(
                "put its page back, or add `aliases: [{own}]` to the page that takes its place; where none does, \
                 `{own}: the reason` below `gone:` in content/site.yaml; where nobody was ever given the address, \
                 take the line out of routes.lock"
            ),
        };
        let what = if is_json(own) { "nothing" } else { "no page" };
        let message = format!("the address {} was published, and {what} has it any more", self.shown(route));
        Diagnostic::error("lost-route", span, message).help(help)
    }

    /// What is wrong with an address that is not listed, where all have to be. What stands beside
    /// a page that is not listed is not told as well.
    fn not_locked(&self, file: &File, listed: &BTreeSet<&str>) -> Option<Diagnostic> {
        let is_draft = |id: EntryId| self.index.seeds[id].draft.is_some();
        let is_listed = |route: &str| listed.contains(&*format!("/{route}"));
        let is_told = match file.content {
            Content::Part(id, _) if is_draft(id) => true,
            Content::Part(id, Part::Facts) => {
                self.index.seeds[id].route.as_deref().is_some_and(|route| !is_listed(route))
            }
            Content::Redirect(number) => {
                let alias = &self.index.aliases[number];
                is_draft(alias.target) || is_json(&file.path) && !is_listed(&alias.address)
            }
            Content::Gone(number) => is_json(&file.path) && !is_listed(&self.site.gone[number].address),
            _ => false,
        };
        if is_told || !file.stays() || is_listed(file.route()) {
            return None;
        }
        let route = format!("/{}{}", self.site.prefix(), file.route());
        let (what, span) = self.claimant(file);
        let message = format!("{what} is published at {route}, which routes.lock does not list");
        let help = "run `statuary build`, which adds it, and commit routes.lock with the change";
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
        let message = format!("this makes a draft of a page that was published at {}", self.shown(route));
        let help = "an address that was published stays: write what is marked, and take `draft: true` out";
        Some(Diagnostic::error("published-draft", span.clone(), message).help(help))
    }
}
