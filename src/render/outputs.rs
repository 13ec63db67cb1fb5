//! The files beside the pages: facts as JSON, JSON Schemas, the sitemap,
//! redirects from old addresses, static files.

use super::feed;
use crate::html::text_of;
use crate::link::{Entry, Linked, Value, file_of, json_route};
use crate::model::{Field, Shape, json_schema};
use crate::output::Output;
use crate::source::Sources;
use crate::text::escape;
use serde_json::{Map, Value as Json, json};

/// Adds all files that are not pages or assets.
pub fn beside(linked: &Linked, sources: &Sources, output: &mut Output) {
    facts(linked, output);
    for kind in &linked.site.kinds {
        output.insert(format!("schema/{}.json", kind.name), pretty(&json_schema(&linked.site, kind)));
    }
    for (alias, target) in &linked.aliases {
        output.insert(file_of(alias), redirect(linked, alias, &linked.entries[*target]));
    }
    for (path, source) in sources.below("content/static/") {
        output.insert(path, source.bytes());
    }
    if let Some((route, xml)) = feed::feed(linked) {
        output.insert(route, xml);
    }
    output.insert("sitemap.xml", sitemap(linked));
    output.insert("robots.txt", format!("User-agent: *\nAllow: /\nSitemap: {}sitemap.xml\n", linked.site.base_url));
    output.insert(".nojekyll", "");
    if let Some(host) = &linked.site.cname {
        output.insert("CNAME", format!("{host}\n"));
    }
}

/// One JSON file for each entry whose kind asks for it, and one with all.
fn facts(linked: &Linked, output: &mut Output) {
    for (number, kind) in linked.site.kinds.iter().enumerate() {
        let Some(json) = &kind.json else { continue };
        let mut all = Vec::new();
        for id in &linked.kinds[number] {
            let entry = &linked.entries[*id];
            let facts = Json::Object(entry_facts(linked, entry));
            if let Some(route) = json_route(&linked.site, number, &entry.key) {
                output.insert(route, pretty(&facts));
            }
            all.push(facts);
        }
        if let Some((route, name)) = &json.list {
            output.insert(route.clone(), pretty(&json!({ name.as_str(): all })));
        }
    }
}

/// Every field under its own name, and the page's address. Fields that are not
/// given are null, lists that are not given are empty.
fn entry_facts(linked: &Linked, entry: &Entry) -> Map<String, Json> {
    let kind = &linked.site.kinds[entry.kind];
    let mut facts = record(linked, &kind.fields, &entry.fields);
    let route = entry.route.as_deref().unwrap_or_default();
    facts.insert("url".to_owned(), json!(format!("{}{route}", linked.site.base_url)));
    facts
}

fn record(linked: &Linked, fields: &[Field], values: &[Value]) -> Map<String, Json> {
    fields.iter().zip(values).map(|(field, given)| (field.name.clone(), value(linked, &field.shape, given))).collect()
}

fn value(linked: &Linked, shape: &Shape, given: &Value) -> Json {
    match (shape, given) {
        (Shape::List(of), Value::List(values)) => values.iter().map(|given| value(linked, &of.shape, given)).collect(),
        (Shape::List(_), _) => json!([]),
        (Shape::Record(fields), Value::Record(values)) => Json::Object(record(linked, fields, values)),
        (_, Value::Text(text)) => json!(text),
        (_, Value::Prose(text)) => json!(text_of(linked, text)),
        (_, Value::Integer(number)) => json!(number),
        (_, Value::Flag(flag)) => json!(flag),
        (_, Value::Reference(id)) => json!(linked.entries[*id].key),
        (_, Value::None | Value::Record(_) | Value::List(_)) => Json::Null,
    }
}

fn pretty(json: &Json) -> String {
    format!("{json:#}\n")
}

/// The addresses of all pages that may be found.
fn sitemap(linked: &Linked) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let mut routes: Vec<&str> = linked
        .entries
        .iter()
        .filter(|entry| !linked.site.kinds[entry.kind].hidden)
        .filter_map(|entry| entry.route.as_deref())
        .collect();
    routes.sort_unstable();
    for route in routes {
        xml.push_str("<url><loc>");
        escape(&mut xml, &format!("{}{route}", linked.site.base_url));
        xml.push_str("</loc></url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

/// A page at an old address that leads to the new one.
fn redirect(linked: &Linked, alias: &str, target: &Entry) -> String {
    let root = match alias.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    };
    let escaped = |text: &str| {
        let mut out = String::new();
        escape(&mut out, text);
        out
    };
    let route = target.route.as_deref().unwrap_or_default();
    let address = escaped(&format!("{root}{route}"));
    let canonical = escaped(&format!("{}{route}", linked.site.base_url));
    let (label, language) = (escaped(&target.label), escaped(&linked.site.language));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n\
         <meta http-equiv=\"content-security-policy\" content=\"default-src 'none'\">\n\
         <meta charset=\"utf-8\">\n<title>{label}</title>\n\
         <link rel=\"canonical\" href=\"{canonical}\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={address}\">\n</head>\n<body>\n\
         <p>This page has moved: <a href=\"{address}\">{label}</a></p>\n</body>\n</html>\n"
    )
}
