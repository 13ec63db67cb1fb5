//! What a caller may ask of a build.

pub use crate::model::Drafts;
use crate::parse::Parsed;
use crate::store::Store;
use std::sync::Arc;

/// Whether to minify what is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Minify {
    /// Take out what neither parsing nor reading needs.
    Yes,
    /// Leave pages as the templates print them.
    No,
}

/// Which of a site's promises are held: texts that have to stay, and queries that have to find
/// their pages. They are held against files that are made, so nothing may be kept of a build
/// before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Promises {
    /// None of them.
    #[default]
    None,
    /// The texts.
    Kept,
    /// The texts and the queries, for which the index of search is made.
    All,
}

/// What a caller may decide instead of `site.yaml`.
#[derive(Debug, Clone)]
pub struct Options {
    /// The theme, by its folder's name.
    pub theme: Option<String>,
    /// The address the site is published at.
    pub base_url: Option<String>,
    /// What becomes of drafts.
    pub drafts: Drafts,
    /// Whether every address has to be in `routes.lock` already.
    pub locked: bool,
    /// Whether the files for the program have to be up to date already.
    pub exported: bool,
    /// The hashes of files for the program as builds wrote them, in hexadecimal digits.
    pub written: Vec<String>,
    /// Which promises of the site are held.
    pub promises: Promises,
    /// Where a page can be edited: an address in which `{path}` stands for the path of
    /// its file below `content/`.
    pub edit_url: Option<String>,
    /// Whether to minify what is published.
    pub minify: Minify,
    /// Pictures that were drawn before, or nothing to draw none. One that would
    /// come out the same is taken from there.
    pub pictures: Option<Pictures>,
    /// What a build before remembers of its pages, or nothing to remember none. A page
    /// that would come out the same is not made where its files lie already.
    pub store: Option<Store>,
    /// Whether the site is made to be looked at while it is written: then it has no
    /// service worker, which would show old pages, and takes away one that it had.
    pub preview: bool,
    /// What a build before has parsed, or nothing to keep nothing of it. A file that is the
    /// same is not parsed again.
    pub parsed: Option<Parsed>,
}

/// The bytes of PNG files.
pub type Pictures = Vec<Arc<[u8]>>;

impl Default for Options {
    fn default() -> Options {
        Options {
            theme: None,
            base_url: None,
            edit_url: None,
            drafts: Drafts::default(),
            locked: false,
            exported: false,
            written: Vec::new(),
            promises: Promises::default(),
            minify: Minify::No,
            pictures: None,
            store: None,
            parsed: None,
            preview: false,
        }
    }
}
