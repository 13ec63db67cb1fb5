//! Gives a page another path with all that refers to it: links by key and by path, fields
//! that name it, the pages that `site.yaml` names, its own links, and the fields that stand
//! in its path. Its old address becomes an alias. Wording is not touched.

mod aliases;
mod places;

use crate::editions::{Seen, seen};
use crate::edits::Edits;
use crate::link::{EntryId, Linked, file_name_key, link};
use crate::model::{Origin, PathPattern, Site, read_site};
use crate::parse::{Before, Node, Pages, Step, parse};
use crate::source::{LOCK_FILE, Sources};
use crate::text::plain_or_quoted;
use aliases::Aliases;
use places::{Changed, Places};
use std::collections::BTreeMap;

/// A page under its new path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// The file's path before, from the root.
    pub old: String,
    /// The file's path now.
    pub new: String,
    /// All texts that change, the page's own under its new path.
    pub texts: BTreeMap<String, String>,
    /// How many places change in each file, the page's own under its old path.
    pub places: Vec<(String, usize)>,
    /// The address that leads to the page now.
    pub alias: Option<String>,
    /// The translations of the page that move with it: their old and new paths.
    pub translations: Vec<(String, String)>,
}

/// Renames a page. Both names are paths from the root, or both are keys. The error is a
/// sentence for the person who asked.
pub fn rename(sources: &Sources, old: &str, new: &str) -> Result<Renamed, String> {
    let site =
        read_site(sources, &mut Vec::new()).ok_or("content/site.yaml cannot be used; `statuary check` tells more")?;
    let mut languages = seen(&site, sources).into_iter();
    let own = languages.next().map(|seen| seen.sources).unwrap_or_default();
    let (old, new) = paths(&site, &own, old, new)?;
    let fields = changed_fields(&site, &old, &new)?;
    let mut renamed = in_original(&site, &own, &old, &new, &fields)?;
    languages.for_each(|seen| in_translation(&site, &seen, &fields, &mut renamed));
    Ok(renamed)
}

/// Renames a page in the site's own language. Its paths are those below `content/`.
fn in_original(site: &Site, sources: &Sources, old: &str, new: &str, fields: &Changed) -> Result<Renamed, String> {
    let pages = parse(sources, &site.rules(), &[], Before::default(), &mut Vec::new());
    let linked = joined(site, sources);
    let page = linked.entries.iter().position(|entry| entry.source == format!("content/{old}"));
    let page = page.ok_or_else(|| format!("content/{old} is no page of the site; `statuary check` tells more"))?;
    let mut edits = Edits::default();
    Places { sources, linked: &linked, pages: &pages, page, old, new }.find(fields, &mut edits);
    own_fields(&pages, old, fields, &mut edits);
    let places = edits.counts().map(|(path, count)| (path.to_owned(), count)).collect();
    let (texts, alias) = finish(sources, site, &linked, page, new, &edits);
    let [old, new] = [old, new].map(|path| format!("content/{path}"));
    Ok(Renamed { old, new, texts, places, alias, translations: Vec::new() })
}

/// Renames its translation in one language, and what refers to the page in others.
fn in_translation(site: &Site, seen: &Seen, fields: &Changed, renamed: &mut Renamed) {
    let sources = &seen.sources;
    let pages = parse(sources, &site.rules(), &[], Before::default(), &mut Vec::new());
    let linked = joined(site, sources);
    let Some(page) = linked.entries.iter().position(|entry| entry.source == renamed.old) else { return };
    let [old, new] = [&renamed.old, &renamed.new].map(|path| path.trim_start_matches("content/"));
    let mut edits = Edits::default();
    Places { sources, linked: &linked, pages: &pages, page, old, new }.find(fields, &mut edits);
    own_fields(&pages, old, fields, &mut edits);
    let written = |(path, count): (&str, usize)| Some((seen.written(path)?, count));
    renamed.places.extend(edits.counts().filter_map(written));
    let mut texts = edits.texts(sources);
    if let Some(translation) = seen.written(&renamed.old) {
        let moved = translation.replace(old, new);
        let text = texts.remove(&renamed.old).unwrap_or_else(|| sources.text(&renamed.old).to_owned());
        renamed.texts.insert(moved.clone(), text);
        renamed.translations.push((translation, moved));
    }
    renamed.texts.extend(texts.into_iter().filter_map(|(path, text)| Some((seen.written(&path)?, text))));
}

/// The texts with all changes and the alias, and that.
fn finish(
    sources: &Sources,
    site: &Site,
    linked: &Linked,
    page: EntryId,
    new: &str,
    edits: &Edits,
) -> (BTreeMap<String, String>, Option<String>) {
    let entry = &linked.entries[page];
    let (old_file, new_file) = (entry.source.as_str(), format!("content/{new}"));
    let mut texts = edits.texts(sources);
    let own = texts.remove(old_file).unwrap_or_else(|| sources.text(old_file).to_owned());
    texts.insert(new_file.clone(), own);
    let mut moved = sources.clone();
    moved.remove(old_file);
    texts.iter().for_each(|(path, text)| moved.insert_text(path.as_str(), text.as_str()));
    let after = joined(site, &moved);
    let route = after.entries.iter().find(|entry| entry.source == new_file).and_then(|entry| entry.route.clone());
    // An address that nobody was ever given needs no page that leads on.
    let is_known = |route: &String| match sources.get(LOCK_FILE) {
        Some(_) => sources.text(LOCK_FILE).lines().any(|line| line.trim_end() == format!("/{route}")),
        None => !entry.draft,
    };
    let alias = entry.route.clone().filter(|old| route.as_ref() != Some(old) && !old.is_empty() && is_known(old));
    let pages = parse(&moved, &site.rules(), &[], Before::default(), &mut Vec::new());
    if let Some(front) = pages.pages.iter().find(|page| page.path == new).map(|page| &page.front) {
        let aliases = Aliases { front };
        // An address to which the page comes back is its own again.
        let back = route.and_then(|route| aliases.without(&route));
        let before = back.map_or_else(|| moved.clone(), |text| with(&moved, &new_file, text));
        let pages = parse(&before, &site.rules(), &[], Before::default(), &mut Vec::new());
        let front = pages.pages.iter().find(|page| page.path == new).map(|page| &page.front);
        let text = front.zip(alias.as_ref()).map(|(front, alias)| Aliases { front }.with(alias));
        texts.insert(new_file.clone(), text.unwrap_or_else(|| before.text(&new_file).to_owned()));
    }
    (texts, alias)
}

fn with(sources: &Sources, path: &str, text: String) -> Sources {
    let mut sources = sources.clone();
    sources.insert_text(path, text);
    sources
}

fn joined(site: &Site, sources: &Sources) -> Linked {
    let pages = parse(sources, &site.rules(), &[], Before::default(), &mut Vec::new());
    link(site.clone(), &pages, sources, &mut Vec::new())
}

/// The paths below `content/` of a page before and after.
fn paths(site: &Site, sources: &Sources, old: &str, new: &str) -> Result<(String, String), String> {
    let is_path = |name: &str| name.starts_with("content/") && name.ends_with(".md");
    let (old, new) = match (is_path(old), is_path(new)) {
        (true, true) => (old.to_owned(), new.to_owned()),
        (false, false) => by_keys(site, sources, old, new)?,
        _ => {
            return Err("write two paths of markdown files below content/, or two keys".to_owned());
        }
    };
    if sources.get(&old).is_none() {
        return Err(format!("there is no page {old}"));
    }
    if old != new && sources.get(&new).is_some() {
        return Err(format!("{new} is there already\nhelp: choose another name, or take that page out first"));
    }
    if old == new {
        return Err(format!("{old} is called so already"));
    }
    let below = |path: &str| path.trim_start_matches("content/").to_owned();
    Ok((below(&old), below(&new)))
}

/// The paths of a page that is named by its key.
fn by_keys(site: &Site, sources: &Sources, old: &str, new: &str) -> Result<(String, String), String> {
    let named = sources.below("content/").filter_map(|(path, _)| {
        let (kind, key) = file_name_key(site, path).filter(|(_, key)| path.ends_with(".md") && key == old)?;
        Some((path, kind, key))
    });
    let named: Vec<(&str, String, String)> = named.collect();
    let [(path, kind, _)] = named.as_slice() else {
        let paths: Vec<String> = named.iter().map(|(path, ..)| format!("content/{path}")).collect();
        return Err(match paths.as_slice() {
            [] => format!("no page is called \"{old}\"\nhelp: write its key, or its path below content/"),
            _ => format!("several pages are called \"{old}\"\nhelp: write a path: {}", paths.join(", ")),
        });
    };
    let kind = site.kind(kind).map(|kind| &site.kinds[kind]).ok_or("the page is of no kind")?;
    let Origin::Pages(pattern) = &kind.origin else { return Err("the page is a row of a table".to_owned()) };
    let captures = pattern.captures(path).unwrap_or_default();
    let filled = pattern.fill(|name| match kind.key.as_deref() {
        Some(key) if key == name => new.to_owned(),
        _ => captures.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()).unwrap_or_default(),
    });
    Ok((format!("content/{path}"), format!("content/{filled}")))
}

fn changed_fields(site: &Site, old: &str, new: &str) -> Result<Changed, String> {
    let pattern_of = |path: &str| {
        let patterns = site.kinds.iter().filter_map(|kind| match &kind.origin {
            Origin::Pages(pattern) => pattern.captures(path).map(|captures| (pattern, captures)),
            Origin::Table => None,
        });
        patterns.max_by_key(|(pattern, _)| pattern.exactness())
    };
    let form = |pattern: &PathPattern| format!("content/{}", pattern.as_str());
    let (before, old_fields) = pattern_of(old).ok_or_else(|| format!("no kind of page lies at content/{old}"))?;
    let after = pattern_of(new).filter(|(after, _)| *after == before);
    let Some((_, new_fields)) = after else {
        return Err(format!(
            "content/{new} is no place for such a page\nhelp: write a path of the form {}",
            form(before)
        ));
    };
    let both = old_fields.into_iter().zip(new_fields);
    Ok(both.filter(|(old, new)| old != new).map(|((name, old), (_, new))| (name, old, new)).collect())
}

/// Changes the fields that stand in the path.
fn own_fields(pages: &Pages, old: &str, fields: &Changed, edits: &mut Edits) {
    let Some(front) = pages.pages.iter().find(|page| page.path == old).map(|page| &page.front) else { return };
    let Node::Map(entries) = &front.node else { return };
    for (name, _, new) in fields {
        if let Some(at) = entries.iter().position(|(known, _)| known == name) {
            edits.replace(front.span(&[Step::Value(at)]), plain_or_quoted(new));
        }
    }
}
