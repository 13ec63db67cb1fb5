//! Which field is meant by a name that no field has. What stands there is read as that
//! field, so that one misspelt name is one problem.

use super::Field;
use crate::diag::nearest;
use crate::parse::Node;

/// The entry of a mapping whose name is a misspelling of a field's: no field has it, and of
/// the fields that are not given this one is nearest.
pub fn meant_entry(fields: &[Field], entries: &[(String, Node)], name: &str) -> Option<usize> {
    entries
        .iter()
        .position(|(given, _)| meant_field(fields, entries, given).is_some_and(|at| *fields[at].name == *name))
}

/// The field that is meant by a name in a mapping that no field has.
pub fn meant_field(fields: &[Field], entries: &[(String, Node)], given: &str) -> Option<usize> {
    if fields.iter().any(|field| *field.name == *given) {
        return None;
    }
    let free = fields.iter().filter(|field| !entries.iter().any(|(name, _)| **name == *field.name));
    let near = nearest(given, free.map(|field| &*field.name))?;
    fields.iter().position(|field| *field.name == *near)
}
