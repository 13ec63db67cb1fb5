//! How the entries of a kind are listed: in which order, in which groups, and at the side of
//! every page.

use super::{Fields, Kind, Shape, Site};
use crate::diag::{Diagnostic, choices_help};
use crate::source::Span;

/// How the entries of a kind are listed.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// The field by which they are sorted; those that have none follow, by their keys.
    pub order: Option<String>,
    /// The field by which they stand in groups.
    pub group: Option<String>,
    /// Where that is written.
    group_span: Span,
}

impl Listing {
    pub(super) fn read(fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Listing {
        let (order, group) = (fields.text("order", problems), fields.text("group", problems));
        Listing { order, group, group_span: fields.span("group") }
    }
}

/// Whether a field parts entries into groups: a choice or a reference, or a list of such.
pub fn parts_entries(shape: &Shape) -> bool {
    match shape {
        Shape::Reference(_) => true,
        Shape::Scalar(scalar) => !scalar.choices().is_empty(),
        Shape::List(of) => parts_entries(&of.shape),
        _ => false,
    }
}

/// Reports fields that part no entries, and kinds of the sidebar that are not declared or have no
/// pages.
pub(super) fn check(site: &mut Site, problems: &mut Vec<Diagnostic>) {
    for Kind { name, fields, listing, .. } in &site.kinds {
        let group = listing.group.as_ref().and_then(|group| fields.iter().find(|field| *field.name == **group));
        if let Some(field) = group.filter(|field| !field.doubtful && !parts_entries(&field.shape)) {
            let message =
                format!("\"{name}\" is grouped by \"{}\", which is neither a choice nor a reference", field.name);
            let problem = Diagnostic::error("no-group", listing.group_span.clone(), message);
            problems.push(problem.help("name a field of type `choice` or `reference`, or a list of such"));
        }
    }
    let kinds = &site.kinds;
    let has_pages = |name: &String| kinds.iter().any(|kind| kind.name == *name && kind.route.is_some());
    for (name, span) in site.sidebar.iter().filter(|(name, _)| !has_pages(name)) {
        let message = format!("no kind \"{name}\" with pages is declared");
        let help = choices_help(
            "kinds",
            name,
            kinds.iter().filter(|kind| kind.key.is_some() && kind.route.is_some()).map(|kind| &*kind.name),
        );
        problems.push(Diagnostic::error("unknown-kind", span.clone(), message).help(help));
    }
    let known: Vec<bool> = site.sidebar.iter().map(|(name, _)| has_pages(name)).collect();
    let mut known = known.into_iter();
    site.sidebar.retain(|_| known.next() == Some(true));
}
