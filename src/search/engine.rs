//! The twin of the theme's search engine, for `statuary search` and for what the
//! build wants to know of its own index. `themes/default/assets/search-engine.js`
//! gives the same answers with less work; `tests/search.rs` holds both equal, so all
//! arithmetic is on whole numbers.

mod query;
mod rank;
mod read;

use super::words::{slips, stem_of};
use std::collections::{BTreeMap, BTreeSet};

pub(super) use query::words_typed;
pub use rank::{Answer, Hit};
pub(super) use rank::{STRONGER, may_be_pinned, pin_of};

const EXACT: u64 = 100;
const SAME_STEM: u64 = 90;
const JOINED: u64 = 90;
const SYNONYM: u64 = 70;
const PREFIX: u64 = 75;
const INSIDE: u64 = 30;
const SLIP: u64 = 65;
const SHORT_SLIP: u64 = 50;
const SLIPS: u64 = 45;

/// A page in the index.
#[derive(Debug, Default)]
struct Doc {
    label: String,
    key: String,
    joined: Vec<String>,
    kind: String,
    route: String,
    rank: u64,
    prior: u64,
}

/// A word in the index.
#[derive(Debug, Default)]
struct Term {
    text: String,
    stem: String,
    /// The pages where it stands, and its weight there.
    at: BTreeMap<usize, u64>,
    /// How often that is said, and of which page last.
    said: usize,
    last: Option<usize>,
    rarity: u64,
}

/// An index that is ready to be searched.
#[derive(Debug, Default)]
pub struct Engine {
    digits: usize,
    docs: Vec<Doc>,
    terms: Vec<Term>,
    by_text: BTreeMap<String, usize>,
    by_stem: BTreeMap<String, Vec<usize>>,
    keys: BTreeMap<String, usize>,
    synonyms: BTreeMap<String, Vec<String>>,
    fillers: BTreeSet<String>,
    pinned: BTreeMap<String, Vec<usize>>,
    ranges: Vec<(usize, Vec<String>)>,
    /// All names, each with its page and the tier of a query that is this name.
    names: Vec<(usize, String, u64)>,
}

/// Why a word of the query counts for a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The word of the query.
    pub word: String,
    /// The word on the page.
    pub term: String,
    /// How the one became the other.
    pub how: &'static str,
    /// Quality of the match, weight of the place, rarity of the word.
    pub factors: [u64; 3],
}

/// A term that a word may mean, with the quality of the match and its name.
type Meaning = (usize, u64, &'static str);

impl Engine {
    fn term(&self, text: &str) -> Option<usize> {
        self.by_text.get(text).copied()
    }

    /// Terms that a word with slips may mean.
    fn corrected(&self, word: &str) -> Vec<Meaning> {
        if word.len() < 4 || !letters(word) {
            return Vec::new();
        }
        let most = if word.len() > 6 { 2 } else { 1 };
        let mut found: [Vec<Meaning>; 2] = Default::default();
        let typed = word.as_bytes();
        for (at, term) in self.terms.iter().enumerate() {
            let text = term.text.as_bytes();
            if text.len() < 3
                || !letters(&term.text)
                || (text[0] != typed[0] && text[1] != typed[1] && text[0] != typed[1])
            {
                continue;
            }
            let n = slips(word, &term.text, most);
            if n <= most {
                let one = if word.len() < 6 { SHORT_SLIP } else { SLIP };
                found[n - 1].push(if n == 1 { (at, one, "one slip") } else { (at, SLIPS, "two slips") });
            }
        }
        found.into_iter().find(|list| !list.is_empty()).unwrap_or_default()
    }

    /// The terms that one word of a query may mean.
    fn meanings(&self, word: &str, last: bool) -> Vec<Meaning> {
        let exact = self.term(word);
        let mut found: Vec<Meaning> = exact.iter().map(|term| (*term, EXACT, "exact")).collect();
        if digits_only(word) || self.fillers.contains(word) {
            return found;
        }
        let empty = Vec::new();
        let same = self.by_stem.get(&stem_of(word)).unwrap_or(&empty);
        found.extend(same.iter().filter(|term| Some(**term) != exact).map(|term| (*term, SAME_STEM, "same stem")));
        let starts = [word].into_iter().chain(same.iter().map(|term| self.terms[*term].text.as_str()));
        for other in starts.filter_map(|start| self.synonyms.get(start)).flatten() {
            let meant = self.by_stem.get(&stem_of(other)).unwrap_or(&empty);
            found.extend(meant.iter().map(|term| (*term, SYNONYM, "synonym")));
        }
        if last || found.is_empty() {
            let long = super::words::length(word) as u64;
            for (at, term) in self.terms.iter().enumerate() {
                let length = super::words::length(&term.text) as u64;
                if length > long && term.text.starts_with(word) {
                    let quality = if last { 38 + (PREFIX - 38) * long / length } else { INSIDE };
                    found.push((at, quality, "beginning"));
                }
            }
        }
        if found.is_empty() { self.corrected(word) } else { found }
    }
}

fn letters(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_lowercase())
}

fn digits_only(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}
