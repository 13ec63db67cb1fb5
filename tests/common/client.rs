//! The theme's client for search on small sites in memory.

#![allow(dead_code, reason = "each test file uses a part of this one")]

use statuary::source::Sources;
use statuary::{Build, Options, compile};
use std::fmt::Write;

/// The scripts of the theme that become the client.
const SCRIPTS: [&str; 3] = ["search-engine.js", "search-shards.js", "search-box.js"];
/// A theme that asks for index and client on every page of one template.
const THEME: &str = "== themes/default/theme.yaml ==\ntitle: Default\n== themes/default/templates/code.html ==\n\
    {{ asset(name=\"search-index.js\") }} {{ asset(name=\"search-client.js\") }} {{ page.title }}\n";

/// The files of a theme that has the client and one template, `code.html`, which asks for it.
pub fn theme() -> String {
    let mut files = THEME.to_owned();
    for name in SCRIPTS {
        let path = format!("{}/themes/default/assets/{name}", env!("CARGO_MANIFEST_DIR"));
        let script = std::fs::read_to_string(path).expect("the script");
        let _ = write!(files, "== themes/default/assets/{name} ==\n{script}\n");
    }
    files
}

/// A site of these files, which has no errors.
#[track_caller]
pub fn build(files: &str) -> Build {
    let build = compile(&Sources::from_text(files), &Options::default(), vec![]);
    assert_eq!(build.report.errors(), 0, "the site has errors");
    build
}

/// The text of a published asset.
#[track_caller]
pub fn asset<'b>(build: &'b Build, start: &str) -> &'b str {
    let start = format!("assets/{start}");
    let path = build.output.files.keys().find(|path| path.starts_with(&start)).expect("the asset is published");
    build.output.text(path)
}

/// A published client as its two parts: the engine, and the interface, which is its last script.
#[track_caller]
pub fn parts(client: &str) -> (&str, &str) {
    client.split_at(client.rfind("\"use strict\"").expect("two scripts"))
}

/// The engine as it is written, with all that the build puts before it.
pub fn written_engine() -> String {
    let site = "== content/site.yaml ==\ntitle: Small\nbase_url: https://small.example/\nkinds:\n  code:\n    \
        path: \"{code}.md\"\n    route: \"{code}/\"\n    template: code.html\n    key: code\n    title: title\n    \
        fields:\n      code: {type: text, required: true}\n      title: {type: text, required: true}\n\
        == content/1.md ==\n---\ncode: 1\ntitle: One\n---\n";
    let build = build(&(theme() + site));
    parts(asset(&build, "search-client.")).0.to_owned()
}
