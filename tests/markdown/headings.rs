//! Headings: their ids, and the list of contents.

use crate::assert_html;
use crate::common::{assert_page, code_template, page_405};

#[test]
fn heading_has_an_id_and_a_link_to_itself() {
    assert_html(
        "## What it means",
        r##"
<h2 id="what-it-means">What it means<a class="anchor" href="#what-it-means" aria-label="Link to this section: What it means"></a></h2>
"##,
    );
}

#[test]
fn heading_can_be_given_an_id() {
    assert_html(
        "## What it means {#meaning}",
        r##"
<h2 id="meaning">What it means<a class="anchor" href="#meaning" aria-label="Link to this section: What it means"></a></h2>
"##,
    );
}

#[test]
fn given_ids_are_as_they_are_written_and_go_first() {
    let template = "{% for one in page.contents %}{{ one.id }} {{ one.title }}\n{% endfor %}";
    let files = code_template(template)
        + &page_405(
            "",
            "## Foo\n\n## Bar {#foo}\n\n## Baz {#My_ID}\n\n## Qux {#404}\n\n## One {#one} ##\n\nTwo\n`x` {#two}\n---\n\n\
             [a](#foo) [b](#My_ID) [c](#404) [d](#foo-2)",
        );
    assert_page(&files, "405/index.html", "foo-2 Foo\nfoo Bar\nMy_ID Baz\n404 Qux\none One\ntwo Two x");
    assert_html(
        "Two *a*\n`x` {#two}\n---\n\nOne[^two].\n\n[^two]: Note.\n\n## Fn two",
        r##"
<h2 id="two">Two <em>a</em>
<code>x</code><a class="anchor" href="#two" aria-label="Link to this section: Two a x"></a></h2>
<p>One<sup class="footnote" id="fnref-two"><a href="#fn-two-2" aria-label="Footnote 1">1</a></sup>.</p>
<h2 id="fn-two">Fn two<a class="anchor" href="#fn-two" aria-label="Link to this section: Fn two"></a></h2>
<section class="footnotes" aria-label="Footnotes"><ol>
<li id="fn-two-2"><p>Note.</p>
<a class="back" href="#fnref-two" aria-label="Back to reference 1">↩</a></li>
</ol></section>
"##,
    );
}

#[test]
fn braces_that_hold_no_id_are_text() {
    for (markdown, id, shown) in [
        ("## GET /users/{id}", "get-users-id", "GET /users/{id}"),
        ("## Set {a, b}", "set-a-b", "Set {a, b}"),
        ("## Set \\{id}", "set-id", "Set {id}"),
        ("## Set {`a`}", "set-a", "Set {<code>a</code>}"),
        ("## Set \\{#a}", "set-a", "Set {#a}"),
    ] {
        let title = shown.replace("<code>", "").replace("</code>", "");
        assert_html(
            markdown,
            &format!(
                "<h2 id=\"{id}\">{shown}<a class=\"anchor\" href=\"#{id}\" aria-label=\"Link to this section: {title}\"></a></h2>"
            ),
        );
    }
}

#[test]
fn equal_headings_are_numbered() {
    assert_html(
        "## Example\n\n## Example\n\n### Example",
        r##"
<h2 id="example">Example<a class="anchor" href="#example" aria-label="Link to this section: Example"></a></h2>
<h2 id="example-2">Example<a class="anchor" href="#example-2" aria-label="Link to this section: Example"></a></h2>
<h3 id="example-3">Example<a class="anchor" href="#example-3" aria-label="Link to this section: Example"></a></h3>
"##,
    );
}

#[test]
fn id_of_a_heading_comes_from_its_visible_text() {
    assert_html(
        "## The *`Allow`* [field](404.md) in 9.10 & <",
        r##"
<h2 id="the-allow-field-in-9-10">The <em><code>Allow</code></em> <a href="../404/">field</a> in 9.10 &amp; &lt;<a class="anchor" href="#the-allow-field-in-9-10" aria-label="Link to this section: The Allow field in 9.10 &amp; &lt;"></a></h2>
"##,
    );
}

#[test]
fn heading_of_a_key_link_takes_the_key_for_its_id() {
    assert_html(
        "## [[404]]",
        r##"
<h2 id="section-404"><a href="../404/">404 Not Found</a><a class="anchor" href="#section-404" aria-label="Link to this section: 404"></a></h2>
"##,
    );
}

#[test]
fn heading_of_a_whole_key_link_takes_the_key_alone() {
    let template = "{% for one in page.contents %}{{ one.id }} {{ one.title }}{% endfor %}";
    let files = code_template(template) + &page_405("", "## After [[code:404#facts]]");
    assert_page(&files, "405/index.html", "after-404 After 404");
}

#[test]
fn heading_without_letters_is_a_section() {
    assert_html(
        "## ???",
        r##"
<h2 id="section">???<a class="anchor" href="#section" aria-label="Link to this section: ???"></a></h2>
"##,
    );
}

#[test]
fn id_begins_with_a_letter() {
    let template = "{% for one in page.contents %}{{ one.id }}\n{% endfor %}";
    let files = code_template(template) + &page_405("", "## 404 or 410?\n\n## 2 ways\n\n## _ \n\n## Über");
    assert_page(&files, "405/index.html", "section-404-or-410\nsection-2-ways\nsection-_\nüber");
}

#[test]
fn contents_list_the_headings() {
    let template = "{% for one in page.contents %}{{ one.level }} {{ one.id }} {{ one.title }}\n{% endfor %}";
    let files = code_template(template) + &page_405("", "## One `<b>`\n\ntext\n\n### Two");
    assert_page(&files, "405/index.html", "2 one-b One &lt;b&gt;\n3 two Two");
}
