//! What programs read about the site as a whole: the manifest for installing it,
//! the description for searching it from a browser's address bar, the list of its
//! pages for programs that read plain text.

use crate::assets::Assets;
use crate::diag::Diagnostic;
use crate::link::{EntryId, Linked, Part};
use crate::text::escape;
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// The theme's part of the manifest: colours and the like.
const MANIFEST: &str = "manifest.json";

/// What a browser needs to install the site: the theme's part, completed by what the
/// site says.
pub fn manifest(linked: &Linked, assets: &Assets) -> Result<String, Diagnostic> {
    let site = &linked.site;
    let theme = assets.text(MANIFEST).unwrap_or("{}");
    let mut manifest: Map<String, Json> =
        serde_json::from_str(theme).map_err(|error| not_a_map(assets, theme, &error))?;
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

/// What is wrong with the theme's part of the manifest, at the place where reading it ended.
fn not_a_map(assets: &Assets, text: &str, error: &serde_json::Error) -> Diagnostic {
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let at = lines.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
    let whole = error.to_string();
    let why = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(why, _)| why);
    let message = format!("the asset {MANIFEST} is not a map in JSON: {why}");
    Diagnostic::error("not-json", assets.span(MANIFEST, at..at), message)
        .help("write it as JSON, such as `{\"display\": \"minimal-ui\"}`")
}

fn icon(sizes: &str, path: &str, kind: &str) -> Json {
    json!({"src": path, "sizes": sizes, "type": kind})
}

/// How a browser searches the site from its address bar.
pub fn open_search(linked: &Linked, assets: &Assets) -> Option<String> {
    let site = &linked.site;
    let page = linked.entries[linked.landmarks.search?].route.as_deref()?;
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
pub fn overview(linked: &Linked) -> String {
    let site = &linked.site;
    let mut text = format!("# {}\n\n> {}\n", site.title, site.description);
    for (above, ids) in by_parent(linked) {
        let title = above.map_or(site.title.as_str(), |above| &linked.entries[above].label);
        text.push_str(&format!("\n## {title}\n\n"));
        for id in ids {
            let entry = &linked.entries[id];
            let markdown = linked.path_of(id, Part::Markdown);
            let path = markdown.or_else(|| entry.route.clone()).unwrap_or_default();
            let summary = entry.summary.as_deref().map(|summary| format!(": {summary}")).unwrap_or_default();
            text.push_str(&format!("- [{}]({}{path}){summary}\n", entry.label, site.base_url));
        }
    }
    text
}

/// The pages that lists may name by the page above them, in the order in which each
/// is met first.
fn by_parent(linked: &Linked) -> Vec<(Option<EntryId>, Vec<EntryId>)> {
    let mut groups: Vec<(Option<EntryId>, Vec<EntryId>)> = Vec::new();
    let mut numbers: BTreeMap<Option<EntryId>, usize> = BTreeMap::new();
    for id in linked.kinds.iter().flatten().copied() {
        let entry = &linked.entries[id];
        if entry.route.is_none() || linked.site.kinds[entry.kind].hidden {
            continue;
        }
        let parent = linked.relations[id].parent();
        let number = *numbers.entry(parent).or_insert_with(|| {
            groups.push((parent, Vec::new()));
            groups.len() - 1
        });
        groups[number].1.push(id);
    }
    groups
}
