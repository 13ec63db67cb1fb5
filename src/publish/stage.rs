//! Takes the files of a site, one at a time and from many threads at once, while
//! the site is still being made. Each is compared with what the target holds; what
//! differs waits in the stage, and nothing is put in place before all are there.

use super::disk::{Disk, absent_is_fine};
use super::held::{Held, Put};
use super::home::Home;
use super::last::{Basis, Last, Said};
use super::manifest;
use super::plan::Plan;
use super::seen::{Seen, Sight};
use super::target::safe_target;
use super::waiting::Staged;
use super::{Published, Refused, failed};
use crate::hash::Digest;
use crate::load::{Fingerprint, Known, Stamp};
use crate::output::{Record, Sink};
use crate::parse::Parsed;
use crate::source::Sources;
use crate::store::Store;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

/// A target folder that is being published into.
///
/// [`Stage::take`] takes the files, [`Stage::publish`] puts them in place. As a
/// [`Sink`] it keeps what goes wrong until then. A stage that is dropped without
/// publishing is removed and leaves the target as it was. While it is there no other
/// run can open the same target.
///
/// ```no_run
/// # use statuary::{Options, Refused, Stage, compile_into, load};
/// # fn run() -> Result<(), Refused> {
/// let (sources, problems) = load("site".as_ref());
/// let stage = Stage::open("site".as_ref(), "site/public".as_ref())?;
/// let outcome = compile_into(&sources, &Options::default(), problems, &stage, &|_| {});
/// if outcome.report.errors() == 0 {
///     stage.publish()?;
/// }
/// # Ok(())
/// # }
/// ```
pub struct Stage<'a> {
    held: Held<'a>,
    /// The files that were taken, by path.
    puts: Mutex<BTreeMap<String, Put>>,
    /// What is remembered of the sources.
    sources: OnceLock<Seen>,
    /// The first thing that went wrong as a sink.
    refused: Mutex<Option<Refused>>,
    has_published: bool,
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        self.held.home.close(self.has_published);
    }
}

impl Sink for Stage<'_> {
    fn put(&self, path: &str, bytes: &[u8], record: &Record) {
        if let Err(refused) = self.take(path, bytes, record) {
            self.refused.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(refused);
        }
    }

    fn keep(&self, files: &[(String, Record)]) -> bool {
        let found: Option<Vec<Sight>> = files.iter().map(|(path, record)| self.found_same(path, record)).collect();
        let Some(found) = found else { return false };
        let mut puts = self.puts.lock().unwrap_or_else(PoisonError::into_inner);
        for ((path, record), found) in files.iter().zip(found) {
            puts.insert(path.clone(), Put { hash: record.digest.hex(), staged: None, found: Some(found) });
        }
        true
    }
}

impl Stage<'static> {
    /// Opens a target folder, which is made where it is missing. `root` is the
    /// project's folder, whose own parts are never written to.
    ///
    /// Refused are a target that must not be written to ([`Refused::Unsafe`]), one
    /// that another run holds ([`Refused::Busy`]), and one whose list of our files
    /// cannot be read ([`Refused::Io`]).
    pub fn open(root: &Path, target: &Path) -> Result<Stage<'static>, Refused> {
        Stage::open_on(Disk::default(), root, target)
    }
}

impl<'a> Stage<'a> {
    pub(super) fn open_on(disk: Disk<'a>, root: &Path, target: &Path) -> Result<Stage<'a>, Refused> {
        let target = safe_target(root, target)?;
        let home = Home::open(&target)?;
        let seen = Seen::read(&home.seen());
        let mut stage = Stage {
            held: Held::new(target, home, disk, seen),
            puts: Mutex::default(),
            sources: OnceLock::new(),
            refused: Mutex::default(),
            has_published: false,
        };
        // Only now, so that a list that cannot be read drops the stage.
        stage.held.old = manifest::read(&stage.held.target)?;
        Ok(stage)
    }

    /// Takes a file of the site. Its bytes are not kept: they are compared with the
    /// target's by their hash and, where they differ, written into the stage. Nothing
    /// outside of the stage changes. Each path is taken once.
    ///
    /// Refused is a path that would lie outside of the target, among what is kept
    /// there for the run itself, or that was taken before; and a disk that cannot
    /// take the file. A file of somebody else in its place is told by
    /// [`Stage::publish`], with all others.
    pub fn take(&self, path: &str, bytes: &[u8], record: &Record) -> Result<(), Refused> {
        if !manifest::can_be_ours(path) {
            let place = if manifest::stays_inside(path) { "among Statuary's own files in it" } else { "outside it" };
            return Err(self.held.unsafe_path(format!("the file \"{path}\" would lie {place}")));
        }
        let hash = record.digest.hex();
        let found = self.held.found(path);
        let is_same = found.as_ref().is_some_and(|found| found.hash == hash);
        let staged = if is_same { None } else { Some(self.write(path, bytes)?) };
        let put = Put { hash, staged, found };
        match self.puts.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), put) {
            None => Ok(()),
            Some(_) => Err(self.held.unsafe_path(format!("the file \"{path}\" was made twice"))),
        }
    }

    /// Puts all files in place and removes those of ours that are no longer part
    /// of the site. What went wrong with a file as it came is told first. Files of
    /// somebody else in the way of any are refused, all named
    /// ([`Refused::Foreign`]), before anything is put in place.
    pub fn publish(mut self) -> Result<Published, Refused> {
        self.put_in_place().map(|(published, _)| published)
    }

    /// [`Stage::publish`] for a build without an error, which is noted with what it said: the next from
    /// the same basis is known by [`Stage::unchanged`]. `routes` is the text that
    /// `routes.lock` has once the build is done.
    ///
    /// Nothing is noted of a basis with a source as young as the stage: it could change
    /// once more and look the same.
    pub fn publish_noted(mut self, basis: &Basis, routes: Option<&str>, said: &Said) -> Result<Published, Refused> {
        let (published, seen) = self.put_in_place()?;
        let Held { home, target, disk, .. } = &self.held;
        let settled = basis.is_settled(home.opened());
        let last = seen.filter(|_| settled).and_then(|seen| Last::of(basis, routes, target, seen, said));
        if let Some(last) = last.filter(|last| Last::read(&home.last()).as_ref() != Some(last)) {
            // Without the note the next build is made, and that is all.
            let _ = disk.replace(&home.last(), &home.stage().join("build"), last.print().as_bytes());
        }
        Ok(published)
    }

    /// What the target holds and what was said of it, if a build from this basis would publish
    /// just that.
    /// Nothing is read for it but what is known of the last build.
    pub fn unchanged(&self, basis: &Basis, root: &Path) -> Option<Said> {
        let Held { home, target, seen, .. } = &self.held;
        Last::read(&home.last()).filter(|last| last.holds(basis, root, target, seen))?.said()
    }

    /// What the last build into the target remembers of its pages, if it was made by the
    /// same program; nothing known otherwise.
    pub fn store(&self, program: &str) -> Store {
        let text = read_note(&self.held.home.pages()).and_then(|bytes| String::from_utf8(bytes).ok());
        text.and_then(|text| Store::parse(&text, program)).unwrap_or_default()
    }

    /// What the last build into the target parsed, if it was made by the same program;
    /// nothing known otherwise.
    pub fn parsed(&self, program: &str) -> Parsed {
        read_note(&self.held.home.parsed()).and_then(|bytes| Parsed::parse(bytes, program)).unwrap_or_default()
    }

    /// The texts among the sources that are still what they were when the last build into the
    /// target read them.
    pub fn known(&self, files: &Fingerprint) -> Known {
        let seen = self.sources.get_or_init(|| Seen::read(&self.held.home.sources()));
        let texts = once(files).into_iter().filter_map(|(path, stamp)| {
            let digest = Digest::from_hex(seen.hash(path, stamp)?)?;
            Some((path.to_owned(), digest))
        });
        Known::new(texts.collect())
    }

    /// Remembers for the next build into the target what the texts were of which somebody has
    /// asked for the hash. `files` shows the sources as they were before they were read. One
    /// that is as young as the stage could change once more and look the same.
    pub fn remember_sources(&self, files: &Fingerprint, sources: &Sources) {
        let is_settled = |stamp: &Stamp| stamp.modified < self.held.home.opened();
        let texts = once(files).into_iter().filter(|(_, stamp)| is_settled(stamp)).filter_map(|(path, stamp)| {
            let hash = sources.get(path)?.shared_text()?.known_digest()?.hex();
            Some((path.to_owned(), Sight { stamp, hash }))
        });
        let Held { home, disk, .. } = &self.held;
        let seen = self.sources.get_or_init(|| Seen::read(&home.sources()));
        seen.write(texts.collect(), &home.sources(), &home.stage().join("sources"), disk);
    }

    /// Remembers pages for the next build into the target.
    pub fn remember(&self, store: &Store, program: &str) {
        self.note(self.held.home.pages(), store.print(program).as_bytes());
    }

    /// Remembers what was parsed for the next build into the target.
    pub fn remember_parsed(&self, parsed: &Parsed, program: &str) {
        self.note(self.held.home.parsed(), &parsed.print(program));
    }

    /// Puts a note for the next build in place. Without it that build does more, and that
    /// is all.
    fn note(&self, place: PathBuf, bytes: &[u8]) {
        let beside = self.held.home.stage().join(place.file_name().unwrap_or_default());
        let written = self.held.disk.write_new(&beside, bytes);
        let _ = written.and_then(|_| fs::rename(&beside, place));
    }

    /// Takes all files of ours out of the target, and what runs keep there for themselves.
    /// Files that somebody else has changed stay, and so do copies of such files.
    pub fn clean(mut self) -> Result<Published, Refused> {
        self.puts.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
        let (published, _) = self.put_in_place()?;
        let Held { home, target, .. } = &mut self.held;
        let list = target.join(manifest::MANIFEST);
        absent_is_fine(fs::remove_file(&list)).map_err(|error| failed(&list, error))?;
        home.leave(target);
        self.has_published = false;
        Ok(published)
    }

    /// The file in the target at a path, if it has the bytes that a record names.
    fn found_same(&self, path: &str, record: &Record) -> Option<Sight> {
        let found = manifest::can_be_ours(path).then(|| self.held.found(path))??;
        (found.hash == record.digest.hex()).then_some(found)
    }

    fn put_in_place(&mut self) -> Result<(Published, Option<String>), Refused> {
        if let Some(refused) = self.refused.get_mut().unwrap_or_else(PoisonError::into_inner).take() {
            return Err(refused);
        }
        let puts = std::mem::take(self.puts.get_mut().unwrap_or_else(PoisonError::into_inner));
        let done = Plan::new(&self.held, puts)?.carry_out();
        self.has_published = done.is_ok();
        done
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<Staged, Refused> {
        let Held { waiting, disk, .. } = &self.held;
        waiting.write(path, self.held.lacks_folder_of(path), bytes, disk).map_err(|error| {
            let is_taken = matches!(error.kind(), io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory);
            match waiting.conflict(path).filter(|_| is_taken) {
                Some(why) => self.held.unsafe_path(why),
                None => failed(&waiting.folder(path), error),
            }
        })
    }
}

/// Files with one stamp each: plain ones, and not links, which have two.
fn once(files: &Fingerprint) -> BTreeMap<&str, Stamp> {
    let (mut once, mut twice) = (BTreeMap::new(), BTreeSet::new());
    for (path, stamp) in files {
        if once.insert(&**path, *stamp).is_some() {
            twice.insert(&**path);
        }
    }
    once.retain(|path, _| !twice.contains(path));
    once
}

/// The bytes of a note that a run before has left.
fn read_note(place: &Path) -> Option<Vec<u8>> {
    let is_file = fs::symlink_metadata(place).is_ok_and(|data| data.is_file());
    if is_file { fs::read(place).ok() } else { None }
}
