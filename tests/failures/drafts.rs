//! What is reported about drafts.

use crate::common::{assert_report, page_405};

/// A draft.
const DRAFT: &str = "== content/4xx/425.md ==\n---\ncode: 425\ntitle: Too Early\nclass: 4xx\ndraft: true\n---\n";

#[test]
fn draft_alone_is_no_problem() {
    assert_report(DRAFT, "");
    assert_report(&page_405("draft: false", ""), "");
}

#[test]
fn link_to_a_draft_is_told_where_it_stands() {
    assert_report(
        &(DRAFT.to_owned() + &page_405("", "See [[425]] or [that](425.md).")),
        r#"
content/4xx/405.md:7:5: warning[draft-link]: this names a draft: content/4xx/425.md
  |
7 | See [[425]] or [that](425.md).
  |     ^^^^^^^
help: its name stands here without a link until that page is published; finish it, or take the link out

content/4xx/405.md:7:16: warning[draft-link]: this names a draft: content/4xx/425.md
  |
7 | See [[425]] or [that](425.md).
  |                ^^^^^^^^^^^^^^
help: its name stands here without a link until that page is published; finish it, or take the link out
"#,
    );
}

#[test]
fn field_that_names_a_draft_is_told() {
    assert_report(
        &(DRAFT.to_owned() + &page_405("related: [404, 425]", "")),
        r#"
content/4xx/405.md:5:16: warning[draft-link]: this names a draft: content/4xx/425.md
  |
5 | related: [404, 425]
  |                ^^^
help: it is left out here until that page is published; finish the page, or name another
"#,
    );
}

#[test]
fn page_that_needs_a_draft_cannot_be_published() {
    assert_report(
        "== content/5xx/index.md ==\n---\nclass: 5xx\ntitle: Server errors\ndraft: true\n---\n\
         == content/5xx/500.md ==\n---\ncode: 500\ntitle: Internal Server Error\nclass: 5xx\n---\n",
        r#"
content/5xx/500.md:4:8: error[draft-link]: this names a draft: content/5xx/index.md
  |
4 | class: 5xx
  |        ^^^
help: the field "class" is required, so finish that page first, mark this one `draft: true` as well, or name another
"#,
    );
}

#[test]
fn drafts_may_name_drafts() {
    assert_report(&(DRAFT.to_owned() + &page_405("draft: true\nrelated: [425]", "See [[425]].")), "");
}

#[test]
fn draft_in_the_navigation_is_told_in_the_declaration() {
    let site = crate::common::site_with("title: Tiny\n", "title: Tiny\nnavigation: [4xx/425.md]\n");
    assert_report(
        &(site + DRAFT),
        r#"
content/site.yaml:2:14: warning[draft-link]: this names a draft: content/4xx/425.md
  |
2 | navigation: [4xx/425.md]
  |              ^^^^^^^^^^
help: it is left out here until that page is published; finish the page, or name another
"#,
    );
}

#[test]
fn text_that_is_left_open_is_told() {
    assert_report(
        &page_405("", "## When\n\n(to be written)\n\nNot `(to be written)` here."),
        r#"
content/4xx/405.md:9:1: warning[unwritten]: this part of the text is still to be written
  |
9 | (to be written)
  | ^^^^^^^^^^^^^^^
help: write it, or take it out together with its heading
"#,
    );
}

#[test]
fn mark_stands_for_a_value_of_any_type() {
    assert_report(
        &page_405("state: (to be written)\nrelated: (to be written)", ""),
        r#"
content/4xx/405.md:5:8: warning[unwritten]: the field "state" is still to be written
  |
5 | state: (to be written)
  |        ^^^^^^^^^^^^^^^
help: write what belongs there

content/4xx/405.md:6:10: warning[unwritten]: the field "related" is still to be written
  |
6 | related: (to be written)
  |          ^^^^^^^^^^^^^^^
help: write what belongs there
"#,
    );
}

#[test]
fn row_with_a_mark_is_not_published_with_a_false_fact() {
    let site = crate::common::site_with(
        "    title: id\n    fields: {}",
        "    title: id\n    fields:\n      level: {type: choice, choices: [MUST, MAY]}",
    );
    assert_report(
        &(site + "== content/tables/headers.yaml ==\n- id: Allow\n  level: (to be written)\n"),
        r#"
content/tables/headers.yaml:2:10: error[unwritten]: the field "level" is still to be written
  |
2 |   level: (to be written)
  |          ^^^^^^^^^^^^^^^
help: write what belongs there
"#,
    );
}

#[test]
fn page_that_was_published_cannot_become_a_draft() {
    let lock = "== routes.lock ==\n/404/\n/405/\n";
    assert_report(
        &(lock.to_owned() + &page_405("draft: true", "")),
        r#"
content/4xx/405.md:5:8: error[published-draft]: this makes a draft of a page that was published at /405/
  |
5 | draft: true
  |        ^^^^
help: an address that was published stays: write what is marked, and take `draft: true` out
"#,
    );
    let marked = page_405("", "(to be written)");
    let report = crate::common::report_of(&(lock.to_owned() + &marked));
    assert!(report.contains("7:1: error[published-draft]: "), "{report}");
}

#[test]
fn draft_is_true_or_false() {
    assert_report(
        &page_405("draft: almost", ""),
        r#"
content/4xx/405.md:5:8: error[wrong-type]: true or false should stand here, not the text "almost"
  |
5 | draft: almost
  |        ^^^^^^
"#,
    );
}
