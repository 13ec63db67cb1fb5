//! `site.yaml` in another language: the texts of `content/<language>/site.yaml` in the place of
//! those of `content/site.yaml`.

use super::keys::{Translation, translation};
use super::read::declared;
use super::reader::step;
use super::{Language, Site};
use crate::diag::{Diagnostic, nearest};
use crate::parse::{Node, Step, Yaml, repeated_key};
use crate::source::{SITE_FILE, Source, Sources};

/// What a site declares in one of its other languages. Reported is what is wrong with the
/// translation; what is wrong with the original is told of that. Nothing is given where the
/// original cannot be read.
pub fn translated_site(language: &Language, sources: &Sources, problems: &mut Vec<Diagnostic>) -> Option<Site> {
    let read = |path: &str, problems: &mut Vec<Diagnostic>| {
        let text = sources.get(path).and_then(Source::shared_text)?;
        Some(Yaml::read(path, text, 0..text.len(), problems)).filter(|yaml| !yaml.broken)
    };
    let under = read(SITE_FILE, &mut Vec::new())?;
    let path = format!("content/{}/site.yaml", language.tag);
    let over = read(&path, problems).unwrap_or_else(|| Yaml::known(&path, &"".into(), 0..0, Node::Map(Vec::new())));
    let mut merging = Merging { file: &over, problems };
    let mut node = merging.mapping(&mut Vec::new(), Vec::new(), &under.node, &over.node);
    set(&mut node, "language", Node::Text(language.tag.clone()));
    let mut found = Vec::new();
    let site = declared(&over.clone().laid_over(under, None, node), sources, &mut found);
    problems.extend(found.into_iter().filter(|problem| problem.span.path == path));
    Some(site)
}

/// Gives a mapping a value.
fn set(node: &mut Node, name: &str, value: Node) {
    let Node::Map(entries) = node else { return };
    match entries.iter_mut().find(|(known, _)| known == name) {
        Some((_, old)) => *old = value,
        None => entries.push((name.to_owned(), value)),
    }
}

struct Merging<'a> {
    file: &'a Yaml,
    problems: &'a mut Vec<Diagnostic>,
}

impl Merging<'_> {
    /// A mapping with the texts of its translation. `names` and `path` lead to it.
    fn mapping<'n>(&mut self, names: &mut Vec<&'n str>, path: Vec<Step>, under: &Node, over: &'n Node) -> Node {
        let (Node::Map(known), Node::Map(given)) = (under, over) else {
            if *over != Node::Null {
                let message = format!("a mapping should stand here, not {}", over.describe());
                let help = "write the keys of content/site.yaml whose texts are others in this language";
                self.problems.push(Diagnostic::error("wrong-type", self.file.span(&path), message).help(help));
            }
            return under.clone();
        };
        let mut merged = known.clone();
        self.repeated(given, &path);
        for (at, (name, node)) in given.iter().enumerate() {
            names.push(name);
            let value = step(&path, Step::Value(at));
            let old = merged.iter().position(|(other, _)| other == name);
            match translation(names) {
                Some(Translation::Text) => {
                    if let Node::Map(texts) = node {
                        self.repeated(texts, &value);
                    }
                    match old {
                        Some(old) => merged[old].1 = with_names(&merged[old].1, node),
                        // What is told already is not read a second time.
                        None => merged.push((name.clone(), once(node))),
                    }
                }
                Some(Translation::Mapping) if let Some(old) = old => {
                    merged[old].1 = self.mapping(names, value, &merged[old].1, node);
                }
                Some(Translation::Fact) if old.is_some_and(|old| merged[old].1 == *node) => {}
                Some(Translation::Fact) => self.fact(name, &value),
                Some(Translation::Mapping) | None => self.unknown(name, &step(&path, Step::Key(at)), known),
            }
            names.pop();
        }
        Node::Map(merged)
    }

    /// Reports names that stand twice in a mapping.
    fn repeated(&mut self, entries: &[(String, Node)], path: &[Step]) {
        for (at, (name, _)) in entries.iter().enumerate() {
            if entries[..at].iter().any(|(earlier, _)| earlier == name) {
                self.problems.push(repeated_key(self.file, &step(path, Step::Key(at)), name));
            }
        }
    }

    /// Reports what is the same in all languages.
    fn fact(&mut self, name: &str, path: &[Step]) {
        let message = format!("\"{name}\" is the same in all languages, and content/site.yaml says otherwise");
        let help = "take it out: a translation holds the texts alone, such as `title`, `label` and `labels`";
        self.problems.push(Diagnostic::error("translated-fact", self.file.span(path), message).help(help));
    }

    /// Reports what the original does not have.
    fn unknown(&mut self, name: &str, path: &[Step], known: &[(String, Node)]) {
        let message = format!("content/site.yaml has no \"{name}\" here");
        let near = nearest(name, known.iter().map(|(name, _)| name.as_str()));
        let help = near.map(|near| format!("did you mean \"{near}\"?"));
        let help = help.unwrap_or_else(|| "a translation has the keys of its original".to_owned());
        self.problems.push(Diagnostic::error("unknown-field", self.file.span(path), message).help(help));
    }
}

/// A mapping without the names that stand in it a second time.
fn once(node: &Node) -> Node {
    match node {
        Node::Map(_) => with_names(&Node::Map(Vec::new()), node),
        node => node.clone(),
    }
}

/// The texts of a mapping by names, with those of its translation in their place.
fn with_names(under: &Node, over: &Node) -> Node {
    let (Node::Map(_), Node::Map(given)) = (under, over) else { return over.clone() };
    let mut merged = under.clone();
    given.iter().for_each(|(name, node)| set(&mut merged, name, node.clone()));
    merged
}
