//! Orders of pages and rows, references both ways, cards, values that are not given.

use crate::common::{assert_page, code_template, page_405, site_with};
use crate::{ANY, code, headers_with_pages};

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

#[test]
fn fields_that_are_not_given_are_there_and_empty() {
    let template = "{% if page.fields.state is none %}none{% endif %} {{ page.fields.related | length }} {% if page.fields.retired is none %}none{% endif %} {{ page.fields.headers | length }}";
    assert_page(&code_template(template), "404/index.html", "none 0 none 0");
}
