//! What is reported of the style sheets of a theme, besides their braces.

use crate::common::assert_report;

#[test]
fn unknown_property_gets_the_nearest_name() {
    assert_report(
        "== themes/default/assets/style.css ==\n:root { --colr: red; -webkit-colr: red }\na:hover { colr: red; zzz: 1 }\n",
        r#"
themes/default/assets/style.css:2:11: warning[unknown-property]: no property of CSS is called "colr"
  |
2 | a:hover { colr: red; zzz: 1 }
  |           ^^^^
help: did you mean "color"?

themes/default/assets/style.css:2:22: warning[unknown-property]: no property of CSS is called "zzz"
  |
2 | a:hover { colr: red; zzz: 1 }
  |                      ^^^
help: look its name up; properties of your own start with `--`
"#,
    );
}

#[test]
fn semicolon_that_is_missing_is_told_at_the_next_line() {
    assert_report(
        "== themes/default/assets/style.css ==\nbody {\n  color: black\n  margin: 0;\n}\n",
        r#"
themes/default/assets/style.css:3:3: warning[no-semicolon]: this belongs to the value of "color"
  |
3 |   margin: 0;
  |   ^^^^^^
help: put a `;` behind that value, before `margin`
"#,
    );
}

#[test]
fn brace_that_is_missing_hides_nothing_false() {
    assert_report(
        "== themes/default/assets/style.css ==\nbody { color: black\na { colr: red }\n",
        r#"
themes/default/assets/style.css:1:6: error[unpaired-brace]: the `{` that opens here is not closed
  |
1 | body { color: black
  |      ^
help: add `}` behind the last line of the rule
"#,
    );
}
