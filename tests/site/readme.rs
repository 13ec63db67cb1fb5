//! The README's sample of a report is what the program says.

use crate::common::assert_text;
use statuary::diag::{Colors, Format};
use statuary::{Options, compile, load};
use std::path::Path;

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
