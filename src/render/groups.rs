//! The groups of a kind as templates are given them.

use super::view::View;
use crate::diag::choices_help;
use crate::link::{Group, Linked, Mark, field_of_groups};
use crate::model::{Field, parts_entries};

/// The groups of a kind, by a field or, where none is named, by the one by which its
/// declaration groups it. What is wrong is told.
pub fn groups(linked: &Linked, kind: &str, by: Option<&str>) -> Result<View, String> {
    let Some(number) = linked.site.kind(kind) else {
        let help = choices_help("they", kind, linked.site.kinds.iter().map(|kind| kind.name.as_str()));
        return Err(format!("site.yaml declares neither a kind nor a table \"{kind}\"; {help}"));
    };
    let declared = &linked.site.kinds[number];
    let at = match by {
        Some(name) => Some(declared.field(name).ok_or_else(|| {
            let help = choices_help("its fields", name, declared.fields.iter().map(|field| &*field.name));
            format!("\"{kind}\" has no field \"{name}\" to group by; {help}")
        })?),
        None => field_of_groups(declared),
    };
    let field = at.map(|at| &declared.fields[at]);
    if let Some(field) = field.filter(|field| !parts_entries(&field.shape)) {
        return Err(format!("\"{}\" of \"{kind}\" is neither a choice nor a reference to group by", field.name));
    }
    let groups = linked.grouped(number, at);
    Ok(View::List(groups.iter().map(|group| view(linked, field, group)).collect()))
}

fn view(linked: &Linked, field: Option<&Field>, group: &Group) -> View {
    let card = match group.mark {
        Mark::Entry(_, id) => Some(id),
        Mark::Choice(_) | Mark::Nothing => None,
    };
    View::map([
        ("card", card.map_or(View::None, View::Card)),
        ("label", View::optional(linked.name_of_group(field, group.mark))),
        ("hue", View::optional(card.and_then(|id| linked.hue(id)))),
        ("cards", View::List(group.entries.iter().copied().map(View::Card).collect())),
    ])
}
