//! Alerts: quotations that begin with `[!NOTE]` and the like, and other quotations.

use super::Walk;
use pulldown_cmark::BlockQuoteKind;

impl Walk<'_, '_> {
    pub(super) fn open_quotation(&mut self, kind: Option<BlockQuoteKind>) {
        let Some(kind) = kind else { return self.out.block("<blockquote>\n") };
        let (class, title) = match kind {
            BlockQuoteKind::Note => ("note", "Note"),
            BlockQuoteKind::Tip => ("tip", "Tip"),
            BlockQuoteKind::Important => ("important", "Important"),
            BlockQuoteKind::Warning => ("warning", "Warning"),
            BlockQuoteKind::Caution => ("caution", "Caution"),
        };
        self.out
            .block(&format!("<div class=\"alert alert-{class}\" role=\"note\"><p class=\"alert-title\">{title}</p>\n"));
    }

    pub(super) fn close_quotation(&mut self, kind: Option<BlockQuoteKind>) {
        self.out.push(if kind.is_some() { "</div>\n" } else { "</blockquote>\n" });
    }
}
