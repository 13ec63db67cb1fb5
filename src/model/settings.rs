//! Settings of a site that hold more than one value.

use crate::source::Span;

/// An address at which a page was published that is gone for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// The address below the site's own.
    pub address: String,
    /// Why, in a sentence for those who come there.
    pub reason: String,
    /// Where it is declared.
    pub span: Span,
}

/// What search finds besides the fields that are marked for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Searched {
    /// Whether headings and texts of pages are found; where nothing is said, those of kinds
    /// that mark no field.
    pub body: Option<bool>,
    /// Up to how many words each page is filled with words of its fields of running text,
    /// for sites whose index has to stay small; all of them where nothing is said.
    pub fill: Option<usize>,
}

/// A feed of a table's rows, which have a date, a title and a summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// The table.
    pub table: String,
    /// Its field that holds the day.
    pub date: String,
    /// The page that lists the rows, with an id for each.
    pub page: (String, Span),
    /// Where the feed is published.
    pub route: String,
}

/// Which facts the `http` blocks of all pages are compared with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exchanges {
    /// The kind or table whose keys are status codes.
    pub kind: String,
    /// Its field that holds the reason phrase.
    pub phrase: String,
    /// Its list of records with `name`, `level` and `side` of header fields.
    pub fields: Option<String>,
    /// Its choice that is `never` where content is forbidden.
    pub content: Option<String>,
}
