//! Headings: each has an id of its own, given as `{#id}` or made from its text, and
//! a link to itself.
//!
//! An id that is given is published as it is written, and goes before those that are
//! made. So no id is known before the whole text is read; the page is printed from the
//! ids that were found then.

use super::Walk;
use crate::diag::Diagnostic;
use crate::parse::document::{Change, Heading, Published};
use crate::text::{composed, slug};
use pulldown_cmark::HeadingLevel;
use std::collections::BTreeSet;
use std::ops::Range;

/// A heading that is open.
pub struct Open {
    pub heading: Heading,
    /// The id in braces behind its text, and where they stand.
    given: Option<Given>,
    /// Where its text starts in the output.
    from: usize,
}

/// `{#id}` behind a heading.
struct Given {
    id: String,
    /// Where it stands, with the space before it.
    place: Range<usize>,
}

impl Open {
    /// Where the heading's text ends, when braces with an id stand behind it.
    pub fn end_of_text(&self) -> Option<usize> {
        self.given.as_ref().map(|given| given.place.start)
    }
}

impl Walk<'_, '_> {
    /// A heading starts.
    pub(super) fn open_heading(&mut self, level: HeadingLevel, at: Range<usize>) {
        let end = at.start + self.text[at.clone()].trim_end().len();
        let at = at.start..end;
        let level = level as u8;
        if self.known.is_none() {
            self.check_level(level, &at);
        }
        self.out.line();
        let given = self.given_id(&at);
        let heading = Heading { level, id: String::new(), title: String::new(), at };
        self.heading = Some(Open { heading, given, from: self.out.end() });
    }

    fn check_level(&mut self, level: u8, at: &Range<usize>) {
        let above = std::mem::replace(&mut self.level, level);
        let underline = self.text[at.clone()].rfind('\n').map(|newline| at.start + newline + 1);
        match (level, underline) {
            (1, Some(line)) if is_divider(&self.text[at.start..line], &self.text[line..at.end]) => {
                self.refuse_merge(&(line..at.end));
            }
            (1, _) => self.problems.push(
                Diagnostic::error("heading-level", self.span(at), "a page has one level-one heading, its title")
                    .help("start the text's headings with `##`"),
            ),
            (2, Some(line)) if &self.text[line..at.end] == "---" && is_text(&self.text[at.start..line]) => {
                self.problems.push(
                    Diagnostic::warning(
                        "unmeant-heading",
                        self.span(&(line..at.end)),
                        "this line makes a heading of the text above it",
                    )
                    .help("put a blank line before it for a rule across the page, or write a heading with `##`"),
                )
            }
            _ if level > above + 1 => {
                let [own, right] = [level, above + 1].map(|level| "#".repeat(level.into()));
                let what = match above {
                    1 => "the first heading of a text".to_owned(),
                    above => format!("a heading behind one with `{}`", "#".repeat(above.into())),
                };
                self.problems.push(
                    Diagnostic::warning("skipped-level", self.span(at), format!("{what} starts with `{own}`"))
                        .help(format!("write `{right}`; who listens to the page misses a level otherwise")),
                );
            }
            _ => {}
        }
    }

    pub(super) fn close_heading(&mut self) {
        let Some(Open { mut heading, given, from }) = self.heading.take() else { return };
        heading.title = heading.title.trim().to_owned();
        if self.known.is_none() && given.is_none() {
            self.check_title(&heading);
        }
        if let Some(given) = &given {
            self.document.changes.push(Change { at: given.place.clone(), to: Published::Text("".into()) });
        }
        match self.known.and_then(|known| known.get(self.document.headings.len())) {
            Some(known) => heading.id.clone_from(&known.id),
            None => self.ids.given.push(given.map(|given| given.id)),
        }
        let Heading { level, id, title, .. } = &heading;
        let said = self.own_word("heading_link", &[("heading", title)]);
        self.out.insert(from, &format!("<h{level} id=\"{id}\">"));
        self.out.put(format_args!("<a class=\"anchor\" href=\"#{id}\" aria-label=\"{said}\"></a></h{level}>\n"));
        self.document.headings.push(heading);
    }

    /// A heading without text, and an id that does not stand at its end.
    fn check_title(&mut self, heading: &Heading) {
        let Range { start, end } = heading.at;
        let misplaced = self.text[start..end].find(" {#").filter(|_| heading.title.contains("{#"));
        if let Some(at) = misplaced.map(|at| start + at + 1).filter(|at| !self.text[*at..end].ends_with('}')) {
            let braces = at..at + self.text[at..end].find('}').map_or(2, |close| close + 1);
            self.report_id(
                &braces,
                "the id of a heading stands at its end",
                "move it there, or write `\\{` to show the braces",
            );
        }
        let is_empty = heading.title.is_empty() && self.text[start..end].trim_matches(['#', ' ', '\t']).is_empty();
        if is_empty {
            let problem = Diagnostic::warning("no-heading", self.span(&heading.at), "this heading has no text");
            self.problems.push(problem.help("write its text behind the sign, or take it out"));
        }
    }

    /// The id in braces behind a heading's text. Braces without `#` are text.
    fn given_id(&mut self, at: &Range<usize>) -> Option<Given> {
        let braces = braces(self.text, at)?;
        let inner = self.text[braces.start + 1..braces.end - 1].trim();
        let mut words = inner.split_ascii_whitespace();
        let Some(id) = words.next().and_then(|word| word.strip_prefix('#')) else {
            let is_class = inner.starts_with('.') && inner[1..].starts_with(|c: char| c.is_alphabetic());
            if is_class {
                self.report_id(
                    &braces,
                    "only an id can stand in braces behind a heading",
                    "write it as `{#name}`, or `\\{` to show the braces",
                );
            }
            return None;
        };
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
        if id.is_empty() || !id.chars().all(fits) {
            let message = format!("\"{inner}\" is not the id of a heading");
            self.report_id(&braces, &message, "write `#` and letters, digits, `-`, `_`, `.` or `:` without a space, such as `{#name}`; `\\{` shows the braces");
            return None;
        }
        if words.next().is_some() {
            self.report_id(
                &braces,
                "only an id can stand in braces behind a heading",
                &format!("write `{{#{id}}}` alone"),
            );
        }
        let text = self.text[at.start..braces.start].trim_end();
        Some(Given { id: composed(id).into_owned(), place: at.start + text.len()..braces.end })
    }

    fn report_id(&mut self, at: &Range<usize>, message: &str, help: &str) {
        if self.known.is_none() {
            self.problems.push(Diagnostic::warning("heading-id", self.span(at), message).help(help));
        }
    }

    /// Gives all headings their ids: first to those that ask for one by name, then to the
    /// others in their order.
    pub(super) fn settle_ids(&mut self) {
        let given = std::mem::take(&mut self.ids.given);
        let mut asked = BTreeSet::new();
        for (at, id) in given.iter().enumerate().filter_map(|(at, id)| Some((at, id.as_ref()?))) {
            if asked.insert(id) {
                self.ids.take(id);
                self.document.headings[at].id.clone_from(id);
                continue;
            }
            let problem = Diagnostic::error(
                "repeated-id",
                self.span(&self.document.headings[at].at),
                format!("the id \"{id}\" is given twice"),
            )
            .help("a heading above has it; give each an id of its own");
            self.problems.push(problem);
            self.document.headings[at].id = self.ids.claim(id);
        }
        for (heading, _) in self.document.headings.iter_mut().zip(&given).filter(|(_, id)| id.is_none()) {
            heading.id = self.ids.claim(&slug(&composed(&heading.title.replace('.', " "))));
        }
    }
}

/// Whether the line below a text divides the sides of a conflict and does not underline
/// the text, which would be about as long.
fn is_divider(above: &str, line: &str) -> bool {
    line == "=======" && above.trim_end().chars().count().abs_diff(line.len()) > 3
}

/// Whether what stands above a line `---` reads like a text and not like a heading.
fn is_text(above: &str) -> bool {
    let above = above.trim_end().trim_end_matches(['>', ' ']).trim_end();
    above.ends_with(['.', ',', ':', ';']) || above.lines().count() > 2
}

/// Where braces stand at the end of a heading's text: behind it on its line, before the
/// signs that close it, or on the last line above an underline.
fn braces(text: &str, at: &Range<usize>) -> Option<Range<usize>> {
    let mut whole = &text[at.clone()];
    match whole.starts_with('#') {
        true => {
            let open = whole.trim_end_matches('#');
            whole = if open.ends_with([' ', '\t']) { open.trim_end() } else { whole };
        }
        false => whole = whole.rsplit_once('\n')?.0.trim_end(),
    }
    let open = whole.strip_suffix('}')?.rfind(['{', '\n'])?;
    let is_escaped = whole[..open].ends_with('\\') || whole.ends_with("\\}");
    (whole[open..].starts_with('{') && !is_escaped).then(|| at.start + open..at.start + whole.len())
}
