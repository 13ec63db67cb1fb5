//! The Content-Security-Policy of a page. A theme writes it in a `meta` element of the head, with `{styles}` and
//! `{scripts}` where the hashes of the page's own inline blocks go: of the elements that a browser would apply or
//! run, no more and no fewer, as they are published.

use super::tag::Tag;
use super::tokens::{Token, Tokens};
use crate::hash::base64;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is put into a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The hashes of the style elements.
    Styles,
    /// The hashes of the scripts without an address.
    Scripts,
}

/// The first field of a policy with what stands before and behind it.
pub fn field_of(policy: &str) -> Option<(&str, Field, &str)> {
    let fields = [("{styles}", Field::Styles), ("{scripts}", Field::Scripts)];
    let (at, size, field) = fields
        .iter()
        .filter_map(|(text, field)| Some((policy.find(text)?, text.len(), *field)))
        .min_by_key(|one| one.0)?;
    Some((&policy[..at], field, &policy[at + size..]))
}

/// The element whose text comes next, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Element {
    #[default]
    Any,
    Style,
    Script,
    Noscript,
    ForeignStyle,
    ForeignScript,
}

/// Collects the inline blocks of a page. The text of styles of HTML is given at the end, since it becomes smaller.
#[derive(Default)]
pub struct Policy<'a> {
    element: Element,
    /// The open templates, whose content is no part of the page; and whether it becomes one at once.
    templates: Vec<bool>,
    scripts: Vec<Cow<'a, str>>,
    /// The styles that stay as they are written.
    styles: Vec<Cow<'a, str>>,
}

impl<'a> Policy<'a> {
    /// Whether the text that comes is of a style that a browser would apply.
    pub fn is_style(&self) -> bool {
        self.element == Element::Style
    }

    /// Whether the text that comes is a part of the page where no script runs.
    pub fn is_noscript(&self) -> bool {
        self.element == Element::Noscript
    }

    /// Takes notice of a tag.
    pub fn tag(&mut self, tag: &Tag, tokens: &Tokens) {
        self.element = Element::Any;
        if !tag.foreign && tag.name.eq_ignore_ascii_case("template") {
            if tag.ends {
                self.templates.pop();
            } else {
                self.templates.push(tokens.attribute("shadowrootmode").is_some());
            }
        }
        if tag.ends || self.templates.contains(&false) {
            return;
        }
        let is = |name: &str| tag.name.eq_ignore_ascii_case(name);
        let is_linked = || ["href", "xlink:href"].iter().any(|name| tokens.attribute(name).is_some());
        self.element = match tag.foreign {
            false if is("style") && applies(tokens.attribute("type")) => Element::Style,
            false if is("script") && tokens.attribute("src").is_none() && runs(tokens) => Element::Script,
            false if is("noscript") => Element::Noscript,
            true if is("style") && applies(tokens.attribute("type")) && !tag.closed => Element::ForeignStyle,
            true if is("script") && !is_linked() && runs(tokens) && !tag.closed => Element::ForeignScript,
            _ => Element::Any,
        };
        match self.element {
            Element::ForeignStyle => self.styles.push(Cow::Borrowed("")),
            Element::ForeignScript => self.scripts.push(Cow::Borrowed("")),
            _ => {}
        }
    }

    /// Takes notice of what is no tag.
    pub fn text(&mut self, token: &Token<'a>) {
        if !matches!(self.element, Element::Script | Element::ForeignStyle | Element::ForeignScript) {
            return;
        }
        let section =
            |text: &'a str| text.strip_prefix("<![CDATA[").map(|text| text.strip_suffix("]]>").unwrap_or(text));
        let text = match *token {
            Token::Text(text) | Token::Raw(text) => text,
            Token::Other(text) => section(text).unwrap_or_default(),
            _ => return,
        };
        let blocks = match self.element {
            Element::Script => return self.scripts.push(Cow::Borrowed(text)),
            Element::ForeignStyle => &mut self.styles,
            Element::ForeignScript => &mut self.scripts,
            _ => return,
        };
        if let Some(block) = blocks.last_mut() {
            block.to_mut().push_str(text);
        }
    }

    /// Adds the styles that a part of the page would have where no script runs.
    pub fn add_styles_of(&mut self, part: &'a str) {
        let mut tokens = Tokens::new(part);
        let mut inner = Policy::default();
        while let Some(token) = tokens.next() {
            match token {
                Token::Tag(tag) => inner.tag(&tag, &tokens),
                Token::Raw(text) if inner.is_style() => self.styles.push(Cow::Borrowed(text)),
                _ => inner.text(&token),
            }
        }
        self.styles.append(&mut inner.styles);
    }

    /// The hashes for a field, the styles of the page given as they are published.
    pub fn hashes(&self, field: Field, styles: &[Arc<Block>]) -> String {
        let hashes: BTreeSet<Cow<str>> = match field {
            Field::Styles => {
                let others = self.styles.iter().map(|style| Cow::Owned(hash(style)));
                styles.iter().map(|style| Cow::Borrowed(style.hash.as_str())).chain(others).collect()
            }
            // A script without text does not run.
            Field::Scripts => {
                self.scripts.iter().filter(|text| !text.is_empty()).map(|text| Cow::Owned(hash(text))).collect()
            }
        };
        hashes.into_iter().collect::<Vec<_>>().join(" ")
    }
}

/// A style as it is published, and its hash.
pub struct Block {
    pub text: String,
    hash: String,
}

impl Block {
    /// A style with its hash.
    pub fn new(text: String) -> Block {
        let hash = hash(&text);
        Block { text, hash }
    }
}

/// The hash of a block as a browser reads it: its line breaks are of one kind.
fn hash(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}");
    format!("'sha256-{}'", base64(text.as_bytes()))
}

/// Whether a style of this type is applied.
fn applies(kind: Option<&str>) -> bool {
    kind.is_none_or(|kind| kind.is_empty() || kind.eq_ignore_ascii_case("text/css"))
}

/// Whether a browser runs a script, or does what it says: other types hold data for others.
fn runs(tokens: &Tokens) -> bool {
    let kind = match (tokens.attribute("type"), tokens.attribute("language")) {
        (Some(kind), _) => kind.trim_matches(|c: char| c.is_ascii_whitespace()).to_ascii_lowercase(),
        (None, Some(language)) if !language.is_empty() => format!("text/{}", language.to_ascii_lowercase()),
        (None, _) => String::new(),
    };
    kind.is_empty() || ["module", "importmap", "speculationrules"].contains(&&*kind) || is_javascript(&kind)
}

/// The types of the standard "MIME Sniffing" that mean JavaScript.
fn is_javascript(kind: &str) -> bool {
    let Some((group, name)) = kind.split_once('/') else { return false };
    let is_script = matches!(name, "javascript" | "ecmascript" | "x-javascript" | "x-ecmascript");
    let is_old = name.strip_prefix("javascript1.").is_some_and(|minor| ["0", "1", "2", "3", "4", "5"].contains(&minor));
    (matches!(group, "text" | "application") && is_script)
        || (group == "text" && (is_old || matches!(name, "jscript" | "livescript")))
}
