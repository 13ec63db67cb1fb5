//! What git is asked, and how.

use std::path::Path;
use std::process::{Command, Stdio};

/// What git answers, taken apart at each NUL; nothing where it cannot answer.
pub fn told(root: &Path, arguments: &[&str]) -> Option<Vec<String>> {
    let output = git(root, arguments).output().ok().filter(|output| output.status.success())?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Some(text.split('\0').filter(|part| !part.is_empty()).map(str::to_owned).collect())
}

/// A call of git in a folder, which reads nothing and whose answer is taken.
pub fn git(root: &Path, arguments: &[&str]) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(root).args(arguments).env("GIT_OPTIONAL_LOCKS", "0");
    git.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    git
}
