//! What a project starts with: a declaration of the site, pages that show what pages can
//! hold, and what editors and GitHub need. The files are texts beside this one.

use crate::model::is_address;
use crate::source::{SITE_FILE, Sources};
use crate::text::plain_or_quoted;
use std::collections::BTreeMap;

/// What is known of a site before there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// The site's title, such as `Payments API`.
    pub title: String,
    /// What one of the things is called that its pages explain, such as `error`.
    pub noun: String,
    /// Keys to begin with, one or more.
    pub keys: Vec<String>,
    /// The keys of the classes, if they have any.
    pub classes: Vec<String>,
    /// The address at which the site is published.
    pub base_url: String,
}

/// A file of the content, and what it is made of.
const CONTENT: [(&str, &str); 4] = [
    (SITE_FILE, include_str!("start/site.yaml")),
    ("content/index.md", include_str!("start/index.md")),
    ("content/guides/reading.md", include_str!("start/reading.md")),
    ("content/not-found.md", include_str!("start/not-found.md")),
];

/// What stands around any content.
const AROUND: [(&str, &str); 5] = [
    ("README.md", include_str!("start/README.md")),
    (".github/workflows/site.yml", include_str!("start/workflow.yml")),
    (".gitignore", include_str!("start/gitignore")),
    (".editorconfig", include_str!("start/editorconfig")),
    (".vscode/settings.json", include_str!("start/settings.json")),
];

/// The pages of the first two keys.
const PAGES: [&str; 2] = [include_str!("start/first.md"), include_str!("start/second.md")];

/// What a kind may not be called, since the project has one of that name already.
const TAKEN: [&str; 4] = ["home", "guide", "classes", "not-found"];

impl Start {
    /// What is wrong with the answers, each with what would be right.
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        let is_line = |text: &str| !text.trim().is_empty() && !text.chars().any(char::is_control);
        if !is_line(&self.title) {
            problems.push("the title is empty; write what the site is called, such as \"Payments API\"".to_owned());
        }
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
        if !self.noun.starts_with(|c: char| c.is_ascii_lowercase()) || !self.noun.chars().all(is_name) {
            let noun = &self.noun;
            problems.push(format!("\"{noun}\" cannot name a kind; write one word in lower case, such as error"));
        } else if TAKEN.contains(&self.noun.as_str()) {
            problems.push(format!("another kind is called \"{}\"; write another word, such as error", self.noun));
        }
        if self.keys.is_empty() {
            problems.push("there is no key to begin with; write one, such as card_declined".to_owned());
        }
        for key in self.keys.iter().chain(&self.classes).filter(|key| !is_key(key)) {
            problems.push(format!("\"{key}\" cannot be a key; write it without spaces, slashes and brackets"));
        }
        for (at, key) in self.keys.iter().enumerate() {
            if self.keys[..at].iter().any(|other| other.eq_ignore_ascii_case(key)) {
                problems.push(format!("the key \"{key}\" is there twice; write two that differ"));
            }
        }
        if !is_address(&self.base_url) {
            let address = &self.base_url;
            problems.push(format!("\"{address}\" is no address; write one such as https://docs.example.com/errors/"));
        }
        problems
    }

    /// The files of the project, by their paths.
    pub fn files(&self) -> Sources {
        let words = self.words();
        let filled = |text: &str| filled(text, &words);
        let mut files = around(&self.title, &self.tagline());
        for (path, text) in CONTENT {
            files.insert_text(path, filled(text));
        }
        for (text, key) in PAGES.iter().zip(self.two_keys()) {
            files.insert_text(format!("content/{}/{key}.md", self.nouns()), filled(text));
        }
        if !self.classes.is_empty() {
            let row = |(class, hue): (&String, &&str)| {
                format!("- id: {}\n  title: {}\n  hue: {hue}\n", plain_or_quoted(class), plain_or_quoted(class))
            };
            let rows: String = self.classes.iter().zip(HUES.iter().cycle()).map(row).collect();
            files.insert_text("content/tables/classes.yaml", rows);
        }
        files
    }

    /// What stands for each name between two `@`.
    fn words(&self) -> BTreeMap<&'static str, String> {
        let Start { title, noun, classes, base_url, .. } = self;
        let [first, second] = self.two_keys();
        let is_number = |key: &String| key.parse::<i64>().is_ok_and(|number| number.to_string() == *key);
        let key_type = if self.keys.iter().all(is_number) { "integer" } else { "text" };
        let value = |key: &str| if key_type == "integer" { key.to_owned() } else { plain_or_quoted(key) };
        let description = format!("What each {noun} of {title} means, why it comes, and what to do about it.");
        let (class_field, tables) = match classes.is_empty() {
            true => (String::new(), String::new()),
            false => (CLASS_FIELD.to_owned(), CLASSES.replace("@noun@", noun)),
        };
        let class_hue = if classes.is_empty() { "" } else { "    hue: class\n" };
        let class_line =
            classes.first().map(|class| format!("class: {}\n", plain_or_quoted(class))).unwrap_or_default();
        BTreeMap::from([
            ("title", plain_or_quoted(title)),
            ("tagline", plain_or_quoted(&self.tagline())),
            ("description", plain_or_quoted(&description)),
            ("noun", noun.clone()),
            ("nouns", self.nouns()),
            ("base_url", base_url.clone()),
            ("key_type", key_type.to_owned()),
            ("class_field", class_field),
            ("class_line", class_line),
            ("class_hue", class_hue.to_owned()),
            ("tables", tables),
            ("first_value", value(&first)),
            ("second_value", value(&second)),
            ("first", first),
            ("second", second),
        ])
    }

    /// What the site says of itself in a few words.
    fn tagline(&self) -> String {
        format!("Every {} explained", self.noun)
    }

    /// The folder of the pages.
    fn nouns(&self) -> String {
        if self.noun.ends_with('s') { self.noun.clone() } else { format!("{}s", self.noun) }
    }

    /// The first two keys. Where one was given, the other continues it.
    fn two_keys(&self) -> [String; 2] {
        let first = self.keys.first().cloned().unwrap_or_default();
        let second = self.keys.get(1).cloned().unwrap_or_else(|| after(&first));
        [first, second]
    }
}

/// What a project needs around its content, whatever that is: a word for people who find it,
/// the workflow that publishes it, and what editors want to know.
pub fn around(title: &str, tagline: &str) -> Sources {
    let words = BTreeMap::from([("title", title.to_owned()), ("tagline", tagline.to_owned())]);
    let mut files = Sources::default();
    for (path, text) in AROUND {
        files.insert_text(path, filled(text, &words));
    }
    files
}

/// A text with words in the place of their names.
fn filled(text: &str, words: &BTreeMap<&str, String>) -> String {
    words.iter().fold(text.to_owned(), |text, (name, word)| text.replace(&format!("@{name}@"), word))
}

/// The colours that the theme has for classes, in the order in which they are given.
const HUES: [&str; 8] = ["blue", "green", "violet", "amber", "red", "teal", "pink", "olive"];

const CLASS_FIELD: &str =
    "      class: {type: reference, to: classes, required: true, card: true, help: \"what it belongs to\"}\n";

const CLASSES: &str = r#"
# Lists of rows in `tables/`, one file each; a row may have a page.
tables:
  classes:
    help: what each @noun@ belongs to
    title: title
    summary: summary
    route: "classes/{id}/"
    template: entry.html
    parent_page: index.md
    # The field that gives a row its colour; pages that say `hue: class` have it too.
    hue: hue
    anchors: [facts, backlinks]
    fields:
      title: {type: text, required: true, search: title}
      hue: {type: choice, choices: [blue, green, violet, amber, red, teal, pink, olive], show: false, help: "its colour"}
      summary: {type: text, card: true, max_length: 300, help: "what they have in common"}
"#;

/// Whether a text can be a key, the name of a file and a part of an address.
fn is_key(key: &str) -> bool {
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || "/\\[]{}|#<>\"'`:?*%".contains(c);
    !key.is_empty() && !key.starts_with('.') && !key.ends_with('.') && !key.contains(is_odd)
}

/// The key after one: its last number is the next, or it gets one.
fn after(key: &str) -> String {
    let digits = key.len() - key.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (start, number) = key.split_at(key.len() - digits);
    match number.parse::<u64>().ok().and_then(|number| number.checked_add(1)) {
        Some(next) => format!("{start}{next:0digits$}"),
        None => format!("{key}_2"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(keys: &[&str]) -> Start {
        Start {
            title: "Payments: API".to_owned(),
            noun: "error".to_owned(),
            keys: keys.iter().map(|key| (*key).to_owned()).collect(),
            classes: Vec::new(),
            base_url: "https://example.com/".to_owned(),
        }
    }

    #[test]
    fn a_second_key_continues_the_first() {
        for (key, next) in [("card_declined", "card_declined_2"), ("AUTH-0099", "AUTH-0100"), ("7", "8"), ("E9", "E10")]
        {
            assert_eq!(after(key), next);
        }
    }

    #[test]
    fn every_name_in_the_texts_is_filled() {
        for keys in [&["1007"][..], &["a", "b"], &["no"]] {
            for (path, file) in start(keys).files().iter() {
                let text = file.text().unwrap_or_default();
                let left =
                    text.split('@').skip(1).find(|part| part.chars().all(|c| c.is_ascii_lowercase() || c == '_'));
                assert_eq!(left.filter(|part| !part.is_empty()), None, "{path}");
            }
        }
    }

    #[test]
    fn odd_answers_are_told() {
        assert_eq!(start(&["a"]).problems(), Vec::<String>::new());
        let odd = Start { noun: "Two words".to_owned(), base_url: "docs".to_owned(), ..start(&["a b", "x", "X"]) };
        assert_eq!(odd.problems().len(), 4, "{:?}", odd.problems());
        assert_eq!(start(&[]).problems().len(), 1);
    }
}
