//! The order of fields: front matter with its fields as `site.yaml` declares them. A field
//! moves with the comments right above it; nothing else of the text changes.

use crate::editions::seen;
use crate::link::kind_at;
use crate::model::{ALIASES, DRAFT, read_site};
use crate::parse::{Before, Node, Rules, Step, Yaml, parse};
use crate::source::{Sources, Text};
use std::collections::BTreeMap;
use std::ops::Range;

/// The pages whose fields stand in another order, with their texts in the right one.
pub fn in_order(sources: &Sources) -> BTreeMap<String, String> {
    let Some(site) = read_site(sources, &mut Vec::new()) else { return BTreeMap::new() };
    let mut ordered = BTreeMap::new();
    for seen in seen(&site, sources) {
        let pages = parse(&seen.sources, &Rules::default(), &[], Before::default(), &mut Vec::new());
        ordered.extend(pages.pages.iter().filter_map(|page| {
            let written = seen.written(&page.front.path)?;
            let fields = &site.kinds[kind_at(&site, &page.path)?].fields;
            let names: Vec<&str> = fields.iter().map(|field| &*field.name).chain([ALIASES, DRAFT]).collect();
            Some((written, with_order(&page.front, &names)?))
        }));
    }
    ordered
}

/// The text of a page with the fields in such an order; nothing where they are, or where
/// moving them would change what they say.
fn with_order(front: &Yaml, names: &[&str]) -> Option<String> {
    let Node::Map(entries) = &front.node else { return None };
    if front.broken {
        return None;
    }
    let place = |name: &String| names.iter().position(|known| known == name).unwrap_or(names.len());
    let places: Vec<usize> = entries.iter().map(|(name, _)| place(name)).collect();
    if places.is_sorted() {
        return None;
    }
    let blocks = blocks(front, entries.len())?;
    let mut order: Vec<usize> = (0..blocks.len()).collect();
    order.sort_by_key(|at| places[*at]);
    let text = &*front.text;
    let head = &text[front.range.start..blocks.first()?.start];
    let moved: String = order.iter().map(|at| &text[blocks[*at].clone()]).collect();
    let moved = Text::from(format!("{head}{moved}"));
    let read = Yaml::read("", &moved, 0..moved.len(), &mut Vec::new());
    let expected: Vec<_> = order.iter().map(|at| entries[*at].clone()).collect();
    let same = read.node == Node::Map(expected);
    same.then(|| format!("{}{}{}", &text[..front.range.start], &*moved, &text[front.range.end..]))
}

/// Where each entry stands with the comments right above it, up to the next; nothing where
/// an entry does not start its line.
pub fn blocks(front: &Yaml, count: usize) -> Option<Vec<Range<usize>>> {
    let text = &*front.text;
    let mut starts = Vec::new();
    for at in 0..count {
        let mut start = front.span(&[Step::Key(at)]).start;
        if !text[..start].ends_with('\n') {
            return None;
        }
        while let Some(line) = text[front.range.start..start].trim_end_matches('\n').rsplit('\n').next()
            && line.starts_with('#')
            && text[..start].ends_with(&format!("{line}\n"))
        {
            start -= line.len() + 1;
        }
        starts.push(start);
    }
    let ends = starts.iter().skip(1).copied().chain([front.range.end]);
    let blocks: Vec<Range<usize>> = starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect();
    blocks.iter().all(|block| text[..block.end].ends_with('\n')).then_some(blocks)
}
