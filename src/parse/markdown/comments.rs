//! Comments in raw HTML, `<!-- … -->`, which are never printed.

use std::ops::Range;

/// The first part of raw HTML that is neither a comment nor white space; nothing
/// when there is none.
pub fn beside_comments(html: &str) -> Option<Range<usize>> {
    parts(html).into_iter().find_map(|part| {
        let text = html[part.clone()].trim();
        let start = part.start + html[part].find(text)?;
        (!text.is_empty()).then(|| start..start + text.len())
    })
}

/// Raw HTML without its comments.
pub fn without_comments(html: &str) -> String {
    parts(html).into_iter().map(|part| &html[part]).collect()
}

/// What stands before, between and behind the comments. A comment without an end
/// goes on to the end, as it does in a browser.
fn parts(html: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut from = 0;
    while let Some(open) = html[from..].find("<!--") {
        parts.push(from..from + open);
        let inside = from + open + "<!--".len();
        from = html[inside..].find("-->").map_or(html.len(), |close| inside + close + "-->".len());
    }
    parts.push(from..html.len());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_beside_comments_is_found() {
        for (html, expected) in [
            ("<!-- a -->", None),
            ("<!-- a\nb -->\n<!-- c -->\n", None),
            ("<!-- a", None),
            ("<!-- a --> <b> <!-- c --><d>", Some("<b>")),
            ("<b><!-- a -->", Some("<b>")),
        ] {
            assert_eq!(beside_comments(html).map(|part| &html[part]), expected, "{html}");
        }
        assert_eq!(without_comments("<b><!-- a --><i>"), "<b><i>");
    }
}
