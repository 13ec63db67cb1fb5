//! A text out of a file, shared by all who hold it.

use crate::hash::{Digest, digest};
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// A text that is held, or that is read when somebody first looks at it: of most files, a
/// build after an edit wants to know no more than that they are what they were.
#[derive(Clone)]
pub struct Text(Arc<Held>);

struct Held {
    text: OnceLock<Box<str>>,
    digest: OnceLock<Digest>,
    read: Option<Box<dyn Fn() -> String + Send + Sync>>,
}

impl Text {
    /// A text with this hash that is put off. Whoever puts it off has to see to it that what
    /// `read` gives has the hash.
    pub fn put_off(digest: Digest, read: impl Fn() -> String + Send + Sync + 'static) -> Text {
        let held = Held { text: OnceLock::new(), digest: digest.into(), read: Some(Box::new(read)) };
        Text(Arc::new(held))
    }

    /// The SHA-256 of the text.
    pub fn digest(&self) -> Digest {
        *self.0.digest.get_or_init(|| digest(self.as_bytes()))
    }

    /// The same, where somebody has asked for it before.
    pub fn known_digest(&self) -> Option<Digest> {
        self.0.digest.get().copied()
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.0.text.get_or_init(|| self.0.read.as_ref().map(|read| read()).unwrap_or_default().into())
    }
}

impl<T: Into<Box<str>>> From<T> for Text {
    fn from(text: T) -> Text {
        Text(Arc::new(Held { text: OnceLock::from(text.into()), digest: OnceLock::new(), read: None }))
    }
}

impl Default for Text {
    fn default() -> Text {
        Text::from("")
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || **self == **other
    }
}

impl Eq for Text {}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        (**self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn what_is_put_off_is_read_once_and_only_for_its_text() {
        let count = Arc::new(AtomicUsize::default());
        let counted = Arc::clone(&count);
        let text = Text::put_off(digest(b"one"), move || {
            counted.fetch_add(1, Ordering::Relaxed);
            "one".to_owned()
        });
        assert_eq!((text.digest(), count.load(Ordering::Relaxed)), (digest(b"one"), 0));
        assert_eq!((text.clone(), &*text), (Text::from("one"), "one"));
        assert_eq!(count.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn hash_is_made_when_it_is_asked_for() {
        let text = Text::from("two");
        assert_eq!(text.known_digest(), None);
        assert_eq!((text.digest(), text.known_digest()), (digest(b"two"), Some(digest(b"two"))));
    }
}
