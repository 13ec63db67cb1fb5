//! `import`: pages out of OpenAPI, CSV, JSON, YAML and markdown. All of it is tried on the
//! whole site before anything is written.

use super::project::{Root, plural};
use super::trial::{errors, new_errors};
use super::{Voice, could_not, with_line_ends_of, write_new};
use clap::Args;
use statuary::diag::Finding;
use statuary::source::Sources;
use statuary::{Imported, Left, List, Places, Unlinked, import, load, rows, unlinked};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What to import.
#[derive(Args)]
pub struct Import {
    /// Files of OpenAPI, CSV, JSON, YAML or markdown, or folders of markdown
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    root: Root,
    /// The kind of page [default: the first one in site.yaml that has keys]
    #[arg(short, long, value_name = "NAME")]
    kind: Option<String>,
    /// The field that takes a column, such as --map http=status; may be repeated
    #[arg(short, long, value_name = "COLUMN=FIELD", value_parser = pair)]
    map: Vec<(String, String)>,
    /// Where the rows are in a file of JSON or YAML, such as --rows runs.0.tool.driver.rules
    /// [default: the longest list of rows with keys]
    #[arg(long, value_name = "WAY")]
    rows: Option<String>,
    /// The level of the headings of markdown that each stand for a page
    /// [default: the first on which all are keys, or else one page for each file]
    #[arg(long, value_name = "LEVEL", value_parser = clap::value_parser!(u8).range(1..=6))]
    headings: Option<u8>,
    /// Say what would be written, and write nothing
    #[arg(short = 'n', long)]
    dry_run: bool,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (column, field) = text.split_once('=').ok_or("write a column's name, `=` and the field that takes it")?;
    Ok((statuary::column(column), field.trim().to_owned()))
}

/// Writes the pages, and says what found no place.
pub fn run(arguments: &Import, voice: Voice) -> ExitCode {
    let root = match arguments.root.find() {
        Ok(root) => root,
        Err(code) => return code,
    };
    let (sources, _) = load(&root);
    let named: BTreeMap<String, String> = arguments.map.iter().cloned().collect();
    let places = Places { rows: arguments.rows.clone(), headings: arguments.headings.map(usize::from) };
    let found = materials(&arguments.files).and_then(|materials| {
        let all: Result<Vec<_>, String> = materials.iter().map(|material| rows(material, &places)).collect();
        import(&sources, arguments.kind.as_deref(), &all?.concat(), &named)
    });
    let mut imported = match found {
        Ok(imported) => imported,
        Err(message) => return could_not(&message),
    };
    refuse(&sources, &mut imported);
    if !arguments.dry_run
        && let Err(error) = write(&root, &imported)
    {
        return could_not(&format!("cannot write: {error}\nhelp: version control shows what was done up to then"));
    }
    told(&imported, arguments.dry_run, voice)
}

/// The files that are named, and the markdown in folders that are.
fn materials(files: &[PathBuf]) -> Result<Vec<List>, String> {
    let mut materials = Vec::new();
    for file in files {
        let cannot = |error: io::Error| format!("cannot read {}: {error}", file.display());
        let paths = if file.is_dir() {
            let mut paths = Vec::new();
            markdown_below(file, &mut paths).map_err(cannot)?;
            paths.sort();
            if paths.is_empty() {
                return Err(format!("{} holds no markdown", file.display()));
            }
            paths
        } else {
            vec![file.clone()]
        };
        for path in paths {
            let text = std::fs::read_to_string(&path).map_err(cannot)?;
            materials.push(List { path: path.to_string_lossy().replace('\\', "/"), text });
        }
    }
    Ok(materials)
}

/// The markdown in a folder and in those below it.
fn markdown_below(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            markdown_below(&entry.path(), paths)?;
        } else {
            paths.extend(Some(entry.path()).filter(|path| path.extension().is_some_and(|ending| ending == "md")));
        }
    }
    Ok(())
}

/// Problems of links that lead nowhere.
const DEAD: [&str; 4] = ["dead-link", "dead-anchor", "no-definition", "unclear-link"];

/// Takes out the pages that `check` would refuse, with the reason for each. A link of a new page
/// that leads nowhere is led to the page whose key it names, or becomes the words that it shows.
fn refuse(sources: &Sources, imported: &mut Imported) {
    let known = errors(sources);
    loop {
        let mut changed = sources.clone();
        for (path, text) in imported.new.iter().chain(&imported.changed) {
            changed.insert_text(path.as_str(), text.as_str());
        }
        let before = imported.new.len() + imported.changed.len();
        let found = new_errors(&known, &changed);
        if unlink(&changed, &found, imported) {
            continue;
        }
        for found in found {
            // What is told once may be wrong in many places.
            let more = found.more.iter().map(|more| (&more.path, more.line, more.column));
            for (path, line, column) in [(&found.path, found.line, found.column)].into_iter().chain(more) {
                if imported.new.remove(path).or_else(|| imported.changed.remove(path)).is_some() {
                    imported.left.rows.push(format!("{path}:{line}:{column}: {}", found.message));
                }
            }
        }
        // What was taken out may have been what others referred to.
        if imported.new.len() + imported.changed.len() == before {
            return;
        }
    }
}

/// Mends the links of new pages that lead nowhere. Gives whether there were any.
fn unlink(sources: &Sources, found: &[Finding], imported: &mut Imported) -> bool {
    let stem = |path: &str| path.rsplit('/').next().and_then(|name| name.strip_suffix(".md")).map(str::to_owned);
    let keys = sources.below("content/").filter_map(|(path, _)| stem(path)).map(|key| (key.clone(), key)).collect();
    let mut places: Vec<(&str, usize, usize)> = Vec::new();
    for found in found.iter().filter(|found| DEAD.contains(&found.code)) {
        places.push((&found.path, found.line, found.column));
        places.extend(found.more.iter().map(|more| (more.path.as_str(), more.line, more.column)));
    }
    // From the last to the first, so that places stay.
    places.sort_unstable_by(|a, b| b.cmp(a));
    let mut is_mended = false;
    let before = imported.left.links.len();
    for (path, line, column) in places {
        let Some(text) = imported.new.get_mut(path) else { continue };
        let Some(Unlinked { text: mended, was, is_led }) = unlinked(text, line, column, &keys) else { continue };
        *text = mended;
        is_mended = true;
        if !is_led {
            imported.left.links.push(format!("{path}:{line}:{column}: {was}"));
        }
    }
    imported.left.links[before..].reverse();
    is_mended
}

fn write(root: &Path, imported: &Imported) -> io::Result<()> {
    for (path, text) in &imported.new {
        write_new(root, path, text)?;
    }
    for (path, text) in &imported.changed {
        std::fs::write(root.join(path), with_line_ends_of(&root.join(path), text))?;
    }
    Ok(())
}

fn told(imported: &Imported, dry_run: bool, voice: Voice) -> ExitCode {
    let Imported { new, changed, same, left: Left { columns, rows, links } } = imported;
    let would = if dry_run { "would have " } else { "" };
    let counts = format!("{} written, {} updated, {same} as they were", plural(new.len(), "page"), changed.len());
    voice.say(&format!("{would}{counts}"));
    if !columns.is_empty() {
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        voice.say(&format!("no field takes {}; --map COLUMN=FIELD names one", columns.join(", ")));
    }
    for link in links {
        eprintln!("leads nowhere and is plain text now: {link}");
    }
    for row in rows {
        eprintln!("left out {row}");
    }
    if rows.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
}
