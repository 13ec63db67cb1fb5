//! How search weighs what a field says.

/// The ways search weighs a field's words, the heaviest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Search {
    /// The entry's key.
    Key,
    /// Its title.
    Title,
    /// Another name.
    Name,
    /// A phrase that people search for.
    Keyword,
    /// Something that it is linked with by name, such as a header field.
    Header,
    /// An identifier in a program.
    Constant,
    /// Running text.
    Text,
}

impl Search {
    /// All ways with their names in `site.yaml` and in the search index.
    pub const ALL: [(Search, &'static str); 7] = [
        (Search::Key, "key"),
        (Search::Title, "title"),
        (Search::Name, "name"),
        (Search::Keyword, "keyword"),
        (Search::Header, "header"),
        (Search::Constant, "constant"),
        (Search::Text, "text"),
    ];
}
