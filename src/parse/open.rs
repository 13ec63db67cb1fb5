//! What is open while a text is read from its start to its end.

use super::document::Heading;
use super::table::Table;
use std::ops::Range;

/// A piece of the text: where it stands, and as it is written there.
pub struct Written<'t> {
    pub range: Range<usize>,
    pub text: &'t str,
}

/// What is open while the events go by.
#[derive(Default)]
pub struct State<'t> {
    /// A heading, with the id it is given or none, and where it starts in the output.
    pub heading: Option<(Heading, usize)>,
    /// Whether each open quotation is an alert.
    pub alert: Vec<bool>,
    /// A footnote: its name, and where its text starts in the output.
    pub footnote: Option<(String, usize)>,
    /// The part that is taken as text.
    pub taken: Option<Taken<'t>>,
    /// How many tables have begun.
    pub tables: usize,
    /// The table, and where its cell starts in the output.
    pub table: Option<(Table, usize)>,
}

/// A part whose content is taken as text, whatever markup it holds.
pub struct Taken<'t> {
    pub part: Part<'t>,
    pub text: String,
    /// How many tags are open inside it.
    pub depth: usize,
}

/// What is taken as text.
pub enum Part<'t> {
    /// A block of code in a language.
    Code(String),
    /// A block of raw HTML.
    Html(Written<'t>),
    /// An image: its link and its title.
    Image(usize, String),
    /// A key link that shows the name of its page.
    Label,
    /// What cannot stand in a field; that has been reported.
    Refused,
}
