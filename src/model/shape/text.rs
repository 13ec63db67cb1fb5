//! Plain text.

use super::{Given, Scalar};
use serde_json::{Value as Json, json};

/// Plain text.
#[derive(Debug)]
pub struct Text;

impl Scalar for Text {
    fn read(&self, given: &mut Given) -> Option<Json> {
        given.text().map(Json::String)
    }

    fn schema(&self) -> Json {
        json!({"type": ["string", "number"]})
    }
}
