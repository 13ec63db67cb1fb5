//! Search: what `site.yaml` marks becomes an index, which a script hands to the theme's
//! client, so that it also works from a disk. It knows pages, keys, names, words and weights,
//! and nothing of what a site is about: what a key looks like is read from the keys.
//!
//! # How it works
//!
//! - `collect` takes from the linked site what is to be found. `terms` makes words of it
//!   (`words`), each with the pages where it stands and how heavily (`weights`); `write`
//!   puts pages and words into the text of the index; `pins` adds phrases that would be
//!   lost; `shards` cuts the index of a large site into parts; `searcher` reads it again.
//! - The engine is there twice: the theme's script answers readers, `engine` explains
//!   rankings on the command line and tells the build what it wants to know. A test holds
//!   their answers equal on thousands of queries. Ranking stands in these two and nowhere
//!   else; the numbers that it weighs stand in `weights` alone.
//! - What the theme's engine stands on lies here, since it changes with the text of the index
//!   and not with the theme: `words.js` cuts text as `words` does, `index.js` reads what
//!   `write` and `shards` made, `query.js` takes a query apart. The build puts weights, these
//!   and the engine into one function, so that they share names and nobody else sees them.
//! - A query is words. A run of them that is a key, compared without case, accents and
//!   signs, puts its page first; keys that then are alike are told apart as they are
//!   written. Then come names that are the query, rows that pages use, names that begin
//!   so, names but for slips, and then pages by their words: quality of the match, times
//!   weight of the place, times rarity, summed over the words and cut by what they leave
//!   uncovered. When the best three pages cover less than half, nothing good is found.
//!
//! # Decisions
//!
//! **What is indexed.** Of kinds that mark no field: key, title, summary, headings, then
//! text. Of others what they mark; `search: {body: true}` adds headings and text of all.
//! `search: {fill: N}` keeps an index small: a page that has less than `N` words of
//! phrases is filled up with the words of its running text that tell it best from others.
//!
//! **Words.** Text is cut at signs, at case changes, and around numbers as long as those in
//! keys, so that `E403` is `e` and `403`. Chinese and Japanese are cut into pairs of signs.
//! The index holds each inflection once, as most pages write it; the client finds the
//! others by their stem. No word is left out for being common: its list is cheap, as lists
//! hold gaps.
//!
//! **A row such as a header field lends its name** to the pages that name it: the index
//! says which those are, and the client reads the row's words into them. `Name: value` is
//! read as that row, in whose value no number is a key.
//!
//! **A large index is in parts**, each named after its content, so that an edit changes the
//! parts that it concerns: shards of words, names and keys in their order, and blocks of
//! what is shown of pages. The head says where shards begin and what blocks there are.
//! Where a shard ends is decided by the words at its end alone, so that one word more moves
//! no other boundary. The client reads the shards of what the engine looks up until it asks
//! for nothing more, and then the blocks of the pages that are shown. A word with slips is
//! looked up in one more shard, which lists the most frequent words. Shards are not kept
//! for reading without a connection, as they are many and only some are ever read.
//!
//! **An index is made only where a page asks for one**, by `asset(name="search-index.js")` in
//! its template, and is in parts only where the theme has the script that reads them.
//!
//! **The index is named after the client that reads it**, not after its own content: else
//! every page would change with each title. An old page never meets an index that its client
//! cannot read, and how long a copy is kept is for the index as for pages.

mod collect;
mod engine;
mod pins;
mod searcher;
mod shards;
mod terms;
mod weights;
mod words;
mod write;

use crate::assets::Assets;
use crate::hash::{Digest, Hasher};
use crate::link::{ASSETS, Linked};
use crate::squeeze::Squeeze;
use crate::squeeze::script::{call, joined};
use collect::Material;
use shards::Sharded;
use std::collections::{BTreeMap, BTreeSet};

pub use engine::{Answer, Engine, Hit, Reason};
pub use searcher::Searcher;
pub use weights::WEIGHTS;

/// The scripts that a theme's engine stands on, in their order.
const GROUND: [&str; 3] = [include_str!("words.js"), include_str!("index.js"), include_str!("query.js")];
/// The theme's parts of the client, and the files that the build makes.
const ENGINE: &str = "search-engine.js";
const SHARDS: &str = "search-shards.js";
const BOX: &str = "search-box.js";
const CLIENT: &str = "search-client.js";
const INDEX: &str = "search-index.js";

/// Whether a published file is a part of an index.
pub fn is_shard(path: &str) -> bool {
    path.strip_prefix(ASSETS).is_some_and(|path| path.starts_with(shards::FOLDER))
}

/// Whether a template may ask for the index.
pub fn wanted<'a>(mut templates: impl Iterator<Item = &'a str>) -> bool {
    templates.any(|text| text.contains(INDEX))
}

/// Whether the index is among the assets that were asked for.
pub fn is_asked(assets: &BTreeSet<String>) -> bool {
    assets.contains(INDEX)
}

/// The theme's engine in one function with what it stands on; nothing when there is none.
fn with_ground(of_theme: &str, squeeze: &Squeeze) -> String {
    if of_theme.is_empty() {
        return String::new();
    }
    let scripts = joined([&*weights::script()].into_iter().chain(GROUND).chain([of_theme]));
    let script = format!("var statuarySearch = (() => {{\n\"use strict\";\n{scripts}return statuarySearch;\n}})();\n");
    squeeze.asset(CLIENT, &script).unwrap_or(script)
}

/// What is to be found on a site, before its index is made.
pub struct Plan<'a> {
    material: Material<'a>,
    in_parts: bool,
    /// Where the index, or its head, is published.
    path: String,
}

impl<'a> Plan<'a> {
    /// What search is given of a site. Its client becomes an asset, and the index has a
    /// path by now, so that pages can be made while it is made.
    pub fn new(linked: &'a Linked, assets: &mut Assets, squeeze: &Squeeze) -> Plan<'a> {
        let material = collect::collect(linked);
        let in_parts = material.size() > shards::WHOLE && assets.text(SHARDS).is_some();
        let part = |name: &str| assets.text(name).unwrap_or_default();
        let reader = if in_parts { part(SHARDS) } else { "" };
        let client = joined([&*with_ground(part(ENGINE), squeeze), reader, part(BOX)]).into_bytes();
        let path = assets.promise(INDEX, &client);
        if !client.is_empty() {
            assets.add(CLIENT, client);
        }
        if !in_parts {
            assets.remove(SHARDS);
        }
        Plan { material, in_parts, path }
    }

    /// How many bytes of text more or less would make another client of it, which pages name.
    pub fn room(&self) -> usize {
        self.material.size().abs_diff(shards::WHOLE)
    }

    /// The hash of all that decides the files.
    pub fn signature(&self) -> Digest {
        let Plan { material, in_parts, path } = self;
        let mut hasher = Hasher::default();
        hasher.add(format!("{in_parts} {path}").as_bytes());
        material.hash(&mut hasher);
        hasher.digest()
    }

    /// The index, or its head and its parts: paths and scripts.
    pub fn files(&self) -> Vec<(String, String)> {
        let Plan { material, in_parts, path } = self;
        let index = write::index(material);
        let engine = Engine::read(&index);
        let (index, parts) = if *in_parts {
            let Sharded { head, files } = shards::cut(material, &index, engine);
            (head, files)
        } else {
            (format!("{index}\n\n{}", pins::pins(material, &engine)), BTreeMap::new())
        };
        let parts = parts.into_iter().map(|(path, script)| (format!("{ASSETS}{path}"), script));
        parts.chain([(path.clone(), call("statuaryIndex", &index))]).collect()
    }
}
