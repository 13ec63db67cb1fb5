//! The old addresses in the front matter of a page, written as they are written there.

use crate::model::ALIASES;
use crate::parse::{Node, Step, Yaml};

/// The front matter that holds them.
pub struct Aliases<'a> {
    pub front: &'a Yaml,
}

impl Aliases<'_> {
    /// The number of the entry, and its items.
    fn items(&self) -> Option<(usize, &[Node])> {
        let Node::Map(entries) = &self.front.node else { return None };
        let at = entries.iter().position(|(name, _)| name == ALIASES)?;
        match &entries[at].1 {
            Node::List(items) if !items.is_empty() => Some((at, items)),
            _ => None,
        }
    }

    /// The file's text with one more, the last.
    pub fn with(&self, alias: &str) -> String {
        let text = &*self.front.text;
        let insert = |at: usize, new: &str| format!("{}{new}{}", &text[..at], &text[at..]);
        let Some((at, items)) = self.items() else {
            return insert(self.front.range.end, &format!("{ALIASES}: [{alias}]\n"));
        };
        let last = self.front.span(&[Step::Value(at), Step::Item(items.len() - 1)]);
        if text[self.front.span(&[Step::Value(at)]).start..].starts_with('[') {
            return insert(last.end, &format!(", {alias}"));
        }
        let line = text[..last.start].rfind('\n').map_or(0, |newline| newline + 1);
        let dash = &text[line..last.start];
        let end = text[last.start..].find('\n').map_or(text.len(), |end| last.start + end + 1);
        insert(end, &format!("{dash}{alias}\n"))
    }

    /// The file's text without one; nothing where it is not among them.
    pub fn without(&self, alias: &str) -> Option<String> {
        let text = &*self.front.text;
        let (at, items) = self.items()?;
        let item = items.iter().position(|item| matches!(item, Node::Text(text) if text == alias))?;
        let span = self.front.span(&[Step::Value(at), Step::Item(item)]);
        let line = text[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[span.start..].find('\n').map_or(text.len(), |end| span.start + end + 1);
        let is_flow = text[self.front.span(&[Step::Value(at)]).start..].starts_with('[');
        let cut = match (is_flow, items.len()) {
            // The last one takes its entry along, which is on a line of its own.
            (_, 1) => {
                let start = self.front.span(&[Step::Key(at)]).start;
                start..end
            }
            (false, _) => line..end,
            (true, _) if item == 0 => {
                let next = self.front.span(&[Step::Value(at), Step::Item(1)]);
                span.start..next.start
            }
            (true, _) => {
                let before = self.front.span(&[Step::Value(at), Step::Item(item - 1)]);
                before.end..span.end
            }
        };
        Some(format!("{}{}", &text[..cut.start], &text[cut.end..]))
    }
}
