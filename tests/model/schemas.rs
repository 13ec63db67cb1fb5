//! The schemas by which editors complete and check `site.yaml` and tables: those that are
//! committed are what the program makes, the flagship passes them, and what they say of a
//! key's type is what reading says.

use crate::common::{report_of, site_with, sources};
use serde_json::Value as Json;
use statuary::source::Sources;
use statuary::{load, schema};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn flagship() -> Sources {
    load(&root()).0
}

/// The files to which the editor binds a schema, with its name.
fn bound() -> Vec<(String, String)> {
    let settings: Json =
        serde_json::from_str(&fs::read_to_string(root().join(".vscode/settings.json")).unwrap()).unwrap();
    let schemas = settings["yaml.schemas"].as_object().unwrap().iter();
    let name = |schema: &String| Path::new(schema).file_stem().unwrap().to_str().unwrap().to_owned();
    schemas.map(|(schema, file)| (file.as_str().unwrap().to_owned(), name(schema))).collect()
}

#[test]
fn committed_schemas_are_what_the_program_makes() {
    let (sources, renew) = (flagship(), std::env::var_os("UPDATE_SCHEMAS").is_some());
    let files = sources.below("content/").map(|(path, _)| path).filter(|path| path.starts_with("tables/"));
    let mut files: Vec<String> = files.map(|path| format!("content/{path}")).collect();
    files.push("content/site.yaml".to_owned());
    let mut bound = bound();
    bound.sort();
    files.sort();
    assert_eq!(bound.iter().map(|(file, _)| file).collect::<Vec<_>>(), files.iter().collect::<Vec<_>>());
    for (file, name) in bound {
        let made = format!("{:#}\n", schema(&sources, &name).unwrap());
        let place = root().join(format!(".vscode/schemas/{name}.json"));
        if renew {
            fs::write(&place, &made).unwrap();
        }
        let kept = fs::read_to_string(&place).unwrap_or_default();
        assert!(
            kept == made,
            "the schema of {file} is old: UPDATE_SCHEMAS=1 cargo test --test model schemas renews it"
        );
    }
}

#[test]
fn flagship_passes_its_schemas() {
    let sources = flagship();
    for (file, name) in bound() {
        let schema = schema(&sources, &name).unwrap();
        let value: Json = serde_yaml::from_str(sources.text(&file)).unwrap();
        assert_eq!(wrong(&schema, &schema, &value, &file), Vec::<String>::new());
    }
}

#[test]
fn slips_do_not_pass() {
    let sources = flagship();
    let of = |name: &str, text: &str| {
        let schema = schema(&sources, name).unwrap();
        wrong(&schema, &schema, &serde_yaml::from_str(text).unwrap(), name)
    };
    let site = "title: T\nbase_url: https://a.example/\ntwin: true\ntwins: maybe\nnavigation: a.md\nkinds:\n  code:\n    \
                path: a.md\n    fields: {state: {type: choise}, list: {type: list, of: {requird: true}}}\n";
    assert_eq!(
        of("site", site),
        [
            "site.kinds.code: title is missing",
            "site.kinds.code.fields.list.of: type is missing",
            "site.kinds.code.fields.list.of.requird is unknown",
            "site.kinds.code.fields.state.type is none of the words",
            "site.navigation is no array",
            "site.twin is unknown",
            "site.twins is no boolean",
        ]
    );
    assert_eq!(
        of("headers", "- id: Allow\n  sumary: a\n"),
        ["headers[0]: summary is missing", "headers[0]: document is missing", "headers[0].sumary is unknown"]
    );
    assert!(schema(&sources, "cods").is_err());
}

/// What a schema has against a value, for the words that our schemas use.
fn wrong(root: &Json, schema: &Json, value: &Json, path: &str) -> Vec<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        return wrong(root, root.pointer(reference.trim_start_matches('#')).unwrap(), value, path);
    }
    let found = match value {
        Json::Null => "null",
        Json::Bool(_) => "boolean",
        Json::Number(number) if number.is_f64() => "number",
        Json::Number(_) => "integer",
        Json::String(_) => "string",
        Json::Array(_) => "array",
        Json::Object(_) => "object",
    };
    let fits = |wanted: &Json| wanted == found || (wanted == "number" && found == "integer");
    match &schema["type"] {
        Json::Null => {}
        Json::Array(types) if types.iter().any(fits) => {}
        one if one.is_string() && fits(one) => {}
        wanted => return vec![format!("{path} is no {}", wanted.as_str().unwrap_or("text"))],
    }
    if schema["enum"].as_array().is_some_and(|words| !words.contains(value)) {
        return vec![format!("{path} is none of the words")];
    }
    let required =
        schema["required"].as_array().into_iter().flatten().filter(|name| value[name.as_str().unwrap()].is_null());
    let mut found: Vec<String> =
        required.map(|name| format!("{path}: {} is missing", name.as_str().unwrap())).collect();
    for (name, inner) in value.as_object().into_iter().flatten() {
        let path = format!("{path}.{name}");
        match (&schema["properties"][name], &schema["additionalProperties"]) {
            (Json::Null, Json::Bool(false)) => found.push(format!("{path} is unknown")),
            (Json::Null, other) => found.extend(wrong(root, other, inner, &path)),
            (known, _) => found.extend(wrong(root, known, inner, &path)),
        }
    }
    for (at, item) in value.as_array().into_iter().flatten().enumerate() {
        found.extend(wrong(root, &schema["items"], item, &format!("{path}[{at}]")));
    }
    found
}

/// A value that a key of this type cannot have, and what reading says of it.
fn refused(schema: &Json) -> (&'static str, &'static str) {
    match &schema["type"] {
        Json::Array(_) => ("[a]", "text should stand here, not a list"),
        one if one == "boolean" => ("maybe", "true or false should stand here, not the text \"maybe\""),
        one if one == "integer" => ("maybe", "should stand here, not the text \"maybe\""),
        one if one == "array" => ("maybe", "a list should stand here, not the text \"maybe\""),
        one if one == "object" => ("maybe", "fields should stand here, not the text \"maybe\""),
        // A word of some, or a field.
        _ => ("[a]", " should stand here, not a list"),
    }
}

#[test]
fn types_of_keys_are_those_of_reading() {
    let schema = schema(&sources(""), "site").unwrap();
    let mut tried = 0;
    let mut try_all = |keys: &Json, taken: &[&str], with: &dyn Fn(&str, &str) -> String| {
        for (key, schema) in keys.as_object().unwrap().iter().filter(|(key, _)| !taken.contains(&key.as_str())) {
            let (value, said) = refused(schema);
            let report = report_of(&with(key, value));
            assert!(report.contains(said), "{key}: {value} gives\n{report}");
            tried += 1;
        }
    };
    try_all(&schema["properties"], &["title", "base_url", "kinds", "tables"], &|key, value| {
        site_with("title: Tiny\n", &format!("title: Tiny\n{key}: {value}\n"))
    });
    let taken = ["path", "route", "template", "title", "fields"];
    try_all(&schema["$defs"]["kind"]["properties"], &taken, &|key, value| {
        site_with("    path: index.md\n", &format!("    path: index.md\n    {key}: {value}\n"))
    });
    try_all(&schema["$defs"]["field"]["properties"], &["type", "help", "search"], &|key, value| {
        let of = match key {
            "to" => "reference",
            "covers" => "reference, to: class",
            "itself" => "reference, to: code",
            "choices" => "choice",
            "labels" => "choice, choices: [a]",
            "of" => "list",
            "fields" => "record",
            "min" | "max" => "integer",
            _ => "text",
        };
        site_with("retired: {type: flag}", &format!("retired: {{type: {of}, {key}: {value}}}"))
    });
    assert!(tried > 45, "only {tried} keys were tried");
}
