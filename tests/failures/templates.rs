//! What is reported about slips in templates and style sheets.

use crate::common::{assert_report, code_template};

#[test]
fn syntax_error_hides_no_unknown_filter_of_another() {
    assert_report(
        r#"
== themes/default/templates/class.html ==
<h1>{{ page.title }</h1>
== themes/default/templates/code.html ==
<h1>{{ page.label | uper }}</h1>
"#,
        r#"
themes/default/templates/class.html:1:19: error[template-syntax]: found `}` but expected }}
  |
1 | <h1>{{ page.title }</h1>
  |                   ^
help: close with `}}` what was opened before

themes/default/templates/code.html:1:21: error[template]: unknown filter `uper`
  |
1 | <h1>{{ page.label | uper }}</h1>
  |                     ^^^^
help: did you mean `upper`?
"#,
    );
}

#[test]
fn syntax_error_hides_no_misspelt_field_of_another() {
    assert_report(
        r#"
== themes/default/templates/class.html ==
<h1>{{ page.title }</h1>
== themes/default/templates/code.html ==
<h1>{{ page.lable }}</h1>
"#,
        r#"
themes/default/templates/class.html:1:19: error[template-syntax]: found `}` but expected }}
  |
1 | <h1>{{ page.title }</h1>
  |                   ^
help: close with `}}` what was opened before

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
fn block_that_is_not_closed_is_told_where_it_opens() {
    assert_report(
        &code_template("{% for a in page.backlinks %}\n{% if a.key %}\n{{ a.key }}\n{% endfor %}"),
        r#"
themes/default/templates/code.html:2:1: error[template-syntax]: the `if` that opens here is not closed
  |
2 | {% if a.key %}
  | ^^^^^^^^^^^^^^
help: add `{% endif %}`
"#,
    );
}

#[test]
fn expression_that_is_not_closed_is_told_where_it_opens() {
    assert_report(
        &code_template("<h1>{{ page.label </h1>"),
        r#"
themes/default/templates/code.html:1:19: error[template-syntax]: found `</` but expected }}
  |
1 | <h1>{{ page.label </h1>
  |                   ^^
help: close with `}}` what was opened before
"#,
    );
}

#[test]
fn tag_that_closes_nothing_is_told() {
    assert_report(
        &code_template("<h1>{{ page.label }}</h1>{% endif %}"),
        r#"
themes/default/templates/code.html:1:26: error[template-syntax]: this `endif` closes nothing
  |
1 | <h1>{{ page.label }}</h1>{% endif %}
  |                          ^^^^^^^^^^^
help: take it out, or open before it what it closes
"#,
    );
}

#[test]
fn unknown_tag_suggests_the_nearest() {
    assert_report(
        &code_template("{% fro a in page.backlinks %}{% endfor %}"),
        r#"
themes/default/templates/code.html:1:4: error[template-syntax]: unknown tag `fro`
  |
1 | {% fro a in page.backlinks %}{% endfor %}
  |    ^^^
help: did you mean `for`?
"#,
    );
}

#[test]
fn unknown_test_suggests_the_nearest() {
    assert_report(
        &code_template("{% if page.label is strng %}a{% endif %}"),
        r#"
themes/default/templates/code.html:1:21: error[template]: unknown test `strng`
  |
1 | {% if page.label is strng %}a{% endif %}
  |                     ^^^^^
help: did you mean `string`?
"#,
    );
}

#[test]
fn unknown_function_suggests_the_nearest() {
    assert_report(
        &code_template("{{ aset(name=\"style.css\") }}"),
        r#"
themes/default/templates/code.html:1:4: error[template]: unknown function `aset`
  |
1 | {{ aset(name="style.css") }}
  |    ^^^^
help: did you mean `asset`?
"#,
    );
}

#[test]
fn unknown_component_suggests_the_nearest() {
    assert_report(
        &code_template("{% component badge(key) %}{{ key }}{% endcomponent badge %}{{<bagde key={page.key} />}}"),
        r#"
themes/default/templates/code.html:1:63: error[template]: unknown component `bagde`
  |
1 | {% component badge(key) %}{{ key }}{% endcomponent badge %}{{<bagde key={page.key} />}}
  |                                                               ^^^^^
help: did you mean `badge`?
"#,
    );
}

#[test]
fn unknown_block_suggests_the_nearest() {
    assert_report(
        r#"
== themes/default/templates/base.html ==
{% block main %}{% endblock %}
== themes/default/templates/code.html ==
{% extends "base.html" %}{% block mian %}a{% endblock %}
"#,
        r#"
themes/default/templates/code.html:1:35: error[template]: block `mian` is not defined in any parent template
  |
1 | {% extends "base.html" %}{% block mian %}a{% endblock %}
  |                                   ^^^^
help: did you mean `main`?
"#,
    );
}

#[test]
fn unknown_parent_suggests_the_nearest() {
    assert_report(
        r#"
== themes/default/templates/base.html ==
{% block main %}{% endblock %}
== themes/default/templates/code.html ==
{% extends "bse.html" %}{% block main %}a{% endblock %}
"#,
        r#"
themes/default/templates/code.html:1:12: error[template]: unknown template `bse.html`
  |
1 | {% extends "bse.html" %}{% block main %}a{% endblock %}
  |            ^^^^^^^^^^
help: templates are base.html, class.html, code.html, home.html; did you mean "base.html"?
"#,
    );
}

#[test]
fn blocks_of_a_broken_parent_are_not_missed() {
    assert_report(
        r#"
== themes/default/templates/base.html ==
{% block main %}{{ a | }}{% endblock %}
== themes/default/templates/code.html ==
{% extends "base.html" %}{% block main %}a{% endblock %}
"#,
        r#"
themes/default/templates/base.html:1:24: error[template-syntax]: found `}}` but expected identifier
  |
1 | {% block main %}{{ a | }}{% endblock %}
  |                        ^^
help: write a name before it
"#,
    );
}

#[test]
fn components_of_a_broken_template_are_not_missed() {
    assert_report(
        r#"
== themes/default/templates/parts.html ==
{% component badge(key) %}{{ key | }}{% endcomponent badge %}
== themes/default/templates/code.html ==
{{<badge key={page.key} />}}
"#,
        r#"
themes/default/templates/parts.html:1:36: error[template-syntax]: found `}}` but expected identifier
  |
1 | {% component badge(key) %}{{ key | }}{% endcomponent badge %}
  |                                    ^^
help: write a name before it
"#,
    );
}

#[test]
fn misspelt_field_is_told_where_it_is_set() {
    assert_report(
        &code_template("{% set f = page.feilds %}\n{% set t = f %}\n<h1>{{ t.title }}</h1>"),
        r#"
themes/default/templates/code.html:1:17: error[template]: field `feilds` is not defined
  |
1 | {% set f = page.feilds %}
  |                 ^^^^^^
help: did you mean "fields"?
this happened on the page made from content/4xx/404.md; themes/README.md lists what templates are given
"#,
    );
}

#[test]
fn component_that_calls_itself_is_told_in_its_template() {
    assert_report(
        &code_template(
            "{% component badge(key) %}<b>{{<badge key={key} />}}</b>{% endcomponent badge %}\n{{<badge key={page.key} />}}",
        ),
        r#"
themes/default/templates/code.html:1:30: error[template]: the component `badge` calls itself here without end
  |
1 | {% component badge(key) %}<b>{{<badge key={key} />}}</b>{% endcomponent badge %}
  |                              ^^^^^^^^^^^^^^^^^^^^^^^
help: call it only while something is left, within `{% if %}`
this happened on the page made from content/4xx/404.md; themes/README.md lists what templates are given
"#,
    );
}

#[test]
fn templates_that_include_each_other_are_a_circle() {
    assert_report(
        r#"
== themes/default/templates/class.html ==
{% include "code.html" %}
== themes/default/templates/code.html ==
{% include "class.html" %}
"#,
        r#"
themes/default/templates/class.html:1:1: error[template]: this template leads to itself: class.html, code.html, class.html
  |
1 | {% include "code.html" %}
  | ^
help: take out the `extends` or `include` that leads back
"#,
    );
}

#[test]
fn brace_that_is_missing_in_a_style_sheet_is_told() {
    assert_report(
        r#"
== themes/default/assets/style.css ==
body { color: black
main { color: red }
"#,
        r#"
themes/default/assets/style.css:1:6: error[unpaired-brace]: the `{` that opens here is not closed
  |
1 | body { color: black
  |      ^
help: add `}` behind the last line of the rule
"#,
    );
}

#[test]
fn brace_too_much_in_a_style_sheet_is_told() {
    assert_report(
        r#"
== themes/default/assets/style.css ==
body { color: black }}
"#,
        r#"
themes/default/assets/style.css:1:22: error[unpaired-brace]: this `}` closes nothing
  |
1 | body { color: black }}
  |                      ^
help: take it out, or open a rule before it
"#,
    );
}
