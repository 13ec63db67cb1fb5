//! Puts what waits in its place: a folder that the target does not have by one rename,
//! and every other file by its own.

use super::held::{Held, Put, Standing};
use super::waiting::{Staged, Waits};
use super::{Refused, failed, folder_of, folders_of};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

/// Files that one thread puts in place one after another.
const AT_ONCE: usize = 64;

/// What comes into a target, and where it meets something.
pub(super) struct Moves<'p, 'd> {
    pub held: &'p Held<'d>,
    /// All files of the site.
    pub puts: &'p BTreeMap<String, Put>,
    /// The folders of all files that are not there yet.
    pub missing: &'p BTreeSet<String>,
    /// Files whose place has a folder without a file.
    pub behind_folders: &'p BTreeSet<String>,
    /// Files that somebody edited, in their order.
    pub edited: &'p [String],
}

/// Something that comes into its place.
#[derive(Clone, Copy)]
struct Move<'a> {
    path: &'a str,
    what: What<'a>,
}

#[derive(Clone, Copy)]
enum What<'a> {
    File(&'a Staged),
    /// A folder, by one rename.
    Folder,
    /// A folder, file by file.
    FilesOfFolder,
}

impl Moves<'_, '_> {
    /// Does all of it.
    pub fn carry_out(&self) -> Result<(), Refused> {
        self.ranks().iter().try_for_each(|rank| self.put_in_place(rank))
    }

    /// What is put in place, in three ranks: assets first, so that a page never names what
    /// is not there yet; then pages; then what leads to pages. A folder that the target
    /// does not have comes as a whole, with its first page if it has any.
    fn ranks(&self) -> [Vec<Move<'_>>; 3] {
        let mut folders: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
        let mut ranks = [Vec::new(), Vec::new(), Vec::new()];
        for (path, put) in self.puts {
            let Some(staged) = &put.staged else { continue };
            let rank = rank_of(path);
            let Some(folder) = folders_of(path).find(|folder| self.missing.contains(*folder)) else {
                ranks[rank].push(Move { path, what: What::File(staged) });
                continue;
            };
            let (first, is_whole) = folders.entry(folder).or_insert((rank, !self.held.waiting.folds()));
            *first = rank.min(*first);
            *is_whole &= staged.waits == Waits::InTree;
        }
        for (path, (rank, is_whole)) in folders {
            ranks[rank].push(Move { path, what: if is_whole { What::Folder } else { What::FilesOfFolder } });
        }
        ranks
    }

    /// Renames what waits to its places, what comes into one folder by one thread.
    fn put_in_place(&self, rank: &[Move]) -> Result<(), Refused> {
        by_folder(rank, |one| one.path).into_par_iter().try_for_each(|(_, moves)| {
            moves.into_iter().try_for_each(|Move { path, what }| match what {
                What::File(staged) => self.put_file(path, staged, |place| self.make_room(path, place)),
                What::Folder => self.put_folder(path),
                What::FilesOfFolder => self.put_files_of(path),
            })
        })
    }

    /// Puts a file in place. Making room for it is part of the step.
    fn put_file(&self, path: &str, staged: &Staged, prepare: impl Fn(&Path) -> io::Result<()>) -> Result<(), Refused> {
        let Held { target, waiting, disk, .. } = self.held;
        let place = target.join(path);
        let renamed = disk.rename(&waiting.place_of(path, staged.waits), &place, || prepare(&place));
        renamed.map_err(|error| failed(&place, error))
    }

    /// Puts a folder in place that the target does not have.
    fn put_folder(&self, folder: &str) -> Result<(), Refused> {
        let Held { target, waiting, disk, .. } = self.held;
        let place = target.join(folder);
        match disk.rename_folder(&waiting.folder(folder), &place) {
            Ok(true) => Ok(()),
            Ok(false) => self.put_files_of(folder),
            Err(error) => Err(failed(&place, error)),
        }
    }

    /// Puts the files of a folder in place one after another. What has come there since
    /// it was looked at is somebody else's and stays.
    fn put_files_of(&self, folder: &str) -> Result<(), Refused> {
        let inside = format!("{folder}/");
        let puts = self.puts.range(inside.clone()..).take_while(|(path, _)| path.starts_with(&inside));
        let files: Vec<(&str, &Staged)> =
            puts.filter_map(|(path, put)| Some((path.as_str(), put.staged.as_ref()?))).collect();
        by_folder(&files, |(path, _)| path).into_par_iter().try_for_each(|(inner, files)| {
            files.into_iter().enumerate().try_for_each(|(number, (path, staged))| {
                self.put_file(path, staged, |_| {
                    if number == 0 {
                        self.make_folders(folder, inner)?;
                    }
                    self.expect(path, Standing::Nothing)
                })
            })
        })
    }

    /// Makes a folder inside another with those in between.
    fn make_folders(&self, outer: &str, inner: &str) -> io::Result<()> {
        for folder in folders_of(inner).chain([inner]).filter(|folder| folder.len() >= outer.len()) {
            self.held.disk.create_folder(&self.held.target.join(folder))?;
            self.expect(folder, Standing::Folder)?;
        }
        Ok(())
    }

    fn expect(&self, path: &str, expected: Standing) -> io::Result<()> {
        let came = || io::Error::other(format!("somebody else has put \"{path}\" there meanwhile"));
        (self.held.standing(path) == expected).then_some(()).ok_or_else(came)
    }

    /// Makes room for a file.
    fn make_room(&self, path: &str, place: &Path) -> io::Result<()> {
        if self.behind_folders.contains(path) {
            remove_empty(place);
        }
        if self.edited.binary_search_by(|edited| edited.as_str().cmp(path)).is_ok() {
            self.held.home.keep_edited(&self.held.target, path)?;
        }
        Ok(())
    }
}

/// When a file comes: the smaller, the sooner.
fn rank_of(path: &str) -> usize {
    match path {
        path if path.starts_with("assets/") => 0,
        path if path.ends_with(".html") => 1,
        _ => 2,
    }
}

/// Things by the folder of their path, a big folder's in several parts.
pub(super) fn by_folder<'a, T: Copy>(things: &[T], path: impl Fn(T) -> &'a str) -> Vec<(&'a str, Vec<T>)> {
    let mut folders: BTreeMap<&str, Vec<T>> = BTreeMap::new();
    for thing in things {
        folders.entry(folder_of(path(*thing))).or_default().push(*thing);
    }
    let parts = folders
        .into_iter()
        .flat_map(|(folder, things)| things.chunks(AT_ONCE).map(|part| (folder, part.to_vec())).collect::<Vec<_>>());
    parts.collect()
}

/// Deletes a folder that holds nothing but empty folders.
fn remove_empty(folder: &Path) {
    if fs::symlink_metadata(folder).is_ok_and(|data| data.is_dir()) {
        fs::read_dir(folder).into_iter().flatten().flatten().for_each(|entry| remove_empty(&entry.path()));
        let _ = fs::remove_dir(folder);
    }
}
