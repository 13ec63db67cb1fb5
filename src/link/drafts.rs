//! Takes drafts out of a site that was joined with them: so they claim their routes, and
//! all that they say is checked. A link to one becomes its name alone; a reference to one
//! is left out, with its record where that needs it. Which pages are drafts is not said here.

use super::fields::Reference;
use super::files::{Content, File};
use super::{Alias, Entry, EntryId, Landmarks, Value};
use crate::model::{Field, Shape, Site};
use std::collections::{BTreeMap, BTreeSet};

/// What a site is made of before it is shared.
pub(super) struct Joined<'a> {
    pub site: &'a Site,
    pub entries: &'a mut [Entry],
    /// The references of each entry.
    pub references: &'a mut [Vec<Reference>],
    pub kinds: &'a mut [Vec<EntryId>],
    pub keys: &'a mut [BTreeMap<String, EntryId>],
    pub landmarks: &'a mut Landmarks,
    pub files: &'a mut Vec<File>,
    pub aliases: &'a [Alias],
}

impl Joined<'_> {
    /// Takes all drafts out.
    pub fn leave_drafts_out(self) {
        let is_draft: Vec<bool> = self.entries.iter().map(|entry| entry.draft).collect();
        if !is_draft.contains(&true) {
            return;
        }
        let stays = |id: &EntryId| !is_draft[*id];
        self.kinds.iter_mut().for_each(|entries| entries.retain(stays));
        self.keys.iter_mut().for_each(|keys| keys.retain(|_, id| stays(id)));
        self.landmarks.retain(stays);
        self.files.retain(|file| match file.content {
            Content::Part(id, _) => stays(&id),
            Content::Redirect(number) => stays(&self.aliases[number].target),
            _ => true,
        });
        for (entry, references) in self.entries.iter_mut().zip(self.references) {
            if entry.draft {
                (entry.route, entry.template) = (None, None);
                references.clear();
            } else if references.iter().any(|reference| is_draft[reference.to]) {
                let fields = &self.site.kinds[entry.kind].fields;
                without_drafts(entry, fields, references, &is_draft);
            }
        }
    }
}

/// Takes the references to drafts out of an entry's fields.
fn without_drafts(entry: &mut Entry, fields: &[Field], references: &mut Vec<Reference>, is_draft: &[bool]) {
    let mut taken = BTreeSet::new();
    for (at, (field, value)) in fields.iter().zip(&mut entry.fields).enumerate() {
        if !keep(field, value, &mut vec![at], is_draft, &mut taken) {
            *value = Value::None;
        }
    }
    references.retain(|reference| {
        let around = (1..=reference.record.len()).any(|length| taken.contains(&reference.record[..length]));
        !is_draft[reference.to] && !around
    });
    // What stands behind a value that was taken out of a list has moved up.
    for Reference { record, .. } in references {
        let old = record.clone();
        for depth in 0..old.len() {
            let before =
                |way: &&Vec<usize>| way.len() == depth + 1 && way[..depth] == old[..depth] && way[depth] < old[depth];
            record[depth] -= taken.iter().filter(before).count();
        }
    }
}

/// Whether a value stays. Values in lists that do not are taken out, and their old ways
/// noted.
fn keep(
    field: &Field,
    value: &mut Value,
    way: &mut Vec<usize>,
    is_draft: &[bool],
    taken: &mut BTreeSet<Vec<usize>>,
) -> bool {
    match (&field.shape, value) {
        (_, Value::Reference(id)) => !is_draft[*id],
        (Shape::Record(fields), Value::Record(values)) => {
            fields.iter().zip(values).enumerate().all(|(at, (field, value))| {
                way.push(at);
                let stays = keep(field, value, way, is_draft, taken);
                way.pop();
                if !stays && !field.required {
                    *value = Value::None;
                }
                stays || !field.required
            })
        }
        (Shape::List(of), Value::List(values)) => {
            let mut at = 0;
            values.retain_mut(|value| {
                way.push(at);
                let stays = keep(of, value, way, is_draft, taken);
                if !stays {
                    taken.insert(way.clone());
                }
                way.pop();
                at += 1;
                stays
            });
            true
        }
        _ => true,
    }
}
