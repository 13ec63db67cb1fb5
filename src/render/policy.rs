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
        if !tag.contains("src=") && !tag.contains("ld+json") && (tag.is_empty() || tag.starts_with(' ')) {
            found.push(text);
        }
    }
    found
}

/// A style sheet without comments and white space that mean nothing. Strings stay
/// as they are.
pub fn squeezed(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(c) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
        } else if c == '"' || c == '\'' {
            let end = rest[1..].find(c).map_or(rest.len(), |end| end + 2);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if c.is_whitespace() {
            rest = rest.trim_start();
            let glued = |c: char| matches!(c, '{' | '}' | ';' | ',' | '>');
            // White space before a colon may part a selector from `:hover`.
            let needless = out.is_empty() || out.ends_with(glued) || out.ends_with([':', '(']);
            if !needless && !rest.starts_with(glued) && !rest.starts_with([')', '!']) {
                out.push(' ');
            }
        } else {
            if c == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out.truncate(out.trim_end().len());
    out
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

    #[test]
    fn squeezing_keeps_what_means_something() {
        let css = "/* a */\n.a :is(b, c) > d {\n  color: red ;\n  width: calc(1rem + 2px);\n  content: \"a  b\" !important;\n}\n\n@media (min-width: 3rem) { a { b: c } }\n";
        assert_eq!(
            squeezed(css),
            ".a :is(b,c)>d{color:red;width:calc(1rem + 2px);content:\"a  b\"!important}@media (min-width:3rem){a{b:c}}"
        );
    }
}
