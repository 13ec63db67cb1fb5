//! `check`: everything that a build would report, without publishing.

use super::progress::Progress;
use super::project::{Project, counts};
use super::seconds;
use clap::Args;
use statuary::{Minify, Nowhere, Outcome, compile_into, load};
use std::process::ExitCode;
use std::time::Instant;

/// What to check.
#[derive(Args)]
pub struct Check {
    #[command(flatten)]
    project: Project,
    /// Fail when there is a warning
    #[arg(long)]
    strict: bool,
}

/// Checks the site and prints the report.
pub fn run(check: &Check) -> ExitCode {
    let start = Instant::now();
    let project = &check.project;
    let root = match project.root.find() {
        Ok(root) => root,
        Err(code) => return code,
    };
    let progress = Progress::start();
    progress.phase("reading");
    let (sources, problems) = load(&root);
    let options = project.options(Minify::No);
    let Outcome { records, drafts, report, .. } =
        compile_into(&sources, &options, problems, &Nowhere, &|stage| progress.phase(stage));
    drop(progress);
    project.print(&report);
    let more = project.more(&report);
    if report.errors() > 0 || check.strict && report.warnings() > 0 {
        eprintln!("{}{more}", counts(&report));
        return ExitCode::from(1);
    }
    let warnings = if report.warnings() > 0 { counts(&report) } else { "no problems".to_owned() };
    let drafts = match drafts.len() {
        0 => String::new(),
        1 => ", 1 of them a draft,".to_owned(),
        count => format!(", {count} of them drafts,"),
    };
    eprintln!("checked {} pages{drafts} in {}: {warnings}{more}", records.pages().count(), seconds(start.elapsed()));
    ExitCode::SUCCESS
}
