//! HTML as a stream of tokens, by the states of the HTML standard ("13.2.5 Tokenization"). A token is a piece of
//! the page as it is written; nothing is decoded, copied or repaired. What has no tags inside (scripts, styles,
//! titles) is told apart as the standard does it, foreign content included. Building a tree is left to browsers.

use super::foreign::Foreign;
use super::tag::{Attribute, Tag};

/// A piece of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'a> {
    /// Text between tags, character references as they are written.
    Text(&'a str),
    /// The text of an element that holds no tags, such as a script.
    Raw(&'a str),
    /// A tag; its attributes are in [`Tokens::attributes`].
    Tag(Tag<'a>),
    /// A comment, or what a parser reads as one.
    Comment(&'a str),
    /// A doctype, or a section of characters in foreign content.
    Other(&'a str),
    /// What a parser drops: a tag that the page's end cuts off, and `</>`.
    Nothing(&'a str),
}

/// Reads a page token by token.
pub struct Tokens<'a> {
    rest: &'a str,
    /// The name of the element whose text without tags comes next.
    raw: Option<&'a str>,
    foreign: Foreign<'a>,
    attributes: Vec<Attribute<'a>>,
}

impl<'a> Tokens<'a> {
    /// At the beginning of a page.
    pub fn new(html: &'a str) -> Tokens<'a> {
        Tokens { rest: html, raw: None, foreign: Foreign::default(), attributes: Vec::new() }
    }

    /// The attributes of the last tag, in their order. Of two with one name the first counts.
    pub fn attributes(&self) -> &[Attribute<'a>] {
        &self.attributes
    }

    /// The value of an attribute of the last tag, as it is written.
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|one| one.name.eq_ignore_ascii_case(name)).map(|one| one.value)
    }

    /// Takes so many bytes of what is left.
    fn take(&mut self, size: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(size);
        self.rest = rest;
        taken
    }

    /// Takes all through the first place of an end, or all that is left.
    fn through(&mut self, start: usize, ends: &[&str]) -> &'a str {
        let size = ends.iter().fold(self.rest.len(), |size, end| {
            self.rest[start..size].find(end).map_or(size, |at| start + at + end.len())
        });
        self.take(size)
    }

    /// The text up to the next sign that may be of a tag.
    fn text(&mut self) -> Token<'a> {
        let bytes = self.rest.as_bytes();
        let mut size = 0;
        loop {
            size = after(bytes, size, |byte| byte != b'<');
            match bytes.get(size + 1) {
                Some(b'a'..=b'z' | b'A'..=b'Z' | b'/' | b'!' | b'?') => break,
                Some(_) => size += 1,
                None => {
                    size = self.rest.len();
                    break;
                }
            }
        }
        // An end tag that ends with the page is text.
        if self.rest[size..] == *"</" {
            size = self.rest.len();
        }
        Token::Text(self.take(size))
    }

    /// A comment, doctype or section of characters.
    fn declaration(&mut self) -> Token<'a> {
        let rest = self.rest;
        if rest.starts_with("<!-->") {
            Token::Comment(self.take(5))
        } else if rest.starts_with("<!--->") {
            Token::Comment(self.take(6))
        } else if rest.starts_with("<!--") {
            Token::Comment(self.through(4, &["-->", "--!>"]))
        } else if rest.starts_with("<![CDATA[") && self.foreign.holds_sections() {
            Token::Other(self.through(9, &["]]>"]))
        } else if rest.get(2..9).is_some_and(|word| word.eq_ignore_ascii_case("doctype")) {
            Token::Other(self.through(9, &[">"]))
        } else {
            Token::Comment(self.through(2, &[">"]))
        }
    }

    /// The text of an element without tags, up to its end tag.
    fn raw(&mut self, name: &str) -> &'a str {
        let size = match name {
            "script" => end_of_script(self.rest),
            "plaintext" => self.rest.len(),
            _ => end_of_raw(self.rest, name),
        };
        self.take(size)
    }

    /// A tag; nothing when the page's end cuts it off.
    fn tag(&mut self) -> Option<Tag<'a>> {
        self.attributes.clear();
        let bytes = self.rest.as_bytes();
        let ends = bytes[1] == b'/';
        let start = if ends { 2 } else { 1 };
        let mut at = after(bytes, start, |byte| !is_space(byte) && !matches!(byte, b'/' | b'>'));
        let name = &self.rest[start..at];
        let mut closed = false;
        loop {
            at = after(bytes, at, is_space);
            match bytes.get(at)? {
                b'>' => break,
                b'/' => {
                    closed = bytes.get(at + 1) == Some(&b'>');
                    at += 1;
                }
                _ => at = self.attribute_at(at)?,
            }
        }
        let text = self.take(at + 1);
        let mut tag = Tag { text, name, ends, closed, foreign: false };
        tag.foreign = self.foreign.see(&tag, &self.attributes);
        if !ends && !tag.foreign {
            self.raw = RAW.iter().find(|raw| name.eq_ignore_ascii_case(raw)).copied();
        }
        Some(tag)
    }

    /// Reads an attribute of the tag at the beginning; where it ends.
    fn attribute_at(&mut self, start: usize) -> Option<usize> {
        let bytes = self.rest.as_bytes();
        // The first sign is of the name, whatever it is.
        let end = after(bytes, start + 1, |byte| !is_space(byte) && !matches!(byte, b'/' | b'>' | b'='));
        let name = &self.rest[start..end];
        let mut at = after(bytes, end, is_space);
        if bytes.get(at)? != &b'=' {
            self.attributes.push(Attribute { name, value: "", quote: None });
            return Some(at);
        }
        at = after(bytes, at + 1, is_space);
        let (value, quote) = match *bytes.get(at)? {
            quote @ (b'"' | b'\'') => {
                let end = after(bytes, at + 1, |byte| byte != quote);
                bytes.get(end)?;
                (at + 1..end, Some(char::from(quote)))
            }
            _ => (at..after(bytes, at, |byte| !is_space(byte) && byte != b'>'), None),
        };
        at = value.end + usize::from(quote.is_some());
        self.attributes.push(Attribute { name, value: &self.rest[value], quote });
        Some(at)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.raw.take() {
            return Some(Token::Raw(self.raw(name)));
        }
        let bytes = self.rest.as_bytes();
        let token = match (*bytes.first()?, bytes.get(1), bytes.get(2)) {
            (b'<', Some(b'a'..=b'z' | b'A'..=b'Z'), _) | (b'<', Some(b'/'), Some(b'a'..=b'z' | b'A'..=b'Z')) => {
                match self.tag() {
                    Some(tag) => Token::Tag(tag),
                    None => Token::Nothing(self.take(self.rest.len())),
                }
            }
            (b'<', Some(b'/'), Some(b'>')) => Token::Nothing(self.take(3)),
            (b'<', Some(b'!'), _) => self.declaration(),
            (b'<', Some(b'?'), _) | (b'<', Some(b'/'), Some(_)) => Token::Comment(self.through(2, &[">"])),
            _ => self.text(),
        };
        Some(token)
    }
}

/// Elements whose text holds no tags. `noscript` is read as where scripts run.
const RAW: [&str; 10] =
    ["script", "style", "title", "textarea", "noscript", "xmp", "iframe", "noembed", "noframes", "plaintext"];

/// White space of HTML.
pub fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b'\x0c')
}

/// The first place from a start on where a byte is not of a sort. Texts and values of a page are short, and
/// looking at one byte after another is faster there than any search that has to begin.
pub fn after(bytes: &[u8], start: usize, sort: impl Fn(u8) -> bool) -> usize {
    let mut at = start;
    while at < bytes.len() && sort(bytes[at]) {
        at += 1;
    }
    at
}

/// Whether a text begins with such a sign and name, and the name ends there.
fn named(text: &str, sign: &str, name: &str) -> bool {
    let Some(text) = text.strip_prefix(sign) else { return false };
    let end = text.as_bytes().get(name.len());
    text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        && end.is_some_and(|byte| is_space(*byte) || matches!(byte, b'/' | b'>'))
}

/// Where the end tag of an element stands in the text after its start tag.
fn end_of_raw(text: &str, name: &str) -> usize {
    let mut ends = text.match_indices("</").map(|(at, _)| at);
    ends.find(|at| named(&text[*at..], "</", name)).unwrap_or(text.len())
}

/// Where the end tag of a script stands in the text after its start tag: behind `<!--`, a script inside the script
/// has an end tag of its own.
fn end_of_script(text: &str) -> usize {
    let (mut at, mut escaped, mut inner) = (0, false, false);
    loop {
        at = after(text.as_bytes(), at, |byte| !matches!(byte, b'<' | b'-'));
        let rest = &text[at..];
        if rest.is_empty() {
            return at;
        }
        let ends = named(rest, "</", "script");
        if ends && !inner {
            return at;
        }
        if escaped && rest.starts_with("-->") {
            (escaped, inner) = (false, false);
            at += 2;
        } else if !escaped && rest.starts_with("<!--") {
            escaped = true;
            // The same signs may end it: `<!-->`.
            at += 1;
        } else if ends {
            inner = false;
        } else if escaped && !inner {
            inner = named(rest, "<", "script");
        }
        at += 1;
    }
}
