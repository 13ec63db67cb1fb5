//! `check`: everything that a build would report, without publishing.

use super::codes::Codes;
use super::external::External;
use super::progress::{self, Progress};
use super::project::{Project, asked_for, counts, only};
use super::{Voice, could_not, seconds, watch};
use clap::Args;
use statuary::source::SITE_FILE;
use statuary::{Minify, Nowhere, Options, Outcome, Promises, Records, compile_into, load, written_exports};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// What to check.
#[derive(Args)]
pub struct Check {
    /// Files or folders to report on; the whole site is read all the same [default: all]
    files: Vec<PathBuf>,
    #[command(flatten)]
    project: Project,
    /// Fail when there is a warning, or a query that site.yaml lists does not find its page
    #[arg(long)]
    strict: bool,
    /// Fail when the address of a page is not in routes.lock yet
    #[arg(long)]
    locked: bool,
    /// Check again after each save, and print the report when it has changed
    #[arg(short, long, conflicts_with = "strict")]
    watch: bool,
    #[command(flatten)]
    codes: Codes,
    #[command(flatten)]
    external: External,
}

/// Whether a file may be a list of queries. They take the index of search, which nothing else
/// here does, and so are held where it is asked for.
fn may_be_list(path: &str) -> bool {
    path.ends_with(".yaml") && !path.starts_with("content/tables/") && path != SITE_FILE
}

/// Checks the site and prints the report.
pub fn run(check: &Check, voice: Voice) -> ExitCode {
    let start = Instant::now();
    let project = &check.project;
    let root = match project.root.find() {
        Ok(root) => root,
        Err(code) => return code,
    };
    let mut options =
        Options { locked: check.locked, exported: true, promises: Promises::Kept, ..project.options(Minify::No) };
    options.written = written_exports(&root.join("public"));
    let progress = Progress::start(voice);
    progress.phase("reading");
    let (mut sources, mut problems) = load(&root);
    let asked = match asked_for(&check.files, &root, &sources) {
        Ok(asked) => asked,
        Err(message) => return could_not(&message),
    };
    if check.strict || asked.iter().any(|path| may_be_list(path)) {
        options.promises = Promises::All;
    }
    if check.watch {
        drop((progress, sources));
        return watch::run(project, &root, options, asked, voice);
    }
    if check.external.is_wanted() {
        progress.phase("asking other sites");
        match check.external.ask(&root, &sources, &options, &asked) {
            Ok(found) => problems.extend(found),
            Err(message) => return could_not(&message),
        }
    }
    match check.codes.compare(&mut sources, &options) {
        Ok(found) => problems.extend(found),
        Err(message) => return could_not(&message),
    }
    let Outcome { records, drafts, report, .. } =
        compile_into(&sources, &options, problems, &Nowhere, &|stage| progress.phase(stage));
    let stages = progress.end();
    let (report, elsewhere) = only(report, &asked);
    project.print(&report);
    if voice.verbose {
        eprint!("{}", progress::table(&stages));
    }
    let more = format!("{}{elsewhere}", project.more(&report));
    if report.errors() > 0 || check.strict && report.warnings() > 0 {
        eprintln!("{}{more}", counts(&report));
        return ExitCode::from(1);
    }
    let what = if asked.is_empty() { pages(&records, &drafts) } else { asked.join(", ") };
    let problems = if report.findings.is_empty() { "no problems".to_owned() } else { counts(&report) };
    voice.say(&format!("checked {what} in {}: {problems}{more}", seconds(start.elapsed())));
    ExitCode::SUCCESS
}

/// How many pages there are, and how many of them are drafts.
fn pages(records: &Records, drafts: &[String]) -> String {
    let drafts = match drafts.len() {
        0 => String::new(),
        1 => ", 1 of them a draft,".to_owned(),
        count => format!(", {count} of them drafts,"),
    };
    format!("{} pages{drafts}", records.pages().count())
}
