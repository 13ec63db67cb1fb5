//! The README's example of a site of one's own is built as it stands there, and its sample
//! of a report is what the program says.

use crate::common::{assert_text, on_own_themes};
use statuary::diag::{Colors, Format};
use statuary::source::Sources;
use statuary::{Options, compile, load};
use std::path::Path;

/// The files that the README shows: a path in a line of its own, then a block.
fn files(readme: &str) -> String {
    let parts = readme.split("\n`content/").filter_map(|part| part.split_once("`:\n\n```"));
    let files = parts.filter(|(path, _)| !path.contains('\n')).map(|(path, rest)| {
        let text = rest.split_once('\n').unwrap().1.split_once("```\n").unwrap().0;
        format!("== content/{path} ==\n{text}")
    });
    files.collect()
}

#[test]
fn the_example_of_the_readme_is_a_site() {
    let files = files(&std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap());
    assert_eq!(Sources::from_text(&files).iter().count(), 3);
    let build = compile(&on_own_themes(&files), &Options::default(), Vec::new());
    assert_eq!(build.report.print(Format::Text, Colors::Never), "");
    let page = build.output.text("card_declined/index.html");
    assert!(page.contains("<span class=\"name\">The card was declined</span></h1>"), "{page}");
    assert!(page.contains("<dt>Status</dt><dd>402</dd>"), "{page}");
    let home = build.output.text("index.html");
    assert!(
        home.contains(">card_<wbr>declined</b> <span class=\"name\">The card was declined</span></a>")
            && home.contains("<form action=\"./\">"),
        "{home}"
    );
    assert!(build.output.files.keys().any(|path| path.starts_with("assets/search-index.")));
}

#[test]
fn the_report_of_the_readme_is_that_of_the_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let shown = readme.split("```\n").find(|part| part.contains("error[")).unwrap();
    let (mut sources, _) = load(root);
    let page = "content/4xx/404.md";
    let slip = sources.text(page).replacen("class: 4xx", "class: 4XX", 1);
    sources.insert_text(page, slip);
    let report = compile(&sources, &Options::default(), Vec::new()).report;
    assert_text(&report.print(Format::Text, Colors::Never), shown);
}
