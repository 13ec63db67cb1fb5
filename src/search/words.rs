//! Text as the words that search looks up. `words.js` has the same functions for the
//! client; `tests/search.rs` holds both equal. Knows nothing of what a site is about but
//! how long the numbers are that stand in its keys.

use crate::diag;
use crate::text::without_some;

/// Letters that people type otherwise and that are no plain letter with an accent.
const TYPED: [(char, &str); 11] = [
    ('ß', "ss"),
    ('ı', "i"),
    ('ø', "o"),
    ('đ', "d"),
    ('ł', "l"),
    ('ð', "d"),
    ('ħ', "h"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('þ', "th"),
    ('ς', "σ"),
];

/// How text is cut into words on a site: the lengths of the numbers that stand in its
/// keys, which are words of their own wherever they stand, as in `E403`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cutter {
    lengths: Vec<usize>,
}

impl Cutter {
    /// For keys that hold numbers of these lengths.
    pub fn new(lengths: Vec<usize>) -> Cutter {
        Cutter { lengths }
    }

    /// The words of a text: split at case changes, at signs, and around numbers such as
    /// keys have; without accents, apostrophes and characters that cannot be seen.
    pub fn words(&self, text: &str) -> Vec<String> {
        if text.is_ascii() && !text.contains(['%', '\'', '`']) {
            return self.plain_words(text.as_bytes());
        }
        let chars: Vec<char> = without_some(decoded(text), unseen).map(narrow).collect();
        let mut spaced = String::with_capacity(text.len() + 8);
        for (at, c) in chars.iter().enumerate() {
            if at > 0 && self.parted(&chars, at) {
                spaced.push(' ');
            }
            spaced.push(*c);
        }
        let plain = as_typed(&spaced.to_lowercase());
        let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.flat_map(pairs).collect()
    }

    /// The words of a text that holds nothing but ASCII, and nothing that is encoded or left
    /// out.
    fn plain_words(&self, text: &[u8]) -> Vec<String> {
        let mut words = Vec::new();
        let mut word = String::new();
        for (at, byte) in text.iter().enumerate() {
            let is_letter = byte.is_ascii_alphanumeric();
            if !word.is_empty() && (!is_letter || self.parted(text, at)) {
                words.push(std::mem::take(&mut word));
            }
            if is_letter {
                word.push(char::from(byte.to_ascii_lowercase()));
            }
        }
        words.extend(Some(word).filter(|word| !word.is_empty()));
        words
    }

    /// Whether such a number stands in a text.
    pub fn has_number(&self, chars: &[char]) -> bool {
        let runs = chars.chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit());
        runs.into_iter().any(|run| run[0].is_ascii_digit() && self.lengths.contains(&run.len()))
    }

    /// Whether a new word starts at a position.
    fn parted<T: Copy + Into<char>>(&self, chars: &[T], at: usize) -> bool {
        let (before, here): (char, char) = (chars[at - 1].into(), chars[at].into());
        let next = chars.get(at + 1).copied().map_or(' ', Into::into);
        let digits = |c: &&T| (**c).into().is_ascii_digit();
        let long = |digits: usize| self.lengths.contains(&digits);
        let starts = || !before.is_ascii_digit() && long(chars[at..].iter().take_while(digits).count());
        let ends = || !here.is_ascii_digit() && long(chars[..at].iter().rev().take_while(digits).count());
        (here.is_ascii_uppercase() && (before.is_ascii_lowercase() || before.is_ascii_digit()))
            || (before.is_ascii_uppercase() && here.is_ascii_uppercase() && next.is_ascii_lowercase())
            || starts()
            || ends()
    }
}

/// A word as it is; of scripts that put no spaces between words each two signs beside each
/// other.
fn pairs(word: &str) -> Vec<String> {
    if word.is_ascii() {
        return vec![word.to_owned()];
    }
    let chars: Vec<char> = word.chars().collect();
    let runs = chars.chunk_by(|a, b| without_spaces(*a) == without_spaces(*b));
    let words = runs.flat_map(|run| {
        let size = if without_spaces(run[0]) { run.len().min(2) } else { run.len() };
        run.windows(size).map(|sign| sign.iter().collect()).collect::<Vec<String>>()
    });
    words.collect()
}

/// Whether a sign is of a script that puts no spaces between words.
fn without_spaces(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}')
        || matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2fa1f}')
}

/// Words as one. Numbers beside each other stay apart, since `1.1` is not `11`.
pub fn folded<T: AsRef<str>>(words: &[T]) -> String {
    let mut whole = String::new();
    for word in words.iter().map(AsRef::as_ref) {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        if digit(whole.chars().next_back()) && digit(word.chars().next()) {
            whole.push('.');
        }
        whole.push_str(word);
    }
    whole
}

/// Whether a word is a number.
pub fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

/// Text with percent encodings of visible ASCII characters undone.
fn decoded(text: &str) -> Vec<char> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::with_capacity(chars.len());
    let mut at = 0;
    while at < chars.len() {
        let digit = |offset: usize| chars.get(at + offset).and_then(|c| c.to_digit(16));
        match (chars[at], digit(1), digit(2)) {
            ('%', Some(high @ 2..=7), Some(low)) => {
                out.push(char::from_u32(high * 16 + low).unwrap_or(' '));
                at += 3;
            }
            (c, _, _) => {
                out.push(c);
                at += 1;
            }
        }
    }
    out
}

/// Combining marks, vowel signs that Arabic and Hebrew are mostly written without, invisible and
/// bidirectional signs, and apostrophes.
fn unseen(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
        || matches!(c, '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\'' | '\u{2019}' | '`')
}

/// A full-width form as the ASCII character that it stands for.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// Text in small letters as people type it who have no other keys.
fn as_typed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match TYPED.iter().find(|(letter, _)| *letter == c) {
            Some((_, typed)) => out.push_str(typed),
            None => out.push(c),
        }
    }
    out
}

const ENDINGS: [&str; 20] = [
    "ations", "ation", "ating", "ated", "ates", "ate", "ions", "ings", "ion", "ing", "ers", "ies", "est", "ed", "er",
    "es", "ly", "s", "y", "e",
];

/// A word without its ending, as Americans write it: `validation` and `validated` are
/// both `valid`, `authorised` and `authorized` both `authoriz`.
pub fn stem_of(word: &str) -> String {
    let last = word.bytes().next_back();
    let mut endings = ENDINGS.iter().filter(|ending| ending.bytes().next_back() == last);
    let ending = endings.find(|ending| word.ends_with(*ending) && length(word) - ending.len() >= 3);
    let Some(ending) = ending else { return word.to_owned() };
    let mut stem = word[..word.len() - ending.len()].to_owned();
    let mut back = stem.chars().rev();
    let (last, before) = (back.next(), back.next());
    if length(&stem) > 3 && last == before && last.is_some_and(|c| c != 'l' && c != 's' && c.len_utf16() == 1) {
        stem.pop();
    }
    if stem.ends_with("is") {
        stem.truncate(stem.len() - 1);
        stem.push('z');
    }
    stem
}

/// The length of a text as scripts count it.
pub fn length(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
}

/// How long a word may be to be compared letter by letter.
const LONGEST: usize = 60;

/// How many slips lead from what was typed to a text, when there are so many at most: a
/// letter wrong, missing, too much, or two swapped.
pub fn slips(typed: &str, text: &str, most: usize) -> Option<usize> {
    let size = length(text);
    // A slip changes which letters there are by two at most.
    let others = (letters_of(typed) ^ letters_of(text)).count_ones() as usize;
    if size > LONGEST || size.abs_diff(length(typed)) > most || others > 2 * most {
        return None;
    }
    Some(diag::slips(typed, text)).filter(|slips| *slips <= most)
}

/// Which letters a text has, as bits.
fn letters_of(text: &str) -> u64 {
    text.chars().fold(0, |letters, c| letters | 1 << (u32::from(c) & 63))
}

/// Words in any order and inflection as three characters, by which an index of few phrases
/// tells them apart.
pub fn pin_of(words: &[String]) -> String {
    let mut stems: Vec<String> = words.iter().map(|word| stem_of(word)).collect();
    stems.sort();
    fingerprint(&stems.join(" "))
}

/// A phrase as three characters.
fn fingerprint(phrase: &str) -> String {
    let mut hash: u32 = 0;
    for unit in phrase.encode_utf16() {
        hash = (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193);
    }
    [0, 6, 12].iter().map(|shift| char::from(b'0' + (hash >> (shift + 8) & 63) as u8)).collect()
}
