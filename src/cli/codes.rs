//! `check --codes`: the codes that the program really throws, out of a file or a pipe.

use clap::Args;
use statuary::diag::Diagnostic;
use statuary::source::Sources;
use statuary::{Finder, List, Options, compare};
use std::io::Read;
use std::path::PathBuf;

/// Which codes there are, and how they are found.
#[derive(Args)]
pub struct Codes {
    /// Compare the pages with the codes that the program throws: a file of JSON, YAML or CSV or
    /// with a code on each line, or `-` for standard input; may be repeated
    #[arg(long = "codes", value_name = "FILE", conflicts_with = "watch")]
    lists: Vec<PathBuf>,
    /// Find the codes in texts of any kind, such as sources, by a regular expression; its first
    /// group is the code, such as 'ApiError\("(\w+)"'
    #[arg(long = "codes-pattern", value_name = "REGEX", requires = "lists", value_parser = Finder::pattern)]
    finder: Option<Finder>,
    /// The kind whose keys they are [default: the one that has most of them]
    #[arg(long = "codes-kind", value_name = "NAME", requires = "lists")]
    kind: Option<String>,
}

impl Codes {
    /// What is wrong between the codes and the pages; or why that cannot be told. The lists are
    /// put beside the sources, so that their lines can be shown.
    pub fn compare(&self, sources: &mut Sources, options: &Options) -> Result<Vec<Diagnostic>, String> {
        if self.lists.is_empty() {
            return Ok(Vec::new());
        }
        let lists = self.lists.iter().map(list).collect::<Result<Vec<_>, _>>()?;
        for List { path, text } in &lists {
            sources.insert_text(path.as_str(), text.as_str());
        }
        // Read as they are shown.
        let shown = |list: &List| List { text: sources.text(&list.path).to_owned(), ..list.clone() };
        let lists: Vec<List> = lists.iter().map(shown).collect();
        let finder = self.finder.clone().unwrap_or(Finder::Form);
        compare(sources, options, self.kind.as_deref(), &lists, &finder)
    }
}

fn list(file: &PathBuf) -> Result<List, String> {
    let path = file.to_string_lossy().replace('\\', "/");
    let read = if path == "-" {
        let mut text = String::new();
        std::io::stdin().lock().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(file)
    };
    let path = if path == "-" { "standard input".to_owned() } else { path };
    read.map(|text| List { path: path.clone(), text }).map_err(|error| {
        format!("cannot read {path}: {error}\nhelp: name a file that lists the codes which the program throws")
    })
}
