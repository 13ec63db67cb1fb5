//! The shape of what templates are given, compared with `tests/view.txt`: a change
//! to the contract with themes shows as a difference there. After a change that is
//! meant, run the test with `UPDATE_VIEW=1`, and change `themes/README.md` too.

mod common;

use common::{assert_text, page_405, page_of, site_with};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A site in which everything occurs that the view may hold.
fn everything() -> String {
    let settings = "title: Tiny\ntagline: A tagline\ndescription: A description\nedit_url: https://e.example/{path}\n\
        navigation: [index.md]\nfooter: [index.md]\nsearch_page: index.md\n\
        announcement: Some *news*\nfooter_text: Some *words*\nlogo: {file: a.svg, alt: A}\n\
        fonts: {files: [{family: A, file: a.woff2}]}\nhead: {meta: [{name: a, content: b}]}\n\
        feed: {table: changes, date: date, page: index.md, route: changes.atom}\n";
    let site = site_with("title: Tiny\n", settings)
        .replace("    parent_field: class\n", "    parent_field: class\n    json: {item: \"{code}.json\"}\n")
        .replace(
            "      advice: {type: prose,",
            "      level: {type: integer, card: true}\n      retired2: {type: flag, card: true}\n      advice: {type: prose, card: true,",
        );
    let tables = "  changes:\n    title: title\n    fields:\n      title: {type: text, required: true}\n      \
        date: {type: date, required: true, card: true}\n";
    let rows = "== content/tables/changes.yaml ==\n- id: first\n  title: First\n  date: 2026-01-01\n";
    let fields = "summary: A summary\nadvice: \"Some *advice* with [[404]]\"\nrelated: [404]\nstate: registered\n\
        since: 2026-01-01\nsource: https://e.example/\nretired: true\nretired2: false\nlevel: 1\n\
        headers:\n  - {name: Allow, when: \"*always*\", weight: 1}";
    let text = "## A heading\n\nSee [[404]].\n\n```http\nGET / HTTP/1.1\nHost: a\n```\n";
    let template = "== themes/default/templates/code.html ==\n<i id=\"facts\"></i>{% if page.key == \"405\" %}\
        {{ data(value={\"site\": site, \"page\": page}) }}{% endif %}\n";
    let files = "== content/static/a.svg ==\n<svg/>\n== content/static/a.woff2 ==\nfont\n";
    format!(
        "{}{tables}{rows}{}{template}{files}",
        site.trim_end_matches('\n').to_owned() + "\n",
        page_405(fields, text)
    )
}

/// The shape of a value, one line for each place in it.
fn shape(place: &str, value: &Value, lines: &mut BTreeMap<String, String>) {
    let kind = match value {
        Value::Null => "none",
        Value::Bool(_) => "flag",
        Value::Number(_) => "number",
        Value::String(text) if text.contains('<') => "HTML",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "map",
    };
    lines.insert(place.to_owned(), kind.to_owned());
    match value {
        Value::Array(items) => {
            if let Some(first) = items.first() {
                shape(&format!("{place}[]"), first, lines);
            }
        }
        Value::Object(map) => map.iter().for_each(|(name, value)| shape(&format!("{place}.{name}"), value, lines)),
        _ => {}
    }
}

#[test]
fn the_view_has_the_shape_that_is_stored() {
    let page = page_of(&everything(), "405/index.html");
    let json = page.split_once("</i>").unwrap().1.trim();
    let view: Value = serde_json::from_str(json).unwrap();
    let mut lines = BTreeMap::new();
    shape("page", &view["page"], &mut lines);
    shape("site", &view["site"], &mut lines);
    let text: String = lines.iter().map(|(place, kind)| format!("{place}: {kind}\n")).collect();
    let stored = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/view.txt");
    if std::env::var_os("UPDATE_VIEW").is_some() {
        fs::write(&stored, &text).unwrap();
    }
    assert_text(&text, &fs::read_to_string(&stored).unwrap_or_default());
}
