//! The keys that have a meaning in `site.yaml`, each with what it holds and one line of help:
//! the one declaration from which reading takes the names and the JSON Schema all.

use super::Search;
use super::shape::{LIST, PROSE, RECORD, REFERENCE, SCALARS};
use crate::words::{FORMS, OTHER};
use serde_json::{Map, Value, json};

/// A key of a mapping.
pub struct Key {
    name: &'static str,
    form: Form,
    required: bool,
    /// Whether each language of the site has its own.
    translated: bool,
    help: &'static str,
}

/// What a key holds.
#[derive(Clone, Copy)]
enum Form {
    Text,
    /// One of these words.
    Words(&'static [&'static str]),
    /// The name of a type of fields.
    Types,
    /// A way in which search weighs words.
    Weights,
    Flag,
    Count,
    Number,
    Texts,
    /// A mapping with keys of its own.
    Record(&'static [Key]),
    /// A list of mappings with keys of their own.
    Records(&'static [Key]),
    /// A list of elements of HTML, each a mapping of attributes to values.
    Elements,
    /// A mapping of names to texts.
    Named,
    /// A mapping of names to texts, or to the forms of a text for numbers.
    Forms,
    /// A mapping of words to better ones, or to nothing.
    Better,
    /// A mapping of names to what the schema defines under this name.
    Each(&'static str),
    /// What the schema defines under this name.
    One(&'static str),
}

use Form::{
    Better, Count, Each, Elements, Flag, Forms, Named, Number, One, Record, Records, Text, Texts, Types, Weights, Words,
};

const fn key(name: &'static str, form: Form, help: &'static str) -> Key {
    Key { name, form, required: false, translated: false, help }
}

const fn required(name: &'static str, form: Form, help: &'static str) -> Key {
    Key { name, form, required: true, translated: false, help }
}

/// A key of which each language of the site has its own.
const fn translated(key: Key) -> Key {
    Key { translated: true, ..key }
}

/// The names of keys, in their order.
const fn names<const N: usize>(keys: &[Key]) -> [&'static str; N] {
    let mut names = [""; N];
    let mut at = 0;
    while at < N {
        names[at] = keys[at].name;
        at += 1;
    }
    names
}

const SITE_KEYS: &[Key] = &[
    translated(required("title", Text, "the name of the site, on every page")),
    translated(key("tagline", Text, "a few words that say what the site is")),
    translated(key("description", Text, "one sentence for search engines and for programs that read the site")),
    key("language", Text, "the language of the content, as a tag of BCP 47 such as en or pt-BR"),
    key("languages", Named, "the languages that the site is published in, by their tags, each with its own name"),
    key(
        "versions",
        Texts,
        "the versions that are published, the one in content/ first; older ones lie in versions/NAME/",
    ),
    required("base_url", Text, "the address of the home page, such as https://example.com/docs/"),
    translated(key("words", Forms, "words of the interface in the place of those of the theme, each by its name")),
    key("edit_url", Text, "where a file is edited, with {path} in its place"),
    key("cname", Text, "the host name of a domain of your own, for GitHub Pages"),
    key("theme", Text, "the name of the theme; without it the one that is in the program"),
    key("navigation", Texts, "paths of the pages named in every header"),
    key("footer", Texts, "paths of the pages named in every footer"),
    key("logo", Record(LOGO_KEYS), "the picture that stands for the name of the site"),
    key("favicon", Text, "the site's icon, an SVG, PNG or ICO file of content/static/"),
    key("colours", Each("colour"), "colours in the place of the theme's, by their names there, such as accent"),
    key("fonts", Record(FONTS_KEYS), "the fonts of the site"),
    translated(key("announcement", Text, "a sentence at the top of every page, with inline markdown")),
    translated(key("footer_text", Text, "a text in every footer, with inline markdown")),
    key("head", Record(HEAD_KEYS), "elements in the head of every page"),
    key("policy", Record(POLICY_KEYS), "what pages may load besides what the theme lets them, by named hosts"),
    key("sidebar", Texts, "the kinds whose pages are listed at the side of every page"),
    key("feed", Record(FEED_KEYS), "a feed to which readers subscribe, out of the rows of a table"),
    key("search_page", Text, "the path of the page that shows what a search found"),
    key("search", Record(SEARCH_KEYS), "what of the pages search finds"),
    key("kept", Text, "the path of the list of texts that have to stay"),
    key("queries", Text, "the path of the list of queries that have to find their pages"),
    key("service_worker", Flag, "whether browsers keep pages for reading without a connection; true without it"),
    key("offline", Record(OFFLINE_KEYS), "what browsers keep for reading without a connection"),
    key("twins", Flag, "whether each page is published as markdown too; true without it"),
    key("highlight", Flag, "whether code has colours; true without it"),
    key("raw_html", Flag, "whether texts may hold raw HTML; false without it"),
    key("link_schemes", Texts, "schemes that links may have; without it those of the web and of mail"),
    key("exchanges", Record(EXCHANGES_KEYS), "the facts with which examples of messages are compared"),
    key("last_changed", Words(&["git"]), "who is asked on which day each page was last changed"),
    translated(key("gone", Named, "addresses whose pages are gone for good, each with the reason")),
    key("exports", Each("export"), "files for the program, made from the facts, by their paths in the project"),
    key("kinds", Each("kind"), "the kinds of pages, each with its fields"),
    key(
        "tables",
        Each("table"),
        "the tables, each of which is a file below content/tables/: NAME.yaml, NAME.csv or NAME.json",
    ),
];

const LOGO_KEYS: &[Key] = &[
    required("file", Text, "the picture, a file of content/static/"),
    key("dark", Text, "the picture for dark surroundings, where that is another"),
    translated(required("alt", Text, "what it says, for those who cannot see it")),
];

const COLOUR_KEYS: &[Key] =
    &[key("light", Text, "for light surroundings, such as \"#0a5462\""), key("dark", Text, "for dark surroundings")];

const FONTS_KEYS: &[Key] = &[
    translated(key("text", Text, "the fonts of texts and headings: names with commas between them")),
    translated(key("interface", Text, "the fonts of menus, tables and labels")),
    key("code", Text, "the fonts of code"),
    key("files", Records(FACE_KEYS), "fonts that come with the site"),
];

const FACE_KEYS: &[Key] = &[
    required("family", Text, "the name of the font, as it stands in the lists"),
    required("file", Text, "a WOFF2, WOFF, TrueType or OpenType file of content/static/"),
    key("weight", Text, "its weight, or the least and the greatest of a font that has all between them"),
    key("italic", Flag, "whether it is the italic"),
];

const HEAD_KEYS: &[Key] = &[
    key("meta", Elements, "elements meta, each as its attributes"),
    key("link", Elements, "elements link, each as its attributes"),
    key("script", Elements, "scripts, each as its attributes; an address without a host is a file of content/static/"),
];

/// The directives of the policy that a site may add to.
const POLICY_KEYS: &[Key] = &[
    key("script-src", Texts, "from where scripts may come"),
    key("connect-src", Texts, "where scripts may send and ask"),
    key("img-src", Texts, "from where pictures may come"),
    key("style-src", Texts, "from where style sheets may come"),
    key("font-src", Texts, "from where fonts may come"),
    key("media-src", Texts, "from where sound and film may come"),
    key("frame-src", Texts, "from where pages may be shown inside a page"),
    key("form-action", Texts, "where forms may be sent"),
];

const FEED_KEYS: &[Key] = &[
    required("table", Text, "the table whose rows are the entries"),
    required("date", Text, "the field of the table that holds the day of an entry"),
    required("page", Text, "the path of the page that lists the rows"),
    required("route", Text, "where the feed is published"),
];

const SEARCH_KEYS: &[Key] = &[
    key("body", Flag, "whether headings and texts of pages are found"),
    key("fill", Count, "with up to how many words of running text each page is filled"),
];

/// What browsers may keep.
pub const KEEPS: [&str; 2] = ["all", "visited"];

const OFFLINE_KEYS: &[Key] = &[
    key("keep", Words(&KEEPS), "`all` pages, where they are within the budget, or those that were `visited`"),
    key("budget", Text, "how much is kept at most, such as 20 MB; 10 MB without it"),
];

const EXCHANGES_KEYS: &[Key] = &[
    required("kind", Text, "the kind or table whose keys are the codes of responses"),
    required("phrase", Text, "its field that holds the reason phrase"),
    key("fields", Text, "its list of header fields"),
    key("content", Text, "its choice that is `never` where content is forbidden"),
];

const JSON_KEYS: &[Key] = &[
    required("item", Text, "the address of the facts of one entry"),
    key("list", Text, "the address of the facts of all entries"),
    key("name", Text, "the name of the list in there"),
];

const EXPORT_KEYS: &[Key] = &[
    required("kind", Text, "the kind or table whose entries stand in the file"),
    key("key", Text, "the field by whose value each entry stands there; its key where nothing is said"),
    key(
        "fields",
        Texts,
        "the fields that stand there, and `url` for the address of the page; all where nothing is said",
    ),
];

/// Those of tables come first.
const KIND_KEYS: &[Key] = &[
    key("help", Text, "one line that explains it to authors"),
    required("title", Text, "the field that holds the title"),
    key("route", Text, "the address of an entry, with fields in braces"),
    key("template", Text, "the template that lays out a page"),
    translated(key("label", Text, "the words of a link to an entry, with fields in braces")),
    key("parent_page", Text, "the path of the page above an entry"),
    key("parent_field", Text, "the field that refers to the page above an entry"),
    key("json", Record(JSON_KEYS), "the facts that are published as JSON"),
    key("also_at", Text, "a second address of an entry, with fields in braces, such as problems/{identifier}/"),
    key("fields", Each("field"), "the fields of an entry"),
    key("picture", Text, "the template of the picture that shows a page where it is shared"),
    key("summary", Text, "the field that holds the summary: one sentence that lists, search and search engines show"),
    translated(key("heading", Text, "what a page is called at its top, with fields in braces")),
    key("hue", Text, "the field by which a page has its colour"),
    key("order", Text, "the field by which lists sort entries; without it their keys"),
    key("group", Text, "the field by which lists group entries"),
    key("hidden", Flag, "whether lists, the sitemap and search leave it out"),
    key("anchors", Texts, "ids that the template puts on a page"),
    required("path", Text, "where the files of its pages lie, with fields in braces"),
    key("key", Text, "the field whose value names a page"),
];

const FIELD_KEYS: &[Key] = &[
    required("type", Types, "the type of its values"),
    key("required", Flag, "whether it has to be given; false without it"),
    key("help", Text, "one line that explains it to authors"),
    key("card", Flag, "whether lists and links that name an entry in short carry it"),
    key("search", Weights, "how search weighs its words"),
    key("translate", Flag, "whether a translation may say it otherwise, where it is a text; true without it"),
    key("when_empty", Text, "why a page may go without it"),
    key("to", Text, "the kind or table that a reference names an entry of"),
    key("covers", Text, "the field of what is referred to that lists, as patterns, which keys belong to it"),
    key("choices", Texts, "the words that may be chosen"),
    key("of", One("field"), "what a list is a list of"),
    key("fields", Each("field"), "the fields of a record"),
    translated(key("min_length", Count, "the least number of characters")),
    translated(key("max_length", Count, "the greatest number of characters")),
    translated(key("min_words", Count, "the least number of words")),
    translated(key("max_words", Count, "the greatest number of words")),
    translated(key("avoid", Better, "words that are not wanted, each with a better one or with nothing")),
    key("pattern", Text, "a regular expression for the whole value"),
    key("min", Number, "the least number"),
    key("max", Number, "the greatest number"),
    key("unique", Flag, "whether no two values may be the same"),
    key("itself", Flag, "whether an entry may refer to itself"),
    translated(key("label", Text, "what the field is called on pages")),
    translated(key("labels", Named, "what its choices are called on pages")),
    translated(key("unit", Text, "what stands behind its value")),
    key("show", Flag, "whether pages that show all fields show it"),
];

/// What may stand in `site.yaml`.
pub const SITE: [&str; SITE_KEYS.len()] = names(SITE_KEYS);
/// What may stand in the declarations of the feed, of search, of what is kept without a
/// connection, and of the check of examples.
pub const FEED: [&str; FEED_KEYS.len()] = names(FEED_KEYS);
pub const SEARCH: [&str; SEARCH_KEYS.len()] = names(SEARCH_KEYS);
pub const OFFLINE: [&str; OFFLINE_KEYS.len()] = names(OFFLINE_KEYS);
pub const EXCHANGES: [&str; EXCHANGES_KEYS.len()] = names(EXCHANGES_KEYS);
/// What may stand in the declarations of the site's look.
pub const LOGO: [&str; LOGO_KEYS.len()] = names(LOGO_KEYS);
pub const COLOUR: [&str; COLOUR_KEYS.len()] = names(COLOUR_KEYS);
pub const FONTS: [&str; FONTS_KEYS.len()] = names(FONTS_KEYS);
pub const FACE: [&str; FACE_KEYS.len()] = names(FACE_KEYS);
pub const HEAD: [&str; HEAD_KEYS.len()] = names(HEAD_KEYS);
pub const POLICY: [&str; POLICY_KEYS.len()] = names(POLICY_KEYS);
/// What may stand in the declaration of a file for the program.
pub const EXPORT: [&str; EXPORT_KEYS.len()] = names(EXPORT_KEYS);
/// What may stand in the declaration of a kind, of what it publishes as JSON, and of a table,
/// which has neither `path` nor `key`.
pub const KIND: [&str; KIND_KEYS.len()] = names(KIND_KEYS);
pub const JSON: [&str; JSON_KEYS.len()] = names(JSON_KEYS);
pub const TABLE: [&str; KIND_KEYS.len() - 2] = names(KIND_KEYS);
/// What may stand in the declaration of a field.
pub const FIELD: [&str; FIELD_KEYS.len()] = names(FIELD_KEYS);

/// What a key is to a translation of `site.yaml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Translation {
    /// It holds texts of which each language has its own.
    Text,
    /// It is the same in all languages.
    Fact,
    /// It is a mapping, some of whose keys may be either.
    Mapping,
}

/// What the key to which these names lead is to a translation; nothing where none has such a name.
pub fn translation(way: &[&str]) -> Option<Translation> {
    let (mut keys, mut way) = (SITE_KEYS, way.iter());
    while let Some(name) = way.next() {
        let key = keys.iter().find(|key| key.name == *name)?;
        if key.translated {
            return Some(Translation::Text);
        }
        keys = match key.form {
            Record(keys) => keys,
            One("field") => FIELD_KEYS,
            Each(of) => {
                // The name of a kind or a field comes next.
                way.next();
                match of {
                    "kind" => KIND_KEYS,
                    "table" => &KIND_KEYS[..TABLE.len()],
                    "field" => FIELD_KEYS,
                    _ => return Some(Translation::Fact),
                }
            }
            _ => return Some(Translation::Fact),
        };
    }
    Some(Translation::Mapping)
}

/// The JSON Schema (draft 2020-12) of `site.yaml`.
pub fn site_schema() -> Value {
    let mut schema = object(SITE_KEYS);
    schema.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".to_owned(), json!("site.yaml"));
    let definitions = json!({
        "export": object(EXPORT_KEYS),
        "kind": object(KIND_KEYS),
        "table": object(&KIND_KEYS[..TABLE.len()]),
        "field": object(FIELD_KEYS),
        "colour": object(COLOUR_KEYS),
    });
    schema.insert("$defs".to_owned(), definitions);
    Value::Object(schema)
}

fn object(keys: &[Key]) -> Map<String, Value> {
    let described = |key: &Key| {
        let mut schema = key.form.schema();
        if let Some(schema) = schema.as_object_mut() {
            schema.insert("description".to_owned(), json!(key.help));
        }
        (key.name.to_owned(), schema)
    };
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("additionalProperties".to_owned(), json!(false));
    schema.insert("properties".to_owned(), Value::Object(keys.iter().map(described).collect()));
    let required: Vec<&str> = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    if !required.is_empty() {
        schema.insert("required".to_owned(), json!(required));
    }
    schema
}

impl Form {
    fn schema(self) -> Value {
        let text = || json!({"type": ["string", "number"]});
        let defined = |name: &str| json!({"$ref": format!("#/$defs/{name}")});
        match self {
            Text => text(),
            Words(words) => json!({"enum": words}),
            Types => {
                let names = SCALARS.iter().map(|(name, _)| *name);
                json!({"enum": names.chain([PROSE, REFERENCE, RECORD, LIST]).collect::<Vec<_>>()})
            }
            Weights => json!({"enum": Search::ALL.map(|(_, name)| name)}),
            Flag => json!({"type": "boolean"}),
            Count => json!({"type": "integer", "minimum": 0}),
            Number => json!({"type": "integer"}),
            Texts => json!({"type": "array", "items": text()}),
            Record(keys) => Value::Object(object(keys)),
            Records(keys) => json!({"type": "array", "items": object(keys)}),
            Elements => {
                let values = json!({"type": ["string", "number", "boolean"]});
                json!({"type": "array", "items": {"type": "object", "additionalProperties": values}})
            }
            Named => json!({"type": "object", "additionalProperties": text()}),
            Forms => {
                let forms = FORMS.iter().map(|form| ((*form).to_owned(), text())).collect::<Map<_, _>>();
                let forms = json!({"type": "object", "properties": forms, "required": [OTHER]});
                json!({"type": "object", "additionalProperties": {"anyOf": [text(), forms]}})
            }
            Better => json!({"type": "object", "additionalProperties": {"type": ["string", "null"]}}),
            Each(name) => json!({"type": "object", "additionalProperties": defined(name)}),
            One(name) => defined(name),
        }
    }
}
