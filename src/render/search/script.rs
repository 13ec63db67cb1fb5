//! Scripts: texts as classic scripts, and scripts without their comments.

use serde_json::Value as Json;

/// A script that hands a text to a function.
pub fn call(function: &str, text: &str) -> String {
    // A script element ends at `</`; the two line separators end a script line.
    let text = Json::String(text.to_owned())
        .to_string()
        .replace("</", "<\\/")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029");
    format!("{function}({text});\n")
}

/// The text that a script made by [`call`] hands over.
pub fn called(script: &str) -> Option<String> {
    let (_, rest) = script.trim_end().split_once('(')?;
    serde_json::from_str(rest.strip_suffix(");")?).ok()
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

/// A script without indentation, comments that have lines of their own, and
/// comments of one line that begin with `/**`, and spaces beside signs. Strings of several lines and such
/// comments inside strings are not to be used.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_and_patterns_stay() {
        let script = "  // gone\n  const a = /** @type {x} */ (b + +c) / 2 , d = \"x = y\";\n\treturn / [ /] = /.test(e) ? `f = ${g}` : a - -1;\n";
        assert_eq!(squeezed(script), "const a=(b+ +c) /2,d=\"x = y\";\nreturn / [ /] = /.test(e)?`f = ${g}`:a- -1;\n");
    }
}
