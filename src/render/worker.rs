//! The service worker, which keeps pages for readers without a connection, within a budget. It
//! is told which files to keep in any case, each with the hash of its content, so that a new
//! version fetches what changed and keeps the rest; what else is visited it keeps by itself.

use crate::hash::Hasher;
use crate::link::{Content, Linked};
use crate::output::{Record, Records};
use crate::search;
use crate::text::escape;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

const KEEPING: &str = include_str!("worker.js");
const LEAVING: &str = include_str!("worker-off.js");

/// What pages need without a connection. JSON, feeds, pictures for sharing and
/// the markdown of pages are for others. Shards of a search index are many times
/// the words of the site and change their names with any page.
const KEPT: [&str; 3] = [".html", ".js", ".svg"];

/// The files of the theme, which pages need.
const ASSETS: &str = "assets/";

/// The page that is shown where nothing is.
const NOT_FOUND: &str = "404.html";

/// The worker for these files; or, where the site does without, one that removes
/// itself.
pub fn script(linked: &Linked, records: &Records) -> String {
    if !linked.site.service_worker {
        return LEAVING.to_owned();
    }
    let all = readable(linked, records);
    let offline = linked.site.offline;
    let whole = offline.whole && all.iter().map(|(_, record)| record.size).sum::<usize>() <= offline.budget;
    let mut files = Map::new();
    let mut left = Vec::new();
    let mut size = 0;
    for (path, record) in if whole { all.clone() } else { needed(linked, &all) } {
        if size + record.size <= offline.budget {
            size += record.size;
            let address = path.strip_suffix("index.html").unwrap_or(path);
            files.insert(address.to_owned(), json!(&record.digest.hex()[..16]));
        } else if path.starts_with(ASSETS) {
            left.push(path);
        }
    }
    let words = &linked.site.words;
    let words = json!({
        "title": escaped(words.text("offline")),
        "text": escaped(words.text("offline_text")),
        "kept": escaped(words.text("offline_kept")),
    });
    let site = json!({
        "files": Value::Object(files),
        "left": left,
        "whole": whole,
        "budget": offline.budget,
        "version": version(&all),
        "words": words,
    });
    KEEPING.replacen("{/* site */}", &format!("{site:#}"), 1)
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(&mut out, text);
    out
}

/// All files that readers without a connection can use.
fn readable<'a>(linked: &Linked, records: &'a Records) -> Vec<(&'a str, &'a Record)> {
    let redirects: BTreeSet<&str> = linked
        .files
        .iter()
        .filter(|file| matches!(file.content, Content::Redirect(_) | Content::Gone(_)))
        .map(|file| file.path.as_str())
        .collect();
    let is_kept = |path: &str| {
        KEPT.iter().any(|ending| path.ends_with(ending)) && !search::is_shard(path) && !redirects.contains(path)
    };
    let files = records.files.iter().map(|(path, record)| (path.as_str(), record));
    files.filter(|(path, _)| is_kept(path)).collect()
}

/// Those of them that are kept whether they were visited or not, the most needed first: the
/// first page and the one for addresses at which nothing is, what pages need, of that the index
/// of search last, since it is the largest, and the pages that are above others.
fn needed<'a>(linked: &Linked, all: &[(&'a str, &'a Record)]) -> Vec<(&'a str, &'a Record)> {
    let marks = &linked.landmarks;
    let above = marks.parents.iter().flatten();
    let entries = marks.home.iter().chain(&marks.navigation).chain(&marks.search).chain(above).chain(&marks.footer);
    let routes = entries.filter_map(|id| linked.entries[*id].route.as_deref());
    let mut paths: Vec<String> = routes.map(|route| format!("{route}index.html")).collect();
    paths.insert(1.min(paths.len()), NOT_FOUND.to_owned());
    let mut pages: Vec<&(&str, &Record)> = Vec::new();
    for path in &paths {
        let found = all.iter().find(|(known, _)| known == path);
        pages.extend(found.filter(|found| !pages.contains(found)));
    }
    let mut assets: Vec<&(&str, &Record)> = all.iter().filter(|(path, _)| path.starts_with(ASSETS)).collect();
    assets.sort_by_key(|(_, record)| record.size);
    let (first, others) = pages.split_at(2.min(pages.len()));
    first.iter().copied().chain(assets).chain(others.iter().copied()).copied().collect()
}

/// What changes with any file.
fn version(files: &[(&str, &Record)]) -> String {
    let mut hasher = Hasher::default();
    for (path, record) in files {
        hasher.add(path.as_bytes());
        hasher.add(&record.digest.0);
    }
    hasher.digest().hex()[..16].to_owned()
}
