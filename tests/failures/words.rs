//! What is reported about texts of too many words, and of unwanted ones.

use crate::common::{assert_report, page_405, site_with};

#[test]
fn text_of_too_many_or_too_few_words_is_told() {
    let site =
        |limit: &str| site_with("      summary: {type: text}", &format!("      summary: {{type: text, {limit}}}"));
    assert_report(
        &format!("{}{}", site("max_words: 3"), page_405("summary: It is not so.", "")),
        r#"
content/4xx/405.md:5:10: error[limit]: this text has 4 words, and at most 3 are allowed
  |
5 | summary: It is not so.
  |          ^^^^^^^^^^^^^
help: shorten it by 1
"#,
    );
    assert_report(
        &format!("{}{}", site("min_words: 5"), page_405("summary: It is not so.", "")),
        r#"
content/4xx/405.md:5:10: error[limit]: this text has 4 words, and at least 5 are wanted
  |
5 | summary: It is not so.
  |          ^^^^^^^^^^^^^
help: write more
"#,
    );
}

#[test]
fn word_to_avoid_is_told_with_the_better_one() {
    let site =
        site_with("      summary: {type: text}", "      summary: {type: text, avoid: {utilize: use, simply: ''}}");
    assert_report(
        &format!("{site}{}", page_405("summary: Utilize another method.", "")),
        r#"
content/4xx/405.md:5:10: error[limit]: "utilize" is a word to avoid
  |
5 | summary: Utilize another method.
  |          ^^^^^^^^^^^^^^^^^^^^^^^
help: write "use"
"#,
    );
    assert_report(
        &format!("{site}{}", page_405("summary: It is simply so.", "")),
        r#"
content/4xx/405.md:5:10: error[limit]: "simply" is a word to avoid
  |
5 | summary: It is simply so.
  |          ^^^^^^^^^^^^^^^^
help: say it without
"#,
    );
    assert_report(&format!("{site}{}", page_405("summary: Reutilized once.", "")), "");
}
