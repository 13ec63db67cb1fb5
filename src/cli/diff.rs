//! `diff`: which pages two builds have more, fewer and otherwise. What only names another
//! hash of a file's content is the same: each build that changes a style changes all pages so.

use super::project::plural;
use super::{could_not, print};
use clap::{Args, ValueEnum};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What to compare.
#[derive(Args)]
pub struct Diff {
    /// The folder of the build before
    old: PathBuf,
    /// The folder of the build after
    new: PathBuf,
    /// How to print the list
    #[arg(short, long, value_enum, default_value_t = Form::Text)]
    format: Form,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Form {
    /// A line for each page
    Text,
    /// A table, for the summary of a workflow
    Markdown,
}

/// Files by their paths, with hashes in names taken out of paths and texts.
type Built = BTreeMap<String, Vec<u8>>;

/// Prints the pages that differ, and how many other files do.
pub fn run(diff: &Diff) -> ExitCode {
    let (old, new) = match (built(&diff.old), built(&diff.new)) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(message), _) | (_, Err(message)) => return could_not(&message),
    };
    let differs = |path: &&String| old.get(*path) != new.get(*path);
    let all: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let (pages, others): (Vec<&String>, Vec<&String>) =
        all.into_iter().filter(differs).partition(|path| path.ends_with(".html"));
    let lines: Vec<(&str, String, String)> = pages
        .into_iter()
        .map(|path| {
            let what = match (old.contains_key(path), new.contains_key(path)) {
                (false, _) => "added",
                (_, false) => "removed",
                _ => "changed",
            };
            let title = title_of(new.get(path).or_else(|| old.get(path)).map_or(&[], Vec::as_slice));
            (what, format!("/{}", path.strip_suffix("index.html").unwrap_or(path)), title)
        })
        .collect();
    print(&told(&lines, others.len(), diff.format));
    ExitCode::SUCCESS
}

fn told(lines: &[(&str, String, String)], others: usize, form: Form) -> String {
    let of = |what: &str| lines.iter().filter(|(known, ..)| *known == what).count();
    let [added, changed, removed] = ["added", "changed", "removed"].map(of);
    let more = if others > 0 { format!("; {} besides", plural(others, "other file")) } else { String::new() };
    let sum = format!("{added} added, {changed} changed, {removed} removed{more}");
    let sum = match lines.len() + others {
        0 => "no page differs".to_owned(),
        _ => format!("{}: {sum}", plural(lines.len(), "page")),
    };
    if form == Form::Text {
        let lines = lines.iter().map(|(what, route, title)| format!("{what:<8} {route}  {title}\n"));
        return format!("{}{sum}\n", lines.collect::<String>());
    }
    // A page of nothing but changes is of use to nobody, and has a limit.
    let shown = lines.iter().take(LISTED);
    let rows = shown.map(|(what, route, title)| format!("| {what} | `{route}` | {} |\n", title.replace('|', "\\|")));
    let head = if lines.is_empty() { "" } else { "\n| | address | page |\n|---|---|---|\n" };
    let rest = lines.len().saturating_sub(LISTED);
    let rest = if rest > 0 { format!("\nand {rest} more\n") } else { String::new() };
    format!("{sum}\n{head}{}{rest}", rows.collect::<String>())
}

/// How many pages a table lists.
const LISTED: usize = 200;

/// All files of a build.
fn built(folder: &Path) -> Result<Built, String> {
    if !folder.is_dir() {
        return Err(format!("there is no folder {}", folder.display()));
    }
    let mut files = Built::new();
    read(folder, "", &mut files).map_err(|error| format!("{} cannot be read: {error}", folder.display()))?;
    if !files.contains_key("index.html") {
        let help = "name the folders of two builds, such as those that `build --out` writes";
        return Err(format!("{} holds no site that was built\nhelp: {help}", folder.display()));
    }
    Ok(files)
}

fn read(folder: &Path, below: &str, files: &mut Built) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder.join(below))? {
        let entry = entry?;
        let path = format!("{below}{}", entry.file_name().to_string_lossy());
        let is_own = path == ".statuary" || path == ".statuary-manifest.json";
        match entry.file_type()? {
            kind if kind.is_dir() && !is_own => read(folder, &format!("{path}/"), files)?,
            kind if kind.is_file() && !is_own => {
                let bytes = std::fs::read(entry.path())?;
                let bytes = String::from_utf8(bytes).map(|text| without_hashes(&text).into_bytes());
                files.insert(without_hashes(&path), bytes.unwrap_or_else(|error| error.into_bytes()));
            }
            _ => {}
        }
    }
    Ok(())
}

/// How many digits a hash in a name has.
const DIGITS: usize = 8;

/// A text whose names of files, such as `style.99afaa19.css`, are without their hashes.
fn without_hashes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('.') {
        let (before, tail) = rest.split_at(at + 1);
        out.push_str(before);
        let is_hash = tail.len() > DIGITS
            && tail.bytes().take(DIGITS).all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
            && tail[DIGITS..].starts_with('.')
            && before.trim_end_matches('.').ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'));
        rest = if is_hash { &tail[DIGITS + 1..] } else { tail };
    }
    out.push_str(rest);
    out
}

/// The title of a page.
fn title_of(page: &[u8]) -> String {
    let page = String::from_utf8_lossy(page);
    let title = page.split_once("<title>").map_or("", |(_, rest)| rest);
    title.split(['<', '\n']).next().unwrap_or_default().to_owned()
}
