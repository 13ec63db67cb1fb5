//! What a site's declaration gives: orders, references both ways, cards, JSON,
//! redirects. Each test is a tiny site and an output file.

mod common;

use common::{Folder, assert_page, assert_text, build_of, code_template, page_405, page_of, site_with};
use statuary::diag::{Colors, Format};
use statuary::source::Sources;
use statuary::{Options, compile, load};

/// Three lines of front matter and no text.
fn code(key: &str, title: &str) -> String {
    format!("== content/4xx/{key}.md ==\n---\ncode: {key}\ntitle: {title}\nclass: 4xx\n---\n")
}

/// A class that takes every code.
const ANY: &str = "== content/4xx/index.md ==\n---\nclass: 4xx\ntitle: Client errors\n---\n";

/// The declaration that gives every header field a page.
fn headers_with_pages() -> String {
    site_with(
        "    title: id\n    fields: {}",
        "    title: id\n    route: headers/{id}/\n    template: header.html\n    fields: {}",
    )
}

// Orders.

#[test]
fn numbers_inside_keys_count_as_numbers() {
    let list =
        "== themes/default/templates/home.html ==\n{% for one in pages(kind=\"code\") %}{{ one.key }} {% endfor %}\n";
    let codes: String =
        ["PAY-10", "card_declined", "1010", "PAY-9", "99"].iter().map(|key| code(key, "Title")).collect();
    assert_page(&format!("{ANY}{list}{codes}"), "index.html", "99 404 1010 PAY-9 PAY-10 card_declined ");
}

#[test]
fn rows_keep_the_order_of_their_table() {
    let files = r#"
== themes/default/templates/home.html ==
{% for one in rows(table="headers") %}{{ one.key }} {% endfor %}
== content/tables/headers.yaml ==
- id: Retry-After
- id: Allow
- id: Age
"#;
    assert_page(files, "index.html", "Retry-After Allow Age ");
}

#[test]
fn neighbours_are_of_the_same_kind_in_key_order() {
    let template = "{% if page.previous %}{{ page.previous.label }}{% endif %} < > {% if page.next %}{{ page.next.label }}{% endif %}";
    let files = format!("{ANY}{}{}{}", code_template(template), code("99", "Least"), code("1000", "Most"));
    assert_page(&files, "99/index.html", " < > 404 Not Found");
    assert_page(&files, "404/index.html", "99 Least < > 1000 Most");
    assert_page(&files, "1000/index.html", "404 Not Found < > ");
}

#[test]
fn breadcrumbs_lead_from_the_home_page_to_the_parent() {
    let template = "{% for one in page.breadcrumbs %}{{ page.root }}{{ one.route }} {{ one.label }}; {% endfor %}";
    assert_page(&code_template(template), "404/index.html", "../ Tiny; ../class/4xx/ Client errors; ");
}

// References both ways.

#[test]
fn backlinks_are_the_pages_whose_text_links_here() {
    let template = code_template("{% for one in page.backlinks %}{{ one.label }}; {% endfor %}");
    let in_text = code("410", "Gone") + "[[404]] and [again](404.md#what-it-means)\n";
    let in_prose = page_405("advice: Not [[404]].", "");
    let in_a_reference =
        "== content/4xx/406.md ==\n---\ncode: 406\ntitle: Not Acceptable\nclass: 4xx\nrelated: [404]\n---\n";
    let files = template + &in_text + &in_prose + in_a_reference;
    assert_page(&files, "404/index.html", "405 Method Not Allowed; 410 Gone; ");
}

#[test]
fn row_without_a_page_is_no_backlink() {
    let site = site_with("    title: id\n    fields: {}", "    title: id\n    fields: {note: {type: prose}}");
    let files = site
        + &code_template("{% for one in page.backlinks %}{{ one.label }}; {% endfor %}")
        + "== content/tables/headers.yaml ==\n- id: Allow\n  note: Not with [[404]].\n";
    assert_page(&files, "404/index.html", "");
}

#[test]
fn referrers_carry_the_record_that_refers() {
    let files = headers_with_pages()
        + r#"
== themes/default/templates/header.html ==
{% for one in page.referrers["code.headers.name"] %}{{ one.page.label }}: {{ one.record.when }} {{ one.record.weight }}
{% endfor %}
"# + &page_405("headers:\n  - {name: Allow, when: \"*always*, see [[404]]\", weight: 2}", "");
    assert_page(&files, "headers/allow/index.html", "405 Method Not Allowed: always, see 404 Not Found 2");
    assert_page(&files, "headers/retry-after/index.html", "");
}

#[test]
fn referrers_of_a_plain_reference_have_no_record() {
    let files = r#"
== themes/default/templates/class.html ==
{% for one in page.referrers["code.class"] %}{{ one.page.label }} {% if one.record %}record{% else %}no record{% endif %}{% endfor %}
"#;
    assert_page(files, "class/4xx/index.html", "404 Not Found no record");
}

#[test]
fn referrers_in_a_list_inside_a_record_have_the_record() {
    let site = site_with(
        "            when: {type: prose}\n",
        "            when: {type: prose}\n            with: {type: list, of: {type: reference, to: code}}\n",
    );
    let template = r#"{% for one in page.referrers["code.headers.with"] %}{{ one.page.key }}: {% if one.record %}{{ one.record.name.key }}{% endif %}{% endfor %}"#;
    let files = site + &code_template(template) + &page_405("headers: [{name: Allow, with: [404]}]", "");
    assert_page(&files, "404/index.html", "405: Allow");
}

#[test]
fn card_carries_marked_fields_and_counts_its_uses() {
    let site = site_with(
        "class: {type: reference, to: class, required: true,",
        "class: {type: reference, to: class, required: true, card: true,",
    )
    .replace("advice: {type: prose,", "advice: {type: prose, card: true,");
    let template = "{% for one in page.fields.related %}{{ one.kind }} {{ one.key }} {{ one.title }} {{ one.summary }} {{ one.route }} {{ one.uses }} | {{ one.fields.advice }} | {{ one.fields.class.label }}{% endfor %}";
    let page = "== content/4xx/406.md ==\n---\ncode: 406\ntitle: Not Acceptable\nclass: 4xx\nsummary: No form fits.\nadvice: Ask for *another*, <see> [[404]].\n---\n";
    let page = page.replace("<see>", "`<see>`");
    let files = site + &code_template(template) + &page_405("related: [406]", "") + &page;
    assert_page(
        &files,
        "405/index.html",
        "code 406 Not Acceptable No form fits. 406/ 1 | Ask for another, &lt;see&gt; 404 Not Found. | Client errors",
    );
}

// Values that are not given.

#[test]
fn fields_that_are_not_given_are_there_and_empty() {
    let template = "{% if page.fields.state is none %}none{% endif %} {{ page.fields.related | length }} {% if page.fields.retired is none %}none{% endif %} {{ page.fields.headers | length }}";
    assert_page(&code_template(template), "404/index.html", "none 0 none 0");
}

// JSON.

#[test]
fn json_holds_every_field_under_its_own_name() {
    let files = with_json()
        + &page_405(
            "advice: Not *here*, see [[404]] & `<b>`.\nrelated: [404]\nretired: false\nheaders: [{name: Allow, weight: 2}]",
            "",
        );
    assert_page(
        &files,
        "405.json",
        r#"
{
  "advice": "Not here, see 404 Not Found & <b>.",
  "class": "4xx",
  "code": "405",
  "headers": [
    {
      "name": "Allow",
      "weight": 2,
      "when": null
    }
  ],
  "related": [
    "404"
  ],
  "retired": false,
  "since": null,
  "source": null,
  "state": null,
  "summary": null,
  "title": "Method Not Allowed",
  "url": "https://tiny.example/405/"
}
"#,
    );
}

#[test]
fn json_of_absent_fields_is_null_and_of_absent_lists_empty() {
    assert_page(
        &with_json(),
        "404.json",
        r#"
{
  "advice": null,
  "class": "4xx",
  "code": "404",
  "headers": [],
  "related": [],
  "retired": null,
  "since": null,
  "source": null,
  "state": null,
  "summary": null,
  "title": "Not Found",
  "url": "https://tiny.example/404/"
}
"#,
    );
}

#[test]
fn json_list_holds_all_entries_in_key_order() {
    let files = with_json() + &page_405("", "") + &code("99", "Least") + ANY;
    let list: Vec<String> = page_of(&files, "codes.json")
        .lines()
        .filter(|line| line.contains("\"code\""))
        .map(|line| line.trim().to_owned())
        .collect();
    assert_eq!(list, ["\"code\": \"99\",", "\"code\": \"404\",", "\"code\": \"405\","]);
    assert!(page_of(&files, "codes.json").starts_with("{\n  \"all\": [\n"));
}

fn with_json() -> String {
    site_with(
        "    parent_field: class\n",
        "    parent_field: class\n    json: {item: \"{code}.json\", list: codes.json, name: all}\n",
    )
}

#[test]
fn json_schema_describes_the_front_matter() {
    assert_page(
        "",
        "schema/code.json",
        r#"
{
  "$id": "https://tiny.example/schema/code.json",
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "additionalProperties": false,
  "description": "",
  "properties": {
    "advice": {
      "description": "what to do",
      "type": [
        "string",
        "number"
      ]
    },
    "aliases": {
      "description": "old addresses of the page",
      "items": {
        "type": "string"
      },
      "type": "array"
    },
    "class": {
      "type": [
        "string",
        "integer"
      ]
    },
    "code": {
      "description": "the number",
      "type": [
        "string",
        "number"
      ]
    },
    "headers": {
      "items": {
        "additionalProperties": false,
        "properties": {
          "name": {
            "type": [
              "string",
              "integer"
            ]
          },
          "weight": {
            "type": "integer"
          },
          "when": {
            "type": [
              "string",
              "number"
            ]
          }
        },
        "required": [
          "name"
        ],
        "type": "object"
      },
      "type": "array"
    },
    "related": {
      "items": {
        "type": [
          "string",
          "integer"
        ]
      },
      "type": "array"
    },
    "retired": {
      "type": "boolean"
    },
    "since": {
      "format": "date",
      "type": "string"
    },
    "source": {
      "format": "uri",
      "type": "string"
    },
    "state": {
      "enum": [
        "registered",
        "reserved"
      ]
    },
    "summary": {
      "type": [
        "string",
        "number"
      ]
    },
    "title": {
      "type": [
        "string",
        "number"
      ]
    }
  },
  "required": [
    "code",
    "title",
    "class"
  ],
  "title": "code",
  "type": "object"
}
"#,
    );
}

// Addresses.

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
    assert_text(&common::report_of(&files), "");
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
    let build = compile(&common::sources(&code_template("{{ page.canonical }}")), &options, vec![]);
    assert_eq!(build.output.text("404/index.html"), "https://other.example/docs/404/\n");
}

#[test]
fn asset_is_published_under_a_name_with_its_hash() {
    let files = code_template("{{ page.root }}{{ asset(name=\"style.css\") }}");
    assert_page(&files, "404/index.html", "../assets/style.99afaa19.css");
    assert_eq!(page_of(&files, "assets/style.99afaa19.css"), "body { color: black }\n");
}

// A site of another kind, and growth without Rust.

/// The errors of a payment service: their keys are words.
const PAYMENTS: &str = r#"
== content/site.yaml ==
title: Payments
base_url: https://pay.example/
kinds:
  error:
    path: "errors/{error}.md"
    route: "errors/{error}/"
    template: error.html
    key: error
    title: title
    fields:
      error: {type: text, required: true}
      title: {type: text, required: true}
      http: {type: integer}
== content/errors/card_declined.md ==
---
error: card_declined
title: The card was declined
http: 402
---
See [[PAY-0042]].
== content/errors/PAY-0042.md ==
---
error: PAY-0042
title: The bank was silent
---
== themes/default/theme.yaml ==
title: Default
== themes/default/templates/error.html ==
{{ page.title }} {{ page.fields.http }} {% if page.previous %}after {{ page.previous.key }}{% endif %}
{% if page.body %}{{ page.body }}{% endif %}
"#;

#[test]
fn keys_can_be_words() {
    let build = compile(&Sources::from_text(PAYMENTS), &Options::default(), vec![]);
    assert_text(&build.report.print(Format::Text, Colors::Never), "");
    assert_text(
        build.output.text("errors/card_declined/index.html"),
        "The card was declined 402 after PAY-0042\n<p>See <a href=\"../../errors/pay-0042/\">The bank was silent</a>.</p>",
    );
}

#[test]
fn leading_zeros_of_a_key_stay() {
    let files = code_template("{{ page.key }} {{ page.fields.code }}") + ANY + &code("0042", "Answer");
    assert_page(&files, "0042/index.html", "0042 0042");
}

#[test]
fn new_class_needs_only_a_file() {
    let files = r#"
== content/7xx/index.md ==
---
class: 7xx
title: Developer errors
members: [7??]
---
== content/7xx/701.md ==
---
code: 701
title: Meh
class: 7xx
---
"#;
    assert_page(
        files,
        "701/index.html",
        "<h1 id=\"facts\">701 Meh</h1>\n<a href=\"../class/7xx/\">Developer errors</a>",
    );
}

#[test]
fn new_field_needs_only_a_line_in_the_declaration() {
    let files = site_with(
        "      retired: {type: flag}\n",
        "      retired: {type: flag}\n      mood: {type: choice, choices: [good, bad]}\n",
    ) + &code_template("{{ page.fields.mood }}")
        + &page_405("mood: bad", "");
    assert_page(&files, "405/index.html", "bad");
}

#[test]
fn new_kind_needs_only_a_declaration_a_template_and_pages() {
    let method = r#"  method:
    path: "methods/{method}.md"
    route: "methods/{method}/"
    template: method.html
    key: method
    title: method
    fields:
      method: {type: text, required: true}
      answers: {type: list, of: {type: reference, to: code}}
tables:
"#;
    let files = site_with("tables:\n", method)
        + r#"
== content/methods/BREW.md ==
---
method: BREW
answers: [404]
---
== themes/default/templates/method.html ==
{{ page.label }}: {% for one in page.fields.answers %}{{ page.root }}{{ one.route }} {% endfor %}
== themes/default/templates/code.html ==
{% for one in page.referrers["method.answers"] %}{{ one.page.label }}{% endfor %}
"#;
    assert_page(&files, "methods/brew/index.html", "BREW: ../../404/ ");
    assert_page(&files, "404/index.html", "BREW");
}

// The same whatever the machine does.

#[test]
fn output_and_report_do_not_depend_on_the_run() {
    let files = page_405("sumary: x", "[[nope]] [[404]]") + &code("406", "Not Acceptable") + &code("407", "x");
    let first = build_of(&files);
    for _ in 0..10 {
        let again = build_of(&files);
        assert_eq!(first.output, again.output);
        assert_eq!(first.report, again.report);
    }
}

#[test]
fn site_on_disk_is_the_same_as_in_memory() {
    let folder = Folder::tiny("");
    let (sources, found) = load(folder.path());
    assert_eq!((sources, found), (common::sources(""), vec![]));
}
