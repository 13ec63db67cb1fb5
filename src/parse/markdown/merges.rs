//! Leftovers of a merge: both sides of a conflict, with the signs that version control
//! puts around them. Nobody means them, and what they do to a text has nothing to do with
//! it, so where they are told, nothing else is.

use super::Walk;
use super::code::Fence;
use crate::diag::Diagnostic;
use std::ops::Range;

/// What a conflict begins with, and ends with.
const BEGINS: &str = "<<<<<<< ";
const ENDS: &str = ">>>>>>> ";

/// Where a conflict ends that begins in the front matter, where that is told, and ends in the
/// text behind it; nothing where there is none.
pub fn end_of_merge(file: &str, body: usize) -> Option<usize> {
    let last = |sign: &str| file[..body].rmatch_indices(sign).map(|(at, _)| at).find(|at| starts_line(file, *at));
    let begin = last(BEGINS).filter(|begin| last(ENDS) < Some(*begin))?;
    let end = file[begin..].match_indices(ENDS).map(|(at, _)| begin + at).find(|at| starts_line(file, *at))?;
    Some(file[end..].find('\n').map_or(file.len(), |line| end + line))
}

fn starts_line(text: &str, at: usize) -> bool {
    at == 0 || text[..at].ends_with('\n')
}

impl Walk<'_, '_> {
    /// Reports the conflicts of a text, in the place of what was found in it since. In
    /// code, those that are shown are no leftovers.
    pub(super) fn report_merges(&mut self, found: usize) {
        if !self.text.contains(BEGINS) {
            return;
        }
        let mut begins: Vec<usize> = self.text.match_indices(BEGINS).map(|(at, _)| at).collect();
        begins.retain(|at| self.is_line(*at) && !self.fences.iter().any(|fence| shows(fence, self.text, *at)));
        if begins.is_empty() {
            return;
        }
        self.problems.truncate(found);
        self.document.torn = true;
        // Which side of an example counts is not known.
        self.document.exchanges.clear();
        for at in begins {
            self.refuse_merge(&(at..at + self.text[at..].lines().next().unwrap_or_default().trim_end().len()));
        }
    }

    /// Reports the end of a conflict whose start is gone.
    pub(super) fn check_merge_end(&mut self, at: &Range<usize>) {
        if self.text[at.clone()].starts_with(ENDS) && self.is_line(at.start) {
            self.refuse_merge(
                &(at.start..at.start + self.text[at.clone()].lines().next().unwrap_or_default().trim_end().len()),
            );
        }
    }

    /// Reports the line between two sides that are gone.
    pub(super) fn check_merge_middle(&mut self, at: &Range<usize>) {
        let line = self.text[at.start..].lines().next().unwrap_or_default();
        if line == "=======" && self.is_line(at.start) {
            self.refuse_merge(&(at.start..at.start + line.len()));
        }
    }

    /// Reports a line that a merge has left.
    pub(super) fn refuse_merge(&mut self, line: &Range<usize>) {
        self.problems.push(
            Diagnostic::error("merge-leftover", self.span(line), "a merge left its marks here")
                .help("keep one of the two sides, and take out the lines `<<<<<<<`, `=======` and `>>>>>>>`"),
        );
    }

    fn is_line(&self, at: usize) -> bool {
        starts_line(self.text, at)
    }
}

/// Whether code shows a whole conflict, and is of no language that is checked.
fn shows(fence: &Fence, text: &str, at: usize) -> bool {
    let code = &fence.at;
    code.contains(&at) && text[at..code.end].contains(ENDS) && !["http", "json"].contains(&fence.language().as_str())
}
