//! What programs read: lists with their form, facts that name their schema, second addresses,
//! and JSON that stays where it was.

#[path = "../common/json_schema.rs"]
mod json_schema;

use crate::code;
use crate::common::{assert_page, build_of, page_405, page_of, site_with};
use json_schema::wrong_among;

/// A site that publishes facts, with a second address by a field of its own.
fn site() -> String {
    site_with(
        "    parent_field: class\n",
        "    parent_field: class\n    json: {item: \"{code}.json\", list: codes.json, name: all}\n    also_at: \"problems/{slug}/\"\n",
    )
    .replace("      retired: {type: flag}\n", "      retired: {type: flag}\n      slug: {type: text}\n")
}

#[test]
fn list_says_its_form() {
    assert_page(
        &site_with(
            "  headers:\n    title: id\n",
            "  headers:\n    title: id\n    json: {item: \"headers/{id}.json\", list: headers.json}\n",
        ),
        "headers.json",
        r#"
{
  "$schema": "https://tiny.example/schema/lists/headers.json",
  "count": 2,
  "format_version": 1,
  "headers": [
    {
      "id": "Allow",
      "url": null
    },
    {
      "id": "Retry-After",
      "url": null
    }
  ],
  "last_changed": null
}
"#,
    );
}

#[test]
fn second_address_leads_to_the_page_with_the_facts_beside_it() {
    let files = site() + &page_405("slug: Not_Allowed", "");
    let page = page_of(&files, "problems/not_allowed/index.html");
    assert!(page.contains("<link rel=\"canonical\" href=\"https://tiny.example/405/\">"), "{page}");
    assert_eq!(page_of(&files, "problems/not_allowed.json"), page_of(&files, "405.json"));
    let build = build_of(&files);
    // A page that does not give the field has one address.
    assert_eq!(build.output.files.keys().filter(|path| path.starts_with("problems/")).count(), 2);
}

#[test]
fn facts_stay_where_they_were_when_the_page_has_moved() {
    let files = site() + &page_405("aliases: [406/, other.json]", "");
    let moved = r#"
{
  "$schema": "https://tiny.example/schema/old/facts.json",
  "moved_to": "https://tiny.example/405.json",
  "url": "https://tiny.example/405/"
}
"#;
    assert_page(&files, "406.json", moved);
    assert_page(&files, "other.json", moved);
}

#[test]
fn facts_of_a_page_that_is_gone_say_so() {
    let files =
        site().replacen("kinds:\n", "gone:\n  410/: Nobody used it.\n  list.json: It was too long.\nkinds:\n", 1);
    assert_page(
        &files,
        "410.json",
        r#"
{
  "$schema": "https://tiny.example/schema/old/facts.json",
  "gone": "Nobody used it.",
  "url": "https://tiny.example/410/"
}
"#,
    );
    assert_page(
        &files,
        "list.json",
        r#"
{
  "$schema": "https://tiny.example/schema/old/facts.json",
  "gone": "It was too long.",
  "url": "https://tiny.example/"
}
"#,
    );
}

#[test]
fn all_json_passes_the_schema_that_it_names() {
    let full = "slug: other\naliases: [406/]\nadvice: Not *here*.\nrelated: [404]\nretired: false\nsince: 2020-01-31\n\
                source: https://example.com/\nstate: reserved\nheaders: [{name: Allow, weight: 2}, {name: Allow}]";
    let files = site().replacen("kinds:\n", "gone:\n  410/: Nobody used it.\nkinds:\n", 1)
        + &page_405(full, "")
        + &code("499", "Another")
        + crate::ANY;
    let output = build_of(&files).output;
    let paths: Vec<String> = output.files.keys().cloned().collect();
    let read = |path: &str| output.files.contains_key(path).then(|| output.text(path).to_owned());
    let (wrong, count) = wrong_among(&read, &paths, "https://tiny.example/");
    // Three codes, their list, a second address, one that has moved and one that is gone.
    assert_eq!((wrong, count), (Vec::new(), 7));
    // A schema that took anything would show nothing.
    let broken = |path: &str| read(path).map(|text| text.replace("\"2020-01-31\"", "7").replace("405.json", "405"));
    let (wrong, _) = wrong_among(&broken, &paths, "https://tiny.example/");
    assert_eq!(wrong.len(), 3, "{wrong:#?}");
}
