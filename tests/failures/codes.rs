//! Every kind of problem that the program knows has a test with its report: the codes
//! are read from the sources, the reports from all tests.

use crate::rust::{self, Raised};
use std::collections::BTreeSet;

/// Where a code is handed on, which is then read where it is given: a warning is
/// made of an error, and a method `report` takes a code.
const MAKERS: [&str; 2] = ["src/diag/mod.rs", "src/model/shape/mod.rs"];

/// The codes that are shown in a report as `error[code]` or `warning[code]`.
fn tested() -> BTreeSet<String> {
    let mut tested = BTreeSet::new();
    for (_, text) in rust::files("tests") {
        for start in ["error[", "warning["] {
            let parts = text.split(start).skip(1).filter_map(|part| part.split_once("]: "));
            let is_code = |code: &str| code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
            tested.extend(parts.filter(|(code, _)| is_code(code)).map(|(code, _)| code.to_owned()));
        }
    }
    tested
}

/// The codes that the sources raise.
pub fn raised() -> BTreeSet<String> {
    let mut raised = BTreeSet::new();
    for (path, text) in rust::files("src") {
        for found in rust::raised(&text) {
            match found {
                Raised::Code(code) => raised.insert(code),
                Raised::Other(_) if MAKERS.contains(&path.as_str()) => false,
                Raised::Other(line) => {
                    panic!("{path}:{line}: write the code of a problem as a text, so that it is found")
                }
            };
        }
    }
    assert!(raised.len() > 40, "only {} codes were found in the sources", raised.len());
    raised
}

#[test]
fn every_code_has_a_fixture() {
    let (raised, tested) = (raised(), tested());
    let missing: Vec<&String> = raised.iter().filter(|code| !tested.contains(*code)).collect();
    assert!(missing.is_empty(), "these codes have no fixture below tests: {missing:?}");
    let unknown: Vec<&String> = tested.iter().filter(|code| !raised.contains(*code)).collect();
    assert!(unknown.is_empty(), "nothing in the sources raises these codes: {unknown:?}");
}
