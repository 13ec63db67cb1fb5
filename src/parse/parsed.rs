//! What was parsed, kept for the next run: by the hash of a file, what it gave. Only what
//! parsed without a problem is kept, so that problems are always found anew.
//!
//! Like the store of pages it can be thrown away at any time, and one that is damaged, or
//! that another program wrote, counts as none: then every file is parsed.

use super::document::{Document, Reading, Rules, TextSource};
use super::form::Form;
use super::front_matter::Yaml;
use super::node::Node;
use super::page::{Page, Pages, Table};
use crate::hash::{Digest, Hasher, hex};
use crate::source::Text;
use crate::text::with_lower_ending;
use rayon::prelude::*;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// The first words, before the hash of the rest.
const HEAD: &[u8] = b"statuary parsed 1 ";

/// How many hexadecimal digits the hash of the rest has. A line break follows it.
const HASH: usize = 64;

/// What was parsed, by the hashes of files.
#[derive(Clone, Default)]
pub struct Parsed {
    bytes: Vec<u8>,
    places: BTreeMap<Digest, Range<usize>>,
}

/// What a file gave follows from its hash.
impl PartialEq for Parsed {
    fn eq(&self, other: &Parsed) -> bool {
        self.places.keys().eq(other.places.keys())
    }
}

impl std::fmt::Debug for Parsed {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.debug_struct("Parsed").field("files", &self.places.len()).finish_non_exhaustive()
    }
}

/// What is kept of a page: where its front matter stands, what it says and whether its
/// numbers may be written otherwise, where its text starts, and the text as it was parsed.
type Kept = (Range<usize>, Node, bool, usize, Document);

impl Parsed {
    /// The hash by which a file of some form is known, which is read by these rules.
    pub(super) fn digest(text: &Text, rules: &Rules, form: Form) -> Digest {
        let mut hasher = Hasher::default();
        hasher.add(&[u8::from(rules.raw_html), u8::from(rules.highlight), form as u8]);
        hasher.add(&text.digest().0);
        hasher.digest()
    }

    /// The page of a file, if the same was parsed.
    pub(super) fn page(&self, digest: Digest, path: &str, text: &Text, rules: &Rules) -> Option<Page> {
        let (front, node, others, start, body): Kept = self.get(digest)?;
        let source = TextSource::new(text.clone(), start).with_digest(digest);
        let body = Document { source, reading: Reading { blocks: true, rules: *rules }, ..body };
        let front = Yaml::known(&format!("content/{path}"), text, front, node).with_other_numbers(others);
        Some(Page {
            path: with_lower_ending(path),
            front,
            body: Arc::new(body),
            original: None,
            is_clean: true,
            is_marked: false,
        })
    }

    /// The value of a table's file, if the same was parsed.
    pub(super) fn table(&self, digest: Digest) -> Option<Node> {
        self.get(digest)
    }

    fn get<'a, T: Deserialize<'a>>(&'a self, digest: Digest) -> Option<T> {
        postcard::from_bytes(self.bytes.get(self.places.get(&digest)?.clone())?).ok()
    }

    /// What is to be kept of these files. What was kept before of the same is taken over.
    pub fn of(pages: &Pages, before: &Parsed) -> Parsed {
        let page = |page: &Arc<Page>| before.kept(page.body.source.digest()?, || as_bytes(page));
        let table = |table: &Arc<Table>| before.kept(table.digest?, || postcard::to_allocvec(&table.yaml.node).ok());
        let (pages, tables) = rayon::join(
            || pages.pages.par_iter().filter_map(page).collect::<Vec<_>>(),
            || pages.tables.par_iter().filter_map(table).collect::<Vec<_>>(),
        );
        let mut parsed = Parsed::default();
        parsed.bytes.reserve_exact(pages.iter().chain(&tables).map(|(_, bytes)| bytes.len()).sum());
        for (digest, bytes) in pages.iter().chain(&tables) {
            parsed.insert(*digest, bytes);
        }
        parsed
    }

    fn kept(&self, digest: Digest, new: impl FnOnce() -> Option<Vec<u8>>) -> Option<(Digest, Cow<'_, [u8]>)> {
        let old = self.places.get(&digest).and_then(|place| self.bytes.get(place.clone()));
        Some((digest, old.map_or_else(|| new().map(Into::into), |old| Some(old.into()))?))
    }

    fn insert(&mut self, digest: Digest, bytes: &[u8]) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(bytes);
        self.places.insert(digest, start..self.bytes.len());
    }

    /// All of it as bytes. `program` names the program, which alone can read it again.
    pub fn print(&self, program: &str) -> Vec<u8> {
        let len = |len: usize| u32::try_from(len).unwrap_or(u32::MAX).to_le_bytes();
        let mut bytes = [HEAD, &[0; HASH], b"\n", &len(program.len()), program.as_bytes()].concat();
        bytes.reserve_exact(self.bytes.len() + 36 * self.places.len());
        for (digest, place) in &self.places {
            bytes.extend(digest.0);
            bytes.extend(len(place.len()));
            bytes.extend(&self.bytes[place.clone()]);
        }
        let (head, rest) = bytes.split_at_mut(HEAD.len() + HASH + 1);
        head[HEAD.len()..][..HASH].copy_from_slice(hex(rest).as_bytes());
        bytes
    }

    /// Reads it again; nothing when it is damaged or another program wrote it.
    pub fn parse(bytes: Vec<u8>, program: &str) -> Option<Parsed> {
        let (hash, rest) = bytes.strip_prefix(HEAD)?.split_at_checked(HASH)?;
        let rest = rest.strip_prefix(b"\n")?;
        if hash != hex(rest).as_bytes() {
            return None;
        }
        let mut at = bytes.len() - rest.len();
        let mut next = |len: usize| {
            let start = at;
            at = at.checked_add(len).filter(|end| *end <= bytes.len())?;
            Some(start..at)
        };
        let number = |place: Range<usize>| Some(u32::from_le_bytes(bytes[place].try_into().ok()?) as usize);
        let name = number(next(4)?).and_then(&mut next)?;
        if bytes[name] != *program.as_bytes() {
            return None;
        }
        let mut places = BTreeMap::new();
        while let Some(digest) = next(32) {
            let digest = Digest(bytes[digest].try_into().ok()?);
            places.insert(digest, number(next(4)?).and_then(&mut next)?);
        }
        Some(Parsed { bytes, places })
    }
}

fn as_bytes(page: &Page) -> Option<Vec<u8>> {
    let Page { front, body, .. } = page;
    postcard::to_allocvec(&(&front.range, &front.node, front.has_other_numbers(), body.source.start(), &**body)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{Before, parse};
    use crate::source::Sources;

    const RULES: Rules = Rules { raw_html: true, highlight: true };

    const SITE: &str = "\
== content/a.md ==
---
key: [1, 0x10, 2.50, 'x', ~, true]
---

Text <!-- with --> [[b]], [links](b.md \"t\"), ![x](/x.png).

## A `heading` {#h}

```http
GET / HTTP/1.1
```
== content/b.md ==
---
broken: [
---
Text
== content/tables/t.yaml ==
- id: one
";

    fn read(before: &Parsed) -> Pages {
        let sources = Sources::from_text(SITE);
        parse(&sources, &RULES, &[], Before { parsed: Some(before), ..Before::default() }, &mut Vec::new())
    }

    fn shown(pages: &Pages) -> String {
        let pages = pages.pages.iter().map(|page| format!("{} {:?} {:?}", page.path, page.front.node, page.body));
        pages.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn what_is_read_again_is_what_was_parsed() {
        let pages = read(&Parsed::default());
        let parsed = Parsed::of(&pages, &Parsed::default());
        assert_eq!(parsed.places.len(), 2, "the broken page is not kept");
        let again = Parsed::parse(parsed.print("one"), "one").unwrap();
        let known = read(&again);
        assert_eq!(shown(&known), shown(&pages));
        assert_eq!(known.tables[0].yaml.node, pages.tables[0].yaml.node);
        assert_eq!(Parsed::of(&known, &again).print("one"), parsed.print("one"));
        assert_eq!(Parsed::parse(parsed.print("one"), "two"), None);
    }

    #[test]
    fn damage_anywhere_is_noticed() {
        let bytes = Parsed::of(&read(&Parsed::default()), &Parsed::default()).print("one");
        for at in 0..bytes.len() {
            assert_eq!(Parsed::parse(bytes[..at].to_vec(), "one"), None, "{at}");
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert_eq!(Parsed::parse(damaged, "one"), None, "{at}");
        }
    }
}
