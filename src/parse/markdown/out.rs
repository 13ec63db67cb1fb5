//! The HTML of a text while it is printed, with its gaps. Where a text is only read, as
//! much of it is counted as tells whether something stands there, and nothing is printed.

use crate::parse::document::{Fill, Gap, Printed};
use crate::text::{escape, escape_text};
use std::fmt::{self, Write};

/// HTML that grows, and the gaps in it.
#[derive(Debug)]
pub struct Out {
    printed: Printed,
    /// Whether HTML is printed.
    prints: bool,
    /// Where it ends by now, as far as it is printed.
    end: usize,
}

impl Out {
    /// HTML that is printed, for which so many bytes are kept ready.
    pub fn printing(bytes: usize) -> Out {
        let printed = Printed { html: String::with_capacity(bytes), gaps: Vec::new() };
        Out { printed, prints: true, end: 0 }
    }

    /// HTML of which is only known whether something stands in it.
    pub fn measuring() -> Out {
        Out { printed: Printed::default(), prints: false, end: 0 }
    }

    /// What was printed.
    pub fn printed(self) -> Printed {
        self.printed
    }

    /// Appends what a function prints, which is called only where HTML is printed.
    pub fn print(&mut self, print: impl FnOnce(&mut String)) {
        if self.prints {
            print(&mut self.printed.html);
            self.end = self.printed.html.len();
        } else {
            self.end += 1;
        }
    }

    /// Appends HTML.
    pub fn push(&mut self, html: &str) {
        self.end += html.len();
        if self.prints {
            self.printed.html.push_str(html);
        }
    }

    /// Appends HTML that is put together, which is done only where it is printed.
    pub fn put(&mut self, html: fmt::Arguments) {
        self.print(|out| _ = out.write_fmt(html));
    }

    /// Appends text between tags.
    pub fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.print(|html| escape_text(html, text));
        }
    }

    /// Appends text inside an attribute's quotes.
    pub fn attribute(&mut self, text: &str) {
        self.print(|html| escape(html, text));
    }

    /// Appends a gap.
    pub fn gap(&mut self, what: Fill) {
        if self.prints {
            self.printed.gaps.push(Gap { at: self.end, what });
        }
    }

    /// Begins a line unless one begins here.
    pub fn line(&mut self) {
        if self.prints && self.end > 0 && !self.printed.html.ends_with('\n') {
            self.push("\n");
        }
    }

    /// Appends HTML on a line of its own.
    pub fn block(&mut self, html: &str) {
        self.line();
        self.push(html);
    }

    /// Where the HTML ends by now.
    pub fn end(&self) -> usize {
        self.end
    }

    /// Puts HTML before what was appended from a place on.
    pub fn insert(&mut self, at: usize, html: &str) {
        self.end += html.len();
        if self.prints {
            self.printed.html.insert_str(at, html);
            self.printed.gaps.iter_mut().rev().take_while(|gap| gap.at >= at).for_each(|gap| gap.at += html.len());
        }
    }

    /// Takes off what was appended from a place on.
    pub fn take(&mut self, at: usize) -> Out {
        let mut taken = Out { printed: Printed::default(), prints: self.prints, end: self.end - at };
        self.end = at;
        if self.prints {
            let Printed { html, gaps } = &mut self.printed;
            let first = gaps.partition_point(|gap| gap.at < at);
            let moved = gaps.drain(first..).map(|gap| Gap { at: gap.at - at, ..gap }).collect();
            taken.printed = Printed { html: html.split_off(at), gaps: moved };
        }
        taken
    }

    /// Appends what was taken off.
    pub fn append(&mut self, part: &Out) {
        self.printed.html.push_str(&part.printed.html);
        let start = self.end;
        self.printed.gaps.extend(part.printed.gaps.iter().map(|gap| Gap { at: gap.at + start, ..*gap }));
        self.end += part.end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_move_with_what_is_around_them() {
        let mut out = Out::printing(0);
        out.push("ab");
        out.gap(Fill::Label(0));
        out.push("c");
        out.gap(Fill::Label(1));
        out.insert(2, "<i>");
        let gaps = |out: &Out| out.printed.gaps.iter().map(|gap| gap.at).collect::<Vec<_>>();
        assert_eq!(gaps(&out), [5, 6]);
        let part = out.take(3);
        assert_eq!((out.printed.html.as_str(), part.printed.html.as_str()), ("ab<", "i>c"));
        assert_eq!(gaps(&part), [2, 3]);
        out.append(&part);
        assert_eq!((out.printed.html.as_str(), out.end()), ("ab<i>c", 6));
        assert_eq!(gaps(&out), [5, 6]);
    }

    #[test]
    fn what_is_only_read_is_measured() {
        let mut out = Out::measuring();
        out.text("");
        assert_eq!(out.end(), 0);
        out.text("a");
        out.print(|_| panic!("nothing is printed"));
        let part = out.take(0);
        assert_eq!((out.end(), part.end() > 0), (0, true));
        out.append(&part);
        assert!(out.end() > 0 && out.printed() == Printed::default());
    }
}
