//! Each entry of `statuary explain` is a page.

use crate::written::{Page, hold_pages, quoted};
use statuary::diag::{all_explained, explained};

#[test]
fn every_code_of_a_problem_has_a_page() {
    let pages: Vec<Page> = all_explained().map(|(code, _)| page(code, explained(code).unwrap())).collect();
    assert!(pages.len() > 80, "only {} codes", pages.len());
    hold_pages("problems", &pages);
}

/// The first paragraph is the summary; what follows it, the text.
fn page(code: &str, entry: &str) -> Page {
    let rest = entry.split_once("\n\n").unwrap().1;
    let (first, text) = rest.split_once("\n\n").unwrap();
    let fields = vec![
        ("code", quoted(code)),
        ("title", String::new()),
        ("summary", quoted(&first.replace('\n', " ").replace('`', ""))),
    ];
    Page { name: code.to_owned(), fields, text: Some(text.to_owned()) }
}
