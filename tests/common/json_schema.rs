//! What a JSON Schema has against a value, for the words that published schemas use. A word that
//! is not known here fails, so that none is passed over.

use serde_json::Value as Json;

/// What is wrong, each with its place.
pub fn wrong(schema: &Json, value: &Json, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (word, wanted) in schema.as_object().expect("a schema is an object") {
        let fits = match word.as_str() {
            "$schema" | "$id" | "title" | "description" | "format" => true,
            "type" => wanted
                .as_array()
                .map_or_else(|| is_of(wanted, value), |types| types.iter().any(|one| is_of(one, value))),
            "const" => wanted == value,
            "enum" => wanted.as_array().expect("words").contains(value),
            "minimum" => value.as_f64() >= wanted.as_f64() || !value.is_number(),
            "maximum" => value.as_f64() <= wanted.as_f64() || !value.is_number(),
            "minLength" => {
                value.as_str().is_none_or(|text| text.chars().count() as u64 >= wanted.as_u64().unwrap_or(0))
            }
            "maxLength" => {
                value.as_str().is_none_or(|text| text.chars().count() as u64 <= wanted.as_u64().unwrap_or(0))
            }
            // The program has checked it already, by the same expression.
            "pattern" => wanted.is_string(),
            "uniqueItems" => value
                .as_array()
                .is_none_or(|items| items.iter().enumerate().all(|(at, item)| !items[..at].contains(item))),
            "required" => {
                let names = wanted.as_array().expect("names").iter().filter_map(Json::as_str);
                let lacking: Vec<&str> = names.filter(|name| value.is_object() && value.get(name).is_none()).collect();
                found.extend(lacking.iter().map(|name| format!("{path}: {name} is missing")));
                true
            }
            "additionalProperties" => {
                assert_eq!(wanted, false, "{path}");
                let known = |name: &String| schema["properties"].get(name).is_some();
                value.as_object().is_none_or(|fields| fields.keys().all(known))
            }
            "properties" => {
                for (name, inner) in value.as_object().into_iter().flatten() {
                    found.extend(
                        wanted.get(name).into_iter().flat_map(|of| wrong(of, inner, &format!("{path}.{name}"))),
                    );
                }
                true
            }
            "items" => {
                for (at, item) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(wrong(wanted, item, &format!("{path}[{at}]")));
                }
                true
            }
            "oneOf" => {
                let choices = wanted.as_array().expect("schemas").iter();
                choices.filter(|choice| wrong(choice, value, path).is_empty()).count() == 1
            }
            word => panic!("the schema says \"{word}\", which this does not know"),
        };
        if !fits {
            found.push(format!("{path}: {value} is not of {word} {wanted}"));
        }
    }
    found
}

fn is_of(name: &Json, value: &Json) -> bool {
    match name.as_str().unwrap_or_else(|| panic!("{name} is no name of a type")) {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("the schema names a type \"{other}\""),
    }
}

/// What is wrong with the JSON files among these, by the schemas that they name, which have to be
/// among them; and how many name one.
pub fn wrong_among(files: &dyn Fn(&str) -> Option<String>, paths: &[String], base_url: &str) -> (Vec<String>, usize) {
    let (mut found, mut count) = (Vec::new(), 0);
    for path in paths.iter().filter(|path| path.ends_with(".json")) {
        let json: Json = serde_json::from_str(&files(path).expect("a file")).expect("JSON");
        let Some(own) = json["$schema"].as_str().and_then(|schema| schema.strip_prefix(base_url)) else { continue };
        let schema = files(own).unwrap_or_else(|| panic!("{path} names {own}, which is not published"));
        let schema: Json = serde_json::from_str(&schema).expect("JSON");
        assert_eq!(schema["$id"], format!("{base_url}{own}"));
        found.extend(wrong(&schema, &json, path));
        count += 1;
    }
    (found, count)
}
