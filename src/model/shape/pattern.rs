//! Text in which `?` stands for one character and `*` for any number.

use super::scalar::{Input, Scalar};
use serde_json::{Value as Json, json};

/// A pattern of keys.
#[derive(Debug)]
pub struct Pattern;

impl Scalar for Pattern {
    fn name(&self) -> &'static str {
        "pattern"
    }

    fn read(&self, input: &mut Input) -> Option<Json> {
        input.text().map(Json::String)
    }

    fn schema(&self) -> Json {
        json!({"type": ["string", "number"]})
    }

    fn is_pattern(&self) -> bool {
        true
    }
}
