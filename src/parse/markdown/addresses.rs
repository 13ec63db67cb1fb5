//! Bare addresses, which are links as on GitHub: `https://example.com/a`, `www.example.com`
//! and `me@example.com`. The parser knows none of them, so they are found in the text that
//! it gives. It cuts text at signs such as `_`; so an address is read on behind the piece
//! in which it starts, and what follows up to its end is left out.

use super::Walk;
use crate::parse::document::{Fill, LinkForm};
use std::ops::Range;

/// A bare address in a text.
#[derive(Debug, PartialEq, Eq)]
struct Address {
    at: Range<usize>,
    target: String,
}

impl Walk<'_, '_> {
    /// Prints a piece of text with its addresses as links.
    pub(super) fn addresses(&mut self, at: Range<usize>) {
        let mut from = at.start;
        while let Some(Address { at: found, target }) = self.address(from..at.end) {
            self.words(&self.text[from..found.start]);
            let number = self.keep_link(target, LinkForm::Path, found.clone());
            self.out.push("<a href=\"");
            self.out.gap(Fill::Address(number));
            self.out.push("\">");
            self.words(&self.text[found.clone()].replace("&amp;", "&"));
            self.out.push("</a>");
            (from, self.beyond) = (found.end, found.end);
        }
        if from < at.end {
            self.words(&self.text[from..at.end]);
        }
    }

    /// The first address that starts in a piece. There is none in the text of a link.
    fn address(&self, piece: Range<usize>) -> Option<Address> {
        if piece.is_empty() || !self.links.is_empty() {
            return None;
        }
        let behind = &self.text[piece.end..];
        let reach = piece.end + behind.find(ends).unwrap_or(behind.len());
        let bytes = &self.text.as_bytes()[piece.start..reach];
        let is_sign = |pair: &[u8]| pair == b":/" || pair == b"w." || pair[1] == b'@';
        if !bytes.windows(2).any(is_sign) {
            return None;
        }
        first(self.text, piece, reach)
    }
}

/// What no address goes on over.
fn ends(c: char) -> bool {
    c.is_whitespace() || matches!(c, '<' | '`' | '[' | ']' | '|')
}

/// The first address that starts in a piece of a text and ends before a byte.
fn first(text: &str, piece: Range<usize>, reach: usize) -> Option<Address> {
    let mut at = piece.start;
    while at < piece.end {
        let word = at + text[at..reach].find(|c| !ends(c))?;
        let end = word + text[word..reach].find(ends).unwrap_or(reach - word);
        if word < piece.end
            && let Some(found) = in_word(text, word..end).filter(|found| found.at.start < piece.end)
        {
            return Some(found);
        }
        at = end.max(at + 1);
    }
    None
}

/// The first address in a word.
fn in_word(text: &str, word: Range<usize>) -> Option<Address> {
    let inside = &text[word.clone()];
    let before = |at: usize| inside[..at].chars().next_back();
    let schemes = ["https://", "http://"].iter().filter_map(|scheme| Some((inside.find(scheme)?, scheme.len(), "")));
    let bare = inside.find("www.").map(|at| (at, 0, "http://"));
    let found = schemes.chain(bare).min().filter(|(at, _, scheme)| {
        before(*at).is_none_or(|c| if scheme.is_empty() { !c.is_alphanumeric() } else { "*_~(".contains(c) })
    });
    if let Some((at, skipped, scheme)) = found {
        let host = &inside[at + skipped..];
        let host =
            &host[..host.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))).unwrap_or(host.len())];
        if is_host(host.trim_end_matches(['.', '_'])) {
            let shown = trimmed(&inside[at..]);
            let target = format!("{scheme}{}", shown.replace("&amp;", "&"));
            return Some(Address { at: word.start + at..word.start + at + shown.len(), target });
        }
    }
    mail(inside).map(|at| Address {
        target: format!("mailto:{}", &inside[at.clone()]),
        at: word.start + at.start..word.start + at.end,
    })
}

/// Whether a text may be the name of a host: no underscore in its last two parts.
fn is_host(host: &str) -> bool {
    host.starts_with(char::is_alphanumeric)
        && host.split('.').all(|part| !part.is_empty())
        && !host.rsplit('.').take(2).any(|part| part.contains('_'))
}

/// An address without the signs that end the sentence around it.
fn trimmed(address: &str) -> &str {
    let mut rest = address;
    loop {
        let next =
            rest.trim_end_matches(['?', '!', '.', ',', ':', '*', '_', '~', '\'', '"', ';', '’', '”', '»', '…', '\\']);
        let next = match next.strip_suffix(')') {
            Some(inner) if next.matches(')').count() > next.matches('(').count() => inner,
            _ => next,
        };
        if next.len() == rest.len() {
            return rest;
        }
        rest = next;
    }
}

/// Where an address of mail stands in a word.
fn mail(word: &str) -> Option<Range<usize>> {
    word.match_indices('@').find_map(|(at, _)| {
        let local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
        let start = word[..at]
            .rfind(|c| !local(c))
            .map_or(0, |before| before + word[before..].chars().next().map_or(1, char::len_utf8));
        let host = &word[at + 1..];
        let host = &host
            [..host.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))).unwrap_or(host.len())];
        let host = host.trim_end_matches('.');
        let fits =
            start < at && host.contains('.') && is_host(host) && host.ends_with(|c: char| c.is_ascii_alphabetic());
        let is_path =
            word[..start].ends_with(['/', ':', '=']) || word[at + 1 + host.len()..].starts_with(['/', ':', '@']);
        (fits && !is_path).then(|| start..at + 1 + host.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(&str, String)> {
        first(text, 0..text.len(), text.len()).map(|Address { at, target }| (&text[at], target))
    }

    #[test]
    fn addresses_end_before_the_signs_of_their_sentence() {
        for (text, shown) in [
            ("See https://example.com/a_b?c=d#e.", "https://example.com/a_b?c=d#e"),
            ("(https://example.com/a_(b))", "https://example.com/a_(b)"),
            ("\"https://example.com/\", he said", "https://example.com/"),
            ("http://localhost:8080/x!", "http://localhost:8080/x"),
            ("**https://example.com/**", "https://example.com/"),
        ] {
            assert_eq!(found(text), Some((shown, shown.to_owned())), "{text}");
        }
        assert_eq!(found("at www.example.com, now"), Some(("www.example.com", "http://www.example.com".to_owned())));
        assert_eq!(found("to a.b+c@example.com."), Some(("a.b+c@example.com", "mailto:a.b+c@example.com".to_owned())));
    }

    #[test]
    fn what_only_looks_like_an_address_is_text() {
        for text in [
            "https://",
            "https://{host}/a",
            "xhttps://a.b",
            "pkg@1.2.3",
            "@scope/name",
            "a@b",
            "git@github.com:a/b",
            "awww.b",
            "http:",
            "postgres://u:p@db.example.com/x",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
