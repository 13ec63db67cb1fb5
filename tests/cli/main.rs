//! The `statuary` command: what it prints where, its exit status, and what it
//! writes. Each test runs the program in a folder of its own.

// In a test, a value that is not there is a failure.
#![allow(clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;

mod build;
mod check;
mod clean;
mod codes;
mod diff;
mod drafts;
mod examples;
mod explain;
mod exports;
#[cfg(feature = "external")]
mod external;
mod fmt;
mod import;
mod init;
mod last_changed;
mod mv;
mod new;
mod some_files;
mod unchanged;
mod versions;
mod walk;
mod watch;

use common::{Folder, page_405};
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a run of the command gave.
struct Ran {
    status: Option<i32>,
    stdout: String,
    stderr: String,
}

/// The command in a folder, away from the terminal and the reader's settings.
fn statuary(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_statuary"));
    command.current_dir(folder).stdin(Stdio::null());
    for name in ["STATUARY_CALLED_AS", "NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR"] {
        command.env_remove(name);
    }
    command
}

fn run(folder: &Path, arguments: &[impl AsRef<OsStr>]) -> Ran {
    let output = statuary(folder).args(arguments).output().expect("the command should start");
    Ran {
        status: output.status.code(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// Runs the command on the tiny site with a test's own files.
fn run_on(files: &str, arguments: &[&str]) -> Ran {
    run(Folder::tiny(files).path(), arguments)
}

/// A page with one mistake.
fn mistake() -> String {
    page_405("state: open", "")
}

/// What is printed about that page.
const REPORT: &str = r#"
content/4xx/405.md:5:8: error[unknown-choice]: "open" is no choice for "state"
  |
5 | state: open
  |        ^^^^
help: choices are registered, reserved
"#;

/// What the last line says besides.
const MORE: &str = "; `statuary explain unknown-choice` tells more";

/// An empty folder at which the search for a project ends, as it does at the top of a
/// repository: the tests' own folders lie below a project.
fn alone() -> Folder {
    let folder = Folder::empty();
    folder.write(".git/HEAD", "");
    folder
}

/// The repository's own content, in a folder of its own.
fn copied(root: &Path) -> Folder {
    let folder = Folder::empty();
    copy(root, &folder, "content");
    copy(root, &folder, "themes");
    folder.write("routes.lock", fs::read(root.join("routes.lock")).unwrap());
    folder
}

fn copy(from: &Path, to: &Folder, below: &str) {
    for entry in fs::read_dir(from.join(below)).unwrap().map(Result::unwrap) {
        let path = format!("{below}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            copy(from, to, &path);
        } else {
            to.write(&path, fs::read(entry.path()).unwrap());
        }
    }
}
