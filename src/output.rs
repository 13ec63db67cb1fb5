//! What a build makes: files in memory, and what a caller may ask of it.

use std::collections::BTreeMap;
use std::sync::Arc;

/// A sorted map from output path to bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Output {
    /// The files.
    pub files: BTreeMap<String, Arc<[u8]>>,
}

impl Output {
    /// The text of a file; empty when there is none.
    pub fn text(&self, path: &str) -> &str {
        self.files.get(path).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// The size of all files.
    pub fn bytes(&self) -> usize {
        self.files.values().map(|bytes| bytes.len()).sum()
    }

    /// How many HTML files there are.
    pub fn pages(&self) -> usize {
        self.files.keys().filter(|path| path.ends_with(".html")).count()
    }

    /// Adds a file.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), Arc::from(bytes.into()));
    }
}

/// Whether to minify HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Minify {
    /// Take out what neither parsing nor reading needs.
    Yes,
    /// Leave pages as the templates print them.
    No,
}

/// What a caller may decide instead of `site.yaml`.
#[derive(Debug, Clone)]
pub struct Options {
    /// The theme, by its folder's name.
    pub theme: Option<String>,
    /// The address the site is published at.
    pub base_url: Option<String>,
    /// Whether to minify HTML.
    pub minify: Minify,
    /// Pictures that were drawn before, or nothing to draw none. One that would
    /// come out the same is taken from there.
    pub pictures: Option<Pictures>,
}

/// The bytes of PNG files.
pub type Pictures = Vec<Arc<[u8]>>;

impl Default for Options {
    fn default() -> Options {
        Options { theme: None, base_url: None, minify: Minify::No, pictures: None }
    }
}
