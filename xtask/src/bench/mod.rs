//! `cargo xtask bench`: how long Statuary takes for a made-up reference, beside other
//! generators that build the same pages. The corpus is the same on every machine;
//! `report.rs` says what came of it, in `bench/RESULTS.md`.

mod measure;
mod preview;
mod report;

use crate::corpus::Corpus;
use crate::layout::{self, Form};
use crate::{cargo_path, root, target};
use clap::Args;
use measure::{Took, median, run};
use preview::Edit;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What is measured.
#[derive(Args)]
pub struct Bench {
    /// How many codes the references have
    #[arg(long, value_delimiter = ',', default_values_t = [100, 1000, 10_000])]
    sizes: Vec<usize>,
    /// How often each build is run; the middle counts
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// A program to measure in place of a release build of these sources
    #[arg(long)]
    statuary: Option<PathBuf>,
    /// Print the tables and leave bench/RESULTS.md as it is
    #[arg(long)]
    dry_run: bool,
}

/// The first of the ports at which previews serve.
const PORT: u16 = 14_000;

/// A generator: its name, version and program.
pub struct Peer {
    name: &'static str,
    version: String,
    program: PathBuf,
    form: Form,
}

/// What stands between one build and the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Cold,
    Unchanged,
    Body,
    Title,
}

impl Step {
    const ALL: [Step; 4] = [Step::Cold, Step::Unchanged, Step::Body, Step::Title];

    fn name(self) -> &'static str {
        match self {
            Step::Cold => "cold",
            Step::Unchanged => "nothing changed",
            Step::Body => "one body changed",
            Step::Title => "one title changed",
        }
    }
}

/// What one peer took for one step at one size.
pub struct Line {
    size: usize,
    step: Step,
    peer: usize,
    took: Took,
}

/// What one server took from a save to the new bytes, in seconds.
pub struct Latency {
    size: usize,
    edit: Edit,
    seconds: f64,
}

/// Measures everything and writes the report.
pub fn bench(options: &Bench) -> io::Result<()> {
    let peers = peers(options.statuary.as_deref())?;
    let (mut lines, mut latencies) = (Vec::new(), Vec::new());
    for size in &options.sizes {
        let corpus = Corpus::new(*size);
        let folder = |peer: &Peer| target().join("bench").join(format!("{}-{size}", peer.name.to_lowercase()));
        for peer in &peers {
            layout::write(&root(), &folder(peer), &corpus, peer.form)?;
        }
        for step in Step::ALL {
            let mut took: Vec<Vec<Took>> = peers.iter().map(|_| Vec::new()).collect();
            for number in 0..options.runs.max(1) {
                // The peers take turns, so that a machine that slows down slows all.
                for (peer, took) in peers.iter().zip(&mut took) {
                    prepare(&folder(peer), &corpus, step, number)?;
                    took.push(run(&mut build(peer, &folder(peer)))?);
                }
            }
            for (peer, runs) in took.iter().enumerate() {
                lines.push(Line { size: *size, step, peer, took: median(runs) });
            }
            eprintln!("measured {size} codes, {}", step.name());
        }
        for (edit, program) in
            [Edit::Body, Edit::Title].into_iter().flat_map(|edit| peers.iter().map(move |peer| (edit, peer)))
        {
            // A port for each, since one that was just left may still be held.
            let port = PORT + latencies.len() as u16;
            let seconds = preview::latency(program, &folder(program), &corpus, port, edit)?;
            latencies.push(Latency { size: *size, edit, seconds });
        }
        eprintln!("measured {size} codes, previews");
        for peer in &peers {
            verify(peer, &folder(peer), &corpus)?;
            fs::remove_dir_all(folder(peer))?;
        }
    }
    let report = report::report(&peers, &lines, &latencies, &options.sizes, options.runs.max(1));
    println!("{report}");
    if options.dry_run { Ok(()) } else { fs::write(root().join("bench/RESULTS.md"), report) }
}

/// The generators on this machine, Statuary first.
fn peers(given: Option<&Path>) -> io::Result<Vec<Peer>> {
    let program = match given {
        Some(program) => fs::canonicalize(program)?,
        None => release()?,
    };
    let version = first_line(&program, "--version")?;
    let mut peers = vec![Peer { name: "Statuary", version, program, form: Form::Statuary }];
    let hugo = std::env::var_os("PEER_HUGO").map_or_else(|| PathBuf::from("hugo"), PathBuf::from);
    match first_line(&hugo, "version") {
        Ok(version) => peers.push(Peer { name: "Hugo", version, program: hugo, form: Form::Hugo }),
        Err(_) => eprintln!("Hugo is left out: it is not on PATH, and PEER_HUGO does not name it"),
    }
    Ok(peers)
}

/// Statuary as it is published, compiled from these sources.
fn release() -> io::Result<PathBuf> {
    let mut cargo = Command::new(cargo_path());
    cargo.args(["build", "--release", "--package", "statuary", "--features", "publish"]).current_dir(root());
    if !cargo.status()?.success() {
        return Err(io::Error::other("the release build failed"));
    }
    Ok(target().join("release").join(format!("statuary{}", std::env::consts::EXE_SUFFIX)))
}

/// What a program says about its version.
fn first_line(program: &Path, argument: &str) -> io::Result<String> {
    let output = Command::new(program).arg(argument).output()?;
    Ok(String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or_default().to_owned())
}

/// The command that builds a site with its search index, minified.
fn build(peer: &Peer, folder: &Path) -> Command {
    let mut command = Command::new(&peer.program);
    match peer.form {
        Form::Statuary => command.arg("build"),
        Form::Hugo => command.args(["build", "--quiet", "--noBuildLock", "--minify"]),
    };
    command.current_dir(folder).stdout(Stdio::null()).stderr(Stdio::inherit());
    command
}

/// Makes the folder ready for a step: all output away, or one page edited anew.
fn prepare(folder: &Path, corpus: &Corpus, step: Step, number: usize) -> io::Result<()> {
    let page = folder.join(layout::source(corpus, corpus.len() / 2));
    match step {
        Step::Cold => {
            for made in fs::read_dir(folder)?.flatten().filter(|entry| is_made(&entry.file_name().to_string_lossy())) {
                let path = made.path();
                if path.is_dir() { fs::remove_dir_all(path)? } else { fs::remove_file(path)? }
            }
            Ok(())
        }
        Step::Unchanged => Ok(()),
        Step::Body => fs::write(&page, format!("{}\nSentence number {number} is new.\n", fs::read_to_string(&page)?)),
        Step::Title => {
            let text = fs::read_to_string(&page)?;
            let rest = text.strip_prefix("---\n").and_then(|text| text.split_once('\n')).map_or("", |(_, rest)| rest);
            fs::write(&page, format!("---\ntitle: \"Edited Title {number}\"\n{rest}"))
        }
    }
}

/// Whether a build made something: everything that the layout did not write.
fn is_made(name: &str) -> bool {
    !matches!(name, "content" | "themes" | "layouts" | "static" | "hugo.toml")
}

/// Whether the pages are there: a program that builds less is no peer.
fn verify(peer: &Peer, folder: &Path, corpus: &Corpus) -> io::Result<()> {
    for at in 0..corpus.len() {
        let path = folder.join(layout::published(corpus, at));
        let html = fs::read_to_string(&path).unwrap_or_default();
        let code = corpus.code(at);
        let whole = html.contains(&code.summary) && code.headings.iter().all(|heading| html.contains(heading.as_str()));
        if !whole {
            return Err(io::Error::other(format!("{} did not build {} whole", peer.name, path.display())));
        }
    }
    Ok(())
}
