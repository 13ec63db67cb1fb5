//! `statuary init` and `statuary theme`: from an empty folder to a site with a theme of its
//! own, by the program alone.

use crate::common::{Folder, assert_text};
use crate::{alone, run};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A project that was started with some arguments.
fn started(arguments: &[&str]) -> Folder {
    let folder = alone();
    let ran = run(folder.path(), &[&["init", "site", "--yes"], arguments].concat());
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    folder
}

#[test]
fn empty_folder_becomes_a_site_without_a_problem() {
    for arguments in [
        &[][..],
        &["--keys", "1007"],
        &["--keys", "-32700,-32600", "--noun", "fault", "--classes", "client,server"],
        &["--title", "Payments: the #1 API's \"errors\"", "--keys", "card.declined,AUTH-0099", "--classes", "no"],
        &["--keys", "null,0x1F", "--base-url", "https://docs.example.org/errors"],
    ] {
        let folder = started(arguments);
        let root = folder.path().join("site");
        let ran = run(&root, &["check", "--strict", "--locked"]);
        assert_eq!(ran.status, Some(0), "{arguments:?}: {}", ran.stderr);
        for path in ["public/index.html", "public/404.html", "public/codes.json", ".github/workflows/site.yml"] {
            assert!(root.join(path).is_file(), "{arguments:?}: {path}");
        }
        assert!(!root.join("themes").exists());
        let ran = run(&root, &["build"]);
        assert!(ran.stderr.contains(" 0 written"), "{arguments:?}: {}", ran.stderr);
    }
}

#[test]
fn next_page_of_a_new_site_is_written_and_checked() {
    let folder = started(&["--keys", "card_declined,card_expired"]);
    let root = folder.path().join("site");
    let set = ["new", "card_stolen", "-s", "title=Stolen", "-s", "summary=It was stolen.", "-s", "severity=fatal"];
    assert_eq!(run(&root, &set).status, Some(0));
    let ran = run(&root, &["check"]);
    assert!(ran.stderr.contains("content/errors/card_stolen.md:"), "{}", ran.stderr);
    let ran = run(&root, &["search", "card_expired"]);
    assert!(ran.stdout.lines().next().is_some_and(|line| line.contains("card_expired")), "{}", ran.stdout);
}

#[test]
fn nothing_that_is_there_is_touched() {
    let folder = alone();
    folder.write("README.md", "mine\n");
    let ran = run(folder.path(), &["init", "--yes", "--title", "T"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert!(ran.stderr.contains("kept README.md, which was there"), "{}", ran.stderr);
    assert_eq!(folder.read("README.md"), "mine\n");
    let ran = run(folder.path(), &["init", "--yes", "--title", "T"]);
    assert_eq!(ran.status, Some(2));
    let expected = "
error: ./content/errors/E1001.md is there already
help: name an empty folder; what is there already is kept as it is
";
    assert_text(&ran.stderr, expected);
}

#[test]
fn example_becomes_a_project_that_is_built_at_once() {
    for (name, title, tagline) in [
        ("cli-exit-codes", "Exit codes", "What a program says when it ends"),
        ("grpc", "gRPC codes", "The status codes of gRPC explained"),
        ("http-api", "Acorn errors", "Every error of the Acorn payments API"),
        ("problem-types", "Problem types", "What the type of a problem says"),
        ("smtp", "SMTP replies", "What a mail server means by its numbers"),
    ] {
        let folder = alone();
        let ran = run(folder.path(), &["init", "--example", name, "site"]);
        assert_eq!(ran.status, Some(0), "{name}: {}", ran.stderr);
        let root = folder.path().join("site");
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name).join("content");
        let (copied, original) = [root.join("content"), content].map(|folder| all_files(&folder)).into();
        assert!(copied == original && copied.len() > 25, "{name}: not all of the content is there as it is");
        assert!(ran.stderr.contains(&format!("wrote {} files below content/\n", copied.len())), "{}", ran.stderr);
        assert!(folder.read("site/README.md").starts_with(&format!("# {title}\n\n{tagline}, one markdown file")));
        for path in ["public/index.html", "public/404.html", "routes.lock", ".github/workflows/site.yml", ".gitignore"]
        {
            assert!(root.join(path).is_file(), "{name}: {path}");
        }
        assert!(!root.join("themes").exists());
        let ran = run(&root, &["check", "--strict", "--locked"]);
        assert_eq!(ran.status, Some(0), "{name}: {}", ran.stderr);

        let again = run(folder.path(), &["init", "--example", name, "site"]);
        assert_eq!(again.status, Some(2));
        assert!(again.stderr.contains(" is there already\nhelp: name an empty folder"), "{}", again.stderr);
    }
}

/// The files below a folder by their paths in it.
fn all_files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = PathBuf::from(entry.file_name());
        if entry.path().is_dir() {
            found.extend(all_files(&entry.path()).into_iter().map(|(path, bytes)| (name.join(path), bytes)));
        } else {
            found.insert(name, std::fs::read(entry.path()).unwrap());
        }
    }
    found
}

#[test]
fn unknown_example_gets_the_nearest_and_nothing_is_written() {
    let folder = alone();
    let ran = run(folder.path(), &["init", "--example", "grcp", "site"]);
    let expected = "
error: invalid value 'grcp' for '--example <NAME>'
  [possible values: cli-exit-codes, grpc, http-api, problem-types, smtp]

  tip: a similar value exists: 'grpc'

For more information, try '--help'.
";
    assert_eq!(ran.status, Some(2));
    assert_text(&ran.stderr, expected);
    assert!(!folder.holds("site"));
    let ran = run(folder.path(), &["init", "--example", "grpc", "--keys", "E1", "site"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.stderr.contains("'--example <NAME>' cannot be used with '--keys <KEYS>'"), "{}", ran.stderr);
}

#[test]
fn answers_that_cannot_be_are_told_before_anything_is_written() {
    let folder = alone();
    let ran = run(folder.path(), &["init", "--yes", "-t", "T", "-n", "Error", "-k", "a/b,x", "-b", "docs"]);
    let expected = r#"
error: "Error" cannot name a kind; write one word in lower case, such as error
error: "a/b" cannot be a key; write it without spaces, slashes and brackets
error: "docs" is no address; write one such as https://docs.example.com/errors/
"#;
    assert_eq!(ran.status, Some(2));
    assert_text(&ran.stderr, expected);
    assert!(!folder.holds("content"));
}

#[test]
fn template_is_taken_out_changed_and_told_when_its_original_is_another() {
    let folder = started(&[]);
    let root = folder.path().join("site");
    let ran = run(&root, &["theme", "list"]);
    assert!(ran.stdout.lines().any(|line| line.split_whitespace().eq(["templates/entry.html", "default"])));
    let ran = run(&root, &["theme", "eject", "entry.html"]);
    let expected = "wrote themes/own/templates/entry.html\nwrote themes/own/theme.yaml\nchanged content/site.yaml\n";
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), expected));
    let place = root.join("themes/own/templates/entry.html");
    let text = std::fs::read_to_string(&place).unwrap();
    std::fs::write(&place, text.replacen("<h1>", "<h1 data-own>", 1)).unwrap();
    assert_eq!(run(&root, &["build", "--strict"]).status, Some(0));
    assert!(folder.read("site/public/e1001/index.html").contains("<h1 data-own"));
    assert_text(&run(&root, &["theme", "doctor"]).stderr, "1 copied file: all as new as the theme they come from");

    // Another version of the program brings another template along.
    let notes = folder.read("site/themes/own/theme.yaml");
    let (before, hash) = notes.trim_end().rsplit_once(' ').unwrap();
    folder.write("site/themes/own/theme.yaml", format!("{before} 0123456789abcdef\n"));
    let ran = run(&root, &["theme", "doctor"]);
    let expected = format!(
        "
themes/own/theme.yaml:4:5: warning[left-behind]: templates/entry.html has changed in the theme it was taken from
  |
4 |   - templates/entry.html 0123456789abcdef
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: compare themes/own/templates/entry.html with the original, take over what is new, and write `templates/entry.html {hash}` here
"
    );
    assert_eq!(ran.status, Some(1));
    assert_text(&ran.stderr, &expected);
}

#[test]
fn unknown_template_gets_the_nearest_name() {
    let folder = started(&[]);
    let ran = run(&folder.path().join("site"), &["theme", "eject", "entri.html"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.stderr.starts_with("error: no theme of the site has a template or an asset \"entri.html\"\nhelp: "));
    assert!(ran.stderr.contains("did you mean \"entry.html\""), "{}", ran.stderr);
    assert!(!folder.holds("site/themes"));
}
