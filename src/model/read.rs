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
/// still a site, so that the rest can be checked.
pub fn read_site(sources: &Sources, problems: &mut Vec<Diagnostic>) -> Site {
    let Some(text) = sources.get(SITE_FILE).and_then(|source| source.text()) else {
        if sources.get(SITE_FILE).is_none() {
            problems.push(
                Diagnostic::error("no-site", Span::file(SITE_FILE), "there is no file content/site.yaml")
                    .help("run this in the folder that holds `content/`, or name it with --root"),
            );
        }
        return Site::default();
    };
    let file = Yaml::read(SITE_FILE, Arc::from(text), 0..text.len(), problems);
    if file.node == Node::Null {
        return Site::default();
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
        navigation: fields.texts("navigation", problems),
        footer: fields.texts("footer", problems),
        feed: feed(&mut fields, problems),
        raw_html: fields.flag("raw_html", problems).unwrap_or(false),
        link_schemes: fields.texts("link_schemes", problems).into_iter().map(|(scheme, _)| scheme).collect(),
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
    site
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
    let mut declared = field_list(file, &mut fields, problems);
    if table {
        declared.insert(0, id_field());
    }
    let kind = Kind {
        name: name.to_owned(),
        help,
        origin,
        route,
        template,
        key,
        title,
        label,
        summary: fields.text("summary", problems),
        parent,
        json,
        hidden: fields.flag("hidden", problems).unwrap_or(false),
        anchors: fields.texts("anchors", problems).into_iter().map(|(anchor, _)| anchor).collect(),
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

fn field_list(file: &Yaml, fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Vec<Field> {
    let Some(list) = fields.inner("fields", problems) else { return Vec::new() };
    list.repeated(problems);
    list.entries().map(|(name, node, path)| field(file, name, node, path, problems)).collect()
}

fn field(file: &Yaml, name: &str, node: &Node, path: Vec<Step>, problems: &mut Vec<Diagnostic>) -> Field {
    let mut fields = Fields::new(file, path, node, problems);
    let shape = shape(file, name, &mut fields, problems);
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
        name: name.to_owned(),
        shape,
        required: fields.flag("required", problems).unwrap_or(false),
        card: fields.flag("card", problems).unwrap_or(false),
        covers: fields.text("covers", problems),
        search,
        help: fields.text("help", problems).unwrap_or_default(),
        when_empty: fields.text("when_empty", problems),
    };
    fields.finish(problems);
    field
}

fn shape(file: &Yaml, name: &str, fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Shape {
    let word = fields.required_text("type", problems);
    match word.as_str() {
        "text" | "" => Shape::Text,
        "prose" => Shape::Prose,
        "integer" => Shape::Integer,
        "flag" => Shape::Flag,
        "date" => Shape::Date,
        "address" => Shape::Address,
        "pattern" => Shape::Pattern,
        "choice" => Shape::Choice(fields.texts("choices", problems).into_iter().map(|(choice, _)| choice).collect()),
        "reference" => Shape::Reference(fields.required_text("to", problems)),
        "record" => Shape::Record(field_list(file, fields, problems)),
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

/// References in the declaration itself: kinds that exist, fields that exist.
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
        check_references(site, kind, &kind.fields, problems);
    }
}

fn check_references(site: &Site, kind: &Kind, fields: &[Field], problems: &mut Vec<Diagnostic>) {
    for field in fields {
        match &field.shape {
            Shape::Record(inner) => check_references(site, kind, inner, problems),
            Shape::List(of) => check_references(site, kind, std::slice::from_ref(of), problems),
            Shape::Reference(to) => {
                let target = site.kind(to);
                if target.is_none() {
                    let message = format!(
                        "the field \"{}\" of \"{}\" refers to \"{to}\", which is neither a kind nor a table",
                        field.name, kind.name
                    );
                    let help = choices_help("kinds and tables", to, site.kinds.iter().map(|kind| kind.name.as_str()));
                    problems.push(Diagnostic::error("unknown-kind", kind.span.clone(), message).help(help));
                }
                let covers = field.covers.as_deref();
                if let (Some(target), Some(covers)) = (target, covers)
                    && site.kinds[target].field(covers).is_none()
                {
                    let message = format!(
                        "the field \"{}\" of \"{}\" covers \"{covers}\", which \"{to}\" does not declare",
                        field.name, kind.name
                    );
                    problems.push(Diagnostic::error("unknown-field", kind.span.clone(), message));
                }
            }
            Shape::Choice(choices) if choices.is_empty() => {
                let message = format!("the field \"{}\" of \"{}\" is a choice without choices", field.name, kind.name);
                problems
                    .push(Diagnostic::error("missing-field", kind.span.clone(), message).help("add `choices: [a, b]`"));
            }
            _ => {}
        }
    }
}
