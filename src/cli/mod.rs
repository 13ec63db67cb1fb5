//! The command line: reads arguments, calls the library, prints. The only module
//! that knows the argument parser.
//!
//! Exit status: 0 all well, 1 the site has problems, 2 it could not be tried.

mod build;
mod new;
mod progress;
mod search;
mod serve;

use clap::{Args, Parser, Subcommand, ValueEnum};
use progress::Progress;
use statuary::diag::{Colors, Format, Report};
use statuary::{Extent, Minify, Nowhere, Options, Outcome, Stamp, compile_into, load};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Make a static documentation site for a code reference.
#[derive(Parser)]
#[command(name = "statuary", version, bin_name = bin_name(), disable_help_subcommand = true)]
#[command(after_help = "Exit status: 0 all well, 1 the site has problems, 2 it could not be tried.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the site and publish it into a folder
    ///
    /// Nothing is written when there is an error. Files in the folder that
    /// Statuary did not write are left alone.
    Build(build::BuildArguments),
    /// Check everything without publishing
    Check {
        #[command(flatten)]
        project: Project,
    },
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
    /// Show what the site's search finds for a query, and why
    Search(search::Search),
    /// Show which field is filled for which page, as a table
    ///
    /// Fails when a field is empty somewhere and site.yaml gives no reason
    /// (`when_empty`).
    Coverage {
        /// The kind of page, such as code
        kind: String,
        /// The folder that holds content/
        #[arg(long, value_name = "FOLDER", default_value = ".")]
        root: PathBuf,
    },
}

/// What site is meant.
#[derive(Args, Clone)]
struct Project {
    /// The folder that holds content/ and themes/
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    root: PathBuf,
    /// The theme to use instead of the one that site.yaml names
    #[arg(long, value_name = "NAME")]
    theme: Option<String>,
    /// The address of the published home page, instead of the one in site.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    /// How to print problems
    #[arg(long, value_enum, default_value_t = FormatName::Text)]
    format: FormatName,
}

#[derive(Clone, Copy, ValueEnum)]
enum FormatName {
    /// For people
    Text,
    /// One JSON object on standard output
    Json,
    /// SARIF 2.1.0 on standard output
    Sarif,
    /// Annotations for a GitHub workflow on standard output
    Github,
}

impl FormatName {
    fn format(self) -> Format {
        match self {
            FormatName::Text => Format::Text,
            FormatName::Json => Format::Json,
            FormatName::Sarif => Format::Sarif,
            FormatName::Github => Format::Github,
        }
    }
}

/// How the command is called in help texts: `cargo xtask` says so itself.
fn bin_name() -> String {
    std::env::var("STATUARY_CALLED_AS").unwrap_or_else(|_| "statuary".to_owned())
}

fn base_url(text: &str) -> Result<String, String> {
    if statuary::is_address(text) {
        Ok(text.to_owned())
    } else {
        Err("write an http or https address, such as https://example.com/docs/".to_owned())
    }
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
    match cli.command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Check { project } => check(&project),
        Command::Serve(arguments) => serve::run(arguments),
        Command::New(new) => new::run(new),
        Command::Search(search) => search::run(&search),
        Command::Coverage { kind, root } => coverage(&kind, &root),
    }
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

impl Project {
    fn options(&self, minify: Minify) -> Options {
        Options { theme: self.theme.clone(), base_url: self.base_url.clone(), minify, ..Options::default() }
    }

    /// Whether there is a project at all.
    fn find(&self) -> Result<(), ExitCode> {
        let content = self.root.join("content");
        if !self.root.is_dir() {
            return Err(could_not(&format!("there is no folder {}", self.root.display())));
        }
        if !content.is_dir() {
            let help = "run this in the folder that holds content/ and themes/, or name it with --root";
            return Err(could_not(&format!("there is no folder {}\nhelp: {help}", content.display())));
        }
        Ok(())
    }

    /// Prints the report, and says how many problems there are.
    fn print(&self, report: &Report) {
        let text = report.print(self.format.format(), colors());
        match self.format {
            FormatName::Text if !text.is_empty() => eprintln!("{text}"),
            FormatName::Text => {}
            _ => print(&text),
        }
    }
}

fn check(project: &Project) -> ExitCode {
    let start = Instant::now();
    if let Err(code) = project.find() {
        return code;
    }
    let progress = Progress::start();
    progress.phase("reading");
    let (sources, problems) = load(&project.root);
    let options = project.options(Minify::No);
    let Outcome { records, report, .. } =
        compile_into(&sources, &options, problems, &Nowhere, &|stage| progress.phase(stage));
    drop(progress);
    project.print(&report);
    if report.errors() > 0 {
        eprintln!("{}", counts(&report));
        return ExitCode::from(1);
    }
    let warnings = if report.warnings() > 0 { counts(&report) } else { "no problems".to_owned() };
    eprintln!("checked {} pages in {}: {warnings}", records.pages().count(), seconds(start.elapsed()));
    ExitCode::SUCCESS
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

/// `2 errors, 1 warning`.
fn counts(report: &Report) -> String {
    let plural = |number: usize, word: &str| format!("{number} {word}{}", if number == 1 { "" } else { "s" });
    match (report.errors(), report.warnings()) {
        (errors, 0) => plural(errors, "error"),
        (0, warnings) => plural(warnings, "warning"),
        (errors, warnings) => format!("{}, {}", plural(errors, "error"), plural(warnings, "warning")),
    }
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

/// Writes a new file, never over one that is there.
fn write_new(root: &Path, path: &str, text: &str) -> io::Result<()> {
    let place = root.join(path);
    if let Some(folder) = place.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(place)?;
    file.write_all(text.as_bytes())
}
