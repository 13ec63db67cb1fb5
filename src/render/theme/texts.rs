//! The texts of a theme's templates, and what can be told of them without the engine: where
//! a tag opens that is not closed, what a template extends, which components call themselves.

use crate::source::{Sources, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The templates of a theme and of those that it extends, each by the name of its theme, a
/// slash and its own name.
pub struct Texts {
    /// The themes, the nearest first.
    pub themes: Vec<String>,
    texts: BTreeMap<String, String>,
}

/// A tag or an expression in a template.
struct Tag<'a> {
    /// From its opening to its closing mark.
    at: Range<usize>,
    /// What stands between them.
    inner: &'a str,
    /// Whether it is an expression, whose value is printed.
    prints: bool,
    is_closed: bool,
}

/// A call of a component: its name, the template of the call, the place.
type Call<'a> = (&'a str, &'a str, Range<usize>);

/// What is wrong with the tags of a template.
pub enum Unpaired {
    /// This one opens and is not closed.
    Open(Range<usize>, String),
    /// This one closes nothing.
    Stray(Range<usize>, String),
    /// The mark with which this one opens has no closing mark.
    Mark(Range<usize>, &'static str),
}

/// The tags that open what an `end…` closes.
const PAIRED: [&str; 6] = ["if", "for", "block", "filter", "component", "set"];

impl Texts {
    /// The templates of these themes, the nearest first.
    pub fn load(themes: Vec<String>, sources: &Sources) -> Texts {
        let mut texts = BTreeMap::new();
        for theme in &themes {
            for (name, source) in sources.below(&format!("themes/{theme}/templates/")) {
                texts.insert(format!("{theme}/{name}"), source.text().unwrap_or_default().to_owned());
            }
        }
        Texts { themes, texts }
    }

    /// All templates by their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// The text of a template.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(String::as_str)
    }

    /// The names by which templates are called, without those of themes, each once.
    pub fn names(&self) -> BTreeSet<&str> {
        self.texts.keys().filter_map(|name| Some(name.split_once('/')?.1)).collect()
    }

    /// Whether there is a template of such a name.
    pub fn has(&self, name: &str) -> bool {
        self.texts.contains_key(name)
            || self.themes.iter().any(|theme| self.texts.contains_key(&format!("{theme}/{name}")))
    }

    /// A place in a template.
    pub fn span(&self, name: &str, place: Range<usize>) -> Span {
        Span::new(file_of(name), place)
    }

    /// The blocks that templates beside this one have.
    pub fn blocks(&self, beside: &str) -> BTreeSet<&str> {
        let others = self.iter().filter(|(name, _)| *name != beside);
        others.flat_map(|(_, text)| named(text, "block")).map(|(name, _)| name).collect()
    }

    /// The names of all components.
    pub fn components(&self) -> BTreeSet<&str> {
        self.iter().flat_map(|(_, text)| named(text, "component")).map(|(name, _)| name).collect()
    }

    /// A call by which a component calls itself, perhaps by way of others: the template, the
    /// place, the component's name.
    pub fn endless(&self) -> Option<(&str, Range<usize>, &str)> {
        let mut calls: BTreeMap<&str, Vec<Call>> = BTreeMap::new();
        for (template, text) in self.iter() {
            let mut inside = None;
            for tag in tags(text) {
                match words(&tag) {
                    ("component", rest) => inside = Some(identifier(rest)),
                    ("endcomponent", _) => inside = None,
                    _ => {
                        let call = tag.inner.trim_start_matches(['-', ' ', '\n']).strip_prefix('<').map(identifier);
                        if let (Some(component), Some(call)) = (inside, call) {
                            calls.entry(component).or_default().push((call, template, tag.at.clone()));
                        }
                    }
                }
            }
        }
        let leads_back = |from: &str, to: &str| {
            let (mut reached, mut next) = (BTreeSet::new(), vec![from]);
            while let Some(at) = next.pop().filter(|at| *at != to) {
                let onward = calls.get(at).into_iter().flatten().map(|(call, ..)| *call);
                next.extend(onward.filter(|call| reached.insert(*call)));
                if next.is_empty() {
                    return false;
                }
            }
            true
        };
        let all = calls.iter().flat_map(|(name, calls)| calls.iter().map(move |call| (*name, call)));
        let mut circular = all.filter(|(name, (call, ..))| leads_back(call, name));
        circular.next().map(|(name, (_, template, at))| (*template, at.clone(), name))
    }
}

/// The file of a template: `default/base.html` lies in `themes/default/templates/`.
pub fn file_of(name: &str) -> String {
    match name.split_once('/') {
        Some((theme, rest)) => format!("themes/{theme}/templates/{rest}"),
        None => format!("themes/{name}"),
    }
}

/// The template that a template extends, and where it says so.
pub fn extended(text: &str) -> Option<(&str, Range<usize>)> {
    let tags = tags(text);
    let tag = tags.iter().find(|tag| words(tag).0 == "extends")?;
    let name = words(tag).1.trim().trim_end_matches('-').trim();
    let start = tag.at.start + text[tag.at.clone()].find(name)?;
    Some((name.trim_matches(['"', '\'']), start..start + name.len()))
}

/// The last `set` before a place that gives a name a value: where the value stands.
pub fn set_before(text: &str, name: &str, place: usize) -> Option<Range<usize>> {
    let tags = tags(&text[..place]);
    tags.iter().rev().find_map(|tag| {
        let (own, value) = Some(words(tag)).filter(|(word, _)| word.starts_with("set"))?.1.split_once('=')?;
        let value = value.trim().trim_end_matches('-').trim();
        let start = tag.at.start + text[tag.at.clone()].rfind(value)?;
        (own.trim() == name).then_some(start..start + value.len())
    })
}

/// What is wrong with the tags of a template, if anything.
pub fn unpaired(text: &str) -> Option<Unpaired> {
    let mut open: Vec<(String, Range<usize>)> = Vec::new();
    for tag in tags(text) {
        if !tag.is_closed {
            let mark = if tag.prints { "{{" } else { "{%" };
            return Some(Unpaired::Mark(tag.at.start..tag.at.start + mark.len(), mark));
        }
        let (word, rest) = words(&tag);
        if PAIRED.contains(&word) && !(word == "set" && rest.contains('=')) {
            open.push((word.to_owned(), tag.at));
        } else if let Some(closed) = word.strip_prefix("end").filter(|closed| PAIRED.contains(closed)) {
            match open.pop() {
                Some((word, _)) if word == closed => {}
                Some((word, at)) => return Some(Unpaired::Open(at, word)),
                None => return Some(Unpaired::Stray(tag.at, word.to_owned())),
            }
        }
    }
    open.pop().map(|(word, at)| Unpaired::Open(at, word))
}

/// The names behind tags of a sort, such as those of blocks, and the tags' places.
fn named<'a>(text: &'a str, sort: &'static str) -> impl Iterator<Item = (&'a str, Range<usize>)> {
    let tags = tags(text).into_iter();
    tags.filter_map(move |tag| match words(&tag) {
        (word, rest) if word == sort => Some((identifier(rest), tag.at)),
        _ => None,
    })
}

/// The first word of a tag and the rest; nothing of an expression.
fn words<'a>(tag: &Tag<'a>) -> (&'a str, &'a str) {
    let inner = tag.inner.trim_start_matches('-').trim_start();
    let end = inner.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(inner.len());
    if tag.prints { ("", "") } else { (&inner[..end], &inner[end..]) }
}

/// The name with which a text begins.
fn identifier(text: &str) -> &str {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '.' | '-')).unwrap_or(text.len());
    &text[..end]
}

/// All tags and expressions, without what stands in comments or is raw.
fn tags(text: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('{').map(|found| at + found) {
        let (mark, end) = match text.as_bytes().get(start + 1) {
            Some(b'#') => ("#}", false),
            Some(b'{') => ("}}", true),
            Some(b'%') => ("%}", true),
            _ => {
                at = start + 1;
                continue;
            }
        };
        let close = text[start + 2..].find(mark).map(|found| start + 2 + found);
        let stop = close.map_or(text.len(), |close| close + 2);
        let tag = Tag {
            at: start..stop,
            inner: &text[start + 2..close.unwrap_or(text.len())],
            prints: mark == "}}",
            is_closed: close.is_some(),
        };
        at = stop;
        if words(&tag).0 == "raw" {
            at = text[stop..].find("endraw").map_or(text.len(), |found| stop + found);
            at = text[at..].find("%}").map_or(text.len(), |found| at + found + 2);
        } else if end {
            tags.push(tag);
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tag_that_is_not_closed_is_told() {
        for (text, wanted) in [
            ("{% if a %}{% for b in c %}{% if d %}{% endfor %}{% endif %}", "{% if d %}"),
            ("{% block a %}\n{% if b %}{% endif %}", "{% block a %}"),
            ("{# {% if a %} #}{% set b = 1 %}{% set c %}d", "{% set c %}"),
            ("{% if a %}{% endif %}{% endfor %}", "{% endfor %}"),
            ("{{ a", "{{"),
        ] {
            let found = unpaired(text).unwrap();
            let (Unpaired::Open(at, _) | Unpaired::Stray(at, _) | Unpaired::Mark(at, _)) = found;
            assert_eq!(&text[at], wanted, "{text}");
        }
        for text in ["{% raw %}{% if a %}{% endraw %}", "{% if a %}{{ b }}{% elif c %}{% else %}{%- endif -%}", "{ % }"]
        {
            assert!(unpaired(text).is_none(), "{text}");
        }
    }
}
