//! A target while a run holds it: what is known of it, and what waits for it.

use super::disk::Disk;
use super::home::Home;
use super::manifest::Manifest;
use super::seen::{Seen, Sight};
use super::waiting::{Staged, Waiting};
use super::{Refused, folders_of};
use crate::hash::hex;
use crate::load::Stamp;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::{PoisonError, RwLock};

/// A target that no other run can open.
pub(super) struct Held<'a> {
    pub target: PathBuf,
    pub home: Home,
    pub disk: Disk<'a>,
    /// The list of our files as it was found.
    pub old: Manifest,
    pub seen: Seen,
    pub waiting: Waiting,
    /// Folders of the site that were looked for and are none.
    absent: RwLock<BTreeSet<String>>,
}

/// What stands at a place. No link is followed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Nothing,
    Folder,
    File(Stamp),
    Other,
}

/// A file of the site.
pub(super) struct Put {
    pub hash: String,
    /// The file in the stage, unless the target holds the same bytes.
    pub staged: Option<Staged>,
    /// What the target held at its place, if that was a plain file.
    pub found: Option<Sight>,
}

impl<'a> Held<'a> {
    /// A target of which nothing was seen yet.
    pub fn new(target: PathBuf, home: Home, disk: Disk<'a>, seen: Seen) -> Held<'a> {
        let waiting = Waiting::new(home.stage());
        Held { target, home, disk, old: Manifest::new(), seen, waiting, absent: RwLock::default() }
    }

    /// The plain file in the target at a path.
    pub fn found(&self, path: &str) -> Option<Sight> {
        if self.lacks_folder_of(path) {
            return None;
        }
        match fs::symlink_metadata(self.target.join(path)) {
            Ok(data) => data.is_file().then(|| self.sight(path, Stamp::of(&data)))?,
            Err(_) => {
                let is_folder = |folder: &&str| self.standing(folder) == Standing::Folder;
                if let Some(folder) = folders_of(path).find(|folder| !is_folder(folder)) {
                    self.absent.write().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned());
                }
                None
            }
        }
    }

    /// What stands at a path.
    pub fn standing(&self, path: &str) -> Standing {
        match fs::symlink_metadata(self.target.join(path)) {
            Ok(data) if data.is_dir() => Standing::Folder,
            Ok(data) if data.is_file() => Standing::File(Stamp::of(&data)),
            Ok(_) => Standing::Other,
            Err(_) => Standing::Nothing,
        }
    }

    /// Whether a folder of a file that was looked for is known not to be there.
    pub fn lacks_folder_of(&self, path: &str) -> bool {
        let absent = self.absent.read().unwrap_or_else(PoisonError::into_inner);
        folders_of(path).any(|folder| absent.contains(folder))
    }

    /// The hash of a plain file in the target, read only when it was not seen
    /// before. Nothing when it cannot be read.
    pub fn sight(&self, path: &str, stamp: Stamp) -> Option<Sight> {
        let hash = match self.seen.hash(path, stamp) {
            Some(hash) => hash.to_owned(),
            None => hex(&fs::read(self.target.join(path)).ok()?),
        };
        Some(Sight { stamp, hash })
    }

    /// The refusal of this target.
    pub fn unsafe_path(&self, why: String) -> Refused {
        Refused::Unsafe(self.target.clone(), why)
    }
}
