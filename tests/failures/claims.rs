//! Every output path is claimed once: whatever a site publishes, a file of the same
//! path below `content/static/` is a problem, and never takes its place silently.

use crate::common::{build_of, code_template, page_405, report_of, site_with};

/// A site that publishes something of every kind.
fn rich() -> String {
    site_with(
        "    parent_field: class\n",
        "    parent_field: class\n    json: {item: \"{code}.json\", list: codes.json, name: all}\n",
    ) + &page_405("aliases: [old/]", "See [[404]].")
        + &code_template("{{ page.root }}{{ asset(name=\"style.css\") }}{{ page.body }}<i id=\"facts\"></i>")
}

#[test]
fn every_output_path_is_claimed() {
    let files = rich();
    let mut unclaimed = Vec::new();
    let output = build_of(&files).output;
    assert!(output.files.keys().any(|path| path.starts_with("assets/style.")));
    for path in output.files.keys() {
        let report = report_of(&format!("{files}== content/static/{path} ==\nother\n"));
        if !report.contains("error[route-collision]") {
            unclaimed.push(path.clone());
        }
    }
    assert!(unclaimed.is_empty(), "a static file takes the place of these: {unclaimed:?}");
}
