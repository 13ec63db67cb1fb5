//! What is above a page, held against itself: a page is not above itself, nor by way of others.

use super::fields::Reading;
use super::index::Index;
use super::landmarks::Landmarks;
use super::seeds::span_of;
use super::{EntryId, Value};
use crate::diag::Diagnostic;
use crate::model::{Origin, Parent};
use crate::parse::Pages;
use crate::source::Span;

/// Reports pages whose parents lead back to them.
pub(super) fn check(
    index: &Index,
    landmarks: &Landmarks,
    readings: &[Reading],
    pages: &Pages,
    problems: &mut Vec<Diagnostic>,
) {
    let parents: Vec<Option<EntryId>> = (0..readings.len()).map(|id| parent(index, landmarks, readings, id)).collect();
    // The walk on which an entry was met, counted from one.
    let mut met = vec![0; parents.len()];
    for start in 0..parents.len() {
        let mut at = start;
        while met[at] == 0 {
            met[at] = start + 1;
            let Some(parent) = parents[at] else { break };
            if met[parent] == start + 1 {
                problems.push(circle(index, &parents, parent, pages));
            }
            at = parent;
        }
    }
}

/// The page above an entry that its own field or its kind names.
fn parent(index: &Index, landmarks: &Landmarks, readings: &[Reading], id: EntryId) -> Option<EntryId> {
    let kind = index.seeds[id].kind;
    let declared = &index.site.kinds[kind];
    match &declared.parent {
        Parent::Home => None,
        // The first page of a folder may be of the kind of those below it.
        Parent::Page(..) => landmarks.parents[kind].filter(|parent| *parent != id || is_alone(&declared.origin)),
        Parent::Field(field) => match readings[id].fields.get(declared.field(field)?)? {
            Value::Reference(parent) => Some(*parent),
            _ => None,
        },
    }
}

/// Whether a kind has one page.
fn is_alone(origin: &Origin) -> bool {
    matches!(origin, Origin::Pages(path) if !path.as_str().contains('{'))
}

/// That the parents of an entry lead back to it.
fn circle(index: &Index, parents: &[Option<EntryId>], start: EntryId, pages: &Pages) -> Diagnostic {
    let mut between = Vec::new();
    let mut at = parents[start];
    while let Some(parent) = at.filter(|parent| *parent != start) {
        between.push(index.seeds[parent].label.as_str());
        at = parents[parent];
    }
    let seed = &index.seeds[start];
    let kind = &index.site.kinds[seed.kind];
    let (file, path, node) = seed.position.node(pages);
    let (span, name) = match &kind.parent {
        Parent::Page(_, span) => (span.clone(), "parent_page"),
        Parent::Field(field) => (span_of(file, &path, node, field), field.as_str()),
        Parent::Home => (Span::file(&*file.path), ""),
    };
    let way = if between.is_empty() { String::new() } else { format!(" by way of {}", between.join(", ")) };
    Diagnostic::error("own-parent", span, format!("\"{}\" is above itself{way}", seed.label))
        .help(format!("name another page in `{name}`, or take it out"))
}
