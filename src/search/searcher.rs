//! Searches the index of a site, which for a large site means to choose the parts that are
//! read: those of all that the engine looks up, until it looks up nothing more.
//! `themes/default/assets/search-shards.js` does the same in the same order.

use super::engine::{Answer, Engine};
use super::shards::{BLOCK, FOLDER};
use crate::output::Output;
use crate::squeeze::script::called;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// How many shards are read for a query, how many for a beginning besides its own, and how
/// often the engine is asked again.
const READ: usize = 12;
const MORE: usize = 3;
const ROUNDS: usize = 4;
/// How many pages are shown, whose blocks are read.
const SHOWN: usize = 8;
/// How many pages are told on the command line.
const TOLD: usize = 60;

/// What the head of an index in parts tells: where shards begin and their names, those of
/// the blocks, and of the shard of frequent words.
struct Head {
    starts: Vec<(String, String)>,
    blocks: Vec<String>,
    frequent: String,
}

impl Head {
    /// Reads a head; nothing when the text is a whole index.
    fn read(text: &str) -> Option<Head> {
        let mut parts = text.split("\n\n").skip(10);
        let starts = parts.next()?.split('\n').filter_map(|line| line.split_once('\t'));
        let starts = starts.map(|(start, name)| (start.to_owned(), name.to_owned())).collect();
        let blocks = parts.next()?.split(' ').map(str::to_owned).collect();
        Some(Head { starts, blocks, frequent: parts.next()?.to_owned() })
    }

    /// The names of the shards in which what begins so may stand: that of its place, and
    /// the next when they begin so too.
    fn shards(&self, text: &str) -> Vec<&str> {
        if text.is_empty() {
            return vec![&self.frequent];
        }
        let next = self.starts.partition_point(|(start, _)| start.as_str() <= text);
        let own = self.starts.iter().skip(next.saturating_sub(1)).take(1);
        let more = self.starts.iter().skip(next).take(MORE).filter(|(start, _)| start.starts_with(text));
        own.chain(more).map(|(_, name)| name.as_str()).collect()
    }
}

/// The search of a site, over one index or over parts.
pub struct Searcher<'a> {
    output: &'a Output,
    head: Option<Head>,
    engine: RefCell<Engine>,
    /// The parts that have been read.
    read: RefCell<BTreeSet<String>>,
}

impl Searcher<'_> {
    /// The search of a site that has been built; nothing when it has no index.
    pub fn of(output: &Output) -> Option<Searcher<'_>> {
        let path = output.files.keys().find(|path| path.starts_with("assets/search-index."))?;
        let text = called(output.text(path))?;
        let engine = RefCell::new(Engine::read(&text));
        Some(Searcher { output, head: Head::read(&text), engine, read: RefCell::default() })
    }

    /// The kind that the site is about, as `site.yaml` calls it.
    pub fn noun(&self) -> String {
        self.engine.borrow().noun().to_owned()
    }

    /// The best pages for a query, and the files that are read for it beside the index.
    pub fn search(&self, query: &str) -> (Answer, Vec<String>) {
        let (mut answer, mut asked) = self.engine.borrow().look(query);
        let Some(head) = &self.head else { return (answer, Vec::new()) };
        let mut used: Vec<&str> = Vec::new();
        for _ in 0..ROUNDS {
            let before = used.len();
            // First the place of each, lest a beginning of many push out a key.
            let shards: Vec<Vec<&str>> = asked.iter().map(|text| head.shards(text)).collect();
            for name in shards.iter().filter_map(|shards| shards.first()).chain(shards.iter().flatten()) {
                if !used.contains(name) && used.len() < READ {
                    used.push(name);
                }
            }
            if used.len() == before {
                break;
            }
            for name in &used[before..] {
                self.part(name, |engine, text| engine.add_words(text));
            }
            (answer, asked) = self.engine.borrow().look(query);
        }
        // The box reads the blocks of the pages that it shows; here more are told.
        for (place, hit) in answer.hits.iter().take(TOLD).enumerate() {
            let block = hit.id / BLOCK;
            let Some(name) = head.blocks.get(block) else { continue };
            if place < SHOWN && !used.contains(&name.as_str()) {
                used.push(name);
            }
            self.part(name, |engine, text| engine.add_docs(block * BLOCK, text, false));
        }
        // What is shown of pages has been read since.
        let answer = if answer.hits.is_empty() { answer } else { self.engine.borrow().look(query).0 };
        (answer, used.into_iter().map(path).collect())
    }

    /// Reads a part, unless it has been read.
    fn part(&self, name: &str, take: impl FnOnce(&mut Engine, &str)) {
        if self.read.borrow_mut().insert(name.to_owned())
            && let Some(text) = called(self.output.text(&path(name)))
        {
            take(&mut self.engine.borrow_mut(), &text);
        }
    }
}

fn path(name: &str) -> String {
    format!("assets/{FOLDER}{name}.js")
}
