//! `statuary diff`: the pages that two builds have more, fewer and otherwise.

use crate::common::{Folder, assert_text, code_template, page_405};
use crate::{run, run_on};

/// A template that names its style by the hash of its bytes.
fn template() -> String {
    code_template(
        "<html><head><title>{{ page.label }}</title><link rel=stylesheet href=\"{{ page.root }}{{ asset(name=\"style.css\") }}\"></head>\
         <h1 id=\"facts\">{{ page.label }}</h1>{% if page.body %}{{ page.body }}{% endif %}</html>",
    )
}

#[test]
fn pages_that_differ_are_listed() {
    let folder = Folder::tiny(&(template() + &page_405("", "One.") + "== content/static/a.txt ==\na\n"));
    assert_eq!(run(folder.path(), &["build", "--out", "old"]).status, Some(0));
    folder.write("content/4xx/404.md", "---\ncode: 404\ntitle: Not Found\nclass: 4xx\n---\n\nChanged | text.\n");
    std::fs::remove_file(folder.path().join("content/4xx/405.md")).unwrap();
    folder.write("content/4xx/406.md", "---\ncode: 406\ntitle: Not | Acceptable\nclass: 4xx\n---\n");
    folder.write("content/static/a.txt", "b");
    assert_eq!(run(folder.path(), &["build", "--out", "new"]).status, Some(0));
    let ran = run(folder.path(), &["diff", "old", "new"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
    let end = ran.stdout.lines().last().unwrap().to_owned();
    assert!(
        end.starts_with("3 pages: 1 added, 1 changed, 1 removed; ") && end.ends_with(" other files besides"),
        "{end}"
    );
    assert_text(
        ran.stdout.trim_end().trim_end_matches(&*end),
        "changed  /404/  404 Not Found\nremoved  /405/  405 Method Not Allowed\nadded    /406/  406 Not | Acceptable",
    );
    let ran = run(folder.path(), &["diff", "old", "new", "--format", "markdown"]);
    assert!(ran.stdout.contains("\n| added | `/406/` | 406 Not \\| Acceptable |\n"), "{}", ran.stdout);
}

#[test]
fn hash_in_a_name_is_no_difference() {
    let folder = Folder::tiny(&template());
    assert_eq!(run(folder.path(), &["build", "--out", "old"]).status, Some(0));
    folder.write("themes/default/assets/style.css", "body { color: red }");
    assert_eq!(run(folder.path(), &["build", "--out", "new"]).status, Some(0));
    let ran = run(folder.path(), &["diff", "old", "new"]);
    assert_eq!(ran.status, Some(0));
    assert!(ran.stdout.starts_with("0 pages: 0 added, 0 changed, 0 removed; "), "{}", ran.stdout);
    assert_eq!(run(folder.path(), &["diff", "old", "old"]).stdout, "no page differs\n");
}

#[test]
fn folders_that_hold_no_build_are_told() {
    let ran = run_on("", &["diff", "nowhere", "content"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (Some(2), ""));
    assert_text(&ran.stderr, "error: there is no folder nowhere");
    let ran = run_on("", &["diff", "content", "content"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.stderr.starts_with("error: content holds no site that was built\nhelp: "), "{}", ran.stderr);
}
