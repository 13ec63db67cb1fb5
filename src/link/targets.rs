//! Finds where links and references lead.

use super::entries::Index;
use super::{EntryId, Target};
use crate::diag::{Diagnostic, choices_help, nearest};
use crate::model::Site;
use crate::parse::{Document, Link, LinkForm};
use crate::source::Span;

/// Where the links of a document stand: the entry and its file's folder below
/// `content/`.
pub(super) struct From<'a> {
    pub site: &'a Site,
    pub index: &'a Index,
    pub entry: EntryId,
    pub path: &'a str,
    /// The place of a link in its file.
    pub place: &'a dyn Fn(&Link) -> Span,
}

/// The targets of all links of a document. Dead ones are reported.
pub(super) fn resolve(from: &From, document: &Document, problems: &mut Vec<Diagnostic>) -> Vec<Target> {
    document
        .links
        .iter()
        .map(|link| {
            one(from, link).unwrap_or_else(|problem| {
                problems.push(problem);
                Target::Broken
            })
        })
        .collect()
}

fn one(from: &From, link: &Link) -> Result<Target, Diagnostic> {
    let (target, anchor) = match link.target.split_once('#') {
        Some((target, anchor)) => (target, Some(anchor.to_owned())),
        None => (link.target.as_str(), None),
    };
    match (link.form, target) {
        (LinkForm::Key, key) => to_entry(from, link, by_key(from, link, key)?, anchor),
        (_, "") => match anchor {
            Some(anchor) => to_anchor(from, link, from.entry, &anchor).map(|()| Target::Here(anchor)),
            None => Err(Diagnostic::error("dead-link", (from.place)(link), "this link leads nowhere")
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

fn outside(from: &From, link: &Link, scheme: &str) -> Result<Target, Diagnostic> {
    if from.site.link_schemes.iter().any(|allowed| allowed.eq_ignore_ascii_case(scheme)) {
        return Ok(Target::Outside(link.target.clone()));
    }
    let message = match scheme {
        "" => "a link must say its scheme".to_owned(),
        scheme => format!("links of the scheme \"{scheme}\" are not allowed"),
    };
    Err(Diagnostic::error("link-scheme", (from.place)(link), message)
        .help(format!("allowed are {}; `link_schemes` in site.yaml lists them", from.site.link_schemes.join(", "))))
}

/// The entry with a key, which may be written `kind:key`.
fn by_key(from: &From, link: &Link, key: &str) -> Result<EntryId, Diagnostic> {
    let (site, index) = (from.site, from.index);
    let named = key.split_once(':').and_then(|(kind, key)| Some((site.kind(kind)?, key)));
    if let Some((kind, key)) = named {
        let found = index.by_kind[kind].get(key).copied().filter(|id| index.seeds[*id].route.is_some());
        return found.ok_or_else(|| {
            let noun = site.kinds[kind].noun();
            Diagnostic::error("dead-link", (from.place)(link), format!("no page of \"{noun}\" is called \"{key}\""))
                .help(choices_help("its pages", key, index.by_kind[kind].keys().map(String::as_str)))
        });
    }
    match index.by_key.get(key).map(Vec::as_slice) {
        Some([only]) => Ok(*only),
        Some(several) => {
            let forms: Vec<String> =
                several.iter().map(|id| format!("`[[{}:{key}]]`", site.kinds[index.seeds[*id].kind].name)).collect();
            Err(Diagnostic::error("unclear-link", (from.place)(link), format!("several pages are called \"{key}\""))
                .help(format!("write {}", forms.join(" or "))))
        }
        None => {
            let near =
                nearest(key, index.by_key.keys().map(String::as_str)).map(|near| format!("did you mean `[[{near}]]`?"));
            Err(Diagnostic::error("dead-link", (from.place)(link), format!("no page is called \"{key}\"")).help(
                near.unwrap_or_else(|| {
                    "write the key of a page, such as the name of its file without `.md`".to_owned()
                }),
            ))
        }
    }
}

/// The page whose file lies at a path, relative to this file or from `content/`.
fn by_path(from: &From, link: &Link, path: &str) -> Result<EntryId, Diagnostic> {
    let wanted = absolute(from.path, path);
    let pages = &from.index.by_path;
    if let Some(id) = wanted.as_ref().and_then(|wanted| pages.get(wanted)) {
        return Ok(*id);
    }
    let near = wanted.as_ref().and_then(|wanted| nearest(wanted, pages.keys().map(String::as_str)));
    let help = near.map_or_else(
        || "write the path of a markdown file, relative to this one or from `/`".to_owned(),
        |near| format!("did you mean `/{near}`?"),
    );
    Err(no_file(from, link, wanted.as_deref()).help(help))
}

fn to_file(from: &From, link: &Link, path: &str, anchor: Option<String>) -> Result<Target, Diagnostic> {
    let wanted = absolute(from.path, path);
    let file = wanted.as_ref().and_then(|wanted| wanted.strip_prefix("static/"));
    if let Some(file) = file.filter(|file| from.index.files.iter().any(|known| known == file)) {
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
fn no_file(from: &From, link: &Link, wanted: Option<&str>) -> Diagnostic {
    let message = wanted.map_or_else(
        || "this path leads out of content/".to_owned(),
        |wanted| format!("there is no file content/{wanted}"),
    );
    Diagnostic::error("dead-link", (from.place)(link), message)
}

fn to_entry(from: &From, link: &Link, entry: EntryId, anchor: Option<String>) -> Result<Target, Diagnostic> {
    if let Some(anchor) = &anchor {
        to_anchor(from, link, entry, anchor)?;
    }
    Ok(Target::Entry(entry, anchor))
}

fn to_anchor(from: &From, link: &Link, entry: EntryId, anchor: &str) -> Result<(), Diagnostic> {
    let seed = &from.index.seeds[entry];
    if seed.anchors.iter().any(|known| known == anchor) {
        return Ok(());
    }
    let known = seed.anchors.iter().map(String::as_str);
    let help = match nearest(anchor, known) {
        Some(near) => format!("did you mean \"#{near}\"?"),
        None if seed.anchors.is_empty() => "it has no headings to link to; link to the page itself".to_owned(),
        None => format!("its places are {}", seed.anchors.join(", ")),
    };
    Err(Diagnostic::error(
        "dead-anchor",
        (from.place)(link),
        format!("{} has no place called \"{anchor}\"", seed.source),
    )
    .help(help))
}

/// A path relative to a file's folder, or from `/`, as a path below `content/`;
/// nothing when it leads out of there.
fn absolute(file: &str, path: &str) -> Option<String> {
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
