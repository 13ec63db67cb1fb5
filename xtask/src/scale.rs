//! `cargo xtask scale 10000`: the same content repeated until it holds that many
//! codes, so that time and memory of a build can be measured at size.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Writes the project below `target/` and gives its folder.
pub fn project(root: &Path, codes: usize) -> io::Result<PathBuf> {
    let project = root.join("target").join(format!("scale-{codes}"));
    if project.exists() {
        fs::remove_dir_all(&project)?;
    }
    copy(&root.join("themes"), &project.join("themes"))?;
    copy(&root.join("content"), &project.join("content"))?;
    let site = project.join("content/site.yaml");
    // A repeated page shows the code of its original, which is no problem here.
    let declared = fs::read_to_string(&site)?;
    fs::write(&site, declared.lines().filter(|line| !line.starts_with("exchanges:")).collect::<Vec<_>>().join("\n"))?;
    let mut pages = Vec::new();
    for class in fs::read_dir(project.join("content/classes"))? {
        let class = class?.path();
        let text = fs::read_to_string(&class)?;
        fs::write(&class, text.replacen("members: [", "members: [\"*-*\", ", 1))?;
        if let Ok(folder) = fs::read_dir(project.join("content").join(class.file_stem().unwrap_or_default())) {
            pages.extend(folder.flatten().map(|entry| entry.path()));
        }
    }
    pages.sort();
    for number in pages.len()..codes {
        let page = &pages[number % pages.len()];
        let round = number / pages.len() + 1;
        let key = page.file_stem().unwrap_or_default().to_string_lossy();
        let text = fs::read_to_string(page)?;
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        if let Some(line) = lines.iter_mut().find(|line| line.starts_with("code:")) {
            *line = format!("code: \"{key}-{round}\"");
        }
        fs::write(page.with_file_name(format!("{key}-{round}.md")), lines.join("\n") + "\n")?;
    }
    Ok(project)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
