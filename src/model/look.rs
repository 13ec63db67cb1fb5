//! How a site looks and what its pages hold besides, as `site.yaml` declares it, so that none of
//! it takes a template: logo, icon, colours, fonts, elements of the head, what the policy allows
//! beyond what the theme does, and two short texts.

use super::head::{Element, Own, StaticFile, elements, policy, required_file, static_file};
use super::keys::{COLOUR, FACE, FONTS, LOGO};
use super::reader::Fields;
use crate::diag::Diagnostic;
use crate::parse::{Document, Rules, parse_prose};
use crate::source::{Source, Sources, Span};
use std::sync::Arc;

/// What a site declares of its look.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// The picture that stands for the site's name.
    pub logo: Option<Logo>,
    /// The site's icon.
    pub favicon: Option<StaticFile>,
    /// Colours in the place of the theme's.
    pub colours: Vec<Colour>,
    /// The families of fonts for text, interface and code, as CSS.
    pub families: Vec<(&'static str, String)>,
    /// Fonts that come with the site.
    pub faces: Vec<Face>,
    /// Elements of the head.
    pub head: Vec<Element>,
    /// What the policy of every page allows besides.
    pub policy: Vec<Own>,
    /// What stands in every footer.
    pub footer_text: Option<Note>,
    /// What stands at the top of every page.
    pub announcement: Option<Note>,
}

/// A picture that stands for the site's name.
#[derive(Debug, Clone)]
pub struct Logo {
    /// The picture.
    pub file: StaticFile,
    /// The one for dark surroundings, where that is another.
    pub dark: Option<StaticFile>,
    /// What it says.
    pub alt: String,
}

/// A colour in the place of one of the theme's, as `#rrggbb`.
#[derive(Debug, Clone)]
pub struct Colour {
    /// Its name.
    pub name: String,
    /// Where that stands.
    pub span: Span,
    /// For light and for dark, with their places.
    pub values: [Option<(String, Span)>; 2],
}

/// A font that comes with the site.
#[derive(Debug, Clone)]
pub struct Face {
    /// The name of its family.
    pub family: String,
    /// The file.
    pub file: StaticFile,
    /// Its weight or a range of weights.
    pub weight: String,
    /// Whether it is the italic.
    pub italic: bool,
}

/// A short text of the site with inline markdown.
#[derive(Debug, Clone)]
pub struct Note {
    /// The text.
    pub document: Arc<Document>,
    /// Where it stands.
    pub span: Span,
}

impl Look {
    /// What the policy of every page allows besides what the theme says, each source with its
    /// directive.
    pub fn allowed(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let faces = (!self.faces.is_empty()).then_some(("font-src", "'self'"));
        faces.into_iter().chain(self.policy.iter().map(|own| (own.directive, own.source.as_str())))
    }
}

/// Reads what a site declares of its look.
pub(super) fn look(fields: &mut Fields, sources: &Sources, rules: &Rules, problems: &mut Vec<Diagnostic>) -> Look {
    let (families, faces) = fonts(fields, sources, problems);
    Look {
        logo: logo(fields, sources, problems),
        favicon: favicon(fields, sources, problems),
        colours: colours(fields, problems),
        families,
        faces,
        head: elements(fields, sources, problems),
        policy: policy(fields, problems),
        footer_text: note(fields, "footer_text", rules, problems),
        announcement: note(fields, "announcement", rules, problems),
    }
}

fn logo(fields: &mut Fields, sources: &Sources, problems: &mut Vec<Diagnostic>) -> Option<Logo> {
    let mut inner = fields.inner("logo", &LOGO, problems)?;
    let file = required_file(&mut inner, sources, &PICTURES, problems);
    let dark = static_file(&mut inner, "dark", sources, &PICTURES, problems);
    let alt = inner.required_text("alt", problems);
    inner.finish(problems);
    Some(Logo { file: file?, dark, alt })
}

/// Endings of pictures.
const PICTURES: [&str; 6] = ["svg", "png", "webp", "jpg", "jpeg", "gif"];

/// How files begin that may be icons beside SVG, by their endings.
const BEGIN: [(&str, &[u8]); 2] = [("png", b"\x89PNG\r\n\x1a\n"), ("ico", b"\0\0\x01\0")];

fn favicon(fields: &mut Fields, sources: &Sources, problems: &mut Vec<Diagnostic>) -> Option<StaticFile> {
    let file = static_file(fields, "favicon", sources, &["svg", "png", "ico"], problems)?;
    let bytes = sources.get(&format!("content/static/{}", file.path)).map_or(&[][..], Source::bytes);
    let begin = BEGIN.iter().find(|(ending, _)| file.ending() == *ending);
    if let Some((ending, _)) = begin.filter(|(_, begin)| !bytes.starts_with(begin)) {
        let message = format!("content/static/{} does not hold what its ending says", file.path);
        let help = format!("save the picture as .{ending}; another name does not change what a file holds");
        problems.push(Diagnostic::error("not-a-picture", fields.span("favicon"), message).help(help));
    }
    Some(file)
}

fn colours(fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Vec<Colour> {
    let Some(inner) = fields.inner("colours", &[], problems) else { return Vec::new() };
    inner.repeated(problems);
    let mut colours = Vec::new();
    for (at, (name, node, path)) in inner.entries().enumerate() {
        let mut colour = Fields::new(inner.file(), path, node, &COLOUR, problems);
        let values = ["light", "dark"].map(|scheme| {
            let help = "write it as red, green and blue in hexadecimal, in quotes: \"#0a5462\"";
            let text = colour.text_of_form(scheme, |text| hex(text).is_some(), "a colour", help, problems)?;
            Some((hex(&text)?, colour.span(scheme)))
        });
        colour.finish(problems);
        colours.push(Colour { name: name.to_owned(), span: inner.key_span(at), values });
    }
    colours
}

/// A colour as `#rrggbb`.
pub(super) fn hex(text: &str) -> Option<String> {
    let digits = text.strip_prefix('#').filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    match digits.len() {
        6 => Some(text.to_ascii_lowercase()),
        3 => Some(digits.chars().fold("#".to_owned(), |hex, c| format!("{hex}{c}{c}")).to_ascii_lowercase()),
        _ => None,
    }
}

/// Families for the three uses, and the fonts that come with the site.
fn fonts(
    fields: &mut Fields,
    sources: &Sources,
    problems: &mut Vec<Diagnostic>,
) -> (Vec<(&'static str, String)>, Vec<Face>) {
    let Some(mut inner) = fields.inner("fonts", &FONTS, problems) else { return (Vec::new(), Vec::new()) };
    let mut families = Vec::new();
    for usage in ["text", "interface", "code"] {
        let help =
            "write names of fonts with commas between them, the one that is always there last: Inter, sans-serif";
        let list = inner.text_of_form(usage, |text| css_families(text).is_some(), "a list of fonts", help, problems);
        families.extend(list.and_then(|list| Some((usage, css_families(&list)?))));
    }
    let faces = inner.maps("files", &FACE, problems).into_iter().filter_map(|font| face(font, sources, problems));
    let faces = faces.collect();
    inner.finish(problems);
    (families, faces)
}

fn face(mut fields: Fields, sources: &Sources, problems: &mut Vec<Diagnostic>) -> Option<Face> {
    let is_name = |text: &str| css_families(text).is_some() && !text.contains(',');
    fields.required_text("family", problems);
    let help = "write its name in letters, digits, spaces and hyphens";
    let family = fields.text_of_form("family", is_name, "the name of a font", help, &mut *problems)?;
    let file = required_file(&mut fields, sources, &["woff2", "woff", "ttf", "otf"], problems);
    let is_weight = |text: &str| {
        let weights: Vec<_> = text.split(' ').map(str::parse::<u16>).collect();
        weights.len() < 3 && weights.iter().all(|weight| matches!(weight, Ok(1..=1000)))
    };
    let help = "write a number from 1 to 1000, or two for a font that has all between them: 100 900";
    let weight = fields.text_of_form("weight", is_weight, "a weight", help, problems);
    let italic = fields.flag("italic", problems).unwrap_or(false);
    fields.finish(problems);
    Some(Face { family, file: file?, weight: weight.filter(|w| is_weight(w)).unwrap_or_else(|| "400".into()), italic })
}

/// Families as CSS. Names that are none of the general ones stand in quotes, so that a digit may
/// be in them; signs that mean something to CSS have no place.
fn css_families(list: &str) -> Option<String> {
    const GENERAL: [&str; 8] =
        ["serif", "sans-serif", "monospace", "cursive", "system-ui", "ui-serif", "ui-sans-serif", "ui-monospace"];
    let family = |name: &str| {
        let name = name.trim().trim_matches(['"', '\'']);
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
        (!name.is_empty() && name.chars().all(is_plain)).then(|| match GENERAL.contains(&name) {
            true => name.to_owned(),
            false => format!("\"{name}\""),
        })
    };
    Some(list.split(',').map(family).collect::<Option<Vec<_>>>()?.join(","))
}

fn note(fields: &mut Fields, key: &'static str, rules: &Rules, problems: &mut Vec<Diagnostic>) -> Option<Note> {
    let text = fields.text(key, problems)?;
    let (file, (_, path)) = (fields.file(), fields.take(key)?);
    let document = parse_prose(&text, rules, &|written| file.span_within(&path, written), problems);
    Some(Note { document: Arc::new(document), span: fields.span(key) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_are_names_in_quotes_but_for_the_general_ones() {
        assert_eq!(
            css_families("Source Sans 3, 'Inter',sans-serif").as_deref(),
            Some("\"Source Sans 3\",\"Inter\",sans-serif")
        );
        for broken in ["", "Inter,", "a;b", "url(x)", "</style>"] {
            assert_eq!(css_families(broken), None, "{broken}");
        }
    }

    #[test]
    fn colours_have_three_or_six_digits() {
        for (text, hexadecimal) in
            [("#FFF", Some("#ffffff")), ("#0a5462", Some("#0a5462")), ("red", None), ("#12", None)]
        {
            assert_eq!(hex(text).as_deref(), hexadecimal);
        }
    }
}
