//! The rules of a page's style that the page can use. A style travels with every
//! page, and with less of it more pages come in the first flight.

use super::script::squeezed;
use super::tokens::Attribute;
use crate::assets::Assets;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Words of scripts, which may add what they name to a page.
pub struct Words(BTreeSet<String>);

impl Words {
    /// The words of all scripts of a theme.
    pub fn new(assets: &Assets) -> Words {
        let mut words = Words(BTreeSet::new());
        let scripts = assets.names().filter(|name| name.ends_with(".js"));
        scripts.filter_map(|name| assets.text(name)).for_each(|script| words.add(&squeezed(script)));
        words
    }

    /// Adds the words of a squeezed script, each also in the form that `dataset` gives
    /// attributes.
    fn add(&mut self, script: &str) {
        for word in script.split(|c: char| !is_name(c)).filter(|word| !word.is_empty()) {
            let mut attribute = String::from("data-");
            for c in word.chars() {
                if c.is_ascii_uppercase() {
                    attribute.push('-');
                }
                attribute.push(c.to_ascii_lowercase());
            }
            self.0.extend([word.to_owned(), attribute]);
        }
    }
}

/// A style with only the rules that the page can use, and of a rule only the selectors: those that name nothing but
/// elements, classes, ids and `data-` attributes that stand in the page or that a script may add. States and other
/// attributes are taken to be possible, since a browser changes them by itself.
pub fn only_used(style: &str, names: &Names, words: &Words) -> String {
    let mut out = String::with_capacity(style.len());
    if names.unknown {
        return style.to_owned();
    }
    used(style, &Known { names, words }, &mut out);
    out
}

/// The names of a page's elements and attributes, its classes and ids.
pub struct Names<'a> {
    page: BTreeSet<Cow<'a, str>>,
    /// Whether there are names that are not read, since they are written with character references.
    unknown: bool,
}

impl Default for Names<'_> {
    fn default() -> Self {
        // Those that a parser adds by itself.
        Names { page: BTreeSet::from(["html", "head", "body", "tbody"].map(Cow::Borrowed)), unknown: false }
    }
}

impl<'a> Names<'a> {
    /// Adds those of a start tag.
    pub fn add(&mut self, element: &'a str, attributes: &[Attribute<'a>]) {
        self.page.insert(lower(element));
        for Attribute { name, value, .. } in attributes {
            let name = lower(name);
            let is_named = matches!(&*name, "class" | "id");
            self.unknown |= is_named && value.contains('&');
            match &*name {
                "class" => self.page.extend(value.split_ascii_whitespace().map(Cow::Borrowed)),
                "id" => _ = self.page.insert(Cow::Borrowed(value)),
                _ => _ = self.page.insert(name),
            }
        }
    }
}

/// The name of an element or attribute, in which cases are not told apart.
fn lower(name: &str) -> Cow<'_, str> {
    let same = !name.bytes().any(|byte| byte.is_ascii_uppercase());
    if same { Cow::Borrowed(name) } else { Cow::Owned(name.to_ascii_lowercase()) }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

/// The name that a text begins with, and the rest.
fn name_at(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c| !is_name(c)).unwrap_or(text.len()))
}

/// What stands behind the bracket that closes the one a text begins with.
fn behind(text: &str) -> &str {
    let (mut depth, mut quote) = (0_usize, None);
    for (at, c) in text.char_indices() {
        match c {
            _ if quote == Some(c) => quote = None,
            _ if quote.is_some() => {}
            '"' | '\'' => quote = Some(c),
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return &text[at + c.len_utf8()..];
        }
    }
    ""
}

/// Where the first of some signs stands outside brackets.
fn find_outside(text: &str, signs: &[char]) -> Option<usize> {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if signs.contains(&c) {
            return Some(text.len() - rest.len());
        }
        rest = if matches!(c, '(' | '[') { behind(rest) } else { &rest[c.len_utf8()..] };
    }
    None
}

/// A block in brackets at the beginning of a text, without them, and what follows.
fn block_at(text: &str) -> (&str, &str) {
    let rest = behind(text);
    let block = &text[..text.len() - rest.len()];
    (block.get(1..block.len() - 1).unwrap_or_default(), rest)
}

/// Writes the rules of a squeezed style sheet that may be used.
fn used(css: &str, names: &Known, out: &mut String) {
    let mut rest = css;
    while let Some(end) = find_outside(rest, &['{', ';']) {
        if rest[end..].starts_with(';') {
            out.push_str(&rest[..=end]);
            rest = &rest[end + 1..];
            continue;
        }
        let prelude = &rest[..end];
        let (block, after) = block_at(&rest[end..]);
        rest = after;
        let at_rule = name_at(prelude.strip_prefix('@').unwrap_or_default()).0;
        let group = matches!(at_rule, "media" | "supports" | "container" | "layer");
        let before = out.len();
        if at_rule.is_empty() {
            let selectors: Vec<&str> = selectors(prelude).filter(|selector| names.may_match(selector)).collect();
            if selectors.is_empty() {
                continue;
            }
            out.push_str(&selectors.join(","));
        } else {
            out.push_str(prelude);
        }
        out.push('{');
        let inside = out.len();
        if group {
            used(block, names, out);
        } else {
            out.push_str(block);
        }
        // An empty layer still has its place among the layers.
        if group && at_rule != "layer" && out.len() == inside {
            out.truncate(before);
        } else {
            out.push('}');
        }
    }
    out.push_str(rest);
}

/// The selectors of a list.
fn selectors(list: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(list);
    std::iter::from_fn(move || {
        let list = rest?;
        let (selector, after) = match find_outside(list, &[',']) {
            Some(end) => (&list[..end], Some(&list[end + 1..])),
            None => (list, None),
        };
        rest = after;
        Some(selector)
    })
}

struct Known<'a> {
    names: &'a Names<'a>,
    words: &'a Words,
}

impl Known<'_> {
    fn has(&self, name: &str) -> bool {
        self.names.page.contains(name) || self.words.0.contains(name)
    }

    /// Whether a selector may match.
    fn may_match(&self, selector: &str) -> bool {
        if selector.contains('\\') {
            // Names with escapes are not read.
            return true;
        }
        let mut rest = selector;
        while let Some(c) = rest.chars().next() {
            let after = &rest[c.len_utf8()..];
            let (name, next) = name_at(after);
            let (possible, next) = match c {
                '.' | '#' => (self.has(name), next),
                '[' => (!name.starts_with("data-") || self.has(&lower(name)), behind(rest)),
                ':' if next.starts_with('(') => {
                    let (list, next) = block_at(next);
                    (!matches!(name, "is" | "where") || selectors(list).any(|one| self.may_match(one)), next)
                }
                ':' => (true, next),
                _ if is_name(c) => (self.has(&lower(name_at(rest).0)), name_at(rest).1),
                _ => (true, after),
            };
            if !possible {
                return false;
            }
            rest = next;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::page::finished;
    use super::*;

    /// Whether a page keeps a rule.
    fn kept(rule: &str) -> bool {
        let mut words = Words(BTreeSet::new());
        words.add("list.className = \"hits\"; box.dataset.isLate = \"\";");
        let page = |style: &str| format!("<style>{style}</style><p id=a class=\"b c\" data-x='1>'><DETAILS open>");
        let made = finished(&page(rule), Some(&words));
        assert!(made == page(rule) || made == page(""), "{rule} became {made}");
        made == page(rule)
    }

    #[test]
    fn rules_that_may_match_stay() {
        for rule in [
            "p{}",
            ".b .c{}",
            "#a>p::before{}",
            "[data-x=\"]{\"]{}",
            ".hits{}",
            "[data-is-late]{}",
            "[aria-busy]{}",
            ":is(.gone,.b) p{}",
            "p:not(.gone):has(.gone){}",
            "*{}",
            ":root:not([data-gone]) p:hover{}",
            "@media print{p{}}",
            "@layer a,b;",
            "@layer a{}",
            "@page{margin:1cm}",
            ".\\31 0{}",
            "tbody{a:b}",
            "P Details{}",
            "p{content:\"}\"}",
        ] {
            assert!(kept(rule), "{rule} went");
        }
    }

    #[test]
    fn rules_that_nothing_can_match_go() {
        for rule in [
            ".gone{}",
            "p .gone{}",
            "#gone:hover{}",
            "[data-gone]{}",
            "table{}",
            ":is(.gone,#gone) p{}",
            ":where(.gone){}",
            "@media print{.gone{}}",
            ".gone,.gone p{content:\"}\"}",
            "p:not(.b) .gone{}",
        ] {
            assert!(!kept(rule), "{rule} stayed");
        }
    }

    #[test]
    fn only_the_selectors_that_may_match_stay() {
        let scripts = Words(BTreeSet::new());
        // Inside `:is` an impossible one may still give the others its weight.
        let page = |style: &str| format!("<style>{style}</style><p class=b>");
        let made = finished(&page(".gone,p,.b:not(.gone,.c),:is(.gone,.b){}"), Some(&scripts));
        assert_eq!(made, page("p,.b:not(.gone,.c),:is(.gone,.b){}"));
    }
}
