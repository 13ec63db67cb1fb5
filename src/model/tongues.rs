//! The languages in which a site is published: its own, and those that it is translated into.

use super::languages::{is_tag, tag_of};
use super::reader::{Fields, text_of};
use super::{Site, Version};
use crate::diag::Diagnostic;
use crate::parse::Yaml;
use crate::source::Span;

/// A language in which a site is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// Its tag of BCP 47, which is the folder of its translations below `content/` too.
    pub tag: String,
    /// How it calls itself.
    pub name: String,
    /// Whether it is the site's own.
    pub is_own: bool,
    /// Where it is declared.
    pub span: Span,
}

impl Language {
    /// The folder below the site's own address in which it is published, with its final slash;
    /// nothing for the site's own language.
    pub fn prefix(&self) -> String {
        if self.is_own { String::new() } else { format!("{}/", self.tag.to_lowercase()) }
    }

    /// The folder below `content/` in which its translations lie, with its final slash; nothing
    /// for the site's own language.
    pub fn folder(&self) -> String {
        if self.is_own { String::new() } else { format!("{}/", self.tag) }
    }
}

impl Site {
    /// Whether this is the site in its own language, which all others are translated from.
    pub fn is_original(&self) -> bool {
        self.edition == 0
    }

    /// Whether this is the newest version in the site's own language, which lies where the site
    /// does.
    pub fn is_first(&self) -> bool {
        self.edition == 0 && self.version == 0
    }

    /// The folder below the site's own address in which this version is published in this
    /// language, with its final slash; nothing for the first.
    pub fn prefix(&self) -> String {
        let version = self.versions.get(self.version).map(Version::prefix).unwrap_or_default();
        version + &self.languages.get(self.edition).map(Language::prefix).unwrap_or_default()
    }

    /// An address of the whole site as this edition has it, both with a slash before them;
    /// nothing for one of another version or language.
    pub fn own_route<'a>(&self, route: &'a str) -> Option<&'a str> {
        let versions = self.versions.iter().map(Version::prefix).enumerate();
        let languages = self.languages.iter().map(Language::prefix).enumerate();
        let route = below(route, versions, self.version)?;
        below(route, languages, self.edition)
    }
}

/// An address as the one of several that lie in folders has it, or in none; nothing for one of
/// another.
fn below(route: &str, folders: impl Iterator<Item = (usize, String)>, own: usize) -> Option<&str> {
    let mut in_folder = folders.filter(|(_, folder)| !folder.is_empty());
    let found = in_folder.find(|(_, folder)| route[1..].starts_with(folder.as_str()));
    match found {
        Some((number, folder)) => (number == own).then(|| &route[folder.len()..]),
        None => (own == 0).then_some(route),
    }
}

/// Reads the languages of a site, its own first.
pub(super) fn read(file: &Yaml, fields: &mut Fields, own: &str, problems: &mut Vec<Diagnostic>) -> Vec<Language> {
    let section = fields.span("languages");
    let Some(inner) = fields.inner("languages", &[], problems) else { return Vec::new() };
    inner.repeated(problems);
    let mut languages: Vec<Language> = Vec::new();
    for (at, (tag, node, path)) in inner.entries().enumerate() {
        let span = inner.key_span(at);
        if !is_tag(tag) {
            let known = tag_of(tag).map(|tag| format!(", which is `{tag}`")).unwrap_or_default();
            let message = format!("a language should stand here, not \"{tag}\"");
            let help = format!("write its tag of BCP 47{known}, and how it calls itself: `de: Deutsch`");
            problems.push(Diagnostic::error("wrong-type", span, message).help(help));
            continue;
        }
        if let Some(other) = languages.iter().find(|other| other.tag.eq_ignore_ascii_case(tag) && other.tag != tag) {
            let message = format!("\"{tag}\" and \"{}\" are the same language", other.tag);
            problems.push(Diagnostic::error("repeated-field", span, message).help("keep one of the two"));
            continue;
        }
        let name = text_of(file, &path, node, problems).unwrap_or_default();
        let other = languages.iter().find(|other| other.name == name);
        if name.is_empty() || other.is_some() {
            let what = other.map_or_else(String::new, |other| format!(", and \"{}\" is called so", other.tag));
            let message = format!("\"{tag}\" has no name of its own{what}");
            let help = "write how the language calls itself, such as `de: Deutsch`; the switch shows it";
            problems.push(Diagnostic::error("missing-field", span.clone(), message).help(help));
        }
        languages.push(Language { tag: tag.to_owned(), name, is_own: tag.eq_ignore_ascii_case(own), span });
    }
    if !languages.is_empty() && !languages.iter().any(|language| language.is_own) {
        let message = format!("the languages of the site leave out its own, \"{own}\"");
        let help =
            format!("add it with its own name, such as `{own}: English`; the language itself is `language: {own}`");
        problems.push(Diagnostic::error("missing-field", section, message).help(help));
        return Vec::new();
    }
    languages.sort_by_key(|language| !language.is_own);
    if languages.len() < 2 { Vec::new() } else { languages }
}
