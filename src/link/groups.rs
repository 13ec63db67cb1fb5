//! The entries of a kind in groups by one of their fields: by the entry that it refers to or
//! by its choice, in the order of those. What has none goes last.

use super::{EntryId, Linked, Value};
use crate::model::{Field, Kind, Parent, Shape};
use std::collections::BTreeMap;

/// Entries that have something in common.
#[derive(Debug, Clone)]
pub struct Group {
    /// What that is.
    pub mark: Mark,
    /// The entries, in their order.
    pub entries: Vec<EntryId>,
}

/// What the entries of a group have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// They refer to an entry: its place among those of its kind, and itself.
    Entry(usize, EntryId),
    /// They have a choice, by its place.
    Choice(usize),
    /// They have neither.
    Nothing,
}

/// The number of the field by which a kind is grouped when nothing else is asked for: the one
/// that its declaration names, or that leads to the page above an entry.
pub fn field_of_groups(kind: &Kind) -> Option<usize> {
    let parent = match &kind.parent {
        Parent::Field(field) => Some(field),
        Parent::Home | Parent::Page(..) => None,
    };
    kind.field(kind.listing.group.as_ref().or(parent)?)
}

impl Linked {
    /// The entries of a kind in groups by a field, which has to part them; in one where there
    /// is none. An entry with several values is in several.
    pub fn grouped(&self, kind: usize, by: Option<usize>) -> Vec<Group> {
        let field = by.map(|at| &self.site.kinds[kind].fields[at]);
        let places = self.places(field);
        let mut marked: Vec<(Mark, EntryId)> = Vec::new();
        for id in self.kinds[kind].iter().copied() {
            let value = by.and_then(|at| self.entries[id].fields.get(at));
            let marks = field.zip(value).map(|(field, value)| marks(&places, field, value)).unwrap_or_default();
            if marks.is_empty() {
                marked.push((Mark::Nothing, id));
            }
            marked.extend(marks.into_iter().map(|mark| (mark, id)));
        }
        // The sort is stable: within a group entries stay in their order.
        marked.sort_by_key(|(mark, _)| *mark);
        let groups = marked.chunk_by(|(a, _), (b, _)| a == b);
        groups.map(|group| Group { mark: group[0].0, entries: group.iter().map(|(_, id)| *id).collect() }).collect()
    }

    /// How a group is called; nothing where its entries have nothing in common.
    pub fn name_of_group(&self, field: Option<&Field>, mark: Mark) -> Option<String> {
        match mark {
            Mark::Entry(_, id) => Some(self.entries[id].label.clone()),
            Mark::Choice(at) => worded(field?, at),
            Mark::Nothing => None,
        }
    }

    /// The places of the entries to which a field may refer, among those of their kind.
    fn places(&self, field: Option<&Field>) -> BTreeMap<EntryId, usize> {
        let to = match field.map(|field| &field.shape) {
            Some(Shape::List(of)) => return self.places(Some(of)),
            Some(Shape::Reference(to)) => self.site.kind(to),
            _ => None,
        };
        to.into_iter().flat_map(|kind| self.kinds[kind].iter().enumerate().map(|(at, id)| (*id, at))).collect()
    }
}

fn marks(places: &BTreeMap<EntryId, usize>, field: &Field, value: &Value) -> Vec<Mark> {
    match (&field.shape, value) {
        (_, Value::Reference(to)) => places.get(to).map(|place| Mark::Entry(*place, *to)).into_iter().collect(),
        (Shape::Scalar(scalar), Value::Text(choice)) => {
            scalar.choices().iter().position(|known| known == choice).map(Mark::Choice).into_iter().collect()
        }
        (Shape::List(of), Value::List(values)) => values.iter().flat_map(|value| marks(places, of, value)).collect(),
        _ => Vec::new(),
    }
}

/// A choice in the words in which readers are shown it.
fn worded(field: &Field, at: usize) -> Option<String> {
    match &field.shape {
        Shape::Scalar(scalar) => {
            let choice = scalar.choices().get(at)?;
            Some(field.wording.choices.get(choice).unwrap_or(choice).clone())
        }
        Shape::List(of) => worded(of, at),
        _ => None,
    }
}
