//! Who owns which output path: every path is claimed once, a second claim names
//! both claimants. What is published at all is listed in `files`.

use super::EntryId;
use super::aliases::{Alias, bad_alias};
use super::files::{Content, File, Part, check_output_path, contents_of_site, file_of, files_of, is_old_address};
use super::index::Index;
use crate::diag::Diagnostic;
use crate::model::{Gone, Site};
use crate::parse::lock;
use crate::source::{LOCK_FILE, SITE_FILE, Sources, Span};
use std::collections::{BTreeMap, BTreeSet};

/// The folder of the theme's files. Their names carry hashes of their bytes, which
/// are not known before rendering, so the whole folder is claimed.
pub const ASSETS: &str = "assets/";

/// Output paths and their owners.
struct Claims<'a> {
    site: &'a Site,
    index: &'a Index<'a>,
    files: Vec<File>,
    /// The number of the owning file by its path in lower case, because some file
    /// systems do not tell cases apart.
    owners: BTreeMap<String, usize>,
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
/// theirs in the order of their claims; a path that is taken or leads out of the site is reported.
pub(super) fn claim(site: &Site, index: &Index, sources: &Sources, problems: &mut Vec<Diagnostic>) -> Vec<File> {
    let mut claims = Claims { site, index, files: Vec::new(), owners: BTreeMap::new() };
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
        claims.claim(file_of(&alias.address), Content::Redirect(number), problems);
    }
    claims.check_lock(sources, problems);
    claims.files
}

impl Claims<'_> {
    /// Claims a path. Gives whether it is owned now by what was to be there.
    fn claim(&mut self, path: String, content: Content, problems: &mut Vec<Diagnostic>) -> bool {
        let file = File { path, content };
        let problem = self.problem(&file);
        let is_free = problem.is_none();
        problems.extend(problem);
        if is_free {
            self.owners.insert(file.path.to_lowercase(), self.files.len());
            self.files.push(file);
        }
        is_free
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
    fn claimant(&self, file: &File) -> (String, Span) {
        let kinds = &self.site.kinds;
        match file.content {
            Content::Part(id, part) => {
                let seed = &self.index.seeds[id];
                (format!("the {} \"{}\"", part.noun(), seed.label), self.index.span_of_key(seed))
            }
            Content::FactList(kind) => (format!("the JSON list of \"{}\"", kinds[kind].name), kinds[kind].span.clone()),
            Content::Schema(kind) => (format!("the schema of \"{}\"", kinds[kind].name), kinds[kind].span.clone()),
            Content::Redirect(number) => {
                let Alias { address, span, .. } = &self.index.aliases[number];
                (format!("the alias \"{address}\""), span.clone())
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

    /// Addresses that were published once stay: `routes.lock` lists them, and one
    /// that goes needs an alias. A line that is no address is told where the list
    /// is loaded.
    fn check_lock(&self, sources: &Sources, problems: &mut Vec<Diagnostic>) {
        let mut listed = BTreeSet::new();
        for (place, route) in lock::routes(sources.text(LOCK_FILE)) {
            listed.insert(route);
            let path = file_of(route.trim_start_matches('/')).to_lowercase();
            match self.owners.get(&path) {
                None => problems.push(lost_route(route, Span::new(LOCK_FILE, place))),
                Some(owner) => problems.extend(self.published_draft(route, *owner)),
            }
        }
        if self.site.locked {
            problems.extend(self.files.iter().filter_map(|file| self.not_locked(file, &listed)));
        }
    }
}

impl Claims<'_> {
    /// What is wrong with a page whose address is not listed, where all have to be.
    fn not_locked(&self, file: &File, listed: &BTreeSet<&str>) -> Option<Diagnostic> {
        let is_draft = |id: EntryId| self.index.seeds[id].draft.is_some();
        match file.content {
            Content::Part(id, Part::Page) if !is_draft(id) => {}
            Content::Redirect(number) if !is_draft(self.index.aliases[number].target) => {}
            _ => return None,
        }
        let route = format!("/{}", file.path.strip_suffix("index.html").unwrap_or(&file.path));
        if listed.contains(route.as_str()) {
            return None;
        }
        let (what, span) = self.claimant(file);
        let message = format!("{what} is published at {route}, which routes.lock does not list");
        let help = "run `statuary build`, which adds it, and commit routes.lock with the page";
        Some(Diagnostic::error("unlocked-route", span, message).help(help))
    }

    /// What is wrong where an address that was published has become a draft's.
    fn published_draft(&self, route: &str, owner: usize) -> Option<Diagnostic> {
        let page = match self.files[owner].content {
            Content::Part(id, _) => id,
            Content::Redirect(number) => self.index.aliases[number].target,
            _ => return None,
        };
        let span = self.index.seeds[page].draft.as_ref()?;
        let message = format!("this makes a draft of a page that was published at {route}");
        let help = "an address that was published stays: write what is marked, and take `draft: true` out";
        Some(Diagnostic::error("published-draft", span.clone(), message).help(help))
    }
}

fn lost_route(route: &str, span: Span) -> Diagnostic {
    Diagnostic::error("lost-route", span, format!("the address {route} was published, and no page has it any more"))
        .help(match route.trim_start_matches('/') {
            "" => "give a page the route `\"\"`".to_owned(),
            alias => format!(
                "add `aliases: [{alias}]` to the page that takes its place; where none does, `{alias}: the reason` \
                 below `gone:` in content/site.yaml"
            ),
        })
}
