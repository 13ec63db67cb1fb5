//! What is reported about translations.

use crate::common::{assert_report, site_with};

/// The tiny site in two languages, with these files of the second.
pub fn in_german(files: &str) -> String {
    let site = site_with("title: Tiny\nbase_url", "title: Tiny\nlanguages: {en: English, de: Deutsch}\nbase_url");
    format!("{site}{files}")
}

#[test]
fn fact_that_a_translation_says_otherwise() {
    assert_report(
        &in_german(
            "== content/de/4xx/404.md ==\n---\ncode: 404\ntitle: Nicht gefunden\nclass: 5xx\nretired: true\n---\n\n## Was es heißt\n\nNichts.\n",
        ),
        r#"
content/de/4xx/404.md:4:8: error[translated-fact]: "class" is the same in all languages, and content/4xx/404.md says `4xx`
  |
4 | class: 5xx
  |        ^^^
help: take it out here; facts are written in content/4xx/404.md alone, a translation holds texts

content/de/4xx/404.md:5:10: error[translated-fact]: "retired" is the same in all languages, and content/4xx/404.md does not give it
  |
5 | retired: true
  |          ^^^^
help: take it out here; facts are written in content/4xx/404.md alone, a translation holds texts
"#,
    );
}

#[test]
fn field_that_a_translation_misspells() {
    assert_report(
        &in_german("== content/de/4xx/404.md ==\n---\ntitel: Nicht gefunden\n---\n\n## Was es heißt\n\n[[405]]\n"),
        r#"
content/de/4xx/404.md:2:1: error[unknown-field]: there is no field "titel" here
  |
2 | titel: Nicht gefunden
  | ^^^^^
help: fields are code, title, class, summary, advice, related, state, since, source, retired, headers, aliases, draft; did you mean "title"?

content/de/4xx/404.md:7:1: error[dead-link]: no page is called "405"
  |
7 | [[405]]
  | ^^^^^^^
help: did you mean `[[404]]`?
"#,
    );
}

#[test]
fn translation_of_nothing() {
    assert_report(
        &in_german(
            "== content/de/4xx/40.md ==\n---\ntitle: Nicht gefunden\n---\n== content/de/tables/header.yaml ==\n- id: Allow\n",
        ),
        r#"
content/de/4xx/40.md:1:1: error[no-original]: this translates content/4xx/40.md, which there is not
  |
1 | ---
  | ^
help: the nearest is content/4xx/404.md; a translation has the path of its original

content/de/tables/header.yaml:1:1: error[no-original]: this translates content/tables/header.yaml, which there is not
  |
1 | - id: Allow
  | ^
help: the nearest is content/tables/headers.yaml; a translation has the path of its original
"#,
    );
}

#[test]
fn row_that_the_original_does_not_have() {
    assert_report(
        &in_german("== content/de/tables/headers.yaml ==\n- id: Alow\n- title: Allow\n"),
        r#"
content/de/tables/headers.yaml:1:3: error[no-original]: content/tables/headers.yaml has no row "Alow"
  |
1 | - id: Alow
  |   ^^^^^^^^
help: did you mean "Allow"?

content/de/tables/headers.yaml:2:3: error[no-original]: this row says by no `id` which one it translates
  |
2 | - title: Allow
  |   ^^^^^^^^^^^^
help: each row names one of content/tables/headers.yaml by its `id`
"#,
    );
}

#[test]
fn translation_without_its_text() {
    assert_report(
        &in_german("== content/de/4xx/404.md ==\n---\ntitle: Nicht gefunden\n---\n"),
        r#"
content/de/4xx/404.md:1:1: error[untranslated]: the text of content/4xx/404.md is not translated here
  |
1 | ---
  | ^
help: translate it too; until then leave this file out, and readers get the whole page in its own language
"#,
    );
}

#[test]
fn declaration_of_a_translation_says_what_is_the_same_in_all() {
    assert_report(
        &in_german(
            "== content/de/site.yaml ==\ntitle: Klein\ntheme: other\nkinds:\n  code:\n    labl: x\n    route: \"x/{code}/\"\n    fields:\n      cod: {label: Zahl}\n      state: {labels: {registerd: eingetragen}}\nkindes: {}\n",
        ),
        r#"
content/de/site.yaml:2:8: error[translated-fact]: "theme" is the same in all languages, and content/site.yaml says otherwise
  |
2 | theme: other
  |        ^^^^^
help: take it out: a translation holds the texts alone, such as `title`, `label` and `labels`

content/de/site.yaml:5:5: error[unknown-field]: content/site.yaml has no "labl" here
  |
5 |     labl: x
  |     ^^^^
help: did you mean "label"?

content/de/site.yaml:6:12: error[translated-fact]: "route" is the same in all languages, and content/site.yaml says otherwise
  |
6 |     route: "x/{code}/"
  |            ^^^^^^^^^^^
help: take it out: a translation holds the texts alone, such as `title`, `label` and `labels`

content/de/site.yaml:8:7: error[unknown-field]: content/site.yaml has no "cod" here
  |
8 |       cod: {label: Zahl}
  |       ^^^
help: did you mean "code"?

content/de/site.yaml:9:24: error[unknown-choice]: "registerd" is none of the choices that have a label here
  |
9 |       state: {labels: {registerd: eingetragen}}
  |                        ^^^^^^^^^
help: choices are registered, reserved; did you mean "registered"?

content/de/site.yaml:10:1: error[unknown-field]: content/site.yaml has no "kindes" here
   |
10 | kindes: {}
   | ^^^^^^
help: did you mean "kinds"?
"#,
    );
}

#[test]
fn files_among_translations_that_nothing_reads() {
    assert_report(
        &in_german(
            "== content/de/static/a.png ==\nx\n== content/de/4xx/404.txt ==\nx\n== content/fr/4xx/404.md ==\n---\ntitle: Introuvable\n---\n",
        ),
        r#"
content/de/4xx/404.txt:1:1: error[stray-file]: nothing reads this file
  |
1 | x
  | ^
help: a translation has the path of its original: pages end with .md, tables lie in tables/, and beside them only site.yaml and the lists that content/site.yaml names

content/de/static/a.png:1:1: error[stray-file]: nothing reads this file
  |
1 | x
  | ^
help: files that are published as they are lie in content/static/, for all languages

content/fr/4xx/404.md:1:1: error[no-kind]: no kind of page lies at this path
  |
1 | ---
  | ^
help: a translation of content/4xx/404.md lies here once content/site.yaml says so: `languages: {en: …, fr: …}`
"#,
    );
}

#[test]
fn languages_without_their_own_or_without_a_tag() {
    let site = |languages: &str| site_with("title: Tiny\nbase_url", &format!("title: Tiny\n{languages}\nbase_url"));
    assert_report(
        &site("languages: {de: Deutsch, french: Français}"),
        r#"
content/site.yaml:2:12: error[missing-field]: the languages of the site leave out its own, "en"
  |
2 | languages: {de: Deutsch, french: Français}
  |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: add it with its own name, such as `en: English`; the language itself is `language: en`

content/site.yaml:2:26: error[wrong-type]: a language should stand here, not "french"
  |
2 | languages: {de: Deutsch, french: Français}
  |                          ^^^^^^
help: write its tag of BCP 47, which is `fr`, and how it calls itself: `de: Deutsch`
"#,
    );
}

#[test]
fn addresses_of_the_original_where_a_language_lies() {
    let site = in_german("").replace("route: \"class/{class}/\"", "route: \"de/{class}/\"");
    assert_report(
        &site,
        r#"
content/site.yaml:2:26: error[taken-address]: the pages in "de" lie below /de/, where /de/4xx/ is published
  |
2 | languages: {en: English, de: Deutsch}
  |                          ^^
help: give what is published there another address, or this another name, such as a language with its region
"#,
    );
}

#[test]
fn list_of_a_translation_with_more_items() {
    let own = "== content/4xx/404.md ==\n---\ncode: 404\ntitle: Not Found\nclass: 4xx\nheaders:\n  - {name: Allow, when: always}\n---\n";
    let over = "== content/de/4xx/404.md ==\n---\ntitle: Nicht gefunden\nheaders:\n  - {when: immer, name: Retry-After}\n  - {when: nie}\n---\n";
    assert_report(
        &in_german(&format!("{own}{over}")),
        r#"
content/de/4xx/404.md:4:25: error[translated-fact]: "name" is the same in all languages, and content/4xx/404.md says `Allow`
  |
4 |   - {when: immer, name: Retry-After}
  |                         ^^^^^^^^^^^
help: take it out here; facts are written in content/4xx/404.md alone, a translation holds texts

content/de/4xx/404.md:5:5: error[translated-fact]: "headers" has 1 item in content/4xx/404.md, which are translated in their order
  |
5 |   - {when: nie}
  |     ^^^^^^^^^^^
help: write the item in content/4xx/404.md first, with its facts, or take it out here
"#,
    );
}

#[test]
fn language_that_is_gone() {
    let lock = "== routes.lock ==\n# Addresses that were published and must stay. The build adds new ones; one that\n# goes needs an alias on the page that takes its place.\n/\n/404/\n/fr/\n/fr/404/\n/fr/class/4xx/\n/de/old/\n/de/404/#was\n";
    let text = "== content/de/4xx/404.md ==\n---\ntitle: Nicht gefunden\n---\n\n## Was es heißt\n\nNichts.\n";
    assert_report(
        &in_german(&format!("{lock}{text}")),
        r#"
routes.lock:5:1: error[lost-route]: the site was published in "fr" below /fr/, and has no such language or version any more
  |
5 | /fr/
  | ^^^^
help: put it back into `languages` or `versions` of content/site.yaml; where nobody should come there any more, take the lines that begin with /fr/ out of routes.lock
"#,
    );
}

#[test]
fn slips_in_both_languages_are_told_at_once_and_none_twice() {
    let own = "== content/4xx/404.md ==\n---\ncode: 404\ntitle: Not Found\nclass: 4xx\nsince: never\n---\n\nText.\n";
    let over = "== content/de/4xx/404.md ==\n---\ntitle: Nicht gefunden\n---\n\n[[999]]\n";
    assert_report(
        &in_german(&format!("{own}{over}")),
        r#"
content/4xx/404.md:5:8: error[wrong-type]: a day should stand here, not "never"
  |
5 | since: never
  |        ^^^^^
help: write year, month and day, such as 2026-11-20

content/de/4xx/404.md:5:1: error[dead-link]: no page is called "999"
  |
5 | [[999]]
  | ^^^^^^^
help: write the key of a page, such as the name of its file without `.md`
"#,
    );
}

#[test]
fn broken_translation() {
    assert_report(
        &in_german(
            "== content/de/4xx/404.md ==\n---\ntitle: Nicht: gefunden\n---\n\nText.\n== content/de/site.yaml ==\ntitle: [\n",
        ),
        r#"
content/de/4xx/404.md:2:13: error[yaml]: this is not valid YAML: mapping values are not allowed in this context
  |
2 | title: Nicht: gefunden
  |             ^^^^^^^^^^
help: put the value in quotes when it holds a colon followed by a space

content/de/site.yaml:1:8: error[yaml]: this is not valid YAML: the `[` that opens here is not closed
  |
1 | title: [
  |        ^
help: add `]` behind its last entry, or put the value in quotes when it is text
"#,
    );
}

#[test]
fn texts_that_a_translation_leaves_out() {
    let own = "== content/4xx/404.md ==\n---\ncode: 404\ntitle: Not Found\nclass: 4xx\nsummary: Not here.\nadvice: Look.\n---\n";
    assert_report(
        &in_german(&format!("{own}== content/de/4xx/404.md ==\n---\ntitle: Nicht gefunden\n---\n")),
        r#"
content/de/4xx/404.md:2:1: warning[untranslated]: not translated here: summary, advice
  |
2 | title: Nicht gefunden
  | ^^^^^^^^^^^^^^^^^^^^^
help: add `summary: …`; readers get the words of the original in its place
"#,
    );
}

/// A home page as an older version has it.
pub const OLD: &str = "== versions/v1/content/site.yaml ==\ntitle: Tiny\nbase_url: https://tiny.example/\nkinds:\n  home:\n    path: index.md\n    route: \"\"\n    template: home.html\n    title: title\n    fields: {title: {type: text, required: true, help: the name}}\n";

#[test]
fn versions_that_are_nowhere_or_have_no_name() {
    assert_report(
        &site_with("title: Tiny\nbase_url", "title: Tiny\nversions: [v2, v1, v2, ../x]\nbase_url"),
        r#"
content/site.yaml:2:16: error[no-version]: there is no version "v1"
  |
2 | versions: [v2, v1, v2, ../x]
  |                ^^
help: put its content/ into versions/v1/content/, or give the commit the tag v1 in git; a workflow has to fetch the tags

content/site.yaml:2:20: error[repeated-item]: the version "v2" is named twice
  |
2 | versions: [v2, v1, v2, ../x]
  |                    ^^
help: keep one of the two

content/site.yaml:2:24: error[wrong-type]: "../x" is no name of a version, which is a folder and a part of addresses
  |
2 | versions: [v2, v1, v2, ../x]
  |                        ^^^^
help: write letters, digits, dots and hyphens, such as v2 or 2.1
"#,
    );
}

#[test]
fn what_is_wrong_with_an_older_version() {
    let site = site_with("title: Tiny\nbase_url", "title: Tiny\nversions: [v2, v1]\nbase_url");
    let old = "== versions/v1/content/index.md ==\n---\ntitel: Tiny\n---\n\n[[404]] **never\n";
    assert_report(
        &format!("{site}{OLD}{old}"),
        r#"
versions/v1/content/index.md:2:1: error[unknown-field]: there is no field "titel" here
  |
2 | titel: Tiny
  | ^^^^^
help: fields are title, aliases, draft; did you mean "title"?

versions/v1/content/index.md:5:1: error[dead-link]: no page is called "404"
  |
5 | [[404]] **never
  | ^^^^^^^
help: write the key of a page, such as the name of its file without `.md`
"#,
    );
}

#[test]
fn page_where_a_version_lies() {
    let site = site_with("title: Tiny\nbase_url", "title: Tiny\nversions: [v2, v1]\nbase_url");
    let site = site.replace("route: \"class/{class}/\"", "route: \"v1/{class}/\"");
    let old = "== versions/v1/content/index.md ==\n---\ntitle: Tiny\n---\n";
    assert_report(
        &format!("{site}{OLD}{old}"),
        r#"
content/site.yaml:2:16: error[taken-address]: the pages in "v1" lie below /v1/, where /v1/4xx/ is published
  |
2 | versions: [v2, v1]
  |                ^^
help: give what is published there another address, or this another name, such as a language with its region
"#,
    );
}
