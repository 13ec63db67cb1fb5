//! What a test of the content has to say: each miss with the line of the list that asks for
//! it, what was found there and what to do, in place of a panic.

use std::fmt::{self, Write};

/// A line of a list that the site does not fulfil.
pub struct Miss {
    /// The list, by its path from the root.
    pub file: &'static str,
    /// The line.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

/// All misses of a test, which fails with them.
pub struct Told(String);

impl fmt::Debug for Told {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

fn plural(lines: usize) -> String {
    if lines == 1 { "a line".to_owned() } else { format!("{lines} lines") }
}

/// Nothing where there are no misses; else all of them, with what is to be done. In a
/// workflow of GitHub each is shown beside its line too.
pub fn told(misses: &[Miss], help: &str) -> Result<(), Told> {
    if misses.is_empty() {
        return Ok(());
    }
    let mut text = format!("what {} of a list asks for is not there\n\n", plural(misses.len()));
    for Miss { file, line, what } in misses {
        let _ = writeln!(text, "{file}:{line}: error: {what}");
        if std::env::var_os("GITHUB_ACTIONS").is_some() {
            println!("::error file={file},line={line}::{what}");
        }
    }
    let _ = writeln!(text, "help: {help}");
    Err(Told(text))
}
