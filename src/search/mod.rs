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
//! **An index is made only where a template asks for one**, by `asset(name="search-index.js")`,
//! and is in parts only where the theme has the script that reads them.

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
use crate::link::Linked;
use crate::squeeze::script::{call, joined};

pub use engine::{Answer, Engine, Hit, Reason};
pub use searcher::Searcher;

/// The theme's parts of the client, and the files that the build makes.
const ENGINE: &str = "search-engine.js";
const SHARDS: &str = "search-shards.js";
const BOX: &str = "search-box.js";
const CLIENT: &str = "search-client.js";
const INDEX: &str = "search-index.js";

/// Whether a published file is a part of an index.
pub fn is_shard(path: &str) -> bool {
    path.strip_prefix("assets/").is_some_and(|path| path.starts_with(shards::FOLDER))
}

/// Whether a template asks for the index.
pub fn wanted<'a>(mut templates: impl Iterator<Item = &'a str>) -> bool {
    templates.any(|text| text.contains(INDEX))
}

/// Adds the index, or its head and its parts, and the client as one file. Without the part
/// of the client that reads parts the index of any site is one file.
pub fn add(linked: &Linked, assets: &mut Assets) {
    let material = collect::collect(linked);
    let index = write::index(&material);
    let sharded = index.len() > shards::WHOLE && assets.text(SHARDS).is_some();
    let part = |name: &str| assets.text(name).unwrap_or_default();
    let reader = if sharded { part(SHARDS) } else { "" };
    let client = joined([part(ENGINE), reader, part(BOX)]);
    if !client.is_empty() {
        assets.add(CLIENT, [weights::script(), client].concat().into_bytes());
    }
    let engine = Engine::read(&index);
    let index = if sharded {
        let sharded = shards::cut(&material, &index, engine);
        sharded.files.into_iter().for_each(|(path, script)| assets.place(&path, script.into_bytes()));
        sharded.head
    } else {
        assets.remove(SHARDS);
        format!("{index}\n\n{}", pins::pins(&material, &engine))
    };
    assets.add(INDEX, call("statuaryIndex", &index).into_bytes());
}
