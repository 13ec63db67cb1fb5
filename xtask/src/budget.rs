//! How many instructions a build of a fixed small site may take. A count does not
//! depend on what else the machine does, so a slower program shows at once, where a
//! time would have to be measured many times. Valgrind counts; `tests/budget.txt`
//! holds the budget of each architecture, and `cargo xtask budget --renew` renews it.
//! The same count shows whether anything grows faster than the site: see `growth.rs`.

use crate::corpus::Corpus;
use crate::growth;
use crate::layout::{self, Form};
use crate::{cargo_path, root, target};
use std::collections::BTreeMap;
use std::env::consts::ARCH;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// How many codes the site has.
pub const PAGES: usize = 60;

/// Where the budgets are stored: an architecture and its count a line.
const STORED: &str = "tests/budget.txt";

/// Compares the count with the stored one. More than a tenth over is a failure.
pub fn check() -> ExitCode {
    compare(false)
}

/// Stores the count of this machine's architecture.
pub fn renew() -> ExitCode {
    compare(true)
}

fn compare(renew: bool) -> ExitCode {
    if let Err(missing) = is_comparable() {
        // A machine of one's own may lack it; continuous integration may not.
        let needed = renew || std::env::var_os("CI").is_some();
        eprintln!("{}: {missing}", if needed { "error" } else { "skipped" });
        return if needed { ExitCode::FAILURE } else { ExitCode::SUCCESS };
    }
    let counted = compiled().and_then(|program| {
        let said = counted(&program).and_then(|count| judge(count, renew))?;
        let grown = if renew { String::new() } else { growth::check(&root(), &target(), &program)? };
        Ok(format!("{said}\n{grown}"))
    });
    match counted {
        Ok(said) => {
            eprintln!("{}", said.trim_end());
            ExitCode::SUCCESS
        }
        Err(wrong) => {
            eprintln!("error: {wrong}");
            ExitCode::FAILURE
        }
    }
}

/// Whether a count of this machine can be compared with a stored one.
fn is_comparable() -> Result<(), String> {
    let there = Command::new("valgrind").arg("--version").output().is_ok_and(|output| output.status.success());
    if !there {
        return Err("valgrind is needed to count instructions: install it".to_owned());
    }
    let otherwise = std::env::vars_os().map(|(name, _)| name.to_string_lossy().into_owned());
    match otherwise.into_iter().find(|name| name.starts_with("CARGO_PROFILE_DEV_") || name == "RUSTFLAGS") {
        Some(name) => Err(format!("the program is compiled otherwise than usual, since {name} is set: unset it")),
        None => Ok(()),
    }
}

/// The program, compiled as the tests compile it: `cargo build` would choose other
/// features of its dependencies, and compile them all a second time.
fn compiled() -> Result<PathBuf, String> {
    let mut build = Command::new(cargo_path());
    build.args(["test", "--quiet", "--workspace", "--all-features", "--no-run", "--test", "cli"]).current_dir(root());
    if !build.status().map_err(|error| error.to_string())?.success() {
        return Err("the program does not compile".to_owned());
    }
    Ok(target().join("debug").join(format!("statuary{}", std::env::consts::EXE_SUFFIX)))
}

/// How many instructions one thread takes to build the site of the budget from nothing.
fn counted(program: &Path) -> Result<u64, String> {
    let folder = target().join("budget");
    layout::write(&root(), &folder, &Corpus::new(PAGES), Form::Statuary).map_err(|error| error.to_string())?;
    instructions(program, &["build".as_ref(), "--root".as_ref(), folder.as_os_str()], false)
}

/// How many instructions one thread of a program takes. `fails` says whether it is
/// expected to end with status 1.
pub fn instructions(program: &Path, arguments: &[&OsStr], fails: bool) -> Result<u64, String> {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]).arg(program);
    valgrind.args(arguments).env("RAYON_NUM_THREADS", "1");
    let output = valgrind.output().map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.code() != Some(i32::from(fails)) {
        return Err(format!("the site could not be built:\n{said}"));
    }
    let count =
        said.lines().find_map(|line| line.split_once("I").filter(|(_, rest)| rest.trim_start().starts_with("refs:")));
    let digits: String = count.map(|(_, rest)| rest.chars().filter(char::is_ascii_digit).collect()).unwrap_or_default();
    digits.parse().map_err(|_| format!("valgrind told no count:\n{said}"))
}

/// What is to be said about a count, which is stored if it is to be.
fn judge(count: u64, renew: bool) -> Result<String, String> {
    let path = root().join(STORED);
    let mut budgets = stored(&path);
    let share = |budget: u64| count as f64 * 100.0 / budget as f64;
    match budgets.get(ARCH).copied() {
        _ if renew => {
            let before = budgets.insert(ARCH.to_owned(), count);
            let text: String = budgets.iter().map(|(name, count)| format!("{name} {count}\n")).collect();
            fs::write(&path, text).map_err(|error| error.to_string())?;
            let change = before.map(|before| format!(", {:.1} % of the one before", share(before))).unwrap_or_default();
            Ok(format!("the budget of {ARCH} is {count} instructions now{change}"))
        }
        Some(budget) if count > budget + budget / 10 => Err(format!(
            "the build took {count} instructions, {:.1} % of the budget in {STORED}; make it faster, or say why not in a commit that renews it with `cargo xtask budget --renew`",
            share(budget)
        )),
        Some(budget) => Ok(format!("{count} instructions, {:.1} % of the budget", share(budget))),
        None => Ok(format!(
            "{count} instructions; {STORED} holds no budget for {ARCH}, so there is nothing to compare with"
        )),
    }
}

fn stored(path: &Path) -> BTreeMap<String, u64> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let lines = text.lines().filter_map(|line| line.split_once(' '));
    lines.filter_map(|(name, count)| Some((name.to_owned(), count.trim().parse().ok()?))).collect()
}
