//! Commands as they stand in the documents and help texts work when they are pasted.

use crate::{alone, copied, run, statuary};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Texts in which people find commands.
const DOCUMENTS: [&str; 5] =
    ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "themes/README.md", "xtask/src/main.rs"];

/// What these verbs need is tried elsewhere: a server that ends, a site of one's own.
const OTHERS: [&str; 1] = ["serve"];

/// The part of README.md whose commands make a project of one's own and work in it.
const OWN: &str = "## For a reference of your own";

/// Commands that go on until they are stopped, or need a network: tried elsewhere as well.
const ELSEWHERE: [&str; 2] = ["check --watch", "check --external"];

/// The verbs of the command that end by themselves.
fn verbs() -> BTreeSet<String> {
    let help = statuary(Path::new(".")).arg("--help").output().unwrap();
    let help = String::from_utf8_lossy(&help.stdout).into_owned();
    let list = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap().to_owned();
    let names = list.lines().filter_map(|line| line.split_whitespace().next().map(str::to_owned));
    names.filter(|name| !OTHERS.contains(&name.as_str())).collect()
}

/// The commands of a text, without the program's name: those in backquotes and those that
/// are lines of a block. Words in capitals and `that-folder` stand for what a reader has.
fn commands(text: &str, verbs: &BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    let lines = text.lines().map(|line| line.split(" #").next().unwrap_or_default().trim());
    for part in text
        .split('`')
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
        .chain(lines.map(str::to_owned))
    {
        let command = part.strip_prefix("cargo xtask ").or_else(|| part.strip_prefix("statuary "));
        let Some(command) = command.filter(|command| verbs.contains(command.split(' ').next().unwrap_or_default()))
        else {
            continue;
        };
        let stands_for = |word: &str| {
            word == "that-folder"
                || word.contains('…')
                || word.len() > 2 && word.chars().all(|c| c.is_ascii_uppercase())
        };
        if !command.split(' ').any(stands_for) && !found.iter().any(|known| known == command) {
            found.push(command.to_owned());
        }
    }
    found
}

/// The words of a command as a shell takes them apart.
fn words(command: &str) -> Vec<String> {
    let parts = command.split('"').enumerate();
    let words = parts.flat_map(|(at, part)| match at % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

/// The verbs after which the content is another.
const WRITE: [&str; 4] = ["new", "mv", "fmt", "theme eject"];

#[test]
fn commands_of_documents_work() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let verbs = verbs();
    let mut all = BTreeSet::new();
    for document in DOCUMENTS {
        let text = fs::read_to_string(root.join(document)).unwrap();
        let text = text.replace(own_part(&text), "");
        all.extend(commands(&text, &verbs));
    }
    for verb in &verbs {
        let help = run(root, &[verb, "--help"]).stdout;
        all.extend(commands(&help, &verbs));
    }
    assert!(all.contains("new 427") && all.contains("check") && all.len() > 6, "{all:?}");
    let mut folder = copied(root);
    for elsewhere in ELSEWHERE {
        assert!(all.remove(elsewhere), "no document names `{elsewhere}`");
    }
    for command in all {
        let ran = run(folder.path(), &words(&command));
        assert_eq!(ran.status, Some(0), "`{command}` fails:\n{}", ran.stderr);
        if WRITE.iter().any(|verb| command.starts_with(verb)) {
            folder = copied(root);
        }
    }
}

/// The part of a document that speaks of a project of one's own.
fn own_part(text: &str) -> &str {
    let part = text.find(OWN).map_or("", |at| &text[at..]);
    let end = part[part.len().min(OWN.len())..].find("\n## ").map_or(part.len(), |end| end + OWN.len());
    &part[..end]
}

#[test]
fn commands_for_a_project_of_ones_own_work_one_after_another() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let commands = commands(own_part(&readme), &verbs());
    let (init, others): (Vec<_>, Vec<_>) = commands.iter().partition(|command| command.starts_with("init "));
    assert!(init.len() == 1 && others.len() > 3, "{commands:?}");
    let init = init[0];
    let folder = alone();
    let ran = run(folder.path(), &words(init));
    assert_eq!(ran.status, Some(0), "`{init}` fails:\n{}", ran.stderr);
    let own_readme = folder.read("payments/README.md");
    for command in others.into_iter().chain(&self::commands(&own_readme, &verbs())) {
        // A second page of one name, or a second copy of a template, is refused.
        if folder.holds("payments/themes") && command.starts_with("theme eject") {
            continue;
        }
        let ran = run(&folder.path().join("payments"), &words(command));
        assert_eq!(ran.status, Some(0), "`{command}` fails:\n{}", ran.stderr);
    }
}
