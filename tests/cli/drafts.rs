//! Drafts: what `build` leaves out, and what it says of it.

use crate::common::{Folder, code_template, page_405};
use crate::run;

/// A class, and codes of which one is a draft; templates that list and link.
fn site() -> String {
    let draft = "== content/4xx/425.md ==\n---\ncode: 425\ntitle: Too Early\nclass: 4xx\naliases: [early/]\n\
                 related: [404, 405]\ndraft: true\n---\n\nSee [[404]].\n";
    let template = "<h1 id=\"facts\">{{ page.label }}</h1>
{% for one in page.fields.related %}<a href=\"{{ page.root }}{{ one.route }}\">{{ one.label }}</a>{% endfor %}
{% for link in page.backlinks %}from {{ link.label }} {% endfor %}
{% if page.next %}next {{ page.next.label }}{% endif %}
{% for one in pages(kind=\"code\") %}<a href=\"{{ page.root }}{{ one.route }}\">{{ one.label }}</a>{% endfor %}
{% if page.body %}{{ page.body }}{% endif %}";
    let text = "Not [[425]], not [*that* one](425.md \"a title\"), [*nor this*][it], but [[404]].\n\n[it]: 425.md";
    draft.to_owned() + &code_template(template) + &page_405("related: [425, 404]", text)
}

#[test]
fn build_leaves_drafts_out_and_says_which() {
    let folder = Folder::tiny(&site());
    let ran = run(folder.path(), &["build"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    let line = "\nleft out 1 draft: content/4xx/425.md; --drafts publishes them too\nbuilt 4 pages, ";
    assert!(ran.stderr.contains(line), "{}", ran.stderr);
    assert!(!folder.holds("public/425") && !folder.holds("public/early"));
    for file in ["sitemap.xml", "llms.txt", "404/index.html", "routes.lock"] {
        let text = folder.read(&if file == "routes.lock" { file.to_owned() } else { format!("public/{file}") });
        assert!(!text.contains("425"), "{file}:\n{text}");
    }
    // Smaller pages have fewer quotes.
    let page = folder.read("public/405/index.html").replace('"', "");
    assert!(
        page.contains(
            "Not 425 Too Early, not <em>that</em> one, <em>nor this</em>, but <a href=../404/>404 Not Found</a>."
        ),
        "{page}"
    );
    assert_eq!(page.matches("425").count(), 1, "{page}");
    let twin = folder.read("public/405/index.md");
    let text = "Not 425 Too Early, not *that* one, *nor this*, but [404 Not Found](https://tiny.example/404/).";
    assert!(twin.contains(text), "{twin}");
    assert!(!folder.read("public/404/index.html").contains("from 425"));
}

#[test]
fn drafts_are_published_on_request() {
    let folder = Folder::tiny(&site());
    let ran = run(folder.path(), &["build", "--drafts"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert!(!ran.stderr.contains("draft"), "{}", ran.stderr);
    let page = folder.read("public/405/index.html").replace('"', "");
    assert!(page.contains("<a href=../425/>425 Too Early</a>"), "{page}");
    assert!(folder.read("public/404/index.html").contains("from 425"));
    assert!(folder.holds("public/early/index.html") && !folder.holds("routes.lock"));
    // And without them, they go.
    assert_eq!(run(folder.path(), &["build"]).status, Some(0));
    assert!(!folder.holds("public/425") && folder.holds("routes.lock"));
}

#[test]
fn build_says_each_time_what_it_leaves_out() {
    let folder = Folder::tiny("== content/4xx/425.md ==\n---\ncode: 425\ntitle: T\nclass: 4xx\ndraft: true\n---\n");
    for _ in 0..3 {
        let ran = run(folder.path(), &["build"]);
        assert!(ran.stderr.starts_with("left out 1 draft: "), "{}", ran.stderr);
    }
}

#[test]
fn page_with_a_mark_is_a_draft() {
    let folder = Folder::tiny(&page_405("summary: (to be written)", ""));
    let ran = run(folder.path(), &["build"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert!(ran.stderr.contains("warning[unwritten]") && ran.stderr.contains("left out 1 draft: "), "{}", ran.stderr);
    assert!(!folder.holds("public/405"));
}

#[test]
fn check_counts_drafts() {
    let ran = run(Folder::tiny(&site()).path(), &["check"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert!(ran.stderr.contains("checked 6 pages, 1 of them a draft, in "), "{}", ran.stderr);
}

#[test]
fn record_that_names_a_draft_goes_with_it() {
    let site = crate::common::site_with(
        "      retired: {type: flag}\n",
        "      retired: {type: flag}
      confused:
        type: list
        of:
          type: record
          fields:
            code: {type: reference, to: code, required: true}
            note: {type: text}
            header: {type: reference, to: headers}
",
    );
    let template = "{% for one in page.fields.confused %}{{ one.code.key }} {{ one.note }}, {% endfor %}
{% for use in page.referrers[\"code.confused.code\"] %}by {{ use.page.key }}: {{ use.record.note }}{% endfor %}";
    let page = page_405(
        "confused: [{code: 425, note: early, header: Allow}, {code: 404, note: missing, header: Retry-After}]",
        "",
    );
    let draft = "== content/4xx/425.md ==\n---\ncode: 425\ntitle: T\nclass: 4xx\ndraft: true\n---\n";
    let folder = Folder::tiny(&(site + &code_template(template) + &page + draft));
    let ran = run(folder.path(), &["build", "--no-minify"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    let text = folder.read("public/405/index.html");
    assert!(text.starts_with("404 missing, "), "{text}");
    assert!(!text.contains("early"), "{text}");
    // What stands behind a record that goes is still found from where it leads.
    assert!(folder.read("public/404/index.html").contains("by 405: missing"));
}

#[test]
fn strict_fails_on_a_warning_and_publishes_nothing() {
    let folder = Folder::tiny(&site());
    for verb in ["check", "build"] {
        let ran = run(folder.path(), &[verb, "--strict"]);
        assert_eq!(ran.status, Some(1), "{}", ran.stderr);
        assert!(ran.stderr.contains("\n4 warnings"), "{}", ran.stderr);
    }
    assert!(!folder.holds("public") && !folder.holds("routes.lock"));
    let folder = Folder::tiny("");
    assert_eq!(run(folder.path(), &["check", "--strict"]).status, Some(0));
    assert_eq!(run(folder.path(), &["build", "--strict"]).status, Some(0));
}
