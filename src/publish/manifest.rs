//! The list of the files in a target that are ours, with the hash of what we wrote.

use super::disk::Disk;
use super::home::HOME;
use super::{Refused, failed};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Component, Path};

/// The list, in the target folder.
pub const MANIFEST: &str = ".statuary-manifest.json";

/// Our files by path, with the hash of what we wrote. While a run is under way
/// it is the old hash and the new one, parted by a space.
pub(super) type Manifest = BTreeMap<String, String>;

/// Reads the list. What it says of places that cannot be ours is left out.
pub(super) fn read(target: &Path) -> Result<Manifest, Refused> {
    let path = target.join(MANIFEST);
    match fs::symlink_metadata(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Manifest::new()),
        Err(error) => return Err(failed(&path, error)),
        Ok(data) if !data.is_file() => return Err(damaged(&path, "it is no plain file")),
        Ok(_) => {}
    }
    let text = fs::read(&path).map_err(|error| failed(&path, error))?;
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|error| damaged(&path, &error.to_string()))?;
    Ok(manifest.into_iter().filter(|(path, _)| can_be_ours(path)).collect())
}

fn damaged(path: &Path, why: &str) -> Refused {
    let text = format!("the list of our files is damaged ({why}); delete the folder to start anew");
    failed(path, io::Error::other(text))
}

/// Replaces the list.
pub(super) fn write(manifest: &Manifest, target: &Path, beside: &Path, disk: &Disk) -> Result<(), Refused> {
    let place = target.join(MANIFEST);
    let text = serde_json::to_string_pretty(manifest).unwrap_or_default() + "\n";
    disk.replace(&place, beside, text.as_bytes()).map_err(|error| failed(&place, error))
}

/// The list while files are being put in place: all that may be found there,
/// should the run be broken off.
pub(super) fn of_both(old: &Manifest, new: &Manifest) -> Manifest {
    let mut both = old.clone();
    for (path, hash) in new {
        let known = both.entry(path.clone()).or_default();
        if !is_known(known, hash) {
            *known = format!("{known} {hash}").trim_start().to_owned();
        }
    }
    both
}

/// Whether a hash is one of those on a line of the list.
pub(super) fn is_known(known: &str, hash: &str) -> bool {
    known.split(' ').any(|known| known == hash)
}

/// Whether a path leads to somewhere below the target that is not kept for the
/// run itself. Case does not count, since some file systems do not tell it apart.
pub(super) fn can_be_ours(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or_default();
    stays_inside(path) && !first.eq_ignore_ascii_case(HOME) && !path.eq_ignore_ascii_case(MANIFEST)
}

/// Whether a path leads to somewhere below the target.
pub(super) fn stays_inside(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}
