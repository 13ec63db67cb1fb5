//! The colour of an entry, as a word that the theme knows.

use super::{EntryId, Linked, Value};
use crate::model::is_hue;

impl Linked {
    /// The hue of an entry: its own, or that of the entry to which its kind says to look.
    pub fn hue(&self, id: EntryId) -> Option<&str> {
        let mut at = id;
        // Where kinds look at each other in a circle, none of them knows.
        for _ in 0..=self.site.kinds.len() {
            let entry = &self.entries[at];
            let kind = &self.site.kinds[entry.kind];
            match entry.fields.get(kind.field(kind.hue.as_ref()?)?)? {
                Value::Text(hue) => return Some(hue.as_str()).filter(|hue| is_hue(hue)),
                Value::Reference(to) => at = *to,
                _ => return None,
            }
        }
        None
    }
}
