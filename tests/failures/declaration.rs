//! What is reported about the declaration, `site.yaml`.

use crate::common::{TINY, assert_report, assert_text, build_of, page_405, site_with};
use statuary::diag::{Colors, Format};
use statuary::source::Sources;
use statuary::{Options, compile};

#[test]
fn missing_site_yaml_is_one_problem() {
    let all = sources_without("content/site.yaml");
    let report = compile(&all, &Options::default(), vec![]).report;
    assert_text(
        &report.print(Format::Text, Colors::Never),
        r#"
content/site.yaml:1:1: error[no-site]: there is no file content/site.yaml
help: run this in the folder that holds `content/`, or name it with --root
"#,
    );
}

#[test]
fn broken_site_yaml_is_one_problem() {
    assert_report(
        r#"
== content/site.yaml ==
title: Tiny: a site
base_url: https://tiny.example/
== routes.lock ==
/404/
"#,
        r#"
content/site.yaml:1:12: error[yaml]: this is not valid YAML: mapping values are not allowed in this context
  |
1 | title: Tiny: a site
  |            ^^^^^^^^
help: put the value in quotes when it holds a colon followed by a space
"#,
    );
}

#[test]
fn empty_site_yaml_lacks_the_required_fields() {
    let found: Vec<String> =
        build_of("== content/site.yaml ==\n").report.findings.into_iter().map(|one| one.message).collect();
    assert_eq!(found, ["the field \"title\" is missing here", "the field \"base_url\" is missing here"]);
}

#[test]
fn unknown_field_of_the_site_suggests_the_nearest() {
    assert_report(
        &site_with("title: Tiny\n", "title: Tiny\nlangage: en\n"),
        r#"
content/site.yaml:2:1: error[unknown-field]: there is no field "langage" here
  |
2 | langage: en
  | ^^^^^^^
help: did you mean "language"?
"#,
    );
}

#[test]
fn unknown_type_lists_the_types() {
    assert_report(
        &site_with("{type: date}", "{type: day}"),
        r#"
content/site.yaml:39:21: error[unknown-choice]: "day" is none of the types
   |
39 |       since: {type: day}
   |                     ^^^
help: types are text, integer, flag, date, address, pattern, choice, prose, reference, record, list
"#,
    );
}

#[test]
fn unknown_kind_in_a_reference_is_shown_at_the_reference() {
    assert_report(
        &site_with("{type: reference, to: headers, required: true}", "{type: reference, to: header, required: true}"),
        r#"
content/site.yaml:47:41: error[unknown-kind]: the field "name" of "code" refers to "header", which is neither a kind nor a table
   |
47 |             name: {type: reference, to: header, required: true}
   |                                         ^^^^^^
help: kinds and tables are home, class, code, headers; did you mean "headers"?
"#,
    );
}

#[test]
fn unknown_field_that_a_reference_covers_is_shown_at_its_name() {
    assert_report(
        &site_with("covers: members", "covers: member"),
        r#"
content/site.yaml:34:67: error[unknown-field]: the field "class" of "code" covers "member", which "class" does not declare
   |
34 |       class: {type: reference, to: class, required: true, covers: member}
   |                                                                   ^^^^^^
help: its fields are class, title, members; did you mean "members"?
"#,
    );
}

#[test]
fn wrong_key_of_a_kind_is_one_problem() {
    assert_report(
        &format!("{}{}", site_with("key: code", "key: cod"), page_405("related: [404]", "[[404]]")),
        r#"
content/site.yaml:21:3: error[unknown-field]: "code" names a field "cod" that it does not declare
   |
21 |   code:
   |   ^^^^
help: its fields are code, title, class, summary, advice, related, state, since, source, retired, headers; did you mean "code"?
"#,
    );
}

#[test]
fn navigation_to_no_page_suggests_the_nearest() {
    assert_report(
        &site_with("kinds:\n", "navigation: [4xx/indx.md]\nkinds:\n"),
        r#"
content/site.yaml:3:14: error[dead-link]: there is no page content/4xx/indx.md
  |
3 | navigation: [4xx/indx.md]
  |              ^^^^^^^^^^^
help: did you mean "4xx/index.md"?
"#,
    );
}

/// The tiny site without one of its files.
fn sources_without(path: &str) -> Sources {
    let mut left = Sources::default();
    for (name, source) in Sources::from_text(TINY).iter().filter(|(name, _)| *name != path) {
        left.insert_text(name, source.text().unwrap_or_default());
    }
    left
}

#[test]
fn base_url_that_is_no_address_is_refused() {
    assert_report(
        &site_with("base_url: https://tiny.example/", "base_url: tiny.example"),
        r#"
content/site.yaml:2:11: error[not-an-address]: "tiny.example" is not an http or https address
  |
2 | base_url: tiny.example
  |           ^^^^^^^^^^^^
help: write the address of the home page, such as https://example.com/docs/
"#,
    );
}

#[test]
fn kind_and_table_may_not_have_one_name() {
    assert_report(
        &site_with("tables:\n  headers:\n", "tables:\n  home:\n    title: id\n    fields: {}\n  headers:\n"),
        r#"
content/site.yaml:51:3: error[no-table]: the table "home" has no file
   |
51 |   home:
   |   ^^^^
help: write its rows into content/tables/home.yaml; an empty list is `[]`

content/site.yaml:51:3: error[repeated-kind]: two kinds or tables are called "home"
   |
51 |   home:
   |   ^^^^
help: give one of the two another name

content/site.yaml:51:3: error[route-collision]: the schema of "home" and the schema of "home" would both be published as schema/home.json
   |
51 |   home:
   |   ^^^^
help: give one of the two another key, alias or file name
"#,
    );
}
