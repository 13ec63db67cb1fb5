//! Folders that the target does not have, which come whole; and those that only seem to
//! be missing.

use super::*;
use statuary::{Record, Stage};

/// A site with a folder that is new beside [`OLD`].
const DEEP: [(&str, &str); 8] = [
    ("assets/style.1.css", "old"),
    ("new/a/deep/index.html", "new"),
    ("new/a/index.html", "new"),
    ("new/a/index.md", "new"),
    ("new/b/index.html", "new"),
    ("new/index.html", "new"),
    ("same/index.html", "same"),
    ("sitemap.xml", "new"),
];

/// How many steps publishing a site into an empty target takes.
fn steps(files: &[(&str, &str)]) -> usize {
    let project = Project::new();
    let mut steps = 0;
    let mut count = || {
        steps += 1;
        Ok(())
    };
    publish_with(&output(files), &project.root, &project.target(), &mut count).unwrap();
    steps
}

/// Publishes a site while somebody else does something as soon as the first file could
/// come into its place.
fn publish_while(project: &Project, files: &[(&str, &str)], done: impl Fn() + Sync) -> Result<Published, Refused> {
    let mut is_done = false;
    let mut checkpoint = || {
        if !is_done && project.target().join(MANIFEST).exists() {
            is_done = true;
            done();
        }
        Ok(())
    };
    publish_with(&output(files), &project.root, &project.target(), &mut checkpoint)
}

#[test]
fn a_new_folder_takes_one_step_whatever_is_in_it() {
    let one = [("a/index.html", "a")];
    let more = [("a/b/c/index.html", "c"), ("a/b/index.html", "b"), ("a/d/index.html", "d"), ("a/index.html", "a")];
    // Each file is staged by a step of its own.
    assert_eq!(steps(&more), steps(&one) + 3);
}

#[test]
fn a_new_folder_is_whole_or_not_there_wherever_a_run_is_broken_off() {
    for at in 0.. {
        let project = Project::new();
        project.publish(&OLD).unwrap();
        FOREIGN.iter().for_each(|(path, text)| project.put(path, text));
        if !project.broken_off(&DEEP, at) {
            assert!(at > 10, "only {at} checkpoints");
            break;
        }
        let found = project.shown();
        let there = DEEP.iter().filter(|(path, text)| found.contains(&format!("{path} = {text}")));
        let new = there.filter(|(path, _)| path.starts_with("new/")).count();
        assert!([0, 5].contains(&new), "checkpoint {at}: {found:#?}");
        assert!(new == 5 || found.contains(&"sitemap.xml = old".to_owned()), "checkpoint {at}: {found:#?}");
        for (path, text) in FOREIGN {
            assert!(found.contains(&format!("{path} = {text}")), "checkpoint {at}: {found:#?}");
        }
        project.publish(&DEEP).unwrap();
        let mut expected: Vec<String> =
            DEEP.iter().chain(&FOREIGN).map(|(path, text)| format!("{path} = {text}")).collect();
        expected.sort();
        assert_eq!(project.shown(), expected, "checkpoint {at}");
    }
}

#[test]
fn somebody_elses_files_in_a_folder_of_ours_stay_wherever_a_run_is_broken_off() {
    for at in 0.. {
        let project = Project::new();
        project.put("new/a/notes.txt", "mine");
        project.put("new/c/notes.txt", "mine");
        let is_broken = project.broken_off(&DEEP, at);
        assert_eq!(fs::read_to_string(project.target().join("new/a/notes.txt")).unwrap(), "mine", "checkpoint {at}");
        assert_eq!(fs::read_to_string(project.target().join("new/c/notes.txt")).unwrap(), "mine", "checkpoint {at}");
        assert!(!project.target().join("new/b").exists() || project.target().join("new/b/index.html").exists());
        if !is_broken {
            break;
        }
        project.publish(&DEEP).unwrap();
        project.publish(&[]).unwrap();
        assert_eq!(project.shown(), ["new/a/notes.txt = mine", "new/c/notes.txt = mine"], "checkpoint {at}");
    }
}

#[test]
fn files_come_one_by_one_into_a_folder_that_has_come_meanwhile() {
    let all = |more: &[&str]| {
        let mut lines: Vec<String> = DEEP.iter().map(|(path, text)| format!("{path} = {text}")).collect();
        lines.extend(more.iter().map(|line| (*line).to_owned()));
        lines.sort();
        lines
    };
    let project = Project::new();
    publish_while(&project, &DEEP, || project.put("new/a/notes.txt", "mine")).unwrap();
    assert_eq!(project.shown(), all(&["new/a/notes.txt = mine"]));
    project.publish(&[]).unwrap();
    assert_eq!(project.shown(), ["new/a/notes.txt = mine"]);

    let project = Project::new();
    publish_while(&project, &DEEP, || fs::create_dir_all(project.target().join("new/b")).unwrap()).unwrap();
    assert_eq!(project.shown(), all(&[]));
}

#[test]
fn what_has_come_meanwhile_in_the_place_of_ours_is_never_overwritten() {
    for path in ["new", "new/a", "new/a/index.html"] {
        let project = Project::new();
        let refused = publish_while(&project, &DEEP, || project.put(path, "mine")).unwrap_err().to_string();
        assert!(refused.contains(&format!("somebody else has put \"{path}\" there meanwhile")), "{refused}");
        assert_eq!(fs::read_to_string(project.target().join(path)).unwrap(), "mine");
    }
    // A file is on the list of ours by then, and is kept aside as one that was edited.
    let project = Project::new();
    publish_while(&project, &DEEP, || project.put("new/a/index.html", "mine")).unwrap_err();
    assert_eq!(project.publish(&DEEP).unwrap().edited, ["new/a/index.html"]);
    let copy = project.target().join(statuary::EDITED).join("new/a/index.html");
    assert_eq!(fs::read_to_string(copy).unwrap(), "mine");
}

#[cfg(unix)]
#[test]
fn a_link_that_has_come_meanwhile_is_not_followed() {
    for path in ["new", "new/a"] {
        let project = Project::new();
        let elsewhere = project.around.join("elsewhere");
        write(&elsewhere.join("index.html"), "precious");
        let link = project.target().join(path);
        let come = || {
            fs::create_dir_all(link.parent().unwrap()).unwrap();
            std::os::unix::fs::symlink(&elsewhere, &link).unwrap();
        };
        let refused = publish_while(&project, &DEEP, come).unwrap_err().to_string();
        assert!(refused.contains(&format!("somebody else has put \"{path}\" there meanwhile")), "{refused}");
        assert_eq!(shown(&elsewhere), ["index.html = precious"]);
        assert_eq!(foreign(project.publish(&DEEP)), [path]);
    }
}

#[test]
fn a_folder_that_goes_while_files_come_is_made_again() {
    let project = Project::new();
    project.put("a/notes.txt", "mine");
    let stage = Stage::open(&project.root, &project.target()).unwrap();
    let take = |path: &str| stage.take(path, path.as_bytes(), &Record::of(path.as_bytes())).unwrap();
    take("a/b.html");
    fs::remove_dir_all(project.target().join("a")).unwrap();
    take("a/c.html");
    take("a/d/e.html");
    assert_eq!(stage.publish().unwrap(), Published { written: 3, ..Published::default() });
    assert_eq!(project.shown(), ["a/b.html = a/b.html", "a/c.html = a/c.html", "a/d/e.html = a/d/e.html"]);
}

#[test]
fn a_path_that_is_a_file_and_a_folder_is_refused_in_a_new_folder_too() {
    for [first, second] in [["a/b", "a/b/c.html"], ["a/b/c.html", "a/b"]] {
        let project = Project::new();
        let stage = Stage::open(&project.root, &project.target()).unwrap();
        let take = |path: &str| stage.take(path, b"text", &Record::of(b"text"));
        take(first).unwrap();
        match take(second) {
            Err(Refused::Unsafe(_, reason)) => assert_eq!(reason, "\"a/b\" would be a file and a folder"),
            other => panic!("{second} was not refused: {other:?}"),
        }
        match take(first) {
            Err(Refused::Unsafe(_, reason)) => assert_eq!(reason, format!("the file \"{first}\" was made twice")),
            other => panic!("{first} was not refused: {other:?}"),
        }
    }
}
