//! What is reported about the look that `site.yaml` declares, and about what the policy of the
//! pages blocks.

use crate::common::{assert_report, code_template, page_405, site_with};

const STYLE: &str = "== themes/default/assets/style.css ==\n:root { --paper: light-dark(#fcfcfa, #131517); \
                     --sheet: light-dark(#f2f3ef, #1d2023); --accent: light-dark(#0a5462, #85ccda) }\n";

/// The site with more lines in its `site.yaml`, from line 3 on.
fn site(lines: &str) -> String {
    site_with("\nkinds:\n", &format!("\n{lines}\nkinds:\n"))
}

/// A template for codes that states a policy.
fn with_policy(head: &str) -> String {
    let policy = "<meta http-equiv=\"content-security-policy\" content=\"default-src 'none';style-src {styles};\
                  script-src 'self' {scripts};img-src 'self'\">";
    code_template(&format!("{policy}\n{head}\n{{{{ page.body }}}}"))
}

#[test]
fn colour_that_cannot_be_read_is_told_with_both_ratios() {
    assert_report(
        &format!("{}{STYLE}", site("colours:\n  accent: {light: \"#8fd\", dark: \"#85ccda\"}")),
        r##"
content/site.yaml:4:19: error[low-contrast]: "accent" stands out from "sheet" by 1.08 to 1 in light surroundings; 4.5 to 1 is needed
  |
4 |   accent: {light: "#8fd", dark: "#85ccda"}
  |                   ^^^^^^
help: make "accent" darker, such as "#407868", or give "sheet" another colour
"##,
    );
}

#[test]
fn ground_on_which_the_colours_of_the_theme_cannot_be_read_is_told() {
    assert_report(
        &format!("{}{STYLE}", site("colours:\n  paper: {dark: \"#777\"}")),
        r##"
content/site.yaml:4:17: error[low-contrast]: "accent" stands out from "paper" by 2.48 to 1 in dark surroundings; 4.5 to 1 is needed
  |
4 |   paper: {dark: "#777"}
  |                 ^^^^^^
help: make "accent" darker, such as "#040607", or give "paper" another colour
"##,
    );
}

#[test]
fn colour_of_another_form_and_one_that_the_theme_has_not_are_told() {
    assert_report(
        &format!("{}{STYLE}", site("colours:\n  acent: {light: purple}")),
        r##"
content/site.yaml:4:3: error[unknown-colour]: the theme has no colour "acent"
  |
4 |   acent: {light: purple}
  |   ^^^^^
help: its colours are paper, sheet, accent; did you mean "accent"?

content/site.yaml:4:18: error[wrong-type]: a colour should stand here, not "purple"
  |
4 |   acent: {light: purple}
  |                  ^^^^^^
help: write it as red, green and blue in hexadecimal, in quotes: "#0a5462"
"##,
    );
}

#[test]
fn files_of_the_look_have_to_be_there() {
    assert_report(
        &format!(
            "{}== content/static/logo.svg ==\n<svg/>\n",
            site("logo: {file: logo.svgz, alt: A}\nfavicon: lgo.svg")
        ),
        r#"
content/site.yaml:3:14: error[wrong-type]: a file of another type should stand here, not "logo.svgz"
  |
3 | logo: {file: logo.svgz, alt: A}
  |              ^^^^^^^^^
help: name a file of content/static/ that ends in .svg, .png, .webp, .jpg, .jpeg, .gif

content/site.yaml:4:10: error[dead-link]: there is no file content/static/lgo.svg
  |
4 | favicon: lgo.svg
  |          ^^^^^^^
help: did you mean "logo.svg"?
"#,
    );
}

#[test]
fn fonts_are_names_and_weights_numbers() {
    assert_report(
        &format!(
            "{}== content/static/a.woff2 ==\nfont\n",
            site("fonts:\n  text: Inter; serif\n  files:\n    - {family: Inter, file: a.woff2, weight: heavy}")
        ),
        r#"
content/site.yaml:4:9: error[wrong-type]: a list of fonts should stand here, not "Inter; serif"
  |
4 |   text: Inter; serif
  |         ^^^^^^^^^^^^
help: write names of fonts with commas between them, the one that is always there last: Inter, sans-serif

content/site.yaml:6:46: error[wrong-type]: a weight should stand here, not "heavy"
  |
6 |     - {family: Inter, file: a.woff2, weight: heavy}
  |                                              ^^^^^
help: write a number from 1 to 1000, or two for a font that has all between them: 100 900
"#,
    );
}

#[test]
fn links_of_the_announcement_are_checked() {
    assert_report(
        &site("announcement: Read [[40]] first."),
        r#"
content/site.yaml:3:20: error[dead-link]: no page is called "40"
  |
3 | announcement: Read [[40]] first.
  |                    ^^^^^^
help: did you mean `[[404]]`?
"#,
    );
}

#[test]
fn elements_of_the_head_have_their_attributes() {
    assert_report(
        &site("head:\n  meta:\n    - {name: a}\n  script:\n    - {src: a.js, onload: x}"),
        r#"
content/site.yaml:5:7: error[missing-field]: the field "content" is missing here
  |
5 |     - {name: a}
  |       ^^^^^^^^^
help: add `content: …`

content/site.yaml:7:13: error[dead-link]: there is no file content/static/a.js
  |
7 |     - {src: a.js, onload: x}
  |             ^^^^
help: put the file into content/static/ and write its path from there

content/site.yaml:7:19: error[unknown-field]: there is no field "onload" here
  |
7 |     - {src: a.js, onload: x}
  |                   ^^^^^^
help: attributes are src, type, defer, async, id, nomodule, crossorigin, integrity, referrerpolicy; any other begins with `data-`
"#,
    );
}

#[test]
fn policy_names_hosts_and_never_allows_all() {
    assert_report(
        &site("policy: {script-src: [\"*\", \"'unsafe-inline'\", \"https://*.a.example\"]}"),
        r#"
content/site.yaml:3:23: error[wrong-type]: an address should stand here, not "*"
  |
3 | policy: {script-src: ["*", "'unsafe-inline'", "https://*.a.example"]}
  |                       ^^^
help: name the host, such as https://stats.example.com; `self`, `data:` and `blob:` may stand here too

content/site.yaml:3:28: error[wrong-type]: an address should stand here, not "'unsafe-inline'"
  |
3 | policy: {script-src: ["*", "'unsafe-inline'", "https://*.a.example"]}
  |                            ^^^^^^^^^^^^^^^^^
help: name the host, such as https://stats.example.com; `self`, `data:` and `blob:` may stand here too
"#,
    );
}

#[test]
fn script_that_the_policy_blocks_is_an_error_until_its_host_is_allowed() {
    let script = "head:\n  script:\n    - {src: https://a.example/b.js, defer: true}";
    assert_report(
        &format!("{}{}", site(script), with_policy("")),
        r#"
content/site.yaml:5:13: error[blocked]: browsers will block this: the policy of the pages lets no script come from https://a.example
  |
5 |     - {src: https://a.example/b.js, defer: true}
  |             ^^^^^^^^^^^^^^^^^^^^^^
help: add `policy: {script-src: ["https://a.example"]}` to site.yaml, or put the file into content/static/
"#,
    );
    let allowed = format!("{script}\npolicy: {{script-src: [https://a.example]}}");
    assert_report(&format!("{}{}", site(&allowed), with_policy("")), "");
}

#[test]
fn pictures_and_raw_html_of_a_text_that_are_blocked_are_told() {
    let text = "![A chart](https://a.example/b.png)\n\n<p style=\"color: red\">Red</p>\n\n`<p style=\"x\">`";
    assert_report(
        &format!("{}{}{}", site("raw_html: true"), with_policy(""), page_405("", text)),
        r#"
content/4xx/405.md:7:12: warning[blocked]: browsers will block this: the policy of the pages lets no picture come from https://a.example
  |
7 | ![A chart](https://a.example/b.png)
  |            ^^^^^^^^^^^^^^^^^^^^^^^
help: add `policy: {img-src: ["https://a.example"]}` to site.yaml, or put the picture into content/static/

content/4xx/405.md:9:1: warning[blocked]: browsers will block this: the policy of the pages lets no style stand in a tag
  |
9 | <p style="color: red">Red</p>
  | ^^^^^^^^^^^^^^^^^^^^^^
help: give the element a class, and write a rule for it into a style sheet of the theme
"#,
    );
}

#[test]
fn what_a_theme_asks_for_and_its_policy_blocks_is_told() {
    let style =
        "== themes/default/assets/style.css ==\n@font-face { font-family: A; src: url(https://a.example/b.woff2) }\n";
    assert_report(
        &format!("{style}{}", with_policy("<script src=\"https://a.example/c.js\"></script>")),
        r#"
themes/default/assets/style.css:1:35: warning[blocked]: browsers will block this: the policy of the pages lets no font come from https://a.example
  |
1 | @font-face { font-family: A; src: url(https://a.example/b.woff2) }
  |                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: add `policy: {font-src: ["https://a.example"]}` to site.yaml, or put the file into content/static/

themes/default/templates/code.html:2:14: warning[blocked]: browsers will block this: the policy of the pages lets no script come from https://a.example
  |
2 | <script src="https://a.example/c.js"></script>
  |              ^^^^^^^^^^^^^^^^^^^^^^
help: add `policy: {script-src: ["https://a.example"]}` to site.yaml, or put the file into content/static/
"#,
    );
}

#[test]
fn sizes_and_ways_to_keep_are_named() {
    assert_report(
        &site("offline: {keep: some, budget: 20}"),
        r#"
content/site.yaml:3:17: error[wrong-type]: all or visited should stand here, not "some"
  |
3 | offline: {keep: some, budget: 20}
  |                 ^^^^
help: write `keep: all` or `keep: visited`; without the line it is what was visited

content/site.yaml:3:31: error[wrong-type]: a size should stand here, not "20"
  |
3 | offline: {keep: some, budget: 20}
  |                               ^^
help: write a number with its unit, such as `500 kB` or `20 MB`
"#,
    );
}

#[test]
fn icon_that_is_not_what_its_name_says_is_told() {
    assert_report(
        &format!("{}== content/static/icon.png ==\n<svg/>\n", site("favicon: icon.png")),
        r#"
content/site.yaml:3:10: error[not-a-picture]: content/static/icon.png does not hold what its ending says
  |
3 | favicon: icon.png
  |          ^^^^^^^^
help: save the picture as .png; another name does not change what a file holds
"#,
    );
    assert_report(
        &format!("{}== content/static/icon.webp ==\n\n", site("favicon: icon.webp")),
        r#"
content/site.yaml:3:10: error[wrong-type]: a file of another type should stand here, not "icon.webp"
  |
3 | favicon: icon.webp
  |          ^^^^^^^^^
help: name a file of content/static/ that ends in .svg, .png, .ico
"#,
    );
}
