//! Signs of markup that the parser left as text, since they have no partner or stand at
//! the wrong place: `[[404`, `](a b)`, `**`, a backquote. Whoever writes one has mostly
//! meant markup; a backslash before it says that the sign itself is meant.
//!
//! They are collected on the walk and judged where a paragraph, heading or row of a table
//! ends. Most texts hold none.

use super::Walk;
use crate::diag::Diagnostic;
use std::ops::Range;

/// What the parser left as text in the open block.
#[derive(Default)]
pub struct Leftovers {
    /// Where the signs stand, in their order.
    signs: Vec<Range<usize>>,
    /// Whether strong text was opened in a block above and not closed.
    open_strong: bool,
}

impl Leftovers {
    /// Notes a piece of text that is nothing but a sign.
    pub fn note(&mut self, text: &str, at: &Range<usize>) {
        let piece = &text.as_bytes()[at.clone()];
        let is_sign = match piece {
            [b'[' | b']' | b'*' | b'~'] | [b'!', b'['] => true,
            _ => piece.iter().all(|byte| *byte == b'`'),
        };
        if is_sign && !text[..at.start].ends_with('\\') {
            let start = if piece[0] == b'!' { at.end - 1 } else { at.start };
            self.signs.push(start..at.end);
        }
    }

    /// Whether a run of backquotes is left, and where.
    pub fn backquotes(&self, text: &str) -> Vec<Range<usize>> {
        self.signs.iter().filter(|at| text[at.start..].starts_with('`')).cloned().collect()
    }

    /// Where `[[` is left.
    pub fn open_key(&self, text: &str) -> Option<usize> {
        let open = |pair: &&[Range<usize>]| text[pair[0].start..].starts_with("[[") && pair[1].start == pair[0].end;
        self.signs.windows(2).find(open).map(|pair| pair[0].start)
    }

    /// Forgets what was found in the block.
    pub fn forget(&mut self) {
        self.signs.clear();
    }
}

impl Walk<'_, '_> {
    /// Judges what is left where a block ends.
    pub(super) fn judge_leftovers(&mut self) {
        if self.leftovers.signs.is_empty() {
            return;
        }
        let signs = std::mem::take(&mut self.leftovers.signs);
        let of = |bytes: &[u8]| -> Vec<Range<usize>> {
            signs.iter().filter(|at| bytes.contains(&self.text.as_bytes()[at.start])).cloned().collect()
        };
        let [brackets, emphasis, code] = [of(b"[]"), of(b"*~"), of(b"`")];
        self.judge_brackets(&brackets);
        // Code without an end may hold any signs.
        match code.first() {
            Some(first) => self.judge_code(first, code.len() > 1),
            None => self.judge_emphasis(&emphasis),
        }
    }

    fn judge_code(&mut self, at: &Range<usize>, has_more: bool) {
        let (what, help) = match at.len() {
            1 if !has_more => ("this backquote has", "close the code with another one, or write `` \\` `` to show it"),
            _ => {
                ("this run of backquotes has", "close the code with as many as open it, or write `` \\` `` to show one")
            }
        };
        self.problems.push(
            Diagnostic::warning("open-code", self.spot(at), format!("{what} no partner in its paragraph")).help(help),
        );
    }

    /// Runs of `**` and `~~` beside a word, and a single `*` before one in the middle of a
    /// text. `2 * 3`, `*.md` and `src/**/mod.rs` are as their authors mean them.
    fn judge_emphasis(&mut self, signs: &[Range<usize>]) {
        let runs: Vec<Range<usize>> =
            signs.chunk_by(|a, b| a.end == b.start).map(|run| run[0].start..run[run.len() - 1].end).collect();
        let was_open = std::mem::take(&mut self.leftovers.open_strong);
        let doubled: Vec<&Range<usize>> = runs.iter().filter(|run| run.len() > 1).collect();
        let found = doubled.iter().find_map(|run| Some((*run, self.side(run)?)));
        if let Some((run, opens)) = found {
            if was_open && !opens {
                return;
            }
            self.leftovers.open_strong = opens;
            return self.report_emphasis(run);
        }
        if let [run] = &runs[..]
            && self.text[..run.start].ends_with(' ')
            && !self.text[..run.start].trim_end().is_empty()
            && self.text[run.clone()] == *"*"
            && self.text[run.end..].starts_with(char::is_alphabetic)
            && self.begins_behind(run)
        {
            self.report_emphasis(run);
        }
    }

    /// Whether words of the same line stand before a sign.
    fn begins_behind(&self, run: &Range<usize>) -> bool {
        let line = self.text[..run.start].rsplit('\n').next().unwrap_or_default();
        line.trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ',')
    }

    fn report_emphasis(&mut self, run: &Range<usize>) {
        let sign = &self.text[run.clone()];
        let line = self.text[run.end..].lines().next().unwrap_or_default();
        if line.contains(&format!(" {sign}")) {
            return self.report_spaced(run);
        }
        let escaped: String = sign.chars().flat_map(|c| ['\\', c]).collect();
        let message = format!("this `{sign}` has no partner in its paragraph");
        let help = format!("close the marked text with `{sign}`, or write `{escaped}` to show it");
        self.problems.push(Diagnostic::warning("open-emphasis", self.spot(run), message).help(help));
    }

    fn report_spaced(&mut self, run: &Range<usize>) {
        let sign = &self.text[run.clone()];
        let message = format!("a space keeps the text from its `{sign}`");
        let help = format!("write `{sign}text{sign}` without spaces inside, or `\\{}` to show a sign", &sign[..1]);
        self.problems.push(Diagnostic::warning("open-emphasis", self.spot(run), message).help(help));
    }

    /// Words between `** ` and ` **`, which no parser takes for signs. `2 ** 3 ** 4` is as
    /// it is meant.
    pub(super) fn check_spaced(&mut self, at: &Range<usize>) {
        let piece = &self.text[at.clone()];
        let Some(open) = piece.find("** ") else { return };
        let Some(close) = piece[open + 3..].find(" **").map(|close| open + 3 + close) else { return };
        let is_number = |text: &str| text.trim().ends_with(|c: char| c.is_ascii_digit() || c == ')');
        let is_free = |side: Option<char>| side.is_none_or(|c| !c.is_alphanumeric() && c != '/' && c != '*');
        let is_pair = is_free(piece[..open].chars().next_back()) && is_free(piece[close + 3..].chars().next());
        if is_pair && !is_number(&piece[..open]) && !is_number(&piece[open + 3..close]) {
            self.report_spaced(&(at.start + open..at.start + open + 2));
        }
    }

    /// Whether a run would open (or close) marked text; nothing where it does neither.
    fn side(&self, run: &Range<usize>) -> Option<bool> {
        let before = self.text[..run.start].chars().next_back().unwrap_or(' ');
        let behind = self.text[run.end..].chars().next().unwrap_or(' ');
        let word = |c: char| c.is_alphanumeric() || "`\"'“”‘’«»[".contains(c);
        let end = |c: char| c.is_whitespace() || ".,;:!?)".contains(c);
        if word(behind) && (before.is_whitespace() || "(\"'“‘«|".contains(before)) {
            return Some(true);
        }
        let closes = (before.is_alphanumeric() || ".,;:!?)`\"'”’»]".contains(before)) && end(behind);
        closes.then_some(false)
    }

    /// The place of a piece of the text. That of a sign in a field is looked up with what
    /// stands behind it, as the sign alone may stand there many times.
    pub(super) fn spot(&self, at: &Range<usize>) -> crate::source::Span {
        if self.reading.blocks {
            return self.span(at);
        }
        let line = self.text[at.start..].lines().next().unwrap_or_default().trim_end().len();
        let mut span = self.span(&(at.start..at.start + line.max(at.len())));
        if span.end - span.start == line.max(at.len()) {
            span.end = span.start + at.len();
        }
        span
    }
}
