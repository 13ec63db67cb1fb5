//! Lists, of tasks too, and lists of terms and what they mean.

use super::Walk;
use pulldown_cmark::{Tag, TagEnd};

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
