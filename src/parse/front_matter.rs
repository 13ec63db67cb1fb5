//! A YAML text with its place in a file: the front matter of a page, or a whole
//! file. Gives spans for values inside it.

use super::yaml::{self, Broken, Node, Step};
use crate::diag::{Diagnostic, choices_help};
use crate::source::Span;
use std::ops::Range;
use std::sync::Arc;

/// A YAML text inside a file, and what it says.
#[derive(Debug, Clone)]
pub struct Yaml {
    /// The file's path.
    pub path: String,
    /// The whole file, so that places are those of the file.
    pub text: Arc<str>,
    /// Where the YAML stands in it.
    pub range: Range<usize>,
    /// Its value; [`Node::Null`] where it is empty or broken.
    pub node: Node,
    /// Whether it could not be read, which has been reported.
    pub broken: bool,
}

impl Yaml {
    /// Reads a part of a file. Broken YAML is one diagnostic and a null value.
    pub fn read(path: &str, text: Arc<str>, range: Range<usize>, problems: &mut Vec<Diagnostic>) -> Yaml {
        let read = yaml::read(&text[range.clone()]);
        let broken = read.is_err();
        let node = read.unwrap_or_else(|error| {
            problems.push(not_yaml(path, &text, range.start, &error));
            Node::Null
        });
        Yaml { path: path.to_owned(), text, range, node, broken }
    }

    /// The place of a value or key.
    pub fn span(&self, path: &[Step]) -> Span {
        let start = self.range.start + yaml::place_of(&self.text[self.range.clone()], path);
        let start = start.min(self.range.end);
        let is_key = matches!(path.last(), Some(Step::Key(_)));
        Span::new(&*self.path, start..self.token_end(start, is_key))
    }

    /// The place of a piece of text inside a value, such as a link in prose;
    /// the value's own place when it does not stand there letter by letter.
    pub fn span_within(&self, path: &[Step], needle: &str) -> Span {
        let value = self.span(path);
        match self.text[value.start..self.range.end].find(needle) {
            Some(at) if !needle.is_empty() => {
                let start = value.start + at;
                Span::new(&*self.path, start..start + needle.len())
            }
            _ => value,
        }
    }

    /// A scalar as it is written.
    pub fn written(&self, path: &[Step]) -> Option<String> {
        yaml::written(&self.text[self.range.clone()], path)
    }

    /// Where the key or plain value that starts at an offset ends.
    fn token_end(&self, start: usize, is_key: bool) -> usize {
        let rest = &self.text[start..self.range.end];
        let line = rest.lines().next().unwrap_or_default();
        let quoted = line.chars().next().filter(|c| matches!(c, '"' | '\''));
        let len = match quoted {
            Some(quote) => line[1..].find(quote).map(|at| at + 2),
            None if is_key => line.find(':'),
            None if line.starts_with(['[', '{', '-', '|', '>']) => None,
            None => [", ", "}", "]", " #"].iter().filter_map(|end| line.find(end)).min(),
        };
        start + len.unwrap_or(line.trim_end().len())
    }
}

/// The front matter of a page and the rest of the file.
pub struct Split {
    /// Where the YAML stands, or nothing when the file has no front matter.
    pub yaml: Option<Range<usize>>,
    /// Where the markdown starts.
    pub body: usize,
}

/// Finds the front matter: the lines between a first line `---` and the next
/// line `---`.
pub fn split(path: &str, text: &str, problems: &mut Vec<Diagnostic>) -> Split {
    let bom = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut offset = bom;
    let mut lines = text[bom..].split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != "---" {
        let span = Span::new(path, bom..bom + first.trim_end().len());
        problems.push(Diagnostic::error("no-front-matter", span, "this page does not start with front matter").help(
            "start the file with a line `---`, the fields, and another line `---`; `statuary new` writes such a file",
        ));
        return Split { yaml: None, body: bom };
    }
    offset += first.len();
    let start = offset;
    for line in lines {
        if line.trim_end() == "---" {
            return Split { yaml: Some(start..offset), body: offset + line.len() };
        }
        offset += line.len();
    }
    let span = Span::new(path, bom..bom + 3);
    problems.push(
        Diagnostic::error("open-front-matter", span, "the front matter that starts here has no end")
            .help("put a line `---` between the last field and the text"),
    );
    Split { yaml: Some(start..text.len()), body: text.len() }
}

fn not_yaml(path: &str, text: &str, start: usize, broken: &Broken) -> Diagnostic {
    let offset = start + broken.offset;
    // The parser often stops at the line after the slip; show a line with text.
    let at = if text[offset.min(text.len())..].trim_start().is_empty() {
        text[..offset.min(text.len())].trim_end().len()
    } else {
        offset
    };
    let line_end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let message = format!("this is not valid YAML: {}", broken.message);
    let help = if broken.message.contains("mapping values are not allowed") {
        "put the value in quotes when it holds a colon followed by a space"
    } else if broken.message.contains("did not find expected") {
        "look for a missing quote, bracket or comma, or a line that is indented otherwise than its neighbours, here or on the line before"
    } else {
        "front matter is written as `name: value` lines; put text with special characters in quotes"
    };
    Diagnostic::error("yaml", Span::new(path, at..line_end.max(at)), message).help(help)
}

/// A key that is not declared.
pub fn unknown_key(file: &Yaml, path: &[Step], key: &str, choices: &[&str]) -> Diagnostic {
    let help = choices_help("fields", key, choices.iter().copied());
    let help = if help.is_empty() { format!("fields are {}", choices.join(", ")) } else { help };
    Diagnostic::error("unknown-field", file.span(path), format!("there is no field \"{key}\" here")).help(help)
}

/// A key that stands twice in one mapping.
pub fn repeated_key(file: &Yaml, path: &[Step], key: &str) -> Diagnostic {
    Diagnostic::error("repeated-field", file.span(path), format!("the field \"{key}\" is given twice"))
        .help("keep one of the two; a list takes several values")
}
