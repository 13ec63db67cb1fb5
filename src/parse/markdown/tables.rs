//! Tables: a box in which a wide one scrolls, and which cells are headers, and of
//! what.

use super::Walk;
use pulldown_cmark::Alignment;

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
}

impl Walk<'_, '_> {
    /// Keys scroll the box, so it has the focus and a name: the nth of a page is
    /// called by its number.
    pub(super) fn open_table(&mut self, alignments: &[Alignment]) {
        let tables = &mut self.tables;
        tables.count += 1;
        (tables.cells, tables.names_rows) = (0, false);
        tables.classes = alignments.iter().map(class).collect();
        let number = if tables.count > 1 { format!(" {}", tables.count) } else { String::new() };
        self.out.put(format_args!(
            "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table{number}\"><table>"
        ));
    }

    pub(super) fn open_cell(&mut self) {
        self.tables.cell = self.out.end();
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
