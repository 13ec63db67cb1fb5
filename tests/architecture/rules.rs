//! The sources, held against the rules: imports go down, each foreign crate has one
//! home, only the edges touch the outside, rooms have an order inside.

use crate::arrows::House;
use crate::checks::{self, Outside};
use crate::rust::{self, root};
use crate::tables::{CIRCLES, EDGES, EVERYWHERE, GROUND, HOMES, LAYERS, OUTSIDE, OUTSIDE_MACROS, OUTSIDE_METHODS};
use std::fs;
use std::sync::OnceLock;

/// The program's own sources.
fn house() -> &'static House {
    static HOUSE: OnceLock<House> = OnceLock::new();
    HOUSE
        .get_or_init(|| House::new(&rust::files("src"), &dependencies().iter().map(String::as_str).collect::<Vec<_>>()))
}

/// The crates that Cargo.toml names, as code names them.
fn dependencies() -> Vec<String> {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let lines = manifest.split("\n[dependencies]\n").nth(1).unwrap().split("\n[").next().unwrap().lines();
    let names = lines.filter_map(|line| line.split_once([' ', '.']).filter(|_| !line.starts_with(['#', ' '])));
    names.map(|(name, _)| name.replace('-', "_")).collect()
}

fn assert_none(wrong: &[String], what: &str) {
    assert!(wrong.is_empty(), "{what}:\n{}", wrong.join("\n"));
}

#[test]
fn imports_go_down() {
    assert_none(&checks::upward(house(), &LAYERS), "these imports go up");
}

#[test]
fn every_layer_is_a_module() {
    for layer in LAYERS.iter().filter(|layer| **layer != "lib") {
        assert!(
            house().modules.contains_key(&vec![(*layer).to_owned()]),
            "no module is called \"{layer}\": take it out of LAYERS"
        );
    }
}

#[test]
fn rooms_have_an_order_inside() {
    let found = checks::inside(house());
    let leaning = found.leaning.iter().filter(|(room, _)| !GROUND.iter().any(|(known, _)| known == room));
    let wrong: Vec<String> = leaning
        .map(|(room, places)| format!("{room} is used by its own children:\n  {}", places.join("\n  ")))
        .collect();
    assert_none(&wrong, "a module is on top of those that it declares, so move what they share into a module below");
    let known =
        |a: &str, b: &str| CIRCLES.iter().any(|(one, other, _)| (*one, *other) == (a, b) || (*one, *other) == (b, a));
    let circles = found.circles.iter().filter(|((from, to), _)| !known(from, to));
    let wrong: Vec<String> = circles.map(|((from, to), place)| format!("{from} and {to}: {place}")).collect();
    assert_none(&wrong, "these modules use each other, perhaps by way of others");
    for (room, _) in GROUND {
        assert!(found.leaning.contains_key(room), "no child uses \"{room}\" any more: take it out of GROUND");
    }
    for (one, other, _) in CIRCLES {
        let joined = found.circles.keys().any(|(a, b)| (a == one && b == other) || (a == other && b == one));
        assert!(joined, "{one} and {other} are in no circle any more: take them out of CIRCLES");
    }
}

#[test]
fn each_foreign_crate_has_one_home() {
    for name in dependencies() {
        let known = HOMES.iter().any(|(known, _)| *known == name) || EVERYWHERE.contains(&name.as_str());
        assert!(known, "{name} has no home in HOMES");
    }
    for (name, _) in HOMES {
        assert!(
            dependencies().iter().any(|known| known == name),
            "Cargo.toml names no \"{name}\": take it out of HOMES"
        );
    }
    assert_none(&checks::homeless(house(), &HOMES), "each foreign crate is named in one module");
}

#[test]
fn only_the_edges_touch_the_outside() {
    let outside = Outside { paths: &OUTSIDE, methods: &OUTSIDE_METHODS, macros: &OUTSIDE_MACROS };
    let wrong = checks::touching(house(), &EDGES, &outside);
    assert_none(&wrong, "these lines touch disk, clock, environment or network");
}
