//! Fields that many entries of a kind give and `site.yaml` does not declare: there the
//! declaration is the slip, and all else follows from it.

use super::fields::{Reading, Strange};
use super::index::Index;
use crate::diag::{Diagnostic, nearest};
use crate::model::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// So many entries of a kind give a name before its declaration is taken for the slip.
const MANY: usize = 6;

/// Kinds and names, each with its entries and the numbers of their problems.
type Given = BTreeMap<(usize, Vec<String>), Vec<(usize, usize)>>;

/// Tells of each field that most entries of a kind give without a declaration once, where the
/// kind is declared. Gives the kinds and names.
pub(super) fn tell(index: &Index, readings: &mut [Reading], problems: &mut Vec<Diagnostic>) -> Vec<(usize, String)> {
    let mut given = Given::new();
    for (id, reading) in readings.iter().enumerate() {
        for Strange { way, problem } in &reading.strange {
            given.entry((index.seeds[id].kind, way.clone())).or_default().push((id, *problem));
        }
    }
    let is_slip =
        |kind: usize, found: &[(usize, usize)]| found.len() >= MANY && found.len() * 2 > index.by_kind[kind].len();
    given.retain(|(kind, _), found| is_slip(*kind, found));
    let mut told = Vec::new();
    let mut dropped: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for ((kind, way), found) in given {
        let many = found.iter().map(|(id, _)| id).collect::<BTreeSet<_>>().len();
        let example = &index.seeds[found[0].0].source;
        problems.push(undeclared(&index.site.kinds[kind], &way, many, example));
        told.push((kind, way.join(".")));
        found.into_iter().for_each(|(id, problem)| dropped.entry(id).or_default().push(problem));
    }
    for (id, dropped) in dropped {
        let mut at = 0..;
        readings[id].problems.retain(|_| at.next().is_none_or(|at| !dropped.contains(&at)));
    }
    told
}

fn undeclared(kind: &Kind, way: &[String], many: usize, example: &str) -> Diagnostic {
    let name = way.join(".");
    let what = if kind.is_table() { "rows" } else { "pages" };
    let message =
        format!("{many} {what} of \"{}\" give a field \"{name}\" that is not declared, such as {example}", kind.name);
    let own = way.last().map_or("", String::as_str);
    let near = nearest(own, kind.fields.iter().map(|field| &*field.name).filter(|_| way.len() == 1));
    let help = match near {
        Some(near) => format!(
            "write `{own}` for \"{near}\" in its declaration, if that is meant; or declare it, such as `{own}: {{type: text}}`"
        ),
        None => format!("declare it below its `fields`, such as `{own}: {{type: text}}`, or take it out of them"),
    };
    Diagnostic::error("unknown-field", kind.span.clone(), message).help(help)
}
