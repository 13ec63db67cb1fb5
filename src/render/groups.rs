//! The entries of a kind in groups by one of their fields: by the entry that it refers to or
//! by its choice, in the order of those. What has none goes last.

use super::view::View;
use crate::diag::choices_help;
use crate::link::{EntryId, Linked, Value};
use crate::model::{Field, Parent, Shape};
use std::collections::BTreeMap;

/// What entries have in common that stand in one group.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    /// They refer to an entry: its place among those of its kind, and itself.
    Entry(usize, EntryId),
    /// They have a choice, by its place.
    Choice(usize),
    /// They have neither.
    Nothing,
}

/// The groups of a kind, by a field or, where none is named, by the one that leads to the
/// page above an entry. What is wrong is told.
pub fn groups(linked: &Linked, kind: &str, by: Option<&str>) -> Result<View, String> {
    let Some(number) = linked.site.kind(kind) else {
        let help = choices_help("they", kind, linked.site.kinds.iter().map(|kind| kind.name.as_str()));
        return Err(format!("site.yaml declares neither a kind nor a table \"{kind}\"; {help}"));
    };
    let declared = &linked.site.kinds[number];
    let parent = match &declared.parent {
        Parent::Field(field) => Some(field.as_str()),
        Parent::Home | Parent::Page(..) => None,
    };
    let at = match by.or(parent) {
        Some(name) => Some(declared.field(name).ok_or_else(|| {
            let help = choices_help("its fields", name, declared.fields.iter().map(|field| &*field.name));
            format!("\"{kind}\" has no field \"{name}\" to group by; {help}")
        })?),
        None => None,
    };
    let field = at.map(|at| &declared.fields[at]);
    if let Some(field) = field.filter(|field| !parts(field)) {
        return Err(format!("\"{}\" of \"{kind}\" is neither a choice nor a reference to group by", field.name));
    }
    let places = places(linked, field);
    let mut marked: Vec<(Mark, EntryId)> = Vec::new();
    for id in linked.kinds[number].iter().copied() {
        let value = at.and_then(|at| linked.entries[id].fields.get(at));
        let marks = field.zip(value).map(|(field, value)| marks(&places, field, value)).unwrap_or_default();
        if marks.is_empty() {
            marked.push((Mark::Nothing, id));
        }
        marked.extend(marks.into_iter().map(|mark| (mark, id)));
    }
    // The sort is stable: within a group entries stay in their order.
    marked.sort_by(|(a, _), (b, _)| a.cmp(b));
    let groups = marked.chunk_by(|(a, _), (b, _)| a == b).map(|group| view(linked, field, group));
    Ok(View::List(groups.collect()))
}

/// Whether a field parts entries into groups.
fn parts(field: &Field) -> bool {
    match &field.shape {
        Shape::Reference(_) => true,
        Shape::Scalar(scalar) => !scalar.choices().is_empty(),
        Shape::List(of) => parts(of),
        _ => false,
    }
}

/// The places of the entries to which a field may refer, among those of their kind.
fn places(linked: &Linked, field: Option<&Field>) -> BTreeMap<EntryId, usize> {
    let to = match field.map(|field| &field.shape) {
        Some(Shape::List(of)) => return places(linked, Some(of)),
        Some(Shape::Reference(to)) => linked.site.kind(to),
        _ => None,
    };
    to.into_iter().flat_map(|kind| linked.kinds[kind].iter().enumerate().map(|(at, id)| (*id, at))).collect()
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

fn view(linked: &Linked, field: Option<&Field>, group: &[(Mark, EntryId)]) -> View {
    let card = match group[0].0 {
        Mark::Entry(_, id) => View::Card(id),
        _ => View::None,
    };
    let (label, hue) = match group[0].0 {
        Mark::Entry(_, id) => (Some(linked.entries[id].label.clone()), linked.hue(id)),
        Mark::Choice(at) => (field.and_then(|field| worded(field, at)), None),
        Mark::Nothing => (None, None),
    };
    View::map([
        ("card", card),
        ("label", label.map_or(View::None, View::text)),
        ("hue", hue.map_or(View::None, View::text)),
        ("cards", View::List(group.iter().map(|(_, id)| View::Card(*id)).collect())),
    ])
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
