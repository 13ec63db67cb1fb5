//! Markdown to a [`Document`]; the only module that knows the markdown crate.
//!
//! CommonMark with tables, footnotes, GitHub alerts, definition lists, heading
//! ids and `[[key]]` links. Addresses stay open until the whole site is known:
//! their places are marked with NUL, which no loaded text contains.

use super::document::{CodeBlock, Document, Heading, Link, LinkForm, Piece};
use super::footnotes::Notes;
use super::highlight::highlight;
use crate::diag::Diagnostic;
use crate::source::Span;
use crate::text::{escape, slug};
use pulldown_cmark::{
    BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html::push_html,
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
}

/// What is open while the events go by.
#[derive(Default)]
struct State {
    heading: Option<(HeadingLevel, Option<String>, String, usize)>,
    code: Option<(String, String)>,
    label: bool,
    alert: Vec<bool>,
    footnote: Option<(String, usize)>,
}

impl<'a> Reader<'a> {
    fn new(rules: &'a Rules, place: Place<'a>, block: bool, problems: &'a mut Vec<Diagnostic>) -> Reader<'a> {
        Reader { rules, place, block, problems, document: Document::default(), notes: Notes::default() }
    }

    /// Turns a text into events that are ready to be printed.
    fn read<'t>(&mut self, text: &'t str) -> Vec<Event<'t>> {
        let mut out: Vec<Event> = Vec::new();
        let mut state = State::default();
        for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
            let written = &text[range.clone()];
            match event {
                Event::Html(html) | Event::InlineHtml(html) => self.raw_html(html, range, written, &mut out),
                Event::FootnoteReference(name) => {
                    let number = self.notes.number(&name);
                    let id = slug(&name);
                    out.push(html_event(format!(
                        "<sup class=\"footnote\" id=\"fnref-{id}\"><a href=\"#fn-{id}\" aria-label=\"Footnote {number}\">{number}</a></sup>"
                    )));
                }
                Event::Start(tag) => self.start(tag, range, written, &mut state, &mut out),
                Event::End(tag) => self.end(tag, &mut state, &mut out),
                Event::Text(text) if state.code.is_some() => {
                    if let Some((_, code)) = &mut state.code {
                        code.push_str(&text);
                    }
                }
                event => self.text(event, &mut state, &mut out),
            }
        }
        out
    }

    /// Text and breaks: printed, and kept for search and headings.
    fn text<'t>(&mut self, event: Event<'t>, state: &mut State, out: &mut Vec<Event<'t>>) {
        if let Event::Text(text) | Event::Code(text) = &event {
            if state.label {
                return;
            }
            if let Some((_, _, title, _)) = &mut state.heading {
                title.push_str(text);
            }
            self.document.text.push_str(text);
        } else {
            self.document.text.push(' ');
        }
        out.push(event);
    }

    fn raw_html<'t>(&mut self, html: CowStr<'t>, range: Range<usize>, written: &str, out: &mut Vec<Event<'t>>) {
        if html.trim_start().starts_with("<!--") {
            return;
        }
        if self.rules.raw_html {
            out.push(Event::Html(html));
            return;
        }
        let span = (self.place)(range, written.trim_end());
        let shown: String = written.trim().chars().take(40).collect();
        self.problems.push(
            Diagnostic::error("raw-html", span, format!("raw HTML is not allowed here: {shown}"))
                .help("write it as markdown, or put it in backquotes to show it; `raw_html: true` in site.yaml allows it everywhere"),
        );
    }

    fn start<'t>(
        &mut self,
        tag: Tag<'t>,
        range: Range<usize>,
        written: &str,
        state: &mut State,
        out: &mut Vec<Event<'t>>,
    ) {
        if !self.block && !is_inline(&tag) {
            if !matches!(tag, Tag::Paragraph) {
                self.problems.push(
                    Diagnostic::error("not-inline", (self.place)(range, written), "only inline markdown can stand in a field")
                        .help("write one paragraph of text, code, emphasis and links; longer explanations belong below the front matter"),
                );
            } else if !out.is_empty() {
                out.push(Event::Text(" ".into()));
            }
            return;
        }
        match tag {
            Tag::Heading { level, id, .. } => {
                self.check_heading(level, range, written);
                state.heading = Some((level, id.map(|id| id.to_string()), String::new(), out.len()));
            }
            Tag::CodeBlock(kind) => {
                let kind_info = match kind {
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                let language = kind_info.split([' ', ',']).next().unwrap_or_default().to_owned();
                self.document.blocks.push(self.code_block(&kind_info, range, written));
                state.code = Some((language, String::new()));
            }
            Tag::Link { .. } | Tag::Image { .. } => self.start_link(tag, range, written, state, out),
            Tag::BlockQuote(kind) => {
                state.alert.push(kind.is_some());
                out.push(kind.map_or(Event::Start(Tag::BlockQuote(None)), alert));
            }
            Tag::Table(alignments) => {
                out.push(html_event(
                    "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\">".to_owned(),
                ));
                out.push(Event::Start(Tag::Table(alignments)));
            }
            Tag::FootnoteDefinition(name) => state.footnote = Some((name.to_string(), out.len())),
            Tag::HtmlBlock => {}
            tag => {
                self.document.text.push(' ');
                out.push(Event::Start(tag));
            }
        }
    }

    /// Opens a link or an image; its address and, for `[[key]]`, its text stay open.
    fn start_link<'t>(
        &mut self,
        tag: Tag<'t>,
        range: Range<usize>,
        written: &str,
        state: &mut State,
        out: &mut Vec<Event<'t>>,
    ) {
        match tag {
            Tag::Link { link_type, dest_url, title, .. } => {
                let key = matches!(link_type, LinkType::WikiLink { .. });
                let form = if key { LinkForm::Key } else { LinkForm::Path };
                state.label = matches!(link_type, LinkType::WikiLink { has_pothole: false });
                let email = matches!(link_type, LinkType::Email);
                let target = if email { format!("mailto:{dest_url}") } else { dest_url.to_string() };
                let link = self.link(target, form, range, written);
                out.push(html_event(format!("<a href=\"\0a{link}\0\"{}>", title_attribute(&title))));
                if state.label {
                    out.push(html_event(format!("\0l{link}\0")));
                }
            }
            Tag::Image { dest_url, title, .. } => {
                let link = self.link(dest_url.to_string(), LinkForm::Image, range, written);
                let alt = escaped(alt_text(written));
                out.push(html_event(format!("<img src=\"\0a{link}\0\" alt=\"{alt}\"{}>", title_attribute(&title))));
                state.label = true;
            }
            _ => {}
        }
    }

    fn end<'t>(&mut self, tag: TagEnd, state: &mut State, out: &mut Vec<Event<'t>>) {
        let inline = matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link);
        if !self.block && !inline {
            return;
        }
        match tag {
            TagEnd::Heading(level) => {
                let Some((_, id, title, from)) = state.heading.take() else { return };
                let id = self.heading(level, id, title.trim().to_owned());
                let level = level as u8;
                out.insert(from, html_event(format!("<h{level} id=\"{id}\">")));
                let label = escaped(title.trim());
                out.push(html_event(format!(
                    "<a class=\"anchor\" href=\"#{id}\" aria-label=\"Link to this section: {label}\"></a></h{level}>\n"
                )));
            }
            TagEnd::CodeBlock => {
                let Some((language, code)) = state.code.take() else { return };
                self.document.text.push_str(&code);
                if let Some(block) = self.document.blocks.last_mut() {
                    block.code.clone_from(&code);
                }
                let class = if language.is_empty() {
                    String::new()
                } else {
                    format!(" class=\"language-{}\"", slug(&language))
                };
                let marked = highlight(&language, code.trim_end_matches('\n'));
                out.push(html_event(format!(
                    "<div class=\"code\"><pre tabindex=\"0\"><code{class}>{marked}</code></pre></div>\n"
                )));
            }
            TagEnd::Link => {
                state.label = false;
                out.push(html_event("</a>".to_owned()));
            }
            TagEnd::Image => state.label = false,
            TagEnd::BlockQuote(_) => {
                let alert = state.alert.pop().unwrap_or(false);
                out.push(if alert { html_event("</div>\n".to_owned()) } else { Event::End(TagEnd::BlockQuote(None)) });
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
            TagEnd::HtmlBlock => {}
            tag => out.push(Event::End(tag)),
        }
    }

    fn link(&mut self, target: String, form: LinkForm, range: Range<usize>, written: &str) -> usize {
        let span = (self.place)(range, written);
        self.document.links.push(Link { target, form, span });
        self.document.links.len() - 1
    }

    fn code_block(&self, info: &str, range: Range<usize>, written: &str) -> CodeBlock {
        let first = if info.is_empty() { 0 } else { written.find('\n').map_or(written.len(), |newline| newline + 1) };
        let span = (self.place)(range.start + first..range.end, written);
        CodeBlock { info: info.to_owned(), code: String::new(), span }
    }

    fn check_heading(&mut self, level: HeadingLevel, range: Range<usize>, written: &str) {
        if level == HeadingLevel::H1 {
            self.problems.push(
                Diagnostic::error(
                    "heading-level",
                    (self.place)(range, written.trim_end()),
                    "a page has one level-one heading, its title",
                )
                .help("start the text's headings with `##`"),
            );
        }
    }

    /// Keeps a heading under an id that no other heading of the page has.
    fn heading(&mut self, level: HeadingLevel, given: Option<String>, title: String) -> String {
        let wanted = given.map(|id| slug(&id)).unwrap_or_else(|| slug(&title.replace('.', " ")));
        let wanted = if wanted.is_empty() { "section".to_owned() } else { wanted };
        let taken = |id: &str| self.document.headings.iter().any(|heading| heading.id == id);
        let numbered = (2..).map(|number| format!("{wanted}-{number}"));
        let id = std::iter::once(wanted.clone()).chain(numbered).find(|id| !taken(id)).unwrap_or(wanted);
        self.document.headings.push(Heading { level: level as u8, id: id.clone(), title });
        id
    }

    /// Prints the events and cuts the HTML at the open places.
    fn finish(mut self, events: Vec<Event>) -> Document {
        let mut html = String::new();
        push_html(&mut html, events.into_iter());
        self.notes.print(&mut html);
        let mut parts = html.split('\0');
        if let Some(first) = parts.next().filter(|first| !first.trim().is_empty()) {
            self.document.pieces.push(Piece::Html(first.to_owned()));
        }
        while let (Some(mark), Some(text)) = (parts.next(), parts.next()) {
            let number = mark[1..].parse().unwrap_or_default();
            self.document.pieces.push(if mark.starts_with('a') {
                Piece::Address(number)
            } else {
                Piece::Label(number)
            });
            if !text.is_empty() {
                self.document.pieces.push(Piece::Html(text.to_owned()));
            }
        }
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

fn alert<'t>(kind: BlockQuoteKind) -> Event<'t> {
    let (class, title) = match kind {
        BlockQuoteKind::Note => ("note", "Note"),
        BlockQuoteKind::Tip => ("tip", "Tip"),
        BlockQuoteKind::Important => ("important", "Important"),
        BlockQuoteKind::Warning => ("warning", "Warning"),
        BlockQuoteKind::Caution => ("caution", "Caution"),
    };
    html_event(format!("<div class=\"alert alert-{class}\" role=\"note\"><p class=\"alert-title\">{title}</p>\n"))
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(&mut out, text);
    out
}

fn title_attribute(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!(" title=\"{}\"", escaped(title)) }
}

/// The text between the brackets of `![text](path)`.
fn alt_text(written: &str) -> &str {
    let inner = written.strip_prefix("![").unwrap_or(written);
    inner.split(']').next().unwrap_or_default()
}
