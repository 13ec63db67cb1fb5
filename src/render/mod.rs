//! Stage 4: each page alone from its view to bytes, and the files that stand
//! beside the pages.

mod feed;
mod machines;
mod mirror;
mod outputs;
#[cfg(feature = "pictures")]
mod pictures;
mod theme;
mod tree;
mod view;
mod worker;

use crate::assets;
use crate::diag::Diagnostic;
use crate::link::{Linked, file_of, mirror_route, picture_route};
use crate::output::{Options, Output};
use crate::search;
use crate::source::{Sources, Span};
use crate::squeeze::{Squeeze, script};
use rayon::prelude::*;
use std::sync::Arc;
use theme::Theme;

/// The theme's scripts that become `page.js`.
const PAGE_SCRIPTS: [&str; 2] = ["site.js", "search.js"];

/// Renders the whole site with the theme that it names. Problems name the
/// template's place and the page.
pub fn render(linked: &Linked, sources: &Sources, options: &Options, problems: &mut Vec<Diagnostic>) -> Output {
    let mut output = Output::default();
    let mut assets = assets::collect(linked, sources, problems);
    search::add(linked, &mut assets);
    scripts(&mut assets);
    let draw = Draw::new(linked, sources, options);
    draw.icons(&mut assets);
    let Some(theme) = Theme::load(linked, sources, &assets, problems) else {
        return output;
    };
    let is_page = |id: &usize| linked.entries[*id].route.is_some() && linked.entries[*id].template.is_some();
    let pages: Vec<usize> = (0..linked.entries.len()).filter(is_page).collect();
    let squeeze = Squeeze::new(options.minify, &assets);
    let rendered: Vec<_> = pages.par_iter().map(|id| one(linked, &theme, &draw, *id, &squeeze)).collect();
    for files in rendered {
        match files {
            Ok(files) => output.files.extend(files),
            Err(problem) => problems.push(problem),
        }
    }
    outputs::beside(linked, sources, &mut output);
    machines::beside(linked, &assets, &mut output, problems);
    assets.publish(&mut output);
    worker::beside(linked, &mut output);
    output
}

/// The scripts that every page names, as one file without their comments.
fn scripts(assets: &mut assets::Assets) {
    let parts: Vec<String> = PAGE_SCRIPTS.iter().filter_map(|name| assets.text(name)).map(script::squeezed).collect();
    if !parts.is_empty() {
        assets.add("page.js", parts.concat().into_bytes());
    }
}

/// The files of a page: itself, its text as markdown, its picture.
fn one(linked: &Linked, theme: &Theme, draw: &Draw, id: usize, squeeze: &Squeeze) -> Result<Files, Diagnostic> {
    let entry = &linked.entries[id];
    let route = entry.route.as_deref().unwrap_or_default();
    let html = theme.render(linked, id, entry.template.as_deref().unwrap_or_default())?;
    let mut files = Files::new();
    if let Some(path) = mirror_route(&linked.site, entry) {
        let address = format!("{}{route}", linked.site.base_url);
        files.push((path, mirror::markdown(&address, &html).into_bytes().into()));
    }
    if let Some(path) = picture_route(&linked.site, entry)
        && let Some(template) = &linked.site.kinds[entry.kind].picture
    {
        let svg = theme.render(linked, id, template)?;
        let png = draw.picture(&svg).map_err(|why| {
            Diagnostic::error("not-a-picture", source_span(linked, id), format!("{template} cannot be drawn: {why}"))
                .help("the template has to make one whole SVG image with a viewBox")
        })?;
        files.extend(png.map(|png| (path, png)));
    }
    files.push((file_of(route), squeeze.page(html).into_bytes().into()));
    Ok(files)
}

/// Paths and what goes there.
type Files = Vec<(String, Arc<[u8]>)>;

/// Draws pictures where they are wanted and the program is built with the
/// renderer, and none elsewhere.
struct Draw {
    #[cfg(feature = "pictures")]
    painter: Option<pictures::Painter>,
}

#[cfg(feature = "pictures")]
impl Draw {
    fn new(linked: &Linked, sources: &Sources, options: &Options) -> Draw {
        let painter = options.pictures.as_ref().map(|drawn| pictures::Painter::new(linked, sources, drawn));
        Draw { painter }
    }

    fn icons(&self, assets: &mut assets::Assets) {
        self.painter.iter().for_each(|painter| painter.icons(assets));
    }

    fn picture(&self, svg: &str) -> Result<Option<Arc<[u8]>>, String> {
        self.painter.as_ref().map(|painter| painter.png(svg, pictures::WIDTH)).transpose()
    }
}

#[cfg(not(feature = "pictures"))]
impl Draw {
    fn new(_: &Linked, _: &Sources, _: &Options) -> Draw {
        Draw {}
    }

    fn icons(&self, _: &mut assets::Assets) {}

    fn picture(&self, _: &str) -> Result<Option<Arc<[u8]>>, String> {
        Ok(None)
    }
}

/// The place of a page's source file, for problems that concern all of it.
fn source_span(linked: &Linked, id: usize) -> Span {
    Span::file(&*linked.entries[id].source)
}
