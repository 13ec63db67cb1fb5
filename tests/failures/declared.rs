//! What is reported about slips in `site.yaml` that all pages of a kind would show.

use crate::common::{assert_report, code_template, page_405, site_with};

#[test]
fn many_lost_routes_of_a_kind_are_told_at_its_route() {
    let site = site_with("route: \"{code}/\"", "route: \"codes/{code}/\"");
    let pages: String = (405..412).map(|code| page_405("", "").replace("405", &code.to_string())).collect();
    let lock: String = (404..412).map(|code| format!("/{code}/\n")).collect();
    assert_report(
        &format!("{site}{pages}== routes.lock ==\n{lock}"),
        r#"
content/site.yaml:23:12: error[lost-route]: the pages of "code" were published at other addresses than this route gives, such as /404/ and 7 more
   |
23 |     route: "codes/{code}/"
   |            ^^^^^^^^^^^^^^^
help: put the route back, or give each of the pages its old address in `aliases`
"#,
    );
}

#[test]
fn two_kinds_with_one_route_name_site_yaml() {
    let site = site_with("route: \"class/{class}/\"", "route: \"{class}/\"");
    let class = |name: &str| format!("== content/{name}/index.md ==\n---\nclass: {name}\ntitle: Class\n---\n");
    assert_report(
        &format!("{site}{}{}{}", class("404"), class("405"), page_405("", "")),
        r#"
content/site.yaml:23:12: error[route-collision]: this route gives 2 pages of "code" addresses that pages of "class" have, such as 404/index.html
   |
23 |     route: "{code}/"
   |            ^^^^^^^^^
help: write a route of its own with the page's key, such as `code/{code}/`
"#,
    );
}

#[test]
fn misspelt_name_of_all_kinds_is_one_problem() {
    assert_report(
        &format!("{}{}", site_with("\nkinds:\n", "\nkind:\n"), page_405("related: [404]", "")),
        r#"
content/site.yaml:3:1: error[unknown-field]: there is no field "kind" here
  |
3 | kind:
  | ^^^^
help: did you mean "kinds"?
"#,
    );
}

#[test]
fn misspelt_name_of_the_fields_of_a_kind_is_one_problem() {
    assert_report(
        &format!(
            "{}{}",
            site_with("    fields:\n      code:", "    feilds:\n      code:"),
            page_405("related: [404]", "")
        ),
        r#"
content/site.yaml:31:5: error[unknown-field]: there is no field "feilds" here
   |
31 |     feilds:
   |     ^^^^^^
help: did you mean "fields"?
"#,
    );
}

#[test]
fn missing_path_of_a_kind_is_one_problem() {
    assert_report(
        &format!(
            "{}{}== routes.lock ==\n/404/\n",
            site_with("    path: \"{class}/{code}.md\"\n", ""),
            page_405("related: [404]", "[[404]]")
        ),
        r#"
content/site.yaml:22:5: error[missing-field]: the field "path" is missing here
   |
22 |     route: "{code}/"
   |     ^^^^^^^^^^^^^^^^
help: add `path: …`
"#,
    );
}

#[test]
fn misspelt_type_leaves_values_alone() {
    assert_report(
        &format!(
            "{}{}",
            site_with("related: {type: list, of", "related: {type: lst, of"),
            page_405("related: [404]", "")
        ),
        r#"
content/site.yaml:37:23: error[unknown-choice]: "lst" is none of the types
   |
37 |       related: {type: lst, of: {type: reference, to: code}}
   |                       ^^^
help: types are text, integer, flag, date, address, pattern, choice, prose, reference, record, list; did you mean "list"?
"#,
    );
}

#[test]
fn misspelt_field_in_a_declaration_is_one_problem() {
    assert_report(
        &format!(
            "{}{}",
            site_with("      summary: {type: text}", "      sumary: {type: text}"),
            page_405("summary: It is not allowed.", "")
        ),
        r#"
content/site.yaml:21:3: error[unknown-field]: "code" names a field "summary" that it does not declare
   |
21 |   code:
   |   ^^^^
help: its fields are code, title, class, sumary, advice, related, state, since, source, retired, headers; did you mean "sumary"?
"#,
    );
}

#[test]
fn route_with_a_field_that_is_none_is_one_problem() {
    assert_report(
        &format!(
            "{}{}== routes.lock ==\n/404/\n/405/\n",
            site_with("route: \"{code}/\"", "route: \"{cod}/\""),
            page_405("", "")
        ),
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
fn kind_without_fields_of_its_own_route_is_one_problem() {
    assert_report(
        &format!(
            "{}{}== routes.lock ==\n/404/\n/405/\n",
            site_with("route: \"{code}/\"", "route: codes/"),
            page_405("", "") + &page_405("", "").replace("405", "406")
        ),
        r#"
content/site.yaml:23:12: error[route-collision]: this route gives several pages of "code" one address, such as codes/index.html
   |
23 |     route: codes/
   |            ^^^^^^
help: write a route of its own with the page's key, such as `code/{code}/`
"#,
    );
}

#[test]
fn slip_in_site_yaml_hides_no_slip_of_the_theme() {
    assert_report(
        &format!("{}{}", site_with("title: Tiny\n", "title: Tiny: a site\n"), code_template("{{ page.label | uper }}")),
        r#"
content/site.yaml:1:12: error[yaml]: this is not valid YAML: mapping values are not allowed in this context
  |
1 | title: Tiny: a site
  |            ^^^^^^^^
help: put the value in quotes when it holds a colon followed by a space

themes/default/templates/code.html:1:17: error[template]: unknown filter `uper`
  |
1 | {{ page.label | uper }}
  |                 ^^^^
help: did you mean `upper`?
"#,
    );
}

#[test]
fn table_of_the_feed_suggests_the_nearest() {
    assert_report(
        &site_with("title: Tiny\n", "title: Tiny\nfeed: {table: header, date: day, page: index.md, route: x.atom}\n"),
        r#"
content/site.yaml:2:15: error[unknown-kind]: "header" is none of the tables
  |
2 | feed: {table: header, date: day, page: index.md, route: x.atom}
  |               ^^^^^^
help: tables are headers; did you mean "headers"?
"#,
    );
}

#[test]
fn field_of_the_feed_lists_the_fields() {
    assert_report(
        &site_with("title: Tiny\n", "title: Tiny\nfeed: {table: headers, date: day, page: index.md, route: x.atom}\n"),
        r#"
content/site.yaml:2:30: error[unknown-field]: "headers" has no field "day"
  |
2 | feed: {table: headers, date: day, page: index.md, route: x.atom}
  |                              ^^^
help: its fields are id
"#,
    );
}

#[test]
fn kind_of_the_examples_suggests_the_nearest() {
    assert_report(
        &site_with(
            "title: Tiny\n",
            "title: Tiny\nexchanges: {kind: cod, phrase: title, fields: headers, content: state}\n",
        ),
        r#"
content/site.yaml:2:19: error[unknown-kind]: "cod" is none of the kinds
  |
2 | exchanges: {kind: cod, phrase: title, fields: headers, content: state}
  |                   ^^^
help: kinds are home, class, code, headers; did you mean "code"?
"#,
    );
}

#[test]
fn examples_are_compared_with_a_table_too() {
    let declared = site_with("title: Tiny\n", "title: Tiny\nexchanges: {kind: names, phrase: title}\n");
    let declared = declared.replace("tables:\n", "tables:\n  names: {title: title, fields: {title: {type: text}}}\n");
    let names = "== content/tables/names.yaml ==\n- id: 409\n  title: Conflict\n";
    let block =
        "```http\nHTTP/1.1 409 Conflicted\nContent-Type: application/problem+json\nContent-Length: 2\n\n{}\n```";
    assert_report(
        &(declared + names + &page_405("", block)),
        r#"
content/4xx/405.md:8:1: error[exchange]: the name of 409 is "Conflict"
  |
8 | HTTP/1.1 409 Conflicted
  | ^^^^^^^^^^^^^^^^^^^^^^^
help: write `HTTP/1.1 409 Conflict`; mark the block ```http as-sent when some software really sends it so
"#,
    );
}

#[test]
fn field_of_the_examples_suggests_the_nearest() {
    assert_report(
        &site_with(
            "title: Tiny\n",
            "title: Tiny\nexchanges: {kind: code, phrase: titel, fields: headers, content: state}\n",
        ),
        r#"
content/site.yaml:2:33: error[unknown-field]: "code" has no field "titel"
  |
2 | exchanges: {kind: code, phrase: titel, fields: headers, content: state}
  |                                 ^^^^^
help: its fields are code, title, class, summary, advice, related, state, since, source, retired, headers; did you mean "title"?
"#,
    );
}

#[test]
fn route_without_quotes_asks_for_them() {
    assert_report(
        &site_with("route: \"{code}/\"", "route: {code}/"),
        r#"
content/site.yaml:23:12: error[yaml]: this is not valid YAML: a text that starts with { has to be in quotes
   |
23 |     route: {code}/
   |            ^^^^^^^
help: write "{code}/"
"#,
    );
}

#[test]
fn broken_entry_of_site_yaml_hides_no_slip_of_a_page() {
    assert_report(
        &format!(
            "{}{}{}",
            site_with("title: Tiny\n", "title: Tiny: a site\nlangage: en\n"),
            page_405("state: registred", ""),
            code_template("{{ page.lable }}")
        ),
        r#"
content/site.yaml:1:12: error[yaml]: this is not valid YAML: mapping values are not allowed in this context
  |
1 | title: Tiny: a site
  |            ^^^^^^^^
help: put the value in quotes when it holds a colon followed by a space

content/site.yaml:2:1: error[unknown-field]: there is no field "langage" here
  |
2 | langage: en
  | ^^^^^^^
help: did you mean "language"?

content/4xx/405.md:5:8: error[unknown-choice]: "registred" is no choice for "state"
  |
5 | state: registred
  |        ^^^^^^^^^
help: choices are registered, reserved; did you mean "registered"?

themes/default/templates/code.html:1:9: error[template]: field `lable` is not defined
  |
1 | {{ page.lable }}
  |         ^^^^^
help: did you mean "label"?
this happened on the page made from content/4xx/404.md; themes/README.md lists what templates are given
"#,
    );
}

#[test]
fn broken_kinds_hide_no_slip_in_the_texts_of_pages() {
    assert_report(
        &format!(
            "{}{}",
            site_with("    route: \"class/{class}/\"", "    route: {class}/"),
            "== content/4xx/405.md ==\n---\ncode: 405\ntitle: a: b\n---\n"
        ),
        r#"
content/site.yaml:13:12: error[yaml]: this is not valid YAML: a text that starts with { has to be in quotes
   |
13 |     route: {class}/
   |            ^^^^^^^^
help: write "{class}/"

content/4xx/405.md:3:9: error[yaml]: this is not valid YAML: mapping values are not allowed in this context
  |
3 | title: a: b
  |         ^^^
help: put the value in quotes when it holds a colon followed by a space
"#,
    );
}

#[test]
fn days_of_last_changes_come_from_git_or_not_at_all() {
    assert_report(
        &site_with("title: Tiny\n", "title: Tiny\nlast_changed: clock\n"),
        r#"
content/site.yaml:2:15: error[wrong-type]: git should stand here, not "clock"
  |
2 | last_changed: clock
  |               ^^^^^
help: write `last_changed: git`, or leave the line out for pages without such a day
"#,
    );
}
