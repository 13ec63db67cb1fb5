//! Queries as people write them, and those that try the engine: the figures of each group.
//! That those of `content/queries.yaml` find their pages, group by group, is what `check
//! --strict` holds; here all together have a floor, and those that were held out.

use crate::listed;
use crate::{ENGINE, root};
use statuary::Answer;
use std::collections::BTreeMap;

/// A line of a list.
pub struct Query {
    group: String,
    /// What is typed.
    pub text: String,
    /// Acceptable keys, or how they begin; `-` where nothing may be found for sure, and `*`
    /// where no matter what.
    expected: Vec<String>,
}

/// The queries of a list in `tests/search/`.
pub fn queries(file: &str) -> Vec<Query> {
    let text = std::fs::read_to_string(root().join("tests/search").join(file)).expect("the file of queries");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let columns: Vec<&str> = line.split('\t').collect();
            let [group, query, expected] = columns[..] else { panic!("three columns: {line}") };
            let expected = expected.split(['|', ',']).map(str::to_owned).collect();
            Query { group: group.to_owned(), text: shown(query), expected }
        })
        .collect()
}

/// The queries of the content.
pub fn of_content() -> Vec<Query> {
    let listed = listed::queries().into_iter();
    let query = |listed::Listed { group, text, pages }| {
        let expected = if pages.is_empty() { vec!["-".to_owned()] } else { pages };
        let expected = expected.iter().map(|page| page.replace('?', "x")).collect();
        Query { group, text, expected }
    };
    listed.map(query).collect()
}

/// A query with its escapes and repetitions written out.
pub fn shown(query: &str) -> String {
    if let Some(json) = query.strip_prefix("json:") {
        return serde_json::from_str(json).expect("a JSON text");
    }
    match query.strip_prefix("rep:").and_then(|rest| rest.split_once(':')) {
        Some((times, text)) => text.repeat(times.parse().expect("a number")),
        None => query.to_owned(),
    }
}

/// The place of the first acceptable page among ten, from 1; nothing when all are
/// weak.
fn place(answer: &Answer, expected: &[String]) -> Option<usize> {
    let fits = |key: &str| {
        expected.iter().any(|one| one == key || (one.len() == 3 && one.ends_with('x') && key.starts_with(&one[..2])))
    };
    if expected[0] == "*" || (expected[0] == "-" && (answer.weak || answer.hits.is_empty())) {
        return Some(1);
    }
    let hits = answer.hits.iter().filter(|_| !answer.weak).take(10);
    hits.map(|hit| hit.key.as_str()).position(fits).map(|at| at + 1)
}

/// Number, first, among three (both in percent) and mean reciprocal rank.
type Figures = (usize, f64, f64, f64);

/// The figures by group.
fn measured(name: &str, queries: Vec<Query>) -> BTreeMap<String, Figures> {
    let mut places: BTreeMap<String, Vec<Option<usize>>> = BTreeMap::new();
    for query in queries {
        let found = place(&ENGINE.search(&query.text), &query.expected);
        if !["-", "*"].contains(&query.expected[0].as_str()) {
            places.entry("(all)".to_owned()).or_default().push(found);
        }
        places.entry(query.group).or_default().push(found);
    }
    println!("{name:14} queries  first  three  MRR");
    let share = |part: usize, all: usize| 100.0 * part as f64 / all as f64;
    let groups = places.into_iter().map(|(group, places)| {
        let count = places.len();
        let first = share(places.iter().flatten().filter(|place| **place == 1).count(), count);
        let three = share(places.iter().flatten().filter(|place| **place <= 3).count(), count);
        let rank = places.iter().flatten().map(|place| 1.0 / *place as f64).sum::<f64>() / count as f64;
        println!("{group:14} {count:7}  {first:5.1}  {three:5.1}  {rank:.3}");
        (group, (count, first, three, rank))
    });
    groups.collect()
}

#[test]
fn queries_of_the_content_find_their_pages() {
    let (_, first, three, rank) = measured("queries.yaml", of_content())["(all)"];
    assert!(first >= 95.0 && three >= 98.0 && rank >= 0.96, "all queries of the content are below their floor");
}

#[test]
fn queries_that_try_the_engine_find_their_pages() {
    let table = measured("adversarial", queries("adversarial.tsv"));
    assert_eq!(table["adversarial"], (21, 100.0, 100.0, 1.0));
}

#[test]
fn queries_held_out_find_their_pages() {
    let (_, first, three, rank) = measured("held-out", queries("held-out.tsv"))["(all)"];
    assert!(first >= 91.0 && three >= 96.0 && rank >= 0.94, "all held-out queries together are below their floor");
}
