//! Which folders can be published into.

use super::*;

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
