//! Reads words: a mapping of names to texts, or to the forms that a text has for numbers. Such
//! mappings stand in the tables of themes and in `site.yaml`.

use super::reader::{Fields, text_of};
use crate::diag::Diagnostic;
use crate::parse::{Node, Step, Yaml};
use crate::words::{FORMS, OTHER, Word};

/// A word as it is given somewhere.
#[derive(Debug, Clone)]
pub struct GivenWord {
    /// Its name.
    pub name: String,
    /// What it is.
    pub word: Word,
    /// The way to it in its file. Places are looked up when there is something to report.
    pub path: Vec<Step>,
}

impl GivenWord {
    /// The way to its name.
    pub fn name_path(&self) -> Vec<Step> {
        let mut path = self.path.clone();
        if let Some(Step::Value(at)) = path.pop() {
            path.push(Step::Key(at));
        }
        path
    }
}

/// The words of a mapping, in a language.
pub fn given_words(file: &Yaml, given: &Fields, language: &str, problems: &mut Vec<Diagnostic>) -> Vec<GivenWord> {
    given.repeated(problems);
    let mut words = Vec::new();
    for (name, node, path) in given.entries() {
        let forms = match node {
            Node::Map(_) => {
                let mut inner = Fields::new(file, path.clone(), node, &FORMS, problems);
                inner.required_text(OTHER, problems);
                let forms = FORMS.into_iter().filter_map(|form| Some((form.to_owned(), inner.text(form, problems)?)));
                let forms = forms.collect();
                inner.finish(problems);
                forms
            }
            _ => text_of(file, &path, node, problems).into_iter().map(|text| (OTHER.to_owned(), text)).collect(),
        };
        let word = Word { language: language.to_owned(), forms };
        words.push(GivenWord { name: name.to_owned(), word, path });
    }
    words
}
