//! What is reported about pages and rows that are gone, moved or renamed, and those that
//! lead there.

use crate::common::{assert_report, assert_text, page_405, site_with, sources};
use statuary::diag::{Colors, Format};
use statuary::source::Sources;
use statuary::{Options, compile};

/// A page that refers to the rows of the tiny site's table.
const REFERRING: &str =
    "== content/4xx/405.md ==\n---\ncode: 405\ntitle: Method Not Allowed\nclass: 4xx\nheaders: [{name: Allow}]\n---\n";

/// Sources without one of their files.
fn without(sources: &Sources, path: &str) -> Sources {
    let mut left = Sources::default();
    left.extend(sources.iter().filter(|(name, _)| *name != path).map(|(name, file)| (name.to_owned(), file.clone())));
    left
}

/// The report for these sources, with the theme of an option.
fn report(sources: &Sources, theme: Option<&str>) -> String {
    let options = Options { theme: theme.map(str::to_owned), ..Options::default() };
    compile(sources, &options, vec![]).report.print(Format::Text, Colors::Never)
}

#[test]
fn table_under_a_misspelt_name_is_one_problem() {
    let mut all = sources(REFERRING);
    all = without(&all, "content/tables/headers.yaml");
    all.insert_text("content/tables/header.yaml", "- id: Allow\n- id: Retry-After\n");
    assert_text(
        &report(&all, None),
        r#"
content/tables/header.yaml:1:1: error[unknown-table]: site.yaml declares no table "header"
  |
1 | - id: Allow
  | ^
help: tables are headers; did you mean "headers"?
"#,
    );
}

#[test]
fn page_of_a_row_in_a_broken_table_is_not_lost() {
    assert_report(
        &format!(
            "{}{}",
            site_with(
                "    title: id\n    fields: {}",
                "    title: id\n    route: \"headers/{id}/\"\n    template: home.html\n    fields: {}"
            ),
            "== content/tables/headers.yaml ==\n- id Allow\n  summary: What\n- id: Retry-After\n== routes.lock ==\n/headers/allow/\n/headers/retry-after/\n/404/\n"
        ),
        r#"
content/tables/headers.yaml:1:3: error[yaml]: this is not valid YAML: this line has no colon
  |
1 | - id Allow
  |   ^^^^^^^^
help: write `id: Allow`
"#,
    );
}

#[test]
fn broken_page_keeps_its_old_addresses() {
    assert_report(
        r#"
== content/4xx/405.md ==
---
code: 405
title: Not: Allowed
class: 4xx
aliases:
  - old/
---
== routes.lock ==
/404/
/405/
/old/
"#,
        r#"
content/4xx/405.md:3:11: error[yaml]: this is not valid YAML: mapping values are not allowed in this context
  |
3 | title: Not: Allowed
  |           ^^^^^^^^^
help: put the value in quotes when it holds a colon followed by a space
"#,
    );
}

#[test]
fn wrong_key_in_a_page_leaves_its_address_alone() {
    assert_report(
        r#"
== content/4xx/405.md ==
---
code: 450
title: Method Not Allowed
class: 4xx
---

[[405]], [it](405.md)
== routes.lock ==
/404/
/405/
"#,
        r#"
content/4xx/405.md:2:7: error[path-mismatch]: the file's path says code "405", this line says "450"
  |
2 | code: 450
  |       ^^^
help: write `code: 405`, or move the file to content/4xx/450.md
"#,
    );
}

#[test]
fn renamed_page_tells_its_path_and_its_old_address_and_nothing_that_refers_to_it() {
    assert_report(
        r#"
== content/4xx/406.md ==
---
code: 405
title: Method Not Allowed
class: 4xx
---
== content/4xx/404.md ==
---
code: 404
title: Not Found
class: 4xx
related: [405]
---

[[405]], [it](405.md#facts).
== routes.lock ==
/404/
/405/
"#,
        r#"
content/4xx/406.md:2:7: error[path-mismatch]: the file's path says code "406", this line says "405"
  |
2 | code: 405
  |       ^^^
help: give the file back its name, content/4xx/405.md; or, where the page is to be another, write `code: 406` and add `aliases: [405/]`
"#,
    );
}

#[test]
fn page_that_is_gone_is_told_once_with_all_that_led_there() {
    assert_report(
        r#"
== content/4xx/405.md ==
---
code: 405
title: Method Not Allowed
class: 4xx
related: [410]
---

[[410]], [it](410.md), [there](/4xx/410.md#x).
== routes.lock ==
/404/
/405/
/410/
"#,
        r#"
routes.lock:3:1: error[lost-route]: the address /410/ was published, and no page has it any more
  |
3 | /410/
  | ^^^^^
help: put its page back, or add `aliases: [410/]` to the page that takes its place; where none does, `410/: the reason` below `gone:` in content/site.yaml; where nobody was ever given the address, take the line out of routes.lock

content/4xx/405.md:5:11: error[lost-page]: the page that was published at /410/ is gone
  |
5 | related: [410]
  |           ^^^
help: put the page back, or name another one; routes.lock says what else there is to do
and 3 more like it: content/4xx/405.md:8:1, content/4xx/405.md:8:10, content/4xx/405.md:8:24
"#,
    );
}

#[test]
fn page_in_the_folder_of_another_kind_is_one_problem() {
    let site = site_with(
        "kinds:\n",
        "kinds:\n  list:\n    path: \"{slug}.md\"\n    route: \"{slug}/\"\n    template: home.html\n    key: slug\n    title: slug\n    fields:\n      slug: {type: text, required: true}\n",
    );
    let page = page_405("state: registered", "").replace("content/4xx/", "content/");
    assert_report(
        &format!("{site}{page}== routes.lock ==\n/404/\n/405/\n"),
        r#"
content/405.md:1:1: error[no-kind]: this page has the fields of "code" and lies where those of "list" do
  |
1 | ---
  | ^
help: move the file to content/4xx/405.md
"#,
    );
}

#[test]
fn page_at_a_path_of_no_kind_is_one_problem() {
    assert_report(
        &format!(
            "{}{}",
            "== content/deep/er/410.md ==\n---\ncode: 410\n---\n== routes.lock ==\n/404/\n/405/\n/410/\n",
            page_405("related: [410]", "[[410]] [it](../deep/er/410.md)")
        ),
        r#"
content/deep/er/410.md:1:1: error[no-kind]: no kind of page lies at this path
  |
1 | ---
  | ^
help: pages lie at content/index.md, content/{class}/index.md, content/{class}/{code}.md
"#,
    );
}

#[test]
fn theme_of_a_flag_is_told_at_the_flag() {
    assert_text(
        &report(&sources(""), Some("nope")),
        r#"
--theme nope: error[no-theme]: there is no theme "nope": themes/nope/theme.yaml is missing
help: themes are default
"#,
    );
}

#[test]
fn many_pages_that_are_gone_are_told_once() {
    assert_report(
        "== content/4xx/405.md ==\n---\ncode: 405\ntitle: Not\nclass: 4xx\nrelated: [410, 411, 412]\n---\n\n[[413]]\n== routes.lock ==\n/404/\n/405/\n/410/\n/411/\n/412/\n/413/\n/414/\n/415/\n",
        r#"
routes.lock:3:1: error[lost-route]: the address /410/ and 5 more were published, and no page has them any more
  |
3 | /410/
  | ^^^^^
help: put back what published them, such as the rows of a table or the pages of a folder; or give the pages that take their place `aliases`

content/4xx/405.md:5:11: error[lost-page]: the page that this names was published and is gone
  |
5 | related: [410, 411, 412]
  |           ^^^
help: put the page back, or name another one; routes.lock says what else there is to do
and 3 more like it: content/4xx/405.md:5:16, content/4xx/405.md:5:21, content/4xx/405.md:8:1
"#,
    );
}
