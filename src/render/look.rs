//! The colours and fonts that `site.yaml` puts in the place of the theme's: as custom properties
//! behind its own in `style.css`. A colour can be named that the theme has as such a property,
//! with a value for light and one for dark; text has to stand out from its ground.

use crate::assets::Assets;
use crate::diag::{Diagnostic, choices_help};
use crate::model::{Colour, Look};

/// The style sheet that holds the theme's custom properties, and the layer in which they stand.
const SHEET: &str = "style.css";

/// The custom properties of the three uses of fonts.
const FAMILIES: [(&str, &str); 3] = [("text", "serif"), ("interface", "sans"), ("code", "mono")];

/// The names of colours on which text stands; and of those on which none does and that are no text.
const GROUNDS: [&str; 2] = ["paper", "sheet"];
const LINES: [&str; 1] = ["rule"];

/// The least contrast of text and ground (WCAG 2.2, section 1.4.3, level AA).
const LEAST: f64 = 4.5;

/// Puts what a site declares into the theme's style sheet. What cannot be read, or what the theme
/// does not know, is reported.
pub fn apply(look: &Look, assets: &mut Assets, problems: &mut Vec<Diagnostic>) {
    if look.colours.is_empty() && look.families.is_empty() {
        return;
    }
    let Some(sheet) = assets.text(SHEET).map(str::to_owned) else { return };
    let theirs = palette(&sheet);
    let known = |colour: &&Colour| theirs.iter().any(|(name, _)| *name == colour.name);
    for colour in look.colours.iter().filter(|colour| !known(colour)) {
        let names = theirs.iter().map(|(name, _)| *name);
        let message = format!("the theme has no colour \"{}\"", colour.name);
        let problem = Diagnostic::error("unknown-colour", colour.span.clone(), message);
        problems.push(problem.help(choices_help("its colours", &colour.name, names)));
    }
    check_contrasts(look, &theirs, problems);
    let mut rules = String::new();
    for colour in look.colours.iter().filter(known) {
        let [light, dark] = [0, 1].map(|scheme| value(look, &theirs, &colour.name, scheme).unwrap_or_default());
        rules.push_str(&format!("--{}: light-dark({light}, {dark}); ", colour.name));
    }
    for (usage, families) in &look.families {
        let property = FAMILIES.iter().find(|(known, _)| known == usage).map_or("", |(_, property)| property);
        rules.push_str(&format!("--{property}: {families}; "));
    }
    assets.add(SHEET, format!("{sheet}\n@layer tokens {{ :root {{ {rules}}} }}\n").into_bytes());
}

/// The colours of a style sheet: custom properties with a value for light and one for dark.
fn palette(sheet: &str) -> Vec<(&str, [&str; 2])> {
    let mut colours: Vec<(&str, [&str; 2])> = Vec::new();
    for declaration in sheet.split("--").skip(1) {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let values = value.trim_start().strip_prefix("light-dark(").and_then(|value| value.split_once(')'));
        let Some((light, dark)) = values.and_then(|(values, _)| values.split_once(',')) else { continue };
        if !colours.iter().any(|(known, _)| *known == name) {
            colours.push((name, [light.trim(), dark.trim()]));
        }
    }
    colours
}

/// What a colour is in the end, in a scheme.
fn value<'a>(look: &'a Look, theirs: &[(&str, [&'a str; 2])], name: &str, scheme: usize) -> Option<&'a str> {
    let own = look.colours.iter().find(|colour| colour.name == name);
    let own = own.and_then(|colour| colour.values[scheme].as_ref()).map(|(value, _)| value.as_str());
    own.or_else(|| theirs.iter().find(|(known, _)| *known == name).map(|(_, values)| values[scheme]))
}

/// Reports colours of the site that cannot be read on their ground, or on which others cannot.
fn check_contrasts(look: &Look, theirs: &[(&str, [&str; 2])], problems: &mut Vec<Diagnostic>) {
    for colour in &look.colours {
        for (scheme, own) in colour.values.iter().enumerate() {
            let Some((_, span)) = own else { continue };
            let pairs: Vec<(&str, &str)> = match &*colour.name {
                name if LINES.contains(&name) => Vec::new(),
                ground if GROUNDS.contains(&ground) => {
                    let texts = theirs.iter().map(|(name, _)| *name).filter(|name| is_text(name));
                    // A text of the site's own is told where it stands.
                    texts.filter(|name| !is_own(look, name, scheme)).map(|text| (text, ground)).collect()
                }
                text => GROUNDS.iter().map(|ground| (text, *ground)).collect(),
            };
            let worst = pairs.into_iter().filter_map(|(text, ground)| {
                let values = (value(look, theirs, text, scheme)?, value(look, theirs, ground, scheme)?);
                Some((contrast(values.0, values.1)?, text, ground, values))
            });
            let Some((found, text, ground, values)) = worst.min_by(|a, b| a.0.total_cmp(&b.0)) else { continue };
            if found < LEAST {
                let surroundings = ["light", "dark"][scheme];
                let message = format!(
                    "\"{text}\" stands out from \"{ground}\" by {found:.2} to 1 in {surroundings} surroundings; \
                     {LEAST} to 1 is needed"
                );
                let problem = Diagnostic::error("low-contrast", span.clone(), message);
                problems.push(problem.help(cure(text, ground, values)));
            }
        }
    }
}

fn is_text(name: &str) -> bool {
    !GROUNDS.contains(&name) && !LINES.contains(&name)
}

fn is_own(look: &Look, name: &str, scheme: usize) -> bool {
    look.colours.iter().any(|colour| colour.name == name && colour.values[scheme].is_some())
}

/// The nearest tone of a text that can be read on its ground.
fn cure(name: &str, ground: &str, (text, on): (&str, &str)) -> String {
    let (Some(from), Some(light)) = (channels(text), luminance(on)) else { return String::new() };
    let (towards, how) = if light > 0.18 { (0.0, "darker") } else { (255.0, "lighter") };
    let tones = (1..=100).map(|step| from.map(|channel| channel + (towards - channel) * f64::from(step) / 100.0));
    let hex = |tone: [f64; 3]| tone.iter().fold("#".to_owned(), |hex, c| format!("{hex}{:02x}", c.round() as u8));
    let fits = tones.map(hex).find(|tone| contrast(tone, on).is_some_and(|found| found >= LEAST));
    let tone = fits.map(|tone| format!(", such as \"{tone}\"")).unwrap_or_default();
    format!("make \"{name}\" {how}{tone}, or give \"{ground}\" another colour")
}

/// The contrast of two colours (WCAG 2.2, "contrast ratio").
fn contrast(one: &str, other: &str) -> Option<f64> {
    let (a, b) = (luminance(one)?, luminance(other)?);
    Some((a.max(b) + 0.05) / (a.min(b) + 0.05))
}

/// How light a colour is, from 0 to 1 (WCAG 2.2, "relative luminance").
fn luminance(colour: &str) -> Option<f64> {
    let linear = channels(colour)?.map(|channel| {
        let part = channel / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    Some(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
}

/// Red, green and blue of `#rrggbb`, each from 0 to 255.
fn channels(colour: &str) -> Option<[f64; 3]> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let channel = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok().map(f64::from);
    Some([channel(0)?, channel(2)?, channel(4)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrasts_are_those_of_the_standard() {
        assert!((contrast("#000000", "#ffffff").unwrap() - 21.0).abs() < 1e-9);
        assert!((contrast("#777777", "#ffffff").unwrap() - 4.478).abs() < 1e-3);
    }

    #[test]
    fn palette_is_what_has_two_values() {
        let sheet = ":root { --a: light-dark(#fff, #000); --b: red; --c:light-dark(#111,#222) }";
        assert_eq!(palette(sheet), [("a", ["#fff", "#000"]), ("c", ["#111", "#222"])]);
    }
}
