//! Text as the words that search looks up. The theme's client has the same
//! functions; `tests/search.rs` holds both equal.

const ACCENTS: &str = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿ";
const PLAIN: &str = "aaaaaaceeeeiiiinooooouuuuyy";

/// The words of a text: split at case changes, at signs, and around a number
/// of three digits; without accents, apostrophes and characters that cannot be seen.
pub fn words_of(text: &str) -> Vec<String> {
    let chars: Vec<char> = decoded(text).into_iter().filter(|c| !unseen(*c)).map(narrow).collect();
    let mut spaced = String::with_capacity(text.len() + 8);
    for (at, c) in chars.iter().enumerate() {
        if at > 0 && parted(&chars, at) {
            spaced.push(' ');
        }
        spaced.push(*c);
    }
    let plain: String = spaced.to_lowercase().chars().map(without_accent).collect();
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
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

/// Combining marks, invisible and bidirectional signs, and apostrophes.
fn unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\'' | '\u{2019}' | '`')
}

/// A full-width form as the ASCII character that it stands for.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    }
}

fn without_accent(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    match ACCENTS.chars().position(|accent| accent == c) {
        Some(at) => PLAIN.as_bytes()[at].into(),
        None => c,
    }
}

/// Whether a new word starts at a position.
fn parted(chars: &[char], at: usize) -> bool {
    let (before, here) = (chars[at - 1], chars[at]);
    let next = chars.get(at + 1).copied().unwrap_or(' ');
    let digits = |c: &&char| c.is_ascii_digit();
    let starts = || !before.is_ascii_digit() && chars[at..].iter().take_while(digits).count() == 3;
    let ends = || !here.is_ascii_digit() && chars[..at].iter().rev().take_while(digits).count() == 3;
    (here.is_ascii_uppercase() && (before.is_ascii_lowercase() || before.is_ascii_digit()))
        || (before.is_ascii_uppercase() && here.is_ascii_uppercase() && next.is_ascii_lowercase())
        || starts()
        || ends()
}

const ENDINGS: [&str; 20] = [
    "ations", "ation", "ating", "ated", "ates", "ate", "ions", "ings", "ion", "ing", "ers", "ies", "est", "ed", "er",
    "es", "ly", "s", "y", "e",
];

/// A word without its ending, as Americans write it: `validation` and `validated` are
/// both `valid`, `authorised` and `authorized` both `authoriz`.
pub fn stem_of(word: &str) -> String {
    let ending = ENDINGS.iter().find(|ending| word.ends_with(*ending) && length(word) - ending.len() >= 3);
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

/// How many slips lead from one word to the other: a letter wrong, missing, too
/// much, or two swapped. `most + 1` when there are more.
pub fn slips(a: &str, b: &str, most: usize) -> usize {
    if a.is_ascii() && b.is_ascii() {
        return distance(a.as_bytes(), b.as_bytes(), most);
    }
    let (a, b): (Vec<u16>, Vec<u16>) = (a.encode_utf16().collect(), b.encode_utf16().collect());
    distance(&a, &b, most)
}

/// The same for the units of two words.
fn distance<T: PartialEq>(a: &[T], b: &[T], most: usize) -> usize {
    if a.len().abs_diff(b.len()) > most || b.len() > LONGEST {
        return most + 1;
    }
    let mut before: [u8; LONGEST + 1];
    let mut last = [0; LONGEST + 1];
    let mut row: [u8; LONGEST + 1] = std::array::from_fn(|at| at as u8);
    for i in 1..=a.len() {
        (before, last) = (last, row);
        row[0] = i as u8;
        for j in 1..=b.len() {
            let same = u8::from(a[i - 1] != b[j - 1]);
            let mut n = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + same);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                n = n.min(before[j - 2] + 1);
            }
            row[j] = n;
        }
        if row[..=b.len()].iter().all(|n| usize::from(*n) > most) {
            return most + 1;
        }
    }
    usize::from(row[b.len()]).min(most + 1)
}

/// How long a word may be to be compared letter by letter.
const LONGEST: usize = 60;

/// A phrase as three characters, by which an index of few phrases tells them apart.
pub fn fingerprint(phrase: &str) -> String {
    let mut hash: u32 = 0;
    for unit in phrase.encode_utf16() {
        hash = (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193);
    }
    [0, 6, 12].iter().map(|shift| char::from(b'0' + (hash >> (shift + 8) & 63) as u8)).collect()
}
