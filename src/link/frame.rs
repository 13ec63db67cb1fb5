//! Ids of the frame around a page's text, which templates hold and no kind lists. They begin
//! with a capital, as no id does that is made out of a text; one that an author gives may.

use crate::diag::Diagnostic;
use crate::parse::Pages;
use crate::source::{Source, Sources};

/// Reports headings that are given an id of the frame.
pub(super) fn check(pages: &Pages, sources: &Sources, problems: &mut Vec<Diagnostic>) {
    for page in &pages.pages {
        let given = page.body.headings.iter().filter(|heading| heading.id.starts_with(char::is_uppercase));
        for heading in given.filter(|heading| is_of_frame(sources, &heading.id)) {
            let span = page.body.source.span(&page.front.path, &heading.at);
            let message = format!("the frame of every page uses the id \"{}\"", heading.id);
            let help = format!("give the heading another id: `{} {{#{}}}`", heading.title, heading.id.to_lowercase());
            problems.push(Diagnostic::error("taken-anchor", span, message).help(help));
        }
    }
}

fn is_of_frame(sources: &Sources, id: &str) -> bool {
    let attribute = format!("id=\"{id}\"");
    sources.below("themes/").any(|(path, source)| {
        path.ends_with(".html") && Source::text(source).is_some_and(|text| text.contains(&attribute))
    })
}
