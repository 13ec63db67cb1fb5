//! Search is good, and stays so: queries as people write them with a floor for
//! each group, queries made from the content, and the theme's client held equal
//! to its twin in Rust.

#[path = "common/client.rs"]
mod client;
mod common;
#[path = "search/golden.rs"]
mod golden;
#[path = "search/listed.rs"]
mod listed;

use common::Folder;
use golden::{of_content, queries, shown};
use serde_json::Value as Json;
use statuary::{Build, Engine, Minify, Options, compile, load};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

/// The most steps of the innermost loops for any query: 15 ms, were a step to take 100 ns.
const WORK: u64 = 150_000;
/// The most bytes, compressed: the engine, the interface, the index. The engine is plain
/// code that knows keys of any shape, which takes more than the 4 KiB of old.
const SIZES: [u64; 3] = [5120, 3072, 14_336];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

static BUILD: LazyLock<Build> = LazyLock::new(|| {
    let (sources, problems) = load(&root());
    // The client is compared and measured as it is published.
    let minify = if cfg!(feature = "minify") { Minify::Yes } else { Minify::No };
    compile(&sources, &Options { minify, ..Options::default() }, problems)
});
static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::from_script(asset("search-index.")).expect("an index"));

fn asset(start: &str) -> &'static str {
    client::asset(&BUILD, start)
}

/// What the content says of a code, from the published JSON.
struct Code {
    key: String,
    names: Vec<String>,
    keywords: Vec<String>,
    constants: Vec<String>,
}

fn codes() -> Vec<Code> {
    let list: Json = serde_json::from_str(BUILD.output.text("codes.json")).expect("JSON");
    let texts = |value: &Json, inner: &str| -> Vec<String> {
        let items = value.as_array().cloned().unwrap_or_default();
        items
            .iter()
            .filter_map(|item| if inner.is_empty() { item } else { &item[inner] }.as_str())
            .map(str::to_owned)
            .collect()
    };
    let codes = list["codes"].as_array().expect("a list of codes");
    codes
        .iter()
        .map(|code| {
            let title = code["title"].as_str().expect("a title").to_owned();
            let former = texts(&code["former_names"], "name");
            Code {
                key: code["code"].as_str().expect("a code").to_owned(),
                names: [vec![title], former].concat(),
                keywords: texts(&code["keywords"], ""),
                constants: texts(&code["constants"], "expression"),
            }
        })
        .collect()
}

/// Queries with the keys of all pages to which they belong.
type Wanted = BTreeMap<String, BTreeSet<String>>;

fn wanted(of: impl Fn(&Code) -> &[String]) -> Wanted {
    let mut wanted = Wanted::new();
    for code in codes() {
        for text in of(&code) {
            wanted.entry(text.to_lowercase()).or_default().insert(code.key.clone());
        }
    }
    wanted
}

/// The share in percent of queries that find one of their pages among the first
/// few; those that do not are printed.
fn found(wanted: &Wanted, most: usize) -> f64 {
    let lost: Vec<&String> = wanted
        .iter()
        .filter(|(query, keys)| !ENGINE.search(query).hits.iter().take(most).any(|hit| keys.contains(&hit.key)))
        .map(|(query, _)| query)
        .collect();
    println!("{} of {} are not among the first {most}: {lost:?}", lost.len(), wanted.len());
    100.0 * (wanted.len() - lost.len()) as f64 / wanted.len().max(1) as f64
}

#[test]
fn every_key_and_name_leads_to_its_page() {
    let keys: Wanted = codes().into_iter().map(|code| (code.key.clone(), BTreeSet::from([code.key]))).collect();
    assert_eq!(found(&keys, 1), 100.0);
    // A title that another page had before may lead there.
    assert!(found(&wanted(|code| &code.names[..1]), 1) >= 99.0);
    assert!(found(&wanted(|code| &code.names), 1) >= 99.0);
    assert_eq!(found(&wanted(|code| &code.names), 3), 100.0);
}

#[test]
fn every_phrase_and_constant_leads_to_its_page() {
    let keywords = wanted(|code| &code.keywords);
    assert!(found(&keywords, 1) >= 95.0);
    assert!(found(&keywords, 3) >= 98.0);
    let constants = wanted(|code| &code.constants);
    assert!(found(&constants, 1) >= 98.0);
    assert!(found(&constants, 3) >= 99.0);
}

/// Each word of five letters and more with one slip of each kind in its middle.
fn with_slips(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let mut slips = Vec::new();
    for (at, word) in
        words.iter().enumerate().filter(|(_, word)| word.len() > 4 && word.bytes().all(|b| b.is_ascii_lowercase()))
    {
        let middle = word.len() / 2;
        let (start, end) = word.split_at(middle);
        let swapped = format!("{start}{}{}{}", &end[1..2], &end[..1], &end[2..]);
        for slip in
            [format!("{start}{}", &end[1..]), format!("{start}q{end}"), format!("{start}q{}", &end[1..]), swapped]
        {
            let mut query = words.clone();
            query[at] = &slip;
            slips.push(query.join(" "));
        }
    }
    slips
}

#[test]
fn slips_are_forgiven() {
    let mut slipped = Wanted::new();
    for (name, keys) in wanted(|code| &code.names) {
        for query in with_slips(&name) {
            slipped.entry(query).or_default().extend(keys.clone());
        }
    }
    assert!(found(&slipped, 3) >= 96.0);
}

#[test]
fn typing_a_name_does_not_lose_its_page() {
    let (mut shares, mut lost) = (Vec::new(), Vec::new());
    for (name, keys) in wanted(|code| &code.names[..1]) {
        let letters: Vec<char> = name.chars().collect();
        let mut since = None;
        for typed in 1..=letters.len() {
            let query: String = letters[..typed].iter().collect();
            let seen = ENGINE.search(&query).hits.iter().take(3).any(|hit| keys.contains(&hit.key));
            match (seen, since) {
                (true, None) => since = Some(typed),
                (false, Some(_)) => lost.push(query),
                _ => {}
            }
        }
        shares.push(since.unwrap_or(letters.len()) as f64 / letters.len() as f64);
    }
    shares.sort_by(f64::total_cmp);
    let mean = 100.0 * shares.iter().sum::<f64>() / shares.len() as f64;
    println!(
        "typed until among three: {mean:.1} % in the mean, {:.1} % in the median",
        100.0 * shares[shares.len() / 2]
    );
    assert!(lost.is_empty(), "lost again at {lost:?}");
    assert!(mean <= 13.0);
}

#[test]
fn nonsense_finds_nothing_strong() {
    // Syllables in an order that makes no words.
    let syllables = ["bra", "zu", "lom", "fir", "kep", "dov", "nix", "gul", "wam", "tys"];
    let mut strong = Vec::new();
    for i in 0..200_usize {
        let syllable = |n: usize| syllables[(i * 7 + n * n * 3 + i / 10 * n) % 10];
        let query = format!("{}{}{} {}{}", syllable(1), syllable(2), syllable(3), syllable(4), syllable(5));
        if !ENGINE.search(&query).weak {
            strong.push(query);
        }
    }
    println!("strong: {strong:?}");
    assert!(strong.len() <= 10);
    for name in ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "", " ", "\u{0}\u{7}", "\u{202e}"]
    {
        ENGINE.search(name);
    }
}

#[test]
fn a_number_that_is_no_code_never_poses_as_one() {
    let answer = ENGINE.search("477");
    assert_eq!((answer.missing.as_str(), answer.weak), ("477", true));
    assert_eq!(answer.hits[0].key, "4xx");
    assert!(answer.hits.len() > 1 && answer.hits.iter().all(|hit| hit.weak));
    assert_eq!(
        ENGINE.search("40").hits[..4].iter().map(|hit| hit.key.as_str()).collect::<Vec<_>>(),
        ["400", "401", "403", "404"]
    );
    assert_eq!(ENGINE.search("5").hits[0].key, "5xx");
}

/// All queries on which the client and its twin must agree.
fn compared() -> Vec<String> {
    let mut all: Vec<String> = of_content()
        .into_iter()
        .chain(queries("adversarial.tsv"))
        .chain(queries("held-out.tsv"))
        .map(|query| query.text)
        .collect();
    for code in codes() {
        let texts = [code.names, code.keywords, code.constants].concat();
        for text in &texts {
            all.extend(with_slips(&text.to_lowercase()).into_iter().take(2));
            all.push(text.chars().take(text.len() / 2).collect());
        }
        all.extend(texts);
    }
    all.extend(std::fs::read_to_string(root().join("tests/search/words.txt")).expect("words").lines().map(shown));
    all
}

/// What node says of the client; nothing when there is no node, which continuous
/// integration does not forgive.
fn told_by_node(queries: &[String]) -> Option<Json> {
    let folder = Folder::empty();
    folder.write("index.js", asset("search-index."));
    folder.write("queries.json", serde_json::to_string(queries).expect("JSON"));
    let (engine, interface) = client::parts(asset("search-client."));
    folder.write("search-engine.js", engine);
    folder.write("search-box.js", interface);
    folder.write("written.js", client::written_engine());
    let file = |name: &str| folder.path().join(name);
    let node = Command::new("node")
        .arg(root().join("tests/search/twin.mjs"))
        .args(["search-engine.js", "search-box.js", "index.js", "queries.json", "written.js"].map(file))
        .output();
    match node {
        Ok(output) => {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            Some(serde_json::from_slice(&output.stdout).expect("JSON"))
        }
        Err(error) => {
            assert!(std::env::var_os("CI").is_none(), "node cannot be run: {error}");
            println!("node cannot be run ({error}): the client is not compared with its twin");
            None
        }
    }
}

#[test]
fn the_client_and_its_twin_agree() {
    let queries = compared();
    let Some(client) = told_by_node(&queries) else { return };
    let mut wrong = Vec::new();
    for (query, theirs) in queries.iter().zip(client["answers"].as_array().expect("answers")) {
        let answer = ENGINE.search(query);
        let hits: Vec<String> = answer.hits.iter().map(|hit| format!("{}:{}", hit.id, hit.score)).collect();
        let ours = format!("{} {}", if answer.weak { "weak" } else { "good" }, hits.join(" "));
        if theirs.as_str() != Some(ours.as_str()) {
            wrong.push(format!("{query:?}\n  Rust   {ours}\n  client {theirs}"));
        }
    }
    let shown: Vec<&String> = wrong.iter().take(5).collect();
    assert!(wrong.is_empty(), "{} of {} differ: {shown:#?}", wrong.len(), queries.len());
    println!(
        "{} queries agree; start {} ms, median {} ms, 99 % {} ms, longest {} ms",
        queries.len(),
        client["start"],
        client["median"],
        client["late"],
        client["longest"]
    );
    println!("at most {} steps for a query, of {WORK}", client["work"]);
    assert!(client["work"].as_u64().is_some_and(|work| work <= WORK), "a query takes more than {WORK} steps");
    for (part, (size, most)) in
        ["engine", "interface", "index"].iter().zip(client["sizes"].as_array().expect("sizes").iter().zip(SIZES))
    {
        println!("{part}: {size} bytes compressed, at most {most}");
        let is_published = cfg!(feature = "minify") || part == &"index";
        assert!(
            !is_published || size.as_u64().is_some_and(|size| size <= most),
            "the {part} has {size} bytes, more than {most}"
        );
    }
}
