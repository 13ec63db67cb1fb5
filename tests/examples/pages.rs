//! Built pages as a parser sees them: where their links lead, and which words a reader meets.

use crate::seen::seen;
use scraper::{Html, Selector};
use statuary::Output;
use std::collections::BTreeSet;

/// A page.
pub struct Page {
    /// Where it is published.
    pub path: String,
    /// The files that its links lead to.
    pub links: Vec<String>,
    /// The words that are read or heard on it, in lower case.
    pub words: BTreeSet<String>,
    /// Whether it does nothing but lead to another one.
    pub leads_on: bool,
}

/// Attributes that are read or heard.
const SAID: [&str; 6] = ["title", "alt", "placeholder", "aria-label", "content", "value"];

/// All pages of a built site.
pub fn pages(output: &Output) -> Vec<Page> {
    let pages = output.files.keys().filter(|path| path.ends_with(".html"));
    pages.map(|path| page(path, output.text(path))).collect()
}

fn page(path: &str, text: &str) -> Page {
    let html = Html::parse_document(text);
    let all = |selector: &str| Selector::parse(selector).unwrap();
    let links = html.select(&all("a[href]")).filter_map(|link| target(path, link.attr("href")?)).collect();
    let mut said = vec![seen(text).1];
    // The policy is said to nobody.
    for element in html.select(&all("*")).filter(|element| element.attr("http-equiv").is_none()) {
        said.extend(SAID.iter().filter_map(|name| element.attr(name)).map(address_left_out));
    }
    let leads_on = html.select(&all("meta[http-equiv=refresh]")).next().is_some();
    Page { path: path.to_owned(), links, words: crate::words(&said.join(" ")), leads_on }
}

/// A text without the addresses in it, whose `https` is nobody's word.
fn address_left_out(text: &str) -> String {
    text.split_whitespace().filter(|word| !word.contains("://")).collect::<Vec<_>>().join(" ")
}

/// The file that a link on a page leads to; nothing where it leads out of the site.
fn target(path: &str, address: &str) -> Option<String> {
    let address = address.split('#').next()?;
    if address.contains(':') || address.starts_with("//") {
        return None;
    }
    if address.is_empty() {
        return Some(path.to_owned());
    }
    let mut way: Vec<&str> = if address.starts_with('/') { Vec::new() } else { path.split('/').collect() };
    way.pop();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => assert!(way.pop().is_some(), "{path}: {address} leads out of the site"),
            part => way.push(part),
        }
    }
    let is_file =
        !address.ends_with('/') && way.last().is_some_and(|name| name.contains('.') && !address.ends_with(".."));
    if !is_file {
        way.push("index.html");
    }
    Some(way.join("/"))
}
