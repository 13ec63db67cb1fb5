//! The addresses of other sites that a site leads to, in texts and in fields, and where each
//! stands. Whether something is there is asked elsewhere.

use crate::link::{Entry, Linked, Target, Value};
use crate::model::is_address;
use crate::source::{Sources, Span};
use std::collections::{BTreeMap, BTreeSet};

/// All addresses, each with a place in each file that holds it.
pub fn addresses(linked: &Linked, sources: &Sources) -> BTreeMap<String, Vec<Span>> {
    let mut files: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for entry in &linked.entries {
        for address in of_entry(entry) {
            files.entry(address.to_owned()).or_default().insert(&entry.source);
        }
    }
    let with_places = |(address, files): (String, BTreeSet<&str>)| {
        let places = files.iter().map(|file| place(file, sources.text(file), &address)).collect();
        (address, places)
    };
    files.into_iter().map(with_places).collect()
}

fn of_entry(entry: &Entry) -> impl Iterator<Item = &str> {
    let targets = entry.texts().into_iter().flat_map(|text| &text.targets).filter_map(|target| match target {
        Target::Outside(address) => Some(address.as_str()),
        _ => None,
    });
    let mut values = Vec::new();
    entry.fields.iter().for_each(|value| texts(value, &mut values));
    targets.chain(values).filter(|address| is_address(address))
}

fn texts<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Text(text) => found.push(text),
        Value::Record(values) | Value::List(values) => values.iter().for_each(|value| texts(value, found)),
        _ => {}
    }
}

/// Where an address stands first in a file, and not as the start of a longer one; the file
/// where it is written otherwise.
fn place(file: &str, text: &str, address: &str) -> Span {
    let goes_on = |c: char| c.is_ascii_alphanumeric() || "/_-%~#?&=+".contains(c);
    let starts = text.match_indices(address).map(|(at, _)| at);
    let mut whole = starts.filter(|at| !text[at + address.len()..].starts_with(goes_on));
    whole.next().map_or_else(|| Span::file(file), |at| Span::new(file, at..at + address.len()))
}
