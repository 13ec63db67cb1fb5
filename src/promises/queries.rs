//! Queries that have to find their pages: groups of them, each with the share that has to hold.
//! Where a group holds less, each of its queries that does not find its page first is told with
//! what came in its place.

use crate::diag::{Diagnostic, nearest};
use crate::link::Linked;
use crate::model::{Fields, step, wrong_type};
use crate::output::Output;
use crate::parse::{Node, Step, Yaml};
use crate::search::{Answer, Searcher};
use crate::source::Span;
use crate::text::glob_matches;

/// What may stand in a group.
const KEYS: [&str; 4] = ["group", "first", "three", "queries"];

/// How many results are told and looked at.
const THREE: usize = 3;

/// A list of groups.
pub struct Queries {
    file: Yaml,
    /// Where `site.yaml` names it.
    named: Span,
    groups: Vec<Group>,
}

/// Queries of one sort.
struct Group {
    name: String,
    /// Of a hundred queries, how many have to find a page of theirs first.
    first: usize,
    /// The same among the first three.
    three: usize,
    queries: Vec<Query>,
}

struct Query {
    /// Where it stands.
    path: Vec<Step>,
    text: String,
    /// Keys of pages, or patterns of them; where there are none, nothing may be found for sure.
    pages: Vec<String>,
}

impl Queries {
    /// Reads a list.
    pub fn new(file: Yaml, named: Span, problems: &mut Vec<Diagnostic>) -> Queries {
        let mut groups = Vec::new();
        match &file.node {
            Node::List(entries) => {
                groups.extend(entries.iter().enumerate().map(|(at, entry)| Group::read(&file, at, entry, problems)));
            }
            Node::Null => {}
            other => problems.push(wrong_type(&file, &[], "a list", other).help(
                "write one entry for each group of queries, such as `- queries: {some words: the key of a page}`",
            )),
        }
        Queries { file, named, groups }
    }

    /// What does not hold, by the index among published files.
    pub fn problems(&self, linked: &Linked, index: &Output) -> Vec<Diagnostic> {
        let Some(searcher) = Searcher::of(index) else {
            let message = "these queries have nothing to search in: the theme publishes no index";
            let help = "take the line out, or use a theme with search";
            return vec![Diagnostic::error("lost-query", self.named.clone(), message).help(help)];
        };
        let pages = linked.entries.iter().filter(|entry| entry.route.is_some());
        let keys: Vec<&str> = pages.map(|entry| entry.key.as_str()).collect();
        let mut problems: Vec<Diagnostic> = Vec::new();
        for group in &self.groups {
            let (mut lost, mut unknown, mut among) = (Vec::new(), Vec::new(), 0);
            for query in &group.queries {
                if let Some(page) = query.pages.iter().find(|page| !keys.iter().any(|key| glob_matches(page, key))) {
                    unknown.push(self.unknown(query, page, &keys));
                    continue;
                }
                let answer = searcher.search(&query.text).0;
                let place = query.place(&answer);
                among += usize::from(place.is_some());
                if place != Some(0) {
                    lost.push((query, answer));
                }
            }
            let all = group.queries.len() - unknown.len();
            let first = all - lost.len();
            problems.append(&mut unknown);
            if first * 100 < group.first * all || among * 100 < group.three * all {
                let share = group.share(first, among, all);
                problems.extend(lost.iter().map(|(query, answer)| self.lost(query, answer, &share)));
            }
        }
        problems
    }

    fn unknown(&self, query: &Query, page: &str, keys: &[&str]) -> Diagnostic {
        let near = nearest(page, keys.iter().copied()).map(|near| format!("did you mean \"{near}\"?"));
        let help = near.unwrap_or_else(|| "write the key of a page, in which ? stands for any character".to_owned());
        let message = format!("\"{}\" should find \"{page}\", and no page has that key", query.text);
        Diagnostic::error("lost-query", self.file.span(&query.path), message).help(help)
    }

    fn lost(&self, query: &Query, answer: &Answer, share: &str) -> Diagnostic {
        let hits = answer.hits.iter().filter(|hit| !hit.weak && !answer.weak).take(THREE);
        let found: Vec<&str> = hits.map(|hit| hit.key.as_str()).collect();
        let found =
            if found.is_empty() { "nothing for sure".to_owned() } else { format!("{} first", found.join(", ")) };
        let (wanted, cure) = match query.pages.is_empty() {
            true => ("nothing".to_owned(), "take its words out of what search weighs on that page"),
            false => (
                query.pages.join(" or "),
                "give the page that is wanted the phrase as a keyword, or the site a synonym",
            ),
        };
        let message = format!("\"{}\" finds {found}, and should find {wanted}", query.text);
        let help = format!("{cure}; `statuary search` with --explain shows why. {share}");
        Diagnostic::error("lost-query", self.file.span(&query.path), message).help(help)
    }
}

impl Group {
    /// Reads a group. What is wrong with it is reported.
    fn read(file: &Yaml, at: usize, entry: &Node, problems: &mut Vec<Diagnostic>) -> Group {
        let mut fields = Fields::new(file, vec![Step::Item(at)], entry, &KEYS, problems);
        let name = fields.text("group", problems).unwrap_or_else(|| (at + 1).to_string());
        let first = fields.count("first", problems).unwrap_or(100);
        let three = fields.count("three", problems).unwrap_or(first);
        let mut queries = Vec::new();
        if let Some(inner) = fields.inner("queries", &[], problems) {
            inner.repeated(problems);
            for (number, (text, node, path)) in inner.entries().enumerate() {
                let mut key = path.clone();
                key.pop();
                let pages = pages_of(file, &path, node, problems);
                queries.push(Query { path: step(&key, Step::Key(number)), text: text.to_owned(), pages });
            }
        }
        fields.finish(problems);
        Group { name, first, three, queries }
    }

    /// How many queries hold, and how many have to.
    fn share(&self, first: usize, among: usize, all: usize) -> String {
        let name = &self.name;
        format!(
            "{first} of {all} queries of the group \"{name}\" find their page first and {among} among three, where {} % \
             and {} % have to",
            self.first, self.three
        )
    }
}

/// The pages that a query should find: a key, or a list of them.
fn pages_of(file: &Yaml, path: &[Step], node: &Node, problems: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut scalar = |path: &[Step], node: &Node| {
        let text = file.scalar(path, node).filter(|_| *node != Node::Null);
        if text.is_none() {
            let problem = wrong_type(file, path, "the key of a page", node);
            problems.push(problem.help("write a key, or a list of keys; `[]` where nothing should be found"));
        }
        text
    };
    match node {
        Node::List(items) => {
            let items = items.iter().enumerate();
            items.filter_map(|(at, item)| scalar(&step(path, Step::Item(at)), item)).collect()
        }
        other => scalar(path, other).into_iter().collect(),
    }
}

impl Query {
    /// The place of the first page that is wanted among three results, from 0; nothing when
    /// they are weak.
    fn place(&self, answer: &Answer) -> Option<usize> {
        if self.pages.is_empty() {
            return (answer.weak || answer.hits.is_empty()).then_some(0);
        }
        let hits = answer.hits.iter().filter(|_| !answer.weak).take(THREE);
        hits.map(|hit| &hit.key).position(|key| self.pages.iter().any(|page| glob_matches(page, key)))
    }
}
