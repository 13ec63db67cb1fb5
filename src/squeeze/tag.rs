//! Tags of a page and their attributes, as they are written.

/// A start tag or an end tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag<'a> {
    /// All of it.
    pub text: &'a str,
    /// The name as it is written.
    pub name: &'a str,
    /// Whether it ends an element.
    pub ends: bool,
    /// Whether it closes itself, which means something in foreign content only.
    pub closed: bool,
    /// Whether it is of SVG or MathML.
    pub foreign: bool,
}

impl Tag<'_> {
    /// Whether it is written with its name and nothing else.
    pub fn is_plain(&self) -> bool {
        self.text.len() == self.name.len() + 2 + usize::from(self.ends)
    }

    /// Whether this starts an element of HTML with such a name in lower case.
    pub fn starts(&self, name: &str) -> bool {
        !self.ends && !self.foreign && self.name.eq_ignore_ascii_case(name)
    }
}

/// An attribute of a start tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// The name as it is written.
    pub name: &'a str,
    /// The value as it is written, without its quotes.
    pub value: &'a str,
    /// The sign around the value, if there is one.
    pub quote: Option<char>,
}
