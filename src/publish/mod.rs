//! Stage 5: writes what changed into the target folder, and nothing else.
//!
//! The folder may hold files that are not ours. A manifest in it lists those
//! that are; only they are overwritten or deleted. Changed files are staged
//! beside the target and renamed into place, so that each file is old or new at
//! any moment, and the next run finishes what an interrupted one began.

mod stage;
mod target;

use crate::hash::hex;
use crate::output::Output;
use stage::Stage;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use target::safe_target;

/// The list of our files, in the target folder.
pub const MANIFEST: &str = ".statuary-manifest.json";

/// What publishing did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published {
    /// Files written because they are new or their bytes changed.
    pub written: usize,
    /// Files left alone because their bytes are the same.
    pub unchanged: usize,
    /// Files deleted because they are no longer part of the site.
    pub deleted: usize,
    /// Files of ours that are no longer part of the site but were changed by
    /// somebody else, and so are kept.
    pub kept: Vec<String>,
}

/// Why nothing, or not everything, was published.
#[derive(Debug)]
pub enum Refused {
    /// The target is a place that must not be written to; says why.
    Unsafe(PathBuf, String),
    /// Files in the target that are not ours stand in the way.
    Foreign(PathBuf, Vec<String>),
    /// Another run is publishing to the same target.
    Busy(PathBuf),
    /// Reading or writing failed; what was already written is whole.
    Io(PathBuf, io::Error),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Refused::Unsafe(path, why) => write!(
                f,
                "refused to publish into {}: {why}\nhelp: name a folder that holds nothing else, such as public",
                path.display()
            ),
            Refused::Foreign(path, files) => {
                writeln!(
                    f,
                    "refused to publish into {}: these files there were not written by Statuary and would be overwritten:",
                    path.display()
                )?;
                files.iter().take(20).try_for_each(|file| writeln!(f, "  {file}"))?;
                if files.len() > 20 {
                    writeln!(f, "  and {} more", files.len() - 20)?;
                }
                write!(f, "help: move them away, or publish into another folder with --out")
            }
            Refused::Busy(path) => {
                write!(f, "another build is publishing into {}\nhelp: wait until it is done", path.display())
            }
            Refused::Io(path, error) => write!(
                f,
                "cannot publish: {}: {error}\nhelp: mend the cause and build again; every file already there is whole",
                path.display()
            ),
        }
    }
}

impl std::error::Error for Refused {}

/// A point of a run at which a test may break it off.
pub type Checkpoint<'a> = &'a mut dyn FnMut() -> io::Result<()>;

/// Publishes the files into `target`. `root` is the project's folder, whose own
/// parts are never written to.
pub fn publish(output: &Output, root: &Path, target: &Path) -> Result<Published, Refused> {
    publish_with(output, root, target, &mut || Ok(()))
}

/// [`publish`] with a checkpoint before each step that changes the disk.
pub fn publish_with(output: &Output, root: &Path, target: &Path, checkpoint: Checkpoint) -> Result<Published, Refused> {
    let target = safe_target(root, target)?;
    let stage = Stage::open(&target)?;
    match Plan::new(output, &target) {
        Ok(plan) => plan.carry_out(&stage, checkpoint),
        Err(refused) => {
            stage.close()?;
            Err(refused)
        }
    }
}

/// Our files by path, with the hash of what we wrote. While a run is under way
/// it is the old hash and the new one, parted by a space.
type Manifest = BTreeMap<String, String>;

/// What has to be done.
struct Plan<'a> {
    target: &'a Path,
    output: &'a Output,
    old: Manifest,
    changed: Vec<&'a str>,
    unchanged: Vec<&'a str>,
    stale: Vec<String>,
    kept: Vec<String>,
}

impl<'a> Plan<'a> {
    fn new(output: &'a Output, target: &'a Path) -> Result<Plan<'a>, Refused> {
        if let Some(path) = output.files.keys().find(|path| !stays_inside(path)) {
            return Err(Refused::Unsafe(target.to_owned(), format!("the file \"{path}\" would lie outside it")));
        }
        let old = read_manifest(target)?;
        let mut plan = Plan {
            target,
            output,
            old,
            changed: Vec::new(),
            unchanged: Vec::new(),
            stale: Vec::new(),
            kept: Vec::new(),
        };
        let mut foreign = BTreeSet::new();
        for (path, bytes) in &output.files {
            if let Some(folder) = in_the_way(target, path, &plan.old) {
                foreign.insert(folder);
                continue;
            }
            let place = target.join(path);
            match fs::symlink_metadata(&place) {
                Err(_) => plan.changed.push(path),
                Ok(data) if data.is_dir() && only_ours(target, path, &plan.old) => plan.changed.push(path),
                Ok(data) if data.is_file() && fs::read(&place).is_ok_and(|found| found[..] == bytes[..]) => {
                    plan.unchanged.push(path);
                }
                Ok(data) if !data.is_dir() && plan.old.contains_key(path) => plan.changed.push(path),
                Ok(_) => {
                    foreign.insert(path.clone());
                }
            }
        }
        if !foreign.is_empty() {
            return Err(Refused::Foreign(target.to_owned(), foreign.into_iter().collect()));
        }
        for path in plan.old.keys().filter(|path| !output.files.contains_key(*path) && is_plain(target, path)) {
            let list = if is_ours(target, path, &plan.old) { &mut plan.stale } else { &mut plan.kept };
            list.push(path.clone());
        }
        Ok(plan)
    }

    fn carry_out(&self, stage: &Stage, checkpoint: Checkpoint) -> Result<Published, Refused> {
        for path in &self.changed {
            checkpoint().map_err(|error| failed(&self.target.join(path), error))?;
            stage.put(path, &self.output.files[*path])?;
        }
        // Before the first rename: a run that is broken off leaves a manifest
        // that lists everything it may have put there.
        let new = self.manifest();
        let mut both = self.old.clone();
        for (path, hash) in &new {
            let known = both.entry(path.clone()).or_default();
            if !known.split(' ').any(|known| known == hash) {
                *known = format!("{known} {hash}").trim_start().to_owned();
            }
        }
        checkpoint().map_err(|error| failed(self.target, error))?;
        stage.write_manifest(self.target, &both)?;
        let (in_the_way, others): (Vec<&String>, Vec<&String>) =
            self.stale.iter().partition(|path| self.is_in_the_way(path));
        self.remove_all(&in_the_way, checkpoint)?;
        for path in in_order(&self.changed) {
            checkpoint().map_err(|error| failed(&self.target.join(path), error))?;
            stage.put_in_place(path, self.target)?;
        }
        self.remove_all(&others, checkpoint)?;
        checkpoint().map_err(|error| failed(self.target, error))?;
        stage.write_manifest(self.target, &new)?;
        stage.close()?;
        Ok(Published {
            written: self.changed.len(),
            unchanged: self.unchanged.len(),
            deleted: self.stale.len(),
            kept: self.kept.clone(),
        })
    }

    /// What is ours once all is done: what we write now, and what we wrote
    /// before and found unchanged. An equal file that we never wrote stays
    /// somebody else's.
    fn manifest(&self) -> Manifest {
        let known = self.unchanged.iter().filter(|path| self.old.contains_key(**path));
        self.changed.iter().chain(known).map(|path| ((*path).to_owned(), hex(&self.output.files[*path]))).collect()
    }

    fn remove_all(&self, paths: &[&String], checkpoint: Checkpoint) -> Result<(), Refused> {
        for path in paths {
            checkpoint().map_err(|error| failed(&self.target.join(path), error))?;
            remove(self.target, path)?;
        }
        Ok(())
    }

    /// Whether a stale file lies where a folder has to be, or the other way
    /// round. It goes before anything is put in place.
    fn is_in_the_way(&self, path: &str) -> bool {
        let inside = |inner: &str, outer: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'));
        self.changed.iter().any(|new| inside(new, path) || inside(path, new))
    }
}

/// Assets first, so that a page never names what is not there yet; then pages;
/// then what leads to pages.
fn in_order<'a>(paths: &[&'a str]) -> Vec<&'a str> {
    let rank = |path: &str| match path {
        path if path.starts_with("assets/") => 0,
        path if path.ends_with(".html") => 1,
        _ => 2,
    };
    let mut paths = paths.to_vec();
    paths.sort_by_key(|path| (rank(path), *path));
    paths
}

fn read_manifest(target: &Path) -> Result<Manifest, Refused> {
    let path = target.join(MANIFEST);
    match fs::read(&path) {
        Ok(text) => serde_json::from_slice::<Manifest>(&text)
            .map(|manifest| manifest.into_iter().filter(|(path, _)| stays_inside(path)).collect())
            .map_err(|error| {
                failed(
                    &path,
                    io::Error::other(format!(
                        "the list of our files is damaged ({error}); delete the folder to start anew"
                    )),
                )
            }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Manifest::new()),
        Err(error) => Err(failed(&path, error)),
    }
}

/// The files of ours with such an ending that are in the target as we wrote them.
pub fn published(target: &Path, ending: &str) -> Vec<Arc<[u8]>> {
    let manifest = read_manifest(target).unwrap_or_default();
    let files = manifest.iter().filter(|(path, _)| path.ends_with(ending) && is_plain(target, path));
    let read = files.filter_map(|(path, known)| Some((known, fs::read(target.join(path)).ok()?)));
    read.filter(|(known, bytes)| is_known(known, bytes)).map(|(_, bytes)| bytes.into()).collect()
}

/// Whether a path of a manifest leads to somewhere below the target.
fn stays_inside(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// The first part of the way to a file that is no folder of its own: a file of
/// somebody else, or a symbolic link.
fn in_the_way(target: &Path, path: &str, old: &Manifest) -> Option<String> {
    let parts: Vec<&str> = path.split('/').collect();
    (1..parts.len()).map(|count| parts[..count].join("/")).find(|folder| {
        match fs::symlink_metadata(target.join(folder)) {
            Ok(data) if data.is_file() => !is_ours(target, folder, old),
            Ok(data) => !data.is_dir(),
            Err(_) => false,
        }
    })
}

/// Whether a path leads to a file, and to it through no symbolic link.
fn is_plain(target: &Path, path: &str) -> bool {
    let kind = |path: &str| fs::symlink_metadata(target.join(path)).map(|data| data.file_type());
    path.match_indices('/').all(|(at, _)| kind(&path[..at]).is_ok_and(|kind| kind.is_dir()))
        && kind(path).is_ok_and(|kind| kind.is_file())
}

/// Whether a file is as we wrote it.
fn is_ours(target: &Path, path: &str, old: &Manifest) -> bool {
    old.get(path).is_some_and(|known| fs::read(target.join(path)).is_ok_and(|bytes| is_known(known, &bytes)))
}

/// Whether bytes have one of the hashes of a manifest's line.
fn is_known(hashes: &str, bytes: &[u8]) -> bool {
    let hash = hex(bytes);
    hashes.split(' ').any(|known| known == hash)
}

/// Whether a folder that has to give way to a file holds only files of ours.
fn only_ours(target: &Path, folder: &str, old: &Manifest) -> bool {
    let Ok(entries) = fs::read_dir(target.join(folder)) else { return false };
    entries.flatten().all(|entry| {
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => only_ours(target, &path, old),
            Ok(kind) => kind.is_file() && is_ours(target, &path, old),
            Err(_) => false,
        }
    })
}

/// Deletes a file and the folders that are empty without it.
fn remove(target: &Path, path: &str) -> Result<(), Refused> {
    let place = target.join(path);
    match fs::remove_file(&place) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed(&place, error)),
    }
    let mut folder = place.parent();
    while let Some(parent) = folder.filter(|parent| *parent != target) {
        if fs::remove_dir(parent).is_err() {
            break;
        }
        folder = parent.parent();
    }
    Ok(())
}

fn failed(path: &Path, error: io::Error) -> Refused {
    Refused::Io(path.to_owned(), error)
}

/// Adds routes to the list of published ones. Nothing is written when all are
/// there.
pub fn record_routes(root: &Path, output: &Output) -> io::Result<usize> {
    let path = root.join(crate::source::LOCK_FILE);
    let head = "# Addresses that were published and must stay. The build adds new ones; one that\n# goes needs an alias on the page that takes its place.\n";
    let text = match fs::read_to_string(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => head.to_owned(),
        read => read?,
    };
    let known: BTreeSet<&str> =
        text.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let routes: BTreeSet<String> = output
        .files
        .keys()
        .filter(|path| path.ends_with(".html"))
        .map(|path| format!("/{}", path.strip_suffix("index.html").unwrap_or(path)))
        .collect();
    let new: Vec<&str> = routes.iter().map(String::as_str).filter(|route| !known.contains(route)).collect();
    if !new.is_empty() {
        let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        fs::write(&path, format!("{text}{end}{}\n", new.join("\n")))?;
    }
    Ok(new.len())
}
