//! The files beside the pages: facts as JSON, JSON Schemas, the sitemap,
//! redirects from old addresses, static files. Which there are, and where, is listed
//! by `link`; this file knows what stands in each.

use super::{facts, feed, machines};
use crate::assets::Assets;
use crate::diag::Diagnostic;
use crate::link::{Alias, Content, File, Linked, OLD_FACTS_SCHEMA, Part, facts_schema_path, is_json, list_schema_path};
use crate::model::{Gone, facts_schema, json_schema, list_schema, old_facts_schema};
use crate::output::{Record, Writer};
use crate::source::Sources;
use crate::text::escape;
use rayon::prelude::*;
use serde_json::Value as Json;
use std::borrow::Cow;

/// Writes all files but the pages with what stands beside each, and the worker, which
/// needs to know all others. Their records are given.
pub fn put(
    linked: &Linked,
    sources: &Sources,
    assets: &Assets,
    writer: &Writer,
    problems: &mut Vec<Diagnostic>,
) -> Vec<(String, Record)> {
    let written: Vec<Result<Option<(String, Record)>, Diagnostic>> = linked
        .files
        .par_iter()
        .map(|file| Ok(content(linked, sources, assets, file)?.map(|bytes| writer.put(&*file.path, bytes))))
        .collect();
    let mut records = Vec::new();
    for file in written {
        match file {
            Ok(record) => records.extend(record),
            Err(problem) => problems.push(problem),
        }
    }
    records
}

/// What stands in a file; nothing when it is written elsewhere or there is nothing to
/// say.
pub fn content<'a>(
    linked: &Linked,
    sources: &'a Sources,
    assets: &Assets,
    file: &File,
) -> Result<Option<Cow<'a, [u8]>>, Diagnostic> {
    let site = &linked.site;
    let text = match file.content {
        Content::Part(_, Part::Page | Part::Markdown | Part::Picture) | Content::Worker | Content::Ledger => None,
        Content::Part(id, Part::Facts) => Some(pretty(&facts::alone(linked, id))),
        Content::FactList(kind) => facts::list(linked, kind).map(|list| pretty(&list)),
        Content::Schema(kind) => Some(pretty(&json_schema(site, &site.kinds[kind]))),
        Content::FactsSchema(_) | Content::ListSchema(_) | Content::OldFactsSchema => {
            schema(linked, file.content).map(|schema| pretty(&schema))
        }
        Content::Redirect(number) if is_json(&file.path) => Some(pretty(&facts::at_alias(linked, number))),
        Content::Gone(number) if is_json(&file.path) => Some(pretty(&facts::gone(linked, number))),
        Content::Redirect(number) => Some(redirect(linked, &linked.aliases[number])),
        Content::Gone(number) => Some(gone(linked, &site.gone[number])),
        Content::Static => {
            let source = sources.get(&format!("content/static/{}", file.path));
            return Ok(source.map(|source| Cow::Borrowed(source.bytes())));
        }
        Content::Feed => feed::feed(linked),
        Content::Sitemap => sitemap(linked),
        Content::Robots => Some(robots(linked)),
        Content::Overview => Some(machines::overview(linked)),
        Content::Manifest => Some(machines::manifest(linked, assets)?),
        Content::OpenSearch => machines::open_search(linked, assets),
        Content::NoJekyll => Some(String::new()),
        Content::HostName => site.cname.as_ref().map(|host| format!("{host}\n")),
    };
    Ok(text.map(|text| Cow::Owned(text.into_bytes())))
}

/// A schema of what is published as JSON.
fn schema(linked: &Linked, content: Content) -> Option<Json> {
    let site = &linked.site;
    match content {
        Content::FactsSchema(kind) => {
            let kind = &site.kinds[kind];
            Some(facts_schema(site, kind, &facts_schema_path(kind)))
        }
        Content::ListSchema(kind) => {
            let kind = &site.kinds[kind];
            let (_, name) = kind.json.as_ref()?.list.as_ref()?;
            Some(list_schema(site, kind, name, &list_schema_path(kind)))
        }
        _ => Some(old_facts_schema(site, OLD_FACTS_SCHEMA)),
    }
}

fn pretty(json: &Json) -> String {
    format!("{json:#}\n")
}

/// Where search engines find the sitemaps, one for each version and language.
fn robots(linked: &Linked) -> String {
    let own = linked.site.base_url.as_str();
    let others = linked.found().map(|edition| edition.base_url.as_str()).filter(|base| *base != own);
    let sitemaps = [own].into_iter().chain(others);
    let lines: String = sitemaps.map(|base| format!("Sitemap: {base}sitemap.xml\n")).collect();
    format!("User-agent: *\nAllow: /\n{lines}")
}

/// The addresses of all pages that may be found in this edition and in no other; nothing where
/// there is none.
fn sitemap(linked: &Linked) -> Option<String> {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let mut pages: Vec<(&str, Option<&str>)> = linked
        .entries
        .iter()
        .enumerate()
        .filter(|(id, entry)| !linked.site.kinds[entry.kind].hidden && linked.found_instead(*id).is_none())
        .filter_map(|(_, entry)| Some((entry.route.as_deref()?, linked.last_changed(entry))))
        .collect();
    if pages.is_empty() {
        return None;
    }
    pages.sort_unstable();
    for (route, day) in pages {
        xml.push_str("<url><loc>");
        escape(&mut xml, &format!("{}{route}", linked.site.base_url));
        xml.push_str("</loc>");
        xml.extend(day.map(|day| format!("<lastmod>{day}</lastmod>")));
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    Some(xml)
}

/// A page at an old address that leads to the new one.
fn redirect(linked: &Linked, alias: &Alias) -> String {
    let target = &linked.entries[alias.target];
    let route = target.route.as_deref().unwrap_or_default();
    let address = escaped(&format!("{}{route}", root_of(&alias.address)));
    let found = linked.found_instead(alias.target).map_or(&linked.site.base_url, |found| &found.base_url);
    let canonical = escaped(&format!("{found}{route}"));
    let label = escaped(&target.label);
    let head = format!(
        "<link rel=\"canonical\" href=\"{canonical}\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={address}\">\n"
    );
    let link = format!("<a href=\"{address}\">{label}</a>");
    let moved = linked.site.words.in_html("moved", "page", &link);
    plain_page(linked, &label, &head, &format!("<p>{moved}</p>\n"))
}

/// A page at an address whose page is gone for good.
fn gone(linked: &Linked, gone: &Gone) -> String {
    let (reason, title) = (escaped(&gone.reason), escaped(&linked.site.title));
    let heading = escaped(linked.site.words.text("gone"));
    let body =
        format!("<h1>{heading}</h1>\n<p>{reason}</p>\n<p><a href=\"{}\">{title}</a></p>\n", root_of(&gone.address));
    let head = "<meta name=\"robots\" content=\"noindex\">\n";
    plain_page(linked, &heading, head, &body)
}

/// A page without a theme, for addresses at which nothing is to be read any more.
fn plain_page(linked: &Linked, title: &str, head: &str, body: &str) -> String {
    let language = escaped(&linked.site.language);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n\
         <meta http-equiv=\"content-security-policy\" content=\"default-src 'none'\">\n\
         <meta charset=\"utf-8\">\n<title>{title}</title>\n{head}</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

/// The way from an address to the home page.
fn root_of(address: &str) -> String {
    match address.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(&mut out, text);
    out
}
