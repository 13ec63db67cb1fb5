//! Files that are not ours, and files of ours that somebody else has changed.

use super::*;

#[test]
fn foreign_files_and_folders_are_kept() {
    let project = Project::new();
    project.put("CNAME", "example.com");
    project.put(".git/HEAD", "ref");
    project.put("google123.html", "proof");
    project.put("a/notes/todo.txt", "mine");
    fs::create_dir(project.target().join("empty")).unwrap();
    project.publish(&[("a/index.html", "a")]).unwrap();
    project.publish(&[]).unwrap();
    let kept =
        [".git/HEAD = ref", "CNAME = example.com", "a/notes/todo.txt = mine", "empty/", "google123.html = proof"];
    assert_eq!(project.shown(), kept);
}

#[test]
fn foreign_files_in_the_way_are_all_named_and_nothing_is_written() {
    let project = Project::new();
    project.put("a.html", "mine");
    project.put("b", "a file where a folder has to be");
    project.put("c.html/notes.txt", "a folder where a file has to be");
    let before = shown(&project.around);
    let files = [("a.html", "a"), ("b/index.html", "b"), ("c.html", "c"), ("d.html", "d")];
    let refused = project.publish(&files).unwrap_err();
    assert_eq!(
        refused.to_string(),
        format!(
            "refused to publish into {}: these files there were not written by Statuary and would be overwritten:\n  \
             a.html\n  b\n  c.html\n\
             help: move them away, or publish into another folder with --out",
            project.target().display()
        )
    );
    assert_eq!(shown(&project.around), before);
}

#[test]
fn an_equal_foreign_file_is_not_adopted() {
    let project = Project::new();
    project.put("robots.txt", "all");
    let published = project.publish(&[("a.html", "a"), ("robots.txt", "all")]).unwrap();
    assert_eq!(published, Published { written: 1, unchanged: 1, ..Published::default() });
    assert_eq!(foreign(project.publish(&[("a.html", "a"), ("robots.txt", "none")])), ["robots.txt"]);
    project.publish(&[("a.html", "a")]).unwrap();
    assert_eq!(project.shown(), ["a.html = a", "robots.txt = all"]);
}

#[test]
fn a_stale_file_that_somebody_changed_is_kept() {
    let project = Project::new();
    project.publish(&[("a.html", "a"), ("b.html", "b")]).unwrap();
    project.put("b.html", "changed by hand");
    let published = project.publish(&[("a.html", "a")]).unwrap();
    assert_eq!(
        published,
        Published { written: 0, unchanged: 1, deleted: 0, kept: vec!["b.html".to_owned()], ..Published::default() }
    );
    assert_eq!(project.shown(), ["a.html = a", "b.html = changed by hand"]);
}

#[test]
fn a_changed_file_where_a_folder_has_to_be_is_refused() {
    let project = Project::new();
    project.publish(&[("methods", "one page")]).unwrap();
    project.put("methods", "changed by hand");
    let before = shown(&project.around);
    assert_eq!(foreign(project.publish(&[("a.html", "a"), ("methods/index.html", "all")])), ["methods"]);
    assert_eq!(shown(&project.around), before);
}

#[test]
fn a_folder_with_a_changed_file_where_a_file_has_to_be_is_refused() {
    let project = Project::new();
    project.publish(&[("methods/index.html", "all")]).unwrap();
    project.put("methods/index.html", "changed by hand");
    let before = shown(&project.around);
    assert_eq!(foreign(project.publish(&[("a.html", "a"), ("methods", "one page")])), ["methods"]);
    assert_eq!(shown(&project.around), before);
}

#[test]
fn a_foreign_folder_in_the_place_of_our_file_is_refused() {
    let project = Project::new();
    project.publish(&[("a.html", "a")]).unwrap();
    fs::remove_file(project.target().join("a.html")).unwrap();
    project.put("a.html/notes.txt", "mine");
    let before = shown(&project.around);
    assert_eq!(foreign(project.publish(&[("a.html", "new")])), ["a.html"]);
    assert_eq!(shown(&project.around), before);
}

#[test]
fn an_edited_file_is_told_and_kept_aside_and_ours_is_back() {
    let project = Project::new();
    project.publish(&[("a/index.html", "old"), ("b.html", "b")]).unwrap();
    project.put("a/index.html", "by hand");
    let published = project.publish(&[("a/index.html", "new"), ("b.html", "b")]).unwrap();
    assert_eq!(
        published,
        Published { written: 1, unchanged: 1, edited: vec!["a/index.html".to_owned()], ..Published::default() }
    );
    assert_eq!(project.shown(), ["a/index.html = new", "b.html = b"]);
    let copy = project.target().join(statuary::EDITED).join("a/index.html");
    assert_eq!(fs::read_to_string(&copy).unwrap(), "by hand");

    // Even where the site has not changed, and then the later edit counts.
    project.put("a/index.html", "by hand again");
    let published = project.publish(&[("a/index.html", "new"), ("b.html", "b")]).unwrap();
    assert_eq!(published.edited, ["a/index.html"]);
    assert_eq!(fs::read_to_string(&copy).unwrap(), "by hand again");
    let published = project.publish(&[("a/index.html", "new"), ("b.html", "b")]).unwrap();
    assert_eq!(published, Published { unchanged: 2, ..Published::default() });
}

#[test]
fn copies_of_edited_files_make_room_for_later_ones() {
    let project = Project::new();
    let copies = project.target().join(statuary::EDITED);
    for (path, before) in [("a", "new"), ("a/index.html", "a"), ("a", "a/index.html")] {
        project.publish(&[(path, before)]).unwrap();
        project.put(path, "by hand");
        assert_eq!(project.publish(&[(path, "ours")]).unwrap().edited, [path]);
        assert_eq!(shown(&copies), [format!("{path} = by hand")]);
    }
}

#[test]
fn a_file_edited_to_what_the_site_now_says_is_no_edit() {
    let project = Project::new();
    project.publish(&[("a.html", "old")]).unwrap();
    project.put("a.html", "new");
    assert_eq!(project.publish(&[("a.html", "new")]).unwrap(), Published { unchanged: 1, ..Published::default() });
}

#[test]
fn an_edited_file_is_never_missing_while_it_is_replaced() {
    let files = [("a.html", "new"), ("b.html", "new")];
    for at in 0.. {
        let project = Project::new();
        project.publish(&[("a.html", "old"), ("b.html", "old")]).unwrap();
        project.put("a.html", "by hand");
        let broken = project.broken_off(&files, at);
        let lies = fs::read_to_string(project.target().join("a.html")).unwrap();
        let copy = fs::read_to_string(project.target().join(statuary::EDITED).join("a.html"));
        assert!(lies == "by hand" || copy.is_ok_and(|copy| copy == "by hand"), "checkpoint {at}: the edit is lost");
        if !broken {
            break;
        }
    }
}
