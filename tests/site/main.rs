//! The real site, built from `content/` with `themes/`: every page is read with an
//! HTML parser, every link followed, its facts compared with what others say.

// In a test, a value that is not there is a failure.
#![allow(clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/seen.rs"]
mod seen;

mod constants;
mod facts;
mod links;
mod markup;
mod pages;
mod readme;

use scraper::{Html, Selector};
use statuary::source::Sources;
use statuary::{Build, Options, Output, Promises, compile, load};
use std::path::Path;
use std::sync::OnceLock;

const BASE: &str = "https://statuary.example/";

fn sources() -> &'static Sources {
    static SOURCES: OnceLock<Sources> = OnceLock::new();
    SOURCES.get_or_init(|| {
        let (sources, problems) = load(Path::new(env!("CARGO_MANIFEST_DIR")));
        assert_eq!(problems, []);
        sources
    })
}

fn build(options: Options) -> Build {
    let build = compile(sources(), &options, Vec::new());
    assert_eq!(build.report.findings, [], "the site has problems");
    build
}

fn site() -> &'static Output {
    static SITE: OnceLock<Output> = OnceLock::new();
    SITE.get_or_init(|| build(Options { promises: Promises::All, ..Options::default() }).output)
}

fn pages(output: &Output) -> impl Iterator<Item = (&str, Html)> {
    let pages = output.files.keys().filter(|path| path.ends_with(".html"));
    pages.map(|path| (path.as_str(), Html::parse_document(output.text(path))))
}

fn select(selector: &str) -> Selector {
    Selector::parse(selector).unwrap()
}
