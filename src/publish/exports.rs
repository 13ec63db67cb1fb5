//! Writes files for the program at their paths in the project, each whole or not at all, and notes
//! in the target what it wrote, so that such a file is known again whatever is declared by then.

use super::disk::Disk;
use super::folders_of;
use super::home::HOME;
use crate::hash::hex;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// Where the new text is written before it takes the place of the old.
const BESIDE: &str = ".export.new";

/// The name of the list of what was written, in the target's own folder.
const WRITTEN: &str = "exports";

/// The hashes of the files that builds into a target wrote last.
pub fn written_exports(target: &Path) -> Vec<String> {
    let list = fs::read_to_string(target.join(HOME).join(WRITTEN)).unwrap_or_default();
    list.lines().map(str::to_owned).collect()
}

/// Notes files as written by a build into a target.
pub fn note_exports(target: &Path, exports: &BTreeMap<String, String>) -> io::Result<()> {
    let list: String = exports.values().map(|text| format!("{}\n", hex(text.as_bytes()))).collect();
    let place = target.join(HOME).join(WRITTEN);
    match list.is_empty() || fs::read_to_string(&place).is_ok_and(|before| before == list) {
        true => Ok(()),
        false => Disk::default().replace(&place, &place.with_extension("new"), list.as_bytes()),
    }
}

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
