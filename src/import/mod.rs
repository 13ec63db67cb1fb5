//! Pages out of what a team has already: OpenAPI documents, CSV, JSON, YAML, folders of
//! markdown. What a row says of a field is a fact and is kept up to date; what a person has
//! written is never touched. What finds no place is told.

mod markdown;
mod openapi;
mod place;
mod row;
mod rows;
mod unlinked;

use crate::columns::between;
use crate::parse::Yaml;
use crate::source::Text;
use crate::thrown::List;

pub use place::{Imported, Left, import};
pub use row::Row;
pub use rows::column;
pub use unlinked::{Unlinked, unlinked};

/// Where rows are, where that is said.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// The way to the list or mapping that holds them, such as `runs.0.tool.driver.rules`.
    pub rows: Option<String>,
    /// The level of the headings of markdown that are each of one row.
    pub headings: Option<usize>,
}

/// The rows of a material. The error is a sentence for the person who asked.
pub fn rows(material: &List, places: &Places) -> Result<Vec<Row>, String> {
    let List { path, text } = material;
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "csv" => rows::of_columns(path, text, between(text)),
        "tsv" => rows::of_columns(path, text, b'\t'),
        "md" | "markdown" => Ok(markdown::rows(path, text, places.headings)),
        _ => {
            let text = Text::from(text.as_str());
            let mut problems = Vec::new();
            let yaml = Yaml::read(path, &text, 0..text.len(), &mut problems);
            if let Some(problem) = problems.first().filter(|_| yaml.broken) {
                let (line, column) = crate::source::line_and_column(&text, problem.span.start);
                return Err(format!("{path}:{line}:{column}: {}", problem.message));
            }
            match yaml.node.get("openapi") {
                Some(_) => openapi::rows(path, &yaml.node),
                None => rows::of_values(path, &yaml.node, places.rows.as_deref()),
            }
        }
    }
}
