//! What is reported about tables, tasks and alerts that are not what they look like.

use crate::common::{assert_report, page_405};

#[test]
fn bar_in_a_link_inside_a_table_is_told_once() {
    assert_report(
        &page_405("", "| a | b |\n|---|---|\n| [[404|it]] | c |"),
        r"
content/4xx/405.md:9:8: error[table-cells]: this `|` ends the cell, inside a link or code too
  |
9 | | [[404|it]] | c |
  |        ^
help: write `\|` for a bar that belongs to the text of a cell
",
    );
}

#[test]
fn bar_in_code_inside_a_table_is_told_once() {
    assert_report(
        &page_405("", "| a | b |\n|---|---|\n| `x|y` | c |"),
        r"
content/4xx/405.md:9:5: error[table-cells]: this `|` ends the cell, inside a link or code too
  |
9 | | `x|y` | c |
  |     ^
help: write `\|` for a bar that belongs to the text of a cell
",
    );
}

#[test]
fn cells_beyond_the_head_are_told() {
    assert_report(
        &page_405("", "| a | b |\n|---|---|\n| x | y | z |"),
        r"
content/4xx/405.md:9:11: error[table-cells]: the table has 2 columns, so this is not published
  |
9 | | x | y | z |
  |           ^
help: add a column to the head, or write `\|` for a bar that belongs to the text of a cell
",
    );
}

#[test]
fn row_with_too_few_cells_is_told() {
    assert_report(
        &page_405("", "| a | b |\n|---|---|\n| x |\n| y | |"),
        r"
content/4xx/405.md:9:1: warning[table-cells]: the table has 2 columns, but this row 1 cell
  |
9 | | x |
  | ^^^^^
help: write an empty cell as `| |`
",
    );
}

#[test]
fn text_right_below_a_table_is_told() {
    assert_report(
        &page_405("", "| a | b |\n|---|---|\n| x | y |\nMore text."),
        r"
content/4xx/405.md:10:1: warning[table-cells]: the table has 2 columns, but this row 1 cell
   |
10 | More text.
   | ^^^^^^^^^^
help: put a blank line before text that does not belong to the table
",
    );
}

#[test]
fn head_that_makes_no_table_is_told() {
    assert_report(
        &page_405("", "| a | b |\n|---|\n| x | y |"),
        r"
content/4xx/405.md:8:1: warning[table-cells]: the head has 2 cells and this line 1, so they make no table
  |
8 | |---|
  | ^^^^^
help: write `---` once for each cell of the head
",
    );
}

#[test]
fn unknown_alert_is_told() {
    assert_report(
        &page_405("", "> [!NOTES]\n> Mind this."),
        r#"
content/4xx/405.md:7:3: error[unknown-alert]: there is no alert "NOTES"
  |
7 | > [!NOTES]
  |   ^^^^^^^^
help: did you mean `[!NOTE]`? alerts are `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]`, `[!CAUTION]`
"#,
    );
}

#[test]
fn title_of_an_alert_is_told() {
    assert_report(
        &page_405("", "> [!WARNING] Title\n> Mind this."),
        r"
content/4xx/405.md:7:3: error[unknown-alert]: text stands behind the sign of this alert
  |
7 | > [!WARNING] Title
  |   ^^^^^^^^^^
help: write `> [!WARNING]` alone on its line, and the text on the next; an alert has no title of its own
",
    );
}

#[test]
fn alert_without_a_quotation_is_told() {
    assert_report(
        &page_405("", "[!NOTE]\nMind this."),
        r"
content/4xx/405.md:7:1: error[unknown-alert]: `[!NOTE]` is a sign for quotations only
  |
7 | [!NOTE]
  | ^^^^^^^
help: start its lines with `> `: `> [!NOTE]`
",
    );
}

#[test]
fn sign_of_an_alert_may_be_in_any_case_and_escaped() {
    assert_report(&page_405("", "> [!note]\n> Mind this.\n\n> \\[!NOTES]\n> A quotation."), "");
}

#[test]
fn rows_without_a_line_of_dashes_are_told() {
    assert_report(
        &page_405("", "| a | b |\n| c | d |\n| e | f |"),
        r"
content/4xx/405.md:7:1: warning[table-cells]: no line of dashes stands below this head, so it makes no table
  |
7 | | a | b |
  | ^^^^^^^^^
help: write `|---|---|` below it, or `\|` to show the signs
",
    );
}

#[test]
fn container_of_another_program_is_told() {
    assert_report(
        &page_405("", "::: note\nMind this.\n:::\n\n!!! warning \"Mind\"\n    this"),
        r#"
content/4xx/405.md:7:1: warning[unknown-alert]: `:::` makes no alert here
  |
7 | ::: note
  | ^^^^^^^^
help: write a quotation that starts with `> [!NOTE]`, or `\:::` to show the signs

content/4xx/405.md:11:1: warning[unknown-alert]: `!!!` makes no alert here
   |
11 | !!! warning "Mind"
   | ^^^^^^^^^^^^^^^^^^
help: write a quotation that starts with `> [!NOTE]`, or `\!!!` to show the signs
"#,
    );
}

#[test]
fn brackets_that_are_nearly_a_task_are_told() {
    assert_report(
        &page_405("", "- [] one\n- [v] two\n- \\[] three\n- [ ] four"),
        r"
content/4xx/405.md:7:3: warning[no-task]: these brackets are nearly the box of a task
  |
7 | - [] one
  |   ^^
help: write `[ ]` and a space, or `\[` to show the brackets

content/4xx/405.md:8:3: warning[no-task]: these brackets are nearly the box of a task
  |
8 | - [v] two
  |   ^^^
help: write `[x]` and a space, or `\[` to show the brackets
",
    );
}

#[test]
fn misspelt_alert_in_a_list_is_told() {
    assert_report(
        &page_405("", "- > [!TIPS]\n  > Mind this."),
        r#"
content/4xx/405.md:7:5: error[unknown-alert]: there is no alert "TIPS"
  |
7 | - > [!TIPS]
  |     ^^^^^^^
help: did you mean `[!TIP]`? alerts are `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]`, `[!CAUTION]`
"#,
    );
}
