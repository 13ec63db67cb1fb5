//! Each command of the program is a page, made from what `--help` says.

use crate::written::{Page, hold_pages, quoted};
use std::process::Command;

/// What the program says of a command.
fn help(words: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_statuary"));
    let ran = command.args(words).arg("--help").env_remove("STATUARY_CALLED_AS").env("COLUMNS", "10000").output();
    String::from_utf8(ran.unwrap().stdout).unwrap()
}

/// The commands that a help text lists.
fn verbs(help: &str) -> Vec<String> {
    let list = help.split("Commands:\n").nth(1).unwrap_or_default().split("\n\n").next().unwrap();
    let names = list.lines().filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

/// The entries of a part of a help text, such as its options: the head of each and what is
/// said of it. In a long one it stands below the head, in a short one behind it.
fn entries(help: &str, part: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let text = help.split(&format!("\n{part}:\n")).nth(1).unwrap_or_default();
    for line in text.lines().take_while(|line| line.is_empty() || line.starts_with(' ')) {
        let inner = line.trim();
        let depth = line.len() - line.trim_start().len();
        if depth > 0 && depth < 8 {
            let (head, said) = inner.split_once("  ").unwrap_or((inner, ""));
            found.push((head.to_owned(), said.trim().to_owned()));
        } else if !inner.is_empty() {
            let said = &mut found.last_mut().unwrap().1;
            let gap = if said.is_empty() { "" } else { " " };
            // The values of an option, which stand in a list.
            let value = inner.strip_prefix("- ").map(|value| value.split_whitespace().collect::<Vec<_>>().join(" "));
            let end = if value.is_some() { ";" } else { "" };
            said.push_str(&format!("{gap}{}{end}", value.as_deref().unwrap_or(inner)));
        }
    }
    found
}

/// Entries as a list of records.
fn records(entries: &[(String, String)]) -> String {
    let line =
        |(name, says): &(String, String)| format!("\n- {{name: {}, says: {}}}", code(name), quoted(&plain(says)));
    entries.iter().map(line).collect()
}

/// Text as code, in prose.
fn code(text: &str) -> String {
    quoted(&format!("`{text}`"))
}

/// What is said of an option as a sentence, its values behind a full stop.
fn plain(says: &str) -> String {
    says.replace('`', "").replace(" Possible values:", ". Values:").replace("; [", " [")
}

/// Options that every command has, of which the list of commands tells.
fn is_common(head: &str) -> bool {
    ["--quiet", "--verbose", "--help", "--version"].iter().any(|name| head.contains(name))
}

fn page(words: &[&str]) -> Page {
    let help = help(words);
    let (about, rest) = help.split_once("\n\n").unwrap();
    let (more, usage) = rest.split_once("Usage: ").unwrap();
    let usage = usage.lines().next().unwrap();
    let options: Vec<_> = entries(&help, "Options").into_iter().filter(|(head, _)| !is_common(head)).collect();
    let name = words.join("-");
    let fields = vec![
        ("verb", quoted(&name)),
        ("title", quoted(&format!("statuary {}", words.join(" ")))),
        ("summary", quoted(&format!("{about}."))),
        ("more", if more.is_empty() { String::new() } else { quoted(more.trim()) }),
        ("usage", code(usage)),
        ("arguments", records(&entries(&help, "Arguments"))),
        ("options", records(&options)),
    ];
    Page { name, fields, text: None }
}

#[test]
fn every_command_has_a_page() {
    let mut pages = Vec::new();
    for verb in verbs(&help(&[])) {
        let below = verbs(&help(&[&verb]));
        pages.push(page(&[&verb]));
        pages.extend(below.iter().map(|name| page(&[&verb, name])));
    }
    assert!(pages.len() > 15, "only {} commands", pages.len());
    hold_pages("commands", &pages);
}
