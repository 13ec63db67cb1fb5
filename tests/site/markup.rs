//! Every page is whole, and what is taken out of it on publishing is not missed.

use crate::seen::seen;
use crate::{build, pages, select, site};
#[cfg(feature = "minify")]
use scraper::selector::ToCss;
#[cfg(feature = "minify")]
use scraper::{Html, Selector};
#[cfg(feature = "minify")]
use statuary::Minify;
use statuary::Options;
use std::collections::BTreeSet;

#[test]
fn ids_are_unique_and_pages_are_whole() {
    for (path, html) in pages(site()) {
        let mut seen = BTreeSet::new();
        for element in html.select(&select("[id]")) {
            let id = element.attr("id").unwrap_or_default();
            assert!(seen.insert(id.to_owned()), "{path}: the id {id} stands twice");
        }
        for (selector, count) in [
            ("h1", 1),
            ("title", 1),
            ("main", 1),
            ("html[lang]", 1),
            ("meta[name=description]", 1),
            ("meta[name=viewport]", 1),
            ("meta[property='og:title']", 1),
        ] {
            assert_eq!(html.select(&select(selector)).count(), count, "{path}: {selector}");
        }
        let canonical = html.select(&select("link[rel=canonical]")).count();
        assert_eq!(canonical, usize::from(path != "404.html"), "{path}: canonical");
        assert!(
            html.errors.is_empty() || html.errors.iter().all(|error| error.contains("Unexpected")),
            "{path}: {:?}",
            html.errors
        );
    }
}

#[test]
fn two_builds_give_the_same_bytes() {
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let again = alone.install(|| build(Options::default()).output);
    assert!(again == *site(), "the output depends on threads or time");
}

/// Compares line by line, and shows the first that differs.
#[cfg(feature = "minify")]
fn assert_same<'a>(path: &str, before: impl Iterator<Item = &'a str>, after: impl Iterator<Item = &'a str>) {
    let (before, after): (Vec<&str>, Vec<&str>) = (before.collect(), after.collect());
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before, after, "{path}");
    }
    assert_eq!(before.len(), after.len(), "{path}: something is missing at the end");
}

#[test]
fn seeing_tells_pages_apart() {
    assert_ne!(seen("<p>a <b>b</b></p>").1, seen("<p>a<b>b</b></p>").1);
    assert_eq!(seen("<p> a\n <b>b</b> </p>").1, seen("<p>a <b>b</b></p>").1);
    assert_ne!(seen("<pre>a  b</pre>").1, seen("<pre>a b</pre>").1);
    assert_ne!(seen("<p class=a>x").0, seen("<p class=b>x").0);
}

#[test]
#[cfg(feature = "minify")]
fn minifying_changes_neither_the_tree_nor_the_text() {
    let minified = build(Options { minify: Minify::Yes, ..Options::default() }).output;
    let mut saved = 0;
    for path in site().files.keys().filter(|path| path.ends_with(".html")) {
        let (before, after) = (site().text(path), minified.text(path));
        let ((tags, text), (small_tags, small_text)) = (seen(before), seen(after));
        assert_same(path, tags.iter().map(String::as_str), small_tags.iter().map(String::as_str));
        assert_same(path, text.lines(), small_text.lines());
        saved += before.len() - after.len();
    }
    assert!(saved > 0);
}

/// All selectors of a page's style in one way of writing, those of a list each alone and without the parts that are
/// no elements and what a reader does, which may come with any match.
#[cfg(feature = "minify")]
fn selectors(html: &Html) -> BTreeSet<String> {
    let style: String = html.select(&select("style")).flat_map(|style| style.text()).collect();
    let mut parts = style.split("/*");
    let first = parts.next().unwrap().to_owned();
    let style = parts.fold(first, |style, part| style + part.split_once("*/").unwrap().1);
    let mut all = BTreeSet::new();
    for (end, _) in style.match_indices('{') {
        let start = style[..end].rfind(['{', '}', ';']).map_or(0, |at| at + 1);
        let (mut depth, mut one) = (0, String::new());
        for c in style[start..end].chars().chain([',']) {
            depth += i32::from(matches!(c, '(' | '[')) - i32::from(matches!(c, ')' | ']'));
            if c == ',' && depth == 0 {
                all.insert(std::mem::take(&mut one));
            } else {
                one.push(c);
            }
        }
    }
    let parts = ["::before", "::after", ":before", ":after", "::marker", "::placeholder", "::selection"];
    let states = [":hover", ":focus-visible", ":focus-within", ":focus"];
    let plain = all.into_iter().filter(|selector| !selector.contains('@')).map(|selector| {
        let plain = parts.iter().chain(&states).fold(selector.trim().to_owned(), |one, part| one.replace(part, ""));
        if plain.is_empty() { "*".to_owned() } else { plain }
    });
    plain.filter_map(|selector| Some(Selector::parse(&selector).ok()?.to_css_string())).collect()
}

#[test]
#[cfg(feature = "minify")]
fn a_style_keeps_every_selector_that_matches_in_its_page() {
    let minified = build(Options { minify: Minify::Yes, ..Options::default() }).output;
    let (mut kinds, mut gone) = (BTreeSet::new(), 0);
    for (path, html) in pages(site()) {
        let kind = html.select(&select("body")).next().and_then(|body| body.attr("data-kind")).map(str::to_owned);
        if !kinds.insert(kind) {
            continue;
        }
        let kept = selectors(&Html::parse_document(minified.text(path)));
        for selector in selectors(&html).difference(&kept) {
            gone += 1;
            let parsed = Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"));
            assert_eq!(html.select(&parsed).count(), 0, "{path}: {selector} is not in its style any more");
        }
    }
    assert!(gone > 100, "hardly a selector went: {gone}");
}
