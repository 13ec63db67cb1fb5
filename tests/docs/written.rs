//! Files of the guide that are made from the program: compared, or written anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Whether files are written anew.
fn renews() -> bool {
    std::env::var_os("UPDATE_DOCS").is_some()
}

/// A place in the guide's content.
pub fn place(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/content").join(path)
}

/// A page of which some fields are made, and perhaps the text.
pub struct Page {
    /// The name of its file, without the ending.
    pub name: String,
    /// The fields that are made, as lines of YAML; empty where a page goes without it.
    pub fields: Vec<(&'static str, String)>,
    /// The text, where it is made.
    pub text: Option<String>,
}

impl Page {
    /// The page with what the file held besides.
    fn over(&self, before: &str) -> String {
        let (head, text) = split(before);
        let is_made = |line: &str| self.fields.iter().any(|(name, _)| line.starts_with(&format!("{name}:")));
        let mut kept = String::new();
        let mut keeps = false;
        for line in head.lines() {
            if !line.starts_with([' ', '-']) {
                keeps = !is_made(line);
            }
            if keeps {
                kept.push_str(&format!("{line}\n"));
            }
        }
        let made: String =
            self.fields.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| line(name, value)).collect();
        let text = self.text.as_deref().unwrap_or(text).trim();
        let end = if text.is_empty() { "" } else { "\n" };
        format!("---\n{made}{kept}---\n{end}{text}{end}")
    }
}

/// A field and its value, which stands below it when it is a list of records.
fn line(name: &str, value: &str) -> String {
    if value.starts_with('\n') { format!("{name}:{value}\n") } else { format!("{name}: {value}\n") }
}

/// The fields of a file and its text.
pub fn split(file: &str) -> (&str, &str) {
    let rest = file.strip_prefix("---\n").unwrap_or_default();
    rest.split_once("---\n").unwrap_or_default()
}

/// Text as YAML, in quotes. A field that holds the mark of what is to be written would make the
/// page a draft.
pub fn quoted(text: &str) -> String {
    serde_json::to_string(&text.replace("(to be written)", "to be written")).unwrap()
}

/// Holds the pages of a folder against what they should be, or writes them.
pub fn hold_pages(folder: &str, pages: &[Page]) {
    for page in pages {
        let path = format!("{folder}/{}.md", page.name);
        let before = fs::read_to_string(place(&path)).unwrap_or_default();
        hold(&path, &before, &page.over(&before));
    }
    let files = fs::read_dir(place(folder)).unwrap().map(|file| file.unwrap().file_name());
    let files: BTreeSet<String> = files.map(|name| name.to_string_lossy().trim_end_matches(".md").to_owned()).collect();
    let wanted: BTreeSet<String> = pages.iter().map(|page| page.name.clone()).collect();
    let old: Vec<&String> = files.difference(&wanted).collect();
    assert!(old.is_empty(), "docs/content/{folder} has pages of what is no more: {old:?}; take them out");
}

/// Holds a table against what it should be, or writes it.
pub fn hold_table(name: &str, text: &str) {
    let path = format!("tables/{name}.yaml");
    hold(&path, &fs::read_to_string(place(&path)).unwrap_or_default(), text);
}

fn hold(path: &str, before: &str, wanted: &str) {
    if renews() && before != wanted {
        fs::write(place(path), wanted).unwrap();
        return;
    }
    assert!(
        before == wanted,
        "docs/content/{path} is old: UPDATE_DOCS=1 cargo test --test docs renews it; it should be\n{wanted}"
    );
}

/// The fenced blocks of a text: what follows the fence, and the block.
pub fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks: Vec<(String, String)> = Vec::new();
    let mut fence: Option<String> = None;
    for line in text.lines() {
        let signs = line.len() - line.trim_start_matches('`').len();
        match &fence {
            Some(open) if line == open => fence = None,
            Some(_) => {
                let block = &mut blocks.last_mut().unwrap().1;
                block.push_str(line);
                block.push('\n');
            }
            None if signs > 2 => {
                fence = Some(line[..signs].to_owned());
                blocks.push((line[signs..].to_owned(), String::new()));
            }
            None => {}
        }
    }
    blocks
}

/// The pages of a folder of the guide that are written by hand: the name of each file and its
/// text.
pub fn by_hand(folder: &str) -> Vec<(String, String)> {
    let files = fs::read_dir(place(folder)).unwrap().map(|file| file.unwrap().path());
    let text = |path: PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, fs::read_to_string(&path).unwrap())
    };
    let mut found: Vec<_> = files.map(text).collect();
    found.sort();
    found
}
