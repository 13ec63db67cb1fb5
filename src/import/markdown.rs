//! A markdown file: its front matter if it has one, its heading, the paragraph below it, and
//! the rest.

use super::row::Row;
use super::rows::{column, row_of};
use crate::parse::Yaml;
use crate::source::Text;

/// What a file says: its name is the key, its first heading the title, the first sentence below
/// it the summary, and what follows the text. A line `Name: value` right below the heading is a fact.
/// What its front matter says goes before all of that.
pub fn row(path: &str, text: &str) -> Row {
    let text = text.replace("\r\n", "\n");
    let (front, mut rest) = front_matter(path, &text);
    let mut row = Row { from: path.to_owned(), ..front };
    let mut say = |name: String, value: String| {
        row.values.entry(name).or_insert(value);
    };
    let name = path.rsplit('/').next().unwrap_or(path);
    say("key".to_owned(), name.rsplit_once('.').map_or(name, |(name, _)| name).to_owned());
    rest = rest.trim_start();
    if let Some(line) = rest.strip_prefix("# ") {
        let (title, behind) = line.split_once('\n').unwrap_or((line, ""));
        say("title".to_owned(), plain(title.trim_end_matches('#')));
        rest = behind.trim_start();
    }
    while let Some((name, value)) = fact(rest) {
        say(column(name), plain(value));
        rest = rest.split_once('\n').map_or("", |(_, behind)| behind).trim_start_matches('\n');
    }
    let paragraph = rest.split("\n\n").next().unwrap_or_default();
    if paragraph.starts_with(|c: char| c.is_alphanumeric() || c == '`') && !paragraph.contains("\n#") {
        let sentence = first_sentence(paragraph);
        say("summary".to_owned(), plain(sentence));
        // What says more than the summary stays in the text, whole.
        rest = if sentence.len() == paragraph.len() { &rest[paragraph.len()..] } else { rest };
    }
    row.body = Some(rest.trim().to_owned()).filter(|body| !body.is_empty());
    row
}

/// What the front matter of a file says, and what follows it. One that cannot be read is text.
fn front_matter<'a>(path: &str, text: &'a str) -> (Row, &'a str) {
    let parts = text.strip_prefix("---\n").and_then(|behind| behind.split_once("\n---\n"));
    let front = parts.and_then(|(front, rest)| {
        let front = Text::from(format!("{front}\n"));
        let mut problems = Vec::new();
        let yaml = Yaml::read(path, &front, 0..front.len(), &mut problems);
        Some((row_of(path, 0, None, &yaml.node).filter(|_| !yaml.broken)?, rest))
    });
    front.unwrap_or((Row::default(), text))
}

/// The fact that a text starts with: `**Status:** 402` or `Status: 402`, on a line of its own.
fn fact(text: &str) -> Option<(&str, &str)> {
    let line = text.lines().next()?.trim_start_matches(['-', ' ', '*']);
    let (name, value) = line.split_once(':')?;
    let value = value.trim_start_matches('*').trim();
    let is_name = (1..30).contains(&name.len())
        && name.split(' ').count() < 4
        && name.chars().all(|c| c.is_alphanumeric() || c == ' ' || c == '_');
    (is_name && !value.is_empty() && !value.starts_with("//")).then_some((name, value))
}

/// The first sentence of a paragraph: up to a stop, a space and a capital.
fn first_sentence(paragraph: &str) -> &str {
    let ends = paragraph.match_indices(['.', '!', '?']).map(|(at, stop)| at + stop.len());
    let mut ends = ends.filter(|end| {
        let behind = &paragraph[*end..];
        behind.starts_with(char::is_whitespace) && behind.trim_start().starts_with(char::is_uppercase)
    });
    ends.next().map_or(paragraph, |end| &paragraph[..end])
}

/// A text on one line without the marks that stand around all of it.
fn plain(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = text.trim_matches('`');
    if bare.contains('`') { text } else { bare.to_owned() }
}
