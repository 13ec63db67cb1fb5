//! Changes on trial: what they would make wrong with the whole site, before anything of them
//! is written.

use statuary::diag::{Finding, Severity};
use statuary::source::Sources;
use statuary::{Nowhere, Options, compile_into};

/// All errors of a site.
pub fn errors(sources: &Sources) -> Vec<Finding> {
    let report = compile_into(sources, &Options::default(), Vec::new(), &Nowhere, &|_| {}).report;
    report.findings.into_iter().filter(|found| found.severity == Severity::Error).collect()
}

/// The errors of a changed site that it did not have before, wherever their lines are now.
pub fn new_errors(known: &[Finding], changed: &Sources) -> Vec<Finding> {
    let is_known =
        |found: &Finding| known.iter().any(|known| (&known.path, &known.message) == (&found.path, &found.message));
    errors(changed).into_iter().filter(|found| !is_known(found)).collect()
}
