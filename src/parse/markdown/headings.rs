//! Headings: each has an id of its own, given as `{#id}` or made from its text, and
//! a link to itself.

use super::Walk;
use crate::diag::Diagnostic;
use crate::parse::document::{Change, Heading, Published};
use crate::text::slug;
use pulldown_cmark::HeadingLevel;
use std::ops::Range;

/// A heading that is open.
pub struct Open {
    pub heading: Heading,
    /// Whether attributes such as `{#id}` stand behind its text.
    attributes: bool,
    /// Where its text starts in the output.
    from: usize,
}

impl Walk<'_, '_> {
    /// A heading starts, with the id it is given.
    pub(super) fn open_heading(
        &mut self,
        level: HeadingLevel,
        given: Option<&str>,
        attributes: bool,
        at: Range<usize>,
    ) {
        let end = at.start + self.text[at.clone()].trim_end().len();
        let at = at.start..end;
        if level == HeadingLevel::H1 {
            self.problems.push(
                Diagnostic::error("heading-level", self.span(&at), "a page has one level-one heading, its title")
                    .help("start the text's headings with `##`"),
            );
        }
        self.out.line();
        let id = given.unwrap_or_default().to_owned();
        let heading = Heading { level: level as u8, id, title: String::new(), at };
        self.heading = Some(Open { heading, attributes, from: self.out.end() });
    }

    pub(super) fn close_heading(&mut self) {
        let Some(Open { mut heading, attributes, from }) = self.heading.take() else { return };
        if attributes {
            self.leave_out_attributes(&heading);
        }
        heading.title = heading.title.trim().to_owned();
        let wanted = match heading.id.as_str() {
            "" => slug(&heading.title.replace('.', " ")),
            given => slug(given),
        };
        heading.id = self.ids.claim(&wanted);
        let Heading { level, id, title, .. } = &heading;
        self.out.insert(from, &format!("<h{level} id=\"{id}\">"));
        self.out.put(format_args!("<a class=\"anchor\" href=\"#{id}\" aria-label=\"Link to this section: "));
        self.out.attribute(title);
        self.out.put(format_args!("\"></a></h{level}>\n"));
        self.document.headings.push(heading);
    }

    /// The attributes stand on the line on which the heading's text ends.
    fn leave_out_attributes(&mut self, heading: &Heading) {
        let from = self.last.max(heading.at.start);
        let line = self.text[from..heading.at.end].lines().next().unwrap_or_default();
        let (Some(open), Some(close)) = (line.find('{'), line.rfind('}')) else { return };
        let start = from + line[..open].trim_end().len();
        self.document.changes.push(Change { at: start..from + close + 1, to: Published::Text("".into()) });
    }
}
