//! Whether the fields that give entries their colours can do so: a choice whose words are
//! names of hues, or a reference to a kind that has them. Which hues there are, the theme says.

use super::{Kind, Shape, Site};
use crate::diag::Diagnostic;

/// Whether a word may stand in a page as the name of a hue.
pub fn is_hue(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// Reports kinds whose entries can have no hue, though they declare one.
pub(super) fn check(site: &Site, problems: &mut Vec<Diagnostic>) {
    for kind in &site.kinds {
        let field = kind.hue.as_ref().and_then(|name| Some(&kind.fields[kind.field(name)?]));
        let Some(field) = field.filter(|field| !field.doubtful) else { continue };
        let Some((message, help)) = slip(site, kind, &field.name, &field.shape) else { continue };
        problems.push(Diagnostic::error("no-hue", kind.hue_span.clone(), message).help(help));
    }
}

/// What is wrong with a kind's hue, and what would be right.
fn slip(site: &Site, kind: &Kind, name: &str, shape: &Shape) -> Option<(String, String)> {
    let own = &kind.name;
    match shape {
        Shape::Scalar(scalar) if !scalar.choices().is_empty() => {
            let odd = scalar.choices().iter().find(|word| !is_hue(word))?;
            let message = format!("\"{own}\" has its hue from \"{name}\", where \"{odd}\" can be no name of a hue");
            Some((message, "write names of letters, digits and hyphens, such as those of the theme".to_owned()))
        }
        Shape::Reference(to) => {
            let target = site.kinds.iter().find(|kind| kind.name == *to).filter(|target| target.hue.is_none())?;
            let message = format!("\"{own}\" has its hue from \"{name}\", and \"{}\" has none", target.name);
            Some((message, format!("add `hue: …` to \"{}\", with the name of one of its fields", target.name)))
        }
        _ => {
            let message = format!("\"{own}\" has its hue from \"{name}\", which is neither a choice nor a reference");
            Some((message, "name a choice among hues of the theme, or a reference to what has a hue".to_owned()))
        }
    }
}
