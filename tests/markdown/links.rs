//! Links: by key and by path, to places, files and pictures; prose in fields.

use crate::common::{assert_page, code_template, page_405, page_of};
use crate::{TEXT_ALONE, assert_html};

#[test]
fn key_link_shows_the_label_of_its_page() {
    assert_html("See [[404]].", "<p>See <a href=\"../404/\">404 Not Found</a>.</p>");
}

#[test]
fn key_link_can_have_a_text() {
    assert_html("See [[404|the *missing* page]].", "<p>See <a href=\"../404/\">the <em>missing</em> page</a>.</p>");
}

#[test]
fn key_link_can_lead_to_a_place() {
    assert_html(
        "[[404#what-it-means]] [[404#facts|its facts]]",
        "<p><a href=\"../404/#what-it-means\">404 Not Found</a> <a href=\"../404/#facts\">its facts</a></p>",
    );
}

#[test]
fn key_link_can_name_the_kind() {
    assert_html("[[class:4xx]]", "<p><a href=\"../class/4xx/\">Client errors</a></p>");
}

#[test]
fn path_links_lead_from_file_to_file() {
    assert_html(
        "[a](404.md) [b](./404.md#facts) [c](../4xx/index.md) [d](../index.md)",
        r##"
<p><a href="../404/">a</a> <a href="../404/#facts">b</a> <a href="../class/4xx/">c</a> <a href="../">d</a></p>
"##,
    );
}

#[test]
fn absolute_path_links_start_at_the_content_folder() {
    assert_html(
        "[a](/4xx/404.md) [b](/index.md) [c](/4xx/index.md)",
        "<p><a href=\"../404/\">a</a> <a href=\"../\">b</a> <a href=\"../class/4xx/\">c</a></p>",
    );
}

#[test]
fn anchor_alone_leads_to_the_same_page() {
    assert_html("[above](#facts)", "<p><a href=\"#facts\">above</a></p>");
}

#[test]
fn links_of_the_home_page_start_at_the_root() {
    let home = r#"
== content/index.md ==
---
title: Tiny
---
[[404]] [home](index.md) [class](4xx/index.md)
== themes/default/templates/home.html ==
{{ page.body }}
"#;
    assert_page(
        home,
        "index.html",
        "<p><a href=\"./404/\">404 Not Found</a> <a href=\"./\">home</a> <a href=\"./class/4xx/\">class</a></p>",
    );
}

#[test]
fn links_of_a_deeper_page_climb_further() {
    let class = r#"
== content/4xx/index.md ==
---
class: 4xx
title: Client errors
---
[[404]] [home](../index.md) [self](index.md)
== themes/default/templates/class.html ==
{{ page.body }}
"#;
    assert_page(
        class,
        "class/4xx/index.html",
        "<p><a href=\"../../404/\">404 Not Found</a> <a href=\"../../\">home</a> <a href=\"../../class/4xx/\">self</a></p>",
    );
}

#[test]
fn outside_links_stay_as_they_are() {
    assert_html(
        "[a](https://example.com/?b=c&d=e#f \"The \\\"title\\\"\") <https://example.com> <me@example.com>",
        r#"
<p><a href="https://example.com/?b=c&amp;d=e#f" title="The &quot;title&quot;">a</a> <a href="https://example.com">https://example.com</a> <a href="mailto:me@example.com">me@example.com</a></p>
"#,
    );
}

#[test]
fn images_and_files_are_taken_from_the_static_folder() {
    let files = code_template(TEXT_ALONE)
        + "== content/static/pictures/door.svg ==\n<svg/>\n"
        + &page_405("", "![A door](/static/pictures/door.svg \"Shut\") [the file](../static/pictures/door.svg)");
    assert_page(
        &files,
        "405/index.html",
        r#"
<p><img src="../pictures/door.svg" alt="A door" title="Shut"> <a href="../pictures/door.svg">the file</a></p>
"#,
    );
    assert_eq!(page_of(&files, "pictures/door.svg"), "<svg/>\n");
}

#[test]
fn text_of_an_image_is_plain() {
    let files = code_template(TEXT_ALONE)
        + "== content/static/door.svg ==\n<svg/>\n"
        + &page_405("", "![A *heavy* `door` & a \"lock\"](/static/door.svg)");
    assert_page(
        &files,
        "405/index.html",
        r#"
<p><img src="../door.svg" alt="A heavy door &amp; a &quot;lock&quot;"></p>
"#,
    );
}

#[test]
fn prose_in_a_field_is_inline() {
    let files = code_template("{{ page.fields.advice }}")
        + &page_405("advice: Send *one* of [[404]], [this](404.md#facts) or `<b>` & wait.", "");
    assert_page(
        &files,
        "405/index.html",
        r##"
Send <em>one</em> of <a href="../404/">404 Not Found</a>, <a href="../404/#facts">this</a> or <code>&lt;b&gt;</code> &amp; wait.
"##,
    );
}

#[test]
fn bare_addresses_are_links() {
    assert_html(
        "See https://example.com/a_b_c?d=1&e=2&amp;f=3, www.example.com and me@example.com. *(https://example.com/*x*/y)*",
        r#"
<p>See <a href="https://example.com/a_b_c?d=1&amp;e=2&amp;f=3">https://example.com/a_b_c?d=1&amp;e=2&amp;f=3</a>, <a href="http://www.example.com">www.example.com</a> and <a href="mailto:me@example.com">me@example.com</a>. <em>(<a href="https://example.com/*x*/y">https://example.com/*x*/y</a>)</em></p>
"#,
    );
    assert_html("https://example.com/", "<p><a href=\"https://example.com/\">https://example.com/</a></p>");
}

#[test]
fn addresses_in_code_links_and_behind_backslashes_are_text() {
    assert_html(
        "`https://example.com/` [see https://example.com/](404.md) https:/\\/example.com/ <https://example.com/>",
        r#"
<p><code>https://example.com/</code> <a href="../404/">see https://example.com/</a> https://example.com/ <a href="https://example.com/">https://example.com/</a></p>
"#,
    );
}

#[test]
fn bare_addresses_in_tables_headings_and_fields_are_links() {
    let files = code_template("{{ page.fields.advice }} {{ page.body }}")
        + &page_405(
            "advice: \"Ask https://example.com/a_b now.\"",
            "## At https://example.com/a\n\n| a |\n|---|\n| https://example.com/b|\n",
        );
    let page = page_of(&files, "405/index.html");
    for part in [
        "Ask <a href=\"https://example.com/a_b\">https://example.com/a_b</a> now.",
        "At <a href=\"https://example.com/a\">https://example.com/a</a><a class",
        "<td><a href=\"https://example.com/b\">https://example.com/b</a></td>",
    ] {
        assert!(page.contains(part), "{part} should stand in\n{page}");
    }
}
