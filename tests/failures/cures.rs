//! Cures work when they are followed: what a message points at is replaced by what its help
//! says to write, and nothing is left to tell.

use crate::common::{build_of, page_405, report_of};

/// A text after each message's help was followed.
fn cured(text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let report = build_of(&page_405("", text)).report;
    assert!(!report.findings.is_empty(), "nothing is wrong with\n{text}");
    for finding in report.findings.iter().rev() {
        let help = finding.help.as_deref().unwrap_or_default();
        let cure = help.split('`').nth(1).unwrap_or_else(|| panic!("no text to write in the help\n{help}"));
        let line = &mut lines[finding.line - 7];
        let at = |column: usize| line.char_indices().nth(column - 1).map_or(line.len(), |(at, _)| at);
        line.replace_range(at(finding.column)..at(finding.end_column), cure);
    }
    lines.join("\n")
}

#[test]
fn cures_work_when_they_are_followed() {
    for text in [
        "See [[404 and more.",
        "See [[404].",
        "See [404]].",
        "See [[440]] and [[404 Not There]] and [[404.md]] and [[not found]].",
        "[the page] (../4xx/404.md) and (the page)[404.md] and [it](404.md \"the page) and [it](404.md “the page”)",
        "[it](404.md for",
        "[it](404.md \"a \"page\" so\")",
        "> [!NOTES]\n> Mind this.",
        "```htpp\nGET / HTTP/1.1\n```",
        "## Set {#a b}",
        "##Title",
        "Here is\u{a0}one.",
        "So it\u{200b} is, one&nbps;two, three&nbsp four.",
    ] {
        let cured = cured(text);
        assert_eq!(report_of(&page_405("", &cured)), "", "after\n{cured}");
    }
}

/// A backslash before a sign says that it is meant.
#[test]
fn backslashes_silence() {
    for text in [
        "\\[[404 and \\[the page] (../4xx/404.md) and \\[^1] and \\[a][b]",
        "\\*\\*this, \\*that, ~\\~so and \\`code",
        "> \\[!NOTES]\n> Mind this.",
        "## Set \\{.note}\n\n## Get \\{#a b}\n\n\\##Title",
        "One\\&nbps;two.",
        "\\| a | b |\n| c | d |",
        "\\::: note\n\n\\!!! note",
    ] {
        assert_eq!(report_of(&page_405("", text)), "", "{text}");
    }
}

/// Ten slips of ten kinds on one page give ten messages.
#[test]
fn each_of_ten_slips_is_told_once() {
    let text = "See [[404 here.\n\n[it](../4xx/404 not found.md)\n\nMind **this.\n\n| a |\n|---|\n| b | c |\n\n> [!NOTES]\n> Mind this.\n\n\
                ![](https://example.com/a.png)\n\n## One {#twin}\n\n#### Two {#twin}\n\nSo it is.[^1]\n\n[^2x]: Unused.\n\n```http\nGET /";
    let report = build_of(&page_405("", text)).report;
    let found: Vec<(usize, &str)> = report.findings.iter().map(|finding| (finding.line, finding.code)).collect();
    let without_labels = [
        (7, "no-link"),
        (9, "no-link"),
        (11, "open-emphasis"),
        (15, "table-cells"),
        (17, "unknown-alert"),
        (20, "no-alternative"),
        (24, "repeated-id"),
        (24, "skipped-level"),
        (30, "open-fence"),
    ];
    assert_eq!(found, without_labels, "the open fence may hold the footnotes");
    let report = build_of(&page_405("", &(text.to_owned() + " HTTP/1.1\nHost: a\n```"))).report;
    let labels: Vec<(usize, &str)> =
        report.findings.iter().map(|finding| (finding.line, finding.code)).filter(|(line, _)| *line > 24).collect();
    assert_eq!(labels, [(26, "no-definition"), (28, "unused-definition")]);
}

/// Headings that an open fence swallows are no dead places for other pages.
#[test]
fn place_inside_what_an_open_fence_swallows_is_not_told() {
    let files = page_405("", "```http\nGET / HTTP/1.1\n\n## More")
        + "== content/4xx/404.md ==\n---\ncode: 404\ntitle: Not Found\nclass: 4xx\n---\n\n[[405#more]]\n";
    let report = build_of(&files).report;
    assert_eq!(report.findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["open-fence"]);
}
