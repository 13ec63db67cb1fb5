//! Footnotes: numbered in the order of first use, printed at the end of the text.

use super::Walk;
use super::ids::Ids;
use super::out::Out;
use crate::text::slug;
use std::collections::BTreeMap;
use std::ops::Range;

/// Footnotes by name.
#[derive(Default)]
pub struct Footnotes {
    /// Those that are referred to.
    used: BTreeMap<String, Footnote>,
    /// The texts of all.
    texts: BTreeMap<String, Out>,
    /// Those that are open: their names, and where their texts start in the output.
    open: Vec<(String, usize)>,
    ids: Ids,
}

/// A footnote that is referred to.
struct Footnote {
    number: usize,
    id: String,
    /// The id of the first reference to it.
    first: String,
}

impl Walk<'_, '_> {
    /// Prints a reference. The first one gives the footnote its number.
    pub(super) fn footnote_reference(&mut self, name: &str) {
        let number = self.footnotes.used.len() + 1;
        let Footnotes { used, ids, .. } = &mut self.footnotes;
        // Headings have theirs already.
        if ids.is_empty() {
            self.known.into_iter().flatten().for_each(|heading| ids.take(&heading.id));
        }
        let own = ids.claim(&format!("fnref-{}", slug(name)));
        let Footnote { number, id, .. } = used.entry(name.to_owned()).or_insert_with(|| Footnote {
            number,
            id: ids.claim(&format!("fn-{}", slug(name))),
            first: own.clone(),
        });
        let (number, id) = (*number, id.clone());
        let said = self.own_word("footnote", &[("number", &number.to_string())]);
        self.out.put(format_args!(
            "<sup class=\"footnote\" id=\"{own}\"><a href=\"#{id}\" aria-label=\"{said}\">{number}</a></sup>"
        ));
    }

    pub(super) fn open_footnote(&mut self, name: &str, at: Range<usize>) {
        self.labels.define_footnote(name, at);
        self.footnotes.open.push((name.to_owned(), self.out.end()));
    }

    /// Whether a footnote is referred to.
    pub(super) fn is_used(&self, name: &str) -> bool {
        self.footnotes.used.contains_key(name)
    }

    pub(super) fn close_footnote(&mut self) {
        if let Some((name, from)) = self.footnotes.open.pop() {
            let text = self.out.take(from);
            self.footnotes.texts.insert(name, text);
        }
    }

    /// Prints the texts of all footnotes that are referred to, with ways back.
    pub(super) fn print_footnotes(&mut self) {
        let mut used: Vec<(&String, &Footnote)> = self.footnotes.used.iter().collect();
        used.sort_by_key(|(_, footnote)| footnote.number);
        if used.is_empty() {
            return;
        }
        let own_word = |name: &str, values: &[(&str, &str)]| self.own_word(name, values);
        let title = own_word("footnotes", &[]);
        let backs =
            used.iter().map(|(_, footnote)| own_word("footnote_back", &[("number", &footnote.number.to_string())]));
        let backs: Vec<String> = backs.collect();
        self.out.put(format_args!("<section class=\"footnotes\" aria-label=\"{title}\"><ol>\n"));
        for ((name, Footnote { id, first, .. }), back) in used.into_iter().zip(backs) {
            self.out.put(format_args!("<li id=\"{id}\">"));
            if let Some(text) = self.footnotes.texts.get(name) {
                self.out.append(text);
            }
            self.out.put(format_args!("<a class=\"back\" href=\"#{first}\" aria-label=\"{back}\">↩</a></li>\n"));
        }
        self.out.push("</ol></section>\n");
    }
}
