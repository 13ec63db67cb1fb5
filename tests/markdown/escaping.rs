//! Escaping, and text that stays as it is written.

use crate::common::{self, assert_page, assert_text, code_template, page_405, page_of};
use crate::{TEXT_ALONE, assert_html};

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
