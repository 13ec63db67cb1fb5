//! Slips in style sheets, of which browsers say nothing. A rule that is not closed takes all
//! behind it along; what stands in a rule is left to `declarations`.

use super::declarations::{self, end_of_string};
use crate::assets::Assets;
use crate::diag::Diagnostic;

/// A brace that opens: where, and how far its line is indented.
struct Open {
    at: usize,
    line: usize,
    indent: usize,
}

/// Reports slips in a theme's style sheets.
pub fn check(assets: &Assets, problems: &mut Vec<Diagnostic>) {
    for (name, text) in assets.texts().filter(|(name, _)| name.ends_with(".css")) {
        if let Some((at, message, help)) = unpaired(text) {
            problems.push(Diagnostic::error("unpaired-brace", assets.span(name, at..at + 1), message).help(help));
            continue;
        }
        problems.extend(declarations::slips(text).into_iter().map(|slip| {
            let span = assets.span(name, slip.at);
            let problem = match slip.is_name {
                true => Diagnostic::warning("unknown-property", span, slip.message),
                false => Diagnostic::warning("no-semicolon", span, slip.message),
            };
            problem.help(slip.help)
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
