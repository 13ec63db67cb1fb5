//! Files and functions that a reader can hold in mind.

use crate::rust::{self, root};
use crate::tables::{MOST_LINES, MOST_LINES_OF_A_FUNCTION};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Folders that hold what was made or fetched, not written.
const MADE: [&str; 4] = ["target", "public", "node_modules", ".git"];

/// How files end that are written by hand as code; a file without an ending counts
/// when its first line names its program.
const CODE: [&str; 10] = ["rs", "js", "mjs", "ts", "css", "html", "svg", "sh", "py", "toml"];

/// All files of code by their paths from the root, with their numbers of lines.
fn code_files() -> BTreeMap<String, usize> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            if entry.file_type().unwrap().is_dir() {
                folders.extend((!MADE.contains(&name.as_str())).then_some(path));
            } else if let Some(lines) = lines_of_code(&path) {
                let path = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
                files.insert(path, lines);
            }
        }
    }
    files
}

/// The number of lines of a file, if it is code.
fn lines_of_code(path: &Path) -> Option<usize> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned());
    if ending.as_deref().is_some_and(|ending| !CODE.contains(&ending)) {
        return None;
    }
    let text = fs::read_to_string(path).ok()?;
    (ending.is_some() || text.starts_with("#!")).then(|| text.lines().count())
}

#[test]
fn files_and_functions_stay_small() {
    let mut wrong = Vec::new();
    for (path, lines) in code_files() {
        if lines > MOST_LINES {
            wrong.push(format!("{path} has {lines} lines, {MOST_LINES} at most"));
        }
    }
    for folder in ["src", "xtask", "benches"].iter().filter(|folder| root().join(folder).exists()) {
        for (path, text) in rust::files(folder) {
            let functions = rust::names(&text).functions.into_iter();
            let long = functions.filter(|(_, length)| *length > MOST_LINES_OF_A_FUNCTION);
            wrong.extend(long.map(|(name, length)| format!("{path}: the function {name} has {length} lines")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_says_what_it_is_for() {
    for folder in ["src", "xtask", "tests"] {
        for (path, text) in rust::files(folder) {
            assert!(text.starts_with("//! "), "{path} does not start with a module comment");
        }
    }
}
