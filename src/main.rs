//! The `statuary` command.

mod cli;

use std::process::ExitCode;

/// A build makes millions of small values on all cores at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
