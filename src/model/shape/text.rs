//! Plain text.

use super::scalar::{Input, Scalar};
use serde_json::{Value as Json, json};

/// Plain text.
#[derive(Debug)]
pub struct Text;

impl Scalar for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn read(&self, input: &mut Input) -> Option<Json> {
        input.text().map(Json::String)
    }

    fn schema(&self) -> Json {
        json!({"type": ["string", "number"]})
    }

    fn is_any_text(&self) -> bool {
        true
    }
}
