//! What is reported about tabs of code and what is folded.

use crate::common::{assert_report, page_405};

#[test]
fn tab_without_others_is_told() {
    assert_report(
        &page_405("", "```js tab\na\n```\n\nOr:\n\n```py tab\nb\n```"),
        "
content/4xx/405.md:7:1: warning[lone-tab]: this tab stands alone
  |
7 | ```js tab
  | ^^^^^^^^^
help: put the blocks of one piece of code behind each other, with blank lines alone between; or take `tab` out

content/4xx/405.md:13:1: warning[lone-tab]: this tab stands alone
   |
13 | ```py tab
   | ^^^^^^^^^
help: put the blocks of one piece of code behind each other, with blank lines alone between; or take `tab` out
",
    );
}

#[test]
fn tabs_with_one_name_are_told() {
    assert_report(
        &page_405("", "```js tab\na\n```\n\n```javascript tab=\"JAVASCRIPT\"\nb\n```"),
        r#"
content/4xx/405.md:11:1: error[repeated-tab]: two of these tabs are called "JAVASCRIPT"
   |
11 | ```javascript tab="JAVASCRIPT"
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: name one of them, such as `tab="Version 2"`
"#,
    );
}

#[test]
fn details_without_a_title_are_told() {
    assert_report(
        &page_405("", "> [!DETAILS]\n> Text\n\n> [!DETAILS] A title\n> ---\n> Text"),
        "
content/4xx/405.md:7:3: error[no-summary]: these details have no title
  |
7 | > [!DETAILS]
  |   ^^^^^^^^^^
help: write it behind the sign: `> [!DETAILS] Why this happens`

content/4xx/405.md:10:3: error[no-summary]: these details have no title
   |
10 | > [!DETAILS] A title
   |   ^^^^^^^^^^^^^^^^^^
help: write it behind the sign: `> [!DETAILS] Why this happens`
",
    );
}

#[test]
fn details_that_are_nearly_such_are_told() {
    assert_report(
        &page_405("", "> [!DETIALS] A title\n> Text\n\n[!DETAILS] A title\n\n> Text\n> [!DETAILS] A title"),
        r#"
content/4xx/405.md:7:3: error[unknown-alert]: there is no alert "DETIALS"
  |
7 | > [!DETIALS] A title
  |   ^^^^^^^^^^
help: did you mean `[!DETAILS]`? alerts are `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]`, `[!CAUTION]`

content/4xx/405.md:10:1: error[unknown-alert]: `[!DETAILS]` is a sign for quotations only
   |
10 | [!DETAILS] A title
   | ^^^^^^^^^^
help: start its lines with `> `: `> [!DETAILS]`

content/4xx/405.md:13:3: error[unknown-alert]: this sign of details stands at the wrong place
   |
13 | > [!DETAILS] A title
   |   ^^^^^^^^^^
help: write `> [!DETAILS]` and a title on the first line of a quotation
"#,
    );
}

#[test]
fn marks_of_an_exchange_and_of_a_tab_stand_together() {
    let blocks =
        "```http tab=One aside\nHTTP/1.1 200 OK\n```\n\n```http tab=\"Two asides\", aside\nHTTP/1.1 200 OK\n```";
    assert_report(&page_405("", blocks), "");
}
