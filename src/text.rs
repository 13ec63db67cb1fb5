//! Small operations on text that several stages share: the order of keys, parts
//! of addresses, patterns, escaping.

use serde::Serialize;
use std::borrow::Cow;
use std::cmp::Ordering;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A value as JSON that may stand in a script element: no sign in it means anything to a parser of HTML, and no
/// separator ends a line of a script.
pub fn script_json(value: &impl Serialize) -> String {
    let mut json = String::new();
    for c in serde_json::to_string(value).unwrap_or_default().chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => json.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => json.push(c),
        }
    }
    json
}

/// Compares text so that numbers inside it count as numbers: `PAY-9` before
/// `PAY-10`.
pub fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        match (left.chars().next(), right.chars().next()) {
            (None, None) => return a.cmp(b),
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let (number_x, rest_x) = digits(left);
                let (number_y, rest_y) = digits(right);
                let order = number_x.len().cmp(&number_y.len()).then_with(|| number_x.cmp(number_y));
                if order != Ordering::Equal {
                    return order;
                }
                (left, right) = (rest_x, rest_y);
            }
            (Some(x), Some(y)) => {
                let order = x.cmp(&y);
                if order != Ordering::Equal {
                    return order;
                }
                (left, right) = (&left[x.len_utf8()..], &right[y.len_utf8()..]);
            }
        }
    }
}

/// The number at the start of a text, without leading zeros, and the rest.
fn digits(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    (number.trim_start_matches('0'), rest)
}

/// Appends text with the characters escaped that mean something in HTML, in an
/// attribute's quotes too.
pub fn escape(out: &mut String, text: &str) {
    escape_each(out, text, |byte| match byte {
        b'"' => Some("&quot;"),
        byte => reference(byte),
    });
}

/// Appends text with the characters escaped that mean something in HTML between
/// tags.
pub fn escape_text(out: &mut String, text: &str) {
    escape_each(out, text, reference);
}

fn reference(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        _ => None,
    }
}

/// How many bytes are looked at together for whether one needs an escape.
const TOGETHER: usize = 32;

/// Appends text, what needs no escape in whole pieces.
fn escape_each(out: &mut String, text: &str, reference: impl Fn(u8) -> Option<&'static str>) {
    // Most texts need none, and whole pieces are compared far faster than byte by byte.
    let means_something = |byte: &u8| matches!(byte, b'"' | b'&' | b'<' | b'>');
    let mut pieces = text.as_bytes().chunks(TOGETHER);
    if !pieces.any(|piece| piece.iter().fold(false, |found, byte| found | means_something(byte))) {
        out.push_str(text);
        return;
    }
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(reference) = reference(byte) {
            out.push_str(&text[from..at]);
            out.push_str(reference);
            from = at + 1;
        }
    }
    out.push_str(&text[from..]);
}

/// Text as part of an address: lower case, with everything but letters, digits,
/// `.`, `_` and `-` turned into single hyphens.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || matches!(c, '.' | '_' | '-') {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// Text with each letter and its accents as one character where there is one (NFC), so
/// that what looks the same is the same.
pub fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.nfc().collect())
}

/// Text without some of its characters, accents among them, be they written apart from their
/// letters or not.
pub fn without_some(text: Vec<char>, some: impl Fn(char) -> bool) -> impl Iterator<Item = char> {
    text.into_iter().nfd().filter(move |c| !some(*c)).nfc()
}

/// Whether a file's name has such an ending, in whatever case.
pub fn ends_with(name: &str, ending: &str) -> bool {
    name.len()
        .checked_sub(ending.len())
        .and_then(|at| name.get(at..))
        .is_some_and(|end| end.eq_ignore_ascii_case(ending))
}

/// A file's name with its ending in lower case: `207.md` of `207.MD`.
pub fn with_lower_ending(name: &str) -> String {
    let at = name.rfind('.').unwrap_or(name.len());
    format!("{}{}", &name[..at], name[at..].to_lowercase())
}

/// Text with its percent encodings undone.
pub fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = (*first == b'%').then(|| after.get(..2)).flatten();
        let byte = code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The path of a file as part of an address: what means something else there, or may not
/// stand there, is percent-encoded. Letters of other scripts stay readable.
pub fn percent_encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for c in path.chars() {
        match c {
            '"'
            | '#'
            | '%'
            | '<'
            | '>'
            | '?'
            | '['
            | '\\'
            | ']'
            | '^'
            | '`'
            | '{'
            | '|'
            | '}'
            | '\0'..=' '
            | '\u{7f}' => {
                encoded.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c => encoded.push(c),
        }
    }
    encoded
}

/// A path or the name of a place as the target of a link in markdown, as the house writes it:
/// plain, but for what would end the target or mean something else in it.
pub fn link_target(path: &str) -> String {
    let depths = path.chars().scan(0_i32, |depth, c| {
        *depth += i32::from(c == '(') - i32::from(c == ')');
        Some(*depth)
    });
    let depths: Vec<i32> = depths.collect();
    let is_balanced = depths.iter().all(|depth| *depth >= 0) && depths.last().is_none_or(|depth| *depth == 0);
    let encoded = percent_encoded(path).replace('&', "%26");
    if is_balanced { encoded } else { encoded.replace('(', "%28").replace(')', "%29") }
}

/// The name of a character that shows nothing, or a space that looks like another.
pub fn unseen(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{a0}' => "a no-break space",
        '\u{202f}' => "a narrow no-break space",
        '\u{ad}' => "a soft hyphen",
        '\u{200b}' => "a zero-width space",
        '\u{200c}' => "a zero-width non-joiner",
        '\u{200d}' => "a zero-width joiner",
        '\u{200e}' | '\u{200f}' => "a mark of writing direction",
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "a change of writing direction",
        '\u{2060}' | '\u{feff}' => "a zero-width no-break space",
        _ => return None,
    })
}

/// Text in lines of at most so many characters, where its words allow it.
pub fn lines(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Replaces each `{name}` by its value.
pub fn fill(text: &str, value: impl Fn(&str) -> String) -> String {
    let mut rest = text;
    let mut filled = String::new();
    while let Some((before, name, after)) = field_of(rest) {
        filled.push_str(before);
        filled.push_str(&value(name));
        rest = after;
    }
    filled + rest
}

/// The first `{name}` of a text: what stands before it, the name, the rest.
pub fn field_of(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// The names of all fields in braces.
pub fn names(text: &str) -> Vec<String> {
    let found = std::cell::RefCell::new(Vec::new());
    fill(text, |name| {
        found.borrow_mut().push(name.to_owned());
        String::new()
    });
    found.into_inner()
}

/// Whether a text has the form of a glob, in which `?` stands for one character
/// and `*` for any number of them.
pub fn glob_matches(glob: &str, text: &str) -> bool {
    let (glob, text): (Vec<char>, Vec<char>) = (glob.chars().collect(), text.chars().collect());
    let (mut at_glob, mut at_text) = (0, 0);
    let mut star = None;
    while at_text < text.len() {
        match glob.get(at_glob) {
            Some('*') => {
                star = Some((at_glob, at_text));
                at_glob += 1;
            }
            Some(c) if *c == '?' || *c == text[at_text] => {
                at_glob += 1;
                at_text += 1;
            }
            _ => match &mut star {
                None => return false,
                Some((after_glob, after_text)) => {
                    *after_text += 1;
                    at_glob = *after_glob + 1;
                    at_text = *after_text;
                }
            },
        }
    }
    glob[at_glob..].iter().all(|c| *c == '*')
}

/// A text of HTML with the references in it read: the five that escaping makes, numbers, and
/// the space that does not break.
pub fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(10).position(|byte| byte == b';');
        let Some((c, end)) = end.and_then(|end| Some((referred(&rest[1..end])?, end))) else {
            plain.push('&');
            rest = &rest[1..];
            continue;
        };
        plain.push(c);
        rest = &rest[end + 1..];
    }
    plain + rest
}

/// The character of a reference, which is given without its signs.
fn referred(name: &str) -> Option<char> {
    let number = name.strip_prefix('#').map(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    });
    match (name, number) {
        (_, Some(number)) => char::from_u32(number.ok()?),
        ("amp", _) => Some('&'),
        ("lt", _) => Some('<'),
        ("gt", _) => Some('>'),
        ("quot", _) => Some('"'),
        ("nbsp", _) => Some('\u{a0}'),
        _ => None,
    }
}

/// A text as YAML in quotes.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A text as YAML, without quotes where YAML reads it as the same text.
pub fn plain_or_quoted(text: &str) -> String {
    let plain = text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let word = matches!(text, "true" | "false" | "null" | "yes" | "no") || text.starts_with('0');
    if plain && !word { text.to_owned() } else { quoted(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_keys_count_as_numbers() {
        let mut keys = ["PAY-10", "PAY-9", "404", "99", "card_declined", "PAY-0042"];
        keys.sort_by(|a, b| natural(a, b));
        assert_eq!(keys, ["99", "404", "PAY-9", "PAY-10", "PAY-0042", "card_declined"]);
    }

    #[test]
    fn globs_match_whole_texts() {
        for (glob, text, expected) in [
            ("4??", "404", true),
            ("4??", "4040", false),
            ("*", "", true),
            ("card_*", "card_declined", true),
            ("a*c*e", "abcde", true),
            ("a*c*e", "abcd", false),
        ] {
            assert_eq!(glob_matches(glob, text), expected, "{glob} {text}");
        }
    }

    #[test]
    fn slugs_hold_only_what_addresses_may() {
        assert_eq!(slug("What it means: a & b?"), "what-it-means-a-b");
    }
}
