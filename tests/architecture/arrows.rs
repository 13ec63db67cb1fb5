//! Which module uses which: paths that files name, followed through imports and
//! renames to the module, or the foreign crate, that they lead to.

use crate::rust::{self, Named, Names};
use std::collections::{BTreeMap, BTreeSet};

/// How often a name may lead to another one before it counts as its own.
const STEPS: usize = 8;

/// The modules of a crate with what each names.
pub struct House {
    /// By module path; the crate's root has none.
    pub modules: BTreeMap<Vec<String>, Room>,
    /// Foreign crates by the name that code gives them.
    pub crates: BTreeSet<String>,
}

/// One file.
pub struct Room {
    pub file: String,
    pub names: Names,
}

/// Where a path leads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A module of the crate.
    Module(Vec<String>),
    /// A path into the standard library or a foreign crate.
    Foreign(String),
}

/// A use of something by a module, with the line that shows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrow {
    pub from: Vec<String>,
    pub to: Target,
    pub place: String,
}

impl House {
    /// The house of these files, by their paths such as `src/link/mod.rs`.
    pub fn new(files: &BTreeMap<String, String>, crates: &[&str]) -> House {
        let rooms = files.iter().map(|(file, text)| {
            let room = Room { file: file.clone(), names: rust::names(text) };
            (module_of(file), room)
        });
        House { modules: rooms.collect(), crates: crates.iter().map(|name| (*name).to_owned()).collect() }
    }

    /// Everything that a module names outside itself, each target once.
    pub fn arrows(&self) -> Vec<Arrow> {
        let mut arrows = BTreeMap::new();
        for (module, room) in &self.modules {
            let imports = room.names.imports.iter().map(|(named, _)| named);
            // A name alone is a local one, or its import is an arrow already.
            let paths = room.names.paths.iter().chain(&room.names.macros).filter(|named| named.path.len() > 1);
            for named in imports.chain(paths) {
                for to in self.targets(module, room, named) {
                    if to != Target::Module(module.clone()) {
                        let place = format!("{}:{}: {}", room.file, named.line, named.path.join("::"));
                        arrows.entry((module.clone(), to)).or_insert(place);
                    }
                }
            }
        }
        arrows.into_iter().map(|((from, to), place)| Arrow { from, to, place }).collect()
    }

    /// Where a path leads that stands in a module.
    fn targets(&self, module: &[String], room: &Room, named: &Named) -> BTreeSet<Target> {
        let mut found = BTreeSet::new();
        self.follow(module, room, &named.inside, &named.path, STEPS, &mut found);
        found
    }

    fn follow(
        &self,
        module: &[String],
        room: &Room,
        inside: &[String],
        path: &[String],
        steps: usize,
        found: &mut BTreeSet<Target>,
    ) {
        let here: Vec<String> = [module, inside].concat();
        let absolute = match path[0].as_str() {
            "crate" | "statuary" => Some(path[1..].to_vec()),
            "self" => Some([&here, &path[1..]].concat()),
            "super" => {
                let up = path.iter().take_while(|part| *part == "super").count();
                Some([&here[..here.len().saturating_sub(up)], &path[up..]].concat())
            }
            _ => None,
        };
        if let Some(absolute) = absolute {
            found.insert(Target::Module(self.nearest(&absolute)));
            return;
        }
        let imports = room.names.imports.iter().filter(|(named, name)| *name == path[0] && named.path != path);
        let mut known = false;
        for (import, _) in imports {
            // An import of a crate under its own name leads to itself.
            if steps > 0 && import.path != [path[0].clone()] {
                known = true;
                let longer = [&import.path, &path[1..]].concat();
                self.follow(module, room, &import.inside, &longer, steps - 1, found);
            }
        }
        if known {
            return;
        }
        if room.names.modules.contains(&path[0]) {
            found.insert(Target::Module(self.nearest(&[&here, path].concat())));
        } else if matches!(path[0].as_str(), "std" | "core" | "alloc") || self.crates.contains(&path[0]) {
            found.insert(Target::Foreign(path.join("::")));
        }
    }

    /// The module that a path from the root lies in.
    fn nearest(&self, path: &[String]) -> Vec<String> {
        let ends = (0..=path.len()).rev();
        ends.map(|end| path[..end].to_vec()).find(|module| self.modules.contains_key(module)).unwrap_or_default()
    }
}

/// The module path of a file: `src/link/mod.rs` and `src/link.rs` are `link`.
pub fn module_of(file: &str) -> Vec<String> {
    let inside = file.strip_prefix("src/").unwrap_or(file).trim_end_matches(".rs");
    let parts: Vec<String> = inside.split('/').map(str::to_owned).collect();
    match parts.last().map(String::as_str) {
        Some("mod") => parts[..parts.len() - 1].to_vec(),
        Some("lib") if parts.len() == 1 => Vec::new(),
        _ => parts,
    }
}
