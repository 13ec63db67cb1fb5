//! JSON as data, and where it is broken. The parser tells the line and the byte at which it gave
//! up, which for a missing comma or quote is behind the slip.

use super::form::Spot;
use super::node::Node;
use super::yaml::value_of;
use serde_json::{Deserializer, Error, Value};
use std::ops::Range;

/// A slip in JSON: its place in the text, and what is wrong.
#[derive(Debug, PartialEq, Eq)]
pub struct BrokenJson {
    pub at: Range<usize>,
    pub message: String,
}

/// How to mend JSON.
pub const HELP: &str = "correct the JSON; names and texts stand in double quotes, and a comma between entries";

/// What is wrong with a text that should be JSON; nothing when it is.
pub fn broken_json(text: &str) -> Option<BrokenJson> {
    let error = serde_json::from_str::<Value>(text).err()?;
    let found = offset(text, &error).min(text.len());
    let written = error.to_string();
    let said = written.split(" at line ").next().unwrap_or_default();
    let before = text[..found].trim_end();
    let last = before.len() - before.chars().next_back().map_or(0, char::len_utf8);
    let (start, message) = match said {
        "trailing comma" => (last, "the comma in front of a closing bracket has nothing behind it".to_owned()),
        said if error.is_eof() => {
            let whole = text.trim_end();
            let end = whole.len() - whole.chars().next_back().map_or(0, char::len_utf8);
            let what = if said.contains("string") { "a string" } else { said.rsplit(' ').next().unwrap_or_default() };
            let what = match what {
                "object" => "an object",
                "list" => "a list",
                "a string" => "a string",
                _ => "a value",
            };
            let start = if what == "a string" { open_quote(whole).unwrap_or(end) } else { end };
            (start, format!("it ends inside {what}"))
        }
        said if said.starts_with("control character") => {
            let line = text[..found].trim_end_matches('\n');
            let line_start = line.rfind('\n').map_or(0, |newline| newline + 1);
            (
                line_start + open_quote(&line[line_start..]).unwrap_or(0),
                "this string is not closed on its line".to_owned(),
            )
        }
        said if said.starts_with("expected `,`") && text[before.len()..found].contains('\n') => {
            (last, "no comma stands behind this value".to_owned())
        }
        "expected ident" => {
            let word = before.len()
                - before.chars().rev().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum::<usize>();
            (word, "this word is not true, false or null".to_owned())
        }
        "expected value" => {
            (found, "text in quotes, a number, a list, an object, true, false or null should stand here".to_owned())
        }
        "key must be a string" => (found, "a name in double quotes should stand here".to_owned()),
        said => (found, said.to_owned()),
    };
    let len = text[start..].chars().next().map_or(0, char::len_utf8);
    Some(BrokenJson { at: start..start + len, message })
}

/// What a text says that is JSON. A name that stands twice is there twice.
pub fn read(text: &str) -> Result<Node, BrokenJson> {
    let node = value_of(&mut Deserializer::from_str(text));
    match broken_json(text) {
        Some(broken) => Err(broken),
        None => Ok(node.unwrap_or(Node::Null)),
    }
}

/// Where the values of a text stand of which it is known that it is JSON.
pub fn spots(text: &str) -> Spot {
    let start = text.len() - text.trim_start().len();
    value_at(text, start, 0..0)
}

/// The value that starts at a place, and all in it.
fn value_at(text: &str, start: usize, name: Range<usize>) -> Spot {
    let skip = |at: usize, signs: &[char]| text.len() - text[at..].trim_start_matches(signs).len();
    let mut inside = Vec::new();
    let mut at = start;
    let end = match text[start..].chars().next() {
        Some('"') => string_end(text, start),
        Some(open @ ('[' | '{')) => loop {
            at = skip(at + usize::from(at == start), &[' ', '\t', '\n', '\r', ',']);
            let is_end = text[at..].is_empty() || text[at..].starts_with([']', '}']);
            if is_end {
                break (at + 1).min(text.len());
            }
            let name = if open == '{' { at..string_end(text, at) } else { at..at };
            let value = value_at(text, skip(name.end, &[' ', '\t', '\n', '\r', ':']), name);
            at = value.at.end;
            inside.push(value);
        },
        _ => text[start..].find([',', ']', '}', ' ', '\t', '\n', '\r']).map_or(text.len(), |end| start + end),
    };
    Spot { name, at: start..end, inside }
}

/// Where the string ends that starts at a place.
fn string_end(text: &str, start: usize) -> usize {
    let mut escaped = false;
    let is_end = |c: char| {
        let is_quote = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        is_quote
    };
    text[start + 1..].find(is_end).map_or(text.len(), |end| start + end + 2)
}

/// The byte that the parser names. It counts bytes of the line from one, and calls the
/// end of a line column zero of the next.
fn offset(text: &str, error: &Error) -> usize {
    let start: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let mut at = (start + error.column()).saturating_sub(1).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Where the last string of a text opens that is not closed in it.
fn open_quote(text: &str) -> Option<usize> {
    let (mut open, mut escaped) = (None, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = open.is_some(),
            '"' => open = if open.is_some() { None } else { Some(at) },
            _ => {}
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_with_their_places() {
        use crate::parse::node::Step::{Item, Key, Value};
        let text = "\n[ {\"a\": 1.50, \"b\\\"\":[true,\n\t\"x\\\\\"] ,\"a\":null}, {} ]\n";
        let node = read(text).unwrap();
        let list = Node::List(vec![Node::Flag(true), Node::Text("x\\".into())]);
        let first = [("a", Node::Number(1.5)), ("b\"", list), ("a", Node::Null)];
        let first = Node::Map(first.into_iter().map(|(name, node)| (name.to_owned(), node)).collect());
        assert_eq!(node, Node::List(vec![first, Node::Map(Vec::new())]));
        let spot = spots(text);
        let written = |path: &[crate::parse::Step]| &text[spot.find(path).0];
        assert_eq!(written(&[Item(0), Value(0)]), "1.50");
        assert_eq!(written(&[Item(0), Key(1)]), "\"b\\\"\"");
        assert_eq!(written(&[Item(0), Value(1), Item(1)]), "\"x\\\\\"");
        assert_eq!(written(&[Item(0), Value(2)]), "null");
        assert_eq!(written(&[Item(1)]), "{}");
        assert_eq!(spots(" 4").at, 1..2);
    }

    #[test]
    fn slips_are_told_where_they_are() {
        for (text, at, message) in [
            ("{\"a\": 1,}", 7, "the comma in front of a closing bracket has nothing behind it"),
            ("{\n  \"a\": 1\n  \"b\": 2\n}", 9, "no comma stands behind this value"),
            ("{\n  \"a\": \"b,\n  \"c\": 2\n}", 9, "this string is not closed on its line"),
            ("{\"a\": 'b'}", 6, "text in quotes, a number, a list, an object, true, false or null should stand here"),
            ("{\"a\" 1}", 5, "expected `:`"),
            ("{a: 1}", 1, "a name in double quotes should stand here"),
            ("[1, 2", 4, "it ends inside a list"),
            ("{\"ä\": \"b", 7, "it ends inside a string"),
            ("{\"a\": [\n  1,\n  tru\n]}", 15, "this word is not true, false or null"),
        ] {
            let broken = broken_json(text).unwrap();
            assert_eq!((broken.at.start, broken.message.as_str()), (at, message), "{text}");
        }
        assert_eq!(broken_json("{\"a\": [1, null]}"), None);
    }
}
