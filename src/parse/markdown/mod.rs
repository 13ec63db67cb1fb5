//! Markdown to a [`Document`]; the only room that knows the markdown crate.
//!
//! CommonMark with tables, footnotes, GitHub alerts, definition lists, heading ids
//! and `[[key]]` links. Addresses stay open until the whole site is known. This file
//! walks through a text once and prints what is plain; what goes beyond that has a
//! file of its own for each extension, which adds functions to [`Walk`] that are
//! called from `open` and `close`, and keeps its state in a field of it.

mod addresses;
mod alerts;
mod brackets;
mod code;
mod comments;
mod curl;
mod details;
mod fences;
mod footnotes;
mod grammars;
mod headings;
mod highlight;
mod ids;
mod labels;
mod languages;
mod leftovers;
mod lines;
mod links;
mod lists;
mod marked;
mod merges;
mod out;
mod raw_html;
mod tables;
mod tabs;
mod taken;
mod words;

pub use grammars::licences;
pub use merges::end_of_merge;

use super::document::{Document, Heading, Printed, Reading, Rules, TextSource};
use crate::diag::Diagnostic;
use crate::source::{Span, Text};
use crate::words::Words;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Parses the text of a page, which starts at a byte of its file.
pub fn parse_body(path: &str, file: &Text, start: usize, rules: &Rules, problems: &mut Vec<Diagnostic>) -> Document {
    let source = TextSource::new(file.clone(), start);
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
    let source = TextSource::new(Text::from(text), 0);
    let place = |at: &Range<usize>| place(&text[at.clone()]);
    let reading = Reading { blocks: false, rules: *rules };
    read(&source, Walk::new(text, reading, &place, out::Out::measuring(), problems))
}

impl Document {
    /// Its HTML, with the words of a site where it says something that the author did not
    /// write; nothing stands there without. What is wrong with the text was reported when it
    /// was parsed.
    pub fn print(&self, words: Option<&Words>) -> Printed {
        let text = self.source.as_str();
        let place = |_: &Range<usize>| Span::default();
        let mut reported = Vec::new();
        // Marks and colours make it half as long again, and twice as long at most.
        let out = out::Out::printing(2 * text.len());
        let mut walk = Walk::new(text, self.reading, &place, out, &mut reported);
        walk.known = Some(&self.headings);
        walk.own_words = words;
        walk.through().out.printed()
    }
}

/// A walk through a text from its start to its end: what it has given, and what is
/// open.
struct Walk<'a, 't> {
    text: &'t str,
    reading: Reading,
    /// The headings, where the text was read before and is printed now. Nothing is checked
    /// then.
    known: Option<&'a [Heading]>,
    /// The words for what no author wrote, where they are wanted.
    own_words: Option<&'a Words>,
    /// Finds the place of a part of the text.
    place: &'a dyn Fn(&Range<usize>) -> Span,
    problems: &'a mut Vec<Diagnostic>,
    document: Document,
    out: out::Out,
    ids: ids::Ids,
    tables: tables::Tables,
    footnotes: footnotes::Footnotes,
    heading: Option<headings::Open>,
    /// The level of the last heading.
    level: u8,
    links: Vec<links::Open>,
    labels: labels::Labels,
    leftovers: leftovers::Leftovers,
    details: details::Details,
    tabs: tabs::Tabs,
    /// The blocks of code so far.
    fences: Vec<code::Fence>,
    /// Where a bare address ends that was printed, and up to where none starts.
    beyond: usize,
    clear: usize,
    /// The part that is taken as text.
    taken: Option<Taken>,
    /// Where the last event ended, or where it started when something opened there.
    last: usize,
    /// Whether a list ended last, raw HTML aside.
    behind_list: bool,
    /// The raw tags in lines that were refused and are not closed yet.
    refused: Vec<String>,
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
        let found = walk.problems.len();
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
        walk.settle_tabs(None);
        walk.print_footnotes();
        let definitions = events.reference_definitions().iter();
        let definitions = definitions.map(|(label, definition)| (label, &*definition.dest, definition.span.clone()));
        let definitions: Vec<(&str, &str, Range<usize>)> = definitions.collect();
        walk.publish_definitions(definitions.iter().map(|(_, target, at)| (*target, at.clone())));
        if walk.known.is_none() {
            walk.finish(definitions, found);
        }
        self
    }

    /// What is known of a text only when all of it is read. Where a part was not read as it
    /// is meant, what else is missing may be in there.
    fn finish(&mut self, definitions: Vec<(&str, &str, Range<usize>)>, found: usize) {
        self.judge_leftovers();
        self.settle_ids();
        if !self.document.torn {
            self.report_labels(definitions);
        }
        if self.reading.blocks {
            self.report_merges(found);
        }
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
            known: None,
            own_words: None,
            heading: None,
            level: 1,
            links: Vec::new(),
            labels: labels::Labels::default(),
            refused: Vec::new(),
            leftovers: leftovers::Leftovers::default(),
            details: details::Details::default(),
            tabs: tabs::Tabs::default(),
            fences: Vec::new(),
            beyond: 0,
            clear: 0,
            taken: None,
            last: 0,
            behind_list: false,
        }
    }

    fn event(&mut self, event: Event, at: Range<usize>) {
        self.settle_tabs(Some(&event));
        if self.is_left_out(&event, &at) || self.take_title(&event, &at) {
            return;
        }
        match event {
            Event::Start(tag) => self.open(tag, at),
            Event::End(tag) => self.close(tag),
            Event::Text(text) => {
                if !self.reading.blocks {
                    self.publish_brackets(&at);
                }
                self.piece(&text, at);
            }
            Event::Code(text) => {
                self.out.push("<code>");
                self.words(&text);
                self.out.push("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw_html(&html, at, false),
            Event::FootnoteReference(name) => self.footnote_reference(&name),
            Event::SoftBreak => self.line_break("\n"),
            Event::HardBreak => self.line_break("<br />\n"),
            Event::Rule if self.reading.blocks => self.out.block("<hr />\n"),
            Event::Rule => self.refuse(&at),
            Event::TaskListMarker(is_done) => self.task(is_done),
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// Whether an event belongs to a bare address that was printed, or to the braces behind
    /// a heading.
    fn is_left_out(&self, event: &Event, at: &Range<usize>) -> bool {
        if at.end > self.beyond && self.heading.is_none() {
            return false;
        }
        let is_inline = match event {
            Event::Text(_) => true,
            Event::Start(tag) => is_inline(tag.to_end()),
            Event::End(tag) => is_inline(*tag),
            _ => false,
        };
        let end = self.heading.as_ref().and_then(headings::Open::end_of_text);
        is_inline && (at.end <= self.beyond || end.is_some_and(|end| at.start >= end))
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
            Tag::Link { link_type, dest_url, title, id } => {
                self.labels.use_link(&id);
                self.open_link(link_type, &dest_url, &title, at);
            }
            _ if !self.reading.blocks => {
                self.refuse(&at);
                self.take(Part::Refused);
            }
            Tag::Heading { level, .. } => self.open_heading(level, at),
            Tag::CodeBlock(kind) => self.open_code(&kind, at),
            Tag::Image { link_type, dest_url, title, id } => {
                self.labels.use_link(&id);
                self.open_image(link_type, &dest_url, &title, at);
            }
            Tag::BlockQuote(kind) => self.open_quotation(kind, &at),
            Tag::List(first) => self.open_list(first),
            Tag::Item => self.out.block("<li>"),
            tag @ (Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition) => {
                self.open_definition(&tag);
            }
            Tag::Table(alignments) => self.open_table(&alignments),
            Tag::TableHead => self.out.push("<thead><tr>"),
            Tag::TableRow => self.open_row(at),
            Tag::TableCell => self.open_cell(&at),
            Tag::FootnoteDefinition(name) => self.open_footnote(&name, at),
            Tag::Subscript | Tag::Superscript | Tag::MetadataBlock(_) => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        // Cells are judged with their row, and inline markup with its block.
        if !matches!(tag, TagEnd::TableCell | TagEnd::TableRow) && !is_inline(tag) {
            self.judge_leftovers();
        }
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
            TagEnd::TableRow => {
                self.out.push("</tr>\n");
                self.check_row();
            }
            TagEnd::TableCell => self.close_cell(),
            TagEnd::FootnoteDefinition => self.close_footnote(),
            // These end as parts that are taken as text, or are not read at all.
            TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::CodeBlock | TagEnd::Image => {}
            TagEnd::Subscript | TagEnd::Superscript | TagEnd::MetadataBlock(_) => {}
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

fn is_inline(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_WIKILINKS
}
