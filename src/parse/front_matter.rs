//! A YAML text with its place in a file: the front matter of a page, or a whole
//! file. Gives spans for values inside it.

use super::node::{Node, Step};
use super::places::{Cuts, Part};
use super::salvage::{salvage, without_entry};
use super::slip::{slip, strange};
use super::written::{all_written, has_other_numbers};
use super::yaml;
use crate::diag::{Diagnostic, choices_help, sure};
use crate::source::{Span, Text};
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
    pub text: Text,
    /// Where the YAML stands in it.
    pub range: Range<usize>,
    /// Its value; [`Node::Null`] where it is empty. Of what is broken, what can still be
    /// told of it.
    pub node: Node,
    /// Whether it could not be read, which has been reported.
    pub broken: bool,
    /// What it says without the one entry that could not be read.
    pub rest: Option<Arc<Rest>>,
    /// Whether a number may be written otherwise than it is printed.
    has_other_numbers: OnceLock<bool>,
    looked_up: OnceLock<LookedUp>,
}

/// A broken mapping without the entry that is broken.
#[derive(Debug, Clone)]
pub struct Rest {
    /// What it says.
    pub node: Node,
    /// The whole file with spaces in the place of that entry.
    text: String,
}

/// What is found out about a YAML text when its first value is looked up.
#[derive(Debug, Clone)]
struct LookedUp {
    cuts: Cuts,
    /// Its scalars as they are written, once one in a long entry is asked for.
    written: OnceLock<Option<Node>>,
}

impl Yaml {
    /// Reads a part of a file. Broken YAML is one diagnostic.
    pub fn read(path: &str, text: &Text, range: Range<usize>, problems: &mut Vec<Diagnostic>) -> Yaml {
        let (read, cut) = yaml::read_and_tell(&text[range.clone()]);
        let broken = read.is_err();
        let mut rest = None;
        let node = read.unwrap_or_else(|error| {
            let problem = slip(path, text, &range, &error);
            let mended = without_entry(&text[range.clone()], problem.span.start.saturating_sub(range.start));
            rest = mended.map(|(yaml, node)| {
                let text = [&text[..range.start], &yaml, &text[range.end..]].concat();
                Arc::new(Rest { node, text })
            });
            problems.push(problem);
            salvage(&text[range.clone()])
        });
        if !broken {
            problems.extend(cut.into_iter().map(|at| cut_value(path, text, range.start + at)));
        }
        let mut yaml = Yaml { broken, rest, ..Yaml::known(path, text, range, node) };
        if !broken && yaml.yaml().contains(['“', '„']) {
            yaml.straighten(problems);
        }
        yaml
    }

    /// A part of a file whose value is known.
    pub fn known(path: &str, text: &Text, range: Range<usize>, node: Node) -> Yaml {
        Yaml {
            path: path.to_owned(),
            text: text.clone(),
            range,
            node,
            broken: false,
            rest: None,
            has_other_numbers: OnceLock::new(),
            looked_up: OnceLock::new(),
        }
    }

    /// The front matter of a file in which it has no start or no end, which has
    /// been reported; its text starts there most likely.
    pub fn absent(path: &str, text: &Text, body: usize) -> Yaml {
        Yaml { broken: true, ..Yaml::known(path, text, 0..0, salvage(&text[..body])) }
    }

    /// Takes curly quotes off values that stand in them and reports that.
    fn straighten(&mut self, problems: &mut Vec<Diagnostic>) {
        let mut found = Vec::new();
        curly(&self.node, &mut Vec::new(), &mut found);
        let mut node = self.node.clone();
        for path in found {
            let span = self.span(&path);
            if !self.whole()[span.start..].starts_with(['“', '„']) {
                continue;
            }
            let Some(Node::Text(text)) = node.at_mut(&path) else { continue };
            *text = text.trim_matches(['“', '„', '”']).to_owned();
            let message = "curly quotes quote nothing in YAML, they are a part of the value";
            let help = "write straight ones, `\"…\"`; where the curly ones are meant, put straight ones around them";
            problems.push(Diagnostic::warning("curly-quotes", span, message).help(help));
        }
        self.node = node;
    }

    /// The text of the YAML.
    fn yaml(&self) -> &str {
        &self.whole()[self.range.clone()]
    }

    /// The whole file as it is read: without what is broken where the rest is.
    fn whole(&self) -> &str {
        self.rest.as_ref().map_or(&self.text, |rest| &rest.text)
    }

    /// What can be read: its value, or of a broken mapping the rest. Nothing where that
    /// cannot be told.
    pub fn readable(&self) -> Option<&Node> {
        match &self.rest {
            Some(rest) => Some(&rest.node),
            None => Some(&self.node).filter(|_| !self.broken),
        }
    }

    /// Whether a number may be written otherwise than it is printed.
    pub fn has_other_numbers(&self) -> bool {
        *self.has_other_numbers.get_or_init(|| has_other_numbers(self.yaml()))
    }

    /// The same with the answer to that, which is known.
    pub fn with_other_numbers(self, has: bool) -> Yaml {
        Yaml { has_other_numbers: OnceLock::from(has), ..self }
    }

    fn looked_up(&self) -> &LookedUp {
        self.looked_up.get_or_init(|| LookedUp {
            cuts: Cuts::of(self.yaml(), self.readable().unwrap_or(&self.node)),
            written: OnceLock::new(),
        })
    }

    /// Where a value or key starts in the YAML.
    fn start_of(&self, path: &[Step]) -> usize {
        let yaml = self.yaml();
        let part = self.looked_up().cuts.part(yaml, self.readable().unwrap_or(&self.node), path);
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
        match self.whole()[value.start..self.range.end].find(needle) {
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
            Node::Integer(number) if *number != 0 && !self.has_other_numbers() => Some(number.to_string()),
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
            && let Some(Part { range, path }) = cuts.part(self.yaml(), self.readable().unwrap_or(&self.node), path)
            && let Some(text) = yaml::written(&self.yaml()[range], &path)
        {
            return Some(text);
        }
        let all = written.get_or_init(|| all_written(self.yaml(), self.readable().unwrap_or(&self.node)));
        match all.as_ref().and_then(|all| all.at(path)) {
            Some(Node::Text(text)) => Some(text.clone()),
            _ => yaml::written(self.yaml(), path),
        }
    }

    /// Where the key or plain value that starts at an offset ends.
    fn token_end(&self, start: usize, is_key: bool, path: &[Step]) -> usize {
        let rest = &self.whole()[start..self.range.end];
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
        problems.push(no_front_matter(path, text, bom..bom + first.trim_end().len()));
        return Split { yaml: None, body: likely_body(text, bom) };
    }
    offset += first.len();
    let start = offset;
    for line in lines {
        if line.trim_end() == "---" {
            return Split { yaml: Some(start..offset), body: offset + line.len() };
        }
        offset += line.len();
    }
    problems.push(open_front_matter(path, text, bom));
    // The text most likely starts behind the first blank line. With it, links to
    // its headings are not dead as well.
    let body = ["\n\n", "\n\r\n"].iter().filter_map(|blank| text[start..].find(blank)).min();
    Split { yaml: None, body: body.map_or(text.len(), |at| start + at) }
}

/// Where the text most likely starts in a file whose front matter does not start as it
/// should: behind the line that ends it. Else fields would be told as text.
fn likely_body(text: &str, start: usize) -> usize {
    let space = text[start..].len() - text[start..].trim_start().len();
    let fields = start + space + if text[start + space..].starts_with("---\n") { 4 } else { 0 };
    text[fields..].find("\n---\n").map_or(start, |at| fields + at + 5)
}

fn no_front_matter(path: &str, text: &str, first: Range<usize>) -> Diagnostic {
    let space = text[first.start..].len() - text[first.start..].trim_start().len();
    if text[first.start + space..].starts_with("---\n") {
        let span = Span::new(path, first.start + space..first.start + space + 3);
        return Diagnostic::error("no-front-matter", span, "front matter starts with the first character of the file")
            .help("take out the spaces and blank lines that stand before this line");
    }
    Diagnostic::error("no-front-matter", Span::new(path, first), "this page does not start with front matter")
        .help("start the file with a line `---`, the fields, and another line `---`; `statuary new` writes such a file")
}

/// That front matter has no end; where a line looks like one, that line is told.
fn open_front_matter(path: &str, text: &str, start: usize) -> Diagnostic {
    let is_like_end = |line: &str| {
        let dashes = line.trim();
        dashes.chars().count() > 1 && dashes.chars().all(|c| matches!(c, '-' | '–' | '—' | '='))
    };
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if at > start && is_like_end(line) {
            let span = Span::new(path, at..at + line.trim_end().len());
            let message = format!("front matter ends with a line `---`, and this line is `{}`", line.trim_end());
            return Diagnostic::error("open-front-matter", span, message)
                .help("write three plain hyphens, without a space before them");
        }
        at += line.len();
    }
    let span = Span::new(path, start..start + 3);
    Diagnostic::error("open-front-matter", span, "the front matter that starts here has no end")
        .help("put a line `---` between the last field and the text")
}

/// That a comment starts right behind a value.
fn cut_value(path: &str, text: &str, at: usize) -> Diagnostic {
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let written = text[at..end].trim_end();
    let message = format!("the value ends before `{written}`, which is a comment");
    Diagnostic::warning("cut-value", Span::new(path, at..at + written.len()), message)
        .help("put the whole value in quotes; for a comment, put a space behind the `#`")
}

/// The ways to the texts that stand in curly quotes.
fn curly(node: &Node, path: &mut Vec<Step>, found: &mut Vec<Vec<Step>>) {
    let mut inside = |step: Step, node: &Node| {
        path.push(step);
        curly(node, path, found);
        path.pop();
    };
    match node {
        Node::Text(text) => {
            let is_one = text.starts_with(['“', '„']) && text.ends_with(['”', '“']) && text.chars().count() > 1;
            found.extend(Some(path.clone()).filter(|_| is_one && !text.chars().rev().skip(1).any(|c| c == '”')));
        }
        Node::List(items) => items.iter().enumerate().for_each(|(at, item)| inside(Step::Item(at), item)),
        Node::Map(entries) => entries.iter().enumerate().for_each(|(at, (_, node))| inside(Step::Value(at), node)),
        _ => {}
    }
}

/// A key that is not declared.
pub fn unknown_key(file: &Yaml, path: &[Step], key: &str, choices: &[&str]) -> Diagnostic {
    if let Some((at, c, (name, _))) = key.char_indices().find_map(|(at, c)| Some((at, c, strange(c)?))) {
        let plain: String = key.chars().filter(|c| strange(*c).is_none()).collect();
        let start = file.span(path).start + at;
        let span = Span::new(&*file.path, start..start + c.len_utf8());
        if at == 0 {
            let message = format!("{name} (U+{:04X}) stands here", u32::from(c));
            return Diagnostic::error("unknown-field", span, message).help("indent with plain spaces");
        }
        let message = format!("{name} (U+{:04X}) stands in the name \"{plain}\"", u32::from(c));
        return Diagnostic::error("unknown-field", span, message).help(format!("write `{plain}:` without it"));
    }
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
