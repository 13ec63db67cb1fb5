//! The forms in which data is written, and where values stand in those that are no YAML. What
//! a file says is the same [`Node`] in each form; only reading and writing differ.

use super::node::{Node, Step};
use crate::text::plain_or_quoted;
use serde_json::json;
use std::ops::Range;

/// How a file of data is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Yaml,
    Json,
    Csv,
}

/// The endings of files of data.
const ENDINGS: [(&str, Form); 3] = [(".yaml", Form::Yaml), (".json", Form::Json), (".csv", Form::Csv)];

impl Form {
    /// The form of a file by its ending; YAML where that tells none, as for front matter.
    pub fn of(path: &str) -> Form {
        ENDINGS.into_iter().find(|(ending, _)| path.ends_with(ending)).map_or(Form::Yaml, |(_, form)| form)
    }

    /// The name of the table that a file below `content/tables/` holds; nothing for another file.
    pub fn table(file: &str) -> Option<&str> {
        ENDINGS.into_iter().find_map(|(ending, _)| file.strip_suffix(ending))
    }

    /// A field as it is to be written, for a message.
    pub fn field(self, name: &str) -> String {
        match self {
            Form::Yaml => format!("`{name}: …`"),
            Form::Json => format!("`\"{name}\": …`"),
            Form::Csv => format!("a cell in the column `{name}`"),
        }
    }

    /// How a list is written, for a message.
    pub fn list(self) -> &'static str {
        match self {
            Form::Yaml => "write `[a, b]`, or one `- ` line for each entry",
            Form::Json => "write `[…]` around its entries",
            Form::Csv => "write its entries with semicolons between them",
        }
    }

    /// A value as it stands in the place of another one that was written so.
    pub fn value(self, value: &str, before: &str) -> String {
        match self {
            Form::Yaml => plain_or_quoted(value),
            Form::Json => json!(value).to_string(),
            Form::Csv if before.starts_with('"') || value.contains(['"', ',', ';', '\t', '\n']) => {
                format!("\"{}\"", value.replace('"', "\"\""))
            }
            Form::Csv => value.to_owned(),
        }
    }
}

/// Where a value stands in a text, its name in the mapping around it, and the values inside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spot {
    pub name: Range<usize>,
    pub at: Range<usize>,
    pub inside: Vec<Spot>,
}

impl Spot {
    /// The place of a value or name, and what of the way leads on inside of it.
    pub fn find<'a>(&self, path: &'a [Step]) -> (Range<usize>, &'a [Step]) {
        let Some((step, rest)) = path.split_first() else { return (self.at.clone(), path) };
        let (Step::Key(at) | Step::Value(at) | Step::Item(at)) = *step;
        match (self.inside.get(at), step) {
            (None, _) => (self.at.clone(), path),
            (Some(spot), Step::Key(_)) => (spot.name.clone(), rest),
            (Some(spot), _) => spot.find(rest),
        }
    }
}

/// The rows of a mapping from ids to rows; nothing for another value. The id becomes a field
/// of the row, unless that says the same itself.
pub fn rows_by_id(node: &Node) -> Option<Node> {
    let Node::Map(entries) = node else { return None };
    let row = |(id, row): &(String, Node)| {
        let Node::Map(fields) = row else { return None };
        let own = Some((ID.to_owned(), Node::Text(id.clone()))).filter(|_| !says_id(row, id));
        Some(Node::Map(own.into_iter().chain(fields.iter().cloned()).collect()))
    };
    entries.iter().map(row).collect::<Option<Vec<Node>>>().map(Node::List)
}

/// The field that a row is known by.
const ID: &str = "id";

fn says_id(row: &Node, id: &str) -> bool {
    matches!(row.get(ID), Some(Node::Text(own)) if own == id)
}

/// The places of such rows, out of those of the mapping.
pub fn spots_by_id(spot: Spot, rows: &Node) -> Spot {
    let Node::List(rows) = rows else { return spot };
    let with_id = |(row, node): (Spot, &Node)| {
        let is_added = matches!(node, Node::Map(fields) if fields.len() > row.inside.len());
        let id = Spot { name: row.name.clone(), at: row.name.clone(), inside: Vec::new() };
        let inside = Some(id).filter(|_| is_added).into_iter().chain(row.inside).collect();
        Spot { name: row.name, at: row.at, inside }
    };
    Spot { inside: spot.inside.into_iter().zip(rows).map(with_id).collect(), ..spot }
}
