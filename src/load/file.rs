//! One file, read.

use crate::diag::Diagnostic;
use crate::parse::Form;
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
    match fs::read(place) {
        Err(error) => Read::failed(unreadable(&name, &error.to_string())),
        Ok(bytes) => from_bytes(name, bytes),
    }
}

/// A file out of its bytes.
pub fn from_bytes(name: String, bytes: Vec<u8>) -> Read {
    match String::from_utf8(bytes) {
        Ok(text) => match text.find('\0') {
            None => Read { source: Some(Source::from_text(&name, text)), name, problem: None },
            Some(at) => not_text(name, at, "a NUL character", text.into_bytes()),
        },
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            not_text(name, at, "bytes that are not UTF-8", error.into_bytes())
        }
    }
}

/// A file with something in it that text cannot have. It is reported where text
/// is wanted, and the part before it is kept so that the report can show it.
fn not_text(name: String, at: usize, what: &str, bytes: Vec<u8>) -> Read {
    let is_table = name.strip_prefix("content/tables/").is_some_and(|file| Form::table(file).is_some());
    if !is_table && !TEXT.iter().any(|ending| ends_with(&name, ending)) {
        return Read { name, source: Some(Source::Bytes(bytes.into())), problem: None };
    }
    let source = Source::from_text(&name, String::from_utf8_lossy(&bytes));
    let help = match is_table && Form::of(&name) == Form::Csv {
        true => "save the table as UTF-8; spreadsheets call that \"CSV UTF-8\"",
        false => "save the file as UTF-8 text",
    };
    let here = || (at..at + 1, format!("the file holds {what} here"), help);
    let whole = |help| (0..source.bytes().len(), "this file is no text".to_owned(), help);
    let (place, message, help) = match bytes.iter().filter(|byte| **byte == b'\0').count() {
        _ if is_utf_16(&bytes) => whole("it is UTF-16; save it as UTF-8"),
        0 | 1 => here(),
        _ => whole("save it as UTF-8 text; a picture belongs into content/static/, or into the theme's assets"),
    };
    let problem = Diagnostic::error("not-text", Span::new(&*name, place), message).help(help);
    Read { name, source: Some(source), problem: Some(problem) }
}

/// Whether bytes begin as a text in UTF-16: with its mark, or with a plain letter in two bytes.
fn is_utf_16(bytes: &[u8]) -> bool {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => true,
        [first, second, third, fourth, ..] => {
            let is_letter = |byte: &u8| byte.is_ascii_graphic() || *byte == b'\n';
            (is_letter(first) && is_letter(third) && [second, fourth] == [&0, &0])
                || (is_letter(second) && is_letter(fourth) && [first, third] == [&0, &0])
        }
        _ => false,
    }
}

/// A file that cannot be read, and why.
pub fn unreadable(path: &str, error: &str) -> Diagnostic {
    Diagnostic::error("unreadable", Span::file(path), format!("this file cannot be read: {error}"))
        .help("check its permissions, or remove it")
}
