//! The editions of a site in its languages: which pages each has of its own.

use super::{Entry, EntryId, Linked};
use crate::model::Site;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A site in one of its languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// The language, as a tag of BCP 47.
    pub language: String,
    /// How the language calls itself.
    pub name: String,
    /// The folder below the address of the whole site in which it lies, with its final slash;
    /// nothing for the original.
    pub prefix: String,
    /// Its own address, with its final slash.
    pub base_url: String,
    /// The routes of the pages that are written in the language.
    own: BTreeSet<String>,
}

impl Edition {
    fn of(linked: &Linked) -> Option<Edition> {
        let site: &Site = &linked.site;
        let language = site.languages.get(site.edition)?;
        let own = linked.entries.iter().filter(|entry| linked.is_in_own_language(entry));
        Some(Edition {
            language: site.language.clone(),
            name: language.name.clone(),
            prefix: language.prefix(),
            base_url: site.base_url.clone(),
            own: own.filter_map(|entry| entry.route.clone()).collect(),
        })
    }

    /// Whether the page at a route is written in the language.
    pub fn has_own(&self, route: &str) -> bool {
        self.own.contains(route)
    }
}

/// Tells each edition of the others.
pub fn tell_editions<'a>(editions: impl Iterator<Item = &'a mut Linked>) {
    let editions: Vec<&mut Linked> = editions.collect();
    let all: Arc<[Edition]> = editions.iter().filter_map(|linked| Edition::of(linked)).collect();
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
        self.editions.first().filter(|_| !is_own)
    }
}
