//! What a site promises besides its pages: texts that have to stay (`kept` of `site.yaml`), and
//! queries that have to find their pages (`queries`). Both are lists in files of `content/`. They
//! are held against the files of a check as these are made, so that nothing is made twice; which
//! of the two lists is held is the caller's choice.

mod kept;
mod queries;
mod shown;

use crate::diag::{Diagnostic, Severity, nearest};
use crate::link::Linked;
use crate::options::Promises;
use crate::output::{Memory, Record, Sink};
use crate::parse::Yaml;
use crate::source::{Sources, Span};
use kept::Kept;
use queries::Queries;
use std::collections::BTreeSet;

/// The lists of a site, on the way of its files to a sink.
pub struct Promised<'a> {
    sink: &'a dyn Sink,
    kept: Option<Kept>,
    queries: Option<Queries>,
    /// The parts of the index, where queries are held.
    index: Memory,
}

impl<'a> Promised<'a> {
    /// Reads the lists that are wanted. What is wrong with them is reported.
    pub fn read(
        linked: &Linked,
        sources: &Sources,
        wanted: Promises,
        sink: &'a dyn Sink,
        problems: &mut Vec<Diagnostic>,
    ) -> Promised<'a> {
        let (mut kept, mut queries) = (None, None);
        if let Some((path, span)) = &linked.site.kept
            && wanted != Promises::None
        {
            kept = list(sources, path, span, problems).map(|file| Kept::new(file, problems));
        }
        if let Some((path, span)) = &linked.site.queries
            && wanted == Promises::All
        {
            queries = list(sources, path, span, problems).map(|file| Queries::new(file, span.clone(), problems));
        }
        Promised { sink, kept, queries, index: Memory::default() }
    }

    /// Reports what does not hold. What may follow from an error that is known already is not
    /// told.
    pub fn tell(self, linked: &Linked, problems: &mut Vec<Diagnostic>) {
        let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
        let broken: BTreeSet<String> = errors.map(|problem| problem.span.path.to_string()).collect();
        problems.extend(self.kept.iter().flat_map(|kept| kept.problems(linked, &broken)));
        if let Some(queries) = self.queries.filter(|_| broken.is_empty()) {
            problems.extend(queries.problems(linked, &self.index.output()));
        }
    }
}

impl Sink for Promised<'_> {
    fn put(&self, path: &str, bytes: &[u8], record: &Record) {
        self.sink.put(path, bytes, record);
        if let Some(kept) = &self.kept {
            kept.see(path, bytes);
        }
        if self.queries.is_some() && path.starts_with("assets/search") {
            self.index.put(path, bytes, record);
        }
    }

    fn keep(&self, files: &[(String, Record)]) -> bool {
        self.sink.keep(files)
    }

    fn wants(&self) -> bool {
        self.sink.wants() || self.queries.is_some()
    }
}

/// A list that `site.yaml` names; nothing where there is no such file or it cannot be read,
/// which is reported.
fn list(sources: &Sources, path: &str, span: &Span, problems: &mut Vec<Diagnostic>) -> Option<Yaml> {
    let file = format!("content/{path}");
    let Some(text) = sources.get(&file).and_then(|source| source.shared_text()) else {
        if sources.get(&file).is_none() {
            let near = nearest(path, sources.below("content/").map(|(path, _)| path));
            let help = near.map(|near| format!("did you mean \"{near}\"?"));
            let help = help.unwrap_or_else(|| "write the path of a YAML file below content/".to_owned());
            let message = format!("there is no file {file}");
            problems.push(Diagnostic::error("dead-link", span.clone(), message).help(help));
        }
        return None;
    };
    let yaml = Yaml::read(&file, text, 0..text.len(), problems);
    (!yaml.broken).then_some(yaml)
}
