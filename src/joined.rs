//! The stages before rendering: what the site declares, its files, all joined, in each of its
//! languages.

use crate::diag::Diagnostic;
use crate::editions::{self, check_strays, drafts, originals, own_problems, sources_of, translated};
use crate::lexicon;
use crate::link::{Linked, link, tell_editions};
use crate::model::{Language, Site, read_site, translated_site, with_slash};
use crate::options::Options;
use crate::parse::{Before, Pages, Rules, parse};
use crate::render;
use crate::source::{Sources, Span};
use std::borrow::Cow;

/// A site, joined.
pub struct Joined {
    /// In its own language.
    pub original: Edition,
    /// In the others.
    pub translations: Vec<Edition>,
    /// All files, as they were parsed.
    pub pages: Pages,
    /// The files of the translations that are drafts.
    pub drafts: Vec<String>,
}

/// A site in one language.
pub struct Edition {
    /// The site.
    pub linked: Linked,
    /// The files that it is made of, where those are not all.
    pub sources: Option<Sources>,
}

impl Edition {
    /// The files that it is made of, out of all.
    pub fn sources<'a>(&'a self, all: &'a Sources) -> &'a Sources {
        self.sources.as_ref().unwrap_or(all)
    }
}

impl Joined {
    /// All editions, the original first.
    pub fn editions(&self) -> impl Iterator<Item = &Edition> {
        [&self.original].into_iter().chain(&self.translations)
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
    let mut original = edition(site, &own, sources, problems);
    let mut translations = Vec::new();
    for (number, language) in editions::others(&original.linked.site.clone()) {
        problems.extend(taken(&original.linked, language));
        let mut found = Vec::new();
        let of = Of { original: &original.linked.site, number, language, originals: &own, all: &pages };
        translations.extend(translation(&of, sources, options, &mut found));
        problems.extend(own_problems(language, found, problems));
    }
    if !translations.is_empty() {
        tell_editions([&mut original].into_iter().chain(&mut translations).map(|edition| &mut edition.linked));
    }
    drop(own);
    Some(Joined { original, translations, pages, drafts })
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
fn edition(site: Site, pages: &Pages, sources: &Sources, problems: &mut Vec<Diagnostic>) -> Edition {
    match sources_of(&site, sources) {
        Cow::Borrowed(sources) => Edition { linked: link(site, pages, sources, problems), sources: None },
        Cow::Owned(own) => Edition { linked: link(site, pages, &own, problems), sources: Some(own) },
    }
}

/// What a translation is made of.
struct Of<'a> {
    original: &'a Site,
    number: usize,
    language: &'a Language,
    originals: &'a Pages,
    all: &'a Pages,
}

/// The site in another language.
fn translation(of: &Of, sources: &Sources, options: &Options, problems: &mut Vec<Diagnostic>) -> Option<Edition> {
    let mut site = translated_site(of.language, sources, problems)?;
    apply(options, &mut site);
    // By its own words, its own language comes first.
    site.languages.clone_from(&of.original.languages);
    site.edition = of.number;
    site.base_url = format!("{}{}", site.base_url, of.language.prefix());
    site.cname = None;
    // Each language has promises of its own.
    for list in [&mut site.kept, &mut site.queries] {
        *list = list.take().map(|(path, span)| (format!("{}{path}", of.language.folder()), span));
        list.take_if(|(path, _)| sources.get(&format!("content/{path}")).is_none());
    }
    site.kinds.iter_mut().zip(&of.original.kinds).for_each(|(kind, own)| kind.doubtful |= own.doubtful);
    site.words = lexicon::words(&site, sources, problems).into();
    let pages = translated(&site, of.language, of.originals, of.all, problems);
    Some(edition(site, &pages, sources, problems))
}

/// What the original publishes where a language is to lie.
fn taken(original: &Linked, language: &Language) -> Option<Diagnostic> {
    let prefix = language.prefix();
    let file = original.files.iter().find(|file| file.path.to_lowercase().starts_with(&prefix))?;
    let message =
        format!("the pages in \"{}\" lie below /{prefix}, where /{} is published", language.tag, file.route());
    let help = "give what is published there another address, or the language another tag, such as one with a region";
    Some(Diagnostic::error("taken-address", language.span.clone(), message).help(help))
}
