//! Keys, paths and routes that entries may have in truth: what refers to them is not told.

use super::seeds::Seed;
use std::collections::BTreeSet;

/// What entries may be in truth whose key is in doubt, which has been reported: their path and
/// their front matter do not agree, or a comment cuts the key off.
#[derive(Default)]
pub(super) struct Doubts {
    /// Kinds and keys by front matter.
    keys: BTreeSet<(usize, String)>,
    /// Paths by front matter.
    paths: BTreeSet<String>,
    /// Routes by front matter.
    routes: BTreeSet<String>,
    /// Kinds, and what is left of keys.
    cut: Vec<(usize, String)>,
}

impl Doubts {
    /// Adds an entry where it is in doubt.
    pub fn add(&mut self, seed: &Seed, is_cut: bool) {
        match &seed.mismatch {
            _ if is_cut => self.cut.push((seed.kind, seed.key.clone())),
            Some(mismatch) => {
                self.keys.extend(mismatch.key.clone().map(|key| (seed.kind, key)));
                self.paths.insert(mismatch.path.clone());
                self.routes.extend(mismatch.route.clone());
            }
            None => {}
        }
    }

    /// Whether an entry of a kind may have this key.
    pub fn may_have(&self, kind: usize, key: &str) -> bool {
        self.keys.contains(&(kind, key.to_owned())) || self.cut_in(kind).any(|cut| key.starts_with(cut))
    }

    /// Whether a file was to lie at a path below `content/`.
    pub fn has_path(&self, path: &str) -> bool {
        self.paths.contains(path)
    }

    /// Whether a page was to have a route.
    pub fn has_route(&self, route: &str) -> bool {
        self.routes.contains(route)
    }

    /// What is left of the keys of a kind that are cut off.
    pub fn cut_in(&self, kind: usize) -> impl Iterator<Item = &str> {
        self.cut.iter().filter(move |(of, _)| *of == kind).map(|(_, cut)| cut.as_str())
    }
}
