//! What editors and browsers paste: percent encodings, names with spaces and signs, bars
//! inside tables, letters taken apart, marks at the start of files.

use crate::common::{assert_page, code_template, page_405, page_of, report_of};
use crate::{TEXT_ALONE, assert_html};

/// A page with a text, and files that are published as they lie there.
fn files(text: &str, names: &[&str]) -> String {
    let files: String = names.iter().map(|name| format!("== content/static/{name} ==\n<svg/>\n")).collect();
    code_template(TEXT_ALONE) + &files + &page_405("", text)
}

#[test]
fn places_and_pages_may_be_percent_encoded() {
    let text = "## Überblick\n\n[a](#%C3%BCberblick) [b](#überblick) [c](40%34.md#what%2Dit-means)";
    let page = page_of(&files(text, &[]), "405/index.html");
    let links =
        "<p><a href=\"#überblick\">a</a> <a href=\"#überblick\">b</a> <a href=\"../404/#what-it-means\">c</a></p>";
    assert!(page.contains(links), "{page}");
}

#[test]
fn files_may_have_names_with_spaces_and_signs() {
    assert_page(
        &files(
            "![a](/static/my%20pic.png) ![b](</static/my pic.png>) ![c](/static/caf%C3%A9.png) ![d](/static/café.png) \
             ![e](/static/q%3Fx.png) ![f](/static/q?x.png) ![g](/static/a%23b.png) ![h](/static/a#b.png) ![i](/static/100%.png)",
            &["my pic.png", "café.png", "q?x.png", "a#b.png", "100%.png"],
        ),
        "405/index.html",
        "<p><img src=\"../my%20pic.png\" alt=\"a\"> <img src=\"../my%20pic.png\" alt=\"b\"> <img src=\"../café.png\" alt=\"c\"> \
         <img src=\"../café.png\" alt=\"d\"> <img src=\"../q%3Fx.png\" alt=\"e\"> <img src=\"../q%3Fx.png\" alt=\"f\"> \
         <img src=\"../a%23b.png\" alt=\"g\"> <img src=\"../a%23b.png\" alt=\"h\"> <img src=\"../100%25.png\" alt=\"i\"></p>",
    );
}

#[test]
fn queries_and_places_stay_behind_a_file() {
    assert_page(
        &files("[a](/static/manual.pdf#page=2) [b](/static/manual.pdf?v=1#page=2)", &["manual.pdf"]),
        "405/index.html",
        "<p><a href=\"../manual.pdf#page=2\">a</a> <a href=\"../manual.pdf?v=1#page=2\">b</a></p>",
    );
}

#[test]
fn no_space_stands_in_an_address() {
    assert_html("[a](<https://example.com/a b>)", "<p><a href=\"https://example.com/a%20b\">a</a></p>");
}

#[test]
fn keys_may_have_spaces_around_them_and_their_title_behind_them() {
    assert_html(
        "[[ 404 ]] [[404 Not Found]] [[404 not found#facts]] [[ 404 | it ]]",
        "<p><a href=\"../404/\">404 Not Found</a> <a href=\"../404/\">404 Not Found</a> \
         <a href=\"../404/#facts\">404 Not Found</a> <a href=\"../404/\"> it </a></p>",
    );
}

#[test]
fn bar_of_a_key_link_is_escaped_inside_a_table() {
    let page = page_of(&files("| a |\n|---|\n| [[404\\|its page]] |\n\n[[404\\|the page]]", &[]), "405/index.html");
    assert!(page.contains("<td><a href=\"../404/\">its page</a></td>"), "{page}");
    assert!(page.contains("<p><a href=\"../404/\">the page</a></p>"), "{page}");
    let twin = page_of(&files("| a |\n|---|\n| [[404\\|its page]] |", &[]), "405/index.md");
    assert!(twin.contains("| [its page](https://tiny.example/404/) |"), "{twin}");
}

#[test]
fn marks_at_the_start_of_files_are_no_text() {
    let mut marked = String::new();
    for line in crate::common::TINY.split_inclusive('\n') {
        marked.push_str(line);
        if line.starts_with("== ") {
            marked.push('\u{feff}');
        }
    }
    let build = |files: &str| {
        statuary::compile(&statuary::source::Sources::from_text(files), &statuary::Options::default(), vec![])
    };
    let (plain, marked) = (build(crate::common::TINY), build(&marked));
    assert_eq!(marked.report.findings, []);
    assert_eq!(plain.output.files, marked.output.files);
}

#[test]
fn letters_and_their_accents_may_be_written_apart() {
    let apart = "== content/4xx/4\u{e9}4.md ==\n---\ncode: 4e\u{301}4\ntitle: Closed\nclass: 4xx\n---\nText.\n";
    let text = "[[4e\u{301}4]] [[4\u{e9}4]] [a](4e\u{301}4.md) [b](4%C3%A94.md) [c](4e%CC%814.md) [d](#cafe\u{301})\n\n## Caf\u{e9}";
    let files = code_template(TEXT_ALONE) + apart + &page_405("related: [4\u{e9}4, 4e\u{301}4]", text);
    assert_eq!(report_of(&files), "");
    let page = page_of(&files, "405/index.html");
    assert_eq!(page.matches("href=\"../4é4/\"").count(), 5, "{page}");
}

#[test]
fn ending_of_a_page_may_be_in_capitals() {
    let files = code_template(TEXT_ALONE)
        + "== content/4xx/406.MD ==\n---\ncode: 406\ntitle: Not Acceptable\nclass: 4xx\n---\n[[440]]\n"
        + &page_405("", "[[406]] [a](406.md) [b](406.MD)");
    assert!(report_of(&files).starts_with("content/4xx/406.MD:6:1: error[dead-link]: no page is called \"440\""));
    assert_page(
        &files.replace("[[440]]", "Text."),
        "405/index.html",
        "<p><a href=\"../406/\">406 Not Acceptable</a> <a href=\"../406/\">a</a> <a href=\"../406/\">b</a></p>",
    );
}
