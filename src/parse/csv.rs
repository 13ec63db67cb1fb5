//! A table out of CSV: the first row names the columns, each other row is a mapping. An empty
//! cell is no field. Digits are a number and `true` is a flag, as in YAML, and a text has them
//! as they are written; a list stands in one cell, its entries between semicolons.

use super::form::Spot;
use super::node::Node;
use crate::columns::{Cell, Cells, Slip, between, cells};
use crate::source::without_nul;
use std::ops::Range;

/// What stands between the entries of a list in a cell.
const BETWEEN: char = ';';

/// A text read as a table.
pub struct Sheet {
    /// A list of mappings.
    pub node: Node,
    /// Where its rows, names and cells stand.
    pub spot: Spot,
    /// What cannot be read. Rows that can are there nevertheless.
    pub slips: Vec<Slip>,
}

impl Sheet {
    /// Reads a whole text.
    pub fn of(text: &str) -> Sheet {
        let between = between(text);
        let (rows, broken) = cells(text, between);
        let mut rows = rows.into_iter();
        let Some(head) = rows.next() else {
            return Sheet { node: Node::Null, spot: Spot::default(), slips: broken.into_iter().collect() };
        };
        let rows: Vec<Cells> = rows.filter(|row| row.cells.iter().any(|cell| !cell.text.is_empty())).collect();
        let mut slips: Vec<Slip> = doubled(&head).chain(nameless(&head, &rows)).collect();
        let (mut nodes, mut spots) = (Vec::new(), Vec::new());
        for row in &rows {
            slips.extend(ragged(&head, row, between));
            let (node, spot) = record(&head, row, text);
            nodes.push(node);
            spots.push(spot);
        }
        slips.extend(broken);
        let spot = Spot { at: 0..text.len(), inside: spots, ..Spot::default() };
        Sheet { node: Node::List(nodes), spot, slips }
    }
}

/// A row as a mapping.
fn record(head: &Cells, row: &Cells, text: &str) -> (Node, Spot) {
    let given = head.cells.iter().zip(&row.cells).filter(|(name, cell)| !name.text.is_empty() && !cell.text.is_empty());
    let entry = |(name, cell): (&Cell, &Cell)| {
        let spot = Spot { name: name.at.clone(), at: cell.at.clone(), inside: Vec::new() };
        ((name.text.clone(), plain(&cell.text)), spot)
    };
    let (entries, inside) = given.map(entry).unzip();
    let start = row.cells[0].at.start;
    let line = text[start..].lines().next().unwrap_or_default().trim_end();
    (Node::Map(entries), Spot { name: 0..0, at: start..start + line.len(), inside })
}

/// The names in a first row.
pub fn names(head: &str) -> Vec<String> {
    let (rows, _) = cells(head, between(head));
    rows.into_iter().flat_map(|row| row.cells).map(|cell| cell.text).collect()
}

/// The plain value that a cell or an entry of a list says.
fn plain(text: &str) -> Node {
    if let Some(number) = text.parse::<i64>().ok().filter(|number| number.to_string() == text) {
        return Node::Integer(number);
    }
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    match text.parse::<f64>() {
        Ok(number) if is_number && number.is_finite() && !has_leading_zero(text) => Node::Number(number),
        _ if text.eq_ignore_ascii_case("true") => Node::Flag(true),
        _ if text.eq_ignore_ascii_case("false") => Node::Flag(false),
        _ => Node::Text(without_nul(text)),
    }
}

/// Whether digits are a code such as `0042`, not a number.
fn has_leading_zero(text: &str) -> bool {
    let digits = text.trim_start_matches(['+', '-']);
    digits.starts_with('0') && digits[1..].starts_with(|c: char| c.is_ascii_digit())
}

/// The entries of a list in a cell, of which the whole is written so.
pub fn items(written: &str) -> Vec<Node> {
    item_places(written).into_iter().map(|at| plain(&written[at].replace("\"\"", "\""))).collect()
}

/// Where the entries of a list stand in a cell, of which the whole is written so.
pub fn item_places(written: &str) -> Vec<Range<usize>> {
    let quotes = usize::from(written.len() > 1 && written.starts_with('"'));
    let mut from = quotes;
    let parts = written[quotes..written.len() - quotes].split(BETWEEN).map(|part| {
        let start = from + part.len() - part.trim_start().len();
        from += part.len() + BETWEEN.len_utf8();
        start..start + part.trim().len()
    });
    parts.filter(|part| !part.is_empty()).collect()
}

/// Columns that have the name of another one.
fn doubled(head: &Cells) -> impl Iterator<Item = Slip> {
    let is_told = |at: &usize| head.cells[..*at].iter().any(|cell| cell.text == head.cells[*at].text);
    let named = (1..head.cells.len()).filter(|at| !head.cells[*at].text.is_empty());
    named.filter(is_told).map(|at| Slip {
        at: head.cells[at].at.clone(),
        message: format!("the column \"{}\" stands here a second time", head.cells[at].text),
        help: "keep one of the two; a list stands in one cell, with semicolons between its entries".to_owned(),
    })
}

/// Columns without a name of which cells say something.
fn nameless(head: &Cells, rows: &[Cells]) -> impl Iterator<Item = Slip> {
    let says = |at: usize| rows.iter().filter_map(|row| row.cells.get(at)).find(|cell| !cell.text.is_empty());
    let slip = move |(at, name): (usize, &Cell)| {
        let filled = says(at).filter(|_| name.text.is_empty())?;
        Some(Slip {
            at: filled.at.clone(),
            message: format!("the column of this cell, number {}, has no name in the first row", at + 1),
            help: "write the name of a field at its head, or clear the column".to_owned(),
        })
    };
    head.cells.iter().enumerate().filter_map(slip)
}

/// That a row has more or fewer cells than there are columns.
fn ragged(head: &Cells, row: &Cells, between: u8) -> Option<Slip> {
    let (columns, own) = (head.cells.len(), row.cells.len());
    let between = if between == b'\t' { "tab".to_owned() } else { format!("`{}`", char::from(between)) };
    let cells = |count: usize| if count == 1 { "1 cell".to_owned() } else { format!("{count} cells") };
    let (at, help) = match row.cells.get(columns) {
        Some(first) => {
            let last = row.cells.last().map_or(first.at.end, |last| last.at.end);
            (first.at.start..last, format!("put a cell that holds a {between} into quotes: `\"…\"`"))
        }
        None if own == columns => return None,
        None => {
            let last = &row.cells[own - 1].at;
            (last.clone(), format!("write a {between} for each cell that is empty"))
        }
    };
    let columns = if columns == 1 { "1 column".to_owned() } else { format!("{columns} columns") };
    let message = format!("this row has {}, and the first row names {columns}", cells(own));
    Some(Slip { at, message, help })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::Step::{Item, Key, Value};

    #[test]
    fn rows_are_mappings_with_a_place_for_each_cell() {
        let text = "id;code;tags;\n\"E;1\";0042;a; \"x\";\n E2 ; 4.50 ;TRUE;\n;;;\n";
        let text = text.replace("a; \"x\"", "\"a; \"\"x\"\"\"");
        let sheet = Sheet::of(&text);
        assert_eq!(sheet.slips, Vec::new());
        let entry = |name: &str, node: Node| (name.to_owned(), node);
        let first = [entry("id", Node::Text("E;1".into())), entry("code", Node::Text("0042".into()))];
        let first = first.into_iter().chain([entry("tags", Node::Text("a; \"x\"".into()))]).collect();
        let second = [entry("id", Node::Text("E2".into())), entry("code", Node::Number(4.5))];
        let second = second.into_iter().chain([entry("tags", Node::Flag(true))]).collect();
        assert_eq!(sheet.node, Node::List(vec![Node::Map(first), Node::Map(second)]));
        let written = |path: &[crate::parse::Step]| &text[sheet.spot.find(path).0];
        assert_eq!(written(&[Item(0), Value(0)]), "\"E;1\"");
        assert_eq!(written(&[Item(1), Value(1)]), "4.50");
        assert_eq!(written(&[Item(1), Key(2)]), "tags");
        assert_eq!(written(&[Item(1)]), "E2 ; 4.50 ;TRUE;");
    }

    #[test]
    fn a_list_is_one_cell() {
        let cell = "\"a; 2;; \"\"x\"\" \"";
        assert_eq!(items(cell), [Node::Text("a".into()), Node::Integer(2), Node::Text("\"x\"".into())]);
        let places: Vec<&str> = item_places(cell).into_iter().map(|at| &cell[at]).collect();
        assert_eq!(places, ["a", "2", "\"\"x\"\""]);
        assert_eq!(items("a"), [Node::Text("a".into())]);
    }
}
