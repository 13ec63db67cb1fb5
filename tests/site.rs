//! The real site, built from `content/` with `themes/`: every page is read with an
//! HTML parser, every link followed.

// In a test, a value that is not there is a failure.
#![allow(clippy::unwrap_used)]

#[path = "common/seen.rs"]
mod seen;

use scraper::{Html, Selector};
use seen::seen;
#[cfg(feature = "minify")]
use statuary::Minify;
use statuary::source::Sources;
use statuary::{Build, Options, Output, compile, load};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

const BASE: &str = "https://statuary.example/";

fn sources() -> &'static Sources {
    static SOURCES: OnceLock<Sources> = OnceLock::new();
    SOURCES.get_or_init(|| {
        let (sources, problems) = load(Path::new(env!("CARGO_MANIFEST_DIR")));
        assert_eq!(problems, []);
        sources
    })
}

fn build(options: Options) -> Build {
    let build = compile(sources(), &options, Vec::new());
    assert_eq!(build.report.findings, [], "the site has problems");
    build
}

fn site() -> &'static Output {
    static SITE: OnceLock<Output> = OnceLock::new();
    SITE.get_or_init(|| build(Options::default()).output)
}

fn pages(output: &Output) -> impl Iterator<Item = (&str, Html)> {
    let pages = output.files.keys().filter(|path| path.ends_with(".html"));
    pages.map(|path| (path.as_str(), Html::parse_document(output.text(path))))
}

fn select(selector: &str) -> Selector {
    Selector::parse(selector).unwrap()
}

/// The file that an address leads to from a page, and its fragment. Addresses
/// outside the site give nothing.
fn target_of(page: &str, address: &str, prefix: &str) -> Option<(String, Option<String>)> {
    let (address, fragment) = match address.split_once('#') {
        Some((address, fragment)) => (address, Some(fragment.to_owned())),
        None => (address, None),
    };
    let address = address.split('?').next().unwrap_or_default();
    if address.starts_with("https://") || address.starts_with("http://") || address.starts_with("mailto:") {
        return None;
    }
    if address.is_empty() {
        return Some((page.to_owned(), fragment));
    }
    let mut way: Vec<&str> = match address.strip_prefix(prefix) {
        Some(_) if address.starts_with('/') => Vec::new(),
        _ => page.rsplit_once('/').map(|(folder, _)| folder.split('/').collect()).unwrap_or_default(),
    };
    let relative = if address.starts_with('/') {
        address.strip_prefix(prefix).unwrap_or_else(|| panic!("{page}: {address} leaves {prefix}"))
    } else {
        address
    };
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => assert!(way.pop().is_some(), "{page}: {address} leads out of the site"),
            part => way.push(part),
        }
    }
    let mut file = way.join("/");
    if address.ends_with('/') || address.ends_with("..") || address == "." || file.is_empty() {
        file = format!("{file}/index.html").trim_start_matches('/').to_owned();
    }
    Some((file, fragment))
}

/// Everything that is wrong with the links of a built site.
fn dead_links(output: &Output, prefix: &str) -> Vec<String> {
    let ids: BTreeMap<String, BTreeSet<String>> = pages(output)
        .map(|(path, html)| {
            (
                path.to_owned(),
                html.select(&select("[id]")).filter_map(|element| element.attr("id")).map(str::to_owned).collect(),
            )
        })
        .collect();
    let mut dead = Vec::new();
    for (path, html) in pages(output) {
        for (selector, attribute) in [
            ("[href]", "href"),
            ("[src]", "src"),
            ("[action]", "action"),
            ("[data-src]", "data-src"),
            ("[data-index]", "data-index"),
        ] {
            for element in html.select(&select(selector)) {
                let address = element.attr(attribute).unwrap_or_default();
                let Some((file, fragment)) = target_of(path, address, prefix) else { continue };
                if !output.files.contains_key(&file) {
                    dead.push(format!("{path}: {address} leads to {file}, which is not there"));
                } else if let Some(fragment) = fragment
                    && !ids.get(&file).is_some_and(|ids| ids.contains(&fragment))
                {
                    dead.push(format!("{path}: {address} leads to a place that is not there"));
                }
            }
        }
    }
    dead
}

#[test]
fn no_link_is_dead_wherever_the_site_lies() {
    for prefix in ["/", "/repo/", "/a/b/"] {
        let options = Options { base_url: Some(format!("https://example.com{prefix}")), ..Options::default() };
        let dead = dead_links(&build(options).output, prefix);
        assert!(dead.is_empty(), "under {prefix}:\n{}", dead.join("\n"));
    }
}

#[test]
fn only_the_not_found_page_needs_to_know_where_the_site_lies() {
    for (path, html) in pages(site()).filter(|(path, _)| *path != "404.html") {
        for element in html.select(&select("a[href], img[src], script[src], link[rel=icon], form[action]")) {
            let address = element.attr("href").or(element.attr("src")).or(element.attr("action")).unwrap_or_default();
            assert!(!address.starts_with('/') && !address.starts_with(BASE), "{path}: {address} is not relative");
        }
    }
}

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
fn nothing_comes_from_elsewhere_and_nothing_needs_a_script() {
    for (path, html) in pages(site()) {
        for element in
            html.select(&select("script, img, iframe, link[rel=stylesheet], link[rel=preload], link[rel=preconnect]"))
        {
            let address = element.attr("src").or(element.attr("href")).unwrap_or_default();
            assert!(!address.contains("//"), "{path}: {address}");
        }
        for attribute in ["onclick", "onload", "onerror", "style"] {
            assert_eq!(html.select(&select(&format!("[{attribute}]"))).count(), 0, "{path}: {attribute}");
        }
        assert_eq!(html.select(&select("form:not([action])")).count(), 0, "{path}: a form that only a script can send");
    }
}

#[test]
fn the_plain_theme_is_complete_without_any_script() {
    let plain = build(Options { theme: Some("plain".to_owned()), ..Options::default() }).output;
    let routes =
        |output: &Output| output.files.keys().filter(|path| path.ends_with(".html")).cloned().collect::<Vec<_>>();
    assert_eq!(routes(&plain), routes(site()));
    for (path, html) in pages(&plain) {
        assert_eq!(html.select(&select("script")).count(), 0, "{path}");
    }
    assert!(dead_links(&plain, "/").is_empty());
}

#[test]
fn two_builds_give_the_same_bytes() {
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let again = alone.install(|| build(Options::default()).output);
    assert!(again == *site(), "the output depends on threads or time");
}

#[test]
fn the_sitemap_names_exactly_the_canonical_pages() {
    let canonical: BTreeSet<String> = pages(site())
        .filter_map(|(_, html)| html.select(&select("link[rel=canonical]")).next()?.attr("href").map(str::to_owned))
        .collect();
    let sitemap: BTreeSet<String> = site()
        .text("sitemap.xml")
        .split("<loc>")
        .skip(1)
        .filter_map(|rest| rest.split("</loc>").next())
        .map(str::to_owned)
        .collect();
    assert_eq!(sitemap, canonical);
    assert!(canonical.contains(&format!("{BASE}404/")));
}

#[test]
fn published_addresses_are_locked() {
    let lock = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("routes.lock")).unwrap();
    let locked: BTreeSet<&str> = lock.lines().filter(|line| line.starts_with('/')).collect();
    for path in site().files.keys().filter(|path| path.ends_with(".html")) {
        let route = format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
        assert!(locked.contains(route.as_str()), "routes.lock lacks {route}: run `cargo xtask build`");
    }
}

/// The registry as of November 2026: 64 codes.
const REGISTERED: &str = "100 101 102 103 104 200 201 202 203 204 205 206 207 208 226 300 301 302 303 304 305 306 307 308 \
    400 401 402 403 404 405 406 407 408 409 410 411 412 413 414 415 416 417 418 421 422 423 424 425 426 428 429 431 451 \
    500 501 502 503 504 505 506 507 508 510 511";

#[test]
fn every_registered_code_has_its_facts() {
    let json: serde_json::Value = serde_json::from_str(site().text("codes.json")).unwrap();
    let codes = json["codes"].as_array().unwrap();
    let registered: Vec<&str> =
        codes.iter().filter(|code| code["state"] != "unofficial").map(|code| code["code"].as_str().unwrap()).collect();
    assert_eq!(registered, REGISTERED.split_whitespace().collect::<Vec<_>>());
    for code in codes {
        let key = code["code"].as_str().unwrap();
        for field in [
            "title",
            "class",
            "state",
            "summary",
            "when",
            "when_not",
            "api",
            "cacheable",
            "content",
            "retry",
            "retry_note",
            "url",
        ] {
            assert!(code[field].as_str().is_some_and(|text| !text.is_empty()), "{key}: {field}");
        }
        for field in [
            "specs",
            "headers",
            "methods",
            "related",
            "confused_with",
            "former_names",
            "keywords",
            "constants",
            "meanings",
        ] {
            assert!(code[field].is_array(), "{key}: {field}");
        }
        assert!(!code["specs"][0]["document"].is_null(), "{key}: specs");
        let alone: serde_json::Value = serde_json::from_str(site().text(&format!("{key}.json"))).unwrap();
        assert_eq!(alone, *code);
        let redirect = matches!(key, "301" | "302" | "303" | "307" | "308");
        assert!(!redirect || code["method_change"].is_string(), "{key}: method_change");
    }
}

#[test]
fn the_matrix_answers_every_operation_and_outcome() {
    let matrix: serde_json::Value = serde_json::from_str(site().text("matrix.json")).unwrap();
    let rows = matrix["rows"].as_array().unwrap();
    for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"] {
        for target in ["collection", "item"] {
            let row = rows.iter().find(|row| row["method"] == method && row["target"] == target);
            let cells = row.unwrap_or_else(|| panic!("no row for {method} on {target}"))["cells"].as_array().unwrap();
            let outcomes: BTreeSet<&str> = cells.iter().map(|cell| cell["outcome"].as_str().unwrap()).collect();
            assert_eq!(outcomes.len(), 12, "{method} on {target}");
        }
    }
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

/// All selectors of a page's style, those of a list each alone.
#[cfg(feature = "minify")]
fn selectors(html: &Html) -> BTreeSet<String> {
    let style: String = html.select(&select("style")).flat_map(|style| style.text()).collect();
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
    all.into_iter().filter(|selector| !selector.contains('@')).collect()
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
            // What a reader does, and parts that are no elements, may come with any match.
            let plain = selector.split("::").next().unwrap().replace(":hover", "").replace(":focus", "");
            let parsed = Selector::parse(&plain).unwrap_or_else(|error| panic!("{selector}: {error}"));
            assert_eq!(html.select(&parsed).count(), 0, "{path}: {selector} is not in its style any more");
        }
    }
    assert!(gone > 100, "hardly a selector went: {gone}");
}

/// The text of a page as a reader sees it, white space squeezed.
fn visible(html: &str) -> String {
    seen(html).1.replace(['\u{2420}', '\u{2424}'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `tests/seeds.yaml` lists every statement of the documents from which the site
/// started, and where the site says it better or corrects it.
#[test]
fn every_statement_of_the_first_documents_has_its_place() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seeds.yaml")).unwrap();
    let list: serde_json::Value = serde_yaml::from_str(&text).unwrap();
    let list = list.as_array().unwrap();
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut missing = Vec::new();
    for entry in list {
        let field = |name: &str| entry[name].as_str().unwrap_or_else(|| panic!("an entry without {name}: {entry}"));
        let (route, anchor) = match field("place").split_once('#') {
            Some((route, anchor)) => (route, Some(anchor)),
            None => (field("place"), None),
        };
        let file = format!("{}index.html", route.trim_start_matches('/'));
        let html = site().text(&file);
        let text = texts.entry(file.clone()).or_insert_with(|| visible(html));
        let known = ids.entry(file.clone()).or_insert_with(|| {
            let page = Html::parse_document(html);
            page.select(&select("[id]")).filter_map(|element| element.attr("id")).map(str::to_owned).collect()
        });
        let shown = text.contains(field("shows"));
        let there = anchor.is_none_or(|anchor| known.contains(anchor));
        if !shown || !there {
            missing.push(format!(
                "seed {} lines {}: {} at {}",
                entry["seed"],
                field("lines"),
                field("says"),
                field("place")
            ));
        }
    }
    assert!(missing.is_empty(), "{} statements have lost their place:\n{}", missing.len(), missing.join("\n"));
    let of_seed = |seed: u64| list.iter().filter(|entry| entry["seed"] == seed).count();
    assert!((0..5).all(|seed| of_seed(seed) > 30) && list.len() > 350, "the list is not whole");
}

#[test]
fn every_registered_code_shows_an_exchange() {
    let exchange = select("code.language-http .t-status");
    for key in REGISTERED.split_whitespace() {
        let page = Html::parse_document(site().text(&format!("{key}/index.html")));
        assert!(page.select(&exchange).next().is_some(), "{key} shows no exchange");
        let needs_problem = key.starts_with(['4', '5']);
        let text = page.root_element().text().collect::<String>();
        assert!(!needs_problem || text.contains("application/problem+json"), "{key} shows no problem body");
    }
}

#[test]
fn no_field_is_empty_without_a_reason() {
    let coverage = statuary::coverage(sources(), "code").unwrap();
    assert_eq!(coverage.unexplained, Vec::<String>::new());
    assert_eq!(statuary::coverage(sources(), "nothing"), None);
}
