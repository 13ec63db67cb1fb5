//! Text between markup, piece by piece as the parser gives it: printed, with bare
//! addresses made links, and looked at for what its author cannot have meant.

use super::Walk;
use crate::diag::Diagnostic;
use crate::text::{escape, unseen};
use std::collections::BTreeSet;
use std::ops::Range;

impl Walk<'_, '_> {
    /// A word for what no author wrote, escaped; nothing where none is wanted.
    pub(super) fn own_word(&self, name: &str, values: &[(&str, &str)]) -> String {
        let mut out = String::new();
        self.own_words.iter().for_each(|words| escape(&mut out, &words.with(name, values)));
        out
    }

    /// A piece of text. What belongs to an address that was printed, or to the braces with
    /// a heading's id, is left out.
    pub(super) fn piece(&mut self, text: &str, at: Range<usize>) {
        // What is written otherwise than it is shown, such as `&amp;`, is never cut.
        let is_plain = text.len() == at.len();
        let start = at.start.max(self.beyond);
        let end = self.heading.as_ref().and_then(|open| open.end_of_text()).map_or(at.end, |end| at.end.min(end));
        if start >= end {
            return;
        }
        if !is_plain {
            return self.words(text);
        }
        let at = start..end;
        let marks = Marks::of(&self.text.as_bytes()[at.clone()]);
        if self.known.is_none() {
            self.look_at(&at, marks.others);
        }
        // An address that starts here may have its sign behind the piece.
        if marks.address || self.goes_on(at.end) {
            self.addresses(at);
        } else {
            self.words(&self.text[at]);
        }
    }

    /// Whether a word goes on behind a piece up to the sign of an address of mail, before
    /// which 64 bytes stand at most.
    fn goes_on(&self, end: usize) -> bool {
        let behind = self.text.as_bytes()[end..].iter().take(64);
        behind.take_while(|byte| byte.is_ascii_alphanumeric() || b"._-+@".contains(byte)).any(|byte| *byte == b'@')
    }

    /// Text, printed and kept for the heading around it.
    pub(super) fn words(&mut self, text: &str) {
        if let Some(open) = &mut self.heading {
            open.heading.title.push_str(text);
        }
        self.out.text(text);
    }

    /// The end of a line, which the title of a heading takes for a space.
    pub(super) fn line_break(&mut self, html: &str) {
        if let Some(open) = &mut self.heading {
            open.heading.title.push(' ');
        }
        self.out.push(html);
    }

    /// Looks for what was meant for something else. Nearly all pieces pass by their first
    /// byte.
    fn look_at(&mut self, at: &Range<usize>, is_marked: bool) {
        let piece = &self.text[at.clone()];
        match piece.as_bytes()[0] {
            b'[' | b']' | b'*' | b'~' | b'`' => self.leftovers.note(self.text, at),
            b'!' => {
                self.leftovers.note(self.text, at);
                self.check_line(at);
            }
            b'#' | b'|' | b'-' | b':' if self.reading.blocks => self.check_line(at),
            b'<' => self.check_angle(at.start),
            b'=' => self.check_merge_middle(at),
            _ => {}
        }
        if !is_marked {
            return;
        }
        if piece.contains('&') {
            self.check_references(at);
        }
        if piece.contains("** ") {
            self.check_spaced(at);
        }
        if !piece.is_ascii() {
            self.check_unseen(at);
        }
    }

    /// A comment that is not closed hides nothing inside a line, and all that follows at
    /// the start of one.
    pub(super) fn report_open_comment(&mut self, start: usize) {
        if self.known.is_none() {
            self.problems.push(
                Diagnostic::error("open-comment", self.spot(&(start..start + "<!--".len())), "this comment has no end")
                    .help("close it with `-->`"),
            );
        }
    }

    /// The characters of a piece that show nothing or look like a space, each once. Entities
    /// say that one is meant.
    fn check_unseen(&mut self, at: &Range<usize>) {
        let mut told = BTreeSet::new();
        for (inside, c) in self.text[at.clone()].char_indices() {
            let start = at.start + inside;
            if let Some(name) = unseen(c)
                && !is_meant(self.text, start, c)
                && told.insert(c)
            {
                self.report_unseen(start, c, name);
            }
        }
    }

    fn report_unseen(&mut self, start: usize, c: char, name: &str) {
        let reference = match c {
            '\u{a0}' => "&nbsp;".to_owned(),
            '\u{ad}' => "&shy;".to_owned(),
            c => format!("&#x{:X};", u32::from(c)),
        };
        let cure = if matches!(c, '\u{a0}' | '\u{202f}') { "write a plain space" } else { "take it out" };
        let problem = Diagnostic::warning(
            "invisible-character",
            self.spot(&(start..start + c.len_utf8())),
            format!("{name} stands here (U+{:04X})", u32::from(c)),
        );
        self.problems.push(problem.help(format!("{cure}, or write `{reference}` where it is meant")));
    }
}

/// What may stand in a piece, as its bytes tell: one pass over all text, and few pieces that
/// are looked at more closely.
#[derive(Default)]
struct Marks {
    /// An address.
    address: bool,
    /// The name of a character, a sign between spaces, or a character that nobody sees.
    others: bool,
}

impl Marks {
    fn of(piece: &[u8]) -> Marks {
        let mut marks = Marks::default();
        let mut before = 0;
        for byte in piece {
            match byte {
                b'@' => marks.address = true,
                b'/' if before == b':' => marks.address = true,
                b'.' if before == b'w' => marks.address = true,
                b'&' | 128.. => marks.others = true,
                b' ' if before == b'*' => marks.others = true,
                _ => {}
            }
            before = *byte;
        }
        marks
    }
}

/// How many letters around a character tell in which script it stands.
const NEAR: usize = 40;

/// Whether a character stands where typographers or scripts want it: a no-break space
/// behind a number or beside the signs of French, joiners between letters of scripts that
/// join, marks of direction beside letters that are written to the left.
fn is_meant(text: &str, at: usize, c: char) -> bool {
    let before = text[..at].chars().next_back().unwrap_or(' ');
    let behind = text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
    let line_has = |is: fn(char) -> bool| {
        text[..at].chars().rev().take(NEAR).take_while(|c| *c != '\n').any(is)
            || text[at..].chars().take(NEAR).take_while(|c| *c != '\n').any(is)
    };
    match c {
        '\u{a0}' | '\u{202f}' => before.is_ascii_digit() || "«‹—–%".contains(before) || "»›:;!?%—–".contains(behind),
        '\u{200c}' | '\u{200d}' => !before.is_ascii() || !behind.is_ascii(),
        '\u{200b}' | '\u{ad}' => {
            !before.is_ascii() && before.is_alphabetic() && line_has(|c| matches!(c, '\u{e00}'..='\u{19ff}'))
        }
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            line_has(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}'))
        }
        _ => false,
    }
}
