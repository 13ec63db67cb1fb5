//! Markdown to a [`Document`]; the only room that knows the markdown crate.
//!
//! CommonMark with tables, footnotes, GitHub alerts, definition lists, heading ids
//! and `[[key]]` links. Addresses stay open until the whole site is known. This file
//! walks through a text once and prints what is plain; what goes beyond that has a
//! file of its own for each extension, which adds functions to [`Walk`] that are
//! called from `open` and `close`, and keeps its state in a field of it.

mod alerts;
mod code;
mod comments;
mod curl;
mod footnotes;
mod headings;
mod highlight;
mod ids;
mod links;
mod lists;
mod out;
mod raw_html;
mod tables;

use super::document::{Document, Printed, Reading, Rules, TextSource};
use crate::diag::Diagnostic;
use crate::source::Span;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;
use std::sync::Arc;

/// Parses the text of a page, which starts at a byte of its file.
pub fn parse_body(
    path: &str,
    file: &Arc<str>,
    start: usize,
    rules: &Rules,
    problems: &mut Vec<Diagnostic>,
) -> Document {
    let source = TextSource::new(Arc::clone(file), start);
    let place = |at: &Range<usize>| source.span(path, at);
    read(
        &source,
        Walk::new(source.as_str(), Reading { blocks: true, rules: *rules }, &place, out::Out::measuring(), problems),
    )
}

/// Parses text with inline markdown out of a field. `place` gives the span of a
/// piece of the text as it is written there.
pub fn parse_prose(
    text: &str,
    rules: &Rules,
    place: &dyn Fn(&str) -> Span,
    problems: &mut Vec<Diagnostic>,
) -> Document {
    let source = TextSource::new(Arc::from(text), 0);
    let place = |at: &Range<usize>| place(&text[at.clone()]);
    let reading = Reading { blocks: false, rules: *rules };
    read(&source, Walk::new(text, reading, &place, out::Out::measuring(), problems))
}

impl Document {
    /// Its HTML. What is wrong with the text was reported when it was parsed.
    pub fn print(&self) -> Printed {
        let text = self.source.as_str();
        let place = |_: &Range<usize>| Span::default();
        let mut reported = Vec::new();
        // Marks and colours make it half as long again, and twice as long at most.
        let out = out::Out::printing(2 * text.len());
        let out = Walk::new(text, self.reading, &place, out, &mut reported).through().out;
        out.printed()
    }
}

/// A walk through a text from its start to its end: what it has given, and what is
/// open.
struct Walk<'a, 't> {
    text: &'t str,
    reading: Reading,
    /// Finds the place of a part of the text.
    place: &'a dyn Fn(&Range<usize>) -> Span,
    problems: &'a mut Vec<Diagnostic>,
    document: Document,
    out: out::Out,
    ids: ids::Ids,
    tables: tables::Tables,
    footnotes: footnotes::Footnotes,
    heading: Option<headings::Open>,
    links: Vec<links::Open>,
    /// The part that is taken as text.
    taken: Option<Taken>,
    /// Where the last event ended, or where it started when something opened there.
    last: usize,
    /// Whether a list ended last, raw HTML aside.
    behind_list: bool,
}

/// A part whose content is taken as text, whatever markup it holds.
struct Taken {
    part: Part,
    text: String,
    /// How many tags are open inside it.
    depth: usize,
}

/// What is taken as text.
enum Part {
    Code(code::Fence),
    /// A block of raw HTML.
    Html(Range<usize>),
    /// An image and its title.
    Image(links::Open, String),
    /// A key link that shows the name of its page.
    Label,
    /// What cannot stand in a field; that has been reported.
    Refused,
}

fn read(source: &TextSource, walk: Walk) -> Document {
    let Walk { mut document, out, reading, .. } = walk.through();
    document.changes.sort_by_key(|change| change.at.start);
    Document { source: source.clone(), reading, shows: out.end() > 0, ..document }
}

impl<'a, 't> Walk<'a, 't> {
    /// Walks through the whole text.
    fn through(mut self) -> Self {
        let walk = &mut self;
        let mut events = Parser::new_ext(walk.text, options()).into_offset_iter();
        for (event, at) in events.by_ref() {
            let last = if matches!(event, Event::Start(_)) { at.start } else { at.end };
            let behind_list = match event {
                Event::End(TagEnd::List(_) | TagEnd::DefinitionList) => true,
                Event::Start(Tag::HtmlBlock) | Event::Html(_) | Event::End(TagEnd::HtmlBlock) => walk.behind_list,
                _ => false,
            };
            match walk.taken.take() {
                Some(taken) => walk.take_in(taken, event),
                None => walk.event(event, at),
            }
            (walk.last, walk.behind_list) = (last, behind_list);
        }
        walk.print_footnotes();
        let definitions = events.reference_definitions().iter();
        walk.publish_definitions(definitions.map(|(_, definition)| (&*definition.dest, definition.span.clone())));
        self
    }

    fn new(
        text: &'t str,
        reading: Reading,
        place: &'a dyn Fn(&Range<usize>) -> Span,
        out: out::Out,
        problems: &'a mut Vec<Diagnostic>,
    ) -> Walk<'a, 't> {
        Walk {
            text,
            reading,
            place,
            problems,
            document: Document::default(),
            out,
            ids: ids::Ids::default(),
            tables: tables::Tables::default(),
            footnotes: footnotes::Footnotes::default(),
            heading: None,
            links: Vec::new(),
            taken: None,
            last: 0,
            behind_list: false,
        }
    }

    fn event(&mut self, event: Event, at: Range<usize>) {
        match event {
            Event::Start(tag) => self.open(tag, at),
            Event::End(tag) => self.close(tag),
            Event::Text(text) => {
                if !self.reading.blocks {
                    self.publish_brackets(&at);
                }
                self.words(&text);
            }
            Event::Code(text) => {
                self.out.push("<code>");
                self.words(&text);
                self.out.push("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw_html(&html, at, false),
            Event::FootnoteReference(name) => self.footnote_reference(&name),
            Event::SoftBreak => self.out.push("\n"),
            Event::HardBreak => self.out.push("<br />\n"),
            Event::Rule if self.reading.blocks => self.out.block("<hr />\n"),
            Event::Rule => self.refuse(&at),
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// Text, printed and kept for the heading around it.
    fn words(&mut self, text: &str) {
        if let Some(open) = &mut self.heading {
            open.heading.title.push_str(text);
        }
        self.out.text(text);
    }

    fn open(&mut self, tag: Tag, at: Range<usize>) {
        match tag {
            Tag::HtmlBlock => self.take(Part::Html(at)),
            Tag::Paragraph if self.reading.blocks => self.out.block("<p>"),
            Tag::Paragraph if self.out.end() > 0 => self.out.push(" "),
            Tag::Paragraph => {}
            Tag::Emphasis => self.out.push("<em>"),
            Tag::Strong => self.out.push("<strong>"),
            Tag::Strikethrough => self.out.push("<del>"),
            Tag::Link { link_type, dest_url, title, .. } => self.open_link(link_type, &dest_url, &title, at),
            _ if !self.reading.blocks => {
                self.refuse(&at);
                self.take(Part::Refused);
            }
            Tag::Heading { level, id, classes, attrs } => {
                let attributes = id.is_some() || !classes.is_empty() || !attrs.is_empty();
                self.open_heading(level, id.as_deref(), attributes, at);
            }
            Tag::CodeBlock(kind) => self.open_code(&kind, at),
            Tag::Image { link_type, dest_url, title, .. } => self.open_image(link_type, &dest_url, &title, at),
            Tag::BlockQuote(kind) => self.open_quotation(kind),
            Tag::List(first) => self.open_list(first),
            Tag::Item => self.out.block("<li>"),
            tag @ (Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition) => {
                self.open_definition(&tag);
            }
            Tag::Table(alignments) => self.open_table(&alignments),
            Tag::TableHead => self.out.push("<thead><tr>"),
            Tag::TableRow => self.out.push("<tr>"),
            Tag::TableCell => self.open_cell(),
            Tag::FootnoteDefinition(name) => self.open_footnote(&name),
            Tag::Subscript | Tag::Superscript | Tag::MetadataBlock(_) => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph if self.reading.blocks => self.out.push("</p>\n"),
            TagEnd::Emphasis => self.out.push("</em>"),
            TagEnd::Strong => self.out.push("</strong>"),
            TagEnd::Strikethrough => self.out.push("</del>"),
            TagEnd::Link => self.close_link(),
            TagEnd::Heading(_) => self.close_heading(),
            TagEnd::BlockQuote(kind) => self.close_quotation(kind),
            TagEnd::List(numbered) => self.out.push(if numbered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => self.out.push("</li>\n"),
            TagEnd::DefinitionList | TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => {
                self.close_definition(tag);
            }
            TagEnd::Table => self.close_table(),
            TagEnd::TableHead => self.out.push("</tr></thead><tbody>\n"),
            TagEnd::TableRow => self.out.push("</tr>\n"),
            TagEnd::TableCell => self.close_cell(),
            TagEnd::FootnoteDefinition => self.close_footnote(),
            // These end as parts that are taken as text, or are not read at all.
            TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::CodeBlock | TagEnd::Image => {}
            TagEnd::Subscript | TagEnd::Superscript | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Takes as text what comes until the tag that is opened now ends.
    fn take(&mut self, part: Part) {
        self.taken = Some(Taken { part, text: String::new(), depth: 0 });
    }

    /// Takes an event into the part that is taken as text, until that ends.
    fn take_in(&mut self, mut taken: Taken, event: Event) {
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

    /// Reports what cannot stand in a field.
    fn refuse(&mut self, at: &Range<usize>) {
        let span = self.span(&(at.start..at.start + self.text[at.clone()].trim_end().len()));
        self.problems.push(Diagnostic::error("not-inline", span, "only inline markdown can stand in a field").help(
            "write one paragraph of text, code, emphasis and links; longer explanations belong below the front matter",
        ));
    }

    /// The place of a part of the text.
    fn span(&self, at: &Range<usize>) -> Span {
        (self.place)(at)
    }
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_WIKILINKS
}
