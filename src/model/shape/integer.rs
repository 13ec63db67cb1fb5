//! A whole number.

use super::scalar::{Example, Input, Scalar};
use crate::parse::Node;
use serde_json::{Value as Json, json};

/// A whole number.
#[derive(Debug)]
pub struct Integer;

impl Scalar for Integer {
    fn read(&self, input: &mut Input) -> Option<Json> {
        match input.node {
            Node::Integer(number) => Some(json!(number)),
            _ => {
                input.report_type("a whole number");
                None
            }
        }
    }

    fn schema(&self) -> Json {
        json!({"type": "integer"})
    }

    fn stand_in(&self) -> Json {
        json!(0)
    }

    fn example(&self) -> Example {
        Example::of("0")
    }

    fn is_text(&self) -> bool {
        false
    }
}
