//! What the preview adds to a page for the browser that shows it: a script that fetches the
//! page anew when it has changed, and shows what is wrong while something is. The bytes of
//! the site itself stay what a build makes; only a browser that asks for a page gets it so.

use super::answer::respond;
use crate::diag::{Colors, Format, Report};
use crate::hash::hex;
use crate::squeeze::allowed::{allowing, is_policy};
use crate::squeeze::tokens::{Token, Tokens};
use crate::text::escape;
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::{Response, StatusCode};
use serde_json::{Value as Json, json};

/// The folder below the site's own address that is the preview's.
pub const HOME: &str = ".statuary/";

/// The script's name in that folder.
pub const SCRIPT: &str = "live.js";

/// Where the script asks for news.
pub const NEWS: &str = "news";

const TEXT: &str = include_str!("live.js");

/// What the script has to be allowed by the policy of a page.
const ALLOWED: [(&str, &str); 2] = [("script-src", "'self'"), ("connect-src", "'self'")];

/// The script.
pub fn script() -> Response<Full<Bytes>> {
    respond(StatusCode::OK, "text/javascript; charset=utf-8", Bytes::from_static(TEXT.as_bytes()))
}

/// The news: the number of the state of the site, and what is wrong with it.
pub fn news(number: u64, report: Option<&Report>) -> Response<Full<Bytes>> {
    let report = report.map(|report| report.print(Format::Json, Colors::Never));
    let report: Option<Json> = report.and_then(|report| serde_json::from_str(&report).ok());
    let text = json!({ "number": number, "report": report }).to_string();
    respond(StatusCode::OK, "application/json", Bytes::from(text))
}

/// A page as it is shown: with the script, and a policy that lets it run.
pub fn page(html: &str, prefix: &str, number: u64) -> String {
    let mut page = String::with_capacity(html.len() + 256);
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Tag(tag) if is_policy(&tokens) && tag.starts("meta") => {
                let policy = tokens.attribute("content").unwrap_or_default();
                page.push_str("<meta http-equiv=\"content-security-policy\" content=\"");
                // The value is as it is written, so that its references stay what they are.
                page.push_str(&allowing(policy, ALLOWED).replace('"', "&quot;"));
                page.push_str("\">");
            }
            Token::Tag(tag) => page.push_str(tag.text),
            Token::Text(text) | Token::Raw(text) | Token::Comment(text) | Token::Other(text) | Token::Nothing(text) => {
                page.push_str(text);
            }
        }
    }
    let mut address = String::new();
    escape(&mut address, &format!("{prefix}{HOME}{SCRIPT}"));
    let hash = hex(html.as_bytes());
    page.push_str(&format!("<script src=\"{address}\" data-number=\"{number}\" data-page=\"{hash}\"></script>\n"));
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_keeps_its_bytes_but_for_the_policy() {
        let html = "<!doctype html><meta http-equiv=Content-Security-Policy content='default-src &apos;none&apos;'>\n<p>a &lt; b<!-- c -->";
        let shown = page(html, "/r/", 7);
        assert!(shown.starts_with("<!doctype html><meta http-equiv=\"content-security-policy\" content=\""), "{shown}");
        assert!(
            shown.contains("\">\n<p>a &lt; b<!-- c --><script src=\"/r/.statuary/live.js\" data-number=\"7\""),
            "{shown}"
        );
    }
}
