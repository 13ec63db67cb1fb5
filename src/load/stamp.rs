//! By what a file shows, without being read, that it is the one that was there
//! before.

use std::fs::Metadata;
use std::time::UNIX_EPOCH;

/// What the disk says of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Its length in bytes.
    pub size: u64,
    /// When it was last written, in nanoseconds.
    pub modified: u128,
    /// The number of the file in its file system; nothing where there is none.
    pub number: u64,
}

impl Stamp {
    /// The stamp of a file.
    pub fn of(data: &Metadata) -> Stamp {
        let modified = data.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Stamp { size: data.len(), modified: modified.map_or(0, |time| time.as_nanos()), number: number(data) }
    }
}

#[cfg(unix)]
fn number(data: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(data)
}

#[cfg(not(unix))]
fn number(_: &Metadata) -> u64 {
    0
}
