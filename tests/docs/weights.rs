//! The numbers of search are a table, each with its reason.

use crate::written::{hold_table, quoted};
use statuary::WEIGHTS;

#[test]
fn every_weight_of_search_is_listed_with_its_reason() {
    let rows = WEIGHTS.iter().map(|(name, value, why)| {
        let reason = why.trim();
        format!("- id: {name}\n  value: {value}\n  summary: {}\n", quoted(reason))
    });
    let head = "# Made from src/search/weights.rs by `UPDATE_DOCS=1 cargo test --test docs`.\n";
    hold_table("weights", &format!("{head}{}", rows.collect::<String>()));
}
