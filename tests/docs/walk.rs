//! The tutorial is walked from its first command to its last, and the commands of other pages
//! work in a site that was just begun.

use crate::common::Folder;
use crate::written::{blocks, by_hand, place};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs the program with a line as a shell takes it apart; its status and all that it prints.
fn run(folder: &Path, line: &str) -> (Option<i32>, String) {
    let parts = line.split('"').enumerate();
    let words = parts.flat_map(|(at, part)| match at % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    let mut words: Vec<String> = words.collect();
    // `--set title="Two words"` is one word behind the option.
    while let Some(at) = words.iter().position(|word| word.ends_with('=')) {
        let value = words.remove(at + 1);
        words[at].push_str(&value);
    }
    assert_eq!(words.remove(0), "statuary", "{line}");
    let mut command = Command::new(env!("CARGO_BIN_EXE_statuary"));
    let ran = command.args(words).current_dir(folder).stdin(Stdio::null()).output().unwrap();
    let printed = [ran.stdout, ran.stderr].concat();
    (ran.status.code(), String::from_utf8_lossy(&printed).into_owned())
}

#[test]
fn tutorial_works_from_its_first_command_to_its_last() {
    let folder = Folder::empty();
    let mut inside = folder.path().to_owned();
    let text = fs::read_to_string(place("guides/tutorial.md")).unwrap();
    let (mut printed, mut commands) = (String::new(), 0);
    for (head, block) in blocks(&text) {
        match head.as_str() {
            "sh" | "sh fails" => {
                for line in block.lines() {
                    if let Some(name) = line.strip_prefix("cd ") {
                        inside.push(name);
                        continue;
                    }
                    let (status, said) = run(&inside, line);
                    assert_eq!(status, Some(i32::from(head == "sh fails")), "{line}:\n{said}");
                    printed = said;
                    commands += 1;
                }
            }
            "text" => {
                for line in block.lines() {
                    assert!(printed.contains(line), "{line:?} is not printed, but\n{printed}");
                }
            }
            file => fs::write(inside.join(file.split_once(' ').unwrap().1), block).unwrap(),
        }
    }
    assert!(commands > 5 && inside.join("public/card_declined/index.html").is_file());
    let (_, said) = run(&inside, "statuary search \"do not honor\"");
    assert!(said.lines().next().is_some_and(|line| line.contains("card_declined")), "{said}");
}

/// Commands that go on until they are stopped or need a network, and those of the tutorial.
const ELSEWHERE: [&str; 4] = ["statuary serve", "statuary check --watch", "statuary check --external", "statuary init"];

/// The commands of a text that name nothing which the reader has to fill in.
fn commands(text: &str) -> Vec<String> {
    // What stands in backquotes, and the lines of blocks, in their order.
    let lines = text.split('`').flat_map(str::lines).map(str::trim).filter(|line| line.starts_with("statuary "));
    let stands_for =
        |word: &str| word.contains(['$', '…', '\\']) || word.len() > 2 && word.chars().all(|c| c.is_ascii_uppercase());
    let whole = lines.filter(|line| !line.split([' ', '=']).any(stands_for));
    whole.filter(|line| !ELSEWHERE.iter().any(|other| line.starts_with(other))).map(str::to_owned).collect()
}

#[test]
fn commands_of_guides_work_in_a_site_that_was_just_begun() {
    let begun = || {
        let folder = Folder::empty();
        let init = "statuary init --yes --keys card_declined,card_expired";
        assert_eq!(run(folder.path(), init).0, Some(0));
        folder.write("errors.json", "[\"card_declined\", \"card_expired\"]");
        folder
    };
    let mut tried = 0;
    for folder in ["guides", "lists"] {
        for (name, text) in by_hand(folder).into_iter().filter(|(name, _)| name != "tutorial") {
            let site = begun();
            for command in commands(&text) {
                let (status, said) = run(site.path(), &command);
                assert_eq!(status, Some(0), "docs/content/{folder}/{name}.md: `{command}` gives\n{said}");
                tried += 1;
            }
        }
    }
    assert!(tried > 15, "only {tried} commands were tried");
}
