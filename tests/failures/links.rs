//! What is reported about links of a text.

use crate::common::{assert_report, page_405};

#[test]
fn dead_key_link_suggests_the_nearest_key() {
    assert_report(
        &page_405("", "See [[440]]."),
        r#"
content/4xx/405.md:7:5: error[dead-link]: no page is called "440"
  |
7 | See [[440]].
  |     ^^^^^^^
help: did you mean `[[404]]`?
"#,
    );
}

#[test]
fn dead_key_link_near_to_none_says_what_a_key_is() {
    assert_report(
        &page_405("", "See [[banana]]."),
        r#"
content/4xx/405.md:7:5: error[dead-link]: no page is called "banana"
  |
7 | See [[banana]].
  |     ^^^^^^^^^^
help: write the key of a page, such as the name of its file without `.md`
"#,
    );
}

#[test]
fn dead_link_in_a_prose_field_is_shown_inside_it() {
    assert_report(
        &page_405("advice: Send [[440]] instead.", ""),
        r#"
content/4xx/405.md:5:14: error[dead-link]: no page is called "440"
  |
5 | advice: Send [[440]] instead.
  |              ^^^^^^^
help: did you mean `[[404]]`?
"#,
    );
}

#[test]
fn dead_path_link_suggests_the_nearest_path() {
    assert_report(
        &page_405("", "See [that one](440.md)."),
        r#"
content/4xx/405.md:7:5: error[dead-link]: there is no file content/4xx/440.md
  |
7 | See [that one](440.md).
  |     ^^^^^^^^^^^^^^^^^^
help: did you mean `/4xx/404.md`?
"#,
    );
}

#[test]
fn path_link_may_not_lead_out_of_the_content_folder() {
    assert_report(
        &page_405("", "See [that one](../../../4xx/404.md)."),
        r#"
content/4xx/405.md:7:5: error[dead-link]: this path leads out of content/
  |
7 | See [that one](../../../4xx/404.md).
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: write the path of a markdown file, relative to this one or from `/`
"#,
    );
}

#[test]
fn link_to_a_published_address_says_how_to_link() {
    assert_report(
        &page_405("", "See [that one](../404/)."),
        r#"
content/4xx/405.md:7:5: error[dead-link]: there is no file content/404
  |
7 | See [that one](../404/).
  |     ^^^^^^^^^^^^^^^^^^^
help: link to a page by its file, such as ../E1/E1042.md, or by its key, such as [[E1042]]; other files belong into content/static/
"#,
    );
}

#[test]
fn link_without_target_leads_nowhere() {
    assert_report(
        &page_405("", "See [that one]()."),
        r#"
content/4xx/405.md:7:5: error[dead-link]: this link leads nowhere
  |
7 | See [that one]().
  |     ^^^^^^^^^^^^
help: write the path of a page, or `[[key]]`
"#,
    );
}

#[test]
fn missing_image_says_where_images_lie() {
    assert_report(
        &page_405("", "![a door](/static/door.svg)"),
        r#"
content/4xx/405.md:7:1: error[dead-link]: there is no file content/static/door.svg
  |
7 | ![a door](/static/door.svg)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: put the file into content/static/ and write its path, such as /static/picture.svg
"#,
    );
}

#[test]
fn dead_anchor_suggests_the_nearest_heading() {
    assert_report(
        &page_405("", "See [[404#what-it-mean]]."),
        r##"
content/4xx/405.md:7:5: error[dead-anchor]: content/4xx/404.md has no place called "what-it-mean"
  |
7 | See [[404#what-it-mean]].
  |     ^^^^^^^^^^^^^^^^^^^^
help: did you mean "#what-it-means"?
"##,
    );
}

#[test]
fn dead_anchor_near_to_none_lists_the_places() {
    assert_report(
        &page_405("", "See [that](404.md#banana)."),
        r##"
content/4xx/405.md:7:5: error[dead-anchor]: content/4xx/404.md has no place called "banana"
  |
7 | See [that](404.md#banana).
  |     ^^^^^^^^^^^^^^^^^^^^^
help: its places are facts, what-it-means
"##,
    );
}

#[test]
fn dead_anchor_of_a_page_without_places_says_so() {
    assert_report(
        &page_405("", "See [[4xx#members]]."),
        r##"
content/4xx/405.md:7:5: error[dead-anchor]: content/4xx/index.md has no place called "members"
  |
7 | See [[4xx#members]].
  |     ^^^^^^^^^^^^^^^
help: it has no headings to link to; link to the page itself
"##,
    );
}

#[test]
fn dead_anchor_in_the_same_page_is_reported() {
    assert_report(
        &page_405("", "See [above](#fact)."),
        r##"
content/4xx/405.md:7:5: error[dead-anchor]: content/4xx/405.md has no place called "fact"
  |
7 | See [above](#fact).
  |     ^^^^^^^^^^^^^^
help: did you mean "#facts"?
"##,
    );
}

#[test]
fn heading_may_not_take_an_anchor_of_the_template() {
    assert_report(
        &page_405("", "## Facts"),
        r##"
content/4xx/405.md:7:1: error[taken-anchor]: the page's template already uses the id "facts"
  |
7 | ## Facts
  | ^^^^^^^^
help: give the heading an id of its own: `Facts {#facts-text}`
"##,
    );
}

#[test]
fn taken_anchor_is_shown_at_a_heading_with_markup() {
    assert_report(
        &page_405("", "## The *real* facts {#facts}"),
        r##"
content/4xx/405.md:7:1: error[taken-anchor]: the page's template already uses the id "facts"
  |
7 | ## The *real* facts {#facts}
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: give the heading an id of its own: `The real facts {#facts-text}`
"##,
    );
}

#[test]
fn taken_anchor_is_shown_at_the_heading_and_not_at_equal_text_above() {
    assert_report(
        &page_405("", "```sh\n# Facts\n```\n\n## Facts"),
        r##"
content/4xx/405.md:11:1: error[taken-anchor]: the page's template already uses the id "facts"
   |
11 | ## Facts
   | ^^^^^^^^
help: give the heading an id of its own: `Facts {#facts-text}`
"##,
    );
}

#[test]
fn key_of_two_pages_must_name_the_kind() {
    assert_report(
        &format!(
            "{}{}",
            r#"
== content/404/index.md ==
---
class: 404
title: The class of 404
---
"#,
            page_405("", "See [[404]].")
        ),
        r#"
content/4xx/405.md:7:5: error[unclear-link]: several pages are called "404"
  |
7 | See [[404]].
  |     ^^^^^^^
help: write `[[class:404]]` or `[[code:404]]`
"#,
    );
}

#[test]
fn key_of_a_named_kind_suggests_among_its_pages() {
    assert_report(
        &page_405("", "See [[code:440]]."),
        r#"
content/4xx/405.md:7:5: error[dead-link]: no page of "code" is called "440"
  |
7 | See [[code:440]].
  |     ^^^^^^^^^^^^
help: its pages are 404, 405; did you mean "404"?
"#,
    );
}

#[test]
fn link_scheme_that_could_run_a_script_is_refused() {
    assert_report(
        &page_405("", "[Click](javascript:alert(1))"),
        r#"
content/4xx/405.md:7:1: error[link-scheme]: links of the scheme "javascript" are not allowed
  |
7 | [Click](javascript:alert(1))
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: allowed are https, http, mailto; `link_schemes` in site.yaml lists them
"#,
    );
}

#[test]
fn disguised_link_scheme_is_refused() {
    assert_report(
        &page_405("", "[Click](JAVA&#115;cript:alert(1))"),
        r#"
content/4xx/405.md:7:1: error[link-scheme]: links of the scheme "JAVAscript" are not allowed
  |
7 | [Click](JAVA&#115;cript:alert(1))
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: allowed are https, http, mailto; `link_schemes` in site.yaml lists them
"#,
    );
}

#[test]
fn link_must_say_its_scheme() {
    assert_report(
        &page_405("", "[Elsewhere](//example.com/)"),
        r#"
content/4xx/405.md:7:1: error[link-scheme]: a link must say its scheme
  |
7 | [Elsewhere](//example.com/)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: allowed are https, http, mailto; `link_schemes` in site.yaml lists them
"#,
    );
}

#[test]
fn key_behind_which_the_wrong_title_stands_is_told_precisely() {
    assert_report(
        &page_405("", "See [[404 Not There]]."),
        r#"
content/4xx/405.md:7:5: error[dead-link]: no page is called "404 Not There"
  |
7 | See [[404 Not There]].
  |     ^^^^^^^^^^^^^^^^^
help: write `[[404]]`, or `[[404|Not There]]` for a link with these words
"#,
    );
}

#[test]
fn title_in_the_place_of_a_key_is_told_with_the_key() {
    assert_report(
        &page_405("", "See [[not found]]."),
        r#"
content/4xx/405.md:7:5: error[dead-link]: no page is called "not found"
  |
7 | See [[not found]].
  |     ^^^^^^^^^^^^^
help: did you mean `[[404]]`, which is called so?
"#,
    );
}

#[test]
fn character_that_cannot_be_seen_in_a_key_is_named() {
    assert_report(
        &page_405("", "See [[404\u{200b}]]."),
        "
content/4xx/405.md:7:5: error[dead-link]: no page is called \"404\u{200b}\"
  |
7 | See [[404\u{fffd}]].
  |     ^^^^^^^^
help: it holds a zero-width space, which cannot be seen; take that out
",
    );
}

#[test]
fn link_to_no_place_says_what_a_place_is() {
    assert_report(
        &page_405("", "Back to the [top](#)."),
        r#"
content/4xx/405.md:7:13: error[dead-link]: this link names no place
  |
7 | Back to the [top](#).
  |             ^^^^^^^^
help: write the id of a heading behind the `#`, or the key or path of a page alone
"#,
    );
}

#[test]
fn picture_beside_the_page_is_told_once() {
    assert_report(
        &(page_405("", "![A door](door.svg) [the notes](notes.txt)")
            + "== content/4xx/door.svg ==\n<svg/>\n== content/4xx/notes.txt ==\nnotes\n"),
        r#"
content/4xx/door.svg:1:1: error[stray-file]: nothing reads this file
  |
1 | <svg/>
  | ^
help: files that are published as they are belong into content/static/, and links to them start with /static/; tables belong into content/tables/ and end with .yaml, .json or .csv

content/4xx/notes.txt:1:1: error[stray-file]: nothing reads this file
  |
1 | notes
  | ^
help: files that are published as they are belong into content/static/, and links to them start with /static/; tables belong into content/tables/ and end with .yaml, .json or .csv
"#,
    );
}

#[test]
fn dead_path_is_told_with_its_encodings_undone() {
    assert_report(
        &page_405("", "![a door](/static/my%20door.svg)"),
        r#"
content/4xx/405.md:7:1: error[dead-link]: there is no file content/static/my door.svg
  |
7 | ![a door](/static/my%20door.svg)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: put the file into content/static/ and write its path, such as /static/picture.svg
"#,
    );
}
