//! Phrases of a page that would not lead to it, because others have their words too: a note
//! in the index puts the page first when the phrase is typed whole. The engine itself tells
//! which they are. Each is tried with a bounded number of steps, so that all of them take
//! time in proportion to their number.

use super::collect::{Material, Standing};
use super::engine::Engine;
use crate::model::Search;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// How many places of its words are looked at for one phrase.
const STEPS: usize = 2000;

/// The part of the index that tells them: the number of each page that has some, and the
/// fingerprint of each.
pub fn pins(material: &Material, engine: &Engine) -> String {
    let subjects = material.pages.iter().enumerate().filter(|(_, page)| page.standing == Standing::Subject);
    let subjects: Vec<_> = subjects.collect();
    let lines = subjects.into_par_iter().filter_map(|(id, page)| {
        let phrases = page.texts(Search::Keyword).iter();
        let lost: BTreeSet<String> = phrases.filter_map(|phrase| engine.needs_pin(phrase, id, STEPS)).collect();
        (!lost.is_empty()).then(|| format!("{id}\t{}", lost.into_iter().collect::<String>()))
    });
    lines.collect::<Vec<_>>().join("\n")
}
