//! Links as the house writes them: paths and places plain, with nothing percent-encoded but
//! what would mean something else in a link. Editors paste them otherwise. Where a link leads
//! does not change.

use crate::editions::seen;
use crate::edits::Edits;
use crate::link::{Linked, Target, link};
use crate::model::read_site;
use crate::parse::{Before, LinkForm, Pages, parse};
use crate::retarget::Written;
use crate::source::Sources;
use crate::text::{link_target, percent_decoded, unseen};
use std::collections::BTreeMap;

/// The files in which links are spelled otherwise, with their right texts and how many links
/// change in each.
pub fn spelled(sources: &Sources) -> BTreeMap<String, (String, usize)> {
    let Some(site) = read_site(sources, &mut Vec::new()) else { return BTreeMap::new() };
    let in_each = seen(&site, sources).into_iter().flat_map(|seen| {
        let texts = spelled_in(&seen.sources).into_iter();
        texts.filter_map(|(path, text)| Some((seen.written(&path)?, text))).collect::<Vec<_>>()
    });
    in_each.collect()
}

/// The same of the files of one language.
fn spelled_in(sources: &Sources) -> BTreeMap<String, (String, usize)> {
    let Some((linked, pages)) = joined(sources) else { return BTreeMap::new() };
    let written = Written { sources, pages: &pages };
    let mut edits = Edits::default();
    for entry in &linked.entries {
        for (number, text) in entry.texts().into_iter().enumerate() {
            let is_body = number == 0 && entry.body.is_some();
            for (link, target) in text.document.links.iter().zip(&text.targets) {
                let inside = matches!(target, Target::Entry(..) | Target::File(_) | Target::Here(_));
                let plain = plain(&link.target).filter(|_| inside && link.form != LinkForm::Key);
                if let Some(plain) = plain.filter(|plain| *plain != link.target) {
                    written.retarget(entry, text, link, &plain, is_body, &mut edits);
                }
            }
        }
    }
    let mut texts = edits.texts(sources);
    let mut changed = sources.clone();
    texts.iter().for_each(|(path, text)| changed.insert_text(path.as_str(), text.as_str()));
    // A file may be called what another name looks like when it is encoded.
    let leads_elsewhere = match joined(&changed) {
        Some((after, _)) if !texts.is_empty() => move |path: &str| targets(&linked, path) != targets(&after, path),
        _ => return BTreeMap::new(),
    };
    texts.retain(|path, _| !leads_elsewhere(path));
    let counts: BTreeMap<&str, usize> = edits.counts().collect();
    let with_count = |(path, text): (String, String)| {
        let count = counts.get(path.as_str()).copied().unwrap_or_default();
        (path, (text, count))
    };
    texts.into_iter().map(with_count).collect()
}

fn joined(sources: &Sources) -> Option<(Linked, Pages)> {
    let site = read_site(sources, &mut Vec::new())?;
    let pages = parse(sources, &site.rules(), &[], Before::default(), &mut Vec::new());
    Some((link(site, &pages, sources, &mut Vec::new()), pages))
}

/// Where the links of a file lead.
fn targets<'a>(linked: &'a Linked, path: &str) -> Vec<&'a Target> {
    let entries = linked.entries.iter().filter(|entry| entry.source == path);
    entries.flat_map(|entry| entry.texts()).flat_map(|text| &text.targets).collect()
}

/// A target as the house writes it; nothing for one that is left as it is.
fn plain(target: &str) -> Option<String> {
    let (path, place) = target.split_once('#').map_or((target, None), |(path, place)| (path, Some(place)));
    let decoded = [Some(path), place].map(|part| part.map(percent_decoded));
    let is_plain = |text: &String| text.chars().all(|c| unseen(c).is_none() && c != char::REPLACEMENT_CHARACTER);
    if !target.contains('%') || path.contains('?') || !decoded.iter().flatten().all(is_plain) {
        return None;
    }
    let [path, place] = decoded.map(|part| part.map(|part| link_target(&part)));
    Some(path.unwrap_or_default() + &place.map(|place| format!("#{place}")).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn only_what_would_mean_something_else_is_encoded() {
        for (written, expected) in [
            ("caf%C3%A9.md#%C3%BCber", Some("café.md#über")),
            ("my%20p%61ge.md", Some("my%20page.md")),
            ("a%23b%3fc%25.md", Some("a%23b%3Fc%25.md")),
            ("a%28b%29.txt", Some("a(b).txt")),
            ("a%29.txt", Some("a%29.txt")),
            ("%C3.md", None),
            ("a%E2%80%8B.md", None),
            ("café.md", None),
        ] {
            assert_eq!(plain(written).as_deref(), expected, "{written}");
        }
    }
}
