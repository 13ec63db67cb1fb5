//! `last_changed: git` in `site.yaml`: what git knows is shown, and where it knows nothing the
//! site is the same without it.

use crate::common::{Folder, site_with};
use crate::{Ran, run, statuary};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A template that shows the day.
const TEMPLATE: &str = "== themes/default/templates/code.html ==\n<h1 id=\"facts\">{{ page.label }}</h1>\
    {% if page.last_changed %}<time>{{ page.last_changed }}</time>{% endif %}\n";

const PAGE_404: &str = "---\ncode: 404\ntitle: Not Found\nclass: 4xx\n---\n\nOther words.\n";
const PAGE_405: &str = "---\ncode: 405\ntitle: Method Not Allowed\nclass: 4xx\n---\n";

/// Runs git away from the settings of whoever runs the tests.
fn git(folder: &Path, arguments: &[&str]) {
    let mut git = Command::new("git");
    git.current_dir(folder).args(["-c", "user.name=A", "-c", "user.email=a@example.com"]).args(arguments);
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = git.output().expect("git should start");
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Commits all files below a folder on a day.
fn commit(folder: &Path, day: &str) {
    git(folder, &["add", "--all"]);
    let date = format!("{day}T12:00:00Z");
    let mut git = Command::new("git");
    git.current_dir(folder).args(["-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "-qm", "x"]);
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    git.env("GIT_COMMITTER_DATE", &date).env("GIT_AUTHOR_DATE", "2001-01-01T00:00:00Z");
    assert!(git.output().expect("git should start").status.success());
}

/// The tiny site, which asks git, with two commits: 404 is of the second.
fn repository() -> Folder {
    let folder = Folder::tiny(&(site_with("title: Tiny\n", "title: Tiny\nlast_changed: git\n") + TEMPLATE));
    folder.write(".gitignore", "public/\n");
    git(folder.path(), &["init", "-q"]);
    commit(folder.path(), "2020-01-02");
    folder.write("content/4xx/404.md", PAGE_404);
    commit(folder.path(), "2021-03-04");
    folder
}

fn build(folder: &Folder) -> Ran {
    let ran = run(folder.path(), &["build"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    ran
}

/// The days that the sitemap tells, by address.
fn days(folder: &Folder) -> BTreeMap<String, String> {
    let sitemap = folder.read("public/sitemap.xml");
    let urls = sitemap.lines().filter_map(|line| line.strip_prefix("<url><loc>https://tiny.example/"));
    let urls = urls.filter_map(|line| line.strip_suffix("</url>")?.split_once("</loc>"));
    let day = |rest: &str| rest.replace("<lastmod>", "").replace("</lastmod>", "");
    urls.map(|(route, rest)| (route.to_owned(), day(rest))).collect()
}

fn expected(days: &[(&str, &str)]) -> BTreeMap<String, String> {
    days.iter().map(|(route, day)| ((*route).to_owned(), (*day).to_owned())).collect()
}

#[test]
fn day_of_the_last_commit_is_shown_of_what_is_committed_as_it_lies_there() {
    let folder = repository();
    build(&folder);
    assert_eq!(days(&folder), expected(&[("", "2020-01-02"), ("404/", "2021-03-04"), ("class/4xx/", "2020-01-02")]));
    assert!(folder.read("public/404/index.html").contains("<time>2021-03-04</time>"));

    // Neither a changed file nor a new one has a day, and a page that was made loses it.
    folder.write("content/4xx/404.md", PAGE_404.replace("Other", "Newer"));
    folder.write("content/4xx/405.md", PAGE_405);
    build(&folder);
    let all = [("", "2020-01-02"), ("404/", ""), ("405/", ""), ("class/4xx/", "2020-01-02")];
    assert_eq!(days(&folder), expected(&all));
    assert!(!folder.read("public/404/index.html").contains("<time>"));

    // A commit changes no file of the site, and is noticed all the same.
    commit(folder.path(), "2022-05-06");
    build(&folder);
    let all = [("", "2020-01-02"), ("404/", "2022-05-06"), ("405/", "2022-05-06"), ("class/4xx/", "2020-01-02")];
    assert_eq!(days(&folder), expected(&all));
    assert!(folder.read("public/404/index.html").contains("<time>2022-05-06</time>"));
}

#[test]
fn project_may_lie_inside_a_repository() {
    let project = repository();
    fs::remove_dir_all(project.path().join(".git")).unwrap();
    let folder = Folder::empty();
    git(folder.path(), &["init", "-q"]);
    fs::create_dir(folder.path().join("docs é")).unwrap();
    for name in ["content", "themes", ".gitignore"] {
        fs::rename(project.path().join(name), folder.path().join("docs é").join(name)).unwrap();
    }
    commit(folder.path(), "2020-01-02");
    folder.write("docs é/content/4xx/404.md", "---\ncode: 404\ntitle: Changed\nclass: 4xx\n---\n");
    let ran = run(&folder.path().join("docs é"), &["build"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    let sitemap = folder.read("docs é/public/sitemap.xml");
    assert_eq!(sitemap.matches("<lastmod>2020-01-02</lastmod>").count(), 2, "{sitemap}");
    assert!(sitemap.contains("404/</loc></url>"), "{sitemap}");
}

/// What holds the hashes of other files, or is a build's own.
const HASHES: [&str; 3] = [".statuary", ".statuary-manifest.json", "sw.js"];

/// What was published, but for the days and what follows from them.
fn without_days(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if HASHES.contains(&&*name) {
            continue;
        }
        if entry.path().is_dir() {
            files.extend(without_days(&entry.path()).into_iter().map(|(path, text)| (format!("{name}/{path}"), text)));
            continue;
        }
        let mut text = String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).into_owned();
        for day in ["2020-01-02", "2021-03-04"] {
            text = text.replace(&format!("<lastmod>{day}</lastmod>"), "").replace(&format!("<time>{day}</time>"), "");
        }
        files.insert(name, text);
    }
    files
}

#[test]
fn without_git_or_history_the_site_is_the_same_but_for_the_days() {
    let folder = repository();
    build(&folder);
    let with = without_days(&folder.path().join("public"));
    let note = "note: no page tells when it was last changed: git knows no whole history of content/; \
        fetch all of it (`git fetch --unshallow`), or take `last_changed` out of content/site.yaml\n";

    // No program of that name.
    let output = statuary(folder.path()).args(["build", "--out", "no-program"]).env("PATH", "").output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && told.contains(note), "{told}");
    assert!(!folder.read("no-program/sitemap.xml").contains("lastmod"));

    // A history that is cut off: what its first commit holds may be older.
    let clone = Folder::empty();
    let from = format!("file://{}", folder.path().display());
    git(clone.path(), &["clone", "-q", "--depth", "1", &from, "."]);
    let told = build(&clone).stderr;
    assert!(told.contains(note) && !clone.read("public/sitemap.xml").contains("lastmod"), "{told}");

    // No repository at all.
    fs::remove_dir_all(folder.path().join(".git")).unwrap();
    folder.write(".git", "gitdir: nowhere\n");
    assert!(build(&folder).stderr.contains(note));
    for other in [folder.path().join("no-program"), clone.path().join("public"), folder.path().join("public")] {
        let without = without_days(&other);
        let differ: Vec<&String> = with.keys().filter(|path| without.get(*path) != with.get(*path)).collect();
        assert!(differ.is_empty() && without.len() == with.len(), "{}: {differ:?} differ", other.display());
    }
}

#[test]
fn git_is_not_asked_where_the_site_does_not_say_so() {
    let folder = repository();
    folder.write("content/site.yaml", folder.read("content/site.yaml").replace("last_changed: git\n", ""));
    let ran = build(&folder);
    assert!(!ran.stderr.contains("last changed"), "{}", ran.stderr);
    assert!(!folder.read("public/sitemap.xml").contains("lastmod"));
}
