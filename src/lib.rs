//! Statuary makes static documentation sites for code references: one page for
//! each code, cross-linked and checked.
//!
//! The program is a small compiler. [`load`] reads the files; [`compile`] parses
//! each alone, joins them once and renders each page alone; [`publish`] writes
//! what changed. Problems are values that travel beside the result. See
//! ARCHITECTURE.md for the invariants.

mod coverage;
mod date;
pub mod diag;
mod hash;
mod link;
mod load;
mod model;
mod parse;
mod publish;
mod render;
mod scaffold;
pub mod serve;
pub mod source;
mod text;

use diag::{Diagnostic, Report};
use parse::Rules;
use source::{SITE_FILE, Sources, Span};
use std::sync::Arc;

pub use coverage::Coverage;
pub use load::{fingerprint, load};
pub use model::is_address;
pub use publish::{Published, Refused, publish, publish_with, published, record_routes};
pub use render::search::{Answer, Engine, Hit, Reason, Searcher};
pub use render::{Minify, Output};
pub use scaffold::{Draft, scaffold};

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

/// What compiling gives: the files to publish, and everything that is wrong.
#[derive(Debug, Default)]
pub struct Build {
    /// The files; not to be published when the report holds errors.
    pub output: Output,
    /// The problems.
    pub report: Report,
}

/// The whole pipeline: from files in memory to files in memory. `found` are
/// problems met while loading.
pub fn compile(sources: &Sources, options: &Options, found: Vec<Diagnostic>) -> Build {
    let mut problems = found;
    let linked = join(sources, options, &mut problems);
    let output = linked.map(|linked| render::render(&linked, sources, options, &mut problems));
    Build { output: output.unwrap_or_default(), report: Report::new(problems, sources) }
}

/// The stages before rendering: what the site declares, its files, all joined.
/// Nothing is given when it declares nothing: then each file is checked for
/// itself, and what it would be in the site is not guessed at.
fn join(sources: &Sources, options: &Options, problems: &mut Vec<Diagnostic>) -> Option<link::Linked> {
    let Some(mut site) = model::read_site(sources, problems) else {
        parse::parse(sources, &Rules { raw_html: true }, problems);
        return None;
    };
    if let Some(theme) = &options.theme {
        site.theme.clone_from(theme);
        site.theme_span = Span::file(SITE_FILE);
    }
    if let Some(base_url) = &options.base_url {
        site.base_url = model::with_slash(base_url);
    }
    site.pictures = cfg!(feature = "pictures") && options.pictures.is_some();
    let rules = Rules { raw_html: site.raw_html };
    let pages = parse::parse(sources, &rules, problems);
    Some(link::link(site, pages, sources, &rules, problems))
}

/// Which field is filled for which entry of a kind; nothing for an unknown kind.
pub fn coverage(sources: &Sources, kind: &str) -> Option<Coverage> {
    coverage::coverage(&join(sources, &Options::default(), &mut Vec::new())?, kind)
}
