//! What is reported about the examples of pages: each `http` block is compared with
//! the grammar of messages and with the facts of the page.

use crate::common::{assert_report, page_405, report_of, site_with};

/// The declaration with what examples are compared with.
fn site() -> String {
    site_with("kinds:\n", "exchanges: {kind: code, phrase: title, fields: headers, content: content}\nkinds:\n")
        .replace(
            "      retired: {type: flag}\n",
            "      retired: {type: flag}\n      content: {type: choice, choices: [any, never]}\n",
        )
        .replace(
            "            weight: {type: integer}\n",
            "            level: {type: choice, choices: [MUST, MUST NOT]}
            side: {type: choice, choices: [request, response]}
            conditional: {type: flag}\n",
        )
}

/// The page of 405 with fields from line 5 on and a block two lines below.
fn page(fields: &str, info: &str, block: &str) -> String {
    site() + &page_405(fields, &format!("```{info}\n{block}\n```"))
}

#[test]
fn example_that_agrees_with_the_facts_is_no_problem() {
    let fields = "content: any\nheaders:\n  - {name: Allow, level: MUST}\n  - {name: Retry-After, level: MUST, conditional: true}";
    let block = "POST / HTTP/1.1
Host: api.example
Content-Type: application/json
Content-Length: 8

{\"a\": 1}

HTTP/1.1 405 Method Not Allowed
Date: Sun, 06 Nov 1994 08:49:37 GMT
Allow: GET
Content-Type: video/mp4
Content-Length: 1024

[1024 bytes of video/mp4]";
    assert_report(&page(fields, "http", block), "");
}

#[test]
fn example_marked_as_sent_may_differ_from_the_facts() {
    let fields = "headers: [{name: Allow, level: MUST}]";
    assert_report(&page(fields, "http as-sent", "GET / HTTP/1.1\n\nHTTP/1.1 405 Nope"), "");
}

#[test]
fn example_marked_aside_may_show_another_code() {
    assert_report(&page("", "http aside", "HTTP/1.1 404 Not Found"), "");
}

#[test]
fn request_without_host() {
    assert_report(
        &page("", "http", "GET / HTTP/1.1\n\nHTTP/1.1 405 Method Not Allowed"),
        r#"
content/4xx/405.md:8:1: error[exchange]: a request of HTTP/1.1 must have a Host field
  |
8 | GET / HTTP/1.1
  | ^^^^^^^^^^^^^^
help: add `Host: api.example.com`
"#,
    );
}

#[test]
fn line_that_is_no_request_line() {
    assert_report(
        &page("", "http", "GET /\nHost: api.example\n\nHTTP/1.1 405 Method Not Allowed"),
        r#"
content/4xx/405.md:8:1: error[exchange]: this is not a request line
  |
8 | GET /
  | ^^^^^
help: write the method, the target and the version, such as `GET /path HTTP/1.1`
"#,
    );
}

#[test]
fn line_that_is_no_status_line() {
    assert_report(
        &page(
            "",
            "http",
            "GET / HTTP/1.1\nHost: api.example\n\nHTTP/1.1 Method Not Allowed\n\nHTTP/1.1 405 Method Not Allowed",
        ),
        r#"
content/4xx/405.md:11:1: error[exchange]: this is not a status line
   |
11 | HTTP/1.1 Method Not Allowed
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: write the version, the code and its name, such as `HTTP/1.1 200 OK`
"#,
    );
}

#[test]
fn line_that_is_no_field_line() {
    assert_report(
        &page("", "http", "GET / HTTP/1.1\nHost: api.example\n\nHTTP/1.1 405 Method Not Allowed\nAllow GET"),
        r#"
content/4xx/405.md:12:1: error[exchange]: this is not a field line
   |
12 | Allow GET
   | ^^^^^^^^^
help: write a name, a colon and a value; a blank line ends the field lines
"#,
    );
}

#[test]
fn name_other_than_the_registered_one() {
    assert_report(
        &page("", "http", "HTTP/1.1 405 Not Allowed"),
        r#"
content/4xx/405.md:8:1: error[exchange]: the name of 405 is "Method Not Allowed"
  |
8 | HTTP/1.1 405 Not Allowed
  | ^^^^^^^^^^^^^^^^^^^^^^^^
help: write `HTTP/1.1 405 Method Not Allowed`; mark the block ```http as-sent when some software really sends it so
"#,
    );
}

#[test]
fn name_behind_a_version_that_has_none() {
    assert_report(
        &page("", "http", "HTTP/2 405 Method Not Allowed"),
        r#"
content/4xx/405.md:8:1: error[exchange]: from HTTP/2 on there is no reason phrase, but this line has "Method Not Allowed"
  |
8 | HTTP/2 405 Method Not Allowed
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: write `HTTP/2 405` alone
"#,
    );
}

#[test]
fn page_that_shows_another_code_only() {
    assert_report(
        &page("", "http", "HTTP/1.1 404 Not Found"),
        r#"
content/4xx/405.md:8:1: error[exchange]: the page is about 405, but this shows 404
  |
8 | HTTP/1.1 404 Not Found
  | ^^^^^^^^^^^^^^^^^^^^^^
help: let a response be 405, or mark the block ```http aside
"#,
    );
}

#[test]
fn field_that_the_facts_call_a_must() {
    assert_report(
        &page("headers: [{name: Allow, level: MUST}]", "http", "HTTP/1.1 405 Method Not Allowed\nRetry-After: 60"),
        r#"
content/4xx/405.md:9:1: error[exchange]: the facts of 405 say that Allow MUST be sent
  |
9 | HTTP/1.1 405 Method Not Allowed
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: add the field, or change its level on the page content/4xx/405.md
"#,
    );
}

#[test]
fn field_that_the_facts_call_a_must_not() {
    assert_report(
        &page(
            "headers: [{name: Retry-After, level: MUST NOT}]",
            "http",
            "HTTP/1.1 405 Method Not Allowed\nretry-after: 60",
        ),
        r#"
content/4xx/405.md:10:1: error[exchange]: the facts of 405 say that Retry-After MUST NOT be sent
   |
10 | retry-after: 60
   | ^^^^^^^^^^^^^^^
help: take the line out
"#,
    );
}

#[test]
fn content_where_none_may_be() {
    assert_report(
        &page("content: never", "http", "HTTP/1.1 405 Method Not Allowed\nContent-Type: text/plain\n\nNo."),
        r#"
content/4xx/405.md:12:1: error[exchange]: a response with 405 never has content
   |
12 | No.
   | ^^^
help: take the content out
"#,
    );
}

#[test]
fn content_of_a_response_to_head() {
    assert_report(
        &page(
            "",
            "http",
            "HEAD / HTTP/1.1\nHost: api.example\n\nHTTP/1.1 405 Method Not Allowed\nContent-Type: text/plain\nContent-Length: 3\n\nNo.",
        ),
        r#"
content/4xx/405.md:15:1: error[exchange]: a response to HEAD never has content
   |
15 | No.
   | ^^^
help: take the content out
"#,
    );
}

#[test]
fn length_that_is_not_that_of_the_content() {
    assert_report(
        &page("", "http", "HTTP/1.1 405 Method Not Allowed\nContent-Type: text/plain\nContent-Length: 4\n\nNo."),
        r#"
content/4xx/405.md:10:1: error[exchange]: the content has 3 bytes
   |
10 | Content-Length: 4
   | ^^^^^^^^^^^^^^^^^
help: write `Content-Length: 3`; the last line break of the block does not count
"#,
    );
}

#[test]
fn content_without_a_length() {
    assert_report(
        &page("", "http", "HTTP/1.1 405 Method Not Allowed\nContent-Type: text/plain\n\nNo."),
        r#"
content/4xx/405.md:8:1: error[exchange]: the message has content, but does not say how much
  |
8 | HTTP/1.1 405 Method Not Allowed
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: add `Content-Length: 3`
"#,
    );
}

#[test]
fn content_without_a_type() {
    assert_report(
        &page("", "http", "HTTP/1.1 405 Method Not Allowed\nContent-Length: 3\n\nNo."),
        r#"
content/4xx/405.md:8:1: error[exchange]: the message has content, but does not say of which type
  |
8 | HTTP/1.1 405 Method Not Allowed
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: add a Content-Type field
"#,
    );
}

#[test]
fn content_of_another_type() {
    assert_report(
        &page(
            "",
            "http",
            "HTTP/1.1 405 Method Not Allowed\nContent-Type: text/html\nContent-Length: 11\n\n{\"no\": 405}",
        ),
        r#"
content/4xx/405.md:12:1: error[exchange]: the content is JSON, but its type is "text/html"
   |
12 | {"no": 405}
   | ^^^^^^^^^^^
help: let Content-Type name what the content is
"#,
    );
}

#[test]
fn broken_json() {
    assert_report(
        &page(
            "",
            "http",
            "HTTP/1.1 405 Method Not Allowed\nContent-Type: application/problem+json\nContent-Length: 10\n\n{\"no\": 405",
        ),
        r#"
content/4xx/405.md:12:10: error[exchange]: this is not JSON: it ends inside an object
   |
12 | {"no": 405
   |          ^
help: mend it, or write a line such as `[34 bytes of broken JSON]` in its place
"#,
    );
}

/// Where JSON is mended its length changes, which is not told besides.
#[test]
fn slip_in_json_is_told_once_at_its_place() {
    assert_report(
        &page(
            "",
            "http",
            "HTTP/1.1 405 Method Not Allowed\nContent-Type: application/json\nContent-Length: 99\n\n{\n  \"no\": 405\n  \"why\": \"closed\"\n}",
        ),
        r#"
content/4xx/405.md:13:11: error[exchange]: this is not JSON: no comma stands behind this value
   |
13 |   "no": 405
   |           ^
help: mend it, or write a line such as `[34 bytes of broken JSON]` in its place
"#,
    );
}

#[test]
fn slip_in_json_inside_a_list_is_told_at_its_place() {
    let block = "- An answer:\n\n  ```http\n  HTTP/1.1 405 Method Not Allowed\n  Content-Type: application/json\n\n  {\n    \"no\": \"closed,\n    \"a\": 1\n  }\n  ```";
    assert_report(
        &(site() + &page_405("", block)),
        r#"
content/4xx/405.md:14:11: error[exchange]: this is not JSON: this string is not closed on its line
   |
14 |     "no": "closed,
   |           ^
help: mend it, or write a line such as `[34 bytes of broken JSON]` in its place
"#,
    );
}

#[test]
fn misspelt_mark_is_told_alone() {
    assert_report(
        &page("", "http as_sent", "GET / HTTP/1.1\n\nHTTP/1.1 405 Nope"),
        r#"
content/4xx/405.md:7:9: error[unknown-mark]: no mark of an exchange is called "as_sent"
  |
7 | ```http as_sent
  |         ^^^^^^^
help: did you mean `as-sent`?
"#,
    );
}

#[test]
fn exchange_may_be_called_in_capitals_and_carry_other_words() {
    assert_report(&page("", "HTTP title=wrong", "HTTP/1.1 405 Method Not Allowed"), "");
    assert!(report_of(&page("", "HTTP", "HTTP/1.1 405 Nope")).contains("the name of 405"));
}

#[test]
fn weekday_that_the_day_does_not_have() {
    assert_report(
        &page("", "http", "HTTP/1.1 405 Method Not Allowed\nDate: Mon, 06 Nov 1994 08:49:37 GMT"),
        r#"
content/4xx/405.md:9:1: error[exchange]: "Mon, 06 Nov 1994 08:49:37 GMT" is not an HTTP date
  |
9 | Date: Mon, 06 Nov 1994 08:49:37 GMT
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: write it as `Sun, 06 Nov 1994 08:49:37 GMT`, with the weekday that belongs to the day
"#,
    );
}

#[test]
fn line_of_a_block_inside_a_list_is_told_at_its_place() {
    assert_report(
        &(site() + &page_405("", "- An answer:\n\n  ```http\n  HTTP/1.1 405 Nope\n  ```")),
        r#"
content/4xx/405.md:10:3: error[exchange]: the name of 405 is "Method Not Allowed"
   |
10 |   HTTP/1.1 405 Nope
   |   ^^^^^^^^^^^^^^^^^
help: write `HTTP/1.1 405 Method Not Allowed`; mark the block ```http as-sent when some software really sends it so
"#,
    );
}

#[test]
fn leftovers_of_a_merge_are_told_alone() {
    assert_report(
        &page("", "http", "<<<<<<< HEAD\nHTTP/1.1 405 Nope\n=======\nHTTP/1.1 405 No\n>>>>>>> other"),
        r#"
content/4xx/405.md:8:1: error[merge-leftover]: a merge left its marks here
  |
8 | <<<<<<< HEAD
  | ^^^^^^^^^^^^
help: keep one of the two sides, and take out the lines `<<<<<<<`, `=======` and `>>>>>>>`
"#,
    );
}
