//! Reads `content/site.yaml` into a [`Site`].

use super::reader::Fields;
use super::{Exchanges, Feed, Field, Json, Kind, Origin, Parent, PathPattern, RoutePattern, Search, Shape, Site};
use crate::diag::{Diagnostic, choices_help};
use crate::parse::{Node, Step, Yaml};
use crate::source::{SITE_FILE, Sources, Span};
use crate::text::names;
use std::sync::Arc;

const SHAPES: [&str; 11] =
    ["text", "prose", "integer", "flag", "date", "address", "pattern", "choice", "reference", "record", "list"];

/// Reads what a site declares. Whatever is wrong is reported; what remains is
/// still a site, so that the rest can be checked. Nothing is given when there is
/// no declaration at all, which has been reported too.
pub fn read_site(sources: &Sources, problems: &mut Vec<Diagnostic>) -> Option<Site> {
    let Some(text) = sources.get(SITE_FILE).and_then(|source| source.text()) else {
        if sources.get(SITE_FILE).is_none() {
            problems.push(
                Diagnostic::error("no-site", Span::file(SITE_FILE), "there is no file content/site.yaml")
                    .help("run this in the folder that holds `content/`, or name it with --root"),
            );
        }
        return None;
    };
    let file = Yaml::read(SITE_FILE, Arc::from(text), 0..text.len(), problems);
    if file.broken {
        return None;
    }
    let mut fields = Fields::of_file(&file, problems);
    let mut site = Site {
        title: fields.required_text("title", problems),
        tagline: fields.text("tagline", problems).unwrap_or_default(),
        description: fields.text("description", problems).unwrap_or_default(),
        language: fields.text("language", problems).unwrap_or_else(|| "en".to_owned()),
        base_url: base_url(&mut fields, problems),
        edit_url: fields.text("edit_url", problems),
        cname: fields.text("cname", problems),
        theme: fields.text("theme", problems).unwrap_or_else(|| "default".to_owned()),
        theme_span: fields.span("theme"),
        pictures: false,
        navigation: fields.placed_texts("navigation", problems),
        footer: fields.placed_texts("footer", problems),
        feed: feed(&mut fields, problems),
        search_page: fields.text("search_page", problems).map(|path| (path, fields.span("search_page"))),
        service_worker: fields.flag("service_worker", problems).unwrap_or(true),
        raw_html: fields.flag("raw_html", problems).unwrap_or(false),
        link_schemes: fields.texts("link_schemes", problems),
        exchanges: exchanges(&mut fields, problems),
        kinds: Vec::new(),
    };
    if site.link_schemes.is_empty() {
        site.link_schemes = ["https", "http", "mailto"].map(str::to_owned).to_vec();
    }
    for (section, table) in [("kinds", false), ("tables", true)] {
        if let Some(kinds) = fields.inner(section, problems) {
            kinds.repeated(problems);
            for (at, (name, node, path)) in kinds.entries().enumerate() {
                site.kinds.push(kind(&file, name, kinds.key_span(at), node, path, table, problems));
            }
        }
    }
    fields.finish(problems);
    check_names(&site, problems);
    mend_keys(&mut site);
    (file.node != Node::Null).then_some(site)
}

fn feed(fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Option<Feed> {
    let mut inner = fields.inner("feed", problems)?;
    let feed = Feed {
        table: inner.required_text("table", problems),
        date: inner.required_text("date", problems),
        page: (inner.required_text("page", problems), inner.span("page")),
        route: inner.required_text("route", problems),
    };
    inner.finish(problems);
    Some(feed)
}

fn exchanges(fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Option<Exchanges> {
    let mut inner = fields.inner("exchanges", problems)?;
    let exchanges = Exchanges {
        kind: inner.required_text("kind", problems),
        phrase: inner.required_text("phrase", problems),
        fields: inner.required_text("fields", problems),
        content: inner.required_text("content", problems),
    };
    inner.finish(problems);
    Some(exchanges)
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

/// An address with its final slash.
pub fn with_slash(url: &str) -> String {
    format!("{}/", url.trim_end_matches('/'))
}

/// Whether a text is an http or https address with a host.
pub fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        !host.is_empty()
            && !text.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"'))
    })
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
    let mut fields = Fields::new(file, path, node, problems);
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
    let json = fields.inner("json", problems).map(|mut json| {
        let item = RoutePattern::new(&json.required_text("item", problems));
        let list = json.text("list", problems);
        let name = json.text("name", problems).unwrap_or_else(|| name.to_owned());
        json.finish(problems);
        Json { item, list: list.map(|list| (list, name)) }
    });
    let mut declared = field_list(file, name, &mut fields, problems);
    if table {
        declared.insert(0, id_field());
    }
    let kind = Kind {
        name: name.to_owned(),
        help,
        origin,
        route,
        template,
        picture: fields.text("picture", problems),
        key,
        title,
        label,
        summary: fields.text("summary", problems),
        parent,
        json,
        hidden: fields.flag("hidden", problems).unwrap_or(false),
        anchors: fields.texts("anchors", problems),
        fields: declared,
        span,
    };
    fields.finish(problems);
    kind
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

/// The field that every row of a table has.
fn id_field() -> Field {
    Field {
        name: "id".to_owned(),
        shape: Shape::Text,
        required: true,
        card: false,
        covers: None,
        search: Some(Search::Key),
        help: "the name by which pages refer to the row".to_owned(),
        when_empty: None,
    }
}

/// The fields of a kind, or of a record in it.
fn field_list(file: &Yaml, kind: &str, fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Vec<Field> {
    let Some(list) = fields.inner("fields", problems) else { return Vec::new() };
    list.repeated(problems);
    list.entries().map(|(name, node, path)| field(file, [kind, name], node, path, problems)).collect()
}

/// A field, named by its kind and its own name.
fn field(file: &Yaml, name: [&str; 2], node: &Node, path: Vec<Step>, problems: &mut Vec<Diagnostic>) -> Field {
    let mut fields = Fields::new(file, path, node, problems);
    let shape = shape(file, name, &mut fields, problems);
    let covers = covers(file, name, &shape, &mut fields, problems);
    let search = fields.text("search", problems).and_then(|word| {
        let found = Search::ALL.iter().find(|(_, name)| *name == word).map(|(search, _)| *search);
        if found.is_none() {
            problems.push(fields.not_among(
                "search",
                &word,
                "search weights",
                Search::ALL.iter().map(|(_, name)| *name),
            ));
        }
        found
    });
    let field = Field {
        name: name[1].to_owned(),
        shape,
        required: fields.flag("required", problems).unwrap_or(false),
        card: fields.flag("card", problems).unwrap_or(false),
        covers,
        search,
        help: fields.text("help", problems).unwrap_or_default(),
        when_empty: fields.text("when_empty", problems),
    };
    fields.finish(problems);
    field
}

fn shape(file: &Yaml, name: [&str; 2], fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Shape {
    let word = fields.required_text("type", problems);
    match word.as_str() {
        "text" | "" => Shape::Text,
        "prose" => Shape::Prose,
        "integer" => Shape::Integer,
        "flag" => Shape::Flag,
        "date" => Shape::Date,
        "address" => Shape::Address,
        "pattern" => Shape::Pattern,
        "choice" => choice(name, fields, problems),
        "reference" => reference(file, name, fields, problems),
        "record" => Shape::Record(field_list(file, name[0], fields, problems)),
        "list" => match fields.take("of") {
            Some((node, path)) => Shape::List(Box::new(field(file, name, node, path, problems))),
            None => {
                problems.push(
                    Diagnostic::error("missing-field", fields.span("type"), "a list must say what it is a list of")
                        .help("add `of: {type: text}` or another type"),
                );
                Shape::Text
            }
        },
        other => {
            problems.push(fields.not_among("type", other, "types", SHAPES));
            Shape::Text
        }
    }
}

fn choice([kind, name]: [&str; 2], fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Shape {
    let choices = fields.texts("choices", problems);
    if choices.is_empty() {
        let message = format!("the field \"{name}\" of \"{kind}\" is a choice without choices");
        problems.push(Diagnostic::error("missing-field", fields.span("type"), message).help("add `choices: [a, b]`"));
    }
    Shape::Choice(choices)
}

fn reference(file: &Yaml, [kind, name]: [&str; 2], fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Shape {
    let to = fields.required_text("to", problems);
    let known = declarations(file);
    if !to.is_empty() && !known.iter().any(|(name, _)| *name == to) {
        let message =
            format!("the field \"{name}\" of \"{kind}\" refers to \"{to}\", which is neither a kind nor a table");
        let help = choices_help("kinds and tables", &to, known.iter().map(|(name, _)| *name));
        problems.push(Diagnostic::error("unknown-kind", fields.span("to"), message).help(help));
    }
    Shape::Reference(to)
}

/// The field of a reference's target that says what belongs there.
fn covers(
    file: &Yaml,
    [kind, name]: [&str; 2],
    shape: &Shape,
    fields: &mut Fields,
    problems: &mut Vec<Diagnostic>,
) -> Option<String> {
    let covers = fields.text("covers", problems)?;
    let Shape::Reference(to) = shape else { return Some(covers) };
    let target = declarations(file).into_iter().find(|(name, _)| name == to)?;
    let own: Vec<&str> = match target.1.get("fields") {
        Some(Node::Map(entries)) => entries.iter().map(|(name, _)| name.as_str()).collect(),
        _ => Vec::new(),
    };
    if !own.contains(&covers.as_str()) {
        let message =
            format!("the field \"{name}\" of \"{kind}\" covers \"{covers}\", which \"{to}\" does not declare");
        let help = choices_help("its fields", &covers, own);
        problems.push(Diagnostic::error("unknown-field", fields.span("covers"), message).help(help));
    }
    Some(covers)
}

/// All kinds and tables as they are written, so that a field can name one that
/// is declared below it.
fn declarations(file: &Yaml) -> Vec<(&str, &Node)> {
    let sections = ["kinds", "tables"].into_iter().filter_map(|section| match file.node.get(section) {
        Some(Node::Map(entries)) => Some(entries),
        _ => None,
    });
    sections.flatten().map(|(name, node)| (name.as_str(), node)).collect()
}

/// Kinds that are declared once, and fields of their own that they name.
fn check_names(site: &Site, problems: &mut Vec<Diagnostic>) {
    for (at, kind) in site.kinds.iter().enumerate() {
        let span = || kind.span.clone();
        if site.kinds[..at].iter().any(|earlier| earlier.name == kind.name) {
            problems.push(Diagnostic::error(
                "repeated-kind",
                span(),
                format!("two kinds or tables are called \"{}\"", kind.name),
            ));
        }
        let own = || kind.fields.iter().map(|field| field.name.as_str());
        let mut wanted: Vec<String> =
            kind.key.iter().chain(kind.summary.iter()).chain([&kind.title]).cloned().collect();
        wanted.extend(names(&kind.label));
        wanted.extend(names(&kind.template));
        if let Origin::Pages(path) = &kind.origin {
            wanted.extend(names(path.as_str()));
        }
        if let Parent::Field(field) = &kind.parent {
            wanted.push(field.clone());
        }
        for name in wanted.iter().filter(|name| !name.is_empty() && kind.field(name).is_none()) {
            let message = format!("\"{}\" names a field \"{name}\" that it does not declare", kind.name);
            problems.push(Diagnostic::error("unknown-field", span(), message).help(choices_help(
                "its fields",
                name,
                own(),
            )));
        }
    }
}

/// A key that names no field has been reported. The field in the name of the
/// pages' files stands in for it, so that links and references to them are not
/// reported as well.
fn mend_keys(site: &mut Site) {
    for kind in &mut site.kinds {
        let Origin::Pages(path) = &kind.origin else { continue };
        if kind.key.as_ref().is_some_and(|key| kind.field(key).is_none()) {
            kind.key = names(path.as_str()).pop().filter(|name| kind.field(name).is_some());
        }
    }
}
