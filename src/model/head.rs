//! Elements that `site.yaml` adds to the head of every page, what it adds to the policy, and the
//! files of `content/static/` that it names.

use super::keys::{HEAD, POLICY};
use super::reader::{Fields, text_of, wrong_type};
use crate::diag::{Diagnostic, choices_help, nearest};
use crate::parse::Node;
use crate::source::{Sources, Span};
use crate::text::percent_encoded;

/// A file of `content/static/`.
#[derive(Debug, Clone)]
pub struct StaticFile {
    /// Its path there.
    pub path: String,
}

impl StaticFile {
    /// Where it is published.
    pub fn route(&self) -> String {
        percent_encoded(&self.path)
    }

    /// What its name ends in, in lower case.
    pub fn ending(&self) -> String {
        self.path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
    }
}

/// An element of the head.
#[derive(Debug, Clone)]
pub struct Element {
    /// Its name: `meta`, `link` or `script`.
    pub name: &'static str,
    /// Its attributes.
    pub attributes: Vec<Attribute>,
}

/// An attribute of an element of the head.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// Its value; nothing for one that stands alone.
    pub value: Option<String>,
    /// Whether the value is the address of a file of the site.
    pub is_file: bool,
    /// Where the value is written.
    pub span: Span,
}

impl Element {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }
}

/// What a site lets pages load besides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// The directive of the policy, such as `script-src`.
    pub directive: &'static str,
    /// The source that it allows.
    pub source: String,
}

/// The attributes that an element may have, the one first that it has to have.
const ELEMENTS: [(&str, &[&str]); 3] = [
    ("meta", &["content", "name", "property", "media"]),
    ("link", &["href", "rel", "type", "media", "sizes", "title", "hreflang", "as", "crossorigin", "integrity"]),
    ("script", &["src", "type", "defer", "async", "id", "nomodule", "crossorigin", "integrity", "referrerpolicy"]),
];

/// The elements that a site adds to the head, in their order.
pub(super) fn elements(fields: &mut Fields, sources: &Sources, problems: &mut Vec<Diagnostic>) -> Vec<Element> {
    let Some(mut inner) = fields.inner("head", &HEAD, problems) else { return Vec::new() };
    let mut elements = Vec::new();
    for (name, known) in ELEMENTS {
        for element in inner.maps(name, &[], problems) {
            element.repeated(problems);
            elements.push(Element { name, attributes: attributes(&element, known, sources, problems) });
            if !element.entries().any(|(given, ..)| given == known[0]) {
                let message = format!("the field \"{}\" is missing here", known[0]);
                let help = format!("add `{}: …`", known[0]);
                problems.push(Diagnostic::error("missing-field", element.whole(), message).help(help));
            }
        }
    }
    inner.finish(problems);
    elements
}

fn attributes(element: &Fields, known: &[&str], sources: &Sources, problems: &mut Vec<Diagnostic>) -> Vec<Attribute> {
    let mut attributes = Vec::new();
    for (at, (name, node, path)) in element.entries().enumerate() {
        let is_data = name.strip_prefix("data-").is_some_and(|name| !name.is_empty())
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if !is_data && !known.contains(&name) {
            let help = choices_help("attributes", name, known.iter().copied());
            let message = format!("there is no field \"{name}\" here");
            let help = format!("{help}; any other begins with `data-`");
            problems.push(Diagnostic::error("unknown-field", element.key_span(at), message).help(help));
            continue;
        }
        let span = element.file().span(&path);
        let value = match node {
            Node::Flag(false) => continue,
            Node::Flag(true) => None,
            node => match text_of(element.file(), &path, node, problems) {
                Some(value) => Some(value),
                None => continue,
            },
        };
        let is_address = matches!(name, "src" | "href");
        let is_file = is_address && value.as_ref().is_some_and(|value| !is_whole_address(value));
        let value = match value {
            Some(value) if is_file => {
                let path = value.trim_start_matches('/').to_owned();
                check_file(&path, &span, sources, problems);
                Some(percent_encoded(&path))
            }
            None if is_address => {
                problems.push(wrong_type(element.file(), &path, "an address", node));
                None
            }
            value => value,
        };
        attributes.push(Attribute { name: name.to_owned(), value, is_file, span });
    }
    attributes
}

fn is_whole_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// What a site adds to the policy.
pub(super) fn policy(fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Vec<Own> {
    let Some(mut inner) = fields.inner("policy", &POLICY, problems) else { return Vec::new() };
    let mut own = Vec::new();
    for directive in POLICY {
        for (source, span) in inner.texts_and_spans(directive, problems) {
            if !is_source(&source) {
                let message = format!("an address should stand here, not \"{source}\"");
                let help =
                    "name the host, such as https://stats.example.com; `self`, `data:` and `blob:` may stand here too";
                problems.push(Diagnostic::error("wrong-type", span, message).help(help));
                continue;
            }
            let source = if source == "self" { "'self'".to_owned() } else { source };
            own.push(Own { directive, source });
        }
    }
    inner.finish(problems);
    own
}

/// Whether a source may be added: a named host, never all of the web.
fn is_source(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/%*".contains(c);
    let host = ["https://", "wss://", "http://", "ws://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    matches!(text, "self" | "data:" | "blob:")
        || host.is_some_and(|host| {
            host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '*') && host.contains(['.', ':'])
        }) && text.chars().all(is_plain)
        || host == Some("localhost")
}

/// A file of `content/static/` with one of some endings.
pub(super) fn static_file(
    fields: &mut Fields,
    key: &'static str,
    sources: &Sources,
    endings: &[&str],
    problems: &mut Vec<Diagnostic>,
) -> Option<StaticFile> {
    let path = fields.text(key, problems)?.trim_start_matches('/').to_owned();
    let span = fields.span(key);
    let file = StaticFile { path };
    if !endings.contains(&&*file.ending()) {
        let (last, others) = endings.split_last()?;
        let others = others.iter().map(|ending| format!(".{ending}, ")).collect::<String>();
        let message = format!("a file of another type should stand here, not \"{}\"", file.path);
        let help = format!("name a file of content/static/ that ends in {others}.{last}");
        problems.push(Diagnostic::error("wrong-type", span, message).help(help));
        return None;
    }
    check_file(&file.path, &span, sources, problems).then_some(file)
}

/// A file that has to be named.
pub(super) fn required_file(
    fields: &mut Fields,
    sources: &Sources,
    endings: &[&str],
    problems: &mut Vec<Diagnostic>,
) -> Option<StaticFile> {
    if fields.take("file").is_none() {
        fields.required_text("file", problems);
    }
    static_file(fields, "file", sources, endings, problems)
}

/// Whether a file lies in `content/static/`; that none does is reported.
fn check_file(path: &str, span: &Span, sources: &Sources, problems: &mut Vec<Diagnostic>) -> bool {
    if sources.get(&format!("content/static/{path}")).is_some() {
        return true;
    }
    let files = sources.below("content/static/").map(|(path, _)| path);
    let near = nearest(path, files).map(|near| format!("did you mean \"{near}\"?"));
    let help = near.unwrap_or_else(|| "put the file into content/static/ and write its path from there".to_owned());
    let message = format!("there is no file content/static/{path}");
    problems.push(Diagnostic::error("dead-link", span.clone(), message).help(help));
    false
}
