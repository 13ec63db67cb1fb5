//! The codes that a program really throws, held against the pages: a code without a page
//! and a page without a code are problems, so that no new code ships undocumented.

use crate::columns::{between, cells};
use crate::diag::{Diagnostic, choices_help, nearest};
use crate::expression::Expression;
use crate::link::{Entry, Linked};
use crate::parse::{Node, Rules, Step, Yaml, parse_page};
use crate::source::{Sources, Span, Text};
use std::collections::BTreeMap;

/// A list of codes or of rows: the name that messages give it, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The path of its file, or another name.
    pub path: String,
    /// What stands in it.
    pub text: String,
}

/// How codes are found in a text.
#[derive(Debug, Clone)]
pub enum Finder {
    /// By the form of the text: JSON, YAML, CSV, or a code on each line.
    Form,
    /// By a regular expression; its first group is the code, or all of it where it has none.
    Pattern(Expression),
}

impl Finder {
    /// Finds codes by a regular expression.
    pub fn pattern(written: &str) -> Result<Finder, String> {
        Expression::new(written).map(Finder::Pattern)
    }
}

/// The names under which a code stands in a row, besides that of the pages' own field.
const NAMES: [&str; 4] = ["code", "key", "id", "name"];

/// A code, and where it stands in its list.
type Found = (String, Span);

/// What is wrong between lists of codes and the pages of a kind, by default of the one that
/// has most of them. The lists have to be among the sources for their lines to be shown.
pub fn compare(
    linked: &Linked,
    sources: &Sources,
    kind: Option<&str>,
    lists: &[List],
    finder: &Finder,
) -> Result<Vec<Diagnostic>, String> {
    let kinds = linked.site.kinds.iter().enumerate();
    let keyed = kinds.filter(|(_, one)| one.key.is_some() && kind.is_none_or(|name| one.name == name));
    let mut tried = Vec::new();
    for (number, one) in keyed {
        let own = one.key.as_deref().unwrap_or_default();
        tried.push(Compared::new(linked, number, own, lists, finder)?);
    }
    // Of two with as many the first counts.
    let most = tried.iter().map(Compared::common).max();
    match tried.into_iter().find(|compared| Some(compared.common()) == most) {
        Some(compared) => Ok(compared.problems(sources)),
        None => {
            let names = linked.site.kinds.iter().filter(|kind| kind.key.is_some()).map(|kind| kind.name.as_str());
            let help = choices_help("kinds", kind.unwrap_or_default(), names);
            Err(format!("there is no kind of page \"{}\" with keys\nhelp: {help}", kind.unwrap_or_default()))
        }
    }
}

/// Codes beside the pages of one kind.
struct Compared<'a> {
    /// What the kind is called, and its field that holds the key.
    kind: &'a str,
    own: &'a str,
    /// Where each code stands first.
    thrown: BTreeMap<String, Span>,
    /// Pages by key.
    pages: BTreeMap<&'a str, &'a Entry>,
}

impl<'a> Compared<'a> {
    fn new(
        linked: &'a Linked,
        number: usize,
        own: &'a str,
        lists: &[List],
        finder: &Finder,
    ) -> Result<Compared<'a>, String> {
        let mut thrown = BTreeMap::new();
        for list in lists {
            for (code, span) in codes(list, finder, own)? {
                thrown.entry(code).or_insert(span);
            }
        }
        let entries = linked.kinds[number].iter().map(|id| &*linked.entries[*id]);
        let pages = entries.map(|entry| (entry.key.as_str(), entry)).collect();
        Ok(Compared { kind: &linked.site.kinds[number].name, own, thrown, pages })
    }

    /// How many codes have a page.
    fn common(&self) -> usize {
        self.pages.keys().filter(|key| self.thrown.contains_key(**key)).count()
    }

    fn problems(&self, sources: &Sources) -> Vec<Diagnostic> {
        let Compared { kind, own, thrown, pages } = self;
        let lost = thrown.iter().filter(|(code, _)| !pages.contains_key(code.as_str())).map(|(code, span)| {
            let near = nearest(code, pages.keys().copied().filter(|key| !thrown.contains_key(*key)));
            let near = near.map(|near| format!("; did you mean \"{near}\"?")).unwrap_or_default();
            let message = format!("the program throws \"{code}\", and no {kind} has that key");
            let help = format!("write its page, such as with `statuary new {code}`{near}");
            Diagnostic::error("no-page", span.clone(), message).help(help)
        });
        let idle = pages.iter().filter(|(key, _)| !thrown.contains_key(**key)).map(|(key, entry)| {
            let message = format!("no list of codes names \"{key}\": the program does not throw it");
            let help = "correct the key; where the code is gone for good, take the page away and name its address \
                        in `gone` of site.yaml";
            Diagnostic::error("no-code", place(sources, entry, own), message).help(help)
        });
        lost.chain(idle).collect()
    }
}

/// Where an entry says its key.
fn place(sources: &Sources, entry: &Entry, own: &str) -> Span {
    let path = entry.source.strip_prefix("content/").unwrap_or(&entry.source);
    let Some(text) = sources.get(&entry.source).and_then(|source| source.shared_text()) else {
        return Span::file(&*entry.source);
    };
    let page = parse_page(path, text, &Rules::default(), &mut Vec::new());
    let Node::Map(entries) = &page.front.node else { return Span::file(&*entry.source) };
    let at = entries.iter().position(|(name, _)| name == own);
    at.map_or_else(|| Span::file(&*entry.source), |at| page.front.span(&[Step::Value(at)]))
}

/// The codes of a list.
fn codes(list: &List, finder: &Finder, own: &str) -> Result<Vec<Found>, String> {
    let List { path, text } = list;
    let span = |at: usize, len: usize| Span::new(path.as_str(), at..at + len);
    if let Finder::Pattern(pattern) = finder {
        let places = pattern.places(text);
        let found: Vec<Found> = places.map(|at| (text[at.clone()].to_owned(), span(at.start, at.len()))).collect();
        let none = || format!("{path} holds nothing that matches `{}`", pattern.written());
        return if found.is_empty() { Err(none()) } else { Ok(found) };
    }
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let found = match ending {
        "csv" => of_columns(text, between(text), own, &span),
        "tsv" => of_columns(text, b'\t', own, &span),
        "yaml" | "yml" | "json" => of_values(list, own)?,
        _ if text.trim_start().starts_with(['[', '{']) => of_values(list, own)?,
        _ => lines(text).map(|(at, line)| (line.to_owned(), span(at, line.len()))).collect(),
    };
    if found.is_empty() {
        return Err(format!(
            "no code was found in {path}\nhelp: give a list of codes, of rows with a field \"{own}\", or a mapping by \
             code; of other texts --codes-pattern finds them"
        ));
    }
    Ok(found)
}

/// Lines that say something and are no comments, each with where it starts.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let all = text.split_inclusive('\n').map(move |line| {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        (start, line.trim())
    });
    all.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

/// The cells of the column that is called as codes are, or else of the first one.
fn of_columns(text: &str, between: u8, own: &str, span: &dyn Fn(usize, usize) -> Span) -> Vec<Found> {
    let (rows, _) = cells(text, between);
    let names: Vec<String> =
        rows.iter().take(1).flat_map(|row| &row.cells).map(|name| name.text.to_lowercase()).collect();
    let column = [own].iter().chain(&NAMES).find_map(|name| names.iter().position(|known| known == name));
    let cells = rows
        .into_iter()
        .skip(usize::from(column.is_some()))
        .filter_map(|row| row.cells.into_iter().nth(column.unwrap_or(0)).filter(|cell| !cell.text.is_empty()));
    let found = cells.map(|cell| {
        let at = cell.at.start + usize::from(text[cell.at].starts_with('"'));
        let place = span(at, cell.text.len());
        (cell.text, place)
    });
    found.collect()
}

/// The codes of JSON or YAML: a list of them or of rows, or a mapping by code, perhaps inside
/// of one key.
fn of_values(list: &List, own: &str) -> Result<Vec<Found>, String> {
    // A tab is white space to JSON alone.
    let text = Text::from(if list.path.ends_with(".yaml") { list.text.clone() } else { list.text.replace('\t', " ") });
    let mut problems = Vec::new();
    let yaml = Yaml::read(&list.path, &text, 0..text.len(), &mut problems);
    if let Some(problem) = problems.first().filter(|_| yaml.broken) {
        return Err(format!("{} cannot be read: {}", list.path, problem.message));
    }
    let (mut found, mut path, mut node) = (Vec::new(), Vec::new(), &yaml.node);
    while let Node::Map(entries) = node
        && let Some(at) = entries.iter().position(|(_, value)| matches!(value, Node::List(_)))
    {
        path.push(Step::Value(at));
        node = &entries[at].1;
    }
    match node {
        Node::List(rows) => {
            for (at, row) in rows.iter().enumerate() {
                let mut place = [path.as_slice(), &[Step::Item(at)]].concat();
                let mut value = row;
                if let Node::Map(fields) = row {
                    let names = [own].into_iter().chain(NAMES);
                    let Some(at) =
                        names.into_iter().find_map(|name| fields.iter().position(|(known, _)| known == name))
                    else {
                        continue;
                    };
                    place.push(Step::Value(at));
                    value = &fields[at].1;
                }
                found.extend(yaml.scalar(&place, value));
            }
        }
        Node::Map(entries) => {
            found.extend(entries.iter().map(|(code, _)| code.clone()));
        }
        _ => {}
    }
    // They stand in the text in this order, and asking for each place is a walk through it.
    let mut from = 0;
    let places = found.into_iter().map(|code| {
        let quoted = text[from..].find(&format!("\"{code}\"")).map(|at| at + 1);
        let start = quoted.or_else(|| text[from..].find(code.as_str())).map_or(from, |at| from + at);
        from = (start + code.len()).min(text.len());
        (code, Span::new(list.path.as_str(), start..from))
    });
    Ok(places.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        let list = List { path: path.to_owned(), text: text.to_owned() };
        let found = codes(&list, &Finder::Form, "status").unwrap();
        for (code, span) in &found {
            assert!(text[span.start..span.end].contains(code.as_str()), "{code} is not at {span:?}");
        }
        found.into_iter().map(|(code, _)| code).collect()
    }

    #[test]
    fn codes_are_found_in_every_form() {
        assert_eq!(found("a.json", "[\"x\", 404,\n\t\"0042\"]"), ["x", "404", "0042"]);
        assert_eq!(found("a.json", r#"{"errors": [{"code": "a", "text": "t"}, {"code": "b"}]}"#), ["a", "b"]);
        assert_eq!(found("a.json", r#"{"card_declined": {"http": 402}, "x": {}}"#), ["card_declined", "x"]);
        assert_eq!(found("a.yaml", "- id: one\n  status: 9.10\n- status: two\n"), ["9.10", "two"]);
        assert_eq!(found("a.csv", "text,code\n\"Not, at all\",\"E1\"\nNo,E2\n"), ["E1", "E2"]);
        assert_eq!(found("a.tsv", "E1\tfirst\nE2\tsecond\n"), ["E1", "E2"]);
        assert_eq!(found("-", "# all\nE1\n\n  E2\n"), ["E1", "E2"]);
        assert_eq!(found("-", "{\"E1\": 1}"), ["E1"]);
    }

    #[test]
    fn a_pattern_finds_codes_in_any_text() {
        let text = "throw new ApiError(\"card_declined\");\nthrow new ApiError('x');\n";
        let list = List { path: "src/pay.ts".to_owned(), text: text.to_owned() };
        let finder = Finder::pattern(r#"ApiError\(["'](\w+)"#).unwrap();
        let found = codes(&list, &finder, "code").unwrap();
        assert_eq!(
            found.iter().map(|(code, span)| (code.as_str(), span.start)).collect::<Vec<_>>(),
            [("card_declined", 20), ("x", 57)]
        );
        assert!(codes(&list, &Finder::pattern("nothing").unwrap(), "code").is_err());
        assert!(Finder::pattern("(").is_err());
    }
}
