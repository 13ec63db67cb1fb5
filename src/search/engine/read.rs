//! Reads the text of an index, whole or in parts.

use super::super::weights::{IN_NAME, IN_TITLE, ONCE, PLACES, ROW, Role, SUBJECT};
use super::super::words::{Cutter, folded, is_number};
use super::super::write::{FIRST_SIGN, GAP, SIGNS};
use super::{Doc, Engine};
use crate::squeeze::script::called;

impl Engine {
    /// Reads the script that hands the index to the client.
    pub fn from_script(script: &str) -> Option<Engine> {
        called(script).map(|text| Engine::read(&text))
    }

    /// Reads an index, or the head of one in parts.
    pub fn read(text: &str) -> Engine {
        let parts: Vec<&str> = text.split("\n\n").collect();
        let part = |at: usize| parts.get(at).copied().unwrap_or_default();
        let lines = |at: usize| part(at).split('\n').filter(|line| !line.is_empty());
        let mut engine = Engine { fillers: part(8).split(' ').map(str::to_owned).collect(), ..Engine::default() };
        engine.read_shape(part(0));
        for group in lines(1) {
            engine.read_group(group, part(3).as_bytes());
        }
        for (doc, patterns) in lines(4).filter_map(|line| line.split_once('\t')) {
            let patterns = patterns.split('|').map(str::to_owned).collect();
            engine.ranges.push((doc.parse().unwrap_or(0), patterns));
        }
        engine.synonyms = lines(7).map(|line| line.split(' ').map(str::to_owned).collect()).collect();
        for (doc, pins) in lines(9).filter_map(|line| line.split_once('\t')) {
            for pin in pins.as_bytes().chunks(3).map(String::from_utf8_lossy) {
                engine.pinned.entry(pin.into_owned()).or_default().push(doc.parse().unwrap_or(0));
            }
        }
        if !part(2).is_empty() {
            engine.add_docs(0, part(2), true);
        }
        engine.read_terms(part(5), part(6));
        engine
    }

    fn read_shape(&mut self, text: &str) {
        let numbers = |list: &str| list.split(' ').filter_map(|number| number.parse().ok()).collect();
        let mut lists = text.split('|');
        self.cutter = Cutter::new(lists.next().map(numbers).unwrap_or_default());
        self.lengths = lists.next().map(numbers).unwrap_or_default();
        self.most_words = lists.next().and_then(|number| number.parse().ok()).unwrap_or(1);
    }

    fn read_group(&mut self, group: &str, priors: &[u8]) {
        let columns: Vec<&str> = group.split('\t').collect();
        let [count, kind, prefix, suffix, _parent, rank, ..] = columns[..] else { return };
        let known = self.kinds.iter().position(|known| known == kind);
        if known.is_none() {
            self.kinds.push(kind.to_owned());
        }
        let rank = rank.parse().unwrap_or(ROW);
        if rank == SUBJECT {
            kind.clone_into(&mut self.noun);
        }
        for _ in 0..count.parse().unwrap_or(0) {
            let prior = priors.get(self.docs.len()).map_or(0, |digit| u64::from(digit.saturating_sub(b'0')));
            let (prefix, suffix) = (prefix.to_owned(), suffix.to_owned());
            let kind = known.unwrap_or(self.kinds.len() - 1);
            self.docs.push(Doc { kind, prefix, suffix, rank, prior, ..Doc::default() });
        }
    }

    /// Takes up what is shown of pages from a number on, and, of an index in one piece, their
    /// keys, names and words.
    pub fn add_docs(&mut self, first: usize, text: &str, whole: bool) {
        for (at, line) in text.split('\n').enumerate() {
            let mut columns = line.split('\t');
            let label = columns.next().unwrap_or_default();
            let given = columns.next().unwrap_or_default();
            let Some(doc) = self.docs.get_mut(first + at) else { return };
            let (route, routed) = match given.strip_prefix('=') {
                Some(given) => given.split_once(' ').unwrap_or((given, "")),
                None => ("", ""),
            };
            let lent = given.strip_prefix('+');
            let key = match given {
                _ if !route.is_empty() => routed,
                _ if lent.is_some() => label,
                "" => label.split(' ').next().unwrap_or_default(),
                _ => given.strip_prefix('!').unwrap_or(given),
            };
            label.clone_into(&mut doc.label);
            key.clone_into(&mut doc.key);
            doc.route = match route {
                "" => format!("{}{}{}", doc.prefix, key.to_lowercase(), doc.suffix),
                _ => route.to_owned(),
            };
            if whole {
                let own = self.cutter.words(key);
                let mut words = self.cutter.words(label);
                words.iter().for_each(|word| self.post(word, first + at, IN_TITLE));
                if given.is_empty() && key != label {
                    words.drain(..own.len());
                }
                let names: Vec<Vec<String>> = columns.map(|name| self.cutter.words(name)).collect();
                names.iter().flatten().for_each(|word| self.post(word, first + at, IN_NAME));
                self.add_names(first + at, &[vec![words], names].concat(), &own);
                if let Some(list) = lent {
                    self.lend(&own, list);
                }
            }
        }
    }

    /// Takes up the names of a page, its title first, and its key with its words.
    fn add_names(&mut self, id: usize, names: &[Vec<String>], own: &[String]) {
        own.iter().for_each(|word| self.post(word, id, IN_TITLE));
        let Doc { rank, key, .. } = &self.docs[id];
        if *rank <= ROW {
            return;
        }
        let (key, about) = (key.clone(), *rank == SUBJECT);
        for (at, name) in names.iter().enumerate() {
            let role = if at > 0 { Role::Name } else { Role::Title };
            self.add_name(id, name.concat(), role);
        }
        self.add_key(id, &key);
        // A key of several words, or of letters, is a name as well.
        if about && !own.is_empty() && !is_number(&folded(own)) {
            self.add_name(id, own.concat(), Role::Key);
        }
    }

    /// A name without letters and digits is none: it would stand in every query.
    fn add_name(&mut self, id: usize, name: String, role: Role) {
        if !name.is_empty() {
            self.names.entry(name).or_default().push((id as u32, role));
        }
    }

    fn add_key(&mut self, id: usize, key: &str) {
        let words = self.cutter.words(key);
        if !words.is_empty() {
            self.keys.entry(folded(&words)).or_default().push((id as u32, key.to_owned()));
        }
    }

    /// Makes the name of a row a name of the pages that use it.
    fn lend(&mut self, words: &[String], list: &str) {
        let name = words.concat();
        // A row's name that is a word of titles says less.
        let first = self.terms.get(&name).and_then(|term| term.at.first());
        let common = first.is_some_and(|(id, _)| self.docs[*id as usize].rank > ROW);
        let role = if common { Role::CommonRow } else { Role::Row };
        for (id, _) in unpacked(list) {
            self.add_name(id, name.clone(), role);
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
            let term = self.terms.entry(String::from_utf16_lossy(&word)).or_default();
            let list = unpacked(lists.next().unwrap_or_default());
            term.at.extend(list.into_iter().map(|(id, sign)| (id as u32, PLACES[sign])));
        }
    }

    /// Takes up a part of an index: words, names and keys with the pages they lead to.
    pub fn add_words(&mut self, text: &str) {
        let parts: Vec<&str> = text.split("\n\n").collect();
        let lines = |at: usize| {
            let lines = parts.get(at).copied().unwrap_or_default().split('\n').filter(|line| !line.is_empty());
            lines.map(|line| line.split_once('\t').unwrap_or((line, "")))
        };
        for (word, list) in lines(0) {
            let term = self.terms.entry(word.to_owned()).or_default();
            if !list.is_empty() {
                term.at = unpacked(list).into_iter().map(|(id, sign)| (id as u32, PLACES[sign])).collect();
            }
        }
        for (name, list) in lines(1) {
            for (id, sign) in unpacked(list) {
                match Role::ALL.get(sign) {
                    // A phrase is no name: nobody types its beginning or slips in it.
                    Some(Role::Phrase) => self.phrases.entry(name.to_owned()).or_default().push(id),
                    Some(role) => self.add_name(id, name.to_owned(), *role),
                    None => {}
                }
            }
        }
        for (key, list) in lines(2) {
            unpacked(list).into_iter().for_each(|(id, _)| self.add_key(id, key));
        }
    }

    fn post(&mut self, text: &str, id: usize, weight: u64) {
        let id = id as u32;
        match self.terms.get_mut(text) {
            Some(term) if term.at.last().is_some_and(|(last, _)| *last == id) => {}
            Some(term) => term.at.push((id, weight)),
            None => _ = self.terms.insert(text.to_owned(), super::Term { at: vec![(id, weight)] }),
        }
    }
}

/// Pages with the signs that say what they are.
fn unpacked(list: &str) -> Vec<(usize, usize)> {
    let (mut id, mut sign) = (-1_i64, PLACES.len() - 1);
    let mut found = Vec::new();
    for c in list.bytes() {
        let value = i64::from(c) - i64::from(FIRST_SIGN + SIGNS);
        match value {
            ..0 => (id, sign) = (-1, usize::from(c.saturating_sub(FIRST_SIGN))),
            value if value > GAP => id += (value - GAP) * GAP,
            _ => {
                id += value;
                found.push((usize::try_from(id).unwrap_or(0), sign));
            }
        }
    }
    found
}
