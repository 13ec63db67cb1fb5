//! What every built page has for browsers and other programs: a policy, a budget,
//! pictures, markdown, linked data; and the files beside the pages.

use crate::common::{build_of, code_template, page_of, report_of, site_with};
use base64::prelude::{BASE64_STANDARD, Engine};
#[cfg(feature = "minify")]
use flate2::{Compression, write::GzEncoder};
use scraper::{Html, Selector};
use sha2::{Digest, Sha256};
use statuary::{Build, Minify, Options, Output, compile, load};
use std::collections::BTreeMap;
#[cfg(feature = "minify")]
use std::io::Write;
use std::path::Path;
use std::sync::OnceLock;

const BASE: &str = "https://statuary.example/repo/";

/// The real site as it is published under a path.
fn site() -> &'static Output {
    static SITE: OnceLock<Output> = OnceLock::new();
    SITE.get_or_init(|| real(Options { minify: Minify::Yes, pictures: Some(Vec::new()), ..Options::default() }).output)
}

fn real(options: Options) -> Build {
    let (sources, problems) = load(Path::new(env!("CARGO_MANIFEST_DIR")));
    compile(&sources, &Options { base_url: Some(BASE.to_owned()), ..options }, problems)
}

/// Every page of the site, without the pages at old addresses that lead on.
fn pages(output: &Output) -> impl Iterator<Item = (&str, &str)> {
    let pages = output.files.keys().filter(|path| path.ends_with(".html"));
    pages.map(|path| (path.as_str(), output.text(path))).filter(|(_, html)| !html.contains("http-equiv=\"refresh\""))
}

fn select(selector: &str) -> Selector {
    Selector::parse(selector).unwrap()
}

/// The attribute of the first element that a selector finds.
fn attribute(html: &Html, selector: &str, name: &str) -> Option<String> {
    html.select(&select(selector)).next()?.attr(name).map(str::to_owned)
}

/// The SHA-256 of a text as a policy writes it, by the crates themselves, so that
/// the program is not compared with itself.
fn sha256(text: &str) -> String {
    BASE64_STANDARD.encode(Sha256::digest(text))
}

#[test]
fn hashes_are_those_of_the_standard() {
    // The well-known hash of nothing.
    assert_eq!(sha256(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}

#[test]
fn every_page_has_a_strict_policy_first() {
    for (path, html) in pages(site()) {
        let head = html.split_once("<head>").unwrap_or_else(|| panic!("{path}: no head")).1.trim_start();
        let first = head.split_once('>').map_or(head, |(first, _)| first);
        assert!(first.starts_with("<meta ") && first.contains("content-security-policy"), "{path}: {first}");
        let policy = attribute(&Html::parse_document(html), "meta[http-equiv]", "content").unwrap();
        assert!(policy.starts_with("default-src 'none';"), "{path}: {policy}");
        assert!(!policy.contains("unsafe") && !policy.contains('{') && !policy.contains('*'), "{path}: {policy}");
        assert!(policy.contains("base-uri 'none'") && policy.contains("form-action 'self'"), "{path}: {policy}");
    }
}

#[test]
fn the_policy_allows_exactly_the_inline_blocks_of_its_page() {
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for (path, html) in pages(site()) {
        let parsed = Html::parse_document(html);
        let policy = attribute(&parsed, "meta[http-equiv]", "content").unwrap();
        let mut expected = Vec::new();
        for block in parsed.select(&select("style, script:not([src]):not([type='application/ld+json'])")) {
            let text: String = block.text().collect();
            if !known.contains_key(&text) {
                known.insert(text.clone(), sha256(&text));
            }
            expected.push(format!("'sha256-{}'", known[&text]));
        }
        let mut found: Vec<&str> = policy.split([' ', ';']).filter(|word| word.starts_with("'sha256-")).collect();
        expected.sort();
        found.sort_unstable();
        assert_eq!(found, expected, "{path}");
        assert_eq!(parsed.select(&select("[style]")).count(), 0, "{path}: a style attribute");
        let is_handler = |element: scraper::ElementRef| element.value().attrs().any(|(name, _)| name.starts_with("on"));
        assert!(!parsed.select(&select("*")).any(is_handler), "{path}: a handler");
    }
}

/// What stands before the page can be painted: nothing but the page.
#[test]
fn nothing_blocks_the_first_paint() {
    for (path, html) in pages(site()) {
        let html = Html::parse_document(html);
        assert_eq!(html.select(&select("link[rel=stylesheet]")).count(), 0, "{path}");
        assert_eq!(html.select(&select("script[src]:not([defer])")).count(), 0, "{path}");
        assert!(
            html.select(&select("script[src]")).count() <= 1,
            "{path}: more than one script before the first paint"
        );
    }
}

/// Ten segments of 1,460 bytes leave a server before it waits for an answer.
#[test]
#[cfg(feature = "minify")]
fn every_page_fits_the_first_flight() {
    for (path, html) in pages(site()) {
        let bytes = compressed(html);
        assert!(bytes <= 14_600, "{path} has {bytes} bytes");
    }
}

/// The length of a text as a server sends it.
#[cfg(feature = "minify")]
fn compressed(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap().len()
}

#[test]
fn a_tiny_site_has_its_hashes_too() {
    let template = code_template(
        "<head><meta http-equiv=\"content-security-policy\" content=\"style-src {styles};script-src {scripts}\">\
         <style>{{ inline(name=\"style.css\") }}</style></head><h1 id=\"facts\">{{ page.label }}</h1>\
         {% if page.body %}{{ page.body }}{% endif %}",
    );
    let page = page_of(&template, "404/index.html");
    assert!(page.contains("<style>body { color: black }</style>"), "{page}");
    let hash = sha256("body { color: black }");
    assert!(page.contains(&format!("content=\"style-src 'sha256-{hash}';script-src \"")), "{page}");
}

#[test]
fn requests_come_with_a_command() {
    let page = site().text("404/index.html");
    let parsed = Html::parse_document(page);
    let commands: Vec<String> = parsed.select(&select("details.curl code")).map(|code| code.text().collect()).collect();
    assert_eq!(commands, ["curl -i https://api.example.com/users/99999 \\\n  -H 'Accept: application/json'"]);
}

#[test]
fn every_page_has_a_markdown_twin() {
    for (path, html) in pages(site()).filter(|(path, _)| *path != "404.html") {
        let parsed = Html::parse_document(html);
        let address = attribute(&parsed, "link[type='text/markdown']", "href").unwrap_or_else(|| panic!("{path}"));
        assert!(address.ends_with(path.replace("index.html", "index.md").as_str()), "{path}: {address}");
        let markdown = site().text(&path.replace(".html", ".md"));
        let title: String = parsed.select(&select("h1")).next().unwrap().text().collect();
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(markdown.starts_with(&format!("# {title}\n")), "{path}: {}", &markdown[..markdown.len().min(200)]);
        assert!(markdown.trim_end().ends_with(')') && markdown.contains(BASE), "{path}: no address");
        assert!(!markdown.contains("</") || markdown.contains('`'), "{path}: HTML is left");
        for link in markdown.split("](").skip(1) {
            assert!(
                link.starts_with("http") || link.starts_with("mailto:"),
                "{path}: a relative link: {}",
                &link[..40]
            );
        }
    }
}

/// A title is what a list of open pages or of answers shows: its start, in one line.
#[test]
fn every_page_has_a_short_title_of_its_own() {
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    for (path, html) in pages(site()) {
        let title: String = Html::parse_document(html).select(&select("title")).next().unwrap().text().collect();
        assert!(title.chars().count() <= 70, "{path}: {title}");
        if let Some(other) = known.insert(title.clone(), path) {
            panic!("{other} and {path} are both called {title}");
        }
    }
}

#[test]
fn llms_txt_names_every_page() {
    let llms = site().text("llms.txt");
    assert!(llms.starts_with("# Statuary\n\n> "));
    for (path, _) in pages(site()).filter(|(path, _)| *path != "404.html") {
        assert!(llms.contains(&format!("]({BASE}{})", path.replace(".html", ".md"))), "{path}");
    }
}

#[test]
fn linked_data_is_json_and_tells_the_page() {
    for (path, html) in pages(site()).filter(|(path, _)| *path != "404.html") {
        let parsed = Html::parse_document(html);
        let text: String = parsed
            .select(&select("script[type='application/ld+json']"))
            .next()
            .unwrap_or_else(|| panic!("{path}: no linked data"))
            .text()
            .collect();
        let data: serde_json::Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let canonical = attribute(&parsed, "link[rel=canonical]", "href").unwrap();
        let graph = data["@graph"].as_array().unwrap();
        assert!(graph.iter().any(|node| node["url"] == canonical), "{path}: {text}");
        if path != "index.html" {
            let crumbs = graph.iter().find(|node| node["@type"] == "BreadcrumbList").unwrap();
            assert_eq!(crumbs["itemListElement"].as_array().unwrap().last().unwrap()["item"], canonical, "{path}");
        }
    }
}

#[test]
fn the_site_can_be_installed_and_searched_from_outside() {
    let manifest: serde_json::Value = serde_json::from_str(site().text("manifest.webmanifest")).unwrap();
    assert_eq!((&manifest["start_url"], &manifest["scope"]), (&"./".into(), &"./".into()));
    for icon in manifest["icons"].as_array().unwrap() {
        assert!(site().files.contains_key(icon["src"].as_str().unwrap()), "{icon}");
    }
    let search = site().text("opensearch.xml");
    assert!(search.contains(&format!("template=\"{BASE}search/?q={{searchTerms}}\"")), "{search}");
}

#[test]
#[cfg(feature = "pictures")]
fn every_page_that_can_be_shared_has_a_picture() {
    for (path, html) in pages(site()).filter(|(path, _)| *path != "404.html") {
        let picture = attribute(&Html::parse_document(html), "meta[property='og:image']", "content");
        let picture = picture.unwrap_or_else(|| panic!("{path}: no picture"));
        let file = &site().files[picture.strip_prefix(BASE).unwrap()];
        // Width and height stand in the first chunk of a PNG file.
        assert_eq!(&file[12..24], [b"IHDR".as_slice(), &[0, 0, 4, 176, 0, 0, 2, 118]].concat(), "{path}: {picture}");
    }
    assert_ne!(site().files["404/card.png"], site().files["405/card.png"]);
}

#[test]
#[cfg(feature = "pictures")]
fn a_picture_is_drawn_once() {
    let drawn: Vec<_> = site().files.iter().filter(|(path, _)| path.ends_with(".png")).collect();
    assert!(drawn.len() > 100, "{}", drawn.len());
    // What stands behind the end of a PNG file is not looked at: by it a picture is known again.
    let marked = |bytes: &[u8]| -> std::sync::Arc<[u8]> { [bytes, b"drawn before"].concat().into() };
    let pictures = Some(drawn.iter().map(|(_, bytes)| marked(bytes)).collect());
    let again = real(Options { minify: Minify::Yes, pictures, ..Options::default() }).output;
    let cards = drawn.iter().filter(|(path, _)| path.ends_with("card.png"));
    assert!(cards.clone().count() > 100);
    assert!(cards.clone().all(|(path, bytes)| again.files[*path] == marked(bytes)));
}

#[test]
fn the_worker_lists_every_page_with_the_hash_of_its_content() {
    let worker = site().text("sw.js");
    for (path, html) in pages(site()) {
        let line = format!("\"{}\": \"", path.strip_suffix("index.html").unwrap_or(path));
        assert!(worker.contains(&line), "{path}");
        assert!(!html.contains("data-worker") || html.contains("sw.js"), "{path}");
    }
    // A change to any page changes the worker, so that browsers fetch it anew.
    let other = build_of("== content/index.md ==\n---\ntitle: Other\n---\n").output;
    assert_ne!(other.text("sw.js"), build_of("").output.text("sw.js"));
}

/// Browsers that have a worker ask for its file again, and get one that leaves.
#[test]
fn a_site_may_do_without_a_worker() {
    let (mut sources, problems) = load(Path::new(env!("CARGO_MANIFEST_DIR")));
    let declared = sources.text("content/site.yaml");
    let (on, off) = ("service_worker: true", "service_worker: false");
    let declared = declared.contains(on).then(|| declared.replace(on, off)).unwrap();
    sources.insert_text("content/site.yaml", declared);
    let output = compile(&sources, &Options::default(), problems).output;
    let worker = output.text("sw.js");
    for step in ["skipWaiting()", "caches.delete(`statuary ${worker.registration.scope}`)", "registration.unregister()"]
    {
        assert!(worker.contains(step), "{step}:\n{worker}");
    }
    assert!(!worker.contains("fetch"), "{worker}");
    // The script registers what a page names, and no page names one.
    assert!(pages(site()).all(|(_, html)| html.contains("data-worker")));
    for (path, html) in pages(&output) {
        assert!(!html.contains("data-worker") && !html.contains("sw.js"), "{path}");
    }
}

#[test]
fn a_missing_picture_template_is_told() {
    let report = report_of(&site_with("    template: home.html", "    template: home.html\n    picture: card.svg"));
    assert!(report.contains("error[no-template]: the theme \"default\" has no template \"card.svg\""), "{report}");
}

#[test]
fn the_not_found_page_offers_every_code() {
    let page = Html::parse_document(site().text("404.html"));
    let codes: Vec<String> =
        page.select(&select("#table .number")).map(|link| link.text().collect::<String>()).collect();
    assert!(codes.len() > 60 && codes.contains(&"418".to_owned()), "{codes:?}");
    for link in page.select(&select("a[href]")) {
        let address = link.attr("href").unwrap();
        assert!(address.starts_with("/repo/") || address.starts_with("http") || address.starts_with('#'), "{address}");
    }
}
