//! What comes to lie in the target: new, equal, changed and stale files, and the list
//! of them.

use super::*;
use statuary::published;
use std::process::Command;

#[test]
fn equal_files_are_left_untouched_and_changed_ones_replaced() {
    let project = Project::new();
    project.publish(&[("a.html", "a"), ("b.html", "b")]).unwrap();
    let day = age(&project.target());
    let published = project.publish(&[("a.html", "a"), ("b.html", "new"), ("c/index.html", "c")]).unwrap();
    assert_eq!(published, Published { written: 2, unchanged: 1, ..Published::default() });
    assert_eq!(project.shown(), ["a.html = a", "b.html = new", "c/index.html = c"]);
    assert_eq!(modified(&project.target().join("a.html")), day);
}

#[test]
fn the_second_of_two_equal_publishes_writes_nothing() {
    let project = Project::new();
    let files = [("a.html", "a"), ("b/index.html", "b")];
    project.publish(&files).unwrap();
    let day = age(&project.target());
    let published = project.publish(&files).unwrap();
    assert_eq!(published, Published { written: 0, unchanged: 2, ..Published::default() });
    for path in ["a.html", "b/index.html", MANIFEST] {
        assert_eq!(modified(&project.target().join(path)), day, "{path} was written again");
    }
}

#[test]
fn nothing_is_left_beside_the_files_after_success() {
    let project = Project::new();
    project.publish(&[("a.html", "a")]).unwrap();
    project.publish(&[("b.html", "b")]).unwrap();
    let mut names: Vec<_> = fs::read_dir(&project.root).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["content", "public"]);
    let mut names: Vec<_> = fs::read_dir(project.target()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, [HOME, MANIFEST, "b.html"]);
    let mut names: Vec<_> =
        fs::read_dir(project.target().join(HOME)).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["lock", "seen"]);
}

#[test]
fn stale_files_go_with_the_folders_they_leave_empty() {
    let project = Project::new();
    project.publish(&[("a/b/c/index.html", "c"), ("a/index.html", "a"), ("d/e/index.html", "e")]).unwrap();
    let published = project.publish(&[("a/index.html", "a")]).unwrap();
    assert_eq!(published, Published { written: 0, unchanged: 1, deleted: 2, ..Published::default() });
    assert_eq!(project.shown(), ["a/index.html = a"]);
}

#[test]
fn a_page_becomes_a_folder() {
    let project = Project::new();
    project.publish(&[("methods", "one page")]).unwrap();
    project.publish(&[("methods/get/index.html", "get"), ("methods/index.html", "all")]).unwrap();
    assert_eq!(project.shown(), ["methods/get/index.html = get", "methods/index.html = all"]);
}

#[test]
fn a_folder_becomes_a_page() {
    let project = Project::new();
    project.publish(&[("methods/get/index.html", "get"), ("methods/index.html", "all")]).unwrap();
    project.publish(&[("methods", "one page")]).unwrap();
    assert_eq!(project.shown(), ["methods = one page"]);
}

#[test]
fn an_empty_folder_gives_way_to_a_file() {
    let project = Project::new();
    fs::create_dir_all(project.target().join("a.html/deeper")).unwrap();
    project.publish(&[("a.html", "a")]).unwrap();
    assert_eq!(project.shown(), ["a.html = a"]);
}

#[test]
fn a_damaged_manifest_is_an_error_that_says_so() {
    for damaged in [&b""[..], b"{\"a.html\": \"12", b"[]", b"{\"a.html\": 1}", b"\xff\xfe"] {
        let project = Project::new();
        project.publish(&[("a.html", "a")]).unwrap();
        fs::write(project.target().join(MANIFEST), damaged).unwrap();
        let before = shown(&project.around);
        let message = project.publish(&[("a.html", "new")]).unwrap_err().to_string();
        let expected =
            format!("cannot publish: {}: the list of our files is damaged", project.target().join(MANIFEST).display());
        assert!(message.starts_with(&expected), "{message}");
        assert_eq!(shown(&project.around), before);
    }
}

#[test]
fn paths_of_a_manifest_that_lead_out_of_the_target_are_ignored() {
    let project = Project::new();
    project.publish(&[("stolen.txt", "text")]).unwrap();
    let manifest = fs::read_to_string(project.target().join(MANIFEST)).unwrap();
    fs::remove_file(project.target().join("stolen.txt")).unwrap();
    write(&project.root.join("stolen.txt"), "text");
    let absolute = project.root.join("stolen.txt").display().to_string();
    for path in ["../stolen.txt", "a/../../stolen.txt", &absolute] {
        project.put(MANIFEST, &manifest.replace("stolen.txt", path));
        let published = project.publish(&[("a/index.html", "a")]).unwrap();
        assert_eq!((published.deleted, published.kept), (0, Vec::new()));
        assert!(project.root.join("stolen.txt").exists(), "{path} was followed");
    }
}

/// Builds the project with the binary. The exit status and the last line.
fn build(project: &Project) -> (Option<i32>, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_statuary"))
        .args(["build", "--root"])
        .arg(&project.root)
        .output()
        .expect("the binary runs");
    let text = String::from_utf8_lossy(&done.stderr).into_owned();
    (done.status.code(), text.lines().last().unwrap_or_default().to_owned())
}

#[test]
fn a_build_with_errors_publishes_nothing() {
    let project = Project::new();
    write(&project.root.join("content/site.yaml"), SITE);
    write(&project.root.join("themes/tiny/theme.yaml"), "title: Tiny\n");
    write(&project.root.join("themes/tiny/templates/page.html"), "{{ page.title }}{{ page.body }}");
    let page = project.root.join("content/index.md");
    write(&page, "---\ntitle: Home\n---\n\n[broken](nowhere.md)\n");
    let before = shown(&project.root);
    let broken = (Some(1), "1 error; nothing was published; `statuary explain dead-link` tells more".to_owned());
    assert_eq!(build(&project), broken);
    assert_eq!(shown(&project.root), before);

    write(&page, "---\ntitle: Home\n---\n\nWhole.\n");
    let (status, line) = build(&project);
    assert_eq!(status, Some(0), "{line}");
    assert!(project.target().join("index.html").exists());

    write(&page, "---\ntitle: Other\n---\n\n[broken](nowhere.md)\n");
    let before = shown(&project.root);
    assert_eq!(build(&project), broken);
    assert_eq!(shown(&project.root), before);
}

#[test]
fn only_files_that_are_as_we_wrote_them_are_found_again() {
    let project = Project::new();
    assert!(published(&project.target(), ".png").is_empty());
    project.publish(&[("a.png", "one"), ("b/c.png", "two"), ("d.png", "three"), ("e.html", "four")]).unwrap();
    project.put("d.png", "by somebody else");
    project.put("f.png", "foreign");
    let found: Vec<_> = published(&project.target(), ".png").iter().map(|bytes| bytes.to_vec()).collect();
    assert_eq!(found, [b"one".to_vec(), b"two".to_vec()]);
    project.put(MANIFEST, "damaged");
    assert!(published(&project.target(), ".png").is_empty());
}

#[test]
fn the_manifest_can_be_read_by_people_and_by_older_builds() {
    let hash = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";
    assert_eq!(manifest_of("a.html", "a"), format!("{{\n  \"a.html\": \"{hash}\"\n}}\n"));
}
