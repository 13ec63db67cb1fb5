//! Blocks: tables, footnotes, alerts, lists of definitions.

use crate::common::{assert_page, code_template, page_405, page_of};
use crate::{TEXT_ALONE, assert_html};

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
fn tasks_have_boxes() {
    assert_html(
        "- [ ] one\n- [x] two\n\n1. [X] three\n\n   four\n",
        r#"
<ul>
<li><input type="checkbox" disabled aria-label="To do"> one</li>
<li><input type="checkbox" disabled checked aria-label="Done"> two</li>
</ul>
<ol>
<li>
<p><input type="checkbox" disabled checked aria-label="Done"> three</p>
<p>four</p>
</li>
</ol>
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
