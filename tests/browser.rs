//! The built site in a real browser: `tests/browser/` holds the tests, this builds
//! what they look at and runs them.
//!
//! Chromium, Node.js or the npm registry may be missing on a contributor's
//! machine; then the test says so and passes. Under `CI` they must be there.

#[path = "../xtask/src/scale.rs"]
mod scale;

use statuary::diag::{Colors, Format};
use statuary::source::Sources;
use statuary::{Minify, Options, compile, load};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Gives a site the themes of another.
fn take_themes(to: &mut Sources, from: &Sources) {
    for (path, source) in from.below("themes/") {
        match source.text() {
            Some(text) => to.insert_text(format!("themes/{path}"), text),
            None => to.insert_bytes(format!("themes/{path}"), source.bytes()),
        }
    }
}

/// The status that the scripts end with when something they need is missing.
const MISSING: i32 = 77;

/// How many codes the large site has, whose search index is in shards.
const CODES: usize = 2000;

/// The page that is another in the second build, and what it says there.
const CHANGED: (&str, &str) = ("content/4xx/404.md", "\n\nA sentence of the next build.\n");

/// What the third site says besides: how much browsers keep of it, which is less than all, and a
/// sentence on every page.
const BESIDES: &str = "\noffline: {budget: 500 kB}\nannouncement: Read [[INTERNAL]].\n";

/// The page that is another in its second build.
const VISITED: (&str, &str) = ("content/codes/ABORTED.md", "\n\nA sentence of the next build.\n");

/// A small site whose keys are words.
const KEYS: &str = include_str!("browser/keys.txt");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Builds as publishing does, where the minifier is compiled in.
fn build(sources: &Sources, prefix: &str, folder: &Path) {
    let minify = if cfg!(feature = "minify") { Minify::Yes } else { Minify::No };
    write(sources, Options { minify, pictures: Some(Vec::new()), ..Options::default() }, prefix, folder);
}

/// Builds a site for a place below a host, and writes its files.
fn write(sources: &Sources, options: Options, prefix: &str, folder: &Path) {
    let base_url = Some(format!("https://statuary.example{prefix}"));
    let build = compile(sources, &Options { base_url, ..options }, Vec::new());
    let report = build.report.print(Format::Text, Colors::Never);
    assert_eq!(build.report.errors(), 0, "the site below {prefix} has errors:\n{report}");
    for (path, bytes) in &build.output.files {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("a folder can be made");
        fs::write(file, bytes).expect("a file can be written");
    }
}

/// The tests are skipped with a word where something is missing, but never under
/// `CI`.
fn skip(line: &str) {
    assert!(std::env::var_os("CI").is_none(), "{line}");
    eprintln!("skipped: {line}");
}

#[test]
fn the_site_holds_in_a_browser() {
    let there =
        |program: &str| Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success());
    if !there("node") || !there("npm") {
        return skip("node and npm are needed for the browser tests: install them");
    }
    let node = |arguments: &[&str], folder: &Path| {
        let mut node = Command::new("node");
        node.env("STATUARY", env!("CARGO_BIN_EXE_statuary")).args(arguments).arg(folder).current_dir(root());
        node.output().expect("node can be run")
    };
    let told = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser");
    // Asked before anything is built.
    let needs = node(&["tests/browser/modules.mjs"], &folder);
    if needs.status.code() == Some(MISSING) {
        return skip(&told(&needs.stderr));
    }
    let _ = fs::remove_dir_all(&folder);
    let (mut sources, problems) = load(root());
    assert_eq!(problems, []);
    build(&sources, "/", &folder.join("root"));
    build(&sources, "/repo/", &folder.join("repo"));
    let mut keys = Sources::from_text(KEYS);
    take_themes(&mut keys, &sources);
    build(&keys, "/keys/", &folder.join("keys"));
    let (mut visited, problems) = load(&root().join("examples/grpc"));
    assert_eq!(problems, []);
    take_themes(&mut visited, &sources);
    let declared = format!("{}{BESIDES}", visited.text("content/site.yaml"));
    visited.insert_text("content/site.yaml", declared);
    build(&visited, "/visited/", &folder.join("visited"));
    visited.insert_text(VISITED.0, format!("{}{}", visited.text(VISITED.0), VISITED.1));
    build(&visited, "/visited/", &folder.join("visited-next"));
    sources.insert_text(CHANGED.0, format!("{}{}", sources.text(CHANGED.0), CHANGED.1));
    build(&sources, "/repo/", &folder.join("next"));
    scale::write(root(), &folder.join("large.project"), CODES).expect("the large site's project is written");
    let (sources, problems) = load(&folder.join("large.project"));
    assert_eq!(problems, []);
    write(&sources, Options::default(), "/large/", &folder.join("large"));
    let tests = node(&["--test-reporter=spec", "tests/browser/all.mjs"], &folder);
    let report = format!("{}\n{}", told(&tests.stdout), told(&tests.stderr));
    assert!(tests.status.success(), "{report}");
    println!("{report}");
}
