//! `statuary explain`: an entry, the list of all, and what is said of a code that is none.

use crate::common::assert_text;
use crate::run_on;

#[test]
fn code_is_explained() {
    let ran = run_on("", &["explain", "unknown-choice"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
    assert_text(
        &ran.stdout,
        r#"
# unknown-choice

A field has a value that is none of its choices.

## Example

```markdown content/4xx/405.md
---
code: 405
title: Method Not Allowed
class: 4xx
state: open
---
```

## Cure

Write one of the choices that the help lists, or add one in `content/site.yaml`.
"#,
    );
    assert_eq!(run_on("", &["explain", "error[unknown-choice]"]).stdout, ran.stdout);
}

#[test]
fn codes_are_listed_with_a_line_each() {
    let ran = run_on("", &["explain"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
    let line = ran.stdout.lines().find(|line| line.starts_with("lost-route ")).unwrap();
    assert!(line.ends_with("has it any more: whoever kept a link to it would find nothing"), "{line}");
    assert!(ran.stdout.lines().count() > 40);
}

#[test]
fn code_that_is_none_gives_the_nearest() {
    let ran = run_on("", &["explain", "unkown-row"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (Some(2), ""));
    assert_text(
        &ran.stderr,
        "error: no kind of problem is called \"unkown-row\"; did you mean unknown-row?\nhelp: `statuary explain` lists all",
    );
    let ran = run_on("", &["explain", "anchor"]);
    assert!(ran.stderr.contains("did you mean dead-anchor or taken-anchor?"), "{}", ran.stderr);
}
