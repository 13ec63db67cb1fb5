//! Where the files of a site wait until all are there. A file whose folder the target
//! does not have waits in a tree of folders, so that each such folder comes into the
//! target whole, by one rename; any other waits alone, under a number.

use super::disk::Disk;
use super::folders_of;
use crate::load::Stamp;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// The stage as the place of files that wait.
pub(super) struct Waiting {
    stage: PathBuf,
    tree: PathBuf,
    /// The folders of the tree.
    made: Mutex<BTreeSet<String>>,
    /// Whether two folders of the site are one on this disk, which does not tell their
    /// names apart.
    folds: AtomicBool,
    next: AtomicUsize,
}

/// A file that waits.
pub(super) struct Staged {
    pub waits: Waits,
    pub stamp: Stamp,
}

/// How a file waits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Waits {
    InTree,
    Alone(usize),
}

impl Waiting {
    /// For an empty stage.
    pub fn new(stage: PathBuf) -> Waiting {
        let tree = stage.join("site");
        Waiting { stage, tree, made: Mutex::default(), folds: AtomicBool::new(false), next: AtomicUsize::new(0) }
    }

    /// Writes a file that has to wait.
    pub fn write(&self, path: &str, waits_in_tree: bool, bytes: &[u8], disk: &Disk) -> io::Result<Staged> {
        let waits = if waits_in_tree {
            self.make_folders(path, disk)?;
            Waits::InTree
        } else {
            Waits::Alone(self.next.fetch_add(1, Ordering::Relaxed))
        };
        let stamp = disk.write_new(&self.place_of(path, waits), bytes)?;
        Ok(Staged { waits, stamp })
    }

    /// Where a file waits.
    pub fn place_of(&self, path: &str, waits: Waits) -> PathBuf {
        match waits {
            Waits::InTree => self.tree.join(path),
            Waits::Alone(number) => self.stage.join(number.to_string()),
        }
    }

    /// Where a folder waits.
    pub fn folder(&self, path: &str) -> PathBuf {
        self.tree.join(path)
    }

    /// Whether a folder that waits may hold files of another folder.
    pub fn folds(&self) -> bool {
        self.folds.load(Ordering::Relaxed)
    }

    /// Why a file has no place in the tree beside those that wait there already.
    pub fn conflict(&self, path: &str) -> Option<String> {
        let both = |path: &str| format!("\"{path}\" would be a file and a folder");
        let data = |path: &str| fs::symlink_metadata(self.tree.join(path)).ok();
        if let Some(file) = folders_of(path).find(|folder| data(folder).is_some_and(|data| data.is_file())) {
            return Some(both(file));
        }
        Some(if data(path)?.is_dir() { both(path) } else { format!("the file \"{path}\" was made twice") })
    }

    /// Makes the folders of a file, each once.
    fn make_folders(&self, path: &str, disk: &Disk) -> io::Result<()> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if folders_of(path).last().is_some_and(|folder| made.contains(folder)) {
            return Ok(());
        }
        if made.is_empty() {
            disk.create_folder(&self.tree)?;
        }
        for folder in folders_of(path) {
            if made.contains(folder) {
                continue;
            }
            let place = self.tree.join(folder);
            // Only this makes folders in the stage. One that is there under a name that
            // was not made yet is there under another.
            if !disk.create_folder(&place)? {
                if !fs::symlink_metadata(&place)?.is_dir() {
                    return Err(io::ErrorKind::AlreadyExists.into());
                }
                self.folds.store(true, Ordering::Relaxed);
            }
            made.insert(folder.to_owned());
        }
        Ok(())
    }
}
