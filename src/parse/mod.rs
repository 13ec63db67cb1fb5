//! Stage 2: one file at a time, ignorant of all others. Parsing always gives a
//! page, however broken the file, and the problems found on the way.

mod document;
mod exchange;
mod front_matter;
pub mod lock;
mod markdown;
mod nesting;
mod places;
mod written;
mod yaml;

use crate::diag::Diagnostic;
use crate::source::Sources;
use rayon::prelude::*;
use std::sync::Arc;

pub use document::{CodeBlock, Document, Fill, Heading, Link, LinkForm, Printed, Published, Rules, TextSource};
pub use exchange::{Message, Start, messages};
pub use front_matter::{Yaml, repeated_key, unknown_key};
pub use markdown::{parse_body, parse_prose};
pub use yaml::{Node, Step};

/// A markdown file, read.
#[derive(Debug, Clone)]
pub struct Page {
    /// The path below `content/`.
    pub path: String,
    /// Its front matter.
    pub front: Yaml,
    /// Its text.
    pub body: Document,
}

/// A table file, read: `content/tables/<name>.yaml`.
#[derive(Debug, Clone)]
pub struct Table {
    /// The table's name.
    pub name: String,
    /// Its rows.
    pub yaml: Yaml,
}

/// All content files, read.
#[derive(Debug, Default)]
pub struct Pages {
    /// The markdown files in the order of their paths.
    pub pages: Vec<Page>,
    /// The table files in the order of their names.
    pub tables: Vec<Table>,
}

/// Reads all content files, several at a time. The result does not depend on the
/// order in which they are done.
pub fn parse(sources: &Sources, rules: &Rules, problems: &mut Vec<Diagnostic>) -> Pages {
    let texts: Vec<(&str, &Arc<str>)> =
        sources.below("content/").filter_map(|(path, source)| Some((path, source.shared_text()?))).collect();
    let pages: Vec<(Page, Vec<Diagnostic>)> = texts
        .par_iter()
        .filter(|(path, _)| path.ends_with(".md") && !path.starts_with("static/"))
        .map(|(path, text)| parse_page(path, text, rules))
        .collect();
    let mut read = Pages::default();
    for (page, found) in pages {
        read.pages.push(page);
        problems.extend(found);
    }
    for (path, text) in texts {
        if let Some(name) = path.strip_prefix("tables/").and_then(|name| name.strip_suffix(".yaml")) {
            let yaml = Yaml::read(&format!("content/{path}"), text, 0..text.len(), problems);
            read.tables.push(Table { name: name.to_owned(), yaml });
        }
    }
    read
}

/// Reads one markdown file.
fn parse_page(path: &str, text: &Arc<str>, rules: &Rules) -> (Page, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let file = format!("content/{path}");
    let split = front_matter::split(&file, text, &mut problems);
    let front = match split.yaml {
        Some(range) => Yaml::read(&file, text, range, &mut problems),
        None => Yaml::absent(&file, text),
    };
    let body = parse_body(&file, text, split.body, rules, &mut problems);
    (Page { path: path.to_owned(), front, body }, problems)
}
