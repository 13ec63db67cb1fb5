//! Each page as markdown: the author's own text with only what must change changed,
//! its facts whatever they are called, and text that stays text.

mod common;

use common::{assert_page, assert_text, build_of, code_template, page_405, page_of, site_with};
use pulldown_cmark::{Event, Options, Parser, Tag};

/// The text of code 405 as it is published as markdown, without heading and address.
#[track_caller]
fn body_of(text: &str) -> String {
    let files = "== content/static/door.svg ==\n<svg/>\n".to_owned() + &page_405("", text);
    let twin = page_of(&files, "405/index.md");
    let start = "# 405 Method Not Allowed\n\n- Class: [Client errors](https://tiny.example/class/4xx/)\n";
    let end = "\n[https://tiny.example/405/](https://tiny.example/405/)\n";
    let body = twin.strip_prefix(start).and_then(|rest| rest.strip_suffix(end));
    body.unwrap_or_else(|| panic!("not the frame that was expected:\n{twin}")).trim_start_matches('\n').to_owned()
}

#[track_caller]
fn assert_body(text: &str, expected: &str) {
    assert_text(&body_of(text), expected);
}

/// What a text looks like: its visible text, and where its links and images lead.
fn seen(markdown: &str) -> (String, Vec<String>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_WIKILINKS;
    let (mut text, mut links) = (String::new(), Vec::new());
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(part) | Event::Code(part) | Event::Html(part) | Event::InlineHtml(part) => text.push_str(&part),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => links.push(dest_url.to_string()),
            Event::Start(_) | Event::End(_) => {}
            _ => text.push(' '),
        }
    }
    (text, links)
}

// The author's text.

#[test]
fn what_needs_no_change_is_as_it_was_written() {
    let text = r#"## Mind \*this\*

3. three ~~and~~
3. four \[x\](javascript:alert) &amp; `a | b`

> [!NOTE]
> A note[^1].

````json wide
{"a": "```"}
````

| a | b \| c |
|--:|---|
| 1 | `x \| y` |

Term
: What it means <https://e.example/> ![a](https://e.example/a.png "b")

[^1]: The foot."#;
    assert_body(text, text);
}

#[test]
fn links_lead_to_whole_addresses() {
    assert_body(
        "[[404]] [[404#what-it-means|*what* it means]] [a](404.md \"A (title)\") [b](<./404.md#facts>) [here](#facts)\n\
         ![A door](/static/door.svg) [c][d] [e] [f](https://e.example/(g))\n\n[d]: 404.md \"D\"\n[e]: https://e.example/e\n[unused]: /index.md",
        "[404 Not Found](https://tiny.example/404/) [*what* it means](https://tiny.example/404/#what-it-means) \
         [a](https://tiny.example/404/ \"A (title)\") [b](https://tiny.example/404/#facts) [here](https://tiny.example/405/#facts)\n\
         ![A door](https://tiny.example/door.svg) [c][d] [e] [f](https://e.example/(g))\n\n[d]: https://tiny.example/404/ \"D\"\n[e]: https://e.example/e",
    );
}

#[test]
fn label_that_is_put_in_stays_text_in_a_table_too() {
    let files = "== content/4xx/406.md ==\n---\ncode: 406\ntitle: a|b [*c*](javascript:d)\nclass: 4xx\n---\n"
        .to_owned()
        + &page_405("", "| a |\n|---|\n| [[406]] |");
    let twin = page_of(&files, "405/index.md");
    let cell = "| [406 a\\|b \\[\\*c\\*\\](javascript:d)](https://tiny.example/406/) |\n";
    assert!(twin.contains(cell), "{twin}");
    assert!(seen(&twin).0.contains("406 a|b [*c*](javascript:d)"), "{twin}");
}

#[test]
fn ids_of_headings_and_comments_are_left_out() {
    assert_body(
        "## One `{x}` {#uno .c}\n\nTwo {#due}\n---\n\nText.<!-- remark -->\n\n<!-- another\nremark -->\n\nEnd <!-- of --> it.",
        "## One `{x}`\n\nTwo\n---\n\nText.<!-- -->\n\nEnd <!-- --> it.",
    );
}

#[test]
fn what_a_comment_keeps_apart_stays_apart() {
    for text in
        ["- one\n\n<!-- x -->\n\n- two", "one\n<!-- x -->\n---", "[a]<!-- x -->(javascript:b)", "#<!-- x --> one"]
    {
        let expected = text.replace("<!-- x -->", "<!-- -->");
        assert_body(text, &expected);
    }
}

// Facts.

#[test]
fn facts_are_printed_whatever_they_are_called() {
    let fields = "summary: One * sentence\nadvice: \"Send *one* of [[404]]\\n\\nor [this](404.md#facts)\"\nrelated: [404]\n\
        state: reserved\nsince: 2026-01-02\nsource: https://e.example/?a=1&b=2\nretired: false\nheaders:\n  \
        - {name: Allow, when: \"*always*\", weight: 0}\n  - {name: Retry-After}";
    assert_page(
        &page_405(fields, "## A heading"),
        "405/index.md",
        "# 405 Method Not Allowed

One \\* sentence

- Class: [Client errors](https://tiny.example/class/4xx/)
- Related: [404 Not Found](https://tiny.example/404/)
- State: reserved
- Since: 2026-01-02
- Source: [https://e.example/?a=1&b=2](https://e.example/?a=1&b=2)
- Retired: false

## Advice

Send *one* of [404 Not Found](https://tiny.example/404/)

or [this](https://tiny.example/404/#facts)

## Headers

- Name: Allow
  - When: *always*
  - Weight: 0
- Name: Retry-After

## A heading

[https://tiny.example/405/](https://tiny.example/405/)",
    );
}

#[test]
fn records_of_short_fields_are_a_table_of_what_is_given() {
    let site = site_with(
        "            when: {type: prose}\n",
        "            when: {type: text}\n            note: {type: text}\n",
    );
    let fields = "headers:\n  - {name: Allow, when: \"a | b\"}\n  - {name: Retry-After, weight: -1}";
    let twin = page_of(&(site + &page_405(fields, "")), "405/index.md");
    let table = "## Headers\n\n| Name | When | Weight |\n| --- | --- | --- |\n| Allow | a \\| b |  |\n| Retry-After |  | -1 |\n";
    assert!(twin.contains(table), "{twin}");
}

#[test]
fn who_refers_to_a_page_stands_at_its_end() {
    let files = page_405("related: [404]\nsummary: Another.", "[[404]]");
    let twin = page_of(&files, "404/index.md");
    let (_, end) = twin.split_once("Nothing is here.\n").unwrap_or_default();
    assert_text(
        end,
        "## Code: related

- [405 Method Not Allowed](https://tiny.example/405/): Another.

## Mentioned in

- [405 Method Not Allowed](https://tiny.example/405/)

[https://tiny.example/404/](https://tiny.example/404/)",
    );
}

#[test]
fn hostile_text_stays_text() {
    let texts = [
        "[x](javascript:alert) ![y](z) <b> `c` *d* _e_ ~~f~~ **g**",
        "# h # {#i}",
        "/users/{id}",
        "- j",
        "1. k",
        "> l | m || n",
        "https://e.example/ [[404]] [^1] [o] &amp; &#60; \\",
        "--- === +++",
        ": p",
        "```q```",
        "{% raw %} {{ r }} <!-- s -->",
    ];
    for text in texts {
        let quoted = text.replace('\\', "\\\\").replace('"', "\\\"");
        let page = format!(
            "== content/4xx/406.md ==\n---\ncode: 406\ntitle: \"{quoted}\"\nclass: 4xx\nsummary: \"{quoted}\"\nadvice: see [o] and [[404]]\n---\n\n[o]: javascript:x\n"
        );
        let report = build_of(&page).report;
        assert_eq!(report.errors(), 0, "{text}");
        let twin = page_of(&page, "406/index.md");
        let (visible, links) = seen(&twin);
        assert_eq!(
            visible.matches(text).count(),
            2,
            "{text} should stand in title and summary:\n{twin}\nseen: {visible}"
        );
        let live: Vec<&String> = links.iter().filter(|link| !link.starts_with("https://tiny.example/")).collect();
        assert!(live.is_empty(), "{text}: {live:?} should lead nowhere\n{twin}");
    }
}

// What a site and a theme may decide.

#[test]
fn a_theme_may_lay_out_the_markdown_of_a_template() {
    let template = "== themes/default/templates/code.md ==\n# {{ page.title }}\n\n{{ link(card=page.fields.class) }} \
        {{ link(address=\"https://e.example/\", text=\"*e*\") }} {{ code(text=\"a`b\") }}\n\n{{ page.fields.advice }}\n\n{{ page.body }}\n";
    let files = template.to_owned() + &page_405("advice: \"*one* [[404]]\"", "*Two* [[404]].");
    assert_page(
        &files,
        "405/index.md",
        "# Method Not Allowed

[Client errors](https://tiny.example/class/4xx/) [\\*e\\*](https://e.example/) ``a`b``

*one* [404 Not Found](https://tiny.example/404/)

*Two* [404 Not Found](https://tiny.example/404/).

[https://tiny.example/405/](https://tiny.example/405/)",
    );
}

#[test]
fn a_slip_in_a_template_for_markdown_has_its_place() {
    let report = common::report_of("== themes/default/templates/code.md ==\n{{ page.titel }}\n");
    assert!(report.contains("themes/default/templates/code.md:1:9: error[template]"), "{report}");
}

#[test]
fn a_site_can_do_without() {
    let files =
        site_with("title: Tiny\n", "title: Tiny\ntwins: false\n") + &code_template("{{ page.markdown or \"none\" }}");
    assert_page(&files, "404/index.html", "none");
    let build = build_of(&files);
    assert!(!build.output.files.keys().any(|path| path.ends_with(".md")));
    assert!(build.output.text("llms.txt").contains("](https://tiny.example/404/)"), "it names the pages instead");
}

#[test]
fn ends_of_lines_make_no_difference() {
    let files = page_405(
        "advice: |\n  one\n  two\nsummary: >-\n  a\n  b",
        "## One {#x}\n\na\nb  \nc `d\ne` <!-- f\ng -->\n\n```http\nGET / HTTP/1.1\nHost: a\n```\n\n| a |\n|---|\n| b |\n\n- [[404]]\n\n  d",
    ) + "== content/static/as-it-lies.txt ==\na\n"
        + &code_template("{{ page.fields.advice }}\n{{ page.body }}");
    let [unix, dos] = [files.clone(), files.replace('\n', "\r\n")].map(|files| build_of(&files).output);
    for (path, bytes) in &unix.files {
        if path.ends_with(".txt") && path.starts_with("as-it-lies") {
            assert_eq!((&**bytes, dos.text(path)), (&b"a\n"[..], "a\r\n"));
        } else {
            assert_eq!(unix.text(path), dos.text(path), "{path}");
        }
    }
}
