//! `clean`: takes away what builds have published, and nothing else.

use super::project::{Root, plural};
use super::{Voice, could_not};
use clap::Args;
use statuary::{EDITED, Stage};
use std::path::PathBuf;
use std::process::ExitCode;

/// What to take away.
#[derive(Args)]
pub struct Clean {
    #[command(flatten)]
    root: Root,
    /// The folder that was published into [default: public in the project]
    #[arg(short, long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// Removes the published files that the target's list names and that are as they were written.
pub fn run(clean: &Clean, voice: Voice) -> ExitCode {
    let root = match clean.root.find() {
        Ok(root) => root,
        Err(code) => return code,
    };
    let target = clean.out.clone().unwrap_or_else(|| root.join("public"));
    if !target.exists() {
        voice.say(&format!("nothing to remove: there is no folder {}", target.display()));
        return ExitCode::SUCCESS;
    }
    let published = match Stage::open(&root, &target).and_then(Stage::clean) {
        Ok(published) => published,
        Err(refused) => return could_not(&refused.to_string()),
    };
    for path in &published.kept {
        eprintln!("kept {path}: somebody else has changed it");
    }
    let copies = target.join(EDITED);
    if copies.exists() {
        eprintln!("kept {}: copies of files that somebody else had changed", copies.display());
    }
    voice.say(&format!("removed {} from {}", plural(published.deleted, "file"), target.display()));
    ExitCode::SUCCESS
}
