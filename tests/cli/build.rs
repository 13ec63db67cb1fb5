//! `statuary build`: what it publishes, and what its options do.

use crate::common::{Folder, assert_text, code_template};
use crate::{MORE, REPORT, mistake, run, run_on};
use std::ffi::OsStr;

#[test]
fn build_publishes_into_public_and_records_the_routes() {
    let folder = Folder::tiny("");
    let ran = run(folder.path(), &["build"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (Some(0), ""), "{}", ran.stderr);
    assert!(
        ran.stderr.starts_with("built 3 pages, ") && ran.stderr.contains(" unchanged, 0 removed"),
        "{}",
        ran.stderr
    );
    assert!(folder.read("public/404/index.html").contains("404 Not Found"));
    let pages = "\n/\n/404/\n/404/#what-it-means\n/class/4xx/\n/schema/class.json\n";
    assert!(folder.read("routes.lock").contains(pages));
}

#[test]
fn build_with_an_error_publishes_nothing() {
    let folder = Folder::tiny(&mistake());
    let ran = run(folder.path(), &["build"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (Some(1), ""));
    assert_text(&ran.stderr, &format!("{REPORT}\n1 error; nothing was published{MORE}"));
    assert!(!folder.holds("public") && !folder.holds("routes.lock"));
}

#[test]
fn build_with_an_error_leaves_the_published_site_alone() {
    let folder = Folder::tiny("");
    assert_eq!(run(folder.path(), &["build"]).status, Some(0));
    let before = folder.read("public/404/index.html");
    folder.write("content/4xx/404.md", "---\ncode: 404\ntitle: Gone\nclass: 4xx\nstate: open\n---\n");
    assert_eq!(run(folder.path(), &["build"]).status, Some(1));
    assert_eq!(folder.read("public/404/index.html"), before);
}

#[test]
fn second_build_changes_nothing() {
    let folder = Folder::tiny("");
    run(folder.path(), &["build"]);
    let ran = run(folder.path(), &["build"]);
    assert!(ran.stderr.contains(": 0 written, ") && ran.stderr.contains(" unchanged, 0 removed"), "{}", ran.stderr);
}

#[test]
fn root_is_the_folder_of_the_site() {
    let (site, elsewhere) = (Folder::tiny(""), Folder::empty());
    let root = site.path().as_os_str();
    let ran = run(elsewhere.path(), &[OsStr::new("build"), OsStr::new("--root"), root]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert!(site.holds("public/index.html") && !elsewhere.holds("public"));
}

#[test]
fn out_is_the_folder_to_publish_into() {
    let folder = Folder::tiny("");
    let ran = run(folder.path(), &["build", "--out", "site/docs"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert!(folder.holds("site/docs/404/index.html") && !folder.holds("public"));
}

#[test]
fn out_may_not_be_the_content() {
    let folder = Folder::tiny("");
    let ran = run(folder.path(), &["build", "--out", "content"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (Some(2), ""));
    assert_text(
        &ran.stderr,
        "error: refused to publish into content: content/ holds the project's own files\nhelp: name a folder that holds nothing else, such as public",
    );
    assert!(!folder.holds("content/index.html"));
}

#[test]
fn theme_takes_the_place_of_the_one_in_site_yaml() {
    let folder = Folder::tiny(
        "== themes/other/theme.yaml ==\ntitle: Other\nextends: default\n== themes/other/templates/home.html ==\nother\n",
    );
    let ran = run(folder.path(), &["build", "--theme", "other"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert_eq!(folder.read("public/index.html").trim_end(), "other");
}

#[test]
fn unknown_theme_suggests_the_nearest() {
    let ran = run_on("", &["check", "--theme", "defalt"]);
    assert_eq!(ran.status, Some(1));
    assert!(
        ran.stderr.contains("there is no theme \"defalt\"") && ran.stderr.contains("did you mean \"default\"?"),
        "{}",
        ran.stderr
    );
}

#[test]
fn base_url_takes_the_place_of_the_one_in_site_yaml() {
    let folder = Folder::tiny("");
    let ran = run(folder.path(), &["build", "--base-url", "https://other.example/docs"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert!(folder.read("public/sitemap.xml").contains("<loc>https://other.example/docs/404/</loc>"));
}

#[test]
fn base_url_must_be_an_address() {
    let ran = run_on("", &["build", "--base-url", "other.example"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.stderr.contains("write an http or https address, such as https://example.com/docs/"), "{}", ran.stderr);
}

#[test]
fn edited_file_is_told_and_kept_aside() {
    let folder = Folder::tiny("");
    assert_eq!(run(folder.path(), &["build"]).status, Some(0));
    folder.write("public/404/index.html", "by hand");
    let ran = run(folder.path(), &["build", "--out", "public"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    let copy = "public/.statuary/edited/404/index.html";
    let note = format!("replaced 404/index.html: somebody else had changed it; what it held is kept as {copy}\n");
    assert!(ran.stderr.contains(&note), "{}", ran.stderr);
    assert_eq!(folder.read(copy), "by hand");
    assert!(folder.read("public/404/index.html").contains("404 Not Found"));
}

#[test]
fn emptied_list_of_routes_fails_the_build_and_stays() {
    let folder = Folder::tiny("");
    assert_eq!(run(folder.path(), &["build"]).status, Some(0));
    folder.write("routes.lock", "");
    for verb in ["check", "build"] {
        let ran = run(folder.path(), &[verb]);
        assert_eq!(ran.status, Some(1), "{}", ran.stderr);
        assert!(ran.stderr.starts_with("routes.lock:1:1: error[damaged-lock]: "), "{}", ran.stderr);
    }
    assert_eq!(folder.read("routes.lock"), "");
}

#[cfg(unix)]
#[test]
fn link_out_of_the_project_is_not_published() {
    let folder = Folder::tiny("== content/static/file.txt ==\n");
    std::os::unix::fs::symlink("/etc/passwd", folder.path().join("content/static/users.txt")).expect("a link");
    let ran = run(folder.path(), &["build"]);
    assert_eq!(ran.status, Some(1), "{}", ran.stderr);
    assert!(ran.stderr.starts_with("content/static/users.txt:1:1: error[link-refused]: "), "{}", ran.stderr);
    assert!(!folder.holds("public"));
}

#[test]
fn address_of_an_example_is_told() {
    let folder = Folder::tiny("");
    let ran = run(folder.path(), &["build"]);
    let note = "\nnote: the pages say that they lie at https://tiny.example/, an address of an example; ";
    assert!(ran.stderr.contains(note), "{}", ran.stderr);
    let ran = run(folder.path(), &["build", "--base-url", "https://docs.acme.dev/errors/"]);
    assert_eq!((ran.status, ran.stderr.contains("note: ")), (Some(0), false), "{}", ran.stderr);
}

#[test]
fn place_to_edit_a_page_can_be_given() {
    let template = code_template("<a href=\"{{ page.edit_url }}\">edit</a>");
    let folder = Folder::tiny(&template);
    let url = "https://git.acme.dev/docs/edit/{path}";
    assert_eq!(run(folder.path(), &["build", "--no-minify", "--edit-url", url]).status, Some(0));
    assert!(folder.read("public/404/index.html").contains("https://git.acme.dev/docs/edit/4xx/404.md"));
    let ran = run(folder.path(), &["build", "--edit-url", "https://git.acme.dev/"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.stderr.contains("write an address with {path} in it"), "{}", ran.stderr);
}
