//! What the program brings along: the themes, for projects that have none, and examples, to
//! start from.

use include_dir::{Dir, include_dir};
use statuary::source::{Source, Sources};

static DEFAULT: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// A folder for each example.
static EXAMPLES: Dir = include_dir!("$CARGO_MANIFEST_DIR/examples");

/// The names of the examples, in their order.
pub fn examples() -> Vec<&'static str> {
    let mut names: Vec<&str> = EXAMPLES.dirs().filter_map(|folder| folder.path().to_str()).collect();
    names.sort_unstable();
    names
}

/// The content of an example, as if it lay in a project; nothing for another name.
pub fn example(name: &str) -> Sources {
    let mut content = Sources::default();
    if let Some(files) = EXAMPLES.get_dir(format!("{name}/content")) {
        add(&mut content, name, "", files);
    }
    content
}

/// All themes, as if they lay in a project.
pub fn themes() -> Sources {
    let mut themes = Sources::default();
    add(&mut themes, "", "themes/default/", &DEFAULT);
    themes
}

/// Adds the files of a folder that lies below `from` to those below `to`.
fn add(sources: &mut Sources, from: &str, to: &str, files: &Dir) {
    for file in files.files() {
        let below = file.path().strip_prefix(from).unwrap_or(file.path());
        let path = format!("{to}{}", below.to_string_lossy().replace('\\', "/"));
        let source = match file.contents_utf8() {
            Some(text) => Source::from_text(&path, text),
            None => Source::Bytes(file.contents().into()),
        };
        sources.extend([(path, source)]);
    }
    files.dirs().for_each(|inner| add(sources, from, to, inner));
}
