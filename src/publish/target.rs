//! Which folders may be published into: never the project's own, never a place
//! that a symbolic link leads to, never the root.

use super::manifest::MANIFEST;
use super::{Refused, failed};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The target as an absolute path, or why it must not be written to.
pub(super) fn safe_target(root: &Path, target: &Path) -> Result<PathBuf, Refused> {
    let refuse = |why: &str| Err(Refused::Unsafe(target.to_owned(), why.to_owned()));
    let given = root;
    let root = fs::canonicalize(root).map_err(|error| failed(root, error))?;
    // Collected from its parts, so that it has no final slash, behind which a
    // symbolic link is not seen.
    let absolute: PathBuf = std::path::absolute(target).map_err(|error| failed(target, error))?.components().collect();
    if fs::symlink_metadata(&absolute).is_ok_and(|data| data.is_symlink()) {
        return refuse("it is a symbolic link");
    }
    let resolved = resolve(&absolute);
    if resolved.file_name().is_none() {
        return refuse("it is the root of the file system");
    }
    if resolved.is_file() {
        return refuse("it is a file");
    }
    if root.starts_with(&resolved) {
        return refuse("the project lies in it");
    }
    let says_inside = [Ok(root.clone()), std::path::absolute(given)]
        .into_iter()
        .flatten()
        .any(|root| without_parents(&absolute).starts_with(without_parents(&root)));
    if says_inside && !resolved.starts_with(&root) {
        return refuse("a symbolic link leads from it out of the project");
    }
    if let Ok(inside) = resolved.strip_prefix(&root) {
        let parts: Vec<_> = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let first = parts.first().map_or("", |part| part);
        // Below target/ lies what can be made again, such as the builds of the audit.
        let is_target = first == "target" && parts.len() == 1;
        if ["content", "themes", "src", "xtask", "tests"].contains(&first) || is_target || first.starts_with('.') {
            return refuse(&format!("{first}/ holds the project's own files"));
        }
    }
    let is_foreign_project = [".git", "Cargo.toml", "content"].iter().any(|name| resolved.join(name).exists())
        && !resolved.join(MANIFEST).exists()
        && (resolved.join("Cargo.toml").exists() || resolved.join("content/site.yaml").exists());
    if is_foreign_project {
        return refuse("it holds another project");
    }
    Ok(resolved)
}

/// A path with `..` taken out by its looks alone.
fn without_parents(path: &Path) -> PathBuf {
    let mut whole = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(whole.pop()),
            part => whole.push(part),
        }
    }
    whole
}

/// A path with symbolic links followed and `..` taken out, as far as it exists.
fn resolve(path: &Path) -> PathBuf {
    let mut rest = Vec::new();
    let mut existing = path.to_path_buf();
    loop {
        if let Ok(real) = fs::canonicalize(&existing) {
            let whole = rest.iter().rev().fold(real, |path, part: &std::ffi::OsString| path.join(part));
            // Without `..` it may lead through a symbolic link after all.
            return if rest.iter().any(|part| part == "..") { resolve(&without_parents(&whole)) } else { whole };
        }
        match existing.components().next_back() {
            Some(Component::Normal(part)) => rest.push(part.to_owned()),
            Some(Component::ParentDir) => rest.push("..".into()),
            _ => return path.to_path_buf(),
        }
        if !existing.pop() {
            return path.to_path_buf();
        }
    }
}
