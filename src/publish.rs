//! Stage 5: writes what changed into the target folder, and nothing else.
//!
//! The folder may hold files that are not ours. A manifest in it lists those
//! that are; only they are overwritten or deleted. Changed files are staged
//! beside the target and renamed into place, so that each file is old or new at
//! any moment, and the next run finishes what an interrupted one began.

mod target;

use crate::hash::hex;
use crate::render::Output;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};
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
    let plan = Plan::new(output, &target)?;
    let stage = Stage::open(&target)?;
    plan.carry_out(&stage, checkpoint)
}

/// Our files by path, with the hash of what we wrote.
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
            foreign.extend(in_the_way(target, path, &plan.old));
            match fs::symlink_metadata(target.join(path)) {
                Err(_) => plan.changed.push(path),
                Ok(data) if data.is_file() && fs::read(target.join(path)).is_ok_and(|found| found[..] == bytes[..]) => {
                    plan.unchanged.push(path);
                }
                Ok(data) if data.is_dir() && only_ours(&target.join(path), path, &plan.old) => plan.changed.push(path),
                Ok(_) if plan.old.contains_key(path) => plan.changed.push(path),
                Ok(_) => {
                    foreign.insert(path.clone());
                }
            }
        }
        if !foreign.is_empty() {
            return Err(Refused::Foreign(target.to_owned(), foreign.into_iter().collect()));
        }
        for (path, hash) in plan.old.iter().filter(|(path, _)| !output.files.contains_key(*path)) {
            match fs::read(target.join(path)) {
                Ok(bytes) if hex(&bytes) == *hash => plan.stale.push(path.clone()),
                Ok(_) => plan.kept.push(path.clone()),
                Err(_) => {}
            }
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
        both.extend(new.clone());
        checkpoint().map_err(|error| failed(self.target, error))?;
        stage.write_manifest(self.target, &both)?;
        self.clear_the_way(checkpoint)?;
        for path in in_order(&self.changed) {
            checkpoint().map_err(|error| failed(&self.target.join(path), error))?;
            stage.put_in_place(path, self.target)?;
        }
        for path in &self.stale {
            checkpoint().map_err(|error| failed(&self.target.join(path), error))?;
            remove(self.target, path)?;
        }
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

    /// Removes stale files of ours that lie where a folder has to be, or the
    /// other way round.
    fn clear_the_way(&self, checkpoint: Checkpoint) -> Result<(), Refused> {
        for path in &self.stale {
            let inside = self
                .changed
                .iter()
                .any(|new| new.starts_with(&format!("{path}/")) || path.starts_with(&format!("{new}/")));
            if inside {
                checkpoint().map_err(|error| failed(&self.target.join(path), error))?;
                remove(self.target, path)?;
            }
        }
        Ok(())
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

/// The folder beside the target where changed files wait, and the lock on it.
struct Stage {
    folder: PathBuf,
    _lock: File,
}

impl Stage {
    fn open(target: &Path) -> Result<Stage, Refused> {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let folder = target.with_file_name(format!(".{name}.statuary-stage"));
        fs::create_dir_all(target).map_err(|error| failed(target, error))?;
        fs::create_dir_all(&folder).map_err(|error| failed(&folder, error))?;
        let lock_path = folder.join("lock");
        let lock = File::create(&lock_path).map_err(|error| failed(&lock_path, error))?;
        if lock.try_lock().is_err() {
            return Err(Refused::Busy(target.to_owned()));
        }
        let files = folder.join("files");
        if files.exists() {
            fs::remove_dir_all(&files).map_err(|error| failed(&files, error))?;
        }
        Ok(Stage { folder, _lock: lock })
    }

    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Refused> {
        let staged = self.folder.join("files").join(path);
        make_parent(&staged)?;
        fs::write(&staged, bytes).map_err(|error| failed(&staged, error))
    }

    fn put_in_place(&self, path: &str, target: &Path) -> Result<(), Refused> {
        let place = target.join(path);
        make_parent(&place)?;
        fs::rename(self.folder.join("files").join(path), &place).map_err(|error| failed(&place, error))
    }

    fn write_manifest(&self, target: &Path, manifest: &Manifest) -> Result<(), Refused> {
        let text = serde_json::to_string_pretty(manifest).unwrap_or_default() + "\n";
        let staged = self.folder.join("manifest");
        fs::write(&staged, text).map_err(|error| failed(&staged, error))?;
        let place = target.join(MANIFEST);
        fs::rename(&staged, &place).map_err(|error| failed(&place, error))
    }

    fn close(&self) -> Result<(), Refused> {
        fs::remove_dir_all(&self.folder).map_err(|error| failed(&self.folder, error))
    }
}

fn read_manifest(target: &Path) -> Result<Manifest, Refused> {
    let path = target.join(MANIFEST);
    match fs::read_to_string(&path) {
        Ok(text) => serde_json::from_str::<Manifest>(&text)
            .map(|manifest| manifest.into_iter().filter(|(path, _)| stays_inside(path)).collect())
            .map_err(|error| {
                failed(
                    &path,
                    io::Error::other(format!("the list of our files is damaged ({error}); delete it to start anew")),
                )
            }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Manifest::new()),
        Err(error) => Err(failed(&path, error)),
    }
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
            Ok(data) if data.is_file() => !old.contains_key(folder),
            Ok(data) => !data.is_dir(),
            Err(_) => false,
        }
    })
}

/// Whether a folder that has to give way to a file holds only files of ours.
fn only_ours(folder: &Path, path: &str, old: &Manifest) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().all(|entry| {
        let path = format!("{path}/{}", entry.file_name().to_string_lossy());
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => only_ours(&entry.path(), &path, old),
            Ok(_) => old.contains_key(&path),
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

fn make_parent(path: &Path) -> Result<(), Refused> {
    let parent = path.parent().unwrap_or(path);
    fs::create_dir_all(parent).map_err(|error| failed(parent, error))
}

fn failed(path: &Path, error: io::Error) -> Refused {
    Refused::Io(path.to_owned(), error)
}

/// Adds routes to the list of published ones. Nothing is written when all are
/// there.
pub fn record_routes(root: &Path, output: &Output) -> io::Result<usize> {
    let path = root.join(crate::source::LOCK_FILE);
    let text = fs::read_to_string(&path).unwrap_or_default();
    let known: BTreeSet<&str> =
        text.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let routes: BTreeSet<String> = output
        .files
        .keys()
        .filter(|path| path.ends_with(".html"))
        .map(|path| format!("/{}", path.strip_suffix("index.html").unwrap_or(path)))
        .collect();
    let new = routes.iter().filter(|route| !known.contains(route.as_str())).count();
    if new > 0 {
        let all: BTreeSet<&str> = known.iter().copied().chain(routes.iter().map(String::as_str)).collect();
        let head = "# Addresses that were published and must stay. The build adds new ones; one that\n# goes needs an alias on the page that takes its place.\n";
        fs::write(&path, format!("{head}{}\n", all.into_iter().collect::<Vec<_>>().join("\n")))?;
    }
    Ok(new)
}
