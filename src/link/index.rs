//! Gives every page and row a kind, a key, a label and a route, and makes the
//! index by which everything else finds them. Their fields are read elsewhere.

use super::EntryId;
use super::aliases::{Alias, aliases};
use super::doubts::Doubts;
use super::seeds::{Position, Seed, check_path, kind_of, misplaced, no_kind, page_seed, span_of, table_seeds};
use crate::diag::{Diagnostic, Severity, nearest};
use crate::model::{Kind, Origin, Shape, Site};
use crate::parse::{Form, Pages, lock, second_file};
use crate::source::{LOCK_FILE, Source, Sources, Span, line_and_column};
use crate::text::{ends_with, names, natural};
use std::collections::{BTreeMap, BTreeSet};

/// Where a file belongs that is neither a page nor a table.
const STRAY: &str = "files that are published as they are belong into content/static/, and links to them start with /static/; tables belong into content/tables/ and end with .yaml, .json or .csv";

/// Endings under which programs write what is meant as a page.
const TEXTS: [&str; 5] = [".txt", ".markdown", ".mdown", ".mdx", ".text"];

/// Endings of tables that a spreadsheet can save as CSV.
const SHEETS: [&str; 5] = [".xlsx", ".xls", ".ods", ".numbers", ".tsv"];

/// All entries, and the ways to find them.
pub(super) struct Index<'a> {
    pub site: &'a Site,
    pub pages: &'a Pages,
    pub seeds: Vec<Seed>,
    /// For each kind its keys. Entries without a key, or with that of another, are
    /// not among them.
    pub by_kind: Vec<BTreeMap<String, EntryId>>,
    /// Entries with pages by key, over all kinds.
    pub by_key: BTreeMap<String, Vec<EntryId>>,
    /// Pages by their path below `content/`.
    pub by_path: BTreeMap<&'a str, EntryId>,
    /// Published files of `content/static/`.
    pub files: BTreeSet<&'a str>,
    /// All files, also those that nothing reads.
    pub sources: &'a Sources,
    /// Addresses at which pages were published before.
    pub aliases: Vec<Alias>,
    /// Entries whose key is missing or not to be read, which has been reported.
    pub unkeyed: Vec<EntryId>,
    /// What entries may be in truth of which it is reported that their key is in doubt.
    pub doubts: Doubts,
    /// The paths of pages that are of no kind, which has been reported.
    pub strays: Vec<&'a str>,
    /// Kinds with a key that is given twice, which has been reported: one of the two has
    /// another in truth.
    pub doubled: BTreeSet<usize>,
    /// Routes that were published and that no page has any more.
    pub routes: Routes,
}

/// Routes that were published and that no page has any more.
#[derive(Default)]
pub(super) struct Routes {
    /// Those that are reported.
    pub lost: BTreeSet<String>,
    /// Those that a page may have that could not be read, which has been reported.
    pub unread: BTreeSet<String>,
}

impl<'a> Index<'a> {
    /// Finds all entries. What fits nowhere is reported and left out.
    pub fn new(site: &'a Site, pages: &'a Pages, sources: &'a Sources, problems: &mut Vec<Diagnostic>) -> Index<'a> {
        let mut index = Index {
            site,
            pages,
            seeds: Vec::new(),
            by_kind: vec![BTreeMap::new(); site.kinds.len()],
            by_key: BTreeMap::new(),
            by_path: BTreeMap::new(),
            files: sources.below("content/static/").map(|(path, _)| path).collect(),
            sources,
            aliases: Vec::new(),
            unkeyed: Vec::new(),
            doubts: Doubts::default(),
            strays: Vec::new(),
            doubled: BTreeSet::new(),
            routes: Routes::default(),
        };
        for (number, page) in pages.pages.iter().enumerate() {
            let Some(found) = kind_of(site, &page.path) else {
                index.strays.push(&page.path);
                problems.extend((!site.has_doubtful_paths()).then(|| no_kind(site, page)));
                continue;
            };
            if let Some(problem) = misplaced(site, page, &found) {
                index.strays.push(&page.path);
                problems.push(problem);
                continue;
            }
            let kind = &site.kinds[found.0];
            let id = index.insert(page_seed(site, number, page, found, problems), problems);
            index.second_address(id);
            index.by_path.insert(&page.path, id);
            aliases(kind, &page.front, id, &mut index.aliases, problems);
        }
        for (number, table) in pages.tables.iter().enumerate() {
            // They lie in the order of their names.
            if let Some(first) = number.checked_sub(1).map(|before| &pages.tables[before])
                && first.name == table.name
            {
                problems.push(second_file(&first.yaml.path, &table.yaml.path, &table.name));
                continue;
            }
            for seed in table_seeds(site, number, table, problems) {
                let id = index.insert(seed, problems);
                index.second_address(id);
            }
        }
        index.check_paths(problems);
        if site.is_first() {
            tables_without_file(site, pages, sources, problems);
            index.stray_files(problems);
        }
        index
    }

    /// Reports what front matter says otherwise than the path of its file. A reference
    /// that leads nowhere is reported as that.
    fn check_paths(&self, problems: &mut Vec<Diagnostic>) {
        let mut published = None;
        for seed in &self.seeds {
            let Some(mismatch) = &seed.mismatch else { continue };
            let fields = &self.site.kinds[seed.kind].fields;
            let is_told = |name: &str, value: &str| {
                fields.iter().any(|field| match &field.shape {
                    Shape::Reference(to) if *field.name == *name => {
                        self.site.kind(to).is_none_or(|to| !self.by_kind[to].contains_key(value))
                    }
                    _ => false,
                })
            };
            let (front, ..) = seed.position.node(self.pages);
            let published: &BTreeSet<&str> = published.get_or_insert_with(|| {
                self::published(self.site, self.sources).map(|(_, route)| route.trim_start_matches('/')).collect()
            });
            let route = mismatch.route.as_deref().filter(|route| published.contains(route));
            let old = route.filter(|_| !self.by_path.contains_key(mismatch.path.as_str()));
            check_path(self.site, seed, front, old, is_told, problems);
        }
    }

    /// Adds an entry. It is found by its key unless that is missing or taken,
    /// which is reported.
    fn insert(&mut self, seed: Seed, problems: &mut Vec<Diagnostic>) -> EntryId {
        let id = self.seeds.len();
        let cut = self.cut_of_key(&seed);
        self.doubts.add(&seed, cut.is_some());
        problems.extend(cut.map(|cut| Diagnostic { severity: Severity::Error, ..cut }));
        if seed.key.is_empty() {
            self.unkeyed.push(id);
            self.seeds.push(seed);
            return id;
        }
        if let Some(earlier) = self.by_kind[seed.kind].get(&seed.key) {
            let other = &self.seeds[*earlier];
            // What was made out of a broken file is not checked.
            if !seed.broken && !other.broken {
                let message = format!("\"{}\" of \"{}\" is given twice", seed.key, self.site.kinds[seed.kind].name);
                let help = format!("the other one stands at {}; keep one of the two", self.place_of_key(other));
                problems.push(Diagnostic::error("repeated-key", self.span_of_key(&seed), message).help(help));
                self.doubled.insert(seed.kind);
            }
        } else {
            self.by_kind[seed.kind].insert(seed.key.clone(), id);
            if seed.route.is_some() && self.site.kinds[seed.kind].key.is_some() {
                self.by_key.entry(seed.key.clone()).or_default().push(id);
            }
        }
        self.seeds.push(seed);
        id
    }

    /// Notes the second address of an entry that is found by its key.
    fn second_address(&mut self, id: EntryId) {
        let seed = &self.seeds[id];
        let is_found = self.by_kind[seed.kind].get(&seed.key) == Some(&id);
        if let Some(address) = seed.also_at.clone().filter(|address| is_found && Some(address) != seed.route.as_ref()) {
            self.aliases.push(Alias { address, target: id, span: Span::default(), second: true });
        }
    }

    /// Where the field stands of which an entry's second address is made.
    pub fn span_of_second(&self, seed: &Seed) -> Span {
        let (file, path, node) = seed.position.node(self.pages);
        let pattern = self.site.kinds[seed.kind].also_at.as_ref();
        let name = pattern.and_then(|pattern| names(pattern.as_str()).pop()).unwrap_or_default();
        span_of(file, &path, node, &name)
    }

    /// Whether the text of an entry is damaged, which is reported: its headings are in doubt.
    pub fn is_torn(&self, seed: &Seed) -> bool {
        matches!(seed.position, Position::Page(page) if self.pages.pages[page].body.torn)
    }

    /// Where an entry's key is written. It is looked up only when there is something to
    /// report, since that walks through the whole file.
    pub fn span_of_key(&self, seed: &Seed) -> Span {
        let (file, path, node) = seed.position.node(self.pages);
        match &self.site.kinds[seed.kind].key {
            Some(key) => span_of(file, &path, node, key),
            None => Span::file(&*file.path),
        }
    }

    /// That a comment cuts off the key of an entry, whose true one is not known then; where the
    /// path of a page says it, that counts.
    pub fn cut_of_key(&self, seed: &Seed) -> Option<Diagnostic> {
        let kind = &self.site.kinds[seed.kind];
        let is_in_path = |key: &String| match &kind.origin {
            Origin::Pages(path) => names(path.as_str()).contains(key),
            Origin::Table => false,
        };
        if !seed.cut || kind.key.as_ref().is_none_or(is_in_path) {
            return None;
        }
        seed.position.node(self.pages).0.cut_at(&self.span_of_key(seed))
    }

    /// Reports files below `content/` that nothing reads. One whose name but for its ending is
    /// that of a page stands for that page.
    fn stray_files(&mut self, problems: &mut Vec<Diagnostic>) {
        for (path, file) in self.sources.below("content/") {
            let lists = [&self.site.kept, &self.site.queries].into_iter().flatten();
            let read = path == "site.yaml"
                || lists.into_iter().any(|(list, _)| list == path)
                || ends_with(path, ".md")
                || path.starts_with("static/")
                || path.strip_prefix("tables/").is_some_and(|file| Form::table(file).is_some());
            if read {
                continue;
            }
            let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
            let page = format!("{stem}.md");
            let table = path.strip_prefix("tables/").and_then(|name| name.split('.').next());
            let help =
                match table.filter(|name| self.site.kinds.iter().any(|kind| kind.is_table() && kind.name == *name)) {
                    Some(name) if SHEETS.iter().any(|ending| ends_with(path, ending)) => {
                        format!("save it as CSV: content/tables/{name}.csv")
                    }
                    Some(name) => format!("a table ends with .yaml, .json or .csv: name it content/tables/{name}.yaml"),
                    None if is_page(path, file) && kind_of(self.site, &page).is_some() => {
                        self.strays.push(path);
                        format!("a page ends with .md: name it content/{page}")
                    }
                    None => STRAY.to_owned(),
                };
            let span = Span::file(format!("content/{path}"));
            problems.push(Diagnostic::error("stray-file", span, "nothing reads this file").help(help));
        }
    }

    /// File and line of an entry's key, for a message.
    fn place_of_key(&self, seed: &Seed) -> String {
        let (file, ..) = seed.position.node(self.pages);
        let span = self.span_of_key(seed);
        format!("{}:{}", span.path, line_and_column(file.text_of(&span.path), span.start).0)
    }

    /// The entries of each kind: pages in the order of their keys, rows in that of
    /// their table.
    pub fn in_order(&self) -> Vec<Vec<EntryId>> {
        let mut kinds = vec![Vec::new(); self.site.kinds.len()];
        for (id, seed) in self.seeds.iter().enumerate() {
            kinds[seed.kind].push(id);
        }
        for (kind, entries) in self.site.kinds.iter().zip(&mut kinds) {
            if !kind.is_table() {
                entries.sort_by(|a, b| natural(&self.seeds[*a].key, &self.seeds[*b].key));
            }
        }
        kinds
    }
}

/// The addresses that were published in the language of this edition, with their places.
pub(super) fn published<'a>(
    site: &'a Site,
    sources: &'a Sources,
) -> impl Iterator<Item = (std::ops::Range<usize>, &'a str)> {
    lock::routes(sources.text(LOCK_FILE)).filter_map(|(place, route)| Some((place, site.own_route(route)?)))
}

/// Whether a file holds a page by its first line, under an ending that programs give to texts.
fn is_page(path: &str, file: &Source) -> bool {
    TEXTS.iter().any(|ending| ends_with(path, ending)) && file.text().is_some_and(|text| text.starts_with("---\n"))
}

/// Reports the tables that are declared and have no file, those aside that a file with a
/// misspelt name is meant for: that name is reported.
fn tables_without_file(site: &Site, pages: &Pages, sources: &Sources, problems: &mut Vec<Diagnostic>) {
    // One with another ending is reported as what nothing reads.
    let is_of = |path: &str, name: &str| path.strip_prefix(name).is_some_and(|ending| ending.starts_with('.'));
    let has_file = |name: &str| sources.below("content/tables/").any(|(path, _)| is_of(path, name));
    let is_table = |name: &str| site.kinds.iter().any(|kind| kind.is_table() && kind.name == name);
    let lacking = site.kinds.iter().filter(|kind| kind.is_table() && !has_file(&kind.name));
    let lacking: Vec<&Kind> = lacking.collect();
    let strange = pages.tables.iter().filter(|table| !is_table(&table.name));
    let meant: Vec<&str> =
        strange.filter_map(|table| nearest(&table.name, lacking.iter().map(|kind| kind.name.as_str()))).collect();
    for kind in lacking.iter().filter(|kind| !meant.contains(&kind.name.as_str())) {
        let message = format!("the table \"{}\" has no file", kind.name);
        let help = format!("write its rows into content/tables/{}.yaml; an empty list is `[]`", kind.name);
        problems.push(Diagnostic::error("no-table", kind.span.clone(), message).help(help));
    }
}
