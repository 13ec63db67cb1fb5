//! The sidebar as a page is given it.

use super::view_value::View;
use crate::link::{EntryId, Group, Linked, Mark, Shelf, around, field_of_groups};

/// The kinds, each with its groups where the page belongs to it.
pub fn sidebar(linked: &Linked, id: EntryId) -> View {
    View::List(linked.sidebar.iter().map(|shelf| shelf_view(linked, shelf, id)).collect())
}

fn shelf_view(linked: &Linked, shelf: &Shelf, id: EntryId) -> View {
    let kind = &linked.site.kinds[shelf.kind];
    let list = linked.landmarks.parents[shelf.kind];
    let place = shelf.place(id);
    let is_open = place.is_some() || list == Some(id) || linked.sidebar.len() == 1;
    let shown = if is_open { around(place.map_or(0, |(group, _)| group), shelf.groups.len()) } else { 0..0 };
    let alone = shelf.groups.len() == 1;
    let groups = shown.map(|number| {
        let own = place.filter(|(group, _)| *group == number).map(|(_, place)| place);
        group_view(linked, shelf, &shelf.groups[number], own.or(alone.then_some(0)))
    });
    let first = shelf.groups.first().and_then(|group| group.entries.first().copied());
    View::map([
        ("heading", View::text(kind.heading())),
        ("card", list.or(first).map_or(View::None, View::Card)),
        ("open", View::Flag(is_open)),
        ("groups", View::List(groups.collect())),
    ])
}

/// A group with the pages around one of them; its first page alone where none is given.
fn group_view(linked: &Linked, shelf: &Shelf, group: &Group, place: Option<usize>) -> View {
    let kind = &linked.site.kinds[shelf.kind];
    let field = field_of_groups(kind).map(|at| &kind.fields[at]);
    let own = match group.mark {
        Mark::Entry(_, id) => Some(id).filter(|id| linked.entries[*id].route.is_some()),
        Mark::Choice(_) | Mark::Nothing => None,
    };
    let shown = place.map_or(0..0, |place| around(place, group.entries.len()));
    View::map([
        ("label", View::optional(linked.name_of_group(field, group.mark))),
        ("card", View::Card(own.unwrap_or(group.entries[0]))),
        ("more", View::Flag(place.is_some() && shown.len() < group.entries.len())),
        ("cards", View::List(group.entries[shown].iter().copied().map(View::Card).collect())),
    ])
}
