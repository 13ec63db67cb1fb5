//! The rules themselves: given a house, what stands against each. `rules.rs` holds
//! them against the sources, `cases.rs` against small houses with a known fault.

use crate::arrows::{Arrow, House, Target};
use crate::rust::Named;
use std::collections::{BTreeMap, BTreeSet};

/// Arrows from one room of the house to another that do not go down.
pub fn upward(house: &House, layers: &[&str]) -> Vec<String> {
    let height = |module: &[String]| {
        let room = module.first().map_or("lib", String::as_str);
        layers
            .iter()
            .position(|layer| *layer == room)
            .unwrap_or_else(|| panic!("add \"{room}\" to LAYERS at its height"))
    };
    let mut wrong = Vec::new();
    for Arrow { from, to, place } in house.arrows() {
        let Target::Module(to) = to else { continue };
        if from != ["main"] && height(&from) < height(&to) {
            wrong.push(place);
        }
    }
    wrong
}

/// Arrows inside rooms against which something can be said, by what they join.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Inside {
    /// A child uses a module above it: the upper module and the places.
    pub leaning: BTreeMap<String, Vec<String>>,
    /// Two modules use each other, perhaps by way of others.
    pub circles: BTreeMap<(String, String), String>,
}

/// What stands against the order inside rooms: a module is on top of those that it
/// declares, and its children do not go in circles.
pub fn inside(house: &House) -> Inside {
    let mut found = Inside::default();
    let mut edges: BTreeMap<Vec<String>, BTreeSet<Vec<String>>> = BTreeMap::new();
    let mut places: BTreeMap<(Vec<String>, Vec<String>), String> = BTreeMap::new();
    for Arrow { from, to, place } in house.arrows() {
        let Target::Module(to) = to else { continue };
        if from.is_empty() || from.first() != to.first() {
            continue;
        }
        if from.starts_with(&to) {
            found.leaning.entry(to.join("::")).or_default().push(place);
        } else {
            edges.entry(from.clone()).or_default().insert(to.clone());
            places.insert((from, to), place);
        }
    }
    for module in house.modules.keys().filter(|module| module.len() > 1) {
        edges.entry(module[..module.len() - 1].to_vec()).or_default().insert(module.clone());
    }
    for ((from, to), place) in places {
        if reaches(&edges, &to, &from) {
            found.circles.insert((from.join("::"), to.join("::")), place);
        }
    }
    found
}

/// Whether a module uses another, perhaps by way of others.
fn reaches(edges: &BTreeMap<Vec<String>, BTreeSet<Vec<String>>>, from: &[String], to: &[String]) -> bool {
    let mut seen: BTreeSet<&[String]> = BTreeSet::new();
    let mut open = vec![from];
    while let Some(module) = open.pop() {
        if module == to {
            return true;
        }
        if seen.insert(module)
            && let Some(next) = edges.get(module)
        {
            open.extend(next.iter().map(Vec::as_slice));
        }
    }
    false
}

/// Uses of a foreign crate outside its home.
pub fn homeless(house: &House, homes: &[(&str, &str)]) -> Vec<String> {
    let mut wrong = Vec::new();
    for Arrow { from, to, place } in house.arrows() {
        let Target::Foreign(path) = to else { continue };
        let name = path.split("::").next().unwrap_or_default();
        let file = &house.modules[&from].file;
        if let Some((_, home)) = homes.iter().find(|(known, home)| *known == name && !file.starts_with(home)) {
            wrong.push(format!("{place} belongs into {home}"));
        }
    }
    wrong
}

/// Places outside the edges that touch disk, clock, environment or network.
pub fn touching(house: &House, edges: &[&str], outside: &Outside) -> Vec<String> {
    let is_edge =
        |file: &str| edges.iter().any(|edge| file == *edge || (edge.ends_with('/') && file.starts_with(edge)));
    let below =
        |path: &str, top: &str| path == top || path.strip_prefix(top).is_some_and(|rest| rest.starts_with("::"));
    let mut wrong = Vec::new();
    for Arrow { from, to, place } in house.arrows() {
        let Target::Foreign(path) = to else { continue };
        if !is_edge(&house.modules[&from].file) && outside.paths.iter().any(|top| below(&path, top)) {
            wrong.push(format!("{place} is {path}"));
        }
    }
    for room in house.modules.values().filter(|room| !is_edge(&room.file)) {
        let named = |names: &[Named], words: &[&str], mark: &str| -> Vec<String> {
            let last = |named: &Named| named.path[named.path.len() - 1].clone();
            let found = names.iter().filter(|named| words.contains(&last(named).as_str()));
            found.map(|named| format!("{}:{}: {}{mark}", room.file, named.line, last(named))).collect()
        };
        wrong.extend(named(&room.names.methods, outside.methods, "()"));
        wrong.extend(named(&room.names.macros, outside.macros, "!"));
    }
    wrong
}

/// What touches the outside.
pub struct Outside<'a> {
    pub paths: &'a [&'a str],
    pub methods: &'a [&'a str],
    pub macros: &'a [&'a str],
}
