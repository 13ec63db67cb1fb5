//! The versions in which a site is published: what it is now, and older ones beside it.

use super::read_site;
use super::reader::Fields;
use crate::diag::Diagnostic;
use crate::source::{SITE_FILE, Sources, Span};

/// The key that names them.
const VERSIONS: &str = "versions";

/// A version of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its name, which is its folder below the site's address too, but for the newest.
    pub name: String,
    /// Whether it is what the site is now.
    pub is_newest: bool,
    /// Where it is declared.
    pub span: Span,
}

impl Version {
    /// The folder below the site's own address in which it is published, with its final slash;
    /// nothing for the newest.
    pub fn prefix(&self) -> String {
        if self.is_newest { String::new() } else { format!("{}/", self.name) }
    }

    /// What stands before the paths of its files: `versions/v1/` where it lies in the project,
    /// `v1:` where git keeps it; nothing where neither does.
    pub fn root(&self, sources: &Sources) -> Option<String> {
        let roots = [folder_of(&self.name), tag_of(&self.name)];
        roots.into_iter().find(|root| sources.get(&format!("{root}{SITE_FILE}")).is_some())
    }
}

/// The folder in the project in which an older version lies, with its final slash.
pub fn folder_of(version: &str) -> String {
    format!("versions/{version}/")
}

/// What git writes before the path of a file that a tag has.
pub fn tag_of(version: &str) -> String {
    format!("{version}:")
}

/// Reads the versions of a site, the newest first; nothing where there is one.
pub(super) fn read(fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Vec<Version> {
    let mut versions: Vec<Version> = Vec::new();
    for (name, span) in fields.texts_and_spans(VERSIONS, problems) {
        if !is_name(&name) {
            let message = format!("\"{name}\" is no name of a version, which is a folder and a part of addresses");
            let help = "write letters, digits, dots and hyphens, such as v2 or 2.1";
            problems.push(Diagnostic::error("wrong-type", span, message).help(help));
        } else if versions.iter().any(|other| other.name.eq_ignore_ascii_case(&name)) {
            let message = format!("the version \"{name}\" is named twice");
            problems.push(Diagnostic::error("repeated-item", span, message).help("keep one of the two"));
        } else {
            let is_newest = versions.is_empty();
            versions.push(Version { name, is_newest, span });
        }
    }
    if versions.len() < 2 { Vec::new() } else { versions }
}

fn is_name(name: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    name.starts_with(|c: char| c.is_ascii_alphanumeric()) && name.chars().all(is_plain) && !name.ends_with('.')
}

/// The names of the older versions that a `site.yaml` wants, which are read with the site's own
/// files. One that does not speak of them is not read for it.
pub fn older_versions(text: &str) -> Vec<String> {
    if !text.contains(VERSIONS) {
        return Vec::new();
    }
    let mut sources = Sources::default();
    sources.insert_text(SITE_FILE, text);
    let site = read_site(&sources, &mut Vec::new()).unwrap_or_default();
    site.versions.into_iter().filter(|version| !version.is_newest).map(|version| version.name).collect()
}
