//! What the last build of a target was made from and what it published, so that a
//! build from the same is known to publish the same without being made.
//!
//! The note holds what the build told, since the next has to tell the same. It can be deleted at any time,
//! and one that is damaged counts as none: then the site is built. So it is whenever
//! there is a doubt: a source or a published file with another stamp than it had, or
//! with one so young that a change could have left it the same.

use super::folders_of;
use super::manifest::MANIFEST;
use super::seen::Seen;
use crate::diag::Report;
use crate::hash::{Digest, digest, hex};
use crate::load::{Fingerprint, Stamp};
use crate::output::Records;
use crate::source::LOCK_FILE;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The first words of the note, before the hash of its rest.
const HEAD: &str = "statuary build 2 ";

/// All that a build is made from but `routes.lock`, to which building adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Basis {
    digest: Digest,
    /// When the youngest source was written.
    youngest: u128,
}

impl Basis {
    /// The basis of a build from these files. `asked` names everything else that has a
    /// say: the options, and the program itself.
    pub fn new(files: &Fingerprint, asked: &str) -> Basis {
        let mut text = format!("{asked:?}\n");
        let mut youngest = 0;
        for (path, Stamp { size, modified, number }) in files.iter().filter(|(path, _)| path != LOCK_FILE) {
            youngest = youngest.max(*modified);
            text.push_str(&format!("{size} {modified} {number} {path:?}\n"));
        }
        Basis { digest: digest(text.as_bytes()), youngest }
    }

    /// Whether each source had settled at a time: it could not be changed after that
    /// time and look as before.
    pub(super) fn is_settled(&self, time: u128) -> bool {
        self.youngest < time
    }
}

/// What a build published.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extent {
    /// The number of its files.
    pub files: usize,
    /// The number of its pages.
    pub pages: usize,
    /// The size of all files.
    pub bytes: usize,
}

impl Extent {
    /// What files are, by their records.
    pub fn of(records: &Records) -> Extent {
        Extent { files: records.files.len(), pages: records.pages().count(), bytes: records.bytes() }
    }
}

/// What a build published, and what it said of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// What it published.
    pub extent: Extent,
    /// Its warnings.
    pub report: Report,
    /// The files of the drafts that were left out.
    pub drafts: Vec<String>,
    /// Where the site says that it lies.
    pub base_url: String,
}

/// The note of a build.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Last {
    pub basis: String,
    /// The hash of `routes.lock` when the build was done; nothing where there was none.
    pub routes: Option<String>,
    /// The hash of the list of our files.
    pub manifest: String,
    /// The hash of the list of what was seen.
    pub seen: String,
    pub extent: Extent,
    /// The report, as text.
    report: String,
    drafts: Vec<String>,
    base_url: String,
}

impl Last {
    /// The note of the build that has just been published. Nothing is given when a list
    /// that it names cannot be read.
    pub fn of(basis: &Basis, routes: Option<&str>, target: &Path, seen: String, said: &Said) -> Option<Last> {
        let manifest = hex(&fs::read(target.join(MANIFEST)).ok()?);
        let Said { extent, report, drafts, base_url } = said.clone();
        let (basis, routes, report) = (basis.digest.hex(), routes.map(hash_of_routes), report.keep());
        Some(Last { basis, routes, manifest, seen, extent, report, drafts, base_url })
    }

    /// What the build said; nothing where that is no report of this program.
    pub fn said(self) -> Option<Said> {
        let Last { extent, report, drafts, base_url, .. } = self;
        Some(Said { extent, report: Report::kept(&report)?, drafts, base_url })
    }

    /// Reads the note. A damaged one is none.
    pub fn read(place: &Path) -> Option<Last> {
        let data = fs::symlink_metadata(place).ok()?;
        let text = if data.is_file() { fs::read_to_string(place).ok()? } else { return None };
        let (hash, rest) = text.strip_prefix(HEAD)?.split_once('\n')?;
        if hash == hex(rest.as_bytes()) { serde_json::from_str(rest).ok() } else { None }
    }

    /// The note as text.
    pub fn print(&self) -> String {
        let rest = serde_json::to_string(self).unwrap_or_default();
        format!("{HEAD}{}\n{rest}", hex(rest.as_bytes()))
    }

    /// Whether a build from a basis would publish what this one did, into a target that
    /// is as this one left it.
    pub fn holds(&self, basis: &Basis, root: &Path, target: &Path, seen: &Seen) -> bool {
        self.basis == basis.digest.hex()
            && self.seen == seen.digest()
            && self.extent.files == seen.len()
            && self.routes == routes_on_disk(root)
            && fs::read(target.join(MANIFEST)).is_ok_and(|bytes| self.manifest == hex(&bytes))
            && is_as_seen(target, seen)
    }
}

/// The hash of the list of routes. An end of line is one, however it is written, as it
/// is to the build.
fn hash_of_routes(text: &str) -> String {
    hex(text.replace("\r\n", "\n").as_bytes())
}

fn routes_on_disk(root: &Path) -> Option<String> {
    let place = root.join(LOCK_FILE);
    let is_there = fs::symlink_metadata(&place).is_ok();
    // What cannot be read as text is damaged, and equals nothing.
    is_there.then(|| fs::read_to_string(&place).map(|text| hash_of_routes(&text)).unwrap_or_default())
}

/// Whether each file that was seen still is there, behind folders and not behind links.
fn is_as_seen(target: &Path, seen: &Seen) -> bool {
    let folders: BTreeSet<&str> = seen.paths().flat_map(folders_of).collect();
    let is_folder = |folder: &&str| fs::symlink_metadata(target.join(folder)).is_ok_and(|data| data.is_dir());
    let is_file = |path: &&str| {
        let data = fs::symlink_metadata(target.join(path)).ok().filter(fs::Metadata::is_file);
        data.is_some_and(|data| seen.hash(path, Stamp::of(&data)).is_some())
    };
    let paths: Vec<&str> = seen.paths().collect();
    let folders: Vec<&str> = folders.into_iter().collect();
    folders.par_iter().all(is_folder) && paths.par_iter().all(is_file)
}
