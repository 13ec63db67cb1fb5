//! The sites in `examples/` and the guide in `docs/`, each built with the theme that is in the program: without a
//! problem, with every page in reach, with each key found first, and without a word of the
//! flagship that their own content does not say.

// In a test, a value that is not there is a failure.
#![allow(clippy::unwrap_used)]

mod machines;
mod pages;
#[path = "../common/seen.rs"]
mod seen;

use pages::{Page, pages};
use serde_json::Value as Json;
use statuary::source::{SITE_FILE, Sources};
use statuary::{Build, Options, Output, Searcher, compile, load};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

/// The examples and the guide by their names.
static EXAMPLES: LazyLock<BTreeMap<String, Example>> = LazyLock::new(|| {
    let root = load(&root()).0;
    let folders = std::fs::read_dir(self::root().join("examples")).unwrap().map(|entry| entry.unwrap());
    let names = folders.map(|folder| folder.file_name().to_string_lossy().into_owned());
    names.chain([GUIDE.to_owned()]).map(|name| (name.clone(), Example::of(&name, &root))).collect()
});

/// The guide, which is a site like the examples.
const GUIDE: &str = "docs";

/// Words of the flagship: what it is about, and how it looks things up. Numbers stand for its
/// keys, which a theme could hold as a sample.
const FLAGSHIP: [&str; 18] = [
    "http",
    "status",
    "method",
    "methods",
    "get",
    "post",
    "retry",
    "cacheable",
    "cache",
    "redirect",
    "404",
    "42",
    "request",
    "constants",
    "rfc9110",
    "iana",
    "operation",
    "1xx",
];

/// How many pages an example has at least, so that none is lost in silence.
const LEAST: [(&str, usize); 6] =
    [("cli-exit-codes", 50), (GUIDE, 230), ("grpc", 40), ("http-api", 40), ("problem-types", 45), ("smtp", 140)];

struct Example {
    sources: Sources,
    build: Build,
}

impl Example {
    fn of(name: &str, repository: &Sources) -> Example {
        let mut sources = load(&folder_of(name)).0;
        let theme = repository.below("themes/default/").map(|(path, source)| (path, source.clone()));
        sources.extend(theme.map(|(path, source)| (format!("themes/default/{path}"), source)));
        let build = compile(&sources, &Options::default(), Vec::new());
        Example { sources, build }
    }

    fn output(&self) -> &Output {
        &self.build.output
    }

    /// All that its authors wrote, in lower case, but for the file that hosts want by its name.
    fn content(&self) -> String {
        let texts =
            self.sources.below("content/").filter_map(|(path, source)| Some(format!("{path}\n{}", source.text()?)));
        texts.collect::<Vec<_>>().join("\n").to_lowercase().replace("404.html", "")
    }

    /// The text of `site.yaml`.
    fn declaration(&self) -> &str {
        self.sources.get(SITE_FILE).unwrap().text().unwrap()
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of an example, or of the guide.
fn folder_of(name: &str) -> PathBuf {
    if name == GUIDE { root().join(GUIDE) } else { root().join("examples").join(name) }
}

/// The words of a text, in lower case.
fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// What the JSON file of a list says of each of its entries.
fn entries(output: &Output, path: &str) -> Vec<Json> {
    let json: Json = serde_json::from_str(output.text(path)).unwrap();
    let lists = json.as_object().unwrap().values().filter_map(Json::as_array);
    lists.max_by_key(|list| list.len()).unwrap().clone()
}

#[test]
fn every_example_is_built_without_a_problem() {
    assert_eq!(EXAMPLES.keys().map(String::as_str).collect::<Vec<_>>(), LEAST.map(|(name, _)| name));
    for (name, least) in LEAST {
        let example = &EXAMPLES[name];
        assert_eq!(example.build.report.findings, [], "{name}");
        let pages = pages(example.output()).iter().filter(|page| !page.leads_on).count();
        assert!(pages >= least, "{name} has {pages} pages");
        assert!(example.sources.below("content/").count() > 25, "{name}");
    }
}

#[test]
fn every_example_is_clean_for_the_command_with_the_addresses_locked() {
    for name in EXAMPLES.keys() {
        let folder = folder_of(name);
        assert!(!folder.join("themes").exists(), "{name} should take the theme that is in the program");
        let mut command = Command::new(env!("CARGO_BIN_EXE_statuary"));
        let ran = command.args(["check", "--strict", "--locked", "--root"]).arg(&folder).stdin(Stdio::null()).output();
        let ran = ran.unwrap();
        assert!(ran.status.success(), "{name}:\n{}", String::from_utf8_lossy(&ran.stderr));
    }
}

#[test]
fn every_part_of_the_declaration_has_a_word() {
    for (name, example) in EXAMPLES.iter() {
        let mut before = "";
        for line in example.declaration().lines() {
            let is_kind = line.starts_with("  ") && line[2..].starts_with(char::is_alphabetic) && line.ends_with(':');
            if is_kind || !line.starts_with([' ', '#']) && line.ends_with(':') {
                let next = example.declaration().split(&format!("\n{line}\n")).nth(1).unwrap_or_default();
                let explained = before.trim_start().starts_with('#') || next.trim_start().starts_with("help:");
                assert!(explained || line == "kinds:", "{name}: nothing says what `{line}` is for");
            }
            before = line;
        }
    }
}

#[test]
fn every_page_is_in_reach_of_the_first_and_no_link_is_dead() {
    for (name, example) in EXAMPLES.iter() {
        let all: BTreeMap<String, Page> =
            pages(example.output()).into_iter().map(|page| (page.path.clone(), page)).collect();
        let mut reached = BTreeSet::from(["index.html".to_owned()]);
        let mut ahead = vec!["index.html".to_owned()];
        while let Some(path) = ahead.pop() {
            for file in all.get(&path).iter().flat_map(|page| &page.links) {
                assert!(
                    example.output().files.contains_key(file),
                    "{name}: {path} leads to {file}, which is not there"
                );
                if reached.insert(file.clone()) {
                    ahead.push(file.clone());
                }
            }
        }
        let lost = all
            .values()
            .filter(|page| !page.leads_on && !page.path.ends_with("404.html") && !reached.contains(&page.path));
        assert_eq!(lost.map(|page| &page.path).collect::<Vec<_>>(), Vec::<&String>::new(), "{name}");
    }
}

#[test]
fn no_example_says_a_word_of_the_flagship_that_is_not_its_own() {
    for (name, example) in EXAMPLES.iter() {
        let own = words(&example.content());
        for page in pages(example.output()) {
            let foreign: Vec<&String> =
                page.words.iter().filter(|word| FLAGSHIP.contains(&word.as_str()) && !own.contains(*word)).collect();
            assert!(foreign.is_empty(), "{name}: {} says {foreign:?}, which no content says", page.path);
        }
    }
    let smtp = words(&EXAMPLES["smtp"].content());
    let kept = FLAGSHIP.iter().filter(|word| smtp.contains(**word)).count();
    assert!(kept < FLAGSHIP.len() / 2, "the content of smtp says so much of the flagship that this shows nothing");
}

#[test]
fn every_key_finds_its_page_first() {
    for (name, lists) in [
        ("cli-exit-codes", &["codes.json"][..]),
        (GUIDE, &["keys.json", "problems.json"]),
        ("grpc", &["codes.json"]),
        ("http-api", &["codes.json"]),
        ("problem-types", &["problems.json"]),
        ("smtp", &["replies.json", "enhanced.json"]),
    ] {
        let output = EXAMPLES[name].output();
        let searcher = Searcher::of(output).unwrap();
        let mut asked = 0;
        for entry in lists.iter().flat_map(|list| entries(output, list)) {
            let key = ["code", "name"].iter().find_map(|field| entry.get(field)).unwrap();
            let key = key.as_str().map_or_else(|| key.to_string(), str::to_owned);
            let numbers = entry.get("number").map(Json::to_string);
            let second = ["constant", "type"].into_iter().filter_map(|field| entry.get(field)?.as_str());
            let second: Vec<String> = second.map(str::to_owned).collect();
            let others = entry.get("seen_as").and_then(Json::as_array).into_iter().flatten();
            let others = others.map(|other| other.as_str().unwrap().to_owned());
            for query in [key.clone(), key.to_lowercase()].into_iter().chain(numbers).chain(second).chain(others) {
                let first = searcher.search(&query).0.hits.first().map(|hit| hit.key.clone());
                assert_eq!(first.as_ref(), Some(&key), "{name}: {query}");
                asked += 1;
            }
        }
        assert!(asked > 40, "{name}: {asked} keys");
    }
}

/// `check --strict` holds them.
#[test]
fn every_example_promises_what_people_type() {
    for (name, example) in EXAMPLES.iter() {
        assert!(example.declaration().contains("\nqueries: queries.yaml\n"), "{name}");
        let queries = example.sources.get("content/queries.yaml").unwrap().text().unwrap();
        let promised = queries.lines().filter(|line| line.starts_with("    ")).count();
        assert!(promised >= 10, "{name} promises {promised} queries");
    }
}

/// The registry names replies for enhanced codes; a reply names none that does not name it.
#[test]
fn replies_and_enhanced_codes_name_each_other() {
    let output = EXAMPLES["smtp"].output();
    let keys = |entry: &Json, field: &str| -> BTreeSet<String> {
        entry[field].as_array().unwrap().iter().map(|key| key.to_string().replace('"', "")).collect()
    };
    let enhanced = entries(output, "enhanced.json");
    let enhanced: BTreeMap<&str, BTreeSet<String>> =
        enhanced.iter().map(|entry| (entry["code"].as_str().unwrap(), keys(entry, "replies"))).collect();
    for reply in entries(output, "replies.json") {
        let code = reply["code"].to_string();
        for other in keys(&reply, "enhanced") {
            assert!(enhanced[&*other].contains(&code), "{code} names {other}, which does not name it");
        }
    }
}

/// Both directions of the mapping stand as facts and as a table; the table says what the facts
/// say.
#[test]
fn table_of_the_mapping_agrees_with_the_facts() {
    let example = &EXAMPLES["grpc"];
    let text = example.sources.get("content/guides/mapping.md").unwrap().text().unwrap();
    for entry in entries(example.output(), "codes.json") {
        let [name, number, status] = ["name", "number", "http"].map(|field| entry[field].to_string().replace('"', ""));
        let status = entry["http"]["key"].as_str().map_or(status, str::to_owned);
        assert!(text.contains(&format!("| [[{name}]] | {number} | [[statuses:{status}]] |")), "{name}");
    }
    let rows = example.sources.get("content/tables/statuses.yaml").unwrap().text().unwrap();
    let mut listed = 0;
    for row in rows.split("- id: ").skip(1) {
        let field = |name: &str| row.lines().find_map(|line| line.trim().strip_prefix(name)).unwrap().to_owned();
        let (status, code, rule) = (row.lines().next().unwrap(), field("becomes: "), field("rule: "));
        let stands = text.contains(&format!("| [[statuses:{status}]] | [[{code}]] |"));
        assert_eq!(stands, rule == "listed", "{status}");
        assert!(rule == "listed" || code == "UNKNOWN", "{status}");
        listed += usize::from(stands);
    }
    assert_eq!(listed, 9);
}

/// The members that any problem may have (RFC 9457, section 3.1), and `code` of one example.
const MEMBERS: [&str; 6] = ["type", "title", "status", "detail", "instance", "code"];

/// The sample says what the facts say, and the types of a site lead to their pages.
#[test]
fn problem_types_lead_to_their_pages_and_samples_agree_with_them() {
    for (name, list, folder, key) in
        [("http-api", "codes.json", "errors", "code"), ("problem-types", "problems.json", "problems", "name")]
    {
        let example = &EXAMPLES[name];
        let base = example.declaration().lines().find_map(|line| line.strip_prefix("base_url: ")).unwrap();
        let mut own = 0;
        for entry in entries(example.output(), list) {
            let code = entry[key].as_str().unwrap();
            if let Some(route) = entry["type"].as_str().unwrap().strip_prefix(base) {
                assert_eq!(route, format!("{code}/"));
                assert!(example.output().files.contains_key(&format!("{route}index.html")), "{code}");
                own += 1;
            }
            let source = example.sources.get(&format!("content/{folder}/{code}.md")).unwrap().text().unwrap();
            sample_agrees(source, &entry, code);
        }
        assert!(own >= 10, "{name}: {own}");
    }
}

/// Compares the sample of a page with its facts: type, title, status, and the names of members
/// with what their values are in JSON.
fn sample_agrees(source: &str, entry: &Json, code: &str) {
    let response = source.split("```http\n").nth(1).unwrap().split("\n```").next().unwrap();
    let (head, problem) = response.split_once("\n\n").unwrap();
    let problem: Json = serde_json::from_str(problem).unwrap();
    let status = entry["status"].to_string().replace('"', "");
    assert_eq!(problem["type"], entry["type"], "{code}");
    // A type without a status of its own takes the phrase of each status as its title.
    if status != "null" {
        assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{code}");
        assert_eq!(
            (problem["title"].clone(), problem["status"].to_string()),
            (entry["title"].clone(), status),
            "{code}"
        );
    }
    let told = entry["members"].as_array().cloned().unwrap_or_default();
    let told: BTreeMap<&str, Option<&str>> =
        told.iter().map(|member| (member["name"].as_str().unwrap(), member["json"].as_str())).collect();
    let members = problem.as_object().unwrap().iter().filter(|(name, _)| !MEMBERS.contains(&name.as_str()));
    let members: BTreeMap<&str, &Json> = members.map(|(name, value)| (name.as_str(), value)).collect();
    assert_eq!(members.keys().collect::<Vec<_>>(), told.keys().collect::<Vec<_>>(), "{code}");
    for (name, value) in members {
        let is = |kind: &str| match value {
            Json::String(_) => kind == "string",
            Json::Number(_) => kind == "number",
            Json::Array(list) if list.iter().all(Json::is_string) => kind == "strings",
            Json::Array(list) if list.iter().all(Json::is_object) => kind == "objects",
            _ => false,
        };
        assert!(told[name].is_none_or(is), "{code}: {name} is {value}");
    }
}

#[test]
fn folder_of_examples_holds_nothing_but_content() {
    for name in EXAMPLES.keys() {
        let mut found: Vec<String> = std::fs::read_dir(folder_of(name))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .filter(|name| name != "public")
            .collect();
        found.sort();
        assert_eq!(found, ["content", "routes.lock"], "{name}");
    }
}
