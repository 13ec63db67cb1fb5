//! Lists, of tasks too, and lists of terms and what they mean.

use super::Walk;
use crate::diag::Diagnostic;
use pulldown_cmark::{Tag, TagEnd};
use std::ops::Range;

impl Walk<'_, '_> {
    pub(super) fn open_list(&mut self, first: Option<u64>) {
        match first {
            None => self.out.block("<ul>\n"),
            Some(1) => self.out.block("<ol>\n"),
            Some(first) => self.out.block(&format!("<ol start=\"{first}\">\n")),
        }
    }

    /// The box of a task, which nobody can tick.
    pub(super) fn task(&mut self, is_done: bool) {
        let (name, checked) = if is_done { ("Done", " checked") } else { ("To do", "") };
        self.out.put(format_args!("<input type=\"checkbox\" disabled{checked} aria-label=\"{name}\"> "));
    }

    /// Reports brackets at the start of an item that are nearly the box of a task. Gives
    /// whether they are.
    pub(super) fn judge_task(&mut self, at: Range<usize>) -> bool {
        let line = self.text[..at.start].rsplit('\n').next().unwrap_or_default();
        let mark = line.trim().trim_start_matches(|c: char| c.is_ascii_digit());
        let inner = &self.text[at.start + 1..at.end - 1];
        let is_box = matches!(inner.trim(), "" | "x" | "X" | "v" | "✓" | "✔");
        if !is_box || !matches!(mark, "-" | "*" | "+" | "." | ")") {
            return false;
        }
        let right = if inner.trim().is_empty() { "[ ]" } else { "[x]" };
        self.problems.push(
            Diagnostic::warning("no-task", self.span(&at), "these brackets are nearly the box of a task")
                .help(format!("write `{right}` and a space, or `\\[` to show the brackets")),
        );
        true
    }

    pub(super) fn open_definition(&mut self, tag: &Tag) {
        self.out.block(match tag {
            Tag::DefinitionList => "<dl>\n",
            Tag::DefinitionListTitle => "<dt>",
            _ => "<dd>",
        });
    }

    pub(super) fn close_definition(&mut self, tag: TagEnd) {
        self.out.push(match tag {
            TagEnd::DefinitionList => "</dl>\n",
            TagEnd::DefinitionListTitle => "</dt>\n",
            _ => "</dd>\n",
        });
    }
}
