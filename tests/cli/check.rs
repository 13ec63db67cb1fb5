//! Exit statuses, and what is printed where.

use crate::common::{Folder, assert_text, code_template, page_405};
use crate::{MORE, REPORT, alone, mistake, run, run_on};
use statuary::diag::{Colors, Format};
use std::process::{Command, Stdio};

#[test]
fn good_site_passes_the_check() {
    let ran = run_on("", &["check"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (Some(0), ""));
    assert!(ran.stderr.starts_with("checked 3 pages in ") && ran.stderr.ends_with(": no problems\n"), "{}", ran.stderr);
}

#[test]
fn site_with_an_error_fails_the_check() {
    let ran = run_on(&mistake(), &["check"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (Some(1), ""));
    assert_text(&ran.stderr, &format!("{REPORT}\n1 error{MORE}"));
}

#[test]
fn site_with_a_warning_passes_the_check() {
    let ran = run_on(&page_405("summary: (to be written)", ""), &["check"]);
    assert_eq!(ran.status, Some(0));
    let end = ": 1 warning; `statuary explain unwritten` tells more\n";
    assert!(ran.stderr.contains("warning[unwritten]") && ran.stderr.ends_with(end), "{}", ran.stderr);
}

#[test]
fn folder_without_a_site_cannot_be_tried() {
    for verb in ["build", "check", "serve"] {
        let ran = run(alone().path(), &[verb]);
        assert_eq!((ran.status, ran.stdout.as_str()), (Some(2), ""), "{verb}");
        assert_text(
            &ran.stderr,
            "error: there is no folder ./content\nhelp: run this inside the folder that holds content/ and themes/, or name it with --root",
        );
    }
}

#[test]
fn project_is_found_from_a_folder_inside_it() {
    let folder = Folder::tiny(&mistake());
    folder.write("content/4xx/notes/keep.md", "---\n---\n");
    let ran = run(&folder.path().join("content/4xx/notes"), &["check"]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.stderr.contains(REPORT.trim()), "{}", ran.stderr);
    folder.write("content/4xx/405.md", "---\ncode: 405\ntitle: Method Not Allowed\nclass: 4xx\n---\n");
    std::fs::remove_file(folder.path().join("content/4xx/notes/keep.md")).unwrap();
    let ran = run(&folder.path().join("content/4xx"), &["build"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert!(ran.stderr.contains("into ../../public in "), "{}", ran.stderr);
    assert!(folder.holds("public/405/index.html") && folder.holds("routes.lock"));
    let ran = run(&folder.path().join("content"), &["new", "406", "--kind", "code"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert!(folder.holds("content/4xx/406.md"));
}

#[test]
fn root_that_is_named_is_not_searched_for() {
    let folder = Folder::tiny("");
    let ran = run(&folder.path().join("content"), &["check", "-r", "."]);
    assert_eq!(ran.status, Some(2), "{}", ran.stderr);
    assert!(ran.stderr.starts_with("error: there is no folder ./content\n"), "{}", ran.stderr);
}

#[test]
fn number_of_another_form_is_told_in_words() {
    let ran = run_on("", &["serve", "-p", "http"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.stderr.contains("write a number from 0 to 65535, such as 4000"), "{}", ran.stderr);
    for most in ["0", "-1", "ten"] {
        let ran = run_on("", &["search", "404", &format!("--most={most}")]);
        assert_eq!(ran.status, Some(2));
        assert!(ran.stderr.contains("write a number from 1 on, such as 10"), "{}", ran.stderr);
    }
}

#[test]
fn help_is_a_verb_too() {
    let help = run_on("", &["help"]);
    assert_eq!((help.status, help.stdout), (Some(0), run_on("", &["--help"]).stdout));
    assert_eq!(run_on("", &["help", "build"]).stdout, run_on("", &["build", "--help"]).stdout);
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
    assert!(ran.stderr.contains("Usage: statuary [OPTIONS] <COMMAND>"), "{}", ran.stderr);
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
    let report = crate::common::build_of(&mistake()).report;
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
    assert_eq!(
        (ran.status, ran.stdout),
        (Some(0), crate::common::build_of("").report.print(Format::Json, Colors::Never))
    );
}

#[test]
fn report_beside_a_terminal_has_no_colours() {
    let ran = run_on(&mistake(), &["check"]);
    assert!(!ran.stderr.contains('\x1b'), "{}", ran.stderr);
}

/// Runs only where the `script` command gives a terminal, which it must under `CI`.
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
    let (Some(coloured), Some(plain)) = printed else {
        assert!(std::env::var_os("CI").is_none(), "the command script is needed for a terminal: install util-linux");
        return eprintln!("skipped: the command script is not there, so colours on a terminal were not tried");
    };
    assert!(coloured.contains("\x1b[1;31merror[unknown-choice]"), "{coloured}");
    assert!(plain.contains(" error[unknown-choice]: ") && !plain.contains("\x1b[1"), "{plain}");
}

#[test]
fn broken_template_fails_the_check_with_its_place() {
    let ran = run_on(&code_template("{{ page.lable }}"), &["check"]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.stderr.starts_with("themes/default/templates/code.html:1:9: error[template]: "), "{}", ran.stderr);
}

#[test]
fn address_that_is_not_locked_is_told_where_that_is_asked_for() {
    let folder = Folder::tiny(&page_405("aliases: [old/]", ""));
    folder.write("content/4xx/425.md", "---\ncode: 425\ntitle: T\nclass: 4xx\ndraft: true\n---\n");
    folder.write("routes.lock", format!("{HEAD}/\n/404/\n/class/4xx/\n{SCHEMAS}"));
    assert_eq!(run(folder.path(), &["check"]).status, Some(0));
    let ran = run(folder.path(), &["check", "--locked"]);
    assert_eq!(ran.status, Some(1));
    assert_text(
        &ran.stderr,
        r#"
content/4xx/405.md:2:7: error[unlocked-route]: the page "405 Method Not Allowed" is published at /405/, which routes.lock does not list
  |
2 | code: 405
  |       ^^^
help: run `statuary build`, which adds it, and commit routes.lock with the change

content/4xx/405.md:5:11: error[unlocked-route]: the alias "old/" is published at /old/, which routes.lock does not list
  |
5 | aliases: [old/]
  |           ^^^^
help: run `statuary build`, which adds it, and commit routes.lock with the change

2 errors; `statuary explain unlocked-route` tells more
"#,
    );
    assert_eq!(run(folder.path(), &["build"]).status, Some(0));
    assert_eq!(run(folder.path(), &["check", "--locked"]).status, Some(0));
    let pages = "/\n/404/\n/404/#what-it-means\n/405/\n/class/4xx/\n/old/\n";
    assert_eq!(folder.read("routes.lock"), format!("{HEAD}{pages}{SCHEMAS}"));
}

/// The addresses of the schemas of the tiny site.
const SCHEMAS: &str = "/schema/class.json\n/schema/code.json\n/schema/headers.json\n/schema/home.json\n";

/// The first lines of `routes.lock`.
const HEAD: &str = "# Addresses that were published and must stay. The build adds new ones; one that\n\
                    # goes needs an alias on the page that takes its place.\n";

#[cfg(not(feature = "external"))]
#[test]
fn program_that_cannot_ask_other_sites_says_how_to_get_one_that_can() {
    let ran = run_on("", &["check", "--external"]);
    assert_eq!(ran.status, Some(2));
    assert_text(
        &ran.stderr,
        "error: this program was built without `--features external`, and so cannot ask other sites; \
         `cargo xtask check --external` builds one that can",
    );
}

#[test]
fn texts_are_always_held_and_queries_when_strict_or_named() {
    let site = statuary_site("kept: kept.yaml\nqueries: queries.yaml\n");
    let files = format!(
        "{site}== content/kept.yaml ==\n- shows: Everything\n== content/queries.yaml ==\n- queries: {{a: 404}}\n"
    );
    let ran = run_on(&files, &["check"]);
    assert!(ran.status == Some(1) && ran.stderr.contains("lost-text") && !ran.stderr.contains("lost-query"));
    let files = files.replace("Everything", "Nothing is here.");
    assert_eq!(run_on(&files, &["check"]).status, Some(0));
    let ran = run_on(&files, &["check", "--strict"]);
    assert!(ran.status == Some(1) && ran.stderr.contains("error[lost-query]: these queries"), "{}", ran.stderr);
    let ran = run_on(&files, &["check", "content/queries.yaml"]);
    assert!(ran.stderr.contains("1 problem elsewhere"), "{}", ran.stderr);
}

/// The tiny site with more lines in its `site.yaml`.
fn statuary_site(lines: &str) -> String {
    crate::common::site_with("title: Tiny\n", &format!("title: Tiny\n{lines}"))
}
