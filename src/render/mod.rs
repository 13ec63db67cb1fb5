//! Stage 4: each page alone from its view to bytes, and the files that stand
//! beside the pages.

mod blocked;
mod declarations;
mod declared;
mod editions;
mod exports;
mod facts;
mod feed;
mod groups;
mod look;
mod machines;
mod mirror;
mod on_demand;
mod outputs;
#[cfg(feature = "pictures")]
mod pictures;
mod sheets;
mod sidebar;
mod signature;
mod site_view;
mod theme;
mod tree;
mod view;
mod view_value;
mod worker;

use crate::assets;
use crate::diag::Diagnostic;
use crate::hash::Digest;
use crate::lexicon;
use crate::link::{Linked, Part};
use crate::model::Site;
use crate::options::Options;
use crate::output::{Output, Records, Sink, Writer};
use crate::search;
use crate::source::{Sources, Span};
use crate::squeeze::{Squeeze, script};
use crate::store::{Known, Made, Store};
use rayon::prelude::*;
use signature::Signatures;
use std::collections::BTreeSet;
use std::sync::Arc;
use theme::{Rendered, Theme};

pub use exports::exports;
pub use on_demand::OnDemand;

/// The theme's scripts that become `page.js`.
const PAGE_SCRIPTS: [&str; 2] = ["site.js", "search.js"];

/// Checks the theme of a site of which it is not known what its pages have to be.
pub fn check(site: &Site, sources: &Sources, problems: &mut Vec<Diagnostic>) {
    sheets::check(&assets::collect(site, sources, &mut Vec::new()), problems);
    theme::check(site, sources, problems);
}

/// Renders the whole site with the theme that it names, each file into the sink as
/// soon as it is made. `store` is what a build before remembers of this edition, where that is
/// wanted. Problems name the template's place and the page.
pub fn render(
    linked: &Linked,
    sources: &Sources,
    options: &Options,
    store: Option<&Store>,
    sink: &dyn Sink,
    problems: &mut Vec<Diagnostic>,
) -> (Records, Option<Store>) {
    let writer = Writer::new(sink);
    let Some(Tools { assets, squeeze, search, draw, theme }) = Tools::of(linked, sources, options, problems) else {
        return (Records::default(), None);
    };
    let signatures = store.map(|_| Signatures::new(linked, sources, &assets, options));
    let known = signatures.as_ref().zip(store).map(|(signatures, store)| {
        let known = store.known(|asked| signatures.answer(linked, &assets, asked));
        (signatures, known)
    });
    let maker = Maker { linked, theme: &theme, draw: &draw, squeeze: &squeeze, writer: &writer, known: known.as_ref() };
    let mut files = Files::default();
    maker.pages(search.as_ref(), &mut files, problems);
    let Files { mut records, asked, stored } = files;
    let store =
        signatures.map(|signatures| Store::new(stored.into_iter(), |asked| signatures.answer(linked, &assets, asked)));
    records.files.extend(outputs::put(linked, sources, &assets, &writer, problems));
    let mut output = Output::default();
    assets.publish(&asked, &mut output);
    records.files.extend(output.files.iter().map(|(path, bytes)| writer.put(&**path, bytes)));
    records.files.extend([writer.put("sw.js", worker::script(linked, &records))]);
    (records, store)
}

/// What pages are made with.
struct Tools<'a> {
    assets: assets::Assets,
    squeeze: Squeeze,
    /// What is to be found, where a template may ask for the index.
    search: Option<search::Plan<'a>>,
    draw: Draw,
    theme: Theme,
}

impl<'a> Tools<'a> {
    /// Nothing is given when the theme holds errors, which are reported.
    fn of(linked: &'a Linked, sources: &Sources, options: &Options, problems: &mut Vec<Diagnostic>) -> Option<Self> {
        let mut assets = assets::collect(&linked.site, sources, problems);
        sheets::check(&assets, problems);
        lexicon::into_scripts(&linked.site.words, &mut assets, problems);
        look::apply(&linked.site.look, &mut assets, problems);
        let allowed = linked.site.look.allowed().map(|(directive, source)| (directive, source.to_owned())).collect();
        let squeeze = Squeeze::new(options.minify, assets.texts()).allowing(allowed);
        assets.change(|name, text| squeeze.asset(name, text));
        let search = may_ask_for_index(linked, sources).then(|| search::Plan::new(linked, &mut assets, &squeeze));
        scripts(&mut assets);
        let draw = Draw::new(linked, sources, options, problems);
        draw.icons(&mut assets, problems);
        let theme = Theme::load(linked, sources, &assets, problems)?;
        blocked::check(linked, sources, &theme, problems);
        if theme.broken {
            check_pages(linked, &theme, problems);
            return None;
        }
        Some(Tools { assets, squeeze, search, draw, theme })
    }
}

/// What goes wrong on the pages with the templates of a theme that are whole, where nothing
/// will be published.
fn check_pages(linked: &Linked, theme: &Theme, problems: &mut Vec<Diagnostic>) {
    let tried = (0..linked.entries.len()).into_par_iter().filter_map(|id| {
        let entry = &linked.entries[id];
        let template = entry.template.as_deref().filter(|template| entry.route.is_some() && theme.has(template))?;
        let html = theme.render(linked, id, template).err();
        let markdown = || theme.render_markdown(linked, id, template)?.err();
        html.or_else(markdown).filter(|_| !is_excused(linked, id))
    });
    let found: Vec<Diagnostic> = tried.collect();
    problems.extend(found);
}

/// Whether what goes wrong when a page is made follows most likely from what is reported of
/// its fields, or of the declaration of any.
fn is_excused(linked: &Linked, id: usize) -> bool {
    let is_doubtful = |kind: &crate::model::Kind| kind.doubtful || !kind.undeclared.is_empty();
    linked.entries[id].faulty || linked.site.kinds.iter().any(is_doubtful)
}

/// What was made, one thing after another.
#[derive(Default)]
struct Files {
    records: Records,
    /// The assets that were asked for.
    asked: BTreeSet<String>,
    /// What the next build may know.
    stored: Vec<(Digest, Made)>,
}

impl Files {
    fn take(&mut self, (signature, made): (Option<Digest>, Made)) {
        self.records.files.extend(made.files.iter().cloned());
        self.asked.extend(made.asked.iter().filter_map(|asked| asked.strip_prefix("asset ")).map(str::to_owned));
        self.stored.extend(signature.map(|signature| (signature, made)));
    }

    fn take_pages(&mut self, pages: Vec<Tried>, problems: &mut Vec<Diagnostic>) {
        for page in pages {
            match page {
                Ok(page) => self.take(page),
                Err(problem) => problems.extend(problem),
            }
        }
    }
}

/// The files of a page, or why there are none; nothing where the reason has been reported.
type Tried = Result<(Option<Digest>, Made), Option<Diagnostic>>;

/// Whether a template of the theme, or of one that it extends, names the index of search.
/// Only pages can tell whether it is asked for.
fn may_ask_for_index(linked: &Linked, sources: &Sources) -> bool {
    let themes = assets::chain(&linked.site, sources, &mut Vec::new());
    themes.iter().any(|theme| {
        let folder = format!("themes/{theme}/templates/");
        search::wanted(sources.below(&folder).filter_map(|(_, file)| file.text()))
    })
}

/// The scripts that every page names, as one file.
fn scripts(assets: &mut assets::Assets) {
    let script = script::joined(PAGE_SCRIPTS.iter().filter_map(|name| assets.text(name)));
    if !script.is_empty() {
        assets.add("page.js", script.into_bytes());
    }
}

/// What making the files of one page takes.
struct Maker<'a> {
    linked: &'a Linked,
    theme: &'a Theme,
    draw: &'a Draw,
    squeeze: &'a Squeeze,
    writer: &'a Writer<'a>,
    /// The pages of the build before, where they are remembered.
    known: Option<&'a (&'a Signatures, Known<'a>)>,
}

impl Maker<'_> {
    /// Makes all pages, and the index of search if one of them asks for it: at the same time
    /// where that shows in the first page of each template.
    fn pages(&self, search: Option<&search::Plan>, files: &mut Files, problems: &mut Vec<Diagnostic>) {
        let (mut first, mut others, mut templates) = (Vec::new(), Vec::new(), BTreeSet::new());
        for (id, entry) in self.linked.entries.iter().enumerate() {
            if let (Some(_), Some(template)) = (&entry.route, &entry.template) {
                if templates.insert(template) { first.push(id) } else { others.push(id) }
            }
        }
        let make = |pages: &[usize]| pages.par_iter().map(|id| self.tried(*id)).collect();
        files.take_pages(make(&first), problems);
        let search = search.filter(|_| self.writer.wants());
        let is_asked = search::is_asked(&files.asked);
        let early = search.filter(|_| is_asked);
        let (index, pages) = rayon::join(|| early.map(|search| self.index(search)), || make(&others));
        files.take_pages(pages, problems);
        let late = search.filter(|_| !is_asked && search::is_asked(&files.asked));
        if let Some(index) = index.or_else(|| late.map(|search| self.index(search))) {
            files.take(index);
        }
    }

    /// The files of the index, made only where its material is another.
    fn index(&self, search: &search::Plan) -> (Option<Digest>, Made) {
        let signature = self.known.map(|_| search.signature());
        let kept = self.known.zip(signature).and_then(|((_, known), signature)| known.page(signature));
        let made = kept.filter(|made| self.writer.keep(&made.files)).cloned().unwrap_or_else(|| {
            let files = search.files();
            let files = files.into_par_iter().map(|(path, script)| self.writer.put(path, script)).collect();
            Made { asked: Arc::default(), files }
        });
        (signature, made)
    }

    fn tried(&self, id: usize) -> Tried {
        self.page(id).map_err(|problem| Some(problem).filter(|_| !is_excused(self.linked, id)))
    }

    /// The files of a page: those of the build before where they would be the same and
    /// lie there still, and new ones elsewhere.
    fn page(&self, id: usize) -> Result<(Option<Digest>, Made), Diagnostic> {
        let Some((signatures, known)) = self.known else { return self.made(id).map(|made| (None, made)) };
        let signature = signatures.of(self.linked, id);
        let kept = known.page(signature).filter(|made| self.writer.keep(&made.files));
        let made = kept.cloned().map_or_else(|| self.made(id), Ok)?;
        Ok((Some(signature), made))
    }

    /// Makes the files of a page: itself, its text as markdown, its picture.
    fn made(&self, id: usize) -> Result<Made, Diagnostic> {
        let Maker { linked, theme, writer, .. } = self;
        let entry = &linked.entries[id];
        let Rendered { text: mut html, mut asked } =
            theme.render(linked, id, entry.template.as_deref().unwrap_or_default())?;
        let mut files = Vec::new();
        // The page itself comes last, since squeezing takes its text.
        for (part, path) in linked.files_of(id).rev() {
            match part {
                Part::Page => {
                    let page = std::mem::take(&mut html);
                    let page = if writer.wants() { self.squeeze.page(page) } else { page };
                    files.push(writer.put(path, page));
                }
                Part::Markdown => {
                    files.extend(self.markdown(id, &mut asked)?.map(|markdown| writer.put(path, markdown)));
                }
                Part::Picture => {
                    files.extend(self.picture(id, &mut asked)?.map(|png| writer.put(path, png)));
                }
                // Facts stand beside rows without a page too, and are written with those.
                Part::Facts => {}
            }
        }
        Ok(Made { asked: Arc::new(asked), files })
    }

    /// A page's text as markdown: as the theme lays it out, or, where files are wanted, as
    /// every kind is printed.
    fn markdown(&self, id: usize, asked: &mut BTreeSet<String>) -> Result<Option<String>, Diagnostic> {
        let linked = self.linked;
        let template = linked.entries[id].template.as_deref().unwrap_or_default();
        match self.theme.render_markdown(linked, id, template) {
            Some(markdown) => {
                let markdown = markdown?;
                asked.extend(markdown.asked);
                Ok(Some(mirror::with_address(markdown.text, &mirror::address_of(linked, id))))
            }
            None => Ok(self.writer.wants().then(|| mirror::page(linked, id))),
        }
    }

    /// The picture that shows a page where it is shared, where pictures are drawn.
    fn picture(&self, id: usize, asked: &mut BTreeSet<String>) -> Result<Option<Arc<[u8]>>, Diagnostic> {
        let linked = self.linked;
        let Some(template) = &linked.site.kinds[linked.entries[id].kind].picture else { return Ok(None) };
        let svg = self.theme.render(linked, id, template)?;
        asked.extend(svg.asked);
        self.draw.picture(&svg.text).map_err(|why| {
            let message = format!("{template} cannot be drawn: {why}");
            Diagnostic::error("not-a-picture", source_span(linked, id), message)
                .help("the template has to make one whole SVG image with a viewBox")
        })
    }
}

/// Draws pictures where they are wanted and the program is built with the
/// renderer, and none elsewhere.
struct Draw {
    #[cfg(feature = "pictures")]
    painter: Option<pictures::Painter>,
}

#[cfg(feature = "pictures")]
impl Draw {
    fn new(linked: &Linked, sources: &Sources, options: &Options, problems: &mut Vec<Diagnostic>) -> Draw {
        let pictures = options.pictures.as_ref();
        let painter = pictures.map(|drawn| pictures::Painter::new(linked, sources, drawn, problems));
        Draw { painter }
    }

    fn icons(&self, assets: &mut assets::Assets, problems: &mut Vec<Diagnostic>) {
        self.painter.iter().for_each(|painter| painter.icons(assets, problems));
    }

    fn picture(&self, svg: &str) -> Result<Option<Arc<[u8]>>, String> {
        self.painter.as_ref().map(|painter| painter.png(svg, pictures::WIDTH)).transpose()
    }
}

#[cfg(not(feature = "pictures"))]
impl Draw {
    fn new(_: &Linked, _: &Sources, _: &Options, _: &mut Vec<Diagnostic>) -> Draw {
        Draw {}
    }

    fn icons(&self, _: &mut assets::Assets, _: &mut Vec<Diagnostic>) {}

    fn picture(&self, _: &str) -> Result<Option<Arc<[u8]>>, String> {
        Ok(None)
    }
}

/// The place of a page's source file, for problems that concern all of it.
fn source_span(linked: &Linked, id: usize) -> Span {
    Span::file(&*linked.entries[id].source)
}
