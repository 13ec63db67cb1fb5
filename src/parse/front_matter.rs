//! A YAML text with its place in a file: the front matter of a page, or a whole
//! file, which may be written as JSON or CSV instead. Gives spans for values inside it.

use super::form::{Form, Spot};
use super::laid::{Laid, way};
use super::node::{Node, Step};
use super::places::{Cuts, Part};
use super::salvage::{salvage, without_entry};
use super::slip::slip;
use super::written::{all_written, has_other_numbers};
use super::yaml;
use crate::diag::Diagnostic;
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
    /// How it is written, by the file's ending.
    pub form: Form,
    /// The whole file, so that places are those of the file.
    pub text: Text,
    /// Where the YAML stands in it.
    pub range: Range<usize>,
    /// Its value; [`Node::Null`] where it is empty. Of what is broken, what can still be
    /// told of it.
    pub node: Node,
    /// Whether it could not be read, which has been reported.
    pub broken: bool,
    /// Where comments cut values off, and where entries go on with the value above, which has
    /// been reported.
    pub cut: Vec<usize>,
    /// What it says without the one entry that could not be read.
    pub rest: Option<Arc<Rest>>,
    /// The two texts that it was made of, if it was.
    laid: Option<Arc<Laid<Yaml>>>,
    /// Whether a number may be written otherwise than it is printed.
    has_other_numbers: OnceLock<bool>,
    looked_up: OnceLock<LookedUp>,
    /// Where values stand in what is no YAML.
    pub(super) spot: OnceLock<Spot>,
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
        if Form::of(path) != Form::Yaml {
            return Yaml::read_form(path, text, range, problems);
        }
        let (read, told) = yaml::read_and_tell(&text[range.clone()]);
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
        let mut cut = if broken { Vec::new() } else { [told.cut, told.joined].concat() };
        cut.iter_mut().for_each(|at| *at += range.start);
        cut.sort_unstable();
        let mut yaml = Yaml { broken, cut, rest, ..Yaml::known(path, text, range, node) };
        problems.extend(yaml.cut.iter().map(|at| yaml.told_at(*at)));
        if !broken && yaml.yaml().contains(['“', '„']) {
            yaml.straighten(problems);
        }
        yaml
    }

    /// A part of a file whose value is known.
    pub fn known(path: &str, text: &Text, range: Range<usize>, node: Node) -> Yaml {
        Yaml {
            path: path.to_owned(),
            form: Form::of(path),
            text: text.clone(),
            range,
            node,
            broken: false,
            cut: Vec::new(),
            rest: None,
            laid: None,
            has_other_numbers: OnceLock::new(),
            looked_up: OnceLock::new(),
            spot: OnceLock::new(),
        }
    }

    /// This text laid over another one, and what both say together. Items of the outermost
    /// list belong together where they have the same value under `key`.
    pub fn laid_over(self, under: Yaml, key: Option<&str>, node: Node) -> Yaml {
        let broken = self.broken || under.broken;
        let laid = Laid { over: self.clone(), under, key: key.map(str::to_owned) };
        Yaml { node, broken, laid: Some(laid.into()), ..self }
    }

    /// Whether the value at a path, or a part of it, is written in a text that is laid over another.
    pub fn is_laid_at(&self, path: &[Step]) -> bool {
        let way = |laid: &Laid<Yaml>| way(&laid.over.node, &self.node, path, laid.key.as_deref());
        self.laid.as_deref().and_then(way).is_some()
    }

    /// The text of the file with a path, if that is one of those that this was made of.
    pub fn text_of(&self, path: &str) -> &str {
        match &self.laid {
            Some(laid) if laid.under.path == path => &laid.under.text,
            _ => &self.text,
        }
    }

    /// Where the value at a path is written, if this was made of two texts, and the way to it there.
    fn origin(&self, path: &[Step]) -> Option<(&Yaml, Vec<Step>)> {
        let laid = self.laid.as_deref()?;
        let way = |yaml: &Yaml| way(&yaml.node, &self.node, path, laid.key.as_deref());
        let found = [&laid.over, &laid.under].into_iter().find_map(|yaml| Some((yaml, way(yaml)?)));
        found.or(Some((&laid.over, Vec::new())))
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

    /// That the value at a place may not be what is meant; nothing where nothing is told of it.
    pub fn cut_at(&self, span: &Span) -> Option<Diagnostic> {
        let at = self.cut.iter().copied().find(|at| *at >= span.end && span.path == self.path)?;
        let between = &self.text[span.end..at];
        let is_value = match self.text[at..].starts_with('#') {
            true => !between.contains('\n') && !between.starts_with(':'),
            false => between.trim().is_empty(),
        };
        is_value.then(|| self.told_at(at))
    }

    /// A problem of this text. What is wrong with a value that may not be what is meant tells of
    /// that, as bad as it is.
    pub fn blame_cut(&self, problem: Diagnostic) -> Diagnostic {
        match self.cut_at(&problem.span) {
            Some(cut) => Diagnostic { severity: problem.severity, ..cut },
            None => problem,
        }
    }

    /// What is told of the place where a value is cut off, or goes on.
    fn told_at(&self, at: usize) -> Diagnostic {
        match self.text[at..].starts_with('#') {
            true => cut_value(self, at),
            false => joined_entry(self, at),
        }
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
        self.form == Form::Yaml && *self.has_other_numbers.get_or_init(|| has_other_numbers(self.yaml()))
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
        if let Some((yaml, path)) = self.origin(path) {
            return yaml.span(&path);
        }
        if let Some(at) = self.spot(path) {
            let line = self.text[at.clone()].lines().next().unwrap_or_default();
            return Span::new(&*self.path, at.start..at.start + line.trim_end().len());
        }
        let start = (self.range.start + self.start_of(path)).min(self.range.end);
        let is_key = matches!(path.last(), Some(Step::Key(_)));
        Span::new(&*self.path, start..self.token_end(start, is_key, path))
    }

    /// The place of an entry's value. Keys are looked up for every page and row, so
    /// the text is searched first; where `name: value` does not stand there exactly
    /// once, the parser is asked.
    pub fn entry_span(&self, path: &[Step], name: &str, value: &Node) -> Span {
        let printed = match value {
            _ if self.form != Form::Yaml => return self.span(path),
            Node::Text(text) => text.clone(),
            Node::Integer(number) => number.to_string(),
            _ => return self.span(path),
        };
        if let Some((yaml, path)) = self.origin(path) {
            return yaml.entry_span(&path, name, value);
        }
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
        if let Some((yaml, path)) = self.origin(path) {
            return yaml.span_within(&path, needle);
        }
        let value = self.span(path);
        let end = self.spot(path).map_or(self.range.end, |at| at.end);
        match self.whole()[value.start..end].find(needle) {
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
            Node::Integer(number) if *number != 0 && self.laid.is_none() && !self.has_other_numbers() => {
                Some(number.to_string())
            }
            Node::Integer(_) => self.written(path),
            Node::Number(_) | Node::Flag(_) => self.written(path),
            Node::Null | Node::List(_) | Node::Map(_) => None,
        }
    }

    /// The parser is given the entry that holds the value alone. Where that is long, it
    /// reads all of them once, since many of them may be asked for.
    fn written(&self, path: &[Step]) -> Option<String> {
        if let Some((yaml, path)) = self.origin(path) {
            return yaml.written(&path);
        }
        if let Some(at) = self.spot(path) {
            return Some(self.text[at].trim_matches('"').trim().to_owned());
        }
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

/// That a comment starts right behind a value.
fn cut_value(Yaml { path, text, .. }: &Yaml, at: usize) -> Diagnostic {
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let written = text[at..end].trim_end();
    let message = format!("the value ends before `{written}`, which is a comment");
    Diagnostic::warning("cut-value", Span::new(&**path, at..at + written.len()), message)
        .help("put the whole value in quotes; for a comment, put a space behind the `#`")
}

/// That what looks like an entry of a list goes on with the text above.
fn joined_entry(Yaml { path, text, .. }: &Yaml, at: usize) -> Diagnostic {
    let line = text[at..].lines().next().unwrap_or_default().trim_end();
    let message = "this is read as a part of the value above, since it is indented further";
    Diagnostic::warning("joined-entry", Span::new(&**path, at..at + line.len()), message)
        .help("put each `-` of a list into one column; where one text is meant, put all of it in quotes")
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
