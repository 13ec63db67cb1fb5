//! Raw HTML, which a site may allow, and comments, which are never published.

use super::Walk;
use super::comments::{beside_comments, without_comments};
use crate::diag::Diagnostic;
use crate::parse::document::{Change, Published};
use std::ops::Range;

impl Walk<'_, '_> {
    /// Raw HTML as the parser gives it, and where it is written. Comments in it are
    /// left out.
    pub(super) fn raw_html(&mut self, html: &str, at: Range<usize>, is_block: bool) {
        let written = &self.text[at.clone()];
        self.publish_html(at.clone(), is_block);
        let Some(beside) = beside_comments(written) else { return };
        if self.reading.rules.raw_html {
            return self.out.push(&without_comments(html));
        }
        let text = &written[beside.clone()];
        if !is_block && self.closes_refused(text) {
            return;
        }
        let shown: String = text.lines().next().unwrap_or_default().chars().take(40).collect();
        let span = self.span(&(at.start + beside.start..at.start + beside.end));
        self.problems.push(
            Diagnostic::error("raw-html", span, format!("raw HTML is not allowed here: {shown}"))
                .help("write it as markdown, or put it in backquotes to show it; `raw_html: true` in site.yaml allows it everywhere"),
        );
    }

    /// Whether a tag in a line closes one that was refused, so that both are one slip.
    fn closes_refused(&mut self, tag: &str) -> bool {
        let name =
            |tag: &str| tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_lowercase();
        match tag.strip_prefix("</") {
            Some(end) => self.refused.pop_if(|open| *open == name(end)).is_some(),
            None => {
                self.refused.extend(tag.strip_prefix('<').map(name));
                false
            }
        }
    }

    /// Reports a block of raw HTML in a field, which takes no blocks.
    pub(super) fn refuse_html(&mut self, at: &Range<usize>) {
        self.publish_html(at.clone(), true);
        if beside_comments(&self.text[at.clone()]).is_some() {
            self.refuse(at);
        }
    }

    /// A comment keeps apart what stands before and behind it, so an empty one stays
    /// where nothing else does that: blank lines, and no list that would go on.
    fn publish_html(&mut self, at: Range<usize>, is_block: bool) {
        let written = &self.text[at.clone()];
        if !written.contains("<!--") {
            return;
        }
        let before = &self.text[..at.start];
        let behind = &self.text[at.end..];
        let begins = before.trim_end_matches(' ').is_empty() || before.trim_end_matches(' ').ends_with("\n\n");
        let ends = behind.trim_matches(['\n', ' ']).is_empty() || behind.starts_with('\n');
        let is_whole = written.rfind("<!--") <= written.rfind("-->");
        if is_block && is_whole && beside_comments(written).is_none() && begins && ends && !self.behind_list {
            let blank = behind.len() - behind.trim_start_matches('\n').len();
            self.document.changes.push(Change { at: at.start..at.end + blank, to: Published::Text("".into()) });
            return;
        }
        let mut from = at.start;
        while let Some(open) = self.text[from..at.end].find("<!--") {
            let start = from + open;
            let close = self.text[start..at.end].find("-->");
            if close.is_none() {
                self.report_open_comment(start);
                self.document.torn = true;
            }
            from = close.map_or(at.end, |close| start + close + "-->".len());
            self.document.changes.push(Change { at: start..from, to: Published::Text("<!-- -->".into()) });
        }
    }
}
