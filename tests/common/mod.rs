//! A tiny site onto which each test lays its own files, and short ways to ask
//! what comes of it.
//!
//! The site has a home page, a class 4xx, a code 404 with one heading, and a
//! table of two header fields. A file of a test takes the place of the tiny
//! site's file at the same path.

#![allow(dead_code, reason = "each test file uses a part of this one")]

use statuary::diag::{Colors, Format};
use statuary::source::{Source, Sources};
use statuary::{Build, Options, Promises, compile, load};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The tiny site.
pub const TINY: &str = r#"
== content/site.yaml ==
title: Tiny
base_url: https://tiny.example/
kinds:
  home:
    path: index.md
    route: ""
    template: home.html
    title: title
    fields:
      title: {type: text, required: true}
  class:
    path: "{class}/index.md"
    route: "class/{class}/"
    template: class.html
    key: class
    title: title
    fields:
      class: {type: text, required: true}
      title: {type: text, required: true}
      members: {type: list, of: {type: pattern}}
  code:
    path: "{class}/{code}.md"
    route: "{code}/"
    template: code.html
    key: code
    title: title
    label: "{code} {title}"
    summary: summary
    parent_field: class
    anchors: [facts]
    fields:
      code: {type: text, required: true, help: the number}
      title: {type: text, required: true}
      class: {type: reference, to: class, required: true, covers: members}
      summary: {type: text}
      advice: {type: prose, help: what to do}
      related: {type: list, of: {type: reference, to: code}}
      state: {type: choice, choices: [registered, reserved]}
      since: {type: date}
      source: {type: address}
      retired: {type: flag}
      headers:
        type: list
        of:
          type: record
          fields:
            name: {type: reference, to: headers, required: true}
            when: {type: prose}
            weight: {type: integer}
tables:
  headers:
    title: id
    fields: {}
== content/tables/headers.yaml ==
- id: Allow
- id: Retry-After
== content/index.md ==
---
title: Tiny
---
== content/4xx/index.md ==
---
class: 4xx
title: Client errors
members: [4??]
---
== content/4xx/404.md ==
---
code: 404
title: Not Found
class: 4xx
---

## What it means

Nothing is here.
== themes/default/theme.yaml ==
title: Default
== themes/default/assets/style.css ==
body { color: black }
== themes/default/templates/home.html ==
<h1>{{ page.title }}</h1>
== themes/default/templates/class.html ==
<h1>{{ page.title }}</h1>
== themes/default/templates/code.html ==
<h1 id="facts">{{ page.label }}</h1>
<a href="{{ page.root }}{{ page.fields.class.route }}">{{ page.fields.class.title }}</a>
{% if page.body %}{{ page.body }}{% endif %}
"#;

/// The file of a page for code 405: the three required fields, more lines of
/// front matter from line 5 on, and a text two lines below their end.
pub fn page_405(fields: &str, text: &str) -> String {
    let fields = if fields.is_empty() { String::new() } else { format!("{fields}\n") };
    format!("== content/4xx/405.md ==\n---\ncode: 405\ntitle: Method Not Allowed\nclass: 4xx\n{fields}---\n\n{text}\n")
}

/// The tiny site's `site.yaml` with one piece of it replaced.
#[track_caller]
pub fn site_with(old: &str, new: &str) -> String {
    let site = sources("").text("content/site.yaml").to_owned();
    assert!(site.matches(old).count() == 1, "\"{old}\" should stand in the tiny site.yaml once");
    format!("== content/site.yaml ==\n{}", site.replace(old, new))
}

/// The file of the template for codes.
pub fn code_template(text: &str) -> String {
    format!("== themes/default/templates/code.html ==\n{text}\n")
}

/// The tiny site with a test's own files laid onto it.
pub fn sources(files: &str) -> Sources {
    Sources::from_text(&format!("{TINY}{files}"))
}

/// These files with the repository's own themes.
pub fn on_own_themes(files: &str) -> Sources {
    let mut sources = Sources::from_text(files);
    for (path, source) in load(Path::new(env!("CARGO_MANIFEST_DIR"))).0.below("themes/") {
        match source {
            Source::Text(text) => sources.insert_text(format!("themes/{path}"), text.clone()),
            Source::Bytes(bytes) => sources.insert_bytes(format!("themes/{path}"), bytes.clone()),
        }
    }
    sources
}

/// What comes of the tiny site with a test's own files, its promises held.
pub fn build_of(files: &str) -> Build {
    compile(&sources(files), &Options { promises: Promises::All, ..Options::default() }, vec![])
}

/// The report for the tiny site with a test's own files.
pub fn report_of(files: &str) -> String {
    build_of(files).report.print(Format::Text, Colors::Never)
}

/// An output file of the tiny site with a test's own files. The site must be
/// without errors.
#[track_caller]
pub fn page_of(files: &str, path: &str) -> String {
    let build = build_of(files);
    let report = build.report.print(Format::Text, Colors::Never);
    assert!(build.report.errors() == 0, "the site has errors:\n{report}");
    let known = || build.output.files.keys().cloned().collect::<Vec<_>>().join("\n");
    assert!(build.output.files.contains_key(path), "there is no {path} among\n{}", known());
    build.output.text(path).to_owned()
}

/// The report must be exactly this text, which may start on a line of its own.
#[track_caller]
pub fn assert_report(files: &str, expected: &str) {
    assert_text(&report_of(files), expected);
}

/// An output file must be exactly this text, which may start on a line of its own.
#[track_caller]
pub fn assert_page(files: &str, path: &str, expected: &str) {
    assert_text(&page_of(files, path), expected);
}

/// Two texts must be equal but for line breaks at their start and end.
#[track_caller]
pub fn assert_text(found: &str, expected: &str) {
    let (found, expected) = (found.trim_matches('\n'), expected.trim_matches('\n'));
    assert!(found == expected, "found:\n{found}\n\nexpected:\n{expected}\n");
}

/// A folder of its own for one test, removed when the test is done.
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// An empty folder.
    pub fn empty() -> Folder {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("{}-{}-{number}", env!("CARGO_CRATE_NAME"), std::process::id());
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder for the test");
        Folder { path }
    }

    /// A folder with the tiny site and a test's own files.
    pub fn tiny(files: &str) -> Folder {
        let folder = Folder::empty();
        for (path, source) in sources(files).iter() {
            folder.write(path, source.bytes());
        }
        folder
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a file into it.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let place = self.path.join(path);
        fs::create_dir_all(place.parent().unwrap_or(&self.path)).expect("a folder for the file");
        fs::write(place, bytes).expect("a file for the test");
    }

    /// The text of a file in it.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Whether there is such a file or folder in it.
    pub fn holds(&self, path: &str) -> bool {
        self.path.join(path).exists()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}
