//! Scripts: texts as classic scripts, and scripts without their comments.

use std::collections::{BTreeMap, BTreeSet};

/// A script that hands a text to a function. In a template its line breaks and tabs
/// stand as they are.
pub fn call(function: &str, text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('`', "\\`").replace("${", "\\${").replace('\r', "\\r");
    format!("{function}(`{text}`);\n")
}

/// The text that a script made by [`call`] hands over.
pub fn called(script: &str) -> Option<String> {
    let (_, rest) = script.trim_end().split_once("(`")?;
    let mut chars = rest.strip_suffix("`);")?.chars();
    let mut text = String::new();
    while let Some(c) = chars.next() {
        text.push(match c {
            '\\' => chars.next().map(|c| if c == 'r' { '\r' } else { c })?,
            c => c,
        });
    }
    Some(text)
}

/// Appends a line of script without the spaces beside signs. What stands in
/// strings and patterns is left as it is.
fn tight(out: &mut String, line: &str) {
    let glued = |c: char| c.is_ascii_punctuation() && !matches!(c, '_' | '$' | '"' | '\'' | '`' | '#' | '\\' | '@');
    let chars: Vec<char> = line.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        let before = out.chars().next_back().unwrap_or('\n');
        let (c, next) = (chars[at], chars.get(at + 1).copied().unwrap_or('\n'));
        let opens = matches!(c, '"' | '\'' | '`') || (c == '/' && (!glued_to_value(out) || before == '\n'));
        if opens {
            let end = end_of(&chars, at);
            out.extend(&chars[at..end]);
            at = end;
            continue;
        }
        let doubled = before == next && matches!(next, '+' | '-');
        if c != ' ' || doubled || !(glued(before) || glued(next)) || (next == '/' && before != '=') {
            out.push(c);
        }
        at += 1;
    }
}

/// Whether a slash here divides, because a value stands before it.
fn glued_to_value(out: &str) -> bool {
    let before = out.trim_end_matches(' ');
    !before.ends_with("return")
        && before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | ']' | '}' | '_' | '$'))
}

/// Where a string or pattern ends that starts at a position.
fn end_of(chars: &[char], start: usize) -> usize {
    let (mut at, mut group) = (start + 1, false);
    while at < chars.len() && (chars[at] != chars[start] || group) {
        match chars[at] {
            '\\' => at += 1,
            '[' if chars[start] == '/' => group = true,
            ']' => group = false,
            _ => {}
        }
        at += 1;
    }
    (at + 1).min(chars.len())
}

/// A script without indentation, comments that have lines of their own, comments of
/// one line that begin with `/**`, and spaces beside signs. Strings of several lines
/// and such comments inside strings are not to be used.
pub fn squeezed(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    let mut inside = false;
    for line in script.lines() {
        let mut line = line.trim().to_owned();
        if inside {
            inside = !line.ends_with("*/");
            continue;
        }
        while let Some(start) = line.find("/**") {
            let Some(length) = line[start..].find("*/") else {
                inside = true;
                line.truncate(start);
                break;
            };
            line.replace_range(start..start + length + 2, "");
        }
        let line = line.trim();
        if !line.is_empty() && !line.starts_with("//") {
            tight(&mut out, line);
            out.push('\n');
        }
    }
    out
}

/// A piece of a script: a name with whether it is one, or what stands between names.
fn pieces(script: &str) -> Vec<(bool, String)> {
    let chars: Vec<char> = script.chars().collect();
    let word = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '$');
    let (mut pieces, mut at) = (Vec::new(), 0);
    let mut before = String::new();
    while at < chars.len() {
        let c = chars[at];
        let opens = matches!(c, '"' | '\'' | '`') || (c == '/' && (!glued_to_value(&before) || before.ends_with('\n')));
        let size = chars[at..].iter().take_while(|c| word(c)).count();
        let end = if opens { end_of(&chars, at) } else { at + size.max(1) };
        let piece: String = chars[at..end].iter().collect();
        before.push_str(&piece);
        pieces.push((size > 0 && !c.is_ascii_digit(), piece));
        at = end;
    }
    pieces
}

/// A squeezed script with short names for its own constants and functions. Names that
/// are also those of members, or stand in templates, stay; methods in object literals
/// and outer names that are declared again inside are not to be used.
pub fn shortened(script: &str) -> String {
    let pieces = pieces(script);
    let text = |at: Option<usize>| at.and_then(|at| pieces.get(at)).map_or("", |(_, text)| text.as_str());
    let (mut own, mut kept) = (Vec::new(), BTreeSet::new());
    for (at, (name, piece)) in pieces.iter().enumerate() {
        let (before, after) = (text(at.checked_sub(1)), text(Some(at + 1)));
        let member = before == "." && text(at.checked_sub(2)) != ".";
        if piece.starts_with('`') {
            kept.extend(piece.split(|c: char| !c.is_alphanumeric()));
        } else if *name && (member || after == ":" || (matches!(before, "{" | ",") && matches!(after, "," | "}"))) {
            kept.insert(piece.as_str());
        } else if before == " " && matches!(text(at.checked_sub(2)), "const" | "let" | "function") && piece.len() > 2 {
            own.push(piece.as_str());
        }
    }
    let known: BTreeSet<&str> = pieces.iter().map(|(_, text)| text.as_str()).collect();
    let letters = || ('A'..='Z').chain('a'..='z').map(String::from);
    let pairs = ('a'..='z').flat_map(|first| letters().map(move |second| format!("{first}{second}")));
    let mut fresh =
        letters().chain(pairs).filter(|name| !known.contains(name.as_str()) && !KEYWORDS.contains(&name.as_str()));
    let mut short: BTreeMap<&str, String> = BTreeMap::new();
    for name in own.into_iter().filter(|name| !kept.contains(name)) {
        if !short.contains_key(name)
            && let Some(new) = fresh.next()
        {
            short.insert(name, new);
        }
    }
    pieces.iter().map(|(_, piece)| short.get(piece.as_str()).map_or(piece.as_str(), String::as_str)).collect()
}

/// Words of the language of two letters.
const KEYWORDS: [&str; 5] = ["as", "do", "if", "in", "of"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_through_a_call() {
        let text = "a\tb\n\n\\n `c` ${d} \"e\" \\`\r\n$ {";
        let script = call("f", text);
        assert!(script.starts_with("f(`a\tb\n\n\\\\n \\`c\\` \\${d} \"e\""), "{script}");
        assert_eq!(called(&script).as_deref(), Some(text));
    }

    #[test]
    fn strings_and_patterns_stay() {
        let script = "  // gone\n  const a = /** @type {x} */ (b + +c) / 2 , d = \"x = y\";\n\treturn / [ /] = /.test(e) ? `f = ${g}` : a - -1;\n";
        assert_eq!(squeezed(script), "const a=(b+ +c) /2,d=\"x = y\";\nreturn / [ /] = /.test(e)?`f = ${g}`:a- -1;\n");
    }

    #[test]
    fn own_names_become_short() {
        let script = "const words=text.words,count=f(words);function later(a){return{count,a:later(\"later\")};}";
        assert_eq!(
            shortened(script),
            "const words=text.words,count=f(words);function A(a){return{count,a:A(\"later\")};}"
        );
    }
}
