//! Quotations that begin with `[!DETAILS]` and a title are folded away until somebody wants
//! them. Where nobody knows the sign they are quotations that begin with it.

use super::{Walk, is_inline};
use crate::diag::Diagnostic;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// The sign without its brackets.
pub const NAME: &str = "DETAILS";
const SIGN: &str = "[!DETAILS]";

/// The quotations that are open.
#[derive(Default)]
pub struct Details {
    /// Whether each is folded.
    open: Vec<bool>,
    title: Title,
}

/// The title of the details that were opened last.
#[derive(Default)]
enum Title {
    #[default]
    None,
    /// It comes next.
    Awaited,
    /// It is open, and so many inline marks are.
    Open(usize),
}

impl Walk<'_, '_> {
    /// Opens a quotation that is no alert.
    pub(super) fn open_plain_quotation(&mut self, at: &Range<usize>) {
        let title = title_behind_sign(self.text, at);
        self.details.open.push(title.is_some());
        let Some(title) = title else { return self.out.block("<blockquote>\n") };
        self.out.block("<details class=\"fold\">");
        self.details.title = Title::Awaited;
        // What belongs to the sign is not printed.
        self.beyond = title.start;
        if title.is_empty() && self.known.is_none() {
            self.report_no_summary(&(title.start - SIGN.len()..title.start));
        }
    }

    pub(super) fn close_plain_quotation(&mut self) {
        let is_folded = self.details.open.pop() == Some(true);
        self.details.title = Title::None;
        self.out.push(if is_folded { "</details>\n" } else { "</blockquote>\n" });
    }

    /// Takes what belongs to a title, which is the first line, unless a mark goes on over its
    /// end. Gives whether that was all of the event.
    pub(super) fn take_title(&mut self, event: &Event, at: &Range<usize>) -> bool {
        match (&mut self.details.title, event) {
            (Title::None, _) => false,
            (Title::Awaited, Event::Start(Tag::Paragraph)) => {
                self.out.push("<summary>");
                self.details.title = Title::Open(0);
                true
            }
            (Title::Awaited, _) => {
                self.details.title = Title::None;
                if self.known.is_none() {
                    self.report_no_summary(&self.first_line_at(at.start));
                }
                false
            }
            (Title::Open(0), Event::SoftBreak | Event::HardBreak) => {
                self.details.title = Title::None;
                self.out.push("</summary>\n<p>");
                true
            }
            (Title::Open(_), Event::End(TagEnd::Paragraph)) => {
                self.details.title = Title::None;
                self.judge_leftovers();
                self.out.push("</summary>\n");
                true
            }
            (Title::Open(marks), Event::Start(tag)) if is_inline(tag.to_end()) => {
                // What an image shows instead is taken as text, and its end with it.
                *marks += usize::from(!matches!(tag, Tag::Image { .. }));
                false
            }
            (Title::Open(marks), Event::End(tag)) if is_inline(*tag) => {
                *marks = marks.saturating_sub(1);
                false
            }
            (Title::Open(_), _) => false,
        }
    }

    fn report_no_summary(&mut self, at: &Range<usize>) {
        let problem = Diagnostic::error("no-summary", self.span(at), "these details have no title");
        self.problems.push(problem.help("write it behind the sign: `> [!DETAILS] Why this happens`"));
    }
}

/// Where the title of details stands in a quotation that begins with their sign.
fn title_behind_sign(text: &str, quotation: &Range<usize>) -> Option<Range<usize>> {
    let line = text[quotation.clone()].lines().next()?;
    let inner = line.strip_prefix('>')?.trim_start();
    let behind = inner.get(SIGN.len()..).filter(|_| inner[..SIGN.len()].eq_ignore_ascii_case(SIGN))?;
    let end = quotation.start + line.len();
    let start = end - behind.trim_start().len();
    Some(start..end.max(start))
}
