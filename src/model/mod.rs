//! The content model: what `site.yaml` declares. The program knows kinds, fields,
//! tables, rows and references; it knows nothing of what a site is about.

mod declare;
mod exports;
mod facts_schema;
mod head;
mod hues;
mod json_schema;
mod keys;
mod languages;
mod limits;
mod listing;
mod look;
mod meant;
mod named;
mod offline;
mod pattern;
mod read;
mod reader;
mod search;
mod settings;
mod shape;
mod tongues;
mod translated;
mod versions;
mod wording;
mod words;

use crate::parse::{Rules, Yaml};
use crate::source::Span;
use crate::words::Words;
use std::sync::Arc;

pub use exports::{Export, export_paths};
pub use facts_schema::{FORMAT_VERSION, facts_schema, list_schema, old_facts_schema};
pub use head::{Element, StaticFile};
pub use hues::is_hue;
pub use json_schema::{json_schema, schema};
pub use languages::{is_right_to_left, is_tag};
pub use limits::Limits;
pub use listing::{Listing, parts_entries};
pub use look::{Colour, Face, Logo, Look, Note};
pub use meant::{meant_entry, meant_field};
pub use offline::Offline;
pub use pattern::{PathPattern, RoutePattern};
pub use read::{read_site, wants_last_changes, with_slash};
pub use reader::{Fields, step, wrong_type};
pub use search::Search;
pub use settings::{Exchanges, Feed, Gone, Searched};
pub use shape::{Example, Input, Shape, is_address, is_mark, is_placeholder};
pub use tongues::Language;
pub use translated::translated_site;
pub use versions::{Version, folder_of, older_versions, tag_of};
pub use wording::{Wording, spoken};
pub use words::{GivenWord, given_words};

/// The field that every page may have besides the declared ones: addresses at
/// which it was published before.
pub const ALIASES: &str = "aliases";

/// The field by which a page says that it is a draft.
pub const DRAFT: &str = "draft";

/// The fields that every page may have besides the declared ones.
pub const OF_ALL: [&str; 2] = [ALIASES, DRAFT];

/// What becomes of drafts. `site.yaml` has no say in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Drafts {
    /// They are checked and not published.
    LeaveOut,
    /// They are pages like others, and what will be without them is told.
    #[default]
    Show,
    /// They are pages like others.
    Publish,
}

/// Everything that `site.yaml` says.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// The name of the site.
    pub title: String,
    /// A few words below the name.
    pub tagline: String,
    /// One sentence for search engines.
    pub description: String,
    /// The language of the content, as a BCP 47 tag.
    pub language: String,
    /// The languages in which it is published, its own first; nothing where there is one.
    pub languages: Vec<Language>,
    /// Which of them this is.
    pub edition: usize,
    /// The versions in which it is published, the newest first; nothing where there is one.
    pub versions: Vec<Version>,
    /// Which of them this is.
    pub version: usize,
    /// What was read.
    pub declared: Option<Arc<Yaml>>,
    /// The words that it gives in the place of the theme's.
    pub given_words: Vec<GivenWord>,
    /// The words that readers see, which the theme's tables and the site give.
    pub words: Arc<Words>,
    /// The address of the home page, with its final slash.
    pub base_url: String,
    /// The address where a file can be edited, with `{path}` in its place.
    pub edit_url: Option<String>,
    /// The host name to write into `CNAME`.
    pub cname: Option<String>,
    /// The theme's folder name.
    pub theme: String,
    /// Where it is named.
    pub theme_span: Span,
    /// Whether this build draws pictures; `site.yaml` has no say in it.
    pub pictures: bool,
    /// What becomes of drafts in this build.
    pub drafts: Drafts,
    /// Whether every address has to be in `routes.lock` already.
    pub locked: bool,
    /// Paths of the pages named in every header.
    pub navigation: Vec<(String, Span)>,
    /// Paths of the pages named in every footer.
    pub footer: Vec<(String, Span)>,
    /// The feed, if there is one.
    pub feed: Option<Feed>,
    /// Addresses whose pages are gone for good.
    pub gone: Vec<Gone>,
    /// The path of the page that searches, for browsers that offer it.
    pub search_page: Option<(String, Span)>,
    /// What of the pages search finds.
    pub search: Searched,
    /// The path of the list of texts that have to stay.
    pub kept: Option<(String, Span)>,
    /// The path of the list of queries that have to find their pages.
    pub queries: Option<(String, Span)>,
    /// Whether a service worker keeps the site for readers without a connection.
    pub service_worker: bool,
    /// What it keeps.
    pub offline: Offline,
    /// Whether each page is published as markdown too.
    pub twins: bool,
    /// Whether code has colours.
    pub highlight: bool,
    /// Whether pages may hold raw HTML.
    pub raw_html: bool,
    /// Schemes that links may have.
    pub link_schemes: Vec<String>,
    /// Whether git is asked on which day each page was last changed.
    pub last_changed: bool,
    /// How it looks without a template of its own.
    pub look: Look,
    /// How example messages are compared with facts; nothing when they are not.
    pub exchanges: Option<Exchanges>,
    /// Files for the program.
    pub exports: Vec<Export>,
    /// The kinds whose pages every page lists at its side.
    pub sidebar: Vec<(String, Span)>,
    /// Kinds of pages and tables, in their order.
    pub kinds: Vec<Kind>,
    /// Whether they could not be read, which has been reported: nothing is known then of
    /// what a page has to be.
    pub unread: bool,
}

impl Site {
    /// What the site wants of its texts.
    pub fn rules(&self) -> Rules {
        Rules { raw_html: self.raw_html, highlight: self.highlight }
    }
}

/// A kind of page, or a table.
#[derive(Debug, Clone)]
pub struct Kind {
    /// Its name, such as `code` or `headers`.
    pub name: String,
    /// One line that explains it.
    pub help: String,
    /// Where its entries come from.
    pub origin: Origin,
    /// Where an entry is published; nothing for a table without pages.
    pub route: Option<RoutePattern>,
    /// Where an entry is found besides, by another key; nothing where there is one address.
    pub also_at: Option<RoutePattern>,
    /// The template of a page, which may name a field in braces.
    pub template: String,
    /// The template of the picture that shows a page where it is shared.
    pub picture: Option<String>,
    /// The field whose value names an entry; nothing for a single page.
    pub key: Option<String>,
    /// The field that holds the title.
    pub title: String,
    /// How an entry is called in links, with fields in braces.
    pub label: String,
    /// The field that holds the summary.
    pub summary: Option<String>,
    /// How lists of its entries are headed; nothing where its name serves.
    pub heading: Option<String>,
    /// The field that gives an entry its colour: a choice among the hues of the theme, or a
    /// reference to an entry that has one.
    pub hue: Option<String>,
    /// Where that is written.
    pub hue_span: Span,
    /// How its entries are listed.
    pub listing: Listing,
    /// The page above an entry.
    pub parent: Parent,
    /// What is published as JSON.
    pub json: Option<Json>,
    /// Whether lists, the sitemap and search leave it out.
    pub hidden: bool,
    /// Ids that the template puts on a page.
    pub anchors: Vec<String>,
    /// The fields, in their order.
    pub fields: Vec<Field>,
    /// Where it is declared.
    pub span: Span,
    /// Where its route is written.
    pub route_span: Span,
    /// Whether its declaration has problems, which are reported: what its entries lack is
    /// not told then.
    pub doubtful: bool,
    /// Names of fields that it uses and does not declare, which is reported.
    pub undeclared: Vec<String>,
}

/// Where the entries of a kind come from.
#[derive(Debug, Clone)]
pub enum Origin {
    /// One markdown file each, at a path of this form.
    Pages(PathPattern),
    /// The rows of `content/tables/<name>.yaml`.
    Table,
}

/// The page above an entry, for breadcrumbs.
#[derive(Debug, Clone)]
pub enum Parent {
    /// The home page.
    Home,
    /// The page at a path below `content/`.
    Page(String, Span),
    /// The page that a field refers to.
    Field(String),
}

/// What a kind publishes as JSON.
#[derive(Debug, Clone)]
pub struct Json {
    /// The route of one entry's file.
    pub item: RoutePattern,
    /// The route of the file that holds all entries, and the name of its array.
    pub list: Option<(String, String)>,
}

/// A field of a kind or record.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name, which templates are given with each value.
    pub name: Arc<str>,
    /// What it holds.
    pub shape: Shape,
    /// What is allowed of that.
    pub limits: Limits,
    /// Whether it must be given.
    pub required: bool,
    /// Whether short references to an entry carry it.
    pub card: bool,
    /// For a reference: the field of its target that lists, as patterns, which
    /// keys belong there.
    pub covers: Option<String>,
    /// Whether a translation may say it otherwise, where it is a text.
    pub translated: bool,
    /// How search weighs its words.
    pub search: Option<Search>,
    /// How it is shown to readers.
    pub wording: Wording,
    /// One line that explains it.
    pub help: String,
    /// Why a page may go without it.
    pub when_empty: Option<String>,
    /// Whether its declaration has problems, which are reported: values are not checked
    /// then.
    pub doubtful: bool,
}

impl Field {
    /// Its name as readers are shown it.
    pub fn label(&self) -> String {
        self.wording.label.clone().unwrap_or_else(|| spoken(&self.name))
    }

    /// Whether pages that show all fields show it.
    pub fn is_shown(&self) -> bool {
        self.wording.is_shown(self.search)
    }
}

impl Kind {
    /// How lists of its entries are headed.
    pub fn heading(&self) -> String {
        self.heading.clone().unwrap_or_else(|| spoken(&self.name))
    }

    /// The position of a field.
    pub fn field(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| &*field.name == name)
    }

    /// Whether its entries are rows of a table.
    pub fn is_table(&self) -> bool {
        matches!(self.origin, Origin::Table)
    }
}

impl Site {
    /// Whether it is not known of all kinds where their pages lie and are published, which
    /// has been reported.
    pub fn has_doubtful_paths(&self) -> bool {
        let lacks = |kind: &Kind| matches!(&kind.origin, Origin::Pages(path) if path.as_str().is_empty());
        self.kinds.is_empty() || self.kinds.iter().any(|kind| kind.doubtful && lacks(kind))
    }

    /// The kind that the site is about: the first of which there are many pages, or the first
    /// table whose rows have pages.
    pub fn subject(&self) -> Option<usize> {
        let pages = self.kinds.iter().position(|kind| kind.key.is_some() && !kind.is_table());
        pages.or_else(|| self.kinds.iter().position(|kind| kind.is_table() && kind.route.is_some()))
    }

    /// The position of a kind or table.
    pub fn kind(&self, name: &str) -> Option<usize> {
        self.kinds.iter().position(|kind| kind.name == name)
    }
}
