//! What markdown becomes: each test is a text on the page of code 405 and the
//! HTML that the theme is given.

mod common;

use common::{assert_page, assert_text, code_template, page_405, page_of};

/// A template that prints the text alone.
const TEXT_ALONE: &str = "{{ page.body }}";

/// The page of code 405 with a text, and the whole HTML that comes of it.
#[track_caller]
fn assert_html(markdown: &str, expected: &str) {
    assert_page(&(code_template(TEXT_ALONE) + &page_405("", markdown)), "405/index.html", expected);
}

// Blocks.

#[test]
fn tables_stand_in_a_box_that_scrolls() {
    assert_html(
        "| Method | Safe |\n|---|:-:|\n| `GET` | yes |\n",
        r#"
<div class="scroll" tabindex="0" role="group" aria-label="Table"><table><thead><tr><th scope="col">Method</th><th scope="col" class="center">Safe</th></tr></thead><tbody>
<tr><td><code>GET</code></td><td class="center">yes</td></tr>
</tbody></table>
</div>
"#,
    );
}

#[test]
fn first_column_without_a_name_names_the_rows() {
    assert_html(
        "| | POST | GET |\n|---|---|--:|\n| *for good* | 301 | |\n",
        r#"
<div class="scroll" tabindex="0" role="group" aria-label="Table"><table><thead><tr><td></td><th scope="col">POST</th><th scope="col" class="right">GET</th></tr></thead><tbody>
<tr><th scope="row"><em>for good</em></th><td>301</td><td class="right"></td></tr>
</tbody></table>
</div>
"#,
    );
}

#[test]
fn footnotes_stand_at_the_end_in_the_order_of_their_use() {
    assert_html(
        "One[^last] and two[^first].\n\n[^first]: See [[404]].\n[^last]: The end.\n[^unused]: Nobody.\n",
        r##"
<p>One<sup class="footnote" id="fnref-last"><a href="#fn-last" aria-label="Footnote 1">1</a></sup> and two<sup class="footnote" id="fnref-first"><a href="#fn-first" aria-label="Footnote 2">2</a></sup>.</p>
<section class="footnotes" aria-label="Footnotes"><ol>
<li id="fn-last"><p>The end.</p>
<a class="back" href="#fnref-last" aria-label="Back to reference 1">↩</a></li>
<li id="fn-first"><p>See <a href="../404/">404 Not Found</a>.</p>
<a class="back" href="#fnref-first" aria-label="Back to reference 2">↩</a></li>
</ol></section>
"##,
    );
}

#[test]
fn footnote_used_twice_has_two_ids() {
    let files = code_template(TEXT_ALONE) + &page_405("", "One[^a] and again[^a].\n\n[^a]: Note.");
    let html = page_of(&files, "405/index.html");
    let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!((all, ids.len()), (3, 3), "each id should stand once:\n{html}");
}

#[test]
fn footnotes_whose_names_are_alike_have_ids_of_their_own() {
    assert_html(
        "One[^a] and two[^A!].\n\n[^a]: First.\n[^A!]: Second.",
        r##"
<p>One<sup class="footnote" id="fnref-a"><a href="#fn-a" aria-label="Footnote 1">1</a></sup> and two<sup class="footnote" id="fnref-a-2"><a href="#fn-a-2" aria-label="Footnote 2">2</a></sup>.</p>
<section class="footnotes" aria-label="Footnotes"><ol>
<li id="fn-a"><p>First.</p>
<a class="back" href="#fnref-a" aria-label="Back to reference 1">↩</a></li>
<li id="fn-a-2"><p>Second.</p>
<a class="back" href="#fnref-a-2" aria-label="Back to reference 2">↩</a></li>
</ol></section>
"##,
    );
}

#[test]
fn alerts_are_notes_with_a_title() {
    assert_html(
        "> [!WARNING]\n> Mind *this*.\n\n> Said by somebody.\n",
        r#"
<div class="alert alert-warning" role="note"><p class="alert-title">Warning</p>
<p>Mind <em>this</em>.</p>
</div>
<blockquote>
<p>Said by somebody.</p>
</blockquote>
"#,
    );
}

#[test]
fn definition_lists_are_lists() {
    assert_html(
        "Safe\n: It changes nothing.\n",
        r#"
<dl>
<dt>Safe</dt>
<dd>It changes nothing.</dd>
</dl>
"#,
    );
}

#[test]
fn comments_are_left_out() {
    assert_html("One.\n\n<!-- a remark -->\n\nTwo.<!-- another -->\n", "<p>One.</p>\n<p>Two.</p>");
}

#[test]
fn empty_text_gives_no_body() {
    let files = code_template("{% if page.body %}text{% else %}no text{% endif %}") + &page_405("", "");
    assert_page(&files, "405/index.html", "no text");
}

// Headings.

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
    let files = code_template(template) + &page_405("", "## 404 or 410?\n\n## Long {#2-ways}\n\n## _ \n\n## Über");
    assert_page(&files, "405/index.html", "section-404-or-410\nsection-2-ways\nsection-_\nüber");
}

#[test]
fn contents_list_the_headings() {
    let template = "{% for one in page.contents %}{{ one.level }} {{ one.id }} {{ one.title }}\n{% endfor %}";
    let files = code_template(template) + &page_405("", "## One `<b>`\n\ntext\n\n### Two");
    assert_page(&files, "405/index.html", "2 one-b One &lt;b&gt;\n3 two Two");
}

// Links.

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

// Code.

#[test]
fn http_messages_are_coloured() {
    assert_html(
        "```http\nHTTP/1.1 405 Method Not Allowed\nAllow: GET\n```",
        r#"
<div class="code"><pre tabindex="0"><code class="language-http"><span class="t-version">HTTP/1.1</span> <span class="t-status">405 Method Not Allowed</span>
<span class="t-name">Allow</span><span class="t-punctuation">:</span><span class="t-value"> GET</span></code></pre></div>
"#,
    );
}

#[test]
fn json_is_coloured() {
    assert_html(
        "```json\n{\"a\": [1, true]}\n```",
        r#"
<div class="code"><pre tabindex="0"><code class="language-json"><span class="t-punctuation">{</span><span class="t-key">"a"</span><span class="t-punctuation">: [</span><span class="t-number">1</span><span class="t-punctuation">,</span> <span class="t-keyword">true</span><span class="t-punctuation">]}</span></code></pre></div>
"#,
    );
}

#[test]
fn shell_commands_are_coloured() {
    assert_html(
        "```sh\n$ curl -I 'x' # ask\n```",
        r#"
<div class="code"><pre tabindex="0"><code class="language-sh"><span class="t-punctuation">$ </span><span class="t-keyword">curl</span> <span class="t-option">-I</span> <span class="t-string">'x'</span> <span class="t-comment"># ask</span></code></pre></div>
"#,
    );
}

#[test]
fn other_code_is_shown_as_it_is() {
    assert_html(
        "```\nif a < b && \"c\" {\n```",
        r#"
<div class="code"><pre tabindex="0"><code>if a &lt; b &amp;&amp; "c" {</code></pre></div>
"#,
    );
}

// Escaping, and text as it is written.

#[test]
fn text_is_escaped() {
    assert_html("1 < 2 > 0 & `<b>` &lt;i&gt;", "<p>1 &lt; 2 &gt; 0 &amp; <code>&lt;b&gt;</code> &lt;i&gt;</p>");
}

#[test]
fn fields_are_escaped() {
    let files = code_template("<p title=\"{{ page.summary }}\">{{ page.fields.summary }}</p>")
        + &page_405("summary: <script> & \"quotes\"", "");
    assert_page(
        &files,
        "405/index.html",
        "<p title=\"&lt;script&gt; &amp; &quot;quotes&quot;\">&lt;script&gt; &amp; &quot;quotes&quot;</p>",
    );
}

#[test]
fn labels_in_links_are_escaped() {
    let files = code_template(TEXT_ALONE)
        + &page_405("", "[[406]]")
        + "== content/4xx/406.md ==\n---\ncode: 406\ntitle: <b> & \"c\"\nclass: 4xx\n---\nText.\n";
    assert_page(&files, "405/index.html", "<p><a href=\"../406/\">406 &lt;b&gt; &amp; &quot;c&quot;</a></p>");
}

#[test]
fn titles_of_redirects_are_escaped() {
    let files = "== content/4xx/406.md ==\n---\ncode: 406\ntitle: <b> & \"c\"\nclass: 4xx\naliases: [old/]\n---\n";
    let page = page_of(files, "old/index.html");
    assert!(page.contains("<title>406 &lt;b&gt; &amp; &quot;c&quot;</title>"), "{page}");
}

#[test]
fn code_has_no_colours_where_the_site_wants_none() {
    let site = common::site_with("kinds:\n", "highlight: false\nkinds:\n");
    let text = "```http\nGET / HTTP/1.1\nHost: a.example\n```\n\n```json\n{\"a\": 1}\n```\n";
    let page = page_of(&(site + &code_template(TEXT_ALONE) + &page_405("", text)), "405/index.html");
    let plain = ["language-http\">GET / HTTP/1.1\nHost: a.example<", "curl -i https://a.example/", "\">{\"a\": 1}<"];
    assert!(plain.iter().all(|part| page.contains(part)) && !page.contains("class=\"t-"), "{page}");
}

#[test]
fn raw_html_is_kept_where_the_site_allows_it() {
    let site = common::site_with("kinds:\n", "raw_html: true\nkinds:\n");
    let files = site + &code_template(TEXT_ALONE) + &page_405("", "<div>\nA <b>box</b>.\n</div>");
    assert_page(&files, "405/index.html", "<div>\nA <b>box</b>.\n</div>");
}

#[test]
fn texts_that_look_like_other_types_stay_as_they_are_written() {
    for written in ["9.10", "007", "0x1F", "1e3", "true", "2026-01-02", "+1", "1_000", "123456789012345678901234567890"]
    {
        let files = code_template("{{ page.summary }} {{ page.fields.summary }}")
            + &page_405(&format!("summary: {written}"), "");
        assert_text(&page_of(&files, "405/index.html"), &format!("{written} {written}"));
    }
}
