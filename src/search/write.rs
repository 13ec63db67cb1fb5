//! The index as text. Its parts stand between empty lines: digits of a key;
//! groups of pages; pages; how often each is named; patterns of keys; words,
//! front-coded; where they stand; synonyms; fillers; phrases of one page. A page has
//! its label and, unless the rest follows from that, its key, `=` with its route, or `+`
//! with the pages to which it lends its name.

use super::collect::{Material, Page};
use super::engine::{Answer, Engine, may_be_pinned, pin_of};
use super::words::{stem_of, words_of};
use crate::model::Search;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// How many telling words of a page's text are indexed when it has no phrases.
const TELLING: usize = 8;
/// How long the label of a table's row may be.
const LONG: usize = 30;
/// Up to how many phrases are tried to find those that need a note.
const TRIED: usize = 6000;

/// The text of the index with all pages.
pub fn index(material: &Material) -> String {
    let parts = Parts::whole(material);
    let pages = parts.text(&(0..material.pages.len()).collect::<Vec<_>>());
    let text = format!("{pages}\n\n{}", parts.common());
    let pins = pins(material, &text);
    format!("{text}\n\n{pins}")
}

/// What an index is put together from, so that one can be made of any pages.
pub struct Parts<'a> {
    /// The pages and what is said of all.
    pub material: &'a Material,
    /// How many digits a key has.
    pub digits: usize,
    /// Words that say nothing about what is wanted.
    pub fillers: Vec<String>,
    /// All words but those of titles and names in their order, and where they stand.
    pub terms: Vec<(String, Places)>,
    lines: Vec<String>,
    patterns: Vec<String>,
    /// For each page its words by their number in `terms`, with the level.
    words: Vec<Vec<(usize, u8)>>,
}

impl Parts<'_> {
    /// Takes the pages apart, for an index of all of them.
    pub fn whole(material: &Material) -> Parts<'_> {
        Parts::of(material, &lent(&material.pages))
    }

    /// Takes the pages apart, for indexes of some. What rows lend to pages by their
    /// number in the index is said by each page itself.
    pub fn shared(material: &Material) -> Parts<'_> {
        Parts::of(material, &vec![None; material.pages.len()])
    }

    fn of<'a>(material: &'a Material, lent: &[Option<Vec<usize>>]) -> Parts<'a> {
        let pages = &material.pages;
        let codes = pages.iter().filter(|page| page.rank == 5);
        let digits = codes.filter(|page| page.key.bytes().all(|b| b.is_ascii_digit())).map(|page| page.key.len()).max();
        let terms: Vec<(String, Places)> = terms(material, lent).into_iter().collect();
        let mut claims: BTreeMap<String, usize> = BTreeMap::new();
        for page in pages {
            let names: BTreeSet<String> = page.texts(Search::Name).iter().map(|name| words_of(name).concat()).collect();
            names.into_iter().for_each(|name| *claims.entry(name).or_default() += 1);
        }
        let mut fillers: Vec<String> = material.fillers.iter().flat_map(|words| words_of(words)).collect();
        fillers.sort();
        fillers.dedup();
        let mut words = vec![Vec::new(); pages.len()];
        for (number, (_, places)) in terms.iter().enumerate() {
            places.iter().for_each(|(page, level)| words[*page].push((number, *level)));
        }
        Parts {
            material,
            digits: digits.unwrap_or(0),
            fillers,
            terms,
            lines: pages.iter().zip(lent).map(|(page, to)| line(page, &claims, to.as_deref())).collect(),
            patterns: pages.iter().map(patterns).collect(),
            words,
        }
    }

    /// The text of an index of some pages, in their order, up to what is common.
    pub fn text(&self, ids: &[usize]) -> String {
        let pages = &self.material.pages;
        let priors: String = ids.iter().map(|id| prior(&pages[*id]).to_string()).collect();
        let numbered = || ids.iter().enumerate();
        let patterns: Vec<String> = numbered()
            .filter(|(_, id)| !self.patterns[**id].is_empty())
            .map(|(at, id)| format!("{at}\t{}", self.patterns[*id]))
            .collect();
        let mut places: Vec<(usize, usize, u8)> = numbered()
            .flat_map(|(at, id)| self.words[*id].iter().map(move |(word, level)| (*word, at, *level)))
            .collect();
        places.sort_unstable();
        let (vocabulary, postings) = self.lists(&places);
        let lines: Vec<&str> = ids.iter().map(|id| self.lines[*id].as_str()).collect();
        [
            self.digits.to_string(),
            groups(pages, ids).join("\n"),
            lines.join("\n"),
            priors,
            patterns.join("\n"),
            vocabulary,
            postings,
        ]
        .join("\n\n")
    }

    /// What an index of any pages ends with: synonyms and fillers.
    pub fn common(&self) -> String {
        let synonyms: Vec<String> = self.material.synonyms.iter().map(|group| group.join(" ")).collect();
        format!("{}\n\n{}", synonyms.join("\n"), self.fillers.join(" "))
    }

    /// The words, each without the letters that it shares with the one before; and
    /// for each the gaps between the pages where it stands. Given are number of the
    /// word, page and level.
    fn lists(&self, places: &[(usize, usize, u8)]) -> (String, String) {
        let (mut vocabulary, mut postings) = (String::new(), String::new());
        let mut last = "";
        for places in places.chunk_by(|a, b| a.0 == b.0) {
            let word = self.terms[places[0].0].0.as_str();
            let shared = word.char_indices().zip(last.chars()).take_while(|((_, a), b)| a == b).take(25);
            let shared: usize = shared.map(|((_, c), _)| c.len_utf8()).sum();
            vocabulary.push(char::from(b'A' + word[..shared].encode_utf16().count() as u8));
            vocabulary.push_str(&word[shared..]);
            last = word;
            if !postings.is_empty() {
                postings.push(' ');
            }
            for level in [1, 2, 0] {
                let at: Vec<usize> = places.iter().filter(|(.., at)| *at == level).map(|(_, page, _)| *page).collect();
                if !at.is_empty() && level != 1 {
                    postings.push(LEVELS[level as usize]);
                }
                gaps(&mut postings, &at);
            }
        }
        (vocabulary, postings)
    }
}

/// The patterns of keys that belong to a page, as the client asks for them.
fn patterns(page: &Page) -> String {
    let fits = |pattern: &&String| pattern.bytes().all(|b| b == b'?' || b.is_ascii_digit());
    page.patterns.iter().filter(fits).map(|pattern| pattern.replace('?', ".")).collect::<Vec<_>>().join("|")
}

/// How often others name a code, from 0 to 9 by doubling.
pub fn prior(page: &Page) -> u32 {
    if page.rank == 5 { page.uses.max(1).ilog2().min(9) } else { 0 }
}

/// Pages of one kind and parent, with the rule of their routes. The page above is
/// numbered as it stands among the pages given.
fn groups(pages: &[Page], ids: &[usize]) -> Vec<String> {
    let same = |a: &usize, b: &usize| pages[*a].kind == pages[*b].kind && pages[*a].parent == pages[*b].parent;
    ids.chunk_by(same)
        .map(|group| {
            let page = &pages[group[0]];
            let (prefix, suffix) = rule(page).unwrap_or_default();
            let above = page.parent.and_then(|parent| ids.binary_search(&parent).ok());
            let parent = above.map_or("-1".to_owned(), |parent| parent.to_string());
            format!("{}\t{}\t{prefix}\t{suffix}\t{parent}\t{}", group.len(), page.kind, page.rank)
        })
        .collect()
}

/// What stands before and after the key in a page's route.
fn rule(page: &Page) -> Option<(&str, &str)> {
    page.route.rsplit_once(&page.key.to_lowercase())
}

/// The pages that each row names whose table gives no names but keys, such as header
/// fields: the client finds them by the row's words.
fn lent(pages: &[Page]) -> Vec<Option<Vec<usize>>> {
    let by_kind = pages.chunk_by(|a, b| a.kind == b.kind);
    let of_kind = by_kind.flat_map(|rows| {
        let bare = rows.iter().all(|row| row.rank == 1 && row.title == row.key);
        rows.iter().map(move |row| bare.then_some(row.title.as_str()))
    });
    let named = |title| {
        let pages = pages.iter().enumerate();
        pages
            .filter(|(_, page)| page.texts(Search::Header).iter().any(|name| name == title))
            .map(|(id, _)| id)
            .collect()
    };
    of_kind.map(|title| title.map(named).filter(|to: &Vec<usize>| !to.is_empty())).collect()
}

/// A page: its label; its key where that is not the label's first word, its route
/// where that does not follow from the key, or the pages to which it lends its words;
/// its other names but those that many pages claim.
fn line(page: &Page, claims: &BTreeMap<String, usize>, lent: Option<&[usize]>) -> String {
    // A row whose label is long goes by its key.
    let long = page.rank == 1 && page.label.chars().count() > LONG;
    let label = tidy(if long { &page.key } else { &page.label });
    let first = label.split(' ').next().unwrap_or_default();
    let rest = |text: &str| text.trim_start_matches(first).trim().to_owned();
    let given = if rule(page).is_none() {
        format!("={}", page.route)
    } else if let Some(lent) = lent {
        let mut to = "+".to_owned();
        gaps(&mut to, lent);
        to
    } else if first == page.key && (long || rest(&label) == rest(&page.title)) {
        String::new()
    } else {
        page.key.clone()
    };
    // Names that differ in spaces and signs alone are found by one of them.
    let mut known: Vec<String> = vec![words_of(&page.title).concat(), words_of(&page.key).concat()];
    let mut line = format!("{label}\t{given}");
    for name in page.texts(Search::Name) {
        let joined = words_of(name).concat();
        if !joined.is_empty() && claims[&joined] < 3 && !known.contains(&joined) {
            let _ = write!(line, "\t{}", tidy(name));
            known.push(joined);
        }
    }
    line.trim_end().to_owned()
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where a word stands, by level: often, once in a phrase, in passing.
pub type Places = BTreeMap<usize, u8>;
/// What inflections of a word have in common, for the client and for the eye.
type Kin = (String, String);
const LEVELS: [char; 3] = ['-', ' ', '+'];

/// All words but those of titles and names, which the client reads there. Words of
/// one inflection are one, written as most pages write it: the client finds each by
/// the others.
fn terms(material: &Material, lent: &[Option<Vec<usize>>]) -> BTreeMap<String, Places> {
    let fillers: BTreeSet<String> = material.fillers.iter().flat_map(|words| words_of(words)).collect();
    let telling = telling(material, &fillers);
    // A key leads to its page by itself.
    let codes = || material.pages.iter().filter(|page| page.rank == 5);
    let keys: BTreeSet<&str> = codes().map(|page| page.key.as_str()).collect();
    let mut borrowed = vec![BTreeSet::new(); material.pages.len()];
    for (row, to) in material.pages.iter().zip(lent) {
        to.iter().flatten().for_each(|id| borrowed[*id].extend(words_of(&row.title).iter().map(|word| kin(word))));
    }
    let mut terms: BTreeMap<Kin, (Places, BTreeMap<String, usize>)> = BTreeMap::new();
    for (id, page) in material.pages.iter().enumerate() {
        let names = [&page.title, &page.key].into_iter().chain(page.texts(Search::Name));
        let names: BTreeSet<String> = names.flat_map(|name| words_of(name)).map(|word| stem_of(&word)).collect();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for text in page.texts(Search::Keyword).iter().chain(page.texts(Search::Header)) {
            let words: BTreeSet<String> = words_of(text).into_iter().collect();
            words.into_iter().for_each(|word| *counts.entry(word).or_default() += 1);
        }
        let passing = page.texts(Search::Constant).iter().flat_map(|text| words_of(text)).chain(telling[id].clone());
        passing.for_each(|word| _ = counts.entry(word).or_default());
        let mut levels: BTreeMap<Kin, usize> = BTreeMap::new();
        for (word, count) in counts {
            let stem = kin(&word);
            if !names.contains(&stem.0) && !fillers.contains(&word) && !keys.contains(word.as_str()) {
                *levels.entry(stem.clone()).or_default() += count;
                *terms.entry(stem).or_default().1.entry(word).or_default() += 1;
            }
        }
        // What a row lends anyway need not be said.
        let told = levels.into_iter().filter(|(stem, count)| *count > 2 || !borrowed[id].contains(stem));
        for (stem, count) in told {
            terms.entry(stem).or_default().0.insert(id, count.min(3).div_ceil(2) as u8);
        }
    }
    let codes = codes().count();
    let written = |forms: BTreeMap<String, usize>| forms.into_iter().rev().max_by_key(|(_, pages)| *pages);
    // What nearly every page has, such as the class of a constant, tells nothing.
    let telling = terms.into_values().filter(|(places, _)| !places.is_empty() && places.len() * 4 < codes.max(8) * 3);
    telling.filter_map(|(places, forms)| Some((written(forms)?.0, places))).collect()
}

/// What a word has in common with its inflections: it without the endings of plurals
/// and tenses.
fn kin(word: &str) -> Kin {
    let stem = ["ings", "ing", "es", "ed", "s"].iter().find_map(|ending| word.strip_suffix(ending));
    let stem = stem.filter(|stem| stem.len() > 2).unwrap_or(word);
    (stem_of(word), stem.strip_suffix('e').unwrap_or(stem).to_owned())
}

/// For each page the words of its text that tell it best from others.
fn telling(material: &Material, fillers: &BTreeSet<String>) -> Vec<Vec<String>> {
    let texts: Vec<BTreeMap<String, usize>> = material
        .pages
        .iter()
        .map(|page| {
            let mut counts = BTreeMap::new();
            for word in page.texts(Search::Text).iter().flat_map(|text| words_of(text)) {
                if word.len() > 2 && !fillers.contains(&word) && !word.bytes().any(|b| b.is_ascii_digit()) {
                    *counts.entry(word).or_default() += 1;
                }
            }
            counts
        })
        .collect();
    let mut spread: BTreeMap<&str, usize> = BTreeMap::new();
    texts.iter().flat_map(BTreeMap::keys).for_each(|word| *spread.entry(word).or_default() += 1);
    texts
        .iter()
        .zip(&material.pages)
        .map(|(counts, page)| {
            let most = if page.rank > 1 && page.texts(Search::Keyword).is_empty() { TELLING } else { 0 };
            let mut words: Vec<(usize, &String)> = counts
                .iter()
                .filter(|(word, _)| spread[word.as_str()] > 1)
                .map(|(word, count)| (count.min(&3) * 1000 / spread[word.as_str()], word))
                .collect();
            words.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
            words.into_iter().take(most).map(|(_, word)| word.clone()).collect()
        })
        .collect()
}

/// The gaps between pages in their order.
fn gaps(out: &mut String, pages: &[usize]) {
    let mut before = -1;
    for page in pages {
        gap(out, *page as i64 - before);
        before = *page as i64;
    }
}

/// A gap as one character from `/`, or with characters before it that each add
/// a multiple of 69.
fn gap(out: &mut String, gap: i64) {
    let mut rest = gap;
    while rest > 69 {
        let times = ((rest - 1) / 69).min(10);
        out.push(char::from(46 + 69 + times as u8));
        rest -= times * 69;
    }
    out.push(char::from(46 + rest as u8));
}

/// Phrases that would not lead to their page: the fingerprint of each behind the
/// page that has it.
fn pins(material: &Material, text: &str) -> String {
    let phrases: Vec<(usize, &String)> = material
        .pages
        .iter()
        .enumerate()
        .filter(|(_, page)| page.rank == 5)
        .flat_map(|(id, page)| page.texts(Search::Keyword).iter().map(move |phrase| (id, phrase)))
        .collect();
    if phrases.len() > TRIED {
        return String::new();
    }
    let engine = Engine::read(text);
    let lost: BTreeSet<(usize, String)> = phrases
        .into_par_iter()
        .filter_map(|(id, phrase)| {
            let Answer { hits, words, .. } = engine.search(phrase);
            // A number or a name that the phrase holds goes before.
            let (found, best) = hits.first().map_or((false, 0), |hit| (hit.id == id && !hit.weak, hit.score));
            let fillers = words.iter().any(|word| engine.is_filler(word));
            (!found && may_be_pinned(best, fillers)).then(|| (id, pin_of(&words)))
        })
        .collect();
    let mut pins = String::new();
    for id in 0..material.pages.len() {
        let of_page: Vec<&str> = lost.iter().filter(|(at, _)| *at == id).map(|(_, pin)| pin.as_str()).collect();
        if !of_page.is_empty() {
            let _ = write!(pins, "{}{id}\t{}", if pins.is_empty() { "" } else { "\n" }, of_page.concat());
        }
    }
    pins
}
