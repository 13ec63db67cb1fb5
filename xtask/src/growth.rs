//! How the instructions of a build grow with what a site holds: a site of little but
//! many of one thing is built at two sizes, and eight times as many may take hardly more
//! than eight times as long. The site itself lies in `bench/growth/`.

use crate::budget;
use crate::layout::{copy, put};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// How many times as many things the larger site has.
const TIMES: usize = 8;

/// How many times as much each thing may take there. Sorting and looking up take a few
/// parts in a hundred more; whatever goes through all things for each takes many.
const MOST: f64 = 1.15;

/// A way in which a site grows.
struct Shape {
    name: &'static str,
    /// How many things the smaller site has.
    few: usize,
    /// The files of a site with so many.
    files: fn(usize) -> Vec<(String, String)>,
    /// Whether each of the things is a mistake.
    is_wrong: bool,
}

const SHAPES: [Shape; 14] = [
    shape("pages below one parent", 50, |n| pages(n, |at| code(at, &word(at), "class: one\n"))),
    shape("keys that begin alike", 50, |n| {
        let key = |at: usize| format!("one-long-beginning-of-all-{at:05}");
        (0..n).map(|at| page(&key(at), &word(at), "", "")).collect()
    }),
    shape("equal titles and summaries", 50, |n| {
        pages(n, |at| code(at, "The very same title", "summary: The very same summary of a page\n"))
    }),
    shape("pages that refer to their neighbours and to one", 50, |n| {
        pages(n, |at| {
            let others: BTreeSet<usize> = [(at + 1) % n, (at + n - 1) % n, n / 2].into();
            let keys: Vec<String> = others.into_iter().filter(|other| *other != at).map(key).collect();
            code(at, &word(at), &format!("related: [{}]\n", keys.join(", ")))
        })
    }),
    shape("equal headings of a page", 125, |n| one("", &"## Same words\n\ntext\n\n".repeat(n))),
    shape("links of a page to its headings", 125, |n| {
        one("", &lines(n, |at| format!("## Part {at}\n\n[there](#part-{at}) and [home](../index.md)\n\n")))
    }),
    shape("notes of a page", 125, |n| one("", &lines(n, |at| format!("word[^{at}]\n\n[^{at}]: note\n\n")))),
    shape("rows of a page's table", 125, |n| {
        one("", &format!("| a | b |\n|---|---|\n{}", lines(n, |at| format!("| {} | `x{at}` |\n", word(at)))))
    }),
    shape("items of a field", 125, |n| one(&format!("numbers:\n{}", lines(n, |at| format!("  - 1.{at}0\n"))), "")),
    shape("items of a field on one line", 125, |n| {
        one(&format!("numbers: [{}]\n", lines(n, |at| format!("1.{at}0, "))), "")
    }),
    shape("rows of a table", 125, |n| {
        table(n, |at| format!("- id: row-{at}\n  name: {}\n  size: {at}\n  share: 1.{at}0\n", word(at)))
    }),
    shape("rows of a table on a line each", 125, |n| {
        table(n, |at| format!("- {{id: row-{at}, name: {}, size: {at}, share: 1.{at}0}}\n", word(at)))
    }),
    Shape {
        is_wrong: true,
        ..shape("wrong rows of a table", 125, |n| table(n, |at| format!("- id: r{at}\n  size: x{at}\n")))
    },
    Shape {
        is_wrong: true,
        ..shape("dead links of a page", 125, |n| one("", &lines(n, |at| format!("[to](no-{at}.md)\n\n"))))
    },
];

const fn shape(name: &'static str, few: usize, files: fn(usize) -> Vec<(String, String)>) -> Shape {
    Shape { name, few, files, is_wrong: false }
}

/// Compares two sizes of each shape, and says which of them grow too fast. The sites are
/// written into a folder of this process, since another that counts at the same time would
/// put its own in their place.
pub fn check(root: &Path, target: &Path, program: &Path) -> Result<String, String> {
    let folder = target.join(format!("growth-{}", std::process::id()));
    let said = compare(root, &folder, program);
    let _ = fs::remove_dir_all(&folder);
    said
}

fn compare(root: &Path, folder: &Path, program: &Path) -> Result<String, String> {
    let mut wrong = Vec::new();
    for shape in &SHAPES {
        let count = |things: usize| counted(root, folder, program, shape, things);
        let base = count(1)?;
        let (few, many) =
            (count(1 + shape.few)?.saturating_sub(base), count(1 + shape.few * TIMES)?.saturating_sub(base));
        let share = many as f64 / (few * TIMES as u64).max(1) as f64;
        eprintln!(
            "{:50} {:>9} instructions each, {share:.3} of it among {TIMES} times as many",
            shape.name,
            few / shape.few as u64
        );
        if share > MOST {
            wrong.push(format!(
                "{} take {share:.3} times as much each among {TIMES} times as many, {MOST} at most",
                shape.name
            ));
        }
    }
    if wrong.is_empty() { Ok(format!("all {} shapes grow evenly", SHAPES.len())) } else { Err(wrong.join("\n")) }
}

/// The instructions of a build of a site with so many things.
fn counted(root: &Path, folder: &Path, program: &Path, shape: &Shape, things: usize) -> Result<u64, String> {
    write(root, folder, &(shape.files)(things)).map_err(|error| error.to_string())?;
    let arguments = ["build".as_ref(), "--no-minify".as_ref(), "--root".as_ref(), folder.as_os_str()];
    budget::instructions(program, &arguments, shape.is_wrong)
}

/// Lays files onto the site that grows.
fn write(root: &Path, folder: &Path, files: &[(String, String)]) -> std::io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    copy(&root.join("bench/growth"), folder)?;
    for name in ["search-engine.js", "search-shards.js", "search-box.js"] {
        let script = fs::read_to_string(root.join("themes/default/assets").join(name))?;
        put(&folder.join("themes/growth/assets").join(name), &script)?;
    }
    files.iter().try_for_each(|(path, text)| put(&folder.join(path), text))
}

fn key(at: usize) -> String {
    format!("k{at:05}")
}

fn code(at: usize, title: &str, fields: &str) -> (String, String) {
    page(&key(at), title, fields, "")
}

fn page(key: &str, title: &str, fields: &str, body: &str) -> (String, String) {
    (format!("content/codes/{key}.md"), format!("---\ncode: \"{key}\"\ntitle: {title}\n{fields}---\n\n{body}"))
}

fn pages(count: usize, page: impl Fn(usize) -> (String, String)) -> Vec<(String, String)> {
    (0..count).map(page).collect()
}

/// One page that holds all things.
fn one(fields: &str, body: &str) -> Vec<(String, String)> {
    vec![page("one", "One", fields, body)]
}

fn table(count: usize, row: impl Fn(usize) -> String) -> Vec<(String, String)> {
    vec![("content/tables/rows.yaml".to_owned(), lines(count, row))]
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut all, at| {
        let _ = write!(all, "{}", line(at));
        all
    })
}

/// A word that hardly another number has, all of one length.
fn word(number: usize) -> String {
    let mut rest = number.wrapping_mul(7919) + 123_457;
    let mut word = String::new();
    for _ in 0..4 {
        word.push(char::from(b"bcdfglmnprst"[rest % 12]));
        word.push(char::from(b"aeiou"[rest / 12 % 5]));
        rest = rest / 60 + rest % 60 * 1021;
    }
    word
}
