//! What a YAML text says, as plain values, and the way from one to another.

use serde::{Deserialize, Serialize};

/// A YAML value. Mappings keep their order and repeated keys, so that a repeated
/// key can be reported like any other problem.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Node {
    /// Nothing was written.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Number(f64),
    /// Text.
    Text(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping.
    Map(Vec<(String, Node)>),
}

/// One step from a value to a value inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The key of the nth entry of a mapping.
    Key(usize),
    /// The value of the nth entry of a mapping.
    Value(usize),
    /// The nth item of a sequence.
    Item(usize),
}

impl Node {
    /// The value of a mapping's entry.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match self {
            Node::Map(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The value one step inside it, the value of an entry for its key too.
    pub fn child(&self, step: Step) -> Option<&Node> {
        match (self, step) {
            (Node::Map(entries), Step::Key(at) | Step::Value(at)) => entries.get(at).map(|(_, value)| value),
            (Node::List(items), Step::Item(at)) => items.get(at),
            _ => None,
        }
    }

    /// The value at a path inside it.
    pub fn at(&self, path: &[Step]) -> Option<&Node> {
        path.iter().try_fold(self, |node, step| node.child(*step))
    }

    /// The value at a path inside it, to be changed.
    pub fn at_mut(&mut self, path: &[Step]) -> Option<&mut Node> {
        path.iter().try_fold(self, |node, step| match (node, step) {
            (Node::Map(entries), Step::Key(at) | Step::Value(at)) => entries.get_mut(*at).map(|(_, value)| value),
            (Node::List(items), Step::Item(at)) => items.get_mut(*at),
            _ => None,
        })
    }

    /// What the value is, for a message: `a list`, `the number 3`.
    pub fn describe(&self) -> String {
        match self {
            Node::Null => "nothing".to_owned(),
            Node::Flag(flag) => flag.to_string(),
            Node::Integer(number) => format!("the number {number}"),
            // As `402.0`, which is another thing than 402.
            Node::Number(number) => format!("the number {number:?}"),
            Node::Text(text) if text.chars().count() > 40 => "text".to_owned(),
            Node::Text(text) => format!("the text \"{text}\""),
            Node::List(_) => "a list".to_owned(),
            Node::Map(_) => "a mapping".to_owned(),
        }
    }
}
