//! What the preview tells whoever started it.

use crate::diag::Report;
use std::time::Duration;

/// What the preview tells whoever started it.
#[derive(Debug)]
pub enum News<'a> {
    /// It answers at this address.
    Serving(&'a str),
    /// The site is there as it now is, after so long.
    Ready(Duration),
    /// All that is wrong with it.
    Checked(&'a Report),
    /// Files cannot be watched, for this reason: changes are not seen.
    Blind(&'a str),
}

/// Is told what happens.
pub type Tell = dyn Fn(News) + Send + Sync;
