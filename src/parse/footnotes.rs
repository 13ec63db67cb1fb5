//! Footnotes of a text: numbered in the order of first use, printed at its end.

use super::ids::Ids;
use crate::text::slug;
use std::collections::BTreeMap;

/// Footnotes by name: those that are referred to, and the texts of all.
#[derive(Default)]
pub struct Notes {
    used: BTreeMap<String, Note>,
    texts: BTreeMap<String, String>,
}

/// A footnote that is referred to.
struct Note {
    number: usize,
    id: String,
    /// The id of the first reference to it.
    first: String,
}

impl Notes {
    /// Prints a reference. The first one gives the footnote its number.
    pub fn reference(&mut self, name: &str, ids: &mut Ids) -> String {
        let number = self.used.len() + 1;
        let own = ids.claim(&format!("fnref-{}", slug(name)));
        let Note { number, id, .. } = self.used.entry(name.to_owned()).or_insert_with(|| Note {
            number,
            id: ids.claim(&format!("fn-{}", slug(name))),
            first: own.clone(),
        });
        format!(
            "<sup class=\"footnote\" id=\"{own}\"><a href=\"#{id}\" aria-label=\"Footnote {number}\">{number}</a></sup>"
        )
    }

    /// Keeps the text of a footnote.
    pub fn define(&mut self, name: String, html: String) {
        self.texts.insert(name, html);
    }

    /// Prints the texts of all footnotes that are referred to, with ways back.
    pub fn print(&self, html: &mut String) {
        let mut used: Vec<(&String, &Note)> = self.used.iter().collect();
        used.sort_by_key(|(_, note)| note.number);
        if used.is_empty() {
            return;
        }
        html.push_str("<section class=\"footnotes\" aria-label=\"Footnotes\"><ol>\n");
        for (name, Note { number, id, first }) in used {
            let text = self.texts.get(name).map(String::as_str).unwrap_or_default();
            html.push_str(&format!(
                "<li id=\"{id}\">{text}<a class=\"back\" href=\"#{first}\" aria-label=\"Back to reference {number}\">↩</a></li>\n"
            ));
        }
        html.push_str("</ol></section>\n");
    }
}
