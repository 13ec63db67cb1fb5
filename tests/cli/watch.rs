//! `statuary check --watch`: what is printed after which save.

use crate::common::{Folder, page_405, site_with};
use crate::{REPORT, mistake, run, run_on, statuary};
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// Far more than anything here takes, so that a busy machine fails no test.
const PATIENCE: Duration = Duration::from_secs(60);

/// The command, checking a folder. Dropping it stops the process.
struct Watching {
    process: Child,
    lines: Receiver<String>,
}

impl Watching {
    /// Starts it, and reads its reports or, for a form for programs, what goes to standard output.
    fn start(folder: &Folder, arguments: &[&str]) -> Watching {
        let mut command = statuary(folder.path());
        command.args(["check", "--watch"]).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = command.spawn().expect("the command should start");
        let is_text = !arguments.contains(&"--format");
        let (out, err) = (process.stdout.take().unwrap(), process.stderr.take().unwrap());
        let (read, other): (Box<dyn Read + Send>, Box<dyn Read + Send>) =
            if is_text { (Box::new(err), Box::new(out)) } else { (Box::new(out), Box::new(err)) };
        let (sender, lines) = channel();
        // Both are read, so that the command never waits for a reader.
        thread::spawn(move || BufReader::new(other).lines().map_while(Result::ok).count());
        thread::spawn(move || {
            let lines = BufReader::new(read).lines().map_while(Result::ok);
            lines.for_each(|line| _ = sender.send(line));
        });
        Watching { process, lines }
    }

    /// The lines up to the one that ends a report.
    fn report(&self) -> String {
        let mut text = String::new();
        loop {
            let line = self.line();
            let is_last = line.starts_with("checked: ");
            text += &(line + "\n");
            if is_last {
                return text;
            }
        }
    }

    fn line(&self) -> String {
        self.lines.recv_timeout(PATIENCE).expect("a report after the save")
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Saves a page as editors do: no reader sees half of it.
fn save(folder: &Folder, code: &str, text: &str) {
    folder.write("being-written", text);
    fs::rename(folder.path().join("being-written"), folder.path().join(format!("content/4xx/{code}.md"))).unwrap();
}

/// The text of a file behind the line with its path.
fn text_of(file: &str) -> &str {
    file.split_once("==\n").unwrap().1
}

const GOOD: &str = "---\ncode: 405\ntitle: Method Not Allowed\nclass: 4xx\n---\n";

#[test]
fn report_is_printed_anew_when_it_changes_and_only_then() {
    let folder = Folder::tiny("");
    let watching = Watching::start(&folder, &[]);
    assert_eq!(watching.report(), "checking after each save (stop with Ctrl-C)\nchecked: no problems\n");
    save(&folder, "405", text_of(&mistake()));
    let wrong = format!(
        "a save has changed the report:\n{}\n\nchecked: 1 error; `statuary explain unknown-choice` tells more\n",
        REPORT.trim()
    );
    assert_eq!(watching.report(), wrong);
    // The same is wrong after this one, so that the next line is about the one behind it.
    save(&folder, "404", "---\ncode: 404\ntitle: Gone\nclass: 4xx\n---\n\nOther words.\n");
    save(&folder, "405", GOOD);
    assert_eq!(watching.report(), "a save has changed the report:\nchecked: no problems\n");
}

#[test]
fn burst_of_saves_ends_with_the_last_state() {
    let folder = Folder::tiny("");
    let watching = Watching::start(&folder, &["-q"]);
    for state in 0..40 {
        save(&folder, "405", text_of(&page_405(&format!("state: s{state}"), "")));
    }
    while !watching.line().contains("\"s39\" is no choice for \"state\"") {}
}

#[test]
fn files_for_the_program_are_held_and_watched() {
    let declared = "exports:\n  src/made/codes.json: {kind: code, fields: [title]}\nkinds:\n  home:";
    let folder = Folder::tiny(&site_with("kinds:\n  home:", declared));
    let watching = Watching::start(&folder, &[]);
    let told = watching.report();
    assert!(told.contains("error[old-export]: there is no file src/made/codes.json"), "{told}");
    assert_eq!(run(folder.path(), &["build"]).status, Some(0));
    assert_eq!(watching.report(), "a save has changed the report:\nchecked: no problems\n");
    let text = folder.read("src/made/codes.json");
    folder.write("src/made/codes.json", text.replace("Not Found", "Nothing There"));
    let told = watching.report();
    assert!(told.contains("src/made/codes.json:3:5: error[old-export]"), "{told}");
}

#[test]
fn only_what_is_asked_for_is_told() {
    let folder = Folder::tiny(&mistake());
    let watching = Watching::start(&folder, &["content/4xx/404.md"]);
    let told = watching.report();
    let end = "checked: no problems; 1 problem elsewhere, `check` alone shows all\n";
    assert!(told.ends_with(end) && !told.contains("unknown-choice"), "{told}");
    save(&folder, "404", "---\ncode: 404\ntitle: T\nclass: 4xx\nstate: x\n---\n");
    let told = watching.report();
    assert!(told.contains("content/4xx/404.md:5:8: error[unknown-choice]"), "{told}");
    assert!(told.ends_with("tells more; 1 problem elsewhere, `check` alone shows all\n"), "{told}");
}

#[test]
fn programs_get_one_report_after_another() {
    let folder = Folder::tiny(&mistake());
    let watching = Watching::start(&folder, &["--format", "github"]);
    assert!(watching.line().starts_with("::error file=content/4xx/405.md,line=5,"));
    save(&folder, "405", text_of(&page_405("retired: maybe", "")));
    let line = watching.line();
    assert!(
        line.starts_with("::error file=content/4xx/405.md,line=5,") && line.contains("not the text \"maybe\""),
        "{line}"
    );

    let folder = Folder::tiny(&mistake());
    let watching = Watching::start(&folder, &["--format", "json"]);
    let mut text = String::new();
    while serde_json::from_str::<serde_json::Value>(&text).is_err() {
        text += &(watching.line() + "\n");
    }
    assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap()["errors"], 1, "{text}");
}

#[test]
fn watching_never_ends_and_so_has_no_status_to_be_strict_about() {
    let ran = run_on("", &["check", "--watch", "--strict"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.stderr.starts_with("error: the argument '--watch' cannot be used with '--strict'\n"), "{}", ran.stderr);
}

/// The task of VS Code puts what is printed on the lines that it is about.
#[test]
fn task_of_the_editor_reads_what_is_printed() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join(".vscode/tasks.json")).unwrap();
    let tasks: serde_json::Value = serde_json::from_str(&text).unwrap();
    let matcher = &tasks["tasks"][0]["problemMatcher"];
    assert_eq!(tasks["tasks"][0]["command"], "cargo xtask check --watch");
    let pattern = |text: &serde_json::Value| regex_lite::Regex::new(text.as_str().unwrap()).unwrap();
    let (begins, ends) = (&matcher["background"]["beginsPattern"], &matcher["background"]["endsPattern"]);
    let (line, begins, ends) = (pattern(&matcher["pattern"]["regexp"]), pattern(begins), pattern(ends));

    let folder = Folder::tiny(&mistake());
    let watching = Watching::start(&folder, &[]);
    let report = watching.report();
    assert!(ends.is_match(report.lines().last().unwrap()), "{report}");
    let found: Vec<_> = report.lines().filter_map(|printed| line.captures(printed)).collect();
    assert_eq!(found.len(), 1, "{report}");
    let part = |name: &str| &found[0][usize::try_from(matcher["pattern"][name].as_u64().unwrap()).unwrap()];
    let names = ["file", "line", "column", "severity", "code", "message"];
    assert_eq!(
        names.map(part),
        ["content/4xx/405.md", "5", "8", "error", "unknown-choice", "\"open\" is no choice for \"state\""]
    );
    save(&folder, "405", GOOD);
    let report = watching.report();
    assert!(begins.is_match(report.lines().next().unwrap()), "{report}");
}
