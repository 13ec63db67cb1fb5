//! Changes to texts by their places: several of one file at once, the same place once.

use crate::source::{Sources, Span};
use std::collections::BTreeMap;

/// Changes by file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edits {
    files: BTreeMap<String, BTreeMap<usize, (usize, String)>>,
}

impl Edits {
    /// Puts a text in the place of another. Of two for one place the first counts.
    pub fn replace(&mut self, span: Span, text: impl Into<String>) {
        self.files.entry(span.path).or_default().entry(span.start).or_insert((span.end, text.into()));
    }

    /// How many places of each file change.
    pub fn counts(&self) -> impl Iterator<Item = (&str, usize)> {
        self.files.iter().map(|(path, edits)| (path.as_str(), edits.len()))
    }

    /// The changed texts by file. A change inside another one is left out.
    pub fn texts(&self, sources: &Sources) -> BTreeMap<String, String> {
        let changed = |path: &String, edits: &BTreeMap<usize, (usize, String)>| {
            let text = sources.text(path);
            let mut out = String::with_capacity(text.len());
            let mut from = 0;
            for (start, (end, new)) in edits.iter().filter(|(start, (end, _))| **start <= *end && *end <= text.len()) {
                if *start >= from {
                    out.push_str(&text[from..*start]);
                    out.push_str(new);
                    from = *end;
                }
            }
            out.push_str(&text[from..]);
            out
        };
        self.files.iter().map(|(path, edits)| (path.clone(), changed(path, edits))).collect()
    }
}
