//! What is reported about targets of links that are nearly right.

use crate::common::{assert_report, page_405};

#[test]
fn key_that_is_a_path_is_told() {
    assert_report(
        &page_405("", "See [[404.md]] and [[../4xx/404]]."),
        r#"
content/4xx/405.md:7:5: error[dead-link]: no page is called "404.md"
  |
7 | See [[404.md]] and [[../4xx/404]].
  |     ^^^^^^^^^^
help: write `[[404]]`; a key is not a path

content/4xx/405.md:7:20: error[dead-link]: no page is called "../4xx/404"
  |
7 | See [[404.md]] and [[../4xx/404]].
  |                    ^^^^^^^^^^^^^^
help: write `[[404]]`; a key is not a path
"#,
    );
}

#[test]
fn place_without_a_key_is_told() {
    assert_report(
        &page_405("", "See [[#facts]]."),
        r#"
content/4xx/405.md:7:5: error[dead-link]: no page is called ""
  |
7 | See [[#facts]].
  |     ^^^^^^^^^^
help: write the key of a page before the `#`, or `[text](#place)` for a place on this page
"#,
    );
}

#[test]
fn backslashes_in_a_path_are_told() {
    assert_report(
        &page_405("", "See [it](..\\4xx\\404.md) and ![x](\\static\\a.svg)."),
        r"
content/4xx/405.md:7:5: error[dead-link]: there is no file content/4xx/..\4xx\404.md
  |
7 | See [it](..\4xx\404.md) and ![x](\static\a.svg).
  |     ^^^^^^^^^^^^^^^^^^^
help: write `/` between folders, not `\`

content/4xx/405.md:7:29: error[dead-link]: there is no file content/4xx/\static\a.svg
  |
7 | See [it](..\4xx\404.md) and ![x](\static\a.svg).
  |                             ^^^^^^^^^^^^^^^^^^^
help: write `/` between folders, not `\`
",
    );
}

#[test]
fn address_without_a_scheme_is_told() {
    assert_report(
        &page_405("", "See [it](www.example.com/a) or [write](me@example.com)."),
        r"
content/4xx/405.md:7:5: error[dead-link]: this address has no scheme, so it is taken for a file
  |
7 | See [it](www.example.com/a) or [write](me@example.com).
  |     ^^^^^^^^^^^^^^^^^^^^^^^
help: write `https://www.example.com/a`

content/4xx/405.md:7:32: error[dead-link]: this address has no scheme, so it is taken for a file
  |
7 | See [it](www.example.com/a) or [write](me@example.com).
  |                                ^^^^^^^^^^^^^^^^^^^^^^^
help: write `mailto:me@example.com`
",
    );
}

#[test]
fn misspelt_scheme_is_told() {
    assert_report(
        &page_405("", "See [it](htps://example.com) and [that](https:/example.com)."),
        r#"
content/4xx/405.md:7:5: error[link-scheme]: links of the scheme "htps" are not allowed
  |
7 | See [it](htps://example.com) and [that](https:/example.com).
  |     ^^^^^^^^^^^^^^^^^^^^^^^^
help: allowed are https, http, mailto; `link_schemes` in site.yaml lists them; did you mean "https"?

content/4xx/405.md:7:34: error[dead-link]: two slashes are missing in this address
  |
7 | See [it](htps://example.com) and [that](https:/example.com).
  |                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^
help: write `https://example.com`
"#,
    );
}

#[test]
fn character_that_cannot_be_seen_in_a_path_is_named() {
    assert_report(
        &page_405("", "[it](404.md&nbsp;)"),
        "
content/4xx/405.md:7:1: error[dead-link]: there is no file content/4xx/404.md\u{a0}
  |
7 | [it](404.md&nbsp;)
  | ^^^^^^^^^^^^^^^^^^
help: the path holds a no-break space, which cannot be seen; take that out
",
    );
}

#[test]
fn empty_places_are_told() {
    assert_report(
        &page_405("", "[a](404.md#) [[404#]]"),
        r"
content/4xx/405.md:7:1: error[dead-link]: this link names no place
  |
7 | [a](404.md#) [[404#]]
  | ^^^^^^^^^^^^
help: write the id of a heading behind the `#`, or the key or path of a page alone

content/4xx/405.md:7:14: error[dead-link]: this link names no place
  |
7 | [a](404.md#) [[404#]]
  |              ^^^^^^^^
help: write the id of a heading behind the `#`, or the key or path of a page alone
",
    );
}
