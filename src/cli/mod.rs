//! The command line: reads arguments, calls the library, prints. The only module
//! that knows the argument parser.
//!
//! Exit status: 0 all well, 1 the site has problems, 2 it could not be tried.

mod build;
mod check;
mod clean;
mod codes;
mod diff;
mod explain;
mod external;
mod fmt;
mod import;
mod init;
mod mv;
mod new;
mod paper;
mod progress;
mod project;
mod schema;
mod search;
mod serve;
mod shipped;
mod theme;
mod trial;
mod watch;

use clap::{Args, CommandFactory, Parser, Subcommand};
use project::Root;
use statuary::diag::Colors;
use statuary::{Extent, Stamp, load};
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

/// Make a static documentation site for a code reference.
#[derive(Parser)]
#[command(name = "statuary", version, bin_name = called())]
#[command(after_help = "Exit status: 0 all well, 1 the site has problems, 2 it could not be tried.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    voice: Voice,
}

/// How much is said.
#[derive(Args, Clone, Copy)]
struct Voice {
    /// Say nothing but what is wrong
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Say how long each stage took
    #[arg(short, long, global = true)]
    verbose: bool,
}

impl Voice {
    /// Says what was done, unless nobody wants to hear it.
    fn say(self, text: &str) {
        if !self.quiet {
            eprintln!("{text}");
        }
    }
}

#[derive(Subcommand)]
enum Command {
    /// Start a project of one's own: a site of a few pages that is built at once
    ///
    /// Asks what is documented when run in a terminal. Nothing that is there is touched.
    Init(init::Init),
    /// Build the site and publish it into a folder
    ///
    /// Nothing is written when there is an error. Files in the folder that
    /// Statuary did not write are left alone.
    Build(build::BuildArguments),
    /// Check everything without publishing
    Check(check::Check),
    /// Tell what a kind of problem means, with an example and the cure
    Explain(explain::Explain),
    /// Show the site at an address on this machine while it is written
    ///
    /// A save is seen at once: pages that are open in a browser come anew by themselves,
    /// and what is wrong is shown over them and printed here.
    Serve(serve::ServeArguments),
    /// Write a new page with every required field
    ///
    /// Asks for texts when run in a terminal; what is left out is marked in the
    /// file as still to be written.
    New(new::New),
    /// Make pages out of OpenAPI, CSV, JSON, YAML or markdown, and keep their facts up to date
    ///
    /// Run again, it updates facts and leaves alone what a person has written. What finds no
    /// place is told.
    Import(import::Import),
    /// Give a page another file or key, with all that refers to it
    ///
    /// Links, fields and site.yaml follow, and the old address leads to the page.
    Mv(mv::Move),
    /// Mend what is mended without a doubt: lengths and names in examples, slips in names and
    /// links, percent-encodings, the order of fields
    ///
    /// Wording is not touched.
    Fmt(fmt::Format),
    /// Show what the site's search finds for a query, and why
    Search(search::Search),
    /// See what the theme is made of, and take files of it to change them
    Theme(theme::Theme),
    /// Take away what was published: files that a build wrote and nobody has changed
    ///
    /// Neither files of somebody else nor routes.lock are touched.
    Clean(clean::Clean),
    /// Show which pages two builds have more, fewer and otherwise
    Diff(diff::Diff),
    /// Print what a shell needs to complete commands
    Completions(paper::Completions),
    /// Print the manual page
    Man(paper::Manual),
    /// Print the licences of the grammars by which code is coloured
    Licences,
    /// Print a JSON Schema, by which editors complete and check site.yaml, tables and fields
    Schema(schema::Schema),
    /// Show which field is filled for which page, as a table
    ///
    /// Fails when a field is empty somewhere and site.yaml gives no reason
    /// (`when_empty`).
    Coverage {
        /// The kind of page, such as code
        kind: String,
        #[command(flatten)]
        root: Root,
    },
}

/// How the command is called in help texts: `cargo xtask` says so itself.
fn called() -> String {
    std::env::var("STATUARY_CALLED_AS").unwrap_or_else(|_| "statuary".to_owned())
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let voice = cli.voice;
    statuary::bring_along(shipped::themes);
    match cli.command {
        Command::Init(arguments) => init::run(&arguments, voice),
        Command::Build(arguments) => build::run(&arguments, voice),
        Command::Check(arguments) => check::run(&arguments, voice),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Serve(arguments) => serve::run(arguments, voice),
        Command::New(new) => new::run(new, voice),
        Command::Import(arguments) => import::run(&arguments, voice),
        Command::Mv(arguments) => mv::run(&arguments, voice),
        Command::Fmt(arguments) => fmt::run(&arguments, voice),
        Command::Search(search) => search::run(&search),
        Command::Theme(arguments) => theme::run(&arguments, voice),
        Command::Clean(arguments) => clean::run(&arguments, voice),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Completions(arguments) => paper::completions(&arguments, for_paper()),
        Command::Man(arguments) => paper::manual(&arguments, for_paper()),
        Command::Licences => paper::licences(),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Coverage { kind, root } => coverage(&kind, &root.place()),
    }
}

/// The command line under the program's own name, whoever calls it.
fn for_paper() -> clap::Command {
    Cli::command().bin_name("statuary")
}

/// Colours where standard error is a terminal and `NO_COLOR` is not set.
fn colors() -> Colors {
    let wanted = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    if wanted { Colors::Always } else { Colors::Never }
}

/// Prints an error that keeps the command from being tried.
fn could_not(message: &str) -> ExitCode {
    eprintln!("{}: {message}", colors().paint("1;31", "error"));
    ExitCode::from(2)
}

/// Text for standard output; a reader that went away is no error.
fn print(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}

fn coverage(kind: &str, root: &Path) -> ExitCode {
    let (sources, _) = load(root);
    let Some(coverage) = statuary::coverage(&sources, kind) else {
        return could_not(&format!("content/site.yaml declares no kind or table \"{kind}\""));
    };
    print(&coverage.table);
    if coverage.unexplained.is_empty() {
        return ExitCode::SUCCESS;
    }
    eprintln!("empty without a reason: {}; give `when_empty` in content/site.yaml", coverage.unexplained.join(", "));
    ExitCode::from(1)
}

/// `120 pages, 1.9 MB`.
fn size(extent: Extent) -> String {
    let bytes = extent.bytes as f64;
    let size = if bytes < 1e6 { format!("{:.0} kB", bytes / 1e3) } else { format!("{:.1} MB", bytes / 1e6) };
    format!("{} pages, {size}", extent.pages)
}

/// Which program this is: another one may build another site from the same sources.
fn program() -> Option<String> {
    let data = std::env::current_exe().and_then(std::fs::metadata).ok()?;
    Some(format!("{} {:?}", env!("CARGO_PKG_VERSION"), Stamp::of(&data)))
}

fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

/// A text with the ends of lines that a file has. All is read with those of Unix.
fn with_line_ends_of(file: &Path, text: &str) -> String {
    let has_others = std::fs::read(file).is_ok_and(|bytes| bytes.windows(2).any(|pair| pair == b"\r\n"));
    if has_others { text.replace('\n', "\r\n") } else { text.to_owned() }
}

/// Writes a new file, never over one that is there.
fn write_new(root: &Path, path: &str, text: &str) -> io::Result<()> {
    let place = root.join(path);
    if let Some(folder) = place.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(place)?;
    file.write_all(text.as_bytes())
}
