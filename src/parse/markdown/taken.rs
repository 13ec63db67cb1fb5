//! Parts whose content is taken as text, whatever markup it holds: code, raw HTML, pictures,
//! and what cannot stand where it does.

use super::{Part, Taken, Walk};
use pulldown_cmark::Event;

impl Walk<'_, '_> {
    /// Takes as text what comes until the tag that is opened now ends.
    pub(super) fn take(&mut self, part: Part) {
        self.taken = Some(Taken { part, text: String::new(), depth: 0 });
    }

    /// Takes an event into the part that is taken as text, until that ends.
    pub(super) fn take_in(&mut self, mut taken: Taken, event: Event) {
        match event {
            Event::Start(_) => taken.depth += 1,
            Event::End(_) if taken.depth == 0 => return self.close_taken(taken),
            Event::End(_) => taken.depth -= 1,
            Event::Text(text) | Event::Code(text) | Event::Html(text) => taken.text.push_str(&text),
            Event::SoftBreak | Event::HardBreak => taken.text.push(' '),
            _ => {}
        }
        self.taken = Some(taken);
    }

    fn close_taken(&mut self, Taken { part, text, .. }: Taken) {
        match part {
            Part::Code(fence) => self.close_code(fence, text),
            Part::Html(at) if self.reading.blocks || !self.reading.rules.raw_html => self.raw_html(&text, at, true),
            Part::Html(at) => self.refuse_html(&at),
            Part::Image(image, title) => self.close_image(image, &title, &text),
            Part::Label => self.close_link(),
            Part::Refused => {}
        }
    }
}
