//! The folder `.statuary/` in a target, which is a run's own: the lock that keeps
//! a second run out, the stage where new files wait, the list of what was seen, the
//! note of the last build, what it remembers of pages and of parsed files, and copies of
//! files that somebody had edited.
//!
//! It lies in the target so that a rename from the stage never leaves the file
//! system, whatever is mounted there, and so that two runs meet at one lock,
//! whoever starts them in whatever environment.

use super::disk::absent_is_fine;
use super::{EDITED, Refused, failed};
use crate::load::Stamp;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// The folder's name.
pub(super) const HOME: &str = ".statuary";

/// The folder while a run holds its lock.
pub(super) struct Home {
    place: PathBuf,
    lock: File,
    /// When the lock was taken, by the clock of the target's own file system.
    opened: u128,
    /// The folders that this run made, the target and `.statuary/` among them.
    made: Vec<PathBuf>,
}

impl Home {
    /// Takes the lock and starts with an empty stage.
    pub fn open(target: &Path) -> Result<Home, Refused> {
        let place = target.join(HOME);
        let mut made = Vec::new();
        // A run that ends just now may take away what this one has just found.
        for _ in 0..100 {
            make_folder(target, &mut made).map_err(|error| failed(target, error))?;
            match make_folder(&place, &mut made).and_then(|()| lock_file(&place.join("lock"))) {
                Ok(lock) => match lock.try_lock() {
                    Ok(()) if is_at(&lock, &place.join("lock")) => {
                        let mut home = Home { place, lock, opened: 0, made };
                        home.opened = new_stage(&home.stage()).map_err(|error| failed(&home.stage(), error))?;
                        return Ok(home);
                    }
                    Ok(()) => {}
                    Err(TryLockError::WouldBlock) => return Err(Refused::Busy(target.to_owned())),
                    Err(TryLockError::Error(error)) => return Err(failed(&place.join("lock"), error)),
                },
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(failed(&place, error)),
            }
        }
        Err(Refused::Busy(target.to_owned()))
    }

    /// Where new files wait.
    pub fn stage(&self) -> PathBuf {
        self.place.join("stage")
    }

    /// The list of what was seen.
    pub fn seen(&self) -> PathBuf {
        self.place.join("seen")
    }

    /// The note of the last build.
    pub fn last(&self) -> PathBuf {
        self.place.join("build")
    }

    /// What the last build remembers of its pages.
    pub fn pages(&self) -> PathBuf {
        self.place.join("pages")
    }

    /// What the last build parsed.
    pub fn parsed(&self) -> PathBuf {
        self.place.join("parsed")
    }

    /// What the sources were when the last build read them.
    pub fn sources(&self) -> PathBuf {
        self.place.join("sources")
    }

    /// When the lock was taken.
    pub fn opened(&self) -> u128 {
        self.opened
    }

    /// Keeps a copy of a file that somebody edited before ours takes its place. A
    /// copy that was kept there before goes.
    pub fn keep_edited(&self, target: &Path, path: &str) -> io::Result<()> {
        let mut copy = self.place.clone();
        for part in EDITED.split('/').skip(1).chain(path.split('/')) {
            own_folder(&copy)?;
            copy.push(part);
        }
        clear(&copy)?;
        let place = target.join(path);
        // A second name for the file: ours comes in a file of its own.
        match fs::hard_link(&place, &copy) {
            Err(_) if fs::symlink_metadata(&place)?.is_file() => fs::copy(&place, &copy).map(drop),
            // A link or a pipe holds nothing that could be lost.
            _ => Ok(()),
        }
    }

    /// Forgets all that runs remember, so that closing takes the folder away, and the
    /// target with it where nothing else is in there.
    pub fn leave(&mut self, target: &Path) {
        for place in [self.seen(), self.last(), self.pages(), self.parsed(), self.sources()] {
            let _ = clear(&place);
        }
        self.made = vec![target.to_owned(), self.place.clone()];
    }

    /// Takes the stage away, and after a run that published nothing all that it
    /// made. The lock is given back last.
    pub fn close(&mut self, has_published: bool) {
        let _ = clear(&self.stage());
        // Where a lock cannot be told from another at its place, it has to stay:
        // deleting it would let two runs hold one each.
        if cfg!(unix) && !has_published && self.made.contains(&self.place) {
            let _ = fs::remove_file(self.place.join("lock"));
            for folder in self.made.iter().rev() {
                let _ = fs::remove_dir(folder);
            }
        }
        // Closing the file is not enough: a process that is just being started
        // holds it open too, and the next run would be refused.
        let _ = self.lock.unlock();
    }
}

/// Makes an empty folder in the place of whatever is there, and says when.
fn new_stage(place: &Path) -> io::Result<u128> {
    clear(place)?;
    fs::create_dir(place)?;
    fs::symlink_metadata(place).map(|data| Stamp::of(&data).modified)
}

/// Makes a folder among a run's own; what else stands in its place goes.
fn own_folder(folder: &Path) -> io::Result<()> {
    if fs::symlink_metadata(folder).is_ok_and(|data| data.is_dir()) {
        return Ok(());
    }
    clear(folder)?;
    fs::create_dir(folder)
}

/// Deletes what stands at a place of a run's own. A link goes, not what it leads to.
fn clear(place: &Path) -> io::Result<()> {
    absent_is_fine(match fs::symlink_metadata(place) {
        Ok(data) if data.is_dir() => fs::remove_dir_all(place),
        Ok(_) => fs::remove_file(place),
        Err(error) => Err(error),
    })
}

/// Makes a folder with those above it. A link in its place is refused.
fn make_folder(folder: &Path, made: &mut Vec<PathBuf>) -> io::Result<()> {
    match fs::symlink_metadata(folder) {
        Ok(data) if data.is_dir() => return Ok(()),
        Ok(_) => return Err(io::Error::other("this is no folder, but something else or a link")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    if let Some(parent) = folder.parent().filter(|parent| !parent.exists()) {
        make_folder(parent, made)?;
    }
    match fs::create_dir(folder) {
        Ok(()) => made.push(folder.to_owned()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error),
    }
    Ok(())
}

/// Opens the lock without changing what is there, be it ours or planted.
fn lock_file(place: &Path) -> io::Result<File> {
    match File::create_new(place) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            if fs::symlink_metadata(place)?.is_file() {
                // Who may not write to it can still lock it.
                let open = File::options().read(true).write(true).open(place);
                open.or_else(|_| File::open(place))
            } else {
                Err(io::Error::other("its lock is no plain file; remove it"))
            }
        }
        done => done,
    }
}

/// Whether an open file is still the one at a place.
#[cfg(unix)]
fn is_at(file: &File, place: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |data: fs::Metadata| (data.dev(), data.ino());
    let held = file.metadata().ok().map(id);
    held.is_some() && held == fs::symlink_metadata(place).ok().map(id)
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}
