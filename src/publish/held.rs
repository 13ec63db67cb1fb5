//! A target while a run holds it: what is known of it, and what waits for it.

use super::Refused;
use super::disk::Disk;
use super::home::Home;
use super::manifest::Manifest;
use super::seen::{Seen, Sight};
use crate::hash::hex;
use crate::load::Stamp;
use std::fs;
use std::path::PathBuf;

/// A target that no other run can open.
pub(super) struct Held<'a> {
    pub target: PathBuf,
    pub home: Home,
    pub disk: Disk<'a>,
    /// The list of our files as it was found.
    pub old: Manifest,
    pub seen: Seen,
}

/// A file of the site.
pub(super) struct Put {
    pub hash: String,
    /// The file in the stage, unless the target holds the same bytes.
    pub staged: Option<Staged>,
    /// What the target held at its place, if that was a plain file.
    pub found: Option<Sight>,
}

/// A file that waits.
pub(super) struct Staged {
    pub place: PathBuf,
    pub stamp: Stamp,
}

impl Held<'_> {
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
