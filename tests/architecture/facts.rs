//! Where facts may stand: in the content, and neither in Rust nor in templates.

use crate::rust::{self, root};

/// The lines that are code, without comments and unit tests.
fn code_lines(text: &str) -> impl Iterator<Item = &str> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//"))
}

#[test]
fn content_holds_no_template_syntax_and_rust_holds_no_facts() {
    for entry in statuary::load(&root()).0.below("content/") {
        let text = entry.1.text().unwrap_or_default();
        assert!(!text.contains("{%") && !text.contains("{{"), "content/{} holds template syntax", entry.0);
    }
    let words = ["\"404\"", "\"GET\"", "Not Found\"", "\"4xx\"", "IANA", "RFC9110"];
    for (path, text) in rust::files("src") {
        for line in code_lines(&text).filter(|line| !line.contains("help")) {
            assert!(!words.iter().any(|word| line.contains(word)), "{path} knows a fact: {}", line.trim());
        }
    }
}

#[test]
fn templates_are_short_and_hold_no_facts() {
    for (path, source) in statuary::load(&root()).0.below("themes/").filter(|(path, _)| path.ends_with(".html")) {
        let text = source.text().unwrap_or_default();
        assert!(text.lines().count() < 90, "{path} has {} lines", text.lines().count());
        for fact in ["Not Found", "RFC 9", "Retry-After:", "RFC9110"] {
            assert!(!text.contains(fact), "{path} holds a fact: {fact}");
        }
    }
}
