//! Regular expressions that people write into declarations and commands.

use regex_lite::Regex;
use std::ops::Range;

/// A regular expression, as it is written and ready to be used. Matching takes time that is
/// linear in the text.
#[derive(Debug, Clone)]
pub struct Expression {
    written: String,
    regex: Regex,
}

impl Expression {
    /// Reads an expression, or tells what is wrong with it.
    pub fn new(written: &str) -> Result<Expression, String> {
        let regex = Regex::new(written).map_err(|error| error.to_string())?;
        Ok(Expression { written: written.to_owned(), regex })
    }

    /// As it is written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Whether it stands in a text.
    pub fn is_in(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }

    /// All places of a text where it stands: those of its first group where it has one.
    pub fn places<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        self.regex.captures_iter(text).filter_map(|found| Some(found.get(1).or(found.get(0))?.range()))
    }
}
