//! The guide in `docs/`: what it says of keys, messages, commands and weights is what the
//! program says of itself, and what it shows works. `UPDATE_DOCS=1 cargo test --test docs`
//! writes what is made from the program anew; what stands below the fields of such a page, and
//! the fields that are not made, are kept. `tests/examples` builds the guide like other sites.

// In a test, a value that is not there is a failure.
#![allow(clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;

mod commands;
mod keys;
mod problems;
mod templates;
mod types;
mod walk;
mod weights;
mod written;
