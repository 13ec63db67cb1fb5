//! A YAML text that is laid over another one, as a translation is over its original: what
//! it gives counts, the rest is the other's. Each value keeps the place where it is written.

use super::front_matter::Yaml;
use super::node::{Node, Step};

/// The two texts of which one value was made.
#[derive(Debug, Clone)]
pub struct Laid {
    /// What lies above.
    over: Yaml,
    /// What lies below.
    under: Yaml,
    /// The name of the value by which the items of the outermost list find one another; where
    /// there is none they do so by their numbers.
    key: Option<String>,
}

/// Where the value at a path was written, and the way to it there.
pub type Found<'a> = (&'a Yaml, Vec<Step>);

impl Yaml {
    /// This text laid over another one, and what both say together. Items of the outermost
    /// list belong together where they have the same value under `key`.
    pub fn laid_over(self, under: Yaml, key: Option<&str>, node: Node) -> Yaml {
        let laid = Laid { over: self.clone(), under, key: key.map(str::to_owned) };
        let broken = laid.over.broken || laid.under.broken;
        let mut both = self;
        (both.node, both.broken, both.laid) = (node, broken, Some(laid.into()));
        both
    }

    /// Whether the value at a path, or a part of it, is written in a text that is laid over another.
    pub fn is_laid_at(&self, path: &[Step]) -> bool {
        self.laid.as_ref().is_some_and(|laid| laid.over.way(self, path, laid.key.as_deref()).is_some())
    }

    /// The text of the file with a path, if that is one of those that this was made of.
    pub fn text_of(&self, path: &str) -> &str {
        match &self.laid {
            Some(laid) if laid.under.path == path => &laid.under.text,
            _ => &self.text,
        }
    }

    /// Where the value at a path is written, if this was made of two texts. What neither has
    /// stands above, as far as that goes.
    pub(super) fn origin(&self, path: &[Step]) -> Option<Found<'_>> {
        let laid = self.laid.as_deref()?;
        let way = |yaml: &Yaml, path: &[Step]| yaml.way(self, path, laid.key.as_deref());
        if let Some(own) = way(&laid.over, path) {
            return Some((&laid.over, own));
        }
        Some(match way(&laid.under, path) {
            Some(own) => (&laid.under, own),
            None => (&laid.over, Vec::new()),
        })
    }

    /// The way in this text to the value to which `path` leads in what both say together.
    fn way(&self, both: &Yaml, path: &[Step], key: Option<&str>) -> Option<Vec<Step>> {
        let (mut own, mut all, mut way) = (&self.node, &both.node, Vec::with_capacity(path.len()));
        for (depth, step) in path.iter().enumerate() {
            let next = own_step(own, all, *step, key.filter(|_| depth == 0))?;
            (own, all) = (own.child(next)?, all.child(*step)?);
            way.push(next);
        }
        Some(way)
    }
}

/// The step in one of two texts that leads where a step in both together does.
fn own_step(own: &Node, all: &Node, step: Step, key: Option<&str>) -> Option<Step> {
    match (own, all, step) {
        (Node::Map(own), Node::Map(all), Step::Key(at)) => Some(Step::Key(position(own, all, at)?)),
        (Node::Map(own), Node::Map(all), Step::Value(at)) => Some(Step::Value(position(own, all, at)?)),
        (Node::List(own), Node::List(all), Step::Item(at)) => {
            let by_key = key.and_then(|key| all.get(at)?.get(key));
            match by_key {
                Some(value) => own.iter().position(|item| key.and_then(|key| item.get(key)) == Some(value)),
                None => Some(at),
            }
            .map(Step::Item)
        }
        _ => None,
    }
}

fn position(own: &[(String, Node)], all: &[(String, Node)], at: usize) -> Option<usize> {
    let (name, _) = all.get(at)?;
    own.iter().position(|(other, _)| other == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yaml(path: &str, text: &str) -> Yaml {
        Yaml::read(path, &text.into(), 0..text.len(), &mut Vec::new())
    }

    #[test]
    fn values_have_the_places_where_they_are_written() {
        let under = yaml("under", "- id: a\n  n: 9.10\n  t: one\n- id: b\n  t: two\n");
        let over = yaml("over", "- id: b\n  t: zwei\n");
        let both = yaml("both", "- {id: a, n: 9.1, t: one}\n- {id: b, t: zwei}\n").node;
        let laid = over.laid_over(under, Some("id"), both);
        let place = |path: &[Step]| {
            let span = laid.span(path);
            (span.path.clone(), laid.text_of(&span.path)[span.start..span.end].to_owned())
        };
        use Step::{Item, Value};
        assert_eq!(place(&[Item(1), Value(1)]), ("over".into(), "zwei".into()));
        assert_eq!(place(&[Item(0), Value(2)]), ("under".into(), "one".into()));
        assert_eq!(laid.scalar(&[Item(0), Value(1)], &Node::Number(9.1)).as_deref(), Some("9.10"));
        assert!(laid.is_laid_at(&[Item(1)]) && !laid.is_laid_at(&[Item(0)]));
    }
}
