//! Reads the mappings of `site.yaml` and `theme.yaml`: each key is taken by name,
//! whatever is missing, repeated, unknown or of another type is reported. What stands
//! under a misspelt key is read as what was meant, so that one slip is one problem.

use crate::diag::{Diagnostic, choices_help, nearest};
use crate::parse::{Node, Step, Yaml, repeated_key, unknown_key};
use crate::source::Span;
use std::collections::BTreeSet;

/// A mapping that is being read.
pub struct Fields<'a> {
    file: &'a Yaml,
    path: Vec<Step>,
    entries: &'a [(String, Node)],
    /// The keys that have a meaning.
    known: &'static [&'static str],
    /// The entries whose keys are misspelt, each with the key that is meant.
    meant: Vec<(&'static str, usize)>,
}

impl<'a> Fields<'a> {
    /// Starts reading the mapping at a path, in which these keys have a meaning; anything
    /// else than a mapping is reported.
    pub fn new(
        file: &'a Yaml,
        path: Vec<Step>,
        node: &'a Node,
        known: &'static [&'static str],
        problems: &mut Vec<Diagnostic>,
    ) -> Fields<'a> {
        let entries: &[(String, Node)] = match node {
            Node::Map(entries) => entries,
            Node::Null => &[],
            other => {
                problems.push(wrong_type(file, &path, "fields", other));
                &[]
            }
        };
        let free = |name: &&&str| !entries.iter().any(|(given, _)| given == **name);
        let mut meant = Vec::new();
        for (at, (name, _)) in entries.iter().enumerate().filter(|(_, (name, _))| !known.contains(&name.as_str())) {
            if let Some(near) = nearest(name, known.iter().filter(free).copied())
                && let Some(key) = known.iter().find(|key| **key == near)
            {
                meant.push((*key, at));
            }
        }
        Fields { file, path, entries, known, meant }
    }

    /// The whole file as one mapping.
    pub fn of_file(file: &'a Yaml, known: &'static [&'static str], problems: &mut Vec<Diagnostic>) -> Fields<'a> {
        Fields::new(file, Vec::new(), &file.node, known, problems)
    }

    /// The file that is read.
    pub fn file(&self) -> &'a Yaml {
        self.file
    }

    /// The number of the entry that gives a key.
    fn position(&self, key: &str) -> Option<usize> {
        let exact = self.entries.iter().position(|(name, _)| name == key);
        exact.or_else(|| self.meant.iter().find(|(meant, _)| *meant == key).map(|(_, at)| *at))
    }

    /// All entries with their paths, for mappings whose keys are names.
    pub fn entries(&self) -> impl Iterator<Item = (&'a str, &'a Node, Vec<Step>)> {
        let path = self.path.clone();
        self.entries
            .iter()
            .enumerate()
            .map(move |(at, (name, node))| (name.as_str(), node, step(&path, Step::Value(at))))
    }

    /// Where the mapping's nth key stands.
    pub fn key_span(&self, at: usize) -> Span {
        self.file.span(&step(&self.path, Step::Key(at)))
    }

    /// The value of a key, with its path.
    pub fn take(&mut self, key: &str) -> Option<(&'a Node, Vec<Step>)> {
        let at = self.position(key)?;
        let node = &self.entries[at].1;
        (*node != Node::Null).then(|| (node, step(&self.path, Step::Value(at))))
    }

    /// A text.
    pub fn text(&mut self, key: &'static str, problems: &mut Vec<Diagnostic>) -> Option<String> {
        let (node, path) = self.take(key)?;
        text_of(self.file, &path, node, problems)
    }

    /// A text that must be there.
    pub fn required_text(&mut self, key: &'static str, problems: &mut Vec<Diagnostic>) -> String {
        if self.take(key).is_none() {
            problems.push(
                Diagnostic::error(
                    "missing-field",
                    self.file.span(&self.path),
                    format!("the field \"{key}\" is missing here"),
                )
                .help(format!("add `{key}: …`")),
            );
            return String::new();
        }
        self.text(key, problems).unwrap_or_default()
    }

    /// A text of a certain form; another one is reported.
    pub fn text_of_form(
        &mut self,
        key: &'static str,
        fits: impl Fn(&str) -> bool,
        wanted: &str,
        help: &str,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<String> {
        let text = self.text(key, problems)?;
        if !fits(&text) {
            let message = format!("{wanted} should stand here, not \"{text}\"");
            problems.push(Diagnostic::error("wrong-type", self.span(key), message).help(help));
        }
        Some(text)
    }

    /// `true` or `false`.
    pub fn flag(&mut self, key: &'static str, problems: &mut Vec<Diagnostic>) -> Option<bool> {
        let (node, path) = self.take(key)?;
        match node {
            Node::Flag(flag) => Some(*flag),
            other => {
                problems.push(wrong_type(self.file, &path, "true or false", other));
                None
            }
        }
    }

    /// A whole number that is not negative.
    pub fn count(&mut self, key: &'static str, problems: &mut Vec<Diagnostic>) -> Option<usize> {
        let (node, path) = self.take(key)?;
        let count = match node {
            Node::Integer(number) => usize::try_from(*number).ok(),
            _ => None,
        };
        if count.is_none() {
            problems.push(wrong_type(self.file, &path, "a whole number that is not negative", node));
        }
        count
    }

    /// A whole number.
    pub fn number(&mut self, key: &'static str, problems: &mut Vec<Diagnostic>) -> Option<i64> {
        let (node, path) = self.take(key)?;
        match node {
            Node::Integer(number) => Some(*number),
            other => {
                problems.push(wrong_type(self.file, &path, "a whole number", other));
                None
            }
        }
    }

    /// A list of texts.
    pub fn texts(&mut self, key: &'static str, problems: &mut Vec<Diagnostic>) -> Vec<String> {
        self.items(key, problems).into_iter().map(|(text, _)| text).collect()
    }

    /// A list of texts and where each stands.
    pub fn texts_and_spans(&mut self, key: &'static str, problems: &mut Vec<Diagnostic>) -> Vec<(String, Span)> {
        let file = self.file;
        self.items(key, problems).into_iter().map(|(text, path)| (text, file.span(&path))).collect()
    }

    /// A list of texts with their paths.
    fn items(&mut self, key: &'static str, problems: &mut Vec<Diagnostic>) -> Vec<(String, Vec<Step>)> {
        let mut texts = Vec::new();
        for (node, path) in self.nodes(key, problems) {
            texts.extend(text_of(self.file, &path, node, problems).map(|text| (text, path)));
        }
        texts
    }

    /// A list of mappings, each of which may have some keys.
    pub fn maps(
        &mut self,
        key: &'static str,
        known: &'static [&'static str],
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<Fields<'a>> {
        let nodes = self.nodes(key, problems).into_iter();
        nodes.map(|(node, path)| Fields::new(self.file, path, node, known, problems)).collect()
    }

    /// The entries of a list with their paths.
    fn nodes(&mut self, key: &'static str, problems: &mut Vec<Diagnostic>) -> Vec<(&'a Node, Vec<Step>)> {
        let Some((node, path)) = self.take(key) else { return Vec::new() };
        let Node::List(items) = node else {
            let problem = wrong_type(self.file, &path, "a list", node);
            problems.push(problem.help("write `[a, b]`, or one `- ` line for each entry"));
            return Vec::new();
        };
        items.iter().enumerate().map(|(at, item)| (item, step(&path, Step::Item(at)))).collect()
    }

    /// A mapping inside this one.
    pub fn inner(
        &mut self,
        key: &'static str,
        known: &'static [&'static str],
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Fields<'a>> {
        let (node, path) = self.take(key)?;
        Some(Fields::new(self.file, path, node, known, problems))
    }

    /// Where the mapping stands.
    pub fn whole(&self) -> Span {
        self.file.span(&self.path)
    }

    /// Where a key's value stands.
    pub fn span(&self, key: &str) -> Span {
        match self.position(key) {
            Some(at) => self.file.span(&step(&self.path, Step::Value(at))),
            None => self.file.span(&self.path),
        }
    }

    /// Reports the keys that have no meaning.
    pub fn finish(self, problems: &mut Vec<Diagnostic>) {
        for (at, (name, _)) in self.entries.iter().enumerate() {
            if !self.known.contains(&name.as_str()) {
                problems.push(unknown_key(self.file, &step(&self.path, Step::Key(at)), name, self.known));
            }
        }
        self.repeated(problems);
    }

    /// Reports the keys that stand twice.
    pub fn repeated(&self, problems: &mut Vec<Diagnostic>) {
        let mut seen = BTreeSet::new();
        for (at, (name, _)) in self.entries.iter().enumerate() {
            if !seen.insert(name) {
                problems.push(repeated_key(self.file, &step(&self.path, Step::Key(at)), name));
            }
        }
    }

    /// Reports a value that is none of a few words.
    pub fn not_among<'b>(
        &self,
        key: &str,
        word: &str,
        what: &str,
        choices: impl IntoIterator<Item = &'b str>,
    ) -> Diagnostic {
        Diagnostic::error("unknown-choice", self.span(key), format!("\"{word}\" is none of the {what}"))
            .help(choices_help(what, word, choices))
    }
}

/// A path with one more step.
pub fn step(path: &[Step], next: Step) -> Vec<Step> {
    let mut path = path.to_vec();
    path.push(next);
    path
}

/// A value of another type than the one wanted.
pub fn wrong_type(file: &Yaml, path: &[Step], wanted: &str, found: &Node) -> Diagnostic {
    Diagnostic::error("wrong-type", file.span(path), format!("{wanted} should stand here, not {}", found.describe()))
}

/// A scalar as text, as it is written in the file.
pub fn text_of(file: &Yaml, path: &[Step], node: &Node, problems: &mut Vec<Diagnostic>) -> Option<String> {
    let text = file.scalar(path, node);
    match &text {
        None => problems.push(wrong_type(file, path, "text", node).help(match node {
            Node::List(_) => "write one value; put it in quotes when it starts with a bracket or a dash",
            _ => "write one value; put it in quotes when it starts with a brace or holds a colon",
        })),
        Some(text) => problems.extend(text.chars().find(is_unprintable).map(|c| {
            let message = format!("this text holds the control character U+{:04X}", u32::from(c));
            Diagnostic::error("control-character", file.span(path), message)
                .help("take it out; neither pages nor feeds can show it")
        })),
    }
    text
}

/// Whether a character may stand neither in XML nor in HTML (XML 1.0, section 2.2).
fn is_unprintable(c: &char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}
