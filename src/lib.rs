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
mod editions;
mod edits;
mod ejected;
mod expression;
#[cfg(feature = "external")]
pub mod external;
mod hash;
mod html;
mod import;
mod joined;
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
use joined::join;
use output::Below;
use parse::Before;
use source::{Sources, Span};
use std::collections::BTreeMap;

pub use coverage::Coverage;
pub use edits::Edits;
pub use ejected::{eject, left_behind, theme_files};
pub use import::{Imported, Left, Places, Row, Unlinked, column, import, rows, unlinked};
pub use load::{Days, Fingerprint, Known, Stamp, bring_along, fingerprint, last_changes, load, load_again};
pub use model::{is_address, is_placeholder};
pub use options::{Drafts, Minify, Options, Pictures, Promises};
pub use order::in_order;
pub use output::{Memory, Nowhere, Output, Record, Records, Sink};
pub use parse::{Parsed, licences};
pub use publish::{
    Basis, EDITED, Extent, Published, Refused, Said, Stage, note_exports, publish, publish_with, published,
    record_routes, recorded, write_exports, written_exports,
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
    let joined = join(sources, options, before, &mut problems, begins);
    begins("rendering");
    let mut outcome = Outcome::default();
    if let Some(joined) = &joined {
        outcome.parsed = options.parsed.as_ref().map(|before| Parsed::of(&joined.pages, before));
        outcome.of_original(&joined.original, sources, options, sink, &mut problems);
        for edition in &joined.others {
            outcome.of_other(edition, sources, options, sink, &mut problems);
        }
        outcome.drafts.extend(joined.drafts.iter().cloned());
    }
    begins("reporting");
    Outcome { report: Report::new(problems, sources), ..outcome }
}

impl Outcome {
    /// Makes the site in its own language, which is held against what it promises.
    fn of_original(
        &mut self,
        original: &joined::Edition,
        sources: &Sources,
        options: &Options,
        sink: &dyn Sink,
        problems: &mut Vec<Diagnostic>,
    ) {
        let (linked, sources) = (&original.linked, original.sources(sources));
        let promised = promises::Promised::read(linked, sources, options.promises, sink, problems);
        (self.records, self.store) =
            render::render(linked, sources, options, options.store.as_ref(), &promised, problems);
        promised.tell(linked, problems);
        self.exports = render::exports(linked, sources, options, problems);
        self.base_url.clone_from(&linked.site.base_url);
        self.drafts = linked.drafts().map(str::to_owned).collect();
        self.addresses = linked.addresses();
    }

    /// Makes another edition, below the folder of that.
    fn of_other(
        &mut self,
        edition: &joined::Edition,
        sources: &Sources,
        options: &Options,
        sink: &dyn Sink,
        problems: &mut Vec<Diagnostic>,
    ) {
        let (linked, sources) = (&edition.linked, edition.sources(sources));
        let prefix = linked.site.prefix();
        let below = Below { folder: &prefix, sink };
        let known = options.store.as_ref().map(|store| store.edition(&prefix));
        let mut found = Vec::new();
        // An older version promises nothing any more.
        let promises = if linked.site.version > 0 { Promises::None } else { options.promises };
        let promised = promises::Promised::read(linked, sources, promises, &below, &mut found);
        let (records, store) = render::render(linked, sources, options, known.as_ref(), &promised, &mut found);
        promised.tell(linked, &mut found);
        problems.extend(edition.own_problems(found, problems));
        let in_folder = |(path, record)| (format!("{prefix}{path}"), record);
        self.records.files.extend(records.files.into_iter().map(in_folder));
        if let (Some(all), Some(store)) = (&mut self.store, store) {
            all.add(&prefix, store);
        }
        self.addresses.extend(linked.addresses().into_iter().map(|address| format!("{prefix}{address}")));
    }
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

/// The addresses of other sites that a site leads to, each with its places.
pub fn addresses(sources: &Sources, options: &Options) -> BTreeMap<String, Vec<Span>> {
    let mut all: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    let joined = join(sources, options, Before::default(), &mut Vec::new(), &|_| {});
    for edition in joined.iter().flat_map(|joined| joined.editions()) {
        for (address, places) in addresses::addresses(&edition.linked, edition.sources(sources)) {
            let known = all.entry(address).or_default();
            let new: Vec<Span> = places.into_iter().filter(|place| !known.contains(place)).collect();
            known.extend(new);
        }
    }
    all
}

/// Which field is filled for which entry of a kind; nothing for an unknown kind.
pub fn coverage(sources: &Sources, kind: &str) -> Option<Coverage> {
    let joined = join(sources, &Options::default(), Before::default(), &mut Vec::new(), &|_| {})?;
    coverage::coverage(&joined.original.linked, kind)
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
        Some(joined) => thrown::compare(&joined.original.linked, sources, kind, lists, finder),
        None => Ok(Vec::new()),
    }
}
