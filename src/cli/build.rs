//! `build`: makes the site and publishes it.

use super::progress::{self, Progress};
use super::{Project, could_not, counts, seconds, size};
use clap::Args;
use statuary::diag::Report;
use statuary::{EDITED, Minify, Options, Outcome, Published, Records, Refused, Stage, published, record_routes};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// What to build, and where it goes.
#[derive(Args)]
pub struct BuildArguments {
    #[command(flatten)]
    project: Project,
    /// The folder to publish into [default: public in the project]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Publish pages as the templates print them
    #[arg(long)]
    no_minify: bool,
    /// Print how long each stage took
    #[arg(long)]
    timings: bool,
}

/// Builds the site. Each file waits in the target's stage as soon as it is made,
/// and all are put in place when there is no error.
pub fn run(arguments: &BuildArguments) -> ExitCode {
    let start = Instant::now();
    let BuildArguments { project, out, no_minify, timings } = arguments;
    let progress = Progress::start();
    if let Err(code) = project.find() {
        return code;
    }
    let target = out.clone().unwrap_or_else(|| project.root.join("public"));
    let built = make(project, &target, if *no_minify { Minify::No } else { Minify::Yes }, &progress);
    let stages = progress.end();
    let (Outcome { records, report }, published) = match built {
        Ok(built) => built,
        Err(refused) => return could_not(&refused.to_string()),
    };
    project.print(&report);
    if *timings {
        eprint!("{}", progress::table(&stages));
    }
    let Some(published) = published else {
        eprintln!("{}; nothing was published", counts(&report));
        return ExitCode::from(1);
    };
    if out.is_none()
        && let Err(error) = record_routes(&project.root, records.pages())
    {
        return could_not(&format!("cannot write routes.lock: {error}"));
    }
    tell(&published, &records, &report, &target, start.elapsed());
    ExitCode::SUCCESS
}

/// What came of the site, and of publishing it unless it has errors.
fn make(
    project: &Project,
    target: &Path,
    minify: Minify,
    progress: &Progress,
) -> Result<(Outcome, Option<Published>), Refused> {
    let options = Options { pictures: Some(published(target, ".png")), ..project.options(minify) };
    let stage = Stage::open(&project.root, target)?;
    let outcome = project.compile(&options, &stage, progress);
    if outcome.report.errors() > 0 {
        return Ok((outcome, None));
    }
    progress.phase("publishing");
    let published = stage.publish()?;
    Ok((outcome, Some(published)))
}

fn tell(published: &Published, records: &Records, report: &Report, target: &Path, time: Duration) {
    for path in &published.kept {
        eprintln!("kept {path}: it is no longer part of the site, but somebody else has changed it");
    }
    for path in &published.edited {
        let copy = target.join(EDITED).join(path);
        eprintln!("replaced {path}: somebody else had changed it; what it held is kept as {}", copy.display());
    }
    let warnings = if report.warnings() > 0 { format!(", {}", counts(report)) } else { String::new() };
    eprintln!(
        "built {} into {} in {}: {} written, {} unchanged, {} removed{warnings}",
        size(records),
        target.display(),
        seconds(time),
        published.written,
        published.unchanged,
        published.deleted,
    );
}
