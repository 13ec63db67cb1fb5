//! How entries stand to each other: what is above, before and behind a page, who
//! links to it and who refers to it. Made once, from finished entries.

use super::fields::Reference;
use super::{Entry, EntryId, Landmarks, Value};
use crate::model::{Field, Parent, Shape, Site};
use crate::text::natural;

/// How an entry stands to the others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relations {
    /// The pages above it, from the home page down.
    pub above: Vec<EntryId>,
    /// The page before it, of the same kind.
    pub previous: Option<EntryId>,
    /// The page behind it, of the same kind.
    pub next: Option<EntryId>,
    /// Pages whose text links to it.
    pub backlinks: Vec<EntryId>,
    /// Entries that name it in a field.
    pub referrers: Vec<Referrer>,
}

/// An entry that names another in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referrer {
    /// The field, by its number in [`super::Linked::slots`] of the other's kind.
    pub slot: usize,
    /// The entry that refers.
    pub from: EntryId,
    /// The way from its fields to the record that holds the reference; empty
    /// when the field is a reference itself.
    pub record: Vec<usize>,
}

impl Relations {
    /// The page right above it.
    pub fn parent(&self) -> Option<EntryId> {
        self.above.last().copied()
    }

    /// How many entries refer to it by a field. An entry's references stand side by
    /// side.
    pub fn uses(&self) -> usize {
        self.referrers.chunk_by(|a, b| a.from == b.from).count()
    }
}

impl super::Linked {
    /// The record that holds a reference: its fields and their values. Nothing is given
    /// where the entry itself holds it.
    pub fn record_of(&self, referrer: &Referrer) -> Option<(&[Field], &[Value])> {
        let from = &self.entries[referrer.from];
        let (first, rest) = referrer.record.split_first()?;
        let mut field = &self.site.kinds[from.kind].fields[*first];
        let mut at = &from.fields[*first];
        for step in rest {
            match (&field.shape, at) {
                (Shape::List(of), Value::List(values)) => (field, at) = (of, &values[*step]),
                (Shape::Record(fields), Value::Record(values)) => (field, at) = (&fields[*step], &values[*step]),
                _ => return None,
            }
        }
        match (&field.shape, at) {
            (Shape::Record(fields), Value::Record(values)) => Some((fields, values)),
            _ => None,
        }
    }
}

/// The relations of each entry. `kinds` holds the entries of each kind in their order,
/// `references` those of each entry.
pub(super) fn relate(
    site: &Site,
    entries: &[Entry],
    kinds: &[Vec<EntryId>],
    landmarks: &Landmarks,
    references: Vec<Vec<Reference>>,
) -> Vec<Relations> {
    let mut relations = vec![Relations::default(); entries.len()];
    neighbours(entries, kinds, &mut relations);
    let parents: Vec<Option<EntryId>> =
        (0..entries.len()).map(|id| parent(site, landmarks, id, &entries[id])).collect();
    let mut passed = vec![0; entries.len()];
    for (id, relations) in relations.iter_mut().enumerate() {
        relations.above = above(&parents, id, &mut passed);
    }
    let in_order = in_order(site, entries, kinds);
    refer_back(&in_order, references, &mut relations);
    link_back(entries, &in_order, &mut relations);
    relations
}

/// All entries by kind, those of each in the order that a field gives them, or of their keys.
fn in_order(site: &Site, entries: &[Entry], kinds: &[Vec<EntryId>]) -> Vec<EntryId> {
    let mut ids: Vec<EntryId> = Vec::with_capacity(entries.len());
    for (kind, own) in site.kinds.iter().zip(kinds) {
        let start = ids.len();
        ids.extend(own);
        if kind.listing.order.is_none() {
            ids[start..].sort_by(|a, b| natural(&entries[*a].key, &entries[*b].key));
        }
    }
    ids
}

fn neighbours(entries: &[Entry], kinds: &[Vec<EntryId>], relations: &mut [Relations]) {
    for kind in kinds {
        let pages: Vec<EntryId> = kind.iter().copied().filter(|id| entries[*id].route.is_some()).collect();
        for pair in pages.windows(2) {
            relations[pair[0]].next = Some(pair[1]);
            relations[pair[1]].previous = Some(pair[0]);
        }
    }
}

/// The page right above an entry, as the declaration of its kind says.
fn parent(site: &Site, landmarks: &Landmarks, id: EntryId, entry: &Entry) -> Option<EntryId> {
    let kind = &site.kinds[entry.kind];
    let declared = match &kind.parent {
        Parent::Home => None,
        Parent::Page(..) => landmarks.parents[entry.kind],
        Parent::Field(field) => kind.field(field).and_then(|at| match entry.fields.get(at) {
            Some(Value::Reference(parent)) => Some(*parent),
            _ => None,
        }),
    };
    declared.or(landmarks.home).filter(|parent| *parent != id)
}

/// The way from the top down to an entry. Where parents lead in a circle, it ends
/// before it comes to a page again: `passed` holds for each page the entry on whose
/// way it was met, counted from one.
fn above(parents: &[Option<EntryId>], id: EntryId, passed: &mut [usize]) -> Vec<EntryId> {
    let mut way = Vec::new();
    let mut at = id;
    passed[id] = id + 1;
    while let Some(parent) = parents[at].filter(|parent| passed[*parent] != id + 1) {
        passed[parent] = id + 1;
        way.push(parent);
        at = parent;
    }
    way.reverse();
    way
}

/// Gives every entry the list of those that name it in a field, in their order.
fn refer_back(in_order: &[EntryId], mut references: Vec<Vec<Reference>>, relations: &mut [Relations]) {
    for from in in_order {
        let mut own = std::mem::take(&mut references[*from]);
        own.sort_by(|a, b| a.record.cmp(&b.record));
        for Reference { slot, to, record } in own {
            relations[to].referrers.push(Referrer { slot, from: *from, record });
        }
    }
}

/// Gives every entry the list of pages whose text links to it, in their order.
fn link_back(entries: &[Entry], in_order: &[EntryId], relations: &mut [Relations]) {
    for from in in_order.iter().filter(|id| entries[**id].route.is_some()) {
        let texts = entries[*from].texts();
        for to in texts.iter().flat_map(|text| text.entries()).filter(|to| to != from) {
            // The pages come one after the other, so that one that links twice has
            // just been noted.
            let backlinks = &mut relations[to].backlinks;
            if backlinks.last() != Some(from) {
                backlinks.push(*from);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_of_parents_is_passed_once() {
        let parents = [Some(1), Some(2), Some(1), None];
        let mut passed = vec![0; 4];
        let ways: Vec<_> = (0..4).map(|id| above(&parents, id, &mut passed)).collect();
        assert_eq!(ways, [vec![2, 1], vec![2], vec![1], vec![]]);
    }
}
