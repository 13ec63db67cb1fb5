//! Where a page's tags are SVG or MathML and not HTML: there no element's text is without tags, and sections of
//! characters are read. Follows "13.2.6.5 The rules for parsing tokens in foreign content".

use super::tag::{Attribute, Tag};

/// The open elements that change the language of what is inside them.
#[derive(Default)]
pub struct Foreign<'a> {
    open: Vec<(&'a str, Language)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Language {
    Html,
    Svg,
    Math,
}

impl<'a> Foreign<'a> {
    fn language(&self) -> Language {
        self.open.last().map_or(Language::Html, |(_, language)| *language)
    }

    /// Whether what comes next stands in foreign content.
    pub fn is_inside(&self) -> bool {
        self.language() != Language::Html
    }

    /// Takes notice of a tag; whether it is one of foreign content.
    pub fn see(&mut self, tag: &Tag<'a>, attributes: &[Attribute]) -> bool {
        if self.open.is_empty() && !is_any(tag.name, &["svg", "math"]) {
            return false;
        }
        let is_inside = self.is_inside();
        if tag.ends {
            return self.end(tag) || is_inside;
        }
        if is_inside && breaks_out(tag, attributes) {
            while self.is_inside() {
                self.open.pop();
            }
            return false;
        }
        let inside = match self.language() {
            Language::Html if tag.name.eq_ignore_ascii_case("svg") => Some(Language::Svg),
            Language::Html if tag.name.eq_ignore_ascii_case("math") => Some(Language::Math),
            Language::Svg if tag.name.eq_ignore_ascii_case("svg") => Some(Language::Svg),
            Language::Svg if is_any(tag.name, &["foreignobject", "desc", "title"]) => Some(Language::Html),
            Language::Math if tag.name.eq_ignore_ascii_case("math") => Some(Language::Math),
            Language::Math if is_any(tag.name, &["mi", "mo", "mn", "ms", "mtext"]) => Some(Language::Html),
            Language::Math if tag.name.eq_ignore_ascii_case("annotation-xml") && holds_html(attributes) => {
                Some(Language::Html)
            }
            _ => None,
        };
        if let Some(language) = inside.filter(|_| !tag.closed) {
            self.open.push((tag.name, language));
        }
        is_inside || inside.is_some()
    }

    /// Closes the innermost of the open elements when its end tag comes.
    fn end(&mut self, tag: &Tag) -> bool {
        let ends = self.open.last().is_some_and(|(name, _)| tag.name.eq_ignore_ascii_case(name));
        if ends {
            self.open.pop();
        } else if self.is_inside() && is_any(tag.name, &["br", "p"]) {
            while self.is_inside() {
                self.open.pop();
            }
        }
        ends
    }
}

fn is_any(name: &str, names: &[&str]) -> bool {
    names.iter().any(|one| name.eq_ignore_ascii_case(one))
}

fn holds_html(attributes: &[Attribute]) -> bool {
    let encoding = attributes.iter().find(|one| one.name.eq_ignore_ascii_case("encoding"));
    encoding.is_some_and(|one| is_any(one.value, &["text/html", "application/xhtml+xml"]))
}

/// Whether a start tag ends all foreign content around it.
fn breaks_out(tag: &Tag, attributes: &[Attribute]) -> bool {
    is_any(tag.name, &BREAKS_OUT)
        || (tag.name.eq_ignore_ascii_case("font")
            && attributes.iter().any(|one| is_any(one.name, &["color", "face", "size"])))
}

const BREAKS_OUT: [&str; 44] = [
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "center",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "i",
    "img",
    "li",
    "listing",
    "menu",
    "meta",
    "nobr",
    "ol",
    "p",
    "pre",
    "ruby",
    "s",
    "small",
    "span",
    "strong",
    "strike",
    "sub",
    "sup",
    "table",
    "tt",
    "u",
    "ul",
    "var",
];
