//! Declarations in style sheets, `name: value`: names that no property has, and values that go
//! on in the next line since a semicolon is missing. Browsers pass over both in silence.

use crate::diag::{choices_help, nearest};
use std::ops::Range;

/// The names of all properties, one a line, and where they come from.
const PROPERTIES: &str = include_str!("properties.txt");

/// What is wrong with a declaration: where, under which code, what, and what would be right.
pub struct Slip {
    pub at: Range<usize>,
    pub is_name: bool,
    pub message: String,
    pub help: String,
}

/// What is wrong with the declarations of a sheet whose braces are whole.
pub fn slips(text: &str) -> Vec<Slip> {
    let known: Vec<&str> = PROPERTIES.lines().filter(|line| !line.starts_with('#')).collect();
    let is_known = |name: &str| known.binary_search(&name).is_ok();
    let mut slips = Vec::new();
    for declaration in declarations(text) {
        let Some(name) = name_in(text, declaration.clone()) else { continue };
        let written = &text[name.clone()];
        if written.starts_with("--") {
            continue;
        }
        if let Some(next) = next_in(text, name.end + 1..declaration.end, &is_known) {
            slips.push(Slip {
                at: next.clone(),
                is_name: false,
                message: format!("this belongs to the value of \"{written}\""),
                help: format!("put a `;` behind that value, before `{}`", &text[next]),
            });
        }
        let lower = written.to_ascii_lowercase();
        if !lower.starts_with('-') && !is_known(&lower) {
            let message = format!("no property of CSS is called \"{written}\"");
            let help = match nearest(&lower, known.iter().copied()) {
                Some(_) => choices_help("properties", &lower, known.iter().copied()),
                None => "look its name up; properties of your own start with `--`".to_owned(),
            };
            slips.push(Slip { at: name, is_name: true, message, help });
        }
    }
    slips
}

/// What stands between braces and semicolons inside of rules, without the heads of rules.
fn declarations(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let (mut at, mut start, mut depth, mut brackets) = (0, 0, 0_usize, 0_usize);
    while at < bytes.len() {
        match bytes[at] {
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                let end = text[at + 2..].find("*/").map_or(text.len(), |end| at + 2 + end + 2);
                if text[start..at].trim().is_empty() {
                    start = end;
                }
                at = end;
                continue;
            }
            quote @ (b'"' | b'\'') => at = end_of_string(bytes, at, quote),
            b'\\' => at += 1,
            b'(' | b'[' => brackets += 1,
            b')' | b']' => brackets = brackets.saturating_sub(1),
            sign @ (b'{' | b'}' | b';') if brackets == 0 => {
                if sign != b'{' && depth > 0 {
                    found.push(start..at);
                }
                depth = match sign {
                    b'{' => depth + 1,
                    b'}' => depth.saturating_sub(1),
                    _ => depth,
                };
                start = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// The last byte of a string, which ends with its line at the latest.
pub fn end_of_string(bytes: &[u8], start: usize, quote: u8) -> usize {
    let mut at = start + 1;
    while at < bytes.len() && bytes[at] != quote && bytes[at] != b'\n' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    if bytes.get(at) == Some(&b'\n') { at - 1 } else { at }
}

/// The name before the colon of a declaration.
fn name_in(text: &str, declaration: Range<usize>) -> Option<Range<usize>> {
    let words = text[declaration.clone()].trim_start();
    let start = declaration.end - words.len();
    let name = words.split(':').next()?.trim_end();
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    (is_name && words.contains(':')).then(|| start..start + name.len())
}

/// The name of another declaration that begins in a later line of a value.
fn next_in(text: &str, value: Range<usize>, is_known: &dyn Fn(&str) -> bool) -> Option<Range<usize>> {
    let mut at = value.start;
    for (number, line) in text.get(value)?.split_inclusive('\n').enumerate() {
        let words = line.trim_start();
        let name = words.split(':').next().unwrap_or_default();
        if number > 0 && name.len() < words.trim_end().len() && is_known(name.trim_end()) {
            let start = at + line.len() - words.len();
            return Some(start..start + name.trim_end().len());
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_listed_in_order() {
        let names: Vec<&str> = PROPERTIES.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(names.len() > 500 && names.is_sorted(), "{}", names.len());
    }

    #[test]
    fn only_names_of_declarations_are_looked_up() {
        for (text, told) in [
            ("a { colr: red }", vec!["colr"]),
            ("a:hvr { color: red; margn: 0 } @media (widh: 1px) { b { COLOR: x } }", vec!["margn"]),
            ("@font-face { src: url(data:a;b); font-display: swap } :root { --own: 1 }", vec![]),
            ("a { -webkit-new: 1; _hack: 1; & b:hvr { top: 0 } /* colr: 1; */ }", vec![]),
            ("@layer a, b; @import url(x:y); a::before { content: \"colr: ;\" }", vec![]),
            ("a { color: red\n  margin: 0; top: 1px }", vec!["margin"]),
            ("a { grid: x\n  y; background: url(a),\n  url(b) }", vec![]),
        ] {
            let found = slips(text);
            assert_eq!(found.iter().map(|slip| &text[slip.at.clone()]).collect::<Vec<_>>(), told, "{text}");
        }
    }
}
