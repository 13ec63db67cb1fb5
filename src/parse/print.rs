//! The HTML of what the markdown crate does not print as a page needs it.

use super::curl::curl;
use super::document::Heading;
use super::highlight::highlight;
use super::marks;
use crate::text::{escape, slug};

/// The start of a box in which a wide table scrolls. Keys scroll it, so it has the
/// focus and a name: the nth of a page is called by its number.
pub fn table_box(number: usize) -> String {
    let number = if number > 1 { format!(" {number}") } else { String::new() };
    format!("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table{number}\">")
}

/// The start of a link.
pub fn link(link: usize, title: &str) -> String {
    format!("<a href=\"{}\"{}>", marks::address(link), title_attribute(title))
}

/// An image with the text that stands for it.
pub fn image(link: usize, text: &str, title: &str) -> String {
    format!("<img src=\"{}\" alt=\"{}\"{}>", marks::address(link), escaped(text), title_attribute(title))
}

/// What stands before and behind a heading's text.
pub fn heading(heading: &Heading) -> (String, String) {
    let Heading { level, id, title, .. } = heading;
    let label = escaped(title);
    (
        format!("<h{level} id=\"{id}\">"),
        format!("<a class=\"anchor\" href=\"#{id}\" aria-label=\"Link to this section: {label}\"></a></h{level}>\n"),
    )
}

/// The start of an alert.
pub fn alert(title: &str) -> String {
    let class = title.to_lowercase();
    format!("<div class=\"alert alert-{class}\" role=\"note\"><p class=\"alert-title\">{title}</p>\n")
}

/// A block of code, coloured where its language is known.
pub fn code(language: &str, code: &str) -> String {
    let class = if language.is_empty() { String::new() } else { format!(" class=\"language-{}\"", slug(language)) };
    let marked = highlight(language, code.trim_end_matches('\n'));
    let curl = if language == "http" { curl(code) } else { String::new() };
    format!("<div class=\"code\"><pre tabindex=\"0\"><code{class}>{marked}</code></pre>{curl}</div>\n")
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(&mut out, text);
    out
}

fn title_attribute(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escaped(title)) }
}
