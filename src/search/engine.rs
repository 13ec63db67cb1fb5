//! The twin of the client's search engine, for `statuary search` and for what the
//! build wants to know of its own index. `index.js`, `query.js` and
//! `themes/default/assets/search-engine.js` give the same answers with less work;
//! `tests/search.rs` holds both equal, so all arithmetic is on whole numbers.
//!
//! An engine holds what has been read of an index (`read`); a [`Look`] is one search in
//! it, whose parts are what the query says (`query`), which words it may mean
//! (`meaning`), which keys and names stand in it (`names`), and the order of pages (`rank`).

mod meaning;
mod names;
mod query;
mod rank;
mod read;

use super::weights::Role;
use super::words::Cutter;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

pub use rank::{Answer, Hit, Reason};

/// A page in the index.
#[derive(Debug, Default, Clone)]
struct Doc {
    kind: usize,
    prefix: String,
    suffix: String,
    rank: u64,
    prior: u64,
    label: String,
    key: String,
    route: String,
}

/// Where a word stands: pages, each with its weight there.
#[derive(Debug, Default)]
pub struct Term {
    /// Pages and weights, a page more than once when it is said again.
    pub at: Vec<(u32, u64)>,
}

/// What a page owns a name for.
pub type Owner = (u32, Role);

/// An index that is ready to be searched.
#[derive(Debug, Default)]
pub struct Engine {
    cutter: Cutter,
    lengths: Vec<usize>,
    most_words: usize,
    docs: Vec<Doc>,
    kinds: Vec<String>,
    /// The kind that the site is about.
    noun: String,
    /// All words, with where they stand.
    pub(super) terms: BTreeMap<String, Term>,
    /// All names without their spaces, with their pages.
    pub(super) names: BTreeMap<String, Vec<Owner>>,
    /// All keys, folded, with their pages and as they are written.
    pub(super) keys: BTreeMap<String, Vec<(u32, String)>>,
    /// Phrases of words that many pages have, without their spaces, with their pages.
    phrases: BTreeMap<String, Vec<usize>>,
    synonyms: Vec<Vec<String>>,
    fillers: BTreeSet<String>,
    pinned: BTreeMap<String, Vec<usize>>,
    ranges: Vec<(usize, Vec<String>)>,
}

/// One search.
struct Look<'a> {
    engine: &'a Engine,
    /// The words, names and keys that were looked up; an empty one where a word has slips.
    asked: RefCell<Vec<String>>,
    /// How many places were looked at.
    steps: Cell<usize>,
    /// Whether words and names with slips are tried, and reasons given.
    thorough: bool,
}

impl Engine {
    /// The best pages for a query, the best first.
    pub fn search(&self, query: &str) -> Answer {
        self.look(query).0
    }

    /// The same, with all words, names and keys that were looked up for it.
    pub(super) fn look(&self, query: &str) -> (Answer, Vec<String>) {
        let look = self.start(true);
        let answer = look.search(query);
        (answer, look.asked.into_inner())
    }

    /// The words of a text, as this index cuts it.
    pub(super) fn words(&self, text: &str) -> Vec<String> {
        self.cutter.words(text)
    }

    fn start(&self, thorough: bool) -> Look<'_> {
        Look { engine: self, asked: RefCell::default(), steps: Cell::new(0), thorough }
    }
}

impl Look<'_> {
    fn ask(&self, text: &str) {
        self.asked.borrow_mut().push(text.to_owned());
    }

    fn steps(&self, steps: usize) {
        self.steps.set(self.steps.get() + steps);
    }

    /// Whether a word is in the index.
    fn has(&self, word: &str) -> bool {
        self.ask(word);
        self.engine.terms.contains_key(word)
    }

    fn filler(&self, word: &str) -> bool {
        self.engine.fillers.contains(word)
    }
}

/// Those of a sorted map that begin so, in their order.
fn beginning<'a, V>(map: &'a BTreeMap<String, V>, start: &str) -> impl Iterator<Item = (&'a str, &'a V)> + use<'a, V> {
    let start = start.to_owned();
    let from = map.range::<str, _>((Bound::Included(start.as_str()), Bound::Unbounded));
    from.map(|(text, value)| (text.as_str(), value)).take_while(move |(text, _)| text.starts_with(&start))
}

fn letters(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_lowercase())
}
