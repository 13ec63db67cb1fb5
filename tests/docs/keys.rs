//! Each key of `site.yaml` is a page, made from the schema that the one declaration in
//! `src/model/keys.rs` gives; the examples in the texts of these pages are tried.

use crate::common::{Folder, sources};
use crate::written::{Page, blocks, by_hand, hold_pages, quoted};
use serde_json::Value as Json;
use serde_yaml::Value as Yaml;
use statuary::diag::{Colors, Format};
use statuary::{Options, compile, load, schema};

#[test]
fn every_key_of_the_declaration_has_a_page() {
    let schema = schema(&sources(""), "site").unwrap();
    let mut pages = Vec::new();
    add(&schema, "", "site", &mut pages);
    for name in ["export", "kind", "field"] {
        add(&schema["$defs"][name], &format!("{name}."), name, &mut pages);
    }
    assert!(pages.len() > 75, "only {} keys", pages.len());
    hold_pages("keys", &pages);
}

/// The pages of the keys of an object, and of those inside them.
fn add(object: &Json, before: &str, place: &str, pages: &mut Vec<Page>) {
    for (key, schema) in object["properties"].as_object().unwrap() {
        let name = format!("{before}{key}");
        let help = schema["description"].as_str().unwrap();
        let required = object["required"].as_array().is_some_and(|names| names.iter().any(|name| name == key));
        let words: Vec<String> = schema["enum"].as_array().into_iter().flatten().map(Json::to_string).collect();
        let fields = vec![
            ("name", quoted(&name)),
            ("title", String::new()),
            ("short", if before.is_empty() { String::new() } else { quoted(key) }),
            ("summary", quoted(&sentence(help))),
            ("place", quoted(place)),
            ("holds", form(schema).to_owned()),
            ("required", required.to_string()),
            ("words", if words.is_empty() { String::new() } else { format!("[{}]", words.join(", ")) }),
        ];
        pages.push(Page { name: name.clone(), fields, text: None });
        if schema["properties"].is_object() {
            add(schema, &format!("{name}."), &format!("{name}-keys"), pages);
        }
    }
}

fn sentence(help: &str) -> String {
    let first: String = help.chars().take(1).flat_map(char::to_uppercase).collect();
    format!(
        "{first}{}{}",
        &help[help.chars().next().map_or(0, char::len_utf8)..],
        if help.ends_with('.') { "" } else { "." }
    )
}

/// What is written behind a key, as a row of the table `forms`.
fn form(schema: &Json) -> &'static str {
    let inner = &schema["additionalProperties"];
    let of = |schema: &Json| schema["type"].as_array().is_some_and(|types| types.iter().any(|one| one == "null"));
    match schema["type"].as_str() {
        _ if schema["$ref"].is_string() => "one",
        _ if schema["enum"].is_array() => "word",
        None => "text",
        Some("boolean") => "flag",
        Some("integer") if schema["minimum"].is_null() => "number",
        Some("integer") => "count",
        Some("array") => "texts",
        Some("object") if schema["properties"].is_object() => "keys",
        Some("object") if inner["$ref"].is_string() => "each",
        Some("object") if of(inner) => "better",
        Some("object") => "named",
        Some(other) => panic!("docs/content/tables/forms.yaml has no row for {other}: {schema}"),
    }
}

/// Blocks whose head is `yaml site.yaml` are laid over the declaration of the tiny site, others
/// with the name of a file are that file. The site is then built without an error.
#[test]
fn examples_of_keys_work() {
    let mut tried = 0;
    for (name, text) in by_hand("keys") {
        let blocks = blocks(&text);
        let folder = Folder::tiny("");
        let mut says = false;
        for (head, block) in &blocks {
            let Some((_, path)) = head.split_once(' ') else { continue };
            if path != "site.yaml" {
                folder.write(path, block);
                continue;
            }
            let mut site: Yaml = serde_yaml::from_str(&folder.read("content/site.yaml")).unwrap();
            let over: Yaml = serde_yaml::from_str(block).unwrap_or_else(|error| panic!("{name}: {error}"));
            lay(over, &mut site);
            folder.write("content/site.yaml", serde_yaml::to_string(&site).unwrap());
            let key = name.rsplit('.').next().unwrap();
            says |= block.contains(&format!("{key}:"));
        }
        assert!(says, "docs/content/keys/{name}.md shows no example of its key in a block `yaml site.yaml`");
        let (sources, found) = load(folder.path());
        let report = compile(&sources, &Options::default(), found).report;
        assert!(report.findings.is_empty(), "{name}:\n{}", report.print(Format::Text, Colors::Never));
        tried += 1;
    }
    assert!(tried > 75, "only {tried} keys have an example");
}

/// Lays a value over another: maps key by key, all else whole.
fn lay(over: Yaml, under: &mut Yaml) {
    match (over, under) {
        (Yaml::Mapping(over), Yaml::Mapping(under)) => {
            for (key, value) in over {
                match under.get_mut(&key) {
                    Some(known) => lay(value, known),
                    None => drop(under.insert(key, value)),
                }
            }
        }
        (over, under) => *under = over,
    }
}
