//! Where facts may stand: in the content, and neither in Rust nor in templates. What the
//! flagship is about may stand in its own theme as well, and nowhere in what serves any site.

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

/// Words of what the flagship is about.
const WORDS: [&str; 6] = ["http", "status", "statuses", "method", "methods", "iana"];
/// Ways to say that keys are numbers of three digits whose first one decides.
const SHAPES: [&str; 11] = [
    "first digit",
    "three digits",
    "three-digit",
    "\\d{3}",
    "[0-9]{3}",
    "\\d\\d\\d",
    "^=\"4",
    "^=4",
    "key[:1]",
    "4xx",
    "404",
];
/// What is no word of that: protocols in addresses, names of HTML, the state of a process.
const OTHERS: [&str; 6] =
    ["http://", "http-equiv", "\"role\", \"status\"", "role: \"status\"", "http or https", "exit status"];

/// Where such words stand for another reason: paths begin so, these words, why.
const ALLOWED: [(&str, &[&str], &str); 19] = [
    ("src/parse/exchange.rs", MESSAGES, "the grammar of HTTP messages"),
    ("src/link/exchange.rs", MESSAGES, "example messages are compared with facts"),
    ("src/date.rs", MESSAGES, "the form of a day in a message"),
    ("src/parse/markdown/curl.rs", MESSAGES, "the commands that send a message"),
    ("src/parse/markdown/highlight.rs", MESSAGES, "the colours of a message"),
    ("themes/default/assets/code.css", MESSAGES, "the colours of a message"),
    ("src/parse/markdown/code.rs", &["http"], "the language of blocks that are messages"),
    ("src/parse/markdown/merges.rs", &["http"], "the language of blocks that are messages"),
    ("src/parse/markdown/brackets.rs", &["http"], "how addresses begin"),
    ("src/link/targets.rs", &["http"], "how addresses begin"),
    ("src/model/read.rs", &["http"], "how addresses begin"),
    ("src/external/", &["http", "status", "404"], "it asks other servers"),
    ("src/import/openapi.rs", &["status"], "an OpenAPI document lists answers by it"),
    ("src/load/git.rs", &["status"], "how a command ended"),
    ("src/load/last_changes.rs", &["status"], "a command of git"),
    ("src/serve/", &["http", "status", "method", "404"], "the preview is a server"),
    ("src/render/worker", &["status", "method", "404"], "the worker answers as a server"),
    ("themes/default/assets/search-box.js", &["status"], "a role of ARIA"),
    ("themes/default/assets/site.js", &["status"], "a role of ARIA"),
];
const MESSAGES: &[&str] = &["http", "status", "method"];

/// The words of the flagship in a line.
fn words_of_the_flagship(line: &str) -> Vec<&'static str> {
    let line = OTHERS.iter().fold(line.to_lowercase(), |line, other| line.replace(other, " "));
    let words: Vec<&str> = line.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let said = WORDS.iter().filter(|word| words.contains(*word));
    said.chain(SHAPES.iter().filter(|shape| line.contains(*shape))).copied().collect()
}

#[test]
fn what_serves_any_site_knows_nothing_of_the_flagship() {
    let theme = statuary::load(&root()).0;
    let theme = theme.below("themes/default/").filter(|(path, _)| !path.starts_with("fonts/"));
    let mut files: Vec<(String, String)> = theme
        .map(|(path, source)| (format!("themes/default/{path}"), source.text().unwrap_or_default().to_owned()))
        .collect();
    assert!(files.len() > 20);
    for (path, text) in rust::files("src") {
        files.push((path, code_lines(&text).collect::<Vec<_>>().join("\n")));
    }
    files.extend(rust::files_of("src", "js"));
    let mut needed = vec![false; ALLOWED.len()];
    let mut told = Vec::new();
    for (path, text) in &files {
        for line in text.lines() {
            for word in words_of_the_flagship(line) {
                let allowed =
                    ALLOWED.iter().position(|(start, words, _)| path.starts_with(start) && words.contains(&word));
                match allowed {
                    Some(at) => needed[at] = true,
                    None => told.push(format!("{path} says \"{word}\": {}", line.trim())),
                }
            }
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
    let spare: Vec<_> = ALLOWED.iter().zip(needed).filter(|(_, needed)| !needed).collect();
    assert!(spare.is_empty(), "exceptions that nothing needs: {spare:?}");
}
