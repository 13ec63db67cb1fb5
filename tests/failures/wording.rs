//! What is reported about the words, units and colours that `site.yaml` declares.

use crate::common::{assert_report, site_with};

#[test]
fn a_label_for_no_choice_suggests_the_nearest() {
    let choices = "state: {type: choice, choices: [registered, reserved]}";
    let labelled = "state: {type: choice, choices: [registered, reserved], labels: {registred: In the registry}}";
    assert_report(
        &site_with(choices, labelled),
        r#"
content/site.yaml:38:71: error[unknown-choice]: "registred" is none of the choices that have a label here
   |
38 |       state: {type: choice, choices: [registered, reserved], labels: {registred: In the registry}}
   |                                                                       ^^^^^^^^^
help: choices are registered, reserved; did you mean "registered"?
"#,
    );
}

#[test]
fn labels_and_units_where_none_can_be_are_told() {
    assert_report(
        &site_with(
            "retired: {type: flag}",
            "retired: {type: flag, labels: {yes: Gone}}\n      notes: {type: list, unit: days, of: {type: integer}}",
        ),
        r#"
content/site.yaml:41:37: error[wrong-label]: `labels` is for choices, and this field holds something else
   |
41 |       retired: {type: flag, labels: {yes: Gone}}
   |                                     ^^^^^^^^^^^^
help: take `labels` out, or give the field another type

content/site.yaml:42:33: error[wrong-label]: `unit` is for single values that are no choices, and this field holds something else
   |
42 |       notes: {type: list, unit: days, of: {type: integer}}
   |                                 ^^^^
help: write it into `of` when it is meant for each entry
"#,
    );
}

#[test]
fn a_hue_from_a_field_without_any_is_told() {
    assert_report(
        &site_with("    parent_field: class\n", "    parent_field: class\n    hue: title\n"),
        r#"
content/site.yaml:30:10: error[no-hue]: "code" has its hue from "title", which is neither a choice nor a reference
   |
30 |     hue: title
   |          ^^^^^
help: name a choice among hues of the theme, or a reference to what has a hue
"#,
    );
}

#[test]
fn a_hue_from_entries_that_have_none_is_told() {
    assert_report(
        &site_with("    parent_field: class\n", "    parent_field: class\n    hue: class\n"),
        r#"
content/site.yaml:30:10: error[no-hue]: "code" has its hue from "class", and "class" has none
   |
30 |     hue: class
   |          ^^^^^
help: add `hue: …` to "class", with the name of one of its fields
"#,
    );
}

#[test]
fn a_hue_that_is_no_name_is_told() {
    let choices = "state: {type: choice, choices: [registered, reserved]}";
    assert_report(
        &site_with("    parent_field: class\n", "    parent_field: class\n    hue: state\n")
            .replace(choices, "state: {type: choice, choices: [blue, light blue]}"),
        r#"
content/site.yaml:30:10: error[no-hue]: "code" has its hue from "state", where "light blue" can be no name of a hue
   |
30 |     hue: state
   |          ^^^^^
help: write names of letters, digits and hyphens, such as those of the theme
"#,
    );
}

#[test]
fn a_field_to_group_by_has_to_part_entries() {
    for (by, told) in [
        ("titel", "\"code\" has no field \"titel\" to group by; its fields are code, title,"),
        ("title", "\"title\" of \"code\" is neither a choice nor a reference to group by"),
    ] {
        let home = format!("== themes/default/templates/home.html ==\n{{{{ groups(kind=\"code\", by=\"{by}\") }}}}\n");
        let report = crate::common::report_of(&home);
        assert!(report.contains("error[template]") && report.contains(told), "{report}");
    }
}

#[test]
fn a_kind_is_grouped_by_what_parts_its_entries() {
    assert_report(
        &site_with("    parent_field: class\n", "    parent_field: class\n    group: title\n    order: titel\n"),
        r#"
content/site.yaml:21:3: error[unknown-field]: "code" names a field "titel" that it does not declare
   |
21 |   code:
   |   ^^^^
help: its fields are code, title, class, summary, advice, related, state, since, source, retired, headers; did you mean "title"?

content/site.yaml:30:12: error[no-group]: "code" is grouped by "title", which is neither a choice nor a reference
   |
30 |     group: title
   |            ^^^^^
help: name a field of type `choice` or `reference`, or a list of such
"#,
    );
}

#[test]
fn a_sidebar_of_no_kind_is_told() {
    assert_report(
        &site_with("title: Tiny\n", "title: Tiny\nsidebar: [code, clas, headers]\n"),
        r#"
content/site.yaml:2:17: error[unknown-kind]: no kind "clas" with pages is declared
  |
2 | sidebar: [code, clas, headers]
  |                 ^^^^
help: kinds are class, code; did you mean "class"?

content/site.yaml:2:23: error[unknown-kind]: no kind "headers" with pages is declared
  |
2 | sidebar: [code, clas, headers]
  |                       ^^^^^^^
help: kinds are class, code
"#,
    );
}
