//! Stage 1: reads a project's files from disk into [`Sources`]; the only module
//! that walks folders.
//!
//! A site is made from what lies in the project and from nothing else. A link may
//! stand for a plain file of `content/` or `themes/`; one that leads elsewhere, one
//! to a folder (which could lead around in circles, or multiply itself), a pipe, a
//! device or a socket is told and never opened. Whoever sends a change could
//! otherwise publish the files of the machine that builds it, or stop that machine.

mod file;
mod git;
mod known;
mod last_changes;
mod litter;
mod stamp;
mod versions;

use crate::diag::Diagnostic;
use crate::model::export_paths;
use crate::parse::lock;
use crate::source::{LOCK_FILE, SITE_FILE, Source, Sources, Span};
use crate::text::composed;
use file::{Read, read, unreadable};
use litter::is_litter;
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use walkdir::{DirEntry, WalkDir};

pub use known::Known;
pub use last_changes::{Days, last_changes};
pub use stamp::Stamp;

/// The folders that a site is made from.
pub const FOLDERS: [&str; 2] = ["content", "themes"];

/// The folder of older versions, of which a site is made where it names them.
pub const VERSIONS: &str = "versions";

/// Where themes come from that the program brings along.
static BROUGHT: OnceLock<fn() -> Sources> = OnceLock::new();

/// Names the themes that the program brings along: a project that has no folder of a theme's
/// name has that one from here on. The first call counts.
pub fn bring_along(themes: fn() -> Sources) {
    let _ = BROUGHT.set(themes);
}

/// Reads `content/`, `themes/` and `routes.lock` below a root. Files that cannot
/// be read are reported and left out. Where the site asks for it, the days of last changes
/// come along.
pub fn load(root: &Path) -> (Sources, Vec<Diagnostic>) {
    let (mut sources, problems) = load_again(root, &Known::default());
    sources.set_days(last_changes(root).unwrap_or_default());
    (sources, problems)
}

/// [`load`] without the days, where texts that are known are put off: they are read when
/// somebody looks at them. Whether one of them was another then, [`Known::differs`] tells.
pub fn load_again(root: &Path, known: &Known) -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let mut problems = Vec::new();
    let entries: Vec<walkdir::Result<DirEntry>> = walk(root).collect();
    let files: Vec<Read> = entries.into_par_iter().filter_map(|entry| read_entry(root, entry, known)).collect();
    for Read { name, source, problem } in files.into_iter().chain(read_lock(root)).chain(versions::files(root)) {
        problems.extend(problem);
        if source.is_some() && sources.get(&name).is_some() {
            problems.push(twice(&name));
            continue;
        }
        sources.extend(source.map(|source| (name, source)));
    }
    for path in export_paths(sources.text(SITE_FILE)) {
        // What is in the way of writing it is told then.
        sources.extend(again(root, &path).map(|source| (path, source)));
    }
    if let Some(themes) = BROUGHT.get() {
        sources.extend(missing(themes(), &sources));
    }
    (sources, problems)
}

/// The files of the themes that a project has no folder of.
fn missing(themes: Sources, sources: &Sources) -> Vec<(String, Source)> {
    let folder = |path: &str| path.split('/').take(2).map(|part| format!("{part}/")).collect::<String>();
    let is_missing = |path: &str| sources.below(&folder(path)).next().is_none();
    themes.iter().filter(|(path, _)| is_missing(path)).map(|(path, file)| (path.to_owned(), file.clone())).collect()
}

/// Whether a path may be of a file that a site is made from.
pub fn is_of_site(path: &str) -> bool {
    let is_below = |folder| path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    path == LOCK_FILE || FOLDERS.into_iter().chain([VERSIONS]).any(is_below)
}

/// Reads a plain file below one of the folders again; nothing where it is no such file, or
/// something is wrong with it: then all has to be loaded.
pub fn again(root: &Path, path: &str) -> Option<Source> {
    let place = root.join(path);
    let is_file = fs::symlink_metadata(&place).is_ok_and(|data| data.is_file());
    if !is_file || path == LOCK_FILE {
        return None;
    }
    let Read { source, problem, .. } = read(path.to_owned(), &place);
    source.filter(|_| problem.is_none())
}

/// The files of a site as the disk shows them, without a word of what stands in them.
pub type Fingerprint = Vec<(String, Stamp)>;

/// A value that changes when a file is added, removed or written. A link is there
/// twice: as itself, and as what it stands for.
pub fn fingerprint(root: &Path) -> Fingerprint {
    let files = walk(root).flatten().filter(|entry| !entry.file_type().is_dir()).map(DirEntry::into_path);
    let site = fs::read_to_string(root.join(SITE_FILE)).unwrap_or_default();
    let exports = export_paths(&site).into_iter().map(|path| root.join(path));
    let files: Vec<PathBuf> = files.chain([root.join(LOCK_FILE)]).chain(exports).collect();
    let stamps = files.par_iter().flat_map_iter(|path| {
        let own = fs::symlink_metadata(path).ok();
        let linked = own.as_ref().filter(|data| data.is_symlink()).and_then(|_| fs::metadata(path).ok());
        let name = relative(root, path);
        own.into_iter().chain(linked).map(move |data| (name.clone(), Stamp::of(&data)))
    });
    stamps.chain(versions::stamps(root).into_par_iter()).collect()
}

/// What lies in the folders of a site, in order. No link is followed, not even
/// one in the place of such a folder.
fn walk(root: &Path) -> impl Iterator<Item = walkdir::Result<DirEntry>> {
    let tops = FOLDERS.into_iter().map(str::to_owned).chain(versions::folders(root)).map(|folder| root.join(folder));
    tops.filter(|top| fs::symlink_metadata(top).is_ok()).flat_map(|top| {
        let walk = WalkDir::new(top).follow_links(false).follow_root_links(false).sort_by_file_name();
        walk.into_iter().filter_entry(is_wanted)
    })
}

/// Leaves out what editors and file managers leave behind. Hidden files count
/// only below `static/`, where `.well-known/` may be meant.
fn is_wanted(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let hidden = name.starts_with('.')
        && entry.depth() > 0
        && !entry.path().components().any(|part| part.as_os_str() == "static");
    !hidden && !is_litter(&name, entry.file_type().is_dir())
}

/// Reads what the walk came to. Nothing for a folder.
fn read_entry(root: &Path, entry: walkdir::Result<DirEntry>, known: &Known) -> Option<Read> {
    let entry = match entry {
        Ok(entry) if entry.file_type().is_dir() => return None,
        Ok(entry) => entry,
        Err(error) => return Some(Read::failed(unwalkable(root, &error))),
    };
    let kind = entry.file_type();
    let name = relative(root, entry.path());
    if kind.is_file()
        && let Some(source) = known.text(&name, entry.path())
    {
        return Some(Read { name, source: Some(source), problem: None });
    }
    let place = if kind.is_symlink() {
        linked_file(root, entry.path(), &name)
    } else if kind.is_file() {
        Ok(entry.into_path())
    } else {
        Err(special(&name, kind))
    };
    Some(place.map_or_else(Read::failed, |place| read(name, &place)))
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
    let folders = FOLDERS.iter().chain([&VERSIONS]);
    let is_inside = inside.as_ref().is_some_and(|inside| folders.clone().any(|folder| inside.starts_with(folder)));
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
fn read_lock(root: &Path) -> Vec<Read> {
    let place = root.join(LOCK_FILE);
    match fs::symlink_metadata(&place).map(|data| data.file_type()) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => vec![Read::failed(unreadable(LOCK_FILE, &error.to_string()))],
        Ok(kind) if kind.is_file() => {
            let read = read(LOCK_FILE.to_owned(), &place);
            let text = read.source.as_ref().filter(|_| read.problem.is_none()).and_then(Source::text);
            let damages: Vec<Read> = text.into_iter().flat_map(lock::damages).map(Read::failed).collect();
            [read].into_iter().chain(damages).collect()
        }
        Ok(kind) => vec![Read::failed(special(LOCK_FILE, kind))],
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

/// A folder or file that the walk cannot read. The error as text would name the
/// machine's folders.
fn unwalkable(root: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = error.path().map(|path| relative(root, path)).unwrap_or_default();
    let why = error.io_error().map(|error| error.to_string());
    unreadable(&path, why.as_deref().unwrap_or("it is a link to a folder around it"))
}

/// Two files whose names a reader cannot tell apart, where the system can.
fn twice(name: &str) -> Diagnostic {
    let message = "another file has the same name, its letters written in another way";
    Diagnostic::error("repeated-file", Span::file(name), message)
        .help("remove one of the two; one writes a letter with its accent as one character, the other as two")
}

/// The path of a file below the root with `/` between its parts. Some systems take a
/// letter apart from its accent; here both ways are one.
fn relative(root: &Path, path: &Path) -> String {
    let name = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
    let name = if cfg!(unix) { name } else { name.replace('\\', "/").into() };
    composed(&name).into_owned()
}
