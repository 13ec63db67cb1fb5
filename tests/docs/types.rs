//! The pages about types of fields: there is one for each, and what they say of values and
//! limits is what the program does.

use crate::common::{page_405, report_of, site_with, sources};
use crate::written::{by_hand, split};
use serde_yaml::Value as Yaml;
use statuary::schema;

/// A declaration of each limit that fits where its type has it.
const LIMITS: [(&str, &str); 10] = [
    ("min_length", "1"),
    ("max_length", "900"),
    ("min_words", "1"),
    ("max_words", "900"),
    ("avoid", "{blacklist: denylist}"),
    ("pattern", "\".*\""),
    ("min", "-900"),
    ("max", "900"),
    ("unique", "true"),
    ("itself", "true"),
];

/// The pages by the names of their types.
fn pages() -> Vec<(String, Yaml)> {
    by_hand("types").into_iter().map(|(name, page)| (name, serde_yaml::from_str(split(&page).0).unwrap())).collect()
}

/// The report for a page that gives a field, declared so, this value.
fn report(declared: &str, value: Option<&str>) -> String {
    let site = site_with("retired: {type: flag}", &format!("retired: {declared}"));
    report_of(&format!("{site}{}", page_405(&value.map(|value| format!("retired: {value}")).unwrap_or_default(), "")))
}

#[test]
fn every_type_has_a_page() {
    let schema = schema(&sources(""), "site").unwrap();
    let types = schema["$defs"]["field"]["properties"]["type"]["enum"].as_array().unwrap();
    let mut types: Vec<&str> = types.iter().map(|name| name.as_str().unwrap()).collect();
    types.sort_unstable();
    let pages = pages();
    assert_eq!(pages.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), types);
}

/// The examples of a type; each of their texts stands in backquotes.
fn examples(page: &Yaml) -> Vec<[&str; 4]> {
    let list = page["examples"].as_sequence().unwrap().iter();
    let names = ["declared", "written", "refused", "told"];
    list.map(|example| names.map(|name| example[name].as_str().unwrap().trim_matches('`'))).collect()
}

#[test]
fn values_of_types_are_read_and_refused_as_the_guide_says() {
    for (name, page) in pages() {
        for [declared, written, refused, told] in examples(&page) {
            assert_eq!(report(declared, Some(written)), "", "{name}");
            let said = report(declared, Some(refused));
            assert!(said.contains(&format!("[{told}]")), "{name}: {refused} gives\n{said}");
        }
    }
}

#[test]
fn limits_of_types_are_those_that_the_guide_says() {
    for (name, page) in pages() {
        let [declared, ..] = examples(&page)[0];
        let told = page.get("limits").and_then(Yaml::as_sequence).cloned().unwrap_or_default();
        let told: Vec<&str> = told.iter().map(|limit| limit.as_str().unwrap()).collect();
        for (limit, value) in LIMITS {
            let report = report(&format!("{}, {limit}: {value}}}", declared.strip_suffix('}').unwrap()), None);
            let fits = !report.contains("[wrong-limit]");
            assert_eq!(told.contains(&format!("field.{limit}").as_str()), fits, "{name}: {limit}\n{report}");
        }
    }
}
