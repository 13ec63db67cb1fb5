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
    moved(&renamed).into_iter().for_each(|(old, _)| changed.remove(old));
    renamed.texts.iter().for_each(|(path, text)| changed.insert_text(path.as_str(), text.as_str()));
    if let Some((_, new)) = renamed.translations.iter().find(|(_, new)| sources.get(new).is_some()) {
        return could_not(&format!("{new} is there already\nhelp: choose another name, or take that file out first"));
    }
    let mut known = errors(&sources);
    for (old, new) in moved(&renamed) {
        known.iter_mut().filter(|found| found.path == *old).for_each(|found| found.path.clone_from(new));
    }
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

/// Writes the page and its translations under their new paths first, and takes the old files away
/// last.
fn write(root: &Path, renamed: &Renamed) -> std::io::Result<()> {
    let moved = moved(renamed);
    for (old, new) in &moved {
        let own = renamed.texts.get(*new).map(String::as_str).unwrap_or_default();
        write_new(root, new, &with_line_ends_of(&root.join(old), own))?;
    }
    for (path, text) in renamed.texts.iter().filter(|(path, _)| moved.iter().all(|(_, new)| new != path)) {
        std::fs::write(root.join(path), with_line_ends_of(&root.join(path), text))?;
    }
    moved.iter().try_for_each(|(old, _)| std::fs::remove_file(root.join(old)))
}

/// The files that move: their old and new paths, the page's own first.
fn moved(renamed: &Renamed) -> Vec<(&String, &String)> {
    let translations = renamed.translations.iter().map(|(old, new)| (old, new));
    [(&renamed.old, &renamed.new)].into_iter().chain(translations).collect()
}

fn told(renamed: &Renamed, dry_run: bool, voice: Voice) {
    let Renamed { places, alias, .. } = renamed;
    let would = if dry_run { "would rename" } else { "renamed" };
    let moved = moved(renamed);
    moved.iter().for_each(|(old, new)| voice.say(&format!("{would} {old} to {new}")));
    for (path, count) in places {
        let path = moved.iter().find(|(old, _)| *old == path).map_or(path, |(_, new)| new);
        voice.say(&format!("  {path}: {}", plural(*count, "change")));
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
