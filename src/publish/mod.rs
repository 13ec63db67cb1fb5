//! Stage 5: writes what changed into the target folder, and nothing else.
//!
//! The folder may hold files that are not ours. A manifest in it lists those
//! that are; only they are overwritten or deleted. Changed files are staged in the
//! target's own folder `.statuary/` and renamed into place, a folder that the target
//! lacks as a whole, so that each file is old or new at any moment, and the next run
//! finishes what an interrupted one began.
//!
//! Losing power: the manifest and `routes.lock` are safe on the disk before their
//! names lead to them, and so are old or new. Pages are not waited for one by one,
//! which would take longer than making them. Most file systems then keep each old
//! or new as well; where one leaves a page empty or short, the manifest says what
//! it should be, its size tells, and the next build writes it again.

mod disk;
mod exports;
mod held;
mod home;
mod last;
mod manifest;
mod moves;
mod plan;
mod routes;
mod seen;
mod stage;
mod target;
mod waiting;

use crate::hash::hex;
use crate::output::{Output, Record};
use disk::Disk;
use rayon::prelude::*;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use exports::{note_exports, write_exports, written_exports};
pub use last::{Basis, Extent, Said};
pub use routes::{record_routes, recorded};
pub use stage::Stage;

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
    /// Files of ours that somebody else had changed and that are ours again. What
    /// they held lies below [`EDITED`] in the target.
    pub edited: Vec<String>,
}

/// The folder in the target in which a file that somebody changed is kept when
/// ours takes its place.
pub const EDITED: &str = ".statuary/edited";

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
pub type Checkpoint<'a> = &'a mut (dyn FnMut() -> io::Result<()> + Send);

/// Publishes the files into `target`. `root` is the project's folder, whose own
/// parts are never written to.
pub fn publish(output: &Output, root: &Path, target: &Path) -> Result<Published, Refused> {
    publish_with(output, root, target, &mut || Ok(()))
}

/// [`publish`] with a checkpoint before each step that changes the disk.
pub fn publish_with(output: &Output, root: &Path, target: &Path, checkpoint: Checkpoint) -> Result<Published, Refused> {
    let stage = Stage::open_on(Disk::with(checkpoint), root, target)?;
    output.files.par_iter().try_for_each(|(path, bytes)| stage.take(path, bytes, &Record::of(bytes)))?;
    stage.publish()
}

/// The files of ours with such an ending that are in the target as we wrote them.
pub fn published(target: &Path, ending: &str) -> Vec<Arc<[u8]>> {
    let manifest = manifest::read(target).unwrap_or_default();
    let files = manifest.iter().filter(|(path, _)| path.ends_with(ending) && is_plain(target, path));
    let read = files.filter_map(|(path, known)| Some((known, fs::read(target.join(path)).ok()?)));
    read.filter(|(known, bytes)| manifest::is_known(known, &hex(bytes))).map(|(_, bytes)| bytes.into()).collect()
}

/// Whether a path leads to a file, and to it through no symbolic link.
fn is_plain(target: &Path, path: &str) -> bool {
    let kind = |path: &str| fs::symlink_metadata(target.join(path)).map(|data| data.file_type());
    path.match_indices('/').all(|(at, _)| kind(&path[..at]).is_ok_and(|kind| kind.is_dir()))
        && kind(path).is_ok_and(|kind| kind.is_file())
}

fn failed(path: &Path, error: io::Error) -> Refused {
    Refused::Io(path.to_owned(), error)
}

/// The folders above a path, from the top.
fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// The folder of a path; nothing for one that lies at the top.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
