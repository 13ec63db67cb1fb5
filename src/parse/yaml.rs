//! YAML as plain values with places, the only module that knows the YAML crate.
//!
//! The parser tells positions only with its errors. For a value that parsed but
//! is wrong, [`place_of`] asks it again: it walks to the value and fails there
//! on purpose, and the error's position is the value's. That runs only when
//! there is something to report.

use super::marks::{DEEPEST, Told, told};
use super::node::{Node, Step};
use crate::source::{offset_of, without_nul};
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Text that is not YAML: what the parser says, and the byte offset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The parser's message, without its position.
    pub message: String,
    /// The byte offset in the text.
    pub offset: usize,
}

/// Reads one YAML document, and tells what in it may not be what is meant. An empty text is
/// [`Node::Null`].
pub fn read_and_tell(text: &str) -> (Result<Node, Broken>, Told) {
    let told = told(text);
    let too_deep = told.too_deep.map(|offset| {
        let message = format!("more than {DEEPEST} lists and mappings stand in each other");
        Broken { message, offset }
    });
    (too_deep.map_or_else(|| read(text), Err), told)
}

/// Reads one YAML document of which it is known that it is not too deep.
pub fn read(text: &str) -> Result<Node, Broken> {
    NodeSeed.deserialize(serde_yaml::Deserializer::from_str(text)).map_err(|error| broken(&error, text))
}

/// The byte offset of a value or key inside a text; nothing where no such path leads.
pub fn place_of(text: &str, path: &[Step]) -> Option<usize> {
    let seed = Walk { path, at_end: AtEnd::Fail };
    let error = seed.deserialize(serde_yaml::Deserializer::from_str(text)).err()?;
    let found = broken(&error, text);
    [ARRIVED, EXPECTED].iter().any(|end| found.message.ends_with(end)).then_some(found.offset)
}

/// A scalar as it was written, before YAML read it as a number or a flag: `9.10`
/// where the value is 9.1.
pub fn written(text: &str, path: &[Step]) -> Option<String> {
    let seed = Walk { path, at_end: AtEnd::Text };
    seed.deserialize(serde_yaml::Deserializer::from_str(text)).ok().flatten()
}

/// Reads a text in another way than [`read`] does.
pub fn read_as<'de, S: DeserializeSeed<'de>>(text: &'de str, seed: S) -> Option<S::Value> {
    seed.deserialize(serde_yaml::Deserializer::from_str(text)).ok()
}

fn broken(error: &serde_yaml::Error, text: &str) -> Broken {
    let full = error.to_string();
    let (message, offset) = match error.location() {
        None => (full.as_str(), 0),
        Some(location) => {
            let position = format!(" at line {} column {}", location.line(), location.column());
            let message = full.split(&position).next().unwrap_or(&full);
            (message, offset_of(text, location.line(), location.column()))
        }
    };
    Broken { message: without_way(message).to_owned(), offset }
}

/// A message without the way to the value that the parser puts before it, as in
/// `headers[0].when: the tag …`; the place says it better.
fn without_way(message: &str) -> &str {
    let start = ["the tag \"", "invalid type: ", "invalid value: "].into_iter().find_map(|start| message.rfind(start));
    &message[start.unwrap_or(0)..]
}

/// Reads what any parser of data gives.
pub fn value_of<'de, D: Deserializer<'de>>(parser: D) -> Result<Node, D::Error> {
    NodeSeed.deserialize(parser)
}

struct NodeSeed;

impl<'de> DeserializeSeed<'de> for NodeSeed {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NodeSeed {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("plain text, a number, a list or a mapping")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    /// An empty text.
    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Node, E> {
        Ok(Node::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Integer(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(i64::try_from(number).map_or(Node::Number(number as f64), Node::Integer))
    }

    fn visit_i128<E>(self, number: i128) -> Result<Node, E> {
        Ok(Node::Number(number as f64))
    }

    fn visit_u128<E>(self, number: u128) -> Result<Node, E> {
        Ok(Node::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node, E> {
        Ok(Node::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(without_nul(text)))
    }

    /// A value with a tag such as `!important`.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Node, A::Error> {
        let (tag, _) = tagged.variant::<String>()?;
        Err(A::Error::custom(format!("the tag \"!{}\" has no meaning here", tag.trim_start_matches('!'))))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element_seed(NodeSeed)? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut mapping: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = mapping.next_key_seed(KeySeed)? {
            entries.push((key, mapping.next_value_seed(NodeSeed)?));
        }
        Ok(Node::Map(entries))
    }
}

/// A key, read as text whatever it looks like.
struct KeySeed;

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(TextVisitor)
    }
}

/// Gives a scalar as text.
pub struct TextVisitor;

impl Visitor<'_> for TextVisitor {
    type Value = String;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a name")
    }

    fn visit_str<E>(self, text: &str) -> Result<String, E> {
        Ok(without_nul(text))
    }
}

/// How the message of an error ends that means that a walk is at its end: it failed
/// there on purpose, or met a scalar, which no way leads into.
const ARRIVED: &str = "here";
const EXPECTED: &str = "the value at the path";

/// What to do at the end of a walk.
#[derive(Clone, Copy)]
enum AtEnd {
    /// Fail, so that the error tells the position.
    Fail,
    /// Give the scalar as it is written.
    Text,
}

/// Walks to a value and acts there.
#[derive(Clone, Copy)]
struct Walk<'a> {
    path: &'a [Step],
    at_end: AtEnd,
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<String>, D::Error> {
        match (self.path, self.at_end) {
            ([], AtEnd::Text) => deserializer.deserialize_str(TextVisitor).map(Some),
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl Walk<'_> {
    /// Fails when the walk is at its end; the parser adds the position.
    fn arrive<E: Error>(self) -> Result<Option<String>, E> {
        Err(E::custom(ARRIVED))
    }

    fn rest(self) -> Self {
        Walk { path: &self.path[1..], ..self }
    }
}

/// A scalar can only be the end of a walk; not to visit it is an error like any
/// other.
impl<'de> Visitor<'de> for Walk<'_> {
    type Value = Option<String>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(EXPECTED)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Option<String>, A::Error> {
        let Some(Step::Item(wanted)) = self.path.first().copied() else { return self.arrive() };
        for _ in 0..wanted {
            sequence.next_element::<IgnoredAny>()?;
        }
        let found = sequence.next_element_seed(self.rest())?.flatten();
        while sequence.next_element::<IgnoredAny>()?.is_some() {}
        Ok(found)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut mapping: A) -> Result<Option<String>, A::Error> {
        let (wanted, key) = match self.path.first().copied() {
            Some(Step::Key(wanted)) => (wanted, true),
            Some(Step::Value(wanted)) => (wanted, false),
            _ => return self.arrive(),
        };
        for _ in 0..wanted {
            mapping.next_entry::<IgnoredAny, IgnoredAny>()?;
        }
        if key {
            return mapping.next_key_seed(FailingKey).map(|_| None);
        }
        if mapping.next_key::<IgnoredAny>()?.is_none() {
            return Ok(None);
        }
        let found = mapping.next_value_seed(self.rest())?;
        while mapping.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(found)
    }
}

/// A key at which the walk ends.
struct FailingKey;

impl<'de> DeserializeSeed<'de> for FailingKey {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for FailingKey {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Err(E::custom(ARRIVED))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "code: 404\nspecs:\n  - {document: RFC9110, section: 9.10}\n  - document: x\n    section: 'y'\nlast: >-\n  folded\n  text\n";

    fn place(path: &[Step]) -> &'static str {
        &TEXT[place_of(TEXT, path).unwrap()..]
    }

    #[test]
    fn values_and_keys_have_places() {
        assert!(place(&[Step::Value(0)]).starts_with("404"));
        assert!(place(&[Step::Key(1)]).starts_with("specs:"));
        assert!(place(&[Step::Value(1), Step::Item(0), Step::Key(1)]).starts_with("section: 9.10"));
        assert!(place(&[Step::Value(1), Step::Item(0), Step::Value(1)]).starts_with("9.10"));
        assert!(place(&[Step::Value(1), Step::Item(1), Step::Value(1)]).starts_with("'y'"));
        assert!(place(&[Step::Value(1), Step::Item(1)]).starts_with("document: x"));
        assert!(place(&[Step::Value(1)]).starts_with("- {document"));
        assert!(place(&[Step::Key(2)]).starts_with("last:"));
    }

    #[test]
    fn scalars_can_be_read_as_written() {
        assert_eq!(written(TEXT, &[Step::Value(1), Step::Item(0), Step::Value(1)]).as_deref(), Some("9.10"));
        assert_eq!(written(TEXT, &[Step::Value(0)]).as_deref(), Some("404"));
    }

    #[test]
    fn repeated_keys_are_kept() {
        let node = read("a: 1\na: 2\n").unwrap();
        assert_eq!(node, Node::Map(vec![("a".into(), Node::Integer(1)), ("a".into(), Node::Integer(2))]));
        assert_eq!(place_of("a: 1\na: 2\n", &[Step::Key(1)]), Some(5));
    }

    #[test]
    fn broken_text_has_a_place() {
        let broken = read("a: 1\nb: [1, 2\nc: 3\n").unwrap_err();
        assert!(broken.offset > 5, "{broken:?}");
        assert!(!broken.message.contains("line"), "{broken:?}");
    }
}
