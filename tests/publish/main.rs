//! Publishing: what comes to lie in the target folder, what stays there, and
//! what is refused. Each test has a folder of its own below the system's
//! temporary one, which is removed when the test is over.

// In a test, a value that is not there is a failure.
#![allow(clippy::unwrap_used)]

mod broken;
mod files;
mod folders;
mod foreign;
#[cfg(unix)]
mod links;
mod routes;
mod seen;
mod stage;
mod targets;

use statuary::{Output, Published, Refused, publish, publish_with};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

const MANIFEST: &str = ".statuary-manifest.json";

/// The folder that a run keeps in the target for itself.
const HOME: &str = ".statuary";

/// A project's folder with an empty `content/`. What surrounds it is the test's
/// own too, so that nothing outside can be touched unseen.
struct Project {
    around: PathBuf,
    root: PathBuf,
}

impl Project {
    fn new() -> Project {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let around = std::env::temp_dir().join(format!("statuary-publish-{}-{number}", std::process::id()));
        let root = around.join("project");
        fs::create_dir_all(root.join("content")).expect("the temporary folder can be written to");
        let around = fs::canonicalize(around).expect("the folder was just made");
        Project { root: around.join("project"), around }
    }

    fn target(&self) -> PathBuf {
        self.root.join("public")
    }

    fn publish(&self, files: &[(&str, &str)]) -> Result<Published, Refused> {
        publish(&output(files), &self.root, &self.target())
    }

    /// Publishes up to the given checkpoint. Whether it was reached.
    fn broken_off(&self, files: &[(&str, &str)], at: usize) -> bool {
        let mut passed = 0;
        let mut checkpoint = || {
            passed += 1;
            if passed > at { Err(io::Error::other("broken off")) } else { Ok(()) }
        };
        match publish_with(&output(files), &self.root, &self.target(), &mut checkpoint) {
            Ok(_) => false,
            Err(Refused::Io(_, error)) if error.to_string() == "broken off" => true,
            Err(refused) => panic!("stopped at checkpoint {at}: {refused}"),
        }
    }

    /// Somebody else's file, in the target.
    fn put(&self, path: &str, text: &str) {
        write(&self.target().join(path), text);
    }

    /// The files in the target apart from the manifest and a run's own folder, as `path = text`; empty
    /// folders as `path/`; symbolic links as `path -> target`.
    fn shown(&self) -> Vec<String> {
        let mut lines = shown(&self.target());
        lines.retain(|line| !line.starts_with(MANIFEST));
        lines
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.around);
    }
}

fn output(files: &[(&str, &str)]) -> Output {
    let mut output = Output::default();
    output.files.extend(files.iter().map(|(path, text)| ((*path).to_owned(), Arc::from(text.as_bytes()))));
    output
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}

fn shown(folder: &Path) -> Vec<String> {
    fn walk(folder: &Path, prefix: &str, lines: &mut Vec<String>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let (place, path) = (entry.path(), format!("{prefix}{}", entry.file_name().to_string_lossy()));
            let kind = entry.file_type().expect("the entry is there");
            if path == HOME || path.ends_with(&format!("/{HOME}")) {
                continue;
            } else if kind.is_symlink() {
                lines.push(format!("{path} -> {}", fs::read_link(place).expect("it is a link").display()));
            } else if kind.is_dir() {
                let before = lines.len();
                walk(&place, &format!("{path}/"), lines);
                if lines.len() == before {
                    lines.push(format!("{path}/"));
                }
            } else {
                lines.push(format!("{path} = {}", String::from_utf8_lossy(&fs::read(place).expect("it can be read"))));
            }
        }
    }
    let mut lines = Vec::new();
    walk(folder, "", &mut lines);
    lines.sort();
    lines
}

/// Gives every file in the target an old date, so that a write shows.
fn age(folder: &Path) -> SystemTime {
    let day = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for entry in fs::read_dir(folder).expect("the folder is there").flatten() {
        if entry.file_type().expect("the entry is there").is_dir() {
            age(&entry.path());
        } else {
            let file = File::options().write(true).open(entry.path()).expect("it can be opened");
            file.set_modified(day).expect("its date can be set");
        }
    }
    day
}

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).and_then(|data| data.modified()).expect("the file is there")
}

/// The files that a refusal for foreign files names.
fn foreign(refused: Result<Published, Refused>) -> Vec<String> {
    match refused {
        Err(Refused::Foreign(_, files)) => files,
        other => panic!("not refused for foreign files: {other:?}"),
    }
}

/// A site and what becomes of it: an asset, pages that stay, change, come, go,
/// become a folder and the reverse, and a sitemap.
const OLD: [(&str, &str); 8] = [
    ("assets/style.1.css", "old"),
    ("changed/index.html", "old"),
    ("file", "old"),
    ("folder/deep/index.html", "old"),
    ("folder/index.html", "old"),
    ("gone/index.html", "old"),
    ("same/index.html", "same"),
    ("sitemap.xml", "old"),
];
const NEW: [(&str, &str); 7] = [
    ("assets/style.2.css", "new"),
    ("changed/index.html", "new"),
    ("come/index.html", "new"),
    ("file/index.html", "new"),
    ("folder", "new"),
    ("same/index.html", "same"),
    ("sitemap.xml", "new"),
];
const FOREIGN: [(&str, &str); 4] =
    [(".git/HEAD", "ref"), ("CNAME", "example.com"), ("google123.html", "proof"), ("same/notes.txt", "mine")];

const SITE: &str = "\
title: Tiny
base_url: https://tiny.example/
theme: tiny
kinds:
  home:
    path: index.md
    route: \"\"
    template: page.html
    title: title
    fields:
      title: {type: text, required: true}
";

/// The names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The manifest of a site with one file, by a build of its own.
fn manifest_of(path: &str, text: &str) -> String {
    let project = Project::new();
    project.publish(&[(path, text)]).unwrap();
    fs::read_to_string(project.target().join(MANIFEST)).unwrap()
}
