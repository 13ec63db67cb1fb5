//! What a page asks for and its policy does not let it have: a browser leaves it out without a
//! word to the author. Told are the elements that `site.yaml` adds, pictures and raw HTML in
//! texts, and what the templates and style sheets of the theme name.

use super::theme::Theme;
use crate::assets::chain;
use crate::diag::{Diagnostic, Severity};
use crate::link::{Entry, Linked, LinkedText, Target};
use crate::model::Element;
use crate::parse::LinkForm;
use crate::source::{Sources, Span};
use crate::squeeze::allowed::{allowing, allows, allows_attributes, scheme_of, stated};
use crate::squeeze::tokens::{Token, Tokens};
use std::collections::BTreeSet;

/// Something that a page asks for: the directive that decides, the address, and what it is.
struct Wanted<'a> {
    directive: &'static str,
    address: &'a str,
    noun: &'static str,
}

/// Reports what the policy of the site's pages blocks. A theme whose pages state no policy blocks
/// nothing.
pub fn check(linked: &Linked, sources: &Sources, theme: &Theme, problems: &mut Vec<Diagnostic>) {
    let pages = first_pages(linked, theme);
    let Some(policy) = pages.iter().find_map(|page| stated(page)) else { return };
    let policy = allowing(&policy, linked.site.look.allowed());
    for element in &linked.site.look.head {
        let blocked = of_element(element).filter(|(wanted, _)| !wanted.is_allowed(&policy));
        problems.extend(blocked.map(|(wanted, span)| Diagnostic { severity: Severity::Error, ..wanted.problem(span) }));
    }
    for entry in &linked.entries {
        for text in entry.texts() {
            pictures(linked, entry, text, sources, &policy, problems);
        }
    }
    let folders: Vec<String> =
        chain(&linked.site, sources, &mut Vec::new()).iter().map(|theme| format!("themes/{theme}/")).collect();
    let files: Vec<(String, &str)> = folders
        .iter()
        .flat_map(|folder| {
            sources.below(folder).filter_map(move |(path, file)| Some((format!("{folder}{path}"), file.text()?)))
        })
        .collect();
    let mut told = BTreeSet::new();
    for page in &pages {
        tags(page, &policy, &mut |part, problem| {
            let templates = files.iter().filter(|(path, _)| path.ends_with(".html"));
            let place = templates.filter_map(|(path, text)| Some((path, text.find(part)?))).next();
            if let Some((path, at)) = place.filter(|place| told.insert(*place)) {
                problems.push(problem(Span::new(path.as_str(), at..at + part.len())));
            }
        });
    }
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".css")) {
        sheet(path, text, &policy, problems);
    }
}

/// A page of each template, as it is before it is finished.
fn first_pages(linked: &Linked, theme: &Theme) -> Vec<String> {
    let mut templates = BTreeSet::new();
    let pages = linked.entries.iter().enumerate().filter_map(|(id, entry)| {
        let template = entry.template.as_deref().filter(|template| entry.route.is_some() && theme.has(template))?;
        let is_first = templates.insert(template);
        if is_first { Some(theme.render(linked, id, template).ok()?.text) } else { None }
    });
    pages.collect()
}

/// What an element of the head asks for.
fn of_element(element: &Element) -> impl Iterator<Item = (Wanted<'_>, Span)> {
    let value = |name: &str| element.attribute(name).and_then(|attribute| attribute.value.as_deref());
    let (address, rel, sort) = (value("src").or(value("href")), value("rel"), value("as"));
    let wanted = address.and_then(|address| of_tag(element.name, address, rel, sort));
    let span = element.attribute("src").or(element.attribute("href")).map(|attribute| attribute.span.clone());
    wanted.into_iter().zip(span)
}

/// What a tag with an address asks for.
fn of_tag<'a>(name: &str, address: &'a str, rel: Option<&str>, sort: Option<&str>) -> Option<Wanted<'a>> {
    let rel = rel.unwrap_or_default().to_ascii_lowercase();
    let rels: Vec<&str> = rel.split_ascii_whitespace().collect();
    let of_sort = match sort.unwrap_or_default() {
        "script" => ("script-src", "script"),
        "style" => ("style-src", "style sheet"),
        "font" => ("font-src", "font"),
        "image" => ("img-src", "picture"),
        _ => ("connect-src", "file"),
    };
    let (directive, noun) = match name {
        "script" => ("script-src", "script"),
        "img" => ("img-src", "picture"),
        "iframe" => ("frame-src", "page"),
        "audio" | "video" | "source" | "track" => ("media-src", "sound or film"),
        "form" => ("form-action", "form"),
        "link" if rels.contains(&"stylesheet") => ("style-src", "style sheet"),
        "link" if rels.iter().any(|rel| rel.ends_with("icon")) => ("img-src", "picture"),
        "link" if rels.contains(&"modulepreload") => ("script-src", "script"),
        "link" if rels.contains(&"preload") => of_sort,
        _ => return None,
    };
    Some(Wanted { directive, address, noun })
}

impl Wanted<'_> {
    fn is_allowed(&self, policy: &str) -> bool {
        self.address.is_empty() || allows(policy, self.directive, self.address)
    }

    fn problem(&self, span: Span) -> Diagnostic {
        let Wanted { directive, address, noun } = self;
        let is_own = scheme_of(address).is_none();
        let host = scheme_of(address).map_or("self".to_owned(), |(scheme, behind)| {
            let host = behind.trim_start_matches('/').split(['/', '?', '#']).next().unwrap_or_default();
            if behind.starts_with("//") || address.starts_with("//") {
                format!("{scheme}://{host}")
            } else {
                format!("{scheme}:")
            }
        });
        let from = if is_own { "the site's own files".to_owned() } else { host.clone() };
        let verb = if *noun == "form" { "be sent to" } else { "come from" };
        let message = format!("browsers will block this: the policy of the pages lets no {noun} {verb} {from}");
        let other = match *noun {
            _ if is_own => String::new(),
            "picture" => ", or put the picture into content/static/".to_owned(),
            "script" | "style sheet" | "font" => ", or put the file into content/static/".to_owned(),
            _ => String::new(),
        };
        let help = format!("add `policy: {{{directive}: [\"{host}\"]}}` to site.yaml{other}");
        Diagnostic::warning("blocked", span, message).help(help)
    }
}

/// Reports pictures from elsewhere in a text, and raw HTML that asks for what is blocked.
fn pictures(
    linked: &Linked,
    entry: &Entry,
    text: &LinkedText,
    sources: &Sources,
    policy: &str,
    problems: &mut Vec<Diagnostic>,
) {
    let written = sources.text(&entry.source);
    let from = text.document.source.start();
    let place = |part: &str| {
        let at =
            written.get(from..).and_then(|rest| rest.find(part)).map_or(0..0, |at| from + at..from + at + part.len());
        Span::new(&*entry.source, at)
    };
    for (link, target) in text.document.links.iter().zip(&text.targets) {
        let Target::Outside(address) = target else { continue };
        let wanted = Wanted { directive: "img-src", address, noun: "picture" };
        if link.form == LinkForm::Image && !wanted.is_allowed(policy) {
            problems.push(wanted.problem(place(&link.target)));
        }
    }
    if linked.site.raw_html {
        // A gap stands for the address of a link: what is empty is of no interest.
        tags(&text.document.print(None).html, policy, &mut |part, problem| {
            if written.get(from..).is_some_and(|rest| rest.contains(part)) {
                problems.push(problem(place(part)));
            }
        });
    }
}

/// A problem of which only the place is not known.
type ProblemAt<'a> = &'a dyn Fn(Span) -> Diagnostic;

/// Tells of a page the parts of tags that its policy blocks, each with its problem.
fn tags(html: &str, policy: &str, tell: &mut dyn FnMut(&str, ProblemAt)) {
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        let Token::Tag(tag) = token else { continue };
        if tag.ends {
            continue;
        }
        let name = tag.name.to_ascii_lowercase();
        let addresses = ["src", "href", "action"].iter().filter_map(|attribute| tokens.attribute(attribute));
        for address in addresses {
            let wanted = of_tag(&name, address, tokens.attribute("rel"), tokens.attribute("as"));
            if let Some(wanted) = wanted.filter(|wanted| !wanted.is_allowed(policy)) {
                tell(address, &|span| wanted.problem(span));
            }
        }
        for attribute in tokens.attributes() {
            let (directive, what) = match attribute.name.to_ascii_lowercase() {
                name if name == "style" => ("style-src", "style"),
                name if name.starts_with("on") && name.len() > 4 => ("script-src", "script"),
                _ => continue,
            };
            if !allows_attributes(policy, directive) {
                let help = match what {
                    "style" => "give the element a class, and write a rule for it into a style sheet of the theme",
                    _ => "listen to the event in a script of the theme",
                };
                let message =
                    format!("browsers will block this: the policy of the pages lets no {what} stand in a tag");
                tell(tag.text, &|span| Diagnostic::warning("blocked", span, message.clone()).help(help));
            }
        }
    }
}

/// Reports what a style sheet asks for: fonts, pictures and other sheets.
fn sheet(path: &str, text: &str, policy: &str, problems: &mut Vec<Diagnostic>) {
    let at_font = |at: usize| {
        let before = &text[..at];
        before.rfind("@font-face").is_some_and(|face| !before[face..].contains('}'))
    };
    for (at, _) in text.match_indices("url(") {
        let start = at + "url(".len();
        let Some(end) = text[start..].find(')') else { continue };
        let address = text[start..start + end].trim().trim_matches(['"', '\'']);
        let directive = if at_font(at) { "font-src" } else { "img-src" };
        let noun = if directive == "font-src" { "font" } else { "picture" };
        let wanted = Wanted { directive, address, noun };
        if !address.starts_with('#') && !wanted.is_allowed(policy) {
            problems.push(wanted.problem(Span::new(path, at..start + end + 1)));
        }
    }
}
