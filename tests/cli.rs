//! The `statuary` command: what it prints where, its exit status, and what it
//! writes. Each test runs the program in a folder of its own.

mod common;

use common::{Folder, assert_text, code_template, page_405, site_with};
use statuary::diag::{Colors, Format};
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a run of the command gave.
struct Ran {
    status: Option<i32>,
    stdout: String,
    stderr: String,
}

/// The command in a folder, away from the terminal and the reader's settings.
fn statuary(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_statuary"));
    command.current_dir(folder).stdin(Stdio::null());
    for name in ["STATUARY_CALLED_AS", "NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR"] {
        command.env_remove(name);
    }
    command
}

fn run(folder: &Path, arguments: &[impl AsRef<OsStr>]) -> Ran {
    let output = statuary(folder).args(arguments).output().expect("the command should start");
    Ran {
        status: output.status.code(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// Runs the command on the tiny site with a test's own files.
fn run_on(files: &str, arguments: &[&str]) -> Ran {
    run(Folder::tiny(files).path(), arguments)
}

/// A page with one mistake.
fn mistake() -> String {
    page_405("state: open", "")
}

/// What is printed about that page.
const REPORT: &str = r#"
content/4xx/405.md:5:8: error[unknown-choice]: "open" is no choice for "state"
  |
5 | state: open
  |        ^^^^
help: choices are registered, reserved
"#;

// Exit statuses, and what is printed where.

#[test]
fn good_site_passes_the_check() {
    let ran = run_on("", &["check"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (Some(0), ""));
    assert!(ran.stderr.starts_with("checked 3 pages, ") && ran.stderr.ends_with(": no problems\n"), "{}", ran.stderr);
}

#[test]
fn site_with_an_error_fails_the_check() {
    let ran = run_on(&mistake(), &["check"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (Some(1), ""));
    assert_text(&ran.stderr, &format!("{REPORT}\n1 error"));
}

#[test]
fn site_with_a_warning_passes_the_check() {
    let ran = run_on(&page_405("summary: (to be written)", ""), &["check"]);
    assert_eq!(ran.status, Some(0));
    assert!(ran.stderr.contains("warning[unwritten]") && ran.stderr.ends_with(": 1 warning\n"), "{}", ran.stderr);
}

#[test]
fn folder_without_a_site_cannot_be_tried() {
    for verb in ["build", "check", "serve"] {
        let ran = run(Folder::empty().path(), &[verb]);
        assert_eq!((ran.status, ran.stdout.as_str()), (Some(2), ""), "{verb}");
        assert_text(
            &ran.stderr,
            "error: there is no folder ./content\nhelp: run this in the folder that holds content/ and themes/, or name it with --root",
        );
    }
}

#[test]
fn missing_root_cannot_be_tried() {
    let ran = run_on("", &["check", "--root", "nowhere"]);
    assert_eq!(ran.status, Some(2));
    assert_text(&ran.stderr, "error: there is no folder nowhere");
}

#[test]
fn mistyped_verb_suggests_the_nearest() {
    let ran = run_on("", &["biuld"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (Some(2), ""));
    assert!(
        ran.stderr.contains("'biuld'") && ran.stderr.contains("a similar subcommand exists: 'build'"),
        "{}",
        ran.stderr
    );
}

#[test]
fn mistyped_option_suggests_the_nearest() {
    let ran = run_on("", &["check", "--them", "plain"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.stderr.contains("'--theme'"), "{}", ran.stderr);
}

#[test]
fn no_verb_shows_the_help() {
    let ran = run_on("", &[]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.stderr.contains("Usage: statuary <COMMAND>"), "{}", ran.stderr);
}

#[test]
fn help_mentions_every_verb() {
    let help = run_on("", &["--help"]);
    assert_eq!((help.status, help.stderr.as_str()), (Some(0), ""));
    for verb in ["build", "check", "serve", "new"] {
        assert!(help.stdout.contains(&format!("\n  {verb} ")), "{verb} is missing in\n{}", help.stdout);
        let own = run_on("", &[verb, "--help"]);
        assert_eq!(own.status, Some(0));
        assert!(
            own.stdout.contains(&format!("Usage: statuary {verb}")) && own.stdout.contains("--root"),
            "{}",
            own.stdout
        );
    }
    assert!(help.stdout.contains("Exit status: 0 all well, 1 the site has problems, 2 it could not be tried."));
}

#[test]
fn version_is_that_of_the_package() {
    let ran = run_on("", &["--version"]);
    assert_eq!((ran.status, ran.stdout), (Some(0), format!("statuary {}\n", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn report_for_programs_goes_to_standard_output() {
    let forms = [("json", Format::Json), ("sarif", Format::Sarif), ("github", Format::Github)];
    let report = common::build_of(&mistake()).report;
    for (name, format) in forms {
        let ran = run_on(&mistake(), &["check", "--format", name]);
        assert_eq!(
            (ran.status, ran.stdout, ran.stderr.as_str()),
            (Some(1), report.print(format, Colors::Never), "1 error\n")
        );
    }
}

#[test]
fn json_report_without_problems_is_printed_too() {
    let ran = run_on("", &["check", "--format", "json"]);
    assert_eq!((ran.status, ran.stdout), (Some(0), common::build_of("").report.print(Format::Json, Colors::Never)));
}

#[test]
fn report_beside_a_terminal_has_no_colours() {
    let ran = run_on(&mistake(), &["check"]);
    assert!(!ran.stderr.contains('\x1b'), "{}", ran.stderr);
}

/// Runs only where the `script` command gives a terminal.
#[cfg(target_os = "linux")]
#[test]
fn terminal_has_colours_unless_no_color_is_set() {
    let folder = Folder::tiny(&mistake());
    let on_a_terminal = |no_color: &str| {
        let mut command = Command::new("script");
        let line = format!("{} check", env!("CARGO_BIN_EXE_statuary"));
        command.args(["--quiet", "--return", "--command", &line, "/dev/null"]);
        command.current_dir(folder.path()).stdin(Stdio::null()).env("NO_COLOR", no_color);
        command.output().ok().map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let printed = (on_a_terminal(""), on_a_terminal("1"));
    let (Some(coloured), Some(plain)) = printed else { return };
    assert!(coloured.contains("\x1b[1;31merror[unknown-choice]"), "{coloured}");
    assert!(plain.contains(" error[unknown-choice]: ") && !plain.contains("\x1b[1"), "{plain}");
}

// Building.

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
    assert!(folder.read("routes.lock").ends_with("\n/\n/404/\n/class/4xx/\n"));
}

#[test]
fn build_with_an_error_publishes_nothing() {
    let folder = Folder::tiny(&mistake());
    let ran = run(folder.path(), &["build"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (Some(1), ""));
    assert_text(&ran.stderr, &format!("{REPORT}\n1 error; nothing was published"));
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

// New pages.

#[test]
fn new_page_has_every_required_field_and_passes_the_check() {
    let folder = Folder::tiny("");
    let ran = run(folder.path(), &["new", "405", "--kind", "code"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (Some(0), ""), "{}", ran.stderr);
    assert_text(&ran.stderr, "wrote content/4xx/405.md\n  still to be written: title");
    assert_text(
        &folder.read("content/4xx/405.md"),
        r#"
---
# the number
code: 405
title: "(to be written)"
class: 4xx
# Fields that may be added: summary, advice, related, state, since, source, retired, headers
---

## What it means

(to be written)
"#,
    );
    let checked = run(folder.path(), &["check"]);
    assert_eq!(checked.status, Some(0), "{}", checked.stderr);
}

#[test]
fn new_page_is_of_the_first_kind_with_a_key() {
    let folder = Folder::tiny("");
    let ran = run(folder.path(), &["new", "7xx"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert!(folder.read("content/7xx/index.md").contains("class: 7xx\n"));
}

#[test]
fn new_page_takes_values() {
    let folder = Folder::tiny("");
    let title = "title=Not \"Allowed\": never";
    let ran = run(folder.path(), &["new", "405", "--kind", "code", "--set", title, "--set", "summary=No."]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert_text(&ran.stderr, "wrote content/4xx/405.md");
    let page = folder.read("content/4xx/405.md");
    assert!(page.contains("title: \"Not \\\"Allowed\\\": never\"\n") && page.contains("summary: \"No.\"\n"), "{page}");
    let checked = run(folder.path(), &["check"]);
    assert!(checked.stderr.ends_with(": no problems\n"), "{}", checked.stderr);
}

#[test]
fn new_page_takes_values_that_are_no_text() {
    let folder = Folder::tiny("");
    let values = ["--set", "title=T", "--set", "retired=true", "--set", "since=2026-11-20", "--set", "related=[404]"];
    let ran = run(folder.path(), &[["new", "405", "--kind", "code"].as_slice(), &values].concat());
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    let checked = run(folder.path(), &["check"]);
    assert_eq!(checked.status, Some(0), "{}", checked.stderr);
}

#[test]
fn new_page_takes_no_value_that_breaks_its_front_matter() {
    for value in ["[404", "[404]\nstate: open", "a: b"] {
        let related = format!("related={value}");
        let ran = run_on("", &["new", "405", "--kind", "code", "--set", "title=T", "--set", &related]);
        assert_eq!(ran.status, Some(2), "{value}");
        let expected = format!(
            "error: `related: {value}` is not valid YAML; write the value as it stands in a page, such as [a, b] or true"
        );
        assert_text(&ran.stderr, &expected);
    }
}

#[test]
fn new_page_keeps_the_zeros_of_its_key() {
    let folder = Folder::tiny("== content/4xx/index.md ==\n---\nclass: 4xx\ntitle: Client errors\n---\n");
    let ran = run(folder.path(), &["new", "0042", "--kind", "code"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    let checked = run(folder.path(), &["check"]);
    assert_eq!(checked.status, Some(0), "{}", checked.stderr);
}

#[test]
fn new_page_with_required_lists_of_records_passes_the_check() {
    let site = site_with(
        "      retired: {type: flag}\n",
        "      retired: {type: flag}
      uses:
        type: list
        required: true
        of:
          type: record
          fields:
            header: {type: reference, to: headers, required: true}
            level: {type: choice, choices: [MUST, MAY], required: true}
            note: {type: prose, required: true}
",
    );
    let old = "== content/4xx/404.md ==\n---\ncode: 404\ntitle: Not Found\nclass: 4xx\nuses: [{header: Allow, level: MAY, note: x}]\n---\n";
    let folder = Folder::tiny(&(site + old));
    let ran = run(folder.path(), &["new", "405", "--kind", "code"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    let checked = run(folder.path(), &["check"]);
    assert_eq!(checked.status, Some(0), "{}\n{}", folder.read("content/4xx/405.md"), checked.stderr);
}

#[test]
fn new_page_never_replaces_one() {
    let folder = Folder::tiny("");
    let before = folder.read("content/4xx/404.md");
    let ran = run(folder.path(), &["new", "404", "--kind", "code"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (Some(2), ""));
    assert_text(&ran.stderr, "error: content/4xx/404.md is there already");
    assert_eq!(folder.read("content/4xx/404.md"), before);
}

#[test]
fn new_page_of_an_unknown_kind_lists_the_kinds() {
    let ran = run_on("", &["new", "405", "--kind", "cod"]);
    assert_eq!(ran.status, Some(2));
    assert_text(&ran.stderr, "error: there is no kind of page \"cod\": kinds are class, code; did you mean \"code\"?");
}

#[test]
fn new_page_takes_no_unknown_field() {
    let ran = run_on("", &["new", "405", "--kind", "code", "--set", "titel=x"]);
    assert_eq!(ran.status, Some(2));
    assert_text(&ran.stderr, "error: \"code\" has no field \"titel\"; did you mean \"title\"?");
}

#[test]
fn value_without_a_field_shows_the_form() {
    let ran = run_on("", &["new", "405", "--set", "title"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.stderr.contains("write a field's name, `=` and its value"), "{}", ran.stderr);
}

#[test]
fn new_page_never_lies_outside_its_place() {
    for key in ["../../out", "/out", "a/b", "..", ""] {
        let folder = Folder::tiny("");
        let ran = run(folder.path(), &["new", key, "--kind", "code"]);
        assert_eq!(ran.status, Some(2), "\"{key}\": {}", ran.stderr);
        assert!(ran.stderr.starts_with("error: "), "\"{key}\": {}", ran.stderr);
    }
}

#[test]
fn new_page_needs_a_site() {
    let ran = run(Folder::empty().path(), &["new", "405"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.stderr.starts_with("error: ") && ran.stderr.contains("content/site.yaml"), "{}", ran.stderr);
}

#[test]
fn broken_template_fails_the_check_with_its_place() {
    let ran = run_on(&code_template("{{ page.lable }}"), &["check"]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.stderr.starts_with("themes/default/templates/code.html:1:9: error[template]: "), "{}", ran.stderr);
}
