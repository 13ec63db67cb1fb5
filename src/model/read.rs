//! Reads `content/site.yaml` into a [`Site`].

use super::declare::{field_list, row_key};
use super::facts_schema::{FACT_KEYS, LIST_KEYS};
use super::keys::{self, KIND, SITE, TABLE};
use super::languages::{is_tag, tag_of};
use super::look::look;
use super::reader::{Fields, text_of};
use super::words::{self, GivenWord};
use super::{Exchanges, Feed, Gone, Json, Kind, Origin, Parent, PathPattern, RoutePattern, Searched, Site, is_address};
use super::{exports, hues, listing, named, offline, tongues, versions};
use crate::diag::{Diagnostic, choices_help};
use crate::parse::{Node, Step, Yaml};
use crate::source::{SITE_FILE, Sources, Span};
use crate::text::names;

/// The theme of a site that names none.
const DEFAULT_THEME: &str = "default";

/// The feed and the check of examples in `site.yaml`, and what may stand there.
const FEED: Section = ("feed", &keys::FEED);
const EXCHANGES: Section = ("exchanges", &keys::EXCHANGES);

/// The key that asks for the days of last changes.
const LAST_CHANGED: &str = "last_changed";

/// The name of a mapping in `site.yaml`, and the keys that have a meaning there.
type Section = (&'static str, &'static [&'static str]);

/// Reads what a site declares. Whatever is wrong is reported; what remains is
/// still a site, so that the rest can be checked. Nothing is given when there is
/// no such file, which has been reported too.
pub fn read_site(sources: &Sources, problems: &mut Vec<Diagnostic>) -> Option<Site> {
    let Some(text) = sources.get(SITE_FILE).and_then(|source| source.shared_text()) else {
        if sources.get(SITE_FILE).is_none() {
            problems.push(
                Diagnostic::error("no-site", Span::file(SITE_FILE), "there is no file content/site.yaml")
                    .help("run this in the folder that holds `content/`, or name it with --root"),
            );
        }
        return None;
    };
    let file = Yaml::read(SITE_FILE, text, 0..text.len(), problems);
    Some(declared(&file, sources, problems))
}

/// What a text declares, whatever it was read from.
pub(super) fn declared(file: &Yaml, sources: &Sources, problems: &mut Vec<Diagnostic>) -> Site {
    let Some(node) = file.readable().filter(|node| has_all_kinds(&file.node, node)) else {
        return unread(file);
    };
    let mut fields = Fields::new(file, Vec::new(), node, &SITE, problems);
    let mut told = Vec::new();
    // What is missing beside a broken entry may be that one.
    let missing = if file.broken { &mut told } else { &mut *problems };
    let (title, base_url) = (fields.required_text("title", missing), base_url(&mut fields, missing));
    let mut site = Site {
        title,
        tagline: fields.text("tagline", problems).unwrap_or_default(),
        description: fields.text("description", problems).unwrap_or_default(),
        language: language(&mut fields, problems),
        base_url,
        edit_url: edit_url(&mut fields, problems),
        cname: host_name(&mut fields, problems),
        theme: fields.text("theme", problems).unwrap_or_else(|| salvaged_theme(file)),
        theme_span: fields.span("theme"),
        navigation: fields.texts_and_spans("navigation", problems),
        footer: fields.texts_and_spans("footer", problems),
        sidebar: fields.texts_and_spans("sidebar", problems),
        feed: feed(&mut fields, problems),
        gone: gone(file, &mut fields, problems),
        search_page: path(&mut fields, "search_page", problems),
        search: searched(&mut fields, problems),
        kept: path(&mut fields, "kept", problems),
        queries: path(&mut fields, "queries", problems),
        service_worker: fields.flag("service_worker", problems).unwrap_or(true),
        offline: offline::read(&mut fields, problems),
        twins: fields.flag("twins", problems).unwrap_or(true),
        highlight: fields.flag("highlight", problems).unwrap_or(true),
        raw_html: fields.flag("raw_html", problems).unwrap_or(false),
        link_schemes: link_schemes(&mut fields, problems),
        last_changed: last_changed(&mut fields, problems),
        exchanges: exchanges(&mut fields, problems),
        ..Site::default()
    };
    site.look = look(&mut fields, sources, &site.rules(), problems);
    site.languages = tongues::read(file, &mut fields, &site.language, problems);
    site.versions = versions::read(&mut fields, problems);
    site.given_words = given_words(file, &mut fields, &site.language, problems);
    site.kinds = kinds(file, &mut fields, problems);
    site.unread = site.kinds.is_empty();
    site.exports = exports::read(file, &site, &mut fields, problems);
    named::check(&mut site, problems);
    hues::check(&site, problems);
    listing::check(&mut site, problems);
    check_uses(&site, &mut fields, problems);
    fields.finish(problems);
    named::mend_keys(&mut site);
    site.declared = Some(file.clone().into());
    site
}

/// The words that a site gives in the place of those of its theme.
fn given_words(file: &Yaml, fields: &mut Fields, language: &str, problems: &mut Vec<Diagnostic>) -> Vec<GivenWord> {
    let given = fields.inner("words", &[], problems);
    given.map_or_else(Vec::new, |given| words::given_words(file, &given, language, problems))
}

/// All kinds and tables.
fn kinds(file: &Yaml, fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Vec<Kind> {
    let mut all = Vec::new();
    for (section, table) in [("kinds", false), ("tables", true)] {
        if let Some(kinds) = fields.inner(section, &[], problems) {
            kinds.repeated(problems);
            for (at, (name, node, path)) in kinds.entries().enumerate() {
                all.push(kind(file, name, kinds.key_span(at), node, path, table, problems));
            }
        }
    }
    all
}

/// The path of a file, with its place.
fn path(fields: &mut Fields, key: &'static str, problems: &mut Vec<Diagnostic>) -> Option<(String, Span)> {
    fields.text(key, problems).map(|path| (path, fields.span(key)))
}

/// What is known of a site whose declaration cannot be read. Where the site may allow
/// something, its files are read as if it did.
fn unread(file: &Yaml) -> Site {
    let (theme, theme_span) = (salvaged_theme(file), Span::file(SITE_FILE));
    Site { unread: true, theme, theme_span, raw_html: true, highlight: true, ..Site::default() }
}

/// The theme of a site that names none, or whose declaration is broken where it does.
fn salvaged_theme(file: &Yaml) -> String {
    match file.node.get("theme") {
        Some(Node::Text(theme)) if !theme.is_empty() => theme.clone(),
        _ => DEFAULT_THEME.to_owned(),
    }
}

/// Whether the rest of a declaration that could not be read has all kinds and tables still.
fn has_all_kinds(all: &Node, rest: &Node) -> bool {
    ["kinds", "tables"].iter().all(|section| all.get(section).is_none() || rest.get(section).is_some())
}

fn link_schemes(fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Vec<String> {
    match fields.texts("link_schemes", problems) {
        none if none.is_empty() => ["https", "http", "mailto"].map(str::to_owned).to_vec(),
        schemes => schemes,
    }
}

fn feed(fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Option<Feed> {
    let mut inner = fields.inner(FEED.0, FEED.1, problems)?;
    let feed = Feed {
        table: inner.required_text("table", problems),
        date: inner.required_text("date", problems),
        page: (inner.required_text("page", problems), inner.span("page")),
        route: inner.required_text("route", problems),
    };
    inner.finish(problems);
    Some(feed)
}

/// Addresses whose pages are gone, each with the reason.
fn gone(file: &Yaml, fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Vec<Gone> {
    let Some(inner) = fields.inner("gone", &[], problems) else { return Vec::new() };
    inner.repeated(problems);
    let mut gone = Vec::new();
    for (at, (address, node, path)) in inner.entries().enumerate() {
        let reason = if *node == Node::Null { None } else { text_of(file, &path, node, problems) };
        let reason = reason.unwrap_or_default();
        if reason.is_empty() && !matches!(node, Node::List(_) | Node::Map(_)) {
            let message = format!("the address {address} is gone without a reason");
            let help = format!("write `{address}: …`, a sentence for those who come there");
            problems.push(Diagnostic::error("missing-field", inner.key_span(at), message).help(help));
        }
        gone.push(Gone { address: address.to_owned(), reason, span: inner.key_span(at) });
    }
    gone
}

fn exchanges(fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Option<Exchanges> {
    let mut inner = fields.inner(EXCHANGES.0, EXCHANGES.1, problems)?;
    let exchanges = Exchanges {
        kind: inner.required_text("kind", problems),
        phrase: inner.required_text("phrase", problems),
        fields: inner.text("fields", problems),
        content: inner.text("content", problems),
    };
    inner.finish(problems);
    Some(exchanges)
}

fn searched(fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Searched {
    let Some(mut inner) = fields.inner("search", &keys::SEARCH, problems) else { return Searched::default() };
    let searched = Searched { body: inner.flag("body", problems), fill: inner.count("fill", problems) };
    inner.finish(problems);
    searched
}

fn base_url(fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> String {
    let url = fields.required_text("base_url", problems);
    if !url.is_empty() && !is_address(&url) {
        problems.push(
            Diagnostic::error(
                "not-an-address",
                fields.span("base_url"),
                format!("\"{url}\" is not an http or https address"),
            )
            .help("write the address of the home page, such as https://example.com/docs/"),
        );
    }
    with_slash(&url)
}

fn language(fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> String {
    let tag = fields.text("language", &mut Vec::new()).and_then(|name| tag_of(&name));
    let help = tag.map_or_else(
        || "write it as a tag of BCP 47, such as en or pt-BR".to_owned(),
        |tag| format!("write its tag of BCP 47, which is `{tag}`"),
    );
    fields.text_of_form("language", is_tag, "a language", &help, problems).unwrap_or_else(|| "en".to_owned())
}

fn edit_url(fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Option<String> {
    let help = "write where a file is edited, with {path} in its place, such as https://example.com/edit/{path}";
    fields.text_of_form("edit_url", is_address, "an http or https address", help, problems)
}

/// Whether git is asked for the days of last changes. It is the only one that can be.
fn last_changed(fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> bool {
    let help = "write `last_changed: git`, or leave the line out for pages without such a day";
    fields.text_of_form(LAST_CHANGED, |text| text == "git", "git", help, problems).is_some_and(|text| text == "git")
}

/// Whether a `site.yaml` asks for the days of last changes, which are looked up while the
/// files are read. A site that does not speak of them is not read for it.
pub fn wants_last_changes(text: &str) -> bool {
    let mut sources = Sources::default();
    sources.insert_text(SITE_FILE, text);
    text.contains(LAST_CHANGED) && read_site(&sources, &mut Vec::new()).is_some_and(|site| site.last_changed)
}

fn host_name(fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Option<String> {
    let is_label = |label: &str| {
        let is_plain = label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        is_plain && (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    let is_host = |text: &str| text.contains('.') && text.split('.').all(is_label);
    let help = "write the site's host alone, such as docs.example.com";
    fields.text_of_form("cname", is_host, "a host name", help, problems)
}

/// An address with its final slash.
pub fn with_slash(url: &str) -> String {
    format!("{}/", url.trim_end_matches('/'))
}

fn kind(
    file: &Yaml,
    name: &str,
    span: Span,
    node: &Node,
    path: Vec<Step>,
    table: bool,
    problems: &mut Vec<Diagnostic>,
) -> Kind {
    let before = problems.len();
    let mut fields = Fields::new(file, path, node, if table { &TABLE } else { &KIND }, problems);
    let help = fields.text("help", problems).unwrap_or_default();
    let origin =
        if table { Origin::Table } else { Origin::Pages(PathPattern::new(&fields.required_text("path", problems))) };
    let key = if table { Some("id".to_owned()) } else { fields.text("key", problems) };
    let title = fields.required_text("title", problems);
    let route = match (table, fields.text("route", problems)) {
        (_, Some(route)) => Some(RoutePattern::new(&route)),
        (true, None) => None,
        (false, None) => Some(RoutePattern::new(&fields.required_text("route", problems))),
    };
    let template = if route.is_some() { fields.required_text("template", problems) } else { String::new() };
    let label = fields.text("label", problems).unwrap_or_else(|| format!("{{{title}}}"));
    let parent = parent(&mut fields, problems);
    let json = json(name, &mut fields, problems);
    let also_at = also_at(&mut fields, problems);
    let mut declared = field_list(file, name, &mut fields, problems);
    if table {
        declared.insert(0, row_key());
    }
    let mut kind = Kind {
        name: name.to_owned(),
        help,
        origin,
        route,
        also_at,
        template,
        picture: fields.text("picture", problems),
        key,
        title,
        label,
        summary: fields.text("summary", problems),
        heading: fields.text("heading", problems),
        hue: fields.text("hue", problems),
        hue_span: fields.span("hue"),
        listing: listing::Listing::read(&mut fields, problems),
        parent,
        json,
        hidden: fields.flag("hidden", problems).unwrap_or(false),
        anchors: fields.texts("anchors", problems),
        fields: declared,
        span,
        route_span: fields.span("route"),
        doubtful: false,
        undeclared: Vec::new(),
    };
    fields.finish(problems);
    kind.doubtful = problems.len() > before;
    kind
}

fn json(kind: &str, fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Option<Json> {
    let mut json = fields.inner("json", &keys::JSON, problems)?;
    problems.extend(taken_fields(fields));
    let item = RoutePattern::new(&json.required_text("item", problems));
    let list = json.text("list", problems);
    let name = json.text("name", problems).unwrap_or_else(|| kind.to_owned());
    if list.is_some() && LIST_KEYS.contains(&name.as_str()) {
        let message = format!("the list is to be called \"{name}\", and each list says something else under that name");
        let help = format!("write another `name`; taken are {}", LIST_KEYS.join(", "));
        problems.push(Diagnostic::error("taken-name", json.span("name"), message).help(help));
    }
    json.finish(problems);
    Some(Json { item, list: list.map(|list| (list, name)) })
}

/// Fields with a name that published facts have for something else.
fn taken_fields(fields: &mut Fields) -> Vec<Diagnostic> {
    let Some(list) = fields.inner("fields", &[], &mut Vec::new()) else { return Vec::new() };
    let taken = list.entries().enumerate().filter(|(_, (name, ..))| FACT_KEYS.contains(name));
    let told = taken.map(|(at, (name, ..))| {
        let message = format!("the facts that `json` publishes say something else under the name \"{name}\"");
        let help = format!("give the field another name; taken are {}", FACT_KEYS.join(" and "));
        Diagnostic::error("taken-name", list.key_span(at), message).help(help)
    });
    told.collect()
}

/// A second address, which is that of a page in a folder.
fn also_at(fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Option<RoutePattern> {
    let is_folder = |text: &str| text.ends_with('/') && !text.starts_with('/') && !names(text).is_empty();
    let help = "write a field in braces and a slash at the end, such as problems/{identifier}/";
    let text = fields.text_of_form("also_at", is_folder, "an address for each entry", help, problems)?;
    is_folder(&text).then(|| RoutePattern::new(&text))
}

fn parent(fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Parent {
    let page = fields.text("parent_page", problems);
    let field = fields.text("parent_field", problems);
    match (page, field) {
        (Some(page), _) => Parent::Page(page, fields.span("parent_page")),
        (None, Some(field)) => Parent::Field(field),
        (None, None) => Parent::Home,
    }
}

/// Kinds, tables and fields that the feed and the check of examples name.
fn check_uses(site: &Site, fields: &mut Fields, problems: &mut Vec<Diagnostic>) {
    let feed = site.feed.as_ref().map(|feed| (FEED, true, &feed.table, vec![("date", &feed.date)]));
    let exchanges = site.exchanges.as_ref().map(|exchanges| {
        let Exchanges { kind, phrase, fields, content } = exchanges;
        let others = [("fields", fields), ("content", content)];
        let others = others.into_iter().filter_map(|(key, field)| Some((key, field.as_ref()?)));
        (EXCHANGES, false, kind, [("phrase", phrase)].into_iter().chain(others).collect())
    });
    for ((section, keys), only_tables, name, named) in feed.into_iter().chain(exchanges) {
        let Some(inner) = fields.inner(section, keys, &mut Vec::new()) else { continue };
        let known = || site.kinds.iter().filter(|kind| kind.is_table() || !only_tables);
        let (key, what) = if only_tables { ("table", "tables") } else { ("kind", "kinds") };
        let Some(kind) = known().find(|kind| kind.name == *name) else {
            if !name.is_empty() && !site.unread {
                let help = choices_help(what, name, known().map(|kind| kind.name.as_str()));
                let message = format!("\"{name}\" is none of the {what}");
                problems.push(Diagnostic::error("unknown-kind", inner.span(key), message).help(help));
            }
            continue;
        };
        for (key, field) in named.into_iter().filter(|(_, field)| !field.is_empty() && kind.field(field).is_none()) {
            let own = kind.fields.iter().map(|field| &*field.name);
            let message = format!("\"{}\" has no field \"{field}\"", kind.name);
            let problem = Diagnostic::error("unknown-field", inner.span(key), message);
            problems.push(problem.help(choices_help("its fields", field, own)));
        }
    }
}
