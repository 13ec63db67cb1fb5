//! What reading the content files gives.

use super::document::Document;
use super::form::{Form, rows_by_id};
use super::front_matter::Yaml;
use super::node::Node;
use super::salvage::rows;
use crate::diag::Diagnostic;
use crate::hash::Digest;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The mark that `statuary new` leaves where something is still to be written.
pub const UNWRITTEN: &str = "(to be written)";

/// A markdown file, read.
#[derive(Debug, Clone)]
pub struct Page {
    /// The path below `content/`, ending with `.md` however that is written.
    pub path: String,
    /// Its front matter.
    pub front: Yaml,
    /// Its text.
    pub body: Arc<Document>,
    /// The text of which that is a translation.
    pub original: Option<Arc<Document>>,
    /// Whether reading it found nothing wrong, so that it need not be read again.
    pub is_clean: bool,
    /// Whether the mark of what is still to be written stands anywhere in it.
    pub is_marked: bool,
}

/// A table file, read: `content/tables/<name>.yaml`, or one that ends with `.json` or `.csv`.
#[derive(Debug, Clone)]
pub struct Table {
    /// The table's name.
    pub name: String,
    /// The folder of the language below `content/` into which it is translated here, with its final slash; nothing
    /// for the original.
    pub folder: String,
    /// Its rows.
    pub yaml: Yaml,
    /// What is wrong with it when it is no list.
    pub malformed: Option<Diagnostic>,
    /// Whether reading it found nothing wrong, so that it need not be read again.
    pub is_clean: bool,
    /// The hash by which it is known to later runs, where they may know it.
    pub digest: Option<Digest>,
}

impl Table {
    /// The table that a file holds, `is_clean` where reading it found nothing wrong. Of one
    /// that is no list, the names are taken for rows.
    pub(super) fn new(folder: &str, name: &str, mut yaml: Yaml, is_clean: bool, digest: Option<Digest>) -> Table {
        let mut malformed = None;
        if yaml.form == Form::Json
            && let Some(rows) = rows_by_id(&yaml.node)
        {
            yaml.node = rows;
        }
        if !matches!(yaml.node, Node::List(_) | Node::Null) {
            let message = format!("a table is a list of rows, not {}", yaml.node.describe());
            let help = match yaml.form {
                Form::Json => "write `[{\"id\": …}, …]`, or a mapping from each id to its row",
                _ => "start each row with `- id: …`",
            };
            let problem = Diagnostic::error("wrong-type", yaml.span(&[]), message).help(help);
            malformed = Some(problem).filter(|_| !yaml.broken);
            yaml.node = rows(&yaml.node);
            yaml.broken = true;
        }
        let is_clean = is_clean && !yaml.broken;
        let (name, folder) = (name.to_owned(), folder.to_owned());
        Table { name, folder, yaml, malformed, is_clean, digest: digest.filter(|_| is_clean) }
    }
}

/// All content files, read.
#[derive(Debug, Clone, Default)]
pub struct Pages {
    /// The markdown files in the order of their paths.
    pub pages: Vec<Arc<Page>>,
    /// The table files in the order of their names.
    pub tables: Vec<Arc<Table>>,
    /// Texts of fields that were read before without a problem.
    pub prose: Arc<Prose>,
}

/// Texts of fields, read.
pub type Prose = BTreeMap<String, Arc<Document>>;
