//! Which keys and names stand in a query.

use super::super::weights::{CASELESS, CLOSE, FIELD, INSIDE, Role, START, SUBJECT, TITLED, WRITTEN};
use super::super::words::{folded, is_number, length, slips};
use super::{Look, Owner, beginning};
use std::collections::{BTreeMap, BTreeSet};

/// From how many letters on a name inside a query counts.
const INNER: usize = 7;
/// From how many letters on one slip is forgiven in a name, two, and three.
const SLIPS: [usize; 3] = [6, 9, 13];

/// The tier of each page by its names, and what the name is worth within it.
#[derive(Default)]
pub(super) struct Tiers(BTreeMap<usize, (u64, i64)>);

impl Tiers {
    pub(super) fn lift(&mut self, id: usize, tier: u64, bonus: i64) {
        let known = self.0.entry(id).or_insert((0, 0));
        if (tier, bonus) > *known {
            *known = (tier, bonus);
        }
    }

    pub(super) fn of(&self, id: usize) -> (u64, i64) {
        self.0.get(&id).copied().unwrap_or_default()
    }

    pub(super) fn pages(&self) -> impl Iterator<Item = usize> {
        self.0.keys().copied()
    }

    fn any_above(&self, least: u64) -> bool {
        self.0.values().any(|(tier, _)| *tier > least)
    }
}

/// A query with what it says of names.
pub(super) struct Named<'q> {
    /// Its words.
    pub(super) words: &'q [String],
    /// Those that tell something, without their spaces.
    pub(super) core: String,
    /// What stands before a colon.
    pub(super) head: &'q str,
    /// Whether few words say nothing.
    pub(super) few: bool,
}

impl Look<'_> {
    /// The pages whose keys stand in a query, in its order. The longest key counts where
    /// several begin or end; of those that differ in signs alone, the one that is written so
    /// goes first. Told are the words as they were typed and without slips.
    pub(super) fn keyed(&self, words: &[String], meant: &[String], query: &str) -> Vec<usize> {
        let low = query.to_lowercase();
        let written = |key: &str| {
            let whole = match query.contains(key) {
                true => WRITTEN,
                false => CASELESS * u64::from(low.contains(&key.to_lowercase())),
            };
            whole + length(key) as u64
        };
        let mut found: Vec<Vec<usize>> = vec![Vec::new(); words.len()];
        let mut used = BTreeSet::new();
        for size in (1..=self.engine.most_words.min(words.len())).rev() {
            for from in 0..=words.len() - size {
                if (from..from + size).any(|at| used.contains(&at)) {
                    continue;
                }
                for list in [words, meant] {
                    let key = folded(&list[from..from + size]);
                    self.ask(&key);
                    let mut owners = self.owners(&key, &words[from..from + size], size == words.len());
                    if owners.is_empty() {
                        continue;
                    }
                    used.extend(from..from + size);
                    owners.sort_by_key(|(_, key)| std::cmp::Reverse(written(key)));
                    found[from] = owners.into_iter().map(|(id, _)| *id as usize).collect();
                    break;
                }
            }
        }
        found.concat()
    }

    /// The pages of a key. In a longer query a word that is a key of what the site is not
    /// about is but a word.
    fn owners(&self, key: &str, words: &[String], whole: bool) -> Vec<&(u32, String)> {
        let telling = words.iter().any(|word| !self.filler(word));
        let alone = whole || words.concat().bytes().any(|b| b.is_ascii_digit());
        let fits = |id: u32| alone || (self.engine.docs[id as usize].rank == SUBJECT && telling);
        self.engine.keys.get(key).into_iter().flatten().filter(|(id, _)| fits(*id)).collect()
    }

    /// For each page whether a name is what was typed, begins with it, stands in it, or is
    /// it but for slips in a word that is in no page.
    pub(super) fn by_names(&self, query: &Named) -> Tiers {
        let mut tiers = Tiers::default();
        let Named { words, core, head, few } = query;
        let whole = words.concat();
        let mut each = |name: &str, owners: &[Owner], tier: &dyn Fn(Role, usize) -> u64| {
            for (id, role) in owners {
                let titled = *role == Role::Title && name.starts_with(&whole) && name.len() > whole.len();
                let bonus = if titled { TITLED as i64 } else { 0 } - length(name) as i64;
                tiers.lift(*id as usize, tier(*role, *id as usize), bonus);
            }
        };
        let name = |role: Role| role.tier() > FIELD;
        for name in [whole.as_str(), core, head].into_iter().filter(|name| !name.is_empty()) {
            self.ask(name);
        }
        for (longer, owners) in beginning(&self.engine.names, &whole) {
            self.steps(1);
            each(longer, owners, &|role, _| if name(role) { START } else { 0 });
        }
        let known = |text: &str| self.engine.names.get(text).map_or(&[][..], Vec::as_slice);
        // A word among many that say nothing is no name, unless of a row.
        each(core, known(core), &|role, _| match name(role) {
            true => START * u64::from(*few),
            false => role.tier(),
        });
        each(&whole, known(&whole), &|role, _| role.tier());
        each(head, known(head), &|role, _| if role == Role::CommonRow { FIELD } else { role.tier() });
        for (number, kind) in self.engine.kinds.iter().enumerate() {
            if let Some(rest) = whole.strip_suffix(kind.as_str()) {
                if !rest.is_empty() {
                    self.ask(rest);
                }
                let of_kind = |id: usize| self.engine.docs[id].kind == number;
                each(rest, known(rest), &|role, id| if of_kind(id) { role.tier() } else { 0 });
            }
        }
        self.inside(words, &mut tiers);
        self.almost(query, &whole, &mut tiers);
        tiers
    }

    /// Names that stand in a longer query.
    fn inside(&self, words: &[String], tiers: &mut Tiers) {
        for from in 0..if words.len() > 1 { words.len() } else { 0 } {
            let mut name = String::new();
            for word in &words[from..] {
                name.push_str(word);
                if length(&name) >= INNER {
                    let owners = self.engine.names.get(&name).into_iter().flatten();
                    owners.for_each(|(id, _)| tiers.lift(*id as usize, INSIDE, 0));
                }
            }
        }
    }

    /// Names that are the query but for slips.
    fn almost(&self, query: &Named, whole: &str, tiers: &mut Tiers) {
        let known = |word: &String| self.engine.terms.contains_key(word) && !self.filler(word);
        if query.words.iter().all(known) || tiers.any_above(INSIDE) || !self.thorough {
            return;
        }
        for typed in if query.few { vec![whole, &query.core] } else { vec![whole] } {
            let size = length(typed);
            let most = SLIPS.iter().filter(|least| size >= **least).count();
            if most == 0 || typed.bytes().any(|b| b.is_ascii_digit()) {
                continue;
            }
            for (name, owners) in self.engine.names.iter().filter(|(name, _)| slips(typed, name, most).is_some()) {
                owners.iter().for_each(|(id, _)| tiers.lift(*id as usize, CLOSE, -(length(name) as i64)));
            }
        }
    }

    /// The keys that are numbers and begin so, with their pages, the shortest number first.
    pub(super) fn beginning_with(&self, start: &str) -> Vec<(&str, usize)> {
        self.ask(start);
        let found = beginning(&self.engine.keys, start).filter(|(key, _)| is_number(key));
        let mut found: Vec<_> = found.collect();
        found.sort_by(|(a, _), (b, _)| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
        found.into_iter().flat_map(|(key, owners)| owners.iter().map(move |(id, _)| (key, *id as usize))).collect()
    }
}
