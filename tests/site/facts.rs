//! The content: every registered code has its facts, every claim its place.

#[path = "../common/json_schema.rs"]
mod json_schema;

use crate::{select, site, sources};
use scraper::Html;
use std::collections::BTreeSet;

/// The registry as of November 2026: 64 codes.
const REGISTERED: &str = "100 101 102 103 104 200 201 202 203 204 205 206 207 208 226 300 301 302 303 304 305 306 307 308 \
    400 401 402 403 404 405 406 407 408 409 410 411 412 413 414 415 416 417 418 421 422 423 424 425 426 428 429 431 451 \
    500 501 502 503 504 505 506 507 508 510 511";

#[test]
fn every_registered_code_has_its_facts() {
    let json: serde_json::Value = serde_json::from_str(site().text("codes.json")).unwrap();
    let codes = json["codes"].as_array().unwrap();
    let registered: Vec<&str> =
        codes.iter().filter(|code| code["state"] != "unofficial").map(|code| code["code"].as_str().unwrap()).collect();
    assert_eq!(registered, REGISTERED.split_whitespace().collect::<Vec<_>>());
    for code in codes {
        let key = code["code"].as_str().unwrap();
        for field in [
            "title",
            "class",
            "state",
            "summary",
            "when",
            "when_not",
            "api",
            "cacheable",
            "content",
            "retry",
            "retry_note",
            "url",
        ] {
            assert!(code[field].as_str().is_some_and(|text| !text.is_empty()), "{key}: {field}");
        }
        for field in [
            "specs",
            "headers",
            "methods",
            "related",
            "confused_with",
            "former_names",
            "keywords",
            "constants",
            "meanings",
        ] {
            assert!(code[field].is_array(), "{key}: {field}");
        }
        assert!(!code["specs"][0]["document"].is_null(), "{key}: specs");
        let mut alone: serde_json::Value = serde_json::from_str(site().text(&format!("{key}.json"))).unwrap();
        // What stands alone names its schema.
        assert!(alone.as_object_mut().unwrap().remove("$schema").is_some(), "{key}");
        assert_eq!(alone, *code);
        let redirect = matches!(key, "301" | "302" | "303" | "307" | "308");
        assert!(!redirect || code["method_change"].is_string(), "{key}: method_change");
    }
}

#[test]
fn the_matrix_answers_every_operation_and_outcome() {
    let matrix: serde_json::Value = serde_json::from_str(site().text("matrix.json")).unwrap();
    let rows = matrix["rows"].as_array().unwrap();
    for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"] {
        for target in ["collection", "item"] {
            let row = rows.iter().find(|row| row["method"] == method && row["target"] == target);
            let cells = row.unwrap_or_else(|| panic!("no row for {method} on {target}"))["cells"].as_array().unwrap();
            let outcomes: BTreeSet<&str> = cells.iter().map(|cell| cell["outcome"].as_str().unwrap()).collect();
            assert_eq!(outcomes.len(), 12, "{method} on {target}");
        }
    }
}

/// `content/kept.yaml` lists every statement of the documents from which the site started.
/// That each has its place is what `check` holds; here, that none was taken off the list.
#[test]
fn every_statement_of_the_first_documents_is_kept() {
    let list: serde_json::Value = serde_yaml::from_str(sources().text("content/kept.yaml")).unwrap();
    let sources: Vec<&str> = list.as_array().unwrap().iter().filter_map(|entry| entry["source"].as_str()).collect();
    for document in 0..5 {
        let start = format!("document {document}, line");
        assert!(sources.iter().filter(|source| source.starts_with(&start)).count() > 30, "{start}");
    }
    assert!(sources.len() > 350);
}

#[test]
fn every_registered_code_shows_an_exchange() {
    let exchange = select("code.language-http .t-status");
    for key in REGISTERED.split_whitespace() {
        let page = Html::parse_document(site().text(&format!("{key}/index.html")));
        assert!(page.select(&exchange).next().is_some(), "{key} shows no exchange");
        let needs_problem = key.starts_with(['4', '5']);
        let text = page.root_element().text().collect::<String>();
        assert!(!needs_problem || text.contains("application/problem+json"), "{key} shows no problem body");
    }
}

#[test]
fn no_field_is_empty_without_a_reason() {
    let coverage = statuary::coverage(sources(), "code").unwrap();
    assert_eq!(coverage.unexplained, Vec::<String>::new());
    assert_eq!(statuary::coverage(sources(), "nothing"), None);
}

#[test]
fn json_passes_the_schema_that_it_names() {
    let paths: Vec<String> = site().files.keys().cloned().collect();
    let read = |path: &str| site().files.contains_key(path).then(|| site().text(path).to_owned());
    let (wrong, count) = json_schema::wrong_among(&read, &paths, "https://statuary.example/");
    assert_eq!(wrong, Vec::<String>::new());
    assert!(count > 100, "{count} files name a schema");
}
