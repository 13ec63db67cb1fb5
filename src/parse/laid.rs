//! A text that is laid over another one, as a translation is over its original: what it gives
//! counts, the rest is the other's. Here are the ways from what both say together to where each
//! value is written.

use super::node::{Node, Step};

/// The two texts of which one value was made.
#[derive(Debug, Clone)]
pub struct Laid<T> {
    /// What lies above.
    pub over: T,
    /// What lies below.
    pub under: T,
    /// The name of the value by which the items of the outermost list find one another; where
    /// there is none they do so by their numbers.
    pub key: Option<String>,
}

/// The way in one of two texts to the value to which `path` leads in what both say together;
/// nothing where that one does not have it.
pub fn way(own: &Node, both: &Node, path: &[Step], key: Option<&str>) -> Option<Vec<Step>> {
    let (mut own, mut both, mut way) = (own, both, Vec::with_capacity(path.len()));
    for (depth, step) in path.iter().enumerate() {
        let next = own_step(own, both, *step, key.filter(|_| depth == 0))?;
        (own, both) = (own.child(next)?, both.child(*step)?);
        way.push(next);
    }
    Some(way)
}

/// The step in one of two texts that leads where a step in both together does.
fn own_step(own: &Node, both: &Node, step: Step, key: Option<&str>) -> Option<Step> {
    match (own, both, step) {
        (Node::Map(own), Node::Map(both), Step::Key(at)) => Some(Step::Key(position(own, both, at)?)),
        (Node::Map(own), Node::Map(both), Step::Value(at)) => Some(Step::Value(position(own, both, at)?)),
        (Node::List(own), Node::List(both), Step::Item(at)) => {
            let named = key.and_then(|key| Some((key, both.get(at)?.get(key)?)));
            let found = match named {
                Some((key, value)) => own.iter().position(|item| item.get(key) == Some(value)),
                None => Some(at),
            };
            found.map(Step::Item)
        }
        _ => None,
    }
}

fn position(own: &[(String, Node)], both: &[(String, Node)], at: usize) -> Option<usize> {
    let (name, _) = both.get(at)?;
    own.iter().position(|(other, _)| other == name)
}
