//! Markdown out of values: text that stays text, addresses, code, and the texts of
//! authors with nothing changed but what must be.

use crate::html::{address, label};
use crate::link::{Linked, LinkedText, Target};
use crate::parse::{LinkForm, Published};
use std::borrow::Cow;
use std::ops::Range;

/// Plain text as markdown on one line: whatever stands in it, a reader sees it as it
/// was written, also in a heading, in a link's brackets and in a table's cell.
pub fn escaped(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    // Braces at the end of a heading would be its attributes, escaped or not.
    let has_attributes = text.trim_end().ends_with('}');
    for (at, word) in text.split_whitespace().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        escape_word(&mut out, word, at == 0);
    }
    if has_attributes { out.replace('{', "&#123;") } else { out }
}

/// Whether a text can stand as it is, as most do: words with single spaces between them,
/// and marks that mean something at the start of a line alone.
fn is_plain(text: &str) -> bool {
    let mut may_have_marks = text.starts_with(|c: char| c.is_ascii_alphabetic());
    let mut is_behind_space = true;
    text.bytes().all(|byte| {
        let is_space = byte == b' ';
        let fits = match byte {
            b' ' => !is_behind_space,
            b'.' | b'-' | b':' | b')' => may_have_marks,
            b',' | b'(' | b'/' | b'\'' | b'"' | b';' | b'?' => true,
            byte => byte.is_ascii_alphanumeric(),
        };
        may_have_marks |= is_space;
        is_behind_space = is_space;
        fits
    }) && !is_behind_space
}

/// A word, the first of its line or not.
fn escape_word(out: &mut String, word: &str, is_first: bool) {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut before = None;
    for (at, c) in word.char_indices() {
        let after = word[at + c.len_utf8()..].chars().next();
        let means_something = match c {
            '\\' | '*' | '`' | '[' | ']' | '<' | '|' | '~' => true,
            // Inside a word it is a letter.
            '_' => !(letter(before) && letter(after)),
            '&' => word[at..].contains(';'),
            // At the start and at the end of a heading.
            '#' => before.is_none_or(|before| before == '#'),
            '-' | '+' | '=' | '>' | ':' => is_first && at == 0,
            '.' | ')' => is_first && at > 0 && at == digits && after.is_none(),
            _ => false,
        };
        if means_something {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
}

/// Text as code on one line. A bar would end a table's cell, and code cannot escape
/// it, so a text with one stays text.
pub fn code(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.contains('|') || text.is_empty() {
        return escaped(&text);
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// A link, its text already markdown.
pub fn link(text: &str, address: &str) -> String {
    format!("[{text}]({})", destination(address))
}

/// An address as it may stand in a link's parentheses and in a table's cell.
pub fn destination(address: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/:.-_~#?=%+,@".contains(&byte);
    if address.bytes().all(is_plain) {
        return address.to_owned();
    }
    let mut out = String::with_capacity(address.len());
    // A reference such as `&lt;` would be read as the character.
    let has_references = address.contains(';');
    let balanced = is_balanced(address);
    for c in address.chars() {
        match c {
            '&' if has_references => out.push_str("&amp;"),
            '(' | ')' if !balanced => out.extend(['\\', c]),
            ' ' | '<' | '>' | '\\' | '|' | '`' | '"' => out.push_str(&format!("%{:02X}", c as u32)),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Whether every parenthesis in an address has its other half.
fn is_balanced(address: &str) -> bool {
    let mut depth = 0i32;
    for c in address.chars() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

/// A text as its author wrote it, but that links lead to whole addresses and show
/// the name of their page where the author gave none. `own` is the address of the
/// page on which it stands.
pub fn written(linked: &Linked, text: &LinkedText, own: &str) -> String {
    let source = text.document.source.as_str();
    let address_of = |link: usize| match &text.targets[link] {
        Target::Here(anchor) => destination(&format!("{own}#{anchor}")),
        target => destination(&address(linked, target, &linked.site.base_url)),
    };
    let is_out = |link: usize| linked.is_left_out(&text.targets[link]);
    let mut edits: Vec<(Range<usize>, Cow<str>)> = Vec::with_capacity(text.document.changes.len());
    for change in &text.document.changes {
        let at = change.at.clone();
        edits.push(match &change.to {
            Published::Text(text) => (at, Cow::Borrowed(&**text)),
            // What leads out of the site stays as it was written.
            Published::Address(link) if matches!(text.targets[*link], Target::Outside(_)) => continue,
            // The link is taken out as a whole; a definition that it refers to goes with it.
            Published::Address(link) | Published::End(link) if is_out(*link) => {
                if text.document.links[*link].at.contains(&at.start) {
                    continue;
                }
                (line_around(source, at.start), "".into())
            }
            Published::Address(link) => (at, address_of(*link).into()),
            Published::End(link) => (at, format!("]({})", address_of(*link)).into()),
            Published::Link(link) if is_out(*link) => (at, escaped(label(linked, text, *link)).into()),
            Published::Link(link) => {
                let image = if text.document.links[*link].form == LinkForm::Image { "!" } else { "" };
                let label = escaped(label(linked, text, *link));
                (at, format!("{image}[{label}]({})", address_of(*link)).into())
            }
        });
    }
    // As on the page, the words alone stand for a link to what is not published.
    for (_, link) in text.document.links.iter().enumerate().filter(|(link, _)| is_out(*link)) {
        if link.form == LinkForm::Path {
            let written = &source[link.at.clone()];
            let end = ["](", "]["].iter().find_map(|end| written.rfind(end)).unwrap_or(written.len() - 1);
            edits.push((link.at.start..link.at.start + 1, "".into()));
            edits.push((link.at.start + end..link.at.end, "".into()));
        }
    }
    edits.sort_by_key(|(at, _)| at.start);
    let mut out = String::with_capacity(source.len() + 64 * edits.len());
    let mut from = 0;
    for (at, written) in edits.into_iter() {
        if at.start >= from {
            out.push_str(&source[from..at.start]);
            out.push_str(&written);
            from = at.end;
        }
    }
    out.push_str(&source[from..]);
    out
}

/// The line with a place in it, with its end.
fn line_around(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    start..text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1)
}

/// Inline markdown on one line.
pub fn one_line(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut lines = markdown.trim().lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
    while let Some(line) = lines.next() {
        let slashes = line.len() - line.trim_end_matches('\\').len();
        // A backslash at the end of a line breaks it.
        let breaks = slashes % 2 == 1 && lines.peek().is_some();
        out.push_str(&line[..line.len() - usize::from(breaks)]);
        if lines.peek().is_some() {
            out.push(' ');
        }
    }
    out
}

/// Inline markdown as a table's cell.
pub fn cell(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut slashes = 0;
    for c in one_line(markdown).chars() {
        if c == '|' && slashes % 2 == 0 {
            out.push('\\');
        }
        slashes = if c == '\\' { slashes + 1 } else { 0 };
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        for (text, expected) in [
            ("card_declined and _this_", "card_declined and \\_this\\_"),
            ("[x](javascript:1)", "\\[x\\](javascript:1)"),
            ("# a\n## b #", "\\# a \\#\\# b \\#"),
            ("- a - b", "\\- a - b"),
            ("1. a 2. b", "1\\. a 2. b"),
            ("15.5 and 9)", "15.5 and 9)"),
            ("a & b &amp; c", "a & b \\&amp; c"),
            ("C# `x` <b> 2 > 1", "C# \\`x\\` \\<b> 2 > 1"),
            ("a|b\\|c", "a\\|b\\\\\\|c"),
            ("Title {#id}", "Title &#123;#id}"),
            ("{a} b&c=d", "{a} b&c=d"),
        ] {
            assert_eq!(escaped(text), expected, "{text}");
        }
    }

    #[test]
    fn code_and_addresses_end_where_they_should() {
        assert_eq!((code("a ` b"), code("`a"), code("a|b")), ("``a ` b``".into(), "`` `a ``".into(), "a\\|b".into()));
        assert_eq!(destination("https://a/b (c)|d?e=1&lt;2"), "https://a/b%20(c)%7Cd?e=1&amp;lt;2");
        assert_eq!(destination("https://a/b)("), "https://a/b\\)\\(");
        assert_eq!(destination("https://a/?b=1&c=2"), "https://a/?b=1&c=2");
    }

    #[test]
    fn lines_become_one() {
        assert_eq!(one_line("a\\\nb\n\n c\\\\\nd\\"), "a b c\\\\ d\\");
        assert_eq!(cell("a | b \\| c"), "a \\| b \\| c");
    }
}
