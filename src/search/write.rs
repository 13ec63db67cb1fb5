//! The index as text. Its parts stand between empty lines: what keys look like, and hues; groups of
//! pages; pages; how often each is named; patterns of keys; words, front-coded; where they
//! stand; synonyms; fillers; phrases of one page. A page has its label and, unless the rest
//! follows from that, its key, `=` with its route, or `+` with the pages to which it lends
//! its name.

use super::collect::{Material, Page, Standing};
use super::terms::{Level, Term, terms};
use super::words::{Cutter, is_number};
use crate::model::Search;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// How long the label of a table's row may be.
const LONG: usize = 30;
/// The sign from which those of lists go; behind the last stand the gaps.
pub const FIRST_SIGN: u8 = b'(';
/// How many signs there are.
pub const SIGNS: u8 = 6;
/// How large a gap is at most in one character.
pub const GAP: i64 = 69;

/// How many of these one more character adds at most.
const MOST_GAPS: i64 = 10;

/// What the keys of a site look like.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// The lengths of the numbers in keys.
    pub runs: Vec<usize>,
    /// The lengths of keys that are numbers.
    pub lengths: Vec<usize>,
    /// Of how many words a key is at most.
    pub words: usize,
}

impl Shape {
    fn of(pages: &[Page]) -> Shape {
        let (mut runs, mut lengths) = (BTreeSet::new(), BTreeSet::new());
        for page in pages.iter().filter(|page| page.standing == Standing::Subject) {
            let digits = page.key.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
            digits.for_each(|run| _ = runs.insert(run.len()));
            let number: String = page.key.chars().filter(|c| c.is_alphanumeric()).collect();
            if is_number(&number) && page.key.ends_with(&number) {
                lengths.insert(number.len());
            }
        }
        let cutter = Cutter::new(runs.iter().copied().collect());
        let keys = pages.iter().filter(|page| page.standing != Standing::Row);
        let words = keys.map(|page| cutter.words(page.key).len()).max().unwrap_or(1);
        Shape { runs: runs.into_iter().collect(), lengths: lengths.into_iter().collect(), words }
    }

    fn text(&self) -> String {
        let list = |numbers: &[usize]| numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(" ");
        format!("{}|{}|{}", list(&self.runs), list(&self.lengths), self.words)
    }
}

/// The text of the index with all pages.
pub fn index(material: &Material) -> String {
    let pages = &material.pages;
    let shape = Shape::of(pages);
    let cutter = Cutter::new(shape.runs.clone());
    let lent = lent(pages);
    let terms = terms(material, &cutter, &lent);
    let mut fillers: Vec<String> = material.fillers.iter().flat_map(|words| cutter.words(words)).collect();
    fillers.sort();
    fillers.dedup();
    let synonyms: Vec<String> = material.synonyms.iter().map(|group| group.join(" ")).collect();
    let priors: String = pages.iter().map(|page| prior(page).to_string()).collect();
    let (vocabulary, postings) = lists(&terms);
    let groups = groups(pages);
    let heads: Vec<String> = groups.iter().map(Group::text).collect();
    [
        [shape.text(), hues(pages)].concat(),
        heads.join("\n"),
        lines(material, &groups, &cutter, &lent).join("\n"),
        priors,
        patterns(pages).join("\n"),
        vocabulary,
        postings,
        synonyms.join("\n"),
        fillers.join(" "),
    ]
    .join("\n\n")
}

/// The hues of pages: their names, and for each run of pages with one hue its letter and how
/// long it is. Nothing where no page has one.
fn hues(pages: &[Page]) -> String {
    let names: BTreeSet<&str> = pages.iter().filter_map(|page| page.hue).collect();
    if names.is_empty() {
        return String::new();
    }
    let sign = |hue: &str| names.iter().position(|name| *name == hue).and_then(|at| u8::try_from(at).ok());
    let runs = pages.chunk_by(|a, b| a.hue == b.hue).map(|run| {
        let sign = run[0].hue.and_then(sign).map_or('-', |at| char::from(b'A'.saturating_add(at)));
        if run.len() == 1 { sign.to_string() } else { format!("{sign}{}", run.len()) }
    });
    let runs: String = runs.collect();
    format!("|{}|{runs}", names.into_iter().collect::<Vec<_>>().join(" "))
}

/// How often others name a page that the site is about, from 0 to 9 by doubling.
fn prior(page: &Page) -> u32 {
    if page.standing == Standing::Subject { page.uses.max(1).ilog2().min(9) } else { 0 }
}

/// For each page with patterns of keys its number and these, as the client asks for them.
fn patterns(pages: &[Page]) -> Vec<String> {
    let fits = |pattern: &&str| pattern.bytes().all(|b| b == b'?' || b.is_ascii_digit());
    let of = |page: &Page| page.patterns.iter().copied().filter(fits).collect::<Vec<_>>().join("|").replace('?', ".");
    let told = pages.iter().enumerate().map(|(id, page)| (id, of(page))).filter(|(_, patterns)| !patterns.is_empty());
    told.map(|(id, patterns)| format!("{id}\t{patterns}")).collect()
}

/// Pages of one kind and parent, with the rule of their routes.
struct Group<'a> {
    count: usize,
    first: &'a Page<'a>,
    prefix: &'a str,
    suffix: &'a str,
}

impl Group<'_> {
    fn text(&self) -> String {
        let Group { count, first, prefix, suffix } = self;
        let parent = first.parent.map_or("-1".to_owned(), |parent| parent.to_string());
        // What stands beside a hit is the page above it, or else how its kind is called.
        let heading =
            first.heading.filter(|_| first.parent.is_none()).map_or(String::new(), |text| format!("\t{text}"));
        format!("{count}\t{}\t{prefix}\t{suffix}\t{parent}\t{}{heading}", first.kind, first.standing.weight())
    }

    /// Whether a page's route follows from its key.
    fn rules(&self, page: &Page) -> bool {
        let rest = page.route.strip_prefix(self.prefix).and_then(|rest| rest.strip_suffix(self.suffix));
        !page.key.is_empty() && rest == Some(page.key.to_lowercase().as_str())
    }
}

fn groups<'a>(pages: &'a [Page<'a>]) -> Vec<Group<'a>> {
    let same = |a: &Page, b: &Page| a.kind == b.kind && a.parent == b.parent;
    let group = |group: &'a [Page<'a>]| {
        let first = &group[0];
        let (prefix, suffix) = first.route.rsplit_once(&first.key.to_lowercase()).unwrap_or_default();
        Group { count: group.len(), first, prefix, suffix }
    };
    pages.chunk_by(same).map(group).collect()
}

/// The pages that each row names whose table gives no names but keys, such as header
/// fields: the client finds them by the row's words.
fn lent(pages: &[Page]) -> Vec<Option<Vec<usize>>> {
    let mut users: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (id, page) in pages.iter().enumerate() {
        let names: BTreeSet<&str> = page.texts(Search::Header).iter().map(AsRef::as_ref).collect();
        names.into_iter().for_each(|name| users.entry(name).or_default().push(id));
    }
    let mut lent = Vec::with_capacity(pages.len());
    for rows in pages.chunk_by(|a, b| a.kind == b.kind) {
        let bare = rows.iter().all(|row| row.standing == Standing::Row && row.title == row.key);
        lent.extend(rows.iter().map(|row| users.get(row.title).filter(|_| bare).cloned()));
    }
    lent
}

/// For each page a line: its label; its key where that is not the label's first word, its
/// route where that does not follow from the key, or the pages to which it lends its words;
/// its other names but those that many pages claim, and first its title where the label does not
/// say that.
fn lines(material: &Material, groups: &[Group], cutter: &Cutter, lent: &[Option<Vec<usize>>]) -> Vec<String> {
    let pages = &material.pages;
    let joined = |text: &str| cutter.words(text).concat();
    let mut claims: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages {
        let names: BTreeSet<String> = page.texts(Search::Name).iter().map(|name| joined(name)).collect();
        names.into_iter().for_each(|name| *claims.entry(name).or_default() += 1);
    }
    let of_group = groups.iter().flat_map(|group| std::iter::repeat_n(group, group.count));
    let line = |((page, group), lent): ((&Page, &Group), &Option<Vec<usize>>)| {
        let (label, given) = label(page, group, lent.as_deref());
        // Names that differ in spaces and signs alone are found by one of them.
        let mut known: Vec<String> = vec![joined(page.title), joined(page.key)];
        let mut line = format!("{label}\t{given}");
        // Where the index has to stay small, a row with a long label goes by its key alone.
        let is_short = material.fill.is_some() && page.standing == Standing::Row;
        if !is_short && !joined(&label).contains(&known[0]) {
            let _ = write!(line, "\t{}", tidy(page.title));
        }
        for name in page.texts(Search::Name) {
            let joined = joined(name);
            if !joined.is_empty() && claims[&joined] < 3 && !known.contains(&joined) {
                let _ = write!(line, "\t{}", tidy(name));
                known.push(joined);
            }
        }
        line.trim_end().to_owned()
    };
    pages.iter().zip(of_group).zip(lent).map(line).collect()
}

/// The label of a page, and what does not follow from it.
fn label(page: &Page, group: &Group, lent: Option<&[usize]>) -> (String, String) {
    // A row whose label is long goes by its key.
    let long = page.standing == Standing::Row && page.label.chars().count() > LONG;
    let label = tidy(if long { page.key } else { page.label });
    let first = label.split(' ').next().unwrap_or_default();
    let rest = |text: &str| text.strip_prefix(first).unwrap_or(text).trim().to_owned();
    let given = if !group.rules(page) {
        format!("={} {}", page.route, page.key).trim_end().to_owned()
    } else if let Some(lent) = lent {
        let mut to = "+".to_owned();
        gaps(&mut to, lent.iter().copied());
        to
    } else if first == page.key && (long || rest(&label) == rest(page.title)) {
        String::new()
    } else if page.key.starts_with(['=', '+', '!']) {
        format!("!{}", page.key)
    } else {
        page.key.to_owned()
    };
    (label, given)
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words, each without the letters that it shares with the one before; and for each
/// the pages where it stands.
fn lists(terms: &[Term]) -> (String, String) {
    let (mut vocabulary, mut postings) = (String::new(), String::new());
    let mut last = "";
    for Term { word, places } in terms {
        let shared = word.char_indices().zip(last.chars()).take_while(|((_, a), b)| a == b).take(25);
        let shared: usize = shared.map(|((_, c), _)| c.len_utf8()).sum();
        vocabulary.push(char::from(b'A' + word[..shared].encode_utf16().count() as u8));
        vocabulary.push_str(&word[shared..]);
        last = word;
        if !postings.is_empty() {
            postings.push(' ');
        }
        for level in Level::ALL {
            let pages = places.iter().filter(|(_, at)| *at == level).map(|(page, _)| *page as usize);
            signed(&mut postings, level.sign(), pages);
        }
    }
    (vocabulary, postings)
}

/// Pages behind the sign of what they are, if there are any. The last needs no sign.
pub fn signed(out: &mut String, sign: usize, pages: impl Iterator<Item = usize>) {
    let mut pages = pages.peekable();
    if pages.peek().is_some() {
        if sign < usize::from(SIGNS) {
            out.push(char::from(FIRST_SIGN + sign as u8));
        }
        gaps(out, pages);
    }
}

/// The gaps between pages in their order.
pub fn gaps(out: &mut String, pages: impl Iterator<Item = usize>) {
    let mut before = -1;
    for page in pages {
        gap(out, page as i64 - before);
        before = page as i64;
    }
}

/// A gap as one character from `/`, or with characters before it that each add
/// a multiple of [`GAP`].
fn gap(out: &mut String, gap: i64) {
    const BEFORE: i64 = (FIRST_SIGN + SIGNS) as i64;
    let sign = |value: i64| char::from((BEFORE + value) as u8);
    let mut rest = gap;
    while rest > GAP {
        let times = ((rest - 1) / GAP).min(MOST_GAPS);
        out.push(sign(GAP + times));
        rest -= times * GAP;
    }
    out.push(sign(rest));
}
