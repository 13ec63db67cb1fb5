//! Measures how good the built site is, with the checkers that `audit/` pins:
//! builds it as published and as rendered, and hands both over.

use crate::target;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitCode};

/// Where the audited site lies: under a sub-path, the harder case.
const BASE_URL: &str = "https://statuary.example/repo/";

/// Builds both forms below the target folder and runs the audit on them. Writes
/// nothing into the repository.
pub fn audit(root: &Path, arguments: &[OsString]) -> ExitCode {
    let folder = target().join("audit");
    let forms: [(&str, &[&str]); 2] = [("minified", &[]), ("rendered", &["--no-minify"])];
    for (form, options) in forms {
        let mut build = Command::new(crate::cargo_path());
        build.args(["run", "--quiet", "--package", "statuary", "--features", "publish"]);
        build.args(["--", "build", "--base-url", BASE_URL, "--out"]).arg(folder.join(form)).args(options);
        if let Err(code) = succeed(build.current_dir(root), "cargo") {
            return code;
        }
    }
    let mut node = Command::new("node");
    node.arg("audit/audit.mjs").arg(&folder).args(arguments);
    succeed(node.current_dir(root), "node").err().unwrap_or(ExitCode::SUCCESS)
}

/// Runs a command to its end.
fn succeed(command: &mut Command, name: &str) -> Result<(), ExitCode> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(ExitCode::FAILURE),
        Err(error) => {
            eprintln!("error: {name} is needed for the audit and cannot be run: {error}");
            Err(ExitCode::from(2))
        }
    }
}
