//! `true` or `false`.

use super::scalar::{Example, Input, Scalar};
use crate::parse::Node;
use serde_json::{Value as Json, json};

/// `true` or `false`.
#[derive(Debug)]
pub struct Flag;

impl Scalar for Flag {
    fn name(&self) -> &'static str {
        "flag"
    }

    fn read(&self, input: &mut Input) -> Option<Json> {
        match input.node {
            Node::Flag(flag) => Some(json!(flag)),
            other => {
                let help = match other {
                    Node::Text(text) if ["yes", "on", "y", "true"].contains(&&*text.to_lowercase()) => "write true",
                    Node::Text(text) if ["no", "off", "n", "false"].contains(&&*text.to_lowercase()) => "write false",
                    _ => "write one of the two, without quotes",
                };
                input.report_type("true or false", help);
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
