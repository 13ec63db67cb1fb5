//! What stands at the side of every page: the kinds that `site.yaml` names, and of the one to
//! which a page belongs its groups with the pages around it. Made once, so that a page costs
//! as much as it shows, and not as much as the site holds.

use super::groups::{Group, field_of_groups};
use super::{EntryId, Linked};
use std::collections::BTreeMap;

/// How many pages of a group are shown at most, and how many groups: those around the page.
const MOST: usize = 40;

/// A kind in the sidebar.
#[derive(Debug)]
pub struct Shelf {
    /// Its number.
    pub kind: usize,
    /// Its pages in groups; none is empty.
    pub groups: Vec<Group>,
    /// Where each page stands: its group and its place there.
    places: BTreeMap<EntryId, (usize, usize)>,
}

impl Linked {
    /// The kinds of the sidebar.
    pub(super) fn shelves(&self) -> Vec<Shelf> {
        let kinds = self.site.sidebar.iter().filter_map(|(name, _)| self.site.kind(name));
        let shelf = |kind: usize| {
            let mut groups = self.grouped(kind, field_of_groups(&self.site.kinds[kind]));
            groups.iter_mut().for_each(|group| group.entries.retain(|id| self.entries[*id].route.is_some()));
            groups.retain(|group| !group.entries.is_empty());
            let mut places = BTreeMap::new();
            for (number, group) in groups.iter().enumerate() {
                for (place, id) in group.entries.iter().enumerate() {
                    places.entry(*id).or_insert((number, place));
                }
            }
            Shelf { kind, groups, places }
        };
        kinds.map(shelf).collect()
    }
}

impl Shelf {
    /// Where a page stands: its group and its place there.
    pub fn place(&self, id: EntryId) -> Option<(usize, usize)> {
        self.places.get(&id).copied()
    }
}

/// Up to [`MOST`] numbers below a length, around one of them.
pub fn around(place: usize, length: usize) -> std::ops::Range<usize> {
    let start = place.saturating_sub(MOST / 2).min(length.saturating_sub(MOST));
    start..length.min(start + MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_lies_around_the_page() {
        assert_eq!(around(0, 3), 0..3);
        assert_eq!(around(0, 100), 0..40);
        assert_eq!(around(50, 100), 30..70);
        assert_eq!(around(99, 100), 60..100);
    }
}
