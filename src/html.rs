//! HTML that is ready to print, a type of its own so that it cannot be mixed up
//! with text; and the HTML of parsed documents, their gaps filled.

use crate::link::{Linked, LinkedText, Target};
use crate::parse::{Fill, Printed};
use crate::text::{escape, unescaped};

/// Rendered HTML.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Html(pub String);

/// A document as HTML for a page at a given distance from the root, such as `../`.
pub fn html_of(linked: &Linked, text: &LinkedText, root: &str) -> Html {
    let Printed { html: printed, gaps } = text.document.print(Some(&linked.site.words));
    let mut html = String::with_capacity(printed.len() + 64 * gaps.len());
    let mut from = 0;
    // Where the text of a link begins that leads to a page which is not published.
    let mut unlinked = None;
    for gap in &gaps {
        html.push_str(&printed[from..gap.at]);
        from = gap.at;
        close_unlinked(&mut html, &mut unlinked);
        match gap.what {
            Fill::Address(link) if linked.is_left_out(&text.targets[link]) => {
                html.truncate(html.rfind("<a").unwrap_or(html.len()));
                from += printed[from..].find("\">").map_or(0, |end| end + "\">".len());
                unlinked = Some(html.len());
            }
            Fill::Address(link) => escape(&mut html, &address(linked, &text.targets[link], root)),
            Fill::Label(link) => escape(&mut html, label(linked, text, link)),
        }
    }
    html.push_str(&printed[from..]);
    close_unlinked(&mut html, &mut unlinked);
    Html(html)
}

/// Takes the end tag of a link away whose start tag was left out.
fn close_unlinked(html: &mut String, unlinked: &mut Option<usize>) {
    if let Some(start) = *unlinked
        && let Some(end) = html[start..].find("</a>")
    {
        html.replace_range(start + end..start + end + "</a>".len(), "");
        *unlinked = None;
    }
}

/// A document as plain text, without its links' addresses.
pub fn text_of(linked: &Linked, text: &LinkedText) -> String {
    let Html(html) = html_of(linked, text, "");
    let mut plain = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => plain.push(c),
            _ => {}
        }
    }
    unescaped(&plain)
}

/// The address of a link's target, for a page at a given distance from the root.
pub fn address(linked: &Linked, target: &Target, root: &str) -> String {
    match target {
        Target::Entry(id, anchor) => {
            let route = linked.entries[*id].route.as_deref().unwrap_or_default();
            let anchor = anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
            format!("{root}{route}{anchor}")
        }
        Target::Here(anchor) => format!("#{anchor}"),
        Target::File(path) => format!("{root}{path}"),
        Target::Outside(address) => address.clone(),
        Target::Broken => "#".to_owned(),
    }
}

/// The name of the page that the nth link of a text leads to.
pub fn label<'a>(linked: &'a Linked, text: &'a LinkedText, link: usize) -> &'a str {
    match &text.targets[link] {
        Target::Entry(id, _) => &linked.entries[*id].label,
        _ => &text.document.links[link].target,
    }
}

/// From how many characters on a key may stand on two lines.
const LONG_KEY: usize = 9;

/// A key as HTML, in which a long one may go on in the next line behind its signs and nowhere
/// else.
pub fn parted(key: &str) -> Html {
    let is_long = key.chars().count() >= LONG_KEY;
    let mut html = String::new();
    let mut rest = key;
    while let Some(at) = rest.find(['_', '.', ':', '/', '-']).filter(|_| is_long) {
        let (part, behind) = rest.split_at(at + 1);
        escape(&mut html, part);
        let goes_on = behind.starts_with(char::is_alphanumeric);
        // A sign at the start, such as that of a number, stands with what it belongs to.
        if goes_on && html.len() > 1 {
            html.push_str("<wbr>");
        }
        rest = behind;
    }
    escape(&mut html, rest);
    Html(html)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_keys_part_behind_their_signs() {
        for (key, html) in [
            ("404", "404"),
            ("AUTH-100", "AUTH-100"),
            ("card.declined_by<bank", "card.<wbr>declined_<wbr>by&lt;bank"),
            ("-327000000", "-327000000"),
            ("a__long__key-", "a__<wbr>long__<wbr>key-"),
        ] {
            assert_eq!(parted(key).0, html);
        }
    }
}
