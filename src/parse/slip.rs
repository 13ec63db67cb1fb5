//! What is wrong with a text that the YAML parser refuses, and where. The parser stops where
//! it cannot go on, which is often lines behind the slip, and says what it wanted there; here
//! the slip itself is looked for around that place.

use super::marks::{Mark, walk};
use super::yaml::Broken;
use crate::diag::Diagnostic;
use crate::source::Span;
use std::ops::Range;

/// A text that was refused, and where.
struct Refused<'a> {
    text: &'a str,
    /// What the parser says.
    message: &'a str,
    /// Where it stopped.
    at: usize,
    /// The line there, without its indent and what stands behind its last word.
    line: Range<usize>,
    /// The line with words before that.
    before: Range<usize>,
}

/// A slip: where it is, what is wrong, and what would be right.
type Slip = (Range<usize>, String, String);

/// What is looked for, the surest signs first.
const LOOKS: [fn(&Refused) -> Option<Slip>; 11] = [
    tab,
    strange_space,
    merge_key,
    open_quote,
    special_start,
    text_in_braces,
    comma_or_bracket,
    block_text,
    colon,
    curly_quote,
    indent,
];

/// How many lines above the parser's place are searched.
const NEAR: usize = 3;

/// The problem of a part of a file that is no YAML.
pub fn slip(path: &str, file: &str, range: &Range<usize>, broken: &Broken) -> Diagnostic {
    let text = &file[range.clone()];
    let in_file = |place: &Range<usize>| Span::new(path, range.start + place.start..range.start + place.end);
    if let Some(line) = merge_mark(text) {
        return Diagnostic::error("merge-leftover", in_file(&line), "a merge left its marks here")
            .help("keep one of the two sides, and take out the lines `<<<<<<<`, `=======` and `>>>>>>>`");
    }
    let refused = Refused::new(text, broken);
    let (place, message, help) = LOOKS.iter().find_map(|look| look(&refused)).unwrap_or_else(|| unclear(&refused));
    Diagnostic::error("yaml", in_file(&place), format!("this is not valid YAML: {message}")).help(help)
}

impl<'a> Refused<'a> {
    fn new(text: &'a str, broken: &'a Broken) -> Refused<'a> {
        // The parser often stops behind the slip, at the end of all; what counts is the last
        // line with words.
        let at = match text[broken.offset.min(text.len())..].trim_start() {
            "" => text.trim_end().len(),
            _ => broken.offset,
        };
        let line = words_of_line(text, at);
        let before = lines_above(text, line.start).next().unwrap_or(0..0);
        Refused { text, message: &broken.message, at, line, before }
    }

    fn says(&self, part: &str) -> bool {
        self.message.contains(part)
    }

    /// The line of the place and those above it that are searched, the nearest first.
    fn near(&self) -> impl Iterator<Item = Range<usize>> {
        [self.line.clone()].into_iter().chain(lines_above(self.text, self.line.start).take(NEAR))
    }

    /// Where a line with these words starts.
    fn start_of(&self, line: &Range<usize>) -> usize {
        self.text[..line.start].rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// How far a line is indented.
    fn indent_of(&self, line: &Range<usize>) -> usize {
        line.start - self.start_of(line)
    }
}

/// The words of the line with an offset in it.
fn words_of_line(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let words = text[start..end].trim_start_matches([' ', '\t']);
    end - words.len()..start + text[start..end].trim_end().len().max(end - words.len() - start)
}

/// The lines above a place that say something, the nearest first.
fn lines_above(text: &str, place: usize) -> impl Iterator<Item = Range<usize>> {
    let mut end = text[..place].rfind('\n').unwrap_or(0);
    std::iter::from_fn(move || {
        let line = (end > 0).then(|| words_of_line(text, end))?;
        end = text[..line.start].rfind('\n').unwrap_or(0);
        Some(line)
    })
    .filter(|line| !line.is_empty() && !text[line.clone()].starts_with('#'))
}

/// The first line that a merge left behind where two sides differ.
fn merge_mark(text: &str) -> Option<Range<usize>> {
    let is_mark = |line: &str| {
        ["<<<<<<< ", ">>>>>>> ", "||||||| "].iter().any(|mark| line.starts_with(mark)) || line.trim_end() == "======="
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if is_mark(line) {
            return Some(at..at + line.trim_end().len());
        }
        at += line.len();
    }
    None
}

/// A tab in the indent.
fn tab(refused: &Refused) -> Option<Slip> {
    let found = refused.near().find_map(|line| {
        let start = refused.start_of(&line);
        refused.text[start..line.start].find('\t').map(|at| start + at)
    })?;
    let tabs = refused.text[found..].bytes().take_while(|byte| *byte == b'\t').count();
    Some((found..found + tabs, "a tab stands here".to_owned(), "indent with spaces; YAML takes no tabs".to_owned()))
}

/// A space of another sort in the indent, in a name or behind its colon.
fn strange_space(refused: &Refused) -> Option<Slip> {
    let found = refused.near().find_map(|line| {
        let end = refused.text[line.clone()].find(": ").map_or(line.end, |colon| line.start + colon);
        let mut chars = refused.text[line.start..end].char_indices();
        chars.find(|(_, c)| strange(*c).is_some()).map(|(at, c)| (line.start + at, c))
    })?;
    let (at, c) = found;
    let (name, cure) = strange(c)?;
    Some((
        at..at + c.len_utf8(),
        format!("{name} (U+{:04X}) stands here", u32::from(c)),
        format!("{cure}; YAML knows only the plain one"),
    ))
}

/// What a space is called that is none of YAML's, and what to do with it.
pub fn strange(c: char) -> Option<(&'static str, &'static str)> {
    match c {
        '\u{a0}' | '\u{202f}' | '\u{2007}' => Some(("a no-break space", "write a plain space")),
        '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' => {
            Some(("an invisible character", "take it out"))
        }
        '\u{2000}'..='\u{200a}' | '\u{3000}' => Some(("a space of another width", "write a plain space")),
        _ => None,
    }
}

/// `<<: *anchor`.
fn merge_key(refused: &Refused) -> Option<Slip> {
    let is_merge = refused.text[refused.line.clone()].starts_with("<<:");
    is_merge.then(|| {
        let at = refused.line.start..refused.line.start + 2;
        let help = "write the fields out; `name: *anchor` repeats a whole value that `&anchor` names";
        (at, "`<<` merges nothing here".to_owned(), help.to_owned())
    })
}

/// A text in quotes that is not closed, or behind which more stands.
fn open_quote(refused: &Refused) -> Option<Slip> {
    let text = refused.text;
    let mut found = None;
    walk(text, |mark| {
        let Mark::Quoted(start, end) = mark else { return true };
        let behind = text[end.min(text.len())..].get(1..).unwrap_or_default();
        let line = behind.lines().next().unwrap_or_default().trim_start();
        let goes_on = !(line.is_empty() || line.starts_with([',', ']', '}', ':', '#']));
        if start > refused.at || (end < text.len() && !goes_on) {
            return start <= refused.at;
        }
        found = Some((start, end, goes_on));
        false
    });
    let (start, end, goes_on) = found?;
    let quote = &text[start..start + 1];
    if !goes_on || text[start..end].contains('\n') {
        let line_end = text[start..].find('\n').map_or(text.len(), |end| start + end);
        let message = format!("the `{quote}` that opens here is not closed");
        return Some((start..line_end, message, format!("put a `{quote}` behind the last word of the value")));
    }
    let help = match quote {
        "'" => "write an apostrophe twice inside single quotes, or put the value in double ones",
        _ => "put the whole value in quotes, and write `\\\"` for one inside",
    };
    Some((end..end + 1, format!("this `{quote}` ends the text in quotes, and more stands behind it"), help.to_owned()))
}

/// A value that starts with a character that means something else there.
fn special_start(refused: &Refused) -> Option<Slip> {
    let is_sign = |text: &str| text.starts_with(['*', '&', '@', '`', '%', '!', '|', '>']);
    let told = ["alphabetic or numeric", "unknown anchor", "cannot start any token", "the tag", "block scalar"];
    if !told.iter().any(|part| refused.says(part)) {
        return None;
    }
    let line = &refused.text[refused.line.clone()];
    let behind =
        [": ", "- ", "[", ", "].iter().flat_map(|mark| line.match_indices(mark).map(|(at, mark)| at + mark.len()));
    let at = behind.chain([0]).filter(|at| is_sign(&line[*at..])).min()?;
    let (start, written) = (refused.line.start + at, &line[at..]);
    let sign = &written[..1];
    let message = match sign {
        "!" => refused.message.to_owned(),
        _ => format!("a value that starts with {sign} is no text"),
    };
    let quoted = written.replace('"', "\\\"");
    Some((start..refused.line.end, message, format!("put it in quotes: \"{quoted}\"")))
}

/// A text that begins with braces or brackets, which YAML takes for a mapping or a list.
fn text_in_braces(refused: &Refused) -> Option<Slip> {
    let line = &refused.text[refused.line.clone()];
    let at = line.find(": ").map(|at| at + 2).filter(|at| line[*at..].starts_with(['{', '[']))?;
    let close = if line[at..].starts_with('{') { '}' } else { ']' };
    let end = at + line[at..].find(close)? + 1;
    let behind = line[end..].trim_start();
    let goes_on = !behind.is_empty() && !behind.starts_with(['#', ',', '}', ']', ':']);
    let written = &line[at..];
    let message = format!("a text that starts with {} has to be in quotes", &written[..1]);
    let help = format!("write \"{}\"", written.replace('"', "\\\""));
    (goes_on && refused.at >= refused.line.start + end).then_some((
        refused.line.start + at..refused.line.end,
        message,
        help,
    ))
}

/// A text below `>-` or `|` that is not indented.
fn block_text(refused: &Refused) -> Option<Slip> {
    let opens = |line: &Range<usize>| {
        let last = refused.text[line.clone()].rsplit(' ').next().unwrap_or_default();
        [">", ">-", ">+", "|", "|-", "|+"].contains(&last)
    };
    let mut lines = refused.near();
    let mut line = lines.next()?;
    for above in lines {
        if opens(&above) {
            let is_below = refused.indent_of(&line) <= refused.indent_of(&above);
            let message = "this text is not indented, and so it does not belong to the name above".to_owned();
            let help = "indent each of its lines further than the name".to_owned();
            return is_below.then_some((line, message, help));
        }
        line = above;
    }
    None
}

/// A comma that is missing inside brackets, or a bracket that is not closed.
fn comma_or_bracket(refused: &Refused) -> Option<Slip> {
    let (mut open, mut is_closed) = (Vec::new(), false);
    let mut around: Option<(usize, usize)> = None;
    walk(refused.text, |mark| {
        match mark {
            Mark::Open(at) if at < refused.at => open.push(at),
            Mark::Close(at) if at < refused.at => drop(open.pop()),
            Mark::Open(_) | Mark::Close(_) if around.is_none() => {
                around = open.last().map(|from| (*from, open.len()));
                is_closed = matches!(mark, Mark::Close(at) if refused.line.contains(&at));
                return false;
            }
            _ => {}
        }
        true
    });
    let start = *open.last()?;
    if is_closed && refused.line.contains(&start) {
        let word = refused.text[..refused.at].trim_end().rfind([' ', ',', '[', '{']).map_or(refused.at, |at| at + 1);
        let message = "a comma is missing before this".to_owned();
        let help = "put a comma between the entries of what stands in brackets".to_owned();
        return Some((word..refused.line.end, message, help));
    }
    let bracket = &refused.text[start..start + 1];
    let closing = if bracket == "[" { "]" } else { "}" };
    let line_end = refused.text[start..].find('\n').map_or(refused.text.len(), |end| start + end);
    let message = format!("the `{bracket}` that opens here is not closed");
    let help = format!("add `{closing}` behind its last entry, or put the value in quotes when it is text");
    Some((start..line_end, message, help))
}

/// A line without its colon, or without the space behind it; a colon in a value.
fn colon(refused: &Refused) -> Option<Slip> {
    let text = refused.text;
    let is_in_value = text[refused.start_of(&refused.line)..refused.at.max(refused.line.start)].contains(": ");
    let lacks = |line: &Range<usize>| {
        let words = &text[line.clone()];
        !words.is_empty() && !words.contains(": ") && !words.ends_with(':')
    };
    let wants_colon = refused.says("could not find expected ':'");
    let goes_on = refused.says("mapping values are not allowed") && !is_in_value;
    if wants_colon || goes_on {
        let lines = [refused.before.clone(), refused.line.clone()];
        let line = lines.into_iter().find(|line| lacks(line) && (wants_colon || *line == refused.before))?;
        let dash = if text[line.clone()].starts_with("- ") { 2 } else { 0 };
        let words = &text[line.start + dash..line.end];
        let (name, value, message) = match words.split_once(':') {
            Some((name, value)) => (name, value, "no space stands behind the colon"),
            None => match words.split_once(char::is_whitespace) {
                Some((name, value)) => (name, value, "this line has no colon"),
                None => (words, "…", "this line has no colon"),
            },
        };
        let help = format!("write `{name}: {}`", value.trim());
        return Some((line.start + dash..line.end, message.to_owned(), help));
    }
    (is_in_value && refused.says("mapping values are not allowed") && curly_quote(refused).is_none()).then(|| {
        let help = "put the value in quotes when it holds a colon followed by a space";
        (refused.at..refused.line.end, refused.message.to_owned(), help.to_owned())
    })
}

/// A value that starts with a curly quote.
fn curly_quote(refused: &Refused) -> Option<Slip> {
    let line = &refused.text[refused.line.clone()];
    let at = line.find(": ").map(|at| at + 2).filter(|at| line[*at..].starts_with(['“', '„', '‘', '”', '’']))?;
    let message = "curly quotes quote nothing in YAML".to_owned();
    Some((refused.line.start + at..refused.line.end, message, "write straight ones: `\"…\"`".to_owned()))
}

/// A line that is indented otherwise than its neighbours.
fn indent(refused: &Refused) -> Option<Slip> {
    let told = ["did not find expected", "mapping values are not allowed", "block end", "could not find expected"];
    if !told.iter().any(|part| refused.says(part)) {
        return None;
    }
    let (text, line) = (refused.text, &refused.line);
    let is_item = |line: &Range<usize>| text[line.clone()].starts_with("- ") || &text[line.clone()] == "-";
    let own = refused.indent_of(line);
    let alike = lines_above(text, line.start).filter(|above| is_item(above) == is_item(line));
    let near = alike.map(|above| refused.indent_of(&above)).find(|other| other.abs_diff(own) <= 2)?;
    if near == own {
        return None;
    }
    let spaces = |number: usize| match number {
        0 => "not at all".to_owned(),
        1 => "by one space".to_owned(),
        many => format!("by {many} spaces"),
    };
    if is_item(line) {
        let message =
            format!("the `-` of this entry is indented {}, those of its neighbours {}", spaces(own), spaces(near));
        let help = match near {
            0 => "begin each `-` of the list at the start of its line".to_owned(),
            1 => "put one space before each `-` of the list".to_owned(),
            many => format!("put {many} spaces before each `-` of the list"),
        };
        return Some((line.clone(), message, help));
    }
    let message = format!("this line is indented {}, and the one that it belongs to {}", spaces(own), spaces(near));
    Some((line.clone(), message, "begin lines that belong together in one column".to_owned()))
}

/// What is told when no slip is found: the parser's own words.
fn unclear(refused: &Refused) -> Slip {
    let looks_broken = ["did not find expected", "unexpected end of stream", "mapping values are not allowed"];
    let help = match looks_broken.iter().any(|part| refused.says(part)) {
        true => {
            "look for a missing quote, bracket or comma, or a line that is indented otherwise than its neighbours, here or on the line before"
        }
        false => "write `name: value` lines; put text with special characters in quotes",
    };
    (refused.at..refused.line.end.max(refused.at), refused.message.to_owned(), help.to_owned())
}
