//! What the files in a target were when they were last seen, so that a file need
//! not be read to know that it has not changed. Git's index does the same.
//!
//! The list can be deleted at any time, and one that is damaged counts as none:
//! then every file is read. A file that was changed within the clock's grain of
//! the list's own writing could have the stamp it had before; such files are read.

use super::disk::Disk;
use super::stamp::Stamp;
use crate::hash::hex;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The first words of the list, before the hash of its rest.
const HEAD: &str = "statuary seen 1 ";

/// A file with the hash that its bytes had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sight {
    pub stamp: Stamp,
    pub hash: String,
}

/// The list: files by path.
#[derive(Default)]
pub(super) struct Seen {
    files: BTreeMap<String, Sight>,
    /// When the list was written, by the clock of its own file system.
    written: u128,
}

impl Seen {
    /// Reads the list. A damaged one is empty.
    pub fn read(place: &Path) -> Seen {
        let Ok(data) = fs::symlink_metadata(place) else { return Seen::default() };
        let text = if data.is_file() { fs::read_to_string(place).unwrap_or_default() } else { String::new() };
        let files = parse(&text).unwrap_or_default();
        Seen { files, written: Stamp::of(&data).modified }
    }

    /// The hash of a file, if it surely is the one that was seen.
    pub fn hash(&self, path: &str, stamp: Stamp) -> Option<&str> {
        let sight = self.files.get(path)?;
        (sight.stamp == stamp && self.is_settled(sight)).then_some(&*sight.hash)
    }

    fn is_settled(&self, sight: &Sight) -> bool {
        sight.stamp.modified < self.written
    }

    /// Writes the list, unless it says the same and needs no reading next time.
    pub fn write(&self, files: BTreeMap<String, Sight>, place: &Path, beside: &Path, disk: &Disk) {
        if files == self.files && files.values().all(|sight| self.is_settled(sight)) {
            return;
        }
        let rest = print(&files);
        let text = format!("{HEAD}{}\n{rest}", hex(rest.as_bytes()));
        // A list that cannot be written costs the next run some reading, no more:
        // what the old one says is true of files with such a stamp.
        let _ = disk.write_new(beside, text.as_bytes()).and_then(|_| fs::rename(beside, place));
    }
}

fn print(files: &BTreeMap<String, Sight>) -> String {
    let line = |(path, Sight { stamp, hash }): (&String, &Sight)| {
        format!("{hash} {} {} {} {path}\n", stamp.size, stamp.modified, stamp.number)
    };
    files.iter().filter(|(path, _)| !path.contains('\n')).map(line).collect()
}

/// The files of a list that is whole.
fn parse(text: &str) -> Option<BTreeMap<String, Sight>> {
    let (hash, rest) = text.strip_prefix(HEAD)?.split_once('\n')?;
    if hash != hex(rest.as_bytes()) {
        return None;
    }
    rest.lines()
        .map(|line| {
            let mut parts = line.splitn(5, ' ');
            let hash = parts.next()?.to_owned();
            let stamp = Stamp {
                size: parts.next()?.parse().ok()?,
                modified: parts.next()?.parse().ok()?,
                number: parts.next()?.parse().ok()?,
            };
            Some((parts.next()?.to_owned(), Sight { stamp, hash }))
        })
        .collect()
}
