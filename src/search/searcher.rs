//! Searches the index of a site, which for a large site means to choose the shards
//! that are read. `themes/default/assets/search-shards.js` does the same in the
//! same order.

use super::buckets::{FOLDER, SPELT};
use super::engine::{Answer, Engine, STRONGER, words_typed};
use crate::output::Output;
use crate::squeeze::script::called;
use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// How many shards are read for the words of a query, and how many for words that
/// were meant instead.
const READ: usize = 2;
/// How many words of a query are looked at.
const WORDS: usize = 16;

/// Where a beginning leads.
#[derive(Debug, Clone, Copy)]
struct Place {
    shard: usize,
    /// How many pages have such a word, in doublings.
    size: u8,
    /// Whether longer beginnings have places of their own.
    inner: bool,
    /// How much of the word is known.
    depth: usize,
}

/// A shard that has been read.
struct Shard {
    words: Vec<String>,
    engine: Engine,
}

/// What the head of a sharded index tells.
struct Head {
    folder: String,
    digits: usize,
    places: BTreeMap<String, Place>,
    common: String,
    fillers: BTreeSet<String>,
}

/// The search of a site, over one index or over shards.
pub struct Searcher<'a> {
    output: &'a Output,
    head: Option<Head>,
    shards: RefCell<BTreeMap<usize, Rc<Shard>>>,
}

impl Searcher<'_> {
    /// The search of a site that has been built; nothing when it has no index.
    pub fn of(output: &Output) -> Option<Searcher<'_>> {
        let path = output.files.keys().find(|path| path.starts_with("assets/search-index."))?;
        let text = called(output.text(path))?;
        let searcher = Searcher { output, head: head(&text), shards: RefCell::default() };
        if searcher.head.is_none() {
            let whole = Shard { words: Vec::new(), engine: Engine::read(&text) };
            searcher.shards.borrow_mut().insert(SPELT, Rc::new(whole));
        }
        Some(searcher)
    }

    /// The best pages for a query, and the files that were read for it beside the
    /// index.
    pub fn search(&self, query: &str) -> (Answer, Vec<String>) {
        let Some(head) = &self.head else {
            return (self.shard(SPELT).map(|whole| whole.engine.search(query)).unwrap_or_default(), Vec::new());
        };
        let mut reading = Reading { searcher: self, query, best: None, read: Vec::new() };
        reading.search(head);
        let path = |shard: &usize| format!("assets/{}/{shard}.js", head.folder);
        let weak = Answer { weak: true, ..Answer::default() };
        (reading.best.unwrap_or(weak), reading.read.iter().map(path).collect())
    }

    fn shard(&self, number: usize) -> Option<Rc<Shard>> {
        if let Some(known) = self.shards.borrow().get(&number) {
            return Some(known.clone());
        }
        let head = self.head.as_ref()?;
        let text = called(self.output.text(&format!("assets/{}/{number}.js", head.folder)))?;
        let (_, rest) = text.split_once('\n')?;
        let (words, index) = rest.split_once('\n')?;
        let words = words.split(' ').map(str::to_owned).collect();
        let shard = Rc::new(Shard { words, engine: Engine::read(&format!("{index}\n\n{}", head.common)) });
        self.shards.borrow_mut().insert(number, shard.clone());
        Some(shard)
    }
}

/// Reads a head; nothing when the text is an index.
fn head(text: &str) -> Option<Head> {
    let mut parts = text.splitn(4, "\n\n");
    let (folder, digits, tree, common) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    if !folder.starts_with(FOLDER) {
        return None;
    }
    let fillers = common.rsplit("\n\n").next()?.split(' ').map(str::to_owned).collect();
    let digits = digits.parse().ok()?;
    Some(Head { folder: folder.to_owned(), digits, places: places(tree), common: common.to_owned(), fillers })
}

/// Reads the tree of beginnings.
fn places(tree: &str) -> BTreeMap<String, Place> {
    let chars: Vec<char> = tree.chars().collect();
    let (mut places, mut start, mut shard, mut size) = (BTreeMap::new(), String::new(), SPELT, 0);
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        match (c, chars.get(at + 1)) {
            ('(', _) => {}
            (')', Some('=')) => {
                let twin: String = start.chars().chain(chars.get(at + 2).copied()).collect();
                if let Some(place) = places.get(&twin).copied() {
                    places.insert(start.clone(), place);
                }
                start.pop();
                at += 2;
            }
            (')', own) => {
                shard += 1;
                size = own.map_or(0, |own| *own as u8 - b'A');
                places.insert(start.clone(), Place { shard, size, inner: true, depth: 0 });
                start.pop();
                at += 1;
            }
            ('A'..='Z', _) => (shard, size) = (shard + 1, *c as u8 - b'A'),
            (_, Some('(')) => start.push(*c),
            _ => {
                let leaf = start.chars().chain([*c]).collect();
                places.insert(leaf, Place { shard, size, inner: false, depth: 0 });
            }
        }
        at += 1;
    }
    places
}

impl Head {
    /// The place of the longest beginning of a word that has one.
    fn place(&self, word: &str) -> Option<Place> {
        let mut found = None;
        for (depth, (at, c)) in word.char_indices().enumerate() {
            let Some(place) = self.places.get(&word[..at + c.len_utf8()]) else { break };
            found = Some(Place { depth: depth + 1, ..*place });
        }
        found
    }

    /// The place of a word, unless no word begins so.
    fn known(&self, word: &str) -> Option<Place> {
        self.place(word).filter(|place| !place.inner || place.depth == word.chars().count())
    }

    /// The words of a query by which shards are chosen.
    fn words(&self, query: &str) -> Vec<String> {
        let words = words_typed(query, |number| self.known(number).is_some());
        words.into_iter().take(WORDS).map(|word| beginning(&word).map(str::to_owned).unwrap_or(word)).collect()
    }

    /// Places for a query, those that tell most first: full numbers, names, words
    /// that few pages have.
    fn candidates(&self, words: &[String], core: &[String]) -> Vec<(Place, String)> {
        let digits = |word: &&String| word.bytes().all(|b| b.is_ascii_digit());
        // Of a short number only when it is all that was typed.
        let full = |word: &&String| digits(word) && (word.len() * 2 > self.digits || core.len() == 1);
        let mut numbers: Vec<(Place, String)> =
            core.iter().filter(full).filter_map(|word| Some((self.place(word)?, word.clone()))).collect();
        numbers.sort_by_key(|(place, word)| (word.len() - place.depth, Reverse(word.len())));
        let mut found = numbers;
        for name in [words.concat(), core.concat()] {
            // Where a leaf is of a filler, nothing else leads there.
            let beyond =
                |place: &Place| place.depth > words[0].chars().count() || (!place.inner && !core.contains(&words[0]));
            let place = self.known(&name).filter(beyond);
            found.extend(place.map(|place| (place, name)));
        }
        let mut others: Vec<(Place, String)> =
            core.iter().filter_map(|word| Some((self.known(word)?, word.clone()))).collect();
        others.sort_by_key(|(place, _)| place.size);
        found.extend(others);
        found
    }
}

/// The digits of a word that has nothing behind them but signs for any digit.
fn beginning(word: &str) -> Option<&str> {
    let start = word.trim_end_matches('x');
    (!start.is_empty() && start.bytes().all(|b| b.is_ascii_digit())).then_some(start)
}

/// What has been read for a query.
struct Reading<'a, 'b> {
    searcher: &'b Searcher<'a>,
    query: &'b str,
    best: Option<Answer>,
    read: Vec<usize>,
}

impl Reading<'_, '_> {
    fn search(&mut self, head: &Head) {
        let words = head.words(self.query);
        let told: Vec<String> = words.iter().filter(|word| !head.fillers.contains(*word)).cloned().collect();
        let core = if told.is_empty() { &words } else { &told };
        let mut known: Vec<String> = Vec::new();
        for (place, word) in head.candidates(&words, core) {
            if self.read.len() == READ {
                break;
            }
            let Some(shard) = self.answer(place.shard) else { continue };
            if place.inner || begins(&shard.words, &word) {
                known.push(word);
            }
            if self.good() && self.strong() {
                break;
            }
        }
        if known.is_empty() || !self.good() {
            let unknown =
                core.iter().filter(|word| !known.contains(word) && word.bytes().all(|b| b.is_ascii_lowercase()));
            unknown.filter(|word| word.len() > 3).take(1).for_each(|word| self.mended(head, word));
        }
        if let (None, Some(place)) = (&self.best, core.first().and_then(|word| head.place(word))) {
            self.answer(place.shard);
        }
    }

    /// Reads shards for the words that one with slips may mean.
    fn mended(&mut self, head: &Head, word: &str) {
        let Some(spelt) = self.searcher.shard(SPELT) else { return };
        self.read.push(SPELT);
        for meant in spelt.engine.search(word).hits.iter().filter(|hit| !hit.weak).take(READ) {
            if let Some(place) = head.known(&meant.label) {
                self.answer(place.shard);
            }
        }
    }

    fn good(&self) -> bool {
        self.best.as_ref().is_some_and(|best| !best.weak)
    }

    /// Whether the best page has what was typed for its key or as a name.
    fn strong(&self) -> bool {
        self.best.iter().flat_map(|best| best.hits.first()).any(|hit| hit.score >= STRONGER)
    }

    /// Asks a shard, unless it has been asked; the better answer stays.
    fn answer(&mut self, number: usize) -> Option<Rc<Shard>> {
        let shard = self.searcher.shard(number)?;
        if !self.read.contains(&number) {
            self.read.push(number);
            let value = |answer: &Answer| (!answer.weak, answer.hits.first().map_or(0, |hit| hit.score));
            let answer = shard.engine.search(self.query);
            if self.best.as_ref().is_none_or(|best| value(&answer) > value(best)) {
                self.best = Some(answer);
            }
        }
        Some(shard)
    }
}

/// Whether one of the words begins as a word does but for its ending.
fn begins(words: &[String], word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let start: String = letters[..letters.len().min(3.max(letters.len().saturating_sub(2)))].iter().collect();
    words.iter().any(|known| known.starts_with(&start))
}
