//! Which words a site has: those of its theme's tables, `words/LANGUAGE.yaml`, in its language,
//! and those that `site.yaml` gives instead.
//!
//! The table in English says which words there are and which values stand in each. A table of
//! another language need not have all: what it lacks is taken from the language without its
//! region, and then from English; of each language, from the nearest theme. The words of the
//! theme `default` are those of every site, since the program says some of them itself.

use crate::assets::{Assets, chain};
use crate::diag::{Diagnostic, choices_help};
use crate::model::{Fields, GivenWord, Site, given_words};
use crate::parse::{Step, Yaml};
use crate::source::{Sources, Span, Text};
use crate::words::{OTHER, Words};
use std::collections::BTreeMap;

/// The language that every word is in.
const COMMON: &str = "en";

/// The theme whose words every site has.
const DEFAULT: &str = "default";

/// Its tables, for projects whose themes have not all of these words: languages and texts.
const SHIPPED: [(&str, &str); 2] = [
    (COMMON, include_str!("../themes/default/words/en.yaml")),
    ("de", include_str!("../themes/default/words/de.yaml")),
];

/// How scripts of a theme name a word: `WORDS.name`.
const IN_SCRIPTS: &str = "WORDS.";

/// A table: the language, its file, its words.
type Table = (String, Yaml, Vec<GivenWord>);

/// Finds the place of a value or a key.
type Place<'a> = &'a dyn Fn(&[Step]) -> Span;

/// The words of a site. What is wrong with tables, or with what `site.yaml` gives, is reported.
pub fn words(site: &Site, sources: &Sources, problems: &mut Vec<Diagnostic>) -> Words {
    // What is wrong with the themes themselves is told where their assets are collected.
    let mut themes = chain(site, sources, &mut Vec::new());
    if !themes.iter().any(|theme| theme == DEFAULT) {
        themes.push(DEFAULT.to_owned());
    }
    let tables: Vec<Table> = themes.iter().rev().flat_map(|theme| tables(theme, sources, problems)).collect();
    let mut common = Words::default();
    for (_, file, words) in tables.iter().filter(|(language, ..)| language == COMMON) {
        check_values(&common, words, &|path| file.span(path), problems);
        words.iter().for_each(|given| common.insert(&given.name, given.word.clone()));
    }
    for (_, file, words) in tables.iter().filter(|(language, ..)| language != COMMON) {
        check(&common, words, &|path| file.span(path), problems);
    }
    check(&common, &site.given_words, &|path| place_in_site(site, path), problems);
    let mut all = common;
    let mut languages: Vec<&str> = site.language.match_indices('-').map(|(at, _)| &site.language[..at]).collect();
    languages.push(&site.language);
    for wanted in languages.into_iter().filter(|language| *language != COMMON) {
        let words = tables.iter().filter(|(language, ..)| language.eq_ignore_ascii_case(wanted));
        for given in words.flat_map(|(.., words)| words) {
            all.insert(&given.name, given.word.clone());
        }
    }
    site.given_words.iter().for_each(|given| all.insert(&given.name, given.word.clone()));
    all
}

/// The tables of a theme.
fn tables(theme: &str, sources: &Sources, problems: &mut Vec<Diagnostic>) -> Vec<Table> {
    let folder = format!("themes/{theme}/words/");
    let mut texts: BTreeMap<String, Text> = BTreeMap::new();
    for (name, source) in sources.below(&folder) {
        let language = name.strip_suffix(".yaml");
        texts.extend(language.and_then(|language| Some((language.to_owned(), source.shared_text()?.clone()))));
    }
    let is_other = |(language, text): &(&str, &str)| texts.get(*language).is_none_or(|own| &**own != *text);
    let shipped = SHIPPED.into_iter().filter(|table| theme == DEFAULT && is_other(table));
    let shipped: Vec<_> = shipped.map(|(language, text)| (language.to_owned(), Text::from(text))).collect();
    let read = shipped.into_iter().chain(texts).map(|(language, text)| {
        let path = format!("{folder}{language}.yaml");
        let end = text.len();
        let file = Yaml::read(&path, &text, 0..end, problems);
        let given = Fields::of_file(&file, &[], problems);
        let words = given_words(&file, &given, &language, problems);
        (language, file, words)
    });
    read.collect()
}

/// A place in `site.yaml`.
fn place_in_site(site: &Site, path: &[Step]) -> Span {
    site.declared.as_ref().map_or_else(Span::default, |file| file.span(path))
}

/// Reports words that there are not, and values that a word has not.
fn check(common: &Words, given: &[GivenWord], place: Place, problems: &mut Vec<Diagnostic>) {
    for given in given.iter().filter(|given| common.get(&given.name).is_none()) {
        problems.push(unknown(common, &given.name, place(&given.name_path())));
    }
    check_values(common, given, place, problems);
}

/// A word that there is not.
fn unknown(words: &Words, name: &str, span: Span) -> Diagnostic {
    let help = choices_help("words", name, words.names());
    Diagnostic::error("unknown-word", span, format!("there is no word \"{name}\"")).help(help)
}

/// Reports values that stand in a word and not in the one in whose place it is, and the other
/// way round. The form for a single number may leave values out.
fn check_values(common: &Words, given: &[GivenWord], place: Place, problems: &mut Vec<Diagnostic>) {
    for GivenWord { name, word, path } in given {
        let Some(wanted) = common.get(name).map(|word| word.values()) else { continue };
        let (has, all) = (word.values_of(OTHER), word.values());
        let missing: Vec<&&str> = wanted.difference(&has).collect();
        let added: Vec<&&str> = all.difference(&wanted).collect();
        let message = match (missing.first(), added.first()) {
            (_, Some(value)) => format!("the word \"{name}\" has no value `{{{value}}}`"),
            (Some(value), None) => format!("the word \"{name}\" lacks its value `{{{value}}}`"),
            (None, None) => continue,
        };
        let values: Vec<String> = wanted.iter().map(|value| format!("`{{{value}}}`")).collect();
        let help = match values.is_empty() {
            true => "it has none; write the text alone".to_owned(),
            false => format!("write a text with {}", values.join(" and ")),
        };
        problems.push(Diagnostic::error("wrong-value", place(path), message).help(help));
    }
}

/// Puts the words of a site into the scripts of its theme, where these name them.
pub fn into_scripts(words: &Words, assets: &mut Assets, problems: &mut Vec<Diagnostic>) {
    let mut written: BTreeMap<String, String> = BTreeMap::new();
    for (name, text) in assets.texts().filter(|(name, text)| name.ends_with(".js") && text.contains(IN_SCRIPTS)) {
        let (mut out, mut from) = (String::with_capacity(text.len()), 0);
        for (at, _) in text.match_indices(IN_SCRIPTS) {
            let start = at + IN_SCRIPTS.len();
            let end = text[start..].find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            let end = end.map_or(text.len(), |end| start + end);
            out.push_str(&text[from..at]);
            match words.get(&text[start..end]) {
                Some(word) => out.push_str(&word.script()),
                None => problems.push(unknown(words, &text[start..end], assets.span(name, start..end))),
            }
            from = end;
        }
        out.push_str(&text[from..]);
        written.insert(name.to_owned(), out);
    }
    assets.change(|name, _| written.get(name).cloned());
}
