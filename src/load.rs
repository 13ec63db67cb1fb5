//! Stage 1: reads a project's files from disk into [`Sources`]; the only module
//! that walks folders.
//!
//! A site is made from what lies in the project and from nothing else. A link may
//! stand for a plain file of `content/` or `themes/`; one that leads elsewhere, one
//! to a folder (which could lead around in circles, or multiply itself), a pipe, a
//! device or a socket is told and never opened. Whoever sends a change could
//! otherwise publish the files of the machine that builds it, or stop that machine.

mod stamp;

use crate::diag::Diagnostic;
use crate::parse::lock;
use crate::source::{LOCK_FILE, Sources, Span};
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

pub use stamp::Stamp;

/// The folders that a site is made from.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// Endings of files that must be text.
const TEXT: [&str; 10] = [".md", ".yaml", ".yml", ".html", ".css", ".js", ".svg", ".txt", ".lock", ".xml"];

/// Reads `content/`, `themes/` and `routes.lock` below a root. Files that cannot
/// be read are reported and left out.
pub fn load(root: &Path) -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let mut problems = Vec::new();
    for entry in walk(root) {
        match entry.map_err(|error| unwalkable(root, &error)).and_then(|entry| file_of(root, &entry)) {
            Ok(Some((name, place))) => read(name, &place, &mut sources, &mut problems),
            Ok(None) => {}
            Err(problem) => problems.push(problem),
        }
    }
    load_lock(root, &mut sources, &mut problems);
    (sources, problems)
}

/// The files of a site as the disk shows them, without a word of what stands in them.
pub type Fingerprint = Vec<(String, Stamp)>;

/// A value that changes when a file is added, removed or written. A link is there
/// twice: as itself, and as what it stands for.
pub fn fingerprint(root: &Path) -> Fingerprint {
    let files = walk(root).flatten().filter(|entry| !entry.file_type().is_dir()).map(DirEntry::into_path);
    let files: Vec<PathBuf> = files.chain([root.join(LOCK_FILE)]).collect();
    let stamps = files.par_iter().flat_map_iter(|path| {
        let own = fs::symlink_metadata(path).ok();
        let linked = own.as_ref().filter(|data| data.is_symlink()).and_then(|_| fs::metadata(path).ok());
        let name = relative(root, path);
        own.into_iter().chain(linked).map(move |data| (name.clone(), Stamp::of(&data)))
    });
    stamps.collect()
}

/// What lies in the folders of a site, in order. No link is followed, not even
/// one in the place of such a folder.
fn walk(root: &Path) -> impl Iterator<Item = walkdir::Result<DirEntry>> {
    let tops = FOLDERS.into_iter().map(|folder| root.join(folder));
    tops.filter(|top| fs::symlink_metadata(top).is_ok()).flat_map(|top| {
        let walk = WalkDir::new(top).follow_links(false).follow_root_links(false).sort_by_file_name();
        walk.into_iter().filter_entry(is_wanted)
    })
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

/// The name of a file and where to read it. Nothing for a folder.
fn file_of(root: &Path, entry: &DirEntry) -> Result<Option<(String, PathBuf)>, Diagnostic> {
    let kind = entry.file_type();
    let name = relative(root, entry.path());
    if kind.is_dir() {
        Ok(None)
    } else if kind.is_symlink() {
        linked_file(root, entry.path(), &name).map(|place| Some((name, place)))
    } else if kind.is_file() {
        Ok(Some((name, entry.path().to_owned())))
    } else {
        Err(special(&name, kind))
    }
}

/// The plain file of the site that a link stands for, with all links resolved.
/// Nothing is opened on the way.
fn linked_file(root: &Path, link: &Path, name: &str) -> Result<PathBuf, Diagnostic> {
    let to = fs::read_link(link).map(|to| to.to_string_lossy().replace('\\', "/")).unwrap_or_default();
    let refuse = |what: &str| {
        let what = format!("this link to \"{to}\" {what}");
        Err(Diagnostic::error("link-refused", Span::file(name), what)
            .help("put a copy of the file in the place of the link, or remove it"))
    };
    let place = fs::canonicalize(link).map_err(|error| unreadable(name, &error.to_string()))?;
    let inside = fs::canonicalize(root).ok().and_then(|root| Some(place.strip_prefix(root).ok()?.to_owned()));
    let is_inside = inside.as_ref().is_some_and(|inside| FOLDERS.iter().any(|folder| inside.starts_with(folder)));
    let is_hidden =
        inside.as_ref().is_some_and(|inside| inside.iter().any(|part| part.to_string_lossy().starts_with('.')));
    match fs::symlink_metadata(&place).map(|data| data.file_type()) {
        _ if !is_inside => refuse("leads out of content/ and themes/"),
        _ if is_hidden => refuse("leads to a hidden file"),
        Ok(kind) if kind.is_file() => Ok(place),
        Ok(kind) if kind.is_dir() => refuse("leads to a folder, and links to folders are not followed"),
        Ok(kind) => Err(special(name, kind)),
        Err(error) => Err(unreadable(name, &error.to_string())),
    }
}

/// `routes.lock`, which has to be a plain file: the build replaces it.
fn load_lock(root: &Path, sources: &mut Sources, problems: &mut Vec<Diagnostic>) {
    let place = root.join(LOCK_FILE);
    match fs::symlink_metadata(&place).map(|data| data.file_type()) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => problems.push(unreadable(LOCK_FILE, &error.to_string())),
        Ok(kind) if kind.is_file() => {
            let before = problems.len();
            read(LOCK_FILE.to_owned(), &place, sources, problems);
            if problems.len() == before {
                problems.extend(lock::damages(sources.text(LOCK_FILE)));
            }
        }
        Ok(kind) => problems.push(special(LOCK_FILE, kind)),
    }
}

/// Something that is neither a file nor a folder, in the words of the reader's
/// system.
fn special(name: &str, kind: fs::FileType) -> Diagnostic {
    let what = if kind.is_symlink() {
        "a link"
    } else if kind.is_dir() {
        "a folder"
    } else {
        special_name(kind)
    };
    Diagnostic::error("not-a-file", Span::file(name), format!("this is {what}, and only a plain file can be read"))
        .help("put a file in its place, or remove it")
}

#[cfg(unix)]
fn special_name(kind: fs::FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "a named pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn special_name(_: fs::FileType) -> &'static str {
    "something else"
}

fn read(name: String, place: &Path, sources: &mut Sources, problems: &mut Vec<Diagnostic>) {
    let bytes = match fs::read(place) {
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

/// A folder or file that the walk cannot read. The error as text would name the
/// machine's folders.
fn unwalkable(root: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = error.path().map(|path| relative(root, path)).unwrap_or_default();
    let why = error.io_error().map(|error| error.to_string());
    unreadable(&path, why.as_deref().unwrap_or("it is a link to a folder around it"))
}

fn unreadable(path: &str, error: &str) -> Diagnostic {
    Diagnostic::error("unreadable", Span::file(path), format!("this file cannot be read: {error}"))
        .help("check its permissions, or remove it")
}

fn relative(root: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(root).unwrap_or(path).components();
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
