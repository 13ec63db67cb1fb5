//! What is reported about routes.

use crate::common::{assert_report, build_of, page_405, site_with};
use statuary::diag::{Colors, Format};

#[test]
fn keys_with_one_route_name_both_pages() {
    assert_report(
        r#"
== content/4xx/4AA.md ==
---
code: 4AA
title: Upper
class: 4xx
---
== content/4xx/4aa.md ==
---
code: 4aa
title: Lower
class: 4xx
---
"#,
        r#"
content/4xx/4aa.md:2:7: error[route-collision]: the page "4aa Lower" and the page "4AA Upper" (content/4xx/4AA.md) would both be published as 4aa/index.html
  |
2 | code: 4aa
  |       ^^^
help: give one of the two another key, alias or file name
"#,
    );
}

#[test]
fn alias_at_the_route_of_a_page_names_both() {
    assert_report(
        &page_405("aliases: [404/]", ""),
        r#"
content/4xx/405.md:5:11: error[route-collision]: the alias "404/" and the page "404 Not Found" (content/4xx/404.md) would both be published as 404/index.html
  |
5 | aliases: [404/]
  |           ^^^^
help: give one of the two another key, alias or file name
"#,
    );
}

#[test]
fn alias_of_two_pages_names_both() {
    assert_report(
        &format!(
            "{}{}",
            r#"
== content/4xx/406.md ==
---
code: 406
title: Not Acceptable
class: 4xx
aliases: [old/]
---
"#,
            page_405("aliases: [old/]", "")
        ),
        r#"
content/4xx/406.md:5:11: error[route-collision]: the alias "old/" and the alias "old/" (content/4xx/405.md) would both be published as old/index.html
  |
5 | aliases: [old/]
  |           ^^^^
help: give one of the two another key, alias or file name
"#,
    );
}

#[test]
fn static_file_at_the_route_of_a_page_names_both() {
    assert_report(
        r#"
== content/static/404/index.html ==
<p>Mine</p>
"#,
        r#"
content/static/404/index.html:1:1: error[route-collision]: the static file and the page "404 Not Found" (content/4xx/404.md) would both be published as 404/index.html
  |
1 | <p>Mine</p>
  | ^
help: give one of the two another key, alias or file name
"#,
    );
}

#[test]
fn static_file_where_a_page_needs_a_folder_names_both() {
    assert_report(
        r#"
== content/static/404 ==
Mine
"#,
        r#"
content/static/404:1:1: error[route-collision]: the static file at 404 stands where the page "404 Not Found" (content/4xx/404.md) needs a folder
  |
1 | Mine
  | ^
help: give one of the two another key, alias or file name
"#,
    );
}

#[test]
fn static_file_at_the_facts_of_a_row_without_page_names_both() {
    let site = site_with(
        "    title: id\n    fields: {}",
        "    title: id\n    json: {item: \"headers/{id}.json\"}\n    fields: {}",
    );
    assert_report(
        &format!("{site}== content/static/headers/allow.json ==\n{{}}\n"),
        r#"
content/static/headers/allow.json:1:1: error[route-collision]: the static file and the facts of "Allow" (content/tables/headers.yaml) would both be published as headers/allow.json
  |
1 | {}
  | ^
help: give one of the two another key, alias or file name
"#,
    );
}

#[test]
fn key_that_leads_out_of_the_site_is_an_error() {
    for key in ["..", ".", "!!!"] {
        let page = format!("== content/4xx/{key}.md ==\n---\ncode: \"{key}\"\ntitle: Out\nclass: 4xx\n---\n");
        let class = "== content/4xx/index.md ==\n---\nclass: 4xx\ntitle: Client errors\n---\n";
        let build = build_of(&format!("{class}{page}"));
        let report = build.report.print(Format::Text, Colors::Never);
        let place = format!("content/4xx/{key}.md:2:7: error[");
        assert!(report.starts_with(&place), "the key \"{key}\" gives no address, but the report is:\n{report}");
    }
}

#[test]
fn lost_route_shows_its_line_in_the_lock() {
    assert_report(
        r#"
== routes.lock ==
# Published.
/404/
/410/
"#,
        r#"
routes.lock:3:1: error[lost-route]: the address /410/ was published, and no page has it any more
  |
3 | /410/
  | ^^^^^
help: put its page back, or add `aliases: [410/]` to the page that takes its place; where none does, `410/: the reason` below `gone:` in content/site.yaml; where nobody was ever given the address, take the line out of routes.lock
"#,
    );
}

#[test]
fn malformed_alias_shows_the_form() {
    assert_report(
        &page_405("aliases: [/old/]", ""),
        r#"
content/4xx/405.md:5:11: error[bad-alias]: "/old/" is not an old address of this site
  |
5 | aliases: [/old/]
  |           ^^^^^
help: write it as it stood behind the site's address: `old/`
"#,
    );
}

#[test]
fn alias_that_leads_out_of_the_site_is_malformed() {
    assert_report(
        &page_405("aliases: [\"../old/\"]", ""),
        r#"
content/4xx/405.md:5:11: error[bad-alias]: "../old/" is not an old address of this site
  |
5 | aliases: ["../old/"]
  |           ^^^^^^^^^
help: write it as it stood behind the site's address, such as old/name/ or old/name.html
"#,
    );
}

#[test]
fn key_without_letters_and_digits_is_no_address() {
    assert_report(
        r#"
== content/4xx/--.md ==
---
code: "--"
title: Nothing
class: 4xx
---
== content/4xx/index.md ==
---
class: 4xx
title: Client errors
---
"#,
        r#"
content/4xx/--.md:2:7: error[bad-route]: the page "-- Nothing" would be published as /index.html, which is no place inside the site
  |
2 | code: "--"
  |       ^^^^
help: each part of an address needs a name; write a key with a letter or a digit
"#,
    );
}

/// The tiny site with an address that is gone.
fn gone(line: &str) -> String {
    site_with("kinds:\n  home:", &format!("gone:\n  {line}\nkinds:\n  home:"))
}

#[test]
fn address_that_is_gone_keeps_its_place_in_the_lock() {
    let files = gone("410/: \"Nobody <used> it.\"") + "== routes.lock ==\n/404/\n/410/\n";
    assert_report(&files, "");
    crate::common::assert_page(
        &files,
        "410/index.html",
        r#"
<!DOCTYPE html>
<html lang="en">
<head>
<meta http-equiv="content-security-policy" content="default-src 'none'">
<meta charset="utf-8">
<title>This page is gone</title>
<meta name="robots" content="noindex">
</head>
<body>
<h1>This page is gone</h1>
<p>Nobody &lt;used&gt; it.</p>
<p><a href="../">Tiny</a></p>
</body>
</html>
"#,
    );
    assert!(!crate::common::page_of(&files, "sitemap.xml").contains("410"));
}

#[test]
fn address_that_is_gone_needs_a_reason() {
    assert_report(
        &gone("410/:"),
        r#"
content/site.yaml:4:3: error[missing-field]: the address 410/ is gone without a reason
  |
4 |   410/:
  |   ^^^^
help: write `410/: …`, a sentence for those who come there
"#,
    );
}

#[test]
fn address_that_is_gone_is_written_like_an_alias() {
    assert_report(
        &gone("/410: It was never used."),
        r#"
content/site.yaml:4:3: error[bad-alias]: "/410" is not an old address of this site
  |
4 |   /410: It was never used.
  |   ^^^^
help: write it as it stood behind the site's address: `410/`
"#,
    );
}

#[test]
fn address_that_is_gone_has_no_page() {
    assert_report(
        &gone("404/: It is not."),
        r#"
content/4xx/404.md:2:7: error[route-collision]: the page "404 Not Found" and the address "404/" that is gone (content/site.yaml) would both be published as 404/index.html
  |
2 | code: 404
  |       ^^^
help: give one of the two another key, alias or file name
"#,
    );
}
