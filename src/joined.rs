//! The stages before rendering: what the site declares, its files, all joined, in each of its
//! languages and versions.

use crate::diag::Diagnostic;
use crate::editions::{
    self, check_strays, drafts, originals, problems_of_version, sources_of, sources_of_version, translated,
};
use crate::lexicon;
use crate::link::{Linked, link, tell_editions};
use crate::model::{Language, Site, folder_of, read_site, translated_site, with_slash};
use crate::options::Options;
use crate::parse::{Before, Pages, Rules, parse};
use crate::render;
use crate::source::{Sources, Span};
use std::borrow::Cow;
use std::sync::Arc;

/// A site, joined.
pub struct Joined {
    /// The newest version in the site's own language.
    pub original: Edition,
    /// It in other languages, and older versions in all of theirs.
    pub others: Vec<Edition>,
    /// All files of the newest version, as they were parsed.
    pub pages: Pages,
    /// The files of its translations that are drafts.
    pub drafts: Vec<String>,
}

/// A version of a site in one language.
pub struct Edition {
    /// The site.
    pub linked: Linked,
    /// The files that it is made of, where those are not all.
    pub sources: Option<Sources>,
    /// What stands before the paths of its files; nothing for the newest version.
    root: String,
}

impl Edition {
    /// The files that it is made of, out of all.
    pub fn sources<'a>(&'a self, all: &'a Sources) -> &'a Sources {
        self.sources.as_ref().unwrap_or(all)
    }

    /// What of its problems is told besides those that were told before.
    pub fn own_problems(&self, found: Vec<Diagnostic>, told: &[Diagnostic]) -> Vec<Diagnostic> {
        own_problems(&self.linked.site, &self.root, found, told)
    }
}

/// What of the problems of an edition is told besides those that were told before.
fn own_problems(site: &Site, root: &str, found: Vec<Diagnostic>, told: &[Diagnostic]) -> Vec<Diagnostic> {
    if site.is_first() {
        return found;
    }
    let found = if site.version > 0 { problems_of_version(root, found) } else { found };
    let folder = site.languages.get(site.edition).map(Language::folder).unwrap_or_default();
    editions::own_problems(&format!("{root}content/{folder}"), found, told)
}

impl Joined {
    /// All editions, the original first.
    pub fn editions(&self) -> impl Iterator<Item = &Edition> {
        [&self.original].into_iter().chain(&self.others)
    }
}

/// Joins a site. Nothing is given when it declares nothing: then each file is checked for
/// itself, and what it would be in the site is not guessed at.
pub fn join(
    sources: &Sources,
    options: &Options,
    before: Before,
    problems: &mut Vec<Diagnostic>,
    begins: &dyn Fn(&'static str),
) -> Option<Joined> {
    begins("parsing");
    let Some(site) = read_site(sources, problems) else {
        parse(sources, &Rules { raw_html: true, highlight: true }, &[], Before::default(), problems);
        return None;
    };
    join_declared(site, sources, options, before, problems, begins)
}

/// The same of a site whose declaration has been read. Nothing is given either when a part of
/// it could not be read.
pub fn join_declared(
    mut site: Site,
    sources: &Sources,
    options: &Options,
    before: Before,
    problems: &mut Vec<Diagnostic>,
    begins: &dyn Fn(&'static str),
) -> Option<Joined> {
    apply(options, &mut site);
    site.words = lexicon::words(&site, sources, problems).into();
    let InLanguages { mut editions, pages, drafts } =
        in_languages(site, sources, "", options, before, problems, begins)?;
    let newest = Arc::clone(&editions.first()?.linked.site);
    for (number, version) in newest.versions.iter().enumerate().filter(|(_, version)| !version.is_newest) {
        problems.extend(taken(&editions[0].linked, &version.prefix(), &version.name, &version.span));
        problems.extend(same_folder(&newest, &version.prefix(), &version.name, &version.span));
        editions.extend(older(&newest, number, sources, options, problems));
    }
    if editions.len() > 1 {
        tell_editions(editions.iter_mut().map(|edition| &mut edition.linked));
    }
    let others = editions.split_off(1);
    Some(Joined { original: editions.pop()?, others, pages, drafts })
}

/// A version of a site in all its languages, the own one first.
struct InLanguages {
    editions: Vec<Edition>,
    pages: Pages,
    drafts: Vec<String>,
}

/// Joins a version in all its languages. `root` stands before the paths of its files.
fn in_languages(
    site: Site,
    sources: &Sources,
    root: &str,
    options: &Options,
    before: Before,
    problems: &mut Vec<Diagnostic>,
    begins: &dyn Fn(&'static str),
) -> Option<InLanguages> {
    let folders: Vec<String> = editions::others(&site).map(|(_, language)| language.folder()).collect();
    let pages = parse(sources, &site.rules(), &folders, before, problems);
    if site.unread {
        render::check(&site, sources, problems);
        return None;
    }
    begins("linking");
    let drafts = drafts(&site, &pages);
    check_strays(&site, sources, problems);
    let own = originals(&site, &pages);
    let mut editions = vec![edition(site, &own, sources, root, problems)];
    let original = Arc::clone(&editions[0].linked.site);
    for (number, language) in editions::others(&original) {
        problems.extend(taken(&editions[0].linked, &language.prefix(), &language.tag, &language.span));
        let of = Of { original: &original, number, language, originals: &own, all: &pages, root };
        editions.extend(translation(&of, sources, options, problems));
    }
    drop(own);
    Some(InLanguages { editions, pages, drafts })
}

/// An older version in all its languages; nothing where it cannot be read, which is reported.
fn older(
    newest: &Site,
    number: usize,
    sources: &Sources,
    options: &Options,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Edition> {
    let version = &newest.versions[number];
    let Some(root) = version.root(sources) else {
        let message = format!("there is no version \"{}\"", version.name);
        let help = format!(
            "put its content/ into {}content/, or give the commit the tag {} in git; a workflow has to fetch the tags",
            folder_of(&version.name),
            version.name
        );
        problems.push(Diagnostic::error("no-version", version.span.clone(), message).help(help));
        return Vec::new();
    };
    let own = sources_of_version(sources, &root);
    let mut found = Vec::new();
    let editions = read_site(&own, &mut found).and_then(|mut site| {
        apply(options, &mut site);
        become_version(&mut site, newest, number);
        site.words = lexicon::words(&site, &own, &mut found).into();
        in_languages(site, &own, &root, options, Before::default(), &mut found, &|_| {})
    });
    let folder = format!("{root}content/");
    problems.extend(editions::own_problems(&folder, problems_of_version(&root, found), problems));
    let editions = editions.map(|joined| joined.editions).unwrap_or_default().into_iter();
    editions.map(|edition| Edition { sources: edition.sources.or_else(|| Some(own.clone())), ..edition }).collect()
}

/// Gives an older version what the newest decides for all: where the site lies, how it looks, and
/// which versions there are.
fn become_version(site: &mut Site, newest: &Site, number: usize) {
    site.versions.clone_from(&newest.versions);
    site.version = number;
    site.base_url = format!("{}{}", newest.base_url, newest.versions[number].prefix());
    site.theme.clone_from(&newest.theme);
    site.theme_span.clone_from(&newest.theme_span);
    (site.cname, site.edit_url, site.last_changed) = (None, None, false);
}

/// What the options say of a site.
fn apply(options: &Options, site: &mut Site) {
    if let Some(theme) = &options.theme {
        site.theme.clone_from(theme);
        site.theme_span = Span::file(format!("--theme {theme}"));
    }
    if let Some(base_url) = &options.base_url {
        site.base_url = with_slash(base_url);
    }
    (site.drafts, site.locked) = (options.drafts, options.locked);
    if let Some(edit_url) = &options.edit_url {
        site.edit_url = Some(edit_url.clone());
    }
    site.pictures = cfg!(feature = "pictures") && options.pictures.is_some();
    site.service_worker &= !options.preview;
}

/// A site in its language, out of its files.
fn edition(site: Site, pages: &Pages, sources: &Sources, root: &str, problems: &mut Vec<Diagnostic>) -> Edition {
    let root = root.to_owned();
    match sources_of(&site, sources) {
        Cow::Borrowed(sources) => Edition { linked: link(site, pages, sources, problems), sources: None, root },
        Cow::Owned(own) => Edition { linked: link(site, pages, &own, problems), sources: Some(own), root },
    }
}

/// What a translation is made of.
struct Of<'a> {
    original: &'a Site,
    number: usize,
    language: &'a Language,
    originals: &'a Pages,
    all: &'a Pages,
    root: &'a str,
}

/// The site in another language.
fn translation(of: &Of, sources: &Sources, options: &Options, problems: &mut Vec<Diagnostic>) -> Option<Edition> {
    let mut found = Vec::new();
    let mut site = translated_site(of.language, sources, &mut found)?;
    apply(options, &mut site);
    if of.original.version > 0 {
        become_version(&mut site, of.original, of.original.version);
    }
    // By its own words, its own language comes first.
    site.languages.clone_from(&of.original.languages);
    site.edition = of.number;
    site.base_url = format!("{}{}", of.original.base_url, of.language.prefix());
    site.cname = None;
    // Each language has promises of its own.
    for list in [&mut site.kept, &mut site.queries] {
        *list = list.take().map(|(path, span)| (format!("{}{path}", of.language.folder()), span));
        list.take_if(|(path, _)| sources.get(&format!("content/{path}")).is_none());
    }
    site.kinds.iter_mut().zip(&of.original.kinds).for_each(|(kind, own)| kind.doubtful |= own.doubtful);
    site.words = lexicon::words(&site, sources, &mut found).into();
    let pages = translated(&site, of.language, of.originals, of.all, &mut found);
    let edition = edition(site, &pages, sources, of.root, &mut found);
    let folder = format!("content/{}", of.language.folder());
    problems.extend(editions::own_problems(&folder, found, problems));
    Some(edition)
}

/// That a language lies where a version of this name is to lie.
fn same_folder(newest: &Site, prefix: &str, name: &str, span: &Span) -> Option<Diagnostic> {
    let language = newest.languages.iter().find(|language| language.prefix().eq_ignore_ascii_case(prefix))?;
    let message = format!("the version \"{name}\" lies below /{prefix}, where the language \"{}\" does", language.tag);
    Some(Diagnostic::error("taken-address", span.clone(), message).help("give the version another name"))
}

/// What is published where a language or a version of this name is to lie.
fn taken(original: &Linked, prefix: &str, name: &str, span: &Span) -> Option<Diagnostic> {
    let file = original.files.iter().find(|file| file.path.to_lowercase().starts_with(&prefix.to_lowercase()))?;
    let message = format!("the pages in \"{name}\" lie below /{prefix}, where /{} is published", file.route());
    let help = "give what is published there another address, or this another name, such as a language with its region";
    Some(Diagnostic::error("taken-address", span.clone(), message).help(help))
}
