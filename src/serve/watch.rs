//! What has changed on disk, told as soon as it has.

use crate::load::{self, is_of_site};
use crate::model::export_paths;
use crate::preview::Change;
use crate::source::{SITE_FILE, Sources};
use notify::event::{EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How long the disk has to be still until a save counts as done.
const STILL: Duration = Duration::from_millis(4);

/// How long is waited for that at most.
const PATIENCE: Duration = Duration::from_millis(40);

/// Watches the files of a project.
pub struct Watch {
    root: PathBuf,
    watcher: RecommendedWatcher,
    /// The paths of files for the program, which are held too.
    exports: Vec<String>,
    events: Receiver<notify::Result<notify::Event>>,
}

impl Watch {
    /// Watches what a site is made from.
    pub fn new(root: &Path) -> notify::Result<Watch> {
        let (sender, events) = channel();
        let watcher = notify::recommended_watcher(move |event| _ = sender.send(event))?;
        let root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        let mut watch = Watch { root, watcher, exports: Vec::new(), events };
        watch.watcher.watch(&watch.root, RecursiveMode::NonRecursive)?;
        watch.folders();
        watch.exports(&declaration(&watch.root));
        Ok(watch)
    }

    /// Watches the folders, which may have come anew.
    fn folders(&mut self) {
        for folder in load::FOLDERS.into_iter().chain([load::VERSIONS]) {
            // One that is not there is told by the build.
            let _ = self.watcher.watch(&self.root.join(folder), RecursiveMode::Recursive);
        }
    }

    /// Watches the folders of files for the program, which a `site.yaml` names; of one that is not
    /// there, what is above it. Gives whether they are others than before.
    fn exports(&mut self, site: &str) -> bool {
        let now = export_paths(site);
        let is_other = self.exports != now;
        self.exports = now;
        for path in &self.exports {
            let folders = self.root.join(path);
            let there = folders.ancestors().skip(1).find(|folder| folder.is_dir());
            if let Some(folder) = there.filter(|folder| folder.starts_with(&self.root)) {
                let _ = self.watcher.watch(folder, RecursiveMode::NonRecursive);
            }
        }
        is_other
    }

    /// Whether a path may be of a file that is looked at, or of a folder that one lies in.
    fn is_wanted(&self, path: &str) -> bool {
        let is_at =
            |export: &String| export.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        is_of_site(path) || self.exports.iter().any(is_at)
    }

    /// Waits for a change. Nothing is given when there will be none any more.
    pub fn next(&mut self, sources: &Sources) -> Option<Change> {
        loop {
            let mut paths = BTreeSet::new();
            let mut all = self.note(self.events.recv().ok()?, &mut paths);
            let start = Instant::now();
            while start.elapsed() < PATIENCE {
                match self.events.recv_timeout(STILL) {
                    Ok(event) => all |= self.note(event, &mut paths),
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return None,
                }
            }
            if let Some(change) = self.change(&paths, all, sources) {
                return Some(change);
            }
        }
    }

    /// Notes the paths of an event. Gives whether anything may have changed.
    fn note(&self, event: notify::Result<notify::Event>, paths: &mut BTreeSet<String>) -> bool {
        let Ok(event) = event else { return true };
        let is_change = !matches!(event.kind, EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)));
        if is_change {
            let inside = event.paths.iter().filter_map(|path| path.strip_prefix(&self.root).ok());
            paths.extend(
                inside.map(|path| path.to_string_lossy().replace('\\', "/")).filter(|path| self.is_wanted(path)),
            );
        }
        event.need_rescan()
    }

    /// What has become of the files at some paths. Nothing where they are what they were.
    fn change(&mut self, paths: &BTreeSet<String>, all: bool, sources: &Sources) -> Option<Change> {
        if !all && paths.is_empty() {
            return None;
        }
        let mut files = Vec::new();
        let mut known = !all;
        if all || paths.contains(SITE_FILE) {
            known &= !self.exports(&declaration(&self.root));
        }
        for path in paths {
            match (sources.get(path), load::again(&self.root, path)) {
                (Some(before), Some(now)) if *before == now => {}
                (Some(_), Some(now)) => files.push((path.clone(), now)),
                // A file that came and went.
                (None, None) if !self.root.join(path).exists() => {}
                _ => known = false,
            }
        }
        if known {
            return (!files.is_empty()).then_some(Change::Some(files));
        }
        self.folders();
        // A folder of a file for the program may have come anew too.
        self.exports(&declaration(&self.root));
        let (now, found) = load::load(&self.root);
        (now != *sources || !found.is_empty()).then_some(Change::All(now, found))
    }
}

/// The text of `site.yaml`.
fn declaration(root: &Path) -> String {
    fs::read_to_string(root.join(SITE_FILE)).unwrap_or_default()
}
