//! What markdown becomes: each test is a text on the page of code 405 and the
//! HTML that the theme is given.

mod blocks;
mod code;
#[path = "../common/mod.rs"]
mod common;
mod escaping;
mod headings;
mod links;
mod pasted;
mod variants;

use common::{assert_page, code_template, page_405};

/// A template that prints the text alone.
const TEXT_ALONE: &str = "{{ page.body }}";

/// The page of code 405 with a text, and the whole HTML that comes of it.
#[track_caller]
fn assert_html(markdown: &str, expected: &str) {
    assert_page(&(code_template(TEXT_ALONE) + &page_405("", markdown)), "405/index.html", expected);
}
