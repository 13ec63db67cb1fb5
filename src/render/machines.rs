//! What programs read about the site as a whole: the manifest for installing it,
//! the description for searching it from a browser's address bar, the list of its
//! pages for programs that read plain text.

use crate::assets::Assets;
use crate::diag::Diagnostic;
use crate::link::{Entry, Linked, mirror_route};
use crate::output::Output;
use crate::source::Span;
use crate::text::escape;
use serde_json::{Map, Value as Json, json};

/// The theme's part of the manifest: colours and the like.
const MANIFEST: &str = "manifest.json";

/// Adds these files.
pub fn beside(linked: &Linked, assets: &Assets, output: &mut Output, problems: &mut Vec<Diagnostic>) {
    match manifest(linked, assets) {
        Ok(manifest) => output.insert("manifest.webmanifest", manifest),
        Err(error) => problems.push(
            Diagnostic::error("not-json", Span::file("themes"), format!("the asset {MANIFEST} is not a map: {error}"))
                .help("write it as JSON, such as `{\"display\": \"minimal-ui\"}`"),
        ),
    }
    if let Some(xml) = open_search(linked, assets) {
        output.insert("opensearch.xml", xml);
    }
    output.insert("llms.txt", llms(linked));
}

fn manifest(linked: &Linked, assets: &Assets) -> Result<String, serde_json::Error> {
    let site = &linked.site;
    let mut manifest: Map<String, Json> = serde_json::from_str(assets.text(MANIFEST).unwrap_or("{}"))?;
    let icons: Vec<Json> = assets.icons().map(|(sizes, path, kind)| icon(&sizes, &path, kind)).collect();
    let own = [
        ("name", json!(site.title)),
        ("short_name", json!(site.title)),
        ("description", json!(site.description)),
        ("lang", json!(site.language)),
        ("id", json!("./")),
        ("start_url", json!("./")),
        ("scope", json!("./")),
        ("icons", json!(icons)),
    ];
    manifest.extend(own.map(|(name, value)| (name.to_owned(), value)));
    Ok(format!("{:#}\n", Json::Object(manifest)))
}

fn icon(sizes: &str, path: &str, kind: &str) -> Json {
    json!({"src": path, "sizes": sizes, "type": kind})
}

fn open_search(linked: &Linked, assets: &Assets) -> Option<String> {
    let site = &linked.site;
    let page = linked.entries[linked.search_page?].route.as_deref()?;
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n",
    );
    let mut element = |name: &str, attributes: &str, text: &str| {
        xml.push_str(&format!("<{name}{attributes}>"));
        escape(&mut xml, text);
        xml.push_str(&format!("</{name}>\n"));
    };
    element("ShortName", "", &site.title.chars().take(16).collect::<String>());
    element("Description", "", &site.description.chars().take(1024).collect::<String>());
    element("InputEncoding", "", "UTF-8");
    element("Language", "", &site.language);
    for (_, path, kind) in assets.icons() {
        element("Image", &format!(" type=\"{kind}\""), &format!("{}{path}", site.base_url));
    }
    let mut template = String::new();
    escape(&mut template, &format!("{}{page}?q={{searchTerms}}", site.base_url));
    element("Url", &format!(" type=\"text/html\" template=\"{template}\""), "");
    xml.push_str("</OpenSearchDescription>\n");
    Some(xml)
}

/// The pages by the page above them, each with its sentence: llmstxt.org.
fn llms(linked: &Linked) -> String {
    let site = &linked.site;
    let mut text = format!("# {}\n\n> {}\n", site.title, site.description);
    let is_page = |entry: &&Entry| entry.route.is_some() && !site.kinds[entry.kind].hidden;
    let mut parts: Vec<(Option<usize>, Vec<&Entry>)> = Vec::new();
    for entry in linked.kinds.iter().flatten().map(|id| &linked.entries[*id]).filter(is_page) {
        let above = entry.above.last().copied();
        match parts.iter_mut().find(|(known, _)| *known == above) {
            Some((_, entries)) => entries.push(entry),
            None => parts.push((above, vec![entry])),
        }
    }
    for (above, entries) in parts {
        let title = above.map_or(site.title.as_str(), |above| &linked.entries[above].label);
        text.push_str(&format!("\n## {title}\n\n"));
        for entry in entries {
            let route = mirror_route(site, entry).unwrap_or_default();
            let summary = entry.summary.as_deref().map(|summary| format!(": {summary}")).unwrap_or_default();
            text.push_str(&format!("- [{}]({}{route}){summary}\n", entry.label, site.base_url));
        }
    }
    text
}
