//! Tables: a box in which a wide one scrolls, and which cells are headers, and of
//! what. Cells that a row has too many are not published, which is told as is a row with
//! too few.

use super::Walk;
use super::lines::counted;
use crate::diag::Diagnostic;
use pulldown_cmark::Alignment;
use std::ops::Range;

/// The tables of a text: how many there were, and the one that is open.
#[derive(Default)]
pub struct Tables {
    count: usize,
    /// For each column the class of its cells; nothing for the usual side.
    classes: Vec<&'static str>,
    /// How many cells of the open one have gone by.
    cells: usize,
    /// Whether the first column names the rows. Markdown has no sign for that, so
    /// the empty corner of a table with names on two sides is taken for one.
    names_rows: bool,
    /// Where the open cell starts in the output.
    cell: usize,
    row: Row,
}

/// The open row of a table.
#[derive(Default)]
struct Row {
    at: Range<usize>,
    /// How many cells are written in it.
    cells: usize,
    /// Where the last of them ends.
    end: usize,
}

impl Walk<'_, '_> {
    /// Keys scroll the box, so it has the focus and a name: the nth of a page is
    /// called by its number.
    pub(super) fn open_table(&mut self, alignments: &[Alignment]) {
        let tables = &mut self.tables;
        tables.count += 1;
        (tables.cells, tables.names_rows) = (0, false);
        tables.classes = alignments.iter().map(class).collect();
        let number = tables.count;
        let said = if number > 1 {
            self.own_word("table_number", &[("number", &number.to_string())])
        } else {
            self.own_word("table", &[])
        };
        self.out.put(format_args!("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{said}\"><table>"));
    }

    pub(super) fn open_row(&mut self, at: Range<usize>) {
        self.out.push("<tr>");
        self.tables.row = Row { end: at.start, at, cells: 0 };
    }

    pub(super) fn open_cell(&mut self, at: &Range<usize>) {
        self.tables.cell = self.out.end();
        // The parser adds empty ones where they are missing.
        if !at.is_empty() {
            self.tables.row.cells += 1;
            self.tables.row.end = at.end;
        }
    }

    /// Checks a row at its end. A `|` inside a link or code ends a cell like any other,
    /// and what becomes of both halves is told with that alone.
    pub(super) fn check_row(&mut self) {
        if self.known.is_some() {
            return;
        }
        let (Row { at, cells, end }, columns) = (std::mem::take(&mut self.tables.row), self.tables.classes.len());
        let beyond = self.text[end..at.end].trim_matches(|c: char| c == '|' || c.is_whitespace());
        if let Some(bar) = self.bar_inside(&at) {
            self.leftovers.forget();
            let problem = Diagnostic::error(
                "table-cells",
                self.span(&(bar..bar + 1)),
                "this `|` ends the cell, inside a link or code too",
            );
            self.problems.push(problem.help("write `\\|` for a bar that belongs to the text of a cell"));
        } else if !beyond.is_empty() {
            let start = end + self.text[end..at.end].find(beyond).unwrap_or(0);
            let span = self.span(&(start..start + beyond.len()));
            let message = format!("the table has {columns} columns, so this is not published");
            self.problems.push(
                Diagnostic::error("table-cells", span, message)
                    .help("add a column to the head, or write `\\|` for a bar that belongs to the text of a cell"),
            );
        } else if cells < columns {
            let row = self.text[at.clone()].trim_end();
            let span = self.span(&(at.start..at.start + row.len()));
            let help = if row.contains('|') {
                "write an empty cell as `| |`"
            } else {
                "put a blank line before text that does not belong to the table"
            };
            let message = format!("the table has {columns} columns, but this row {}", counted(cells));
            self.problems.push(Diagnostic::warning("table-cells", span, message).help(help));
        }
        self.judge_leftovers();
    }

    /// The bar that cuts `[[key|text]]` or code in two: one behind a sign that is left
    /// open in its cell while its partner stands in another.
    fn bar_inside(&self, row: &Range<usize>) -> Option<usize> {
        let bar_behind = |at: usize| self.text[at..row.end].find('|').map(|bar| at + bar);
        if let Some(open) = self.leftovers.open_key(self.text) {
            let bar = bar_behind(open)?;
            return self.text[bar..row.end].contains("]]").then_some(bar);
        }
        let [first, .., last] = &self.leftovers.backquotes(self.text)[..] else {
            // The partner may stand in a cell that the table has no column for.
            let first = self.leftovers.backquotes(self.text).into_iter().next()?;
            let bar = bar_behind(first.end)?;
            return self.text[bar..row.end].contains(&self.text[first]).then_some(bar);
        };
        bar_behind(first.end).filter(|bar| *bar < last.start)
    }

    pub(super) fn close_cell(&mut self) {
        let at = self.tables.cell;
        let (open, close) = self.tables.tags(self.out.end() == at);
        self.out.insert(at, &open);
        self.out.push(close);
    }

    pub(super) fn close_table(&mut self) {
        self.out.push("</tbody></table>\n</div>\n");
    }
}

impl Tables {
    /// What stands before and behind the next cell.
    fn tags(&mut self, is_empty: bool) -> (String, &'static str) {
        let columns = self.classes.len().max(1);
        let (head, column) = (self.cells < columns, self.cells % columns);
        if self.cells == 0 {
            self.names_rows = is_empty;
        }
        self.cells += 1;
        let class = self.classes.get(column).copied().unwrap_or_default();
        match (head, column) {
            (true, _) if !is_empty => (format!("<th scope=\"col\"{class}>"), "</th>"),
            (false, 0) if self.names_rows => (format!("<th scope=\"row\"{class}>"), "</th>"),
            _ => (format!("<td{class}>"), "</td>"),
        }
    }
}

/// The policy allows no style attributes, so the side to which a column is aligned
/// is a class.
fn class(alignment: &Alignment) -> &'static str {
    match alignment {
        Alignment::None | Alignment::Left => "",
        Alignment::Center => " class=\"center\"",
        Alignment::Right => " class=\"right\"",
    }
}
