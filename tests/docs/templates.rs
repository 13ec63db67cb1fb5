//! The pages about templates name those that the theme has, and the fields that each reads.

use crate::written::{by_hand, split};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The fields that a template reads by name.
fn read_by(template: &str) -> BTreeSet<String> {
    let parts = template.split("page.fields.").skip(1);
    let name = |part: &str| part.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap().to_owned();
    parts.map(name).collect()
}

#[test]
fn every_template_of_a_page_has_a_page_and_its_fields_are_told() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/templates");
    let is_page = |name: &str, text: &str| text.contains("{% extends \"base.html\" %}") || name.ends_with(".svg");
    let mut templates = Vec::new();
    for file in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let (name, text) = (file.file_name().to_string_lossy().into_owned(), fs::read_to_string(file.path()).unwrap());
        if is_page(&name, &text) {
            templates.push((name, read_by(&text)));
        }
    }
    templates.sort();
    let told = by_hand("templates").into_iter().map(|(_, page)| {
        let fields: serde_yaml::Value = serde_yaml::from_str(split(&page).0).unwrap();
        let reads = fields.get("reads").and_then(|list| list.as_sequence()).cloned().unwrap_or_default();
        let reads = reads.iter().map(|field| field.as_str().unwrap().to_owned()).collect();
        (fields["name"].as_str().unwrap().to_owned(), reads)
    });
    let mut told: Vec<(String, BTreeSet<String>)> = told.collect();
    told.sort();
    assert_eq!(told, templates);
}

/// The list of blocks in the guide is that of `base.html`.
#[test]
fn every_block_of_the_frame_is_told() {
    let base = include_str!("../../themes/default/templates/base.html");
    let blocks = base.split("{% block ").skip(1).map(|part| part.split_whitespace().next().unwrap());
    let guide = fs::read_to_string(crate::written::place("guides/themes.md")).unwrap();
    for block in blocks {
        assert!(guide.contains(&format!("`{block}`")), "docs/content/guides/themes.md does not name {block}");
    }
}
