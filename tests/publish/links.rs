//! Links, pipes and closed folders in a target and around it: nothing is followed.

use super::*;
use statuary::record_routes;
use std::process::Command;

use std::os::unix::fs::symlink;

/// A folder outside the project that a link in the target leads to.
fn elsewhere(project: &Project, link: &str) -> PathBuf {
    let elsewhere = project.around.join("elsewhere");
    write(&elsewhere.join("index.html"), "old");
    fs::create_dir_all(project.target()).expect("the target can be made");
    symlink(&elsewhere, project.target().join(link)).expect("the link can be made");
    elsewhere
}

#[test]
fn a_link_on_the_way_to_a_file_is_refused_and_not_followed() {
    let project = Project::new();
    let elsewhere = elsewhere(&project, "404");
    assert_eq!(foreign(project.publish(&[("404/index.html", "new")])), ["404"]);
    assert_eq!(foreign(project.publish(&[("404/index.html", "old")])), ["404"]);
    assert_eq!(shown(&elsewhere), ["index.html = old"]);
}

#[test]
fn a_foreign_link_in_the_place_of_a_file_is_refused_and_not_followed() {
    let project = Project::new();
    let elsewhere = elsewhere(&project, "404");
    symlink(elsewhere.join("index.html"), project.target().join("a.html")).unwrap();
    assert_eq!(foreign(project.publish(&[("404", "new"), ("a.html", "new")])), ["404", "a.html"]);
    assert_eq!(shown(&elsewhere), ["index.html = old"]);
}

#[test]
fn a_link_in_the_place_of_our_file_is_replaced_and_not_followed() {
    let project = Project::new();
    project.publish(&[("a.html", "old")]).unwrap();
    let elsewhere = elsewhere(&project, "404");
    fs::remove_file(project.target().join("a.html")).unwrap();
    symlink(elsewhere.join("index.html"), project.target().join("a.html")).unwrap();
    project.publish(&[("a.html", "new")]).unwrap();
    assert_eq!(fs::read_to_string(project.target().join("a.html")).unwrap(), "new");
    assert_eq!(shown(&elsewhere), ["index.html = old"]);
}

#[test]
fn a_stale_file_behind_a_link_is_not_deleted() {
    let project = Project::new();
    project.publish(&[("404/index.html", "old"), ("a.html", "a")]).unwrap();
    fs::remove_dir_all(project.target().join("404")).unwrap();
    let elsewhere = elsewhere(&project, "404");
    project.publish(&[("a.html", "a")]).unwrap();
    assert_eq!(shown(&elsewhere), ["index.html = old"]);
    assert_eq!(project.shown(), [format!("404 -> {}", elsewhere.display()), "a.html = a".to_owned()]);
}

#[test]
fn a_link_in_the_place_of_a_stale_file_is_not_deleted() {
    let project = Project::new();
    project.publish(&[("a.html", "old")]).unwrap();
    let elsewhere = elsewhere(&project, "404");
    let link = project.target().join("a.html");
    fs::remove_file(&link).unwrap();
    symlink(elsewhere.join("index.html"), &link).unwrap();
    project.publish(&[]).unwrap();
    assert!(fs::symlink_metadata(&link).is_ok_and(|data| data.is_symlink()));
    assert_eq!(shown(&elsewhere), ["index.html = old"]);
}

#[test]
fn planted_links_in_a_runs_own_folder_are_not_followed() {
    for name in ["", "lock", "stage", "seen", "edited"] {
        let project = Project::new();
        project.publish(&[("a.html", "old")]).unwrap();
        let elsewhere = project.around.join("elsewhere");
        write(&elsewhere.join("0"), "precious");
        write(&project.around.join("file"), "precious");
        let home = project.target().join(HOME);
        let planted = if name.is_empty() { home.clone() } else { home.join(name) };
        let _ = fs::remove_file(&planted);
        let _ = fs::remove_dir_all(&planted);
        let to = if matches!(name, "lock" | "seen") { "file" } else { "elsewhere" };
        symlink(project.around.join(to), &planted).unwrap();
        project.put("a.html", "by hand");
        let done = project.publish(&[("a.html", "new")]);
        assert_eq!(done.is_err(), matches!(name, "" | "lock"), "{name}: {done:?}");
        assert_eq!(shown(&elsewhere), ["0 = precious"], "{name}");
        assert_eq!(fs::read_to_string(project.around.join("file")).unwrap(), "precious", "{name}");
    }
}

#[test]
fn a_pipe_in_the_place_of_a_list_is_not_opened() {
    for name in [MANIFEST, ".statuary/lock", ".statuary/seen", "a.html"] {
        let project = Project::new();
        project.publish(&[("a.html", "old")]).unwrap();
        let place = project.target().join(name);
        fs::remove_file(&place).unwrap();
        assert!(Command::new("mkfifo").arg(&place).status().unwrap().success());
        let done = project.publish(&[("a.html", "new")]);
        assert_eq!(done.is_err(), matches!(name, MANIFEST | ".statuary/lock"), "{name}: {done:?}");
    }
}

#[test]
fn a_list_of_routes_that_is_a_link_or_a_pipe_is_left_alone() {
    let project = Project::new();
    let lock = project.root.join("routes.lock");
    write(&project.around.join("other"), "/a/\n");
    symlink(project.around.join("other"), &lock).unwrap();
    let site = ["b/index.html"];
    assert_eq!(record_routes(&project.root, site).unwrap_err().to_string(), "it is no plain file");
    assert_eq!(fs::read_to_string(project.around.join("other")).unwrap(), "/a/\n");
    fs::remove_file(&lock).unwrap();
    assert!(Command::new("mkfifo").arg(&lock).status().unwrap().success());
    assert_eq!(record_routes(&project.root, site).unwrap_err().to_string(), "it is no plain file");
}

/// As root this holds in any case.
#[test]
fn a_target_in_a_folder_that_cannot_be_written_to_is_a_target() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::new();
    let target = project.around.join("closed/site");
    fs::create_dir_all(&target).unwrap();
    fs::set_permissions(project.around.join("closed"), fs::Permissions::from_mode(0o555)).unwrap();
    let done = [("a.html", "a"), ("b.html", "b")]
        .map(|file| publish(&output(&[file]), &project.root, &target).map(|published| published.written));
    fs::set_permissions(project.around.join("closed"), fs::Permissions::from_mode(0o755)).unwrap();
    assert!(matches!(done, [Ok(1), Ok(1)]), "{done:?}");
}

/// Whether publishing into a target is refused for a reason, and writes
/// nothing inside or outside of the project.
fn refuses(project: &Project, root: &Path, target: &Path, why: &str) {
    let before = shown(&project.around);
    match publish(&output(&[("a.html", "a")]), root, target) {
        Err(Refused::Unsafe(_, reason)) => assert_eq!(reason, why),
        other => panic!("{} was not refused: {other:?}", target.display()),
    }
    assert_eq!(shown(&project.around), before);
}

const OUT: &str = "a symbolic link leads from it out of the project";

/// A link in the project that leads out of it.
fn leading_out(name: &str) -> Project {
    let project = Project::new();
    fs::create_dir(project.around.join("elsewhere")).expect("the folder can be made");
    symlink("../elsewhere", project.root.join(name)).expect("the link can be made");
    project
}

#[test]
fn a_link_as_the_target_is_refused() {
    let project = leading_out("public");
    refuses(&project, &project.root, &project.target(), "it is a symbolic link");
}

#[test]
fn a_link_to_a_folder_of_the_project_is_refused_with_a_final_slash_too() {
    let project = Project::new();
    fs::create_dir(project.root.join("dist")).unwrap();
    symlink("dist", project.root.join("public")).unwrap();
    refuses(&project, &project.root, &project.root.join("public/"), "it is a symbolic link");
}

#[test]
fn a_link_above_the_target_that_leads_out_of_the_project_is_refused() {
    let project = leading_out("link");
    refuses(&project, &project.root, &project.root.join("link/public"), OUT);
}

#[test]
fn a_link_behind_a_folder_that_is_not_there_is_refused() {
    let project = leading_out("link");
    refuses(&project, &project.root, &project.root.join("new/../link/public"), OUT);
}

#[test]
fn a_link_out_of_a_project_that_is_itself_reached_by_a_link_is_refused() {
    let project = leading_out("link");
    let root = project.around.join("alias");
    symlink(&project.root, &root).unwrap();
    refuses(&project, &root, &root.join("link/public"), OUT);
}
