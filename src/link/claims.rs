//! Who owns which output path: every path is claimed once, a second claim names
//! both claimants. What is published at all is listed in `files`.

use super::EntryId;
use super::aliases::{Alias, bad_alias, facts_at};
use super::files::{Content, File, Part, check_output_path, contents_of_site, file_of, files_of, is_old_address};
use super::index::{Index, Routes};
use crate::diag::Diagnostic;
use crate::model::{Gone, Kind, Site};
use crate::source::{SITE_FILE, Sources, Span};
use crate::text::names;
use std::collections::{BTreeMap, BTreeSet};

/// The folder of the theme's files. Their names carry hashes of their bytes, which
/// are not known before rendering, so the whole folder is claimed.
pub const ASSETS: &str = "assets/";

/// A page, the file of the one that has its path, and how that is told.
type Rivalry = (EntryId, usize, Diagnostic);

/// Output paths and their owners.
pub(super) struct Claims<'a> {
    pub site: &'a Site,
    pub index: &'a Index<'a>,
    pub files: Vec<File>,
    /// The number of the owning file by its path in lower case, because some file
    /// systems do not tell cases apart.
    pub owners: BTreeMap<String, usize>,
    /// Pages whose path another page has, with that page's file.
    rivals: Vec<Rivalry>,
    /// The kinds whose routes are wrong, which is reported.
    pub wrong: BTreeSet<usize>,
}

/// A claim that another one meets, by the number of its file.
#[derive(Clone, Copy)]
enum Rival {
    /// The same path.
    Same(usize),
    /// A path inside this one.
    Inside(usize),
    /// A folder of this one.
    Above(usize),
}

/// Claims the path of everything that is published. Gives the files whose path is
/// theirs in the order of their claims, and the routes that were published and are lost; these
/// are reported, and so is a path that is taken or leads out of the site.
pub(super) fn claim(
    site: &Site,
    index: &Index,
    sources: &Sources,
    problems: &mut Vec<Diagnostic>,
) -> (Vec<File>, Routes) {
    let names_nothing = |kind: &Kind| {
        let names = kind.route.iter().flat_map(|route| names(route.as_str()));
        names.into_iter().any(|name| kind.undeclared.contains(&name))
    };
    let wrong = site.kinds.iter().enumerate().filter(|(_, kind)| names_nothing(kind)).map(|(at, _)| at).collect();
    let mut claims = Claims { site, index, files: Vec::new(), owners: BTreeMap::new(), rivals: Vec::new(), wrong };
    let not_old = site.gone.iter().filter(|gone| !is_old_address(&gone.address));
    problems.extend(not_old.map(|gone| bad_alias(&gone.address, gone.span.clone())));
    for (path, content) in contents_of_site(site) {
        claims.claim(path, content, problems);
    }
    // Entries without a key of their own have been reported.
    let mut keyed: Vec<EntryId> = index.by_kind.iter().flat_map(BTreeMap::values).copied().collect();
    keyed.sort_unstable();
    for id in keyed {
        claims.entry(id, problems);
    }
    for (path, _) in sources.below("content/static/") {
        claims.claim(path.to_owned(), Content::Static, problems);
    }
    for (number, alias) in index.aliases.iter().enumerate() {
        if claims.claim(file_of(&alias.address), Content::Redirect(number), problems) {
            claims.facts_of_alias(number, alias, problems);
        }
    }
    claims.facts_that_are_gone(problems);
    claims.tell_rivals(problems);
    let routes = claims.check_lock(sources, problems);
    (claims.files, routes)
}

impl Claims<'_> {
    /// Claims a path. Gives whether it is owned now by what was to be there.
    fn claim(&mut self, path: String, content: Content, problems: &mut Vec<Diagnostic>) -> bool {
        let file = File { path, content };
        let problem = self.problem(&file);
        let is_free = problem.is_none();
        match (problem, self.rival(&file.path.to_lowercase()), content) {
            (None, ..) => {
                self.owners.insert(file.path.to_lowercase(), self.files.len());
                self.files.push(file);
            }
            // What is made of a broken file, or of an alias in another form, is reported there.
            (Some(_), _, content) if self.is_doubtful(content) => {}
            (Some(problem), Some(Rival::Same(owner)), Content::Part(id, Part::Page)) => {
                self.rivals.push((id, owner, problem));
            }
            (Some(problem), ..) => problems.push(problem),
        }
        is_free
    }

    /// Whether what is published has been made out of something that is reported.
    fn is_doubtful(&self, content: Content) -> bool {
        match content {
            Content::Part(id, _) => {
                let seed = &self.index.seeds[id];
                seed.broken || self.wrong.contains(&seed.kind)
            }
            Content::Redirect(number) => {
                let Alias { target, span, second, .. } = &self.index.aliases[number];
                if *second { self.is_doubtful(Content::Part(*target, Part::Page)) } else { *span == Span::default() }
            }
            _ => false,
        }
    }

    /// Reports the pages whose path another page has. Of many between two kinds the routes
    /// of the kinds are the cause.
    fn tell_rivals(&mut self, problems: &mut Vec<Diagnostic>) {
        let mut by_kinds: BTreeMap<(usize, Option<usize>), Vec<Rivalry>> = BTreeMap::new();
        for (id, owner, problem) in std::mem::take(&mut self.rivals) {
            let other = match self.files[owner].content {
                Content::Part(other, Part::Page) => Some(self.index.seeds[other].kind),
                _ => None,
            };
            by_kinds.entry((self.index.seeds[id].kind, other)).or_default().push((id, owner, problem));
        }
        for ((kind, other), rivals) in &by_kinds {
            if let (Some(other), [(_, owner, _), _, ..]) = (other, &rivals[..]) {
                problems.push(self.one_route(*kind, *other, &self.files[*owner].path, rivals.len()));
                self.wrong.insert(*kind);
            }
        }
        for ((kind, other), rivals) in by_kinds {
            let is_told = self.wrong.contains(&kind) || other.is_some_and(|other| self.wrong.contains(&other));
            problems.extend(rivals.into_iter().filter(|_| !is_told).map(|(.., problem)| problem));
        }
    }

    /// That the routes of two kinds, or of all pages of one, give the same addresses.
    fn one_route(&self, kind: usize, other: usize, path: &str, many: usize) -> Diagnostic {
        let (kind, other) = (&self.site.kinds[kind], &self.site.kinds[other]);
        let message = match kind.name == other.name {
            true => format!("this route gives several pages of \"{}\" one address, such as {path}", kind.name),
            false => format!(
                "this route gives {many} pages of \"{}\" addresses that pages of \"{}\" have, such as {path}",
                kind.name, other.name
            ),
        };
        let help = match &kind.key {
            Some(key) => format!("write a route of its own with the page's key, such as `{}/{{{key}}}/`", kind.name),
            None => format!("write a route of its own, such as `{}/`", kind.name),
        };
        Diagnostic::error("route-collision", kind.route_span.clone(), message).help(help)
    }

    /// Claims what is published of an entry. When its page cannot be, the files
    /// beside it are not reported as well.
    fn entry(&mut self, id: EntryId, problems: &mut Vec<Diagnostic>) {
        let seed = &self.index.seeds[id];
        for (part, path) in files_of(self.site, seed.kind, &seed.key, seed.route.as_deref()) {
            let is_free = self.claim(path, Content::Part(id, part), problems);
            if part == Part::Page && !is_free {
                return;
            }
        }
    }

    /// Claims JSON beside an address that leads to a page with facts. Where they lay before is
    /// concluded from where the page did.
    fn facts_of_alias(&mut self, number: usize, alias: &Alias, problems: &mut Vec<Diagnostic>) {
        let seed = &self.index.seeds[alias.target];
        let kind = &self.site.kinds[seed.kind];
        let path = match alias.second {
            true => kind.json.as_ref().map(|_| format!("{}.json", alias.address.trim_end_matches('/'))),
            false => facts_at(kind, &alias.address),
        };
        let own = Part::Facts.path(self.site, seed.kind, &seed.key, None);
        if let Some(path) = path.filter(|path| own.as_ref() != Some(path)) {
            self.claim(path, Content::Redirect(number), problems);
        }
    }

    /// Claims JSON beside each page with facts that is gone, whichever kind it was of.
    fn facts_that_are_gone(&mut self, problems: &mut Vec<Diagnostic>) {
        let site = self.site;
        for (number, gone) in site.gone.iter().enumerate() {
            let paths: BTreeSet<String> = site.kinds.iter().filter_map(|kind| facts_at(kind, &gone.address)).collect();
            for path in paths {
                self.claim(path, Content::Gone(number), problems);
            }
        }
    }

    /// What is wrong with a claim. Nobody is named before that is sure, since names and
    /// places take far longer than looking up a path.
    fn problem(&self, file: &File) -> Option<Diagnostic> {
        let path = &file.path;
        let lower = path.to_lowercase();
        let slip = check_output_path(path).err();
        let is_in_assets = format!("{lower}/").starts_with(ASSETS);
        if slip.is_none() && !is_in_assets && self.rival(&lower).is_none() {
            return None;
        }
        let (what, span) = self.claimant(file);
        if let Some((why, help)) = slip {
            let message = format!("{what} would be published as {path}, {why}");
            return Some(Diagnostic::error("bad-route", span, message).help(help));
        }
        let (message, help) = match self.rival(&lower) {
            Some(rival) if !is_in_assets => {
                let help = "give one of the two another key, alias or file name";
                (self.collision(&what, &span, path, rival), help)
            }
            _ => {
                let help = "put files of your own into another folder, such as content/static/files/";
                (self.among_assets(&what, path), help)
            }
        };
        Some(Diagnostic::error("route-collision", span, message).help(help))
    }

    /// Who has a path already, or a part of it.
    fn rival(&self, lower: &str) -> Option<Rival> {
        if let Some(owner) = self.owners.get(lower) {
            return Some(Rival::Same(*owner));
        }
        let folder = format!("{lower}/");
        if let Some((_, owner)) =
            self.owners.range(folder.clone()..).next().filter(|(path, _)| path.starts_with(&folder))
        {
            return Some(Rival::Inside(*owner));
        }
        let mut folders = lower.match_indices('/').map(|(at, _)| &lower[..at]);
        folders.find_map(|folder| self.owners.get(folder)).map(|owner| Rival::Above(*owner))
    }

    /// How a claim collides with that of a rival.
    fn collision(&self, what: &str, span: &Span, path: &str, rival: Rival) -> String {
        let told = |owner: usize| {
            let (what, owner) = self.claimant(&self.files[owner]);
            if owner.path == span.path { what } else { format!("{what} ({})", owner.path) }
        };
        match rival {
            Rival::Same(owner) => format!("{what} and {} would both be published as {path}", told(owner)),
            Rival::Inside(owner) => format!("{what} at {path} stands where {} needs a folder", told(owner)),
            Rival::Above(owner) => {
                let folder = self.files[owner].path.to_lowercase();
                format!("{} at {folder} stands where {what} needs a folder", told(owner))
            }
        }
    }

    /// How a claim collides with the folder of the theme's files.
    fn among_assets(&self, what: &str, path: &str) -> String {
        let theme = &self.site.theme;
        let owner = format!("the files of the theme \"{theme}\" (themes/{theme}/assets/)");
        match path.contains('/') {
            false => format!("{what} at {path} stands where {owner} need a folder"),
            true => format!("{what} would be published as {path}, among {owner}"),
        }
    }

    /// How a claimant is called in a message, and where it is written.
    pub fn claimant(&self, file: &File) -> (String, Span) {
        let kinds = &self.site.kinds;
        match file.content {
            Content::Part(id, part) => {
                let seed = &self.index.seeds[id];
                (format!("the {} \"{}\"", part.noun(), seed.label), self.index.span_of_key(seed))
            }
            Content::FactList(kind) => (format!("the JSON list of \"{}\"", kinds[kind].name), kinds[kind].span.clone()),
            Content::Schema(kind) => (format!("the schema of \"{}\"", kinds[kind].name), kinds[kind].span.clone()),
            Content::FactsSchema(kind) | Content::ListSchema(kind) => {
                (format!("the schema of the JSON of \"{}\"", kinds[kind].name), kinds[kind].span.clone())
            }
            Content::Redirect(number) => {
                let Alias { address, target, span, second } = &self.index.aliases[number];
                match second {
                    true => {
                        let span = self.index.span_of_second(&self.index.seeds[*target]);
                        (format!("the second address \"{address}\""), span)
                    }
                    false => (format!("the alias \"{address}\""), span.clone()),
                }
            }
            Content::Gone(number) => {
                let Gone { address, span, .. } = &self.site.gone[number];
                (format!("the address \"{address}\" that is gone"), span.clone())
            }
            Content::Static => ("the static file".to_owned(), Span::file(format!("content/static/{}", file.path))),
            Content::Feed => {
                let span = self.site.feed.as_ref().map(|feed| feed.page.1.clone());
                ("the feed".to_owned(), span.unwrap_or_else(|| Span::file(SITE_FILE)))
            }
            _ => ("the generator's own file".to_owned(), Span::file(SITE_FILE)),
        }
    }
}
