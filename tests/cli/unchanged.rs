//! `statuary build` where nothing has changed since the last: that is noticed without
//! making the site, and wherever there is a doubt the site is made.

use crate::common::Folder;
use crate::run;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

/// Gives a file, or all below a folder, an old date, as they have where nobody wrote to
/// them in the very moment of a build.
fn age(place: &Path) {
    if place.is_dir() {
        fs::read_dir(place).unwrap().flatten().for_each(|entry| age(&entry.path()));
    } else {
        let day = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        File::options().write(true).open(place).unwrap().set_modified(day).unwrap();
    }
}

/// The tiny site with a test's own files, built, and all that is known of it settled.
fn settled(files: &str) -> Folder {
    let folder = Folder::tiny(&format!("== content/static/file.txt ==\ntext\n{files}"));
    for name in ["content", "themes"] {
        age(&folder.path().join(name));
    }
    build(&folder, &[]);
    for entry in fs::read_dir(folder.path().join("public")).unwrap().flatten() {
        if entry.file_name() != ".statuary" {
            age(&entry.path());
        }
    }
    build(&folder, &[]);
    folder
}

/// The stages of a build, and its closing line but for the time it took.
fn build(folder: &Folder, arguments: &[&str]) -> (Vec<String>, String) {
    let ran = run(folder.path(), &[&["build", "--timings"], arguments].concat());
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    let (stages, rest): (Vec<&str>, Vec<&str>) = ran.stderr.lines().partition(|line| line.ends_with(" s"));
    let stages = stages.iter().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect();
    let last = rest.iter().find(|line| line.starts_with("built ")).copied().unwrap_or_default();
    let (before, after) = (last.split(" in ").next().unwrap(), last.rsplit(" s: ").next().unwrap());
    (stages, format!("{before}: {after}"))
}

/// Whether the next build knows that nothing has changed.
fn is_known(folder: &Folder, arguments: &[&str]) -> bool {
    let (stages, _) = build(folder, arguments);
    assert!(stages == ["comparing"] || stages.contains(&"publishing".to_owned()), "{stages:?}");
    stages.len() == 1
}

/// The published files, but for what a run keeps for itself.
fn published(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let (place, name) = (entry.path(), entry.file_name().into_string().unwrap());
        if name == ".statuary" {
            continue;
        } else if place.is_dir() {
            files.extend(published(&place).into_iter().map(|(path, bytes)| (format!("{name}/{path}"), bytes)));
        } else {
            files.insert(name, fs::read(place).unwrap());
        }
    }
    files
}

#[test]
fn nothing_changed_is_noticed_and_told_as_ever() {
    let folder = settled("");
    let before = published(&folder.path().join("public"));
    let (stages, told) = build(&folder, &[]);
    assert_eq!(stages, ["comparing"]);
    let known = build(&folder, &[]).1;
    assert_eq!(told, known);
    fs::remove_file(folder.path().join("public/.statuary/build")).unwrap();
    let (stages, told) = build(&folder, &[]);
    assert!(stages.contains(&"rendering".to_owned()), "{stages:?}");
    assert_eq!(told, known);
    assert!(known.contains(": 0 written, ") && known.ends_with(" unchanged, 0 removed"), "{known}");
    assert_eq!(published(&folder.path().join("public")), before);
}

/// What is done to a project.
type Change = (&'static str, fn(&Folder));

/// Whatever is touched, the next build is a whole one with the right result.
#[test]
fn every_change_is_noticed() {
    let changes: [Change; 14] = [
        ("a text of the same length", |folder| {
            swap(folder, "content/4xx/404.md", "Nothing is here", "Nobody is there")
        }),
        ("a source with its text", |folder| swap(folder, "content/4xx/404.md", "Nothing", "Nothing")),
        ("a template", |folder| swap(folder, "themes/default/templates/home.html", "h1", "h2")),
        ("an asset", |folder| swap(folder, "themes/default/assets/style.css", "black", "white")),
        ("a static file", |folder| swap(folder, "content/static/file.txt", "text", "word")),
        ("what is declared", |folder| swap(folder, "content/site.yaml", "title: Tiny", "title: Tidy")),
        ("a new page", |folder| folder.write("content/4xx/405.md", "---\ncode: 405\ntitle: No\nclass: 4xx\n---\n")),
        ("a page less", |folder| {
            fs::remove_file(folder.path().join("content/4xx/404.md")).unwrap();
            swap(folder, "routes.lock", "/404/\n", "");
        }),
        ("a renamed file", |folder| {
            let at = |name: &str| folder.path().join("content/static").join(name);
            fs::rename(at("file.txt"), at("other.txt")).unwrap();
        }),
        ("an edited page", |folder| folder.write("public/404/index.html", "by hand")),
        ("a page that is gone", |folder| fs::remove_file(folder.path().join("public/404/index.html")).unwrap()),
        ("a list of files that is gone", |folder| {
            fs::remove_file(folder.path().join("public/.statuary-manifest.json")).unwrap();
        }),
        ("a list of what was seen that is gone", |folder| {
            fs::remove_file(folder.path().join("public/.statuary/seen")).unwrap();
        }),
        ("an address that is not recorded", |folder| swap(folder, "routes.lock", "/404/\n", "")),
    ];
    for (what, change) in changes {
        let folder = settled("");
        assert!(is_known(&folder, &[]), "before {what}");
        change(&folder);
        assert!(!is_known(&folder, &[]), "{what}");
        let whole = folder.path().join("whole");
        run(folder.path(), &["build", "--out", "whole"]);
        let mut built = published(&folder.path().join("public"));
        let mut whole = published(&whole);
        if what == "a list of files that is gone" {
            // All files are somebody else's now.
            for built in [&mut built, &mut whole] {
                built.remove(".statuary-manifest.json");
            }
        }
        assert_eq!(built, whole, "{what}");
    }
}

/// Replaces a text in a file.
fn swap(folder: &Folder, path: &str, old: &str, new: &str) {
    let text = folder.read(path);
    assert!(text.contains(old), "{path}");
    folder.write(path, text.replace(old, new));
}

#[test]
fn every_option_counts() {
    for arguments in [&["--no-minify"][..], &["--base-url", "https://other.example/"], &["--out", "public"]] {
        let folder = settled("");
        assert!(!is_known(&folder, arguments), "{arguments:?}");
        assert!(is_known(&folder, arguments) || arguments[0] != "--out", "{arguments:?}");
        assert!(!is_known(&folder, &[]), "{arguments:?}");
    }
}

#[test]
fn damaged_note_counts_as_none() {
    let folder = settled("");
    let place = folder.path().join("public/.statuary/build");
    let text = fs::read_to_string(&place).unwrap();
    let damaged = [
        String::new(),
        "nonsense".to_owned(),
        text.replace("build 2", "build 0"),
        text.replace("\"pages\":3", "\"pages\":4"),
        text[..text.len() - 1].to_owned(),
    ];
    for damaged in damaged {
        assert_ne!(damaged, text);
        fs::write(&place, damaged).unwrap();
        assert!(!is_known(&folder, &[]));
        assert_eq!(fs::read_to_string(&place).unwrap(), text);
        assert!(is_known(&folder, &[]));
    }
}

/// A source that is written in the moment of a build can be written once more and look
/// the same.
#[test]
fn young_source_is_not_trusted() {
    let folder = settled("");
    let later = SystemTime::now() + Duration::from_secs(100_000);
    let place = folder.path().join("content/4xx/404.md");
    File::options().write(true).open(place).unwrap().set_modified(later).unwrap();
    assert!(!is_known(&folder, &[]) && !is_known(&folder, &[]));
}

/// Four warnings on eight pages, one of them told together with others, and a draft.
const WARNED: [&str; 2] = ["summary: “so”", "state: (to be written)"];

#[test]
fn warnings_are_told_each_time_and_the_build_is_known() {
    let pages: String = (405..413)
        .map(|code| crate::page_405(WARNED[usize::from(code == 412)], "**open text").replace("405", &code.to_string()))
        .collect();
    let folder = settled(&pages);
    assert!(is_known(&folder, &[]));
    let strip = |text: &str| {
        let lines = text.lines().filter(|line| !line.starts_with("built "));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    for format in ["text", "json", "github", "sarif"] {
        let known = run(folder.path(), &["build", "--format", format]);
        fs::remove_file(folder.path().join("public/.statuary/build")).unwrap();
        let made = run(folder.path(), &["build", "--format", format]);
        assert_eq!(known.stdout, made.stdout);
        assert_eq!(strip(&known.stderr), strip(&made.stderr));
        assert!(known.stderr.contains("left out 1 draft: content/4xx/412.md"), "{}", known.stderr);
        assert!(is_known(&folder, &[]));
    }
    assert!(run(folder.path(), &["build"]).stderr.contains("and 6 more like it"));
    let strict = run(folder.path(), &["build", "--strict"]);
    assert_eq!(strict.status, Some(1), "{}", strict.stderr);
}

/// A published file behind a link is not where it was, though it is the same file.
#[cfg(unix)]
#[test]
fn folder_that_became_a_link_is_noticed() {
    let folder = settled("");
    let (page, elsewhere) = (folder.path().join("public/404"), folder.path().join("elsewhere"));
    fs::rename(&page, &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &page).unwrap();
    let ran = run(folder.path(), &["build"]);
    assert_eq!(ran.status, Some(2), "{}", ran.stderr);
}
