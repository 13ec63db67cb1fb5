//! Adding to `routes.lock`.

use super::*;
use statuary::record_routes;

#[test]
fn recording_routes_adds_lines_and_removes_none() {
    let project = Project::new();
    let lock = project.root.join("routes.lock");
    let site = ["404.html", "a/", ""];
    assert_eq!(record_routes(&project.root, site).unwrap(), 3);
    let head = "# Addresses that were published and must stay. The build adds new ones; one that\n\
                # goes needs an alias on the page that takes its place.\n";
    assert_eq!(fs::read_to_string(&lock).unwrap(), format!("{head}/\n/404.html\n/a/\n"));
    assert_eq!(record_routes(&project.root, ["b/"]).unwrap(), 1);
    assert_eq!(fs::read_to_string(&lock).unwrap(), format!("{head}/\n/404.html\n/a/\n/b/\n"));
}

#[test]
fn recording_routes_that_are_all_known_writes_nothing() {
    let project = Project::new();
    write(&project.root.join("routes.lock"), "/b/\r\n/a/\r\n");
    assert_eq!(record_routes(&project.root, ["a/"]).unwrap(), 0);
    assert_eq!(fs::read_to_string(project.root.join("routes.lock")).unwrap(), "/b/\r\n/a/\r\n");
}

#[test]
fn recording_routes_keeps_what_people_wrote() {
    let project = Project::new();
    write(&project.root.join("routes.lock"), "/a/\n# Linked from the printed manual.\n/old/\n");
    record_routes(&project.root, ["b/"]).unwrap();
    let text = fs::read_to_string(project.root.join("routes.lock")).unwrap();
    for line in ["/a/", "# Linked from the printed manual.", "/old/", "/b/"] {
        assert!(text.lines().any(|found| found == line), "{line} is missing in:\n{text}");
    }
}

#[test]
fn routes_that_cannot_be_read_are_not_overwritten() {
    let project = Project::new();
    let lock = project.root.join("routes.lock");
    fs::write(&lock, b"/a/\n/caf\xe9/\n").unwrap();
    assert!(record_routes(&project.root, ["b/"]).is_err());
    assert_eq!(fs::read(&lock).unwrap(), b"/a/\n/caf\xe9/\n");
}

#[test]
fn recording_routes_keeps_them_sorted_with_their_comments() {
    let project = Project::new();
    write(&project.root.join("routes.lock"), "/z/\n\n# Linked from the printed manual.\n/old/\n# The end.\n");
    record_routes(&project.root, ["b/", "y.html", ""]).unwrap();
    let head = "# Addresses that were published and must stay. The build adds new ones; one that\n\
                # goes needs an alias on the page that takes its place.\n";
    assert_eq!(
        fs::read_to_string(project.root.join("routes.lock")).unwrap(),
        format!("{head}/\n/b/\n# Linked from the printed manual.\n/old/\n/y.html\n/z/\n# The end.\n")
    );
    assert_eq!(names(&project.root), ["content", "routes.lock"]);
}

#[test]
fn a_damaged_list_of_routes_is_not_written_over() {
    for damaged in ["", "\n", "/a/\n<<<<<<< HEAD\n/b/\n", "a/\n", "/a\n"] {
        let project = Project::new();
        let lock = project.root.join("routes.lock");
        write(&lock, damaged);
        let error = record_routes(&project.root, ["c/"]).unwrap_err();
        assert_eq!(error.to_string(), "it is damaged; take it back from version control", "{damaged:?}");
        assert_eq!(fs::read_to_string(&lock).unwrap(), damaged);
    }
}

#[test]
fn a_list_of_routes_that_was_half_written_beside_is_no_hindrance() {
    let project = Project::new();
    write(&project.root.join(".routes.lock.new"), "/half");
    record_routes(&project.root, ["a/"]).unwrap();
    assert!(fs::read_to_string(project.root.join("routes.lock")).unwrap().ends_with("\n/a/\n"));
    assert_eq!(names(&project.root), ["content", "routes.lock"]);
}

#[test]
fn many_runs_that_record_routes_at_once_lose_none() {
    let project = Project::new();
    if File::open(&project.root).and_then(|folder| folder.lock()).is_err() {
        return;
    }
    std::thread::scope(|scope| {
        for run in 0..8 {
            let project = &project;
            scope.spawn(move || record_routes(&project.root, [&*format!("{run}/")]).unwrap());
        }
    });
    let text = fs::read_to_string(project.root.join("routes.lock")).unwrap();
    assert_eq!(text.lines().filter(|line| !line.starts_with('#')).count(), 8, "{text}");
}
