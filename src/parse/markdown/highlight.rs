//! Colours for fenced code, put in at build time so that no script is needed. Messages, JSON
//! and commands are read here: quickly, and command lines by what readers look for in them.
//! Other languages have grammars.

use super::grammars;
use super::marked::Marked;

/// Appends code of a language as HTML. The visible text is exactly the code, which is shown
/// as it is where nobody knows the language.
pub fn highlight(language: &str, code: &str, html: &mut String) {
    let mut out = Marked::new(html);
    match reader(language) {
        Some(read) => read(code, &mut out),
        None => grammars::mark(language, code, &mut out),
    }
    out.close();
}

/// Whether code of a language has colours.
pub fn has_colours(language: &str) -> bool {
    reader(language).is_some() || grammars::knows(language)
}

/// The languages that are read here, and by what.
type Read = fn(&str, &mut Marked);
pub const READ_HERE: [(&str, Read); 16] = [
    ("bash", shell),
    ("bash-session", shell),
    ("console", shell),
    ("curl", shell),
    ("http", http),
    ("json", json),
    ("json5", json),
    ("jsonc", json),
    ("jsonl", json),
    ("jsonld", json),
    ("ndjson", json),
    ("sh", shell),
    ("shell", shell),
    ("shell-session", shell),
    ("shellsession", shell),
    ("zsh", shell),
];

fn reader(language: &str) -> Option<Read> {
    READ_HERE.iter().find(|(name, _)| *name == language).map(|(_, read)| *read)
}

/// Messages: a start line, field lines, a blank line, content.
fn http(code: &str, out: &mut Marked) {
    let mut in_head = true;
    let mut is_json = false;
    // Where the content starts that has not been printed yet, and where it ends.
    let (mut content, mut end_of_line) = (0, 0);
    let mut start = true;
    for line in code.split_inclusive('\n') {
        let line_start = end_of_line;
        end_of_line += line.len();
        let (text, end) = line.strip_suffix('\n').map_or((line, ""), |text| (text, "\n"));
        if !in_head && text.starts_with("HTTP/") {
            message_content(&code[content..line_start], is_json, out);
            (in_head, start, is_json) = (true, true, false);
        }
        if !in_head {
            continue;
        }
        content = end_of_line;
        if text.is_empty() {
            in_head = start;
            out.plain(end);
            continue;
        }
        if start {
            start_line(text, out);
        } else if let Some((name, value)) = text.split_once(':') {
            is_json |= name.eq_ignore_ascii_case("content-type") && value.contains("json");
            out.token("name", name);
            out.token("punctuation", ":");
            out.token("value", value);
        } else {
            out.plain(text);
        }
        start = false;
        out.plain(end);
    }
    message_content(&code[content..], is_json, out);
}

fn message_content(content: &str, is_json: bool, out: &mut Marked) {
    if is_json {
        json(content, out);
    } else {
        out.plain(content);
    }
}

fn start_line(line: &str, out: &mut Marked) {
    if let Some((version, status)) = line.split_once(' ').filter(|_| line.starts_with("HTTP/")) {
        out.token("version", version);
        out.plain(" ");
        out.token("status", status);
        return;
    }
    let mut words = line.splitn(3, ' ');
    for (class, before) in [("method", ""), ("target", " "), ("version", " ")] {
        if let Some(word) = words.next() {
            out.plain(before);
            out.token(class, word);
        }
    }
}

fn json(code: &str, out: &mut Marked) {
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        let (class, len) = match c {
            '"' => {
                let len = string_len(rest);
                let key = rest[len..].trim_start().starts_with(':');
                (if key { "key" } else { "string" }, len)
            }
            '-' | '0'..='9' => ("number", run(rest, |c| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.'))),
            '{' | '}' | '[' | ']' | ',' | ':' => ("punctuation", 1),
            c if c.is_ascii_alphabetic() => {
                let len = run(rest, |c| c.is_ascii_alphabetic());
                (if matches!(&rest[..len], "true" | "false" | "null") { "keyword" } else { "" }, len)
            }
            c => ("", c.len_utf8()),
        };
        let (token, after) = rest.split_at(len);
        out.token(class, token);
        rest = after;
    }
}

/// The length of a quoted string with its quotes, up to the end when it is open.
fn string_len(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            _ => escaped = c == '\\' && !escaped,
        }
    }
    text.len()
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

fn shell(code: &str, out: &mut Marked) {
    for line in code.split_inclusive('\n') {
        let (text, end) = line.strip_suffix('\n').map_or((line, ""), |text| (text, "\n"));
        shell_line(text, out);
        out.plain(end);
    }
}

fn shell_line(line: &str, out: &mut Marked) {
    let mut rest = line;
    let mut command = true;
    if let Some(after) = rest.strip_prefix("$ ") {
        out.token("punctuation", "$ ");
        rest = after;
    }
    while let Some(c) = rest.chars().next() {
        let (class, len) = match c {
            '#' => ("comment", rest.len()),
            '\'' => ("string", rest[1..].find('\'').map_or(rest.len(), |at| at + 2)),
            '"' => ("string", string_len(rest)),
            '$' => ("variable", 1 + run(&rest[1..], |c| c.is_alphanumeric() || matches!(c, '_' | '{' | '}'))),
            '|' | '&' | ';' | '<' | '>' | '\\' => ("punctuation", 1),
            c if c.is_whitespace() => ("", c.len_utf8()),
            c => {
                let len = run(rest, |c| !c.is_whitespace() && !matches!(c, '|' | '&' | ';' | '\'' | '"' | '$'))
                    .max(c.len_utf8());
                (
                    if c == '-' {
                        "option"
                    } else if command {
                        "keyword"
                    } else {
                        ""
                    },
                    len,
                )
            }
        };
        command = matches!(c, '|' | '&' | ';') || (command && c.is_whitespace());
        let (token, after) = rest.split_at(len);
        out.token(class, token);
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text that a reader sees.
    fn visible(html: &str) -> String {
        let mut text = String::new();
        let mut inside = false;
        for c in html.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                c if !inside => text.push(c),
                _ => {}
            }
        }
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
    }

    fn marked(language: &str, code: &str) -> String {
        let mut html = String::new();
        highlight(language, code, &mut html);
        html
    }

    #[test]
    fn a_message_is_marked_part_by_part() {
        assert_eq!(
            marked(
                "http",
                "GET /a HTTP/1.1\nHost: b\n\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"a\": 1}\n"
            ),
            "<span class=\"t-method\">GET</span> <span class=\"t-target\">/a</span> <span class=\"t-version\">HTTP/1.1</span>\n\
             <span class=\"t-name\">Host</span><span class=\"t-punctuation\">:</span><span class=\"t-value\"> b</span>\n\n\
             <span class=\"t-version\">HTTP/1.1</span> <span class=\"t-status\">200 OK</span>\n\
             <span class=\"t-name\">Content-Type</span><span class=\"t-punctuation\">:</span><span class=\"t-value\"> application/json</span>\n\n\
             <span class=\"t-punctuation\">{</span><span class=\"t-key\">\"a\"</span><span class=\"t-punctuation\">:</span> <span class=\"t-number\">1</span><span class=\"t-punctuation\">}</span>\n"
        );
    }

    #[test]
    fn tokens_of_one_class_share_an_element() {
        assert_eq!(marked("json", "[\n  {}\n]\n"), "<span class=\"t-punctuation\">[\n  {}\n]</span>\n");
    }

    #[test]
    fn marking_never_changes_the_visible_text() {
        let samples = [
            "{\"a\\\"b\": [-1.5e3, tru, \"open",
            "$ curl -X POST 'http://a' | jq \"$x\" # <b>",
            "ä: ö\n\n<&>\nHTTP/1.1 9",
            "HTTP/1.1 200 OK\nA: b\n\n  one\n\n two\n\nHTTP/1.1 201 Created\n\n \n",
        ];
        for sample in samples {
            for language in ["http", "json", "sh", "other"] {
                assert_eq!(visible(&marked(language, sample)), sample, "{language}");
            }
        }
    }
}
