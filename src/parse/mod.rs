//! Stage 2: one file at a time, ignorant of all others. Parsing always gives a
//! page, however broken the file, and the problems found on the way.

mod csv;
mod document;
mod exchange;
mod form;
mod front_matter;
mod json;
mod keys;
mod laid;
pub mod lock;
mod markdown;
mod marks;
mod node;
mod other_form;
mod page;
mod parsed;
mod places;
mod salvage;
mod slip;
mod split;
mod written;
mod yaml;

use crate::diag::Diagnostic;
use crate::source::{Sources, Text};
use crate::text::{ends_with, with_lower_ending};
use rayon::prelude::*;
use std::sync::Arc;

pub use document::{CodeBlock, Document, Fill, Heading, Link, LinkForm, Printed, Published, Rules, TextSource};
pub use exchange::{Message, Start, messages};
pub use form::Form;
pub use front_matter::Yaml;
pub use json::broken_json;
pub use keys::{repeated_key, second_file, unknown_key};
pub use markdown::{licences, parse_body, parse_prose};
pub use node::{Node, Step};
pub use page::{Page, Pages, Prose, Table, UNWRITTEN};
pub use parsed::Parsed;

/// What was read before. A file that is the same is not read again.
#[derive(Debug, Clone, Copy, Default)]
pub struct Before<'a> {
    /// By this program.
    pub pages: Option<&'a Pages>,
    /// By a run of the program before this one.
    pub parsed: Option<&'a Parsed>,
    /// Texts of fields, by this program and without a problem.
    pub prose: Option<&'a Arc<Prose>>,
}

/// Reads all content files, several at a time. The result does not depend on the
/// order in which they are done, nor on what was read before. Tables lie in those `folders` too,
/// each of which holds the translations of a language.
pub fn parse(
    sources: &Sources,
    rules: &Rules,
    folders: &[String],
    before: Before,
    problems: &mut Vec<Diagnostic>,
) -> Pages {
    let texts: Vec<(&str, &Text)> =
        sources.below("content/").filter_map(|(path, source)| Some((path, source.shared_text()?))).collect();
    let reader = Reader { rules, before };
    let (pages, tables): (Vec<_>, Vec<_>) = rayon::join(
        || {
            let is_page = |path: &str| ends_with(path, ".md") && !path.starts_with("static/");
            texts.par_iter().filter(|(path, _)| is_page(path)).map(|(path, text)| reader.page(path, text)).collect()
        },
        || {
            let tables = texts.par_iter().filter_map(|(path, text)| Some((table_at(path, folders)?, path, text)));
            tables.map(|((folder, name), path, text)| reader.table(folder, name, path, text)).collect()
        },
    );
    let mut read = Pages { prose: before.prose.cloned().unwrap_or_default(), ..Pages::default() };
    for (page, found) in pages {
        read.pages.push(page);
        problems.extend(found);
    }
    for (table, found) in tables {
        read.tables.push(table);
        problems.extend(found);
    }
    read
}

/// The folder of a language and the name of the table that lies at a path.
fn table_at<'a>(path: &'a str, folders: &[String]) -> Option<(&'a str, &'a str)> {
    let folder = folders.iter().find(|folder| path.starts_with(folder.as_str())).map_or(0, |folder| folder.len());
    let (folder, path) = path.split_at(folder);
    Some((folder, Form::table(path.strip_prefix("tables/")?)?))
}

/// Reads one markdown file.
pub fn parse_page(path: &str, text: &Text, rules: &Rules, problems: &mut Vec<Diagnostic>) -> Arc<Page> {
    let (page, found) = Reader { rules, before: Before::default() }.page(path, text);
    problems.extend(found);
    page
}

/// How files are read.
struct Reader<'a> {
    rules: &'a Rules,
    before: Before<'a>,
}

impl Reader<'_> {
    /// Reads one markdown file.
    fn page(&self, path: &str, text: &Text) -> (Arc<Page>, Vec<Diagnostic>) {
        if let Some(page) = self.same_page(path, text) {
            return (page, Vec::new());
        }
        let digest = self.before.parsed.map(|_| Parsed::digest(text, self.rules, Form::Yaml));
        let known =
            self.before.parsed.zip(digest).and_then(|(parsed, digest)| parsed.page(digest, path, text, self.rules));
        if let Some(page) = known {
            return (Arc::new(page), Vec::new());
        }
        let mut problems = Vec::new();
        let file = format!("content/{path}");
        let split = split::split(&file, text, &mut problems);
        let front = match split.yaml {
            Some(range) => Yaml::read(&file, text, range, &mut problems),
            None => Yaml::absent(&file, text, split.body),
        };
        let mut body = parse_body(&file, text, split.body, self.rules, &mut problems);
        if let Some(end) = markdown::end_of_merge(text, split.body) {
            problems.retain(|problem| !(split.body..end).contains(&problem.span.start));
            body.torn = true;
            body.exchanges.clear();
        }
        let (is_clean, is_marked) = (problems.is_empty(), text.contains(UNWRITTEN));
        if let Some(digest) = digest.filter(|_| is_clean && !is_marked) {
            body.source = body.source.with_digest(digest);
        }
        (
            Arc::new(Page {
                path: with_lower_ending(path),
                front,
                body: Arc::new(body),
                original: None,
                is_clean,
                is_marked,
            }),
            problems,
        )
    }

    /// The page that this program has read from the same text.
    fn same_page(&self, path: &str, text: &Text) -> Option<Arc<Page>> {
        let pages = &self.before.pages?.pages;
        let page =
            &pages[pages.binary_search_by(|page| page.front.path.strip_prefix("content/").cmp(&Some(path))).ok()?];
        let is_same = page.is_clean && page.front.text == *text && page.body.reading.rules == *self.rules;
        is_same.then(|| Arc::clone(page))
    }

    /// Reads the table of a name out of a file below `content/`, which lies in the folder of a language
    /// or in none.
    fn table(&self, folder: &str, name: &str, path: &str, text: &Text) -> (Arc<Table>, Vec<Diagnostic>) {
        let tables = self.before.pages.map(|pages| &pages.tables);
        let file = format!("content/{path}");
        let same = tables.and_then(|tables| tables.iter().find(|table| table.yaml.path == file));
        if let Some(table) = same.filter(|table| table.is_clean && table.yaml.text == *text) {
            return (Arc::clone(table), Vec::new());
        }
        let digest = self.before.parsed.map(|_| Parsed::digest(text, self.rules, Form::of(&file)));
        let known = self.before.parsed.zip(digest).and_then(|(parsed, digest)| parsed.table(digest));
        let mut problems = Vec::new();
        let yaml = match known {
            Some(node) => Yaml::known(&file, text, 0..text.len(), node),
            None => Yaml::read(&file, text, 0..text.len(), &mut problems),
        };
        (Arc::new(Table::new(folder, name, yaml, problems.is_empty(), digest)), problems)
    }
}
