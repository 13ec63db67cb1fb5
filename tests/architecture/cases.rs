//! The checks, checked: each case is a small house with one fault, written in a way
//! that a search for words would miss, and what should be found in it.

use crate::arrows::House;
use crate::checks::{Outside, homeless, inside, touching, upward};
use crate::tables::{EDGES, OUTSIDE, OUTSIDE_MACROS, OUTSIDE_METHODS};
use std::collections::BTreeMap;

/// A house of these files, in which `parse` is below `render`.
fn house(files: &[(&str, &str)]) -> House {
    let mut all: BTreeMap<String, String> = [
        ("src/lib.rs", "pub mod parse; pub mod render; pub struct Options;"),
        ("src/parse/mod.rs", "mod markdown; mod yaml; pub struct Page;"),
        ("src/parse/markdown.rs", "pub fn parse_body() {}"),
        ("src/parse/yaml.rs", "pub fn read() {}"),
        ("src/render/mod.rs", "mod view; pub struct Output;"),
        ("src/render/view.rs", "pub struct View;"),
    ]
    .map(|(file, text)| (file.to_owned(), text.to_owned()))
    .into();
    all.extend(files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())));
    House::new(&all, &["tera", "serde"])
}

/// What goes up when this stands in `parse/markdown.rs`.
fn up(text: &str) -> Vec<String> {
    upward(&house(&[("src/parse/markdown.rs", text)]), &["parse", "render", "lib"])
}

#[test]
fn a_house_in_order_has_no_fault() {
    let house = house(&[("src/render/view.rs", "use crate::parse::Page;\npub(super) fn view(page: &Page) {}")]);
    assert_eq!(upward(&house, &["parse", "render", "lib"]), Vec::<String>::new());
    let found = inside(&house);
    assert!(found.leaning.is_empty() && found.circles.is_empty(), "{found:?}");
}

#[test]
fn an_arrow_up_is_found_however_it_is_written() {
    for text in [
        "use crate::render::Output;",
        "use crate::{render::Output};",
        "use crate::{diag, render::{self, view}};",
        "use crate::render as drawing;",
        "use super::super::render::Output;",
        "use super::{super::render::Output};",
        "fn f() -> crate::render::Output { f() }",
        "fn f() { let _ = crate::render::Output; }",
        "fn f(x: &[Option<super::super::render::Output>]) {}",
        "fn f() { println!(\"{}\", crate::render::name()) }",
        "fn f() { use crate::render; }",
        "mod inner { use super::super::super::render::Output; }",
        "use crate::*; fn f() { crate::render::draw(); }",
        "impl From<crate::render::Output> for u8 { fn from(_: crate::render::Output) -> u8 { 0 } }",
    ] {
        let found = up(text);
        assert!(found.iter().any(|one| one.contains("render")), "not found in: {text}\n{found:?}");
    }
}

#[test]
fn an_arrow_to_the_root_is_found() {
    for text in ["use crate::Options;", "use crate::{Options as O};", "fn f() -> crate::Options { f() }"] {
        assert_eq!(up(text).len(), 1, "{text}");
    }
}

#[test]
fn a_place_is_a_file_with_its_line() {
    assert_eq!(up("\nuse crate::render::Output;"), ["src/parse/markdown.rs:2: crate::render::Output"]);
}

#[test]
fn unit_tests_and_visibilities_are_no_arrows() {
    let text = "pub(in crate::render) fn f() {}\n#[cfg(test)]\nmod tests { use crate::render::Output; }";
    assert_eq!(up(text), Vec::<String>::new());
}

#[test]
fn a_child_that_uses_its_parent_is_found() {
    for text in ["use super::Page;", "use crate::parse::Page;", "use super::*;", "fn f(_: super::Page) {}"] {
        let found = inside(&house(&[("src/parse/markdown.rs", text)])).leaning;
        assert_eq!(found.keys().collect::<Vec<_>>(), ["parse"], "{text}");
    }
}

#[test]
fn a_circle_of_siblings_is_found() {
    let files = [
        ("src/parse/markdown.rs", "use super::yaml::read;"),
        ("src/parse/yaml.rs", "fn f() { crate::parse::markdown::parse_body() }"),
    ];
    let found = inside(&house(&files));
    let pairs = [("parse::markdown", "parse::yaml"), ("parse::yaml", "parse::markdown")];
    assert_eq!(found.circles.keys().cloned().collect::<Vec<_>>(), pairs.map(|(a, b)| (a.to_owned(), b.to_owned())));
    assert!(found.leaning.is_empty());
}

#[test]
fn a_circle_by_way_of_a_room_inside_is_found() {
    let files = [
        ("src/parse/yaml.rs", "mod place; fn f() {}"),
        ("src/parse/yaml/place.rs", "use super::super::markdown::parse_body;"),
        ("src/parse/markdown.rs", "use super::yaml::read;"),
    ];
    assert_eq!(inside(&house(&files)).circles.len(), 2);
}

#[test]
fn a_foreign_crate_is_found_under_any_name() {
    for text in [
        "use tera as t;",
        "use tera as t; fn f() { t::render() }",
        "use ::tera::{Context as C};",
        "use {tera::Context, std::fmt};",
        "extern crate tera;",
        "fn f() -> tera::Result<()> { Ok(()) }",
        "#[derive(tera::Shape)] struct A;",
        "fn f() { assert!(tera::is_fine()) }",
    ] {
        let house = house(&[("src/parse/markdown.rs", text)]);
        assert!(!homeless(&house, &[("tera", "src/render/theme.rs")]).is_empty(), "not found in: {text}");
        assert!(homeless(&house, &[("tera", "src/parse/markdown.rs")]).is_empty(), "{text}");
    }
}

#[test]
fn the_outside_is_found_however_it_is_touched() {
    for text in [
        "use std::{fs, env};",
        "use std::{self as s}; fn f() { s::fs::read(\"a\"); }",
        "use std as s; fn f() { s::env::var(\"a\"); }",
        "use std::{io::{self, stdout}};",
        "use std::io; fn f() { io::stdin(); }",
        "fn f() { ::std::process::exit(1) }",
        "use std::time::SystemTime as T;",
        "use std::thread; fn f() { thread::sleep(d) }",
        "fn f(path: &std::path::Path) -> bool { path.exists() }",
        "fn f() { eprintln!(\"a\") }",
        "fn f() { std::println!(\"a\") }",
        "fn f() { vec![std::fs::read(\"a\")]; }",
    ] {
        let outside = Outside { paths: &OUTSIDE, methods: &OUTSIDE_METHODS, macros: &OUTSIDE_MACROS };
        let inner = house(&[("src/parse/markdown.rs", text)]);
        assert!(!touching(&inner, &EDGES, &outside).is_empty(), "not found in: {text}");
        let edge = house(&[("src/load.rs", text)]);
        assert_eq!(touching(&edge, &EDGES, &outside), Vec::<String>::new(), "{text}");
    }
}
