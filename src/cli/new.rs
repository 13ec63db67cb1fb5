//! `statuary new`: writes a page that passes the check.

use super::project::Root;
use super::{could_not, write_new};
use clap::Args;
use statuary::{Draft, load, scaffold};
use std::collections::BTreeMap;
use std::io::{self, BufRead, IsTerminal, Write};
use std::process::ExitCode;

/// The arguments of `new`.
#[derive(Args)]
pub struct New {
    /// The page's key, such as 425
    key: String,
    #[command(flatten)]
    root: Root,
    /// The kind of page [default: the first one in site.yaml]
    #[arg(short, long, value_name = "NAME")]
    kind: Option<String>,
    /// A field's value, such as --set title="Too Early"; may be repeated
    #[arg(short, long, value_name = "FIELD=VALUE", value_parser = assignment)]
    set: Vec<(String, String)>,
}

fn assignment(text: &str) -> Result<(String, String), String> {
    let (field, value) = text.split_once('=').ok_or("write a field's name, `=` and its value")?;
    Ok((field.trim().to_owned(), value.trim().to_owned()))
}

/// Writes the page and says what is still to be written.
pub fn run(new: New) -> ExitCode {
    let root = new.root.place();
    let (sources, _) = load(&root);
    let mut given: BTreeMap<String, String> = new.set.into_iter().collect();
    let draft = |given: &BTreeMap<String, String>| scaffold(&sources, new.kind.as_deref(), &new.key, given);
    let first = match draft(&given) {
        Ok(draft) => draft,
        Err(message) => return could_not(&message),
    };
    if io::stdin().is_terminal() && io::stderr().is_terminal() {
        ask(&first, &mut given);
    }
    let draft = match draft(&given) {
        Ok(draft) => draft,
        Err(message) => return could_not(&message),
    };
    if let Err(error) = write_new(&root, &draft.path, &draft.text) {
        return could_not(&format!("cannot write {}: {error}", draft.path));
    }
    eprintln!("wrote {}", draft.path);
    for gap in &draft.gaps {
        eprintln!("  still to be written: {gap}");
    }
    ExitCode::SUCCESS
}

/// Asks for each text that is still to be written; an empty answer leaves it so.
fn ask(draft: &Draft, given: &mut BTreeMap<String, String>) {
    for gap in draft.gaps.iter().filter(|gap| gap.takes_text) {
        eprint!("{gap}: ");
        let _ = io::stderr().flush();
        let mut answer = String::new();
        if io::stdin().lock().read_line(&mut answer).is_err() || answer.is_empty() {
            eprintln!();
            return;
        }
        if !answer.trim().is_empty() {
            given.insert(gap.name.clone(), answer.trim().to_owned());
        }
    }
}
