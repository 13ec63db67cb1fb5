//! A markdown text, parsed: its headings, links and examples, and what stands otherwise
//! in the page's own markdown than in its source. Its HTML, which is several times as
//! long as the text, is printed only when a page is made and not kept, with gaps where a
//! link's address or a page's name goes, which only the whole site can fill.
//!
//! Places in a document are ranges of bytes of its source. Where they stand in a
//! file is looked up only when there is something to report.

use crate::hash::Digest;
use crate::source::{Span, Text};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;

/// A parsed text. What of it can be written down and read again leaves out the text and
/// how it is read, which belong to the file and to the site.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The text that was parsed.
    #[serde(skip)]
    pub source: TextSource,
    /// How it is read.
    #[serde(skip)]
    pub reading: Reading,
    /// Whether there is anything to show.
    pub shows: bool,
    /// Whether a part of it was not read as it is meant, which is reported: what else it
    /// holds is not known.
    pub torn: bool,
    /// What changes in the source when it is published as markdown, in its order.
    pub changes: Vec<Change>,
    /// Headings in their order.
    pub headings: Vec<Heading>,
    /// Links and images in their order.
    pub links: Vec<Link>,
    /// Blocks of code that are messages of HTTP, in their order.
    pub exchanges: Vec<CodeBlock>,
}

/// How a text is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reading {
    /// Whether it holds blocks; a field takes inline markdown only.
    pub blocks: bool,
    /// What the site allows in it.
    pub rules: Rules,
}

/// What a site wants of its texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rules {
    /// Whether raw HTML may stand in a text.
    pub raw_html: bool,
    /// Whether code has colours.
    pub highlight: bool,
}

/// A document as HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Printed {
    /// The HTML, all in one.
    pub html: String,
    /// The gaps in it in their order.
    pub gaps: Vec<Gap>,
}

/// The text of a document, shared with the file that holds it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextSource {
    text: Text,
    start: usize,
    digest: Option<Digest>,
}

/// A place in a document's HTML that the whole site fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The byte before which it stands.
    pub at: usize,
    /// What goes there.
    pub what: Fill,
}

/// What goes into a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// The address of the nth link.
    Address(usize),
    /// The name of the page that the nth link leads to.
    Label(usize),
}

/// A part of the source that is published otherwise than it is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The part.
    pub at: Range<usize>,
    /// What is published in its place.
    pub to: Published,
}

/// What is published in place of a part of the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Published {
    /// This text.
    Text(Cow<'static, str>),
    /// The address of the nth link.
    Address(usize),
    /// The end of the nth link: `](address)`.
    End(usize),
    /// The whole of the nth link, with the name of its page: `[label](address)`.
    Link(usize),
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// From 2 to 6.
    pub level: u8,
    /// Its id, unique on the page.
    pub id: String,
    /// Its text; where it names a linked page, that page's key.
    pub title: String,
    /// Where it is written.
    pub at: Range<usize>,
}

/// A link or image.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The target as it is written.
    pub target: String,
    /// How it is written.
    pub form: LinkForm,
    /// Where the whole link stands.
    pub at: Range<usize>,
}

/// How a link is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkForm {
    /// `[[404]]`: a key.
    Key,
    /// `[text](path)`: a path or an outside address.
    Path,
    /// `![text](path)`: a file that is shown in the page.
    Image,
}

/// A block of code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeBlock {
    /// The words behind the fence, such as `http`.
    pub info: String,
    /// The code, with the final line break.
    pub code: String,
    /// Where it stands, from behind the line of the fence.
    pub at: Range<usize>,
}

impl CodeBlock {
    /// Where a part of the code stands in the text around it. A line of code is the end of
    /// a line of the text: inside a list or a quotation signs or spaces stand before it.
    pub fn place(&self, source: &str, part: &Range<usize>) -> Range<usize> {
        let place = |at: usize| -> Option<usize> {
            let before = &self.code[..at];
            let start = before.rfind('\n').map_or(0, |newline| newline + 1);
            let line = self.code[start..].split('\n').next().unwrap_or_default();
            let mut whole = source[self.at.clone()].split('\n');
            let number = before.matches('\n').count();
            let from: usize = self.at.start + whole.by_ref().take(number).map(|line| line.len() + 1).sum::<usize>();
            let inset = whole.next()?.strip_suffix(line)?.len();
            Some(from + inset + at - start)
        };
        match (place(part.start), place(part.end)) {
            (Some(start), Some(end)) => start..end,
            _ => self.at.clone(),
        }
    }
}

impl TextSource {
    /// The part of a file from a byte on.
    pub fn new(text: Text, start: usize) -> TextSource {
        TextSource { text, start, digest: None }
    }

    /// The same with the hash of the file that holds it.
    pub fn with_digest(self, digest: Digest) -> TextSource {
        TextSource { digest: Some(digest), ..self }
    }

    /// The hash of the file that holds it, where it is known.
    pub fn digest(&self) -> Option<Digest> {
        self.digest
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text[self.start..]
    }

    /// Where it starts in the file that holds it.
    pub fn start(&self) -> usize {
        self.start
    }

    /// The place of a part of the text in the file that holds it.
    pub fn span(&self, path: &str, at: &Range<usize>) -> Span {
        Span::new(path, self.start + at.start..self.start + at.end)
    }
}

impl Link {
    /// Where the target stands in the link as it is written; nothing for a link whose
    /// target stands elsewhere, in a definition, or is written otherwise.
    pub fn target_in(&self, written: &str) -> Option<Range<usize>> {
        let from = if self.form == LinkForm::Key { 0 } else { written.rfind("](")? };
        let start = from + written[from..].find(&self.target).filter(|_| !self.target.is_empty())?;
        Some(start..start + self.target.len())
    }

    /// The key in the target of a `[[kind:key#place]]` link.
    pub fn key_in(target: &str) -> &str {
        let key = target.split('#').next().unwrap_or_default();
        key.split_once(':').map_or(key, |(_, key)| key)
    }
}

impl Printed {
    /// The text that a reader sees, its words separated by spaces, for search. Names
    /// of linked pages are not in it, nor commands that are made out of an example.
    pub fn visible_text(&self) -> String {
        let mut text = String::with_capacity(self.html.len() / 2);
        let mut rest = self.html.as_str();
        while let Some((before, tagged)) = rest.split_once('<') {
            push_words(&mut text, before);
            let Some((tag, after)) = tagged.split_once('>') else { break };
            rest = after;
            if tag.starts_with("details class=\"curl\"") {
                rest = after.split_once("</details>").map_or("", |(_, after)| after);
            }
            let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
            if !INLINE.contains(&name) && !text.ends_with(' ') && !text.is_empty() {
                text.push(' ');
            }
        }
        push_words(&mut text, rest);
        text.truncate(text.trim_end().len());
        text
    }
}

/// Elements inside which a word goes on.
const INLINE: [&str; 9] = ["a", "b", "code", "del", "em", "i", "span", "strong", "sup"];

/// Appends text out of HTML, its white space made single spaces.
fn push_words(text: &mut String, html: &str) {
    let mut rest = html;
    while let Some(c) = rest.chars().next() {
        let reference = REFERENCES.iter().find(|(written, _)| rest.starts_with(written));
        let (c, len) = reference.map_or((c, c.len_utf8()), |(written, c)| (*c, written.len()));
        rest = &rest[len..];
        if !c.is_whitespace() {
            text.push(c);
        } else if !text.ends_with(' ') && !text.is_empty() {
            text.push(' ');
        }
    }
}

/// The character references that are printed.
const REFERENCES: [(&str, char); 4] = [("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&amp;", '&')];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visible_text_is_what_stands_between_the_tags() {
        let html = "<h2 id=\"a\">One<a class=\"anchor\"></a></h2>\n<p>a <em>b</em>c &lt;d&gt;<br />\ne</p>\
            <pre><code><span>x</span>y</code></pre><details class=\"curl\"><code>curl</code></details><p>f</p>\n";
        let printed = Printed { html: html.to_owned(), ..Printed::default() };
        assert_eq!(printed.visible_text(), "One a bc <d> e xy f");
    }
}
