//! Older versions of a site, out of folders and out of git.

use crate::common::{Folder, site_with};
use crate::run;
use std::process::Command;

#[track_caller]
fn git(folder: &Folder, arguments: &[&str]) {
    let who = ["-c", "user.name=A", "-c", "user.email=a@a.example", "-c", "commit.gpgsign=false"];
    let ran = Command::new("git").arg("-C").arg(folder.path()).args(who).args(arguments).output().expect("git");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn older_versions_come_from_a_tag_or_a_folder() {
    let folder = Folder::tiny("== content/static/picture.bin ==\n\u{1}\n");
    git(&folder, &["init", "--quiet"]);
    git(&folder, &["add", "content"]);
    git(&folder, &["commit", "--quiet", "--message", "one"]);
    git(&folder, &["tag", "v1"]);
    let page = folder.read("content/4xx/404.md").replace("Nothing is here.", "Nothing is here any more.");
    folder.write("content/4xx/404.md", &page);
    let site = site_with("title: Tiny\n", "title: Tiny\nversions: [v2, v1]\n");
    folder.write("content/site.yaml", site.split_once('\n').expect("a head").1);
    let ran = run(folder.path(), &["build"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert!(folder.read("public/404/index.html").contains("any more"));
    assert!(folder.read("public/v1/404/index.html").contains("Nothing is here."));
    assert!(folder.holds("public/v1/picture.bin"));
    assert!(folder.read("routes.lock").contains("/v1/404/\n"));
    // Nothing has changed until the tag means another commit.
    assert!(run(folder.path(), &["build"]).stderr.contains(" 0 written"));
    git(&folder, &["add", "content"]);
    git(&folder, &["commit", "--quiet", "--message", "two"]);
    git(&folder, &["tag", "--force", "v1"]);
    assert_eq!(run(folder.path(), &["build"]).status, Some(0));
    assert!(folder.read("public/v1/404/index.html").contains("any more"));
    // A folder counts before a tag.
    for path in ["site.yaml", "index.md", "4xx/index.md", "4xx/404.md", "tables/headers.yaml"] {
        let text = folder.read(&format!("content/{path}"));
        folder.write(&format!("versions/v1/content/{path}"), text.replace("any more", "in the folder"));
    }
    let ran = run(folder.path(), &["build"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert!(folder.read("public/v1/404/index.html").contains("in the folder"));
}
