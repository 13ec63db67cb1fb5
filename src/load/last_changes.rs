//! On which day each file of `content/` was last changed, as git tells it: asked only where
//! `site.yaml` says so, with a few questions for all files together, and never the clock.
//!
//! A file has a day only where the history is sure of it. None has one where there is no git
//! or no repository, or where the history is cut off (a shallow clone); a file that is not
//! committed as it lies there has none either. A site is then the same but for these days.

use super::git::{git, told};
use crate::model::wants_last_changes;
use crate::source::SITE_FILE;
use crate::text::composed;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// Days such as `2026-11-30` by the paths of files.
pub type Days = BTreeMap<String, String>;

/// The folder whose files may have a day.
const CONTENT: &str = "content";

/// What stands before the day of a commit; no path starts with it.
const COMMIT: &str = "//";

/// The days of the files of a project, as far as they are known; nothing unless its
/// `site.yaml` asks for them.
pub fn last_changes(root: &Path) -> Option<Days> {
    let text = fs::read_to_string(root.join(SITE_FILE)).ok()?;
    wants_last_changes(&text).then(|| days(root).unwrap_or_default())
}

fn days(root: &Path) -> Option<Days> {
    let about = told(root, &["rev-parse", "--is-shallow-repository", "--show-prefix"])?;
    let about = about.iter().flat_map(|line| line.split('\n'));
    let mut about = about.filter(|line| !line.is_empty());
    if about.next()? != "false" {
        return None;
    }
    let prefix = about.next().unwrap_or_default();
    let status = ["status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignored", "--", CONTENT];
    // Two letters and a space stand before each path, which is one of the whole repository.
    let other = told(root, &status)?;
    let other = other.iter().filter_map(|line| line.get(3..)?.strip_prefix(prefix)).map(composed);
    let other: BTreeSet<String> = other.map(|path| path.into_owned()).collect();
    let mut days = committed(root)?;
    // A folder that is ignored as a whole ends with a slash.
    days.retain(|path, _| {
        let is_other = |end: usize| other.contains(&path[..end]);
        !is_other(path.len()) && !path.match_indices('/').any(|(at, _)| is_other(at + 1))
    });
    Some(days)
}

/// The day of the last commit of each file. Reading goes on no longer than until all files
/// that are there have one.
fn committed(root: &Path) -> Option<Days> {
    let known = told(root, &["ls-files", "-z", "--", CONTENT])?;
    let mut wanted: BTreeSet<String> = known.iter().map(|path| composed(path).into_owned()).collect();
    let format = format!("--format={COMMIT}%cs");
    let log = ["log", "-z", "--no-renames", "--no-show-signature", "--name-only", "--relative", &format, "--", CONTENT];
    let mut process = git(root, &log).spawn().ok()?;
    let (mut days, mut day) = (Days::new(), String::new());
    let mut parts = BufReader::new(process.stdout.take()?).split(0);
    while !wanted.is_empty()
        && let Some(Ok(part)) = parts.next()
    {
        let part = String::from_utf8_lossy(&part).into_owned();
        let part = part.trim_start_matches('\n');
        if let Some(next) = part.strip_prefix(COMMIT) {
            next.trim_end().clone_into(&mut day);
        } else if let path = composed(part).into_owned()
            && wanted.remove(&path)
        {
            days.insert(path, day.clone());
        }
    }
    // It may have more to say, to which nobody listens.
    drop(parts);
    let _ = process.kill();
    let _ = process.wait();
    Some(days)
}
