//! Search: the words that `site.yaml` marks become one index file, which a script
//! hands to the theme's client so that it also works from disk. The index of a
//! large site is in shards. `engine` and `searcher` are the twin of that client.

mod buckets;
mod collect;
mod engine;
mod searcher;
mod words;
mod write;

use crate::assets::Assets;
use crate::link::Linked;
use crate::squeeze::script::{call, shortened, squeezed};

pub use engine::{Answer, Engine, Hit, Reason};
pub use searcher::Searcher;

/// The theme's parts of the client, and the file that the build makes of them.
const ENGINE: &str = "search-engine.js";
const SHARDS: &str = "search-shards.js";
const BOX: &str = "search-box.js";
const CLIENT: &str = "search-client.js";

/// Whether a published file is a shard.
pub fn is_shard(path: &str) -> bool {
    let inside = path.strip_prefix("assets/").and_then(|path| path.strip_prefix(buckets::FOLDER));
    inside.is_some_and(|rest| rest.contains('/'))
}

/// Adds the index, or its head and its shards, and the client as one file. Without
/// the part of the client that reads shards the index of any site is one file.
pub fn add(linked: &Linked, assets: &mut Assets) {
    let material = collect::collect(linked);
    let sharded = material.pages.len() >= buckets::MANY && assets.text(SHARDS).is_some();
    let part = |name: &str| assets.text(name).map(squeezed).unwrap_or_default();
    let client = if sharded {
        // The engine declares itself; inside a function it does so for each shard.
        let engine = format!("function statuaryEngine(){{\n{}return statuarySearch;\n}}\n", part(ENGINE));
        [engine, part(SHARDS), part(BOX)].concat()
    } else {
        [shortened(&part(ENGINE)), part(BOX)].concat()
    };
    if !client.is_empty() {
        assets.add(CLIENT, client.into_bytes());
    }
    let index = if sharded {
        let sharded = buckets::shards(&material);
        sharded.files.into_iter().for_each(|(path, script)| assets.place(&path, script.into_bytes()));
        sharded.head
    } else {
        assets.remove(SHARDS);
        write::index(&material)
    };
    assets.add("search-index.js", call("statuaryIndex", &index).into_bytes());
}
