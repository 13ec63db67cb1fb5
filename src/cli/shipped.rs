//! The themes that the program brings along, for projects that have none.

use include_dir::{Dir, include_dir};
use statuary::source::{Source, Sources};

static DEFAULT: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// All of them, as if they lay in a project.
pub fn themes() -> Sources {
    let mut themes = Sources::default();
    add(&mut themes, "themes/default", &DEFAULT);
    themes
}

fn add(sources: &mut Sources, folder: &str, files: &Dir) {
    for file in files.files() {
        let path = format!("{folder}/{}", file.path().to_string_lossy().replace('\\', "/"));
        let source = match file.contents_utf8() {
            Some(text) => Source::from_text(&path, text),
            None => Source::Bytes(file.contents().into()),
        };
        sources.extend([(path, source)]);
    }
    files.dirs().for_each(|inner| add(sources, folder, inner));
}
