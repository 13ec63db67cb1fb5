//! Publishing: what comes to lie in the target folder, what stays there, and
//! what is refused. Each test has a folder of its own below the system's
//! temporary one, which is removed when the test is over.

use statuary::{Output, Published, Refused, publish, publish_with, published, record_routes};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

const MANIFEST: &str = ".statuary-manifest.json";

/// A project's folder with an empty `content/`. What surrounds it is the test's
/// own too, so that nothing outside can be touched unseen.
struct Project {
    around: PathBuf,
    root: PathBuf,
}

impl Project {
    fn new() -> Project {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let around = std::env::temp_dir().join(format!("statuary-publish-{}-{number}", std::process::id()));
        let root = around.join("project");
        fs::create_dir_all(root.join("content")).expect("the temporary folder can be written to");
        let around = fs::canonicalize(around).expect("the folder was just made");
        Project { root: around.join("project"), around }
    }

    fn target(&self) -> PathBuf {
        self.root.join("public")
    }

    fn publish(&self, files: &[(&str, &str)]) -> Result<Published, Refused> {
        publish(&output(files), &self.root, &self.target())
    }

    /// Publishes up to the given checkpoint. Whether it was reached.
    fn broken_off(&self, files: &[(&str, &str)], at: usize) -> bool {
        let mut passed = 0;
        let mut checkpoint = || {
            passed += 1;
            if passed > at { Err(io::Error::other("broken off")) } else { Ok(()) }
        };
        match publish_with(&output(files), &self.root, &self.target(), &mut checkpoint) {
            Ok(_) => false,
            Err(Refused::Io(_, error)) if error.to_string() == "broken off" => true,
            Err(refused) => panic!("stopped at checkpoint {at}: {refused}"),
        }
    }

    /// Somebody else's file, in the target.
    fn put(&self, path: &str, text: &str) {
        write(&self.target().join(path), text);
    }

    /// The files in the target apart from the manifest, as `path = text`; empty
    /// folders as `path/`; symbolic links as `path -> target`.
    fn shown(&self) -> Vec<String> {
        let mut lines = shown(&self.target());
        lines.retain(|line| !line.starts_with(MANIFEST));
        lines
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.around);
    }
}

fn output(files: &[(&str, &str)]) -> Output {
    let mut output = Output::default();
    output.files.extend(files.iter().map(|(path, text)| ((*path).to_owned(), Arc::from(text.as_bytes()))));
    output
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}

fn shown(folder: &Path) -> Vec<String> {
    fn walk(folder: &Path, prefix: &str, lines: &mut Vec<String>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let (place, path) = (entry.path(), format!("{prefix}{}", entry.file_name().to_string_lossy()));
            let kind = entry.file_type().expect("the entry is there");
            if kind.is_symlink() {
                lines.push(format!("{path} -> {}", fs::read_link(place).expect("it is a link").display()));
            } else if kind.is_dir() {
                let before = lines.len();
                walk(&place, &format!("{path}/"), lines);
                if lines.len() == before {
                    lines.push(format!("{path}/"));
                }
            } else {
                lines.push(format!("{path} = {}", String::from_utf8_lossy(&fs::read(place).expect("it can be read"))));
            }
        }
    }
    let mut lines = Vec::new();
    walk(folder, "", &mut lines);
    lines.sort();
    lines
}

/// Gives every file in the target an old date, so that a write shows.
fn age(folder: &Path) -> SystemTime {
    let day = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for entry in fs::read_dir(folder).expect("the folder is there").flatten() {
        if entry.file_type().expect("the entry is there").is_dir() {
            age(&entry.path());
        } else {
            let file = File::options().write(true).open(entry.path()).expect("it can be opened");
            file.set_modified(day).expect("its date can be set");
        }
    }
    day
}

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).and_then(|data| data.modified()).expect("the file is there")
}

/// The files that a refusal for foreign files names.
fn foreign(refused: Result<Published, Refused>) -> Vec<String> {
    match refused {
        Err(Refused::Foreign(_, files)) => files,
        other => panic!("not refused for foreign files: {other:?}"),
    }
}

#[test]
fn equal_files_are_left_untouched_and_changed_ones_replaced() {
    let project = Project::new();
    project.publish(&[("a.html", "a"), ("b.html", "b")]).unwrap();
    let day = age(&project.target());
    let published = project.publish(&[("a.html", "a"), ("b.html", "new"), ("c/index.html", "c")]).unwrap();
    assert_eq!(published, Published { written: 2, unchanged: 1, deleted: 0, kept: Vec::new() });
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
    assert_eq!(published, Published { written: 0, unchanged: 2, deleted: 0, kept: Vec::new() });
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
    assert_eq!(names, [MANIFEST, "b.html"]);
}

#[test]
fn stale_files_go_with_the_folders_they_leave_empty() {
    let project = Project::new();
    project.publish(&[("a/b/c/index.html", "c"), ("a/index.html", "a"), ("d/e/index.html", "e")]).unwrap();
    let published = project.publish(&[("a/index.html", "a")]).unwrap();
    assert_eq!(published, Published { written: 0, unchanged: 1, deleted: 2, kept: Vec::new() });
    assert_eq!(project.shown(), ["a/index.html = a"]);
}

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
    assert_eq!(published, Published { written: 1, unchanged: 1, deleted: 0, kept: Vec::new() });
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
    assert_eq!(published, Published { written: 0, unchanged: 1, deleted: 0, kept: vec!["b.html".to_owned()] });
    assert_eq!(project.shown(), ["a.html = a", "b.html = changed by hand"]);
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
fn an_empty_folder_gives_way_to_a_file() {
    let project = Project::new();
    fs::create_dir_all(project.target().join("a.html/deeper")).unwrap();
    project.publish(&[("a.html", "a")]).unwrap();
    assert_eq!(project.shown(), ["a.html = a"]);
}

/// Where nothing may be written, and why.
#[test]
fn unsafe_targets_are_refused_before_anything_is_written() {
    let project = Project::new();
    for path in ["themes/default/theme.yaml", "src/main.rs", ".git/HEAD", "a-file"] {
        write(&project.root.join(path), "");
    }
    write(&project.around.join("crate/Cargo.toml"), "");
    write(&project.around.join("site/content/site.yaml"), "");
    let table = [
        (".", "the project lies in it"),
        ("..", "the project lies in it"),
        ("public/..", "the project lies in it"),
        ("/", "it is the root of the file system"),
        ("content", "content/ holds the project's own files"),
        ("content/public", "content/ holds the project's own files"),
        ("new/../content", "content/ holds the project's own files"),
        ("themes", "themes/ holds the project's own files"),
        ("src", "src/ holds the project's own files"),
        (".git", ".git/ holds the project's own files"),
        ("target", "target/ holds the project's own files"),
        ("a-file", "it is a file"),
        ("../crate", "it holds another project"),
        ("../site", "it holds another project"),
    ];
    let before = shown(&project.around);
    for (target, why) in table {
        let target = project.root.join(target);
        let refused = publish(&output(&[("a.html", "a")]), &project.root, &target).unwrap_err();
        let expected = format!(
            "refused to publish into {}: {why}\nhelp: name a folder that holds nothing else, such as public",
            target.display()
        );
        assert_eq!(refused.to_string(), expected);
    }
    assert_eq!(shown(&project.around), before);
}

#[test]
fn a_folder_beside_the_project_is_a_target() {
    let project = Project::new();
    publish(&output(&[("a.html", "a")]), &project.root, &project.root.join("../site")).unwrap();
    let mut lines = shown(&project.around.join("site"));
    lines.retain(|line| !line.starts_with(MANIFEST));
    assert_eq!(lines, ["a.html = a"]);
}

/// Where `cargo xtask audit` builds.
#[test]
fn a_folder_below_the_compilers_is_a_target() {
    let project = Project::new();
    publish(&output(&[("a.html", "a")]), &project.root, &project.root.join("target/audit/minified")).unwrap();
    assert_eq!(fs::read_to_string(project.root.join("target/audit/minified/a.html")).unwrap(), "a");
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

/// A site and what becomes of it: an asset, pages that stay, change, come, go,
/// become a folder and the reverse, and a sitemap.
const OLD: [(&str, &str); 8] = [
    ("assets/style.1.css", "old"),
    ("changed/index.html", "old"),
    ("file", "old"),
    ("folder/deep/index.html", "old"),
    ("folder/index.html", "old"),
    ("gone/index.html", "old"),
    ("same/index.html", "same"),
    ("sitemap.xml", "old"),
];
const NEW: [(&str, &str); 7] = [
    ("assets/style.2.css", "new"),
    ("changed/index.html", "new"),
    ("come/index.html", "new"),
    ("file/index.html", "new"),
    ("folder", "new"),
    ("same/index.html", "same"),
    ("sitemap.xml", "new"),
];
const FOREIGN: [(&str, &str); 4] =
    [(".git/HEAD", "ref"), ("CNAME", "example.com"), ("google123.html", "proof"), ("same/notes.txt", "mine")];

/// Runs a check for each checkpoint at which going from [`OLD`] to [`NEW`] can
/// be broken off, and gives their number.
fn at_every_checkpoint(check: impl Fn(&Project, usize)) -> usize {
    for at in 0.. {
        let project = Project::new();
        project.publish(&OLD).expect("the old site can be published");
        FOREIGN.iter().for_each(|(path, text)| project.put(path, text));
        if !project.broken_off(&NEW, at) {
            return at;
        }
        check(&project, at);
    }
    unreachable!("a run has an end")
}

/// All that the project holds after a site was published in one go.
fn clean(files: &[(&str, &str)]) -> Vec<String> {
    let project = Project::new();
    project.publish(files).expect("the site can be published");
    FOREIGN.iter().for_each(|(path, text)| project.put(path, text));
    shown(&project.root)
}

#[test]
fn at_every_checkpoint_each_file_is_old_or_new() {
    let checkpoints = at_every_checkpoint(|project, at| {
        let found: BTreeMap<String, String> = project
            .shown()
            .iter()
            .map(|line| line.split_once(" = ").unwrap_or_else(|| panic!("checkpoint {at}: {line}")))
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .collect();
        for (path, text) in &found {
            let known = OLD.iter().chain(&NEW).chain(&FOREIGN);
            assert!(known.into_iter().any(|file| *file == (path, text)), "checkpoint {at}: {path} = {text}");
        }
        let lasting = OLD.iter().filter(|(path, _)| NEW.iter().any(|(new, _)| new == path)).chain(&FOREIGN);
        for (path, _) in lasting {
            assert!(found.contains_key(*path), "checkpoint {at}: {path} is missing");
        }
    });
    // Six files to stage, a manifest, three stale files in the way, six to
    // rename, two more stale ones, the final manifest.
    let steps = 6 + 1 + 3 + 6 + 2 + 1;
    assert!(checkpoints >= steps, "only {checkpoints} checkpoints");
}

#[test]
fn at_every_checkpoint_pages_have_their_assets_and_the_sitemap_its_pages() {
    at_every_checkpoint(|project, at| {
        let found = project.shown();
        let is_new = |wanted: &str| found.iter().any(|line| line == &format!("{wanted} = new"));
        let pages = ["changed/index.html", "come/index.html", "file/index.html"];
        assert!(is_new("assets/style.2.css") || !pages.into_iter().any(is_new), "checkpoint {at}: {found:#?}");
        assert!(pages.into_iter().all(is_new) || !is_new("sitemap.xml"), "checkpoint {at}: {found:#?}");
    });
}

#[test]
fn the_next_publish_finishes_what_was_broken_off() {
    at_every_checkpoint(|project, at| {
        project.publish(&NEW).unwrap_or_else(|refused| panic!("checkpoint {at}: {refused}"));
        assert_eq!(shown(&project.root), clean(&NEW), "checkpoint {at}");
    });
}

#[test]
fn what_was_broken_off_can_be_taken_back() {
    at_every_checkpoint(|project, at| {
        project.publish(&OLD).unwrap_or_else(|refused| panic!("checkpoint {at}: {refused}"));
        assert_eq!(shown(&project.root), clean(&OLD), "checkpoint {at}");
    });
}

#[test]
fn after_a_break_a_third_site_leaves_nothing_of_the_two_before() {
    let third = [("same/index.html", "same")];
    at_every_checkpoint(|project, at| {
        let published = project.publish(&third).unwrap_or_else(|refused| panic!("checkpoint {at}: {refused}"));
        assert_eq!(published.kept, [""; 0], "checkpoint {at}");
        assert_eq!(shown(&project.root), clean(&third), "checkpoint {at}");
    });
}

#[cfg(unix)]
mod links {
    use super::*;
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
}

#[test]
fn recording_routes_adds_lines_and_removes_none() {
    let project = Project::new();
    let lock = project.root.join("routes.lock");
    let site = output(&[("404.html", ""), ("a/index.html", ""), ("index.html", ""), ("style.css", "")]);
    assert_eq!(record_routes(&project.root, &site).unwrap(), 3);
    let head = "# Addresses that were published and must stay. The build adds new ones; one that\n\
                # goes needs an alias on the page that takes its place.\n";
    assert_eq!(fs::read_to_string(&lock).unwrap(), format!("{head}/\n/404.html\n/a/\n"));
    assert_eq!(record_routes(&project.root, &output(&[("b/index.html", "")])).unwrap(), 1);
    assert_eq!(fs::read_to_string(&lock).unwrap(), format!("{head}/\n/404.html\n/a/\n/b/\n"));
}

#[test]
fn recording_routes_that_are_all_known_writes_nothing() {
    let project = Project::new();
    write(&project.root.join("routes.lock"), "/b/\r\n/a/\r\n");
    assert_eq!(record_routes(&project.root, &output(&[("a/index.html", "")])).unwrap(), 0);
    assert_eq!(fs::read_to_string(project.root.join("routes.lock")).unwrap(), "/b/\r\n/a/\r\n");
}

#[test]
fn recording_routes_keeps_what_people_wrote() {
    let project = Project::new();
    write(&project.root.join("routes.lock"), "/a/\n# Linked from the printed manual.\n/old/\n");
    record_routes(&project.root, &output(&[("b/index.html", "")])).unwrap();
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
    assert!(record_routes(&project.root, &output(&[("b/index.html", "")])).is_err());
    assert_eq!(fs::read(&lock).unwrap(), b"/a/\n/caf\xe9/\n");
}

const SITE: &str = "\
title: Tiny
base_url: https://tiny.example/
theme: tiny
kinds:
  home:
    path: index.md
    route: \"\"
    template: page.html
    title: title
    fields:
      title: {type: text, required: true}
";

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
    let broken = (Some(1), "1 error; nothing was published".to_owned());
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
