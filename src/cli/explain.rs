//! `explain`: what a kind of problem means, the smallest example of it, and the cure.

use super::{called, could_not, print};
use clap::Args;
use statuary::diag::{all_explained, codes_like, explained};
use std::process::ExitCode;

/// What to explain.
#[derive(Args)]
pub struct Explain {
    /// The code in brackets, such as unknown-row; without one, all codes are listed
    code: Option<String>,
}

/// Prints the entry of a code, or all codes with a line each.
pub fn run(explain: &Explain) -> ExitCode {
    let Some(asked) = &explain.code else {
        let widest = all_explained().map(|(code, _)| code.len()).max().unwrap_or_default();
        all_explained().for_each(|(code, meaning)| print(&format!("{code:widest$}  {meaning}\n")));
        return ExitCode::SUCCESS;
    };
    // As a report shows it, a code may come along with its brackets.
    let code = asked.split_once('[').map_or(asked.as_str(), |(_, code)| code).trim_end_matches(']');
    let Some(entry) = explained(code) else {
        let like = codes_like(code);
        let near = match like.as_slice() {
            [] => String::new(),
            like => format!("; did you mean {}?", like.join(" or ")),
        };
        return could_not(&format!(
            "no kind of problem is called \"{asked}\"{near}\nhelp: `{} explain` lists all",
            called()
        ));
    };
    print(entry);
    ExitCode::SUCCESS
}
