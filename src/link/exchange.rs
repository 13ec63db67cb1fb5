//! Compares the example messages of all pages with the facts of the pages:
//! `site.yaml` says which fields hold the reason phrase, the header fields and
//! whether content is allowed.

use super::{Entry, EntryId, Linked, Value};
use crate::date::is_http_date;
use crate::diag::{Cure, Diagnostic, nearest};
use crate::model::{Exchanges, Shape};
use crate::parse::{CodeBlock, Message, Start, TextSource, broken_json, messages};
use rayon::prelude::*;
use serde_json::Value as Json;
use std::ops::Range;

/// Fields whose value is a date (RFC 9110, 9111, 8594).
const DATES: [&str; 6] = ["date", "last-modified", "expires", "if-modified-since", "if-unmodified-since", "sunset"];

/// Words behind the fence: the exchange shows another code than the page's own;
/// it shows what software really sends, right or wrong.
const ASIDE: &str = "aside";
const AS_SENT: &str = "as-sent";
const MARKS: [&str; 2] = [ASIDE, AS_SENT];

/// Checks every `http` block.
pub(super) fn check(linked: &Linked, problems: &mut Vec<Diagnostic>) {
    let Some(rules) = &linked.site.exchanges else { return };
    let found: Vec<Vec<Diagnostic>> =
        (0..linked.entries.len()).into_par_iter().map(|id| page(linked, rules, id)).collect();
    problems.extend(found.into_iter().flatten());
}

/// Checks the `http` blocks of one page.
pub(super) fn check_page(linked: &Linked, id: EntryId, problems: &mut Vec<Diagnostic>) {
    problems.extend(linked.site.exchanges.iter().flat_map(|rules| page(linked, rules, id)));
}

fn page(linked: &Linked, rules: &Exchanges, id: EntryId) -> Vec<Diagnostic> {
    let entry = &linked.entries[id];
    let Some(body) = &entry.body else { return Vec::new() };
    let source = &body.document.source;
    let blocks = body.document.exchanges.iter();
    blocks
        .flat_map(|block| {
            let mut exchange = Exchange {
                linked,
                rules,
                entry,
                block,
                source,
                marks: Vec::new(),
                is_whole: true,
                problems: Vec::new(),
            };
            exchange.read_marks();
            exchange.check();
            exchange.problems
        })
        .collect()
}

struct Exchange<'a> {
    linked: &'a Linked,
    rules: &'a Exchanges,
    entry: &'a Entry,
    block: &'a CodeBlock,
    source: &'a TextSource,
    /// The words behind the fence, misspelt ones as they were meant.
    marks: Vec<&'static str>,
    /// Whether each line is what stands at such a place.
    is_whole: bool,
    problems: Vec<Diagnostic>,
}

impl Exchange<'_> {
    fn check(&mut self) {
        let (messages, slips) = messages(&self.block.code);
        // What is content and what is not cannot be told of lines that are none.
        self.is_whole = slips.is_empty();
        for slip in slips {
            self.report(slip.at, slip.message, slip.help);
        }
        let mut method = String::new();
        for message in &messages {
            match &message.start {
                Start::Request { method: asked } => {
                    method.clone_from(asked);
                    self.request(message);
                }
                Start::Response { status, phrase } => self.response(message, status, phrase.as_deref(), &method),
            }
            self.dates(message);
        }
        self.own_code(&messages);
    }

    fn report(&mut self, at: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        self.report_cured(at, message, help, None);
    }

    /// Reports a problem with what mends it: a place, and the text that belongs there.
    fn report_cured(
        &mut self,
        at: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
        cure: Option<(Range<usize>, String)>,
    ) {
        let start = self.block.at.start;
        // Inside a list the block's lines are indented in the file: there nothing is mended.
        let exact = self.source.as_str()[start..].starts_with(&self.block.code);
        let at = self.block.place(self.source.as_str(), &at);
        let span = self.source.span(&self.entry.source, &at);
        let cure = cure.filter(|_| exact).map(|(at, text)| {
            let at = start + at.start..start + at.end;
            Box::new(Cure { span: self.source.span(&self.entry.source, &at), text })
        });
        let problem = Diagnostic::error("exchange", span, message).help(help);
        self.problems.push(Diagnostic { cure, ..problem });
    }

    /// Reads the words behind the fence. One that is nearly a mark is told and taken for it.
    fn read_marks(&mut self) {
        for word in self.block.info.split([' ', ',']).skip(1).filter(|word| !word.is_empty()) {
            let near = nearest(&word.replace('_', "-"), MARKS);
            self.marks.extend(near);
            let Some(near) = near.filter(|near| *near != word) else { continue };
            let fence = &self.source.as_str()[..self.block.at.start];
            let start = fence.rfind(word).unwrap_or(self.block.at.start);
            let span = self.source.span(&self.entry.source, &(start..start + word.len()));
            let message = format!("no mark of an exchange is called \"{word}\"");
            let help = format!("did you mean `{near}`?");
            self.problems.push(Diagnostic::error("unknown-mark", span, message).help(help));
        }
    }

    fn marked(&self, word: &str) -> bool {
        self.marks.contains(&word)
    }

    fn request(&mut self, message: &Message) {
        let version_1_1 = self.block.code[message.line.clone()].ends_with("HTTP/1.1");
        if version_1_1 && message.field("host").is_none() && !self.marked(AS_SENT) {
            self.report(
                message.line.clone(),
                "a request of HTTP/1.1 must have a Host field",
                "add `Host: api.example.com`",
            );
        }
        // A client that expects 100 (Continue) holds its content back.
        let held_back = message.content.is_empty() && message.field("expect").is_some();
        self.content(message, held_back);
    }

    fn response(&mut self, message: &Message, status: &str, phrase: Option<&str>, method: &str) {
        let no_content = method == "HEAD";
        let kind = self.linked.site.kind(&self.rules.kind);
        let code = kind.and_then(|kind| self.linked.keys[kind].get(status)).map(|id| &self.linked.entries[*id]);
        if let Some(code) = code.filter(|_| !self.marked(AS_SENT)) {
            self.phrase(message, code, phrase);
            self.header_fields(message, code);
        }
        let content = code.zip(self.rules.content.as_deref()).and_then(|(code, field)| self.value(code, field));
        let never = matches!(content, Some(Value::Text(word)) if word == "never");
        if (never || no_content) && !message.content.is_empty() {
            let why = if never {
                format!("a response with {status} never has content")
            } else {
                "a response to HEAD never has content".to_owned()
            };
            self.report(message.content_at.clone(), why, "take the content out");
        }
        self.content(message, never || no_content);
    }

    /// Whether the content is as long as its field says, and of the type. Broken JSON is
    /// told alone, since mending it changes its length.
    fn content(&mut self, message: &Message, without_content: bool) {
        if !self.is_whole {
            return;
        }
        let is_read = !message.content.is_empty() && !message.is_stand_in() && !self.marked(AS_SENT);
        let essence = essence(message);
        let is_json = is_json(&essence);
        if let Some(broken) = Some(&message.content).filter(|_| is_read && is_json).and_then(|text| broken_json(text)) {
            let start = message.content_at.start;
            self.report(
                start + broken.at.start..start + broken.at.end,
                format!("this is not JSON: {}", broken.message),
                "mend it, or write a line such as `[34 bytes of broken JSON]` in its place",
            );
            return;
        }
        self.length(message, without_content);
        if is_read {
            self.media_type(message, &essence);
        }
    }

    fn value<'a>(&self, entry: &'a Entry, field: &str) -> Option<&'a Value> {
        let at = self.linked.site.kinds[entry.kind].field(field)?;
        entry.fields.get(at).filter(|_| !entry.unsure.contains(&at))
    }

    fn phrase(&mut self, message: &Message, code: &Entry, phrase: Option<&str>) {
        let Some(Value::Text(name)) = self.value(code, &self.rules.phrase) else { return };
        let first_version = self.block.code[message.line.clone()].starts_with("HTTP/1");
        match phrase {
            Some(phrase) if !first_version => {
                let help = format!("write `HTTP/2 {}` alone", code.key);
                let version = self.block.code[message.line.clone()].split(' ').next().unwrap_or_default();
                let cure = Some((message.line.clone(), format!("{version} {}", code.key)));
                self.report_cured(
                    message.line.clone(),
                    format!("from HTTP/2 on there is no reason phrase, but this line has \"{phrase}\""),
                    help,
                    cure,
                );
            }
            Some(phrase) if phrase == name => {}
            None if !first_version => {}
            _ => {
                let help = format!(
                    "write `HTTP/1.1 {} {name}`; mark the block ```http {AS_SENT} when some software really sends it so",
                    code.key
                );
                let version = self.block.code[message.line.clone()].split(' ').next().unwrap_or_default();
                let cure = Some((message.line.clone(), format!("{version} {} {name}", code.key)));
                let message_text = format!("the name of {} is \"{name}\"", code.key);
                self.report_cured(message.line.clone(), message_text, help, cure);
                // Where all examples say otherwise, the title may be what is wrong.
                self.problems.iter_mut().rev().take(1).for_each(|problem| problem.one_cause = true);
            }
        }
    }

    /// Whether the fields are there that the code's facts call a MUST, and those
    /// are not that they call a MUST NOT.
    fn header_fields(&mut self, message: &Message, code: &Entry) {
        for (name, level) in self.required_fields(code) {
            match (level.as_str(), message.field(&name)) {
                ("MUST", None) => {
                    let help = format!("add the field, or change its level on the page {}", code.source);
                    self.report(
                        message.line.clone(),
                        format!("the facts of {} say that {name} MUST be sent", code.key),
                        help,
                    );
                }
                ("MUST NOT", Some(field)) => {
                    self.report(
                        field.line.clone(),
                        format!("the facts of {} say that {name} MUST NOT be sent", code.key),
                        "take the line out",
                    );
                }
                _ => {}
            }
        }
    }

    /// Names and levels of the fields that every response with a code carries, or
    /// must not carry.
    fn required_fields(&self, code: &Entry) -> Vec<(String, String)> {
        let kind = &self.linked.site.kinds[code.kind];
        let named = self.rules.fields.as_deref().unwrap_or_default();
        let Some(field) = kind.fields.iter().find(|field| *field.name == *named) else { return Vec::new() };
        let Shape::List(of) = &field.shape else { return Vec::new() };
        let Shape::Record(inner) = &of.shape else { return Vec::new() };
        let Some(Value::List(records)) = self.value(code, named) else { return Vec::new() };
        let text = |record: &[Value], name: &str| -> Option<String> {
            let at = inner.iter().position(|field| &*field.name == name)?;
            match record.get(at)? {
                Value::Text(text) => Some(text.clone()),
                Value::Reference(id) => Some(self.linked.entries[*id].key.clone()),
                _ => None,
            }
        };
        let records = records.iter().filter_map(|record| match record {
            Value::Record(values) => Some(values),
            _ => None,
        });
        let conditional = |record: &[Value]| {
            inner
                .iter()
                .position(|field| &*field.name == "conditional")
                .is_some_and(|at| record.get(at) == Some(&Value::Plain(Json::Bool(true))))
        };
        records
            .filter(|record| !conditional(record))
            .filter(|record| text(record, "side").as_deref() != Some("request"))
            .filter_map(|record| Some((text(record, "name")?, text(record, "level")?)))
            .collect()
    }

    /// Whether `Content-Length` counts the content.
    fn length(&mut self, message: &Message, without_content: bool) {
        let bytes = message.content_bytes();
        match message.field("content-length") {
            Some(field) if !without_content && field.value.parse() != Ok(bytes) => {
                let help = format!("write `Content-Length: {bytes}`; the last line break of the block does not count");
                let name = self.block.code[field.line.clone()].split(':').next().unwrap_or_default();
                let cure = Some((field.line.clone(), format!("{name}: {bytes}")));
                self.report_cured(field.line.clone(), format!("the content has {bytes} bytes"), help, cure);
            }
            None if without_content => {}
            None if !message.content.is_empty() && message.field("transfer-encoding").is_none() => {
                let versions = ["HTTP/1.0", "HTTP/2", "HTTP/3"];
                if !versions.iter().any(|version| self.block.code[message.line.clone()].contains(version)) {
                    let help = format!("add `Content-Length: {bytes}`");
                    let last = message.fields.last().map_or(message.line.end, |field| field.line.end);
                    let cure = Some((last..last, format!("\nContent-Length: {bytes}")));
                    let message_text = "the message has content, but does not say how much";
                    self.report_cured(message.line.clone(), message_text, help, cure);
                }
            }
            _ => {}
        }
    }

    fn dates(&mut self, message: &Message) {
        for field in &message.fields {
            let name = field.name.to_ascii_lowercase();
            let is_date = DATES.contains(&name.as_str())
                || (name == "retry-after" && !field.value.bytes().all(|byte| byte.is_ascii_digit()));
            let expired = name == "expires" && field.value == "0";
            if is_date && !expired && !is_http_date(&field.value) {
                let help = "write it as `Sun, 06 Nov 1994 08:49:37 GMT`, with the weekday that belongs to the day";
                self.report(field.line.clone(), format!("\"{}\" is not an HTTP date", field.value), help);
            }
        }
    }

    /// Whether the content is what its type says.
    fn media_type(&mut self, message: &Message, essence: &str) {
        let start = message.content.trim_start();
        let looks = if is_json(essence) {
            None
        } else if start.starts_with('{') && broken_json(&message.content).is_none() {
            Some("JSON")
        } else if start.to_ascii_lowercase().starts_with("<!doctype html") {
            Some("HTML")
        } else {
            None
        };
        let fits = match looks {
            Some("JSON") => false,
            Some("HTML") => essence == "text/html",
            _ => true,
        };
        if essence.is_empty() {
            self.report(
                message.line.clone(),
                "the message has content, but does not say of which type",
                "add a Content-Type field",
            );
        } else if !fits {
            let message_text = format!("the content is {}, but its type is \"{essence}\"", looks.unwrap_or_default());
            self.report(message.content_at.clone(), message_text, "let Content-Type name what the content is");
        }
    }

    /// Whether a page about a code shows that code.
    fn own_code(&mut self, messages: &[Message]) {
        let kind = &self.linked.site.kinds[self.entry.kind];
        let key = kind.key.as_deref().and_then(|key| kind.field(key));
        let is_sure = key.is_none_or(|key| !self.entry.unsure.contains(&key));
        let about_code = is_sure && kind.name == self.rules.kind;
        let shown: Vec<&str> = messages
            .iter()
            .filter_map(|message| match &message.start {
                Start::Response { status, .. } => Some(status.as_str()),
                Start::Request { .. } => None,
            })
            .collect();
        if about_code && !shown.is_empty() && !shown.contains(&self.entry.key.as_str()) && !self.marked(ASIDE) {
            let line = messages.last().map(|message| message.line.clone()).unwrap_or_default();
            let help = format!("let a response be {}, or mark the block ```http {ASIDE}", self.entry.key);
            self.report(
                line,
                format!("the page is about {}, but this shows {}", self.entry.key, shown.join(", ")),
                help,
            );
        }
    }
}

/// The media type of a message's content without its parameters, in lower case; empty
/// where none is given.
fn essence(message: &Message) -> String {
    let media_type = message.field("content-type").map(|field| field.value.to_ascii_lowercase()).unwrap_or_default();
    media_type.split(';').next().unwrap_or_default().trim().to_owned()
}

fn is_json(essence: &str) -> bool {
    essence == "application/json" || essence.ends_with("+json")
}
