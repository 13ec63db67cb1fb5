//! What is reported about themes and templates.

use crate::common::{assert_report, code_template, page_405, site_with};
#[cfg(feature = "pictures")]
use crate::common::{assert_text, sources};
#[cfg(feature = "pictures")]
use statuary::diag::{Colors, Format};
#[cfg(feature = "pictures")]
use statuary::{Options, compile};

#[test]
fn unknown_theme_is_shown_where_it_is_named() {
    assert_report(
        &site_with("title: Tiny\n", "title: Tiny\ntheme: defalt\n"),
        r#"
content/site.yaml:2:8: error[no-theme]: there is no theme "defalt": themes/defalt/theme.yaml is missing
  |
2 | theme: defalt
  |        ^^^^^^
help: themes are default; did you mean "default"?
"#,
    );
}

#[test]
fn theme_that_extends_no_theme_is_shown_in_its_file() {
    assert_report(
        r#"
== themes/default/theme.yaml ==
title: Default
extends: base
"#,
        r#"
themes/default/theme.yaml:2:10: error[no-theme]: there is no theme "base": themes/base/theme.yaml is missing
  |
2 | extends: base
  |          ^^^^
help: themes are default
"#,
    );
}

#[test]
fn syntax_errors_of_all_templates_are_reported() {
    assert_report(
        r#"
== themes/default/templates/class.html ==
<h1>{{ page.title }</h1>
== themes/default/templates/code.html ==
<h1>{{ page.label | }}</h1>
"#,
        r#"
themes/default/templates/class.html:1:19: error[template-syntax]: found `}` but expected }}
  |
1 | <h1>{{ page.title }</h1>
  |                   ^
help: close with `}}` what was opened before

themes/default/templates/code.html:1:21: error[template-syntax]: found `}}` but expected identifier
  |
1 | <h1>{{ page.label | }}</h1>
  |                     ^^
help: write a name before it
"#,
    );
}

#[test]
fn template_that_ends_too_early_shows_its_last_line() {
    assert_report(
        r#"
== themes/default/templates/class.html ==
{% if page.title %}
<h1>{{ page.title }}</h1>
"#,
        r#"
themes/default/templates/class.html:1:1: error[template-syntax]: the `if` that opens here is not closed
  |
1 | {% if page.title %}
  | ^^^^^^^^^^^^^^^^^^^
help: add `{% endif %}`
"#,
    );
}

#[test]
fn unknown_filter_is_shown() {
    assert_report(
        &code_template("<h1>{{ page.label | uper }}</h1>"),
        r#"
themes/default/templates/code.html:1:21: error[template]: unknown filter `uper`
  |
1 | <h1>{{ page.label | uper }}</h1>
  |                     ^^^^
help: did you mean `upper`?
"#,
    );
}

#[test]
fn misspelt_view_field_names_the_template_and_the_page() {
    assert_report(
        &code_template("<h1>{{ page.lable }}</h1>"),
        r#"
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
fn template_error_on_many_pages_is_reported_once() {
    let files = code_template("{{ page.fields.sumary }}") + &page_405("", "");
    assert_report(
        &files,
        r#"
themes/default/templates/code.html:1:16: error[template]: field `sumary` is not defined
  |
1 | {{ page.fields.sumary }}
  |                ^^^^^^
help: fields are advice, class, code, headers, related, retired, since, source, state, summary, title; did you mean "summary"?
this happened on the page made from content/4xx/404.md; themes/README.md lists what templates are given
"#,
    );
}

#[test]
fn missing_template_suggests_the_nearest() {
    assert_report(
        &site_with("template: code.html", "template: cod.html"),
        r#"
content/site.yaml:21:3: error[no-template]: the theme "default" has no template "cod.html"
   |
21 |   code:
   |   ^^^^
help: templates are class.html, code.html, home.html; did you mean "code.html"?
"#,
    );
}

#[test]
fn included_template_that_is_missing_is_shown() {
    assert_report(
        &code_template("{% include \"foot.html\" %}"),
        r#"
themes/default/templates/code.html:1:13: error[template]: unknown template `foot.html`
  |
1 | {% include "foot.html" %}
  |             ^^^^^^^^^
help: did you mean `code.html`?
"#,
    );
}

#[test]
fn unknown_asset_suggests_the_nearest() {
    assert_report(
        &code_template("{{ asset(name=\"styl.css\") }}"),
        r#"
themes/default/templates/code.html:1:4: error[template]: the theme has no asset "styl.css"; its assets are style.css; did you mean "style.css"?
  |
1 | {{ asset(name="styl.css") }}
  |    ^^^^^^^^^^^^^^^^^^^^^^
help: this happened on the page made from content/4xx/404.md; themes/README.md lists what templates are given
"#,
    );
}

#[test]
fn unknown_kind_in_pages_suggests_the_nearest() {
    assert_report(
        &code_template("{% for one in pages(kind=\"codes\") %}{{ one.key }}{% endfor %}"),
        r#"
themes/default/templates/code.html:1:15: error[template]: site.yaml declares no kind "codes"; they are class, code, home; did you mean "code"?
  |
1 | {% for one in pages(kind="codes") %}{{ one.key }}{% endfor %}
  |               ^^^^^^^^^^^^^^^^^^^
help: this happened on the page made from content/4xx/404.md; themes/README.md lists what templates are given
"#,
    );
}

#[test]
fn themes_that_extend_each_other_are_a_circle() {
    assert_report(
        r#"
== themes/default/theme.yaml ==
title: Default
extends: other
== themes/other/theme.yaml ==
title: Other
extends: default
"#,
        r#"
themes/other/theme.yaml:2:10: error[theme-circle]: the theme "default" extends itself by way of other
  |
2 | extends: default
  |          ^^^^^^^
help: take `extends` out of the theme that stands on its own
"#,
    );
}

#[test]
fn theme_that_extends_itself_is_a_circle() {
    assert_report(
        "== themes/default/theme.yaml ==\ntitle: Default\nextends: default\n",
        r#"
themes/default/theme.yaml:2:10: error[theme-circle]: the theme "default" extends itself
  |
2 | extends: default
  |          ^^^^^^^
help: take `extends` out of the theme that stands on its own
"#,
    );
}

#[test]
fn manifest_that_is_no_map_is_refused() {
    assert_report(
        "== themes/default/assets/manifest.json ==\n[\"minimal-ui\"]\n",
        r#"
themes/default/assets/manifest.json:1:1: error[not-json]: the asset manifest.json is not a map in JSON: invalid type: sequence, expected a map
  |
1 | ["minimal-ui"]
  | ^
help: write it as JSON, such as `{"display": "minimal-ui"}`
"#,
    );
    assert_report(
        "== themes/default/assets/manifest.json ==\n{\n  \"display\": minimal-ui\n}\n",
        r#"
themes/default/assets/manifest.json:2:14: error[not-json]: the asset manifest.json is not a map in JSON: expected value
  |
2 |   "display": minimal-ui
  |              ^
help: write it as JSON, such as `{"display": "minimal-ui"}`
"#,
    );
}

/// Only a build that can draw sees it.
#[test]
#[cfg(feature = "pictures")]
fn picture_that_is_no_image_is_refused() {
    let site = site_with("    template: home.html", "    template: home.html\n    picture: card.svg");
    let files = sources(&(site + "== themes/default/templates/card.svg ==\n<svg>{{ page.title }}\n"));
    let options = Options { pictures: Some(Vec::new()), ..Options::default() };
    assert_text(
        &compile(&files, &options, Vec::new()).report.print(Format::Text, Colors::Never),
        r#"
content/index.md:1:1: error[not-a-picture]: card.svg cannot be drawn: SVG data parsing failed cause the root node was opened but never closed
  |
1 | ---
  | ^
help: the template has to make one whole SVG image with a viewBox
"#,
    );
}

/// Only a build that can draw sees it.
#[test]
#[cfg(feature = "pictures")]
fn icon_and_font_that_cannot_be_used_are_refused() {
    let files = sources("== themes/default/assets/icon.svg ==\n<svg>\n== themes/default/fonts/plain.ttf ==\nno font\n");
    let options = Options { pictures: Some(Vec::new()), ..Options::default() };
    assert_text(
        &compile(&files, &options, Vec::new()).report.print(Format::Text, Colors::Never),
        r#"
themes/default/assets/icon.svg:1:1: error[not-a-picture]: the asset icon.svg cannot be drawn: SVG data parsing failed cause the root node was opened but never closed
  |
1 | <svg>
  | ^
help: write it as one whole SVG image with a viewBox

themes/default/fonts/plain.ttf:1:1: error[not-a-font]: this is no font that pictures can use
  |
1 | no font
  | ^
help: put a TrueType font there, or take the file out
"#,
    );
}
