//! `fmt`: mends what can be mended without a doubt about what was meant, spells links as the
//! house does, and puts fields into the order in which they are declared. Wording is not touched.

use super::project::{Root, asked_for, is_in, plural};
use super::trial::errors;
use super::{Voice, could_not, with_line_ends_of};
use clap::Args;
use statuary::source::Sources;
use statuary::{Edits, in_order, load, spelled};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

/// What to mend.
#[derive(Args)]
pub struct Format {
    /// Files or folders to mend [default: all]
    files: Vec<PathBuf>,
    #[command(flatten)]
    root: Root,
    /// Change nothing, and fail when something would change
    #[arg(short = 'n', long)]
    check: bool,
}

/// How often the cure of one slip may bring another one to light.
const ROUNDS: usize = 8;

/// Mends the project's files, and names those that change.
pub fn run(arguments: &Format, voice: Voice) -> ExitCode {
    let root = match arguments.root.find() {
        Ok(root) => root,
        Err(code) => return code,
    };
    let (sources, _) = load(&root);
    let asked = match asked_for(&arguments.files, &root, &sources) {
        Ok(asked) => asked,
        Err(message) => return could_not(&message),
    };
    let mended = mended(&sources, |path| asked.is_empty() || asked.iter().any(|asked| is_in(path, asked)));
    for (path, (text, count)) in &mended {
        let place = root.join(path);
        if !arguments.check
            && let Err(error) = std::fs::write(&place, with_line_ends_of(&place, text))
        {
            return could_not(&format!("cannot write {path}: {error}"));
        }
        let what = if *count > 0 { plural(*count, "cure") } else { "fields in order".to_owned() };
        voice.say(&format!("{} {path}: {what}", if arguments.check { "would mend" } else { "mended" }));
    }
    if mended.is_empty() {
        voice.say("nothing to mend");
    }
    if arguments.check && !mended.is_empty() { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

/// The files that change, with their texts and how many slips were mended in each.
fn mended(sources: &Sources, is_asked: impl Fn(&str) -> bool) -> BTreeMap<String, (String, usize)> {
    let mut mended = sources.clone();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut found = errors(&mended);
    for _ in 0..ROUNDS {
        let cures = found.iter().filter_map(|found| found.cure.clone());
        let mut edits = Edits::default();
        cures.filter(|cure| is_asked(&cure.span.path)).for_each(|cure| edits.replace(cure.span, cure.text));
        let mut next = mended.clone();
        edits.texts(&mended).into_iter().for_each(|(path, text)| next.insert_text(path, text));
        let left = errors(&next);
        // A cure that cures nothing, or brings more to light than it mends, is none.
        if left.len() >= found.len() {
            break;
        }
        edits.counts().for_each(|(path, count)| *counts.entry(path.to_owned()).or_default() += count);
        (mended, found) = (next, left);
    }
    for (path, (text, count)) in spelled(&mended).into_iter().filter(|(path, _)| is_asked(path)) {
        *counts.entry(path.clone()).or_default() += count;
        mended.insert_text(path, text);
    }
    // Last, since a field has its place once its name is right.
    for (path, text) in in_order(&mended).into_iter().filter(|(path, _)| is_asked(path)) {
        counts.entry(path.clone()).or_default();
        mended.insert_text(path, text);
    }
    counts.into_iter().map(|(path, count)| (path.clone(), (mended.text(&path).to_owned(), count))).collect()
}
