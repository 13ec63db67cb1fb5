//! `init`: a project of one's own, from an empty folder to a site that is built. What is not
//! given is asked for in a terminal; nothing that is there already is touched.

use super::{Cli, Command, Voice, build, could_not, shipped, write_new};
use clap::builder::PossibleValuesParser;
use clap::{Args, Parser};
use statuary::diag::{Colors, Format};
use statuary::source::{LOCK_FILE, SITE_FILE, Sources};
use statuary::{Options, Start, around, compile};
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// How many files of content are named one by one.
const FEW: usize = 20;

/// What the project is about.
#[derive(Args)]
pub struct Init {
    /// The folder of the project; it is made where it is missing
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// Start from a whole example instead, of which nothing has to be asked
    #[arg(short, long, value_name = "NAME", value_parser = PossibleValuesParser::new(shipped::examples()))]
    #[arg(conflicts_with_all = ["title", "noun", "keys", "classes", "base_url"])]
    example: Option<String>,
    /// What the site is called [default: the folder's name]
    #[arg(short, long, value_name = "TEXT")]
    title: Option<String>,
    /// What one of the things is called that its pages explain [default: error]
    #[arg(short, long, value_name = "WORD")]
    noun: Option<String>,
    /// Keys to begin with, such as --keys card_declined,card_expired [default: E1001,E1002]
    #[arg(short, long, value_name = "KEYS", value_delimiter = ',', allow_hyphen_values = true)]
    keys: Vec<String>,
    /// The classes that they belong to, such as --classes client,server [default: none]
    #[arg(short, long, value_name = "KEYS", value_delimiter = ',', allow_hyphen_values = true)]
    classes: Vec<String>,
    /// The address at which the site will be published [default: https://example.com/]
    #[arg(short, long, value_name = "URL")]
    base_url: Option<String>,
    /// Ask nothing, and take the defaults for what is not given
    #[arg(short, long)]
    yes: bool,
}

/// Writes the project, and builds it.
pub fn run(init: &Init, voice: Voice) -> ExitCode {
    let files = match init.example.as_deref().map_or_else(|| started(init), |name| Ok(example(name))) {
        Ok(files) => files,
        Err(code) => return code,
    };
    let folder = &init.folder;
    if let Some((path, _)) = files.iter().find(|(path, _)| path.starts_with("content/") && folder.join(path).exists()) {
        let help = "name an empty folder; what is there already is kept as it is";
        return could_not(&format!("{} is there already\nhelp: {help}", folder.join(path).display()));
    }
    if let Some(report) = slips(&files) {
        return could_not(&format!("these answers give a site that `check` refuses:\n{report}"));
    }
    if let Err(code) = write(folder, &files, voice) {
        return code;
    }
    let root = folder.to_string_lossy();
    let build = Cli::try_parse_from(["statuary", "build", "--strict", "--root", &root]);
    let built = match build.map(|cli| cli.command) {
        Ok(Command::Build(arguments)) => build::run(&arguments, voice),
        _ => ExitCode::from(2),
    };
    if built == ExitCode::SUCCESS {
        if init.example.is_none() {
            forget_places(folder);
        }
        let there = if folder == Path::new(".") { String::new() } else { format!("cd {root} && ") };
        voice.say(&format!("see it with `{there}statuary serve --open`; {SITE_FILE} says what pages are made of"));
    }
    built
}

/// Takes the places in pages out of the list of what was published: the samples are there to be
/// written over, and nobody links to their headings.
fn forget_places(folder: &Path) {
    let lock = folder.join(LOCK_FILE);
    let Ok(text) = std::fs::read_to_string(&lock) else { return };
    let kept = text.lines().filter(|line| line.starts_with('#') || !line.contains('#'));
    let _ = std::fs::write(lock, kept.map(|line| format!("{line}\n")).collect::<String>());
}

/// The files of a project made out of answers.
fn started(init: &Init) -> Result<Sources, ExitCode> {
    let start = answers(init);
    let problems = start.problems();
    if problems.is_empty() {
        return Ok(start.files());
    }
    for problem in problems {
        could_not(&problem);
    }
    Err(ExitCode::from(2))
}

/// The files of an example, with what stands around any content.
fn example(name: &str) -> Sources {
    let mut files = shipped::example(name);
    let site = files.get(SITE_FILE).and_then(|file| file.text()).unwrap_or_default().to_owned();
    let line = |start: &str| site.lines().find_map(|line| line.strip_prefix(start)).unwrap_or(name);
    let around = around(line("title: "), line("tagline: "));
    files.extend(around.iter().map(|(path, source)| (path.to_owned(), source.clone())));
    files
}

/// What was given, what is answered, and else the defaults.
fn answers(init: &Init) -> Start {
    let asks = !init.yes && io::stdin().is_terminal() && io::stderr().is_terminal();
    let ask = |question: &str, default: String| if asks { asked(question, default) } else { default };
    let list = |text: String| text.split([',', ' ']).filter(|key| !key.is_empty()).map(str::to_owned).collect();
    let own_name = std::path::absolute(&init.folder).ok();
    let own_name = own_name.and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
    let own_name = own_name.unwrap_or_else(|| "Error codes".to_owned());
    let text = |given: &Option<String>, question: &str, default: &str| {
        given.clone().unwrap_or_else(|| ask(question, default.to_owned()))
    };
    let keys = |given: &[String], question: &str, default: &str| match given {
        [] => list(ask(question, default.to_owned())),
        given => given.to_vec(),
    };
    Start {
        title: text(&init.title, "what is the site called", &own_name),
        noun: text(&init.noun, "what is one of the things called that it explains", "error"),
        keys: keys(&init.keys, "how do two of their keys look", "E1001, E1002"),
        classes: keys(&init.classes, "which classes do they belong to, if any", ""),
        base_url: text(&init.base_url, "at which address will it be published", "https://example.com/"),
    }
}

/// The answer to a question; the default where there is none.
fn asked(question: &str, default: String) -> String {
    let shown = if default.is_empty() { String::new() } else { format!(" [{default}]") };
    eprint!("{question}?{shown} ");
    let _ = io::stderr().flush();
    let mut answer = String::new();
    let is_answered = io::stdin().lock().read_line(&mut answer).is_ok() && !answer.trim().is_empty();
    if is_answered { answer.trim().to_owned() } else { default }
}

/// What `check --strict` would say of the project, if anything.
fn slips(files: &Sources) -> Option<String> {
    let mut sources = shipped::themes();
    sources.extend(files.iter().map(|(path, source)| (path.to_owned(), source.clone())));
    let report = compile(&sources, &Options::default(), Vec::new()).report;
    (report.errors() + report.warnings() > 0).then(|| report.print(Format::Text, Colors::Never))
}

/// Writes what is not there, and names it; the pages of a whole example are counted.
fn write(folder: &Path, files: &Sources, voice: Voice) -> Result<(), ExitCode> {
    let pages = files.below("content/").count();
    for (path, source) in files.iter() {
        if folder.join(path).exists() {
            voice.say(&format!("kept {path}, which was there"));
            continue;
        }
        if let Err(error) = write_new(folder, path, source.text().unwrap_or_default()) {
            return Err(could_not(&format!("cannot write {}: {error}", folder.join(path).display())));
        }
        if pages <= FEW || !path.starts_with("content/") {
            voice.say(&format!("wrote {path}"));
        }
    }
    if pages > FEW {
        voice.say(&format!("wrote {pages} files below content/"));
    }
    Ok(())
}
