//! Ranks pages for a query.

use super::super::weights::{
    ANY_NAME, BY_PRIOR, BY_STANDING, CLOSE, ENOUGH, EQUAL, EXACT, FIELD, FIRST_KEY, INSIDE, JOINED, KEY, LEAST_COVERED,
    LEAST_RARE, MET_MOST, MOST_SHARE, MUCH, NAMING, NOT_NAMING, PINNED, RAREST, SCALE, START, TIER, UNKNOWN, UNNAMED,
};
use super::super::words::{is_number, pin_of};
use super::meaning::Meaning;
use super::names::{Named, Tiers};
use super::{Engine, Look};
use std::collections::{BTreeMap, BTreeSet};

/// How many pages an answer has at most.
const SHOWN: usize = 50;
/// How many of the nearest keys are shown for a number that is none.
const NEAREST: usize = 3;
/// When so many of the first answer too little, nothing good is found.
const FOREMOST: usize = 3;
/// From how many words on a query is long, and up to how many times those that tell something
/// few say nothing.
const LONG: usize = 6;
const FEW: usize = 3;
/// The pages for a number that is no key are counted down from here.
const LISTED: u64 = 100;
/// What a page's tier says of the query.
const TIERS: [(u64, &str); 6] = [
    (INSIDE, "more than a name of it"),
    (CLOSE, "almost a name of it"),
    (START, "the beginning of a name of it, or a name and words that say nothing"),
    (FIELD, "the name of something it uses"),
    (EQUAL, "a name of it"),
    (KEY, "its key"),
];
const PHRASE: &str = "a phrase of it";

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

/// What a search gives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The pages, the best first.
    pub hits: Vec<Hit>,
    /// Whether none of them is a good answer.
    pub weak: bool,
    /// A number in the query that could be a key and is that of no page.
    pub missing: String,
    /// The words that were looked up.
    pub words: Vec<String>,
}

/// What the words of a query give for one page.
#[derive(Default)]
struct Score {
    sum: u64,
    covered: u64,
    matches: Vec<Match>,
}

/// The best match of one word on a page: of which word of the query, by which of its
/// meanings.
#[derive(Clone, Copy)]
struct Match {
    word: usize,
    meaning: usize,
    value: u64,
    quality: u64,
    factors: [u64; 3],
}

/// All that is said of the words of a query.
struct Scores {
    pages: BTreeMap<usize, Score>,
    /// How much there is to cover.
    total: u64,
    /// The words without slips.
    meant: Vec<String>,
    /// By the number of a word what it may mean.
    meanings: Vec<Vec<Meaning>>,
}

impl Scores {
    /// Why a page has its score.
    fn reasons(&self, words: &[String], matches: &[Match]) -> Vec<Reason> {
        let reason = |found: &Match| {
            let Meaning { text, how, .. } = &self.meanings[found.word][found.meaning];
            Reason { word: words[found.word].clone(), term: text.clone(), how, factors: found.factors }
        };
        matches.iter().map(reason).collect()
    }
}

/// A page and what puts it in its place.
struct Ranked {
    id: usize,
    score: u64,
    weak: bool,
    whole: &'static str,
    matches: Vec<Match>,
}

impl Look<'_> {
    pub(super) fn search(&self, query: &str) -> Answer {
        // What stands before a colon is a name; after that of a row no number is a key.
        let (start, value) = query.split_once(':').unwrap_or_default();
        let head = self.engine.cutter.words(start).concat();
        if !head.is_empty() {
            self.ask(&head);
        }
        let of_row = self.engine.names.get(&head).into_iter().flatten().any(|(_, role)| role.tier() < EQUAL);
        let words = if of_row {
            self.analyse(&format!("{start}:{}", value.replace(|c: char| c.is_ascii_digit(), " ")))
        } else {
            self.analyse(query)
        };
        let core: Vec<&String> = words.iter().filter(|word| !self.filler(word)).collect();
        let only = if let [only] = core[..] { only.as_str() } else { "" };
        let start = only.trim_end_matches('x');
        let longer = if is_number(start) { self.beginning_with(start) } else { Vec::new() };
        if longer.iter().any(|(key, _)| *key != only) {
            let word = [only.to_owned()];
            let exact = if start == only { self.keyed(&word, &word, query) } else { Vec::new() };
            let hits = self.by_start(start, exact, &longer).into_iter().enumerate();
            let hits = hits.map(|(i, id)| self.hit(id, TIER * KEY - i as u64, false)).collect();
            return Answer { weak: false, hits, missing: String::new(), words };
        }
        let could_be =
            |word: &&String| is_number(word) && self.engine.lengths.contains(&word.len()) && !self.is_key(word);
        let missing = words.iter().find(could_be).cloned().unwrap_or_default();
        if !missing.is_empty() && only == missing {
            let hits = self.around(&missing).into_iter().enumerate();
            let hits = hits.map(|(i, id)| self.hit(id, LISTED - i as u64, true)).collect();
            return Answer { hits, weak: true, missing, words };
        }
        if words.is_empty() {
            return Answer { weak: true, ..Answer::default() };
        }
        let (hits, weak) = self.rank(&words, &core, &head, query);
        Answer { hits, weak, missing, words }
    }

    fn is_key(&self, word: &str) -> bool {
        self.engine.keys.contains_key(word)
    }

    fn rank(&self, words: &[String], core: &[&String], head: &str, query: &str) -> (Vec<Hit>, bool) {
        let mut scores = self.by_words(words);
        let (mut pages, total) = (std::mem::take(&mut scores.pages), scores.total);
        let core_text = core.iter().map(|word| word.as_str()).collect();
        let few = words.len() <= FEW * core.len();
        let mut tiers = self.by_names(&Named { words, core: core_text, head, few });
        let pinned = self.engine.pinned.get(&pin_of(words)).into_iter().flatten().copied();
        let common = self.engine.phrases.get(&words.concat()).into_iter().flatten().copied();
        let pins: Vec<usize> = pinned.chain(common).collect();
        let keyed = self.keyed(words, &scores.meant, query);
        let phrase = |id: usize, tiers: &Tiers| tiers.of(id).0 < FIELD && pins.contains(&id);
        let phrases: Vec<usize> = pins.iter().copied().filter(|id| phrase(*id, &tiers)).collect();
        // A phrase that is typed whole goes before a name in it.
        pins.iter().for_each(|id| tiers.lift(*id, FIELD, 0));
        keyed.iter().chain(&tiers.pages().collect::<Vec<_>>()).for_each(|id| _ = pages.entry(*id).or_default());
        let enough = (ENOUGH * total).min(if words.len() < LONG { u64::MAX } else { MUCH });
        let mut hits = Vec::with_capacity(pages.len());
        for (id, score) in pages {
            let place = keyed.iter().position(|key| *key == id);
            let (named, bonus) = tiers.of(id);
            let tier = if place.is_some() { KEY } else { named };
            if score.sum == 0 && tier == 0 {
                continue;
            }
            let value = match place {
                Some(place) => FIRST_KEY - place as u64,
                None if tier < START || tier == FIELD => self.by_word(id, &score, total, tier),
                None => self.by_name(id, bonus),
            };
            let pinned = if pins.contains(&id) && tier == FIELD { PINNED } else { 0 };
            let value = if tier > INSIDE { tier } else { 0 } * TIER + value + pinned;
            let said = TIERS.iter().find(|(known, _)| *known == tier).map_or("", |(_, said)| said);
            let whole = if tier == FIELD && phrases.contains(&id) { PHRASE } else { said };
            let weak = tier == 0 && score.covered < enough;
            hits.push(Ranked { id, score: value, weak, whole, matches: score.matches });
        }
        let prior = |hit: &Ranked| self.engine.docs[hit.id].prior;
        hits.sort_by(|a, b| b.score.cmp(&a.score).then(prior(b).cmp(&prior(a))).then(a.id.cmp(&b.id)));
        hits.truncate(SHOWN);
        let weak = hits.iter().take(FOREMOST).all(|hit| hit.weak);
        let told = hits.into_iter().map(|Ranked { id, score, weak, whole, matches }| {
            let reasons = scores.reasons(words, &matches);
            Hit { whole, reasons, ..self.hit(id, score, weak) }
        });
        (told.collect(), weak)
    }

    /// What the words of a page are worth: their sum, less where they cover little of the
    /// query, by what the page is and how often it is named; more when a name of it stands in
    /// the query.
    fn by_word(&self, id: usize, score: &Score, total: u64, tier: u64) -> u64 {
        let doc = &self.engine.docs[id];
        let share = LEAST_COVERED + (EXACT - LEAST_COVERED) * score.covered / (EXACT * total);
        let named = if tier == INSIDE { NAMING } else { NOT_NAMING };
        score.sum * share * doc.rank * (UNNAMED + doc.prior) * named / SCALE
    }

    /// What a name is worth within its tier: first what the page is, then what the name is,
    /// then how often the page is named.
    fn by_name(&self, id: usize, bonus: i64) -> u64 {
        let doc = &self.engine.docs[id];
        (doc.rank * BY_STANDING + ANY_NAME + BY_PRIOR * doc.prior).saturating_add_signed(bonus)
    }

    /// What each word adds for each page.
    fn by_words(&self, words: &[String]) -> Scores {
        let mut scores = Scores { pages: BTreeMap::new(), total: 0, meant: Vec::new(), meanings: Vec::new() };
        for (i, word) in words.iter().enumerate() {
            let mut found = self.meanings(word, i + 1 == words.len());
            let slip = found.first().filter(|meaning| meaning.is_slip(word));
            scores.meant.push(slip.map_or(word, |meaning| &meaning.text).clone());
            for (a, b) in [i.checked_sub(1).map(|before| (before, i)), Some((i, i + 1))].into_iter().flatten() {
                let pair = words.get(b).map(|next| format!("{}{next}", words[a]));
                let pair = pair.filter(|pair| self.engine.terms.contains_key(pair));
                found.extend(pair.map(|text| Meaning { text, quality: JOINED, how: "joined" }));
            }
            found.iter().for_each(|meaning| self.ask(&meaning.text));
            let rarity = match self.rarity(word) {
                Some(own) => own,
                _ if self.filler(word) => 1,
                None => found.iter().filter_map(|meaning| self.rarity(&meaning.text)).max().unwrap_or(UNKNOWN),
            };
            let share = if found.is_empty() { rarity } else { rarity.min(MOST_SHARE) };
            scores.total += share;
            for (id, best) in self.matches(i, &found, rarity) {
                let score = scores.pages.entry(id).or_default();
                score.sum += best.value;
                score.covered += best.quality * share;
                score.matches.push(best);
            }
            scores.meanings.push(found);
        }
        scores
    }

    /// How telling a word of the index is.
    fn rarity(&self, text: &str) -> Option<u64> {
        let term = self.engine.terms.get(text)?;
        if self.filler(text) {
            return Some(1);
        }
        Some(RAREST.saturating_sub(2 * u64::from((term.at.len() as u32).max(1).ilog2())).max(LEAST_RARE))
    }

    /// The best match of a word on each page that has one of its meanings.
    fn matches(&self, word: usize, found: &[Meaning], rarity: u64) -> BTreeMap<usize, Match> {
        let mut best: BTreeMap<usize, Match> = BTreeMap::new();
        for (number, meaning) in found.iter().enumerate() {
            let Some(term) = self.engine.terms.get(&meaning.text) else { continue };
            self.steps(term.at.len());
            let own = self.rarity(&meaning.text).unwrap_or(rarity).min(rarity);
            for (id, weight) in &term.at {
                let factors = [meaning.quality, *weight, own];
                let value = factors.iter().product();
                let own = Match { word, meaning: number, value, quality: meaning.quality, factors };
                let known = best.entry(*id as usize).or_insert(own);
                let quality = known.quality.max(meaning.quality);
                if value > known.value {
                    *known = own;
                }
                known.quality = quality;
            }
        }
        best
    }

    /// Pages for the beginning of a number: the key that it is, its range, then other keys,
    /// those people meet most first.
    fn by_start(&self, start: &str, exact: Vec<usize>, longer: &[(&str, usize)]) -> Vec<usize> {
        let mut codes: Vec<usize> = longer.iter().map(|(_, id)| *id).collect();
        codes.sort_by_key(|id| self.engine.docs[*id].prior < MET_MOST);
        let own = |pattern: &str| pattern.trim_end_matches('.').len() >= start.len();
        let wider = self.covering(start, &|pattern| !own(pattern));
        let mut known = BTreeSet::new();
        let all = [exact, self.covering(start, &own), codes, wider].concat();
        all.into_iter().filter(|id| known.insert(*id)).collect()
    }

    /// For a number that is no key: the page of its range, and the nearest keys.
    fn around(&self, number: &str) -> Vec<usize> {
        let value = |text: &str| text.parse::<i64>().unwrap_or(0);
        let mut near = self.beginning_with(&number[..1]);
        near.sort_by_key(|(key, _)| (value(key) - value(number)).abs());
        let ranges = self.covering(number, &|pattern| pattern.len() == number.len());
        ranges.into_iter().chain(near.into_iter().take(NEAREST).map(|(_, id)| id)).collect()
    }

    /// Pages that cover the keys of a pattern.
    fn covering(&self, start: &str, fits: &dyn Fn(&str) -> bool) -> Vec<usize> {
        let start = start.as_bytes();
        let covers = |pattern: &String| {
            let mut signs = pattern.bytes().enumerate();
            start.len() <= pattern.len() && signs.all(|(at, p)| p == b'.' || start.get(at) == Some(&p)) && fits(pattern)
        };
        self.engine.ranges.iter().filter(|(_, patterns)| patterns.iter().any(covers)).map(|(id, _)| *id).collect()
    }

    fn hit(&self, id: usize, score: u64, weak: bool) -> Hit {
        let doc = &self.engine.docs[id];
        let (label, key, route) = (doc.label.clone(), doc.key.clone(), doc.route.clone());
        let kind = self.engine.kinds[doc.kind].clone();
        Hit { id, label, key, kind, route, score, weak, whole: "", reasons: Vec::new() }
    }
}

impl Engine {
    /// The kind that the site is about, for what is said of a missing key.
    pub fn noun(&self) -> &str {
        &self.noun
    }

    /// Whether a phrase leads to its page by itself; nothing when to find out takes more
    /// than so many steps. A name or a key goes before, but for the name of a row, and for
    /// a name in a phrase with words that say nothing.
    pub(in super::super) fn needs_pin(&self, phrase: &str, page: usize, most: usize) -> Option<String> {
        let look = self.start(false);
        if look.cost(phrase) > most {
            return None;
        }
        let Answer { hits, words, .. } = look.search(phrase);
        let first = hits.first();
        let found = first.is_some_and(|hit| hit.id == page && !hit.weak);
        let best = first.map_or(0, |hit| hit.score);
        let fillers = words.iter().any(|word| self.fillers.contains(word));
        let helps = best < START * TIER || best / TIER == FIELD || (fillers && best / TIER == START);
        (!found && helps).then(|| pin_of(&words))
    }
}

impl Look<'_> {
    /// About how many places a search for these words looks at.
    fn cost(&self, phrase: &str) -> usize {
        let words = self.engine.cutter.words(phrase);
        let places = |word: &String| self.engine.terms.get(word).map_or(0, |term| term.at.len());
        words.iter().filter(|word| !self.filler(word)).map(places).sum()
    }
}
