//! Where the front matter of a page starts and ends, and what is told where it does not. What
//! stands in it is left to `front_matter`.

use crate::diag::Diagnostic;
use crate::source::Span;
use std::ops::Range;

/// The front matter of a page and the rest of the file.
pub struct Split {
    /// Where the YAML stands, or nothing when it has no start or no end.
    pub yaml: Option<Range<usize>>,
    /// Where the markdown starts.
    pub body: usize,
}

/// Finds the front matter: the lines between a first line `---` and the next
/// line `---`.
pub fn split(path: &str, text: &str, problems: &mut Vec<Diagnostic>) -> Split {
    let bom = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut offset = bom;
    let mut lines = text[bom..].split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != "---" {
        problems.push(no_front_matter(path, text, bom..bom + first.trim_end().len()));
        return Split { yaml: None, body: likely_body(text, bom) };
    }
    offset += first.len();
    let start = offset;
    for line in lines {
        if line.trim_end() == "---" {
            let end = offset + line.len();
            return Split { yaml: Some(start..offset), body: second_block(path, text, end, problems).unwrap_or(end) };
        }
        offset += line.len();
    }
    problems.push(open_front_matter(path, text, bom));
    // The text most likely starts behind the first blank line. With it, links to
    // its headings are not dead as well.
    let body = ["\n\n", "\n\r\n"].iter().filter_map(|blank| text[start..].find(blank)).min();
    Split { yaml: None, body: body.map_or(text.len(), |at| start + at) }
}

/// Where a second block of fields right below the front matter ends, which is reported.
fn second_block(path: &str, text: &str, end: usize, problems: &mut Vec<Diagnostic>) -> Option<usize> {
    let rest = text[end..].trim_start();
    let opening = text.len() - rest.len();
    let fields = rest.strip_prefix("---\n")?;
    let (block, _) = fields.split_once("\n---\n").or_else(|| Some((fields.strip_suffix("\n---")?, "")))?;
    let is_field = |line: &str| {
        let name = line.split_once(':').filter(|(_, value)| value.is_empty() || value.starts_with(' '));
        name.is_some_and(|(name, _)| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'))
    };
    let is_inner = |line: &str| line.is_empty() || line.starts_with([' ', '#', '-']);
    if !block.lines().next().is_some_and(is_field) || !block.lines().all(|line| is_field(line) || is_inner(line)) {
        return None;
    }
    let message = "a second block of fields starts here, where the front matter has ended";
    problems.push(
        Diagnostic::error("second-front-matter", Span::new(path, opening..opening + 3), message)
            .help("move its fields into the first block, and take its two lines `---` out; a line across is `***`"),
    );
    Some((opening + "---\n".len() + block.len() + "\n---\n".len()).min(text.len()))
}

/// Where the text most likely starts in a file whose front matter does not start as it
/// should: behind the line that ends it. Else fields would be told as text.
fn likely_body(text: &str, start: usize) -> usize {
    let space = text[start..].len() - text[start..].trim_start().len();
    let fields = start + space + if text[start + space..].starts_with("---\n") { 4 } else { 0 };
    text[fields..].find("\n---\n").map_or(start, |at| fields + at + 5)
}

fn no_front_matter(path: &str, text: &str, first: Range<usize>) -> Diagnostic {
    let space = text[first.start..].len() - text[first.start..].trim_start().len();
    if text[first.start + space..].starts_with("---\n") {
        let span = Span::new(path, first.start + space..first.start + space + 3);
        return Diagnostic::error("no-front-matter", span, "front matter starts with the first character of the file")
            .help("take out the spaces and blank lines that stand before this line");
    }
    Diagnostic::error("no-front-matter", Span::new(path, first), "this page does not start with front matter")
        .help("start the file with a line `---`, the fields, and another line `---`; `statuary new` writes such a file")
}

/// That front matter has no end; where a line looks like one, that line is told.
fn open_front_matter(path: &str, text: &str, start: usize) -> Diagnostic {
    let is_like_end = |line: &str| {
        let dashes = line.trim();
        dashes.chars().count() > 1 && dashes.chars().all(|c| matches!(c, '-' | '–' | '—' | '='))
    };
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if at > start && is_like_end(line) {
            let span = Span::new(path, at..at + line.trim_end().len());
            let message = format!("front matter ends with a line `---`, and this line is `{}`", line.trim_end());
            return Diagnostic::error("open-front-matter", span, message)
                .help("write three plain hyphens, without a space before them");
        }
        at += line.len();
    }
    let span = Span::new(path, start..start + 3);
    Diagnostic::error("open-front-matter", span, "the front matter that starts here has no end")
        .help("put a line `---` between the last field and the text")
}
