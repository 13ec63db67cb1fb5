//! `statuary fmt`: what it mends, and what it leaves alone.

use crate::common::{Folder, assert_text, page_405, site_with};
use crate::run;

/// The tiny site with examples that are compared with its facts.
fn with_exchanges() -> String {
    site_with(
        "kinds:\n  home:",
        "exchanges: {kind: code, phrase: title, fields: headers, content: state}\nkinds:\n  home:",
    )
}

#[test]
fn examples_and_names_are_mended() {
    let text = "```http\nGET / HTTP/1.1\nHost: a\n\nHTTP/1.1 405 Not Allowed\nContent-Type: text/plain\nContent-Length: 9\n\nabc\n```\n\n\
                ```http\nHTTP/1.1 405 Method Not Allowed\nContent-Type: text/plain\n\nabc\n```\n\n\
                ```http\nHTTP/2 405 Method Not Allowed\n```";
    let page = page_405("sumary: \"Keep  this\"\nstate: Reservd", text);
    let folder = Folder::tiny(&(with_exchanges() + &page));
    let ran = run(folder.path(), &["fmt"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (Some(0), ""), "{}", ran.stderr);
    assert_text(&ran.stderr, "mended content/4xx/405.md: 6 cures");
    assert_text(
        &folder.read("content/4xx/405.md"),
        "---\ncode: 405\ntitle: Method Not Allowed\nclass: 4xx\nsummary: \"Keep  this\"\nstate: reserved\n---\n\n\
         ```http\nGET / HTTP/1.1\nHost: a\n\nHTTP/1.1 405 Method Not Allowed\nContent-Type: text/plain\nContent-Length: 3\n\nabc\n```\n\n\
         ```http\nHTTP/1.1 405 Method Not Allowed\nContent-Type: text/plain\nContent-Length: 3\n\nabc\n```\n\n\
         ```http\nHTTP/2 405\n```",
    );
    let checked = run(folder.path(), &["check"]);
    assert!(checked.stderr.ends_with(": no problems\n"), "{}", checked.stderr);
    let again = run(folder.path(), &["fmt"]);
    assert_text(&again.stderr, "nothing to mend");
}

#[test]
fn fields_come_into_their_order_with_their_comments() {
    let page = "== content/4xx/405.md ==\n---\n# First.\n\n# the class\n# of it\nclass: 4xx\naliases: [old/]\nadvice: >-\n  Two\n\n  lines.\n# the number\ncode: 405\ntitle: T # here\nrelated:\n  - 404\n---\nText.\n";
    let folder = Folder::tiny(page);
    let ran = run(folder.path(), &["fmt"]);
    assert_text(&ran.stderr, "mended content/4xx/405.md: fields in order");
    assert_text(
        &folder.read("content/4xx/405.md"),
        "---\n# First.\n\n# the number\ncode: 405\ntitle: T # here\n# the class\n# of it\nclass: 4xx\nadvice: >-\n  Two\n\n  lines.\nrelated:\n  - 404\naliases: [old/]\n---\nText.",
    );
    assert_text(&run(folder.path(), &["fmt"]).stderr, "nothing to mend");
}

#[test]
fn what_is_not_sure_stays() {
    let page = page_405("related: [440]\nstate: open", "See [[440]] and  two spaces.");
    let folder = Folder::tiny(&page);
    let before = folder.read("content/4xx/405.md");
    assert_text(&run(folder.path(), &["fmt"]).stderr, "nothing to mend");
    assert_eq!(folder.read("content/4xx/405.md"), before);
}

#[test]
fn broken_front_matter_is_left_alone() {
    let folder = Folder::tiny("== content/4xx/405.md ==\n---\nclass: 4xx\ncode: [405\n---\n");
    let before = folder.read("content/4xx/405.md");
    assert_eq!(run(folder.path(), &["fmt"]).status, Some(0));
    assert_eq!(folder.read("content/4xx/405.md"), before);
}

#[test]
fn check_changes_nothing_and_fails() {
    let folder = Folder::tiny(&page_405("state: Reserved", ""));
    let ran = run(folder.path(), &["fmt", "--check"]);
    assert_eq!(ran.status, Some(1));
    assert_text(&ran.stderr, "would mend content/4xx/405.md: 1 cure");
    assert!(folder.read("content/4xx/405.md").contains("state: Reserved"));
}

#[test]
fn ends_of_lines_stay() {
    let folder = Folder::tiny("");
    folder.write(
        "content/4xx/405.md",
        "---\r\ncode: 405\r\ntitle: T\r\nclass: 4xx\r\nstate: RESERVED\r\n---\r\n\r\nText.\r\n",
    );
    assert_eq!(run(folder.path(), &["fmt"]).status, Some(0));
    let text = folder.read("content/4xx/405.md");
    assert_eq!(text, "---\r\ncode: 405\r\ntitle: T\r\nclass: 4xx\r\nstate: reserved\r\n---\r\n\r\nText.\r\n");
}

#[test]
fn only_what_is_asked_for_is_mended() {
    let other = "== content/4xx/406.md ==\n---\ncode: 406\ntitle: T\nclass: 4xx\nstate: RESERVED\n---\n";
    let folder = Folder::tiny(&(page_405("state: Reserved", "") + other));
    let ran = run(folder.path(), &["fmt", "content/4xx/406.md"]);
    assert_text(&ran.stderr, "mended content/4xx/406.md: 1 cure");
    assert!(folder.read("content/4xx/405.md").contains("state: Reserved"));
}

/// A page with a place that is no ASCII, and files with names that mean something in a link.
const TARGETS: &str = "== content/4xx/404.md ==\n---\ncode: 404\ntitle: Not Found\nclass: 4xx\n---\n\n\
    ## Café\n\n## What it means\n== content/static/a b(c).txt ==\n== content/static/d%65.txt ==\n";

#[test]
fn links_are_spelled_plainly() {
    let page = page_405(
        "advice: See [it](404.md#caf%C3%A9) and [it](404.md#café).",
        "[a](40%34.md#caf%c3%a9 \"50%25\") ![b](/st%61tic/a%20b%28c%29.txt) [c] [out](https://example.com/caf%C3%A9)\n\n\
         `[a](40%34.md)`\n\n[c]: /static/a%20b%28c%29.txt",
    );
    let folder = Folder::tiny(&(TARGETS.to_owned() + &page));
    let ran = run(folder.path(), &["fmt"]);
    assert_text(&ran.stderr, "mended content/4xx/405.md: 4 cures");
    let expected = page_405(
        "advice: See [it](404.md#café) and [it](404.md#café).",
        "[a](404.md#café \"50%25\") ![b](/static/a%20b(c).txt) [c] [out](https://example.com/caf%C3%A9)\n\n\
         `[a](40%34.md)`\n\n[c]: /static/a%20b(c).txt",
    );
    assert_text(&folder.read("content/4xx/405.md"), expected.split_once("==\n").unwrap().1);
    assert_text(&run(folder.path(), &["fmt"]).stderr, "nothing to mend");
    let checked = run(folder.path(), &["check"]);
    assert!(checked.stderr.ends_with(": no problems\n"), "{}", checked.stderr);
}

/// `d%65.txt` is the name of the file.
#[test]
fn link_that_would_lead_elsewhere_is_left_as_it_is() {
    let folder = Folder::tiny(&(TARGETS.to_owned() + &page_405("", "[d](/static/d%65.txt)")));
    assert_text(&run(folder.path(), &["fmt"]).stderr, "nothing to mend");
}

#[test]
fn dead_links_with_one_slip_are_mended() {
    let page = page_405(
        "advice: See [it](404.md#what-it-meens).",
        "[[404#what-it-meens]] [[404#cafe]] [p](/4xx/indx.md#x) [q](../4xx/indx.md) [r](4o4.md) [s](441.md) [[404|x]]\n\n\
         [t](404.md#what-it-meens \"what-it-meens\")",
    );
    let folder = Folder::tiny(&(TARGETS.to_owned() + &page));
    let ran = run(folder.path(), &["fmt"]);
    assert_text(&ran.stderr, "mended content/4xx/405.md: 5 cures");
    let expected = page_405(
        "advice: See [it](404.md#what-it-means).",
        "[[404#what-it-means]] [[404#cafe]] [p](/4xx/index.md#x) [q](index.md) [r](4o4.md) [s](441.md) [[404|x]]\n\n\
         [t](404.md#what-it-means \"what-it-meens\")",
    );
    assert_text(&folder.read("content/4xx/405.md"), expected.split_once("==\n").unwrap().1);
    assert_text(&run(folder.path(), &["fmt"]).stderr, "nothing to mend");
}

#[test]
fn cells_and_names_of_tables_are_mended_in_their_form() {
    let fields = "    title: id\n    fields:\n      title: {type: text}\n      state: {type: choice, choices: [registered, reserved]}";
    let site = site_with("    title: id\n    fields: {}", fields);
    for (ending, text, mended) in [
        ("csv", "id,titel,state\nAllow,A,\"Reservd\"\n", "id,title,state\nAllow,A,\"reserved\"\n"),
        (
            "json",
            r#"[{"id": "Allow", "titel": "A", "state": "Reservd"}]"#,
            r#"[{"id": "Allow", "title": "A", "state": "reserved"}]"#,
        ),
    ] {
        let folder = Folder::tiny(&site);
        std::fs::remove_file(folder.path().join("content/tables/headers.yaml")).unwrap();
        folder.write(&format!("content/tables/headers.{ending}"), text);
        let ran = run(folder.path(), &["fmt"]);
        assert_text(&ran.stderr, &format!("mended content/tables/headers.{ending}: 2 cures"));
        assert_eq!(folder.read(&format!("content/tables/headers.{ending}")).trim_end(), mended.trim_end());
    }
}
