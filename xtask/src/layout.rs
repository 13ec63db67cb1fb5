//! The corpus as the sources of a site: for Statuary, with a theme of plain pages
//! and the search of the theme `default`, and for Hugo, with the same pages, its
//! minifier and a search index of all pages. The templates lie in `bench/`.

use crate::corpus::{Code, Corpus};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A program that the corpus can be laid out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Statuary,
    Hugo,
}

/// Writes the sources of a site into a folder, in place of what is there.
pub fn write(root: &Path, folder: &Path, corpus: &Corpus, form: Form) -> io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let name = match form {
        Form::Statuary => "statuary",
        Form::Hugo => "hugo",
    };
    copy(&root.join("bench").join(name), folder)?;
    if form == Form::Statuary {
        copy(&root.join("themes/default"), &folder.join("themes/default"))?;
    }
    for class in corpus.classes() {
        let (path, key) = match form {
            Form::Statuary => (format!("content/classes/{}.md", class.key), "class"),
            Form::Hugo => (format!("content/{}/_index.md", class.key), "key"),
        };
        let text =
            format!("---\n{key}: {:?}\ntitle: {:?}\nsummary: {:?}\n---\n", class.key, class.title, class.summary);
        put(&folder.join(path), &text)?;
    }
    for at in 0..corpus.len() {
        let code = corpus.code(at);
        put(&folder.join(source(corpus, at)), &page(corpus, &code, form))?;
    }
    Ok(())
}

/// Where the page about a code lies below the folder of the site.
pub fn source(corpus: &Corpus, at: usize) -> PathBuf {
    let class = corpus.class_key(corpus.place(at).0);
    PathBuf::from(format!("content/{class}/{}.md", corpus.key(at)))
}

/// Where the page about a code is published, below the folder of the site.
pub fn published(corpus: &Corpus, at: usize) -> PathBuf {
    let class = corpus.class_key(corpus.place(at).0);
    PathBuf::from(format!("public/{class}/{}/index.html", corpus.key(at)))
}

/// The text of the page about a code. Strings are written with `{:?}`: the corpus
/// has nothing in them that YAML and Rust would write differently.
fn page(corpus: &Corpus, code: &Code, form: Form) -> String {
    let path = |at: usize| format!("/{}/{}", corpus.class_key(corpus.place(at).0), corpus.key(at));
    let related: Vec<String> = code
        .related
        .iter()
        .map(|at| match form {
            Form::Statuary => corpus.key(*at),
            Form::Hugo => path(*at),
        })
        .collect();
    let keywords = match form {
        Form::Statuary => format!("keywords: {:?}\n", code.headings),
        Form::Hugo => format!("weight: {}\n", code.weight + 1),
    };
    format!(
        "---\ntitle: {:?}\nsummary: {:?}\ncode: {:?}\nclass: {:?}\nmethods: {:?}\nrelated: {related:?}\nreference: {:?}\n\
         cacheable: {}\nsince: {}\n{keywords}---\n\n{}",
        code.title,
        code.summary,
        code.key,
        corpus.class_key(code.class),
        code.methods,
        code.reference,
        code.cacheable,
        code.since,
        with_links(&code.body, |at| format!("{}.md", path(at)))
    )
}

/// A body whose links between codes lead to what a function says.
fn with_links(body: &str, target: impl Fn(usize) -> String) -> String {
    let mut parts = body.split("(code:");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (number, rest) = part.split_once(')').unwrap_or((part, ""));
        text.push_str(&format!("({}){rest}", target(number.parse().unwrap_or_default())));
    }
    text
}

/// Writes a file and the folders around it.
pub fn put(path: &Path, text: &str) -> io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    fs::write(path, text)
}

/// Copies a folder with all that it holds.
pub fn copy(from: &Path, to: &Path) -> io::Result<()> {
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
