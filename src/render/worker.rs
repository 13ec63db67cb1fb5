//! The service worker, which keeps the whole site for readers without a
//! connection. It is told each file with the hash of its content, so that a new
//! version fetches what changed and keeps the rest.

use crate::link::{Content, Linked};
use crate::output::Records;
use crate::search;
use serde_json::json;
use std::collections::BTreeSet;

const KEEPING: &str = include_str!("worker.js");
const LEAVING: &str = include_str!("worker-off.js");

/// What pages need without a connection. JSON, feeds, pictures for sharing and
/// the markdown of pages are for others. Shards of a search index are many times
/// the words of the site and change their names with any page.
const KEPT: [&str; 3] = [".html", ".js", ".svg"];

/// The worker for these files; or, where the site does without, one that removes
/// itself.
pub fn script(linked: &Linked, records: &Records) -> String {
    if !linked.site.service_worker {
        return LEAVING.to_owned();
    }
    let mut files = serde_json::Map::new();
    let redirects: BTreeSet<&str> = linked
        .files
        .iter()
        .filter(|file| matches!(file.content, Content::Redirect(_) | Content::Gone(_)))
        .map(|file| file.path.as_str())
        .collect();
    for (path, record) in &records.files {
        if KEPT.iter().any(|ending| path.ends_with(ending))
            && !search::is_shard(path)
            && !redirects.contains(path.as_str())
        {
            let address = path.strip_suffix("index.html").unwrap_or(path);
            files.insert(address.to_owned(), json!(&record.digest.hex()[..16]));
        }
    }
    let files = format!("{:#}", json!(files));
    KEEPING.replacen("{/* files */}", &files, 1)
}
