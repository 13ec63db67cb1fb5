//! `statuary import`: pages out of what a team has already.

use crate::common::{Folder, assert_text};
use crate::{alone, run};
use serde_json::{Value, json};
use std::path::PathBuf;

/// A project of one's own whose errors have a status too.
fn started() -> (Folder, PathBuf) {
    let folder = alone();
    assert_eq!(run(folder.path(), &["init", "site", "--yes", "--keys", "card_declined,E77"]).status, Some(0));
    let site = folder.read("site/content/site.yaml");
    let status = "      status: {type: integer, card: true}\n      severity:";
    folder.write("site/content/site.yaml", site.replacen("      severity:", status, 1));
    let root = folder.path().join("site");
    (folder, root)
}

/// An OpenAPI document with a problem of some code for each status.
fn api(problems: &[(&str, u16, &str)]) -> String {
    let examples = |status: u16| -> Value {
        let own = problems.iter().filter(|(_, of, _)| *of == status);
        let one = |(code, status, title): &(&str, u16, &str)| {
            let kind = format!("https://pay.example/problems/{code}");
            (
                (*code).to_owned(),
                json!({"value": {"type": kind, "title": title, "status": status, "detail": "It was."}}),
            )
        };
        Value::Object(own.map(one).collect())
    };
    let answer = |status: u16| json!({"description": "refused", "content": {"application/problem+json": {"examples": examples(status)}}});
    json!({
        "openapi": "3.1.0",
        "paths": {"/pay": {"post": {"responses": {
            "200": {"description": "ok"}, "402": {"$ref": "#/components/responses/Refused"}, "429": answer(429)
        }}}},
        "components": {"responses": {"Refused": answer(402)}}
    })
    .to_string()
}

#[test]
fn openapi_becomes_pages_that_pass_the_check() {
    let (folder, root) = started();
    folder.write("api.json", api(&[("card_expired", 402, "Card expired"), ("too_many", 429, "Too many: wait")]));
    let ran = run(&root, &["import", "../api.json"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    let expected = "
2 pages written, 0 updated, 0 as they were
no field takes type; --map COLUMN=FIELD names one
";
    assert_text(&ran.stderr, expected);
    let page = folder.read("site/content/errors/too_many.md");
    for line in ["code: \"too_many\"", "title: \"Too many: wait\"", "summary: \"It was.\"", "status: 429"] {
        assert!(page.contains(line), "{line} is not in\n{page}");
    }
    let ran = run(&root, &["check"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
}

#[test]
fn importing_again_updates_facts_and_leaves_texts_alone() {
    let (folder, root) = started();
    folder.write("api.json", api(&[("card_expired", 402, "Card expired")]));
    assert_eq!(run(&root, &["import", "../api.json"]).status, Some(0));
    let path = "site/content/errors/card_expired.md";
    let page = folder.read(path).replace("Card expired", "The card is too old");
    folder.write(path, format!("{page}\nWritten by hand, [[E77]].\n"));
    folder.write("api.json", api(&[("card_expired", 429, "Card expired")]));
    let ran = run(&root, &["import", "../api.json", "--dry-run"]);
    assert!(ran.stderr.starts_with("would have 0 pages written, 1 updated"), "{}", ran.stderr);
    assert!(folder.read(path).contains("status: 402"));
    let ran = run(&root, &["import", "../api.json"]);
    assert!(ran.stderr.starts_with("0 pages written, 1 updated, 0 as they were"), "{}", ran.stderr);
    assert_eq!(folder.read(path), format!("{page}\nWritten by hand, [[E77]].\n").replace("402", "429"));
    let ran = run(&root, &["import", "../api.json"]);
    assert!(ran.stderr.starts_with("0 pages written, 0 updated, 1 as they were"), "{}", ran.stderr);
}

#[test]
fn columns_and_rows_that_find_no_place_are_told() {
    let (folder, root) = started();
    let rows = "Code,Message,Severity,HTTP Status,Owner\nE78,\"Too, many\",Fatal,429,a\n,None,error,1,b\nE79,x,odd,4,c\nE78,y,error,1,d\n";
    folder.write("errors.csv", rows);
    let ran = run(&root, &["import", "../errors.csv", "--map", "owner=keywords"]);
    let expected = r#"
1 page written, 0 updated, 0 as they were
left out ../errors.csv, line 3: it has no key; name its column with --map COLUMN=code
left out ../errors.csv, line 5: ../errors.csv, line 2 has the key E78 too
left out content/errors/E79.md:10:11: "odd" is no choice for "severity"
"#;
    assert_eq!(ran.status, Some(1));
    assert_text(&ran.stderr, expected);
    let page = folder.read("site/content/errors/E78.md");
    for line in ["title: \"Too, many\"", "severity: \"fatal\"", "status: 429", "keywords: [a]"] {
        assert!(page.contains(line), "{line} is not in\n{page}");
    }
    assert!(!folder.holds("site/content/errors/E79.md"));
}

#[test]
fn markdown_without_front_matter_gets_some() {
    let (folder, root) = started();
    folder.write(
        "wiki/E90.md",
        "# A thing broke\n\n**Severity:** error\nRetry: later\n\nBecause of `x`.\n\n## More\n\nText.\n",
    );
    let ran = run(&root, &["import", "../wiki"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    let page = folder.read("site/content/errors/E90.md");
    for line in ["title: \"A thing broke\"", "severity: \"error\"", "retry: \"later\"", "summary: \"Because of `x`.\""]
    {
        assert!(page.contains(line), "{line} is not in\n{page}");
    }
    assert!(page.ends_with("---\n\n## More\n\nText.\n"), "{page}");
    assert_eq!(run(&root, &["check", "--strict"]).status, Some(0));
}

#[test]
fn front_matter_of_markdown_is_facts_and_folders_below_are_read_too() {
    let (folder, root) = started();
    folder.write(
        "wiki/more/E91.md",
        "---\ntitle: Lost\nstatus: 410\n---\n\n# E91\n\nIt is gone. For good,\ni.e. for ever.\n\n## More\n\nText.\n",
    );
    let ran = run(&root, &["import", "../wiki"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    let page = folder.read("site/content/errors/E91.md");
    for line in [
        "title: \"Lost\"",
        "status: 410",
        "summary: \"It is gone.\"",
        "\n---\n\nIt is gone. For good,\ni.e. for ever.\n\n## More\n\nText.\n",
    ] {
        assert!(page.contains(line), "{line} is not in\n{page}");
    }
}

#[test]
fn rows_that_fail_alike_are_left_out_at_once_and_each_is_told() {
    let (folder, root) = started();
    let rows: String = (0..8).map(|n| format!("N{n},high,T,S\n")).collect();
    folder.write("rows.csv", format!("code,severity,title,summary\nN9,fatal,T,S\n{rows}"));
    let ran = run(&root, &["import", "../rows.csv"]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.stderr.starts_with("1 page written, 0 updated, 0 as they were\n"), "{}", ran.stderr);
    assert_eq!(ran.stderr.matches("\nleft out content/errors/N").count(), 8, "{}", ran.stderr);
    assert!(folder.holds("site/content/errors/N9.md"));
}

/// Also when the page is there: otherwise its facts would be those of another row each time.
#[test]
fn of_two_rows_with_one_key_the_first_holds_every_time() {
    let (folder, root) = started();
    folder.write("rows.csv", "code,status,title,summary\nN9,401,T,S\nN9,402,T,S\n");
    for counts in ["1 page written, 0 updated, 0 as they were", "0 pages written, 0 updated, 1 as they were"] {
        let ran = run(&root, &["import", "../rows.csv"]);
        let expected = format!("{counts}\nleft out ../rows.csv, line 3: ../rows.csv, line 2 has the key N9 too\n");
        assert_text(&ran.stderr, &format!("\n{expected}"));
        assert!(folder.read("site/content/errors/N9.md").contains("status: 401"));
    }
}

#[test]
fn material_that_cannot_be_read_is_told_and_nothing_is_written() {
    let (folder, root) = started();
    folder.write("old.json", r#"{"openapi": "2.0", "paths": {}}"#);
    folder.write("broken.json", "[{\"code\": ]");
    folder.write("empty.yaml", "text");
    for (name, expected) in [
        ("../old.json", "error: ../old.json is OpenAPI 2.0\nhelp: "),
        ("../broken.json", "error: ../broken.json:1:"),
        ("../empty.yaml", "error: ../empty.yaml holds no rows\nhelp: "),
        ("../nothing.csv", "error: cannot read ../nothing.csv: "),
    ] {
        let ran = run(&root, &["import", name]);
        assert_eq!(ran.status, Some(2), "{name}: {}", ran.stderr);
        assert!(ran.stderr.starts_with(expected), "{name}: {}", ran.stderr);
    }
}

#[test]
fn headings_that_are_keys_are_each_a_page() {
    let (folder, root) = started();
    let book = "# Errors\n\nAll of them.\n\n## `card_lost` Card lost\n\nStatus: 402\n\nThe card is reported lost. Ask for another.\n\n\
                ### Why\n\n```text\n## no_heading\n```\n\nSee [the other](#e90-gone), [more](#more), [E90](../wiki/E90), [it](card_declined.html).\n\n\
                ## E90: Gone\n\nNothing is left.\n";
    folder.write("errors.md", book);
    let ran = run(&root, &["import", "../errors.md"]);
    let expected = "
2 pages written, 0 updated, 0 as they were
leads nowhere and is plain text now: content/errors/card_lost.md:20:29: [more](#more)
";
    assert_text(&ran.stderr, expected);
    assert_eq!(ran.status, Some(0));
    let page = folder.read("site/content/errors/card_lost.md");
    for line in ["title: \"Card lost\"", "status: 402", "summary: \"The card is reported lost.\""] {
        assert!(page.contains(line), "{line} is not in\n{page}");
    }
    let text = "The card is reported lost. Ask for another.\n\n## Why\n\n```text\n## no_heading\n```\n\n\
                See [[E90|the other]], more, [[E90]], [[card_declined|it]].\n";
    assert!(page.ends_with(text), "{page}");
    assert!(folder.read("site/content/errors/E90.md").contains("title: \"Gone\""));
    assert_eq!(run(&root, &["check", "--strict"]).status, Some(0));
    // What the headings are of can be said.
    folder
        .write("book.md", "# Book\n\n## First\n\n### Lost\n\nIt is lost.\n\n## Second\n\n### Found\n\nIt is found.\n");
    let ran = run(&root, &["import", "../book.md", "--headings", "3", "--dry-run"]);
    assert!(ran.stderr.starts_with("would have 2 pages written"), "{}", ran.stderr);
}

#[test]
fn rows_are_found_deep_in_json() {
    let (folder, root) = started();
    let rule = |id: &str, text: &str| json!({"id": id, "shortDescription": {"text": text}, "fullDescription": {"text": format!("{text} is told.")}});
    let rules = [rule("SA1", "A loop"), rule("SA2", "A leak")];
    let driver = json!({"name": "lint", "rules": rules, "notifications": [{"id": "N1"}]});
    folder.write(
        "lint.sarif.json",
        json!({"version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": []}]}).to_string(),
    );
    let ran = run(&root, &["import", "../lint.sarif.json"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    let page = folder.read("site/content/errors/SA1.md");
    for line in ["title: \"A loop\"", "summary: \"A loop is told.\""] {
        assert!(page.contains(line), "{line} is not in\n{page}");
    }
    let ran = run(&root, &["import", "../lint.sarif.json", "--rows", "runs.0.tool.driver.notifications", "--dry-run"]);
    assert!(ran.stderr.starts_with("would have 1 page written"), "{}", ran.stderr);
    folder.write("two.json", json!({"a": [{"id": "A1"}], "b": {"c": [{"id": "B1"}]}, "d": 1}).to_string());
    let ran = run(&root, &["import", "../two.json"]);
    let expected = "error: ../two.json has several lists of rows\nhelp: name one with --rows: a, b.c\n";
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(2), expected));
    folder.write("one.json", json!({"errors": {"C1": {"title": "T"}, "C2": {"title": "T"}}}).to_string());
    let ran = run(&root, &["import", "../one.json", "--dry-run"]);
    assert!(ran.stderr.starts_with("would have 2 pages written"), "{}", ran.stderr);
}

#[test]
fn texts_of_real_catalogues_are_short_enough_for_a_site_that_was_begun() {
    let (folder, root) = started();
    let (title, summary) = ("word ".repeat(20), "many words ".repeat(25));
    folder.write("errors.csv", format!("code,title,summary\nE5,{title},{summary}\n"));
    let ran = run(&root, &["import", "../errors.csv"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
}
