//! What is reported about signs that have no partner, and about those that nobody sees.

use crate::common::{assert_report, page_405, report_of};

#[test]
fn strong_text_without_an_end_is_told() {
    assert_report(
        &page_405("", "Mind **this and that."),
        r"
content/4xx/405.md:7:6: warning[open-emphasis]: this `**` has no partner in its paragraph
  |
7 | Mind **this and that.
  |      ^^
help: close the marked text with `**`, or write `\*\*` to show it
",
    );
}

#[test]
fn strong_text_over_two_paragraphs_is_told_once() {
    assert_report(
        &page_405("", "**One.\n\nTwo.** Three."),
        r"
content/4xx/405.md:7:1: warning[open-emphasis]: this `**` has no partner in its paragraph
  |
7 | **One.
  | ^^
help: close the marked text with `**`, or write `\*\*` to show it
",
    );
}

#[test]
fn spaces_inside_strong_text_are_told() {
    assert_report(
        &page_405("", "Mind ** this ** here."),
        r"
content/4xx/405.md:7:6: warning[open-emphasis]: a space keeps the text from its `**`
  |
7 | Mind ** this ** here.
  |      ^^
help: write `**text**` without spaces inside, or `\*` to show a sign
",
    );
}

#[test]
fn struck_text_without_an_end_is_told() {
    assert_report(
        &page_405("", "It was ~~so."),
        r"
content/4xx/405.md:7:8: warning[open-emphasis]: this `~~` has no partner in its paragraph
  |
7 | It was ~~so.
  |        ^^
help: close the marked text with `~~`, or write `\~\~` to show it
",
    );
}

#[test]
fn emphasis_without_an_end_is_told() {
    assert_report(
        &page_405("", "Please see *this page for more."),
        r"
content/4xx/405.md:7:12: warning[open-emphasis]: this `*` has no partner in its paragraph
  |
7 | Please see *this page for more.
  |            ^
help: close the marked text with `*`, or write `\*` to show it
",
    );
}

#[test]
fn stars_that_are_meant_are_text() {
    assert_report(
        &page_405("", "2 * 3 and 2 ** 3, *.md, src/**/mod.rs, a*b, \\*\\*kwargs, \\*note\n\n* one\n* two"),
        "",
    );
}

#[test]
fn code_without_an_end_is_told() {
    assert_report(
        &page_405("", "Send `Allow and **more."),
        r"
content/4xx/405.md:7:6: warning[open-code]: this backquote has no partner in its paragraph
  |
7 | Send `Allow and **more.
  |      ^
help: close the code with another one, or write `` \` `` to show it
",
    );
}

#[test]
fn code_closed_by_fewer_backquotes_is_told() {
    assert_report(
        &page_405("", "Send ``Allow` now."),
        r"
content/4xx/405.md:7:6: warning[open-code]: this run of backquotes has no partner in its paragraph
  |
7 | Send ``Allow` now.
  |      ^^
help: close the code with as many as open it, or write `` \` `` to show one
",
    );
}

#[test]
fn no_break_space_is_told() {
    assert_report(
        &page_405("", "Here is\u{a0}one, but 10\u{a0}kB and &nbsp; are meant."),
        "
content/4xx/405.md:7:8: warning[invisible-character]: a no-break space stands here (U+00A0)
  |
7 | Here is\u{a0}one, but 10\u{a0}kB and &nbsp; are meant.
  |        ^
help: write a plain space, or write `&nbsp;` where it is meant
",
    );
}

#[test]
fn zero_width_space_is_told() {
    assert_report(
        &page_405("advice: Send\u{200b} it.", ""),
        "
content/4xx/405.md:5:13: warning[invisible-character]: a zero-width space stands here (U+200B)
  |
5 | advice: Send\u{fffd} it.
  |             ^
help: take it out, or write `&#x200B;` where it is meant
",
    );
}

#[test]
fn unknown_character_is_told() {
    assert_report(
        &page_405("", "One&nbps;two, three&nbsp four, AT&T; \\&nbps; &amp; <https://a.example/?a=b&times=c>"),
        r"
content/4xx/405.md:7:4: warning[unknown-reference]: no character is called `&nbps;`
  |
7 | One&nbps;two, three&nbsp four, AT&T; \&nbps; &amp; <https://a.example/?a=b&times=c>
  |    ^^^^^^
help: did you mean `&nbsp;`? `\&` shows the sign

content/4xx/405.md:7:20: warning[unknown-reference]: no semicolon ends `&nbsp`
  |
7 | One&nbps;two, three&nbsp four, AT&T; \&nbps; &amp; <https://a.example/?a=b&times=c>
  |                    ^^^^^
help: did you mean `&nbsp;`? `\&` shows the sign
",
    );
}

#[test]
fn each_character_that_cannot_be_seen_is_told() {
    let report = report_of(&page_405("", "A\u{a0}b, c\u{200b}d, e\u{a0}f."));
    assert_eq!(report.matches("warning[invisible-character]").count(), 2, "{report}");
}
