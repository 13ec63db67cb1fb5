//! Where a value stands in a YAML text. The parser tells it only by walking there,
//! so it is given no more of the text than the entry that holds the value: what each
//! of many problems in one file costs does not grow with the file.
//!
//! Lists and mappings in blocks are cut into their entries by their indent. Where
//! the cuts are not as many as the entries that the parser found, as with a quoted
//! text that goes on at the margin, the parser is given the whole.

use super::node::{Node, Step};
use std::ops::Range;

/// Where each entry of the outermost list or mapping starts.
#[derive(Debug, Clone, Default)]
pub struct Cuts(Vec<usize>);

/// A part of a text, and the way to a value from there.
pub struct Part {
    pub range: Range<usize>,
    pub path: Vec<Step>,
}

impl Cuts {
    /// Cuts the text of a value.
    pub fn of(text: &str, node: &Node) -> Cuts {
        Cuts(entries(text, 0..text.len(), node).unwrap_or_default())
    }

    /// The entry of the outermost list or mapping that a path goes through; the
    /// whole text when it is not cut.
    pub fn entry(&self, text: &str, path: &[Step]) -> Range<usize> {
        match path.first().and_then(|step| nth(&self.0, *step, text.len())) {
            Some(range) => range,
            None => 0..text.len(),
        }
    }

    /// The smallest part of a text from which the value at a path can be found, when
    /// that is less than all of it.
    pub fn part(&self, text: &str, node: &Node, path: &[Step]) -> Option<Part> {
        let mut range = path.first().and_then(|step| nth(&self.0, *step, text.len()))?;
        let (mut node, mut path) = (node.child(path[0])?, path);
        while let (Some(step), Some(inner)) = (path.get(1), behind_mark(text, &range, path[0])) {
            let Some(cuts) = entries(text, inner.clone(), node) else { break };
            let (Some(next), Some(value)) = (nth(&cuts, *step, inner.end), node.child(*step)) else { break };
            (range, node, path) = (next, value, &path[1..]);
        }
        let first = match path[0] {
            Step::Key(_) => Step::Key(0),
            Step::Value(_) => Step::Value(0),
            Step::Item(_) => Step::Item(0),
        };
        let mut path = path.to_vec();
        path[0] = first;
        Some(Part { range, path })
    }
}

/// The part from one cut to the next.
fn nth(cuts: &[usize], step: Step, end: usize) -> Option<Range<usize>> {
    let (Step::Key(at) | Step::Value(at) | Step::Item(at)) = step;
    let start = *cuts.get(at)?;
    Some(start..cuts.get(at + 1).copied().unwrap_or(end))
}

/// What stands in an entry behind `- ` or behind `name:`, where that ends its line.
fn behind_mark(text: &str, entry: &Range<usize>, step: Step) -> Option<Range<usize>> {
    let line = text[entry.clone()].lines().next().unwrap_or_default();
    let inner = match step {
        Step::Key(_) => return None,
        Step::Item(_) => entry.start + 1,
        Step::Value(_) if line.trim_end().ends_with(':') => entry.start + line.len(),
        Step::Value(_) => return None,
    };
    Some(inner..entry.end)
}

/// Where the entries of a list or mapping start that fills a part of a text; nothing
/// where the text does not show it by its indent alone.
fn entries(text: &str, part: Range<usize>, node: &Node) -> Option<Vec<usize>> {
    let (count, is_list) = match node {
        Node::List(items) => (items.len(), true),
        Node::Map(entries) => (entries.len(), false),
        _ => return None,
    };
    let mut cuts = Vec::with_capacity(count);
    let mut column = None;
    let mut from = part.start;
    for line in text[part].split_inclusive('\n') {
        let words = line.trim_start_matches(' ');
        let start = from + line.len() - words.len();
        from += line.len();
        if words.trim().is_empty() || words.starts_with('#') {
            continue;
        }
        let own = start - text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let is_item = words.starts_with("- ") || words.trim_end() == "-";
        match *column.get_or_insert(own) {
            margin if own < margin => return None,
            margin if own == margin && is_item == is_list => cuts.push(start),
            // The items of an entry may stand right below its name.
            margin if own == margin && is_list => return None,
            _ => {}
        }
    }
    (cuts.len() == count).then_some(cuts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::yaml::{place_of, read};

    #[track_caller]
    fn found<'a>(text: &'a str, path: &[Step]) -> (&'a str, &'a str) {
        let node = read(text).unwrap();
        let part = Cuts::of(text, &node).part(text, &node, path).unwrap();
        let place = part.range.start + place_of(&text[part.range.clone()], &part.path).unwrap();
        assert_eq!(place, place_of(text, path).unwrap(), "the whole text should give the same place");
        (text[part.range].trim_end(), text[place..].lines().next().unwrap())
    }

    #[test]
    fn the_parser_is_given_the_entry_alone() {
        use Step::{Item, Key, Value};
        let text = "a: 1\nb:\n  - c: 2\n    d: [3, 4]\n  - e: 5\n# f\ng:\n- h: |\n    i\n  j: 6\n";
        assert_eq!(found(text, &[Value(0)]), ("a: 1", "1"));
        assert_eq!(found(text, &[Value(1), Item(0), Value(1)]), ("d: [3, 4]", "[3, 4]"));
        assert_eq!(found(text, &[Value(1), Item(0), Value(1), Item(1)]), ("d: [3, 4]", "4]"));
        assert_eq!(found(text, &[Value(1), Item(0), Value(0)]), ("c: 2", "2"));
        assert_eq!(found(text, &[Value(1), Item(1), Key(0)]), ("e: 5\n# f", "e: 5"));
        assert_eq!(found(text, &[Value(2), Item(0), Value(1)]), ("j: 6", "6"));
        assert_eq!(found("- a\n-\n  b: 1\n", &[Item(1), Value(0)]), ("b: 1", "1"));
    }

    #[test]
    fn a_text_that_indent_does_not_cut_is_left_whole() {
        for text in ["a: \"x\nb: y\"\nc: 1\n", "{a: 1, b: 2}\n", "---\na: 1\n"] {
            let node = read(text).unwrap();
            assert!(Cuts::of(text, &node).part(text, &node, &[Step::Value(0)]).is_none(), "{text}");
        }
    }

    #[test]
    fn many_look_ups_read_no_more_than_the_text() {
        let read_for_all = |rows: usize| -> (usize, usize) {
            let text = "- id: one\n  name: two\n".repeat(rows);
            let node = read(&text).unwrap();
            let cuts = Cuts::of(&text, &node);
            let parts = (0..rows).map(|row| cuts.part(&text, &node, &[Step::Item(row), Step::Value(1)]).unwrap());
            (parts.map(|part| part.range.len()).sum(), text.len())
        };
        for rows in [10, 1000] {
            let (read, all) = read_for_all(rows);
            assert!(read <= all, "{rows} rows: {read} bytes read of {all}");
        }
    }
}
