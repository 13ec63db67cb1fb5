//! Taking files while the site is made: the stage, and the lock.

use super::*;
use statuary::{Record, Sink, Stage};
use std::process::Command;

fn take(stage: &Stage, path: &str, bytes: &[u8]) -> Result<(), Refused> {
    stage.take(path, bytes, &Record::of(bytes))
}

#[test]
fn the_second_of_two_builds_at_once_says_that_the_target_is_busy() {
    let project = Project::new();
    let mut messages = Vec::new();
    let mut checkpoint = || {
        messages.push(project.publish(&[("b.html", "b")]).unwrap_err().to_string());
        Ok(())
    };
    publish_with(&output(&[("a.html", "a")]), &project.root, &project.target(), &mut checkpoint).unwrap();
    let expected =
        format!("another build is publishing into {}\nhelp: wait until it is done", project.target().display());
    assert!(!messages.is_empty());
    assert!(messages.iter().all(|message| *message == expected), "{messages:#?}");
    assert_eq!(project.shown(), ["a.html = a"]);
}

#[test]
fn files_can_be_put_from_many_threads() {
    let project = Project::new();
    let stage = Stage::open(&project.root, &project.target()).unwrap();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let stage = &stage;
            scope.spawn(move || {
                for page in 0..50 {
                    take(stage, &format!("{thread}/{page}/index.html"), format!("{thread} {page}").as_bytes()).unwrap();
                }
            });
        }
    });
    assert_eq!(names(&project.target()), [HOME], "something was put in place before all was there");
    assert_eq!(stage.publish().unwrap(), Published { written: 200, ..Published::default() });
    let mut expected: Vec<String> = (0..4)
        .flat_map(|thread| (0..50).map(move |page| format!("{thread}/{page}/index.html = {thread} {page}")))
        .collect();
    expected.sort();
    assert_eq!(project.shown(), expected);
}

#[test]
fn a_stage_that_is_dropped_changes_nothing() {
    let project = Project::new();
    let drop_one = || {
        let stage = Stage::open(&project.root, &project.target().join("deep/er")).unwrap();
        take(&stage, "a.html", b"new").unwrap();
        take(&stage, "b/index.html", b"new").unwrap();
    };
    drop_one();
    // A lock cannot be told from another one everywhere, and then stays.
    if cfg!(unix) {
        assert!(!project.target().exists());
    }
    publish(&output(&[("a.html", "old")]), &project.root, &project.target().join("deep/er")).unwrap();
    let day = age(&project.target());
    drop_one();
    assert_eq!(
        project.shown(),
        [format!("deep/er/{MANIFEST} = {}", manifest_of("a.html", "old")), "deep/er/a.html = old".to_owned()]
    );
    assert_eq!(modified(&project.target().join("deep/er/a.html")), day);
    assert_eq!(names(&project.target().join("deep/er").join(HOME)), ["lock", "seen"]);
}

#[test]
fn a_path_that_cannot_be_published_is_refused_when_it_is_put() {
    let project = Project::new();
    let stage = Stage::open(&project.root, &project.target()).unwrap();
    take(&stage, "a.html", b"a").unwrap();
    for (path, why) in [
        ("../a.html", "the file \"../a.html\" would lie outside it"),
        ("/etc/passwd", "the file \"/etc/passwd\" would lie outside it"),
        ("", "the file \"\" would lie outside it"),
        (".statuary/lock", "the file \".statuary/lock\" would lie among Statuary's own files in it"),
        (".Statuary/a", "the file \".Statuary/a\" would lie among Statuary's own files in it"),
        (MANIFEST, "the file \".statuary-manifest.json\" would lie among Statuary's own files in it"),
        ("a.html", "the file \"a.html\" was made twice"),
    ] {
        match take(&stage, path, b"text") {
            Err(Refused::Unsafe(_, reason)) => assert_eq!(reason, why),
            other => panic!("{path} was not refused: {other:?}"),
        }
    }
}

#[test]
fn a_path_that_is_a_file_and_a_folder_is_refused_before_anything_is_put_in_place() {
    let project = Project::new();
    let before = shown(&project.around);
    match project.publish(&[("a", "file"), ("a.html", "a"), ("a/index.html", "folder")]) {
        Err(Refused::Unsafe(_, reason)) => assert_eq!(reason, "\"a\" would be a file and a folder"),
        other => panic!("not refused: {other:?}"),
    }
    assert_eq!(shown(&project.around), before);
}

#[test]
fn nothing_is_ever_written_beside_the_target() {
    let project = Project::new();
    project.publish(&OLD).unwrap();
    let beside = names(&project.root);
    let mut steps = 0;
    let mut checkpoint = || {
        steps += 1;
        assert_eq!(names(&project.root), beside);
        assert!(names(&project.target()).iter().all(|name| name == HOME || !name.contains("statuary-stage")));
        Ok(())
    };
    publish_with(&output(&NEW), &project.root, &project.target(), &mut checkpoint).unwrap();
    assert!(steps > 10, "only {steps} steps were seen");
}

/// What a killed run leaves: nobody cleans up behind it.
#[test]
fn a_stage_that_was_left_is_emptied_before_the_next() {
    let project = Project::new();
    project.publish(&OLD).unwrap();
    project.put(&format!("{HOME}/stage/0"), "half a pa");
    project.put(&format!("{HOME}/stage/manifest"), "{");
    project.publish(&NEW).unwrap();
    assert_eq!(names(&project.target().join(HOME)), ["lock", "seen"]);
    assert_eq!(fs::read_to_string(project.target().join("come/index.html")).unwrap(), "new");
}

#[test]
fn two_builds_meet_at_one_lock_in_any_environment() {
    let project = Project::new();
    write(&project.root.join("content/site.yaml"), SITE);
    write(&project.root.join("content/index.md"), "---\ntitle: Home\n---\n");
    write(&project.root.join("themes/tiny/theme.yaml"), "title: Tiny\n");
    write(&project.root.join("themes/tiny/templates/page.html"), "{{ page.title }}");
    let elsewhere = project.around.join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    let build = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_statuary"));
        command.args(["build", "--root"]).arg(&project.root);
        command.env("TMPDIR", &elsewhere).env("TMP", &elsewhere).env("TEMP", &elsewhere);
        let done = command.output().expect("the binary runs");
        (done.status.code(), String::from_utf8_lossy(&done.stderr).into_owned())
    };
    let stage = Stage::open(&project.root, &project.target()).unwrap();
    let (status, text) = build();
    assert_eq!(status, Some(2), "{text}");
    assert!(text.contains("another build is publishing into"), "{text}");
    drop(stage);
    let (status, text) = build();
    assert_eq!(status, Some(0), "{text}");
    assert_eq!(names(&elsewhere), [""; 0], "something lies in the folder for temporary files");
}

#[test]
fn what_goes_wrong_as_files_come_is_told_when_they_are_published() {
    let project = Project::new();
    project.publish(&[("a.html", "old")]).unwrap();
    let stage = Stage::open(&project.root, &project.target()).unwrap();
    for path in ["a.html", "../b.html", "c.html"] {
        stage.put(path, b"new", &Record::of(b"new"));
    }
    match stage.publish() {
        Err(Refused::Unsafe(_, reason)) => assert_eq!(reason, "the file \"../b.html\" would lie outside it"),
        other => panic!("not refused: {other:?}"),
    }
    assert_eq!(project.shown(), ["a.html = old"]);
    assert_eq!(names(&project.target().join(HOME)), ["lock", "seen"]);
}
