//! The braces of style sheets. A rule that is not closed takes all behind it along, and
//! browsers say nothing.

use crate::assets::Assets;
use crate::diag::Diagnostic;

/// A brace that opens: where, and how far its line is indented.
struct Open {
    at: usize,
    line: usize,
    indent: usize,
}

/// Reports braces without their other half in a theme's style sheets.
pub fn check(assets: &Assets, problems: &mut Vec<Diagnostic>) {
    for (name, text) in assets.texts().filter(|(name, _)| name.ends_with(".css")) {
        problems.extend(unpaired(text).map(|(at, message, help)| {
            Diagnostic::error("unpaired-brace", assets.span(name, at..at + 1), message).help(help)
        }));
    }
}

/// The first brace of a sheet that has no other half.
fn unpaired(text: &str) -> Option<(usize, &'static str, &'static str)> {
    let bytes = text.as_bytes();
    let mut open: Vec<Open> = Vec::new();
    // Where a rule begins no further in than the one around it, that one was to end before.
    let mut doubtful = None;
    let (mut at, mut line_start) = (0, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'\n' => line_start = at + 1,
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                let end = text[at + 2..].find("*/").map_or(text.len(), |end| at + 2 + end + 2);
                line_start = text[..end].rfind('\n').map_or(line_start, |newline| newline + 1);
                at = end;
                continue;
            }
            quote @ (b'"' | b'\'') => at = end_of_string(bytes, at, quote),
            b'\\' => at += 1,
            b'{' => {
                let indent = bytes[line_start..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
                let around = open.last().filter(|around| around.line != line_start && indent <= around.indent);
                doubtful = doubtful.or(around.map(|around| around.at));
                open.push(Open { at, line: line_start, indent });
            }
            b'}' if open.pop().is_none() => {
                return Some((at, "this `}` closes nothing", "take it out, or open a rule before it"));
            }
            _ => {}
        }
        at += 1;
    }
    let first = open.first()?.at;
    Some((
        doubtful.unwrap_or(first),
        "the `{` that opens here is not closed",
        "add `}` behind the last line of the rule",
    ))
}

/// The last byte of a string, which ends with its line at the latest.
fn end_of_string(bytes: &[u8], start: usize, quote: u8) -> usize {
    let mut at = start + 1;
    while at < bytes.len() && bytes[at] != quote && bytes[at] != b'\n' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    if bytes.get(at) == Some(&b'\n') { at - 1 } else { at }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_brace_that_opens_is_told() {
        for (text, wanted) in [
            ("a { b: c }\nd { e: f\ng { h: i }\n", Some("{ e")),
            ("@media x {\n  a { b: c\n  d { e: f }\n}\n", Some("{ b")),
            ("a { b: c }}", Some("}")),
            ("a { b: \"}\" } /* } */ c::before { content: '\\'{' }", None),
            ("a {\n  b: c;\n  & d { e: f }\n}\n", None),
        ] {
            assert_eq!(
                unpaired(text).map(|(at, ..)| &text[at..]).map(|rest| rest.get(..3).unwrap_or(rest)),
                wanted,
                "{text}"
            );
        }
    }
}
