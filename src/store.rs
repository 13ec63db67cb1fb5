//! What a build remembers of its pages for the next one: by the hash of all that
//! decides the files of a page, what those files were. A page with a hash that is
//! known need not be made where the files lie already.
//!
//! A store says nothing about a place. It can be thrown away at any time, and one that
//! is damaged, or that another program wrote, counts as none: then every page is made.

use crate::hash::{Digest, Hasher, hex};
use crate::output::Record;
use std::collections::{BTreeMap, BTreeSet};
use std::iter::Peekable;
use std::str::Lines;
use std::sync::Arc;

/// The first words of a store as text, before the hash of its rest.
const HEAD: &str = "statuary pages 2 ";

/// What the line of an edition begins with.
const EDITION: &str = "edition ";

/// The pages of a build.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Store {
    /// What pages asked for, which few of them differ in, and the hash of the answers.
    answers: BTreeMap<Arc<BTreeSet<String>>, Digest>,
    /// Pages by the hash of all that they were given.
    pages: BTreeMap<Digest, Made>,
    /// The same of the site in its other languages, by their folders.
    editions: BTreeMap<String, Store>,
}

/// What was made of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// What its templates asked for besides what they were given.
    pub asked: Arc<BTreeSet<String>>,
    /// Its files.
    pub files: Vec<(String, Record)>,
}

/// The pages of a store whose questions still have the answers that they had.
pub struct Known<'a> {
    store: &'a Store,
    /// What still has its answers.
    same: BTreeSet<&'a BTreeSet<String>>,
}

impl Store {
    /// The store of these pages. `answer` gives the hash of an answer.
    pub fn new(pages: impl Iterator<Item = (Digest, Made)>, answer: impl Fn(&str) -> Digest) -> Store {
        let (mut store, mut known) = (Store::default(), BTreeMap::new());
        for (signature, Made { asked, files }) in pages {
            // One set of names for all that asked for the same.
            let asked = match store.answers.get_key_value(&asked) {
                Some((asked, _)) => asked.clone(),
                None => {
                    store.answers.insert(asked.clone(), all(&asked, &mut known, &answer));
                    asked
                }
            };
            store.pages.insert(signature, Made { asked, files });
        }
        store
    }

    /// The pages that may still be what they were.
    pub fn known(&self, answer: impl Fn(&str) -> Digest) -> Known<'_> {
        let mut known = BTreeMap::new();
        let same = self.answers.iter().filter(|(names, answers)| **answers == all(names, &mut known, &answer));
        Known { store: self, same: same.map(|(names, _)| &**names).collect() }
    }

    /// What is remembered of the edition in a folder.
    pub fn edition(&self, folder: &str) -> Store {
        self.editions.get(folder).cloned().unwrap_or_default()
    }

    /// Adds what is remembered of the edition in a folder.
    pub fn add(&mut self, folder: &str, store: Store) {
        self.editions.insert(folder.to_owned(), store);
    }

    /// The store as text. `program` names the program, which alone can read it again.
    pub fn print(&self, program: &str) -> String {
        let mut rest = format!("{program:?}\n");
        self.print_pages(&mut rest);
        for (folder, store) in &self.editions {
            rest.push_str(&format!("{EDITION}{folder}\n"));
            store.print_pages(&mut rest);
        }
        format!("{HEAD}{}\n{rest}", hex(rest.as_bytes()))
    }

    fn print_pages(&self, rest: &mut String) {
        rest.push_str(&format!("{}\n", self.answers.len()));
        let mut numbers = BTreeMap::new();
        for (number, (names, answers)) in self.answers.iter().enumerate() {
            rest.push_str(&format!("{} {}\n", answers.hex(), serde_json::to_string(&**names).unwrap_or_default()));
            numbers.insert(names, number);
        }
        let is_line = |made: &Made| made.files.iter().all(|(path, _)| !path.contains('\n'));
        for (signature, made) in self.pages.iter().filter(|(_, made)| is_line(made)) {
            let number = numbers.get(&made.asked).copied().unwrap_or_default();
            rest.push_str(&format!("{} {number} {}\n", signature.hex(), made.files.len()));
            for (path, Record { size, digest }) in &made.files {
                rest.push_str(&format!("{} {size} {path}\n", digest.hex()));
            }
        }
    }

    /// Reads a store again; nothing when it is damaged or another program wrote it.
    pub fn parse(text: &str, program: &str) -> Option<Store> {
        let (hash, rest) = text.strip_prefix(HEAD)?.split_once('\n')?;
        let mut lines = rest.lines().peekable();
        if hash != hex(rest.as_bytes()) || lines.next()? != format!("{program:?}") {
            return None;
        }
        let mut store = Store::parse_pages(&mut lines)?;
        while let Some(line) = lines.next() {
            let edition = Store::parse_pages(&mut lines)?;
            store.editions.insert(line.strip_prefix(EDITION)?.to_owned(), edition);
        }
        Some(store)
    }

    /// Reads the pages of one edition.
    fn parse_pages(lines: &mut Peekable<Lines>) -> Option<Store> {
        let (mut store, mut sets) = (Store::default(), Vec::new());
        for _ in 0..lines.next()?.parse().ok()? {
            let (answers, names) = lines.next()?.split_once(' ')?;
            let names = Arc::new(serde_json::from_str(names).ok()?);
            store.answers.insert(Arc::clone(&names), Digest::from_hex(answers)?);
            sets.push(names);
        }
        while let Some(line) = lines.next_if(|line| !line.starts_with(EDITION)) {
            let mut parts = line.split(' ');
            let signature = Digest::from_hex(parts.next()?)?;
            let asked = sets.get(parts.next()?.parse::<usize>().ok()?)?.clone();
            let count = parts.next()?.parse().ok()?;
            let files: Vec<_> = lines.by_ref().take(count).map(file).collect::<Option<_>>()?;
            store.pages.insert(signature, Made { asked, files });
        }
        Some(store)
    }
}

/// A file on its line.
fn file(line: &str) -> Option<(String, Record)> {
    let mut parts = line.splitn(3, ' ');
    let digest = Digest::from_hex(parts.next()?)?;
    let size = parts.next()?.parse().ok()?;
    Some((parts.next()?.to_owned(), Record { size, digest }))
}

/// The hash of all answers. Each is asked for once.
fn all(names: &BTreeSet<String>, known: &mut BTreeMap<String, Digest>, answer: &impl Fn(&str) -> Digest) -> Digest {
    let mut hasher = Hasher::default();
    for name in names {
        let digest = known.entry(name.clone()).or_insert_with(|| answer(name));
        hasher.add(name.as_bytes());
        hasher.add(&digest.0);
    }
    hasher.digest()
}

impl Known<'_> {
    /// The page with a signature.
    pub fn page(&self, signature: Digest) -> Option<&Made> {
        self.store.pages.get(&signature).filter(|made| self.same.contains(&*made.asked))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::digest;

    fn store() -> Store {
        let asked = |names: &[&str]| Arc::new(names.iter().map(|name| (*name).to_owned()).collect());
        let file = |path: &str| (path.to_owned(), Record::of(path.as_bytes()));
        let page = |name: &str, names: &[&str]| {
            let files = vec![file(&format!("{name} 1/index.html")), file("b.md")];
            (digest(name.as_bytes()), Made { asked: asked(names), files })
        };
        let pages = [page("a", &["asset x.css"]), page("b", &[]), page("c", &["asset x.css"])];
        let mut store = Store::new(pages.into_iter(), |name| digest(name.as_bytes()));
        store.add("de/", store.clone());
        store
    }

    #[test]
    fn store_is_read_as_it_was_printed_by_the_same_program_alone() {
        let text = store().print("one\ntwo");
        assert_eq!(Store::parse(&text, "one\ntwo"), Some(store()));
        assert_eq!(Store::parse(&text, "one"), None);
        assert_eq!(Store::parse(&Store::default().print(""), ""), Some(Store::default()));
    }

    #[test]
    fn damage_anywhere_is_noticed() {
        let text = store().print("one");
        for at in 0..text.len() {
            assert_eq!(Store::parse(&text[..at], "one"), None, "{at}");
            let mut bytes = text.clone().into_bytes();
            bytes[at] = if bytes[at] == b'0' { b'1' } else { b'0' };
            let damaged = String::from_utf8(bytes).unwrap();
            assert_eq!(Store::parse(&damaged, "one"), None, "{at}");
        }
    }

    #[test]
    fn page_is_known_while_the_answers_stay() {
        let store = store();
        let other = store.known(|_| digest(b"other"));
        assert!(other.page(digest(b"a")).is_none() && other.page(digest(b"b")).is_some());
        let same = store.known(|name| digest(name.as_bytes()));
        assert!(same.page(digest(b"a")).is_some() && same.page(digest(b"d")).is_none());
    }
}
