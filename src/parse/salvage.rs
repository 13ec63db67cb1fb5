//! What can still be told of a YAML text that the parser refuses: the names of its entries
//! and what stands behind them on their lines. By that pages and rows keep their keys and
//! addresses, so that nothing that refers to them is reported as well. It is never checked
//! and never published.

use super::node::Node;
use super::yaml::read_and_tell;

/// The entries of a broken text, all values as text: a list where it starts as one, and
/// else a mapping.
pub fn salvage(text: &str) -> Node {
    let margin = content(text).map(indent).next().unwrap_or(0);
    let is_list = content(text).next().is_some_and(|line| is_item(line.trim_start()));
    if !is_list {
        return Node::Map(mapping(text, margin));
    }
    // An item that is indented by one too many is one still.
    let starts = |line: &str| is_item(line.trim_start()) && indent(line) <= margin + 1;
    Node::List(cut(text, starts).into_iter().map(item).collect())
}

/// A broken mapping without the entry in which an offset lies, in whose place spaces stand so
/// that places stay; and what it says then. Nothing where more is broken.
pub fn without_entry(text: &str, offset: usize) -> Option<(String, Node)> {
    let margin = content(text).map(indent).next()?;
    let starts = |line: &str| {
        let words = line.trim_start();
        !words.trim_end().is_empty() && !words.starts_with(['#', '-', '\t']) && indent(line) <= margin
    };
    let mut at = 0;
    let mut blank = text.to_owned();
    for part in cut(text, starts) {
        at = text[at..].find(part).map_or(at, |found| at + found);
        if (at..at + part.len()).contains(&offset) {
            let spaces: String = part.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
            blank.replace_range(at..at + part.len(), &spaces);
            let node = read_and_tell(&blank).0.ok().filter(|node| matches!(node, Node::Map(_)))?;
            return Some((blank, node));
        }
        at += part.len();
    }
    None
}

/// The rows of a table that is no list: each name in a mapping is taken for the id of one.
pub fn rows(node: &Node) -> Node {
    let Node::Map(entries) = node else { return Node::List(Vec::new()) };
    let row = |(name, value): &(String, Node)| {
        let id = ("id".to_owned(), Node::Text(name.clone()));
        let others = match value {
            Node::Map(entries) => entries.clone(),
            _ => Vec::new(),
        };
        Node::Map([id].into_iter().chain(others).collect())
    };
    Node::List(entries.iter().map(row).collect())
}

/// The lines that say something.
fn content(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn is_item(words: &str) -> bool {
    words == "-" || words.starts_with("- ")
}

/// The parts of a text that start at such lines.
fn cut(text: &str, starts: impl Fn(&str) -> bool) -> Vec<&str> {
    let mut cuts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if starts(line) {
            cuts.push(at);
        }
        at += line.len();
    }
    let ends = cuts.iter().skip(1).copied().chain([text.len()]);
    cuts.iter().zip(ends).map(|(start, end)| &text[*start..end]).collect()
}

/// An item of a list, without its mark.
fn item(text: &str) -> Node {
    let inner = text.trim_start().trim_start_matches('-').trim_start();
    match inner.strip_prefix('{') {
        Some(flow) => Node::Map(flow.trim_end().trim_end_matches('}').split(", ").filter_map(entry).collect()),
        None => Node::Map(inner.lines().filter_map(entry).collect()),
    }
}

/// The entries at the margin of a text.
fn mapping(text: &str, margin: usize) -> Vec<(String, Node)> {
    let starts = |line: &str| {
        let words = line.trim_start();
        !words.trim_end().is_empty() && !words.starts_with(['#', '-', '\t']) && indent(line) <= margin
    };
    let one = |part: &str| {
        let (first, rest) = part.split_once('\n').unwrap_or((part, ""));
        let (name, value) = entry(first)?;
        let is_empty = matches!(&value, Node::Text(text) if text.is_empty());
        let items = || rest.lines().filter_map(|line| line.trim_start().strip_prefix("- ")).map(scalar);
        Some((name, if is_empty { Node::List(items().collect()) } else { value }))
    };
    cut(text, starts).into_iter().filter_map(one).collect()
}

/// A line `name: value`; where the colon is missing, the first word is the name.
fn entry(line: &str) -> Option<(String, Node)> {
    let line = line.trim();
    let (name, value) = line.split_once(':').or_else(|| line.split_once(' '))?;
    let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
    let value = value.trim();
    let value = match value.strip_prefix('[') {
        Some(list) => Node::List(list.trim_end_matches(']').split(',').map(scalar).collect()),
        None => scalar(value),
    };
    (!name.is_empty() && !name.starts_with('#')).then(|| (name.to_owned(), value))
}

fn scalar(text: &str) -> Node {
    let text = text.split(" #").next().unwrap_or_default();
    let quotes = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '“' | '”');
    Node::Text(text.trim_matches(quotes).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(node: &Node, name: &str) -> String {
        match node.get(name) {
            Some(Node::Text(text)) => text.clone(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn names_and_values_are_told_of_broken_front_matter() {
        let node = salvage("code: 404\ntitle: \"Not Found\nclass 4xx\nspecs:\n  - {document: X}\naliases:\n  - old/\n");
        assert_eq!((text(&node, "code"), text(&node, "title"), text(&node, "class")).0, "404");
        assert_eq!((text(&node, "title"), text(&node, "class")), ("Not Found".to_owned(), "4xx".to_owned()));
        assert_eq!(node.get("aliases"), Some(&Node::List(vec![Node::Text("old/".to_owned())])));
    }

    #[test]
    fn what_stands_beside_a_broken_entry_is_read_at_its_place() {
        let text = "code: 404\ntitle: \"Nöt\nclass: 4xx\n";
        let (rest, node) = without_entry(text, 17).unwrap();
        assert_eq!((rest.len(), rest.find("class")), (text.len(), text.find("class")));
        assert_eq!((node.get("code"), node.get("title")), (Some(&Node::Integer(404)), None));
        assert!(without_entry("a: [\nb: [\nc: 1\n", 3).is_none());
    }

    #[test]
    fn rows_of_a_broken_table_keep_their_ids() {
        let broken = "# Rows.\n- id: a\n  title: A: b\n - id: b\n- id c\n  list:\n    - id: d\n- {id: e, title: E}\n";
        let Node::List(rows) = salvage(broken) else { panic!("no list") };
        assert_eq!(rows.iter().map(|row| text(row, "id")).collect::<Vec<_>>(), ["a", "b", "c", "e"]);
    }
}
