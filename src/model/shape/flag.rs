//! `true` or `false`.

use super::scalar::{Example, Input, Scalar};
use crate::parse::Node;
use serde_json::{Value as Json, json};

/// `true` or `false`.
#[derive(Debug)]
pub struct Flag;

impl Scalar for Flag {
    fn read(&self, input: &mut Input) -> Option<Json> {
        match input.node {
            Node::Flag(flag) => Some(json!(flag)),
            _ => {
                input.report_type("true or false");
                None
            }
        }
    }

    fn schema(&self) -> Json {
        json!({"type": "boolean"})
    }

    fn stand_in(&self) -> Json {
        json!(false)
    }

    fn example(&self) -> Example {
        Example::of("false")
    }

    fn is_text(&self) -> bool {
        false
    }
}
