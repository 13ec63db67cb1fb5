//! What has to be done in a target once all files of a site wait in the stage,
//! and doing it: nothing of it starts before all that stands in the way is known.

use super::disk::absent_is_fine;
use super::held::{Held, Put, Standing};
use super::manifest::{self, Manifest, is_known};
use super::moves::{Moves, by_folder};
use super::seen::Sight;
use super::{Published, Refused, failed, folder_of, folders_of};
use crate::load::Stamp;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// What has to be done.
pub(super) struct Plan<'h, 'd> {
    held: &'h Held<'d>,
    /// All files of the site.
    puts: BTreeMap<String, Put>,
    /// The folders of all files that are not there yet.
    missing: BTreeSet<String>,
    /// Files whose place an empty folder, or one with stale files only, has.
    behind_folders: BTreeSet<String>,
    /// Files of ours that go, and such as are gone already.
    stale: Vec<String>,
    deleted: usize,
    kept: Vec<String>,
    edited: Vec<String>,
}

impl<'h, 'd> Plan<'h, 'd> {
    pub fn new(held: &'h Held<'d>, puts: BTreeMap<String, Put>) -> Result<Plan<'h, 'd>, Refused> {
        let mut plan = Plan {
            held,
            puts,
            missing: BTreeSet::new(),
            behind_folders: BTreeSet::new(),
            stale: Vec::new(),
            deleted: 0,
            kept: Vec::new(),
            edited: Vec::new(),
        };
        let mut foreign = plan.look_at_folders()?;
        plan.look_at_files(&mut foreign);
        if !foreign.is_empty() {
            return Err(Refused::Foreign(held.target.clone(), foreign.into_iter().collect()));
        }
        plan.look_at_stale();
        Ok(plan)
    }

    /// Looks at each folder of the site once. Given are those in whose place
    /// somebody else has a file or a link.
    fn look_at_folders(&mut self) -> Result<BTreeSet<String>, Refused> {
        let folders: BTreeSet<&str> = self.puts.keys().flat_map(|path| folders_of(path)).collect();
        if let Some(file) = folders.iter().find(|folder| self.puts.contains_key(**folder)) {
            return Err(self.held.unsafe_path(format!("\"{file}\" would be a file and a folder")));
        }
        let mut by_depth: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        folders.into_iter().for_each(|folder| by_depth.entry(folders_of(folder).count()).or_default().push(folder));
        let mut missing = BTreeSet::new();
        let mut foreign: BTreeSet<String> = BTreeSet::new();
        for folders in by_depth.into_values() {
            // Nothing is in a folder that is not there, and what lies behind a link is not
            // looked at.
            let is_hidden = |folder: &str| folders_of(folder).any(|above| foreign.contains(above));
            let standing = |folder| match folder_of(folder) {
                above if missing.contains(above) => Standing::Nothing,
                _ => self.held.standing(folder),
            };
            let reachable = folders.into_par_iter().filter(|folder| !is_hidden(folder));
            let standings: Vec<(&str, Standing)> = reachable.map(|folder| (folder, standing(folder))).collect();
            for (folder, standing) in standings {
                match standing {
                    Standing::Folder => {}
                    Standing::Nothing => drop(missing.insert(folder.to_owned())),
                    Standing::File(stamp) if self.is_ours(folder, stamp) => drop(missing.insert(folder.to_owned())),
                    _ => drop(foreign.insert(folder.to_owned())),
                }
            }
        }
        self.missing = missing;
        Ok(foreign)
    }

    /// Looks at the place of each file that waits.
    fn look_at_files(&mut self, foreign: &mut BTreeSet<String>) {
        let waiting: Vec<(&String, &Put)> = self.puts.iter().filter(|(_, put)| put.staged.is_some()).collect();
        let reachable = |path: &str| !folders_of(path).any(|folder| foreign.contains(folder));
        let is_new = |path: &str| folders_of(path).last().is_some_and(|folder| self.missing.contains(folder));
        let standings: Vec<(&String, &Put, Standing)> = waiting
            .into_par_iter()
            .filter(|(path, _)| reachable(path) && !is_new(path))
            .map(|(path, put)| (path, put, self.held.standing(path)))
            .collect();
        let (mut behind_folders, mut edited) = (BTreeSet::new(), Vec::new());
        let mut in_the_way = Vec::new();
        for (path, put, standing) in standings {
            match standing {
                Standing::Nothing => {}
                Standing::Folder if self.holds_only_ours(path) => drop(behind_folders.insert(path.clone())),
                Standing::File(_) | Standing::Other if self.held.old.contains_key(path) => {
                    if !self.is_as_written(path, put, standing) {
                        edited.push(path.clone());
                    }
                }
                _ => in_the_way.push(path.clone()),
            }
        }
        foreign.extend(in_the_way);
        (self.behind_folders, self.edited) = (behind_folders, edited);
    }

    /// Looks at the files of ours that are no longer part of the site. One that
    /// is gone is stale too, for the sake of folders that a broken run left empty.
    fn look_at_stale(&mut self) {
        let gone: Vec<&String> = self.held.old.keys().filter(|path| !self.puts.contains_key(*path)).collect();
        let standings: Vec<(&String, Standing, bool)> = gone
            .into_par_iter()
            .map(|path| {
                let is_reachable = folders_of(path)
                    .map(|folder| self.held.standing(folder))
                    .all(|standing| matches!(standing, Standing::Folder | Standing::Nothing));
                let standing = if is_reachable { self.held.standing(path) } else { Standing::Other };
                (path, standing, matches!(standing, Standing::File(stamp) if self.is_ours(path, stamp)))
            })
            .collect();
        let (mut stale, mut kept, mut deleted) = (Vec::new(), Vec::new(), 0);
        for (path, standing, is_ours) in standings {
            match standing {
                Standing::File(_) if is_ours => {
                    deleted += 1;
                    stale.push(path.clone());
                }
                Standing::File(_) => kept.push(path.clone()),
                Standing::Nothing => stale.push(path.clone()),
                _ => {}
            }
        }
        (self.stale, self.kept, self.deleted) = (stale, kept, deleted);
    }

    /// Whether a plain file is as we wrote it.
    fn is_ours(&self, path: &str, stamp: Stamp) -> bool {
        let Some(known) = self.held.old.get(path) else { return false };
        self.held.sight(path, stamp).is_some_and(|sight| is_known(known, &sight.hash))
    }

    /// Whether what stands in the place of a file that waits is as we wrote it.
    fn is_as_written(&self, path: &str, put: &Put, standing: Standing) -> bool {
        match (standing, &put.found, self.held.old.get(path)) {
            (Standing::File(stamp), Some(found), Some(known)) if found.stamp == stamp => is_known(known, &found.hash),
            (Standing::File(stamp), _, _) => self.is_ours(path, stamp),
            _ => false,
        }
    }

    /// Whether a folder that has to give way to a file holds only files of ours.
    fn holds_only_ours(&self, folder: &str) -> bool {
        let Ok(entries) = fs::read_dir(self.held.target.join(folder)) else { return false };
        entries.flatten().all(|entry| {
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            match self.held.standing(&path) {
                Standing::Folder => self.holds_only_ours(&path),
                Standing::File(stamp) => self.is_ours(&path, stamp),
                _ => false,
            }
        })
    }

    /// Does all of it. What was done is given, and the hash of the list of what was seen
    /// if that lies there whole.
    pub fn carry_out(self) -> Result<(Published, Option<String>), Refused> {
        let new = self.manifest();
        // Before the first rename: a run that is broken off leaves a manifest
        // that lists everything it may have put there.
        let both = manifest::of_both(&self.held.old, &new);
        self.write_manifest(&self.held.old, &both)?;
        let (in_the_way, others): (Vec<&str>, Vec<&str>) =
            self.stale.iter().map(String::as_str).partition(|path| self.is_in_the_way(path));
        self.remove_all(&in_the_way)?;
        let Plan { held, puts, missing, behind_folders, edited, .. } = &self;
        Moves { held, puts, missing, behind_folders, edited }.carry_out()?;
        self.remove_all(&others)?;
        self.write_manifest(&both, &new)?;
        let written = self.puts.values().filter(|put| put.staged.is_some()).count();
        let published = Published {
            written,
            unchanged: self.puts.len() - written,
            deleted: self.deleted,
            kept: self.kept,
            edited: self.edited,
        };
        let sights = self.puts.into_iter().filter_map(|(path, put)| Some((path, put.sight()?))).collect();
        let home = &self.held.home;
        let seen = self.held.seen.write(sights, &home.seen(), &home.stage().join("seen"), &self.held.disk);
        Ok((published, seen))
    }

    /// What is ours once all is done: what we write now, and what we wrote
    /// before and found unchanged. An equal file that we never wrote stays
    /// somebody else's.
    fn manifest(&self) -> Manifest {
        let is_ours = |(path, put): &(&String, &Put)| put.staged.is_some() || self.held.old.contains_key(*path);
        self.puts.iter().filter(is_ours).map(|(path, put)| (path.clone(), put.hash.clone())).collect()
    }

    fn write_manifest(&self, old: &Manifest, new: &Manifest) -> Result<(), Refused> {
        if old == new {
            return Ok(());
        }
        let beside = self.held.home.stage().join("manifest");
        manifest::write(new, &self.held.target, &beside, &self.held.disk)
    }

    /// Whether a stale file lies where a folder has to be, or the other way
    /// round. It goes before anything is put in place.
    fn is_in_the_way(&self, path: &str) -> bool {
        self.missing.contains(path) || folders_of(path).any(|folder| self.behind_folders.contains(folder))
    }

    /// Deletes files and the folders that are empty without them.
    fn remove_all(&self, paths: &[&str]) -> Result<(), Refused> {
        by_folder(paths, |path| path).into_par_iter().try_for_each(|(folder, paths)| {
            for path in paths {
                let place = self.held.target.join(path);
                self.held.disk.remove(&place).map_err(|error| failed(&place, error))?;
            }
            let mut folder = folder;
            while !folder.is_empty() && absent_is_fine(fs::remove_dir(self.held.target.join(folder))).is_ok() {
                folder = folder_of(folder);
            }
            Ok(())
        })
    }
}

impl Put {
    /// What lies in the place of the file once it is published.
    fn sight(self) -> Option<Sight> {
        match self.staged {
            Some(staged) => Some(Sight { stamp: staged.stamp, hash: self.hash }),
            None => self.found,
        }
    }
}
