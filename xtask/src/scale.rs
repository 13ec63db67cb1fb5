//! `cargo xtask scale 10000`: the content continued until it holds that many
//! codes, so that time and memory of a build, and search, can be measured at size.
//! Texts are repeated; titles and keywords are put together anew from the words of
//! the content, the same on every run.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// Writes a project with so many codes into a folder, in place of what is there.
pub fn write(root: &Path, project: &Path, codes: usize) -> io::Result<()> {
    if project.exists() {
        fs::remove_dir_all(project)?;
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
        fs::write(&class, text.lines().map(with_longer).collect::<String>())?;
        if let Ok(folder) = fs::read_dir(project.join("content").join(class.file_stem().unwrap_or_default())) {
            pages.extend(folder.flatten().map(|entry| entry.path()));
        }
    }
    pages.sort();
    let texts = pages.iter().map(fs::read_to_string).collect::<io::Result<Vec<_>>>()?;
    let mut words = Words::of(&texts);
    for number in pages.len()..codes {
        let (page, text) = (&pages[number % pages.len()], &texts[number % pages.len()]);
        let key = format!("{}{:02}", page.file_stem().unwrap_or_default().to_string_lossy(), number / pages.len());
        fs::write(page.with_file_name(format!("{key}.md")), varied(text, &key, &mut words))?;
    }
    Ok(())
}

/// A line of a class, whose members may have two digits more.
fn with_longer(line: &str) -> String {
    let longer = line.strip_prefix("members: [").map(|members| members.replace("??\"", "????\""));
    match longer {
        Some(longer) => format!("{}, {longer}\n", line.trim_end_matches(']')),
        None => format!("{line}\n"),
    }
}

/// A page under another key, with a title and keywords of its own.
fn varied(text: &str, key: &str, words: &mut Words) -> String {
    let (mut out, mut inside) = (String::new(), false);
    for line in text.lines() {
        inside = line == "keywords:" || (inside && line.starts_with("  - "));
        let count = line.split(' ').count();
        if line.starts_with("code:") {
            out.push_str(&format!("code: \"{key}\""));
        } else if line.starts_with("title:") {
            out.push_str(&format!("title: {}", words.phrase(count.clamp(3, 4))));
        } else if inside && line != "keywords:" {
            out.push_str(&format!("  - {}", words.phrase((count - 3).clamp(2, 5))));
        } else {
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}

/// Words in the order of their number, and a generator of numbers.
struct Words {
    words: Vec<String>,
    state: u64,
}

impl Words {
    fn of(texts: &[String]) -> Words {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for word in texts.iter().flat_map(|text| text.split(|c: char| !c.is_ascii_alphanumeric())) {
            if (3..14).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_lowercase()) {
                *counts.entry(word).or_default() += 1;
            }
        }
        let mut words: Vec<(usize, &str)> = counts.into_iter().map(|(word, count)| (count, word)).collect();
        words.sort_by(|a, b| b.cmp(a));
        Words { words: words.into_iter().map(|(_, word)| word.to_owned()).collect(), state: 1 }
    }

    /// Some words, common ones more often than others.
    fn phrase(&mut self, count: usize) -> String {
        let mut phrase = Vec::new();
        for _ in 0..count {
            self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let share = (self.state >> 33) as f64 / (1_u64 << 31) as f64;
            phrase.push(self.words[(share * share * self.words.len() as f64) as usize].as_str());
        }
        phrase.join(" ")
    }
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
