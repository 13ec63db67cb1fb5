//! Tabs of code: blocks with the word `tab` behind their fence, which follow each other with
//! nothing between, are one piece of code in several languages. Each has its language above
//! it, so that all can be read where no script makes tabs of them.

use super::Walk;
use super::grammars::title;
use crate::diag::Diagnostic;
use pulldown_cmark::{CodeBlockKind, Event, Tag};
use std::ops::Range;

/// The word behind a fence.
const TAB: &str = "tab";

/// The tabs of the group that is open: their names, and where the fences stand.
#[derive(Default)]
pub struct Tabs {
    open: Vec<(String, Range<usize>)>,
}

/// The words behind a fence without those of a tab, and the tab's name; an empty name where
/// none is given. `js tab="Node.js"` gives `js` and `Node.js`.
pub fn split(info: &str) -> (String, Option<String>) {
    let is_end = |c: char| c == ' ' || c == ',';
    let starts = info.match_indices(TAB).map(|(at, _)| at).filter(|at| info[..*at].ends_with(is_end));
    for start in starts {
        let (before, behind) = (info[..start].trim_end_matches(is_end), &info[start + TAB.len()..]);
        let (name, rest) = match behind.strip_prefix('=') {
            None if behind.is_empty() || behind.starts_with(is_end) => ("", behind),
            None => continue,
            Some(named) => match named.strip_prefix('"').and_then(|quoted| quoted.split_once('"')) {
                Some(named) => named,
                None => named.split_at(named.find(is_end).unwrap_or(named.len())),
            },
        };
        return (format!("{before}{rest}"), Some(name.trim().to_owned()));
    }
    (info.to_owned(), None)
}

impl Walk<'_, '_> {
    /// Ends the group of tabs unless what comes is one more.
    pub(super) fn settle_tabs(&mut self, next: Option<&Event>) {
        let goes_on =
            matches!(next, Some(Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info)))) if split(info).1.is_some());
        if self.tabs.open.is_empty() || goes_on {
            return;
        }
        let tabs = std::mem::take(&mut self.tabs.open);
        self.out.push("</div>\n");
        if self.known.is_none() {
            self.check_tabs(&tabs);
        }
    }

    /// A block of code that is a tab starts, whose language is named.
    pub(super) fn open_tab(&mut self, name: &str, language: &str, at: usize) {
        if self.tabs.open.is_empty() {
            let label = self.own_word("tabs", &[]);
            self.out.block(&format!("<div class=\"tabs\" role=\"group\" aria-label=\"{label}\">\n"));
        }
        let name = if name.is_empty() { title(language) } else { name.to_owned() };
        self.out.push("<div class=\"tab\"><p class=\"tab-name\">");
        self.out.text(&name);
        self.out.push("</p>\n");
        self.tabs.open.push((name, self.first_line_at(at)));
    }

    fn check_tabs(&mut self, tabs: &[(String, Range<usize>)]) {
        if let [(_, at)] = tabs {
            let problem = Diagnostic::warning("lone-tab", self.span(at), "this tab stands alone");
            self.problems.push(problem.help(
                "put the blocks of one piece of code behind each other, with blank lines alone between; or take `tab` out",
            ));
        }
        for (number, (name, at)) in tabs.iter().enumerate() {
            if tabs[..number].iter().any(|(other, _)| other.eq_ignore_ascii_case(name)) {
                let message = format!("two of these tabs are called \"{name}\"");
                let help = "name one of them, such as `tab=\"Version 2\"`";
                self.problems.push(Diagnostic::error("repeated-tab", self.span(at), message).help(help));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_of_a_tab_is_taken_from_the_others() {
        let read = |info: &str| {
            let (words, name) = split(info);
            (words, name.unwrap_or_else(|| "none".to_owned()))
        };
        let pair = |words: &str, name: &str| (words.to_owned(), name.to_owned());
        assert_eq!(read("js tab"), pair("js", ""));
        assert_eq!(read("js, tab, aside"), pair("js, aside", ""));
        assert_eq!(read("js tab=Node"), pair("js", "Node"));
        assert_eq!(read("sh tab=\"a b\" c"), pair("sh c", "a b"));
        assert_eq!(read("sh tab=\"a b"), pair("sh b", "\"a"));
        assert_eq!(read("tab"), pair("tab", "none"));
        assert_eq!(read("js table=1 tabs"), pair("js table=1 tabs", "none"));
    }
}
