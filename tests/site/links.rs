//! Every link and every place that one names, wherever the site lies.

use crate::{BASE, build, pages, select, site, sources};
use statuary::diag::{Colors, Format};
use statuary::{Options, Output, compile};
use std::collections::{BTreeMap, BTreeSet};

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
    let report = compile(sources(), &Options { locked: true, ..Options::default() }, Vec::new()).report;
    assert_eq!(report.print(Format::Text, Colors::Never), "");
}
