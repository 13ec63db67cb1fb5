//! Finds where links and references lead.

use super::index::Index;
use super::marks::draft_named;
use super::{EntryId, Target};
use crate::diag::{Diagnostic, choices_help, nearest};
use crate::model::Site;
use crate::parse::{Document, Link, LinkForm};
use crate::source::Span;

/// Where the links of a document stand: the entry, and the path of its file below
/// `content/`.
pub(super) struct Standpoint<'a> {
    pub site: &'a Site,
    pub index: &'a Index<'a>,
    pub entry: EntryId,
    pub path: &'a str,
    /// Where a link stands in its file.
    pub span: &'a dyn Fn(&Link) -> Span,
}

/// How many anchors of a page a message lists.
const LISTED: usize = 40;

/// The targets of all links of a document. Dead ones are reported.
pub(super) fn resolve(from: &Standpoint, document: &Document, problems: &mut Vec<Diagnostic>) -> Vec<Target> {
    document
        .links
        .iter()
        .map(|link| {
            let target = one(from, link).unwrap_or_else(|problem| {
                problems.push(problem);
                Target::Broken
            });
            problems.extend(to_draft(from, link, &target));
            target
        })
        .collect()
}

/// What there is to say of a link from a page that is published to one that is not.
fn to_draft(from: &Standpoint, link: &Link, target: &Target) -> Option<Diagnostic> {
    let Target::Entry(to, _) = target else { return None };
    let (own, to) = (&from.index.seeds[from.entry], &from.index.seeds[*to]);
    if own.draft.is_some() || to.draft.is_none() {
        return None;
    }
    let help = "its name stands here without a link until that page is published; finish it, or take the link out";
    Some(draft_named(&to.source, &(from.span)(link)).help(help))
}

fn one(from: &Standpoint, link: &Link) -> Result<Target, Diagnostic> {
    let (target, anchor) = match link.target.split_once('#') {
        Some((target, anchor)) => (target, Some(anchor.to_owned())),
        None => (link.target.as_str(), None),
    };
    match (link.form, target) {
        (LinkForm::Key, key) => to_entry(from, link, by_key(from, link, key)?, anchor),
        (_, "") => match anchor {
            Some(anchor) => to_anchor(from, link, from.entry, &anchor).map(|()| Target::Here(anchor)),
            None => Err(Diagnostic::error("dead-link", (from.span)(link), "this link leads nowhere")
                .help("write the path of a page, or `[[key]]`")),
        },
        (form, path) => match scheme(&link.target) {
            Some(scheme) => outside(from, link, scheme),
            None if form == LinkForm::Image || !path.ends_with(".md") => to_file(from, link, path, anchor),
            None => to_entry(from, link, by_path(from, link, path)?, anchor),
        },
    }
}

/// The scheme of an address, `https` of `https://example.com`.
fn scheme(target: &str) -> Option<&str> {
    if target.starts_with("//") {
        return Some("");
    }
    let (scheme, _) = target.split_once(':')?;
    let valid = scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    (valid && scheme.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(scheme)
}

fn outside(from: &Standpoint, link: &Link, scheme: &str) -> Result<Target, Diagnostic> {
    if from.site.link_schemes.iter().any(|allowed| allowed.eq_ignore_ascii_case(scheme)) {
        return Ok(Target::Outside(link.target.clone()));
    }
    let message = match scheme {
        "" => "a link must say its scheme".to_owned(),
        scheme => format!("links of the scheme \"{scheme}\" are not allowed"),
    };
    Err(Diagnostic::error("link-scheme", (from.span)(link), message)
        .help(format!("allowed are {}; `link_schemes` in site.yaml lists them", from.site.link_schemes.join(", "))))
}

/// The entry with a key, which may be written `kind:key`.
fn by_key(from: &Standpoint, link: &Link, key: &str) -> Result<EntryId, Diagnostic> {
    let (site, index) = (from.site, from.index);
    let named = key.split_once(':').and_then(|(kind, key)| Some((site.kind(kind)?, key)));
    if let Some((kind, key)) = named {
        let found = index.by_kind[kind].get(key).copied().filter(|id| index.seeds[*id].route.is_some());
        return found.ok_or_else(|| {
            let kind_name = &site.kinds[kind].name;
            Diagnostic::error("dead-link", (from.span)(link), format!("no page of \"{kind_name}\" is called \"{key}\""))
                .help(choices_help("its pages", key, index.by_kind[kind].keys().map(String::as_str)))
        });
    }
    match index.by_key.get(key).map(Vec::as_slice) {
        Some([only]) => Ok(*only),
        Some(several) => {
            let forms: Vec<String> =
                several.iter().map(|id| format!("`[[{}:{key}]]`", site.kinds[index.seeds[*id].kind].name)).collect();
            Err(Diagnostic::error("unclear-link", (from.span)(link), format!("several pages are called \"{key}\""))
                .help(format!("write {}", forms.join(" or "))))
        }
        None => {
            let near =
                nearest(key, index.by_key.keys().map(String::as_str)).map(|near| format!("did you mean `[[{near}]]`?"));
            Err(Diagnostic::error("dead-link", (from.span)(link), format!("no page is called \"{key}\"")).help(
                near.unwrap_or_else(|| {
                    "write the key of a page, such as the name of its file without `.md`".to_owned()
                }),
            ))
        }
    }
}

/// The page whose file lies at a path, relative to this file or from `content/`.
fn by_path(from: &Standpoint, link: &Link, path: &str) -> Result<EntryId, Diagnostic> {
    let wanted = absolute(from.path, path);
    let pages = &from.index.by_path;
    if let Some(id) = wanted.as_ref().and_then(|wanted| pages.get(wanted.as_str())) {
        return Ok(*id);
    }
    let near = wanted.as_ref().and_then(|wanted| nearest(wanted, pages.keys().copied()));
    let help = near.map_or_else(
        || "write the path of a markdown file, relative to this one or from `/`".to_owned(),
        |near| format!("did you mean `/{near}`?"),
    );
    Err(no_file(from, link, wanted.as_deref()).help(help))
}

fn to_file(from: &Standpoint, link: &Link, path: &str, anchor: Option<String>) -> Result<Target, Diagnostic> {
    let wanted = absolute(from.path, path);
    let file = wanted.as_ref().and_then(|wanted| wanted.strip_prefix("static/"));
    if let Some(file) = file.filter(|file| from.index.files.contains(file)) {
        let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        return Ok(Target::File(format!("{file}{anchor}")));
    }
    let help = match link.form {
        LinkForm::Image => "put the file into content/static/ and write its path, such as /static/picture.svg",
        _ => {
            "link to a page by its file, such as ../4xx/404.md, or by its key, such as [[404]]; other files belong into content/static/"
        }
    };
    Err(no_file(from, link, wanted.as_deref()).help(help))
}

/// A link to a path at which no file lies, or which is outside `content/`.
fn no_file(from: &Standpoint, link: &Link, wanted: Option<&str>) -> Diagnostic {
    let message = wanted.map_or_else(
        || "this path leads out of content/".to_owned(),
        |wanted| format!("there is no file content/{wanted}"),
    );
    Diagnostic::error("dead-link", (from.span)(link), message)
}

fn to_entry(from: &Standpoint, link: &Link, entry: EntryId, anchor: Option<String>) -> Result<Target, Diagnostic> {
    if let Some(anchor) = &anchor {
        to_anchor(from, link, entry, anchor)?;
    }
    Ok(Target::Entry(entry, anchor))
}

fn to_anchor(from: &Standpoint, link: &Link, entry: EntryId, anchor: &str) -> Result<(), Diagnostic> {
    let seed = &from.index.seeds[entry];
    if seed.anchors.contains_key(anchor) {
        return Ok(());
    }
    let help = match nearest(anchor, seed.anchors.keys().map(String::as_str)) {
        Some(near) => format!("did you mean \"#{near}\"?"),
        None if seed.anchors.is_empty() => "it has no headings to link to; link to the page itself".to_owned(),
        None => {
            let mut anchors: Vec<(&String, &usize)> = seed.anchors.iter().collect();
            anchors.sort_unstable_by_key(|(_, number)| **number);
            let listed: Vec<&str> = anchors.iter().take(LISTED).map(|(anchor, _)| anchor.as_str()).collect();
            let more = if anchors.len() > LISTED { " and more" } else { "" };
            format!("its places are {}{more}", listed.join(", "))
        }
    };
    let message = format!("{} has no place called \"{anchor}\"", seed.source);
    Err(Diagnostic::error("dead-anchor", (from.span)(link), message).help(help))
}

/// A path relative to a file's folder, or from `/`, as a path below `content/`;
/// nothing when it leads out of there.
pub fn absolute(file: &str, path: &str) -> Option<String> {
    let mut segments: Vec<&str> = match path.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => file.rsplit_once('/').map(|(folder, _)| folder.split('/').collect()).unwrap_or_default(),
    };
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()?),
            segment => segments.push(segment),
        }
    }
    Some(segments.join("/"))
}
