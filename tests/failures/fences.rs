//! What is reported about what swallows the text behind it: comments and fences without an
//! end, and leftovers of a merge.

use crate::common::{assert_report, page_405};

#[test]
fn comment_without_an_end_is_told() {
    assert_report(
        &page_405("", "One.\n\n<!-- a remark\n\nTwo."),
        r"
content/4xx/405.md:9:1: error[open-comment]: this comment has no end
  |
9 | <!-- a remark
  | ^^^^
help: close it with `-->`
",
    );
}

#[test]
fn comment_without_an_end_in_a_line_is_told() {
    assert_report(
        &page_405("", "One. <!-- a remark\n\nTwo."),
        r"
content/4xx/405.md:7:6: error[open-comment]: this comment has no end
  |
7 | One. <!-- a remark
  |      ^^^^
help: close it with `-->`
",
    );
}

#[test]
fn leftovers_of_a_merge_are_told_once() {
    assert_report(
        &page_405("", "## One\n\n<<<<<<< HEAD\nIt is [[404]].\n=======\nIt is **that.\n>>>>>>> other"),
        r"
content/4xx/405.md:9:1: error[merge-leftover]: a merge left its marks here
  |
9 | <<<<<<< HEAD
  | ^^^^^^^^^^^^
help: keep one of the two sides, and take out the lines `<<<<<<<`, `=======` and `>>>>>>>`
",
    );
}

#[test]
fn end_of_a_conflict_is_told() {
    assert_report(
        &page_405("", "One.\n\n>>>>>>> other"),
        r"
content/4xx/405.md:9:1: error[merge-leftover]: a merge left its marks here
  |
9 | >>>>>>> other
  | ^^^^^^^^^^^^^
help: keep one of the two sides, and take out the lines `<<<<<<<`, `=======` and `>>>>>>>`
",
    );
}

#[test]
fn middle_of_a_conflict_is_told() {
    assert_report(
        &page_405("", "One, two and three.\n=======\nFour."),
        r"
content/4xx/405.md:8:1: error[merge-leftover]: a merge left its marks here
  |
8 | =======
  | ^^^^^^^
help: keep one of the two sides, and take out the lines `<<<<<<<`, `=======` and `>>>>>>>`
",
    );
}

#[test]
fn conflict_that_is_shown_is_no_leftover() {
    assert_report(&page_405("", "```diff\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n```"), "");
}

#[test]
fn fence_without_an_end_is_told_at_its_start() {
    assert_report(
        &page_405("", "Text.\n\n```http\nGET / HTTP/1.1\n\n## Facts\n\nSee [that][x] and [[405#gone]]."),
        r"
content/4xx/405.md:9:1: error[open-fence]: this block of code has no end
  |
9 | ```http
  | ^^^^^^^
help: close it with a line ``` of its own; a block that shows such lines opens with ````
",
    );
}

#[test]
fn fence_that_swallows_the_next_is_told_at_its_start() {
    assert_report(
        &page_405("", "```json\n{\"a\": 1}\n\nText.\n\n```http\nHTTP/1.1 405 Nope\n```"),
        r"
content/4xx/405.md:7:1: error[open-fence]: this block of code goes on over the start of another
  |
7 | ```json
  | ^^^^^^^
help: close it with a line ``` of its own; a block that shows such lines opens with ````
",
    );
}

#[test]
fn fence_without_a_word_is_told_at_its_start() {
    assert_report(
        &page_405("", "```\none\n\nText.\n\n```\ntwo **x [[y\n```\n\nMore."),
        r"
content/4xx/405.md:7:1: error[open-fence]: this block of code has no end
  |
7 | ```
  | ^^^
help: close it with a line ``` of its own; a block that shows such lines opens with ````
",
    );
}

#[test]
fn fence_shown_in_a_longer_one_is_text() {
    assert_report(&page_405("", "````markdown\n```http\nHTTP/1.1 405 Nope\n```\n````"), "");
}

#[test]
fn misspelt_language_is_told() {
    assert_report(
        &page_405(
            "",
            "```htpp\nHTTP/1.1 405 Nope\n```\n\n```pyhton\nx\n```\n\n```{htpp}\nx\n```\n\n```whatever\nx\n```",
        ),
        r#"
content/4xx/405.md:7:4: warning[unknown-language]: no language is called "htpp"
  |
7 | ```htpp
  |    ^^^^
help: did you mean `http`? a word in braces, `{htpp}`, is left as it is

content/4xx/405.md:11:4: warning[unknown-language]: no language is called "pyhton"
   |
11 | ```pyhton
   |    ^^^^^^
help: did you mean `python`? a word in braces, `{pyhton}`, is left as it is
"#,
    );
}

#[test]
fn line_between_two_sides_is_told() {
    assert_report(
        &page_405("", "One.\n\n=======\n\nTwo."),
        r"
content/4xx/405.md:9:1: error[merge-leftover]: a merge left its marks here
  |
9 | =======
  | ^^^^^^^
help: keep one of the two sides, and take out the lines `<<<<<<<`, `=======` and `>>>>>>>`
",
    );
}

#[test]
fn broken_json_is_told_at_its_character() {
    assert_report(
        &page_405(
            "",
            "```json\n{\"a\": 1,\n \"b\": [1 2]}\n```\n\n- One:\n\n  ```json\n  {\n    \"c\": tru\n  }\n  ```\n\n\
             ```text\n{\n```\n\n```json\n{\"d\": [1, 2]}\n```",
        ),
        r#"
content/4xx/405.md:9:10: warning[not-json]: this is not JSON: expected `,` or `]`
  |
9 |  "b": [1 2]}
  |          ^
help: correct it; where it is a part of a text, or has comments, put another word behind the fence, such as `text`

content/4xx/405.md:16:10: warning[not-json]: this is not JSON: this word is not true, false or null
   |
16 |     "c": tru
   |          ^
help: correct it; where it is a part of a text, or has comments, put another word behind the fence, such as `text`
"#,
    );
}
