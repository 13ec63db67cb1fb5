//! A site of another kind, and growth without Rust; the same output on every run.

use crate::common::{Folder, assert_page, assert_text, build_of, code_template, page_405, site_with};
use crate::{ANY, code};
use statuary::diag::{Colors, Format};
use statuary::source::Sources;
use statuary::{Options, compile, load};

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
    assert_eq!((sources, found), (crate::common::sources(""), vec![]));
}
