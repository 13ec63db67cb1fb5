//! The pages that `site.yaml` names, looked up.

use super::index::Index;
use super::marks::draft_named;
use super::targets::{Standpoint, resolve};
use super::{EntryId, LinkedText, Target};
use crate::diag::{Diagnostic, nearest};
use crate::model::{Note, Parent, Site};
use crate::parse::Link;
use crate::source::Span;
use std::sync::Arc;

/// Pages with a part to play for the whole site.
#[derive(Debug)]
pub struct Landmarks {
    /// The first page of the site.
    pub home: Option<EntryId>,
    /// Entries named in every header.
    pub navigation: Vec<EntryId>,
    /// Entries named in every footer.
    pub footer: Vec<EntryId>,
    /// The page that lists what the feed tells.
    pub feed: Option<EntryId>,
    /// The page that searches.
    pub search: Option<EntryId>,
    /// What stands in every footer, and at the top of every page.
    pub footer_text: Option<LinkedText>,
    pub announcement: Option<LinkedText>,
    /// For each kind the page above its entries, where its declaration names one.
    pub parents: Vec<Option<EntryId>>,
}

impl Landmarks {
    /// Looks the pages up. Those that are not there are reported.
    pub(super) fn find(site: &Site, index: &Index, problems: &mut Vec<Diagnostic>) -> Landmarks {
        let footer_text = site.look.footer_text.as_ref().map(|note| text(site, index, note, problems));
        let announcement = site.look.announcement.as_ref().map(|note| text(site, index, note, problems));
        let mut one = |path: &str, span: &Span| look_up(index, path, span, problems);
        Landmarks {
            home: index.seeds.iter().position(|seed| seed.route.as_deref() == Some("")),
            navigation: site.navigation.iter().filter_map(|(path, span)| one(path, span)).collect(),
            footer: site.footer.iter().filter_map(|(path, span)| one(path, span)).collect(),
            feed: site.feed.as_ref().and_then(|feed| one(&feed.page.0, &feed.page.1)),
            search: site.search_page.as_ref().and_then(|(path, span)| one(path, span)),
            footer_text,
            announcement,
            parents: site
                .kinds
                .iter()
                .map(|kind| match &kind.parent {
                    Parent::Page(path, span) => one(path, span),
                    Parent::Home | Parent::Field(_) => None,
                })
                .collect(),
        }
    }
}

impl Landmarks {
    /// Keeps the pages of which this is true.
    pub(super) fn retain(&mut self, stays: impl Fn(&EntryId) -> bool) {
        let Landmarks { home, navigation, footer, feed, search, parents, .. } = self;
        [home, feed, search].into_iter().chain(parents).for_each(|page| *page = page.filter(|id| stays(id)));
        [navigation, footer].into_iter().for_each(|pages| pages.retain(|id| stays(id)));
    }
}

/// A text of the site with its links resolved. A place on its own page is one on the first page.
fn text(site: &Site, index: &Index, note: &Note, problems: &mut Vec<Diagnostic>) -> LinkedText {
    let Note { document, span } = note;
    let home = index.seeds.iter().position(|seed| seed.route.as_deref() == Some("")).unwrap_or_default();
    let place = |link: &Link| {
        let written = &document.source.as_str()[link.at.clone()];
        let at = index.sources.text(&span.path).get(span.start..span.end).and_then(|text| text.find(written));
        at.map_or(span.clone(), |at| Span::new(&*span.path, span.start + at..span.start + at + written.len()))
    };
    if index.seeds.is_empty() {
        return LinkedText::default();
    }
    let from = Standpoint { site, index, entry: home, path: "site.yaml", span: &place };
    let targets = resolve(&from, document, problems).into_iter().map(|target| match target {
        Target::Here(anchor) => Target::Entry(home, Some(anchor)),
        target => target,
    });
    LinkedText { document: Arc::clone(document), targets: targets.collect() }
}

fn look_up(index: &Index, path: &str, span: &Span, problems: &mut Vec<Diagnostic>) -> Option<EntryId> {
    let found = index.by_path.get(path).copied();
    if found.is_none() && !index.is_stray(path) {
        if let Some(lost) = index.lost_file(path, span) {
            problems.push(lost);
            return None;
        }
        let near = nearest(path, index.by_path.keys().copied()).map(|near| format!("did you mean \"{near}\"?"));
        let help = near.unwrap_or_else(|| "write the path of a markdown file below content/".to_owned());
        let message = format!("there is no page content/{path}");
        problems.push(Diagnostic::error("dead-link", span.clone(), message).help(help));
    }
    let draft = found.map(|id| &index.seeds[id]).filter(|page| page.draft.is_some());
    problems.extend(draft.map(|draft| draft_named(&draft.source, span)));
    found
}
