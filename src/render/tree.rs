//! A table whose rows lead to each other, as one list that can be drawn: each row
//! and each of its branches with its depth and the line it hangs on.

use super::view::View;
use crate::link::{EntryId, Linked, Value};
use crate::model::{Field, Shape};
use std::collections::BTreeSet;

/// The tree below a table's first row. Nothing is given for a table whose rows
/// hold no list of records that refer to the table itself.
pub fn tree(linked: &Linked, kind: usize) -> View {
    let declared = &linked.site.kinds[kind];
    let Some(branches) = declared.fields.iter().position(|field| leads_back(field, &declared.name)) else {
        return View::List(Vec::new());
    };
    let Some(first) = linked.kinds[kind].first() else { return View::List(Vec::new()) };
    let mut walk = Walk { linked, kind, branches, lines: Vec::new(), seen: BTreeSet::new() };
    walk.row(*first, 0, None);
    View::List(walk.lines)
}

/// Whether a field is a list of records of which one field refers to the table.
fn leads_back(field: &Field, table: &str) -> bool {
    inner(field)
        .is_some_and(|fields| fields.iter().any(|field| matches!(&field.shape, Shape::Reference(to) if to == table)))
}

fn inner(field: &Field) -> Option<&[Field]> {
    match &field.shape {
        Shape::List(of) => match &of.shape {
            Shape::Record(fields) => Some(fields),
            _ => None,
        },
        _ => None,
    }
}

struct Walk<'a> {
    linked: &'a Linked,
    kind: usize,
    branches: usize,
    lines: Vec<View>,
    /// Rows that are above or were met before; each is drawn once.
    seen: BTreeSet<EntryId>,
}

impl Walk<'_> {
    fn row(&mut self, id: EntryId, depth: i64, above: Option<usize>) {
        self.seen.insert(id);
        let entry = &self.linked.entries[id];
        let own = self.line(depth, above, true, &entry.title, View::None);
        let (Some(Value::List(branches)), Some(fields)) =
            (entry.fields.get(self.branches), inner(&self.linked.site.kinds[self.kind].fields[self.branches]))
        else {
            return;
        };
        for branch in branches {
            let Value::Record(values) = branch else { continue };
            let text = values.iter().find_map(|value| match value {
                Value::Text(text) => Some(text.as_str()),
                _ => None,
            });
            let next = fields.iter().zip(values).find_map(|(field, value)| match (&field.shape, value) {
                (Shape::Reference(_), Value::Reference(id)) => Some(*id),
                _ => None,
            });
            let onward = next.filter(|id| self.linked.entries[*id].kind == self.kind);
            let target = next.filter(|_| onward.is_none()).map_or(View::None, View::Card);
            let line = self.line(depth + 1, Some(own), false, text.unwrap_or_default(), target);
            if let Some(next) = onward.filter(|next| !self.seen.contains(next)) {
                self.row(next, depth + 2, Some(line));
            }
        }
    }

    fn line(&mut self, depth: i64, above: Option<usize>, row: bool, text: &str, target: View) -> usize {
        let above = above.map_or(View::None, View::integer);
        let line = [
            ("depth", View::integer(depth)),
            ("above", above),
            ("row", View::Flag(row)),
            ("text", View::text(text)),
            ("target", target),
        ];
        self.lines.push(View::map(line));
        self.lines.len() - 1
    }
}
