//! Stage 1: reads a project's files from disk into [`Sources`]; the only module
//! that walks folders.

use crate::diag::Diagnostic;
use crate::source::{LOCK_FILE, Sources, Span};
use std::fs;
use std::path::Path;
use walkdir::{DirEntry, WalkDir};

/// The folders that a site is made from.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// Endings of files that must be text.
const TEXT: [&str; 10] = [".md", ".yaml", ".yml", ".html", ".css", ".js", ".svg", ".txt", ".lock", ".xml"];

/// Reads `content/`, `themes/` and `routes.lock` below a root. Files that cannot
/// be read are reported and left out.
pub fn load(root: &Path) -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let mut problems = Vec::new();
    for folder in FOLDERS {
        let top = root.join(folder);
        if !top.is_dir() {
            continue;
        }
        for entry in WalkDir::new(&top).follow_links(true).sort_by_file_name().into_iter().filter_entry(is_wanted) {
            match entry {
                Ok(entry) if entry.file_type().is_file() => read(root, entry.path(), &mut sources, &mut problems),
                Ok(_) => {}
                Err(error) => {
                    let path = error.path().map(|path| relative(root, path)).unwrap_or_else(|| folder.to_owned());
                    // The error as text would name the machine's folders.
                    let why = error.io_error().map(|error| error.to_string());
                    problems.push(unreadable(&path, why.as_deref().unwrap_or("it is a link to a folder around it")));
                }
            }
        }
    }
    let lock = root.join(LOCK_FILE);
    if lock.is_file() {
        read(root, &lock, &mut sources, &mut problems);
    }
    (sources, problems)
}

/// A value that changes when a file is added, removed or written.
pub fn fingerprint(root: &Path) -> Vec<(String, u64, Option<std::time::SystemTime>)> {
    let walk = FOLDERS.into_iter().flat_map(|folder| {
        WalkDir::new(root.join(folder))
            .follow_links(true)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(is_wanted)
            .flatten()
    });
    walk.filter_map(|entry| {
        let data = entry.metadata().ok().filter(|data| data.is_file())?;
        Some((relative(root, entry.path()), data.len(), data.modified().ok()))
    })
    .collect()
}

/// Leaves out what editors and file managers leave behind. Hidden files count
/// only below `static/`, where `.well-known/` may be meant.
fn is_wanted(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let litter =
        name == ".DS_Store" || name == "Thumbs.db" || name == ".git" || name.ends_with('~') || name.ends_with(".swp");
    let hidden = name.starts_with('.')
        && entry.depth() > 0
        && !entry.path().components().any(|part| part.as_os_str() == "static");
    !litter && !hidden
}

fn read(root: &Path, path: &Path, sources: &mut Sources, problems: &mut Vec<Diagnostic>) {
    let name = relative(root, path);
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            problems.push(unreadable(&name, &error.to_string()));
            return;
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => sources.insert_text(name, text),
        Ok(text) => {
            not_text(name, text.find('\0').unwrap_or(0), "a NUL character", text.into_bytes(), sources, problems)
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            not_text(name, at, "bytes that are not UTF-8", error.into_bytes(), sources, problems);
        }
    }
}

/// A file with something in it that text cannot have. It is reported where text
/// is wanted, and the part before it is kept so that the report can show it.
fn not_text(
    name: String,
    at: usize,
    what: &str,
    bytes: Vec<u8>,
    sources: &mut Sources,
    problems: &mut Vec<Diagnostic>,
) {
    if TEXT.iter().any(|ending| name.ends_with(ending)) {
        problems.push(
            Diagnostic::error("not-text", Span::new(&*name, at..at + 1), format!("the file holds {what} here"))
                .help("save the file as UTF-8 text"),
        );
        sources.insert_text(name, String::from_utf8_lossy(&bytes));
    } else {
        sources.insert_bytes(name, bytes);
    }
}

fn unreadable(path: &str, error: &str) -> Diagnostic {
    Diagnostic::error("unreadable", Span::file(path), format!("this file cannot be read: {error}"))
        .help("check its permissions, or remove it")
}

fn relative(root: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(root).unwrap_or(path).components();
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
