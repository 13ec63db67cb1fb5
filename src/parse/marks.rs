//! Places in printed HTML that stay open until the whole site is known. They are
//! marked with NUL, which no text can hold: [`crate::source`] and the YAML reader
//! take it out.

use super::document::Piece;

/// The mark for the address of the nth link.
pub fn address(link: usize) -> String {
    format!("\0a{link}\0")
}

/// The mark for the name of the page that the nth link leads to.
pub fn label(link: usize) -> String {
    format!("\0l{link}\0")
}

/// Cuts HTML at its marks.
pub fn cut(html: &str) -> Vec<Piece> {
    let parts = html.trim_start().split('\0').enumerate().filter(|(_, part)| !part.is_empty());
    // Marks, and what stands between them, take turns.
    parts
        .map(|(at, part)| match (at % 2, part.strip_prefix('a')) {
            (0, _) => Piece::Html(part.to_owned()),
            (_, Some(link)) => Piece::Address(link.parse().unwrap_or_default()),
            (_, None) => Piece::Label(part[1..].parse().unwrap_or_default()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_cut_at_its_marks() {
        let html = format!("<a href=\"{}\">{}</a>", address(0), label(12));
        let expected = [
            Piece::Html("<a href=\"".into()),
            Piece::Address(0),
            Piece::Html("\">".into()),
            Piece::Label(12),
            Piece::Html("</a>".into()),
        ];
        assert_eq!(cut(&html), expected);
        assert_eq!(cut(&(address(1) + &label(1))), [Piece::Address(1), Piece::Label(1)]);
        assert_eq!(cut("\n"), []);
    }
}
