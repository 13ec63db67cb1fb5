//! Tables of columns, such as CSV (RFC 4180): cells between commas, semicolons or tabs, perhaps
//! in quotes. Read by hand, since the place of each cell is wanted and no reader tells it.

use std::ops::Range;

/// What may stand between cells: spreadsheets write a semicolon where the comma is in numbers.
const BETWEEN: [u8; 3] = [b',', b';', b'\t'];

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Where it stands, with its quotes.
    pub at: Range<usize>,
    /// What it says, without quotes and white space around.
    pub text: String,
}

/// A row: at least one cell, and the line of the first, from one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells {
    pub line: usize,
    pub cells: Vec<Cell>,
}

/// What cannot be read: where, what is wrong, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    pub at: Range<usize>,
    pub message: String,
    pub help: String,
}

/// What stands between the cells of a text: what its first line holds most of outside of quotes.
pub fn between(text: &str) -> u8 {
    let mut is_quoted = false;
    let mut counts = [0; BETWEEN.len()];
    for byte in text.trim_start().bytes().take_while(|byte| *byte != b'\n') {
        is_quoted ^= byte == b'"';
        if let Some(found) = BETWEEN.iter().position(|known| *known == byte && !is_quoted) {
            counts[found] += 1;
        }
    }
    // Of equals the first.
    let most = (0..BETWEEN.len()).rev().max_by_key(|at| counts[*at]).unwrap_or(0);
    BETWEEN[most]
}

/// The rows of a text whose cells stand between such bytes, without empty lines, up to what
/// cannot be read.
pub fn cells(text: &str, between: u8) -> (Vec<Cells>, Option<Slip>) {
    let (mut rows, mut cells) = (Vec::new(), Vec::new());
    let (mut at, mut line, mut row_line) = (0, 1, 1);
    loop {
        let cell = match cell(text, at, between) {
            Ok(cell) => cell,
            Err(slip) => return (rows, Some(slip)),
        };
        line += text[cell.at.clone()].matches('\n').count();
        // What ends the cell stands behind white space.
        at = cell.at.end + blank(&text[cell.at.end..], between);
        cells.push(cell);
        match text.as_bytes().get(at) {
            Some(byte) if *byte == between => at += 1,
            end => {
                let cells = std::mem::take(&mut cells);
                if cells.len() > 1 || cells.iter().any(|cell| !cell.at.is_empty()) {
                    rows.push(Cells { line: row_line, cells });
                }
                if end.is_none() {
                    return (rows, None);
                }
                at += 1;
                line += 1;
                row_line = line;
            }
        }
    }
}

/// How many bytes of white space a text starts with that say nothing between cells.
fn blank(text: &str, between: u8) -> usize {
    text.bytes().take_while(|byte| *byte != between && matches!(byte, b' ' | b'\t' | b'\r')).count()
}

/// The cell that starts at a place.
fn cell(text: &str, at: usize, between: u8) -> Result<Cell, Slip> {
    let start = at + blank(&text[at..], between);
    if text[start..].starts_with('"') {
        return quoted(text, start, between);
    }
    let end = text.as_bytes()[start..].iter().position(|byte| *byte == between || *byte == b'\n');
    let written = text[start..end.map_or(text.len(), |end| start + end)].trim_end();
    Ok(Cell { at: start..start + written.len(), text: written.to_owned() })
}

/// The cell whose quote opens at a place. Two quotes in it are one.
fn quoted(text: &str, start: usize, between: u8) -> Result<Cell, Slip> {
    let mut from = start + 1;
    let end = loop {
        let Some(close) = text[from..].find('"').map(|close| from + close) else {
            return Err(open_quote(text, start));
        };
        if !text[close + 1..].starts_with('"') {
            break close + 1;
        }
        from = close + 2;
    };
    let behind = end + blank(&text[end..], between);
    match text[behind..].chars().next() {
        Some(c) if c != '\n' && c != char::from(between) => {
            // A quote that was forgotten shows at the next one that opens.
            if text[start..end].contains('\n') {
                return Err(open_quote(text, start));
            }
            Err(Slip {
                at: end - 1..end,
                message: "this `\"` ends the cell, and more stands behind it".to_owned(),
                help: "write `\"\"` for a quote inside of a cell in quotes".to_owned(),
            })
        }
        _ => Ok(Cell { at: start..end, text: text[start + 1..end - 1].replace("\"\"", "\"").trim().to_owned() }),
    }
}

fn open_quote(text: &str, start: usize) -> Slip {
    let line = text[start..].lines().next().unwrap_or_default();
    Slip {
        at: start..start + line.trim_end().len(),
        message: "the `\"` that opens here is not closed".to_owned(),
        help: "put a `\"` behind the last word of the cell, and write `\"\"` for a quote inside".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        let (rows, slip) = cells(text, between(text));
        assert_eq!(slip, None, "{text}");
        for cell in rows.iter().flat_map(|row| &row.cells) {
            let written = &text[cell.at.clone()];
            let inner = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
            assert_eq!(inner.map_or(written.to_owned(), |inner| inner.replace("\"\"", "\"")), cell.text);
        }
        rows.into_iter().map(|row| row.cells.into_iter().map(|cell| cell.text).collect()).collect()
    }

    #[test]
    fn cells_stand_between_what_the_first_line_has_most_of() {
        for text in ["a,b\n1, x; y \n", "a;b\n1;x; y\n", "a\tb\r\n1\tx; y\r\n"] {
            assert_eq!(texts(text)[0], ["a", "b"], "{text:?}");
        }
        assert_eq!(texts("\"a;b\",c\n\n1,\n"), [["a;b", "c"], ["1", ""]]);
        assert_eq!(texts(""), Vec::<Vec<String>>::new());
        assert_eq!(texts("only\nä 5\" \n"), [["only"], ["ä 5\""]]);
    }

    #[test]
    fn quotes_hold_what_would_end_a_cell() {
        assert_eq!(texts("a,b\n\"x, \"\"y\"\"\nz\" , \"\"\nlast,1"), [["a", "b"], ["x, \"y\"\nz", ""], ["last", "1"]]);
        assert_eq!(cells("a\n\"b\nc\"\nd\n", b',').0[2].line, 4);
    }

    #[test]
    fn a_quote_that_is_not_closed_is_told_where_it_opens() {
        for (text, at, rows) in
            [("a,b\n1,\"x\n2,y\n", 6..8, 1), ("a,b\n1,\"x\n2,\"y\"\n", 6..8, 1), ("\"a\" b,c\n", 2..3, 0)]
        {
            let (read, slip) = cells(text, b',');
            assert_eq!((read.len(), slip.unwrap().at), (rows, at), "{text}");
        }
    }
}
