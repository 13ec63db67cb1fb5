//! The rules of a page's style that the page can use. A style travels with every
//! page, and with less of it more pages come in the first flight. A style is read once, and each set of names of a
//! page makes one text of it.

use super::names::lower;
use super::policy::Block;
use super::styles;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock};

/// How many texts are kept for the pages that come. More only take time.
const MOST_KEPT: usize = 256;

/// The styles of a theme's pages. What is kept of them saves time and changes no text.
pub struct Styles {
    /// What stands in any page: words of scripts, which may add what they name, and elements that a parser adds.
    words: BTreeSet<String>,
    sheets: RwLock<BTreeMap<String, Arc<Sheet>>>,
}

impl Styles {
    /// For the scripts of a theme.
    pub fn new(scripts: impl Iterator<Item = String>) -> Styles {
        let mut words = BTreeSet::from(["html", "head", "body", "tbody"].map(str::to_owned));
        scripts.for_each(|script| add_words(&mut words, &script));
        Styles { words, sheets: RwLock::default() }
    }

    /// A style with only the rules that the page can use, and of a rule only the selectors: those that name nothing
    /// but elements, classes, ids and `data-` attributes that stand in the page or that a script may add. States
    /// and other attributes are taken to be possible, since a browser changes them by itself.
    pub fn used(&self, style: &str, names: &[Cow<str>]) -> Arc<Block> {
        let known = self.sheets.read().unwrap_or_else(PoisonError::into_inner).get(style).cloned();
        let sheet = known.unwrap_or_else(|| {
            // A style that cannot be parsed is not taken apart either.
            let sheet = Arc::new(match styles::squeezed(style) {
                Some(style) => Sheet::new(&style, &self.words),
                None => Sheet::whole(style),
            });
            let mut sheets = self.sheets.write().unwrap_or_else(PoisonError::into_inner);
            if sheets.len() < MOST_KEPT {
                sheets.insert(style.to_owned(), sheet.clone());
            }
            sheet
        });
        sheet.used(names)
    }
}

/// Adds the words of a script, each also in the form that `dataset` gives attributes.
fn add_words(words: &mut BTreeSet<String>, script: &str) {
    for word in script.split(|c: char| !is_name(c)).filter(|word| !word.is_empty()) {
        let mut attribute = String::from("data-");
        for c in word.chars() {
            if c.is_ascii_uppercase() {
                attribute.push('-');
            }
            attribute.push(c.to_ascii_lowercase());
        }
        words.extend([word.to_owned(), attribute]);
    }
}

/// A style that has been read.
struct Sheet {
    items: Vec<Item>,
    /// The names that decide about its rules.
    names: Vec<String>,
    /// What it became, by the names that a page has.
    made: RwLock<BTreeMap<Vec<u64>, Arc<Block>>>,
}

/// A part of a style.
enum Item {
    /// What always stays.
    Text(String),
    Rule {
        /// The selectors with what each of them needs.
        selectors: Vec<(String, Vec<Need>)>,
        block: String,
    },
    /// Rules under a condition, or in a layer.
    Group { prelude: String, items: Vec<Item>, is_layer: bool },
}

/// What a page must have so that a selector can match.
enum Need {
    /// A name, by its number.
    Name(usize),
    /// One of some selectors.
    One(Vec<Vec<Need>>),
}

impl Sheet {
    /// Reads a squeezed style.
    fn new(style: &str, words: &BTreeSet<String>) -> Sheet {
        let mut reader = Reader { words, names: BTreeMap::new() };
        let items = reader.items(style);
        let mut names = vec![String::new(); reader.names.len()];
        reader.names.into_iter().for_each(|(name, number)| names[number] = name);
        Sheet { items, names, made: RwLock::default() }
    }

    /// A style of which all stays.
    fn whole(style: &str) -> Sheet {
        Sheet { items: vec![Item::Text(style.to_owned())], names: Vec::new(), made: RwLock::default() }
    }

    fn used(&self, names: &[Cow<str>]) -> Arc<Block> {
        let mut has = vec![0_u64; self.names.len().div_ceil(64)];
        for (number, name) in self.names.iter().enumerate() {
            let found = names.binary_search_by(|one| (**one).cmp(name)).is_ok();
            has[number / 64] |= u64::from(found) << (number % 64);
        }
        if let Some(made) = self.made.read().unwrap_or_else(PoisonError::into_inner).get(&has) {
            return made.clone();
        }
        let mut text = String::new();
        write(&self.items, &has, &mut text);
        let block = Arc::new(Block::new(text));
        let mut made = self.made.write().unwrap_or_else(PoisonError::into_inner);
        if made.len() < MOST_KEPT {
            made.insert(has, block.clone());
        }
        block
    }
}

/// Writes the parts of a style that may be used.
fn write(items: &[Item], has: &[u64], out: &mut String) {
    for item in items {
        match item {
            Item::Text(text) => out.push_str(text),
            Item::Rule { selectors, block } => {
                let mut used = selectors.iter().filter(|(_, needs)| may_match(needs, has));
                if let Some((first, _)) = used.next() {
                    out.push_str(first);
                    used.for_each(|(selector, _)| out.extend([",", selector.as_str()]));
                    out.extend(["{", block, "}"]);
                }
            }
            Item::Group { prelude, items, is_layer } => {
                let before = out.len();
                out.extend([prelude, "{"]);
                let inside = out.len();
                write(items, has, out);
                // An empty layer still has its place among the layers.
                if !is_layer && out.len() == inside {
                    out.truncate(before);
                } else {
                    out.push('}');
                }
            }
        }
    }
}

fn may_match(needs: &[Need], has: &[u64]) -> bool {
    needs.iter().all(|need| match need {
        Need::Name(number) => has[number / 64] >> (number % 64) & 1 == 1,
        Need::One(selectors) => selectors.iter().any(|needs| may_match(needs, has)),
    })
}

/// Reads a style and numbers the names in it.
struct Reader<'a> {
    words: &'a BTreeSet<String>,
    names: BTreeMap<String, usize>,
}

impl Reader<'_> {
    fn items(&mut self, style: &str) -> Vec<Item> {
        let mut items = Vec::new();
        let mut rest = style;
        while let Some(end) = find_outside(rest, &['{', ';']) {
            if rest[end..].starts_with(';') {
                items.push(Item::Text(rest[..=end].to_owned()));
                rest = &rest[end + 1..];
                continue;
            }
            let prelude = &rest[..end];
            let (block, after) = block_at(&rest[end..]);
            rest = after;
            let at_rule = name_at(prelude.strip_prefix('@').unwrap_or_default()).0;
            items.push(match at_rule {
                "" => Item::Rule {
                    selectors: selectors(prelude).map(|one| (one.to_owned(), self.needs(one))).collect(),
                    block: block.to_owned(),
                },
                "media" | "supports" | "container" | "layer" => {
                    Item::Group { prelude: prelude.to_owned(), items: self.items(block), is_layer: at_rule == "layer" }
                }
                _ => Item::Text(format!("{prelude}{{{block}}}")),
            });
        }
        items.push(Item::Text(rest.to_owned()));
        items
    }

    /// What a selector needs. One with escapes in its names is not read and needs nothing.
    fn needs(&mut self, selector: &str) -> Vec<Need> {
        let mut needs = Vec::new();
        let mut rest = if selector.contains('\\') { "" } else { selector };
        while let Some(c) = rest.chars().next() {
            let after = &rest[c.len_utf8()..];
            let (name, next) = name_at(after);
            rest = match c {
                '.' | '#' => {
                    needs.extend(self.name(name));
                    next
                }
                '[' => {
                    needs.extend(
                        Some(name).filter(|name| name.starts_with("data-")).and_then(|name| self.name(&lower(name))),
                    );
                    behind(rest)
                }
                ':' if next.starts_with('(') => {
                    let (list, next) = block_at(next);
                    if matches!(name, "is" | "where") {
                        needs.push(Need::One(selectors(list).map(|one| self.needs(one)).collect()));
                    }
                    next
                }
                ':' => next,
                _ if is_name(c) => {
                    let (name, next) = name_at(rest);
                    needs.extend(self.name(&lower(name)));
                    next
                }
                _ => after,
            };
        }
        needs
    }

    /// The need of a name that does not stand in every page.
    fn name(&mut self, name: &str) -> Option<Need> {
        if self.words.contains(name) {
            return None;
        }
        let number = self.names.len();
        Some(Need::Name(*self.names.entry(name.to_owned()).or_insert(number)))
    }
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

#[cfg(test)]
mod tests {
    use super::super::names::Names;
    use super::super::tag::Attribute;
    use super::*;

    /// A squeezed style as a page keeps it.
    fn made(style: &str) -> String {
        let mut words = BTreeSet::from(["tbody".to_owned()]);
        add_words(&mut words, "list.className = \"hits\"; box.dataset.isLate = \"\";");
        let mut names = Names::default();
        let attribute = |name, value| Attribute { name, value, quote: Some('"') };
        names.add("p", &[attribute("id", "a"), attribute("class", "b c"), attribute("data-x", "1>")]);
        names.add("DETAILS", &[attribute("open", "")]);
        Sheet::new(style, &words).used(&names.all().unwrap()).text.clone()
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
            assert_eq!(made(rule), rule);
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
            assert_eq!(made(rule), "", "{rule} stayed");
        }
    }

    #[test]
    fn only_the_selectors_that_may_match_stay() {
        // Inside `:is` an impossible one may still give the others its weight.
        assert_eq!(made(".gone,p,.b:not(.gone,.c),:is(.gone,.b){}"), "p,.b:not(.gone,.c),:is(.gone,.b){}");
    }

    #[test]
    fn a_name_that_is_not_read_keeps_all() {
        let mut names = Names::default();
        names.add("p", &[Attribute { name: "class", value: "a&#45;b", quote: Some('"') }]);
        assert_eq!(names.all(), None);
    }
}
