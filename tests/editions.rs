//! A site in several languages: what is published of each, and what in place of what is not
//! translated.

mod common;

use common::on_own_themes;
use scraper::{Html, Selector};
use statuary::diag::{Colors, Format};
use statuary::{Build, Options, compile};

const SITE: &str = r#"
== content/site.yaml ==
title: Orders
tagline: Errors
language: en
languages: {de: Deutsch, en: English, ar: العربية}
base_url: https://orders.example/docs/
search_page: search.md
announcement: "Read [the first](errors/a.md)."
kinds:
  error:
    path: "errors/{code}.md"
    route: "{code}/"
    template: entry.html
    key: code
    title: title
    label: "{code}: {title}"
    summary: summary
    json: {item: "{code}.json", list: codes.json}
    fields:
      code: {type: text, required: true, search: key}
      title: {type: text, required: true, search: title}
      summary: {type: text, max_length: 20}
      severity: {type: choice, choices: [low, high], labels: {high: Stops the order}, label: How bad}
      cause: {type: prose, label: Why it happens}
      steps: {type: list, of: {type: record, fields: {who: {type: reference, to: people}, step: {type: prose}}}}
  home:
    path: index.md
    route: ""
    template: home.html
    title: title
    fields:
      title: {type: text, required: true}
      lists: {type: text, required: true}
  page:
    path: "{slug}.md"
    route: "{slug}/"
    template: "{template}.html"
    key: slug
    title: title
    fields:
      slug: {type: text, required: true}
      title: {type: text, required: true}
      template: {type: text, required: true}
  lost:
    path: lost.md
    route: 404.html
    template: not-found.html
    title: title
    hidden: true
    fields:
      title: {type: text, required: true}
tables:
  people:
    title: title
    route: "people/{id}/"
    template: entry.html
    fields:
      title: {type: text, required: true}
      since: {type: integer}
== content/index.md ==
---
title: Orders
lists: error
---
== content/search.md ==
---
slug: search
title: Search
template: search
---
== content/lost.md ==
---
title: No such page
---
== content/tables/people.yaml ==
- {id: you, title: You, since: 9}
- {id: we, title: We}
== content/errors/a.md ==
---
code: a
title: First
summary: The first.
severity: high
cause: Because of [[b]].
steps:
  - {who: you, step: Wait.}
  - {who: we, step: Work.}
---

## What to do

See [the second](b.md).
== content/errors/b.md ==
---
code: b
title: Second
---

Only in English.
"#;

const GERMAN: &str = r#"
== content/de/site.yaml ==
title: Bestellungen
announcement: "Lies [den ersten](errors/a.md)."
words: {languages: Zungen}
kinds:
  error:
    label: "{code} – {title}"
    fields:
      summary: {max_length: 40}
      severity: {label: Wie schlimm, labels: {high: Hält die Bestellung auf}}
      cause: {label: Warum}
== content/de/index.md ==
---
title: Bestellungen
---
== content/de/tables/people.yaml ==
- {id: we, title: Wir}
== content/de/errors/a.md ==
---
title: Erster
summary: Der erste von allen Fehlern.
cause: Wegen [[b]].
steps:
  - {step: Warten.}
---

## Was zu tun ist

Siehe [den zweiten](b.md).
"#;

fn build(files: &str) -> Build {
    let build = compile(&on_own_themes(&format!("{SITE}{files}")), &Options::default(), vec![]);
    let report = build.report.print(Format::Text, Colors::Never);
    assert!(build.report.errors() == 0, "{report}");
    build
}

/// The texts, or one attribute, of all elements of a page.
fn found(build: &Build, path: &str, selector: &str, attribute: Option<&str>) -> Vec<String> {
    assert!(build.output.files.contains_key(path), "there is no {path}");
    let html = Html::parse_document(build.output.text(path));
    let selector = Selector::parse(selector).expect("a selector");
    let elements = html.select(&selector);
    let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    elements
        .map(|element| match attribute {
            Some(name) => element.attr(name).unwrap_or_default().to_owned(),
            None => words(element.text().collect()),
        })
        .collect()
}

#[test]
fn a_translation_has_its_texts_and_the_facts_of_the_original() {
    let build = build(GERMAN);
    let page = "de/a/index.html";
    assert_eq!(found(&build, page, "html", Some("lang")), ["de"]);
    assert_eq!(found(&build, page, "h1", None), ["a Erster"]);
    assert!(found(&build, page, ".brand", None) == ["Bestellungen"]);
    let text = found(&build, page, "main", None).join(" ");
    for part in [
        "Der erste von allen Fehlern.",
        "Wie schlimm",
        "Hält die Bestellung auf",
        "Warum",
        "Wegen b – Second",
        "Warten.",
        "Work.",
        "Wir",
        "Siehe den zweiten",
    ] {
        assert!(text.contains(part), "{part} should stand in {text}");
    }
    assert!(!text.contains("Wait."), "{text}");
    assert_eq!(found(&build, page, ".announcement a", Some("href")), ["../a/"]);
    assert_eq!(found(&build, page, "main .body a:not(.anchor)", Some("href")), ["../b/"]);
    let json: serde_json::Value = serde_json::from_str(build.output.text("de/a.json")).expect("JSON");
    assert_eq!(json["severity"], "high");
    assert_eq!(json["title"], "Erster");
    assert_eq!(json["url"], "https://orders.example/docs/de/a/");
}

#[test]
fn what_is_not_translated_is_the_original_and_says_so() {
    let build = build(GERMAN);
    let page = "de/b/index.html";
    assert_eq!(found(&build, page, "html", Some("lang")), ["de"]);
    assert_eq!(found(&build, page, ".opening", Some("lang")), ["en"]);
    assert_eq!(found(&build, page, ".body", Some("lang")), ["en"]);
    assert_eq!(found(&build, page, "link[rel=canonical]", Some("href")), ["https://orders.example/docs/b/"]);
    assert!(found(&build, page, "link[hreflang]", Some("href")).is_empty());
    assert!(found(&build, page, "main > p.note", None)[0].contains("English"));
    // A page in its own language says nothing.
    assert!(found(&build, "b/index.html", "main [lang], main > p.note", None).is_empty());
    assert!(found(&build, "de/a/index.html", "main [lang], main > p.note", None).is_empty());
    // An edition without any translation is there as well.
    assert_eq!(found(&build, "ar/a/index.html", "html[dir=rtl] .opening[dir=ltr] h1", None), ["a First"]);
}

#[test]
fn each_page_leads_to_itself_in_other_languages() {
    let build = build(GERMAN);
    let switch = |path: &str| found(&build, path, "nav.languages a", Some("href"));
    assert_eq!(switch("a/index.html"), ["../a/", "../de/a/", "../ar/a/"]);
    assert_eq!(switch("de/a/index.html"), ["../../a/", "../../de/a/", "../../ar/a/"]);
    assert_eq!(switch("index.html"), ["./", "./de/", "./ar/"]);
    assert_eq!(switch("de/404.html"), ["/docs/de/../", "/docs/de/../de/", "/docs/de/../ar/"]);
    assert_eq!(found(&build, "de/a/index.html", "nav.languages", Some("aria-label")), ["Zungen"]);
    assert_eq!(found(&build, "de/a/index.html", "nav.languages [aria-current]", None), ["Deutsch"]);
    let both =
        ["https://orders.example/docs/a/", "https://orders.example/docs/a/", "https://orders.example/docs/de/a/"];
    assert_eq!(found(&build, "a/index.html", "link[hreflang]", Some("href")), both);
    assert_eq!(found(&build, "de/a/index.html", "link[hreflang]", Some("href")), both);
    assert_eq!(found(&build, "a/index.html", "link[hreflang]", Some("hreflang")), ["en", "x-default", "de"]);
}

#[test]
fn search_engines_are_told_of_each_page_once() {
    let build = build(GERMAN);
    let sitemap = build.output.text("de/sitemap.xml");
    assert!(sitemap.contains("docs/de/a/") && sitemap.contains("docs/de/people/we/"), "{sitemap}");
    assert!(!sitemap.contains("docs/de/b/") && !sitemap.contains("people/you"), "{sitemap}");
    let robots = build.output.text("robots.txt");
    for (folder, is_there) in [("", true), ("de/", true), ("ar/", false)] {
        let line = format!("Sitemap: https://orders.example/docs/{folder}sitemap.xml\n");
        assert_eq!(robots.contains(&line), is_there, "{robots}");
        assert_eq!(build.output.files.contains_key(&format!("{folder}sitemap.xml")), is_there);
    }
    for path in ["de/robots.txt", "de/.nojekyll", "de/CNAME"] {
        assert!(!build.output.files.contains_key(path), "{path}");
    }
}

#[test]
fn a_site_in_one_language_is_what_it_was() {
    let one = |site: &str| compile(&on_own_themes(site), &Options::default(), vec![]).output.files;
    let without = SITE.replace("languages: {de: Deutsch, en: English, ar: العربية}\n", "");
    let alone = SITE.replace("languages: {de: Deutsch, en: English, ar: العربية}", "languages: {en: English}");
    assert_eq!(one(&without), one(&alone));
    assert!(one(&without).keys().all(|path| !path.starts_with("de/")));
}

#[test]
fn a_draft_of_a_translation_is_not_published() {
    let draft = GERMAN.replace("title: Erster", "title: Erster\ndraft: true");
    let options = Options { drafts: statuary::Drafts::LeaveOut, ..Options::default() };
    let build = compile(&on_own_themes(&format!("{SITE}{draft}")), &options, vec![]);
    assert_eq!(build.report.errors(), 0, "{}", build.report.print(Format::Text, Colors::Never));
    assert_eq!(found(&build, "de/a/index.html", "h1", None), ["a First"]);
}

const OLD: &str = r#"
== versions/v1/content/site.yaml ==
title: Orders of old
base_url: https://elsewhere.example/
languages: {en: English, de: Deutsch}
kinds:
  error:
    path: "errors/{code}.md"
    route: "{code}/"
    template: entry.html
    key: code
    title: title
    label: "{code}: {title}"
    fields:
      code: {type: text, required: true}
      title: {type: text, required: true}
  home:
    path: index.md
    route: ""
    template: text.html
    title: title
    fields:
      title: {type: text, required: true}
== versions/v1/content/index.md ==
---
title: Orders of old
---
== versions/v1/content/errors/a.md ==
---
code: a
title: First of old
---

See [[gone]].
== versions/v1/content/errors/gone.md ==
---
code: gone
title: Gone
---
== versions/v1/content/de/errors/a.md ==
---
title: Der alte erste
---

Siehe [[gone]].
"#;

fn with_versions() -> Build {
    let site = SITE.replace("language: en\n", "language: en\nversions: [v2, v1]\n");
    let build = compile(&on_own_themes(&format!("{site}{GERMAN}{OLD}")), &Options::default(), vec![]);
    assert!(build.report.errors() == 0, "{}", build.report.print(Format::Text, Colors::Never));
    build
}

#[test]
fn an_older_version_lies_below_its_name_with_its_own_content() {
    let build = with_versions();
    assert_eq!(found(&build, "v1/a/index.html", "h1", None), ["a First of old"]);
    assert_eq!(found(&build, "v1/de/a/index.html", "h1", None), ["a Der alte erste"]);
    assert_eq!(found(&build, "v1/a/index.html", ".brand", None), ["Orders of old"]);
    assert_eq!(found(&build, "v1/a/index.html", "main .body a:not(.anchor)", Some("href")), ["../gone/"]);
    assert!(found(&build, "v1/a/index.html", "a.edit", None).is_empty());
}

#[test]
fn the_switch_of_versions_keeps_the_page_and_the_language() {
    let build = with_versions();
    let switch = |path: &str| found(&build, path, ".versions a", Some("href"));
    assert_eq!(switch("a/index.html"), ["../a/", "../v1/a/"]);
    assert_eq!(switch("de/a/index.html"), ["../../de/a/", "../../v1/de/a/"]);
    assert_eq!(switch("v1/de/a/index.html"), ["../../../de/a/", "../../../v1/de/a/"]);
    // What a version does not have, its first page stands for.
    assert_eq!(switch("b/index.html"), ["../b/", "../v1/"]);
    assert_eq!(switch("v1/gone/index.html"), ["../../", "../../v1/gone/"]);
    // A language that the older version does not have.
    assert_eq!(switch("ar/a/index.html"), ["../../ar/a/", "../../v1/a/"]);
    assert_eq!(found(&build, "v1/a/index.html", ".older a", Some("href")), ["../../a/"]);
    assert!(found(&build, "a/index.html", ".older", None).is_empty());
}

#[test]
fn search_engines_find_the_newest_version_of_a_page() {
    let build = with_versions();
    let canonical = |path: &str| found(&build, path, "link[rel=canonical]", Some("href")).concat();
    assert_eq!(canonical("v1/a/index.html"), "https://orders.example/docs/a/");
    assert_eq!(canonical("v1/de/a/index.html"), "https://orders.example/docs/de/a/");
    assert_eq!(canonical("v1/gone/index.html"), "https://orders.example/docs/v1/gone/");
    assert_eq!(canonical("v1/de/gone/index.html"), "https://orders.example/docs/v1/gone/");
    let sitemap = build.output.text("v1/sitemap.xml");
    assert!(sitemap.contains("docs/v1/gone/") && !sitemap.contains("docs/v1/a/"), "{sitemap}");
    // What older ones have of no page alone is listed nowhere.
    let robots = build.output.text("robots.txt");
    assert!(robots.contains("/docs/v1/sitemap.xml\n") && !robots.contains("/docs/v1/de/"), "{robots}");
    assert!(found(&build, "v1/de/a/index.html", "link[hreflang]", None).is_empty());
}

#[test]
fn a_link_to_a_heading_of_the_original_leads_to_its_translation() {
    let link = "== content/errors/b.md ==\n---\ncode: b\ntitle: Second\n---\n\nSee [[a#what-to-do]].\n";
    let build = build(&format!("{GERMAN}{link}"));
    assert_eq!(found(&build, "b/index.html", "main .body a:not(.anchor)", Some("href")), ["../a/#what-to-do"]);
    assert_eq!(found(&build, "de/b/index.html", "main .body a:not(.anchor)", Some("href")), ["../a/#was-zu-tun-ist"]);
    assert_eq!(found(&build, "ar/b/index.html", "main .body a:not(.anchor)", Some("href")), ["../a/#what-to-do"]);
}

#[test]
fn places_are_locked_in_the_language_in_which_they_are_written() {
    let sources = on_own_themes(&format!("{SITE}{GERMAN}"));
    let outcome = statuary::compile_into(&sources, &Options::default(), vec![], &statuary::Nowhere, &|_| {});
    let has = |address: &str| outcome.addresses.iter().any(|own| own == address);
    assert!(has("a/#what-to-do") && has("de/a/#was-zu-tun-ist") && has("ar/a/") && !has("ar/a/#what-to-do"));
}
