//! The words that readers see and no author wrote: each by its name, in the language of a site.
//! Where they stand, and which of several tables counts, `lexicon` knows.

mod plural;

use crate::text::{escape_text, script_json};
use plural::form;
use std::collections::{BTreeMap, BTreeSet};

pub use plural::{FORMS, OTHER};

/// The value that decides which form of a word is taken.
pub const COUNT: &str = "count";

/// The words of a site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    table: BTreeMap<String, Word>,
}

/// A word: one text, or one for each form that its language has for numbers. In braces
/// stand the names of values, as in `{count} results`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The tag of its language, by which the form for a number is found.
    pub language: String,
    /// The texts by the names of forms (CLDR); [`OTHER`] is always among them.
    pub forms: BTreeMap<String, String>,
}

/// A piece of a text.
enum Piece<'a> {
    Text(&'a str),
    /// The name of a value.
    Value(&'a str),
}

impl Words {
    /// Puts a word in, in the place of the one that has its name.
    pub fn insert(&mut self, name: &str, word: Word) {
        self.table.insert(name.to_owned(), word);
    }

    /// The word of a name.
    pub fn get(&self, name: &str) -> Option<&Word> {
        self.table.get(name)
    }

    /// The names of all words.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.table.keys().map(String::as_str)
    }

    /// A word without values; its name where there is none such.
    pub fn text<'a>(&'a self, name: &'a str) -> &'a str {
        self.get(name).map_or(name, |word| word.form(OTHER))
    }

    /// A word as HTML, with HTML for a value.
    pub fn in_html(&self, name: &str, value: &str, html: &str) -> String {
        let mut out = String::new();
        escape_text(&mut out, &self.with(name, &[]));
        out.replace(&format!("{{{value}}}"), html)
    }

    /// A word with its values.
    pub fn with(&self, name: &str, values: &[(&str, &str)]) -> String {
        let value = |wanted: &str| values.iter().find(|(name, _)| *name == wanted).map(|(_, value)| *value);
        let count = value(COUNT).and_then(|count| count.parse().ok());
        self.get(name).map_or_else(|| name.to_owned(), |word| word.filled(count, |name| value(name).map(str::to_owned)))
    }
}

impl Word {
    /// The names of the values in any of its texts.
    pub fn values(&self) -> BTreeSet<&str> {
        self.forms.values().flat_map(|text| pieces(text)).filter_map(|piece| piece.value()).collect()
    }

    /// The names of the values in the text of one form.
    pub fn values_of<'a>(&'a self, form: &str) -> BTreeSet<&'a str> {
        pieces(self.form(form)).filter_map(|piece| piece.value()).collect()
    }

    /// Its text for a number, or the one for any, with values put in. A value that is not
    /// given leaves its name in braces.
    pub fn filled(&self, count: Option<u64>, value: impl Fn(&str) -> Option<String>) -> String {
        let text = self.form(count.map_or(OTHER, |count| form(&self.language, count)));
        let filled = pieces(text).map(|piece| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Value(name) => value(name).unwrap_or_else(|| format!("{{{name}}}")),
        });
        filled.collect()
    }

    fn form(&self, form: &str) -> &str {
        self.forms.get(form).or_else(|| self.forms.get(OTHER)).map_or("", String::as_str)
    }

    /// An expression of JavaScript: a string, or a function of an object with the values.
    pub fn script(&self) -> String {
        let values = self.values();
        if values.is_empty() {
            return script_json(&self.form(OTHER));
        }
        let names = values.into_iter().collect::<Vec<_>>().join(",");
        let other = literal(self.form(OTHER));
        let text = match self.forms.get("one") {
            _ if self.forms.len() == 1 => other,
            // What most languages do takes the fewest bytes.
            Some(one) if self.forms.len() == 2 && plural::is_simple(&self.language) => {
                format!("{COUNT}===1?{}:{other}", literal(one))
            }
            _ => {
                let forms: Vec<_> = self.forms.iter().map(|(name, text)| format!("{name}:{}", literal(text))).collect();
                let language = script_json(&self.language);
                let forms = forms.join(",");
                format!("(f=>f[new Intl.PluralRules({language}).select({COUNT})]??f.{OTHER})({{{forms}}})")
            }
        };
        format!("(({{{names}}})=>{text})")
    }
}

impl<'a> Piece<'a> {
    fn value(self) -> Option<&'a str> {
        match self {
            Piece::Text(_) => None,
            Piece::Value(name) => Some(name),
        }
    }
}

/// A text as a template literal of JavaScript that may stand in a script element.
fn literal(text: &str) -> String {
    let mut out = String::from("`");
    for piece in pieces(text) {
        match piece {
            Piece::Value(name) => out.push_str(&format!("${{{name}}}")),
            Piece::Text(text) => text.chars().for_each(|c| match c {
                '`' | '\\' | '$' => out.extend(['\\', c]),
                '<' => out.push_str("\\x3c"),
                c => out.push(c),
            }),
        }
    }
    out.push('`');
    out
}

/// The pieces of a text. Braces around anything but a name are text.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut from = 0;
        while let Some(open) = rest[from..].find('{').map(|at| from + at) {
            let close = rest[open..].find('}').map(|at| open + at);
            let Some(close) = close.filter(|close| is_name(&rest[open + 1..*close])) else {
                from = open + 1;
                continue;
            };
            let piece = if open > 0 { Piece::Text(&rest[..open]) } else { Piece::Value(&rest[1..close]) };
            rest = &rest[if open > 0 { open } else { close + 1 }..];
            return Some(piece);
        }
        Some(Piece::Text(std::mem::take(&mut rest)))
    })
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(language: &str, forms: &[(&str, &str)]) -> Word {
        let forms = forms.iter().map(|(form, text)| ((*form).to_owned(), (*text).to_owned())).collect();
        Word { language: language.to_owned(), forms }
    }

    #[test]
    fn values_stand_where_their_names_stood() {
        let mut words = Words::default();
        words.insert("moved", word("en", &[(OTHER, "{page} is {not a name} {lost")]));
        assert_eq!(words.with("moved", &[("page", "A {b}")]), "A {b} is {not a name} {lost");
        assert_eq!(words.with("moved", &[]), "{page} is {not a name} {lost");
        assert_eq!((words.text("none"), words.with("none", &[])), ("none", "none".to_owned()));
    }

    #[test]
    fn numbers_choose_among_forms() {
        let mut words = Words::default();
        words.insert("uses", word("pl", &[("one", "raz"), ("few", "{count} razy"), (OTHER, "{count} ×")]));
        let said = ["1", "3", "5", "22"].map(|count| words.with("uses", &[(COUNT, count)]));
        assert_eq!(said, ["raz", "3 razy", "5 ×", "22 razy"]);
    }

    #[test]
    fn scripts_are_given_strings_and_functions() {
        for (word, script) in [
            (word("en", &[(OTHER, "A \"b\" <c>")]), r#""A \"b\" \u003cc\u003e""#),
            (word("en", &[(OTHER, "{a} of `{b}` <$1")]), r"(({a,b})=>`${a} of \`${b}\` \x3c\$1`)"),
            (
                word("de", &[("one", "1 Treffer"), (OTHER, "{count} x")]),
                "(({count})=>count===1?`1 Treffer`:`${count} x`)",
            ),
            (
                word("ru", &[("few", "{count} a"), (OTHER, "{count} b")]),
                "(({count})=>(f=>f[new Intl.PluralRules(\"ru\").select(count)]??f.other)({few:`${count} a`,other:`${count} b`}))",
            ),
        ] {
            assert_eq!(word.script(), script);
        }
    }
}
