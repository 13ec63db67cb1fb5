//! What is reported when something is wrong: each test is a slip in a tiny site
//! and the whole report that should come of it. `common::page_405` puts its
//! fields at line 5 and its text two lines below their end. `codes` sees to it
//! that every kind of problem has such a test.

// In a test, a value that is not there is a failure.
#![allow(clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/rust.rs"]
mod rust;

mod batches;
mod brackets;
mod causes;
mod claims;
mod codes;
mod columns;
mod cures;
mod declaration;
mod declared;
mod doubts;
mod drafts;
mod editions;
mod exchanges;
mod explained;
mod exports;
mod facts;
mod fences;
mod fields;
mod files;
mod forms;
mod front_matter;
mod interface;
mod labels;
mod limits;
mod links;
mod loading;
mod look;
mod lost;
mod many;
mod markdown;
mod promises;
mod references;
mod routes;
mod rows;
mod sections;
mod sheets;
mod signs;
mod tables;
mod targets;
mod templates;
mod texts;
mod themes;
mod translations;
mod types;
mod variants;
mod wording;
mod words;
mod writing;
mod yaml_slips;
mod yaml_values;
