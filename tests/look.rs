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
logo: {file: logo.svg, alt: Acme}
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
            format!("<a class=\"brand\" href=\"{root}\"><img class=\"logo\" src=\"{root}logo.svg\" alt=\"Acme\"></a>"),
            format!("<div class=\"announcement\">Read <a href=\"{root}deep/\">Deep</a>.</div>"),
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
