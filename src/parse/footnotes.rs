//! Footnotes of a text: numbered in the order of first use, printed at its end.

use crate::text::slug;
use std::collections::BTreeMap;

/// Footnotes: their numbers in the order of first use, and their texts.
#[derive(Default)]
pub struct Notes {
    numbers: BTreeMap<String, usize>,
    texts: BTreeMap<String, String>,
}

impl Notes {
    /// The number of a footnote, given at its first use.
    pub fn number(&mut self, name: &str) -> usize {
        let next = self.numbers.len() + 1;
        *self.numbers.entry(name.to_owned()).or_insert(next)
    }

    /// Keeps the text of a footnote.
    pub fn define(&mut self, name: String, html: String) {
        self.texts.insert(name, html);
    }

    /// Prints the texts of all footnotes that are referred to, with ways back.
    pub fn print(&self, html: &mut String) {
        let mut used: Vec<(&String, &usize)> = self.numbers.iter().collect();
        used.sort_by_key(|(_, number)| **number);
        if used.is_empty() {
            return;
        }
        html.push_str("<section class=\"footnotes\" aria-label=\"Footnotes\"><ol>\n");
        for (name, number) in used {
            let id = slug(name);
            let text = self.texts.get(name).map(String::as_str).unwrap_or_default();
            html.push_str(&format!(
                "<li id=\"fn-{id}\">{text}<a class=\"back\" href=\"#fnref-{id}\" aria-label=\"Back to reference {number}\">↩</a></li>\n"
            ));
        }
        html.push_str("</ol></section>\n");
    }
}
