//! One file, read.

use crate::diag::Diagnostic;
use crate::source::{Source, Span};
use crate::text::ends_with;
use std::fs;
use std::path::Path;

/// Endings of files that must be text.
const TEXT: [&str; 10] = [".md", ".yaml", ".yml", ".html", ".css", ".js", ".svg", ".txt", ".lock", ".xml"];

/// A file that was read, or that could not be.
pub struct Read {
    pub name: String,
    pub source: Option<Source>,
    pub problem: Option<Diagnostic>,
}

impl Read {
    /// Nothing but the problem.
    pub fn failed(problem: Diagnostic) -> Read {
        Read { name: problem.span.path.clone(), source: None, problem: Some(problem) }
    }
}

/// Reads a file that is known by a name.
pub fn read(name: String, place: &Path) -> Read {
    match fs::read(place).map(String::from_utf8) {
        Err(error) => Read::failed(unreadable(&name, &error.to_string())),
        Ok(Ok(text)) => match text.find('\0') {
            None => Read { source: Some(Source::from_text(&name, text)), name, problem: None },
            Some(at) => not_text(name, at, "a NUL character", text.into_bytes()),
        },
        Ok(Err(error)) => {
            let at = error.utf8_error().valid_up_to();
            not_text(name, at, "bytes that are not UTF-8", error.into_bytes())
        }
    }
}

/// A file with something in it that text cannot have. It is reported where text
/// is wanted, and the part before it is kept so that the report can show it.
fn not_text(name: String, at: usize, what: &str, bytes: Vec<u8>) -> Read {
    if !TEXT.iter().any(|ending| ends_with(&name, ending)) {
        return Read { name, source: Some(Source::Bytes(bytes.into())), problem: None };
    }
    let problem = Diagnostic::error("not-text", Span::new(&*name, at..at + 1), format!("the file holds {what} here"))
        .help("save the file as UTF-8 text");
    let source = Source::from_text(&name, String::from_utf8_lossy(&bytes));
    Read { name, source: Some(source), problem: Some(problem) }
}

/// A file that cannot be read, and why.
pub fn unreadable(path: &str, error: &str) -> Diagnostic {
    Diagnostic::error("unreadable", Span::file(path), format!("this file cannot be read: {error}"))
        .help("check its permissions, or remove it")
}
