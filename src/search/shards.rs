//! A large index in parts: shards of words, names and keys in their order, blocks of what is
//! shown of pages, one shard of frequent words for those with slips, and a head that tells
//! where each stands. Each part is named after its content.

use super::collect::{Material, Page, Standing};
use super::engine::Engine;
use super::weights::{PLACES, Role};
use super::write::signed;
use crate::hash::hex;
use crate::model::Search;
use crate::squeeze::script::call;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Up to how many bytes of texts an index is one file: that of 250 KB of titles, names and
/// phrases has about 45 KB compressed. Texts are counted rather than what becomes of them,
/// so that pages can name the client before the index is made.
pub const WHOLE: usize = 256 * 1024;
/// The folder of the parts.
pub const FOLDER: &str = "search/";
/// How many pages a block has.
pub const BLOCK: usize = 32;
/// From how many bytes on a shard may end, and where it ends at the latest.
const LEAST: usize = 4 * 1024;
const MOST: usize = 16 * 1024;
/// One of how many entries may end a shard.
const ONE_OF: u32 = 32;
/// On how many pages a word is common, and how many words a phrase has at most that people
/// would type.
const COMMON: usize = 7;
const LONG: usize = 7;
/// The sign of pages that need none.
const UNSIGNED: usize = PLACES.len() - 1;
/// How many frequent words there are at most.
const FREQUENT: usize = 4000;

/// A head and its parts.
pub struct Sharded {
    /// The text of the head.
    pub head: String,
    /// The parts as scripts, by their paths from the folder of assets: parts that say the
    /// same are one.
    pub files: BTreeMap<String, String>,
}

/// All that is said of a word, name or key, in lines for each of the three.
#[derive(Default)]
struct Entry {
    lines: [String; 3],
}

impl Entry {
    fn size(&self) -> usize {
        self.lines.iter().map(|line| line.len() + 1).sum()
    }

    fn add(&mut self, list: usize, text: &str, pages: &str) {
        let line = &mut self.lines[list];
        if !line.is_empty() {
            line.push('\n');
        }
        line.extend([text, "\t", pages]);
    }
}

/// Cuts the text of an index, which an engine has read, into parts.
pub fn cut(material: &Material, index: &str, mut engine: Engine) -> Sharded {
    let parts: Vec<&str> = index.split("\n\n").collect();
    let frequent = frequent(&engine);
    add_phrases(material, &mut engine);
    let entries = entries(&mut engine);
    let shards = ranges(&entries);
    let texts = shards.par_iter().map(|range| {
        let list = |at: usize| {
            let lines = entries[range.clone()].iter().map(|(_, entry)| entry.lines[at].as_str());
            lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
        };
        [list(0), list(1), list(2)].join("\n\n")
    });
    let lines: Vec<&str> = parts[2].split('\n').collect();
    let blocks = lines.par_chunks(BLOCK).map(|lines| lines.join("\n"));
    let mut files = BTreeMap::new();
    let mut place = |texts: Vec<(String, String)>| {
        let names: Vec<String> = texts.iter().map(|(name, _)| name.clone()).collect();
        files.extend(texts.into_iter().map(|(name, script)| (format!("{FOLDER}{name}.js"), script)));
        names
    };
    let shard_names = place(texts.map(named).collect());
    let block_names = place(blocks.map(named).collect());
    let frequent_names = place(vec![named(format!("{frequent}\n\n\n\n"))]);
    let starts = shards.iter().zip(&shard_names).map(|(range, name)| {
        format!("{}\t{name}", start(entries.get(range.start.wrapping_sub(1)), &entries[range.start].0))
    });
    let starts = starts.collect::<Vec<_>>().join("\n");
    let common = [parts[0], parts[1], "", parts[3], parts[4], "", "", parts[7], parts[8], ""];
    let head = [common.join("\n\n"), starts, block_names.join(" "), frequent_names.concat()].join("\n\n");
    Sharded { head, files }
}

/// A part as a script, with the name that follows from its content.
fn named(text: String) -> (String, String) {
    let script = call("statuaryShard", &text);
    (hex(script.as_bytes())[..8].to_owned(), script)
}

/// Makes phrases names of their pages where all their words are so common that others have
/// them too.
fn add_phrases(material: &Material, engine: &mut Engine) {
    let subjects = material.pages.iter().enumerate().filter(|(_, page)| page.standing == Standing::Subject);
    let subjects: Vec<_> = subjects.collect();
    let of_page = |(id, page): &(usize, &Page)| {
        let phrases = page.texts(Search::Keyword).iter().map(|phrase| engine.words(phrase));
        let common = |word: &String| engine.terms.get(word).is_none_or(|term| term.at.len() > COMMON);
        let told = phrases.filter(|words| (2..=LONG).contains(&words.len()) && words.iter().all(common));
        let names: BTreeSet<String> = told.map(|words| words.concat()).collect();
        names.into_iter().map(|name| (name, *id as u32)).collect::<Vec<_>>()
    };
    let phrases: Vec<_> = subjects.par_iter().map(of_page).collect();
    for (name, id) in phrases.into_iter().flatten() {
        engine.names.entry(name).or_default().push((id, Role::Phrase));
    }
}

/// All words, names and keys in one order; those that are the same text beside each other.
fn entries(engine: &mut Engine) -> Vec<(String, Entry)> {
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    for (word, term) in std::mem::take(&mut engine.terms) {
        let sign = |weight| PLACES.iter().position(|place| *place == weight).unwrap_or(UNSIGNED);
        let pages = list(term.at.into_iter().map(|(id, weight)| (sign(weight), id)));
        entries.entry(word.clone()).or_default().add(0, &word, &pages);
    }
    for (name, owners) in std::mem::take(&mut engine.names) {
        let sign = |role| Role::ALL.iter().position(|known| *known == role).unwrap_or(0);
        let pages = list(owners.into_iter().map(|(id, role)| (sign(role), id)));
        entries.entry(name.clone()).or_default().add(1, &name, &pages);
    }
    for (folded, owners) in std::mem::take(&mut engine.keys) {
        let mut by_key: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
        owners.into_iter().for_each(|(id, key)| _ = by_key.entry(key).or_default().insert(id));
        let entry = entries.entry(folded).or_default();
        for (key, ids) in by_key {
            entry.add(2, &key, &list(ids.into_iter().map(|id| (UNSIGNED, id))));
        }
    }
    entries.into_iter().collect()
}

/// Pages by their sign as a list; those that need none go first.
fn list(pages: impl Iterator<Item = (usize, u32)>) -> String {
    let mut pages: Vec<(usize, u32)> = pages.collect();
    pages.sort_unstable_by_key(|(sign, id)| (*sign != UNSIGNED, *sign, *id));
    pages.dedup();
    let mut text = String::new();
    for same in pages.chunk_by(|a, b| a.0 == b.0) {
        signed(&mut text, same[0].0, same.iter().map(|(_, id)| *id as usize));
    }
    text
}

/// Where shards begin and end. An entry that may end one does so by its text alone, so that
/// others stay where they are when one is added.
fn ranges(entries: &[(String, Entry)]) -> Vec<std::ops::Range<usize>> {
    let mut ranges = Vec::new();
    let (mut from, mut size) = (0, 0);
    for (at, (text, entry)) in entries.iter().enumerate() {
        size += entry.size();
        if at + 1 == entries.len() || size >= MOST || (size >= LEAST && spread(text).is_multiple_of(ONE_OF)) {
            ranges.push(from..at + 1);
            (from, size) = (at + 1, 0);
        }
    }
    ranges
}

/// A number that follows from a text, such as chance would give it.
fn spread(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)) >> 8
}

/// The shortest text that stands behind the entry before and not behind the own one.
fn start(before: Option<&(String, Entry)>, own: &str) -> String {
    let Some((before, _)) = before else { return String::new() };
    let shared = own.chars().zip(before.chars()).take_while(|(a, b)| a == b).count();
    own.chars().take(shared + 1).collect()
}

/// The words of letters that most pages have.
fn frequent(engine: &Engine) -> String {
    let letters = |word: &str| word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase());
    let words = engine.terms.iter().filter(|(word, _)| letters(word));
    let mut words: Vec<(usize, &str)> = words.map(|(word, term)| (term.at.len(), word.as_str())).collect();
    words.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    words.truncate(FREQUENT);
    let mut words: Vec<&str> = words.into_iter().map(|(_, word)| word).collect();
    words.sort_unstable();
    words.join("\n")
}
