//! A thin door to the repository's chores: `cargo xtask build|check|serve|new`
//! run the `statuary` command on this repository, the rest are the repository's
//! own, each in a file of its name.

mod audit;
mod bench;
mod budget;
mod corpus;
mod growth;
mod layout;
mod scale;
mod test;

use clap::{Args, Parser, Subcommand};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// The repository's chores.
#[derive(Parser)]
#[command(name = "xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
#[command(after_help = "`cargo xtask build --help` and so on tell more.")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build content/ with themes/ into public/
    #[command(disable_help_flag = true)]
    Build(Rest),
    /// Check everything without publishing
    #[command(disable_help_flag = true)]
    Check(Rest),
    /// Build the site and show it at an address on this machine
    #[command(disable_help_flag = true)]
    Serve(Rest),
    /// Write a new page: `cargo xtask new 427`
    #[command(disable_help_flag = true)]
    New(Rest),
    /// Show what the site's search finds: `cargo xtask search "rate limit" --explain`
    #[command(disable_help_flag = true)]
    Search(Rest),
    /// Show which field is filled for which page: `cargo xtask coverage code`
    #[command(disable_help_flag = true)]
    Coverage(Rest),
    /// Tell what a kind of problem means: `cargo xtask explain lost-route`
    #[command(disable_help_flag = true)]
    Explain(Rest),
    /// Any other verb of `statuary`
    #[command(external_subcommand)]
    Other(Vec<OsString>),
    /// Continue the content to a number of codes below target/, and build it
    Scale {
        /// How many codes
        codes: usize,
    },
    /// Run everything that CI runs: formatting, lints, all tests, the budget of
    /// instructions. With arguments, run `cargo test` with them
    #[command(disable_help_flag = true)]
    Test(Rest),
    /// Count the instructions of a build of a small site, compare with the budget, and
    /// see that they grow no faster than sites do
    Budget {
        /// Store the count as the budget
        #[arg(long)]
        renew: bool,
    },
    /// Measure builds of a made-up reference beside other generators, and write
    /// bench/RESULTS.md
    Bench(bench::Bench),
    /// Measure the built site: markup, accessibility, speed, weight, metadata.
    /// Needs node, npm, Chromium and java
    #[command(disable_help_flag = true)]
    Audit(Rest),
}

#[derive(Args)]
struct Rest {
    /// Arguments that are handed on
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<OsString>,
}

fn main() -> ExitCode {
    let task = match Cli::try_parse() {
        Ok(cli) => cli.task,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match task {
        Task::Build(rest) => statuary(&["--features", "publish"], "build", rest),
        Task::Check(rest) => statuary(features_of_check(&rest), "check", rest),
        Task::Serve(rest) => statuary(&[], "serve", rest),
        Task::New(rest) => statuary(&[], "new", rest),
        Task::Search(rest) => statuary(&[], "search", rest),
        Task::Coverage(rest) => statuary(&[], "coverage", rest),
        Task::Explain(rest) => statuary(&[], "explain", rest),
        Task::Other(arguments) => other(arguments),
        Task::Scale { codes } => scale(codes),
        Task::Test(rest) => test::test(&rest.arguments),
        Task::Budget { renew: true } => budget::renew(),
        Task::Budget { renew: false } => budget::check(),
        Task::Bench(options) => told(bench::bench(&options)),
        Task::Audit(rest) => audit::audit(&root(), &rest.arguments),
    }
}

/// Runs the `statuary` command. Only publishing compiles the minifier.
fn statuary(features: &[&str], verb: &str, rest: Rest) -> ExitCode {
    let run = ["run", "--quiet", "--package", "statuary"];
    let arguments: Vec<&str> = run.iter().chain(features).copied().chain(["--", verb]).collect();
    cargo(&arguments, rest)
}

/// Only asking other sites compiles what that needs.
fn features_of_check(rest: &Rest) -> &'static [&'static str] {
    let is_external = rest.arguments.iter().any(|argument| argument == "--external");
    if is_external { &["--features", "external"] } else { &[] }
}

/// A verb that has no line of its own here.
fn other(mut arguments: Vec<OsString>) -> ExitCode {
    let verb = arguments.remove(0).to_string_lossy().into_owned();
    statuary(&[], &verb, Rest { arguments })
}

fn scale(codes: usize) -> ExitCode {
    let project = target().join(format!("scale-{codes}"));
    match scale::write(&root(), &project, codes) {
        Ok(()) => {
            statuary(&["--features", "publish"], "build", Rest { arguments: vec!["--root".into(), project.into()] })
        }
        error => told(error),
    }
}

/// The exit status for what came of a chore.
fn told(result: std::io::Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_owned()
}

fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

fn cargo_path() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

fn cargo(arguments: &[&str], rest: Rest) -> ExitCode {
    let status = Command::new(cargo_path())
        .args(arguments)
        .args(rest.arguments)
        .current_dir(root())
        .env("STATUARY_CALLED_AS", "cargo xtask")
        .status();
    match status {
        Ok(status) => ExitCode::from(u8::try_from(status.code().unwrap_or(2)).unwrap_or(2)),
        Err(error) => {
            eprintln!("error: cargo cannot be run: {error}");
            ExitCode::from(2)
        }
    }
}
