//! The cells of a table: which of them are headers, and of what.

/// A table that is being printed.
pub struct Table {
    /// For each column the side to which it is aligned; nothing for the usual one.
    sides: Vec<&'static str>,
    /// How many cells have gone by.
    cells: usize,
    /// Whether the first column names the rows. Markdown has no sign for that, so
    /// the empty corner of a table with names on two sides is taken for one.
    names_rows: bool,
}

impl Table {
    /// A table, its cells to come row by row, the head first.
    pub fn new(sides: Vec<&'static str>) -> Table {
        Table { sides, cells: 0, names_rows: false }
    }

    /// What stands before and behind the next cell. The policy allows no style
    /// attributes, so an alignment is a class.
    pub fn cell(&mut self, is_empty: bool) -> (String, &'static str) {
        let columns = self.sides.len().max(1);
        let (head, column) = (self.cells < columns, self.cells % columns);
        if self.cells == 0 {
            self.names_rows = is_empty;
        }
        self.cells += 1;
        let class = match self.sides.get(column) {
            Some(&side) if !side.is_empty() => format!(" class=\"{side}\""),
            _ => String::new(),
        };
        match (head, column) {
            (true, _) if !is_empty => (format!("<th scope=\"col\"{class}>"), "</th>"),
            (false, 0) if self.names_rows => (format!("<th scope=\"row\"{class}>"), "</th>"),
            _ => (format!("<td{class}>"), "</td>"),
        }
    }
}
