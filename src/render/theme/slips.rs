//! What the template engine says of a slip, in terms of the theme's files: the place, and
//! the name that was most likely meant.

use super::functions::NAMES;
use super::texts::{Texts, Unpaired, file_of, set_before, unpaired};
use crate::diag::{Diagnostic, choices_help, nearest};
use crate::render::view::{Name, View};
use crate::source::{Span, offset_of};
use std::ops::Range;
use tera::{Error, ErrorKind};

/// The filters that the engine has.
const FILTERS: [&str; 37] = [
    "safe",
    "default",
    "upper",
    "lower",
    "wordcount",
    "escape",
    "escape_html",
    "escape_xml",
    "newlines_to_br",
    "pluralize",
    "trim",
    "trim_start",
    "trim_end",
    "replace",
    "capitalize",
    "title",
    "truncate",
    "indent",
    "str",
    "int",
    "float",
    "length",
    "reverse",
    "split",
    "abs",
    "round",
    "first",
    "last",
    "nth",
    "join",
    "sort",
    "unique",
    "get",
    "values",
    "keys",
    "pairs",
    "group_by",
];

/// The tests that the engine has.
const TESTS: [&str; 17] = [
    "string",
    "number",
    "map",
    "bool",
    "array",
    "integer",
    "float",
    "none",
    "iterable",
    "defined",
    "undefined",
    "odd",
    "even",
    "divisible_by",
    "starting_with",
    "ending_with",
    "containing",
];

/// The functions that the engine has besides ours.
const FUNCTIONS: [&str; 3] = ["range", "throw", "super"];

/// The words with which tags begin.
const TAGS: [&str; 21] = [
    "if",
    "elif",
    "else",
    "endif",
    "for",
    "endfor",
    "block",
    "endblock",
    "filter",
    "endfilter",
    "component",
    "endcomponent",
    "set",
    "endset",
    "set_global",
    "include",
    "extends",
    "raw",
    "endraw",
    "break",
    "continue",
];

/// The help where nothing better can be said.
const MANUAL: &str = "templates are written in Tera 2; themes/README.md says what they are given and may call";

/// How often a value is followed to where it was set.
const FARTHEST: usize = 5;

/// A slip that keeps a template from being loaded.
pub struct Slip {
    /// The template; nothing where the slip is that of none.
    pub template: Option<String>,
    /// What the slip is told as; nothing where another one is its cause.
    pub problem: Option<Diagnostic>,
}

/// What keeps a template from being read.
pub fn syntax(name: &str, error: &Error, texts: &Texts) -> Option<Diagnostic> {
    let ErrorKind::SyntaxError(report) = error.kind() else { return None };
    let text = texts.get(name).unwrap_or_default();
    let message = sentence(report.message());
    let problem = |at: Range<usize>, message: String, help: String| {
        Diagnostic::error("template-syntax", texts.span(name, at), message).help(help)
    };
    let span = reported(name, report.span(), texts);
    let word: String = text[span.start..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let is_end = message.starts_with("unexpected end");
    let is_unpaired = is_end || TAGS.contains(&word.as_str());
    Some(match unpaired(text).filter(|found| if matches!(found, Unpaired::Mark(..)) { is_end } else { is_unpaired }) {
        Some(Unpaired::Open(at, word)) => {
            problem(at, format!("the `{word}` that opens here is not closed"), format!("add `{{% end{word} %}}`"))
        }
        Some(Unpaired::Stray(at, word)) => {
            let help = "take it out, or open before it what it closes".to_owned();
            problem(at, format!("this `{word}` closes nothing"), help)
        }
        Some(Unpaired::Mark(at, mark)) => {
            let closing = if mark == "{{" { "}}" } else { "%}" };
            problem(at, format!("the `{mark}` that opens here is not closed"), format!("add `{closing}`"))
        }
        None if message == "unknown tag" => {
            let near = nearest(&word, TAGS).map(|near| format!("did you mean `{near}`?"));
            problem(span.start..span.end, format!("unknown tag `{word}`"), near.unwrap_or_else(|| MANUAL.to_owned()))
        }
        None => {
            let help = match message.rsplit_once("expected ").map(|(_, wanted)| wanted) {
                Some(close @ ("}}" | "%}")) => format!("close with `{close}` what was opened before"),
                Some("identifier") => "write a name before it".to_owned(),
                _ => MANUAL.to_owned(),
            };
            problem(span.start..span.end, message, help)
        }
    })
}

/// What keeps templates from being loaded together. `stubs` are those that are left out
/// because of slips of their own: what others miss of them is not told.
pub fn loading(error: &Error, texts: &Texts, stubs: &[String]) -> Vec<Slip> {
    let is_stub = |theme_and_name: &str| stubs.iter().any(|stub| stub == theme_and_name);
    match error.kind() {
        ErrorKind::CircularExtend { tpl, inheritance_chain: chain }
        | ErrorKind::CircularInclude { tpl, include_chain: chain } => {
            let names: Vec<&str> =
                chain.iter().map(|name| name.split_once('/').map_or(&**name, |(_, name)| name)).collect();
            let message = format!("this template leads to itself: {}", names.join(", "));
            let problem = Diagnostic::error("template", Span::file(file_of(tpl)), message)
                .help("take out the `extends` or `include` that leads back");
            vec![Slip { template: Some(tpl.clone()), problem: Some(problem) }]
        }
        _ => {
            let text = error.to_string();
            let reports = text.split("error: ").filter(|report| !report.trim().is_empty());
            reports.map(|report| unknown(report, texts, &is_stub)).collect()
        }
    }
}

/// One of the reports that the engine gives as one text: of an unknown filter, test,
/// function, component, template or block.
fn unknown(report: &str, texts: &Texts, is_stub: &dyn Fn(&str) -> bool) -> Slip {
    let message = report.lines().next().unwrap_or_default();
    let name = message.split('`').nth(1).unwrap_or_default();
    let place = report.lines().find_map(|line| line.trim_start().strip_prefix("--> "));
    let place = place.and_then(|place| {
        let mut parts = place.rsplitn(3, ':');
        let column = parts.next()?.trim().parse().ok()?;
        let line = parts.next()?.parse().ok()?;
        let template = parts.next()?;
        let text = texts.get(template)?;
        let start = offset_of(text, line, column);
        // The engine marks one character; the name is longer.
        let marked = text[start..].find(name).filter(|at| *at <= 3 && !text[start..start + at].contains('\n'));
        let end = marked.map_or(start + 1, |at| start + at + name.len());
        Some((template, marked.map_or(start, |at| start + at)..end))
    });
    let Some((template, at)) = place else {
        let template = texts.iter().map(|(template, _)| template).find(|template| message.contains(template));
        let span = Span::file(template.map_or_else(|| "themes".to_owned(), file_of));
        let problem = Diagnostic::error("template", span, sentence(message)).help(MANUAL);
        return Slip { template: template.map(str::to_owned), problem: Some(problem) };
    };
    let choices: Vec<&str> = match message.split_whitespace().nth(1) {
        _ if message.starts_with("Block") => texts.blocks(template).into_iter().collect(),
        Some("filter") => FILTERS.to_vec(),
        Some("test") => TESTS.to_vec(),
        Some("function") => NAMES.into_iter().chain(FUNCTIONS).collect(),
        Some("component") => texts.components().into_iter().collect(),
        _ => texts.names().into_iter().collect(),
    };
    let near = nearest(name, choices.iter().copied()).map(|near| format!("did you mean `{near}`?"));
    // A stub has no blocks, and its components are not there.
    let is_known = choices.contains(&name);
    let follows = is_known && texts.iter().any(|(other, _)| is_stub(other));
    let problem = Diagnostic::error("template", texts.span(template, at), sentence(message))
        .help(near.unwrap_or_else(|| MANUAL.to_owned()));
    Slip { template: Some(template.to_owned()), problem: (!follows).then_some(problem) }
}

/// What went wrong when a page was made. `page` is what the template was given as `page`.
pub fn rendering(error: &Error, texts: &Texts, source: &str, page: &dyn Fn() -> View) -> Diagnostic {
    let note = format!("this happened on the page made from {source}; themes/README.md lists what templates are given");
    let (ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report)) = error.kind() else {
        let message = sentence(&error.to_string());
        if message.contains("recursion")
            && let Some((template, at, component)) = texts.endless()
        {
            let message = format!("the component `{component}` calls itself here without end");
            let help = format!("call it only while something is left, within `{{% if %}}`\n{note}");
            return Diagnostic::error("template", texts.span(template, at), message).help(help);
        }
        return Diagnostic::error("template", Span::file(source), message).help(note);
    };
    let (message, near) = undefined(&sentence(report.message()));
    let span = reported(report.filename(), report.span(), texts);
    if near.is_empty()
        && let Some(problem) = origin(report.filename(), span.start, texts, page)
    {
        let help = problem.help.clone().map(|help| format!("{help}\n{note}")).unwrap_or(note);
        return problem.help(help);
    }
    let help = if near.is_empty() { note } else { format!("{near}\n{note}") };
    Diagnostic::error("template", span, message).help(help)
}

/// Where a name that has no value was given none: the `set` whose value names something
/// that a page is not given.
fn origin(template: &str, place: usize, texts: &Texts, page: &dyn Fn() -> View) -> Option<Diagnostic> {
    let text = texts.get(template)?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '?');
    let mut place = place;
    for _ in 0..FARTHEST {
        let start = text[..place].rfind(|c| !is_name(c)).map_or(0, |at| at + 1);
        let name: String = text[start..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let value = set_before(text, &name, start)?;
        let way = &text[value.clone()];
        if !way.chars().all(is_name) {
            return None;
        }
        let Some(way) = way.strip_prefix("page.") else {
            place = value.start;
            continue;
        };
        let (mut at, mut view) = (value.start + "page.".len(), page());
        for name in way.split('.') {
            let View::Map(entries) = view else { return None };
            let own = |entry: &(Name, View)| entry.0.as_str() == name.trim_end_matches('?');
            let Some(found) = entries.iter().position(own) else {
                let names = entries.iter().map(|(name, _)| name.as_str());
                let span = texts.span(template, at..at + name.len());
                let message = format!("field `{name}` is not defined");
                return Some(Diagnostic::error("template", span, message).help(choices_help("fields", name, names)));
            };
            view = entries.into_iter().nth(found)?.1;
            at += name.len() + 1;
        }
        return None;
    }
    None
}

/// The place that the engine reports in a template.
fn reported(name: &str, span: &tera::Span, texts: &Texts) -> Span {
    // What is missing at the end is shown on the last line with text.
    let text = texts.get(name).map(str::trim_end).unwrap_or_default();
    let start = offset_of(text, span.start_line, span.start_col + 1);
    let end = offset_of(text, span.end_line, span.end_col + 1);
    texts.span(name, start..end.max(start))
}

/// The engine's message in the form of ours: lower case, no full stop.
fn sentence(message: &str) -> String {
    let mut letters = message.trim().trim_end_matches('.').chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

/// A message about a name that is not there without the list of all that are, and
/// the help that it stands for.
fn undefined(message: &str) -> (String, String) {
    let parts = message.split_once(". Available ").and_then(|(message, list)| Some((message, list.split_once(": ")?)));
    let Some((message, (what, list))) = parts else { return (message.to_owned(), String::new()) };
    let name = message.split('`').nth(1).unwrap_or_default();
    let near = choices_help(what, name, list.split(", "));
    (message.to_owned(), if near.is_empty() { format!("{what} are {list}") } else { near })
}

#[cfg(test)]
mod tests {
    use super::*;
    use tera::Tera;

    /// A name that the engine does not have would be proposed for a slip.
    #[test]
    fn the_engine_has_what_is_proposed() {
        let of = |before: &str, names: &[&str], after: &str| {
            names.iter().map(|name| format!("{{{{ 1 {before} {name}{after} }}}}")).collect::<Vec<_>>()
        };
        let functions: Vec<String> = FUNCTIONS[..2].iter().map(|name| format!("{{{{ {name}() }}}}")).collect();
        for text in of("|", &FILTERS, "").into_iter().chain(of("is", &TESTS, "")).chain(functions) {
            let loaded = Tera::new().add_raw_template("text", &text);
            assert!(loaded.is_ok(), "{text}: {loaded:?}");
        }
        assert!(Tera::new().add_raw_template("text", "{{ 1 | uper }}").is_err());
    }
}
