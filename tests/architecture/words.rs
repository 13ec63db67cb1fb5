//! Every word that readers see and no author wrote stands in a table: in templates, scripts
//! and Rust none stands as such; each table has all words, and each word is used.

use crate::rust;
use regex_lite::Regex;
use std::collections::{BTreeMap, BTreeSet};

/// The themes that have tables, each after those that it stands on.
const THEMES: [&str; 2] = ["default", "http"];
/// The languages that are complete.
const LANGUAGES: [&str; 2] = ["en", "de"];
/// Classes that a component prints as the part of an attribute.
const CLASSES: [&str; 3] = [" longest", " longer", " long"];
/// The attributes whose values are read out or shown.
const SHOWN: &str = r#"\b(aria-label|aria-description|aria-roledescription|title|placeholder|alt|label)="([^"]*)""#;
/// What scripts write with a capital or a space that nobody is shown: names of keys, of ids,
/// of methods.
const NAMES: [&str; 19] = [
    "use strict",
    "Hits",
    "Hit-",
    "ArrowDown",
    "Home",
    "End",
    "Tab-",
    "ArrowLeft",
    "ArrowRight",
    "ArrowUp",
    "Enter",
    "Escape",
    "/ Control+K Meta+K",
    "SHA-256",
    "NFKD",
    "NFD",
    "GET",
    "index.html",
    "text/html; charset=utf-8",
];

fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap()
}

/// Whether somebody would read it: two letters beside each other.
fn is_read(text: &str) -> bool {
    pattern("[A-Za-z]{2}").is_match(text)
}

/// The text that a template prints itself, in pieces: what stands between tags of HTML or
/// on a line, what shown attributes say, and strings that expressions may print.
fn literals(text: &str, is_markdown: bool) -> Vec<String> {
    let text = pattern(r"(?s)\{#.*?#\}").replace_all(text, "").into_owned();
    let expressions = pattern(r"(?s)\{\{.*?\}\}|\{%.*?%\}");
    let mut found = Vec::new();
    for expression in expressions.find_iter(&text) {
        let strings = pattern(r#""([^"]*)""#);
        for string in strings.captures_iter(expression.as_str()).map(|found| found[1].to_owned()) {
            let starts_large = string.starts_with(|c: char| c.is_ascii_uppercase()) && !string.starts_with("By-");
            if starts_large || is_read(&string) && string.trim().contains(' ') {
                found.push(string);
            }
        }
    }
    let plain = expressions.replace_all(&text, "\u{1}").into_owned();
    if is_markdown {
        found.extend(plain.split(['\n', '\u{1}']).map(str::to_owned));
    } else {
        let plain = pattern(r"(?s)<(script|style)\b.*?</(script|style)>").replace_all(&plain, "").into_owned();
        let plain = pattern(r"(?s)@font-face\{.*?\}").replace_all(&plain, "").into_owned();
        for attribute in pattern(SHOWN).captures_iter(&plain) {
            found.extend(attribute[2].split('\u{1}').map(str::to_owned));
        }
        let text = pattern(r#"(?s)<(?:[^<>"]|"[^"]*")*>"#).replace_all(&plain, "\u{1}").into_owned();
        // What is left of tags that expressions cut, and attributes that a block gives.
        let text = pattern(r#"[\w-]+="[^"\n]*"?"#).replace_all(&text, "\u{1}").into_owned();
        found.extend(text.split(['\u{1}', '\n', '<', '>']).map(str::to_owned));
    }
    found.retain(|text| is_read(text) && !CLASSES.contains(&&**text));
    found
}

/// The strings of a script that somebody may be shown.
fn strings(script: &str) -> Vec<String> {
    let script = pattern(r"(?s)/\*.*?\*/|(?m:^|\s)//[^\n]*").replace_all(script, "").into_owned();
    let string = pattern(r#"(\w*)\(?(?:"((?:[^"\\\n]|\\.)*)"|`([^`\n]*)`)"#);
    let finds = ["querySelector", "querySelectorAll", "all", "matches", "closest", "matchMedia"];
    let found = string.captures_iter(&script).filter_map(|found| {
        let is_selector = found.get(1).is_some_and(|call| finds.contains(&call.as_str()));
        let text = found.get(2).or(found.get(3))?.as_str();
        let text = pattern(r"\$\{[^}]*\}").replace_all(text, "");
        let text = pattern(r"<[^>]*>").replace_all(&text, "").trim().to_owned();
        let is_text = text.contains(' ') || text.starts_with(|c: char| c.is_ascii_uppercase());
        let is_pattern = text.contains("(?");
        (!is_selector && !is_pattern && is_text && is_read(&text) && !NAMES.contains(&&*text)).then_some(text)
    });
    found.collect()
}

fn templates() -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for theme in THEMES.into_iter().chain(["plain"]) {
        for ending in ["html", "md", "svg"] {
            all.extend(rust::files_of(&format!("themes/{theme}/templates"), ending));
        }
    }
    all
}

fn scripts() -> BTreeMap<String, String> {
    ["themes", "src/render", "src/search"].into_iter().flat_map(|folder| rust::files_of(folder, "js")).collect()
}

#[test]
fn no_word_stands_in_templates_and_scripts() {
    let mut told = Vec::new();
    for (path, text) in templates() {
        told.extend(literals(&text, path.ends_with(".md")).into_iter().map(|text| format!("{path}: {text}")));
    }
    for (path, text) in scripts() {
        told.extend(strings(&text).into_iter().map(|text| format!("{path}: {text}")));
    }
    assert!(told.is_empty(), "these belong into a table of words:\n{}", told.join("\n"));
}

#[test]
fn what_is_read_is_found() {
    for (template, wanted) in [
        (r#"<a title="Go {{ page.key }}" class="big one">{{ page.title }} there</a>"#, vec!["Go ", " there"]),
        (r#"{{<pick label="Language" of="table" />}}{% if a %}class="wide"{% endif %}"#, vec!["Language"]),
        (r#"{{ group.label or "And others" }}{# Not this #}<script>or this</script>"#, vec!["And others"]),
        (r#"<p{% if a %} class="b"{% endif %}>— {{ word(name="codes") }}</p>"#, vec![]),
    ] {
        assert_eq!(literals(template, false), wanted, "{template}");
    }
    assert_eq!(literals("## Facts\n\n- {{ page.key }}: in the request", true), ["## Facts", ": in the request"]);
    let script = "say(\"Copied\"); all(\"p b\"); // No \"Word\"\n`${a} of ${b} `; key === \"Escape\"; \"aria-label\"";
    assert_eq!(strings(script), ["Copied"]);
}

#[test]
fn no_word_stands_in_what_rust_publishes() {
    // Between tags, in a shown attribute, or as a heading of markdown.
    let shown = pattern(r##"(>|(aria-label|title)=\\"|\\n#+ |"#+ )[A-Z][a-z]+"##);
    let mut told = Vec::new();
    for folder in ["src/render", "src/parse/markdown", "src/search"] {
        for (path, text) in rust::files(folder) {
            let code = text.split("#[cfg(test)]").next().unwrap();
            let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
            // Elements of XML have such names.
            let found = lines.filter(|line| shown.is_match(line) && !line.contains("OpenSearchDescription"));
            told.extend(found.map(|line| format!("{path}: {}", line.trim())));
        }
    }
    assert!(told.is_empty(), "these belong into a table of words:\n{}", told.join("\n"));
}

/// The words of a theme in a language.
fn table(theme: &str, language: &str) -> BTreeMap<String, serde_json::Value> {
    let text = std::fs::read_to_string(rust::root().join(format!("themes/{theme}/words/{language}.yaml"))).unwrap();
    serde_yaml::from_str(&text).unwrap()
}

/// The names of words that are asked for, and the beginnings of names that are put together.
fn asked() -> (BTreeSet<String>, BTreeSet<String>) {
    let in_templates = pattern(r#"\bword\(\s*name="([^"]+)"(\s*~)?"#);
    let in_rust =
        pattern(r#"\b(?:own_word|words\.text|words\.with|words\.in_html)\(\s*(?:&format!\()?"([a-z_.]+)(\{)?"#);
    let (mut names, mut starts) = (BTreeSet::new(), BTreeSet::new());
    let sources = templates().into_values().map(|text| (text, &in_templates));
    let sources = sources.chain(rust::files("src").into_values().map(|text| (text, &in_rust)));
    for (text, pattern) in sources {
        for found in pattern.captures_iter(text.split("#[cfg(test)]").next().unwrap()) {
            let name = found[1].to_owned();
            _ = if found.get(2).is_some() { starts.insert(name) } else { names.insert(name) };
        }
    }
    let in_scripts = pattern(r"\bWORDS\.(\w+)");
    for text in scripts().into_values() {
        names.extend(in_scripts.captures_iter(&text).map(|found| found[1].to_owned()));
    }
    (names, starts)
}

#[test]
fn each_word_is_in_every_language_and_used() {
    let (names, starts) = asked();
    let mut known = BTreeSet::new();
    for theme in THEMES {
        let [first, others @ ..] = LANGUAGES.map(|language| table(theme, language));
        for other in others {
            assert_eq!(first.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>(), "{theme}");
        }
        for name in first.keys() {
            let is_used = names.contains(name) || starts.iter().any(|start| name.starts_with(start));
            assert!(is_used, "nothing says the word \"{name}\" of the theme {theme}");
        }
        known.extend(first.into_keys());
    }
    for name in &names {
        assert!(known.contains(name), "there is no word \"{name}\"");
    }
    for start in &starts {
        assert!(known.iter().any(|name| name.starts_with(start)), "no word begins with \"{start}\"");
    }
}
