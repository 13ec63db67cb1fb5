//! Texts that were read before and need not be read again, unless somebody looks at them.

use super::file::read;
use crate::hash::Digest;
use crate::source::{Source, Text};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The hashes of texts that lie on the disk as they did when they were read, by path.
#[derive(Default)]
pub struct Known {
    texts: BTreeMap<String, Digest>,
    differs: Arc<AtomicBool>,
}

impl Known {
    /// Texts of which this is known.
    pub fn new(texts: BTreeMap<String, Digest>) -> Known {
        Known { texts, differs: Arc::default() }
    }

    /// Whether a text turned out to be another when it was read after all: somebody writes
    /// just now, and everything has to be read.
    pub fn differs(&self) -> bool {
        self.differs.load(Ordering::Relaxed)
    }

    /// The text of a plain file, put off.
    pub(super) fn text(&self, name: &str, place: &Path) -> Option<Source> {
        let digest = *self.texts.get(name)?;
        let (name, place, differs) = (name.to_owned(), place.to_owned(), Arc::clone(&self.differs));
        let text = move || {
            let read = read(name.clone(), &place);
            let text = read.source.filter(|_| read.problem.is_none());
            let text = text.as_ref().and_then(Source::shared_text);
            if text.is_none_or(|text| text.digest() != digest) {
                differs.store(true, Ordering::Relaxed);
            }
            text.map(|text| text.to_string()).unwrap_or_default()
        };
        Some(Source::Text(Text::put_off(digest, text)))
    }
}
