//! Pages as a real parser and a reader see them.

// In a test, a value that is not there is a failure.
#![allow(clippy::unwrap_used)]

use scraper::{ElementRef, Html, Node};

/// Elements around which a line breaks, so that white space there is not seen.
const BLOCKS: &str = " html head body title meta link script style main header footer nav section article aside search form div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd \
    table caption colgroup col thead tbody tfoot tr th td pre figure blockquote details summary hr br option select ";

/// A page as a parser sees it, one line for each tag with its attributes, and the
/// text as a reader sees it.
pub fn seen(html: &str) -> (Vec<String>, String) {
    let document = Html::parse_document(html);
    let (mut tags, mut text) = (Vec::new(), String::new());
    walk(document.root_element(), false, &mut tags, &mut text);
    let lines = text.split('\n').map(|line| line.trim_matches(' ')).filter(|line| !line.is_empty());
    (tags, lines.collect::<Vec<_>>().join("\n"))
}

fn walk(element: ElementRef, pre: bool, tags: &mut Vec<String>, text: &mut String) {
    let name = element.value().name();
    let mut attributes: Vec<String> = element
        .value()
        .attrs()
        .map(|(name, value)| format!("{name}={}", value.split_whitespace().collect::<Vec<_>>().join(" ")))
        // The policy names the page's own blocks by their hashes, and they become shorter.
        .map(|attribute| {
            let words =
                attribute.split(' ').map(|word| word.split_once("sha256-").map_or(word, |(_, word)| &word[45..]));
            words.collect::<Vec<_>>().join(" ").replace(" ;", ";")
        })
        // So do the assets, which are named after their bytes.
        .map(|attribute| {
            let is_hash = |part: &&str| part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
            let kept = attribute.split('.').filter(|part| !(attribute.contains("assets/") && is_hash(part)));
            kept.collect::<Vec<_>>().join(".")
        })
        .collect();
    attributes.sort();
    tags.push(format!("<{name} {}>", attributes.join(" ")));
    let pre = pre || matches!(name, "pre" | "textarea");
    let block = BLOCKS.contains(&format!(" {name} "));
    if block {
        text.push('\n');
    }
    for child in element.children() {
        match child.value() {
            Node::Text(_) if matches!(name, "script" | "style") => {}
            Node::Text(found) if pre => text.push_str(&found.text.replace('\n', "\u{2424}").replace(' ', "\u{2420}")),
            Node::Text(found) => {
                for c in found.text.chars() {
                    let c = if c.is_ascii_whitespace() { ' ' } else { c };
                    if c != ' ' || !text.ends_with([' ', '\n']) {
                        text.push(c);
                    }
                }
            }
            Node::Element(_) => walk(ElementRef::wrap(child).unwrap(), pre, tags, text),
            _ => {}
        }
    }
    if block {
        text.push('\n');
    }
    tags.push(format!("</{name}>"));
}
