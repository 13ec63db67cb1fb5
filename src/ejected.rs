//! Templates and assets that a project took from the theme it extends, to change them. The
//! project's `theme.yaml` notes what each was when it was taken, so that it can be told when
//! the original has become another since.

use crate::assets::chain;
use crate::diag::{Diagnostic, choices_help};
use crate::hash::hex;
use crate::model::{Fields, Site, read_site};
use crate::parse::Yaml;
use crate::source::{SITE_FILE, Source, Sources, Span};
use std::collections::BTreeMap;

/// The key of `theme.yaml` that lists what was taken: each file, a space, and how the hash
/// of its original starts.
pub const EJECTED: &str = "ejected";

/// How many hexadecimal digits of a hash are noted.
const DIGITS: usize = 16;

/// The theme that is made where the project has none of its own.
const OWN: &str = "own";

/// What there is to write, by path.
pub type Written = BTreeMap<String, String>;

/// The files of the themes that a site uses, such as `templates/entry.html`, each with the
/// theme that it comes from.
pub fn theme_files(sources: &Sources) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for theme in themes(sources).into_iter().rev() {
        let folder = format!("themes/{theme}/");
        for (name, _) in sources.below(&folder).filter(|(name, _)| is_part(name)) {
            files.insert(name.to_owned(), theme.clone());
        }
    }
    files
}

/// Takes files into the project's own theme, which is made where there is none. `is_own`
/// tells whether a theme is the project's. Nothing is taken when one of them cannot be.
pub fn eject(sources: &Sources, is_own: &dyn Fn(&str) -> bool, names: &[String]) -> Result<Written, String> {
    let themes = themes(sources);
    let Some(first) = themes.first() else { return Err(format!("{SITE_FILE} names no theme that is there")) };
    let mut written = Written::new();
    let (own, originals) = match is_own(first) {
        true if themes.len() > 1 => (first.clone(), &themes[1..]),
        true => return Err(format!("the theme \"{first}\" is the project's own and extends no other; change it")),
        false => {
            let free = (1..).map(|number| if number == 1 { OWN.to_owned() } else { format!("{OWN}-{number}") });
            let own = free.into_iter().find(|name| sources.below(&format!("themes/{name}/")).next().is_none());
            let own = own.unwrap_or_default();
            written.insert(SITE_FILE.to_owned(), with_theme(sources.text(SITE_FILE), &own));
            (own, &*themes)
        }
    };
    let declaration = format!("themes/{own}/theme.yaml");
    let mut notes = match sources.get(&declaration) {
        Some(_) => sources.text(&declaration).to_owned(),
        None => format!("title: Our own\nextends: {first}\n"),
    };
    for name in names {
        let (file, original) = original(sources, originals, name)?;
        let place = format!("themes/{own}/{file}");
        if sources.get(&place).is_some() || written.contains_key(&place) {
            return Err(format!("{place} is there already"));
        }
        let text = original.text().ok_or_else(|| format!("{file} is not a text"))?;
        notes = with_note(&notes, &format!("{file} {}", digits(original)));
        written.insert(place, text.to_owned());
    }
    written.insert(declaration, notes);
    Ok(written)
}

/// What has become of the originals of all files that were taken: a problem at its note for
/// each that is another or gone. Given is also how many were taken.
pub fn left_behind(sources: &Sources) -> (usize, Vec<Diagnostic>) {
    let (themes, mut count, mut found) = (themes(sources), 0, Vec::new());
    for (at, theme) in themes.iter().enumerate() {
        let path = format!("themes/{theme}/theme.yaml");
        let Some(text) = sources.get(&path).and_then(Source::shared_text) else { continue };
        let yaml = Yaml::read(&path, text, 0..text.len(), &mut Vec::new());
        let mut fields = Fields::of_file(&yaml, &["title", "extends", EJECTED], &mut Vec::new());
        for (note, span) in fields.texts_and_spans(EJECTED, &mut Vec::new()) {
            count += 1;
            let (file, noted) = note.split_once(' ').unwrap_or((&note, ""));
            let original = themes[at + 1..].iter().find_map(|theme| sources.get(&format!("themes/{theme}/{file}")));
            found.extend(judged(theme, file, noted, original, span));
        }
    }
    (count, found)
}

/// What is to be said of a file that was taken.
fn judged(theme: &str, file: &str, noted: &str, original: Option<&Source>, span: Span) -> Option<Diagnostic> {
    let behind = |message: String| Some(Diagnostic::warning("left-behind", span.clone(), message));
    match original {
        Some(original) if digits(original) == noted => None,
        Some(original) => behind(format!("{file} has changed in the theme it was taken from"))?
            .help(format!(
                "compare themes/{theme}/{file} with the original, take over what is new, and write `{file} {}` here",
                digits(original)
            ))
            .into(),
        None => behind(format!("{file} is no longer a part of the theme it was taken from"))?
            .help("see whether anything still uses it, and take the note out")
            .into(),
    }
}

/// The themes that the site uses, the nearest first.
fn themes(sources: &Sources) -> Vec<String> {
    let site = read_site(sources, &mut Vec::new());
    site.map(|site: Site| chain(&site, sources, &mut Vec::new())).unwrap_or_default()
}

fn is_part(name: &str) -> bool {
    ["templates/", "assets/", "words/"].iter().any(|folder| name.starts_with(folder))
}

/// The file that is meant by its name, with or without its folder.
fn original<'a>(sources: &'a Sources, themes: &[String], name: &str) -> Result<(String, &'a Source), String> {
    let mut names = Vec::new();
    for theme in themes {
        let folder = format!("themes/{theme}/");
        for file in [name.to_owned(), format!("templates/{name}"), format!("assets/{name}")] {
            if let Some(source) = sources.get(&format!("{folder}{file}")).filter(|_| is_part(&file)) {
                return Ok((file, source));
            }
        }
        names.extend(sources.below(&folder).map(|(name, _)| name.to_owned()).filter(|name| is_part(name)));
    }
    let names = names.iter().map(|name| name.split_once('/').map_or(name.as_str(), |(_, name)| name));
    let help = choices_help("files", name, names);
    Err(format!("no theme of the site has a template or an asset \"{name}\"\nhelp: {help}"))
}

fn digits(source: &Source) -> String {
    hex(source.bytes())[..DIGITS].to_owned()
}

/// A `site.yaml` that names another theme.
fn with_theme(text: &str, theme: &str) -> String {
    let line = format!("theme: {theme}\n");
    let (mut out, mut is_named) = (String::new(), false);
    for old in text.split_inclusive('\n') {
        let is_theme = old.starts_with("theme:");
        out.push_str(if is_theme { &line } else { old });
        is_named |= is_theme;
    }
    if is_named {
        return out;
    }
    // Before the first line that is no comment.
    let comments = text.split_inclusive('\n').take_while(|line| line.starts_with('#') || line.trim().is_empty());
    let at: usize = comments.map(str::len).sum();
    format!("{}{line}{}", &text[..at], &text[at..])
}

/// A `theme.yaml` with one more note.
fn with_note(text: &str, note: &str) -> String {
    let list = format!("{EJECTED}:\n");
    match text.find(&list).filter(|at| *at == 0 || text[..*at].ends_with('\n')) {
        Some(at) => {
            let (before, behind) = text.split_at(at + list.len());
            format!("{before}  - {note}\n{behind}")
        }
        None => format!("{}\n{list}  - {note}\n", text.trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: &str = "\
== content/site.yaml ==
# A site
title: T
base_url: https://example.com/
kinds: {}
== themes/default/theme.yaml ==
title: Default
== themes/default/templates/entry.html ==
one
== themes/default/assets/style.css ==
two
";

    fn taken(sources: &mut Sources, is_own: bool, names: &[&str]) -> Result<(), String> {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let written = eject(sources, &|theme| is_own && theme == OWN, &names)?;
        written.into_iter().for_each(|(path, text)| sources.insert_text(path, text));
        Ok(())
    }

    #[test]
    fn files_are_taken_into_an_own_theme_that_notes_them() {
        let mut sources = Sources::from_text(SITE);
        taken(&mut sources, false, &["entry.html"]).unwrap();
        assert!(sources.text(SITE_FILE).starts_with("# A site\ntheme: own\ntitle: T\n"));
        taken(&mut sources, true, &["assets/style.css"]).unwrap();
        let notes = sources.text("themes/own/theme.yaml");
        let expected = "title: Our own\nextends: default\n\nejected:\n  - assets/style.css 27dd8ed44a83ff94\n  \
                        - templates/entry.html 2c8b08da5ce60398\n";
        assert_eq!(notes, expected.replace("default\n\n", "default\n"));
        assert_eq!(sources.text("themes/own/templates/entry.html"), "one\n");
        assert_eq!(left_behind(&sources), (2, vec![]));
        assert!(taken(&mut sources, true, &["entry.html"]).unwrap_err().contains("is there already"));
        assert!(taken(&mut sources, true, &["entri.html"]).unwrap_err().contains("entry.html"));
    }

    #[test]
    fn originals_that_have_changed_are_told_at_their_notes() {
        let mut sources = Sources::from_text(SITE);
        taken(&mut sources, false, &["entry.html", "style.css"]).unwrap();
        sources.insert_text("themes/default/templates/entry.html", "another");
        sources.remove("themes/default/assets/style.css");
        let (count, found) = left_behind(&sources);
        let lines: Vec<_> = found.iter().map(|found| (found.span.path.as_str(), found.message.as_str())).collect();
        assert_eq!(count, 2);
        assert_eq!(
            lines,
            [
                ("themes/own/theme.yaml", "assets/style.css is no longer a part of the theme it was taken from"),
                ("themes/own/theme.yaml", "templates/entry.html has changed in the theme it was taken from"),
            ]
        );
    }
}
