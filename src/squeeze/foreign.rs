//! Where a page's tags are SVG or MathML and not HTML: there no element's text is without tags, and sections of
//! characters are read. Follows "13.2.6.5 The rules for parsing tokens in foreign content".

use super::tag::{Attribute, Tag};

/// The open elements that change the language of what is inside them.
#[derive(Default)]
pub struct Foreign<'a> {
    open: Vec<Open<'a>>,
}

struct Open<'a> {
    name: &'a str,
    /// The language of what is inside it.
    language: Language,
    /// The other elements that are open in it.
    elements: Vec<&'a str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Language {
    Html,
    Svg,
    Math,
}

impl<'a> Foreign<'a> {
    fn language(&self) -> Language {
        self.open.last().map_or(Language::Html, |open| open.language)
    }

    /// Whether what comes next stands in foreign content.
    pub fn is_inside(&self) -> bool {
        self.language() != Language::Html
    }

    /// Whether a section of characters that comes next is one: where the innermost open
    /// element is foreign, though HTML may be what it holds.
    pub fn holds_sections(&self) -> bool {
        self.open.last().is_some_and(|open| open.language != Language::Html || open.elements.is_empty())
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
            self.start(tag);
            return false;
        }
        let inside = match self.language() {
            Language::Html if tag.name.eq_ignore_ascii_case("svg") => Some(Language::Svg),
            Language::Html if tag.name.eq_ignore_ascii_case("math") => Some(Language::Math),
            Language::Svg if tag.name.eq_ignore_ascii_case("svg") => Some(Language::Svg),
            Language::Svg if is_any(tag.name, &["foreignobject", "desc", "title"]) => Some(Language::Html),
            Language::Math if tag.name.eq_ignore_ascii_case("math") => Some(Language::Math),
            Language::Math if tag.name.eq_ignore_ascii_case("svg") && self.is_right_in("annotation-xml") => {
                Some(Language::Svg)
            }
            Language::Math if is_any(tag.name, &["mi", "mo", "mn", "ms", "mtext"]) => Some(Language::Html),
            Language::Math if tag.name.eq_ignore_ascii_case("annotation-xml") && holds_html(attributes) => {
                Some(Language::Html)
            }
            Language::Math if tag.name.eq_ignore_ascii_case("annotation-xml") => Some(Language::Math),
            _ => None,
        };
        let is_foreign = is_inside || inside.is_some();
        match inside {
            _ if is_foreign && tag.closed => {}
            Some(language) => self.open.push(Open { name: tag.name, language, elements: Vec::new() }),
            None => self.start(tag),
        }
        is_foreign
    }

    /// Whether such an element is the innermost that is open.
    fn is_right_in(&self, name: &str) -> bool {
        self.open.last().is_some_and(|open| open.name.eq_ignore_ascii_case(name) && open.elements.is_empty())
    }

    /// Takes notice of an element that starts and changes no language.
    fn start(&mut self, tag: &Tag<'a>) {
        let is_void = |open: &Open| open.language == Language::Html && is_any(tag.name, &VOID);
        if let Some(open) = self.open.last_mut().filter(|open| !is_void(open)) {
            open.elements.push(tag.name);
        }
    }

    /// Closes the innermost of the open elements when its end tag comes.
    fn end(&mut self, tag: &Tag) -> bool {
        let same = |name: &str| tag.name.eq_ignore_ascii_case(name);
        if let Some(open) = self.open.last_mut()
            && let Some(at) = open.elements.iter().rposition(|name| same(name))
        {
            open.elements.truncate(at);
            return false;
        }
        let ends = self.open.last().is_some_and(|open| same(open.name));
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

/// Elements of HTML without an end.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

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
