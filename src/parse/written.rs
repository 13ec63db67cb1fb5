//! A YAML text read a second time, each scalar as text: `9.10` and not 9.1.

use super::node::Node;
use super::yaml::{TextVisitor, read_as};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Whether something like `+1`, `0x1F`, `0o17` or `0b1` stands in a text.
pub fn has_other_numbers(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| match pair {
        [b'+', next] => next.is_ascii_digit(),
        [b'0', next] => matches!(next, b'x' | b'o' | b'b'),
        _ => false,
    })
}

/// All scalars of a text as they were written, in the form of what it says: what many
/// of them cost together is one walk.
pub fn all_written(text: &str, node: &Node) -> Option<Node> {
    read_as(text, Written(node))
}

/// Reads what says the same as a value, but each scalar as text.
struct Written<'a>(&'a Node);

impl<'de> DeserializeSeed<'de> for Written<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        match self.0 {
            Node::Null => deserializer.deserialize_ignored_any(IgnoredAny).map(|_| Node::Null),
            Node::List(_) => deserializer.deserialize_seq(self),
            Node::Map(_) => deserializer.deserialize_map(self),
            _ => deserializer.deserialize_str(TextVisitor).map(Node::Text),
        }
    }
}

impl<'de> Visitor<'de> for Written<'_> {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("the same list or mapping again")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Node, A::Error> {
        let Node::List(known) = self.0 else { return Ok(Node::Null) };
        let mut items = Vec::with_capacity(known.len());
        for item in known {
            items.extend(sequence.next_element_seed(Written(item))?);
        }
        // The parser wants to be asked whether that was all.
        while sequence.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut mapping: A) -> Result<Node, A::Error> {
        let Node::Map(known) = self.0 else { return Ok(Node::Null) };
        let mut entries = Vec::with_capacity(known.len());
        for (name, value) in known {
            mapping.next_key::<IgnoredAny>()?;
            entries.push((name.clone(), mapping.next_value_seed(Written(value))?));
        }
        while mapping.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Node::Map(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::yaml::read;

    #[test]
    fn all_scalars_can_be_read_as_written_at_once() {
        let text = "a: [1.10, +2, ~, yes, 'x']\nb:\n- {c: 0x10, d: 9.0}\n- true\nb: \n";
        let texts = |all: &[&str]| all.iter().map(|text| Node::Text((*text).into())).collect::<Vec<_>>();
        let [plus, c] = [texts(&["1.10", "+2"]), texts(&["0x10", "9.0", "true"])];
        let node = all_written(text, &read(text).unwrap()).unwrap();
        let list = Node::List([&plus[..], &[Node::Null], &texts(&["yes", "x"])[..]].concat());
        let rows =
            Node::List(vec![Node::Map(vec![("c".into(), c[0].clone()), ("d".into(), c[1].clone())]), c[2].clone()]);
        assert_eq!(node, Node::Map(vec![("a".into(), list), ("b".into(), rows), ("b".into(), Node::Null)]));
    }
}
