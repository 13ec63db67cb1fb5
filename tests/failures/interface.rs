//! What is reported about words of the interface: in tables of themes, in `site.yaml`, in
//! templates and in scripts.

use crate::common::{assert_report, code_template, site_with};

#[test]
fn words_that_there_are_not_suggest_the_nearest() {
    assert_report(
        &site_with("title: Tiny\n", "title: Tiny\nwords: {serch: Find, found: {other: \"{count} found\"}}\n"),
        r#"
content/site.yaml:2:9: error[unknown-word]: there is no word "serch"
  |
2 | words: {serch: Find, found: {other: "{count} found"}}
  |         ^^^^^
help: did you mean "search"?
"#,
    );
}

#[test]
fn tables_keep_the_values_of_words() {
    assert_report(
        r#"
== themes/default/words/de.yaml ==
found: {one: 1 Treffer, other: Treffer}
search_for: Nach {query} in {place} suchen
skp: Weiter
skip: {one: Weiter}
next: An {place}
"#,
        r#"
themes/default/words/de.yaml:1:8: error[wrong-value]: the word "found" lacks its value `{count}`
  |
1 | found: {one: 1 Treffer, other: Treffer}
  |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: write a text with `{count}`

themes/default/words/de.yaml:2:13: error[wrong-value]: the word "search_for" has no value `{place}`
  |
2 | search_for: Nach {query} in {place} suchen
  |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: write a text with `{query}`

themes/default/words/de.yaml:3:1: error[unknown-word]: there is no word "skp"
  |
3 | skp: Weiter
  | ^^^
help: did you mean "skip"?

themes/default/words/de.yaml:4:7: error[missing-field]: the field "other" is missing here
  |
4 | skip: {one: Weiter}
  |       ^^^^^^^^^^^^^
help: add `other: …`

themes/default/words/de.yaml:5:7: error[wrong-value]: the word "next" has no value `{place}`
  |
5 | next: An {place}
  |       ^^^^^^^^^^
help: it has none; write the text alone
"#,
    );
}

#[test]
fn templates_and_scripts_name_words_that_there_are() {
    assert_report(
        &format!(
            "{}== themes/default/assets/site.js ==\nalert(WORDS.copyed);\n",
            code_template("{{ word(name=\"serch\") }}{{ asset(name=\"site.js\") }}")
        ),
        r#"
themes/default/assets/site.js:1:13: error[unknown-word]: there is no word "copyed"
  |
1 | alert(WORDS.copyed);
  |             ^^^^^^
help: did you mean "copied"?

themes/default/templates/code.html:1:4: error[template]: there is no word "serch"; did you mean "search"?
  |
1 | {{ word(name="serch") }}{{ asset(name="site.js") }}
  |    ^^^^^^^^^^^^^^^^^^
help: this happened on the page made from content/4xx/404.md; themes/README.md lists what templates are given
"#,
    );
}

#[test]
fn templates_give_the_values_of_words() {
    assert_report(
        &code_template("{{ word(name=\"search_for\", text=\"a\") }}"),
        r#"
themes/default/templates/code.html:1:4: error[template]: the word "search_for" has a value: give it as `query=…`
  |
1 | {{ word(name="search_for", text="a") }}
  |    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: this happened on the page made from content/4xx/404.md; themes/README.md lists what templates are given
"#,
    );
}
