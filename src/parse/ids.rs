//! Ids in one page's text: those of headings and footnotes, each given once.

use std::collections::BTreeSet;

/// The ids that are taken.
#[derive(Debug, Default)]
pub struct Ids {
    taken: BTreeSet<String>,
}

impl Ids {
    /// The wanted id, or the first of `id-2`, `id-3` and so on that is free. An id
    /// begins with a letter, as a selector wants it: `404-or-410` becomes
    /// `section-404-or-410`.
    pub fn claim(&mut self, wanted: &str) -> String {
        let wanted = match wanted.chars().next() {
            Some(first) if first.is_alphabetic() => wanted.to_owned(),
            Some(_) => format!("section-{wanted}"),
            None => "section".to_owned(),
        };
        let numbered = (2..).map(|number| format!("{wanted}-{number}"));
        let mut candidates = std::iter::once(wanted.clone()).chain(numbered);
        let id = candidates.find(|id| !self.taken.contains(id)).unwrap_or_default();
        self.taken.insert(id.clone());
        id
    }
}
