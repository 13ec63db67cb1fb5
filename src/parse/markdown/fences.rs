//! Fences of blocks of code: those without an end, and words behind them that are nearly
//! the name of a language.

use super::Walk;
use super::code::Fence;
use super::grammars;
use super::highlight::{READ_HERE, has_colours};
use super::languages::LANGUAGES;
use crate::diag::{Diagnostic, nearest, slips};
use std::ops::Range;

impl Walk<'_, '_> {
    /// Checks the fence of a block. Gives whether the block is what its author means, as
    /// far as its fences tell.
    pub(super) fn check_fence(&mut self, fence: &Fence, code: &str) -> bool {
        let line = self.first_line_at(fence.start);
        let sign = self.text[line.clone()].chars().next().filter(|sign| matches!(sign, '`' | '~'));
        let Some(sign) = sign.filter(|_| fence.at.start > fence.start) else { return true };
        let opening = &self.text[line.clone()];
        let long = &opening[..opening.len() - opening.trim_start_matches(sign).len()];
        let block = self.text[fence.start..fence.at.end].trim_end_matches(['\n', ' ', '>', '\t']);
        let last = block.rsplit_once('\n').map(|(_, last)| last.trim_start_matches([' ', '\t', '>']));
        let is_closed = last.is_some_and(|last| last.starts_with(long) && last.trim_matches(sign).trim().is_empty());
        let is_over = code.contains(long) && code.lines().any(|line| opens(line, long, sign));
        if is_over {
            self.report_open_fence(&line, long, "this block of code goes on over the start of another");
        } else if !is_closed {
            self.report_missing_end(fence, line, long);
        } else {
            self.check_language(fence, &line);
            return true;
        }
        self.document.torn = true;
        false
    }

    /// A block that goes on to the end. Where a fence without a word opened it, that may
    /// have been meant for the end of another block, whose own end is missing: behind the
    /// end that was found for that one its neighbour's code goes on without a blank line.
    fn report_missing_end(&mut self, fence: &Fence, line: Range<usize>, long: &str) {
        let goes_on = |other: &&Fence| {
            let behind = self.text[other.at.end..].strip_prefix('\n').unwrap_or_default();
            other.at.start > other.start && behind.starts_with(|c: char| !c.is_whitespace())
        };
        let is_last = self.text[fence.at.end..].trim_end().is_empty();
        let other = Some(&self.fences).filter(|_| is_last && fence.info.trim().is_empty());
        let other = other.and_then(|fences| fences.iter().find(goes_on)).map(|other| (other.start, other.known));
        let Some((start, known)) = other else {
            return self.report_open_fence(&line, long, "this block of code has no end");
        };
        self.problems.truncate(known);
        self.report_open_fence(&self.first_line_at(start), long, "this block of code has no end");
    }

    fn report_open_fence(&mut self, line: &Range<usize>, long: &str, message: &str) {
        let longer = format!("{long}{}", &long[..1]);
        let help = format!("close it with a line {long} of its own; a block that shows such lines opens with {longer}");
        self.problems.push(Diagnostic::error("open-fence", self.span(line), message).help(help));
    }

    /// A word behind a fence that names no language, but nearly one.
    fn check_language(&mut self, fence: &Fence, line: &Range<usize>) {
        let language = fence.language();
        let is_name = language.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-+".contains(&byte));
        let is_known = || LANGUAGES.binary_search(&language.as_str()).is_ok() || has_colours(&language);
        if language.len() < 3 || !is_name || is_known() {
            return;
        }
        let names: Vec<String> = grammars::names().collect();
        let choices = READ_HERE.iter().map(|(name, _)| *name).chain(LANGUAGES).chain(names.iter().map(String::as_str));
        let choices = choices.filter(|near| near.len() > 3 && !near.contains([' ', '.', '_']));
        let Some(near) = nearest(&language, choices).filter(|near| slips(&language, near) <= 2) else { return };
        let word = &fence.info[..language.len()];
        let at = self.text[line.clone()].find(word).map_or(line.start, |at| line.start + at);
        let message = format!("no language is called \"{word}\"");
        let help = format!("did you mean `{near}`? a word in braces, `{{{word}}}`, is left as it is");
        self.problems
            .push(Diagnostic::warning("unknown-language", self.span(&(at..at + word.len())), message).help(help));
    }

    pub(super) fn first_line_at(&self, start: usize) -> Range<usize> {
        start..start + self.text[start..].lines().next().unwrap_or_default().trim_end().len()
    }
}

/// Whether a line of code looks like the fence of another block of the same kind.
fn opens(line: &str, long: &str, sign: char) -> bool {
    let fence = line.trim_start();
    let word = fence.trim_start_matches(sign);
    fence.starts_with(long) && word.starts_with(|c: char| c.is_alphabetic() || c == '{') && !word.contains(sign)
}
