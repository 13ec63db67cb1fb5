//! A markdown file without front matter: its heading, the paragraph below it, and the rest.

use super::row::Row;
use super::rows::column;

/// What a file says: its name is the key, its first heading the title, the first paragraph the
/// summary, and what follows the text. A line `Name: value` right below the heading is a fact.
pub fn row(path: &str, text: &str) -> Row {
    let mut row = Row { from: path.to_owned(), ..Row::default() };
    let name = path.rsplit('/').next().unwrap_or(path);
    row.values.insert("key".to_owned(), name.rsplit_once('.').map_or(name, |(name, _)| name).to_owned());
    let mut rest = text.trim_start();
    if let Some(line) = rest.strip_prefix("# ") {
        let (title, behind) = line.split_once('\n').unwrap_or((line, ""));
        row.values.insert("title".to_owned(), plain(title.trim_end_matches('#')));
        rest = behind.trim_start();
    }
    while let Some((name, value)) = fact(rest) {
        row.values.insert(column(name), plain(value));
        rest = rest.split_once('\n').map_or("", |(_, behind)| behind).trim_start_matches('\n');
    }
    let paragraph = rest.split("\n\n").next().unwrap_or_default();
    if paragraph.starts_with(|c: char| c.is_alphanumeric() || c == '`') && !paragraph.contains("\n#") {
        row.values.insert("summary".to_owned(), plain(paragraph));
        rest = &rest[paragraph.len()..];
    }
    row.body = Some(rest.trim().to_owned()).filter(|body| !body.is_empty());
    row
}

/// The fact that a text starts with: `**Status:** 402` or `Status: 402`, on a line of its own.
fn fact(text: &str) -> Option<(&str, &str)> {
    let line = text.lines().next()?.trim_start_matches(['-', ' ', '*']);
    let (name, value) = line.split_once(':')?;
    let value = value.trim_start_matches('*').trim();
    let is_name = name.len() < 30
        && name.split(' ').count() < 4
        && name.chars().all(|c| c.is_alphanumeric() || c == ' ' || c == '_');
    (is_name && !value.is_empty() && !value.starts_with("//")).then_some((name, value))
}

/// A text on one line without the marks that stand around all of it.
fn plain(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = text.trim_matches('`');
    if bare.contains('`') { text } else { bare.to_owned() }
}
