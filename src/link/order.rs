//! The order of the entries of a kind, where a field gives it.

use super::fields::Reading;
use super::{EntryId, Value};
use crate::model::{Field, Shape, Site};
use crate::text::natural;
use std::cmp::Ordering;

/// Sorts the entries of kinds that name a field for it. What has no value follows in the
/// order in which it stood.
pub(super) fn sort(site: &Site, readings: &[Reading], kinds: &mut [Vec<EntryId>]) {
    for (number, kind) in site.kinds.iter().enumerate() {
        let Some(at) = kind.listing.order.as_ref().and_then(|order| kind.field(order)) else { continue };
        let target = match &kind.fields[at].shape {
            Shape::Reference(to) => site.kind(to).map(|to| kinds[to].clone()),
            _ => None,
        };
        let value = |id: &EntryId| readings[*id].fields.get(at).filter(|value| **value != Value::None);
        kinds[number].sort_by(|a, b| match (value(a), value(b)) {
            (Some(a), Some(b)) => compare(&kind.fields[at], a, b, target.as_deref()),
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
    }
}

fn compare(field: &Field, a: &Value, b: &Value, target: Option<&[EntryId]>) -> Ordering {
    let place = |id: &EntryId| target.and_then(|target| target.iter().position(|other| other == id));
    match (a, b) {
        (Value::Reference(a), Value::Reference(b)) => place(a).cmp(&place(b)),
        (Value::Text(a), Value::Text(b)) => match &field.shape {
            Shape::Scalar(scalar) if !scalar.choices().is_empty() => {
                let place = |word: &String| scalar.choices().iter().position(|choice| choice == word);
                place(a).cmp(&place(b))
            }
            _ => natural(a, b),
        },
        (Value::Plain(a), Value::Plain(b)) => a.as_f64().partial_cmp(&b.as_f64()).unwrap_or(Ordering::Equal),
        _ => Ordering::Equal,
    }
}
