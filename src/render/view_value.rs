//! What templates are given, as values.

use crate::html::Html;
use crate::link::EntryId;
use serde_json::Value as Json;
use std::sync::Arc;

/// A value in the view.
#[derive(Debug, Clone, PartialEq)]
pub enum View {
    /// Nothing.
    None,
    /// True or false.
    Flag(bool),
    /// A number.
    Number(serde_json::Number),
    /// Text, escaped when printed.
    Text(String),
    /// HTML, printed as it is.
    Html(Html),
    /// A list.
    List(Vec<View>),
    /// A map, its entries in the order in which templates meet them.
    Map(Vec<(Name, View)>),
    /// The card of an entry, made once for all pages.
    Card(EntryId),
    /// What a card says of an entry that it refers to, made once for all cards.
    Short(EntryId),
}

/// The name of a value in a map. None is copied for a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// A name that every site has.
    Fixed(&'static str),
    /// The name of a field.
    Field(Arc<str>),
}

impl Name {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        match self {
            Name::Fixed(name) => name,
            Name::Field(name) => name,
        }
    }
}

impl View {
    pub(super) fn text(text: impl Into<String>) -> View {
        View::Text(text.into())
    }

    /// A single value, as its type gives it.
    pub(super) fn plain(value: &Json) -> View {
        match value {
            Json::Bool(flag) => View::Flag(*flag),
            Json::Number(number) => View::Number(number.clone()),
            Json::String(text) => View::text(&**text),
            Json::Null | Json::Array(_) | Json::Object(_) => View::None,
        }
    }

    pub(super) fn integer(number: impl Into<serde_json::Number>) -> View {
        View::Number(number.into())
    }

    pub(super) fn optional(text: Option<impl Into<String>>) -> View {
        text.map_or(View::None, View::text)
    }

    pub(super) fn map(entries: impl IntoIterator<Item = (&'static str, View)>) -> View {
        View::Map(entries.into_iter().map(|(name, value)| (Name::Fixed(name), value)).collect())
    }
}
