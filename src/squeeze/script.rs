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
            if !out.is_empty() && !out.ends_with([';', '{', ',']) {
                out.push('\n');
            }
            tight(&mut out, line);
        }
    }
    out.push('\n');
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

/// A squeezed script with short names for its own constants, functions and parameters.
/// A name is the same everywhere, so those that are also names of members, or stand in
/// templates, stay; methods in object literals are not to be used.
pub fn shortened(script: &str) -> String {
    let pieces = pieces(script);
    let places = Places::of(&pieces);
    let (mut own, mut kept) = (Vec::new(), BTreeSet::new());
    for (at, (name, piece)) in pieces.iter().enumerate() {
        if piece.starts_with('`') {
            kept.extend(piece.split(|c: char| !c.is_alphanumeric()));
        } else if *name && places.of_member(at) {
            kept.insert(piece.as_str());
        } else if *name && piece.len() > 2 && places.declares(at) {
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

/// In which brackets the pieces of a script stand.
struct Places<'a> {
    pieces: &'a [(bool, String)],
    /// For each piece where the innermost bracket around it opens.
    opened: Vec<Option<usize>>,
    /// For each opening bracket where it closes.
    closed: BTreeMap<usize, usize>,
}

impl<'a> Places<'a> {
    fn of(pieces: &'a [(bool, String)]) -> Places<'a> {
        let (mut open, mut opened, mut closed) = (Vec::new(), Vec::new(), BTreeMap::new());
        for (at, (_, piece)) in pieces.iter().enumerate() {
            let closes = matches!(piece.as_str(), ")" | "]" | "}");
            if closes && let Some(start) = open.pop() {
                closed.insert(start, at);
            }
            opened.push(open.last().copied());
            if matches!(piece.as_str(), "(" | "[" | "{") {
                open.push(at);
            }
        }
        Places { pieces, opened, closed }
    }

    /// The text of the piece so far from another; empty beyond the ends.
    fn text(&self, at: usize, by: isize) -> &str {
        let piece = at.checked_add_signed(by).and_then(|at| self.pieces.get(at));
        piece.map_or("", |(_, text)| text.as_str())
    }

    /// Whether a name is that of a member: behind a dot, before a colon, or alone in
    /// the braces of an object.
    fn of_member(&self, at: usize) -> bool {
        let (before, after) = (self.text(at, -1), self.text(at, 1));
        let alone = matches!(before, "{" | ",") && matches!(after, "," | "}");
        (before == "." && self.text(at, -2) != ".") || after == ":" || (alone && self.inside(at) == "{")
    }

    fn inside(&self, at: usize) -> &str {
        self.opened[at].map_or("", |start| self.text(start, 0))
    }

    /// Whether a name is declared here.
    fn declares(&self, at: usize) -> bool {
        let becomes = self.text(at, 1) == "=" && !matches!(self.text(at, 2), "=" | ">");
        let lone_parameter = self.text(at, 1) == "=" && self.text(at, 2) == ">";
        let follows = |at: usize| self.text(at, -1) == " " && matches!(self.text(at, -2), "const" | "let" | "function");
        let in_list = self.opened[at].is_some_and(|start| match self.text(start, 0) {
            "(" => self.of_parameters(start),
            "[" => follows(start) || self.opened[start].is_some_and(|outer| self.of_parameters(outer)),
            _ => false,
        });
        let first = matches!(self.text(at, -1), "(" | "[" | "," | ".");
        follows(at) || lone_parameter || (becomes && self.text(at, -1) == ",") || (in_list && first)
    }

    /// Whether a bracket opens a list of parameters.
    fn of_parameters(&self, start: usize) -> bool {
        let arrow = |end: &usize| self.text(*end, 1) == "=" && self.text(*end, 2) == ">";
        self.text(start, 0) == "(" && (self.text(start, -3) == "function" || self.closed.get(&start).is_some_and(arrow))
    }
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
        assert_eq!(squeezed(script), "const a=(b+ +c) /2,d=\"x = y\";return / [ /] = /.test(e)?`f = ${g}`:a- -1;\n");
    }

    #[test]
    fn own_names_become_short() {
        for (script, expected) in [
            (
                "const words=text.words,count=f(words);function later(a){return{count,a:later(\"later\")};}",
                "const words=text.words,count=f(words);function A(a){return{count,a:A(\"later\")};}",
            ),
            ("let first=1,second=first;if(second==first)third=2;", "let A=1,B=A;if(B==A)third=2;"),
            (
                "const [one,...rest]=list,add=(left,[right],...more)=>left+right+more;",
                "const [A,...B]=list,C=(D,[E],...F)=>D+E+F;",
            ),
            (
                "function each(given,most){return call(given,most,name=>({name,most}));}",
                "function A(B,most){return call(B,most,name=>({name,most}));}",
            ),
            ("const both=`${both} ${one}`,one=pick?one:both;", "const both=`${both} ${one}`,one=pick?one:both;"),
        ] {
            assert_eq!(shortened(script), expected);
        }
    }
}
