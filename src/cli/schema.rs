//! `schema`: what an editor needs to complete and check YAML.

use super::project::Root;
use super::{could_not, print};
use clap::Args;
use statuary::diag::choices_help;
use statuary::load;
use std::process::ExitCode;

/// Whose schema.
#[derive(Args)]
pub struct Schema {
    /// `site` for site.yaml, or a kind or table that it declares
    #[arg(default_value = "site")]
    name: String,
    #[command(flatten)]
    root: Root,
}

/// Prints a schema.
pub fn run(schema: &Schema) -> ExitCode {
    let (sources, _) = load(&schema.root.place());
    match statuary::schema(&sources, &schema.name) {
        Ok(found) => {
            print(&format!("{found:#}\n"));
            ExitCode::SUCCESS
        }
        Err(names) => {
            let help = choices_help("schemas", &schema.name, names.iter().map(String::as_str));
            could_not(&format!("there is no schema \"{}\"\nhelp: {help}", schema.name))
        }
    }
}
