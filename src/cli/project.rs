//! What site a command is about: where it lies, what takes the place of a line of its
//! `site.yaml`, and how its problems are printed.

use super::{called, colors, could_not, print};
use clap::{Args, ValueEnum};
use statuary::diag::{Format, Report, nearest};
use statuary::source::{SITE_FILE, Sources};
use statuary::{Minify, Options};
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

/// Where the project lies.
#[derive(Args, Clone)]
pub struct Root {
    /// The folder that holds content/ and themes/ [default: this one, or the nearest above it]
    #[arg(short, long, value_name = "FOLDER")]
    root: Option<PathBuf>,
}

impl Root {
    /// The folder that was named, or else the nearest from here upward that holds
    /// `content/site.yaml`. The search ends at the top of a repository.
    pub fn place(&self) -> PathBuf {
        if let Some(root) = &self.root {
            return root.clone();
        }
        let mut place = PathBuf::from(".");
        let here = std::env::current_dir().unwrap_or_default();
        for folder in here.ancestors() {
            if folder.join(SITE_FILE).is_file() {
                return place;
            }
            if folder.join(".git").exists() {
                break;
            }
            place = if place == Path::new(".") { PathBuf::from("..") } else { place.join("..") };
        }
        PathBuf::from(".")
    }

    /// The folder, if there is a project in it at all.
    pub fn find(&self) -> Result<PathBuf, ExitCode> {
        let root = self.place();
        let content = root.join("content");
        if !root.is_dir() {
            return Err(could_not(&format!("there is no folder {}", root.display())));
        }
        if !content.is_dir() {
            let help = "run this inside the folder that holds content/ and themes/, or name it with --root";
            return Err(could_not(&format!("there is no folder {}\nhelp: {help}", content.display())));
        }
        Ok(root)
    }
}

/// What site is meant.
#[derive(Args, Clone)]
pub struct Project {
    #[command(flatten)]
    pub root: Root,
    /// The theme to use instead of the one that site.yaml names
    #[arg(short, long, value_name = "NAME")]
    theme: Option<String>,
    /// The address of the published home page, instead of the one in site.yaml
    #[arg(short, long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    /// Where a page can be edited, instead of the one in site.yaml; {path} stands for the
    /// path of its file below content/
    #[arg(long, value_name = "URL", value_parser = edit_url)]
    edit_url: Option<String>,
    /// How to print problems
    #[arg(short, long, value_enum, default_value_t = FormatName::Text)]
    format: FormatName,
}

#[derive(Clone, Copy, ValueEnum)]
enum FormatName {
    /// For people
    Text,
    /// One JSON object on standard output
    Json,
    /// SARIF 2.1.0 on standard output
    Sarif,
    /// Annotations for a GitHub workflow on standard output
    Github,
}

impl FormatName {
    fn format(self) -> Format {
        match self {
            FormatName::Text => Format::Text,
            FormatName::Json => Format::Json,
            FormatName::Sarif => Format::Sarif,
            FormatName::Github => Format::Github,
        }
    }
}

fn base_url(text: &str) -> Result<String, String> {
    if statuary::is_address(text) {
        Ok(text.to_owned())
    } else {
        Err("write an http or https address, such as https://example.com/docs/".to_owned())
    }
}

fn edit_url(text: &str) -> Result<String, String> {
    match statuary::is_address(text) && text.contains("{path}") {
        true => Ok(text.to_owned()),
        false => Err("write an address with {path} in it, such as https://github.com/me/site/edit/main/content/{path}"
            .to_owned()),
    }
}

impl Project {
    pub fn options(&self, minify: Minify) -> Options {
        let Project { theme, base_url, edit_url, .. } = self.clone();
        Options { theme, base_url, edit_url, minify, ..Options::default() }
    }

    /// Prints the report.
    pub fn print(&self, report: &Report) {
        let text = report.print(self.format.format(), colors());
        match self.format {
            FormatName::Text if !text.is_empty() => eprintln!("{text}"),
            FormatName::Text => {}
            _ => print(&text),
        }
    }

    /// Where a reader of the report is told more of its first problem.
    pub fn more(&self, report: &Report) -> String {
        let first = report.findings.iter().min_by_key(|found| found.severity);
        match (self.format, first) {
            (FormatName::Text, Some(first)) => format!("; `{} explain {}` tells more", called(), first.code),
            _ => String::new(),
        }
    }
}

/// `2 errors, 1 warning`.
pub fn counts(report: &Report) -> String {
    match (report.errors(), report.warnings()) {
        (errors, 0) => plural(errors, "error"),
        (0, warnings) => plural(warnings, "warning"),
        (errors, warnings) => format!("{}, {}", plural(errors, "error"), plural(warnings, "warning")),
    }
}

/// `2 errors`.
pub fn plural(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

/// The paths of files and folders that are asked for; or what to say of one that is none.
pub fn asked_for(files: &[PathBuf], root: &Path, sources: &Sources) -> Result<Vec<String>, String> {
    files.iter().map(|file| path_in_project(root, file, sources)).collect()
}

/// Whether a file is one that was asked for, or lies in a folder that was.
pub fn is_in(path: &str, asked: &str) -> bool {
    asked.is_empty() || path.strip_prefix(asked).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The findings in what was asked for, and how many there are elsewhere.
pub fn only(mut report: Report, asked: &[String]) -> (Report, String) {
    if asked.is_empty() {
        return (report, String::new());
    }
    let all = report.findings.len();
    report.findings.retain(|found| asked.iter().any(|path| is_in(&found.path, path)));
    let elsewhere = match all - report.findings.len() {
        0 => String::new(),
        count => format!("; {} elsewhere, `check` alone shows all", plural(count, "problem")),
    };
    (report, elsewhere)
}

/// The path of a file or folder below the root. It may be written from here or from the
/// root; whatever it is, the site has to be made from it.
fn path_in_project(root: &Path, file: &Path, sources: &Sources) -> Result<String, String> {
    let inside = |place: PathBuf| {
        let place = std::fs::canonicalize(place).ok()?;
        let inside = place.strip_prefix(std::fs::canonicalize(root).ok()?).ok()?.to_owned();
        let parts = inside.components().filter_map(|part| match part {
            Component::Normal(part) => Some(part.to_string_lossy().into_owned()),
            _ => None,
        });
        let path = parts.collect::<Vec<_>>().join("/");
        sources.iter().any(|(known, _)| is_in(known, &path)).then_some(path)
    };
    inside(file.to_owned()).or_else(|| inside(root.join(file))).ok_or_else(|| {
        let written = file.to_string_lossy();
        let near = nearest(&written, sources.iter().map(|(path, _)| path));
        let near = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
        format!("the site is not made from {written}{near}\nhelp: name a file or folder of content/ or themes/")
    })
}
