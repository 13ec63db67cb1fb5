//! Texts that no page, feed or host can take are told with their place, by `check`
//! already; and a report stays small however long a line is.

use crate::common::{self, assert_report, page_405, report_of, site_with};

#[test]
fn control_character_is_told_where_it_stands() {
    assert_report(
        &page_405("summary: \"A bell \\a rings\"", ""),
        r#"
content/4xx/405.md:5:10: error[control-character]: this text holds the control character U+0007
  |
5 | summary: "A bell \a rings"
  |          ^^^^^^^^^^^^^^^^^
help: take it out; neither pages nor feeds can show it
"#,
    );
    assert_report(
        &site_with("title: Tiny\n", "title: \"Ti\\u0007ny\"\n"),
        r#"
content/site.yaml:1:8: error[control-character]: this text holds the control character U+0007
  |
1 | title: "Ti\u0007ny"
  |        ^^^^^^^^^^^^
help: take it out; neither pages nor feeds can show it
"#,
    );
}

#[test]
fn settings_of_another_form_are_told() {
    for (line, report) in [
        (
            "language: en_US",
            "a language should stand here, not \"en_US\"\n  |\n2 | language: en_US\n  |           ^^^^^\nhelp: write it as a tag of BCP 47, such as en or pt-BR\n",
        ),
        (
            "language: English",
            "a language should stand here, not \"English\"\n  |\n2 | language: English\n  |           ^^^^^^^\nhelp: write its tag of BCP 47, which is `en`\n",
        ),
        (
            "cname: https://a.example/",
            "a host name should stand here, not \"https://a.example/\"\n  |\n2 | cname: https://a.example/\n  |        ^^^^^^^^^^^^^^^^^^\nhelp: write the site's host alone, such as docs.example.com\n",
        ),
        (
            "edit_url: javascript:alert(1)",
            "an http or https address should stand here, not \"javascript:alert(1)\"\n  |\n2 | edit_url: javascript:alert(1)\n  |           ^^^^^^^^^^^^^^^^^^^\nhelp: write where a file is edited, with {path} in its place, such as https://example.com/edit/{path}\n",
        ),
    ] {
        let column = line.find(' ').map_or(0, |at| at + 2);
        let expected = format!("content/site.yaml:2:{column}: error[wrong-type]: {report}");
        assert_report(&site_with("title: Tiny\n", &format!("title: Tiny\n{line}\n")), &expected);
    }
}

/// Each of many problems on one long line once carried the whole line.
#[test]
fn report_about_a_long_line_stays_small() {
    let links: String = (0..500).map(|number| format!("[[no-such-p{number:03}]] ")).collect();
    let files = page_405("", &links);
    let report = common::build_of(&files).report;
    assert_eq!(report.errors(), 500);
    let excerpts: usize = report.findings.iter().map(|finding| finding.excerpt.len()).sum();
    assert!(excerpts <= 500 * 400, "the excerpts have {excerpts} bytes");
    let last = report.findings.last().map(|finding| (finding.line, finding.column, finding.end_column));
    assert_eq!(last, Some((7, 499 * 17 + 1, 499 * 17 + 17)));
    assert!(report_of(&files).contains("…"));
}
