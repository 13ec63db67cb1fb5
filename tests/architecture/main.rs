//! The shape of the code, checked. `tables.rs` states the rules, `checks.rs` finds
//! what stands against them, `cases.rs` proves that it does find it, `rules.rs` holds
//! the sources against them. ARCHITECTURE.md states the same rules in words, and
//! `documents.rs` sees to it that what it names is there.

// In a test, a value that is not there is a failure.
#![allow(clippy::unwrap_used)]

#[path = "../common/rust.rs"]
mod rust;

mod arrows;
mod cases;
mod checks;
mod documents;
mod facts;
mod rules;
mod sizes;
mod tables;
mod words;
