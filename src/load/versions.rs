//! The files of older versions of a site: those below `versions/NAME/content/`, or, where there is
//! no such folder, `content/` as git keeps it under the tag NAME.

use super::file::{Read, from_bytes};
use super::git::{git, told};
use super::stamp::Stamp;
use crate::model::{folder_of, older_versions, tag_of};
use crate::source::SITE_FILE;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::Stdio;
use std::thread;

/// The older versions that a project wants.
pub fn wanted(root: &Path) -> Vec<String> {
    older_versions(&fs::read_to_string(root.join(SITE_FILE)).unwrap_or_default())
}

/// The folders of the project in which they lie.
pub fn folders(root: &Path) -> Vec<String> {
    let folders = wanted(root).into_iter().filter(|name| has_folder(root, name));
    folders.map(|name| format!("{}content", folder_of(&name))).collect()
}

fn has_folder(root: &Path, name: &str) -> bool {
    fs::symlink_metadata(root.join(folder_of(name))).is_ok_and(|data| data.is_dir())
}

/// The names of those that git keeps, each with the number of its commit.
fn tagged(root: &Path) -> Vec<(String, String)> {
    let names = wanted(root).into_iter().filter(|name| !has_folder(root, name));
    let commit = |name: String| {
        let commit = told(root, &["rev-parse", "--verify", "--quiet", &format!("refs/tags/{name}^{{commit}}")])?;
        Some((name, commit.first()?.trim().to_owned()))
    };
    names.filter_map(commit).collect()
}

/// What tells one state of those that git keeps from another.
pub fn stamps(root: &Path) -> Vec<(String, Stamp)> {
    let stamp = |(name, commit): (String, String)| {
        let number = commit.get(..16).and_then(|start| u64::from_str_radix(start, 16).ok());
        (tag_of(&name), Stamp { size: 0, modified: 0, number: number.unwrap_or_default() })
    };
    tagged(root).into_iter().map(stamp).collect()
}

/// The files of those that git keeps. Links and what git cannot tell are left out.
pub fn files(root: &Path) -> Vec<Read> {
    tagged(root).into_iter().flat_map(|(name, commit)| files_of(root, &name, &commit).unwrap_or_default()).collect()
}

fn files_of(root: &Path, name: &str, commit: &str) -> Option<Vec<Read>> {
    let listed = told(root, &["ls-tree", "-r", "-z", commit, "--", "content"])?;
    let files = listed.iter().filter_map(|line| {
        let (about, path) = line.split_once('\t')?;
        let mut about = about.split(' ');
        let is_file = about.next()?.starts_with("100");
        about.next()?;
        Some((about.next()?, path)).filter(|_| is_file)
    });
    let files: Vec<(&str, &str)> = files.collect();
    let mut process = git(root, &["cat-file", "--batch"]).stdin(Stdio::piped()).spawn().ok()?;
    let (mut input, output) = (process.stdin.take()?, process.stdout.take()?);
    let asked: String = files.iter().map(|(object, _)| format!("{object}\n")).collect();
    let read = thread::scope(|scope| {
        scope.spawn(move || input.write_all(asked.as_bytes()));
        let mut output = BufReader::new(output);
        let tag = tag_of(name);
        let one = |(_, path): &(&str, &str)| Some(from_bytes(format!("{tag}{path}"), next(&mut output)?));
        files.iter().map(one).collect()
    });
    let _ = process.wait();
    read
}

/// The next file of an answer: a line that ends with its length, its bytes, and a line end.
fn next(output: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut head = String::new();
    output.read_line(&mut head).ok()?;
    let length: usize = head.trim_end().rsplit(' ').next()?.parse().ok()?;
    let mut bytes = vec![0; length + 1];
    output.read_exact(&mut bytes).ok()?;
    bytes.pop();
    Some(bytes)
}
