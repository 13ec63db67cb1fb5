//! The files a site is made from, held in memory, and places inside them.
//!
//! Everything after loading works on [`Sources`]; nothing here or below touches
//! a disk. Tests make whole sites out of one string with [`Sources::from_text`].

mod text;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

pub use text::Text;

/// The file that declares the site.
pub const SITE_FILE: &str = "content/site.yaml";

/// The file that lists published routes, one a line.
pub const LOCK_FILE: &str = "routes.lock";

/// The folder whose files are published as they lie there.
const AS_IT_LIES: &str = "content/static/";

/// What some editors put at the start of a text. It says nothing about UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// One file: its text where it is text, its bytes otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file that was read as UTF-8.
    Text(Text),
    /// Any other file.
    Bytes(Arc<[u8]>),
}

impl Source {
    /// A text file. A NUL becomes U+FFFD, as markdown asks for. A line ends with LF and no
    /// mark of the byte order stands at the start, so that a site is the same whatever an
    /// editor wrote; only what is published as it lies there keeps both.
    pub fn from_text(path: &str, text: impl Into<Text>) -> Source {
        let mut text = text.into();
        if text.as_bytes().contains(&b'\0') {
            text = without_nul(&text).into();
        }
        if path.starts_with(AS_IT_LIES) {
            return Source::Text(text);
        }
        if let Some(behind) = text.strip_prefix(BYTE_ORDER_MARK) {
            text = Text::from(behind);
        }
        if text.as_bytes().contains(&b'\r') {
            text = text.replace("\r\n", "\n").replace('\r', "\n").into();
        }
        Source::Text(text)
    }

    /// The text, or nothing for a file that is not text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Source::Text(text) => Some(text),
            Source::Bytes(_) => None,
        }
    }

    /// The text, to be held by others too.
    pub fn shared_text(&self) -> Option<&Text> {
        match self {
            Source::Text(text) => Some(text),
            Source::Bytes(_) => None,
        }
    }

    /// The bytes as they lie on disk, but for what [`Source::from_text`] makes alike.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Source::Text(text) => text.as_bytes(),
            Source::Bytes(bytes) => bytes,
        }
    }
}

/// A sorted map from path to file. Paths are relative to the project's root and
/// use `/`, such as `content/4xx/404.md`. No text in it holds a NUL.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    files: BTreeMap<String, Source>,
    /// On which day files were last changed, where that is asked for and known.
    days: Arc<BTreeMap<String, String>>,
}

impl Sources {
    /// A site written as one string: each file starts with a line `== path ==`.
    pub fn from_text(text: &str) -> Sources {
        let mut sources = Sources::default();
        let mut current: Option<(String, String)> = None;
        for line in text.split_inclusive('\n') {
            let name = line.trim_end().strip_prefix("== ").and_then(|rest| rest.strip_suffix(" =="));
            match (name, &mut current) {
                (Some(name), _) => {
                    if let Some((path, body)) = current.replace((name.to_owned(), String::new())) {
                        sources.insert_text(path, body);
                    }
                }
                (None, Some((_, body))) => body.push_str(line),
                (None, None) => {}
            }
        }
        if let Some((path, body)) = current {
            sources.insert_text(path, body);
        }
        sources
    }

    /// Adds a text file, replacing one of the same path; see [`Source::from_text`].
    pub fn insert_text(&mut self, path: impl Into<String>, text: impl Into<Text>) {
        let path = path.into();
        let source = Source::from_text(&path, text);
        self.files.insert(path, source);
    }

    /// Adds a file that is not text, replacing one of the same path.
    pub fn insert_bytes(&mut self, path: impl Into<String>, bytes: impl Into<Arc<[u8]>>) {
        self.files.insert(path.into(), Source::Bytes(bytes.into()));
    }

    /// Gives the days, such as `2026-11-30`, on which files were last changed.
    pub fn set_days(&mut self, days: BTreeMap<String, String>) {
        self.days = Arc::new(days);
    }

    /// The days on which files were last changed, as far as they are known.
    pub fn days(&self) -> &Arc<BTreeMap<String, String>> {
        &self.days
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(path);
    }

    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<&Source> {
        self.files.get(path)
    }

    /// The text of the file at a path; empty when there is none.
    pub fn text(&self, path: &str) -> &str {
        self.get(path).and_then(Source::text).unwrap_or_default()
    }

    /// All files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Source)> {
        self.files.iter().map(|(path, source)| (path.as_str(), source))
    }

    /// The files below a folder given with its final slash, with the folder
    /// taken off their paths.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a Source)> {
        self.files
            .range(folder.to_owned()..)
            .map_while(move |(path, source)| path.strip_prefix(folder).map(|rest| (rest, source)))
    }
}

/// Adds files, each replacing one of the same path. Nothing is known any more of the day on
/// which that was last changed.
impl Extend<(String, Source)> for Sources {
    fn extend<I: IntoIterator<Item = (String, Source)>>(&mut self, files: I) {
        for (path, file) in files {
            if self.days.contains_key(&path) {
                Arc::make_mut(&mut self.days).remove(&path);
            }
            self.files.insert(path, file);
        }
    }
}

/// A text with each NUL replaced by U+FFFD.
pub fn without_nul(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

/// A place in a file: a range of bytes of its text.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The file's path.
    pub path: String,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The place of a range of bytes.
    pub fn new(path: impl Into<String>, range: Range<usize>) -> Span {
        Span { path: path.into(), start: range.start, end: range.end }
    }

    /// The start of a file, for problems that concern all of it.
    pub fn file(path: impl Into<String>) -> Span {
        Span::new(path, 0..0)
    }
}

/// Line and column of a byte offset, both counted from one, the column in
/// characters. An offset past the end gives the place behind the last character.
pub fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
}

/// The byte offset of a line and column counted from one, the reverse of
/// [`line_and_column`]. A place past the end gives the end.
pub fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let within: usize = text[start..].chars().take(column.saturating_sub(1)).map(char::len_utf8).sum();
    start + within
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "a\näöü: x\n";
        assert_eq!(line_and_column(text, text.find('x').unwrap()), (2, 6));
        assert_eq!(offset_of(text, 2, 6), text.find('x').unwrap());
        assert_eq!(line_and_column(text, 999), (3, 1));
    }

    #[test]
    fn a_site_is_written_as_one_string() {
        let sources = Sources::from_text("== a.md ==\none\ntwo\n== b/c.md ==\nthree\n");
        assert_eq!(sources.text("a.md"), "one\ntwo\n");
        assert_eq!(sources.below("b/").map(|(path, _)| path).collect::<Vec<_>>(), ["c.md"]);
    }
}
