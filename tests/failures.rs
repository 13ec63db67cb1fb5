//! What is reported when something is wrong: each test is a slip in a tiny site
//! and the whole report that should come of it. `common::page_405` puts its
//! fields at line 5 and its text two lines below their end.

mod common;

use common::{Folder, TINY, assert_report, assert_text, build_of, code_template, page_405, report_of, site_with};
use statuary::diag::{Colors, Format};
use statuary::source::Sources;
use statuary::{Options, compile, load};

// Fields of a page.

#[test]
fn unknown_field_suggests_the_nearest() {
    assert_report(
        &page_405("sumary: It is not allowed.", ""),
        r#"
content/4xx/405.md:5:1: error[unknown-field]: there is no field "sumary" here
  |
5 | sumary: It is not allowed.
  | ^^^^^^
help: fields are code, title, class, summary, advice, related, state, since, source, retired, headers, aliases; did you mean "summary"?
"#,
    );
}

#[test]
fn unknown_field_that_is_near_to_none_lists_all() {
    assert_report(
        &page_405("banana: yellow", ""),
        r#"
content/4xx/405.md:5:1: error[unknown-field]: there is no field "banana" here
  |
5 | banana: yellow
  | ^^^^^^
help: fields are code, title, class, summary, advice, related, state, since, source, retired, headers, aliases
"#,
    );
}

#[test]
fn unknown_field_of_a_record_is_shown_inside_it() {
    assert_report(
        &page_405("headers:\n  - name: Allow\n    wen: always", ""),
        r#"
content/4xx/405.md:7:5: error[unknown-field]: there is no field "wen" here
  |
7 |     wen: always
  |     ^^^
help: fields are name, when, weight; did you mean "when"?
"#,
    );
}

#[test]
fn missing_required_field_is_shown_at_the_start_of_the_page() {
    assert_report(
        r#"
== content/4xx/405.md ==
---
title: Method Not Allowed
class: 4xx
---
"#,
        r#"
content/4xx/405.md:1:1: error[missing-field]: the field "code" is missing
  |
1 | ---
  | ^^^
help: add `code: …`: the number
"#,
    );
}

#[test]
fn missing_field_of_a_record_is_shown_at_the_record() {
    assert_report(
        &page_405("headers:\n  - when: always", ""),
        r#"
content/4xx/405.md:6:5: error[missing-field]: the field "name" is missing
  |
6 |   - when: always
  |     ^^^^^^^^^^^^
help: add `name: …`
"#,
    );
}

#[test]
fn required_field_without_a_value_is_empty() {
    assert_report(
        r#"
== content/4xx/405.md ==
---
code: 405
title:
class: 4xx
---
"#,
        r#"
content/4xx/405.md:3:1: error[missing-field]: the field "title" is empty
  |
3 | title:
  | ^^^^^
help: add `title: …`
"#,
    );
}

#[test]
fn required_field_of_spaces_is_empty() {
    assert_report(
        r#"
== content/4xx/405.md ==
---
code: 405
title: "  "
class: 4xx
---
"#,
        r#"
content/4xx/405.md:3:1: error[missing-field]: the field "title" is empty
  |
3 | title: "  "
  | ^^^^^
help: add `title: …`
"#,
    );
}

#[test]
fn repeated_field_is_shown_the_second_time() {
    assert_report(
        &page_405("title: Not Allowed", ""),
        r#"
content/4xx/405.md:5:1: error[repeated-field]: the field "title" is given twice
  |
5 | title: Not Allowed
  | ^^^^^
help: keep one of the two; a list takes several values
"#,
    );
}

#[test]
fn front_matter_of_a_list_names_the_fields() {
    assert_report(
        r#"
== content/4xx/405.md ==
---
- code: 405
- class: 4xx
---
"#,
        r#"
content/4xx/405.md:2:1: error[wrong-type]: a record should stand here, not a list
  |
2 | - code: 405
  | ^^^^^^^^^^^
help: write its fields: code, title, class, summary, advice, related, state, since, source, retired, headers
"#,
    );
}

// Types.

#[test]
fn list_for_text_is_a_wrong_type() {
    assert_report(
        &page_405("summary: [one, two]", ""),
        r#"
content/4xx/405.md:5:10: error[wrong-type]: text should stand here, not a list
  |
5 | summary: [one, two]
  |          ^^^^^^^^^^
"#,
    );
}

#[test]
fn text_for_flag_is_a_wrong_type() {
    assert_report(
        &page_405("retired: yes", ""),
        r#"
content/4xx/405.md:5:10: error[wrong-type]: true or false should stand here, not the text "yes"
  |
5 | retired: yes
  |          ^^^
"#,
    );
}

#[test]
fn number_for_list_shows_how_to_write_a_list() {
    assert_report(
        &page_405("related: 404", ""),
        r#"
content/4xx/405.md:5:10: error[wrong-type]: a list should stand here, not the number 404
  |
5 | related: 404
  |          ^^^
help: write `[a, b]`, or one `- ` line for each entry
"#,
    );
}

#[test]
fn fraction_for_integer_is_a_wrong_type() {
    assert_report(
        &page_405("headers: [{name: Allow, weight: 1.5}]", ""),
        r#"
content/4xx/405.md:5:33: error[wrong-type]: a whole number should stand here, not the number 1.5
  |
5 | headers: [{name: Allow, weight: 1.5}]
  |                                 ^^^
"#,
    );
}

#[test]
fn text_for_record_names_its_fields() {
    assert_report(
        &page_405("headers: [Allow]", ""),
        r#"
content/4xx/405.md:5:11: error[wrong-type]: a record should stand here, not the text "Allow"
  |
5 | headers: [Allow]
  |           ^^^^^
help: write its fields: name, when, weight
"#,
    );
}

#[test]
fn day_that_no_calendar_has_is_refused() {
    assert_report(
        &page_405("since: 2026-02-30", ""),
        r#"
content/4xx/405.md:5:8: error[wrong-type]: a day should stand here, not "2026-02-30"
  |
5 | since: 2026-02-30
  |        ^^^^^^^^^^
help: write year, month and day, such as 2026-11-20
"#,
    );
}

#[test]
fn day_in_another_form_is_refused() {
    assert_report(
        &page_405("since: 20 Nov 2026", ""),
        r#"
content/4xx/405.md:5:8: error[wrong-type]: a day should stand here, not "20 Nov 2026"
  |
5 | since: 20 Nov 2026
  |        ^^^^^^^^^^^
help: write year, month and day, such as 2026-11-20
"#,
    );
}

#[test]
fn address_without_scheme_is_refused() {
    assert_report(
        &page_405("source: example.com/405", ""),
        r#"
content/4xx/405.md:5:9: error[wrong-type]: an http or https address should stand here, not "example.com/405"
  |
5 | source: example.com/405
  |         ^^^^^^^^^^^^^^^
help: write it whole, such as https://example.com/page
"#,
    );
}

#[test]
fn unknown_choice_suggests_the_nearest() {
    assert_report(
        &page_405("state: registred", ""),
        r#"
content/4xx/405.md:5:8: error[unknown-choice]: "registred" is no choice for "state"
  |
5 | state: registred
  |        ^^^^^^^^^
help: choices are registered, reserved; did you mean "registered"?
"#,
    );
}

#[test]
fn value_with_a_comma_is_marked_to_its_end() {
    assert_report(
        &page_405("state: open, closed", ""),
        r#"
content/4xx/405.md:5:8: error[unknown-choice]: "open, closed" is no choice for "state"
  |
5 | state: open, closed
  |        ^^^^^^^^^^^^
help: choices are registered, reserved
"#,
    );
}

// References and keys.

#[test]
fn reference_to_no_page_suggests_the_nearest() {
    assert_report(
        &page_405("related: [404, 440]", ""),
        r#"
content/4xx/405.md:5:16: error[unknown-row]: no code is called "440"
  |
5 | related: [404, 440]
  |                ^^^
help: keys of code are 404, 405; did you mean "404"?
"#,
    );
}

#[test]
fn reference_to_no_row_suggests_the_nearest() {
    assert_report(
        &page_405("headers:\n  - name: Alow", ""),
        r#"
content/4xx/405.md:6:11: error[unknown-row]: no headers is called "Alow"
  |
6 |   - name: Alow
  |           ^^^^
help: keys of headers are Allow, Retry-After; did you mean "Allow"?
"#,
    );
}

#[test]
fn code_outside_its_class_says_where_it_belongs() {
    assert_report(
        r#"
== content/5xx/index.md ==
---
class: 5xx
title: Server errors
members: [5??]
---
== content/5xx/405.md ==
---
code: 405
title: Method Not Allowed
class: 5xx
---
"#,
        r#"
content/5xx/405.md:4:8: error[not-covered]: 5xx does not cover 405: its members are 5??
  |
4 | class: 5xx
  |        ^^^
help: 405 belongs to 4xx
"#,
    );
}

#[test]
fn code_other_than_its_file_name_is_a_mismatch() {
    assert_report(
        r#"
== content/4xx/405.md ==
---
code: 450
title: Method Not Allowed
class: 4xx
---
"#,
        r#"
content/4xx/405.md:2:7: error[path-mismatch]: the file's path says code "405", this line says "450"
  |
2 | code: 450
  |       ^^^
help: write `code: 405`, or move the file to content/4xx/450.md
"#,
    );
}

#[test]
fn class_other_than_its_folder_is_a_mismatch() {
    assert_report(
        r#"
== content/5xx/index.md ==
---
class: 5xx
title: Server errors
---
== content/5xx/405.md ==
---
code: 405
title: Method Not Allowed
class: 4xx
---
"#,
        r#"
content/5xx/405.md:4:8: error[path-mismatch]: the file's path says class "5xx", this line says "4xx"
  |
4 | class: 4xx
  |        ^^^
help: write `class: 5xx`, or move the file to content/4xx/405.md
"#,
    );
}

#[test]
fn repeated_key_of_pages_names_the_other_page_once() {
    assert_report(
        r#"
== content/other/index.md ==
---
class: other
title: Others
---
== content/other/404.md ==
---
code: 404
title: Missing
class: other
---
"#,
        r#"
content/other/404.md:2:7: error[repeated-key]: "404" of "code" is given twice
  |
2 | code: 404
  |       ^^^
help: the other one stands in content/4xx/404.md; keep one of the two
"#,
    );
}

// Links.

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
help: link to a page by its file, such as ../4xx/404.md, or by its key, such as [[404]]; other files belong into content/static/
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

// Markdown.

#[test]
fn raw_html_is_refused() {
    assert_report(
        &page_405("", "One line<br>and another."),
        r#"
content/4xx/405.md:7:9: error[raw-html]: raw HTML is not allowed here: <br>
  |
7 | One line<br>and another.
  |         ^^^^
help: write it as markdown, or put it in backquotes to show it; `raw_html: true` in site.yaml allows it everywhere
"#,
    );
}

#[test]
fn block_of_raw_html_is_reported_once() {
    assert_report(
        &page_405("", "<div>\nA box.\n</div>"),
        r#"
content/4xx/405.md:7:1: error[raw-html]: raw HTML is not allowed here: <div>
  |
7 | <div>
  | ^^^^^
help: write it as markdown, or put it in backquotes to show it; `raw_html: true` in site.yaml allows it everywhere
"#,
    );
}

#[test]
fn raw_html_behind_a_comment_is_refused() {
    assert_report(
        &page_405("", "<!-- a --><script>alert(1)</script>"),
        r#"
content/4xx/405.md:7:11: error[raw-html]: raw HTML is not allowed here: <script>alert(1)</script>
  |
7 | <!-- a --><script>alert(1)</script>
  |           ^^^^^^^^^^^^^^^^^^^^^^^^^
help: write it as markdown, or put it in backquotes to show it; `raw_html: true` in site.yaml allows it everywhere
"#,
    );
}

#[test]
fn comments_are_no_raw_html() {
    assert_report(&page_405("", "<!-- one -->\n\n<!-- two\nlines -->\n\nA word. <!-- and\nanother -->"), "");
}

#[test]
fn raw_html_in_a_field_is_refused() {
    assert_report(
        &page_405("advice: Send it<br>again.", ""),
        r#"
content/4xx/405.md:5:16: error[raw-html]: raw HTML is not allowed here: <br>
  |
5 | advice: Send it<br>again.
  |                ^^^^
help: write it as markdown, or put it in backquotes to show it; `raw_html: true` in site.yaml allows it everywhere
"#,
    );
}

#[test]
fn block_of_raw_html_in_a_field_is_reported_once() {
    assert_report(
        &page_405("advice: <div>A box.</div>", ""),
        r#"
content/4xx/405.md:5:9: error[raw-html]: raw HTML is not allowed here: <div>A box.</div>
  |
5 | advice: <div>A box.</div>
  |         ^^^^^^^^^^^^^^^^^
help: write it as markdown, or put it in backquotes to show it; `raw_html: true` in site.yaml allows it everywhere
"#,
    );
}

#[test]
fn level_one_heading_is_refused() {
    assert_report(
        &page_405("", "# Method Not Allowed"),
        r#"
content/4xx/405.md:7:1: error[heading-level]: a page has one level-one heading, its title
  |
7 | # Method Not Allowed
  | ^^^^^^^^^^^^^^^^^^^^
help: start the text's headings with `##`
"#,
    );
}

#[test]
fn list_in_a_prose_field_is_refused() {
    assert_report(
        &page_405(r#"advice: "- send it again""#, ""),
        r#"
content/4xx/405.md:5:10: error[not-inline]: only inline markdown can stand in a field
  |
5 | advice: "- send it again"
  |          ^^^^^^^^^^^^^^^
help: write one paragraph of text, code, emphasis and links; longer explanations belong below the front matter
"#,
    );
}

#[test]
fn list_of_several_items_in_a_prose_field_is_reported_once() {
    assert_report(
        &page_405("advice: |\n  - send it again\n  - wait", ""),
        r#"
content/4xx/405.md:5:9: error[not-inline]: only inline markdown can stand in a field
  |
5 | advice: |
  |         ^
help: write one paragraph of text, code, emphasis and links; longer explanations belong below the front matter
"#,
    );
}

#[test]
fn rule_in_a_prose_field_is_refused() {
    assert_report(
        &page_405(r#"advice: "***""#, ""),
        r#"
content/4xx/405.md:5:10: error[not-inline]: only inline markdown can stand in a field
  |
5 | advice: "***"
  |          ^^^
help: write one paragraph of text, code, emphasis and links; longer explanations belong below the front matter
"#,
    );
}

// Front matter and YAML.

#[test]
fn page_without_front_matter_is_one_problem() {
    assert_report(
        r#"
== content/4xx/405.md ==
The method is not allowed.
"#,
        r#"
content/4xx/405.md:1:1: error[no-front-matter]: this page does not start with front matter
  |
1 | The method is not allowed.
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^
help: start the file with a line `---`, the fields, and another line `---`; `statuary new` writes such a file
"#,
    );
}

#[test]
fn empty_page_is_one_problem() {
    assert_report(
        "== content/4xx/405.md ==\n",
        r#"
content/4xx/405.md:1:1: error[no-front-matter]: this page does not start with front matter
help: start the file with a line `---`, the fields, and another line `---`; `statuary new` writes such a file
"#,
    );
}

#[test]
fn front_matter_without_end_is_one_problem() {
    assert_report(
        r#"
== content/4xx/405.md ==
---
code: 405
title: Method Not Allowed
class: 4xx

The method is not allowed.
"#,
        r#"
content/4xx/405.md:1:1: error[open-front-matter]: the front matter that starts here has no end
  |
1 | ---
  | ^^^
help: put a line `---` between the last field and the text
"#,
    );
}

#[test]
fn empty_front_matter_lacks_the_required_fields() {
    assert_report(
        r#"
== content/4xx/405.md ==
---
---
"#,
        r#"
content/4xx/405.md:1:1: error[missing-field]: the field "class" is missing
  |
1 | ---
  | ^^^
help: add `class: …`

content/4xx/405.md:1:1: error[missing-field]: the field "code" is missing
  |
1 | ---
  | ^^^
help: add `code: …`: the number

content/4xx/405.md:1:1: error[missing-field]: the field "title" is missing
  |
1 | ---
  | ^^^
help: add `title: …`
"#,
    );
}

#[test]
fn colon_inside_a_value_asks_for_quotes() {
    assert_report(
        &page_405("summary: Note: not allowed", ""),
        r#"
content/4xx/405.md:5:14: error[yaml]: this is not valid YAML: mapping values are not allowed in this context
  |
5 | summary: Note: not allowed
  |              ^^^^^^^^^^^^^
help: put the value in quotes when it holds a colon followed by a space
"#,
    );
}

#[test]
fn indented_field_is_not_taken_for_a_colon_inside_a_value() {
    assert_report(
        &page_405(" summary: It is not allowed.", ""),
        r#"
content/4xx/405.md:5:9: error[yaml]: this is not valid YAML: mapping values are not allowed in this context
  |
5 |  summary: It is not allowed.
  |         ^^^^^^^^^^^^^^^^^^^^
help: look for a missing quote, bracket or comma, or a line that is indented otherwise than its neighbours, here or on the line before
"#,
    );
}

#[test]
fn open_bracket_is_shown_in_the_front_matter() {
    assert_report(
        &page_405("related: [404", ""),
        r#"
content/4xx/405.md:5:14: error[yaml]: this is not valid YAML: did not find expected ',' or ']'
  |
5 | related: [404
  |              ^
help: look for a missing quote, bracket or comma, or a line that is indented otherwise than its neighbours, here or on the line before
"#,
    );
}

#[test]
fn open_quote_is_shown_in_the_front_matter() {
    assert_report(
        &page_405("summary: \"It is not allowed.", ""),
        r#"
content/4xx/405.md:5:29: error[yaml]: this is not valid YAML: found unexpected end of stream
  |
5 | summary: "It is not allowed.
  |                             ^
help: look for a missing quote, bracket or comma, or a line that is indented otherwise than its neighbours, here or on the line before
"#,
    );
}

#[test]
fn tab_as_indentation_asks_for_spaces() {
    assert_report(
        &page_405("headers:\n\t- name: Allow", ""),
        r#"
content/4xx/405.md:6:1: error[yaml]: this is not valid YAML: found character that cannot start any token
  |
6 |  - name: Allow
  | ^^^^^^^^^^^^^^
help: indent with spaces; YAML takes no tabs
"#,
    );
}

#[test]
fn special_character_at_the_start_of_a_value_asks_for_quotes() {
    assert_report(
        &page_405("summary: `GET` is not allowed.", ""),
        r#"
content/4xx/405.md:5:10: error[yaml]: this is not valid YAML: found character that cannot start any token
  |
5 | summary: `GET` is not allowed.
  |          ^^^^^^^^^^^^^^^^^^^^^
help: front matter is written as `name: value` lines; put text with special characters in quotes
"#,
    );
}

#[test]
fn yaml_tag_has_no_meaning() {
    assert_report(
        &page_405("summary: !important It is not allowed.", ""),
        r#"
content/4xx/405.md:5:10: error[yaml]: this is not valid YAML: the tag "!important" has no meaning here
  |
5 | summary: !important It is not allowed.
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: front matter is written as `name: value` lines; put text with special characters in quotes
"#,
    );
}

#[test]
fn windows_line_ends_keep_places() {
    assert_report(
        "== content/4xx/405.md ==\n---\r\ncode: 405\r\ntitle: Method Not Allowed\r\nclass: 4xx\r\n---\r\n\r\n[[440]]\r\n",
        r#"
content/4xx/405.md:7:1: error[dead-link]: no page is called "440"
  |
7 | [[440]]
  | ^^^^^^^
help: did you mean `[[404]]`?
"#,
    );
}

#[test]
fn list_for_a_name_is_no_yaml_for_fields() {
    assert_report(
        &page_405("? [a, b]\n: c", ""),
        r#"
content/4xx/405.md:5:3: error[yaml]: this is not valid YAML: invalid type: sequence, expected a name
  |
5 | ? [a, b]
  |   ^^^^^^
help: front matter is written as `name: value` lines; put text with special characters in quotes
"#,
    );
}

#[test]
fn byte_order_mark_keeps_places() {
    assert_report(
        "== content/4xx/405.md ==\n\u{feff}---\ncode: 405\ntitle: Method Not Allowed\nclass: 4xx\nstate: open\n---\n",
        r#"
content/4xx/405.md:5:8: error[unknown-choice]: "open" is no choice for "state"
  |
5 | state: open
  |        ^^^^
help: choices are registered, reserved
"#,
    );
}

#[test]
fn control_character_in_a_value_is_no_trouble() {
    assert_report(&page_405(r#"advice: "`\0l0\0` and \0a0\0""#, ""), "");
}

// Files.

#[test]
fn file_that_is_not_utf8_is_shown_at_the_first_bad_byte() {
    let folder = Folder::tiny("");
    folder.write("content/4xx/405.md", b"---\ncode: 405\ntitle: Method Not Allowed\nclass: 4xx\n---\n\nCaf\xe9.\n");
    assert_text(
        &report_of_folder(&folder),
        r#"
content/4xx/405.md:7:4: error[not-text]: the file holds bytes that are not UTF-8 here
  |
7 | Caf�.
  |    ^
help: save the file as UTF-8 text
"#,
    );
}

#[test]
fn file_with_a_nul_is_shown_at_the_nul() {
    let folder = Folder::tiny("");
    folder.write("content/4xx/405.md", page_file("A\0B."));
    assert_text(
        &report_of_folder(&folder),
        r#"
content/4xx/405.md:7:2: error[not-text]: the file holds a NUL character here
  |
7 | A�B.
  |  ^
help: save the file as UTF-8 text
"#,
    );
}

#[cfg(unix)]
#[test]
fn unreadable_file_is_named_without_the_machine() {
    let folder = Folder::tiny("");
    std::os::unix::fs::symlink("nowhere", folder.path().join("content/4xx/405.md")).unwrap();
    assert_text(
        &report_of_folder(&folder),
        r#"
content/4xx/405.md:1:1: error[unreadable]: this file cannot be read: No such file or directory (os error 2)
help: check its permissions, or remove it
"#,
    );
}

#[test]
fn stray_file_in_content_says_where_files_belong() {
    assert_report(
        r#"
== content/4xx/404.txt ==
Notes.
"#,
        r#"
content/4xx/404.txt:1:1: error[stray-file]: nothing reads this file
  |
1 | Notes.
  | ^
help: files that are published as they are belong into content/static/, tables into content/tables/ with the ending .yaml
"#,
    );
}

#[test]
fn page_at_a_path_of_no_kind_lists_the_paths() {
    assert_report(
        r#"
== content/4xx/more/404.md ==
---
title: More
---
"#,
        r#"
content/4xx/more/404.md:1:1: error[no-kind]: no kind of page lies at this path
  |
1 | ---
  | ^
help: pages lie at content/index.md, content/{class}/index.md, content/{class}/{code}.md
"#,
    );
}

// Routes.

#[test]
fn keys_with_one_route_name_both_pages() {
    assert_report(
        r#"
== content/4xx/4AA.md ==
---
code: 4AA
title: Upper
class: 4xx
---
== content/4xx/4aa.md ==
---
code: 4aa
title: Lower
class: 4xx
---
"#,
        r#"
content/4xx/4aa.md:2:7: error[route-collision]: the page "4aa Lower" and the page "4AA Upper" (content/4xx/4AA.md) would both be published as 4aa/index.html
  |
2 | code: 4aa
  |       ^^^
help: give one of the two another key, alias or file name
"#,
    );
}

#[test]
fn alias_at_the_route_of_a_page_names_both() {
    assert_report(
        &page_405("aliases: [404/]", ""),
        r#"
content/4xx/405.md:5:11: error[route-collision]: the alias "404/" and the page "404 Not Found" (content/4xx/404.md) would both be published as 404/index.html
  |
5 | aliases: [404/]
  |           ^^^^
help: give one of the two another key, alias or file name
"#,
    );
}

#[test]
fn alias_of_two_pages_names_both() {
    assert_report(
        &format!(
            "{}{}",
            r#"
== content/4xx/406.md ==
---
code: 406
title: Not Acceptable
class: 4xx
aliases: [old/]
---
"#,
            page_405("aliases: [old/]", "")
        ),
        r#"
content/4xx/406.md:5:11: error[route-collision]: the alias "old/" and the alias "old/" (content/4xx/405.md) would both be published as old/index.html
  |
5 | aliases: [old/]
  |           ^^^^
help: give one of the two another key, alias or file name
"#,
    );
}

#[test]
fn static_file_at_the_route_of_a_page_names_both() {
    assert_report(
        r#"
== content/static/404/index.html ==
<p>Mine</p>
"#,
        r#"
content/static/404/index.html:1:1: error[route-collision]: the static file and the page "404 Not Found" (content/4xx/404.md) would both be published as 404/index.html
  |
1 | <p>Mine</p>
  | ^
help: give one of the two another key, alias or file name
"#,
    );
}

#[test]
fn static_file_where_a_page_needs_a_folder_names_both() {
    assert_report(
        r#"
== content/static/404 ==
Mine
"#,
        r#"
content/static/404:1:1: error[route-collision]: the static file at 404 stands where the page "404 Not Found" (content/4xx/404.md) needs a folder
  |
1 | Mine
  | ^
help: give one of the two another key, alias or file name
"#,
    );
}

#[test]
fn static_file_at_the_facts_of_a_row_without_page_names_both() {
    let site = site_with(
        "    title: id\n    fields: {}",
        "    title: id\n    json: {item: \"headers/{id}.json\"}\n    fields: {}",
    );
    assert_report(
        &format!("{site}== content/static/headers/allow.json ==\n{{}}\n"),
        r#"
content/static/headers/allow.json:1:1: error[route-collision]: the static file and the facts of "Allow" (content/tables/headers.yaml) would both be published as headers/allow.json
  |
1 | {}
  | ^
help: give one of the two another key, alias or file name
"#,
    );
}

#[test]
fn key_that_leads_out_of_the_site_is_an_error() {
    for key in ["..", ".", "!!!"] {
        let page = format!("== content/4xx/{key}.md ==\n---\ncode: \"{key}\"\ntitle: Out\nclass: 4xx\n---\n");
        let class = "== content/4xx/index.md ==\n---\nclass: 4xx\ntitle: Client errors\n---\n";
        let build = build_of(&format!("{class}{page}"));
        let report = build.report.print(Format::Text, Colors::Never);
        let place = format!("content/4xx/{key}.md:2:7: error[");
        assert!(report.starts_with(&place), "the key \"{key}\" gives no address, but the report is:\n{report}");
    }
}

#[test]
fn lost_route_shows_its_line_in_the_lock() {
    assert_report(
        r#"
== routes.lock ==
# Published.
/404/
/410/
"#,
        r#"
routes.lock:3:1: error[lost-route]: the address /410/ was published, and no page has it any more
  |
3 | /410/
  | ^^^^^
help: add `aliases: [410/]` to the page that takes its place
"#,
    );
}

#[test]
fn malformed_alias_shows_the_form() {
    assert_report(
        &page_405("aliases: [/old/]", ""),
        r#"
content/4xx/405.md:5:11: error[bad-alias]: "/old/" is not an old address of this site
  |
5 | aliases: [/old/]
  |           ^^^^^
help: write it as it stood behind the site's address, such as old/name/ or old/name.html
"#,
    );
}

#[test]
fn alias_that_leads_out_of_the_site_is_malformed() {
    assert_report(
        &page_405("aliases: [\"../old/\"]", ""),
        r#"
content/4xx/405.md:5:11: error[bad-alias]: "../old/" is not an old address of this site
  |
5 | aliases: ["../old/"]
  |           ^^^^^^^^^
help: write it as it stood behind the site's address, such as old/name/ or old/name.html
"#,
    );
}

// Tables.

#[test]
fn unknown_table_file_suggests_the_nearest() {
    assert_report(
        r#"
== content/tables/header.yaml ==
- id: Allow
"#,
        r#"
content/tables/header.yaml:1:1: error[unknown-table]: site.yaml declares no table "header"
  |
1 | - id: Allow
  | ^
help: tables are headers; did you mean "headers"?
"#,
    );
}

#[test]
fn declared_table_needs_a_file() {
    assert_report(
        &site_with("tables:\n", "tables:\n  vendors:\n    title: id\n    fields: {}\n"),
        r#"
content/site.yaml:51:3: error[no-table]: the table "vendors" has no file
   |
51 |   vendors:
   |   ^^^^^^^
help: write its rows into content/tables/vendors.yaml; an empty list is `[]`
"#,
    );
}

#[test]
fn table_without_rows_is_no_problem() {
    assert_report("== content/tables/headers.yaml ==\n# None yet.\n", "");
}

#[test]
fn table_that_is_no_list_shows_the_form() {
    assert_report(
        r#"
== content/tables/headers.yaml ==
Allow: GET
"#,
        r#"
content/tables/headers.yaml:1:1: error[wrong-type]: a table is a list of rows, not a mapping
  |
1 | Allow: GET
  | ^^^^^^^^^^
help: start each row with `- id: …`
"#,
    );
}

#[test]
fn row_without_id_is_shown() {
    assert_report(
        r#"
== content/tables/headers.yaml ==
- id: Allow
- {}
"#,
        r#"
content/tables/headers.yaml:2:3: error[missing-field]: the field "id" is missing
  |
2 | - {}
  |   ^^
help: add `id: …`: the name by which pages refer to the row
"#,
    );
}

#[test]
fn rows_without_id_are_not_one_row_given_twice() {
    assert_report(
        r#"
== content/tables/headers.yaml ==
- Allow
- Retry-After
"#,
        r#"
content/tables/headers.yaml:1:3: error[wrong-type]: a record should stand here, not the text "Allow"
  |
1 | - Allow
  |   ^^^^^
help: write its fields: id

content/tables/headers.yaml:2:3: error[wrong-type]: a record should stand here, not the text "Retry-After"
  |
2 | - Retry-After
  |   ^^^^^^^^^^^
help: write its fields: id
"#,
    );
}

#[test]
fn row_given_twice_is_a_repeated_key() {
    assert_report(
        r#"
== content/tables/headers.yaml ==
- id: Allow
- id: Allow
"#,
        r#"
content/tables/headers.yaml:2:7: error[repeated-key]: "Allow" of "headers" is given twice
  |
2 | - id: Allow
  |       ^^^^^
help: the other one stands in content/tables/headers.yaml; keep one of the two
"#,
    );
}

#[test]
fn unknown_field_of_a_row_lists_the_fields_of_a_row() {
    assert_report(
        r#"
== content/tables/headers.yaml ==
- id: Allow
  banana: yellow
"#,
        r#"
content/tables/headers.yaml:2:3: error[unknown-field]: there is no field "banana" here
  |
2 |   banana: yellow
  |   ^^^^^^
help: fields are id
"#,
    );
}

// The declaration, site.yaml.

#[test]
fn missing_site_yaml_is_one_problem() {
    let all = sources_without("content/site.yaml");
    let report = compile(&all, &Options::default(), vec![]).report;
    assert_text(
        &report.print(Format::Text, Colors::Never),
        r#"
content/site.yaml:1:1: error[no-site]: there is no file content/site.yaml
help: run this in the folder that holds `content/`, or name it with --root
"#,
    );
}

#[test]
fn broken_site_yaml_is_one_problem() {
    assert_report(
        r#"
== content/site.yaml ==
title: Tiny: a site
base_url: https://tiny.example/
== routes.lock ==
/404/
"#,
        r#"
content/site.yaml:1:12: error[yaml]: this is not valid YAML: mapping values are not allowed in this context
  |
1 | title: Tiny: a site
  |            ^^^^^^^^
help: put the value in quotes when it holds a colon followed by a space
"#,
    );
}

#[test]
fn empty_site_yaml_lacks_the_required_fields() {
    let found: Vec<String> =
        build_of("== content/site.yaml ==\n").report.findings.into_iter().map(|one| one.message).collect();
    assert_eq!(found, ["the field \"base_url\" is missing here", "the field \"title\" is missing here"]);
}

#[test]
fn unknown_field_of_the_site_suggests_the_nearest() {
    assert_report(
        &site_with("title: Tiny\n", "title: Tiny\nlangage: en\n"),
        r#"
content/site.yaml:2:1: error[unknown-field]: there is no field "langage" here
  |
2 | langage: en
  | ^^^^^^^
help: did you mean "language"?
"#,
    );
}

#[test]
fn unknown_type_lists_the_types() {
    assert_report(
        &site_with("{type: date}", "{type: day}"),
        r#"
content/site.yaml:39:21: error[unknown-choice]: "day" is none of the types
   |
39 |       since: {type: day}
   |                     ^^^
help: types are text, integer, flag, date, address, pattern, choice, prose, reference, record, list
"#,
    );
}

#[test]
fn unknown_kind_in_a_reference_is_shown_at_the_reference() {
    assert_report(
        &site_with("{type: reference, to: headers, required: true}", "{type: reference, to: header, required: true}"),
        r#"
content/site.yaml:47:41: error[unknown-kind]: the field "name" of "code" refers to "header", which is neither a kind nor a table
   |
47 |             name: {type: reference, to: header, required: true}
   |                                         ^^^^^^
help: kinds and tables are home, class, code, headers; did you mean "headers"?
"#,
    );
}

#[test]
fn unknown_field_that_a_reference_covers_is_shown_at_its_name() {
    assert_report(
        &site_with("covers: members", "covers: member"),
        r#"
content/site.yaml:34:67: error[unknown-field]: the field "class" of "code" covers "member", which "class" does not declare
   |
34 |       class: {type: reference, to: class, required: true, covers: member}
   |                                                                   ^^^^^^
help: its fields are class, title, members; did you mean "members"?
"#,
    );
}

#[test]
fn wrong_key_of_a_kind_is_one_problem() {
    assert_report(
        &format!("{}{}", site_with("key: code", "key: cod"), page_405("related: [404]", "[[404]]")),
        r#"
content/site.yaml:21:3: error[unknown-field]: "code" names a field "cod" that it does not declare
   |
21 |   code:
   |   ^^^^
help: its fields are code, title, class, summary, advice, related, state, since, source, retired, headers; did you mean "code"?
"#,
    );
}

#[test]
fn navigation_to_no_page_suggests_the_nearest() {
    assert_report(
        &site_with("kinds:\n", "navigation: [4xx/indx.md]\nkinds:\n"),
        r#"
content/site.yaml:3:14: error[dead-link]: there is no page content/4xx/indx.md
  |
3 | navigation: [4xx/indx.md]
  |              ^^^^^^^^^^^
help: did you mean "4xx/index.md"?
"#,
    );
}

// Themes and templates.

#[test]
fn unknown_theme_is_shown_where_it_is_named() {
    assert_report(
        &site_with("title: Tiny\n", "title: Tiny\ntheme: defalt\n"),
        r#"
content/site.yaml:2:8: error[no-theme]: there is no theme "defalt": themes/defalt/theme.yaml is missing
  |
2 | theme: defalt
  |        ^^^^^^
help: themes are default; did you mean "default"?
"#,
    );
}

#[test]
fn theme_that_extends_no_theme_is_shown_in_its_file() {
    assert_report(
        r#"
== themes/default/theme.yaml ==
title: Default
extends: base
"#,
        r#"
themes/default/theme.yaml:2:10: error[no-theme]: there is no theme "base": themes/base/theme.yaml is missing
  |
2 | extends: base
  |          ^^^^
help: themes are default
"#,
    );
}

#[test]
fn syntax_errors_of_all_templates_are_reported() {
    assert_report(
        r#"
== themes/default/templates/class.html ==
<h1>{{ page.title }</h1>
== themes/default/templates/code.html ==
<h1>{{ page.label | }}</h1>
"#,
        r#"
themes/default/templates/class.html:1:19: error[template-syntax]: found `}` but expected }}
  |
1 | <h1>{{ page.title }</h1>
  |                   ^

themes/default/templates/code.html:1:21: error[template-syntax]: found `}}` but expected identifier
  |
1 | <h1>{{ page.label | }}</h1>
  |                     ^^
"#,
    );
}

#[test]
fn template_that_ends_too_early_shows_its_last_line() {
    assert_report(
        r#"
== themes/default/templates/class.html ==
{% if page.title %}
<h1>{{ page.title }}</h1>
"#,
        r#"
themes/default/templates/class.html:2:26: error[template-syntax]: unexpected end of input
  |
2 | <h1>{{ page.title }}</h1>
  |                          ^
"#,
    );
}

#[test]
fn unknown_filter_is_shown() {
    assert_report(
        &code_template("<h1>{{ page.label | uper }}</h1>"),
        r#"
themes/default/templates/code.html:1:21: error[template]: unknown filter `uper`
  |
1 | <h1>{{ page.label | uper }}</h1>
  |                     ^
"#,
    );
}

#[test]
fn misspelt_view_field_names_the_template_and_the_page() {
    assert_report(
        &code_template("<h1>{{ page.lable }}</h1>"),
        r#"
themes/default/templates/code.html:1:13: error[template]: field `lable` is not defined
  |
1 | <h1>{{ page.lable }}</h1>
  |             ^^^^^
help: did you mean "label"?
this happened on the page made from content/4xx/404.md; themes/README.md lists what templates are given
"#,
    );
}

#[test]
fn template_error_on_many_pages_is_reported_once() {
    let files = code_template("{{ page.fields.sumary }}") + &page_405("", "");
    assert_report(
        &files,
        r#"
themes/default/templates/code.html:1:16: error[template]: field `sumary` is not defined
  |
1 | {{ page.fields.sumary }}
  |                ^^^^^^
help: fields are advice, class, code, headers, related, retired, since, source, state, summary, title; did you mean "summary"?
this happened on the page made from content/4xx/404.md; themes/README.md lists what templates are given
"#,
    );
}

#[test]
fn missing_template_suggests_the_nearest() {
    assert_report(
        &site_with("template: code.html", "template: cod.html"),
        r#"
content/site.yaml:21:3: error[no-template]: the theme "default" has no template "cod.html"
   |
21 |   code:
   |   ^^^^
help: templates are class.html, code.html, home.html; did you mean "code.html"?
"#,
    );
}

#[test]
fn included_template_that_is_missing_is_shown() {
    assert_report(
        &code_template("{% include \"foot.html\" %}"),
        r#"
themes/default/templates/code.html:1:12: error[template]: unknown template `foot.html`
  |
1 | {% include "foot.html" %}
  |            ^
"#,
    );
}

#[test]
fn unknown_asset_suggests_the_nearest() {
    assert_report(
        &code_template("{{ asset(name=\"styl.css\") }}"),
        r#"
themes/default/templates/code.html:1:4: error[template]: the theme has no asset "styl.css"; its assets are search-index.js, style.css; did you mean "style.css"?
  |
1 | {{ asset(name="styl.css") }}
  |    ^^^^^^^^^^^^^^^^^^^^^^
help: this happened on the page made from content/4xx/404.md; themes/README.md lists what templates are given
"#,
    );
}

#[test]
fn unknown_kind_in_pages_suggests_the_nearest() {
    assert_report(
        &code_template("{% for one in pages(kind=\"codes\") %}{{ one.key }}{% endfor %}"),
        r#"
themes/default/templates/code.html:1:15: error[template]: site.yaml declares no kind "codes"; they are class, code, home; did you mean "code"?
  |
1 | {% for one in pages(kind="codes") %}{{ one.key }}{% endfor %}
  |               ^^^^^^^^^^^^^^^^^^^
help: this happened on the page made from content/4xx/404.md; themes/README.md lists what templates are given
"#,
    );
}

// Many problems, and no noise.

#[test]
fn five_mistakes_give_five_messages_in_one_run() {
    let files = page_405("since: yesterday\nrelated: [999]\nbanana: yellow", "See [[nope]].")
        + &code_template("{{ page.lable }}");
    let found = build_of(&files).report.findings;
    let found: Vec<String> = found.iter().map(|one| format!("{}:{} {}", one.path, one.line, one.code)).collect();
    assert_eq!(
        found,
        [
            "content/4xx/405.md:5 wrong-type",
            "content/4xx/405.md:6 unknown-row",
            "content/4xx/405.md:7 unknown-field",
            "content/4xx/405.md:10 dead-link",
            "themes/default/templates/code.html:1 template",
        ]
    );
}

#[test]
fn broken_front_matter_leaves_links_to_the_page_alive() {
    let broken = r#"
== content/4xx/404.md ==
---
code: 404
title: "Not Found
class: 4xx
---

## What it means
"#;
    let text = "[[404]], [by path](404.md#what-it-means), [[404#facts]].";
    let found = build_of(&format!("{broken}{}", page_405("related: [404]", text))).report.findings;
    let found: Vec<String> = found.iter().map(|one| format!("{} {}", one.path, one.code)).collect();
    assert_eq!(found, ["content/4xx/404.md yaml"]);
}

#[test]
fn missing_front_matter_leaves_links_to_the_page_alive() {
    let found = build_of(&format!(
        "== content/4xx/404.md ==\n## What it means\n{}",
        page_405("related: [404]", "[[404#what-it-means]]")
    ));
    let found: Vec<String> = found.report.findings.iter().map(|one| format!("{} {}", one.path, one.code)).collect();
    assert_eq!(found, ["content/4xx/404.md no-front-matter"]);
}

#[test]
fn front_matter_without_end_leaves_links_to_the_page_alive() {
    let open = "== content/4xx/404.md ==\n---\ncode: 404\n\n## What it means\n";
    let found = build_of(&format!("{open}{}", page_405("related: [404]", "[[404#what-it-means]]")));
    let found: Vec<String> = found.report.findings.iter().map(|one| format!("{} {}", one.path, one.code)).collect();
    assert_eq!(found, ["content/4xx/404.md open-front-matter"]);
}

#[test]
fn broken_front_matter_that_names_the_template_is_one_problem() {
    let files = site_with("template: code.html", "template: \"{title}.html\"")
        + "== themes/default/templates/Not Found.html ==\n"
        + "== content/4xx/405.md ==\n---\ntitle: [405\n---\n";
    let found = build_of(&files).report.findings;
    let found: Vec<String> = found.iter().map(|one| format!("{} {}", one.path, one.code)).collect();
    assert_eq!(found, ["content/4xx/405.md yaml"]);
}

#[test]
fn broken_class_causes_no_template_errors_on_its_codes() {
    let class = "== content/4xx/index.md ==\n---\nclass: 4xx\ntitle: {Client\nmembers: [4??]\n---\n";
    let found = build_of(class).report.findings;
    let found: Vec<String> = found.iter().map(|one| format!("{} {}", one.path, one.code)).collect();
    assert_eq!(found, ["content/4xx/index.md yaml"]);
}

#[test]
fn broken_references_cause_no_template_errors() {
    let template = code_template(
        "{{ page.root }}{{ page.fields.class.route }}
{% for code in page.fields.related %}{{ page.root }}{{ code.route }}{{ code.label }}{% endfor %}
{% for header in page.fields.headers %}{{ header.name.key }}{{ header.name.uses }}{% endfor %}
{% for above in page.breadcrumbs %}{{ above.route }}{% endfor %}",
    );
    let page = r#"
== content/4xx/405.md ==
---
code: 405
title: Method Not Allowed
class:
related: [404, 999]
headers: [{name: Banana}, 7]
---
"#;
    let found = build_of(&format!("{template}{page}")).report.findings;
    let found: Vec<String> = found.iter().map(|one| format!("{}:{} {}", one.path, one.line, one.code)).collect();
    assert_eq!(
        found,
        [
            "content/4xx/405.md:4 missing-field",
            "content/4xx/405.md:5 unknown-row",
            "content/4xx/405.md:6 unknown-row",
            "content/4xx/405.md:6 wrong-type",
        ]
    );
}

#[test]
fn text_that_is_still_to_be_written_is_a_warning() {
    let build = build_of(&page_405("advice: (to be written)", ""));
    assert_eq!((build.report.errors(), build.report.warnings()), (0, 1));
    assert_text(
        &build.report.print(Format::Text, Colors::Never),
        r#"
content/4xx/405.md:5:9: warning[unwritten]: the field "advice" is still to be written
  |
5 | advice: (to be written)
  |         ^^^^^^^^^^^^^^^
help: what to do
"#,
    );
}

// Forms of the report.

#[test]
fn report_without_problems_is_empty() {
    assert_eq!(report_of(""), "");
}

#[test]
fn json_report_is_one_object() {
    assert_text(
        &printed(Format::Json),
        r#"
{
  "errors": 1,
  "warnings": 0,
  "diagnostics": [
    {
      "severity": "error",
      "code": "unknown-choice",
      "path": "content/4xx/405.md",
      "line": 5,
      "column": 8,
      "end_line": 5,
      "end_column": 14,
      "message": "\"100% é\" is no choice for \"state\"",
      "help": "choices are registered, reserved",
      "excerpt": "state: 100% é"
    }
  ]
}
"#,
    );
}

#[test]
fn json_report_without_problems_is_one_object_too() {
    let report = build_of("").report.print(Format::Json, Colors::Never);
    assert_eq!(report, "{\n  \"errors\": 0,\n  \"warnings\": 0,\n  \"diagnostics\": []\n}\n");
}

#[test]
fn github_report_is_one_command_a_problem() {
    assert_text(
        &printed(Format::Github),
        "::error file=content/4xx/405.md,line=5,col=8,endLine=5,title=unknown-choice::\"100%25 é\" is no choice for \"state\"%0Achoices are registered, reserved\n",
    );
}

#[test]
fn sarif_report_names_the_rule_and_the_place() {
    assert_text(
        &printed(Format::Sarif),
        &r#"
{
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  "runs": [
    {
      "results": [
        {
          "level": "error",
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "content/4xx/405.md"
                },
                "region": {
                  "endColumn": 14,
                  "endLine": 5,
                  "startColumn": 8,
                  "startLine": 5
                }
              }
            }
          ],
          "message": {
            "text": "\"100% é\" is no choice for \"state\"\nchoices are registered, reserved"
          },
          "ruleId": "unknown-choice"
        }
      ],
      "tool": {
        "driver": {
          "name": "statuary",
          "version": "VERSION"
        }
      }
    }
  ],
  "version": "2.1.0"
}
"#
        .replace("VERSION", env!("CARGO_PKG_VERSION")),
    );
}

#[test]
fn text_report_can_be_coloured() {
    let report = build_of(&page_405("state: open", "")).report.print(Format::Text, Colors::Always);
    assert_eq!(
        report,
        "\x1b[1mcontent/4xx/405.md:5:8\x1b[0m: \x1b[1;31merror[unknown-choice]\x1b[0m: \"open\" is no choice for \"state\"\n  |\n5 | state: open\n  | \x1b[1;31m       ^^^^\x1b[0m\n\x1b[1;36mhelp\x1b[0m: choices are registered, reserved\n"
    );
}

/// The report for one problem whose message needs care in every form.
fn printed(format: Format) -> String {
    build_of(&page_405("state: 100% é", "")).report.print(format, Colors::Never)
}

/// The report for a site on disk.
fn report_of_folder(folder: &Folder) -> String {
    let (sources, found) = load(folder.path());
    compile(&sources, &Options::default(), found).report.print(Format::Text, Colors::Never)
}

/// A page of the code 405 as it lies on disk.
fn page_file(text: &str) -> String {
    format!("---\ncode: 405\ntitle: Method Not Allowed\nclass: 4xx\n---\n\n{text}\n")
}

/// The tiny site without one of its files.
fn sources_without(path: &str) -> Sources {
    let mut left = Sources::default();
    for (name, source) in Sources::from_text(TINY).iter().filter(|(name, _)| *name != path) {
        left.insert_text(name, source.text().unwrap_or_default());
    }
    left
}
