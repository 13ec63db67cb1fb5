//! What is reported about published facts, their addresses, and places in pages.

use crate::common::{assert_report, page_405, site_with};

#[test]
fn place_that_was_published_shows_its_line_in_the_lock() {
    assert_report(
        r#"
== routes.lock ==
# Published.
/404/
/404/#facts
/404/#what-it-means
/404/#what-it-mean
/404/#why
"#,
        r#"
routes.lock:5:1: error[lost-place]: the place /404/#what-it-mean and 1 more of the page were published, and content/4xx/404.md has no such headings any more
  |
5 | /404/#what-it-mean
  | ^^^^^^^^^^^^^^^^^^
help: is it #what-it-means now? give the heading that took its place the old id, such as `## Title {#what-it-mean}`; where none did, take the line out of routes.lock
"#,
    );
}

/// The tiny site with facts.
fn with_facts(more: &str) -> String {
    site_with(
        "    parent_field: class\n",
        &format!("    parent_field: class\n    json: {{item: \"{{code}}.json\", list: codes.json, name: all}}\n{more}"),
    )
}

#[test]
fn facts_that_are_lost_with_their_page_are_not_told_as_well() {
    assert_report(
        &(with_facts("") + "== routes.lock ==\n# Published.\n/404.json\n/410.json\n/410/\n/410/#why\n/codes.json\n"),
        r#"
routes.lock:4:1: error[lost-route]: the address /410/ was published, and no page has it any more
  |
4 | /410/
  | ^^^^^
help: put its page back, or add `aliases: [410/]` to the page that takes its place; where none does, `410/: the reason` below `gone:` in content/site.yaml; where nobody was ever given the address, take the line out of routes.lock
"#,
    );
}

#[test]
fn lost_facts_show_their_line_in_the_lock() {
    assert_report(
        &(with_facts("") + "== routes.lock ==\n# Published.\n/all.json\n"),
        r#"
routes.lock:2:1: error[lost-route]: the address /all.json was published, and nothing has it any more
  |
2 | /all.json
  | ^^^^^^^^^
help: put back what published it; or write `all.json: the reason` below `gone:` in content/site.yaml, or add `aliases: [all.json]` to the page whose facts take its place
"#,
    );
    let moved = with_facts("") + "== routes.lock ==\n# Published.\n/all.json\n" + &page_405("aliases: [all.json]", "");
    assert_report(&moved, "");
}

#[test]
fn facts_of_an_old_address_have_a_place_of_their_own() {
    assert_report(
        &(with_facts("") + &page_405("aliases: [406/]", "") + "== content/static/406.json ==\n{}\n"),
        r#"
content/4xx/405.md:5:11: error[route-collision]: the alias "406/" and the static file (content/static/406.json) would both be published as 406.json
  |
5 | aliases: [406/]
  |           ^^^^
help: give one of the two another key, alias or file name
"#,
    );
}

#[test]
fn second_address_that_two_pages_have_names_both() {
    let site = with_facts("    also_at: \"problems/{state}/\"\n");
    let page = |code: &str| {
        format!("== content/4xx/{code}.md ==\n---\ncode: {code}\ntitle: A\nclass: 4xx\nstate: reserved\n---\n")
    };
    let class = "== content/4xx/index.md ==\n---\nclass: 4xx\ntitle: Client errors\n---\n";
    assert_report(
        &(site + class + &page("405") + &page("406")),
        r#"
content/4xx/406.md:5:8: error[route-collision]: the second address "problems/reserved/" and the second address "problems/reserved/" (content/4xx/405.md) would both be published as problems/reserved/index.html
  |
5 | state: reserved
  |        ^^^^^^^^
help: give one of the two another key, alias or file name
"#,
    );
}

#[test]
fn second_address_needs_a_field_and_a_folder() {
    assert_report(
        &with_facts("    also_at: problems\n"),
        r#"
content/site.yaml:31:14: error[wrong-type]: an address for each entry should stand here, not "problems"
   |
31 |     also_at: problems
   |              ^^^^^^^^
help: write a field in braces and a slash at the end, such as problems/{identifier}/
"#,
    );
    assert_report(
        &with_facts("    also_at: \"problems/{slug}/\"\n"),
        r#"
content/site.yaml:21:3: error[unknown-field]: "code" names a field "slug" that it does not declare
   |
21 |   code:
   |   ^^^^
help: its fields are code, title, class, summary, advice, related, state, since, source, retired, headers
"#,
    );
}

#[test]
fn names_that_published_facts_have_are_taken() {
    let site = site_with(
        "    parent_field: class\n",
        "    parent_field: class\n    json: {item: \"{code}.json\", list: codes.json, name: count}\n",
    );
    assert_report(
        &site.replace("retired: {type: flag}", "url: {type: address}"),
        r#"
content/site.yaml:30:57: error[taken-name]: the list is to be called "count", and each list says something else under that name
   |
30 |     json: {item: "{code}.json", list: codes.json, name: count}
   |                                                         ^^^^^
help: write another `name`; taken are $schema, format_version, count, last_changed

content/site.yaml:42:7: error[taken-name]: the facts that `json` publishes say something else under the name "url"
   |
42 |       url: {type: address}
   |       ^^^
help: give the field another name; taken are $schema and url
"#,
    );
}
