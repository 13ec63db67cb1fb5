//! Ranks pages for a query.

use super::super::words::{fingerprint, length, slips, stem_of, words_of};
use super::{Doc, Engine, JOINED, Meaning, Reason, digits_only};
use std::collections::BTreeMap;

const UNKNOWN: u64 = 10;
/// Rare words are no better evidence of what is meant than others.
const SHARE: u64 = 7;
/// How many hundredths of a query a page must cover to be a good answer.
const ENOUGH: u64 = 48;
const TIER: u64 = 1_000_000_000;
/// How much a page must cover to be a good answer to a long query.
const MUCH: u64 = 1200;
const KEY: u64 = 7;
pub(super) const EQUAL: u64 = 6;
pub(super) const FIELD: u64 = 5;
const START: u64 = 4;
const CLOSE: u64 = 2;
const INSIDE: u64 = 1;
/// Scores from here on are of names, phrases and keys, which go before any words.
pub const STRONGER: u64 = START * TIER;
const SHOWN: usize = 50;
/// What a page's tier says.
const TIERS: [&str; 8] = [
    "",
    "more than a name",
    "almost a name",
    "",
    "the beginning of a name, or a name and words that say nothing",
    "the name of something it uses",
    "a name",
    "the key",
];
const PHRASE: &str = "a phrase";
/// From how many characters on a name inside a query counts.
const NAMING: usize = 7;

/// Whether a phrase that is not found can be helped, by the best score for it: a name
/// or a key goes before, but for the name of what pages use, and for a name in a phrase
/// with words that say nothing.
pub fn may_be_pinned(best: u64, fillers: bool) -> bool {
    best < STRONGER || best / TIER == FIELD || (fillers && best / TIER == START)
}

/// The fingerprint of words in any order and inflection.
pub fn pin_of(words: &[String]) -> String {
    let mut stems: Vec<String> = words.iter().map(|word| stem_of(word)).collect();
    stems.sort();
    fingerprint(&stems.join(" "))
}

/// A page that answers a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The number of the page in the index.
    pub id: usize,
    /// Its name.
    pub label: String,
    /// Its key.
    pub key: String,
    /// The name of its kind.
    pub kind: String,
    /// Where it lies.
    pub route: String,
    /// Its score.
    pub score: u64,
    /// Whether it answers too little of the query.
    pub weak: bool,
    /// What the whole query is to the page, if anything.
    pub whole: &'static str,
    /// What each word of the query adds.
    pub reasons: Vec<Reason>,
}

/// What a search gives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The pages, the best first.
    pub hits: Vec<Hit>,
    /// Whether none of them is a good answer.
    pub weak: bool,
    /// A number in the query that is the key of no page.
    pub missing: String,
    /// The words that were looked up.
    pub words: Vec<String>,
}

/// What the words of a query give for one page.
#[derive(Default)]
struct Score {
    sum: u64,
    covered: u64,
    reasons: Vec<Reason>,
}

impl Engine {
    /// Whether a word says nothing about which page is wanted.
    pub fn is_filler(&self, word: &str) -> bool {
        self.fillers.contains(word)
    }

    /// The best pages for a query, the best first.
    pub fn search(&self, query: &str) -> Answer {
        // What stands before a colon is a name; after that of a field no number is a key.
        let (start, value) = query.split_once(':').unwrap_or_default();
        let head = words_of(start).concat();
        let field = self.names.iter().any(|(_, name, most)| *most < EQUAL && *name == head);
        let words = if field {
            self.analyse(&format!("{start}:{}", value.replace(|c: char| c.is_ascii_digit(), " ")))
        } else {
            self.analyse(query)
        };
        let core: Vec<&String> = words.iter().filter(|word| !self.fillers.contains(*word)).collect();
        let only = if let [only] = core[..] { only.as_str() } else { "" };
        let start = only.trim_end_matches('x');
        if !start.is_empty() && digits_only(start) && start.len() < self.digits && only.len() <= self.digits {
            let hits = self.by_start(start).into_iter().enumerate();
            let hits: Vec<Hit> = hits.map(|(i, id)| self.hit(id, TIER * KEY - i as u64, false)).collect();
            return Answer { weak: hits.is_empty(), hits, missing: String::new(), words };
        }
        let is_missing =
            |word: &&String| word.len() == self.digits && digits_only(word) && !self.keys.contains_key(*word);
        let missing = words.iter().find(is_missing).cloned().unwrap_or_default();
        if !missing.is_empty() && only == missing {
            let hits = self.around(&missing).into_iter().enumerate();
            let hits = hits.map(|(i, id)| self.hit(id, 100 - i as u64, true)).collect();
            return Answer { hits, weak: true, missing, words };
        }
        if words.is_empty() {
            return Answer { weak: true, ..Answer::default() };
        }
        let core = core.into_iter().cloned().collect();
        self.rank(words, core, missing, &head)
    }

    fn rank(&self, words: Vec<String>, core: Vec<String>, missing: String, head: &str) -> Answer {
        let (mut scores, total) = self.by_words(&words);
        let pins = self.pinned.get(&pin_of(&words)).cloned().unwrap_or_default();
        let typed = words.concat();
        let tiers = self.tiers(&typed, &core, &words, head);
        let enough = (ENOUGH * total).min(if words.len() > 5 { MUCH } else { u64::MAX });
        let mut hits = Vec::new();
        for (id, doc) in self.docs.iter().enumerate() {
            let Score { sum, covered, reasons } = scores.remove(&id).unwrap_or_default();
            let keyed = words.iter().position(|word| self.keys.get(word) == Some(&id));
            let pinned = pins.contains(&id);
            // A phrase that is typed whole goes before a name in it.
            let mut tier = if pinned { tiers[id].max(FIELD) } else { tiers[id] };
            if sum == 0 && tier == 0 && keyed.is_none() {
                continue;
            }
            let mut score = sum * (25 + 75 * covered / (100 * total)) * doc.rank * (20 + doc.prior);
            score = score * if tier == INSIDE { 3 } else { 2 } / 40_000 + if pinned { 1_000_000 } else { 0 };
            if tier >= START && tier != FIELD {
                let title = &doc.joined[0];
                score = doc.rank * 1_000_000 + 10_000 + 4 * doc.prior - length(title) as u64
                    + if tier == START && title.starts_with(&typed) { 1000 } else { 0 };
            }
            if let Some(place) = keyed {
                (tier, score) = (KEY, 100 - place as u64);
            }
            let whole = if tier == FIELD && tiers[id] < FIELD { PHRASE } else { TIERS[tier as usize] };
            let weak = tier == 0 && covered < enough;
            hits.push(Hit {
                whole,
                reasons,
                ..self.hit(id, if tier > INSIDE { tier } else { 0 } * TIER + score, weak)
            });
        }
        let prior = |hit: &Hit| self.docs[hit.id].prior;
        hits.sort_by(|a, b| b.score.cmp(&a.score).then(prior(b).cmp(&prior(a))).then(a.id.cmp(&b.id)));
        hits.truncate(SHOWN);
        Answer { weak: hits.iter().take(3).all(|hit| hit.weak), hits, missing, words }
    }

    /// What each word adds for each page, and how much all words could cover.
    fn by_words(&self, words: &[String]) -> (BTreeMap<usize, Score>, u64) {
        let mut scores: BTreeMap<usize, Score> = BTreeMap::new();
        let mut total = 0;
        for (i, word) in words.iter().enumerate() {
            let mut found = self.meanings(word, i + 1 == words.len());
            for (a, b) in [i.checked_sub(1).map(|before| (before, i)), Some((i, i + 1))].into_iter().flatten() {
                let pair = words.get(b).and_then(|next| self.term(&format!("{}{next}", words[a])));
                found.extend(pair.map(|term| (term, JOINED, "joined")));
            }
            let rarity = match self.term(word) {
                _ if self.fillers.contains(word) => 1,
                Some(exact) => self.terms[exact].rarity,
                None => found.iter().map(|(term, ..)| self.terms[*term].rarity).max().unwrap_or(UNKNOWN),
            };
            let share = if found.is_empty() { rarity } else { rarity.min(SHARE) };
            total += share;
            for (doc, (value, quality, reason)) in self.best(word, rarity, &found) {
                let score = scores.entry(doc).or_default();
                score.sum += value;
                score.covered += quality * share;
                score.reasons.push(reason);
            }
        }
        (scores, total)
    }

    /// For each page the best that a word can mean there.
    fn best(&self, word: &str, rarity: u64, found: &[Meaning]) -> BTreeMap<usize, (u64, u64, Reason)> {
        let mut best: BTreeMap<usize, (u64, u64, Reason)> = BTreeMap::new();
        for (term, quality, how) in found {
            let term = &self.terms[*term];
            for (doc, weight) in &term.at {
                let factors = [*quality, *weight, rarity.min(term.rarity)];
                let value = factors.iter().product();
                let known = best.entry(*doc).or_insert_with(|| {
                    (0, 0, Reason { word: word.to_owned(), term: String::new(), how, factors: [0; 3] })
                });
                known.1 = known.1.max(*quality);
                if value > known.0 {
                    known.0 = value;
                    known.2 = Reason { word: word.to_owned(), term: term.text.clone(), how, factors };
                }
            }
        }
        best
    }

    /// Pages for the beginning of a number: its class, then the codes, those
    /// people meet most first.
    fn by_start(&self, start: &str) -> Vec<usize> {
        let matching = self.keys.iter().filter(|(key, _)| digits_only(key) && key.starts_with(start));
        let mut codes: Vec<usize> = matching.map(|(_, id)| *id).collect();
        codes.sort_by_key(|id| (self.docs[*id].prior <= 4, *id));
        let groups = self.groups(&format!("{start:?<width$}", width = self.digits));
        if start.len() > 1 { [codes, groups].concat() } else { [groups, codes].concat() }
    }

    /// For a number that is no key: the page of its class, and the nearest keys.
    fn around(&self, number: &str) -> Vec<usize> {
        let value: i64 = number.parse().unwrap_or(0);
        let mut near: Vec<(i64, i64, usize)> = self
            .keys
            .iter()
            .filter(|(key, _)| digits_only(key) && key[..1] == number[..1])
            .map(|(key, id)| (key.parse().unwrap_or(0), *id))
            .map(|(key, id): (i64, usize)| ((key - value).abs(), key, id))
            .collect();
        near.sort_unstable();
        [self.groups(number), near.into_iter().take(3).map(|(.., id)| id).collect()].concat()
    }

    /// Pages to whose patterns a number belongs.
    fn groups(&self, number: &str) -> Vec<usize> {
        let fits = |pattern: &String| {
            pattern.len() == number.len() && pattern.bytes().zip(number.bytes()).all(|(p, n)| p == b'.' || p == n)
        };
        self.ranges.iter().filter(|(_, patterns)| patterns.iter().any(fits)).map(|(id, _)| *id).collect()
    }

    fn hit(&self, id: usize, score: u64, weak: bool) -> Hit {
        let Doc { label, key, kind, route, .. } = &self.docs[id];
        let (label, key, kind, route) = (label.clone(), key.clone(), kind.clone(), route.clone());
        Hit { id, label, key, kind, route, score, weak, whole: "", reasons: Vec::new() }
    }

    /// For each page whether a name is what was typed or stands before its colon,
    /// begins with it, is in it, or is it but for slips in a word that is in no page.
    fn tiers(&self, whole: &str, core: &[String], words: &[String], head: &str) -> Vec<u64> {
        // A word among many that say nothing is no name, unless of a row.
        let few = words.len() <= 3 * core.len();
        let core = core.concat();
        let mut tiers = vec![0; self.docs.len()];
        for (id, name, most) in &self.names {
            let kind = || whole.strip_prefix(name.as_str()) == Some(self.docs[*id].kind.as_str());
            let tier = if name == head {
                if *most == 0 { FIELD } else { *most }
            } else if name == whole || kind() {
                *most
            } else if *name == core && (few || *most <= FIELD) {
                if *most > FIELD { START } else { *most }
            } else if *most > FIELD && name.starts_with(whole) {
                START
            } else {
                INSIDE * u64::from(words.len() > 1 && length(name) >= NAMING && whole.contains(name.as_str()))
            };
            tiers[*id] = tier.max(tiers[*id]);
        }
        if words.iter().all(|word| self.term(word).is_some() && !self.fillers.contains(word))
            || tiers.iter().any(|tier| *tier > INSIDE)
        {
            return tiers;
        }
        for typed in if few { vec![whole, &core] } else { vec![whole] } {
            let size = length(typed);
            let most = if size > 12 { 3 } else { 1 + usize::from(size > 8) };
            if size > 5 && size < 64 && !typed.bytes().any(|b| b.is_ascii_digit()) {
                let close = self.names.iter().filter(|(_, name, _)| slips(typed, name, most) <= most);
                close.for_each(|(id, ..)| tiers[*id] = CLOSE);
            }
        }
        tiers
    }
}
