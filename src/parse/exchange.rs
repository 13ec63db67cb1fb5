//! HTTP messages as they stand in a fenced `http` block: requests and responses,
//! one after the other, a blank line between them.
//!
//! This is the grammar of RFC 9112, known here as the grammar of JSON is known
//! elsewhere. What a status code means is the content's business.

use std::ops::Range;

/// A message of an exchange. All places are byte ranges of the block's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What kind of message it is.
    pub start: Start,
    /// Where its first line stands.
    pub line: Range<usize>,
    /// Its field lines.
    pub fields: Vec<FieldLine>,
    /// Its content, without the line break before what follows.
    pub content: String,
    /// Where its content stands.
    pub content_at: Range<usize>,
}

/// The first line of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// A request line.
    Request {
        /// The method.
        method: String,
    },
    /// A status line.
    Response {
        /// The status code.
        status: String,
        /// The reason phrase; nothing where none is written.
        phrase: Option<String>,
    },
}

/// A field line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldLine {
    /// The name as written.
    pub name: String,
    /// The value without white space around it.
    pub value: String,
    /// Where the line stands.
    pub line: Range<usize>,
}

/// Something that no message can have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Where it stands.
    pub at: Range<usize>,
    /// What is wrong.
    pub message: &'static str,
    /// What would be right.
    pub help: &'static str,
}

impl Message {
    /// The value of a field, whatever the case of its name.
    pub fn field(&self, name: &str) -> Option<&FieldLine> {
        self.fields.iter().find(|field| field.name.eq_ignore_ascii_case(name))
    }

    /// How many bytes of content stand for: a line `[1024 bytes of video]` is as
    /// long as it says.
    pub fn content_bytes(&self) -> usize {
        let inner = self.content.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
        let counted = inner.and_then(|text| text.split_once(" bytes")).and_then(|(count, _)| count.parse().ok());
        counted.unwrap_or(self.content.len())
    }

    /// Whether the content is a line that stands for bytes which are not shown.
    pub fn is_stand_in(&self) -> bool {
        self.content.starts_with('[') && self.content.ends_with(']') && self.content.contains(" bytes")
    }
}

/// Reads all messages of a block.
pub fn messages(text: &str) -> (Vec<Message>, Vec<Slip>) {
    let mut slips = Vec::new();
    let read = parts(text).into_iter().filter_map(|part| message(text, part, &mut slips)).collect();
    (read, slips)
}

/// The parts of a block that are one message each. A response starts wherever a
/// line starts with its version.
fn parts(text: &str) -> Vec<Range<usize>> {
    let mut starts = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        if starts.is_empty() && !line.trim().is_empty() || line.starts_with("HTTP/") {
            starts.push(offset);
        }
        offset += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

fn message(text: &str, part: Range<usize>, slips: &mut Vec<Slip>) -> Option<Message> {
    let whole = text[part.clone()].trim_end_matches('\n');
    let (head, content) = whole.split_once("\n\n").unwrap_or((whole, ""));
    let content_start = part.start + whole.len() - content.len();
    let mut offset = part.start;
    let mut lines = head.split('\n');
    let first = lines.next().unwrap_or_default();
    let line = offset..offset + first.len();
    offset = line.end + 1;
    let start = start_line(first, line.clone(), slips)?;
    let mut fields = Vec::new();
    for text in lines {
        let at = offset..offset + text.len();
        offset = at.end + 1;
        match text.split_once(':') {
            Some((name, value)) if is_token(name) => {
                fields.push(FieldLine { name: name.to_owned(), value: value.trim().to_owned(), line: at });
            }
            _ => slips.push(Slip {
                at,
                message: "this is not a field line",
                help: "write a name, a colon and a value; a blank line ends the field lines",
            }),
        }
    }
    Some(Message {
        start,
        line,
        fields,
        content: content.to_owned(),
        content_at: content_start..content_start + content.len(),
    })
}

fn start_line(line: &str, at: Range<usize>, slips: &mut Vec<Slip>) -> Option<Start> {
    let mut slip = |message, help| {
        slips.push(Slip { at: at.clone(), message, help });
        None
    };
    if line.starts_with("HTTP/") {
        let mut words = line.splitn(3, ' ');
        let version = words.next().unwrap_or_default();
        let status = words.next().unwrap_or_default();
        let digits = status.len() == 3 && status.bytes().all(|byte| byte.is_ascii_digit());
        if !is_version(version) || !digits {
            return slip(
                "this is not a status line",
                "write the version, the code and its name, such as `HTTP/1.1 200 OK`",
            );
        }
        let phrase = words.next().map(str::to_owned).filter(|phrase| !phrase.is_empty());
        return Some(Start::Response { status: status.to_owned(), phrase });
    }
    match line.split(' ').collect::<Vec<_>>()[..] {
        [method, target, version] if is_token(method) && !target.is_empty() && is_version(version) => {
            Some(Start::Request { method: method.to_owned() })
        }
        _ => slip(
            "this is not a request line",
            "write the method, the target and the version, such as `GET /path HTTP/1.1`",
        ),
    }
}

fn is_version(text: &str) -> bool {
    matches!(text, "HTTP/1.0" | "HTTP/1.1" | "HTTP/2" | "HTTP/3")
}

/// A token of RFC 9110 section 5.6.2.
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exchange_is_read_message_by_message() {
        let text = "PUT /a HTTP/1.1\nHost: b\n\n{}\n\nHTTP/1.1 100 Continue\n\nHTTP/1.1 201 Created\nLocation: /a\n";
        let (messages, slips) = messages(text);
        assert_eq!(slips, []);
        assert_eq!(messages.len(), 3);
        assert_eq!(messages[0].content, "{}");
        assert_eq!(&text[messages[0].content_at.clone()], "{}");
        assert_eq!(messages[2].field("location").map(|field| &text[field.line.clone()]), Some("Location: /a"));
    }

    #[test]
    fn a_line_may_stand_for_bytes() {
        let (messages, _) = messages("HTTP/1.1 200 OK\n\n[1024 bytes of video/mp4]\n");
        assert!(messages[0].is_stand_in());
        assert_eq!(messages[0].content_bytes(), 1024);
    }

    #[test]
    fn slips_have_places() {
        let text = "HTTP/1.1 2OO OK\n\nHTTP/1.1 200 OK\nno field\n";
        let (_, slips) = messages(text);
        assert_eq!(
            slips.iter().map(|slip| &text[slip.at.clone()]).collect::<Vec<_>>(),
            ["HTTP/1.1 2OO OK", "no field"]
        );
    }
}
