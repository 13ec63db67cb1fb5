//! Takes a query apart.

use super::super::words::stem_of;
use super::{Look, letters};

/// How much of a query is read, in characters and in words.
const LONGEST: usize = 256;
const WORDS: usize = 16;
/// Of how many words a word is put together at most when their spaces are missing.
const JOINED: usize = 6;
/// From how many numbers on a chain of them, such as `10.0.0.1`, is one thing.
const CHAIN: usize = 3;

impl Look<'_> {
    /// The words of a query: without chains of more numbers than keys have and without
    /// paths before a number, letters typed for digits mended, missing spaces put in.
    pub(super) fn analyse(&self, query: &str) -> Vec<String> {
        let cut: Vec<char> = query.chars().take(LONGEST).collect();
        let text = self.mended(&self.without_paths(&self.without_chains(&cut))).replace(['*', '?'], "x");
        let words = self.engine.cutter.words(&text).into_iter();
        let mut words: Vec<String> = words.flat_map(|word| self.spaced(&word).unwrap_or_else(|| vec![word])).collect();
        words.truncate(WORDS);
        words
    }

    /// The words of an unknown word whose spaces are missing.
    fn spaced(&self, word: &str) -> Option<Vec<String>> {
        let odd = (5..=48).contains(&word.len()) && letters(word) && !self.has(word) && self.kin_of(word).is_empty();
        if odd { self.split(word, JOINED) } else { None }
    }

    /// A word whose spaces are missing as at most so many known words.
    fn split(&self, word: &str, most: usize) -> Option<Vec<String>> {
        if most == 0 {
            return None;
        }
        for n in (2..=word.len()).rev() {
            if !self.engine.terms.contains_key(&word[..n]) && !self.filler(&word[..n]) {
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

    /// Text with letters mended that stand for digits of a key, such as `4o4`.
    fn mended(&self, chars: &[char]) -> String {
        let mut out = String::with_capacity(chars.len() + 8);
        let mut at = 0;
        while at < chars.len() {
            let run = chars[at..].iter().take_while(|c| c.is_ascii_digit() || "oilOIL".contains(**c)).count();
            let end = at + run;
            let ends = !chars.get(end).is_some_and(char::is_ascii_alphanumeric);
            if chars[at].is_ascii_digit() && run > 1 && ends {
                let part: String = chars[at..end].iter().collect();
                let number = part.to_ascii_lowercase().replace('o', "0").replace(['i', 'l'], "1");
                self.ask(&number);
                let known = self.engine.keys.contains_key(&number);
                out.push_str(&if known { format!(" {number} ") } else { part });
                at = end;
            } else {
                out.push(chars[at]);
                at += 1;
            }
        }
        out
    }

    /// Text without chains of more numbers than a key has words: an address or a version
    /// says nothing, and its numbers are no keys.
    fn without_chains(&self, chars: &[char]) -> Vec<char> {
        let word = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
        let mut out = Vec::with_capacity(chars.len());
        let mut at = 0;
        while at < chars.len() {
            let (end, numbers) = chain(chars, at);
            let starts = at == 0 || !word(&chars[at - 1]);
            if starts && numbers >= CHAIN {
                if numbers > self.engine.most_words {
                    out.push(' ');
                } else {
                    out.extend(&chars[at..end]);
                }
                at = end;
            } else {
                out.push(chars[at]);
                at += 1;
            }
        }
        out
    }

    /// Text without paths and addresses of pages that stand before a number such as keys
    /// have.
    fn without_paths(&self, chars: &[char]) -> Vec<char> {
        let mut out = Vec::with_capacity(chars.len());
        let mut at = 0;
        while at < chars.len() {
            let starts = at == 0 || blank(chars[at - 1]);
            let end = path_end(chars, at).filter(|end| starts && self.engine.cutter.has_number(&chars[*end..]));
            out.push(if end.is_some() { ' ' } else { chars[at] });
            at = end.unwrap_or(at + 1);
        }
        out
    }
}

/// Where a chain of numbers that starts here ends, and how many there are.
fn chain(chars: &[char], start: usize) -> (usize, usize) {
    let digits = |at: usize| chars[at.min(chars.len())..].iter().take_while(|c| c.is_ascii_digit()).count();
    let mut end = start + digits(start);
    let mut numbers = usize::from(end > start);
    while numbers > 0 && chars.get(end) == Some(&'.') && digits(end + 1) > 0 {
        end += 1 + digits(end + 1);
        numbers += 1;
    }
    (end, numbers)
}

/// Where a path that starts here ends, when something follows it.
fn path_end(chars: &[char], start: usize) -> Option<usize> {
    let here = &chars[start..];
    let name = here.iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '_').count();
    let path = match &here[name..] {
        [':', '/', '/', ..] if name > 0 => name + 2,
        ['/', ..] if name == 0 => 0,
        _ => return None,
    };
    let size = here.iter().take_while(|c| !blank(**c)).count();
    (size > path + 1 && size < here.len()).then_some(start + size)
}

/// What scripts take for white space.
fn blank(c: char) -> bool {
    c == '\u{feff}' || (c.is_whitespace() && c != '\u{85}')
}

/// A word as what it would be without its ending.
pub(super) fn stem_start(word: &str) -> (String, String) {
    let stem = stem_of(word);
    // A "z" may stand for an "s".
    let start = stem.strip_suffix('z').unwrap_or(&stem).to_owned();
    (stem, start)
}
