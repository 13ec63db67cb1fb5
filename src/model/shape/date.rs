//! A day, such as 2026-11-20.

use super::scalar::{Example, Input, Scalar};
use crate::date::is_day;
use serde_json::{Value as Json, json};

/// A day.
#[derive(Debug)]
pub struct Date;

impl Scalar for Date {
    fn name(&self) -> &'static str {
        "date"
    }

    fn read(&self, input: &mut Input) -> Option<Json> {
        let text = input.text()?;
        if !is_day(&text) {
            input.report_form(&text, "a day", "write year, month and day, such as 2026-11-20");
            return None;
        }
        Some(Json::String(text))
    }

    fn schema(&self) -> Json {
        json!({"type": "string", "format": "date"})
    }

    fn example(&self) -> Example {
        Example::of("2000-01-01")
    }
}
