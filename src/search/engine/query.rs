//! Takes a query apart.

use super::super::words::{stem_of, words_of};
use super::{Engine, letters};

/// How much of a query is read, in characters and in words.
const LONGEST: usize = 256;
const WORDS: usize = 16;
/// Of how many words a word is put together at most when their spaces are missing.
const JOINED: usize = 6;

impl Engine {
    /// The words of a query: without network addresses and paths before a code,
    /// letters typed for digits mended, missing spaces put in.
    pub(super) fn analyse(&self, query: &str) -> Vec<String> {
        let words = words_typed(query, |number| self.keys.contains_key(number)).into_iter();
        let mut words: Vec<String> = words.flat_map(|word| self.spaced(&word).unwrap_or_else(|| vec![word])).collect();
        words.truncate(WORDS);
        words
    }

    /// The words of an unknown word whose spaces are missing.
    fn spaced(&self, word: &str) -> Option<Vec<String>> {
        let unknown = (5..=48).contains(&word.len())
            && letters(word)
            && self.term(word).is_none()
            && !self.by_stem.contains_key(&stem_of(word));
        if unknown { self.split(word, JOINED) } else { None }
    }

    /// A word whose spaces are missing as at most so many known words.
    fn split(&self, word: &str, most: usize) -> Option<Vec<String>> {
        if most == 0 {
            return None;
        }
        for n in (2..=word.len()).rev() {
            if self.term(&word[..n]).is_none() && !self.fillers.contains(&word[..n]) {
                continue;
            }
            if n == word.len() {
                return Some(vec![word.to_owned()]);
            }
            if let Some(rest) = self.split(&word[n..], most - 1) {
                return Some([vec![word[..n].to_owned()], rest].concat());
            }
        }
        None
    }
}

/// The words of a query as they were typed, but without network addresses and paths
/// before a number and with letters mended that stand for digits of a known one.
pub fn words_typed(query: &str, known: impl Fn(&str) -> bool) -> Vec<String> {
    let cut: Vec<char> = query.chars().take(LONGEST).collect();
    words_of(&mended(&without_addresses(&cut), known).replace(['*', '?'], "x"))
}

/// Text with letters that stand for digits of a key mended, such as `4o4`.
fn mended(chars: &[char], known: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(chars.len() + 8);
    let mut at = 0;
    while at < chars.len() {
        let run = chars[at..].iter().take_while(|c| c.is_ascii_digit() || "oilOIL".contains(**c)).count();
        let end = at + run;
        let ends = !chars.get(end).is_some_and(char::is_ascii_alphanumeric);
        if chars[at].is_ascii_digit() && run > 1 && ends {
            let part: String = chars[at..end].iter().collect();
            let number = part.to_ascii_lowercase().replace('o', "0").replace(['i', 'l'], "1");
            out.push_str(&if known(&number) { format!(" {number} ") } else { part });
            at = end;
        } else {
            out.push(chars[at]);
            at += 1;
        }
    }
    out
}

/// Text without network addresses such as `10.0.0.1`, whose numbers are no codes,
/// and without paths and addresses of pages that stand before a number.
fn without_addresses(chars: &[char]) -> Vec<char> {
    let mut out = Vec::with_capacity(chars.len());
    let mut at = 0;
    while at < chars.len() {
        let starts = at == 0 || blank(chars[at - 1]);
        let end = address_end(chars, at).or_else(|| if starts { path_end(chars, at) } else { None });
        out.push(if end.is_some() { ' ' } else { chars[at] });
        at = end.unwrap_or(at + 1);
    }
    out
}

/// Where a network address that starts here ends.
fn address_end(chars: &[char], start: usize) -> Option<usize> {
    let mut at = start;
    for part in 0..4 {
        let digits = chars[at..].iter().take_while(|c| c.is_ascii_digit()).count();
        if digits == 0 {
            return None;
        }
        at += digits;
        if part < 3 {
            if chars.get(at) != Some(&'.') {
                return None;
            }
            at += 1;
        }
    }
    Some(at)
}

/// Where a path that starts here ends, when a number follows it.
fn path_end(chars: &[char], start: usize) -> Option<usize> {
    let here = &chars[start..];
    let name = here.iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '_').count();
    let path = match &here[name..] {
        [':', '/', '/', ..] if name > 0 => name + 2,
        ['/', ..] if name == 0 => 0,
        _ => return None,
    };
    let size = here.iter().take_while(|c| !blank(**c)).count();
    let number = here[size..].windows(3).any(|three| three.iter().all(char::is_ascii_digit));
    (size > path + 1 && number).then_some(start + size)
}

/// What scripts take for white space.
fn blank(c: char) -> bool {
    c == '\u{feff}' || (c.is_whitespace() && c != '\u{85}')
}
