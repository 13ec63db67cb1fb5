//! Links of a text that lead nowhere in the site that it comes into: led to the page that they
//! mean, or taken out, so that what they say stays.

use crate::text::percent_decoded;
use std::collections::BTreeMap;

/// A text without a link that leads nowhere.
pub struct Unlinked {
    /// The text.
    pub text: String,
    /// The link as it was written.
    pub was: String,
    /// Whether it leads to a page by its key now.
    pub is_led: bool,
}

/// Takes the link that stands at a line and column, both from one, out of a text. `keys` are the
/// keys of pages by the names of their files; a link to such a name, with whatever folder and
/// ending, leads to the page. Nothing is given where no link stands there.
pub fn unlinked(text: &str, line: usize, column: usize, keys: &BTreeMap<String, String>) -> Option<Unlinked> {
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let rest = text.get(start..)?;
    let start = start + rest.char_indices().nth(column - 1).map_or(rest.len(), |(at, _)| at);
    let (len, label, target) = link(&text[start..])?;
    let (was, is_picture) = (&text[start..start + len], text[start..].starts_with('!'));
    let bare = target.split(['#', '?']).next().unwrap_or_default().trim_end_matches('/');
    let name = percent_decoded(bare.rsplit('/').next().unwrap_or_default());
    let stem = name.strip_suffix(".md").or_else(|| name.strip_suffix(".html")).unwrap_or(&name);
    let named = if bare.is_empty() { key_of_place(target, keys) } else { keys.get(stem) };
    let key = named.filter(|key| !is_picture && !target.contains("://") && !was.contains(&format!("[[{key}")));
    let instead = match key {
        Some(key) if label == *key => format!("[[{key}]]"),
        Some(key) => format!("[[{key}|{label}]]"),
        None if was.starts_with("[[") => format!("`{label}`"),
        None => label.to_owned(),
    };
    let text = [&text[..start], &instead, &text[start + len..]].concat();
    Some(Unlinked { text, was: was.to_owned(), is_led: key.is_some() })
}

/// The key that the place of a heading begins with: `#e90-gone` where one is `E90: Gone`, as in
/// the file in which all keys stood once.
fn key_of_place<'a>(target: &str, keys: &'a BTreeMap<String, String>) -> Option<&'a String> {
    let place = target.strip_prefix('#')?.to_lowercase();
    let is_start = |key: &&String| {
        let kept = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let key: String = key.to_lowercase().chars().filter(kept).collect();
        place.strip_prefix(&key).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    keys.values().filter(is_start).max_by_key(|key| key.len())
}

/// The link that a text starts with: how long it is, what it says, where it leads.
fn link(text: &str) -> Option<(usize, &str, &str)> {
    if let Some(inner) = text.strip_prefix("[[") {
        let inner = &inner[..inner.find("]]")?];
        let (target, label) = inner.split_once('|').unwrap_or((inner, inner));
        return Some((inner.len() + 4, label.trim_end_matches('\\'), target));
    }
    if let Some(inner) = text.strip_prefix('<') {
        let inner = &inner[..inner.find('>')?];
        return Some((inner.len() + 2, inner, inner));
    }
    let open = usize::from(text.starts_with('!'));
    let label = closed(&text[open..], '[', ']')?;
    let end = open + label.len() + 2;
    match text[end..].chars().next() {
        Some('(') => {
            let target = closed(&text[end..], '(', ')')?;
            let address = target.split_whitespace().next().unwrap_or_default().trim_matches(['<', '>']);
            Some((end + target.len() + 2, label, address))
        }
        Some('[') => {
            let name = closed(&text[end..], '[', ']')?;
            Some((end + name.len() + 2, label, name))
        }
        _ => Some((end, label, label)),
    }
}

/// What stands between the sign that a text starts with and the one that closes it.
fn closed(text: &str, open: char, close: char) -> Option<&str> {
    let mut depth = 0;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == open => depth += 1,
            _ if c == close => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (at > 0).then(|| &text[1..at]);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_link_says_stays() {
        let keys = BTreeMap::from([("E1".to_owned(), "E1".to_owned())]);
        for (text, column, expected) in [
            ("See [the (a) page](old/(x).md \"t\").", 5, "See the (a) page."),
            ("ä [E1](../codes/E1#why)!", 3, "ä [[E1]]!"),
            ("[it](E1.html)", 1, "[[E1|it]]"),
            ("[that](#e1-it-broke)", 1, "[[E1|that]]"),
            ("[that](#e12)", 1, "that"),
            ("[[E2]] and", 1, "`E2` and"),
            ("[[E2|that]] and", 1, "`that` and"),
            ("![a picture](E1.md)", 1, "a picture"),
            ("<mailto:x>", 1, "mailto:x"),
            ("[a][b].", 1, "a."),
        ] {
            assert_eq!(unlinked(text, 1, column, &keys).unwrap().text, expected, "{text}");
        }
        assert!(unlinked("no link", 1, 1, &keys).is_none());
        assert_eq!(unlinked("a\n[b](c)\n", 2, 1, &keys).unwrap().text, "a\nb\n");
    }
}
