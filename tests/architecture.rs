//! The shape of the code, checked: imports go down, each foreign crate has one
//! home, only four modules touch the outside, files and functions stay small.
//! ARCHITECTURE.md states the rules and names these tests.

// In a test, a value that is not there is a failure.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Modules from the bottom to the top. A module may use those before it.
const LAYERS: [&str; 21] = [
    "source", "text", "hash", "date", "diag", "parse", "model", "link", "html", "output", "assets", "squeeze",
    "search", "coverage", "render", "load", "publish", "scaffold", "lib", "serve", "cli",
];

/// Each foreign crate and the only module that may name it.
const HOMES: [(&str, &str); 18] = [
    ("clap", "src/cli"),
    ("http_body_util", "src/serve.rs"),
    ("hyper", "src/serve.rs"),
    ("hyper_util", "src/serve.rs"),
    ("tokio", "src/serve.rs"),
    ("jiff", "src/date.rs"),
    ("mimalloc", "src/main.rs"),
    ("minify_html", "src/squeeze/page.rs"),
    ("png", "src/render/pictures.rs"),
    ("pulldown_cmark", "src/parse/markdown.rs"),
    ("resvg", "src/render/pictures.rs"),
    ("serde_yaml", "src/parse/yaml.rs"),
    ("sha2", "src/hash.rs"),
    ("strsim", "src/text.rs"),
    ("tera", "src/render/theme.rs"),
    ("walkdir", "src/load.rs"),
    // Two crates are languages of their own, used wherever JSON is printed and
    // wherever a map runs in parallel.
    ("serde_json", "src"),
    ("rayon", "src"),
];

/// Files that are longer than 400 lines, with the reason.
const LONG_FILES: [(&str, &str); 0] = [];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files below a folder by their path from the root, without their unit
/// tests.
fn sources(folder: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
                files.insert(relative(&path), code);
            }
        }
    }
    files
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}

/// The top-level module that a file belongs to.
fn module_of(path: &str) -> &str {
    let inside = path.strip_prefix("src/").unwrap();
    inside.split(['/', '.']).next().unwrap()
}

/// The lines that are code, without comments.
fn code_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start().starts_with("//"))
}

/// Whether a line names a path's first part, as in `tera::` or `use tera`.
fn names(line: &str, first: &str) -> bool {
    line.match_indices(&format!("{first}::")).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

#[test]
fn imports_go_down() {
    let rank = |module: &str| LAYERS.iter().position(|layer| *layer == module);
    let mut wrong = Vec::new();
    for (path, text) in sources("src") {
        let module = module_of(&path);
        if matches!(module, "lib" | "main") {
            continue;
        }
        let own = rank(module).unwrap_or_else(|| panic!("{path}: add the module \"{module}\" to LAYERS at its height"));
        for line in code_lines(&text) {
            for (height, layer) in LAYERS.iter().enumerate() {
                if line.contains(&format!("crate::{layer}")) && height > own {
                    wrong.push(format!("{path}: {}", line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "these imports go up:\n{}", wrong.join("\n"));
}

#[test]
fn each_foreign_crate_has_one_home() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let dependencies = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    for line in dependencies.lines().filter(|line| line.contains(" = ")) {
        let name = line.split(" = ").next().unwrap().replace('-', "_");
        assert!(name == "serde" || HOMES.iter().any(|(known, _)| *known == name), "{name} has no home in HOMES");
    }
    let mut wrong = Vec::new();
    for (path, text) in sources("src") {
        for (name, home) in HOMES.iter().filter(|(_, home)| !path.starts_with(home)) {
            wrong.extend(
                code_lines(&text)
                    .filter(|line| names(line, name))
                    .map(|line| format!("{path}: {} belongs into {home}", line.trim())),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_edges_touch_the_outside() {
    let outside =
        ["std::fs", "std::env", "std::net", "std::process", "std::time", "SystemTime", "Instant::now", "thread::sleep"];
    let edges = ["src/load.rs", "src/publish", "src/serve.rs", "src/cli/", "src/main.rs"];
    let mut wrong = Vec::new();
    for (path, text) in sources("src") {
        if edges.iter().any(|edge| path.starts_with(edge)) {
            continue;
        }
        wrong.extend(
            code_lines(&text)
                .filter(|line| outside.iter().any(|word| line.contains(word)))
                .map(|line| format!("{path}: {}", line.trim())),
        );
    }
    assert!(wrong.is_empty(), "these lines touch disk, clock, environment or network:\n{}", wrong.join("\n"));
}

#[test]
fn files_and_functions_stay_small() {
    let mut wrong = Vec::new();
    for folder in ["src", "xtask"] {
        for (path, text) in sources(folder) {
            let lines = text.lines().count();
            if lines > 400 && !LONG_FILES.iter().any(|(known, _)| *known == path) {
                wrong.push(format!("{path} has {lines} lines"));
            }
            for (name, length) in functions(&text) {
                if length > 60 {
                    wrong.push(format!("{path}: the function {name} has {length} lines"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The functions of a formatted file with their lengths.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let trimmed = line.trim_start();
        let is_function =
            ["fn ", "pub fn ", "pub(super) fn ", "pub(crate) fn "].iter().any(|start| trimmed.starts_with(start));
        if !is_function || trimmed.ends_with(';') || trimmed.ends_with('}') {
            continue;
        }
        let close = format!("{}}}", &line[..line.len() - trimmed.len()]);
        let end = lines[at..].iter().position(|line| *line == close).unwrap_or(0);
        let name = trimmed.split("fn ").nth(1).unwrap_or_default().split(['(', '<']).next().unwrap_or_default();
        found.push((name.to_owned(), end + 1));
    }
    found
}

#[test]
fn every_module_says_what_it_is_for() {
    for folder in ["src", "xtask"] {
        for (path, text) in sources(folder) {
            assert!(text.starts_with("//! "), "{path} does not start with a module comment");
        }
    }
}

#[test]
fn content_holds_no_template_syntax_and_rust_holds_no_facts() {
    for entry in statuary::load(&root()).0.below("content/") {
        let text = entry.1.text().unwrap_or_default();
        assert!(!text.contains("{%") && !text.contains("{{"), "content/{} holds template syntax", entry.0);
    }
    let words = ["\"404\"", "\"GET\"", "Not Found\"", "\"4xx\"", "IANA", "RFC9110"];
    for (path, text) in sources("src") {
        for line in code_lines(&text).filter(|line| !line.contains("help")) {
            assert!(!words.iter().any(|word| line.contains(word)), "{path} knows a fact: {}", line.trim());
        }
    }
}

#[test]
fn templates_are_short_and_hold_no_facts() {
    for (path, source) in statuary::load(&root()).0.below("themes/").filter(|(path, _)| path.ends_with(".html")) {
        let text = source.text().unwrap_or_default();
        assert!(text.lines().count() < 90, "{path} has {} lines", text.lines().count());
        for fact in ["Not Found", "RFC 9", "Retry-After:", "RFC9110"] {
            assert!(!text.contains(fact), "{path} holds a fact: {fact}");
        }
    }
}
