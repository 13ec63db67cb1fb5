//! Ids in one page's text: those of headings and footnotes, each given once.

use std::collections::BTreeMap;

/// The ids that are taken.
#[derive(Debug, Default)]
pub struct Ids {
    /// For each heading the id that its author gave it.
    pub given: Vec<Option<String>>,
    /// Each with the number of the next one to try when it is wanted again.
    taken: BTreeMap<String, usize>,
    /// How many ids were tried, which a test holds near the number of those given.
    tried: usize,
}

impl Ids {
    /// Takes an id as it is, so that nobody else gets it.
    pub fn take(&mut self, id: &str) {
        self.taken.entry(id.to_owned()).or_insert(2);
    }

    /// Whether none is taken.
    pub fn is_empty(&self) -> bool {
        self.taken.is_empty()
    }

    /// The wanted id, or the first of `id-2`, `id-3` and so on that is free. An id that is
    /// made begins with a letter, as a selector wants it: `404-or-410` becomes
    /// `section-404-or-410`.
    pub fn claim(&mut self, wanted: &str) -> String {
        let wanted = match wanted.chars().next() {
            Some(first) if first.is_alphabetic() => wanted.to_owned(),
            Some(_) => format!("section-{wanted}"),
            None => "section".to_owned(),
        };
        self.tried += 1;
        let Some(mut number) = self.taken.get(&wanted).copied() else {
            self.taken.insert(wanted.clone(), 2);
            return wanted;
        };
        // None below the number is free again, so the search goes on behind it.
        loop {
            self.tried += 1;
            let id = format!("{wanted}-{number}");
            number += 1;
            if !self.taken.contains_key(&id) {
                self.taken.insert(id.clone(), 2);
                self.taken.insert(wanted, number);
                return id;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_ids_are_numbered_past_those_that_are_taken() {
        let mut ids = Ids::default();
        let given: Vec<String> =
            ["a", "a-2", "a", "a", "a-2", "4", ""].iter().map(|wanted| ids.claim(wanted)).collect();
        assert_eq!(given, ["a", "a-2", "a-3", "a-4", "a-2-2", "section-4", "section"]);
    }

    #[test]
    fn equal_ids_cost_no_more_each_when_there_are_many() {
        let tried = |count: usize| {
            let mut ids = Ids::default();
            (0..count).for_each(|_| drop(ids.claim("same")));
            ids.tried
        };
        assert_eq!((tried(1000), tried(10_000)), (1999, 19_999));
    }
}
