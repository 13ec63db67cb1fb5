//! Reads the text of an index.

use super::super::words::{stem_of, words_of};
use super::rank::{EQUAL, FIELD};
use super::{Doc, Engine, Term};
use crate::squeeze::script::called;

const TITLE: u64 = 70;
const NAME: u64 = 60;
const OFTEN: u64 = 65;
const ONCE: u64 = 40;

impl Engine {
    /// Reads the script that hands the index to the client.
    pub fn from_script(script: &str) -> Option<Engine> {
        called(script).map(|text| Engine::read(&text))
    }

    /// Reads an index.
    pub fn read(text: &str) -> Engine {
        let parts: Vec<&str> = text.split("\n\n").collect();
        let part = |at: usize| parts.get(at).copied().unwrap_or_default();
        let lines = |at: usize| part(at).split('\n').filter(|line| !line.is_empty());
        let mut engine = Engine { digits: part(0).parse().unwrap_or(0), ..Engine::default() };
        let pages: Vec<&str> = lines(2).collect();
        for group in lines(1) {
            engine.read_group(group, &pages, part(3).as_bytes());
        }
        for line in lines(4) {
            if let Some((doc, patterns)) = line.split_once('\t') {
                let patterns = patterns.split('|').map(str::to_owned).collect();
                engine.ranges.push((doc.parse().unwrap_or(0), patterns));
            }
        }
        engine.read_terms(part(5), part(6));
        for line in lines(7) {
            let words: Vec<&str> = line.split(' ').collect();
            for word in &words {
                let others = words.iter().filter(|other| other != &word).map(|other| (*other).to_owned());
                engine.synonyms.entry((*word).to_owned()).or_default().extend(others);
            }
        }
        engine.fillers = part(8).split(' ').map(str::to_owned).collect();
        for (doc, pins) in lines(9).filter_map(|line| line.split_once('\t')) {
            for pin in pins.as_bytes().chunks(3).map(String::from_utf8_lossy) {
                engine.pinned.entry(pin.into_owned()).or_default().push(doc.parse().unwrap_or(0));
            }
        }
        engine.finish();
        engine
    }

    fn read_group(&mut self, group: &str, pages: &[&str], priors: &[u8]) {
        let columns: Vec<&str> = group.split('\t').collect();
        let [count, kind, prefix, suffix, _parent, rank] = columns[..] else { return };
        for _ in 0..count.parse().unwrap_or(0) {
            let id = self.docs.len();
            let mut columns = pages.get(id).copied().unwrap_or_default().split('\t');
            let label = columns.next().unwrap_or_default();
            let given = columns.next().unwrap_or_default();
            let (first, after) = label.split_once(' ').unwrap_or((label, label));
            let (own_route, lent) = (given.strip_prefix('='), given.strip_prefix('+'));
            let key = match given {
                _ if own_route.is_some() => "",
                _ if lent.is_some() => label,
                "" => first,
                _ => given,
            };
            let title = if given.is_empty() { after } else { label };
            let names: Vec<Vec<String>> = [title].into_iter().chain(columns).map(words_of).collect();
            let rank = rank.parse().unwrap_or(1);
            self.docs.push(Doc {
                label: label.to_owned(),
                key: key.to_owned(),
                joined: names.iter().map(|words| words.concat()).collect(),
                kind: kind.to_owned(),
                route: own_route.map_or_else(|| format!("{prefix}{}{suffix}", key.to_lowercase()), str::to_owned),
                rank,
                prior: priors.get(id).map_or(0, |digit| u64::from(digit.saturating_sub(b'0'))),
            });
            if rank > 1 {
                self.names.extend(names.iter().map(|words| (id, words.concat(), EQUAL)));
            }
            for (n, words) in names.iter().enumerate() {
                words.iter().for_each(|word| self.post(word, id, if n > 0 { NAME } else { TITLE }));
            }
            if key.bytes().any(|b| b.is_ascii_digit()) && rank > 1 {
                self.keys.insert(key.to_lowercase(), id);
            }
            words_of(key).iter().for_each(|word| self.post(word, id, TITLE));
            if let Some(list) = lent {
                self.lend(&names[0], list);
            }
        }
    }

    /// Makes the name of a row a name of the pages that use it.
    fn lend(&mut self, words: &[String], list: &str) {
        let name = words.concat();
        let titles = self.term(&name).map(|term| &self.terms[term].at);
        // A row's name that is a word of titles says less.
        let known = titles.is_some_and(|at| at.iter().any(|(id, weight)| *weight >= NAME && self.docs[*id].rank > 1));
        for (id, _) in unpacked(list) {
            self.names.push((id, name.clone(), if known { 0 } else { FIELD }));
            words.iter().for_each(|word| self.post(word, id, ONCE));
        }
    }

    fn read_terms(&mut self, vocabulary: &str, postings: &str) {
        let mut lists = postings.split(' ');
        let mut word: Vec<u16> = Vec::new();
        let starts: Vec<usize> = vocabulary.match_indices(|c: char| c.is_ascii_uppercase()).map(|(at, _)| at).collect();
        for (n, start) in starts.iter().enumerate() {
            let end = starts.get(n + 1).copied().unwrap_or(vocabulary.len());
            word.truncate(usize::from(vocabulary.as_bytes()[*start] - b'A'));
            word.extend(vocabulary[start + 1..end].encode_utf16());
            let text = String::from_utf16_lossy(&word);
            for (id, weight) in unpacked(lists.next().unwrap_or_default()) {
                if let Some(at) = self.term(&text) {
                    self.terms[at].last = None;
                }
                self.post(&text, id, weight);
            }
        }
    }

    fn post(&mut self, text: &str, doc: usize, weight: u64) {
        let at = match self.term(text) {
            Some(at) => at,
            None => {
                self.by_text.insert(text.to_owned(), self.terms.len());
                self.terms.push(Term { text: text.to_owned(), stem: stem_of(text), ..Term::default() });
                self.terms.len() - 1
            }
        };
        let term = &mut self.terms[at];
        let known = term.at.entry(doc).or_insert(0);
        *known = weight.max(*known);
        // Rows say again what is said elsewhere.
        term.said += usize::from(term.last != Some(doc));
        term.last = Some(doc);
    }

    fn finish(&mut self) {
        for (at, term) in self.terms.iter_mut().enumerate() {
            let common = 15_u64.saturating_sub(2 * u64::from((term.said as u32).max(1).ilog2()));
            term.rarity = if self.fillers.contains(&term.text) { 1 } else { common.max(3) };
            self.by_stem.entry(term.stem.clone()).or_default().push(at);
        }
    }
}

/// Pages with their weights.
fn unpacked(list: &str) -> Vec<(usize, u64)> {
    let (mut id, mut weight) = (-1_i64, ONCE);
    let mut found = Vec::new();
    for c in list.bytes() {
        let value = i64::from(c) - 46;
        match c {
            b'+' | b'-' => (id, weight) = (-1, if c == b'+' { OFTEN } else { 15 }),
            _ if value > 69 => id += (value - 69) * 69,
            _ => {
                id += value;
                found.push((usize::try_from(id).unwrap_or(0), weight));
            }
        }
    }
    found
}
