//! Types and format of the scripts that are written by hand, and the workflows:
//! `tests/scripts/` holds the checks, this runs them.
//!
//! Node.js or the npm registry may be missing on a contributor's machine; then the test
//! says so and passes. Under `CI` they must be there.

use std::path::Path;
use std::process::Command;

/// The status that the check ends with when something it needs is missing.
const MISSING: i32 = 77;

#[test]
fn scripts_have_the_types_and_the_format_that_they_say() {
    assert_passes("tests/scripts/check.mjs");
}

#[test]
fn workflows_are_understood_and_careful() {
    assert_passes("tests/scripts/workflows.mjs");
}

#[test]
fn program_is_fetched_for_other_workflows_only_as_it_was_released() {
    assert_passes("tests/scripts/fetch.mjs");
}

#[track_caller]
fn assert_passes(script: &str) {
    let there = Command::new("node").arg("--version").output().is_ok_and(|output| output.status.success());
    if !there {
        return skip("node and npm are needed to check the scripts: install them");
    }
    let check = Command::new("node")
        .arg(script)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
        .output()
        .expect("node can be run");
    let told = String::from_utf8_lossy(&[check.stdout, check.stderr].concat()).trim().to_owned();
    if check.status.code() == Some(MISSING) {
        return skip(&told);
    }
    assert!(check.status.success(), "{told}");
}

#[test]
fn nothing_typed_is_read_as_markup() {
    let text =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/assets/search-box.js"))
            .expect("the script");
    for way in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "DOMParser"] {
        assert!(!text.contains(way), "search-box.js uses {way}");
    }
}

/// The test is skipped with a word where something is missing, but never under `CI`.
fn skip(line: &str) {
    assert!(std::env::var_os("CI").is_none(), "{line}");
    eprintln!("skipped: {line}");
}
