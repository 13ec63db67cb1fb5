//! Which words of the index one word of a query may mean.

use super::super::weights::{
    EXACT, INNER_BEGINNING, LEAST_BEGINNING, ONE_SLIP, SAME_STEM, SHORT_SLIP, SYNONYM, TWO_SLIPS, WHOLE_BEGINNING,
};
use super::super::words::{is_number, length, slips, stem_of};
use super::query::stem_start;
use super::{Look, beginning, letters};

/// From how many letters on a word may have two slips, and from how many on one is little.
const LONG: usize = 7;
const MIDDLING: usize = 6;

/// A word that one of the query may mean, with the quality of the match and its name.
pub(super) struct Meaning {
    pub(super) text: String,
    pub(super) quality: u64,
    pub(super) how: &'static str,
}

impl Meaning {
    fn new(text: &str, quality: u64, how: &'static str) -> Meaning {
        Meaning { text: text.to_owned(), quality, how }
    }

    /// Whether it is another word than the one that was typed.
    pub(super) fn is_slip(&self, word: &str) -> bool {
        self.quality <= ONE_SLIP && !self.text.starts_with(word)
    }
}

impl Look<'_> {
    /// Words of the index that differ from a word in their ending at most.
    pub(super) fn kin_of(&self, word: &str) -> Vec<&str> {
        let (stem, start) = stem_start(word);
        self.ask(&start);
        let words: Vec<&str> = beginning(&self.engine.terms, &start).map(|(text, _)| text).collect();
        self.steps(words.len());
        words.into_iter().filter(|text| stem_of(text) == stem).collect()
    }

    /// The words that one of a query may mean.
    pub(super) fn meanings(&self, word: &str, last: bool) -> Vec<Meaning> {
        let exact = |known: bool| known.then(|| Meaning::new(word, EXACT, "exact"));
        if self.filler(word) {
            return exact(self.engine.terms.contains_key(word)).into_iter().collect();
        }
        let mut found: Vec<Meaning> = exact(self.has(word)).into_iter().collect();
        if is_number(word) {
            return found;
        }
        let same = self.kin_of(word);
        found.extend(same.iter().map(|text| Meaning::new(text, SAME_STEM, "same stem")));
        for text in [word].iter().chain(&same) {
            for other in self.engine.synonyms.iter().filter(|group| group.iter().any(|one| one == text)).flatten() {
                found.extend(self.kin_of(other).into_iter().map(|kin| Meaning::new(kin, SYNONYM, "synonym")));
            }
        }
        if last || found.is_empty() {
            let long = length(word) as u64;
            for (text, _) in beginning(&self.engine.terms, word) {
                let typed = LEAST_BEGINNING + (WHOLE_BEGINNING - LEAST_BEGINNING) * long / length(text) as u64;
                found.push(Meaning::new(text, if last { typed } else { INNER_BEGINNING }, "beginning"));
            }
            self.steps(found.len());
        }
        if found.is_empty() { self.corrected(word) } else { found }
    }

    /// Words that one with slips may mean. One of the first two letters is right.
    fn corrected(&self, word: &str) -> Vec<Meaning> {
        self.ask("");
        if word.len() < 4 || !letters(word) || !self.thorough {
            return Vec::new();
        }
        let most = if word.len() < LONG { 1 } else { 2 };
        let typed = word.as_bytes();
        let mut found: [Vec<Meaning>; 2] = Default::default();
        for text in self.engine.terms.keys().filter(|text| text.len() > 2 && letters(text)) {
            let start = text.as_bytes();
            if start[0] != typed[0] && start[1] != typed[1] && start[0] != typed[1] {
                continue;
            }
            match slips(word, text, most) {
                Some(1) if word.len() < MIDDLING => found[0].push(Meaning::new(text, SHORT_SLIP, "one slip")),
                Some(1) => found[0].push(Meaning::new(text, ONE_SLIP, "one slip")),
                Some(2) => found[1].push(Meaning::new(text, TWO_SLIPS, "two slips")),
                _ => {}
            }
        }
        found.into_iter().find(|list| !list.is_empty()).unwrap_or_default()
    }
}
