//! The look that `site.yaml` declares, on pages of the theme that is in the program: logo, icon,
//! colours, fonts, texts, elements of the head and the policy, at any depth.

// In a test, a value that is not there is a failure.
#![allow(clippy::unwrap_used)]

mod common;

use common::on_own_themes;
use statuary::diag::{Colors, Format};
use statuary::{Options, compile};

const SITE: &str = r##"== content/site.yaml ==
title: Look
base_url: https://look.example/
logo: {file: logo.svg, dark: night/logo.png, alt: Acme}
favicon: icon.svg
colours:
  accent: {light: "#7a1fa2"}
fonts:
  text: Source Sans 3, serif
  files: [{family: Source Sans 3, file: fonts/a.woff2, weight: 200 900}]
announcement: Read [[deep]].
footer_text: We are *here*.
head:
  meta: [{name: verified, content: "a<b"}]
  script: [{src: "https://a.example/b.js", defer: true, data-domain: c}, {src: own.js}]
policy: {script-src: ["https://a.example"], connect-src: ["https://a.example"]}
kinds:
  page:
    path: "{page}.md"
    route: "{page}/"
    template: text.html
    key: page
    title: title
    fields: {page: {type: text}, title: {type: text, required: true}}
  home:
    path: index.md
    route: ""
    template: text.html
    title: title
    fields: {title: {type: text, required: true}}
== content/index.md ==
---
title: Home
---
== content/deep.md ==
---
page: deep
title: Deep
---
== content/static/logo.svg ==
<svg xmlns="http://www.w3.org/2000/svg"/>
== content/static/night/logo.png ==
png
== content/static/icon.svg ==
<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1"/></svg>
== content/static/own.js ==
"use strict";
== content/static/fonts/a.woff2 ==
font
"##;

/// A page of the site.
fn page(path: &str) -> String {
    let build = compile(&on_own_themes(SITE), &Options::default(), vec![]);
    assert_eq!(build.report.print(Format::Text, Colors::Never), "", "{path}");
    build.output.text(path).to_owned()
}

#[test]
fn every_page_has_the_look_of_the_site() {
    for (path, root) in [("index.html", "./"), ("deep/index.html", "../")] {
        let page = page(path);
        for part in [
            format!(
                "<a class=\"brand\" href=\"{root}\"><img class=\"logo on-light\" loading=\"lazy\" src=\"{root}logo.svg\" alt=\"Acme\">\
                 <img class=\"logo on-dark\" loading=\"lazy\" src=\"{root}night/logo.png\" alt=\"Acme\"></a>"
            ),
            format!(
                "<aside class=\"announcement\" aria-label=\"Announcement\"><span>Read <a href=\"{root}deep/\">Deep</a>.</span>\
                 <button class=\"scripted\" type=\"button\" aria-label=\"Dismiss\">×</button></aside>"
            ),
            " data-announcement=\"fa057e19\"".to_owned(),
            "<p class=\"own\">We are <em>here</em>.</p>".to_owned(),
            "<meta name=\"verified\" content=\"a&lt;b\">".to_owned(),
            "<script src=\"https://a.example/b.js\" defer data-domain=\"c\"></script>".to_owned(),
            format!("<script src=\"{root}own.js\"></script>"),
            format!("@font-face{{font-family:\"Source Sans 3\";src:url(\"{root}fonts/a.woff2\");font-weight:200 900;"),
            "--accent: light-dark(#7a1fa2, #85ccda); --serif: \"Source Sans 3\",serif; ".to_owned(),
            ";connect-src 'self' https://a.example;".to_owned(),
            " https://a.example;img-src 'self';".to_owned(),
            ";font-src 'self'\">".to_owned(),
        ] {
            assert!(page.contains(&part), "{path} has not {part}\n{page}");
        }
    }
}

/// A PNG of such a size, as far as its head goes.
fn png(width: u32, height: u32) -> Vec<u8> {
    [&b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"[..], &width.to_be_bytes(), &height.to_be_bytes()].concat()
}

#[test]
fn icon_may_be_a_png_or_an_ico_file() {
    for (file, bytes, size, media) in [
        ("icons/own.png", png(180, 180), "180x180", "image/png"),
        ("own.ico", b"\0\0\x01\0".to_vec(), "any", "image/x-icon"),
    ] {
        let mut sources = on_own_themes(&SITE.replace("favicon: icon.svg", &format!("favicon: {file}")));
        sources.insert_bytes(format!("content/static/{file}"), bytes);
        let build = compile(&sources, &Options::default(), vec![]);
        assert_eq!(build.report.print(Format::Text, Colors::Never), "");
        let (page, manifest) = (build.output.text("deep/index.html"), build.output.text("manifest.webmanifest"));
        assert!(page.contains(&format!("<link rel=\"icon\" href=\"../{file}\">")), "{page}");
        let of_phones = format!("<link rel=\"apple-touch-icon\" href=\"../{file}\">");
        assert_eq!(page.contains(&of_phones), media == "image/png", "{page}");
        let manifest: serde_json::Value = serde_json::from_str(manifest).unwrap();
        assert_eq!(manifest["icons"], serde_json::json!([{"src": file, "sizes": size, "type": media}]));
        let svg = build.output.files.keys().find(|path| path.starts_with("assets/favicon"));
        assert_eq!(svg, None, "the icon of the theme is published besides");
    }
}
