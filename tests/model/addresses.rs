//! Where pages lie: aliases, the sitemap, the base address, names of assets.

use crate::common::{assert_page, assert_text, code_template, page_405, page_of};
use statuary::{Options, compile};

#[test]
fn aliases_lead_to_the_page_that_took_their_place() {
    let files = page_405("aliases: [codes/405/, old.html]", "");
    assert_page(
        &files,
        "codes/405/index.html",
        r#"
<!DOCTYPE html>
<html lang="en">
<head>
<meta http-equiv="content-security-policy" content="default-src 'none'">
<meta charset="utf-8">
<title>405 Method Not Allowed</title>
<link rel="canonical" href="https://tiny.example/405/">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=../../405/">
</head>
<body>
<p>This page has moved: <a href="../../405/">405 Method Not Allowed</a></p>
</body>
</html>
"#,
    );
    assert!(page_of(&files, "old.html").contains("url=./405/\""));
}

#[test]
fn alias_keeps_a_published_route() {
    let files = page_405("aliases: [410/]", "") + "== routes.lock ==\n/410/\n/405/\n";
    assert_text(&crate::common::report_of(&files), "");
}

#[test]
fn sitemap_lists_the_pages_and_not_the_redirects() {
    assert_page(
        &page_405("aliases: [old/]", ""),
        "sitemap.xml",
        r#"
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://tiny.example/</loc></url>
<url><loc>https://tiny.example/404/</loc></url>
<url><loc>https://tiny.example/405/</loc></url>
<url><loc>https://tiny.example/class/4xx/</loc></url>
</urlset>
"#,
    );
}

#[test]
fn base_address_can_be_given_by_the_caller() {
    let options = Options { base_url: Some("https://other.example/docs".to_owned()), ..Options::default() };
    let build = compile(&crate::common::sources(&code_template("{{ page.canonical }}")), &options, vec![]);
    assert_eq!(build.output.text("404/index.html"), "https://other.example/docs/404/\n");
}

#[test]
fn asset_is_published_under_a_name_with_its_hash() {
    let files = code_template("{{ page.root }}{{ asset(name=\"style.css\") }}");
    assert_page(&files, "404/index.html", "../assets/style.99afaa19.css");
    assert_eq!(page_of(&files, "assets/style.99afaa19.css"), "body { color: black }\n");
}
