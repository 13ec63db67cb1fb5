//! The stages of a build one at a time, for `benches/` alone: each takes what the one
//! before it gives, and tells how much it made. Nothing else may use it, and it promises
//! nothing to anybody.

use crate::assets::{self, Assets};
use crate::link::{self, Linked};
use crate::model::{self, Site};
use crate::options::{Minify, Options};
use crate::output::{Memory, Nowhere};
use crate::parse::{self, Pages};
use crate::source::Sources;
use crate::squeeze::{Squeeze, tokens};
use crate::{render, search};

/// A site with all that its stages give.
pub struct Stages {
    sources: Sources,
    linked: Linked,
    assets: Assets,
    squeeze: Squeeze,
    /// The pages as the templates print them.
    pub html: Vec<String>,
}

/// What parsing gives.
pub struct Parsed {
    site: Site,
    pages: Pages,
}

impl Stages {
    /// Runs all stages of a site once; nothing where it declares nothing.
    pub fn new(sources: Sources) -> Option<Stages> {
        let linked = link(&sources, parsed(&sources)?);
        let assets = assets::collect(&linked.site, &sources, &mut Vec::new());
        let squeeze = Squeeze::new(Minify::Yes, assets.texts());
        let memory = Memory::default();
        render::render(&linked, &sources, &Options::default(), None, &memory, &mut Vec::new());
        let output = memory.output();
        let pages = output.files.iter().filter(|(path, _)| path.ends_with(".html"));
        let html = pages.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
        Some(Stages { sources, linked, assets, squeeze, html })
    }

    /// All files, each parsed alone.
    pub fn parsed(&self) -> Option<Parsed> {
        parsed(&self.sources)
    }

    /// How many entries joining gives.
    pub fn link(&self, parsed: Parsed) -> usize {
        link(&self.sources, parsed).entries.len()
    }

    /// How many files rendering makes as a check does: neither twins nor the index, and
    /// nothing is squeezed.
    pub fn render(&self) -> usize {
        let options = Options::default();
        render::render(&self.linked, &self.sources, &options, None, &Nowhere, &mut Vec::new()).0.files.len()
    }

    /// How many bytes a page has when it is squeezed.
    pub fn squeeze(&self, html: String) -> usize {
        self.squeeze.page(html).len()
    }

    /// How many files the index of search has.
    pub fn index(&self) -> usize {
        search::Plan::new(&self.linked, &mut self.assets.clone(), &self.squeeze).files().len()
    }
}

fn parsed(sources: &Sources) -> Option<Parsed> {
    let site = model::read_site(sources, &mut Vec::new())?;
    let pages = parse::parse(sources, &site.rules(), &[], parse::Before::default(), &mut Vec::new());
    Some(Parsed { site, pages })
}

fn link(sources: &Sources, parsed: Parsed) -> Linked {
    let Parsed { site, pages } = parsed;
    link::link(site, &pages, sources, &mut Vec::new())
}

/// How many tokens a page has.
pub fn tokens(html: &str) -> usize {
    tokens::Tokens::new(html).count()
}
