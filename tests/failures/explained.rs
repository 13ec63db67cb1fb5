//! `statuary explain`: every kind of problem has an entry of one form, and the example in
//! it gives that problem. A fenced block whose head names a file is tried: it takes the
//! place of the tiny site's file. One that names none shows what a text cannot.

use crate::codes::raised;
use crate::common::Folder;
use crate::rust::root;
use statuary::diag::{all_explained, explained};
use statuary::source::Sources;
use statuary::{Options, Promises, compile, load};
use std::collections::BTreeSet;
use std::fs;

/// The fenced blocks of an entry: what follows the fence, and the text.
fn blocks(entry: &str) -> Vec<(&str, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(&str, &str, String)> = None;
    for line in entry.lines() {
        match &mut open {
            Some((fence, head, text)) if line == *fence => {
                blocks.push((*head, std::mem::take(text)));
                open = None;
            }
            Some((_, _, text)) => text.push_str(&format!("{line}\n")),
            None => {
                let fence = &line[..line.len() - line.trim_start_matches(['`', '~']).len()];
                open = (fence.len() > 2).then(|| (fence, &line[fence.len()..], String::new()));
            }
        }
    }
    blocks
}

#[test]
fn every_code_has_an_entry() {
    let raised = raised();
    let listed: BTreeSet<String> = all_explained().map(|(code, _)| code.to_owned()).collect();
    let missing: Vec<&String> = raised.difference(&listed).collect();
    assert!(missing.is_empty(), "write src/diag/explained/CODE.md and list it in explained.rs for {missing:?}");
    let unknown: Vec<&String> = listed.difference(&raised).collect();
    assert!(unknown.is_empty(), "nothing raises these codes, which src/diag/explained.rs lists: {unknown:?}");
    let files = fs::read_dir(root().join("src/diag/explained")).unwrap();
    let files = files.map(|file| file.unwrap().file_name().to_string_lossy().trim_end_matches(".md").to_owned());
    assert_eq!(files.collect::<BTreeSet<_>>(), listed, "the files and the list in src/diag/explained.rs differ");
    assert!(all_explained().is_sorted_by_key(|(code, _)| code), "the list in src/diag/explained.rs is out of order");
}

#[test]
fn entries_have_one_form() {
    for (code, meaning) in all_explained() {
        let entry = explained(code).unwrap();
        assert!(entry.starts_with(&format!("# {code}\n\n")), "{code}: the entry starts with its code");
        let example = entry.find("\n## Example\n\n");
        assert!(example.is_some() && example < entry.rfind("\n## Cure\n\n"), "{code}: ## Example, then ## Cure");
        assert!(!blocks(entry).is_empty() && meaning.len() > 10, "{code}: {meaning}");
        assert!(entry.ends_with(".\n") && entry.lines().all(|line| line.chars().count() <= 100), "{code}");
    }
}

/// The lines of `site.yaml` that name the lists of what a site promises, and its languages.
fn files_of_lists(sources: &Sources) -> String {
    let lists = ["kept", "queries"].into_iter().filter(|list| sources.get(&format!("content/{list}.yaml")).is_some());
    let lists: String = lists.map(|list| format!("{list}: {list}.yaml\n")).collect();
    let languages =
        if sources.below("content/de/").next().is_some() { "languages: {en: English, de: Deutsch}\n" } else { "" };
    lists + languages
}

#[test]
fn examples_give_what_they_explain() {
    let mut tried = 0;
    for (code, _) in all_explained() {
        let folder = Folder::tiny("");
        let blocks = blocks(explained(code).unwrap());
        let files = blocks.iter().filter_map(|(head, text)| Some((head.split_once(' ')?.1, text)));
        let files: Vec<_> = files.collect();
        if files.is_empty() {
            continue;
        }
        for (path, text) in files {
            folder.write(path, text);
        }
        let (sources, found) = load(folder.path());
        let mut sources = sources;
        let lists = files_of_lists(&sources);
        sources.insert_text("content/site.yaml", format!("{lists}{}", sources.text("content/site.yaml")));
        let report = compile(&sources, &Options { promises: Promises::All, ..Options::default() }, found).report;
        let codes: BTreeSet<&str> = report.findings.iter().map(|finding| finding.code).collect();
        assert!(codes.contains(code), "the example of {code} gives {codes:?}");
        tried += 1;
    }
    assert!(tried > 35, "only {tried} examples were tried");
}
