//! A whole number.

use super::scalar::{Example, Input, Scalar};
use crate::parse::Node;
use serde_json::{Value as Json, json};

/// A whole number.
#[derive(Debug)]
pub struct Integer;

impl Scalar for Integer {
    fn name(&self) -> &'static str {
        "integer"
    }

    fn read(&self, input: &mut Input) -> Option<Json> {
        match input.node {
            Node::Integer(number) => Some(json!(number)),
            other => {
                let near = match other {
                    Node::Number(number) if number.fract() == 0.0 => Some(format!("write {number:.0}")),
                    Node::Text(text) => text.trim().parse::<i64>().ok().map(|number| format!("write {number}")),
                    _ => None,
                };
                let help = near.map(|near| format!("{near}, without quotes, leading zeros or a fraction"));
                input.report_type("a whole number", help.unwrap_or_else(|| "write it in digits, such as 7".to_owned()));
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

    fn is_number(&self) -> bool {
        true
    }
}
