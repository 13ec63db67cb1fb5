//! Texts that have to stay: each entry of a list names a piece of text that has to be seen,
//! and where; on any page where it names no place.

use super::shown::Shown;
use crate::diag::{Diagnostic, nearest};
use crate::link::{Linked, file_of};
use crate::model::{Fields, step, wrong_type};
use crate::parse::{Node, Step, Yaml};
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

/// What may stand in an entry. All but `shows` and `place` is for people.
const KEYS: [&str; 5] = ["shows", "place", "says", "corrected", "source"];

/// A list of texts, and what has been seen of them.
pub struct Kept {
    file: Yaml,
    texts: Vec<Text>,
    /// For each file of a page what has to be on it: the text and which of its places that is.
    wanted: BTreeMap<String, Vec<(usize, usize)>>,
    /// Texts that may stand on any page.
    anywhere: Vec<usize>,
    seen: Mutex<Seen>,
}

/// A text that has to stay.
struct Text {
    /// The number of its entry.
    at: usize,
    shows: String,
    /// What it says, for people.
    says: Option<String>,
    /// Addresses of pages, each perhaps with an anchor.
    places: Vec<String>,
}

/// What the pages that have come show.
#[derive(Default)]
struct Seen {
    /// The files that have come.
    files: BTreeSet<String>,
    /// Which texts are not at which of their places, and whether they are on its page at least.
    lost: BTreeSet<(usize, usize, bool)>,
    /// The texts without a place that have been seen.
    found: BTreeSet<usize>,
}

impl Kept {
    /// Reads a list.
    pub fn new(file: Yaml, problems: &mut Vec<Diagnostic>) -> Kept {
        let mut texts = Vec::new();
        match &file.node {
            Node::List(entries) => {
                let read = entries.iter().enumerate().filter_map(|(at, entry)| Text::read(&file, at, entry, problems));
                texts.extend(read);
            }
            Node::Null => {}
            other => problems.push(
                wrong_type(&file, &[], "a list", other).help("write one entry for each text, such as `- shows: …`"),
            ),
        }
        let (mut wanted, mut anywhere) = (BTreeMap::<String, Vec<_>>::new(), Vec::new());
        for (number, text) in texts.iter().enumerate() {
            for (at, place) in text.places.iter().enumerate() {
                wanted.entry(file_of(route_of(place))).or_default().push((number, at));
            }
            if text.places.is_empty() {
                anywhere.push(number);
            }
        }
        Kept { file, texts, wanted, anywhere, seen: Mutex::default() }
    }

    /// Looks at a file that is published.
    pub fn see(&self, path: &str, bytes: &[u8]) {
        let wanted = self.wanted.get(path);
        if !path.ends_with(".html") || wanted.is_none() && self.anywhere.is_empty() {
            return;
        }
        let shown = Shown::of(std::str::from_utf8(bytes).unwrap_or_default());
        let lost = wanted.into_iter().flatten().filter_map(|(number, at)| {
            let text = &self.texts[*number];
            let shows = shown.text.contains(&text.shows);
            let has_place = text.places[*at].split_once('#').is_none_or(|(_, anchor)| shown.ids.contains(anchor));
            (!shows || !has_place).then_some((*number, *at, shows))
        });
        let lost: Vec<_> = lost.collect();
        let found = self.anywhere.iter().copied().filter(|number| shown.text.contains(&self.texts[*number].shows));
        let found: Vec<usize> = found.collect();
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.files.insert(path.to_owned());
        seen.lost.extend(lost);
        seen.found.extend(found);
    }

    /// The texts that are not where they have to be. `broken` are the files with errors: what
    /// may follow from those is not told, which is all of a page whose own file is one of them.
    pub fn problems(&self, linked: &Linked, broken: &BTreeSet<String>) -> Vec<Diagnostic> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let is_whole = broken.is_empty();
        let concerns_pages = broken.iter().any(|path| !path.ends_with(".md"));
        let sources = linked.entries.iter().filter_map(|entry| Some((entry.route.as_deref()?, entry.source.as_str())));
        let sources: BTreeMap<&str, &str> = sources.collect();
        let is_sound = |place: &str| {
            let source = sources.get(route_of(place));
            !concerns_pages && source.is_none_or(|source| !broken.contains(*source))
        };
        let lost = seen.lost.iter().map(|(number, at, shows)| (&self.texts[*number], *at, *shows));
        let lost = lost.filter(|(text, at, _)| is_sound(&text.places[*at]));
        let lost = lost.map(|(text, at, shows)| self.changed(text, at, shows));
        let unmade = self.wanted.iter().filter(|(file, _)| is_whole && !seen.files.contains(*file));
        let unmade = unmade.flat_map(|(_, texts)| texts).map(|(number, at)| self.unmade(linked, *number, *at));
        let nowhere = self.anywhere.iter().filter(|number| is_whole && !seen.found.contains(number)).map(|number| {
            let text = &self.texts[*number];
            let message = format!("no page shows \"{}\"{}", text.shows, text.by_which_it_says());
            let help = "put the statement back; where it is said in other words now, write them as `shows`";
            self.lost(text, message, help)
        });
        lost.chain(unmade).chain(nowhere).collect()
    }

    /// A page that is another than it was.
    fn changed(&self, text: &Text, at: usize, shows: bool) -> Diagnostic {
        let place = &text.places[at];
        let (page, anchor) = place.split_once('#').unwrap_or((place, ""));
        if shows {
            let message = format!("{page} has no place \"{anchor}\"{}", text.where_it_says());
            return self.lost(text, message, "give the section its id back, or name the place where it stands now");
        }
        let message = format!("{page} does not show \"{}\"{}", text.shows, text.by_which_it_says());
        let help = "put the statement back; where the page says the same in other words now, write them as `shows`";
        self.lost(text, message, help)
    }

    fn unmade(&self, linked: &Linked, number: usize, at: usize) -> Diagnostic {
        let text = &self.texts[number];
        let (page, _) = text.places[at].split_once('#').unwrap_or((&text.places[at], ""));
        let routes: Vec<String> =
            linked.entries.iter().filter_map(|entry| Some(format!("/{}", entry.route.as_ref()?))).collect();
        let near = nearest(page, routes.iter().map(String::as_str));
        let near = near.map(|near| format!("did you mean \"{near}\"?"));
        let help = near.unwrap_or_else(|| "name the address of a page, such as `/` or `/guide/`".to_owned());
        self.lost(text, format!("no page is published at {page}{}", text.where_it_says()), &help)
    }

    fn lost(&self, text: &Text, message: String, help: &str) -> Diagnostic {
        Diagnostic::error("lost-text", self.span(text), message).help(help)
    }

    fn span(&self, text: &Text) -> Span {
        let entry = [Step::Item(text.at)];
        let Some(Node::Map(fields)) = self.file.node.at(&entry) else { return self.file.span(&entry) };
        let at = fields.iter().position(|(name, _)| name == "shows").unwrap_or_default();
        self.file.span(&step(&entry, Step::Value(at)))
    }
}

impl Text {
    /// Reads an entry.
    fn read(file: &Yaml, at: usize, entry: &Node, problems: &mut Vec<Diagnostic>) -> Option<Text> {
        let before = problems.len();
        let mut fields = Fields::new(file, vec![Step::Item(at)], entry, &KEYS, problems);
        let shows = fields.required_text("shows", problems);
        let places = match fields.take("place") {
            Some((Node::List(_), _)) => fields.texts("place", problems),
            _ => fields.text("place", problems).into_iter().collect(),
        };
        let says = fields.text("says", problems);
        fields.finish(problems);
        let shows = shows.split_whitespace().collect::<Vec<_>>().join(" ");
        (problems.len() == before).then_some(Text { at, shows, says, places })
    }

    fn by_which_it_says(&self) -> String {
        self.says.as_ref().map(|says| format!(", by which it says that {says}")).unwrap_or_default()
    }

    fn where_it_says(&self) -> String {
        self.says.as_ref().map(|says| format!(", where it says that {says}")).unwrap_or_default()
    }
}

/// The route in an address such as `/404/#facts`.
fn route_of(place: &str) -> &str {
    let page = place.split_once('#').map_or(place, |(page, _)| page);
    page.trim_start_matches('/')
}
