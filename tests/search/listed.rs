//! The queries of `content/queries.yaml`, which `check --strict` holds.

#![allow(dead_code, reason = "each test file uses a part of this one")]

use serde_yaml::Value;

/// A query, with the keys of the pages that it should find; none where nothing should be.
pub struct Listed {
    /// Its group.
    pub group: String,
    /// What is typed.
    pub text: String,
    /// The keys, or patterns of them.
    pub pages: Vec<String>,
}

/// All of them.
pub fn queries() -> Vec<Listed> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/content/queries.yaml");
    let file = std::fs::read_to_string(path).expect("the file of queries");
    let groups: Vec<Value> = serde_yaml::from_str(&file).expect("YAML");
    let listed = groups.iter().flat_map(|group| {
        let queries = group["queries"].as_mapping().expect("queries");
        queries.iter().map(|(query, pages)| Listed {
            group: text(&group["group"]),
            text: text(query),
            pages: pages.as_sequence().map_or_else(|| vec![text(pages)], |pages| pages.iter().map(text).collect()),
        })
    });
    listed.collect()
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.as_i64().expect("a text or number").to_string(), str::to_owned)
}
