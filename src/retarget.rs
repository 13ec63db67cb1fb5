//! Writes another target into a link, wherever that stands: in the link itself, in a
//! definition, or in a field.

use crate::edits::Edits;
use crate::link::{Entry, LinkedText};
use crate::parse::{Link, LinkForm, Pages};
use crate::source::{Sources, Span};

/// The files as they are written.
pub struct Written<'a> {
    pub sources: &'a Sources,
    pub pages: &'a Pages,
}

impl Written<'_> {
    /// Writes another target into a link. The place of one in the body is known; in fields
    /// all of that form in the front matter or table are meant.
    pub fn retarget(&self, entry: &Entry, text: &LinkedText, link: &Link, new: &str, is_body: bool, edits: &mut Edits) {
        let file = self.sources.text(&entry.source);
        let open = if link.form == LinkForm::Key { "[[" } else { "](" };
        if is_body {
            let span = text.document.source.span(&entry.source, &link.at);
            let written = &file[span.start..span.end];
            // What has no destination of its own has it in a definition.
            let found = link.target_in(written).map(|at| span.start + at.start).or_else(|| {
                let definition = format!("]: {}", link.target);
                file.find(&definition).map(|at| at + "]: ".len())
            });
            if let Some(start) = found {
                edits.replace(Span::new(&*entry.source, start..start + link.target.len()), new);
            }
            return;
        }
        let needle = format!("{open}{}", link.target);
        let end = self.pages.pages.iter().find(|page| page.front.path == entry.source);
        let end = end.map_or(file.len(), |page| page.front.range.end);
        for (at, _) in file[..end].match_indices(&needle) {
            let start = at + open.len();
            let behind = &file[start + link.target.len()..];
            if behind.starts_with([']', '|', '\\', ')', ' ']) {
                edits.replace(Span::new(&*entry.source, start..start + link.target.len()), new);
            }
        }
    }
}
