//! What the documents name is there: the paths of ARCHITECTURE.md's table "where to
//! change what", and the tests of its invariants.

use crate::rust::{self, root};
use std::collections::BTreeSet;
use std::fs;

/// What holds an invariant besides a test, in its own words.
const UNTESTED: [&str; 1] = ["By type."];

/// A part of ARCHITECTURE.md by its heading.
fn part(heading: &str) -> String {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let start = format!("\n## {heading}\n");
    let part = text.split_once(&start).unwrap_or_else(|| panic!("ARCHITECTURE.md has no part \"{heading}\"")).1;
    part.split("\n## ").next().unwrap().to_owned()
}

/// What stands between backquotes.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The names of all functions below `tests/` and `src/`, unit tests too: a name in
/// a text is a test when a line declares it.
fn functions() -> BTreeSet<String> {
    let files = ["src", "tests"].into_iter().flat_map(rust::files);
    let declared = files.flat_map(|(_, text)| {
        let lines = text.lines().filter_map(|line| line.trim_start().strip_prefix("fn "));
        lines.filter_map(|line| line.split_once("()")).map(|(name, _)| name.to_owned()).collect::<Vec<_>>()
    });
    declared.collect()
}

#[test]
fn the_table_names_paths_that_are_there() {
    let table = part("Where to change what");
    let mut paths = 0;
    for name in table.lines().filter(|line| line.starts_with('|')).flat_map(quoted) {
        // Commands are no paths.
        if name.contains(' ') {
            continue;
        }
        paths += 1;
        assert!(root().join(name).exists(), "ARCHITECTURE.md sends its readers to {name}, which is not there");
    }
    assert!(paths >= 10, "only {paths} paths were found in the table");
}

/// The texts of the numbered invariants.
fn invariants() -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for line in part("Invariants").lines() {
        let is_number = |(number, _): &(&str, &str)| number.parse::<usize>().is_ok();
        match line.split_once(". ").filter(is_number) {
            Some((_, text)) => all.push(text.to_owned()),
            None => all.iter_mut().last().into_iter().for_each(|last| last.push_str(&format!("\n{line}"))),
        }
    }
    all
}

#[test]
fn the_invariants_name_tests_that_are_there() {
    let functions = functions();
    let is_word =
        |name: &str| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    let invariants = invariants();
    assert!(invariants.len() >= 10, "only {} invariants were found", invariants.len());
    for (at, text) in invariants.iter().enumerate() {
        let number = at + 1;
        let mut held = UNTESTED.iter().any(|words| text.contains(words));
        for name in quoted(text) {
            if name.contains('_') && is_word(name) {
                assert!(functions.contains(name), "invariant {number} names the test {name}, which is not there");
                held = true;
            } else if name.starts_with("tests/") {
                assert!(root().join(name).exists(), "invariant {number} names {name}, which is not there");
                held = true;
            }
        }
        assert!(held, "invariant {number} names no test that holds it");
    }
}
