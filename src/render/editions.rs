//! What templates are given of the other languages and versions of a page.

use super::view_value::View;
use crate::link::{Edition, EntryId, Linked};
use crate::model::{Version, is_right_to_left};

/// The way from the root of this edition to that of the whole site.
fn to_top(linked: &Linked) -> String {
    "../".repeat(linked.site.prefix().matches('/').count())
}

/// The route of a page; the first one's for a page that no list should name.
fn route_of(linked: &Linked, id: EntryId) -> &str {
    let entry = &linked.entries[id];
    let is_hidden = linked.site.kinds[entry.kind].hidden;
    entry.route.as_deref().filter(|_| !is_hidden).unwrap_or_default()
}

/// The same page in all languages of its version; nothing where there is one.
pub fn languages(linked: &Linked, id: EntryId, root: &str) -> View {
    let (route, top) = (route_of(linked, id), to_top(linked));
    // What search engines find elsewhere has no other languages here.
    let is_found = linked.entries[id].route.as_deref() == Some(route) && linked.version_found_instead(id).is_none();
    let one = |edition: &Edition| {
        View::map([
            ("language", View::text(&*edition.language)),
            ("direction", View::text(direction(&edition.language))),
            ("name", View::text(&*edition.name)),
            ("href", View::Text(format!("{root}{top}{}{route}", edition.prefix))),
            ("url", View::Text(format!("{}{route}", edition.base_url))),
            ("current", View::Flag(edition.number == linked.site.edition)),
            ("translated", View::Flag(is_found && edition.has_own(route))),
        ])
    };
    let all: Vec<View> = linked.languages().map(one).collect();
    View::List(if all.len() > 1 { all } else { Vec::new() })
}

/// The same page in all versions of the site, the newest first; where one has no such page, its
/// first. Nothing where there is one.
pub fn versions(linked: &Linked, id: EntryId, root: &str) -> View {
    let (route, top) = (route_of(linked, id), to_top(linked));
    let one = |(number, version): (usize, &Version)| {
        let edition = linked.version(number)?;
        let there = edition.has(route);
        let route = if there { route } else { "" };
        Some(View::map([
            ("name", View::text(&*version.name)),
            ("href", View::Text(format!("{root}{top}{}{route}", edition.prefix))),
            ("newest", View::Flag(version.is_newest)),
            ("current", View::Flag(number == linked.site.version)),
            ("there", View::Flag(there)),
        ]))
    };
    View::List(linked.site.versions.iter().enumerate().filter_map(one).collect())
}

/// The language in which a page is written that is not translated.
pub fn original(original: &Edition) -> View {
    View::map([
        ("language", View::text(&*original.language)),
        ("direction", View::text(direction(&original.language))),
        ("name", View::text(&*original.name)),
    ])
}

/// In which direction a language is written.
pub fn direction(language: &str) -> &'static str {
    if is_right_to_left(language) { "rtl" } else { "ltr" }
}
