//! A whole number.

use super::{Example, Given, Scalar};
use crate::parse::Node;
use serde_json::{Value as Json, json};

/// A whole number.
#[derive(Debug)]
pub struct Integer;

impl Scalar for Integer {
    fn read(&self, given: &mut Given) -> Option<Json> {
        match given.node {
            Node::Integer(number) => Some(json!(number)),
            _ => {
                given.is_not("a whole number");
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
