//! The rules of the house as data: change these when a module moves. Each list of
//! exceptions names its reason, and an exception that is not needed is an error.

/// Modules from the bottom to the top. A module may use those before it.
pub const LAYERS: [&str; 43] = [
    "hash",
    "source",
    "edits",
    "text",
    "words",
    "columns",
    "expression",
    "date",
    "diag",
    "parse",
    "model",
    "link",
    "editions",
    "html",
    "output",
    "store",
    "options",
    "assets",
    "lexicon",
    "squeeze",
    "search",
    "coverage",
    "thrown",
    "promises",
    "addresses",
    "render",
    "joined",
    "load",
    "publish",
    "scaffold",
    "start",
    "ejected",
    "retarget",
    "rename",
    "spelling",
    "order",
    "import",
    "stages",
    "lib",
    "preview",
    "serve",
    "external",
    "cli",
];

/// Each foreign crate and the only module that may name it.
pub const HOMES: [(&str, &str); 38] = [
    ("clap", "src/cli"),
    ("clap_complete", "src/cli/paper.rs"),
    ("clap_mangen", "src/cli/paper.rs"),
    // Never named: it decides how png compresses.
    ("flate2", "src/render/pictures.rs"),
    ("http_body_util", "src/serve"),
    ("hyper", "src/serve"),
    ("hyper_util", "src/serve"),
    ("tokio", "src/serve"),
    ("include_dir", "src/cli/shipped.rs"),
    ("indexmap", "src/search/terms.rs"),
    ("jiff", "src/date.rs"),
    ("mimalloc", "src/main.rs"),
    ("mime_guess", "src/serve/answer.rs"),
    ("minify_html", "src/squeeze/styles.rs"),
    ("notify", "src/serve/watch.rs"),
    ("open", "src/cli/serve.rs"),
    ("oxc_allocator", "src/squeeze/script.rs"),
    ("oxc_codegen", "src/squeeze/script.rs"),
    ("oxc_minifier", "src/squeeze/script.rs"),
    ("oxc_parser", "src/squeeze/script.rs"),
    ("oxc_span", "src/squeeze/script.rs"),
    ("png", "src/render/pictures.rs"),
    ("postcard", "src/parse/parsed.rs"),
    ("pulldown_cmark", "src/parse/markdown"),
    ("resvg", "src/render/pictures.rs"),
    ("serde_yaml", "src/parse/yaml.rs"),
    ("sha2", "src/hash.rs"),
    ("strsim", "src/diag/choices.rs"),
    ("syntect", "src/parse/markdown/grammars.rs"),
    ("tera", "src/render/theme"),
    ("two_face", "src/parse/markdown/grammars.rs"),
    ("ureq", "src/external/visit.rs"),
    ("unicode_width", "src/diag/terminal.rs"),
    ("regex_lite", "src/expression.rs"),
    ("unicode_normalization", "src/text.rs"),
    ("walkdir", "src/load.rs"),
    // Two crates are languages of their own, used wherever JSON is printed and
    // wherever a map runs in parallel.
    ("serde_json", "src"),
    ("rayon", "src"),
];

/// Crates that may be named everywhere.
pub const EVERYWHERE: [&str; 1] = ["serde"];

/// The places that may touch the outside: files, or folders with a slash.
pub const EDGES: [&str; 7] =
    ["src/load.rs", "src/load/", "src/publish/", "src/serve/", "src/external/", "src/cli/", "src/main.rs"];

/// What the outside is: paths and what lies below them.
pub const OUTSIDE: [&str; 13] = [
    "std::fs",
    "std::env",
    "std::net",
    "std::os",
    "std::process",
    "std::time",
    "std::io::stdin",
    "std::io::stdout",
    "std::io::stderr",
    "std::thread::sleep",
    "jiff::Timestamp::now",
    "jiff::Zoned::now",
    "rand",
];

/// Methods of paths that ask the disk, and the macros that print.
pub const OUTSIDE_METHODS: [&str; 9] =
    ["exists", "try_exists", "is_file", "is_dir", "is_symlink", "read_dir", "metadata", "canonicalize", "read_link"];
pub const OUTSIDE_MACROS: [&str; 5] = ["print", "println", "eprint", "eprintln", "dbg"];

/// Rooms whose `mod.rs` is the ground that its children stand on, where it should
/// be on top of them.
pub const GROUND: [(&str, &str); 8] = [
    ("cli", "how all commands fail and print"),
    ("diag", "the report, which the forms print"),
    ("link", "entries and values"),
    ("model", "what is declared"),
    ("parse::markdown", "the walk through a text, to which extensions add"),
    ("publish", "the manifest and how writing fails"),
    ("render", "where a page's source stands"),
    ("search::engine", "the engine's data"),
];

/// Modules of one room that use each other in a circle.
pub const CIRCLES: [(&str, &str, &str); 0] = [];

/// How long a file of code may be, and a function of the program.
pub const MOST_LINES: usize = 400;
pub const MOST_LINES_OF_A_FUNCTION: usize = 60;
