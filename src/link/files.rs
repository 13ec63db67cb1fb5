//! What is published: the one list of files that claims and writing both follow. A
//! new kind of file is a variant here, its path below, and its text in `render`.

use super::EntryId;
use crate::model::{Kind, Site};

/// A file that is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Where, as a path from the root of the site.
    pub path: String,
    /// What it holds.
    pub content: Content,
}

/// What a published file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// A part of an entry.
    Part(EntryId, Part),
    /// The facts of all entries of a kind.
    FactList(usize),
    /// The JSON Schema of a kind.
    Schema(usize),
    /// The JSON Schema of the published facts of a kind.
    FactsSchema(usize),
    /// The JSON Schema of the list of all facts of a kind.
    ListSchema(usize),
    /// The JSON Schema of what stands where facts were before.
    OldFactsSchema,
    /// What leads from the nth of [`super::Linked::aliases`] to the page that took its place: a
    /// page, or beside it JSON that leads to the facts.
    Redirect(usize),
    /// What says that the nth of [`Site::gone`] is gone: a page, or JSON.
    Gone(usize),
    /// The file of `content/static/` with the same path.
    Static,
    /// The feed.
    Feed,
    /// The addresses of all pages, for search engines.
    Sitemap,
    /// Where search engines find the sitemap.
    Robots,
    /// The pages with a sentence each, for programs that read plain text.
    Overview,
    /// What a browser needs to install the site.
    Manifest,
    /// How a browser searches the site from its address bar.
    OpenSearch,
    /// The service worker.
    Worker,
    /// The mark that keeps GitHub Pages from leaving out files.
    NoJekyll,
    /// The site's host name, for GitHub Pages.
    HostName,
    /// The list of our files, which the publisher writes.
    Ledger,
}

/// What is published of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Its page.
    Page,
    /// The page's text as markdown.
    Markdown,
    /// The picture that shows the page where it is shared.
    Picture,
    /// Its facts as JSON.
    Facts,
}

impl Part {
    /// All parts. The page comes first, since without it the others are not claimed.
    const ALL: [Part; 4] = [Part::Page, Part::Markdown, Part::Picture, Part::Facts];

    /// How the part is called in front of the entry's name: `the page "404"`.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Part::Page => "page",
            Part::Markdown => "text of",
            Part::Picture => "picture of",
            Part::Facts => "facts of",
        }
    }

    /// Where the part of an entry is published; nothing when it has none.
    pub(super) fn path(self, site: &Site, kind: usize, key: &str, route: Option<&str>) -> Option<String> {
        let kind = &site.kinds[kind];
        match self {
            Part::Page => route.map(file_of),
            Part::Markdown => {
                let page = file_of(route.filter(|_| site.twins && !kind.hidden)?);
                Some(page.replace(".html", ".md"))
            }
            Part::Picture => {
                kind.picture.as_ref()?;
                let folder = route.filter(|route| route.is_empty() || route.ends_with('/'))?;
                Some(format!("{folder}card.png"))
            }
            Part::Facts => kind.json.as_ref().map(|json| json.item.fill(|_| key.to_owned())),
        }
    }
}

/// The parts of an entry that are published, and where.
pub(super) fn files_of<'a>(
    site: &'a Site,
    kind: usize,
    key: &'a str,
    route: Option<&'a str>,
) -> impl DoubleEndedIterator<Item = (Part, String)> + use<'a> {
    Part::ALL.into_iter().filter_map(move |part| Some((part, part.path(site, kind, key, route)?)))
}

/// The files that belong to no entry, those of `content/static/` and redirects aside.
pub(super) fn contents_of_site(site: &Site) -> Vec<(String, Content)> {
    let mut files: Vec<(String, Content)> = [
        ("sitemap.xml", Content::Sitemap),
        ("robots.txt", Content::Robots),
        ("llms.txt", Content::Overview),
        ("manifest.webmanifest", Content::Manifest),
        ("opensearch.xml", Content::OpenSearch),
        ("sw.js", Content::Worker),
        (".nojekyll", Content::NoJekyll),
        (".statuary-manifest.json", Content::Ledger),
    ]
    .map(|(path, content)| (path.to_owned(), content))
    .into();
    if !site.is_first() {
        files.retain(|(_, content)| !matches!(content, Content::Robots | Content::NoJekyll | Content::Ledger));
    }
    files.extend(site.cname.iter().map(|_| ("CNAME".to_owned(), Content::HostName)));
    // An address that is none is reported where it is declared.
    let gone = site.gone.iter().enumerate().filter(|(_, gone)| is_old_address(&gone.address));
    files.extend(gone.map(|(number, gone)| (file_of(&gone.address), Content::Gone(number))));
    files.extend(site.feed.iter().map(|feed| (feed.route.clone(), Content::Feed)));
    for (number, kind) in site.kinds.iter().enumerate() {
        let list = kind.json.as_ref().and_then(|json| json.list.as_ref());
        files.extend(list.map(|(route, _)| (route.clone(), Content::FactList(number))));
        files.push((format!("schema/{}.json", kind.name), Content::Schema(number)));
        if kind.json.is_some() {
            files.push((facts_schema_path(kind), Content::FactsSchema(number)));
        }
        files.extend(list.map(|_| (list_schema_path(kind), Content::ListSchema(number))));
    }
    if site.kinds.iter().any(|kind| kind.json.is_some()) {
        files.push((OLD_FACTS_SCHEMA.to_owned(), Content::OldFactsSchema));
    }
    files
}

/// Where the schema of a kind's published facts lies.
pub fn facts_schema_path(kind: &Kind) -> String {
    format!("schema/facts/{}.json", kind.name)
}

/// Where the schema of the list of a kind's facts lies.
pub fn list_schema_path(kind: &Kind) -> String {
    format!("schema/lists/{}.json", kind.name)
}

/// Where the schema of what stands in the place of facts lies.
pub const OLD_FACTS_SCHEMA: &str = "schema/old/facts.json";

impl File {
    /// Whether its address stays once it was published: those of pages and of JSON do.
    pub fn stays(&self) -> bool {
        let has_ending = self.path.ends_with(".html") || is_json(&self.path);
        has_ending && self.content != Content::Ledger
    }

    /// Its address below the site's own.
    pub fn route(&self) -> &str {
        match &*self.path {
            "index.html" => "",
            path if path.ends_with("/index.html") => &path[..path.len() - "index.html".len()],
            path => path,
        }
    }
}

/// Whether JSON lies at a path.
pub fn is_json(path: &str) -> bool {
    path.ends_with(".json")
}

impl super::Linked {
    /// The parts of an entry that are published, and where.
    pub fn files_of(&self, id: EntryId) -> impl DoubleEndedIterator<Item = (Part, String)> {
        let entry = &self.entries[id];
        files_of(&self.site, entry.kind, &entry.key, entry.route.as_deref())
    }

    /// Where a part of an entry is published; nothing when it has none.
    pub fn path_of(&self, id: EntryId, part: Part) -> Option<String> {
        let entry = &self.entries[id];
        part.path(&self.site, entry.kind, &entry.key, entry.route.as_deref())
    }
}

/// The file in which a route is published: `404/` is `404/index.html`.
pub fn file_of(route: &str) -> String {
    match route {
        route if route.is_empty() || route.ends_with('/') => format!("{route}index.html"),
        route => route.to_owned(),
    }
}

/// Whether a text is the address of a page, or of its facts, as it stood behind the site's own.
pub(super) fn is_old_address(address: &str) -> bool {
    let is_page = address.ends_with('/') || address.ends_with(".html") || is_json(address);
    is_page && check_output_path(&file_of(address)).is_ok() && !address.contains(['\\', '?', '#', ' '])
}

/// The most bytes that file systems take for one name, and for a path below a folder
/// whose own path is not known.
const LONGEST_NAME: usize = 255;
const LONGEST_PATH: usize = 1024;

/// Whether a path leads to a place inside the site that a file system can hold; or
/// why it does not, and what would mend it.
pub(super) fn check_output_path(path: &str) -> Result<(), (&'static str, &'static str)> {
    if path.split('/').any(|name| matches!(name, "" | "." | "..")) {
        let help = "each part of an address needs a name; write a key with a letter or a digit";
        return Err(("which is no place inside the site", help));
    }
    if path.len() > LONGEST_PATH || path.split('/').any(|name| name.len() > LONGEST_NAME) {
        return Err(("which is longer than file systems take", "write a key or a name of at most 200 bytes"));
    }
    Ok(())
}
