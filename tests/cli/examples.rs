//! Commands as they stand in the documents and help texts work when they are pasted.

use crate::{copied, run, statuary};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Texts in which people find commands.
const DOCUMENTS: [&str; 5] =
    ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "themes/README.md", "xtask/src/main.rs"];

/// What these verbs need is tried elsewhere: a server that ends, a site of one's own.
const OTHERS: [&str; 1] = ["serve"];

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
fn commands(text: &str, verbs: &BTreeSet<String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
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
        if !command.split(' ').any(stands_for) {
            found.insert(command.to_owned());
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
const WRITE: [&str; 3] = ["new", "mv", "fmt"];

#[test]
fn commands_of_documents_work() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let verbs = verbs();
    let mut all = BTreeSet::new();
    for document in DOCUMENTS {
        all.extend(commands(&fs::read_to_string(root.join(document)).unwrap(), &verbs));
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
