//! What is reported about references and keys.

use crate::common::{assert_report, page_405};

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
help: the other one stands at content/4xx/404.md:2; keep one of the two
"#,
    );
}
