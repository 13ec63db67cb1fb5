//! What reading the content files gives.

use super::document::Document;
use super::front_matter::Yaml;
use crate::hash::Digest;
use std::sync::Arc;

/// A markdown file, read.
#[derive(Debug, Clone)]
pub struct Page {
    /// The path below `content/`, ending with `.md` however that is written.
    pub path: String,
    /// Its front matter.
    pub front: Yaml,
    /// Its text.
    pub body: Arc<Document>,
    /// Whether reading it found nothing wrong, so that it need not be read again.
    pub is_clean: bool,
}

/// A table file, read: `content/tables/<name>.yaml`.
#[derive(Debug, Clone)]
pub struct Table {
    /// The table's name.
    pub name: String,
    /// Its rows.
    pub yaml: Yaml,
    /// The hash by which it is known to later runs, where they may know it.
    pub digest: Option<Digest>,
}

/// All content files, read.
#[derive(Debug, Default)]
pub struct Pages {
    /// The markdown files in the order of their paths.
    pub pages: Vec<Arc<Page>>,
    /// The table files in the order of their names.
    pub tables: Vec<Arc<Table>>,
}
