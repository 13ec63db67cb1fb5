//! `new`: writes a page that passes the check. A value is tried on the whole site before
//! anything is written, so that what is refused is told here and not by the next check.

use super::project::Root;
use super::trial::{errors, new_errors};
use super::{Voice, could_not, write_new};
use clap::Args;
use statuary::diag::Finding;
use statuary::source::Sources;
use statuary::{Gap, NewPage, load, scaffold};
use std::collections::BTreeMap;
use std::io::{self, BufRead, IsTerminal, Write};
use std::process::ExitCode;

/// The arguments of `new`.
#[derive(Args)]
pub struct New {
    /// The page's key, such as 427
    #[arg(allow_negative_numbers = true)]
    key: String,
    #[command(flatten)]
    root: Root,
    /// The kind of page [default: the first one in site.yaml]
    #[arg(short, long, value_name = "NAME")]
    kind: Option<String>,
    /// A field's value as it stands in a page, such as --set title="Too Early"; may be repeated
    #[arg(short, long, value_name = "FIELD=VALUE", value_parser = assignment)]
    set: Vec<(String, String)>,
}

fn assignment(text: &str) -> Result<(String, String), String> {
    let (field, value) = text.split_once('=').ok_or("write a field's name, `=` and its value")?;
    Ok((field.trim().to_owned(), value.trim().to_owned()))
}

/// Values by their fields.
type Given = BTreeMap<String, String>;

/// Writes the page and says what is still to be written.
pub fn run(new: New, voice: Voice) -> ExitCode {
    let root = new.root.place();
    let (sources, _) = load(&root);
    if let Some(twice) =
        new.set.iter().enumerate().find(|(at, (name, _))| new.set[..*at].iter().any(|(n, _)| n == name))
    {
        return could_not(&format!(
            "\"{}\" is set twice\nhelp: keep one of the two; a list takes several values: [a, b]",
            twice.1.0
        ));
    }
    let given: Given = new.set.iter().cloned().collect();
    match made(&new, &sources, given) {
        Ok(page) => match write_new(&root, &page.path, &page.text) {
            Ok(()) => told(&page, voice),
            Err(error) => could_not(&format!("cannot write {}: {error}", page.path)),
        },
        Err(messages) => {
            for message in messages {
                could_not(&message);
            }
            ExitCode::from(2)
        }
    }
}

fn told(page: &NewPage, voice: Voice) -> ExitCode {
    voice.say(&format!("wrote {}", page.path));
    for gap in &page.gaps {
        voice.say(&format!("  still to be written: {gap}"));
    }
    ExitCode::SUCCESS
}

/// The page, with what was asked for in a terminal; or all that keeps it from passing the
/// check.
fn made(new: &New, sources: &Sources, mut given: Given) -> Result<NewPage, Vec<String>> {
    let trial = Trial { new, sources, known: errors(sources) };
    let page = trial.page(&given)?;
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return Ok(page);
    }
    for gap in &page.gaps {
        match ask(gap, |answer| {
            let mut given = given.clone();
            given.insert(gap.name.clone(), answer.to_owned());
            trial.page(&given).map(drop)
        }) {
            Some(answer) => drop(given.insert(gap.name.clone(), answer)),
            None => break,
        }
        given.retain(|_, value| !value.is_empty());
    }
    trial.page(&given)
}

/// Asks for what is still to be written until an answer passes; an empty one leaves it so.
/// Nothing is given when there is nobody to answer.
fn ask(gap: &Gap, passes: impl Fn(&str) -> Result<(), Vec<String>>) -> Option<String> {
    loop {
        eprint!("{gap}: ");
        let _ = io::stderr().flush();
        let mut answer = String::new();
        if io::stdin().lock().read_line(&mut answer).is_err() || answer.is_empty() {
            eprintln!();
            return None;
        }
        let answer = answer.trim();
        if answer.is_empty() {
            return Some(String::new());
        }
        match passes(answer) {
            Ok(()) => return Some(answer.to_owned()),
            Err(messages) => {
                for message in messages {
                    could_not(&message);
                }
            }
        }
    }
}

/// A page on trial in its site.
struct Trial<'a> {
    new: &'a New,
    sources: &'a Sources,
    /// What is wrong with the site without it.
    known: Vec<Finding>,
}

impl Trial<'_> {
    /// The page with the values; or all that would be wrong with the site that has it.
    fn page(&self, given: &Given) -> Result<NewPage, Vec<String>> {
        let page = scaffold(self.sources, self.new.kind.as_deref(), &self.new.key, given).map_err(|why| vec![why])?;
        let mut sources = self.sources.clone();
        sources.insert_text(page.path.as_str(), page.text.as_str());
        let found = new_errors(&self.known, &sources);
        if found.is_empty() {
            return Ok(page);
        }
        Err(found.iter().map(|found| self.refusal(&page, given, found)).collect())
    }

    /// What is wrong, in terms of what was asked for.
    fn refusal(&self, page: &NewPage, given: &Given, found: &Finding) -> String {
        let line = if found.path == page.path { page.text.lines().nth(found.line - 1) } else { None };
        let field = line.and_then(|line| line.split_once(':')).map(|(name, _)| name);
        let what = match field.and_then(|field| given.get_key_value(field)) {
            Some((field, value)) => format!("--set {field}={value}"),
            None if found.path == page.path => self.new.key.clone(),
            None => format!("{}:{}:{}", found.path, found.line, found.column),
        };
        let help = found.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
        format!("{what}: {}{help}", found.message)
    }
}
