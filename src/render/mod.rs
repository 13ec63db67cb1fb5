//! Stage 4: each page alone from its view to bytes, and the files that stand
//! beside the pages.

mod assets;
mod feed;
mod html;
#[cfg(feature = "minify")]
mod minify;
mod outputs;
mod search;
mod theme;
mod tree;
mod view;

use crate::diag::Diagnostic;
use crate::link::{Linked, file_of};
use crate::source::{Sources, Span};
use rayon::prelude::*;
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

    fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
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

/// Renders the whole site with the theme that it names. Problems name the
/// template's place and the page.
pub fn render(linked: &Linked, sources: &Sources, minify: Minify, problems: &mut Vec<Diagnostic>) -> Output {
    let mut output = Output::default();
    let mut assets = assets::collect(linked, sources, problems);
    assets.add("search-index.js", search::index(linked).into_bytes());
    let Some(theme) = theme::Theme::load(linked, sources, &assets, problems) else {
        return output;
    };
    let pages: Vec<usize> = (0..linked.entries.len()).filter(|id| linked.entries[*id].route.is_some()).collect();
    let rendered: Vec<_> = pages.par_iter().map(|id| one(linked, &theme, *id, minify)).collect();
    for page in rendered {
        match page {
            Ok((path, bytes)) => output.insert(path, bytes),
            Err(problem) => problems.push(problem),
        }
    }
    assets.publish(&mut output);
    outputs::beside(linked, sources, &mut output);
    output
}

fn one(linked: &Linked, theme: &theme::Theme, id: usize, minify: Minify) -> Result<(String, Vec<u8>), Diagnostic> {
    let entry = &linked.entries[id];
    let html = theme.render(linked, id)?;
    let path = file_of(entry.route.as_deref().unwrap_or_default());
    Ok((path, squeeze(html, minify)))
}

#[cfg(feature = "minify")]
fn squeeze(html: String, minify: Minify) -> Vec<u8> {
    match minify {
        Minify::Yes => minify::html(&html),
        Minify::No => html.into_bytes(),
    }
}

#[cfg(not(feature = "minify"))]
fn squeeze(html: String, _: Minify) -> Vec<u8> {
    html.into_bytes()
}

/// The place of a page's source file, for problems that concern all of it.
fn source_span(linked: &Linked, id: usize) -> Span {
    Span::file(&*linked.entries[id].source)
}
