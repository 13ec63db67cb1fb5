//! The same site in other languages: an edition each, with the keys, facts and addresses of the
//! original below a folder of its own, and with the texts that `content/<language>/` has. What
//! is not translated there is the original's, and marked as such.
//!
//! An edition runs through the same stages as the original, of which it differs in what is read:
//! the declaration and the files have translations laid over them. So nothing in linking,
//! rendering or search knows of translations but what tells of them.

mod merge;

use crate::diag::{Diagnostic, Severity, nearest};
use crate::link::kind_at;
use crate::model::{DRAFT, Drafts, Field, Fields, Kind, Language, OF_ALL, Shape, Site};
use crate::parse::{Form, Node, Page, Pages, Step, Table, Yaml, second_file};
use crate::source::{SITE_FILE, Sources, Span};
use crate::text::ends_with;
use merge::Merging;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The folder of all that a site says.
const CONTENT: &str = "content/";

/// The other languages of a site, each with its number among all.
pub fn others(site: &Site) -> impl Iterator<Item = (usize, &Language)> {
    site.languages.iter().enumerate().filter(|(_, language)| !language.is_own)
}

/// The files of one language: all but those of the others.
pub fn sources_of<'a>(site: &Site, sources: &'a Sources) -> Cow<'a, Sources> {
    if site.languages.is_empty() {
        return Cow::Borrowed(sources);
    }
    let mut own = sources.clone();
    for (_, language) in others(site).filter(|(number, _)| *number != site.edition) {
        let folder = format!("content/{}", language.folder());
        sources.below(&folder).for_each(|(path, _)| own.remove(&format!("{folder}{path}")));
    }
    Cow::Owned(own)
}

/// The files of a site as somebody sees them who reads one language: each translation at the path
/// of its original. For what concerns texts alone, such as how links are written.
pub struct Seen {
    /// The files.
    pub sources: Sources,
    /// The folder of the translations below `content/`, with its final slash; nothing for the
    /// site's own language.
    folder: String,
    /// The paths of the originals that are translated.
    translated: BTreeSet<String>,
}

impl Seen {
    /// The path of the file that is seen at a path; nothing for one that is another language's.
    pub fn written(&self, path: &str) -> Option<String> {
        let below = path.strip_prefix("content/").unwrap_or(path);
        let is_own = self.folder.is_empty() || self.translated.contains(path);
        is_own.then(|| if self.folder.is_empty() { path.to_owned() } else { format!("content/{}{below}", self.folder) })
    }
}

/// The files of a site as they are seen in each language, the site's own first.
pub fn seen(site: &Site, sources: &Sources) -> Vec<Seen> {
    let originals = Site { edition: 0, languages: site.languages.clone(), ..Site::default() };
    let originals = sources_of(&originals, sources).into_owned();
    let in_language = |(_, language): (usize, &Language)| {
        let folder = language.folder();
        let (mut seen, mut translated) = (originals.clone(), BTreeSet::new());
        for (below, source) in sources.below(&format!("content/{folder}")) {
            let path = format!("content/{below}");
            if let Some(text) = source.shared_text().filter(|_| originals.get(&path).is_some() && path != SITE_FILE) {
                seen.insert_text(path.as_str(), text.clone());
                translated.insert(path);
            }
        }
        Seen { sources: seen, folder, translated }
    };
    let own = Seen { sources: originals.clone(), folder: String::new(), translated: BTreeSet::new() };
    [own].into_iter().chain(others(site).map(in_language)).collect()
}

/// The files that the site in its own language is made of.
pub fn originals<'a>(site: &Site, pages: &'a Pages) -> Cow<'a, Pages> {
    if site.languages.is_empty() {
        return Cow::Borrowed(pages);
    }
    let folders: Vec<String> = others(site).map(|(_, language)| language.folder()).collect();
    let is_own = |path: &str| !folders.iter().any(|folder| path.starts_with(folder));
    Cow::Owned(Pages {
        pages: pages.pages.iter().filter(|page| is_own(&page.path)).cloned().collect(),
        tables: pages.tables.iter().filter(|table| table.folder.is_empty()).cloned().collect(),
        prose: Arc::clone(&pages.prose),
    })
}

/// The files that an edition is made of: the originals, each with its translation laid over it
/// where there is one. Reported is what is wrong with translations as such.
pub fn translated(
    site: &Site,
    language: &Language,
    originals: &Pages,
    all: &Pages,
    problems: &mut Vec<Diagnostic>,
) -> Pages {
    let folder = language.folder();
    let mut edition = Pages { pages: originals.pages.clone(), tables: originals.tables.clone(), ..Pages::default() };
    for page in &all.pages {
        let Some(path) = page.path.strip_prefix(&folder) else { continue };
        match edition.pages.binary_search_by(|own| own.path.as_str().cmp(path)) {
            Ok(at) => edition.pages[at] = with_page(site, &edition.pages[at], page, problems),
            Err(_) => {
                let paths = originals.pages.iter().map(|page| page.path.as_str());
                problems.push(without_original(&page.front.path, path, paths));
            }
        }
    }
    let mut read: BTreeMap<&str, &str> = BTreeMap::new();
    for table in all.tables.iter().filter(|table| table.folder == folder) {
        if let Some(first) = read.insert(&table.name, &table.yaml.path) {
            problems.push(second_file(first, &table.yaml.path, &table.name));
            continue;
        }
        match edition.tables.iter().position(|own| own.name == table.name) {
            Some(at) => edition.tables[at] = with_table(site, &edition.tables[at], table, problems),
            None => {
                let below = |table: &Table| table.yaml.path.trim_start_matches("content/").to_owned();
                let path = below(table).replacen(&folder, "", 1);
                let paths: Vec<String> = originals.tables.iter().map(|table| below(table)).collect();
                problems.push(without_original(&table.yaml.path, &path, paths.iter().map(String::as_str)));
            }
        }
    }
    edition
}

/// A page with its translation. One that could not be read, or is a draft that is left out, has none.
fn with_page(site: &Site, own: &Arc<Page>, over: &Page, problems: &mut Vec<Diagnostic>) -> Arc<Page> {
    Fields::of_file(&over.front, &[DRAFT], &mut Vec::new()).flag(DRAFT, problems);
    let is_left_out = is_draft(over) && site.drafts == Drafts::LeaveOut;
    let (Some(kind), false) = (kind_at(site, &own.path), own.front.broken || over.front.broken || is_left_out) else {
        return Arc::clone(own);
    };
    let mut merging = Merging { original: &own.front, file: &over.front, problems };
    let node = merging.entry(&site.kinds[kind], Vec::new(), &own.front.node, &over.front.node);
    tell_untranslated(&site.kinds[kind], &own.front.node, &over.front, &[], problems);
    if own.body.shows && !over.body.shows {
        let message = format!("the text of {} is not translated here", own.front.path);
        let help =
            "translate it too; until then leave this file out, and readers get the whole page in its own language";
        problems.push(Diagnostic::error("untranslated", Span::file(&*over.front.path), message).help(help));
    }
    Arc::new(Page {
        path: own.path.clone(),
        front: over.front.clone().laid_over(own.front.clone(), None, node),
        body: Arc::clone(&over.body),
        original: Some(Arc::clone(&own.body)),
        is_clean: false,
        is_marked: own.is_marked,
    })
}

/// Warns of texts that the translation of a page or a row leaves in the language of the original: what names
/// the page and sums it up, and prose.
fn tell_untranslated(kind: &Kind, own: &Node, file: &Yaml, path: &[Step], problems: &mut Vec<Diagnostic>) {
    let Some(over) = file.node.at(path) else { return };
    let is_text = |field: &&Field| {
        let names_it = *field.name == *kind.title || kind.summary.as_deref() == Some(&*field.name);
        field.translated && (names_it || matches!(field.shape, Shape::Prose))
    };
    let has = |node: &Node, name: &str| node.get(name).is_some_and(|node| *node != Node::Null);
    let lacking = kind.fields.iter().filter(is_text).map(|field| &*field.name);
    let lacking: Vec<&str> = lacking.filter(|name| has(own, name) && !has(over, name)).collect();
    // What is misspelt is told as that.
    let is_strange = |(name, _): &(String, Node)| kind.field(name).is_none() && !OF_ALL.contains(&name.as_str());
    let Node::Map(entries) = over else { return };
    if lacking.is_empty() || entries.iter().any(is_strange) {
        return;
    }
    let message = format!("not translated here: {}", lacking.join(", "));
    let help = format!("add `{}: …`; readers get the words of the original in its place", lacking[0]);
    problems.push(Diagnostic::warning("untranslated", file.span(path), message).help(help));
}

/// Whether a translation is a draft.
fn is_draft(page: &Page) -> bool {
    page.is_marked || page.front.node.get(DRAFT) == Some(&Node::Flag(true))
}

/// The files of translations that are drafts.
pub fn drafts(site: &Site, all: &Pages) -> Vec<String> {
    let folders: Vec<String> = others(site).map(|(_, language)| language.folder()).collect();
    let is_translation = |page: &Page| folders.iter().any(|folder| page.path.starts_with(folder));
    let drafts = all.pages.iter().filter(|page| is_translation(page) && is_draft(page));
    drafts.map(|page| page.front.path.clone()).collect()
}

/// A table with its translation.
fn with_table(site: &Site, own: &Arc<Table>, over: &Table, problems: &mut Vec<Diagnostic>) -> Arc<Table> {
    problems.extend(over.malformed.clone());
    let kind = site.kind(&own.name).map(|kind| &site.kinds[kind]).filter(|kind| kind.is_table());
    let (Some(kind), false) = (kind, own.yaml.broken || over.yaml.broken) else { return Arc::clone(own) };
    let mut merging = Merging { original: &own.yaml, file: &over.yaml, problems };
    let node = merging.rows(kind, &own.yaml.node, &over.yaml.node);
    let key = kind.key.as_deref().unwrap_or_default();
    let (Node::List(rows), Node::List(given)) = (&own.yaml.node, &over.yaml.node) else { return Arc::clone(own) };
    for (at, row) in given.iter().enumerate() {
        let original = rows.iter().find(|own| own.get(key).is_some() && own.get(key) == row.get(key));
        original.into_iter().for_each(|own| tell_untranslated(kind, own, &over.yaml, &[Step::Item(at)], problems));
    }
    let yaml = over.yaml.clone().laid_over(own.yaml.clone(), kind.key.as_deref(), node);
    let (name, folder) = (own.name.clone(), String::new());
    Arc::new(Table { name, folder, yaml, malformed: None, is_clean: false, digest: None })
}

/// A translation of nothing.
fn without_original<'a>(path: &str, original: &str, paths: impl Iterator<Item = &'a str>) -> Diagnostic {
    let message = format!("this translates content/{original}, which there is not");
    let near = nearest(original, paths).map(|near| format!("the nearest is content/{near}; "));
    let help = format!("{}a translation has the path of its original", near.unwrap_or_default());
    Diagnostic::error("no-original", Span::file(path), message).help(help)
}

/// Reports files among the translations that nothing reads.
pub fn check_strays(site: &Site, sources: &Sources, problems: &mut Vec<Diagnostic>) {
    for (_, language) in others(site) {
        let folder = format!("content/{}", language.folder());
        for (path, _) in sources.below(&folder) {
            let is_table = path.strip_prefix("tables/").is_some_and(|name| Form::table(name).is_some());
            let lists = [&site.kept, &site.queries].into_iter().flatten();
            let is_list = lists.into_iter().any(|(list, _)| list == path);
            if path == "site.yaml" || ends_with(path, ".md") || is_table || is_list {
                continue;
            }
            let help = match path.starts_with("static/") {
                true => "files that are published as they are lie in content/static/, for all languages",
                false => {
                    "a translation has the path of its original: pages end with .md, tables lie in tables/, and \
                     beside them only site.yaml and the lists that content/site.yaml names"
                }
            };
            let span = Span::file(format!("{folder}{path}"));
            problems.push(Diagnostic::error("stray-file", span, "nothing reads this file").help(help));
        }
    }
}

/// The files of an older version, below whose root its content lies, with the themes that the site
/// has now.
pub fn sources_of_version(sources: &Sources, root: &str) -> Sources {
    let mut own = sources.clone();
    let now: Vec<String> = sources.below(CONTENT).map(|(path, _)| format!("{CONTENT}{path}")).collect();
    now.iter().for_each(|path| own.remove(path));
    own.extend(
        sources.below(&format!("{root}{CONTENT}")).map(|(path, file)| (format!("{CONTENT}{path}"), file.clone())),
    );
    own
}

/// The problems of an older version with the places of its files: its errors alone, since what
/// it was will not be mended.
pub fn problems_of_version(root: &str, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let errors = found.into_iter().filter(|problem| problem.severity == Severity::Error);
    let placed = errors.map(|mut problem| {
        if problem.span.path.starts_with(CONTENT) {
            problem.span.path.insert_str(0, root);
        }
        problem
    });
    placed.collect()
}

/// What of the problems of an edition is told besides those that were told before: what is wrong
/// with its translations, whose files have this `folder` before them; and, where there was no
/// error, all that was not told.
pub fn own_problems(folder: &str, found: Vec<Diagnostic>, told: &[Diagnostic]) -> Vec<Diagnostic> {
    let is_whole = !told.iter().any(|problem| problem.severity == Severity::Error);
    let known: BTreeSet<(&str, &Span)> = told.iter().map(|problem| (problem.code, &problem.span)).collect();
    let is_own = |problem: &Diagnostic| {
        problem.span.path.starts_with(folder) || is_whole && !known.contains(&(problem.code, &problem.span))
    };
    found.into_iter().filter(is_own).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::Step::{self, Item, Value};
    use crate::parse::Yaml;

    #[test]
    fn values_have_the_places_where_they_are_written() {
        let yaml = |path: &str, text: &str| Yaml::read(path, &text.into(), 0..text.len(), &mut Vec::new());
        let under = yaml("under", "- id: a\n  n: 9.10\n  t: one\n- id: b\n  t: two\n");
        let over = yaml("over", "- id: b\n  t: zwei\n");
        let both = yaml("both", "- {id: a, n: 9.1, t: one}\n- {id: b, t: zwei}\n").node;
        let laid = over.laid_over(under, Some("id"), both);
        let place = |path: &[Step]| {
            let span = laid.span(path);
            (span.path.clone(), laid.text_of(&span.path)[span.start..span.end].to_owned())
        };
        assert_eq!(place(&[Item(1), Value(1)]), ("over".into(), "zwei".into()));
        assert_eq!(place(&[Item(0), Value(2)]), ("under".into(), "one".into()));
        assert_eq!(laid.scalar(&[Item(0), Value(1)], &Node::Number(9.1)).as_deref(), Some("9.10"));
        assert!(laid.is_laid_at(&[Item(1)]) && !laid.is_laid_at(&[Item(0)]));
    }
}
