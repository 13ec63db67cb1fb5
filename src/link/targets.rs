//! Finds where links and references lead.

use super::index::Index;
use super::marks::draft_named;
use super::seeds::{Position, Seed};
use super::{EntryId, Target, translated};
use crate::diag::{Cure, Diagnostic, choices_help, nearest, sure};
use crate::model::Site;
use crate::parse::{Document, Link, LinkForm};
use crate::source::Span;
use crate::text::{composed, ends_with, link_target, percent_decoded, percent_encoded, unseen, with_lower_ending};

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
                problems.extend(without_cause(from, link, problem));
                Target::Broken
            });
            problems.extend(to_draft(from, link, &target));
            target
        })
        .collect()
}

/// A problem of a link, or the one that it follows from; nothing where that has been
/// reported.
fn without_cause(from: &Standpoint, link: &Link, problem: Diagnostic) -> Option<Diagnostic> {
    let (site, index) = (from.site, from.index);
    if problem.code != "dead-link" {
        return Some(problem);
    }
    let target = link.target.split('#').next().unwrap_or_default();
    let span = (from.span)(link);
    let (is_unread, lost) = if link.form == LinkForm::Key {
        match target.split_once(':').and_then(|(kind, key)| Some((site.kind(kind)?, key))) {
            Some((kind, key)) => (index.may_be_unread(kind, key), index.lost(kind, key, &span)),
            None => (index.page_may_be_unread(target), index.lost_page(target, &span)),
        }
    } else {
        let path = absolute(from.path, target).unwrap_or_default();
        (index.is_stray(&path), index.lost_file(&path, &span))
    };
    (!is_unread).then(|| lost.unwrap_or(problem))
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
        Some((target, anchor)) => (target, Some(anchor.trim())),
        None => (link.target.as_str(), None),
    };
    match (link.form, target) {
        (LinkForm::Key, key) => to_entry(from, link, by_key(from, link, &composed(key.trim()))?, anchor),
        (_, "") => match anchor {
            Some(anchor) => to_anchor(from, link, from.entry, anchor).map(Target::Here),
            None => Err(Diagnostic::error("dead-link", (from.span)(link), "this link leads nowhere")
                .help("write the path of a page, or `[[key]]`")),
        },
        (form, path) => match scheme(&link.target) {
            Some(scheme) => outside(from, link, scheme),
            None if form == LinkForm::Image || !ends_with(path, ".md") => to_file(from, link, path, anchor),
            None => match by_path(from, link, path)? {
                Some(entry) => to_entry(from, link, entry, anchor),
                None => Ok(Target::Broken),
            },
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
    let behind = link.target.get(scheme.len() + 1..).unwrap_or_default();
    if ["http", "https"].iter().any(|web| web.eq_ignore_ascii_case(scheme)) && !behind.starts_with("//") {
        let help = format!("write `{scheme}://{}`", behind.trim_start_matches('/'));
        return Err(
            Diagnostic::error("dead-link", (from.span)(link), "two slashes are missing in this address").help(help)
        );
    }
    if from.site.link_schemes.iter().any(|allowed| allowed.eq_ignore_ascii_case(scheme)) {
        let is_bare = |c: char| c.is_ascii_whitespace() || c.is_ascii_control();
        return Ok(Target::Outside(match link.target.contains(is_bare) {
            true => link
                .target
                .chars()
                .map(|c| if is_bare(c) { percent_encoded(&c.to_string()) } else { c.into() })
                .collect(),
            false => link.target.clone(),
        }));
    }
    let message = match scheme {
        "" => "a link must say its scheme".to_owned(),
        scheme => format!("links of the scheme \"{scheme}\" are not allowed"),
    };
    let allowed = &from.site.link_schemes;
    let near = nearest(scheme, allowed.iter().map(String::as_str)).map(|near| format!("; did you mean \"{near}\"?"));
    Err(Diagnostic::error("link-scheme", (from.span)(link), message).help(format!(
        "allowed are {}; `link_schemes` in site.yaml lists them{}",
        allowed.join(", "),
        near.unwrap_or_default()
    )))
}

/// The entry with a key, which may be written `kind:key`.
fn by_key(from: &Standpoint, link: &Link, key: &str) -> Result<EntryId, Diagnostic> {
    let (site, index, full) = (from.site, from.index, key);
    let named = key.split_once(':').and_then(|(kind, key)| Some((site.kind(kind)?, key)));
    if let Some((kind, key)) = named {
        let found = index.by_kind[kind].get(key).copied().filter(|id| index.seeds[*id].route.is_some());
        return found.ok_or_else(|| {
            let kind_name = &site.kinds[kind].name;
            let keys = || index.by_kind[kind].keys().map(String::as_str);
            let cure = cure(from, link, full, sure(key, keys()).map(|meant| format!("{kind_name}:{meant}")));
            let problem = Diagnostic::error(
                "dead-link",
                (from.span)(link),
                format!("no page of \"{kind_name}\" is called \"{key}\""),
            );
            Diagnostic { cure, ..problem.help(choices_help("its pages", key, keys())) }
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
        None => by_name(from, key).map_err(|help| {
            let meant = sure(key, index.by_key.keys().map(String::as_str)).map(str::to_owned);
            let problem = Diagnostic::error("dead-link", (from.span)(link), format!("no page is called \"{key}\""));
            Diagnostic { cure: cure(from, link, key, meant), ..problem.help(help) }
        }),
    }
}

/// The entry with a key behind which its title stands, as in `[[404 Not Found]]`; or how
/// to mend a key that nothing has.
fn by_name(from: &Standpoint, key: &str) -> Result<EntryId, String> {
    let index = from.index;
    if let Some((first, rest)) = key.split_once(char::is_whitespace)
        && let Some([id]) = index.by_key.get(first).map(Vec::as_slice)
    {
        let seed = &index.seeds[*id];
        let own = [seed.title.to_lowercase(), seed.label.to_lowercase()];
        // What a comment has cut off may be what stands here.
        if seed.cut || own.contains(&rest.trim().to_lowercase()) || own.contains(&key.to_lowercase()) {
            return Ok(*id);
        }
        return Err(format!("write `[[{first}]]`, or `[[{first}|{}]]` for a link with these words", rest.trim()));
    }
    if key.is_empty() {
        return Err("write the key of a page before the `#`, or `[text](#place)` for a place on this page".to_owned());
    }
    let stem = key.rsplit('/').next().unwrap_or_default().trim_end_matches(".md");
    if stem != key && index.by_key.contains_key(stem) {
        return Err(format!("write `[[{stem}]]`; a key is not a path"));
    }
    if let Some(name) = key.chars().find_map(unseen) {
        return Err(format!("it holds {name}, which cannot be seen; take that out"));
    }
    let called = |seed: &&Seed| seed.title.eq_ignore_ascii_case(key) && index.by_key.contains_key(&seed.key);
    if let Some(seed) = index.seeds.iter().find(called) {
        return Err(format!("did you mean `[[{}]]`, which is called so?", seed.key));
    }
    let near = nearest(key, index.by_key.keys().map(String::as_str)).map(|near| format!("did you mean `[[{near}]]`?"));
    Err(near.unwrap_or_else(|| "write the key of a page, such as the name of its file without `.md`".to_owned()))
}

/// The ways in which a path can be meant: as it is written, and with its percent
/// encodings undone.
fn spellings(from: &Standpoint, path: &str) -> impl Iterator<Item = String> {
    let decoded = path.contains('%').then(|| percent_decoded(path));
    [Some(path.to_owned()), decoded].into_iter().flatten().filter_map(|path| absolute(from.path, &composed(&path)))
}

/// The page whose file lies at a path, relative to this file or from `content/`; nothing
/// where a file lies there of which it is reported that it is no page.
fn by_path(from: &Standpoint, link: &Link, path: &str) -> Result<Option<EntryId>, Diagnostic> {
    let pages = &from.index.by_path;
    if let Some(id) = spellings(from, path).find_map(|wanted| pages.get(with_lower_ending(&wanted).as_str())) {
        return Ok(Some(*id));
    }
    if is_there(from, path) {
        return Ok(None);
    }
    let wanted = spellings(from, path).last();
    let near = wanted.as_ref().and_then(|wanted| nearest(wanted, pages.keys().copied()));
    let help = slip_in(path).or_else(|| near.map(|near| format!("did you mean `/{near}`?")));
    let help = help.unwrap_or_else(|| "write the path of a markdown file, relative to this one or from `/`".to_owned());
    let meant = wanted.and_then(|wanted| {
        let meant = sure(&wanted, pages.keys().copied())?;
        Some(if path.starts_with('/') { format!("/{meant}") } else { relative(from.path, meant) })
    });
    let cure = cure(from, link, path, meant.map(|meant| link_target(&meant)));
    Err(Diagnostic { cure, ..no_file(from, link, spellings(from, path).last().as_deref()).help(help) })
}

/// Whether a file lies at a path, whatever it is.
fn is_there(from: &Standpoint, path: &str) -> bool {
    spellings(from, path).any(|path| from.index.sources.get(&format!("content/{path}")).is_some())
}

fn to_file(from: &Standpoint, link: &Link, path: &str, anchor: Option<&str>) -> Result<Target, Diagnostic> {
    // `#` and `?` may stand in the name of a file, too.
    let whole = &link.target;
    let query = path.find('?').unwrap_or(path.len());
    let behind = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
    let ways =
        [(path, behind.clone()), (whole, String::new()), (&path[..query], format!("{}{behind}", &path[query..]))];
    for (path, behind) in ways {
        let found = spellings(from, path)
            .find(|path| path.strip_prefix("static/").is_some_and(|file| from.index.files.contains(file)));
        if let Some(file) = found {
            return Ok(Target::File(format!(
                "{}{}",
                percent_encoded(&file["static/".len()..]),
                behind.replace(' ', "%20")
            )));
        }
    }
    if is_there(from, path) {
        return Ok(Target::Broken);
    }
    if let Some(address) = address_meant(path) {
        let message = "this address has no scheme, so it is taken for a file";
        return Err(Diagnostic::error("dead-link", (from.span)(link), message).help(format!("write `{address}`")));
    }
    if let Some(help) = slip_in(path) {
        return Err(no_file(from, link, spellings(from, path).last().as_deref()).help(help));
    }
    let help = match link.form {
        LinkForm::Image => "put the file into content/static/ and write its path, such as /static/picture.svg",
        _ => {
            "link to a page by its file, such as ../E1/E1042.md, or by its key, such as [[E1042]]; other files belong into content/static/"
        }
    };
    Err(no_file(from, link, spellings(from, path).last().as_deref()).help(help))
}

/// The whole address that `www.example.com` or `me@example.com` is meant for.
fn address_meant(path: &str) -> Option<String> {
    let is_mail = path.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    match path {
        path if path.starts_with("www.") => Some(format!("https://{path}")),
        path if is_mail && !path.contains('/') => Some(format!("mailto:{path}")),
        _ => None,
    }
}

fn no_place(from: &Standpoint, link: &Link) -> Diagnostic {
    Diagnostic::error("dead-link", (from.span)(link), "this link names no place")
        .help("write the id of a heading behind the `#`, or the key or path of a page alone")
}

/// What is wrong with a path, whatever lies there, and how to mend it.
fn slip_in(path: &str) -> Option<String> {
    let unseen =
        path.chars().find_map(unseen).map(|name| format!("the path holds {name}, which cannot be seen; take that out"));
    unseen.or_else(|| path.contains('\\').then(|| "write `/` between folders, not `\\`".to_owned()))
}

/// A link to a path at which no file lies, or which is outside `content/`.
fn no_file(from: &Standpoint, link: &Link, wanted: Option<&str>) -> Diagnostic {
    let message = wanted.map_or_else(
        || "this path leads out of content/".to_owned(),
        |wanted| format!("there is no file content/{wanted}"),
    );
    Diagnostic::error("dead-link", (from.span)(link), message)
}

fn to_entry(from: &Standpoint, link: &Link, entry: EntryId, anchor: Option<&str>) -> Result<Target, Diagnostic> {
    let anchor = anchor.map(|anchor| to_anchor(from, link, entry, anchor)).transpose()?;
    Ok(Target::Entry(entry, anchor))
}

/// The id of a place in a page, which may be written percent-encoded. Where a part of the
/// page could not be read, any place may be in it.
fn to_anchor(from: &Standpoint, link: &Link, entry: EntryId, anchor: &str) -> Result<String, Diagnostic> {
    if anchor.is_empty() {
        return Err(no_place(from, link));
    }
    let seed = &from.index.seeds[entry];
    let meant = composed(&percent_decoded(anchor)).into_owned();
    if let Some(own) = [anchor, &meant].into_iter().find(|anchor| seed.anchors.contains_key(*anchor)) {
        return Ok(own.to_owned());
    }
    if let Position::Page(page) = seed.position {
        let page = &from.index.pages.pages[page];
        match translated::place(page, &meant) {
            Some(Some(place)) => return Ok(place),
            Some(None) => return Err(translated::without_place(seed, (from.span)(link), &meant)),
            None if page.body.torn => return Ok(meant),
            None => {}
        }
    }
    let help = match nearest(&meant, seed.anchors.keys().map(String::as_str)) {
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
    let message = format!("{} has no place called \"{meant}\"", seed.source);
    let near = sure(&meant, seed.anchors.keys().map(String::as_str)).map(|near| format!("#{}", link_target(near)));
    let cure = cure(from, link, &format!("#{anchor}"), near);
    Err(Diagnostic { cure, ..Diagnostic::error("dead-anchor", (from.span)(link), message).help(help) })
}

/// What mends a link for sure: another text for a part of its target. Nothing where the
/// target is not written in the link itself.
fn cure(from: &Standpoint, link: &Link, part: &str, text: Option<String>) -> Option<Box<Cure>> {
    let (text, mut span) = (text?, (from.span)(link));
    let target = link.target_in(from.index.sources.text(&span.path).get(span.start..span.end)?)?;
    let at = if part.starts_with('#') { link.target.find(part) } else { link.target.starts_with(part).then_some(0) }?;
    span.start += target.start + at;
    span.end = span.start + part.len();
    Some(Box::new(Cure { span, text }))
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

/// The way from the folder of a file to another file, both below one folder.
pub fn relative(from: &str, to: &str) -> String {
    let folder: Vec<&str> = from.split('/').collect();
    let folder = &folder[..folder.len() - 1];
    let to: Vec<&str> = to.split('/').collect();
    let same = folder.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", folder.len() - same);
    up.chain(to[same..].iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn the_way_between_two_files() {
        assert_eq!(relative("4xx/404.md", "4xx/410.md"), "410.md");
        assert_eq!(relative("4xx/404.md", "guides/a.md"), "../guides/a.md");
        assert_eq!(relative("index.md", "guides/a.md"), "guides/a.md");
        assert_eq!(relative("a/b/c.md", "index.md"), "../../index.md");
    }
}
