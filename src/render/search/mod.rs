//! Search: the words that `site.yaml` marks become one index file, which a script
//! hands to the theme's client so that it also works from disk. `engine` is the
//! twin of that client.

mod collect;
mod engine;
mod script;
mod words;
mod write;

use super::assets::Assets;
use crate::link::Linked;
use script::call;

pub use engine::{Answer, Engine, Hit, Reason};
use script::shortened;
pub use script::squeezed;

/// The theme's parts of the client, and the file that the build makes of them.
const CLIENT: ([&str; 2], &str) = (["search-engine.js", "search-box.js"], "search-client.js");

/// Adds the index, and the client as one file.
pub fn add(linked: &Linked, assets: &mut Assets) {
    let parts: Vec<&str> = CLIENT.0.iter().filter_map(|name| assets.text(name)).collect();
    if !parts.is_empty() {
        // The engine declares all its names itself; the others speak to a page.
        let mut client: String = parts.into_iter().map(squeezed).collect();
        if let Some(at) = client.rfind("\"use strict\"") {
            let interface = client.split_off(at);
            client = shortened(&client) + &interface;
        }
        assets.add(CLIENT.1, client.into_bytes());
    }
    assets.add("search-index.js", call("statuaryIndex", &index(linked)).into_bytes());
}

/// The text of the index.
pub fn index(linked: &Linked) -> String {
    write::index(&collect::collect(linked))
}
