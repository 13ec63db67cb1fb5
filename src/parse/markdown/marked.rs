//! Code as HTML: tokens and their classes.

use crate::text::escape_text;

/// HTML text that grows token by token. Tokens of one class that have only white
/// space between them share an element, since every element costs all later stages
/// and the reader.
pub struct Marked<'a> {
    html: &'a mut String,
    /// The class of the open element; empty when none is open.
    class: &'static str,
    /// White space behind the last token, inside or outside of its element.
    space: String,
}

impl<'a> Marked<'a> {
    /// Goes on at the end of HTML.
    pub fn new(html: &'a mut String) -> Marked<'a> {
        Marked { html, class: "", space: String::new() }
    }

    /// Text without a class.
    pub fn plain(&mut self, text: &str) {
        self.token("", text);
    }

    /// Text of a class; plain text where the class is empty.
    pub fn token(&mut self, class: &'static str, text: &str) {
        if text.trim().is_empty() {
            self.space.push_str(text);
            return;
        }
        if class != self.class {
            self.close();
            if !class.is_empty() {
                self.html.push_str("<span class=\"t-");
                self.html.push_str(class);
                self.html.push_str("\">");
            }
            self.class = class;
        }
        self.html.push_str(&self.space);
        self.space.clear();
        escape_text(self.html, text);
    }

    /// Ends the open element. The space behind its last token stands outside.
    pub fn close(&mut self) {
        if !self.class.is_empty() {
            self.html.push_str("</span>");
        }
        self.class = "";
        self.html.push_str(&self.space);
        self.space.clear();
    }
}
