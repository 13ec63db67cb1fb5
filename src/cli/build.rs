//! `build`: makes the site and publishes it.

use super::progress::{self, Progress};
use super::project::{Project, counts, plural};
use super::{Voice, could_not, program, seconds, size};
use clap::Args;
use statuary::diag::Report;
use statuary::source::{LOCK_FILE, SITE_FILE};
use statuary::{
    Basis, Days, Drafts, EDITED, Extent, Fingerprint, Known, Minify, Options, Outcome, Parsed, Published, Refused,
    Said, Stage, Store, compile_into, fingerprint, is_placeholder, last_changes, load_again, note_exports, published,
    record_routes, recorded, write_exports, written_exports,
};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// What to build, and where it goes.
#[derive(Args)]
pub struct BuildArguments {
    #[command(flatten)]
    project: Project,
    /// The folder to publish into [default: public in the project]
    #[arg(short, long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Publish pages as the templates print them
    #[arg(long)]
    no_minify: bool,
    /// Publish drafts too: pages that say `draft: true` or hold the mark `(to be written)`.
    /// Their addresses are not recorded in routes.lock
    #[arg(short = 'd', long)]
    drafts: bool,
    /// Publish nothing when there is a warning
    #[arg(long)]
    strict: bool,
    /// Print how long each stage took
    #[arg(long)]
    timings: bool,
}

/// What came of a build.
#[derive(Default)]
struct Built {
    /// What the site is; nothing when it has errors.
    extent: Option<Extent>,
    report: Report,
    /// Where the site says that it lies; empty where that was not looked at.
    base_url: String,
    /// The files of the drafts that were left out.
    drafts: Vec<String>,
    /// Whether git was asked for the days of last changes, and knew none.
    lacks_days: bool,
    /// What goes beside the site, unless the target already held that.
    beside: Option<Beside>,
    published: Published,
}

/// What a build leaves in the project besides the site.
struct Beside {
    /// The addresses that stay.
    addresses: Vec<String>,
    /// The files for the program.
    exports: BTreeMap<String, String>,
}

impl Beside {
    /// Writes what is new.
    fn write(&self, root: &Path, target: &Path, voice: Voice) -> Result<(), String> {
        record_routes(root, self.addresses.iter().map(String::as_str))
            .map_err(|error| format!("cannot write routes.lock: {error}"))?;
        let written =
            write_exports(root, &self.exports).map_err(|(path, error)| format!("cannot write {path}: {error}"))?;
        written.into_iter().for_each(|path| voice.say(&format!("wrote {path}")));
        note_exports(target, &self.exports).map_err(|error| format!("cannot note what was written: {error}"))
    }
}

impl Built {
    /// What was told of a build.
    fn of(said: Said) -> Built {
        let Said { extent, report, drafts, base_url } = said;
        Built { extent: Some(extent), report, base_url, drafts, ..Built::default() }
    }
}

impl BuildArguments {
    /// Whether the addresses of this build are published ones: it goes where the project
    /// publishes, and holds nothing that may still go.
    fn records_routes(&self) -> bool {
        self.out.is_none() && !self.drafts
    }
}

/// Builds the site. Each file waits in the target's stage as soon as it is made,
/// and all are put in place when there is no error.
pub fn run(arguments: &BuildArguments, voice: Voice) -> ExitCode {
    let start = Instant::now();
    let BuildArguments { project, out, timings, .. } = arguments;
    let progress = Progress::start(voice);
    let root = match project.root.find() {
        Ok(root) => root,
        Err(code) => return code,
    };
    let target = out.clone().unwrap_or_else(|| root.join("public"));
    let built = make(arguments, &root, &target, &progress);
    let stages = progress.end();
    let Built { extent, report, base_url, drafts, lacks_days, beside, published } = match built {
        Ok(built) => built,
        Err(refused) => return could_not(&refused.to_string()),
    };
    project.print(&report);
    if *timings || voice.verbose {
        eprint!("{}", progress::table(&stages));
    }
    let Some(extent) = extent else {
        eprintln!("{}; nothing was published{}", counts(&report), project.more(&report));
        return ExitCode::from(1);
    };
    if arguments.records_routes()
        && let Some(beside) = beside
        && let Err(message) = beside.write(&root, &target, voice)
    {
        return could_not(&message);
    }
    if !drafts.is_empty() {
        let these = drafts.join(", ");
        voice.say(&format!("left out {}: {these}; --drafts publishes them too", plural(drafts.len(), "draft")));
    }
    tell(&published, extent, &report, &target, start.elapsed(), voice);
    if lacks_days {
        voice.say(
            "note: no page tells when it was last changed: git knows no whole history of content/; \
             fetch all of it (`git fetch --unshallow`), or take `last_changed` out of content/site.yaml",
        );
    }
    if is_placeholder(&base_url) {
        voice.say(&format!(
            "note: the pages say that they lie at {base_url}, an address of an example; \
             write yours as `base_url` in {SITE_FILE}, or give it with --base-url"
        ));
    }
    ExitCode::SUCCESS
}

/// What comes of the site, published unless it has errors.
fn make(arguments: &BuildArguments, root: &Path, target: &Path, progress: &Progress) -> Result<Built, Refused> {
    match made(arguments, root, target, progress, true)? {
        Some(built) => Ok(built),
        // Where somebody wrote meanwhile, everything is read.
        None => Ok(made(arguments, root, target, progress, false)?.unwrap_or_default()),
    }
}

/// The same, with texts that are known read only where they are looked at. Nothing is given,
/// and nothing published, where one of those turned out to be another.
fn made(
    arguments: &BuildArguments,
    root: &Path,
    target: &Path,
    progress: &Progress,
    puts_off: bool,
) -> Result<Option<Built>, Refused> {
    let BuildArguments { project, no_minify, .. } = arguments;
    progress.phase("comparing");
    let stage = Stage::open(root, target)?;
    let drafts = if arguments.drafts { Drafts::Publish } else { Drafts::LeaveOut };
    let minify = if *no_minify { Minify::No } else { Minify::Yes };
    let options = Options { drafts, ..project.options(minify) };
    // Before anything is read, so that what is written meanwhile is younger.
    let (files, days) = (fingerprint(root), last_changes(root));
    let basis = basis(&files, &options, &days, arguments.records_routes());
    let lacks_days = days.as_ref().is_some_and(|days| days.is_empty());
    if let Some(said) = basis.as_ref().and_then(|basis| stage.unchanged(basis, root)) {
        let published = Published { unchanged: said.extent.files, ..Published::default() };
        let is_clean = !arguments.strict || said.report.warnings() == 0;
        let built = Built { lacks_days, published, ..Built::of(said) };
        return Ok(Some(Built { extent: built.extent.filter(|_| is_clean), ..built }));
    }
    let program = program();
    progress.phase("reading");
    let known = || program.as_ref().map(|program| (stage.store(program), stage.parsed(program))).unzip();
    let texts = if puts_off { stage.known(&files) } else { Known::default() };
    let ((mut sources, problems), (store, parsed)) = rayon::join(|| load_again(root, &texts), known);
    sources.set_days(days.unwrap_or_default());
    let (pictures, written) = (Some(published(target, ".png")), written_exports(target));
    let options = Options { pictures, written, store, parsed, ..options };
    let Outcome { base_url, records, store, parsed, drafts, exports, addresses, report } =
        compile_into(&sources, &options, problems, &stage, &|stage| progress.phase(stage));
    if texts.differs() {
        return Ok(None);
    }
    if report.errors() > 0 || arguments.strict && report.warnings() > 0 {
        return Ok(Some(Built { report, ..Built::default() }));
    }
    let drafts = if arguments.drafts { Vec::new() } else { drafts };
    progress.phase("publishing");
    if let Some(program) = program {
        let store = store.filter(|store| options.store.as_ref() != Some(store));
        let parsed = parsed.filter(|parsed| options.parsed.as_ref() != Some(parsed));
        remember(&stage, store.as_ref(), parsed.as_ref(), &program);
        stage.remember_sources(&files, &sources);
    }
    let said = Said { extent: Extent::of(&records), report, drafts, base_url };
    let published = match basis {
        Some(basis) => {
            let routes = sources.get(LOCK_FILE).and_then(|file| file.text());
            let added = addresses.iter().map(String::as_str).filter(|_| arguments.records_routes());
            let recorded = recorded(routes, added);
            stage.publish_noted(&basis, recorded.as_deref(), &said)?
        }
        None => stage.publish()?,
    };
    Ok(Some(Built { lacks_days, beside: Some(Beside { addresses, exports }), published, ..Built::of(said) }))
}

/// Notes for the next build what this one has made and parsed, where it is not known already.
fn remember(stage: &Stage, store: Option<&Store>, parsed: Option<&Parsed>, program: &str) {
    rayon::join(
        || store.iter().for_each(|store| stage.remember(store, program)),
        || parsed.iter().for_each(|parsed| stage.remember_parsed(parsed, program)),
    );
}

/// All that decides what a build publishes; nothing where the program cannot tell
/// which program it is.
fn basis(files: &Fingerprint, options: &Options, days: &Option<Days>, records_routes: bool) -> Option<Basis> {
    let Options { theme, base_url, edit_url, drafts, minify, .. } = options;
    let asked =
        format!("{} {theme:?} {base_url:?} {edit_url:?} {drafts:?} {minify:?} {days:?} {records_routes}", program()?);
    Some(Basis::new(files, &asked))
}

fn tell(published: &Published, extent: Extent, report: &Report, target: &Path, time: Duration, voice: Voice) {
    for path in &published.kept {
        eprintln!("kept {path}: it is no longer part of the site, but somebody else has changed it");
    }
    for path in &published.edited {
        let copy = target.join(EDITED).join(path);
        eprintln!("replaced {path}: somebody else had changed it; what it held is kept as {}", copy.display());
    }
    let warnings = if report.warnings() > 0 { format!(", {}", counts(report)) } else { String::new() };
    voice.say(&format!(
        "built {} into {} in {}: {} written, {} unchanged, {} removed{warnings}",
        size(extent),
        target.display(),
        seconds(time),
        published.written,
        published.unchanged,
        published.deleted,
    ));
}
