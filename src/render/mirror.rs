//! The text of a page as markdown, for readers that are programs: the main part of
//! the rendered page, so that it says what the page says, its links absolute.

use std::borrow::Cow;

/// The main part of a page as markdown. `address` is the page's own.
pub fn markdown(address: &str, html: &str) -> String {
    let main = html.split_once("<main").and_then(|(_, rest)| rest.split_once('>')).map(|(_, rest)| rest);
    let main = main.and_then(|rest| rest.split_once("</main>")).map_or(html, |(main, _)| main);
    let mut walk = Walk { address, ..Walk::default() };
    let mut rest = main;
    while let Some((text, after)) = rest.split_once('<') {
        walk.text(text);
        let Some((tag, after)) = after.split_once('>') else { break };
        rest = after;
        if let Some(name) = walk.tag(tag) {
            rest = rest.split_once(&format!("</{name}>")).map_or("", |(_, after)| after);
        }
    }
    walk.flush();
    walk.out.truncate(walk.out.trim_end().len());
    format!("{}\n\n[{address}]({address})\n", walk.out)
}

/// Elements of the page that are for the eye or for operating it.
const SKIPPED: [&str; 7] = ["svg", "form", "script", "nav", "button", "select", "search"];

/// Classes of others.
const MARKED: [&str; 3] = ["\"anchor\"", "\"eyebrow\"", "scripted"];

#[derive(Default)]
struct Walk<'a> {
    address: &'a str,
    out: String,
    /// The line that is being written.
    line: String,
    /// What stands before each line, such as the indent of a list.
    indent: Vec<&'static str>,
    /// What stands before the next line instead of the last indent.
    marker: Option<String>,
    /// For each open list the number of its next item; nothing without numbers.
    lists: Vec<Option<usize>>,
    links: Vec<Option<String>>,
    row: Option<Row>,
    pre: bool,
    heading: Option<usize>,
}

/// A row of a table.
#[derive(Default)]
struct Row {
    cells: usize,
    head: bool,
}

impl Walk<'_> {
    /// Takes a tag, without its brackets. Gives the element's name when all of it
    /// is to be left out.
    fn tag<'t>(&mut self, tag: &'t str) -> Option<&'t str> {
        let (name, attributes) = tag.split_once(|c: char| c.is_whitespace()).unwrap_or((tag, ""));
        let unseen = MARKED.iter().any(|class| attributes.contains(class));
        match name.strip_prefix('/') {
            Some(name) => self.close(name),
            None if SKIPPED.contains(&name) || unseen => return Some(name),
            None => self.open(name, attributes),
        }
        None
    }

    fn open(&mut self, name: &str, attributes: &str) {
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.block();
                self.heading = name[1..].parse().ok();
            }
            "ul" | "ol" => {
                self.block();
                self.lists.push((name == "ol").then_some(1));
            }
            "li" => self.item(),
            "dt" => {
                self.block();
                self.line.push_str("**");
            }
            "tr" => {
                self.flush();
                self.row = Some(Row::default());
            }
            "td" | "th" => {
                if let Some(row) = &mut self.row {
                    row.cells += 1;
                    row.head |= attributes.contains("scope=\"col\"");
                    self.line.push_str("| ");
                }
            }
            "pre" => {
                self.block();
                self.pre = true;
                self.out.push_str("```\n");
            }
            "blockquote" => {
                self.block();
                self.indent.push("> ");
            }
            "a" => {
                let address = attribute(attributes, "href").map(|href| absolute(self.address, &href));
                if address.is_some() {
                    self.line.push('[');
                }
                self.links.push(address);
            }
            "code" if !self.pre => self.line.push('`'),
            "b" | "strong" if self.heading.is_none() => self.line.push_str("**"),
            "em" => self.line.push('*'),
            "br" => self.line.push(' '),
            "p" | "div" | "section" | "article" | "dl" | "dd" | "table" | "aside" | "details" | "summary"
            | "header" => {
                self.block();
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "ul" | "ol" => {
                self.flush();
                self.lists.pop();
                self.part();
            }
            "table" => self.part(),
            "li" => {
                self.flush();
                self.indent.pop();
                self.marker = None;
            }
            "dt" => {
                self.line.truncate(self.line.trim_end().len());
                self.line.push_str("**");
                self.block();
            }
            "td" | "th" if self.row.is_some() => self.line.push(' '),
            "tr" => self.end_of_row(),
            "pre" => {
                self.out.truncate(self.out.trim_end().len());
                self.out.push_str("\n```\n\n");
                self.pre = false;
            }
            "blockquote" => {
                self.block();
                self.indent.pop();
            }
            "a" => {
                if let Some(Some(address)) = self.links.pop() {
                    self.line.push_str(&format!("]({address})"));
                }
            }
            "code" if !self.pre => self.line.push('`'),
            "b" | "strong" if self.heading.is_none() => self.line.push_str("**"),
            "em" => self.line.push('*'),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "p" | "div" | "section" | "article" | "dl" | "dd" | "aside"
            | "details" | "summary" => self.block(),
            _ => {}
        }
    }

    fn item(&mut self) {
        self.flush();
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        };
        self.marker = Some(marker);
        self.indent.push("  ");
    }

    fn end_of_row(&mut self) {
        let Some(row) = self.row.take() else { return };
        self.line.push('|');
        self.flush();
        if row.head {
            self.out.push_str(&format!("{}|\n", "| --- ".repeat(row.cells)));
        }
    }

    fn text(&mut self, text: &str) {
        let text = plain(text);
        if self.pre {
            self.out.push_str(&text);
            return;
        }
        for c in text.chars() {
            let c = if c.is_whitespace() { ' ' } else { c };
            if c == ' ' && (self.line.is_empty() || self.line.ends_with([' ', '['])) {
                continue;
            }
            self.line.push(c);
        }
    }

    /// Ends the line; a blank one follows outside of lists and tables.
    fn block(&mut self) {
        if self.row.is_some() || self.line.trim().is_empty() {
            return;
        }
        self.flush();
        self.part();
    }

    /// A blank line, outside of lists.
    fn part(&mut self) {
        if self.lists.is_empty() && !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        let heading = self.heading.take();
        if line.trim().is_empty() {
            return;
        }
        let kept = self.indent.len() - usize::from(self.marker.is_some());
        self.out.push_str(&self.indent[..kept].concat());
        self.out.push_str(&self.marker.take().unwrap_or_default());
        if let Some(level) = heading {
            self.out.push_str(&format!("{} ", "#".repeat(level)));
        }
        self.out.push_str(line.trim());
        self.out.push('\n');
    }
}

fn attribute(attributes: &str, name: &str) -> Option<String> {
    let (_, rest) = attributes.split_once(&format!("{name}=\""))?;
    rest.split_once('"').map(|(value, _)| plain(value).into_owned())
}

/// Text without character references.
fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&amp;", "&");
    Cow::Owned(text)
}

/// An address as it is from anywhere. `page` ends with a slash or a file's name.
fn absolute(page: &str, address: &str) -> String {
    if address.contains(':') {
        return address.to_owned();
    }
    if address.starts_with('#') {
        return format!("{page}{address}");
    }
    let mut folder = page.rsplit_once('/').map_or(page, |(folder, _)| folder);
    let mut rest = address;
    loop {
        if let Some(after) = rest.strip_prefix("../") {
            folder = folder.rsplit_once('/').map_or(folder, |(above, _)| above);
            rest = after;
        } else if let Some(after) = rest.strip_prefix("./") {
            rest = after;
        } else {
            return format!("{folder}/{rest}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_main_part_becomes_markdown() {
        let html = "<header>no</header><main id=\"m\"><h1><span>404</span> <span>Not here</span></h1>\n<p>Send <code>a&lt;b</code>, not <a href=\"../403/\">403</a>.</p>\
            <ul>\n<li>one <b>two</b>\n<p>three</p></li>\n<li>four</li></ul><table><tr><th scope=\"col\">A</th><th scope=\"col\">B</th></tr><tr><td>1</td><td>2</td></tr></table>\
            <pre><code>x\n  y</code></pre><nav>no</nav></main>no";
        let expected = "# 404 Not here\n\nSend `a<b`, not [403](https://e.example/r/403/).\n\n- one **two**\n  three\n- four\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n\n```\nx\n  y\n```\n\n[https://e.example/r/404/](https://e.example/r/404/)\n";
        assert_eq!(markdown("https://e.example/r/404/", html), expected);
    }
}
