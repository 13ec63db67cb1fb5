//! What is reported about the texts of translations, and of what they are called.

use crate::common::{assert_report, page_405, site_with};
use crate::editions::{OLD, in_german};

#[test]
fn what_is_said_twice_in_a_translation() {
    let files = "== content/de/site.yaml ==\ntitle: A\ntitle: B\nkinds:\n  code:\n    fields:\n      state: {labels: {reserved: a, reserved: b}}\n\
                 == content/de/4xx/404.md ==\n---\ntitle: A\ntitle: B\ndraft: ja\n---\n\nText.\n\
                 == content/de/tables/headers.yaml ==\n- id: Allow\n- id: Allow\n\
                 == content/de/tables/headers.csv ==\nid\nAllow\n";
    assert_report(
        &in_german(files),
        r#"
content/de/4xx/404.md:3:1: error[repeated-field]: the field "title" is given twice
  |
3 | title: B
  | ^^^^^
help: keep one of the two; a list takes several values

content/de/4xx/404.md:4:8: error[wrong-type]: true or false should stand here, not the text "ja"
  |
4 | draft: ja
  |        ^^

content/de/site.yaml:2:1: error[repeated-field]: the field "title" is given twice
  |
2 | title: B
  | ^^^^^
help: keep one of the two; a list takes several values

content/de/site.yaml:6:37: error[repeated-field]: the field "reserved" is given twice
  |
6 |       state: {labels: {reserved: a, reserved: b}}
  |                                     ^^^^^^^^
help: keep one of the two; a list takes several values

content/de/tables/headers.yaml:1:1: error[repeated-table]: the rows of the table "headers" stand in another file already
  |
1 | - id: Allow
  | ^
help: that is content/de/tables/headers.csv; keep one of the two
"#,
    );
}

#[test]
fn text_that_is_the_same_in_all_languages() {
    let site = in_german("").replace("summary: {type: text}", "summary: {type: text, translate: false}");
    let own = "== content/4xx/404.md ==\n---\ncode: 404\ntitle: Not Found\nclass: 4xx\nsummary: NOT_FOUND\n---\n";
    let over = "== content/de/4xx/404.md ==\n---\ntitle: Nicht gefunden\nsummary: NICHT_DA\n---\n";
    assert_report(
        &format!("{site}{own}{over}"),
        r#"
content/de/4xx/404.md:3:10: error[translated-fact]: "summary" is the same in all languages, and content/4xx/404.md says `NOT_FOUND`
  |
3 | summary: NICHT_DA
  |          ^^^^^^^^
help: take it out here; facts are written in content/4xx/404.md alone, a translation holds texts
"#,
    );
}

#[test]
fn heading_that_a_translation_does_not_have() {
    let own =
        "== content/4xx/404.md ==\n---\ncode: 404\ntitle: Not Found\nclass: 4xx\n---\n\n## One\n\na\n\n## Two\n\nb\n";
    let over = "== content/de/4xx/404.md ==\n---\ntitle: Nicht gefunden\n---\n\n## Eins\n\na\n";
    assert_report(
        &in_german(&format!("{own}{over}{}", page_405("", "[[404#two]]"))),
        r#"
content/4xx/405.md:7:1: error[dead-anchor]: content/de/4xx/404.md has no heading for "two" of its original
  |
7 | [[404#two]]
  | ^^^^^^^^^^^
help: give the heading that translates it this id: `## … {#two}`
"#,
    );
}

#[test]
fn language_without_a_name_and_folder_in_another_case() {
    let site =
        site_with("title: Tiny\nbase_url", "title: Tiny\nlanguages: {en: English, de: \"\", fr: English}\nbase_url");
    assert_report(
        &site,
        r#"
content/site.yaml:2:26: error[missing-field]: "de" has no name of its own
  |
2 | languages: {en: English, de: "", fr: English}
  |                          ^^
help: write how the language calls itself, such as `de: Deutsch`; the switch shows it

content/site.yaml:2:34: error[missing-field]: "fr" has no name of its own, and "en" is called so
  |
2 | languages: {en: English, de: "", fr: English}
  |                                  ^^
help: write how the language calls itself, such as `de: Deutsch`; the switch shows it
"#,
    );
    let files = "== content/DE/4xx/404.md ==\n---\ntitle: Nicht gefunden\n---\n== content/en/4xx/404.md ==\n---\ntitle: x\n---\n";
    assert_report(
        &in_german(files),
        r#"
content/DE/4xx/404.md:1:1: error[no-kind]: no kind of page lies at this path
  |
1 | ---
  | ^
help: the folder is called as the language is: content/de/

content/en/4xx/404.md:1:1: error[no-kind]: no kind of page lies at this path
  |
1 | ---
  | ^
help: the originals lie in content/ itself: move the file to content/4xx/404.md
"#,
    );
}

#[test]
fn version_that_is_called_as_a_language() {
    let site = in_german("").replace("languages:", "versions: [v2, de]\nlanguages:");
    let old = OLD.replace("versions/v1", "versions/de");
    assert_report(
        &format!("{site}{old}== versions/de/content/index.md ==\n---\ntitle: Tiny\n---\n"),
        r#"
content/site.yaml:2:16: error[taken-address]: the version "de" lies below /de/, where the language "de" does
  |
2 | versions: [v2, de]
  |                ^^
help: give the version another name
"#,
    );
}

#[test]
fn row_that_is_translated_in_part() {
    let site =
        in_german("").replace("    title: id\n    fields: {}", "    title: id\n    fields: {note: {type: prose}}");
    let rows = "== content/tables/headers.yaml ==\n- {id: Allow, note: one}\n- {id: Retry-After}\n== content/de/tables/headers.yaml ==\n- id: Allow\n";
    assert_report(
        &format!("{site}{rows}"),
        r#"
content/de/tables/headers.yaml:1:3: warning[untranslated]: not translated here: note
  |
1 | - id: Allow
  |   ^^^^^^^^^
help: add `note: …`; readers get the words of the original in its place
"#,
    );
}
