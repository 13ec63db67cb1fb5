//! What the program brings along: the themes, for projects that have none, and examples, to
//! start from.

use include_dir::{Dir, include_dir};
use statuary::source::{Source, Sources};

static DEFAULT: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The content of each example, by its name.
static EXAMPLES: [(&str, Dir); 3] = [
    ("grpc", include_dir!("$CARGO_MANIFEST_DIR/examples/grpc/content")),
    ("http-api", include_dir!("$CARGO_MANIFEST_DIR/examples/http-api/content")),
    ("smtp", include_dir!("$CARGO_MANIFEST_DIR/examples/smtp/content")),
];

/// The names of the examples.
pub fn examples() -> [&'static str; EXAMPLES.len()] {
    EXAMPLES.each_ref().map(|(name, _)| *name)
}

/// The content of an example, as if it lay in a project; nothing for another name.
pub fn example(name: &str) -> Sources {
    let mut content = Sources::default();
    for (_, files) in EXAMPLES.iter().filter(|(known, _)| *known == name) {
        add(&mut content, "content", files);
    }
    content
}

/// All themes, as if they lay in a project.
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
