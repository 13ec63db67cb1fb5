//! Who owns which output path. Every path is claimed once; a second claim names
//! both claimants. Addresses that were published once stay: `routes.lock` lists
//! them, and one that goes needs an alias.

use super::entries::{From, Index};
use super::{EntryId, Linked};
use crate::diag::Diagnostic;
use crate::model::{Fields, Site};
use crate::parse::{Node, Pages};
use crate::source::{LOCK_FILE, SITE_FILE, Sources, Span};
use std::collections::BTreeMap;

/// Output paths and their owners.
#[derive(Debug, Default)]
pub struct Claims {
    /// By path in lower case, because some file systems do not tell cases apart.
    owners: BTreeMap<String, (Span, String)>,
}

impl Claims {
    /// Claims a path for somebody, told in a message by `what`.
    pub fn claim(&mut self, path: &str, span: &Span, what: &str, problems: &mut Vec<Diagnostic>) {
        let taken = self.owners.get(&path.to_lowercase());
        if let Some((owner, other)) = taken {
            let place = if owner.path == span.path { other.clone() } else { format!("{other} ({})", owner.path) };
            problems.push(
                Diagnostic::error(
                    "route-collision",
                    span.clone(),
                    format!("{what} and {place} would both be published as {path}"),
                )
                .help("give one of the two another key, alias or file name"),
            );
            return;
        }
        self.owners.insert(path.to_lowercase(), (span.clone(), what.to_owned()));
    }

    /// Whether a path has an owner.
    pub fn contains(&self, path: &str) -> bool {
        self.owners.contains_key(&path.to_lowercase())
    }
}

/// The file in which a route is published: `404/` is `404/index.html`.
pub fn file_of(route: &str) -> String {
    match route {
        route if route.is_empty() || route.ends_with('/') => format!("{route}index.html"),
        route => route.to_owned(),
    }
}

/// Files that the generator itself writes.
const OWN_FILES: [&str; 4] = ["sitemap.xml", "robots.txt", ".nojekyll", ".statuary-manifest.json"];

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
    for entry in &linked.entries {
        if let Some(route) = &entry.route {
            claims.claim(&file_of(route), &entry.span, &format!("the page \"{}\"", entry.label), problems);
            if let Some(json) = json_route(site, entry.kind, &entry.key) {
                claims.claim(&json, &entry.span, &format!("the facts of \"{}\"", entry.label), problems);
            }
        }
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
    if !matches!(front.node.get("aliases"), Some(node) if *node != Node::Null) {
        return;
    }
    let mut fields = Fields::of_file(front, problems);
    for (alias, span) in fields.texts("aliases", problems) {
        let well_formed = !alias.starts_with('/')
            && !alias.contains("..")
            && !alias.contains("//")
            && !alias.contains(['\\', '?', '#', ' ']);
        if !well_formed || !(alias.ends_with('/') || alias.ends_with(".html")) {
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
                .help(format!("add `aliases: [{}]` to the page that takes its place", route.trim_start_matches('/'))),
            );
        }
        offset += line.len();
    }
}
