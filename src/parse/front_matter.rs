//! A YAML text with its place in a file: the front matter of a page, or a whole
//! file. Gives spans for values inside it.

use super::places::{Cuts, Part};
use super::written::all_written;
use super::yaml::{self, Broken, Node, Step};
use crate::diag::{Diagnostic, choices_help, sure};
use crate::source::Span;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// How many bytes an entry has at most that the parser reads again for each value in it.
const SHORT: usize = 512;

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
    looked_up: OnceLock<LookedUp>,
}

/// What is found out about a YAML text when its first value is looked up.
#[derive(Debug, Clone)]
struct LookedUp {
    cuts: Cuts,
    /// Whether a number may be written otherwise than it is printed.
    has_other_numbers: bool,
    /// Its scalars as they are written, once one in a long entry is asked for.
    written: OnceLock<Option<Node>>,
}

impl Yaml {
    /// Reads a part of a file. Broken YAML is one diagnostic and a null value.
    pub fn read(path: &str, text: &Arc<str>, range: Range<usize>, problems: &mut Vec<Diagnostic>) -> Yaml {
        let read = yaml::read(&text[range.clone()]);
        let broken = read.is_err();
        let node = read.unwrap_or_else(|error| {
            problems.push(not_yaml(path, text, &range, &error));
            Node::Null
        });
        Yaml { path: path.to_owned(), text: Arc::clone(text), range, node, broken, looked_up: OnceLock::new() }
    }

    /// A part of a file whose value is known.
    pub fn known(path: &str, text: &Arc<str>, range: Range<usize>, node: Node) -> Yaml {
        Yaml { path: path.to_owned(), text: Arc::clone(text), range, node, broken: false, looked_up: OnceLock::new() }
    }

    /// The front matter of a file in which it has no start or no end, which has
    /// been reported.
    pub fn absent(path: &str, text: &Arc<str>) -> Yaml {
        Yaml {
            path: path.to_owned(),
            text: Arc::clone(text),
            range: 0..0,
            node: Node::Null,
            broken: true,
            looked_up: OnceLock::new(),
        }
    }

    /// The text of the YAML.
    fn yaml(&self) -> &str {
        &self.text[self.range.clone()]
    }

    fn looked_up(&self) -> &LookedUp {
        self.looked_up.get_or_init(|| LookedUp {
            cuts: Cuts::of(self.yaml(), &self.node),
            has_other_numbers: has_other_numbers(self.yaml()),
            written: OnceLock::new(),
        })
    }

    /// Where a value or key starts in the YAML.
    fn start_of(&self, path: &[Step]) -> usize {
        let yaml = self.yaml();
        let part = self.looked_up().cuts.part(yaml, &self.node, path);
        let near = part.and_then(|Part { range, path }| {
            let start = range.start;
            yaml::place_of(&yaml[range], &path).map(|at| start + at)
        });
        near.or_else(|| yaml::place_of(yaml, path)).unwrap_or(0)
    }

    /// The place of a value or key.
    pub fn span(&self, path: &[Step]) -> Span {
        let start = (self.range.start + self.start_of(path)).min(self.range.end);
        let is_key = matches!(path.last(), Some(Step::Key(_)));
        Span::new(&*self.path, start..self.token_end(start, is_key, path))
    }

    /// The place of an entry's value. Keys are looked up for every page and row, so
    /// the text is searched first; where `name: value` does not stand there exactly
    /// once, the parser is asked.
    pub fn entry_span(&self, path: &[Step], name: &str, value: &Node) -> Span {
        let printed = match value {
            Node::Text(text) => text.clone(),
            Node::Integer(number) => number.to_string(),
            _ => return self.span(path),
        };
        let part = self.looked_up().cuts.entry(self.yaml(), path);
        let (start, text) = (self.range.start + part.start, &self.yaml()[part]);
        let needle = format!("{name}: {printed}");
        let ends = |at: &usize| text[at + needle.len()..].starts_with(['\n', '\r', ',', '}']);
        let mut found = text.match_indices(&needle).map(|(at, _)| at).filter(ends);
        match (found.next(), found.next()) {
            (Some(at), None) => {
                let start = start + at + name.len() + 2;
                Span::new(&*self.path, start..start + printed.len())
            }
            _ => self.span(path),
        }
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

    /// A scalar as it is written, `9.10` and not 9.1; nothing for a list or mapping.
    pub fn scalar(&self, path: &[Step], node: &Node) -> Option<String> {
        match node {
            Node::Text(text) => Some(text.clone()),
            // Asking the parser again costs a walk through the text. A whole
            // number was written as it is printed where none of the other forms
            // stands in the text; zero may be `-0`.
            Node::Integer(number) if *number != 0 && !self.looked_up().has_other_numbers => Some(number.to_string()),
            Node::Integer(_) => self.written(path),
            Node::Number(_) | Node::Flag(_) => self.written(path),
            Node::Null | Node::List(_) | Node::Map(_) => None,
        }
    }

    /// The parser is given the entry that holds the value alone. Where that is long, it
    /// reads all of them once, since many of them may be asked for.
    fn written(&self, path: &[Step]) -> Option<String> {
        let LookedUp { cuts, written, .. } = self.looked_up();
        if cuts.entry(self.yaml(), path).len() <= SHORT
            && let Some(Part { range, path }) = cuts.part(self.yaml(), &self.node, path)
            && let Some(text) = yaml::written(&self.yaml()[range], &path)
        {
            return Some(text);
        }
        let all = written.get_or_init(|| all_written(self.yaml(), &self.node));
        match all.as_ref().and_then(|all| all.at(path)) {
            Some(Node::Text(text)) => Some(text.clone()),
            _ => yaml::written(self.yaml(), path),
        }
    }

    /// Where the key or plain value that starts at an offset ends.
    fn token_end(&self, start: usize, is_key: bool, path: &[Step]) -> usize {
        let rest = &self.text[start..self.range.end];
        let line = rest.lines().next().unwrap_or_default();
        let quoted = line.chars().next().filter(|c| matches!(c, '"' | '\''));
        let len = match quoted {
            Some(quote) => line[1..].find(quote).map(|at| at + 2),
            None if is_key => line.find(':'),
            None if line.starts_with(['[', '{', '-', '|', '>']) => None,
            None => {
                let bracket = line.find([',', ']', '}']).filter(|_| self.is_between_brackets(path));
                bracket.into_iter().chain(line.find(" #")).min()
            }
        };
        start + line[..len.unwrap_or(line.len())].trim_end().len()
    }

    /// Whether a list in `[]` or a mapping in `{}` stands around a value, where a
    /// comma and a closing bracket end it.
    fn is_between_brackets(&self, path: &[Step]) -> bool {
        let opens = |text: &str| text.starts_with(['[', '{']);
        opens(self.yaml().trim_start()) || (1..path.len()).any(|len| opens(&self.yaml()[self.start_of(&path[..len])..]))
    }
}

/// The front matter of a page and the rest of the file.
pub struct Split {
    /// Where the YAML stands, or nothing when it has no start or no end.
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
    // The text most likely starts behind the first blank line. With it, links to
    // its headings are not dead as well.
    let body = ["\n\n", "\n\r\n"].iter().filter_map(|blank| text[start..].find(blank)).min();
    Split { yaml: None, body: body.map_or(text.len(), |at| start + at) }
}

fn not_yaml(path: &str, text: &str, range: &Range<usize>, broken: &Broken) -> Diagnostic {
    let found = range.start + broken.offset;
    // The parser often stops behind the slip, at the end of the YAML; show the
    // last line with text.
    let at = match text[found..range.end].trim_start() {
        "" => range.start + text[range.start..found].trim_end().len(),
        _ => found,
    };
    let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let help = yaml_help(&broken.message, &text[line_start..at], &text[at..line_end]);
    Diagnostic::error("yaml", Span::new(path, at..line_end), format!("this is not valid YAML: {}", broken.message))
        .help(help)
}

/// How to mend YAML, by the parser's message and the line up to the place and
/// behind it.
fn yaml_help(message: &str, before: &str, behind: &str) -> &'static str {
    let says = |part: &str| message.contains(part);
    if says("mapping values are not allowed") && before.contains(": ") {
        "put the value in quotes when it holds a colon followed by a space"
    } else if says("did not find expected")
        || says("unexpected end of stream")
        || says("mapping values are not allowed")
    {
        "look for a missing quote, bracket or comma, or a line that is indented otherwise than its neighbours, here or on the line before"
    } else if says("cannot start any token") && behind.starts_with('\t') {
        "indent with spaces; YAML takes no tabs"
    } else {
        "front matter is written as `name: value` lines; put text with special characters in quotes"
    }
}

/// Whether something like `+1`, `0x1F`, `0o17` or `0b1` stands in a text.
fn has_other_numbers(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| match pair {
        [b'+', next] => next.is_ascii_digit(),
        [b'0', next] => matches!(next, b'x' | b'o' | b'b'),
        _ => false,
    })
}

/// A key that is not declared.
pub fn unknown_key(file: &Yaml, path: &[Step], key: &str, choices: &[&str]) -> Diagnostic {
    let help = choices_help("fields", key, choices.iter().copied());
    let help = if help.is_empty() { format!("fields are {}", choices.join(", ")) } else { help };
    Diagnostic::error("unknown-field", file.span(path), format!("there is no field \"{key}\" here"))
        .help(help)
        .cure(sure(key, choices.iter().copied()).map(str::to_owned))
}

/// A key that stands twice in one mapping.
pub fn repeated_key(file: &Yaml, path: &[Step], key: &str) -> Diagnostic {
    Diagnostic::error("repeated-field", file.span(path), format!("the field \"{key}\" is given twice"))
        .help("keep one of the two; a list takes several values")
}
