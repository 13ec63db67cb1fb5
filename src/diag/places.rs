//! Lines and columns of places in files. A report asks for them in order, so that each
//! file is walked through once, however much there is to say about it.

use crate::source::Sources;

/// Lines of more characters than this are shown in part.
const LONG: usize = 400;

/// One file, and where the walk through it stands.
#[derive(Default)]
pub(super) struct Places<'a> {
    path: String,
    text: &'a str,
    /// Where each line starts.
    starts: Vec<usize>,
    /// The last place that was asked for: its line, byte and column.
    last: (usize, usize, usize),
}

impl<'a> Places<'a> {
    /// Goes to a file.
    pub fn enter(&mut self, path: &str, sources: &'a Sources) {
        if self.path != path || self.starts.is_empty() {
            let text = sources.text(path);
            let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
            *self = Places { path: path.to_owned(), text, starts, last: (0, 0, 0) };
        }
    }

    /// Line and column of a byte offset, both counted from one, the column in
    /// characters. An offset past the end gives the place behind the last character.
    pub fn line_and_column(&mut self, offset: usize) -> (usize, usize) {
        let offset = character_start(self.text, offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let (last_line, last_offset, last_column) = self.last;
        let (from, before) = if last_line == line && last_offset <= offset {
            (last_offset, last_column)
        } else {
            (self.starts[line - 1], 1)
        };
        let column = before + self.text[from..offset].chars().count();
        self.last = (line, offset, column);
        (line, column)
    }

    /// The line with such a number, or of a long one the part around a byte offset in
    /// it; and how many characters stand before that.
    pub fn excerpt(&self, line: usize, offset: usize) -> (String, usize) {
        let start = self.starts[line - 1];
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        let text = self.text[start..end].trim_end_matches('\r');
        if text.chars().nth(LONG).is_none() {
            return (text.to_owned(), 0);
        }
        let at = character_start(text, offset.saturating_sub(start));
        let from = text[..at].char_indices().rev().take(LONG / 2).last().map_or(at, |(from, _)| from);
        (text[from..].chars().take(LONG).collect(), text[..from].chars().count())
    }
}

/// Where the character starts that a byte belongs to.
fn character_start(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::line_and_column;

    #[test]
    fn places_are_those_of_the_whole_text_in_any_order() {
        let text = "a\näöü: x\n\r\nlast";
        let mut sources = Sources::default();
        sources.insert_text("file", text);
        let mut places = Places::default();
        places.enter("file", &sources);
        for offset in (0..30).chain((0..30).rev()) {
            assert_eq!(places.line_and_column(offset), line_and_column(sources.text("file"), offset), "{offset}");
        }
    }

    #[test]
    fn a_long_line_is_shown_in_part() {
        let mut sources = Sources::default();
        sources.insert_text("file", format!("short\n{}", "0123456789".repeat(1000)));
        let mut places = Places::default();
        places.enter("file", &sources);
        assert_eq!(places.excerpt(1, 0), ("short".to_owned(), 0));
        let (part, skipped) = places.excerpt(2, 6 + 5000);
        assert_eq!((part.len(), skipped), (LONG, 4800));
        assert!(part.starts_with("0123"));
    }
}
