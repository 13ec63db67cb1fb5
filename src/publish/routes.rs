//! Adds the addresses of a site that was published to `routes.lock`.

use super::disk::Disk;
use crate::parse::lock;
use crate::source::LOCK_FILE;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Where the new text is written before it takes the place of the old.
const BESIDE: &str = ".routes.lock.new";

/// Adds the addresses of a site, each below the site's own, to the list of published
/// ones, and says how many are new. Nothing is written when all are there; else the
/// file is replaced, so that it is old or new whatever happens. One that is damaged,
/// or that is no plain file, is an error and stays as it is.
pub fn record_routes<'a>(root: &Path, addresses: impl IntoIterator<Item = &'a str>) -> io::Result<usize> {
    let routes = routes_of(addresses);
    // Two runs that add at once would lose what the first has added. Where a
    // folder cannot be locked this is left to chance.
    let folder = File::open(root).and_then(|folder| folder.lock().map(|()| folder));
    let place = root.join(LOCK_FILE);
    let text = match fs::symlink_metadata(&place) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
        Ok(data) if !data.is_file() => return Err(io::Error::other("it is no plain file")),
        Ok(_) => {
            let text = fs::read_to_string(&place)?;
            if !lock::can_grow(&text) {
                return Err(io::Error::other("it is damaged; take it back from version control"));
            }
            text
        }
    };
    let Some((text, added)) = lock::with_routes(&text, &routes) else { return Ok(0) };
    Disk::default().replace(&place, &root.join(BESIDE), text.as_bytes())?;
    if let Ok(folder) = folder {
        let _ = folder.unlock();
    }
    Ok(added)
}

/// Addresses as they are listed.
pub(super) fn routes_of<'a>(addresses: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    addresses.into_iter().map(|address| format!("/{address}")).collect()
}

/// The text of `routes.lock` once the addresses of a site are recorded in it.
pub fn recorded<'a>(text: Option<&str>, addresses: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let added = lock::with_routes(text.unwrap_or_default(), &routes_of(addresses));
    added.map(|(text, _)| text).or_else(|| text.map(str::to_owned))
}
