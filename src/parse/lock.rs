//! The form of `routes.lock`: a head, then one address a line in order, each with
//! the comments above it: of a page, of a place in one (`/404/#why`), or of JSON. Reads it with what is damaged, and writes it with more
//! addresses; whether a page has them is for linking to say.

use crate::diag::Diagnostic;
use crate::source::{LOCK_FILE, Span};
use std::collections::BTreeSet;
use std::ops::Range;

/// The first lines of the file.
const HEAD: &str = "# Addresses that were published and must stay. The build adds new ones; one that\n\
                    # goes needs an alias on the page that takes its place.\n";

/// How to get a damaged file back.
const HELP: &str = "take the file back from version control; delete it only if nothing was ever published";

/// The lines of a text with their places, without line ends.
fn lines(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |whole| {
        let line = whole.trim_end();
        let place = start..start + line.len();
        start += whole.len();
        (place, line)
    })
}

/// Whether a line can be an address, as the build writes them.
fn is_route(line: &str) -> bool {
    let (path, place) = line.split_once('#').map_or((line, None), |(path, place)| (path, Some(place)));
    let is_page = path.ends_with('/') || path.ends_with(".html");
    let is_whole = match place {
        Some(place) => is_page && !place.is_empty() && !place.contains(char::is_whitespace),
        None => is_page || path.ends_with(".json"),
    };
    is_whole && path.starts_with('/') && !path.contains("//") && !line.contains(char::is_control)
}

/// The addresses that a text lists, with their places.
pub fn routes(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    lines(text).filter(|(_, line)| is_route(line))
}

/// What is damaged in the text of the file: it was emptied, it lost its head, or
/// a line is no address, such as what a conflict leaves behind.
pub fn damages(text: &str) -> Vec<Diagnostic> {
    let damaged = |place: Range<usize>, what: String| {
        Diagnostic::error("damaged-lock", Span::new(LOCK_FILE, place), what).help(HELP)
    };
    if text.trim().is_empty() {
        return vec![damaged(0..0, "the list of published addresses is empty".to_owned())];
    }
    let mut found = Vec::new();
    let first_of_head = HEAD.lines().next().unwrap_or_default();
    if lines(text).next().is_none_or(|(_, line)| line != first_of_head) {
        let what = format!("the list of published addresses does not begin with its head, \"{first_of_head}\"");
        found.push(damaged(0..0, what));
    }
    let wrong = |line: &str| !line.is_empty() && !line.starts_with('#') && !is_route(line);
    let mut others = lines(text).filter(|(_, line)| wrong(line));
    if let Some((place, _)) = others.next() {
        let more = match others.count() {
            0 => String::new(),
            1 => ", nor is 1 more".to_owned(),
            count => format!(", nor are {count} more"),
        };
        found.push(damaged(place, format!("this line is no address of the site{more}")));
    }
    found
}

/// Whether a text can take more addresses: one that is damaged cannot, but for a
/// head that is added again.
pub fn can_grow(text: &str) -> bool {
    !text.trim().is_empty() && lines(text).all(|(_, line)| line.is_empty() || line.starts_with('#') || is_route(line))
}

/// The text with more addresses, in order, and how many are new. Comments stay
/// above the address they stood above, or last. Nothing is given when all
/// addresses are there.
pub fn with_routes(text: &str, routes: &BTreeSet<String>) -> Option<(String, usize)> {
    let known: BTreeSet<&str> = lines(text).map(|(_, line)| line).filter(|line| line.starts_with('/')).collect();
    let new: Vec<&str> = routes.iter().map(String::as_str).filter(|route| !known.contains(route)).collect();
    if new.is_empty() {
        return None;
    }
    let mut parts: Vec<(&str, String)> = new.iter().map(|route| (*route, String::new())).collect();
    let mut comments = String::new();
    for (_, line) in lines(text).filter(|(_, line)| !line.is_empty() && HEAD.lines().all(|head| head != *line)) {
        if line.starts_with('#') {
            comments = comments + line + "\n";
        } else {
            parts.push((line, std::mem::take(&mut comments)));
        }
    }
    parts.sort();
    let body: String = parts.iter().map(|(route, above)| format!("{above}{route}\n")).collect();
    Some((format!("{HEAD}{body}{comments}"), new.len()))
}
