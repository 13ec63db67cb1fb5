//! A markdown text, parsed: HTML with gaps where a link's address or a page's
//! name goes, which only the whole site can fill.

use crate::source::Span;
use std::ops::Range;

/// A parsed text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// HTML and gaps in their order.
    pub pieces: Vec<Piece>,
    /// Headings in their order.
    pub headings: Vec<Heading>,
    /// Links and images in their order.
    pub links: Vec<Link>,
    /// Blocks of code in their order.
    pub blocks: Vec<CodeBlock>,
    /// The visible text, words separated by spaces. Names of linked pages are
    /// not in it.
    pub text: String,
}

/// A part of a document's HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// HTML, ready to print.
    Html(String),
    /// The address of the nth link.
    Address(usize),
    /// The name of the page that the nth link leads to.
    Label(usize),
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// From 2 to 6.
    pub level: u8,
    /// Its id, unique on the page.
    pub id: String,
    /// Its text; where it names a linked page, that page's key.
    pub title: String,
    /// Where it is written.
    pub span: Span,
}

/// A link or image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The target as it is written.
    pub target: String,
    /// How it is written.
    pub form: LinkForm,
    /// The whole link as it is written.
    pub written: String,
    /// Where it stands in the text. Its place in a file is looked up only when
    /// there is something to report.
    pub at: Range<usize>,
}

/// How a link is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkForm {
    /// `[[404]]`: a key.
    Key,
    /// `[text](path)`: a path or an outside address.
    Path,
    /// `![text](path)`: a file that is shown in the page.
    Image,
}

/// A block of code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeBlock {
    /// The words behind the fence, such as `http`.
    pub info: String,
    /// The code, with the final line break.
    pub code: String,
    /// Where it starts, behind the line of the fence.
    pub span: Span,
}

impl Link {
    /// The key in the target of a `[[kind:key#place]]` link.
    pub fn key_in(target: &str) -> &str {
        let key = target.split('#').next().unwrap_or_default();
        key.split_once(':').map_or(key, |(_, key)| key)
    }
}

impl Document {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }
}
