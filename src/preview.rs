//! The site while it is written: joined again after each change, its pages made when they
//! are asked for. What is asked for is what a build from the same sources would make; only
//! what depends on a change is done again.

use crate::diag::{Diagnostic, Report, Severity};
use crate::joined::{Edition, Joined, join, join_declared};
use crate::link::EntryId;
use crate::model::{Site, read_site};
use crate::options::Options;
use crate::parse::{Before, Page, Pages, parse_page};
use crate::render::{OnDemand, exports};
use crate::source::{SITE_FILE, Source, Sources, Text};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What has become of the files of a project.
#[derive(Debug)]
pub enum Change {
    /// All of them, as loading gives them.
    All(Sources, Vec<Diagnostic>),
    /// Some that were there before and hold something else now.
    Some(Vec<(String, Source)>),
}

/// A project that is being written.
#[derive(Default)]
pub struct Preview {
    options: Options,
    sources: Arc<Sources>,
    /// What was wrong with loading.
    found: Vec<Diagnostic>,
    /// What `site.yaml` declares, if that is read without a problem from this text.
    declared: Option<(Text, Site)>,
    pages: Pages,
    /// The site, if it was joined without an error.
    last: Option<Arc<Shown>>,
}

/// A site that can be looked at.
pub struct Shown {
    site: OnDemand,
    /// Its other languages and versions, each with the folder in which it lies.
    others: Vec<(String, OnDemand)>,
    sources: Arc<Sources>,
    /// What is wrong with it as far as it is known without making pages: warnings alone.
    problems: Vec<Diagnostic>,
    /// The pages that a change concerns; nothing where it may concern all.
    changed: Option<Vec<EntryId>>,
    /// Whether it differs from the one before in words of texts alone.
    is_same_but_for_words: bool,
    /// Whether all pages were made once, and nothing was wrong.
    is_checked: AtomicBool,
    /// What files for the program are held with, where they are.
    held: Option<Arc<Options>>,
}

impl Preview {
    /// A project of which nothing is known yet.
    pub fn new(options: Options) -> Preview {
        Preview { options, ..Preview::default() }
    }

    /// The files as they were last taken.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Takes a change. Given is the site as it is now, or, where it has errors, what they are.
    pub fn take(&mut self, change: Change) -> Result<Arc<Shown>, Report> {
        match change {
            Change::All(sources, found) => (self.sources, self.found) = (Arc::new(sources), found),
            Change::Some(files) => {
                let paths: Vec<String> = files.iter().map(|(path, _)| path.clone()).collect();
                // A file that is written loses the day of its last change, which pages show.
                let had_days = paths.iter().any(|path| self.sources.days().contains_key(path));
                Arc::make_mut(&mut self.sources).extend(files);
                if let Some(shown) = if had_days { None } else { self.with_texts(&paths) } {
                    return Ok(shown);
                }
            }
        }
        self.join()
    }

    /// The site where no more than words in the texts of some pages are others.
    fn with_texts(&mut self, paths: &[String]) -> Option<Arc<Shown>> {
        let before = self.last.as_ref().filter(|shown| shown.others.is_empty())?;
        // What is wrong elsewhere still is.
        let mut warnings = before.problems.clone();
        let (mut problems, mut pages, mut bytes) = (Vec::new(), Vec::new(), 0);
        for path in paths {
            let name = path.strip_prefix("content/")?;
            let at = self.pages.pages.binary_search_by(|page| page.front.path.as_str().cmp(path)).ok()?;
            let (old, text) = (&self.pages.pages[at], self.sources.get(path)?.shared_text()?);
            let rules = before.site.linked.site.rules();
            let (mut told, mut tells) = (Vec::new(), Vec::new());
            if !old.is_clean {
                parse_page(name, &old.front.text, &rules, &mut told);
            }
            let new = parse_page(name, text, &rules, &mut tells);
            warnings.retain(|problem| !told.contains(problem));
            // What joining told of the text may be mended, or stand elsewhere.
            let of_text =
                |problem: &Diagnostic| problem.span.path == *path && problem.span.start >= old.body.source.start();
            if warnings.iter().any(of_text) || tells.iter().any(|problem| problem.severity == Severity::Error) {
                return None;
            }
            warnings.extend(tells);
            bytes += size(old).abs_diff(size(&new));
            pages.push((at, Arc::clone(old), new));
        }
        let both: Vec<_> = pages.iter().map(|(_, old, new)| (Arc::clone(old), Arc::clone(new))).collect();
        let (linked, changed) = before.site.linked.with_texts(&both, &mut problems)?;
        let site = before.site.with_texts(linked, &self.sources, bytes).filter(|_| problems.is_empty())?;
        for (at, _, new) in pages {
            self.pages.pages[at] = new;
        }
        // What was wrong with other pages, or not looked for, still is.
        let changed = before.is_checked.load(Ordering::Relaxed).then_some(changed);
        let sources = Arc::clone(&self.sources);
        let is_checked = AtomicBool::default();
        let others = Vec::new();
        let is_same_but_for_words = true;
        let held = before.held.clone();
        let problems = warnings;
        let shown = Shown { site, others, sources, problems, changed, is_same_but_for_words, is_checked, held };
        self.last = Some(Arc::new(shown));
        self.last.clone()
    }

    /// Joins all files anew. Those that are the same are not parsed again.
    fn join(&mut self) -> Result<Arc<Shown>, Report> {
        let Preview { options, sources, found, declared, pages, last } = self;
        // A text that is read again tells again what is wrong with it.
        let before = last.take().filter(|shown| shown.problems.is_empty());
        let prose = before.map(|shown| Arc::new(shown.site.linked.prose()));
        let mut problems = found.clone();
        let before = Before { pages: Some(pages), prose: prose.as_ref(), ..Before::default() };
        let text = sources.get(SITE_FILE).and_then(Source::shared_text).cloned();
        let same = declared.take().filter(|(before, _)| text.as_ref() == Some(before));
        let joined = match same {
            Some((text, site)) => {
                *declared = Some((text, site.clone()));
                join_declared(site, sources, options, before, &mut problems, &|_| {})
            }
            None => {
                let mut slips = Vec::new();
                let site = read_site(sources, &mut slips);
                *declared = text.zip(site.clone().filter(|_| slips.is_empty()));
                problems.extend(slips);
                match site {
                    Some(site) => join_declared(site, sources, options, before, &mut problems, &|_| {}),
                    None => {
                        problems.clone_from(found);
                        join(sources, options, before, &mut problems, &|_| {})
                    }
                }
            }
        };
        let site = joined.and_then(|Joined { original, others, pages: read, .. }| {
            let old = std::mem::replace(pages, read);
            // What takes time to take apart keeps nobody waiting.
            rayon::spawn(move || drop(old));
            let mut shown = |edition: Edition| {
                let sources = edition.sources.map_or_else(|| Arc::clone(sources), Arc::new);
                OnDemand::new(edition.linked, &sources, options, &mut problems)
            };
            let original = shown(original)?;
            let others = others.into_iter().filter_map(|edition| {
                let prefix = edition.linked.site.prefix();
                Some((prefix, shown(edition)?))
            });
            Some((original, others.collect()))
        });
        let report = Report::new(problems.clone(), sources);
        let Some((site, others)) = site.filter(|_| report.errors() == 0) else { return Err(report) };
        let (sources, is_checked) = (Arc::clone(sources), AtomicBool::default());
        let is_same_but_for_words = false;
        let held = options.exported.then(|| Arc::new(options.clone()));
        let changed = None;
        let shown = Shown { site, others, sources, problems, changed, is_same_but_for_words, is_checked, held };
        let shown = Arc::new(shown);
        *last = Some(Arc::clone(&shown));
        Ok(shown)
    }
}

/// How much search may know of a page's text.
fn size(page: &Page) -> usize {
    let headings = page.body.headings.iter().map(|heading| heading.title.len());
    page.body.source.as_str().len() + headings.sum::<usize>()
}

impl Shown {
    /// The file at a path; nothing where there is none. A page that cannot be made is told
    /// as a report.
    pub fn file(&self, path: &str) -> Result<Option<Arc<[u8]>>, Report> {
        let below = self.others.iter().filter_map(|(prefix, site)| Some((prefix, site, path.strip_prefix(prefix)?)));
        let other = below.max_by_key(|(prefix, ..)| prefix.len()).map(|(_, site, path)| (site, path));
        let (site, path) = other.unwrap_or((&self.site, path));
        site.file(path).map_err(|problem| Report::new(vec![problem], &self.sources))
    }

    /// Whether it differs from the one before in words of texts alone.
    pub fn is_same_but_for_words(&self) -> bool {
        self.is_same_but_for_words
    }

    /// All that is wrong with the site, as a build tells it. What shows only when pages are
    /// made is looked for on those that the change may concern. Nothing is given when it
    /// was told to stop before the end.
    pub fn report(&self, stop: &AtomicBool) -> Option<Report> {
        let mut found = self.site.check(self.changed.as_deref(), stop)?;
        for (_, site) in &self.others {
            let known = found.clone();
            found.extend(site.check(None, stop)?.into_iter().filter(|problem| !known.contains(problem)));
        }
        self.is_checked.store(found.is_empty(), Ordering::Relaxed);
        if let Some(options) = &self.held {
            exports(&self.site.linked, &self.sources, options, &mut found);
        }
        Some(Report::new(self.problems.iter().cloned().chain(found).collect(), &self.sources))
    }
}
