//! Markdown to a [`Document`]; the only module that knows the markdown crate.
//!
//! CommonMark with tables, footnotes, GitHub alerts, definition lists, heading
//! ids and `[[key]]` links. Addresses stay open until the whole site is known.

use super::comments::{beside_comments, without_comments};
use super::document::{CodeBlock, Document, Heading, Link, LinkForm};
use super::footnotes::Notes;
use super::ids::Ids;
use super::open::{Part, State, Taken, Written};
use super::table::Table;
use super::{marks, print};
use crate::diag::Diagnostic;
use crate::source::Span;
use crate::text::slug;
use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
    html::push_html,
};
use std::ops::Range;

/// What a site allows in its texts.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Whether raw HTML may stand in a text.
    pub raw_html: bool,
}

/// Parses the text of a page, which starts at a byte of its file.
pub fn parse_body(path: &str, file: &str, start: usize, rules: &Rules, problems: &mut Vec<Diagnostic>) -> Document {
    let place = |range: Range<usize>, _: &str| Span::new(path, start + range.start..start + range.end);
    let mut reader = Reader::new(rules, &place, true, problems);
    let events = reader.read(&file[start..]);
    reader.finish(events)
}

/// Parses text with inline markdown out of a field. `place` gives the span of a
/// piece of the text as it is written there.
pub fn parse_prose(
    text: &str,
    rules: &Rules,
    place: &dyn Fn(&str) -> Span,
    problems: &mut Vec<Diagnostic>,
) -> Document {
    let find = |_: Range<usize>, written: &str| place(written);
    let mut reader = Reader::new(rules, &find, false, problems);
    let events = reader.read(text);
    reader.finish(events)
}

/// Finds the place of a range of the text, given also as it is written.
type Place<'a> = &'a dyn Fn(Range<usize>, &str) -> Span;

struct Reader<'a> {
    rules: &'a Rules,
    place: Place<'a>,
    /// Whether blocks are allowed; a field takes inline markdown only.
    block: bool,
    problems: &'a mut Vec<Diagnostic>,
    document: Document,
    notes: Notes,
    ids: Ids,
}

impl<'a> Reader<'a> {
    fn new(rules: &'a Rules, place: Place<'a>, block: bool, problems: &'a mut Vec<Diagnostic>) -> Reader<'a> {
        let document = Document::default();
        Reader { rules, place, block, problems, document, notes: Notes::default(), ids: Ids::default() }
    }

    /// Turns a text into events that are ready to be printed.
    fn read<'t>(&mut self, text: &'t str) -> Vec<Event<'t>> {
        let mut out: Vec<Event> = Vec::new();
        let mut state = State::default();
        for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
            let written = Written { range: range.clone(), text: &text[range] };
            match state.taken.take() {
                Some(taken) => self.take(taken, event, &mut state, &mut out),
                None => self.event(event, written, &mut state, &mut out),
            }
        }
        out
    }

    fn event<'t>(&mut self, event: Event<'t>, written: Written<'t>, state: &mut State<'t>, out: &mut Vec<Event<'t>>) {
        match event {
            Event::Start(tag) => self.start(tag, written, state, out),
            Event::End(tag) => self.end(tag, state, out),
            Event::Html(html) | Event::InlineHtml(html) => self.raw_html(&html, &written, out),
            Event::FootnoteReference(name) => out.push(html_event(self.notes.reference(&name, &mut self.ids))),
            Event::Rule if !self.block => self.refuse(&written),
            event => self.text(event, state, out),
        }
    }

    /// Text and breaks: printed, and kept for search and headings.
    fn text<'t>(&mut self, event: Event<'t>, state: &mut State<'t>, out: &mut Vec<Event<'t>>) {
        if let Event::Text(text) | Event::Code(text) = &event {
            if let Some((heading, _)) = &mut state.heading {
                heading.title.push_str(text);
            }
            self.document.text.push_str(text);
        } else {
            self.document.text.push(' ');
        }
        out.push(event);
    }

    /// Takes an event into the part that is taken as text, until that ends.
    fn take<'t>(&mut self, mut taken: Taken<'t>, event: Event<'t>, state: &mut State<'t>, out: &mut Vec<Event<'t>>) {
        match event {
            Event::Start(_) => taken.depth += 1,
            Event::End(_) if taken.depth == 0 => return self.print(taken, out),
            Event::End(_) => taken.depth -= 1,
            Event::Text(text) | Event::Code(text) | Event::Html(text) => taken.text.push_str(&text),
            Event::SoftBreak | Event::HardBreak => taken.text.push(' '),
            _ => {}
        }
        state.taken = Some(taken);
    }

    /// Prints a part that was taken as text.
    fn print(&mut self, Taken { part, text, .. }: Taken, out: &mut Vec<Event>) {
        match part {
            Part::Code(language) => self.code(&language, text, out),
            Part::Html(written) if self.block || !self.rules.raw_html => self.raw_html(&text, &written, out),
            Part::Html(written) => {
                if beside_comments(written.text).is_some() {
                    self.refuse(&written);
                }
            }
            Part::Image(link, title) => out.push(html_event(print::image(link, &text, &title))),
            Part::Label => out.push(html_event("</a>".to_owned())),
            Part::Refused => {}
        }
    }

    fn code(&mut self, language: &str, code: String, out: &mut Vec<Event>) {
        self.document.text.push_str(&code);
        out.push(html_event(print::code(language, &code)));
        if let Some(block) = self.document.blocks.last_mut() {
            block.code = code;
        }
    }

    /// Raw HTML as the parser gives it and as it is written. Comments in it are
    /// left out.
    fn raw_html(&mut self, html: &str, written: &Written, out: &mut Vec<Event>) {
        let Some(beside) = beside_comments(written.text) else { return };
        if self.rules.raw_html {
            out.push(html_event(without_comments(html)));
            return;
        }
        let (start, text) = (written.range.start, &written.text[beside.clone()]);
        let span = (self.place)(start + beside.start..start + beside.end, text);
        let shown: String = text.lines().next().unwrap_or_default().chars().take(40).collect();
        self.problems.push(
            Diagnostic::error("raw-html", span, format!("raw HTML is not allowed here: {shown}"))
                .help("write it as markdown, or put it in backquotes to show it; `raw_html: true` in site.yaml allows it everywhere"),
        );
    }

    /// Reports what cannot stand in a field.
    fn refuse(&mut self, written: &Written) {
        self.problems
            .push(Diagnostic::error("not-inline", self.span(written), "only inline markdown can stand in a field").help(
            "write one paragraph of text, code, emphasis and links; longer explanations belong below the front matter",
        ));
    }

    /// The place of a piece of the text without the line break at its end.
    fn span(&self, written: &Written) -> Span {
        let text = written.text.trim_end();
        (self.place)(written.range.start..written.range.start + text.len(), text)
    }

    fn start<'t>(&mut self, tag: Tag<'t>, written: Written<'t>, state: &mut State<'t>, out: &mut Vec<Event<'t>>) {
        let take = |part| Some(Taken { part, text: String::new(), depth: 0 });
        match tag {
            Tag::HtmlBlock => state.taken = take(Part::Html(written)),
            Tag::Paragraph if !self.block => {
                if !out.is_empty() {
                    out.push(Event::Text(" ".into()));
                }
            }
            tag if !self.block && !is_inline(&tag) => {
                self.refuse(&written);
                state.taken = take(Part::Refused);
            }
            Tag::Heading { level, id, .. } => {
                let heading = self.heading(level, id.as_deref().unwrap_or_default(), &written);
                state.heading = Some((heading, out.len()));
            }
            Tag::CodeBlock(kind) => {
                let block = self.code_block(&kind, written);
                state.taken = take(Part::Code(block.info.split([' ', ',']).next().unwrap_or_default().to_owned()));
                self.document.blocks.push(block);
            }
            Tag::Link { .. } => state.taken = self.link(tag, &written, state, out).and_then(take),
            Tag::Image { dest_url, title, .. } => {
                let link = self.target(dest_url.to_string(), LinkForm::Image, &written);
                state.taken = take(Part::Image(link, title.to_string()));
            }
            Tag::BlockQuote(kind) => {
                state.alert.push(kind.is_some());
                out.push(kind.map_or(Event::Start(Tag::BlockQuote(None)), alert));
            }
            Tag::Table(alignments) => {
                state.tables += 1;
                out.push(html_event(print::table_box(state.tables)));
                state.table = Some((Table::new(alignments.iter().map(side).collect()), 0));
                out.push(Event::Start(Tag::Table(alignments)));
            }
            Tag::TableCell => {
                self.document.text.push(' ');
                state.table.iter_mut().for_each(|(_, from)| *from = out.len());
            }
            Tag::FootnoteDefinition(name) => state.footnote = Some((name.to_string(), out.len())),
            tag => {
                self.document.text.push(' ');
                out.push(Event::Start(tag));
            }
        }
    }

    /// Opens a link, whose address stays open. Without a text of its own it shows
    /// the name of its page, which stays open too.
    fn link<'t>(
        &mut self,
        tag: Tag<'t>,
        written: &Written,
        state: &mut State<'t>,
        out: &mut Vec<Event<'t>>,
    ) -> Option<Part<'t>> {
        let Tag::Link { link_type, dest_url, title, .. } = tag else { return None };
        let (form, target) = match link_type {
            LinkType::WikiLink { .. } => (LinkForm::Key, dest_url.to_string()),
            LinkType::Email => (LinkForm::Path, format!("mailto:{dest_url}")),
            _ => (LinkForm::Path, dest_url.to_string()),
        };
        let link = self.target(target, form, written);
        out.push(html_event(print::link(link, &title)));
        if !matches!(link_type, LinkType::WikiLink { has_pothole: false }) {
            return None;
        }
        if let Some((heading, _)) = &mut state.heading {
            heading.title.push_str(Link::key_in(&dest_url));
        }
        out.push(html_event(marks::label(link)));
        Some(Part::Label)
    }

    fn end<'t>(&mut self, tag: TagEnd, state: &mut State<'t>, out: &mut Vec<Event<'t>>) {
        match tag {
            TagEnd::Paragraph if !self.block => {}
            TagEnd::Heading(_) => {
                let Some((mut heading, from)) = state.heading.take() else { return };
                heading.title = heading.title.trim().to_owned();
                heading.id = self.heading_id(&heading);
                let (start, end) = print::heading(&heading);
                out.insert(from, html_event(start));
                out.push(html_event(end));
                self.document.headings.push(heading);
            }
            TagEnd::BlockQuote(_) => {
                let alert = state.alert.pop().unwrap_or(false);
                out.push(if alert { html_event("</div>\n".to_owned()) } else { Event::End(TagEnd::BlockQuote(None)) });
            }
            TagEnd::TableCell => {
                let Some((table, from)) = &mut state.table else { return };
                let (start, end) = table.cell(out.len() == *from);
                out.insert(*from, html_event(start));
                out.push(html_event(end.to_owned()));
            }
            TagEnd::Table => {
                out.push(Event::End(TagEnd::Table));
                out.push(html_event("</div>\n".to_owned()));
            }
            TagEnd::FootnoteDefinition => {
                let Some((name, from)) = state.footnote.take() else { return };
                let mut html = String::new();
                push_html(&mut html, out.drain(from..));
                self.notes.define(name, html);
            }
            tag => out.push(Event::End(tag)),
        }
    }

    /// Keeps the target of a link or image; gives its number.
    fn target(&mut self, target: String, form: LinkForm, written: &Written) -> usize {
        let (written, at) = (written.text.to_owned(), written.range.clone());
        self.document.links.push(Link { target, form, written, at });
        self.document.links.len() - 1
    }

    fn code_block(&self, kind: &CodeBlockKind, written: Written) -> CodeBlock {
        let (info, fence) = match kind {
            CodeBlockKind::Fenced(info) => (info.to_string(), written.text.find('\n').map(|newline| newline + 1)),
            CodeBlockKind::Indented => (String::new(), Some(0)),
        };
        let start = written.range.start + fence.unwrap_or(written.text.len());
        CodeBlock { info, code: String::new(), span: (self.place)(start..written.range.end, written.text) }
    }

    /// A heading that starts, with the id it is given or none.
    fn heading(&mut self, level: HeadingLevel, given: &str, written: &Written) -> Heading {
        let span = self.span(written);
        if level == HeadingLevel::H1 {
            self.problems.push(
                Diagnostic::error("heading-level", span.clone(), "a page has one level-one heading, its title")
                    .help("start the text's headings with `##`"),
            );
        }
        Heading { level: level as u8, id: given.to_owned(), title: String::new(), span }
    }

    /// The heading's id, which nothing else in the text has.
    fn heading_id(&mut self, heading: &Heading) -> String {
        let title = heading.title.replace('.', " ");
        self.ids.claim(&slug(if heading.id.is_empty() { &title } else { &heading.id }))
    }

    /// Prints the events and cuts the HTML at the open places.
    fn finish(mut self, events: Vec<Event>) -> Document {
        let mut html = String::new();
        push_html(&mut html, events.into_iter());
        self.notes.print(&mut html);
        self.document.pieces = marks::cut(&html);
        self.document.text = self.document.text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.document
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

fn is_inline(tag: &Tag) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
}

fn html_event<'t>(html: String) -> Event<'t> {
    Event::InlineHtml(html.into())
}

/// The side to which a column is aligned, as the name of a class.
fn side(alignment: &Alignment) -> &'static str {
    match alignment {
        Alignment::None | Alignment::Left => "",
        Alignment::Center => "center",
        Alignment::Right => "right",
    }
}

fn alert<'t>(kind: BlockQuoteKind) -> Event<'t> {
    html_event(print::alert(match kind {
        BlockQuoteKind::Note => "Note",
        BlockQuoteKind::Tip => "Tip",
        BlockQuoteKind::Important => "Important",
        BlockQuoteKind::Warning => "Warning",
        BlockQuoteKind::Caution => "Caution",
    }))
}
