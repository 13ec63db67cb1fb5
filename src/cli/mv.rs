//! `mv`: gives a page another path or key, with all that refers to it. The whole site is
//! checked with the change before anything is written.

use super::project::{Root, plural};
use super::trial::{errors, new_errors};
use super::{Voice, could_not, with_line_ends_of, write_new};
use clap::Args;
use statuary::{Renamed, load, rename};
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

/// What to rename.
#[derive(Args)]
pub struct Move {
    /// The page: its file, or its key
    #[arg(allow_negative_numbers = true)]
    old: String,
    /// The file or key that it gets
    #[arg(allow_negative_numbers = true)]
    new: String,
    #[command(flatten)]
    root: Root,
    /// Say what would change, and change nothing
    #[arg(short = 'n', long)]
    dry_run: bool,
}

/// Renames the page, and says what has changed.
pub fn run(arguments: &Move, voice: Voice) -> ExitCode {
    let root = match arguments.root.find() {
        Ok(root) => root,
        Err(code) => return code,
    };
    let (sources, _) = load(&root);
    let [old, new] = [&arguments.old, &arguments.new].map(|name| path_in_project(&root, name));
    let renamed = match rename(&sources, &old, &new) {
        Ok(renamed) => renamed,
        Err(message) => return could_not(&message),
    };
    let mut changed = sources.clone();
    changed.remove(&renamed.old);
    renamed.texts.iter().for_each(|(path, text)| changed.insert_text(path.as_str(), text.as_str()));
    let mut known = errors(&sources);
    known.iter_mut().filter(|found| found.path == renamed.old).for_each(|found| found.path.clone_from(&renamed.new));
    let found = new_errors(&known, &changed);
    if !found.is_empty() {
        for found in found {
            let help = found.help.map(|help| format!("\nhelp: {help}")).unwrap_or_default();
            could_not(&format!(
                "this would make {}:{}:{} wrong: {}{help}",
                found.path, found.line, found.column, found.message
            ));
        }
        return ExitCode::from(2);
    }
    if !arguments.dry_run
        && let Err(error) = write(&root, &renamed)
    {
        return could_not(&format!("cannot rename: {error}\nhelp: version control shows what was done up to then"));
    }
    told(&renamed, arguments.dry_run, voice);
    ExitCode::SUCCESS
}

/// Writes the page under its new path first, and takes the old file away last.
fn write(root: &Path, renamed: &Renamed) -> std::io::Result<()> {
    let Renamed { old, new, texts, .. } = renamed;
    let own = texts.get(new).map(String::as_str).unwrap_or_default();
    write_new(root, new, &with_line_ends_of(&root.join(old), own))?;
    for (path, text) in texts.iter().filter(|(path, _)| *path != new) {
        std::fs::write(root.join(path), with_line_ends_of(&root.join(path), text))?;
    }
    std::fs::remove_file(root.join(old))
}

fn told(renamed: &Renamed, dry_run: bool, voice: Voice) {
    let Renamed { old, new, places, alias, .. } = renamed;
    let would = if dry_run { "would rename" } else { "renamed" };
    voice.say(&format!("{would} {old} to {new}"));
    for (path, count) in places {
        voice.say(&format!("  {}: {}", if path == old { new } else { path }, plural(*count, "change")));
    }
    if let Some(alias) = alias {
        voice.say(&format!("  /{alias} leads to the page"));
    }
}

/// The path from the project's folder of a file that is named from here, be it there or
/// not; a key as it is.
fn path_in_project(root: &Path, name: &str) -> String {
    if !name.ends_with(".md") || name.starts_with("content/") && root.join(name).parent().is_some_and(Path::is_dir) {
        return name.to_owned();
    }
    let here = std::env::current_dir().unwrap_or_default();
    let mut place = PathBuf::new();
    for part in here.join(name).components() {
        match part {
            Component::ParentDir => drop(place.pop()),
            Component::CurDir => {}
            part => place.push(part),
        }
    }
    let root = std::fs::canonicalize(root).unwrap_or_default();
    let inside = place.strip_prefix(&root).unwrap_or(Path::new(name));
    inside.to_string_lossy().replace('\\', "/")
}
