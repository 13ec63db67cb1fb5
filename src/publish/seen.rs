//! What the files in a target were when they were last seen, so that a file need
//! not be read to know that it has not changed. Git's index does the same.
//!
//! The list can be deleted at any time, and one that is damaged counts as none:
//! then every file is read. A file that was changed within the clock's grain of
//! the list's own writing could have the stamp it had before; such files are read.

use super::disk::Disk;
use crate::hash::hex;
use crate::load::Stamp;
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
    /// The hash of the list; nothing for one that was not there.
    digest: String,
    /// When the list was written, by the clock of its own file system.
    written: u128,
}

impl Seen {
    /// Reads the list. A damaged one is empty.
    pub fn read(place: &Path) -> Seen {
        let Ok(data) = fs::symlink_metadata(place) else { return Seen::default() };
        let text = if data.is_file() { fs::read_to_string(place).unwrap_or_default() } else { String::new() };
        let (digest, files) = parse(&text).unwrap_or_default();
        Seen { files, digest, written: Stamp::of(&data).modified }
    }

    /// The hash of the list.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// How many files it names.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// The files that it names, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The hash of a file, if it surely is the one that was seen.
    pub fn hash(&self, path: &str, stamp: Stamp) -> Option<&str> {
        let sight = self.files.get(path)?;
        (sight.stamp == stamp && self.is_settled(sight)).then_some(&*sight.hash)
    }

    fn is_settled(&self, sight: &Sight) -> bool {
        sight.stamp.modified < self.written
    }

    /// Writes the list, unless it says the same and needs no reading next time. The
    /// hash of the list that lies there now is given, if it says what it should.
    pub fn write(&self, files: BTreeMap<String, Sight>, place: &Path, beside: &Path, disk: &Disk) -> Option<String> {
        if files == self.files && files.values().all(|sight| self.is_settled(sight)) {
            return Some(self.digest.clone());
        }
        let rest = print(&files);
        let digest = hex(rest.as_bytes());
        let text = format!("{HEAD}{digest}\n{rest}");
        // A list that cannot be written costs the next run some reading, no more:
        // what the old one says is true of files with such a stamp.
        disk.write_new(beside, text.as_bytes()).and_then(|_| fs::rename(beside, place)).ok()?;
        Some(digest)
    }
}

fn print(files: &BTreeMap<String, Sight>) -> String {
    let line = |(path, Sight { stamp, hash }): (&String, &Sight)| {
        format!("{hash} {} {} {} {path}\n", stamp.size, stamp.modified, stamp.number)
    };
    files.iter().filter(|(path, _)| !path.contains('\n')).map(line).collect()
}

/// The hash and the files of a list that is whole.
fn parse(text: &str) -> Option<(String, BTreeMap<String, Sight>)> {
    let (hash, rest) = text.strip_prefix(HEAD)?.split_once('\n')?;
    if hash != hex(rest.as_bytes()) {
        return None;
    }
    let files = rest
        .lines()
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
        .collect::<Option<_>>()?;
    Some((hash.to_owned(), files))
}
