//! The twin of the theme's search engine, for `statuary search` and for what the
//! build wants to know of its own index. `themes/default/assets/search-engine.js`
//! says the same in the same order; `tests/search.rs` holds both equal, so all
//! arithmetic is on whole numbers.

mod rank;
mod read;

use super::words::{slips, stem_of, words_of};
use std::collections::{BTreeMap, BTreeSet};

pub(super) use rank::STRONGER;
pub use rank::{Answer, Hit};

const EXACT: u64 = 100;
const SAME_STEM: u64 = 90;
const JOINED: u64 = 90;
const SYNONYM: u64 = 70;
const PREFIX: u64 = 75;
const INSIDE: u64 = 30;
const SLIP: u64 = 65;
const SLIPS: u64 = 45;

/// A page in the index.
#[derive(Debug, Default)]
struct Doc {
    label: String,
    key: String,
    low: String,
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

    /// A word whose spaces are missing as known words.
    fn split(&self, word: &str) -> Option<Vec<String>> {
        for n in (2..=word.len()).rev() {
            if self.term(&word[..n]).is_none() && !self.fillers.contains(&word[..n]) {
                continue;
            }
            if n == word.len() {
                return Some(vec![word.to_owned()]);
            }
            let rest = if word.len() - n > 1 { self.split(&word[n..]) } else { None };
            if let Some(rest) = rest.filter(|rest| rest.len() < 6) {
                return Some([vec![word[..n].to_owned()], rest].concat());
            }
        }
        None
    }

    /// Terms that a word with slips may mean.
    fn corrected(&self, word: &str, last: bool) -> Vec<Meaning> {
        if word.len() < 4 || !letters(word) {
            return Vec::new();
        }
        let most = if word.len() > 6 { 2 } else { 1 };
        let mut found: [Vec<Meaning>; 3] = Default::default();
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
                found[n - 1].push((
                    at,
                    if n == 1 { SLIP } else { SLIPS },
                    if n == 1 { "one slip" } else { "two slips" },
                ));
            } else if last && typed.len() > 4 && slips(word, &term.text[..typed.len().min(text.len())], 1) == 1 {
                found[2].push((at, INSIDE, "beginning with a slip"));
            }
        }
        found.into_iter().find(|list| !list.is_empty()).unwrap_or_default()
    }

    /// The terms that one word of a query may mean.
    fn meanings(&self, word: &str, last: bool) -> Vec<Meaning> {
        let exact = self.term(word);
        let mut found: Vec<Meaning> = exact.iter().map(|term| (*term, EXACT, "exact")).collect();
        if digits_only(word) {
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
        if found.is_empty() { self.corrected(word, last) } else { found }
    }

    /// The words of a query, missing spaces put in and letters typed for digits
    /// mended.
    fn analyse(&self, query: &str) -> Vec<String> {
        let cut: String = query.chars().take(256).collect();
        let mut words = Vec::new();
        for word in words_of(&without_addresses(&cut).replace(['*', '?'], "x")) {
            let number = word.replace('o', "0").replace(['i', 'l'], "1");
            let mended = word.len() == self.digits
                && word.starts_with(|c: char| c.is_ascii_digit())
                && self.keys.contains_key(&number);
            if mended {
                words.push(number);
            } else if word.len() > 4
                && word.len() < 32
                && letters(&word)
                && self.term(&word).is_none()
                && !self.by_stem.contains_key(&stem_of(&word))
            {
                words.extend(self.split(&word).unwrap_or_else(|| vec![word]));
            } else {
                words.push(word);
            }
        }
        words.truncate(16);
        words
    }
}

/// Text without network addresses such as `10.0.0.1`, whose numbers are no codes.
fn without_addresses(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = if chars[at].is_ascii_digit() { address_end(&chars, at) } else { None };
        out.push(if end.is_some() { ' ' } else { chars[at] });
        at = end.unwrap_or(at + 1);
    }
    out
}

/// Where an address that starts here ends.
fn address_end(chars: &[char], start: usize) -> Option<usize> {
    let mut at = start;
    for part in 0..4 {
        let digits = chars[at..].iter().take_while(|c| c.is_ascii_digit()).count();
        if digits == 0 {
            return None;
        }
        at += digits;
        if part < 3 {
            if chars.get(at) != Some(&'.') {
                return None;
            }
            at += 1;
        }
    }
    Some(at)
}

fn letters(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_lowercase())
}

fn digits_only(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}
