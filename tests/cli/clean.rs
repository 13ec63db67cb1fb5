//! `statuary clean`, and the words of the command line that shells and manuals get.

use crate::common::{Folder, assert_text, page_405};
use crate::{run, run_on};

#[test]
fn clean_takes_away_what_was_published() {
    let folder = Folder::tiny("== content/static/files/note.txt ==\nNote.\n");
    assert_eq!(run(folder.path(), &["build"]).status, Some(0));
    let ran = run(folder.path(), &["clean"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (Some(0), ""), "{}", ran.stderr);
    assert!(ran.stderr.starts_with("removed ") && ran.stderr.ends_with(" files from ./public\n"), "{}", ran.stderr);
    assert!(!folder.holds("public") && folder.holds("routes.lock") && folder.holds("content/4xx/404.md"));
    let ran = run(folder.path(), &["clean"]);
    assert_eq!(ran.status, Some(0));
    assert_text(&ran.stderr, "nothing to remove: there is no folder ./public");
    assert_eq!(run(folder.path(), &["build"]).status, Some(0));
    assert!(folder.holds("public/404/index.html"));
}

#[test]
fn clean_takes_no_file_of_somebody_else() {
    let folder = Folder::tiny("");
    assert_eq!(run(folder.path(), &["build", "-o", "out"]).status, Some(0));
    folder.write("out/mine.txt", "mine");
    folder.write("out/404/index.html", "by hand");
    let ran = run(folder.path(), &["clean", "--out", "out"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert!(ran.stderr.starts_with("kept 404/index.html: somebody else has changed it\nremoved "), "{}", ran.stderr);
    assert_eq!((folder.read("out/mine.txt"), folder.read("out/404/index.html")), ("mine".into(), "by hand".into()));
    let left: Vec<_> =
        std::fs::read_dir(folder.path().join("out")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn clean_keeps_copies_of_edited_files() {
    let folder = Folder::tiny("");
    assert_eq!(run(folder.path(), &["build"]).status, Some(0));
    folder.write("public/404/index.html", "by hand");
    assert_eq!(run(folder.path(), &["build"]).status, Some(0));
    let ran = run(folder.path(), &["clean"]);
    assert!(ran.stderr.starts_with("kept ./public/.statuary/edited: copies of files "), "{}", ran.stderr);
    assert_eq!(folder.read("public/.statuary/edited/404/index.html"), "by hand");
    assert!(!folder.holds("public/404"));
}

#[test]
fn clean_refuses_the_project_itself() {
    let folder = Folder::tiny("");
    for out in ["content", "."] {
        let ran = run(folder.path(), &["clean", "--out", out]);
        assert_eq!(ran.status, Some(2), "{}", ran.stderr);
        assert!(ran.stderr.starts_with("error: refused to publish into "), "{}", ran.stderr);
    }
    let ran = run(folder.path(), &["clean", "--out", "themes"]);
    assert_eq!(ran.status, Some(2), "{}", ran.stderr);
    assert!(folder.holds("content/site.yaml") && folder.holds("themes/default/theme.yaml"));
}

#[test]
fn shells_complete_every_verb() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = run_on("", &["completions", shell]);
        assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
        assert!(["build", "explain", "clean", "base-url"].iter().all(|word| ran.stdout.contains(word)), "{shell}");
    }
    let ran = run_on("", &["completions", "fsh"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.stderr.contains("fish"), "{}", ran.stderr);
}

#[test]
fn manual_has_a_page_for_each_verb() {
    let folder = Folder::tiny("");
    let ran = run(folder.path(), &["man"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
    assert!(ran.stdout.contains(".TH statuary 1") && ran.stdout.contains("statuary\\-explain(1)"), "{}", ran.stdout);
    assert_eq!(run(folder.path(), &["man", "--out", "man"]).status, Some(0));
    assert!(folder.read("man/statuary-build.1").contains("\\-\\-drafts"));
}

#[test]
fn quiet_commands_say_only_what_is_wrong() {
    let folder = Folder::tiny("");
    for arguments in [["build", "-q"], ["check", "-q"], ["-q", "clean"]] {
        let ran = run(folder.path(), &arguments);
        assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.as_str()), (Some(0), "", ""));
    }
    let ran = run_on(&page_405("state: open", ""), &["check", "--quiet"]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.stderr.contains("error[unknown-choice]"), "{}", ran.stderr);
}

#[test]
fn verbose_commands_say_how_long_each_stage_took() {
    let folder = Folder::tiny("");
    for verb in ["build", "check"] {
        let ran = run(folder.path(), &[verb, "-v"]);
        assert!(
            ran.stderr.lines().any(|line| line.starts_with("rendering ") && line.ends_with(" s")),
            "{}",
            ran.stderr
        );
    }
    assert_eq!(run(folder.path(), &["check", "-q", "-v"]).status, Some(2));
}
