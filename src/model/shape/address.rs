//! An http or https address.

use super::scalar::{Example, Input, Scalar};
use serde_json::{Value as Json, json};

/// An http or https address.
#[derive(Debug)]
pub struct Address;

impl Scalar for Address {
    fn name(&self) -> &'static str {
        "address"
    }

    fn read(&self, input: &mut Input) -> Option<Json> {
        let text = input.text()?;
        if !is_address(&text) {
            let help = "write it whole, such as https://example.com/page";
            input.report_form(&text, "an http or https address", help);
            return None;
        }
        Some(Json::String(text))
    }

    fn schema(&self) -> Json {
        json!({"type": "string", "format": "uri"})
    }

    fn example(&self) -> Example {
        Example::of("https://example.com/")
    }

    fn is_address(&self) -> bool {
        true
    }
}

/// Whether an address has one of the hosts that are kept for examples (RFC 2606, sections 2
/// and 3).
pub fn is_placeholder(address: &str) -> bool {
    let host = address.split("://").nth(1).and_then(|rest| rest.split(['/', ':', '?', '#']).next()).unwrap_or_default();
    let is_below = |name: &str| host == name || host.strip_suffix(name).is_some_and(|front| front.ends_with('.'));
    ["example", "invalid", "test", "example.com", "example.net", "example.org"].into_iter().any(is_below)
}

/// Whether a text is an http or https address with a host.
pub fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        !host.is_empty()
            && !text.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_examples_are_known() {
        for address in ["https://statuary.example/", "https://docs.example.com:80/a", "http://example.org"] {
            assert!(is_placeholder(address), "{address}");
        }
        for address in ["https://example.dev/", "https://myexample.com/", "https://a.github.io/example/", ""] {
            assert!(!is_placeholder(address), "{address}");
        }
    }
}
