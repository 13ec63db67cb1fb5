//! What is reported about texts that have to stay, and queries that have to find their pages.

use crate::common::{assert_report, code_template, site_with};

/// The tiny site that names these lists.
fn with_lists(lists: &str) -> String {
    site_with("title: Tiny\n", &format!("title: Tiny\n{lists}"))
}

/// The same with an index of search and a list of queries.
fn with_queries(list: &str) -> String {
    let site = with_lists("queries: queries.yaml\n").replace(
        "      title: {type: text, required: true}\n      class: {type: reference",
        "      title: {type: text, required: true, search: title}\n      class: {type: reference",
    );
    let index = code_template("{{ asset(name=\"search-index.js\") }}");
    format!("{site}{index}== content/queries.yaml ==\n{list}")
}

#[test]
fn lost_text_names_its_page() {
    let list = r#"
== content/kept.yaml ==
# Nothing is wrong with the first four.
- shows: Nothing is here.
  place: /404/#what-it-means
- {shows: "What it  means Nothing", place: [/404/]}
- shows: Client errors
- shows: Tiny
  place: /
- shows: Everything is here.
  place: ["/404/", "/class/4xx/"]
  says: all is there
- shows: Nothing is here.
  place: /404/#what-it-meant
- {shows: "Here, there", source: line 3}
- shows: Nothing is here.
  place: /405/
"#;
    assert_report(
        &format!("{}{list}", with_lists("kept: kept.yaml\n")),
        r#"
content/kept.yaml:8:10: error[lost-text]: /404/ does not show "Everything is here.", by which it says that all is there
  |
8 | - shows: Everything is here.
  |          ^^^^^^^^^^^^^^^^^^^
help: put the statement back; where the page says the same in other words now, write them as `shows`

content/kept.yaml:8:10: error[lost-text]: /class/4xx/ does not show "Everything is here.", by which it says that all is there
  |
8 | - shows: Everything is here.
  |          ^^^^^^^^^^^^^^^^^^^
help: put the statement back; where the page says the same in other words now, write them as `shows`

content/kept.yaml:11:10: error[lost-text]: /404/ has no place "what-it-meant"
   |
11 | - shows: Nothing is here.
   |          ^^^^^^^^^^^^^^^^
help: give the section its id back, or name the place where it stands now

content/kept.yaml:13:11: error[lost-text]: no page shows "Here, there"
   |
13 | - {shows: "Here, there", source: line 3}
   |           ^^^^^^^^^^^^^
help: put the statement back; where it is said in other words now, write them as `shows`

content/kept.yaml:14:10: error[lost-text]: no page is published at /405/
   |
14 | - shows: Nothing is here.
   |          ^^^^^^^^^^^^^^^^
help: did you mean "/404/"?
"#,
    );
}

#[test]
fn page_that_is_not_made_is_not_told_besides() {
    let files = "== content/kept.yaml ==\n- shows: Nothing is here.\n  place: /404/\n- shows: Not Found\n\
                 == content/4xx/404.md ==\n---\ncode: 404\ntitle: [Not Found\nclass: 4xx\n---\n";
    let report = crate::common::report_of(&format!("{}{files}", with_lists("kept: kept.yaml\n")));
    assert!(report.contains("error[yaml]") && !report.contains("lost-text"), "{report}");
}

#[test]
fn lists_are_read_as_other_files_are() {
    let list = "== content/kept.yaml ==\n- show: a\n- place: /404/\n- shows: [a]\n";
    assert_report(
        &format!("{}{list}", with_lists("kept: kept.yaml\nqueries: querries.yaml\n")),
        r#"
content/site.yaml:3:10: error[dead-link]: there is no file content/querries.yaml
  |
3 | queries: querries.yaml
  |          ^^^^^^^^^^^^^
help: write the path of a YAML file below content/

content/kept.yaml:1:3: error[unknown-field]: there is no field "show" here
  |
1 | - show: a
  |   ^^^^
help: fields are shows, place, says, corrected, source; did you mean "shows"?

content/kept.yaml:2:3: error[missing-field]: the field "shows" is missing here
  |
2 | - place: /404/
  |   ^^^^^^^^^^^^
help: add `shows: …`

content/kept.yaml:3:10: error[wrong-type]: text should stand here, not a list
  |
3 | - shows: [a]
  |          ^^^
help: write one value; put it in quotes when it starts with a bracket or a dash
"#,
    );
}

#[test]
fn lost_query_tells_what_comes_first() {
    let more = "== content/4xx/410.md ==\n---\ncode: 410\ntitle: Gone\nclass: 4xx\n---\n";
    let list = r#"
- queries: {not found: 404, gone: 410, 40?: [4??], banana bread: []}
- group: hard
  first: 50
  queries:
    found: 410
    nowhere: 410
    not fuond: [404, 410]
- queries:
    gone: 4444
    Gone: []
"#;
    assert_report(
        &format!("{}{more}", with_queries(list)),
        r#"
content/queries.yaml:6:5: error[lost-query]: "found" finds 404 first, and should find 410
  |
6 |     found: 410
  |     ^^^^^
help: give the page that is wanted the phrase as a keyword, or the site a synonym; `statuary search` with --explain shows why. 1 of 3 queries of the group "hard" find their page first and 1 among three, where 50 % and 50 % have to

content/queries.yaml:7:5: error[lost-query]: "nowhere" finds nothing for sure, and should find 410
  |
7 |     nowhere: 410
  |     ^^^^^^^
help: give the page that is wanted the phrase as a keyword, or the site a synonym; `statuary search` with --explain shows why. 1 of 3 queries of the group "hard" find their page first and 1 among three, where 50 % and 50 % have to

content/queries.yaml:10:5: error[lost-query]: "gone" should find "4444", and no page has that key
   |
10 |     gone: 4444
   |     ^^^^
help: write the key of a page, in which ? stands for any character

content/queries.yaml:11:5: error[lost-query]: "Gone" finds 410 first, and should find nothing
   |
11 |     Gone: []
   |     ^^^^
help: take its words out of what search weighs on that page; `statuary search` with --explain shows why. 0 of 1 queries of the group "3" find their page first and 0 among three, where 100 % and 100 % have to
"#,
    );
}

#[test]
fn queries_need_an_index() {
    assert_report(
        &format!(
            "{}== content/queries.yaml ==\n- queries: {{not found: 404}}\n",
            with_lists("queries: queries.yaml\n")
        ),
        r#"
content/site.yaml:2:10: error[lost-query]: these queries have nothing to search in: the theme publishes no index
  |
2 | queries: queries.yaml
  |          ^^^^^^^^^^^^
help: take the line out, or use a theme with search
"#,
    );
}
