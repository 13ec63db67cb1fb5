//! A markdown file: its front matter if it has one, its heading, the paragraph below it, and
//! the rest.

use super::row::Row;
use super::rows::{column, row_of};
use crate::parse::Yaml;
use crate::source::Text;

/// The rows of a file: one for each heading of a level, or for the whole file. Where no level is
/// given, it is the first at which all headings, two at least, are keys.
pub fn rows(path: &str, text: &str, level: Option<usize>) -> Vec<Row> {
    let text = text.replace("\r\n", "\n");
    let (front, rest) = front_matter(path, &text);
    let all = headings(rest);
    let is_of_keys = |level: &usize| {
        let mut own = all.iter().filter(|heading| heading.level == *level);
        front.values.is_empty() && own.clone().count() > 1 && own.all(|heading| is_key(heading.text))
    };
    let Some(level) = level.or_else(|| (1..=6).find(is_of_keys)) else { return vec![row(path, &text)] };
    let above = text.len() - rest.len();
    let own: Vec<usize> = (0..all.len()).filter(|at| all[*at].level == level).collect();
    let section = |at: &usize| {
        let Heading { start, end, text: heading, .. } = all[*at];
        let next = all[at + 1..].iter().find(|next| next.level <= level).map_or(rest.len(), |next| next.start);
        let line = text[..above + start].matches('\n').count() + 1;
        let mut row = Row { from: format!("{path}, line {line}"), ..Row::default() };
        let (key, title) = key_and_title(heading);
        row.values.insert("key".to_owned(), key.to_owned());
        row.values
            .extend(Some(plain(title)).filter(|title| !title.is_empty()).map(|title| ("title".to_owned(), title)));
        read(&raised(&rest[end..next], level), &mut row);
        row
    };
    own.iter().map(section).collect()
}

/// A heading: its level, where its line starts and ends, what it says.
#[derive(Clone, Copy)]
struct Heading<'a> {
    level: usize,
    start: usize,
    end: usize,
    text: &'a str,
}

/// The headings of a text that begin with `#`, those in fenced blocks aside.
fn headings(text: &str) -> Vec<Heading<'_>> {
    let (mut found, mut fence, mut start) = (Vec::new(), None, 0);
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let sign = ["```", "~~~"].into_iter().find(|sign| line.trim_start().starts_with(sign));
        match (fence, sign) {
            (None, Some(sign)) => fence = Some(sign),
            (Some(open), Some(sign)) if open == sign => fence = None,
            _ => {}
        }
        let level = line.len() - line.trim_start_matches('#').len();
        if fence.is_none() && (1..=6).contains(&level) && line[level..].starts_with(' ') {
            let text = line.trim_matches(['#', ' ', '\n']);
            found.push(Heading { level, start, end, text });
        }
        start = end;
    }
    found
}

/// The key that a heading starts with, in backquotes or as its first word, and what follows.
fn key_and_title(heading: &str) -> (&str, &str) {
    let (key, rest) = match heading.strip_prefix('`').and_then(|rest| rest.split_once('`')) {
        Some(found) => found,
        None => heading.split_once(char::is_whitespace).unwrap_or((heading, "")),
    };
    (key.trim_end_matches([':', ',']), rest.trim_start_matches([':', '-', '–', '—', ' ']))
}

/// Whether a heading starts with a key: in backquotes, or a word with a digit or an underscore, or
/// of capitals, that is no number of a chapter.
fn is_key(heading: &str) -> bool {
    let (key, _) = key_and_title(heading);
    let is_capitals = key.len() > 2 && key.chars().all(|c| c.is_ascii_uppercase() || c == '-');
    heading.starts_with('`')
        || (is_capitals || key.contains(|c: char| c.is_ascii_digit() || c == '_')) && !key.ends_with('.')
}

/// A text whose headings lie so much higher that the first level below the row's is the second.
fn raised(text: &str, level: usize) -> String {
    let mut out = text.to_owned();
    for heading in headings(text).iter().rev().filter(|heading| heading.level > level) {
        let signs = (heading.level + 1 - level).max(2);
        out.replace_range(heading.start..heading.start + heading.level, &"#".repeat(signs));
    }
    out
}

/// What a file says: its name is the key, its first heading the title, the first sentence below
/// it the summary, and what follows the text. A line `Name: value` right below the heading is a fact.
/// What its front matter says goes before all of that.
fn row(path: &str, text: &str) -> Row {
    let (front, mut rest) = front_matter(path, text);
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
        rest = behind;
    }
    read(rest, &mut row);
    row
}

/// Reads what stands below the heading of a row: facts, the summary, the text.
fn read(text: &str, row: &mut Row) {
    let mut rest = text.trim_start();
    let mut say = |name: String, value: String| {
        row.values.entry(name).or_insert(value);
    };
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
