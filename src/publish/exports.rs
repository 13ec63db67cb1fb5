//! Writes files for the program at their paths in the project, each whole or not at all.

use super::disk::Disk;
use super::folders_of;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// Where the new text is written before it takes the place of the old.
const BESIDE: &str = ".export.new";

/// Writes the files that are others than what lies there, and gives their paths. A path on which
/// a link lies, or anything else than folders and a plain file, is an error: what is written stays
/// in the project.
pub fn write_exports<'a>(
    root: &Path,
    exports: &'a BTreeMap<String, String>,
) -> Result<Vec<&'a str>, (&'a str, io::Error)> {
    let mut written = Vec::new();
    for (path, text) in exports {
        if write(root, path, text).map_err(|error| (path.as_str(), error))? {
            written.push(path.as_str());
        }
    }
    Ok(written)
}

fn write(root: &Path, path: &str, text: &str) -> io::Result<bool> {
    for folder in folders_of(path).map(|folder| root.join(folder)) {
        match fs::symlink_metadata(&folder) {
            Ok(data) if data.is_dir() => {}
            Ok(_) => return Err(io::Error::other("a link or a file is in the place of its folder")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => fs::create_dir(&folder)?,
            Err(error) => return Err(error),
        }
    }
    let place = root.join(path);
    match fs::symlink_metadata(&place) {
        Ok(data) if !data.is_file() => return Err(io::Error::other("it is no plain file")),
        Ok(_) if fs::read(&place)? == text.as_bytes() => return Ok(false),
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    Disk::default().replace(&place, &place.with_file_name(BESIDE), text.as_bytes()).map(|()| true)
}
