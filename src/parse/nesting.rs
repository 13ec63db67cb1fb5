//! How deep lists and mappings in brackets stand in each other. The YAML parser
//! gives up at a depth of its own, but first reads all of the text in time that
//! grows with the square of the depth; so a text that is too deep is not given to it.

/// The depth at which the parser gives up.
pub const DEEPEST: usize = 128;

/// The byte offset of the first bracket that opens one level too many.
pub fn too_deep(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0);
    // Whether a value may begin here; elsewhere a bracket is a letter like others.
    let mut value = true;
    while at < bytes.len() {
        let is_mark = bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace);
        match bytes[at] {
            b'[' | b'{' if value || depth > 0 => {
                depth += 1;
                if depth > DEEPEST {
                    return Some(at);
                }
                value = true;
            }
            b']' | b'}' if depth > 0 => (depth, value) = (depth - 1, false),
            b'"' | b'\'' if value => (at, value) = (end_of_quoted(bytes, at), false),
            b'#' if at == 0 || bytes[at - 1].is_ascii_whitespace() => at = end_of_line(bytes, at),
            b'|' | b'>' if value && depth == 0 => at = end_of_block(text, at),
            // An anchor or a tag stands before its value.
            b'&' | b'!' if value => {
                at += bytes[at..].iter().take_while(|byte| !byte.is_ascii_whitespace()).count() - 1;
            }
            b',' if depth > 0 => value = true,
            b':' | b'-' | b'?' if is_mark => value = true,
            byte if byte.is_ascii_whitespace() => {}
            _ => value = false,
        }
        at += 1;
    }
    None
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
            assert!(too_deep(&deep.replace('X', &many)).is_some(), "{deep}");
        }
        for text in ["a: b X", "a: \"X\"", "a: 'b''X'", "# X", "a: |\n  X", "- >\n  X\n- b", "a: [b, \"X\"]"] {
            assert_eq!(too_deep(&text.replace('X', &many)), None, "{text}");
        }
        assert_eq!(too_deep(&format!("a: {}{}", "[".repeat(DEEPEST), "]".repeat(DEEPEST)).repeat(3)), None);
    }
}
