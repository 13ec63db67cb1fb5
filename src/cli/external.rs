//! `check --external`: other sites are asked whether what links lead to is still there, by a
//! program that was built for it.

use super::project::is_in;
use clap::Args;
use statuary::Options;
use statuary::diag::Diagnostic;
use statuary::source::Sources;
use std::path::Path;

/// Whether and how other sites are asked.
#[derive(Args)]
pub struct External {
    /// Ask other sites whether what links lead to is still there, one request at a time for
    /// each host; what is sure is kept in .statuary/
    #[arg(long, conflicts_with = "watch")]
    external: bool,
    /// For how many days an answer is believed
    #[arg(long, value_name = "DAYS", default_value_t = 7, requires = "external")]
    max_age: u64,
    /// How long an answer may take
    #[arg(long, value_name = "SECONDS", default_value_t = 20, requires = "external")]
    timeout: u64,
}

impl External {
    /// Whether anybody is asked.
    pub fn is_wanted(&self) -> bool {
        self.external
    }

    /// What is wrong with the addresses in what was asked for; or why that cannot be told.
    #[cfg(feature = "external")]
    pub fn ask(
        &self,
        root: &Path,
        sources: &Sources,
        options: &Options,
        asked: &[String],
    ) -> Result<Vec<Diagnostic>, String> {
        let mut addresses = statuary::addresses(sources, options);
        for places in addresses.values_mut() {
            places.retain(|place| asked.is_empty() || asked.iter().any(|asked| is_in(&place.path, asked)));
        }
        addresses.retain(|_, places| !places.is_empty());
        let timeout = std::time::Duration::from_secs(self.timeout);
        statuary::external::ask(root, &addresses, statuary::external::Manners { timeout, max_age: self.max_age })
    }

    /// Why nobody is asked.
    #[cfg(not(feature = "external"))]
    pub fn ask(&self, _: &Path, _: &Sources, _: &Options, _: &[String]) -> Result<Vec<Diagnostic>, String> {
        let _ = (self.max_age, self.timeout, is_in as fn(&str, &str) -> bool);
        Err("this program was built without `--features external`, and so cannot ask other sites; \
             `cargo xtask check --external` builds one that can"
            .to_owned())
    }
}
