//! Where changed files wait until all are written, and how they get from there to
//! their places.

use super::{MANIFEST, Manifest, Refused, failed};
use crate::hash::hex;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

/// The folder beside the target where changed files wait, and the lock that keeps
/// a second run from the same target. The lock lies in the system's folder for
/// temporary files and stays there: deleting it would let two runs hold one each.
pub(super) struct Stage {
    folder: PathBuf,
    lock: File,
}

impl Drop for Stage {
    /// Gives the lock back. Closing the file is not enough: a process that is
    /// just being started holds it open too, and the next run would be refused.
    fn drop(&mut self) {
        let _ = self.lock.unlock();
    }
}

impl Stage {
    /// Takes the lock and starts with an empty folder.
    pub fn open(target: &Path) -> Result<Stage, Refused> {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let folder = target.with_file_name(format!(".{name}.statuary-stage"));
        let lock_path = lock_file(target);
        let lock = File::create(&lock_path).map_err(|error| failed(&lock_path, error))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Refused::Busy(target.to_owned())),
            Err(TryLockError::Error(error)) => return Err(failed(&lock_path, error)),
        }
        fs::create_dir_all(target).map_err(|error| failed(target, error))?;
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(|error| failed(&folder, error))?;
        }
        fs::create_dir_all(&folder).map_err(|error| failed(&folder, error))?;
        Ok(Stage { folder, lock })
    }

    /// Writes a file into the folder.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Refused> {
        let staged = self.folder.join("files").join(path);
        make_parent(&staged)?;
        fs::write(&staged, bytes).map_err(|error| failed(&staged, error))
    }

    /// Renames a file from the folder to its place.
    pub fn put_in_place(&self, path: &str, target: &Path) -> Result<(), Refused> {
        let place = target.join(path);
        make_parent(&place)?;
        remove_empty(&place);
        fs::rename(self.folder.join("files").join(path), &place).map_err(|error| failed(&place, error))
    }

    /// Writes the list of our files, unless it is the same.
    pub fn write_manifest(&self, target: &Path, manifest: &Manifest) -> Result<(), Refused> {
        let text = serde_json::to_string_pretty(manifest).unwrap_or_default() + "\n";
        if fs::read_to_string(target.join(MANIFEST)).is_ok_and(|found| found == text) {
            return Ok(());
        }
        let staged = self.folder.join("manifest");
        fs::write(&staged, text).map_err(|error| failed(&staged, error))?;
        let place = target.join(MANIFEST);
        fs::rename(&staged, &place).map_err(|error| failed(&place, error))
    }

    /// Deletes the folder.
    pub fn close(&self) -> Result<(), Refused> {
        fs::remove_dir_all(&self.folder).map_err(|error| failed(&self.folder, error))
    }
}

/// One lock file for each target.
fn lock_file(target: &Path) -> PathBuf {
    let name = &hex(target.to_string_lossy().as_bytes())[..16];
    std::env::temp_dir().join(format!("statuary-{name}.lock"))
}

/// Deletes a folder that holds nothing but empty folders.
fn remove_empty(folder: &Path) {
    if fs::symlink_metadata(folder).is_ok_and(|data| data.is_dir()) {
        fs::read_dir(folder).into_iter().flatten().flatten().for_each(|entry| remove_empty(&entry.path()));
        let _ = fs::remove_dir(folder);
    }
}

fn make_parent(path: &Path) -> Result<(), Refused> {
    let parent = path.parent().unwrap_or(path);
    fs::create_dir_all(parent).map_err(|error| failed(parent, error))
}
