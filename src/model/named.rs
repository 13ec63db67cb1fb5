//! What the kinds of a declaration name: each has a name of its own, and the fields by which
//! it says what its key, its title and its addresses are have to be declared.

use super::{Kind, Origin, Parent, Site};
use crate::diag::{Diagnostic, choices_help};
use crate::text::names;
use std::collections::BTreeSet;

/// Kinds that are declared once, and fields of their own that they name.
pub(super) fn check(site: &mut Site, problems: &mut Vec<Diagnostic>) {
    let mut known: BTreeSet<String> = BTreeSet::new();
    for kind in &mut site.kinds {
        if !known.insert(kind.name.clone()) {
            let message = format!("two kinds or tables are called \"{}\"", kind.name);
            let problem = Diagnostic::error("repeated-kind", kind.span.clone(), message);
            problems.push(problem.help("give one of the two another name"));
        }
        let mut undeclared = names_of(kind);
        undeclared.retain(|name| !name.is_empty() && kind.field(name).is_none());
        for name in &undeclared {
            let message = format!("\"{}\" names a field \"{name}\" that it does not declare", kind.name);
            let own = kind.fields.iter().map(|field| &*field.name);
            // Without any fields, that is the slip, and it is reported.
            if !(kind.doubtful && kind.fields.is_empty()) {
                let problem = Diagnostic::error("unknown-field", kind.span.clone(), message);
                let help = choices_help("its fields", name, own);
                let declare = format!("declare it below `fields`, such as `{name}: {{type: text}}`, or name another");
                problems.push(problem.help(if help.is_empty() { declare } else { help }));
            }
        }
        kind.undeclared = undeclared;
    }
}

/// The fields that a kind names, each once.
fn names_of(kind: &Kind) -> Vec<String> {
    let mut wanted: Vec<String> =
        kind.key.iter().chain(&kind.summary).chain(&kind.hue).chain([&kind.title]).cloned().collect();
    wanted.extend(kind.listing.order.iter().chain(&kind.listing.group).cloned());
    wanted.extend(names(&kind.label));
    wanted.extend(names(&kind.template));
    wanted.extend(kind.route.iter().chain(&kind.also_at).flat_map(|route| names(route.as_str())));
    if let Origin::Pages(path) = &kind.origin {
        wanted.extend(names(path.as_str()));
    }
    if let Parent::Field(field) = &kind.parent {
        wanted.push(field.clone());
    }
    let mut seen = BTreeSet::new();
    wanted.retain(|name| seen.insert(name.clone()));
    wanted
}

/// A key that names no field has been reported. The field in the name of the
/// pages' files stands in for it, so that links and references to them are not
/// reported as well.
pub(super) fn mend_keys(site: &mut Site) {
    for kind in &mut site.kinds {
        let Origin::Pages(path) = &kind.origin else { continue };
        if kind.key.as_ref().is_some_and(|key| kind.field(key).is_none()) {
            kind.key = names(path.as_str()).pop().filter(|name| kind.field(name).is_some());
        }
    }
}
