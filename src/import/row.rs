//! What is to become a page.

use std::collections::BTreeMap;

/// One thing that becomes a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Where it comes from, as messages say it: `errors.csv, line 3`.
    pub from: String,
    /// What it says, by column. A list is written as YAML writes it: `[a, b]`.
    pub values: BTreeMap<String, String>,
    /// The text of its page; nothing where the source has none.
    pub body: Option<String>,
}
