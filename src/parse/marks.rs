//! The marks of a YAML text that the parser is not asked for: brackets, quotes, comments.
//!
//! By them it is known how deep lists and mappings in brackets stand in each other. The
//! parser gives up at a depth of its own, but first reads all of the text in time that
//! grows with the square of the depth; so a text that is too deep is not given to it. By
//! them too a slip is found in a text that it refuses.

/// The depth at which the parser gives up.
pub const DEEPEST: usize = 128;

/// A mark in a YAML text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A bracket that opens a list or mapping.
    Open(usize),
    /// A bracket that closes one.
    Close(usize),
    /// A text in quotes: its opening and its closing quote; the end of all where there is
    /// none.
    Quoted(usize, usize),
    /// The `#` of a comment.
    Comment(usize),
    /// The `-` of an entry at the start of its line, which would go on with the text above
    /// where it is indented further.
    Dash(usize),
}

/// What the marks of a text tell before it is parsed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The first bracket that opens one level too many.
    pub too_deep: Option<usize>,
    /// Where comments start right behind a value that look like a part of it, `#5`.
    pub cut: Vec<usize>,
    /// Where what looks like an entry of a list goes on with the text above.
    pub joined: Vec<usize>,
}

/// Walks through a text and tells what is to be known before it is parsed.
pub fn told(text: &str) -> Told {
    let bytes = text.as_bytes();
    let mut told = Told::default();
    let mut depth = 0;
    walk(text, |mark| {
        match mark {
            Mark::Open(at) => {
                depth += 1;
                if depth > DEEPEST {
                    told.too_deep = Some(at);
                    return false;
                }
            }
            Mark::Close(_) => depth -= 1,
            Mark::Comment(at) => {
                let is_word = text[at + 1..].starts_with(char::is_alphanumeric);
                let line = bytes[..at].iter().rev().take_while(|byte| **byte != b'\n');
                let before = line.copied().find(|byte| !byte.is_ascii_whitespace());
                // Right behind a colon or a dash no value is cut, there none is given.
                if is_word && before.is_some_and(|byte| !matches!(byte, b':' | b'-')) {
                    told.cut.push(at);
                }
            }
            Mark::Dash(at) if goes_on(text, at) => told.joined.push(at),
            Mark::Quoted(..) | Mark::Dash(_) => {}
        }
        true
    });
    told
}

/// Whether an entry is indented further than the line above, in which a text has begun.
fn goes_on(text: &str, at: usize) -> bool {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let above = text[..start].lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let words = above.trim();
    at - start > indent(above) && !words.starts_with('#') && words != "---"
}

/// Gives the marks of a text in their order, while more are wanted.
pub fn walk(text: &str, mut wants_more: impl FnMut(Mark) -> bool) {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0_usize, 0_usize);
    // Whether a value may begin here; elsewhere a bracket is a letter like others.
    let mut value = true;
    while at < bytes.len() {
        let is_mark = bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace);
        let mut mark = None;
        match bytes[at] {
            b'[' | b'{' if value || depth > 0 => {
                mark = Some(Mark::Open(at));
                (depth, value) = (depth + 1, true);
            }
            b']' | b'}' if depth > 0 => {
                mark = Some(Mark::Close(at));
                (depth, value) = (depth - 1, false);
            }
            b'"' | b'\'' if value => {
                let end = end_of_quoted(bytes, at);
                mark = Some(Mark::Quoted(at, end));
                (at, value) = (end, false);
            }
            b'#' if at == 0 || bytes[at - 1].is_ascii_whitespace() => {
                mark = Some(Mark::Comment(at));
                at = end_of_line(bytes, at);
            }
            b'|' | b'>' if value && depth == 0 => at = end_of_block(text, at),
            // An anchor or a tag stands before its value.
            b'&' | b'!' if value => {
                at += bytes[at..].iter().take_while(|byte| !byte.is_ascii_whitespace()).count() - 1;
            }
            b',' if depth > 0 => value = true,
            b'-' if is_mark && !value && depth == 0 && is_first(text, at) => {
                mark = Some(Mark::Dash(at));
                value = true;
            }
            b':' | b'-' | b'?' if is_mark => value = true,
            byte if byte.is_ascii_whitespace() => {}
            _ => value = false,
        }
        at += 1;
        if !mark.is_none_or(&mut wants_more) {
            return;
        }
    }
}

/// Whether nothing but spaces stands before a place in its line.
fn is_first(text: &str, at: usize) -> bool {
    text.as_bytes()[..at].iter().rev().find(|byte| **byte != b' ').is_none_or(|byte| *byte == b'\n')
}

/// The closing quote of a text in quotes, or the end.
fn end_of_quoted(bytes: &[u8], start: usize) -> usize {
    let quote = bytes[start];
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quote == b'"' => at += 1,
            byte if byte == quote && quote == b'\'' && bytes.get(at + 1) == Some(&quote) => at += 1,
            byte if byte == quote => return at,
            _ => {}
        }
        at += 1;
    }
    at
}

/// The line break at the end of a line, or the end.
fn end_of_line(bytes: &[u8], start: usize) -> usize {
    start + bytes[start..].iter().take_while(|byte| **byte != b'\n').count()
}

/// The end of a text such as `|` starts: the lines that are indented further than
/// the name or the mark of the item that it belongs to.
fn end_of_block(text: &str, start: usize) -> usize {
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let before = &text[line_start..start];
    let name = before.trim_start_matches(['-', ' ']);
    let column = match name {
        "" => before.rfind('-').unwrap_or(0),
        name => before.len() - name.len(),
    };
    let mut at = end_of_line(text.as_bytes(), start);
    for line in text[at..].split_inclusive('\n').skip(1) {
        let words = line.trim_start_matches(' ');
        if !words.trim().is_empty() && line.len() - words.len() <= column {
            break;
        }
        at += line.len();
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_are_counted_where_they_open_something() {
        let many = "[".repeat(200);
        for deep in ["a: X", "X", "- X", "a:\n  X", "a: &b X", "a: !c X", "a: {b: X", "- a: |\n    text\n  b: X"] {
            assert!(told(&deep.replace('X', &many)).too_deep.is_some(), "{deep}");
        }
        for text in ["a: b X", "a: \"X\"", "a: 'b''X'", "# X", "a: |\n  X", "- >\n  X\n- b", "a: [b, \"X\"]"] {
            assert_eq!(told(&text.replace('X', &many)).too_deep, None, "{text}");
        }
        assert_eq!(told(&format!("a: {}{}", "[".repeat(DEEPEST), "]".repeat(DEEPEST)).repeat(3)).too_deep, None);
    }

    #[test]
    fn entries_that_go_on_with_the_text_above_are_told() {
        for (text, joined) in [
            ("- a\n  - b", true),
            ("a:\n  - b c\n   - d", true),
            ("a: b\n  - c", true),
            ("- a\n- b", false),
            ("a:\n  - b\n  - c", false),
            ("- a:\n    - b", false),
            ("- a:\n    b\n- c", false),
            ("-\n  - b", false),
            ("a:\n  - b\nc:\n  - d", false),
            ("a: |\n  b\n    - c", false),
            ("a: \"b\n  - c\"", false),
        ] {
            assert_eq!(!told(text).joined.is_empty(), joined, "{text}");
        }
    }

    #[test]
    fn values_that_a_comment_cuts_are_told() {
        for (text, cut) in [
            ("a: Error #5 in C#", true),
            ("a: b\nc: Rate #limit", true),
            ("- a #b", true),
            ("a: b # c", false),
            ("a: C#", false),
            ("#a: b", false),
            ("a: #b", false),
            ("  #a", false),
            ("a: \"b #c\"", false),
            ("a: |\n  b #c", false),
        ] {
            assert_eq!(!told(text).cut.is_empty(), cut, "{text}");
        }
    }
}
