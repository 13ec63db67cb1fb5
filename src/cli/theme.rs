//! `theme`: what a site's theme is made of, and files of it taken out to be changed.

use super::project::{Project, plural};
use super::{Voice, could_not, print, with_line_ends_of, write_new};
use clap::{Args, Subcommand};
use statuary::diag::Report;
use statuary::source::Sources;
use statuary::{eject, left_behind, load, theme_files};
use std::path::Path;
use std::process::ExitCode;

/// What to do with the theme.
#[derive(Args)]
pub struct Theme {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// List the templates and assets of the site, each with the theme that it comes from
    List(List),
    /// Copy templates or assets into the project's own theme, where they can be changed
    ///
    /// Where the project has no theme of its own, one is made that extends the one in use,
    /// and site.yaml names it. theme.yaml keeps note of what was copied.
    Eject(Eject),
    /// Tell which copied files have changed since in the theme they were copied from
    Doctor(List),
}

#[derive(Args)]
struct List {
    #[command(flatten)]
    project: Project,
}

#[derive(Args)]
struct Eject {
    /// The files, such as entry.html or style.css; `theme list` names them all
    #[arg(required = true)]
    names: Vec<String>,
    #[command(flatten)]
    project: Project,
}

/// Does it.
pub fn run(theme: &Theme, voice: Voice) -> ExitCode {
    let project = match &theme.action {
        Action::List(List { project }) | Action::Doctor(List { project }) | Action::Eject(Eject { project, .. }) => {
            project
        }
    };
    let root = match project.root.find() {
        Ok(root) => root,
        Err(code) => return code,
    };
    let (sources, _) = load(&root);
    match &theme.action {
        Action::List(_) => {
            theme_files(&sources).iter().for_each(|(file, theme)| print(&format!("{file:40} {theme}\n")));
            ExitCode::SUCCESS
        }
        Action::Eject(Eject { names, .. }) => ejected(&root, &sources, names, voice),
        Action::Doctor(_) => {
            let (count, behind) = left_behind(&sources);
            let report = Report::new(behind, &sources);
            project.print(&report);
            let taken = plural(count, "copied file");
            match report.warnings() {
                0 => voice.say(&format!("{taken}: all as new as the theme they come from")),
                _ => return ExitCode::from(1),
            }
            ExitCode::SUCCESS
        }
    }
}

fn ejected(root: &Path, sources: &Sources, names: &[String], voice: Voice) -> ExitCode {
    let is_own = |theme: &str| root.join("themes").join(theme).is_dir();
    let written = match eject(sources, &is_own, names) {
        Ok(written) => written,
        Err(message) => return could_not(&message),
    };
    // What is new first, so that a failure leaves nothing that names what is not there.
    let (new, old): (Vec<_>, Vec<_>) = written.iter().partition(|(path, _)| !root.join(path).exists());
    for (path, text) in new.iter().chain(&old) {
        let place = root.join(path);
        let done = match place.exists() {
            true => std::fs::write(&place, with_line_ends_of(&place, text)),
            false => write_new(root, path, text),
        };
        if let Err(error) = done {
            return could_not(&format!("cannot write {path}: {error}"));
        }
    }
    new.iter().for_each(|(path, _)| voice.say(&format!("wrote {path}")));
    old.iter().for_each(|(path, _)| voice.say(&format!("changed {path}")));
    ExitCode::SUCCESS
}
