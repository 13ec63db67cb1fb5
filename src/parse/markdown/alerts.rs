//! Alerts: quotations that begin with `[!NOTE]` and the like, and other quotations.

use super::addresses::up_to;
use super::lines::LINE;
use super::{Walk, details};
use crate::diag::{Diagnostic, nearest};
use pulldown_cmark::BlockQuoteKind;
use std::ops::Range;

/// The names of alerts.
const NAMES: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

impl Walk<'_, '_> {
    pub(super) fn open_quotation(&mut self, kind: Option<BlockQuoteKind>, at: &Range<usize>) {
        if kind.is_none() && self.known.is_none() {
            self.check_merge_end(at);
        }
        let Some(kind) = kind else { return self.open_plain_quotation(at) };
        let class = match kind {
            BlockQuoteKind::Note => "note",
            BlockQuoteKind::Tip => "tip",
            BlockQuoteKind::Important => "important",
            BlockQuoteKind::Warning => "warning",
            BlockQuoteKind::Caution => "caution",
        };
        let title = self.own_word(&format!("alert.{class}"), &[]);
        self.out
            .block(&format!("<div class=\"alert alert-{class}\" role=\"note\"><p class=\"alert-title\">{title}</p>\n"));
    }

    pub(super) fn close_quotation(&mut self, kind: Option<BlockQuoteKind>) {
        match kind {
            Some(_) => self.out.push("</div>\n"),
            None => self.close_plain_quotation(),
        }
    }

    /// Reports brackets such as `[!NOTES]` that stand at the start of a line and were
    /// meant for the sign of an alert.
    pub(super) fn judge_alert(&mut self, at: Range<usize>) {
        let inner = &self.text[at.start + 1..at.end - 1];
        let Some(name) = inner.strip_prefix('!').map(str::trim) else { return };
        let Some(before) = self.start_of_line(at.start).map(str::trim) else { return };
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '_' | ' '));
        let leads = |c: char| c.is_ascii_digit() || ">-*+.) ".contains(c);
        if !is_name || !before.chars().all(leads) {
            return;
        }
        let signs = || NAMES.into_iter().chain([details::NAME]);
        let known = signs().find(|known| known.eq_ignore_ascii_case(name));
        let behind = up_to(&self.text[at.end..], LINE).lines().next().unwrap_or_default().trim();
        let names = NAMES.map(|name| format!("`[!{name}]`")).join(", ");
        let (message, help) = match known {
            Some(known) if !before.contains('>') => (
                format!("`[!{name}]` is a sign for quotations only"),
                format!("start its lines with `> `: `> [!{known}]`"),
            ),
            Some(known) if !behind.is_empty() && known != details::NAME => (
                "text stands behind the sign of this alert".to_owned(),
                format!(
                    "write `> [!{known}]` alone on its line, and the text on the next; an alert has no title of its own"
                ),
            ),
            Some(known) if known == details::NAME => (
                "this sign of details stands at the wrong place".to_owned(),
                format!("write `> [!{known}]` and a title on the first line of a quotation"),
            ),
            Some(known) => (
                "this sign of an alert stands at the wrong place".to_owned(),
                format!("write `> [!{known}]` alone on the first line of a quotation"),
            ),
            None => {
                let near = nearest(name, signs()).map(|near| format!("did you mean `[!{near}]`? ")).unwrap_or_default();
                (format!("there is no alert \"{name}\""), format!("{near}alerts are {names}"))
            }
        };
        self.problems.push(Diagnostic::error("unknown-alert", self.spot(&at), message).help(help));
    }
}
