//! Files for the program: a build writes them, a check holds them.

use crate::common::{Folder, site_with};
use crate::run;

fn project(path: &str) -> Folder {
    Folder::tiny(&site_with(
        "kinds:\n  home:",
        &format!("exports:\n  {path}: {{kind: code, fields: [title, related, url]}}\nkinds:\n  home:"),
    ))
}

#[test]
fn build_writes_the_file_and_check_holds_it() {
    let folder = project("src/made/codes.json");
    assert_eq!(run(folder.path(), &["check"]).status, Some(1));
    assert!(!folder.holds("src"), "a check has written");
    let ran = run(folder.path(), &["build"]);
    assert!(ran.status == Some(0) && ran.stderr.contains("wrote src/made/codes.json\n"), "{}", ran.stderr);
    let expected = r#"{
  "404": {
    "related": [],
    "title": "Not Found",
    "url": "https://tiny.example/404/"
  }
}
"#;
    assert_eq!(folder.read("src/made/codes.json"), expected);
    assert_eq!(run(folder.path(), &["check"]).status, Some(0));
    let page = folder.read("content/4xx/404.md");
    folder.write("content/4xx/404.md", page.replace("title: Not Found", "title: Gone Fishing"));
    let ran = run(folder.path(), &["check"]);
    assert!(ran.status == Some(1) && ran.stderr.contains("error[old-export]"), "{}", ran.stderr);
    assert!(ran.stderr.contains("run `statuary build`"), "{}", ran.stderr);
    run(folder.path(), &["build"]);
    assert_eq!(folder.read("src/made/codes.json"), expected.replace("Not Found", "Gone Fishing"));
    assert_eq!(run(folder.path(), &["check"]).status, Some(0));
    // What somebody deletes comes back, though nothing else has changed.
    std::fs::remove_file(folder.path().join("src/made/codes.json")).unwrap();
    run(folder.path(), &["build"]);
    assert!(folder.holds("src/made/codes.json"));
}

#[test]
fn file_in_yaml_says_the_same() {
    let folder = project("codes.yaml");
    assert_eq!(run(folder.path(), &["build"]).status, Some(0));
    let expected = "\"404\":\n  related: []\n  title: \"Not Found\"\n  url: \"https://tiny.example/404/\"\n";
    assert_eq!(folder.read("codes.yaml"), expected);
    assert_eq!(run(folder.path(), &["check"]).status, Some(0));
}

#[test]
fn build_elsewhere_and_with_an_error_writes_no_file() {
    let folder = project("codes.json");
    run(folder.path(), &["build", "--out", "elsewhere"]);
    assert!(!folder.holds("codes.json"));
    folder.write("codes.json", "[]");
    let ran = run(folder.path(), &["build"]);
    assert!(ran.status == Some(1) && ran.stderr.contains("error[bad-export]"), "{}", ran.stderr);
    assert_eq!(folder.read("codes.json"), "[]");
}

#[cfg(unix)]
#[test]
fn file_is_not_written_through_a_link() {
    let outside = Folder::empty();
    for (link, path) in [("src", "src/codes.json"), ("codes.json", "codes.json")] {
        let folder = project(path);
        outside.write("there", "");
        let to = if link == "src" { outside.path().to_owned() } else { outside.path().join("there") };
        std::os::unix::fs::symlink(to, folder.path().join(link)).unwrap();
        let ran = run(folder.path(), &["build"]);
        assert!(ran.status == Some(2) && ran.stderr.contains(&format!("cannot write {path}: ")), "{}", ran.stderr);
        assert!(!outside.holds("codes.json") && outside.read("there").is_empty());
    }
}

#[test]
fn file_that_a_build_wrote_is_replaced_whatever_is_declared_by_then() {
    let folder = project("codes.json");
    assert_eq!(run(folder.path(), &["build"]).status, Some(0));
    let site = folder.read("content/site.yaml");
    let without = site.replace("fields: [title, related, url]", "fields: [title]");
    let without = without.replace("      related: {type: list, of: {type: reference, to: code}}\n", "");
    folder.write("content/site.yaml", &without);
    let ran = run(folder.path(), &["check"]);
    assert!(ran.stderr.contains("error[old-export]"), "{}", ran.stderr);
    let ran = run(folder.path(), &["build"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert_eq!(folder.read("codes.json"), "{\n  \"404\": {\n    \"title\": \"Not Found\"\n  }\n}\n");
    // What somebody wrote into it is theirs.
    folder.write("codes.json", "{\"404\": {\"mine\": 1}}");
    let ran = run(folder.path(), &["build"]);
    assert!(ran.status == Some(1) && ran.stderr.contains("error[bad-export]"), "{}", ran.stderr);
}
