//! The words of all pages and where they stand: which words of a page's texts are indexed,
//! and with what weight. One pass over the texts, and one over what it found.

use super::collect::{Material, Page, Standing};
use super::weights::PLACES;
use super::words::{Cutter, is_number, stem_of};
use crate::model::Search;
use indexmap::{IndexMap, IndexSet};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// How many pages are read at once.
const BATCH: usize = 256;
/// In how many phrases of a page a word stands that does not stand there often.
const FEW: usize = 2;

/// Where on a page a word stands, the heaviest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// In its text.
    Body,
    /// In a field of running text, or in a constant.
    Passing,
    /// In a heading.
    Heading,
    /// In one or two phrases.
    Once,
    /// In more.
    Often,
}

impl Level {
    /// All, in the order in which lists hold them: first the one that needs no sign.
    pub const ALL: [Level; 5] = [Level::Once, Level::Often, Level::Heading, Level::Passing, Level::Body];

    /// Its number among [`PLACES`].
    pub fn sign(self) -> usize {
        match self {
            Level::Heading => 2,
            Level::Often => 3,
            Level::Body => 4,
            Level::Passing => 5,
            Level::Once => PLACES.len() - 1,
        }
    }
}

/// A word and where it stands.
#[derive(Debug)]
pub struct Term {
    /// The word.
    pub word: String,
    /// The pages in their order, each once.
    pub places: Vec<(u32, Level)>,
}

/// What inflections of a word have in common, for the client and for the eye.
type Kin = (String, String);
/// A word of a page: its level, and in how many phrases it stands.
type Found = (String, Level, usize);

/// All words but those of titles and names, which the client reads there. Words of one
/// inflection are one, written as most pages write it: the client finds each by the others.
/// Told for each page which pages it lends its name to, as it stands in the index.
pub fn terms(material: &Material, cutter: &Cutter, lent: &[Option<Vec<usize>>]) -> Vec<Term> {
    let fillers: BTreeSet<String> = material.fillers.iter().flat_map(|words| cutter.words(words)).collect();
    let telling = material.fill.map(|fill| Telling::of(material, cutter, &fillers, fill));
    // A number that is a key leads to its page by itself.
    let codes = material.pages.iter().filter(|page| page.standing == Standing::Subject);
    let keys: BTreeSet<&str> = codes.map(|page| page.key).filter(|key| is_number(key)).collect();
    let mut borrowed = vec![BTreeSet::new(); material.pages.len()];
    for (row, to) in material.pages.iter().zip(lent) {
        to.iter().flatten().for_each(|id| borrowed[*id].extend(cutter.words(row.title).iter().map(|word| kin(word))));
    }
    let skipped = |word: &str| fillers.contains(word) || keys.contains(word);
    let mut words = Words::default();
    for (batch, pages) in material.pages.chunks(BATCH).enumerate() {
        let read = pages.par_iter().enumerate().map(|(at, page)| {
            let id = batch * BATCH + at;
            let own = own(page, cutter);
            let mut found = found(page, cutter, telling.as_ref().map(|telling| telling.words(id)));
            found.retain(|(word, ..)| !skipped(word) && !own.contains(&stem_of(word)));
            found
        });
        for (at, found) in read.collect::<Vec<_>>().into_iter().enumerate() {
            let id = batch * BATCH + at;
            words.add(id, found, &borrowed[id]);
        }
    }
    words.finish()
}

/// The stems of a page's key and names, which the client reads from its line.
fn own(page: &Page, cutter: &Cutter) -> BTreeSet<String> {
    let names = page.texts(Search::Name).iter().map(AsRef::as_ref);
    let names = [page.title, page.key].into_iter().chain(names);
    names.flat_map(|name| cutter.words(name)).map(|word| stem_of(&word)).collect()
}

/// The words of a page, each once, with the heaviest level.
fn found(page: &Page, cutter: &Cutter, telling: Option<&[String]>) -> Vec<Found> {
    let mut counts: BTreeMap<String, (Level, usize)> = BTreeMap::new();
    for text in page.texts(Search::Keyword).iter().chain(page.texts(Search::Header)) {
        let words: BTreeSet<String> = cutter.words(text).into_iter().collect();
        for word in words {
            let known = counts.entry(word).or_insert((Level::Once, 0));
            known.1 += 1;
        }
    }
    let mut say = |text: &str, level: Level| {
        for word in cutter.words(text) {
            let known = counts.entry(word).or_insert((level, 0));
            known.0 = known.0.max(level);
        }
    };
    page.headings.iter().for_each(|text| say(text, Level::Heading));
    page.texts(Search::Constant).iter().for_each(|text| say(text, Level::Passing));
    match telling {
        Some(words) => words.iter().for_each(|word| say(word, Level::Passing)),
        None => page.texts(Search::Text).iter().for_each(|text| say(text, Level::Passing)),
    }
    let body = page.body.map(|body| body.print(None).visible_text());
    body.iter().for_each(|text| say(text, Level::Body));
    counts.into_iter().map(|(word, (level, count))| (word, level, count)).collect()
}

/// The words as they are gathered, those of one inflection together. Maps are asked for
/// each word of each page, so they are hashed; they keep the order in which words came.
#[derive(Default)]
struct Words {
    /// Each form with the number of its kin, and on how many pages it stands.
    forms: IndexMap<String, (usize, usize)>,
    kins: IndexSet<Kin>,
    /// By the number of a kin where its forms stand.
    places: Vec<Vec<(u32, Level)>>,
}

impl Words {
    fn add(&mut self, id: usize, found: Vec<Found>, borrowed: &BTreeSet<Kin>) {
        let told = |(word, level, count): Found| {
            let lent = !borrowed.is_empty() && borrowed.contains(&kin(&word));
            (self.number(word), level, count, lent)
        };
        let mut found: Vec<(usize, Level, usize, bool)> = found.into_iter().map(told).collect();
        found.sort_unstable_by_key(|(number, ..)| *number);
        for forms in found.chunk_by(|a, b| a.0 == b.0) {
            let (number, _, _, lent) = forms[0];
            let count: usize = forms.iter().map(|(_, _, count, _)| count).sum();
            let heaviest = forms.iter().map(|(_, level, ..)| *level).max();
            let level = if count > FEW { Level::Often } else { heaviest.unwrap_or(Level::Body) };
            // What a row lends anyway need not be said.
            if level == Level::Often || !lent {
                self.places[number].push((id as u32, level));
            }
        }
    }

    /// The number of a word's kin, the word counted.
    fn number(&mut self, word: String) -> usize {
        if let Some((number, pages)) = self.forms.get_mut(&word) {
            *pages += 1;
            return *number;
        }
        let (number, is_new) = self.kins.insert_full(kin(&word));
        if is_new {
            self.places.push(Vec::new());
        }
        self.forms.insert(word, (number, 1));
        number
    }

    /// The terms in the order of their words: of the forms of a kin that which most pages
    /// have, and of several the first.
    fn finish(self) -> Vec<Term> {
        let mut written: Vec<(usize, String)> = vec![(0, String::new()); self.places.len()];
        for (word, (number, pages)) in self.forms {
            let (most, best) = &written[number];
            if pages > *most || (pages == *most && word < *best) {
                written[number] = (pages, word);
            }
        }
        let terms = written.into_iter().zip(self.places).filter(|(_, places)| !places.is_empty());
        let mut terms: Vec<Term> = terms.map(|((_, word), places)| Term { word, places }).collect();
        terms.sort_unstable_by(|a, b| a.word.cmp(&b.word));
        terms
    }
}

/// What a word has in common with its inflections: it without the endings of plurals
/// and tenses.
fn kin(word: &str) -> Kin {
    let stem = ["ings", "ing", "es", "ed", "s"].iter().find_map(|ending| word.strip_suffix(ending));
    let stem = stem.filter(|stem| stem.len() > 2).unwrap_or(word);
    (stem_of(word), stem.strip_suffix('e').unwrap_or(stem).to_owned())
}

/// For each page the words of its running text that tell it best from others.
struct Telling {
    words: Vec<Vec<String>>,
}

impl Telling {
    /// Takes as many words as a page lacks of what the site allows it.
    fn of(material: &Material, cutter: &Cutter, fillers: &BTreeSet<String>, fill: usize) -> Telling {
        let texts: Vec<BTreeMap<String, usize>> = material
            .pages
            .par_iter()
            .map(|page| {
                let mut counts = BTreeMap::new();
                for word in page.texts(Search::Text).iter().flat_map(|text| cutter.words(text)) {
                    if word.len() > 2 && !fillers.contains(&word) && !word.bytes().any(|b| b.is_ascii_digit()) {
                        *counts.entry(word).or_default() += 1;
                    }
                }
                counts
            })
            .collect();
        let mut spread: BTreeMap<&str, usize> = BTreeMap::new();
        texts.iter().flat_map(BTreeMap::keys).for_each(|word| *spread.entry(word).or_default() += 1);
        let words = texts.iter().zip(&material.pages).map(|(counts, page)| {
            let phrases = page.texts(Search::Keyword).iter().flat_map(|text| cutter.words(text));
            let most = fill.saturating_sub(phrases.collect::<BTreeSet<_>>().len());
            // A word of this page alone costs most and comes last.
            let worth = |word: &str, count: usize| match spread[word] {
                1 => 0,
                pages => count.min(3) * 1000 / pages,
            };
            let mut words: Vec<(usize, &String)> =
                counts.iter().map(|(word, count)| (worth(word, *count), word)).collect();
            words.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
            words.into_iter().take(most).map(|(_, word)| word.clone()).collect()
        });
        Telling { words: words.collect() }
    }

    fn words(&self, id: usize) -> &[String] {
        &self.words[id]
    }
}
