//! One pass over a rendered page: what neither parsing nor reading needs goes, the styles keep what the page can
//! use, and the policy gets its hashes. What the styles and the policy become is known at the end of the page, so
//! they are holes in the text until then.
//!
//! Of white space goes: what stands beside the edge of a block, what follows other white space, and what stands
//! between the elements of the head. None of it makes an element or is seen. Comments go, and quotes around values
//! that can do without.

use super::allowed::allowing;
use super::policy::{self, Block, Policy};
use super::tag::{Attribute, Tag};
use super::tokens::{Token, Tokens, after, is_space};
#[cfg(feature = "minify")]
use super::{names::Names, used::Styles};
use std::sync::Arc;

/// Nothing is squeezed without the minifier.
#[cfg(not(feature = "minify"))]
pub enum Styles {}

/// A page as it is published. It is made smaller when the theme's styles are given. Its policy allows
/// some sources besides what it says, each with its directive.
pub fn finished(html: &str, smaller: Option<&Styles>, allowed: &[(&'static str, String)]) -> String {
    let mut page = Page { allowed, ..Page::new(html, smaller) };
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        page.add(token, &tokens);
    }
    page.filled()
}

/// What is decided when all of a page is known.
enum Hole<'a> {
    Style(&'a str),
    Hashes(policy::Field),
}

/// A page so far.
struct Page<'a> {
    out: String,
    /// Holes by their places in the text so far.
    holes: Vec<(usize, Hole<'a>)>,
    smaller: Option<&'a Styles>,
    #[cfg(feature = "minify")]
    names: Option<Names<'a>>,
    policy: Policy<'a>,
    /// What the policy allows besides.
    allowed: &'a [(&'static str, String)],
    /// Whether no element of the body has come yet.
    in_head: bool,
    /// How many elements are open whose white space counts.
    kept: usize,
    /// Whether an edge of a block, or of an element of the head, stands before.
    at_edge: bool,
    /// Whether white space has come that is not written yet.
    space: bool,
}

impl<'a> Page<'a> {
    fn new(html: &'a str, smaller: Option<&'a Styles>) -> Page<'a> {
        Page {
            out: String::with_capacity(html.len()),
            holes: Vec::new(),
            smaller,
            #[cfg(feature = "minify")]
            names: smaller.filter(|_| html.contains("<style")).map(|_| Names::default()),
            policy: Policy::default(),
            allowed: &[],
            in_head: true,
            kept: 0,
            at_edge: true,
            space: false,
        }
    }

    fn add(&mut self, token: Token<'a>, tokens: &Tokens<'a>) {
        if let Token::Tag(tag) = &token {
            self.policy.tag(tag, tokens);
        } else {
            self.policy.text(&token);
        }
        match token {
            Token::Text(text) => self.text(text),
            Token::Raw(text) if self.policy.is_style() => self.holes.push((self.out.len(), Hole::Style(text))),
            Token::Raw(text) => {
                if self.policy.is_noscript() {
                    self.without_scripts(text);
                }
                self.out.push_str(text);
            }
            Token::Tag(tag) => self.tag(&tag, tokens),
            Token::Comment(text) => self.comment(text),
            Token::Other(text) | Token::Nothing(text) => {
                self.write_space();
                self.out.push_str(text);
                self.at_edge = self.in_head;
            }
        }
    }

    fn text(&mut self, text: &str) {
        let is_blank = text.bytes().all(is_space);
        self.in_head &= is_blank;
        if self.smaller.is_none() || self.kept > 0 {
            self.write_space();
            self.out.push_str(text);
            self.at_edge = false;
            return;
        }
        self.space |= !self.at_edge && text.starts_with(is_white);
        if is_blank {
            return;
        }
        self.write_space();
        self.write_words(text.trim_matches(is_white));
        self.space = text.ends_with(is_white);
        self.at_edge = false;
    }

    /// Writes a text with one space in the place of all white space inside it.
    fn write_words(&mut self, text: &str) {
        let bytes = text.as_bytes();
        // Most texts are as they should be, and this asks without a jump for each word.
        if bytes
            .windows(2)
            .fold(true, |is_even, two| is_even & (two[0] >= b' ') & ((two[0] != b' ') | (two[1] != b' ')))
        {
            return self.out.push_str(text);
        }
        let (mut from, mut at) = (0, 0);
        loop {
            at = after(bytes, at, |byte| !is_space(byte));
            match bytes.get(at..at + 2) {
                // A single space stands as it is.
                Some([b' ', next]) if !is_space(*next) => at += 2,
                Some(_) => {
                    self.out.push_str(&text[from..at]);
                    self.out.push(' ');
                    at = after(bytes, at, is_space);
                    from = at;
                }
                // White space at the end was taken off.
                None => break,
            }
        }
        self.out.push_str(&text[from..]);
    }

    fn write_space(&mut self) {
        if std::mem::take(&mut self.space) {
            self.out.push(' ');
        }
    }

    fn comment(&mut self, text: &str) {
        // Without the comment, the texts around it could be read as one reference or tag.
        let is_apart = self.space || self.out.is_empty() || self.out.ends_with('>');
        if self.smaller.is_none() || self.kept > 0 || !is_apart {
            self.write_space();
            self.out.push_str(text);
            self.at_edge = false;
        }
    }

    fn tag(&mut self, tag: &Tag<'a>, tokens: &Tokens<'a>) {
        self.in_head = self.in_head && HEAD.iter().any(|name| tag.name.eq_ignore_ascii_case(name));
        let is_edge = self.in_head || (!tag.foreign && is_block(tag.name));
        self.space &= !is_edge;
        self.write_space();
        self.at_edge = is_edge;
        let keeps = if tag.foreign { &FOREIGN_KEPT } else { &KEPT };
        if keeps.iter().any(|name| tag.name.eq_ignore_ascii_case(name)) && !(tag.foreign && tag.closed) {
            self.kept = if tag.ends { self.kept.saturating_sub(1) } else { self.kept + 1 };
        }
        #[cfg(feature = "minify")]
        if let Some(names) = &mut self.names
            && !tag.ends
        {
            names.add(tag.name, tokens.attributes());
        }
        if self.in_head && is_policy(tag, tokens) {
            self.write_policy(tokens);
        } else if self.smaller.is_none() || tag.is_plain() {
            self.out.push_str(tag.text);
        } else if tag.ends {
            self.out.extend(["</", tag.name, ">"]);
        } else {
            self.write_tag(tag, tokens.attributes());
        }
    }

    fn write_tag(&mut self, tag: &Tag, attributes: &[Attribute]) {
        self.out.push('<');
        self.out.push_str(tag.name);
        for Attribute { name, value, quote } in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            if value.is_empty() {
                continue;
            }
            self.out.push('=');
            match quote.filter(|_| value.bytes().any(wants_quotes)) {
                Some(quote) => {
                    self.out.push(quote);
                    self.out.push_str(value);
                    self.out.push(quote);
                }
                None => self.out.push_str(value),
            }
        }
        if tag.closed {
            // Without the space it would be of a value without quotes.
            self.out.push_str(if attributes.is_empty() { "/" } else { " /" });
        }
        self.out.push('>');
    }

    /// Writes the theme's policy with holes for the hashes.
    fn write_policy(&mut self, tokens: &Tokens) {
        self.out.push_str("<meta");
        for attribute in tokens.attributes() {
            self.out.extend([" ", attribute.name, "=\""]);
            let is_policy = attribute.name.eq_ignore_ascii_case("content") && !self.allowed.is_empty();
            let added = self.allowed.iter().map(|(directive, source)| (*directive, source.as_str()));
            let value = if is_policy { allowing(attribute.value, added) } else { attribute.value.to_owned() };
            let value = value.replace('"', "&quot;");
            let mut rest = value.as_str();
            while let Some((before, field, after)) = policy::field_of(rest) {
                self.out.push_str(before);
                self.holes.push((self.out.len(), Hole::Hashes(field)));
                rest = after;
            }
            self.out.extend([rest, "\""]);
        }
        self.out.push('>');
    }

    /// What is inside `noscript` is a part of the page where no script runs.
    fn without_scripts(&mut self, text: &'a str) {
        let mut tokens = Tokens::new(text);
        while let Some(token) = tokens.next() {
            match token {
                #[cfg(feature = "minify")]
                Token::Tag(tag) if self.names.is_some() && !tag.ends => {
                    self.names.iter_mut().for_each(|names| names.add(tag.name, tokens.attributes()));
                }
                _ => {}
            }
        }
        self.policy.add_styles_of(text);
    }

    /// The page with its holes filled.
    fn filled(mut self) -> String {
        if self.holes.is_empty() {
            return self.out;
        }
        let styles = self.styles();
        let mut texts = styles.iter();
        let mut filled =
            String::with_capacity(self.out.len() + styles.iter().map(|style| style.text.len()).sum::<usize>());
        let mut from = 0;
        for (at, hole) in &self.holes {
            filled.push_str(&self.out[from..*at]);
            from = *at;
            match hole {
                Hole::Style(_) => filled.extend(texts.next().map(|style| style.text.as_str())),
                Hole::Hashes(field) => filled.push_str(&self.policy.hashes(*field, &styles)),
            }
        }
        filled + &self.out[from..]
    }

    /// What the styles become.
    fn styles(&mut self) -> Vec<Arc<Block>> {
        let styles = self.holes.iter().filter_map(|(_, hole)| match hole {
            Hole::Style(style) => Some(*style),
            Hole::Hashes(_) => None,
        });
        #[cfg(feature = "minify")]
        if let Some(smaller) = self.smaller
            && let Some(names) = self.names.take().and_then(Names::all)
        {
            return styles.map(|style| smaller.used(style, &names)).collect();
        }
        styles.map(|style| Arc::new(Block::new(style.to_owned()))).collect()
    }
}

fn is_white(c: char) -> bool {
    u8::try_from(c).is_ok_and(is_space)
}

/// Whether a value with this sign has to have quotes.
fn wants_quotes(byte: u8) -> bool {
    is_space(byte) || matches!(byte, b'"' | b'\'' | b'=' | b'<' | b'>' | b'`')
}

fn is_policy(tag: &Tag, tokens: &Tokens) -> bool {
    let kind = tag.starts("meta").then(|| tokens.attribute("http-equiv")).flatten();
    kind.is_some_and(|kind| kind.eq_ignore_ascii_case("content-security-policy"))
        && tokens.attribute("content").is_some_and(|content| policy::field_of(content).is_some())
}

/// Elements between which white space is of the head, whatever the page says of it.
const HEAD: [&str; 10] = ["html", "head", "meta", "link", "title", "style", "script", "base", "noscript", "template"];

/// Elements whose white space counts. Those without tags inside are told apart by the tokens.
const KEPT: [&str; 2] = ["pre", "listing"];

/// Elements of SVG whose text is a style or a script.
const FOREIGN_KEPT: [&str; 2] = ["style", "script"];

/// Whether a line breaks around an element, so that white space beside its edges is not seen.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "html"
            | "head"
            | "body"
            | "main"
            | "header"
            | "footer"
            | "nav"
            | "section"
            | "article"
            | "aside"
            | "search"
            | "form"
            | "fieldset"
            | "legend"
            | "div"
            | "p"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "hgroup"
            | "ul"
            | "ol"
            | "li"
            | "menu"
            | "dl"
            | "dt"
            | "dd"
            | "table"
            | "caption"
            | "colgroup"
            | "col"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "th"
            | "td"
            | "pre"
            | "figure"
            | "figcaption"
            | "blockquote"
            | "address"
            | "details"
            | "summary"
            | "dialog"
            | "hr"
            | "br"
            | "option"
            | "optgroup"
    )
}
