//! The Content-Security-Policy of a page. A theme writes it with `{styles}` and
//! `{scripts}` where the hashes of the page's own inline blocks go; they are
//! taken from the bytes that are published, behind the minifier.

use crate::hash::base64;

/// A finished page, the hashes of its inline blocks put into its policy.
pub fn with_hashes(html: String) -> String {
    if !html.contains("{styles}") && !html.contains("{scripts}") {
        return html;
    }
    let (styles, scripts) = (hashes(&html, "style"), hashes(&html, "script"));
    html.replacen("{styles}", &styles, 1).replacen("{scripts}", &scripts, 1)
}

fn hashes(html: &str, name: &str) -> String {
    let mut hashes: Vec<String> =
        blocks(html, name).into_iter().map(|text| format!("'sha256-{}'", base64(text.as_bytes()))).collect();
    hashes.sort();
    hashes.dedup();
    hashes.join(" ")
}

/// The texts of all inline blocks that a browser would apply or run. Linked data
/// is neither.
fn blocks<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once(&open) {
        let Some((tag, after)) = after.split_once('>') else { break };
        let Some((text, after)) = after.split_once(&close) else { break };
        rest = after;
        if !tag.contains(" src=") && !tag.contains("ld+json") && (tag.is_empty() || tag.starts_with(' ')) {
            found.push(text);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_holds_the_hashes_of_what_the_page_holds() {
        let page = "<meta content=\"style-src {styles}; script-src 'self' {scripts}\"><style>a{}</style>\
                    <script src=x></script><script type=application/ld+json>{}</script><script>1</script>";
        let expected = format!("style-src 'sha256-{}'; script-src 'self' 'sha256-{}'", base64(b"a{}"), base64(b"1"));
        assert!(with_hashes(page.to_owned()).contains(&expected));
    }
}
