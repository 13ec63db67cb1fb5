//! Statuary makes static documentation sites for code references: one page for
//! each code, cross-linked and checked.
//!
//! The program is a small compiler. [`load`] reads the files; [`compile`] parses
//! each alone, joins them once and renders each page alone; [`publish`] writes
//! what changed. Problems are values that travel beside the result. See
//! ARCHITECTURE.md for the invariants.

mod addresses;
mod assets;
mod columns;
mod coverage;
mod date;
pub mod diag;
mod edits;
mod ejected;
mod expression;
#[cfg(feature = "external")]
pub mod external;
mod hash;
mod html;
mod import;
mod lexicon;
mod link;
mod load;
mod model;
mod options;
mod order;
mod output;
mod parse;
pub mod preview;
mod promises;
mod publish;
mod rename;
mod render;
mod retarget;
mod scaffold;
mod search;
pub mod serve;
pub mod source;
mod spelling;
mod squeeze;
#[cfg(feature = "bench")]
#[doc(hidden)]
pub mod stages;
mod start;
mod store;
mod text;
mod thrown;
mod words;

use diag::{Diagnostic, Report};
use parse::{Before, Pages, Rules};
use source::{Sources, Span};
use std::collections::BTreeMap;

pub use coverage::Coverage;
pub use edits::Edits;
pub use ejected::{eject, left_behind, theme_files};
pub use import::{Imported, Left, Row, column, import, rows};
pub use load::{Days, Fingerprint, Known, Stamp, bring_along, fingerprint, last_changes, load, load_again};
pub use model::{is_address, is_placeholder};
pub use options::{Drafts, Minify, Options, Pictures, Promises};
pub use order::in_order;
pub use output::{Memory, Nowhere, Output, Record, Records, Sink};
pub use parse::{Parsed, licences};
pub use publish::{
    Basis, EDITED, Extent, Published, Refused, Said, Stage, publish, publish_with, published, record_routes, recorded,
    write_exports,
};
pub use rename::{Renamed, rename};
pub use scaffold::{Gap, NewPage, scaffold};
pub use search::{Answer, Engine, Hit, Reason, Searcher, WEIGHTS};
pub use spelling::spelled;
pub use start::{Start, around};
pub use store::Store;
pub use thrown::{Finder, List};

/// What a site became: what its files are, and everything that is wrong.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Where the site says that it lies; empty where that is not known.
    pub base_url: String,
    /// The files that were handed over; not to be published when the report holds
    /// errors.
    pub records: Records,
    /// What the next build may know of the pages, where that is wanted.
    pub store: Option<Store>,
    /// What the next build need not parse, where that is wanted.
    pub parsed: Option<Parsed>,
    /// The files of the drafts.
    pub drafts: Vec<String>,
    /// Files for the program, by their paths in the project.
    pub exports: BTreeMap<String, String>,
    /// The addresses below the site's own that stay once they were published.
    pub addresses: Vec<String>,
    /// The problems.
    pub report: Report,
}

/// The whole pipeline: from files in memory to finished files, each of which goes
/// to the sink as soon as it is made. `found` are problems met while loading;
/// `begins` is told each stage when it begins.
pub fn compile_into(
    sources: &Sources,
    options: &Options,
    found: Vec<Diagnostic>,
    sink: &dyn Sink,
    begins: &dyn Fn(&'static str),
) -> Outcome {
    let mut problems = found;
    let before = Before { parsed: options.parsed.as_ref(), ..Before::default() };
    let (linked, pages) = join(sources, options, before, &mut problems, begins).unzip();
    let parsed = options.parsed.as_ref().zip(pages).map(|(before, pages)| Parsed::of(&pages, before));
    begins("rendering");
    let base_url = linked.as_ref().map(|linked| linked.site.base_url.clone()).unwrap_or_default();
    let drafts = linked.iter().flat_map(|linked| linked.drafts()).map(str::to_owned).collect();
    let addresses = linked.as_ref().map(link::Linked::addresses).unwrap_or_default();
    let made = linked.map(|linked| {
        let promised = promises::Promised::read(&linked, sources, options.promises, sink, &mut problems);
        let made = render::render(&linked, sources, options, &promised, &mut problems);
        promised.tell(&linked, &mut problems);
        (made, render::exports(&linked, sources, options.exported, &mut problems))
    });
    let ((records, store), exports) = made.unwrap_or_default();
    begins("reporting");
    Outcome { base_url, records, store, parsed, drafts, exports, addresses, report: Report::new(problems, sources) }
}

/// What compiling in memory gives: the files, and everything that is wrong.
#[derive(Debug, Default)]
pub struct Build {
    /// The files; not to be published when the report holds errors.
    pub output: Output,
    /// Their records.
    pub records: Records,
    /// The problems.
    pub report: Report,
}

/// [`compile_into`] memory.
pub fn compile(sources: &Sources, options: &Options, found: Vec<Diagnostic>) -> Build {
    let memory = Memory::default();
    let Outcome { records, report, .. } = compile_into(sources, options, found, &memory, &|_| {});
    Build { output: memory.output(), records, report }
}

/// The stages before rendering: what the site declares, its files, all joined.
/// Nothing is given when it declares nothing: then each file is checked for
/// itself, and what it would be in the site is not guessed at.
fn join(
    sources: &Sources,
    options: &Options,
    before: Before,
    problems: &mut Vec<Diagnostic>,
    begins: &dyn Fn(&'static str),
) -> Option<(link::Linked, Pages)> {
    begins("parsing");
    let Some(site) = model::read_site(sources, problems) else {
        parse::parse(sources, &Rules { raw_html: true, highlight: true }, Before::default(), problems);
        return None;
    };
    join_declared(site, sources, options, before, problems, begins)
}

/// The same of a site whose declaration has been read. Nothing is given either when a part of
/// it could not be read.
fn join_declared(
    mut site: model::Site,
    sources: &Sources,
    options: &Options,
    before: Before,
    problems: &mut Vec<Diagnostic>,
    begins: &dyn Fn(&'static str),
) -> Option<(link::Linked, Pages)> {
    if let Some(theme) = &options.theme {
        site.theme.clone_from(theme);
        site.theme_span = Span::file(format!("--theme {theme}"));
    }
    if let Some(base_url) = &options.base_url {
        site.base_url = model::with_slash(base_url);
    }
    (site.drafts, site.locked) = (options.drafts, options.locked);
    if let Some(edit_url) = &options.edit_url {
        site.edit_url = Some(edit_url.clone());
    }
    site.pictures = cfg!(feature = "pictures") && options.pictures.is_some();
    site.service_worker &= !options.preview;
    site.words = lexicon::words(&site, sources, problems).into();
    let pages = parse::parse(sources, &site.rules(), before, problems);
    if site.unread {
        render::check(&site, sources, problems);
        return None;
    }
    begins("linking");
    Some((link::link(site, &pages, sources, problems), pages))
}

/// The addresses of other sites that a site leads to, each with its places.
pub fn addresses(sources: &Sources, options: &Options) -> BTreeMap<String, Vec<Span>> {
    let joined = join(sources, options, Before::default(), &mut Vec::new(), &|_| {});
    joined.map(|(linked, _)| addresses::addresses(&linked, sources)).unwrap_or_default()
}

/// Which field is filled for which entry of a kind; nothing for an unknown kind.
pub fn coverage(sources: &Sources, kind: &str) -> Option<Coverage> {
    let (linked, _) = join(sources, &Options::default(), Before::default(), &mut Vec::new(), &|_| {})?;
    coverage::coverage(&linked, kind)
}

/// The JSON Schema of `site.yaml`, of a table's rows, or of the fields of a kind of pages, by its
/// name, which for the first is `site`; else the names that there are.
pub fn schema(sources: &Sources, name: &str) -> Result<serde_json::Value, Vec<String>> {
    let site = model::read_site(sources, &mut Vec::new()).unwrap_or_default();
    let names = || ["site"].into_iter().chain(site.kinds.iter().map(|kind| kind.name.as_str())).map(str::to_owned);
    model::schema(&site, name).ok_or_else(|| names().collect())
}

/// What is wrong between lists of codes that a program throws and the pages of a kind, by
/// default of the one that has most of them: codes without a page, and pages without a code.
/// For their lines to be shown the lists have to be among the sources. Nothing is told of a
/// site whose declaration cannot be read.
pub fn compare(
    sources: &Sources,
    options: &Options,
    kind: Option<&str>,
    lists: &[List],
    finder: &Finder,
) -> Result<Vec<Diagnostic>, String> {
    match join(sources, options, Before::default(), &mut Vec::new(), &|_| {}) {
        Some((linked, _)) => thrown::compare(&linked, sources, kind, lists, finder),
        None => Ok(Vec::new()),
    }
}
