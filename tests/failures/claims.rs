//! Who may publish where: every path is claimed once, and a second claim is told with
//! both claimants already by `check`. Each test is a tiny site and the whole report.

use crate::common::{Folder, assert_report, build_of, page_405, report_of, site_with};
use statuary::{Options, compile, load};

#[test]
fn static_file_in_the_place_of_the_folder_of_assets_names_both() {
    assert_report(
        "== content/static/assets ==\nMine\n",
        r#"
content/static/assets:1:1: error[route-collision]: the static file at assets stands where the files of the theme "default" (themes/default/assets/) need a folder
  |
1 | Mine
  | ^
help: put files of your own into another folder, such as content/static/files/
"#,
    );
}

#[test]
fn static_file_among_the_assets_names_both() {
    assert_report(
        "== content/static/Assets/style.99afaa19.css ==\nmine { }\n",
        r#"
content/static/Assets/style.99afaa19.css:1:1: error[route-collision]: the static file would be published as Assets/style.99afaa19.css, among the files of the theme "default" (themes/default/assets/)
  |
1 | mine { }
  | ^
help: put files of your own into another folder, such as content/static/files/
"#,
    );
}

#[test]
fn page_among_the_assets_names_both() {
    let site = site_with("    route: \"class/{class}/\"", "    route: \"assets/{class}/\"");
    assert_report(
        &site,
        r#"
content/4xx/index.md:2:8: error[route-collision]: the page "Client errors" would be published as assets/4xx/index.html, among the files of the theme "default" (themes/default/assets/)
  |
2 | class: 4xx
  |        ^^^
help: put files of your own into another folder, such as content/static/files/
"#,
    );
}

#[test]
fn alias_among_the_assets_names_both() {
    assert_report(
        &page_405("aliases: [assets/]", ""),
        r#"
content/4xx/405.md:5:11: error[route-collision]: the alias "assets/" would be published as assets/index.html, among the files of the theme "default" (themes/default/assets/)
  |
5 | aliases: [assets/]
  |           ^^^^^^^
help: put files of your own into another folder, such as content/static/files/
"#,
    );
}

#[test]
fn static_file_at_a_file_of_the_generator_names_both() {
    for (path, owner) in [
        ("sw.js", "the generator's own file (content/site.yaml)"),
        (".statuary-manifest.json", "the generator's own file (content/site.yaml)"),
        ("schema/code.json", "the schema of \"code\" (content/site.yaml)"),
        ("404/index.md", "the text of \"404 Not Found\" (content/4xx/404.md)"),
    ] {
        let report = format!(
            "\ncontent/static/{path}:1:1: error[route-collision]: the static file and {owner} would both be published as {path}\n  |\n1 | Mine\n  | ^\nhelp: give one of the two another key, alias or file name\n"
        );
        assert_report(&format!("== content/static/{path} ==\nMine\n"), &report);
    }
}

#[test]
fn route_that_no_file_system_takes_is_an_error() {
    let key = format!("4{}", "0".repeat(255));
    let class = "== content/4xx/index.md ==\n---\nclass: 4xx\ntitle: Client errors\n---\n";
    let page = format!("== content/4xx/{key}.md ==\n---\ncode: \"{key}\"\ntitle: Long\nclass: 4xx\n---\n");
    let report = report_of(&format!("{class}{page}"));
    let message = format!(
        "content/4xx/{key}.md:2:7: error[bad-route]: the page \"{key} Long\" would be published as {key}/index.html, which is longer than file systems take\n"
    );
    assert!(report.starts_with(&message), "{report}");
}

/// Everything that is written was claimed: a file of the author's own at any path of
/// a site is a collision, whoever else writes there.
#[test]
fn every_published_path_is_claimed() {
    let site = site_with(
        "    parent_field: class\n",
        "    parent_field: class\n    json: {item: \"{code}.json\", list: codes.json, name: all}\n",
    )
    .replace(
        "title: Tiny\n",
        "title: Tiny\ncname: tiny.example\nsearch_page: index.md\nfeed: {table: changes, date: date, page: index.md, route: changes.atom}\n",
    );
    let files = format!(
        "{}  changes:\n    title: title\n    fields: {{title: {{type: text}}, date: {{type: date}}}}\n{}{}{}",
        site,
        "== content/tables/changes.yaml ==\n- {id: first, title: First, date: 2026-01-01}\n",
        "== themes/default/templates/class.html ==\n{{ asset(name=\"style.css\") }}\n",
        page_405("aliases: [old/, older.html]", ""),
    );
    let paths: Vec<String> = build_of(&files).output.files.into_keys().collect();
    assert!(paths.len() > 20, "{paths:?}");
    for path in &paths {
        let report = report_of(&format!("{files}== content/static/{path} ==\nMine\n"));
        assert!(report.contains("error[route-collision]"), "nobody claimed {path}:\n{report}");
    }
    for expected in ["opensearch.xml", "changes.atom", "CNAME", "codes.json", "old/index.html", "llms.txt"] {
        assert!(paths.iter().any(|path| path == expected), "{expected} is not among {paths:?}");
    }
    assert!(paths.iter().any(|path| path.starts_with("assets/style.")), "{paths:?}");
}

/// The slip that `check` did not see: `build` failed when it made the folder.
#[test]
fn check_and_build_agree_on_a_file_called_assets() {
    let folder = Folder::tiny("== content/static/assets ==\nMine\n");
    let (sources, found) = load(folder.path());
    let build = compile(&sources, &Options::default(), found);
    assert_eq!(build.report.errors(), 1);
}
