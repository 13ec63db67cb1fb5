//! What a build remembers for the next: a build that knows of one before equals one that
//! knows nothing, whatever was changed in between and whatever became of the memory.

// In a test, a value that is not there is a failure.
#![allow(clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;

mod preview;
mod site;

use common::Folder;
use site::{Numbers, Site};
use statuary::diag::{Colors, Format};
use statuary::source::{SITE_FILE, Sources};
use statuary::{
    Known, Minify, Options, Output, Record, Sink, Stage, compile, compile_into, fingerprint, load, load_again,
};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

/// The program of most builds.
const PROGRAM: &str = "statuary 1";

/// A stage that counts the pages that were made.
struct Counting<'a>(&'a Stage<'static>, Mutex<Vec<String>>);

impl Sink for Counting<'_> {
    fn put(&self, path: &str, bytes: &[u8], record: &Record) {
        if path.ends_with(".html") {
            self.1.lock().unwrap().push(path.to_owned());
        }
        self.0.put(path, bytes, record);
    }

    fn keep(&self, files: &[(String, Record)]) -> bool {
        self.0.keep(files)
    }
}

/// Lays the files of a site down. Only those are written that are others, each later than
/// the one before, and all of them long ago.
fn lay(root: &Path, sources: &Sources) {
    static CLOCK: AtomicU64 = AtomicU64::new(1_000_000_000);
    for (path, _) in load(root).0.iter().filter(|(path, _)| sources.get(path).is_none()) {
        fs::remove_file(root.join(path)).unwrap();
    }
    for (path, source) in sources.iter() {
        let place = root.join(path);
        if fs::read(&place).is_ok_and(|bytes| bytes == source.bytes()) {
            continue;
        }
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(&place, source.bytes()).unwrap();
        set_date(&place, SystemTime::UNIX_EPOCH + Duration::from_secs(CLOCK.fetch_add(1, Ordering::Relaxed)));
    }
}

fn set_date(place: &Path, date: SystemTime) {
    File::options().write(true).open(place).unwrap().set_modified(date).unwrap();
}

/// Builds with what is known of the build before. Given are the report and the pages
/// that were made.
fn build(root: &Path, sources: &Sources, minify: Minify, program: &str) -> (String, Vec<String>) {
    lay(root, sources);
    let (report, made, known) = build_what_lies(root, minify, program);
    assert!(!known.differs());
    (report, made)
}

/// The same of the files that lie there, with what was known of their texts.
fn build_what_lies(root: &Path, minify: Minify, program: &str) -> (String, Vec<String>, Known) {
    let stage = Stage::open(root, &root.join("public")).unwrap();
    let files = fingerprint(root);
    let known = stage.known(&files);
    let (sources, found) = load_again(root, &known);
    let (store, parsed) = (Some(stage.store(program)), Some(stage.parsed(program)));
    let options = Options { minify, store, parsed, ..Options::default() };
    let counting = Counting(&stage, Mutex::default());
    let outcome = compile_into(&sources, &options, found, &counting, &|_| {});
    let mut made = counting.1.into_inner().unwrap();
    made.sort();
    let report = outcome.report.print(Format::Text, Colors::Never);
    if outcome.report.errors() == 0 {
        stage.remember(&outcome.store.unwrap(), program);
        stage.remember_parsed(&outcome.parsed.unwrap(), program);
        stage.remember_sources(&files, &sources);
        stage.publish().unwrap();
    }
    (report, made, known)
}

/// All that lies in the target, but for what a run keeps for itself.
fn published(root: &Path) -> Output {
    fn walk(folder: &Path, prefix: &str, output: &mut Output) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if path == ".statuary" || path == ".statuary-manifest.json" {
                continue;
            } else if entry.path().is_dir() {
                walk(&entry.path(), &format!("{path}/"), output);
            } else {
                output.insert(path, fs::read(entry.path()).unwrap());
            }
        }
    }
    let mut output = Output::default();
    walk(&root.join("public"), "", &mut output);
    output
}

/// Something that happens to the target between two builds.
fn accident(root: &Path, numbers: &mut Numbers) {
    let known = root.join("public/.statuary").join(["pages", "parsed", "sources"][numbers.below(3)]);
    let Ok(mut bytes) = fs::read(&known) else { return };
    let at = numbers.below(bytes.len());
    match numbers.below(9) {
        0 => fs::remove_file(&known).unwrap(),
        1 => fs::write(&known, &bytes[..at]).unwrap(),
        2 => {
            bytes[at] ^= 1 << numbers.below(8);
            fs::write(&known, &bytes).unwrap();
        }
        3 => drop(fs::remove_file(root.join("public/.statuary/seen"))),
        4 => drop(fs::remove_file(root.join("public/404/index.html"))),
        5 => fs::write(root.join("public/index.html"), "by hand").unwrap(),
        _ => {}
    }
}

#[track_caller]
fn assert_same(found: &Output, expected: &Output, what: &str) {
    let paths = |output: &Output| output.files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(found), paths(expected), "{what}");
    for (path, bytes) in &expected.files {
        let text = |output: &Output| String::from_utf8_lossy(&output.files[path]).into_owned();
        assert!(&found.files[path] == bytes, "{what}: {path} is\n{}\nnot\n{}", text(found), text(expected));
    }
}

#[test]
fn build_that_knows_of_one_before_equals_one_that_knows_nothing() {
    let (mut errors, mut whole) = (0, 0);
    for seed in 0..6 {
        let (folder, mut numbers, mut site) = (Folder::empty(), Numbers(seed), Site::new());
        fs::create_dir(folder.path().join("content")).unwrap();
        let minify = if seed % 2 == 0 { Minify::Yes } else { Minify::No };
        site.bilingual = seed > 3;
        for step in 0..40 {
            for _ in 0..numbers.below(3) {
                site.edit(&mut numbers);
            }
            let what = format!("seed {seed}, step {step}");
            let program = if numbers.below(20) == 0 { "statuary 2" } else { PROGRAM };
            let sources = site.sources();
            let (report, _) = build(folder.path(), &sources, minify, program);
            let fresh = compile(&sources, &Options { minify, ..Options::default() }, vec![]);
            assert_eq!(report, fresh.report.print(Format::Text, Colors::Never), "{what}");
            if fresh.report.errors() == 0 {
                assert_same(&published(folder.path()), &fresh.output, &what);
                whole += 1;
            } else {
                errors += 1;
            }
            accident(folder.path(), &mut numbers);
        }
    }
    assert!(whole > 50 && errors > 5, "{whole} builds without errors, {errors} with");
}

/// A site of its own for one test, built once.
fn built() -> (Folder, PathBuf, Site) {
    let folder = Folder::empty();
    fs::create_dir(folder.path().join("content")).unwrap();
    let (root, mut site) = (folder.path().to_owned(), Site::new());
    site.pages.get_mut(&403).unwrap().links = vec![402];
    site.pages.get_mut(&404).unwrap().plain = true;
    site.pages.get_mut(&405).unwrap().headers = vec![1];
    assert_eq!(build(&root, &site.sources(), Minify::Yes, PROGRAM).1.len(), 10);
    (folder, root, site)
}

/// The pages that are made after an edit.
#[track_caller]
fn made_after(edit: impl Fn(&mut Site), expected: &[&str]) {
    let (_folder, root, mut site) = built();
    edit(&mut site);
    let (report, made) = build(&root, &site.sources(), Minify::Yes, PROGRAM);
    assert_eq!((report.as_str(), made), ("", expected.iter().map(|path| (*path).to_owned()).collect()));
}

#[test]
fn nothing_changed_makes_no_page() {
    made_after(|_| {}, &[]);
}

#[test]
fn text_of_a_page_makes_that_page_alone() {
    made_after(|site| site.pages.get_mut(&402).unwrap().body = 3, &["402/index.html"]);
}

#[test]
fn title_makes_the_pages_that_show_it() {
    // 400 is named by 402, 401 and 403 stand beside it, the others list it.
    let shown =
        ["400/index.html", "401/index.html", "402/index.html", "403/index.html", "class/4xx/index.html", "index.html"];
    made_after(|site| site.pages.get_mut(&402).unwrap().title = 3, &shown);
}

#[test]
fn row_makes_the_pages_that_show_it_or_ask_for_all() {
    let shown = ["404/index.html", "405/index.html", "headers/h0/index.html", "headers/h1/index.html"];
    made_after(|site| _ = site.rows.insert(1, 7), &shown);
}

#[test]
fn template_makes_all_pages() {
    let (_folder, root, mut site) = built();
    site.template = 7;
    assert_eq!(build(&root, &site.sources(), Minify::Yes, PROGRAM).1.len(), 10);
}

#[test]
fn another_program_knows_nothing() {
    let (_folder, root, site) = built();
    assert_eq!(build(&root, &site.sources(), Minify::Yes, "statuary 2").1.len(), 10);
    assert_eq!(build(&root, &site.sources(), Minify::No, "statuary 2").1.len(), 10);
}

#[test]
fn page_that_was_edited_in_the_target_is_made_again() {
    let (_folder, root, site) = built();
    fs::write(root.join("public/402/index.html"), "by hand").unwrap();
    fs::remove_file(root.join("public/403/index.md")).unwrap();
    let (_, made) = build(&root, &site.sources(), Minify::Yes, PROGRAM);
    assert_eq!(made, ["402/index.html", "403/index.html"]);
    assert!(!fs::read_to_string(root.join("public/402/index.html")).unwrap().contains("by hand"));
}

/// Writes to a file so that it looks as before from outside.
fn write_unseen(place: &Path, old: &str, new: &str) {
    let date = fs::metadata(place).unwrap().modified().unwrap();
    let text = fs::read_to_string(place).unwrap();
    assert!(text.contains(old) && old.len() == new.len());
    fs::write(place, text.replace(old, new)).unwrap();
    set_date(place, date);
}

#[test]
fn text_that_looks_as_before_is_read_only_where_it_is_looked_at() {
    // An index over texts looks at all of them.
    let sources = |site: &Site| {
        let mut sources = site.sources();
        sources.insert_text(SITE_FILE, sources.text(SITE_FILE).replace("{body: true}", "{body: false}"));
        sources
    };
    let (_folder, root, mut site) = built();
    build(&root, &sources(&site), Minify::Yes, PROGRAM);
    site.pages.get_mut(&402).unwrap().title = 3;
    lay(&root, &sources(&site));
    write_unseen(&root.join("content/4xx/405.md"), "Body", "Copy");
    let (_, made, known) = build_what_lies(&root, Minify::Yes, PROGRAM);
    assert!(!known.differs() && made.contains(&"402/index.html".to_owned()), "{made:?}");

    // This one stands beside the page whose title is another.
    site.pages.get_mut(&402).unwrap().title = 4;
    lay(&root, &sources(&site));
    write_unseen(&root.join("content/4xx/403.md"), "Body", "Copy");
    assert!(build_what_lies(&root, Minify::Yes, PROGRAM).2.differs());
}
