//! What is reported when there are many problems: each is told once, and none follows
//! from another.

use crate::common::{assert_text, build_of, code_template, page_405, site_with};
use statuary::diag::{Colors, Format};

#[test]
fn five_mistakes_give_five_messages_in_one_run() {
    let files = page_405("since: yesterday\nrelated: [999]\nbanana: yellow", "See [[nope]].")
        + &code_template("{{ page.lable }}");
    let found = build_of(&files).report.findings;
    let found: Vec<String> = found.iter().map(|one| format!("{}:{} {}", one.path, one.line, one.code)).collect();
    assert_eq!(
        found,
        [
            "content/4xx/405.md:5 wrong-type",
            "content/4xx/405.md:6 unknown-row",
            "content/4xx/405.md:7 unknown-field",
            "content/4xx/405.md:10 dead-link",
            "themes/default/templates/code.html:1 template",
        ]
    );
}

#[test]
fn broken_front_matter_leaves_links_to_the_page_alive() {
    let broken = r#"
== content/4xx/404.md ==
---
code: 404
title: "Not Found
class: 4xx
---

## What it means
"#;
    let text = "[[404]], [by path](404.md#what-it-means), [[404#facts]].";
    let found = build_of(&format!("{broken}{}", page_405("related: [404]", text))).report.findings;
    let found: Vec<String> = found.iter().map(|one| format!("{} {}", one.path, one.code)).collect();
    assert_eq!(found, ["content/4xx/404.md yaml"]);
}

#[test]
fn missing_front_matter_leaves_links_to_the_page_alive() {
    let found = build_of(&format!(
        "== content/4xx/404.md ==\n## What it means\n{}",
        page_405("related: [404]", "[[404#what-it-means]]")
    ));
    let found: Vec<String> = found.report.findings.iter().map(|one| format!("{} {}", one.path, one.code)).collect();
    assert_eq!(found, ["content/4xx/404.md no-front-matter"]);
}

#[test]
fn front_matter_without_end_leaves_links_to_the_page_alive() {
    let open = "== content/4xx/404.md ==\n---\ncode: 404\n\n## What it means\n";
    let found = build_of(&format!("{open}{}", page_405("related: [404]", "[[404#what-it-means]]")));
    let found: Vec<String> = found.report.findings.iter().map(|one| format!("{} {}", one.path, one.code)).collect();
    assert_eq!(found, ["content/4xx/404.md open-front-matter"]);
}

#[test]
fn broken_front_matter_that_names_the_template_is_one_problem() {
    let files = site_with("template: code.html", "template: \"{title}.html\"")
        + "== themes/default/templates/Not Found.html ==\n"
        + "== content/4xx/405.md ==\n---\ntitle: [405\n---\n";
    let found = build_of(&files).report.findings;
    let found: Vec<String> = found.iter().map(|one| format!("{} {}", one.path, one.code)).collect();
    assert_eq!(found, ["content/4xx/405.md yaml"]);
}

#[test]
fn broken_class_causes_no_template_errors_on_its_codes() {
    let class = "== content/4xx/index.md ==\n---\nclass: 4xx\ntitle: {Client\nmembers: [4??]\n---\n";
    let found = build_of(class).report.findings;
    let found: Vec<String> = found.iter().map(|one| format!("{} {}", one.path, one.code)).collect();
    assert_eq!(found, ["content/4xx/index.md yaml"]);
}

#[test]
fn broken_references_cause_no_template_errors() {
    let template = code_template(
        "{{ page.root }}{{ page.fields.class.route }}
{% for code in page.fields.related %}{{ page.root }}{{ code.route }}{{ code.label }}{% endfor %}
{% for header in page.fields.headers %}{{ header.name.key }}{{ header.name.uses }}{% endfor %}
{% for above in page.breadcrumbs %}{{ above.route }}{% endfor %}",
    );
    let page = r#"
== content/4xx/405.md ==
---
code: 405
title: Method Not Allowed
class:
related: [404, 999]
headers: [{name: Banana}, 7]
---
"#;
    let found = build_of(&format!("{template}{page}")).report.findings;
    let found: Vec<String> = found.iter().map(|one| format!("{}:{} {}", one.path, one.line, one.code)).collect();
    assert_eq!(
        found,
        [
            "content/4xx/405.md:4 missing-field",
            "content/4xx/405.md:5 unknown-row",
            "content/4xx/405.md:6 unknown-row",
            "content/4xx/405.md:6 wrong-type",
        ]
    );
}

#[test]
fn text_that_is_still_to_be_written_is_a_warning() {
    let build = build_of(&page_405("advice: (to be written)", ""));
    assert_eq!((build.report.errors(), build.report.warnings()), (0, 1));
    assert_text(
        &build.report.print(Format::Text, Colors::Never),
        r#"
content/4xx/405.md:5:9: warning[unwritten]: the field "advice" is still to be written
  |
5 | advice: (to be written)
  |         ^^^^^^^^^^^^^^^
help: what to do
"#,
    );
}
