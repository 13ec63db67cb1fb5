//! The index of a large site in shards: each is an index of the pages that have a
//! word with a certain beginning, so that whatever is searched for, a shard or two
//! hold the best pages. The head tells which shard is whose.
//!
//! Beginnings form a tree. One that has few pages is a leaf, and leaves beside each
//! other share a shard; one that has many has a shard of its best and goes on with
//! the next letter. Names without their spaces count as words, so that the name of
//! a page leads to a leaf even when all its words are common.

use super::collect::{Material, Page};
use super::words::{length, stem_of, words_of};
use super::write::{Parts, prior};
use crate::hash::hex;
use crate::model::Search;
use crate::squeeze::script::call;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// From how many pages on an index is in shards. Below, it is one file of about
/// 40 KB compressed at most.
pub const MANY: usize = 1000;
/// How many pages with a certain beginning a shard holds at most, some 10 KB
/// compressed.
pub const MOST: usize = 127;
/// The beginning of the folder of shards; behind it stands a hash of all of them.
pub const FOLDER: &str = "search-";
/// The number of the shard that knows words instead of pages.
pub const SPELT: usize = 0;
/// How many words it holds at most.
const SPELT_MOST: usize = 4000;

/// How a word belongs to a page: as its weight there, or as one of these.
type Part = u8;
const KEY: Part = 255;
const TITLE: Part = 254;
const NAME: Part = 253;
const STRONG: Part = 70;
const PHRASE: Part = 65;

/// Words with the pages that they lead to.
type Words = BTreeMap<String, BTreeMap<usize, Part>>;
/// Some of them, in their order.
type Word = (Vec<char>, BTreeMap<usize, Part>);

/// A head and its shards.
pub struct Sharded {
    /// The text of the head: the folder of the shards, the digits of a key, the
    /// tree, and what all shards have in common.
    pub head: String,
    /// The shards as scripts, by their path from the folder of assets.
    pub files: Vec<(String, String)>,
}

/// Puts the index of a large site into shards.
pub fn shards(material: &Material) -> Sharded {
    let parts = Parts::shared(material);
    let words = words(&parts);
    let mut tree = Tree { material, shards: Vec::new(), text: String::new() };
    let sorted: Vec<Word> = words.into_iter().map(|(word, pages)| (word.chars().collect(), pages)).collect();
    tree.children(&sorted, 0);
    let numbered = tree.shards.par_iter().enumerate().map(|(at, shard)| {
        let words: Vec<String> = shard.words.iter().map(|word| word.iter().collect()).collect();
        format!("{}\n{}\n{}", at + 1, words.join(" "), parts.text(&shard.pages))
    });
    let texts = [format!("{SPELT}\n\n{}", spelt(&parts))].into_par_iter().chain(numbered);
    let scripts: Vec<String> = texts.map(|text| call("statuaryShard", &text)).collect();
    let hashes: Vec<String> = scripts.par_iter().map(|script| hex(script.as_bytes())).collect();
    let folder = format!("{FOLDER}{}", &hex(hashes.concat().as_bytes())[..8]);
    let head = [folder.clone(), parts.digits.to_string(), tree.text, parts.common()].join("\n\n");
    let files = scripts.into_iter().enumerate().map(|(at, script)| (format!("{folder}/{at}.js"), script));
    Sharded { head, files: files.collect() }
}

/// All words by which pages are found, those with the same stem and the same
/// meaning included.
fn words(parts: &Parts) -> Words {
    let mut words = Words::new();
    let mut add = |word: &str, page: usize, part: Part| {
        let known = words.entry(word.to_owned()).or_default().entry(page).or_default();
        *known = part.max(*known);
    };
    for (word, places) in &parts.terms {
        places.iter().for_each(|(page, level)| add(word, *page, [15, 40, 65][usize::from(*level)]));
    }
    for (id, page) in parts.material.pages.iter().enumerate() {
        words_of(&page.title).iter().chain(&words_of(&page.key)).for_each(|word| add(word, id, STRONG));
        let names = page.texts(Search::Name).iter().flat_map(|name| words_of(name));
        names.for_each(|word| add(&word, id, 60));
    }
    let plain = words.clone();
    let mut kin: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    plain.keys().filter(|word| !number(word)).for_each(|word| kin.entry(stem_of(word)).or_default().push(word));
    let mut lend = |from: &str, to: &str, share: u16| {
        for (page, part) in &plain[from] {
            let known = words.entry(to.to_owned()).or_default().entry(*page).or_default();
            *known = (*known).max((u16::from(*part) * share / 100) as Part);
        }
    };
    for same in kin.values() {
        same.iter().for_each(|from| same.iter().filter(|to| to != &from).for_each(|to| lend(from, to, 90)));
    }
    for group in &parts.material.synonyms {
        for (word, other) in group.iter().flat_map(|word| group.iter().map(move |other| (word, other))) {
            let meant = kin.get(&stem_of(other)).into_iter().flatten().filter(|_| word != other);
            // A word that pages have leads to those that have it.
            meant.filter(|_| !plain.contains_key(word)).for_each(|from| lend(from, word, 70));
        }
    }
    whole(&parts.material.pages, &mut words);
    phrases(parts, &plain, &mut words);
    words
}

/// Adds phrases without their spaces where all their words are so common that
/// their shards have not all their pages.
fn phrases(parts: &Parts, plain: &Words, words: &mut Words) {
    let common = |word: &String| {
        parts.fillers.binary_search(word).is_ok() || plain.get(word).is_none_or(|pages| pages.len() > MOST)
    };
    for (id, page) in parts.material.pages.iter().enumerate() {
        for phrase in page.texts(Search::Keyword).iter().map(|phrase| words_of(phrase)) {
            if phrase.len() > 1 && phrase.iter().all(common) {
                words.entry(phrase.concat()).or_default().entry(id).or_insert(PHRASE);
            }
        }
    }
}

/// Adds keys, and names without their spaces.
fn whole(pages: &[Page], words: &mut Words) {
    for (id, page) in pages.iter().enumerate().filter(|(_, page)| page.rank > 1) {
        let names = page.texts(Search::Name).iter().map(|name| (words_of(name).concat(), NAME));
        let title = (words_of(&page.title).concat(), TITLE);
        let key = Some((page.key.to_lowercase(), KEY)).filter(|(key, _)| number(key));
        for (word, part) in names.chain([title]).chain(key).filter(|(word, _)| !word.is_empty()) {
            let known = words.entry(word).or_default().entry(id).or_default();
            *known = part.max(*known);
        }
    }
}

fn number(word: &str) -> bool {
    word.bytes().any(|b| b.is_ascii_digit())
}

/// The words that most pages have, as an index of its own: there, those that were
/// meant by a word with slips are found as pages are elsewhere.
fn spelt(parts: &Parts) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for page in &parts.material.pages {
        let names = [&page.title].into_iter().chain(page.texts(Search::Name));
        names.flat_map(|name| words_of(name)).for_each(|word| *counts.entry(word).or_default() += 1);
    }
    for (word, places) in &parts.terms {
        *counts.entry(word.clone()).or_default() += places.len();
    }
    let letters = |word: &String| word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase());
    let mut words: Vec<(usize, String)> =
        counts.into_iter().filter(|(word, _)| letters(word)).map(|(word, count)| (count, word)).collect();
    words.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    words.truncate(SPELT_MOST);
    words.sort_by(|a, b| a.1.cmp(&b.1));
    let priors: String = words.iter().map(|(count, _)| count.ilog2().min(9).to_string()).collect();
    let lines: Vec<&str> = words.iter().map(|(_, word)| word.as_str()).collect();
    format!("0\n\n{}\tword\t\t\t-1\t1\n\n{}\n\n{priors}\n\n\n\n\n\n", lines.len(), lines.join("\n"))
}

/// A shard: its pages, and the words that lead to it where it is of leaves.
struct Shard<'a> {
    pages: Vec<usize>,
    words: Vec<&'a Vec<char>>,
}

/// The tree of beginnings, written as it grows. A capital tells how many pages the
/// shard has whose leaves follow it, by doubling; a beginning that goes on has its
/// children in brackets, and behind them the capital of its own shard, or `=` and
/// the letter of the child whose shard is the same.
struct Tree<'a> {
    material: &'a Material,
    shards: Vec<Shard<'a>>,
    text: String,
}

impl<'a> Tree<'a> {
    /// Writes what follows a beginning of so many letters; gives the shards of the
    /// children that go on.
    fn children(&mut self, words: &'a [Word], depth: usize) -> Vec<(char, usize, usize)> {
        let longer = &words[usize::from(words.first().is_some_and(|(word, _)| word.len() == depth))..];
        let mut leaves: Vec<&[Word]> = Vec::new();
        let mut inner: Vec<(&[Word], usize)> = Vec::new();
        let mut pages = BTreeSet::new();
        for child in longer.chunk_by(|(a, _), (b, _)| a[depth] == b[depth]) {
            let own = pages_of(child);
            if own.len() > MOST && of_one_stem(child) {
                self.alone(child, depth, own.len());
                continue;
            }
            if own.len() > MOST {
                inner.push((child, own.len()));
                continue;
            }
            if !leaves.is_empty() && pages.union(&own).count() > MOST {
                self.leaves(&leaves, depth, &pages);
                (leaves, pages) = (Vec::new(), BTreeSet::new());
            }
            pages.extend(own);
            leaves.push(child);
        }
        if !leaves.is_empty() {
            self.leaves(&leaves, depth, &pages);
        }
        let inner = inner.into_iter();
        inner.map(|(child, pages)| (child[0].0[depth], self.inner(child, depth + 1, pages), pages)).collect()
    }

    /// Writes leaves that share a shard.
    fn leaves(&mut self, leaves: &[&'a [Word]], depth: usize, pages: &BTreeSet<usize>) {
        self.text.push(size(pages.len()));
        leaves.iter().for_each(|words| self.text.push(words[0].0[depth]));
        let beginnings: Vec<String> = leaves.iter().map(|words| words[0].0[..=depth].iter().collect()).collect();
        let words = leaves.iter().flat_map(|words| words.iter().map(|(word, _)| word)).collect();
        self.shards.push(Shard { pages: self.beside(pages.clone(), &beginnings), words });
    }

    /// Writes a leaf that has more pages than its shard.
    fn alone(&mut self, words: &'a [Word], depth: usize, pages: usize) {
        self.text.push(size(pages));
        self.text.push(words[0].0[depth]);
        let beginning: String = words[0].0[..=depth].iter().collect();
        let pages = self.beside(self.best(words, &beginning), &[beginning]);
        self.shards.push(Shard { pages, words: words.iter().map(|(word, _)| word).collect() });
    }

    /// Writes a beginning of so many letters and pages that goes on; gives the number
    /// of its shard.
    fn inner(&mut self, words: &'a [Word], depth: usize, pages: usize) -> usize {
        let beginning: String = words[0].0[..depth].iter().collect();
        self.text.push_str(&format!("{}(", words[0].0[depth - 1]));
        let children = self.children(words, depth);
        self.text.push(')');
        // What is not a word yet leads where most of its pages are.
        let most = children.into_iter().max_by_key(|(.., pages)| *pages);
        if let Some((letter, shard, _)) =
            most.filter(|(.., most)| depth > 2 && words[0].0.len() > depth && most * 2 > pages)
        {
            self.text.push('=');
            self.text.push(letter);
            return shard;
        }
        self.text.push(size(pages));
        let pages = self.beside(self.best(words, &beginning), std::slice::from_ref(&beginning));
        self.shards.push(Shard { pages, words: Vec::new() });
        self.shards.len() - 1
    }

    /// The pages that the engine would rank first for a beginning.
    fn best(&self, words: &[Word], beginning: &str) -> BTreeSet<usize> {
        let mut values: BTreeMap<usize, u64> = BTreeMap::new();
        for (word, pages) in words {
            let whole = word.len() == beginning.chars().count();
            let quality = if whole { 100 } else { 38 + 37 * beginning.len() as u64 / word.len() as u64 };
            for (id, part) in pages {
                let page = &self.material.pages[*id];
                let (rank, prior) = (u64::from(page.rank), u64::from(prior(page)));
                let name = rank * 1_000_000 + 10_000 + 4 * prior - length(&page.title).min(1000) as u64;
                let value = match *part {
                    KEY => 6_000_000_000 + u64::from(prior > 4),
                    TITLE | NAME if whole => 5_000_000_000 + name,
                    TITLE => 4_000_001_000 + name,
                    NAME => 4_000_000_000 + name,
                    weight => u64::from(weight) * quality * rank * (20 + prior),
                };
                let known = values.entry(*id).or_default();
                *known = value.max(*known);
            }
        }
        let mut values: Vec<(u64, usize)> = values.into_iter().map(|(id, value)| (value, id)).collect();
        values.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        values.into_iter().take(MOST).map(|(_, id)| id).collect()
    }

    /// Pages with those that stand above them, and with those to whose patterns a
    /// number belongs that begins so.
    fn beside(&self, mut pages: BTreeSet<usize>, beginnings: &[String]) -> Vec<usize> {
        let all = &self.material.pages;
        let digits = |start: &&String| start.bytes().all(|b| b.is_ascii_digit());
        for start in beginnings.iter().filter(digits) {
            let fits = |pattern: &String| pattern.bytes().zip(start.bytes()).all(|(p, b)| p == b'?' || p == b);
            pages.extend((0..all.len()).filter(|id| all[*id].patterns.iter().any(fits)));
        }
        let above: Vec<usize> = pages.iter().filter_map(|id| all[*id].parent).collect();
        pages.extend(above);
        pages.into_iter().collect()
    }
}

/// Whether all words are inflections of one.
fn of_one_stem(words: &[Word]) -> bool {
    let mut stems = words.iter().map(|(word, _)| stem_of(&word.iter().collect::<String>()));
    let first = stems.next();
    stems.all(|stem| Some(stem) == first)
}

fn pages_of(words: &[Word]) -> BTreeSet<usize> {
    words.iter().flat_map(|(_, pages)| pages.keys().copied()).collect()
}

/// A number as a capital, by doubling.
fn size(pages: usize) -> char {
    char::from(b'A' + pages.max(1).ilog2() as u8)
}
