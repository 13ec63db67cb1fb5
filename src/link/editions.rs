//! The editions of a site in its languages: which pages each has of its own.

use super::{Entry, EntryId, Linked};
use crate::model::Site;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A version of a site in one of its languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// The number of the version: 0 for the newest.
    pub version: usize,
    /// The number of the language: 0 for the one in which the version was written.
    pub number: usize,
    /// The language, as a tag of BCP 47.
    pub language: String,
    /// How the language calls itself.
    pub name: String,
    /// The folder below the address of the whole site in which it lies, with its final slash;
    /// nothing for the first.
    pub prefix: String,
    /// Its own address, with its final slash.
    pub base_url: String,
    /// The routes of its pages, each with whether that is written in the language.
    routes: BTreeMap<String, bool>,
}

impl Edition {
    fn of(linked: &Linked) -> Edition {
        let site: &Site = &linked.site;
        let language = site.languages.get(site.edition);
        let pages = linked.entries.iter().filter_map(|entry| Some((entry.route.clone()?, entry)));
        Edition {
            version: site.version,
            number: site.edition,
            language: site.language.clone(),
            name: language.map_or_else(|| site.language.clone(), |language| language.name.clone()),
            prefix: site.prefix(),
            base_url: site.base_url.clone(),
            routes: pages.map(|(route, entry)| (route, linked.is_in_own_language(entry))).collect(),
        }
    }

    /// Whether there is a page at a route.
    pub fn has(&self, route: &str) -> bool {
        self.routes.contains_key(route)
    }

    /// Whether the page at a route is written in the language.
    pub fn has_own(&self, route: &str) -> bool {
        self.routes.get(route) == Some(&true)
    }
}

/// Tells each edition of the others.
pub fn tell_editions<'a>(editions: impl Iterator<Item = &'a mut Linked>) {
    let editions: Vec<&mut Linked> = editions.collect();
    let all: Arc<[Edition]> = editions.iter().map(|linked| Edition::of(linked)).collect();
    for linked in editions {
        linked.editions = Arc::clone(&all);
    }
}

impl Linked {
    /// Whether an entry is written in the language of this edition: in the original each is.
    pub fn is_in_own_language(&self, entry: &Entry) -> bool {
        self.site.is_original() || entry.translated
    }

    /// The original, where an entry is shown in its language because it is not translated.
    pub fn shown_original(&self, id: EntryId) -> Option<&Edition> {
        let is_own = self.is_in_own_language(&self.entries[id]);
        self.languages().next().filter(|_| !is_own)
    }

    /// This version in its languages, the own one first; nothing where there is but this.
    pub fn languages(&self) -> impl Iterator<Item = &Edition> {
        self.editions.iter().filter(|edition| edition.version == self.site.version)
    }

    /// A version in the language of this edition, or in the one in which it was written.
    pub fn version(&self, version: usize) -> Option<&Edition> {
        let mut editions = self.editions.iter().filter(|edition| edition.version == version);
        let own = editions.clone().find(|edition| edition.language == self.site.language);
        own.or_else(|| editions.next())
    }

    /// The edition that search engines are to find in the place of this one for a page: the newest
    /// version that has it, in the language in which it is written. Nothing where it is this one.
    pub fn found_instead(&self, id: EntryId) -> Option<&Edition> {
        self.version_found_instead(id).or_else(|| self.shown_original(id))
    }

    /// The same where that is another version.
    pub fn version_found_instead(&self, id: EntryId) -> Option<&Edition> {
        let route = self.entries[id].route.as_deref().filter(|_| self.site.version > 0)?;
        let newest = self.version(0).filter(|newest| newest.has_own(route));
        newest.or_else(|| self.editions.first().filter(|first| first.has(route)))
    }

    /// The editions in which search engines find pages.
    pub fn found(&self) -> impl Iterator<Item = &Edition> {
        let first = self.editions.first();
        let is_in_first = move |route: &str| first.is_some_and(|first| first.has(route));
        self.editions.iter().filter(move |edition| {
            let own = edition.routes.iter().filter(|(_, is_own)| **is_own);
            own.into_iter().any(|(route, _)| edition.version == 0 || !is_in_first(route))
        })
    }
}
