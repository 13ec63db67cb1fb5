//! Who owns which output path. Every path is claimed once; a second claim names
//! both claimants. Addresses that were published once stay: `routes.lock` lists
//! them, and one that goes needs an alias.

use super::entries::{From, Index};
use super::{Entry, EntryId, Linked};
use crate::diag::Diagnostic;
use crate::model::{ALIASES, Fields, Site};
use crate::parse::{Node, Pages};
use crate::source::{LOCK_FILE, SITE_FILE, Sources, Span};
use std::collections::BTreeMap;

/// Output paths and their owners.
#[derive(Debug, Default)]
pub struct Claims {
    /// By path in lower case, because some file systems do not tell cases apart.
    owners: BTreeMap<String, Owner>,
}

/// Who owns a path, told in a message by `what`.
#[derive(Debug, Clone)]
struct Owner {
    span: Span,
    what: String,
}

impl Claims {
    /// Claims a path for somebody, told in a message by `what`. Gives whether it
    /// is theirs now; a path that is taken or leads out of the site is reported.
    pub fn claim(&mut self, path: &str, span: &Span, what: &str, problems: &mut Vec<Diagnostic>) -> bool {
        let problem = match stays_inside(path) {
            true => self.collision(path, span, what).map(|message| {
                Diagnostic::error("route-collision", span.clone(), message)
                    .help("give one of the two another key, alias or file name")
            }),
            false => Some(
                Diagnostic::error(
                    "bad-route",
                    span.clone(),
                    format!("{what} would be published as {path}, which is no place inside the site"),
                )
                .help("each part of an address needs a name; write a key with a letter or a digit"),
            ),
        };
        let free = problem.is_none();
        problems.extend(problem);
        if free {
            self.owners.insert(path.to_lowercase(), Owner { span: span.clone(), what: what.to_owned() });
        }
        free
    }

    /// What is wrong with a claim, if the path or a part of it is taken.
    fn collision(&self, path: &str, span: &Span, what: &str) -> Option<String> {
        let told = |owner: &Owner| match owner.span.path == span.path {
            true => owner.what.clone(),
            false => format!("{} ({})", owner.what, owner.span.path),
        };
        let lower = path.to_lowercase();
        if let Some(owner) = self.owners.get(&lower) {
            return Some(format!("{what} and {} would both be published as {path}", told(owner)));
        }
        let folder = format!("{lower}/");
        if let Some((_, owner)) =
            self.owners.range(folder.clone()..).next().filter(|(path, _)| path.starts_with(&folder))
        {
            return Some(format!("{what} at {path} stands where {} needs a folder", told(owner)));
        }
        let mut folders = lower.match_indices('/').map(|(at, _)| &lower[..at]);
        folders.find_map(|folder| {
            let owner = self.owners.get(folder)?;
            Some(format!("{} at {folder} stands where {what} needs a folder", told(owner)))
        })
    }

    /// Whether a path has an owner.
    pub fn contains(&self, path: &str) -> bool {
        self.owners.contains_key(&path.to_lowercase())
    }
}

/// Whether a path has a name in each of its parts, so that it leads to a place
/// inside the site.
fn stays_inside(path: &str) -> bool {
    path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// The file in which a route is published: `404/` is `404/index.html`.
pub fn file_of(route: &str) -> String {
    match route {
        route if route.is_empty() || route.ends_with('/') => format!("{route}index.html"),
        route => route.to_owned(),
    }
}

/// Files that the generator itself writes.
const OWN_FILES: [&str; 8] = [
    "sitemap.xml",
    "robots.txt",
    "llms.txt",
    "manifest.webmanifest",
    "opensearch.xml",
    "sw.js",
    ".nojekyll",
    ".statuary-manifest.json",
];

/// Claims the path of every page, JSON file, alias and static file.
pub(super) fn claim(
    linked: &mut Linked,
    site: &Site,
    pages: &Pages,
    index: &Index,
    sources: &Sources,
    problems: &mut Vec<Diagnostic>,
) {
    let mut claims = Claims::default();
    let own = Span::file(SITE_FILE);
    for path in OWN_FILES.into_iter().chain(site.cname.is_some().then_some("CNAME")) {
        claims.claim(path, &own, "the generator's own file", problems);
    }
    if let Some(feed) = &site.feed {
        claims.claim(&feed.route, &feed.page.1, "the feed", problems);
    }
    for kind in &site.kinds {
        if let Some((list, _)) = kind.json.as_ref().and_then(|json| json.list.as_ref()) {
            claims.claim(list, &kind.span, &format!("the JSON list of \"{}\"", kind.name), problems);
        }
        claims.claim(
            &format!("schema/{}.json", kind.name),
            &kind.span,
            &format!("the schema of \"{}\"", kind.name),
            problems,
        );
    }
    let mut found: Vec<EntryId> = index.by_kind.iter().flat_map(BTreeMap::values).copied().collect();
    found.sort_unstable();
    for id in found {
        entry(&mut claims, site, &linked.entries[id], problems);
    }
    for file in &index.files {
        let span = Span::file(format!("content/static/{file}"));
        claims.claim(file, &span, "the static file", problems);
    }
    for (id, seed) in index.seeds.iter().enumerate() {
        if let From::Page(page) = seed.from {
            aliases(linked, &mut claims, pages, page, id, problems);
        }
    }
    check_lock(&claims, sources, problems);
    linked.claims = claims;
}

/// Claims what is published of an entry. When its page cannot be, the files
/// beside it are not reported as well.
fn entry(claims: &mut Claims, site: &Site, entry: &Entry, problems: &mut Vec<Diagnostic>) {
    let page = entry.route.as_deref().map(file_of);
    let beside = [
        ("text", mirror_route(site, entry)),
        ("picture", picture_route(site, entry)),
        ("facts", json_route(site, entry.kind, &entry.key)),
    ];
    let is_free = |page: &String| claims.claim(page, &entry.span, &format!("the page \"{}\"", entry.label), problems);
    if !page.as_ref().is_none_or(is_free) {
        return;
    }
    for (name, path) in beside {
        if let Some(path) = path {
            claims.claim(&path, &entry.span, &format!("the {name} of \"{}\"", entry.label), problems);
        }
    }
}

/// The route of a page's text as markdown.
pub fn mirror_route(site: &Site, entry: &Entry) -> Option<String> {
    let route = entry.route.as_deref().filter(|_| !site.kinds[entry.kind].hidden)?;
    Some(file_of(route).replace(".html", ".md"))
}

/// The route of the picture that shows a page where it is shared.
pub fn picture_route(site: &Site, entry: &Entry) -> Option<String> {
    site.kinds[entry.kind].picture.as_ref()?;
    let folder = entry.route.as_deref().filter(|route| route.is_empty() || route.ends_with('/'))?;
    Some(format!("{folder}card.png"))
}

/// The route of an entry's JSON file.
pub fn json_route(site: &Site, kind: usize, key: &str) -> Option<String> {
    site.kinds[kind].json.as_ref().map(|json| json.item.fill(|_| key.to_owned()))
}

fn aliases(
    linked: &mut Linked,
    claims: &mut Claims,
    pages: &Pages,
    page: usize,
    id: EntryId,
    problems: &mut Vec<Diagnostic>,
) {
    let front = &pages.pages[page].front;
    if !matches!(front.node.get(ALIASES), Some(node) if *node != Node::Null) {
        return;
    }
    let mut fields = Fields::of_file(front, problems);
    for (alias, span) in fields.placed_texts(ALIASES, problems) {
        let is_page = alias.ends_with('/') || alias.ends_with(".html");
        if !is_page || !stays_inside(&file_of(&alias)) || alias.contains(['\\', '?', '#', ' ']) {
            problems.push(
                Diagnostic::error("bad-alias", span, format!("\"{alias}\" is not an old address of this site"))
                    .help("write it as it stood behind the site's address, such as old/name/ or old/name.html"),
            );
            continue;
        }
        claims.claim(&file_of(&alias), &span, &format!("the alias \"{alias}\""), problems);
        linked.aliases.push((alias, id));
    }
}

fn check_lock(claims: &Claims, sources: &Sources, problems: &mut Vec<Diagnostic>) {
    let text = sources.text(LOCK_FILE);
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let route = line.trim_end();
        let is_route = !route.is_empty() && !route.starts_with('#');
        if is_route && !claims.contains(&file_of(route.trim_start_matches('/'))) {
            let span = Span::new(LOCK_FILE, offset..offset + route.len());
            problems.push(
                Diagnostic::error(
                    "lost-route",
                    span,
                    format!("the address {route} was published, and no page has it any more"),
                )
                .help(match route.trim_start_matches('/') {
                    "" => "give a page the route `\"\"`".to_owned(),
                    alias => format!("add `aliases: [{alias}]` to the page that takes its place"),
                }),
            );
        }
        offset += line.len();
    }
}
