//! Every step that changes the disk, in one place, each behind a checkpoint at
//! which a test may break a run off; and the one way to replace a single file so
//! that neither a full disk nor lost power leaves half of it.

use super::Checkpoint;
use crate::load::Stamp;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Mutex;

/// The disk as a run changes it. It may be used from many threads at once.
#[derive(Default)]
pub(super) struct Disk<'a> {
    checkpoint: Option<Mutex<Checkpoint<'a>>>,
}

impl<'a> Disk<'a> {
    /// A disk that asks a checkpoint before each step.
    pub fn with(checkpoint: Checkpoint<'a>) -> Disk<'a> {
        Disk { checkpoint: Some(Mutex::new(checkpoint)) }
    }

    /// Asks the checkpoint.
    fn step(&self) -> io::Result<()> {
        let Some(checkpoint) = &self.checkpoint else { return Ok(()) };
        let mut checkpoint = checkpoint.lock().map_err(|_| io::Error::other("a thread of this build broke down"))?;
        (*checkpoint)()
    }

    /// Writes a new file and gives its stamp.
    pub fn write_new(&self, place: &Path, bytes: &[u8]) -> io::Result<Stamp> {
        self.step()?;
        let mut file = File::create_new(place)?;
        file.write_all(bytes)?;
        file.metadata().map(|data| Stamp::of(&data))
    }

    /// Makes a folder for the file that comes next, to whose step it belongs. Whether it
    /// was made: something may be there already.
    pub fn create_folder(&self, folder: &Path) -> io::Result<bool> {
        match fs::create_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            done => done.map(|()| true),
        }
    }

    /// Puts a file in its place. `prepare` is part of the step.
    pub fn rename(&self, from: &Path, to: &Path, prepare: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        self.step()?;
        prepare()?;
        fs::rename(from, to)
    }

    /// Puts a folder where nothing is. Whether it could be: something may have come
    /// there meanwhile, and not every disk can rename a folder.
    pub fn rename_folder(&self, from: &Path, to: &Path) -> io::Result<bool> {
        self.step()?;
        Ok(fs::rename(from, to).is_ok())
    }

    /// Deletes a file, if it is there.
    pub fn remove(&self, place: &Path) -> io::Result<()> {
        self.step()?;
        absent_is_fine(fs::remove_file(place))
    }

    /// Replaces a file: the bytes are written beside it and are safe on the disk
    /// before the name leads to them. At any moment it is old or new.
    pub fn replace(&self, place: &Path, beside: &Path, bytes: &[u8]) -> io::Result<()> {
        self.step()?;
        // What a run that was killed left there.
        absent_is_fine(fs::remove_file(beside))?;
        let done = write_through(beside, bytes).and_then(|()| fs::rename(beside, place));
        if done.is_err() {
            let _ = fs::remove_file(beside);
        }
        done?;
        place.parent().map_or(Ok(()), sync_folder)
    }
}

/// Writes a new file and waits until the disk has it.
fn write_through(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(place)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Waits until the disk has the names in a folder. Other systems cannot open one.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    let folder = if folder == Path::new("") { Path::new(".") } else { folder };
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        // Some file systems keep their folders safe by themselves and say so.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        done => done,
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Something that had to go and was not there is gone. It also is where a file
/// has come in the place of its folder.
pub(super) fn absent_is_fine(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(()),
        done => done,
    }
}
