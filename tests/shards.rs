//! Search on a large site, whose index is in shards: little is fetched, and what is
//! asked for is found. The site is the repository's own, continued by the generator
//! of `cargo xtask scale`.

#[path = "common/client.rs"]
mod client;
mod common;
#[path = "search/listed.rs"]
mod listed;
#[path = "../xtask/src/scale.rs"]
mod scale;

use common::Folder;
use serde_json::Value as Json;
use statuary::{Answer, Build, Options, Searcher, compile, load};
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

/// How many codes the site has. `SCALE` tells another number, to measure with.
const CODES: usize = 1200;
/// The most bytes, compressed: the head, what a query fetches beside it in the mean,
/// and at worst.
const SIZES: [usize; 3] = [4_096, 26_624, 49_152];

/// The most parts that a query reads: twelve shards, and a block for each page of eight.
const PARTS: usize = 20;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

static BUILD: LazyLock<Build> = LazyLock::new(|| {
    let folder = Folder::empty();
    let codes = std::env::var("SCALE").map_or(CODES, |codes| codes.parse().expect("a number"));
    scale::write(&root(), folder.path(), codes).expect("the site is written");
    let (sources, problems) = load(folder.path());
    compile(&sources, &Options::default(), problems)
});

/// Keys, titles and keywords of all codes.
static CODES_OF: LazyLock<Vec<(String, String, Vec<String>)>> = LazyLock::new(|| {
    let list: Json = serde_json::from_str(BUILD.output.text("codes.json")).expect("JSON");
    let text = |value: &Json| value.as_str().expect("a text").to_owned();
    let codes = list["codes"].as_array().expect("a list of codes").iter();
    codes
        .map(|code| {
            let keywords = code["keywords"].as_array().expect("a list").iter().map(text).collect();
            (text(&code["code"]), text(&code["title"]), keywords)
        })
        .collect()
});

/// Whether the site is another than the bounds are for.
fn scaled() -> bool {
    std::env::var_os("SCALE").is_some()
}

fn searcher() -> Searcher<'static> {
    Searcher::of(&BUILD.output).expect("an index")
}

fn search(searcher: &Searcher, query: &str) -> Answer {
    let (answer, read) = searcher.search(query);
    assert!(read.len() <= PARTS, "\"{query}\" reads {read:?}");
    answer
}

#[test]
fn keys_and_names_are_found() {
    let searcher = searcher();
    for (key, title, _) in CODES_OF.iter() {
        let first = &search(&searcher, key).hits[0];
        assert_eq!(&first.key, key);
        let three: Vec<String> = search(&searcher, title).hits.into_iter().take(3).map(|hit| hit.key).collect();
        assert!(three.contains(key), "\"{title}\" finds {three:?} in place of {key}");
    }
}

#[test]
fn beginnings_of_numbers_list_codes_in_order() {
    let searcher = searcher();
    for start in ["5", "40", "404", "4040", "99"] {
        let answer = search(&searcher, start);
        let codes: Vec<&String> = CODES_OF.iter().map(|(key, ..)| key).filter(|key| key.starts_with(start)).collect();
        let found: Vec<&String> = answer.hits.iter().map(|hit| &hit.key).filter(|key| codes.contains(key)).collect();
        // Those that people meet most go first; the others follow in order.
        let break_at = found.windows(2).filter(|pair| (pair[0].len(), pair[0]) > (pair[1].len(), pair[1])).count();
        assert!(!answer.weak && break_at <= 1, "\"{start}\" lists {found:?}");
        assert!(found.len() >= codes.len().min(50), "\"{start}\" lists {} of {}", found.len(), codes.len());
    }
}

#[test]
fn phrases_are_found() {
    let searcher = searcher();
    let (mut all, mut lost) = (0, 0);
    for (key, _, keywords) in CODES_OF.iter() {
        for phrase in keywords.iter().take(4).filter(|phrase| phrase.split(' ').count() > 2) {
            all += 1;
            lost += usize::from(!search(&searcher, phrase).hits.iter().take(3).any(|hit| hit.key == *key));
        }
    }
    println!("{lost} of {all} phrases do not lead to their page among three");
    assert!(lost * 100 <= all * 13 || scaled());
}

#[test]
fn shards_are_not_kept_for_reading_without_a_connection() {
    let shard = |path: &&String| path.starts_with("assets/search/");
    let path = BUILD.output.files.keys().find(shard).expect("a shard is published");
    let worker = BUILD.output.text("sw.js");
    assert!(worker.contains("assets/search-client.") && !worker.contains(path.as_str()));
}

/// A browser asks for the worker with each visit, so it does not grow with the site.
#[test]
fn the_worker_of_a_large_site_lists_its_first_pages_alone() {
    let worker = BUILD.output.text("sw.js");
    let pages = worker.lines().filter(|line| line.contains("/\": \"")).count();
    assert!(pages > 0 && pages < 50, "{pages} pages");
    assert!(worker.contains("\"whole\": false") && worker.contains("\"404.html\": "), "{worker}");
}

/// Queries as people write them, keys, names, phrases, and their beginnings and slips.
fn queries() -> Vec<String> {
    let mut queries = vec![CODES_OF[CODES_OF.len() / 2].1.clone()];
    queries.extend(listed::queries().into_iter().map(|query| query.text));
    let text = std::fs::read_to_string(root().join("tests/search/held-out.tsv")).expect("the file of queries");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    queries.extend(lines.filter_map(|line| line.split('\t').nth(1)).map(str::to_owned));
    for (number, (key, title, keywords)) in CODES_OF.iter().enumerate().step_by(CODES_OF.len() / 170) {
        queries.extend([key.clone(), key[..2].to_owned(), title.clone(), title.replace(' ', "")]);
        queries.extend(keywords.iter().take(2).cloned());
        for text in keywords.iter().take(1).chain([title]) {
            let cut = text.len() * (number % 5 + 3) / 9;
            queries.push(text[..cut].to_owned());
            queries.push(format!("{}{}", &text[..cut], &text[cut + 1..]));
            queries.push(format!("{}{}{}", &text[1..2], &text[..1], &text[2..]));
        }
    }
    queries
}

#[test]
fn the_client_fetches_little_and_agrees_with_its_twin() {
    let queries = queries();
    let folder = Folder::empty();
    let mut files = BUILD.output.files.iter().filter(|(path, _)| path.starts_with("assets/search"));
    let mut named = [String::new(), String::new()];
    for (path, bytes) in &mut files {
        folder.write(path, bytes);
        for (name, start) in named.iter_mut().zip(["assets/search-client.", "assets/search-index."]) {
            if path.starts_with(start) {
                name.clone_from(path);
            }
        }
    }
    // Of the published client all but the interface, which wants a page.
    folder.write("client.js", client::parts(BUILD.output.text(&named[0])).0);
    folder.write("queries.json", serde_json::to_string(&queries).expect("JSON"));
    let file = |name: &str| folder.path().join(name);
    let node = Command::new("node")
        .arg(root().join("tests/search/shards.mjs"))
        .args([file("client.js"), file(&named[1]), folder.path().to_owned(), file("queries.json")])
        .output();
    let output = match node {
        Ok(output) => output,
        Err(error) => {
            assert!(std::env::var_os("CI").is_none(), "node cannot be run: {error}");
            println!("node cannot be run ({error}): the client is not compared with its twin");
            return;
        }
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told: Json = serde_json::from_slice(&output.stdout).expect("JSON");
    agree(&queries, &told);
    fetch_little(&told);
}

fn agree(queries: &[String], told: &Json) {
    let searcher = searcher();
    let mut wrong = Vec::new();
    for (query, theirs) in queries.iter().zip(told["answers"].as_array().expect("answers")) {
        let answer = search(&searcher, query);
        let hits: Vec<String> = answer.hits.iter().map(|hit| format!("{}:{}", hit.id, hit.score)).collect();
        let ours = format!("{} {}", if answer.weak { "weak" } else { "good" }, hits.join(" "));
        if theirs.as_str() != Some(ours.as_str()) {
            wrong.push(format!("{query:?}\n  Rust   {ours:.200}\n  client {:.200}", theirs.to_string()));
        }
    }
    for alone in told["fresh"].as_array().expect("queries") {
        let query = alone["query"].as_str().expect("a query");
        let mut read = Searcher::of(&BUILD.output).expect("an index").search(query).1;
        let mut fetched: Vec<String> = alone["paths"]
            .as_array()
            .expect("paths")
            .iter()
            .map(|path| path.as_str().expect("a path").trim_start_matches("./").to_owned())
            .collect();
        read.sort();
        fetched.sort();
        if read != fetched {
            wrong.push(format!("{query:?} reads {read:?}, the client {fetched:?}"));
        }
    }
    let shown: Vec<&String> = wrong.iter().take(5).collect();
    assert!(wrong.is_empty() && queries.len() >= 1000, "{} of {} differ: {shown:#?}", wrong.len(), queries.len());
    println!(
        "{} queries agree; median {} ms, 99 % {} ms, longest {} ms",
        queries.len(),
        told["median"],
        told["late"],
        told["longest"]
    );
}

fn fetch_little(told: &Json) {
    let bytes = |value: &Json| value.as_u64().expect("a number") as usize;
    let mut fetched: Vec<usize> =
        told["fresh"].as_array().expect("queries").iter().map(|one| bytes(&one["bytes"])).collect();
    fetched.sort_unstable();
    assert!(fetched.len() >= 200);
    let (mean, worst) = (fetched.iter().sum::<usize>() / fetched.len(), fetched[fetched.len() - 1]);
    let late = fetched[fetched.len() * 95 / 100];
    let files: Vec<usize> = BUILD
        .output
        .files
        .iter()
        .filter(|(path, _)| path.starts_with("assets/search/"))
        .map(|(_, bytes)| bytes.len())
        .collect();
    println!(
        "{} parts of {} bytes in all, the largest {}",
        files.len(),
        files.iter().sum::<usize>(),
        files.iter().max().unwrap_or(&0)
    );
    println!(
        "compressed: head {}, client {}; for a query {mean} in the mean, 95 % {late}, at most {worst}",
        told["head"], told["client"]
    );
    assert!(scaled() || (bytes(&told["head"]) <= SIZES[0] && mean <= SIZES[1] && worst <= SIZES[2]));
}
