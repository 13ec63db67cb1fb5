//! What a site's declaration gives: orders, references both ways, cards, JSON,
//! redirects. Each test is a tiny site and an output file.

// In a test, a value that is not there is a failure.
#![allow(clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;

mod addresses;
mod columns;
mod facts;
mod growth;
mod json;
mod relations;
mod schemas;

use common::site_with;

/// Three lines of front matter and no text.
fn code(key: &str, title: &str) -> String {
    format!("== content/4xx/{key}.md ==\n---\ncode: {key}\ntitle: {title}\nclass: 4xx\n---\n")
}

/// A class that takes every code.
const ANY: &str = "== content/4xx/index.md ==\n---\nclass: 4xx\ntitle: Client errors\n---\n";

/// The declaration that gives every header field a page.
fn headers_with_pages() -> String {
    site_with(
        "    title: id\n    fields: {}",
        "    title: id\n    route: headers/{id}/\n    template: header.html\n    fields: {}",
    )
}
