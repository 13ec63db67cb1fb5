//! A site in memory, for the preview: nothing is made before it is asked for, and then it
//! is what a build from the same sources would make.

use super::theme::Theme;
use super::{Draw, Maker, Tools, outputs, worker};
use crate::assets::Assets;
use crate::diag::Diagnostic;
use crate::link::{Content, Linked, Part};
use crate::options::Options;
use crate::output::{Memory, Nowhere, Records, Writer};
use crate::search;
use crate::source::Sources;
use crate::squeeze::Squeeze;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A file that was asked for; nothing where there is none at its path.
pub type Found = Result<Option<Arc<[u8]>>, Diagnostic>;

/// The files of a site, each made when it is asked for.
pub struct OnDemand {
    /// The site.
    pub linked: Linked,
    sources: Arc<Sources>,
    common: Arc<Common>,
    /// How many bytes texts may differ until pages name another client of search.
    room: usize,
    /// What was made so far.
    made: Mutex<BTreeMap<String, Arc<[u8]>>>,
    index: OnceLock<BTreeMap<String, Arc<[u8]>>>,
}

/// What does not change with the text of a page.
struct Common {
    theme: Theme,
    draw: Draw,
    squeeze: Squeeze,
    assets: Assets,
    /// The names of assets by the paths at which they are published.
    assets_by_path: BTreeMap<String, String>,
    /// The numbers of the site's files by their paths.
    files: BTreeMap<String, usize>,
    has_search: bool,
}

impl OnDemand {
    /// A site that is ready to be asked. Nothing is given when its theme holds errors,
    /// which are reported.
    pub fn new(
        linked: Linked,
        sources: &Arc<Sources>,
        options: &Options,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<OnDemand> {
        let Tools { assets, squeeze, search, draw, theme } = Tools::of(&linked, sources, options, problems)?;
        let (room, has_search) = (search.as_ref().map_or(usize::MAX, search::Plan::room), search.is_some());
        let assets_by_path = assets.paths().into_iter().map(|(name, path)| (path, name)).collect();
        let files = linked.files.iter().enumerate().map(|(number, file)| (file.path.clone(), number)).collect();
        let common = Common { theme, draw, squeeze, assets, assets_by_path, files, has_search };
        Some(OnDemand::of(linked, sources, Arc::new(common), room))
    }

    /// The same with other words in the texts of some pages, as [`Linked::with_texts`] gives
    /// it. `bytes` says by how much texts differ. Nothing is given where that may be another
    /// client of search for all pages.
    pub fn with_texts(&self, linked: Linked, sources: &Arc<Sources>, bytes: usize) -> Option<OnDemand> {
        let room = self.room.checked_sub(bytes).filter(|room| *room > 0)?;
        Some(OnDemand::of(linked, sources, Arc::clone(&self.common), room))
    }

    fn of(linked: Linked, sources: &Arc<Sources>, common: Arc<Common>, room: usize) -> OnDemand {
        let (made, index) = (Mutex::default(), OnceLock::new());
        OnDemand { linked, sources: Arc::clone(sources), common, room, made, index }
    }

    /// The file at a path. What is wrong with it is told as a build tells it.
    pub fn file(&self, path: &str) -> Found {
        if let Some(bytes) = self.known().get(path) {
            return Ok(Some(Arc::clone(bytes)));
        }
        let Common { assets, assets_by_path, files, .. } = &*self.common;
        let Some(number) = files.get(path) else {
            let asset = assets_by_path.get(path).and_then(|name| assets.bytes(name));
            return Ok(asset.or_else(|| self.index(path)));
        };
        let file = &self.linked.files[*number];
        match file.content {
            Content::Part(id, Part::Page | Part::Markdown | Part::Picture) => self.page(id, path),
            Content::Worker => Ok(Some(worker::script(&self.linked, &Records::default()).into_bytes().into())),
            _ => {
                Ok(outputs::content(&self.linked, &self.sources, assets, file)?.map(|bytes| bytes.into_owned().into()))
            }
        }
    }

    /// Makes a page with what stands beside it.
    fn page(&self, id: usize, path: &str) -> Found {
        let memory = Memory::default();
        self.maker(&Writer::new(&memory)).made(id)?;
        let mut known = self.known();
        known.extend(memory.output().files);
        Ok(known.get(path).cloned())
    }

    fn maker<'a>(&'a self, writer: &'a Writer<'a>) -> Maker<'a> {
        let Common { theme, draw, squeeze, .. } = &*self.common;
        Maker { linked: &self.linked, theme, draw, squeeze, writer, known: None }
    }

    /// A part of the index of search, all of which is made when the first is asked for.
    fn index(&self, path: &str) -> Option<Arc<[u8]>> {
        let Common { assets, squeeze, has_search, .. } = &*self.common;
        if !has_search || !path.starts_with(crate::link::ASSETS) {
            return None;
        }
        let index = self.index.get_or_init(|| {
            let plan = search::Plan::new(&self.linked, &mut assets.clone(), squeeze);
            plan.files().into_iter().map(|(path, script)| (path, script.into_bytes().into())).collect()
        });
        index.get(path).cloned()
    }

    /// What is wrong with pages, all of them or some, which shows only when they are made.
    /// Nothing is given when it was stopped before the end.
    pub fn check(&self, pages: Option<&[usize]>, stop: &AtomicBool) -> Option<Vec<Diagnostic>> {
        let all: Vec<usize> = match pages {
            Some(pages) => pages.to_vec(),
            None => (0..self.linked.entries.len()).collect(),
        };
        let writer = Writer::new(&Nowhere);
        let maker = self.maker(&writer);
        let check = |id: &usize| {
            let entry = &self.linked.entries[*id];
            let is_page = entry.route.is_some() && entry.template.is_some();
            let stopped = stop.load(Ordering::Relaxed);
            if is_page && !stopped { maker.made(*id).err() } else { None }
        };
        let found = all.par_iter().filter_map(check).collect();
        (!stop.load(Ordering::Relaxed)).then_some(found)
    }

    fn known(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Arc<[u8]>>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
