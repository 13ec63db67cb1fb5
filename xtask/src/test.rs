//! `cargo xtask test`: everything that continuous integration runs, step after step,
//! up to the first that fails.

use crate::{budget, cargo_path, root};
use std::ffi::OsString;
use std::process::{Command, ExitCode};

/// The steps that are commands of cargo.
const STEPS: [(&str, &[&str]); 3] = [
    ("formatting", &["fmt", "--all", "--check"]),
    ("lints", &["clippy", "--workspace", "--all-targets", "--all-features", "--", "--deny", "warnings"]),
    ("tests", TESTS),
];

/// How all tests are run.
const TESTS: &[&str] = &["test", "--workspace", "--all-features"];

/// Runs all steps. With arguments, the tests alone are run, and cargo is given them.
pub fn test(arguments: &[OsString]) -> ExitCode {
    if !arguments.is_empty() {
        return if run(TESTS, arguments) { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    for (name, command) in STEPS {
        eprintln!("\n== {name}: cargo {}", command.join(" "));
        if !run(command, &[]) {
            eprintln!("\n== {name} failed; later steps were not run");
            return ExitCode::FAILURE;
        }
    }
    eprintln!("\n== budget: instructions of a build of {} pages", budget::PAGES);
    if budget::check() != ExitCode::SUCCESS {
        eprintln!("\n== budget failed");
        return ExitCode::FAILURE;
    }
    eprintln!("\n== all {} steps passed", STEPS.len() + 1);
    ExitCode::SUCCESS
}

fn run(command: &[&str], arguments: &[OsString]) -> bool {
    match Command::new(cargo_path()).args(command).args(arguments).current_dir(root()).status() {
        Ok(status) => status.success(),
        Err(error) => {
            eprintln!("error: cargo cannot be run: {error}");
            false
        }
    }
}
