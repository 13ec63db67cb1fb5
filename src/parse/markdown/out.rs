//! The HTML of a text while it is printed, with its gaps.

use crate::parse::document::{Fill, Gap};
use crate::text::{escape, escape_text};

/// HTML that grows, and the gaps in it.
#[derive(Debug, Default)]
pub struct Out {
    pub html: String,
    pub gaps: Vec<Gap>,
}

impl Out {
    /// Appends HTML.
    pub fn push(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Appends text between tags.
    pub fn text(&mut self, text: &str) {
        escape_text(&mut self.html, text);
    }

    /// Appends text inside an attribute's quotes.
    pub fn attribute(&mut self, text: &str) {
        escape(&mut self.html, text);
    }

    /// Appends a gap.
    pub fn gap(&mut self, what: Fill) {
        self.gaps.push(Gap { at: self.html.len(), what });
    }

    /// Begins a line unless one begins here.
    pub fn line(&mut self) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
    }

    /// Appends HTML on a line of its own.
    pub fn block(&mut self, html: &str) {
        self.line();
        self.push(html);
    }

    /// Where the HTML ends by now.
    pub fn end(&self) -> usize {
        self.html.len()
    }

    /// Puts HTML before what was appended from a place on.
    pub fn insert(&mut self, at: usize, html: &str) {
        self.html.insert_str(at, html);
        self.gaps.iter_mut().rev().take_while(|gap| gap.at >= at).for_each(|gap| gap.at += html.len());
    }

    /// Takes off what was appended from a place on.
    pub fn take(&mut self, at: usize) -> Out {
        let first = self.gaps.partition_point(|gap| gap.at < at);
        let gaps = self.gaps.drain(first..).map(|gap| Gap { at: gap.at - at, ..gap }).collect();
        Out { html: self.html.split_off(at), gaps }
    }

    /// Appends what was taken off.
    pub fn append(&mut self, part: &Out) {
        let start = self.end();
        self.html.push_str(&part.html);
        self.gaps.extend(part.gaps.iter().map(|gap| Gap { at: gap.at + start, ..*gap }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_move_with_what_is_around_them() {
        let mut out = Out::default();
        out.push("ab");
        out.gap(Fill::Label(0));
        out.push("c");
        out.gap(Fill::Label(1));
        out.insert(2, "<i>");
        assert_eq!(out.gaps.iter().map(|gap| gap.at).collect::<Vec<_>>(), [5, 6]);
        let part = out.take(3);
        assert_eq!((out.html.as_str(), part.html.as_str()), ("ab<", "i>c"));
        assert_eq!(part.gaps.iter().map(|gap| gap.at).collect::<Vec<_>>(), [2, 3]);
        out.append(&part);
        assert_eq!(out.html, "ab<i>c");
        assert_eq!(out.gaps.iter().map(|gap| gap.at).collect::<Vec<_>>(), [5, 6]);
    }
}
