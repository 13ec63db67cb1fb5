//! What browsers keep of a site for reading without a connection.

use super::keys::{KEEPS, OFFLINE};
use super::reader::Fields;
use crate::diag::Diagnostic;

/// What a worker keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offline {
    /// Whether all pages are kept, where they are within the budget.
    pub whole: bool,
    /// How many bytes are kept at most, as files have them when nothing is compressed.
    pub budget: usize,
}

/// What is kept where nothing else is said: about three hundred pages of 30 kB.
impl Default for Offline {
    fn default() -> Offline {
        Offline { whole: false, budget: 10 * 1_000_000 }
    }
}

/// Units of sizes, with their bytes.
const UNITS: [(&str, usize); 2] = [("kB", 1_000), ("MB", 1_000_000)];

/// Reads the declaration.
pub(super) fn read(fields: &mut Fields, problems: &mut Vec<Diagnostic>) -> Offline {
    let usual = Offline::default();
    let Some(mut inner) = fields.inner("offline", &OFFLINE, problems) else { return usual };
    let help = "write `keep: all` or `keep: visited`; without the line it is what was visited";
    let keep = inner.text_of_form("keep", |text| KEEPS.contains(&text), "all or visited", help, problems);
    let help = "write a number with its unit, such as `500 kB` or `20 MB`";
    let budget = inner.text_of_form("budget", |text| bytes(text).is_some(), "a size", help, problems);
    inner.finish(problems);
    Offline {
        whole: keep.is_some_and(|keep| keep == KEEPS[0]),
        budget: budget.and_then(|text| bytes(&text)).unwrap_or(usual.budget),
    }
}

/// The bytes of a size such as `20 MB`.
fn bytes(text: &str) -> Option<usize> {
    let (number, unit) = UNITS.iter().find_map(|(unit, bytes)| Some((text.strip_suffix(unit)?, bytes)))?;
    number.trim().parse::<usize>().ok().filter(|number| *number > 0)?.checked_mul(*unit)
}
