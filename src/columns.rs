//! Tables of columns, such as CSV: cells between commas or tabs, perhaps in quotes.

/// A row, and where it starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells {
    /// Its line, from one.
    pub line: u64,
    /// Its first byte.
    pub at: usize,
    /// What stands in its columns, without white space around.
    pub cells: Vec<String>,
}

/// The rows of a text whose cells stand between such bytes. The error says what cannot be
/// read.
pub fn cells(text: &str, between: u8) -> Result<Vec<Cells>, String> {
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).delimiter(between).from_reader(text.as_bytes());
    let rows = reader.into_records().map(|row| {
        let row = row.map_err(|error| error.to_string())?;
        let (line, at) = row.position().map_or((0, 0), |place| (place.line(), place.byte()));
        let cells = row.iter().map(|cell| cell.trim().to_owned()).collect();
        Ok(Cells { line, at: usize::try_from(at).unwrap_or_default(), cells })
    });
    rows.collect()
}
