//! `completions`, `man` and `licences`: the command line as shells and readers of manuals want
//! it, made from the same declaration that reads the arguments, and what comes along from others.

use super::{could_not, print};
use clap::{Args, Command};
use clap_complete::Shell;
use std::path::PathBuf;
use std::process::ExitCode;

/// For which shell.
#[derive(Args)]
pub struct Completions {
    /// The shell; its manual says where the text goes
    shell: Shell,
}

/// Prints what a shell completes.
pub fn completions(arguments: &Completions, mut command: Command) -> ExitCode {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "statuary", &mut text);
    print(&String::from_utf8_lossy(&text));
    ExitCode::SUCCESS
}

/// Where the manual goes.
#[derive(Args)]
pub struct Manual {
    /// Write a page for each verb into this folder, instead of the first page to standard output
    #[arg(short, long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// Prints the manual page, or writes all.
pub fn manual(arguments: &Manual, command: Command) -> ExitCode {
    let Some(folder) = &arguments.out else {
        let mut text = Vec::new();
        return match clap_mangen::Man::new(command).render(&mut text) {
            Ok(()) => {
                print(&String::from_utf8_lossy(&text));
                ExitCode::SUCCESS
            }
            Err(error) => could_not(&format!("the manual cannot be printed: {error}")),
        };
    };
    match std::fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(command, folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => could_not(&format!("the manual cannot be written into {}: {error}", folder.display())),
    }
}

/// Prints the licences of what the program carries and somebody else wrote.
pub fn licences() -> ExitCode {
    print(&statuary::licences());
    ExitCode::SUCCESS
}
