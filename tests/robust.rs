//! Nothing that stands in a file makes the program panic: a page, a declaration,
//! a table and a template are broken in many ways, always the same ones, and
//! each time compiling and printing the report must come to an end.

mod common;

use common::sources;
use statuary::diag::{Colors, Format};
use statuary::source::Sources;
use statuary::{Options, compile};
use std::panic::{AssertUnwindSafe, catch_unwind};

const PAGE: &str = "content/4xx/405.md";
const SITE: &str = "content/site.yaml";
const TABLE: &str = "content/tables/headers.yaml";
const TEMPLATE: &str = "themes/default/templates/code.html";

/// A page with something of everything.
const RICH_PAGE: &str = r#"---
code: 405
title: "Not “allowed”"
class: 4xx
advice: Ask *for* [[404|ä]], `x` or [it](404.md#facts).
related: [404]
since: 2026-11-20
headers:
  - {name: Allow, when: "**al**\tways", weight: 1}
  - name: Retry-After
    when: >-
      folded
aliases: [old/]
---

## Wie *so* {#why}

Text[^1] ~~x~~ <https://a.b>. ![é](/static/x.svg "t")

| a | b |
|---|:-:|
| 1 | [[404]] |

> [!TIP]
> - one
>   1. two

Term
: Meaning

```http
GET / HTTP/1.1
A: b

{"c": [1]}
```

[^1]: Note [[404#facts]].
"#;

/// A template with something of everything.
const RICH_TEMPLATE: &str = r#"<h1>{{ page.label | upper }}</h1>{# é #}
{% if page.next %}{{ page.root }}{{ page.next.route }}{% endif %}
{% for one in pages(kind="code") %}{{ one.key }}{% endfor %}
{{ page.fields.class.title }}{{ asset(name="style.css") }}{{ page.body }}
"#;

/// Tables in their other forms, with something of everything.
const RICH_TABLES: [(&str, &str); 2] = [
    (
        "content/tables/sheets.csv",
        "id;title;codes;open;note\n\"a; b\";1.50;404;TRUE;\"Of \"\"ä\"\", [[404]]\nand more\"\n c ; ;\"404 ;\";;x\n;;;;\n",
    ),
    (
        "content/tables/lists.json",
        "{\n\t\"a \\\"b\\\"\": {\"title\": 1.50, \"codes\": [\"404\"], \"open\": true, \"note\": \"ä [[404]]\\n\"},\n  \"c\": {}\n}\n",
    ),
];

/// What such a table declares.
const FIELDS: &str = "    title: id\n    route: t/{id}/\n    template: home.html\n    fields: {title: {type: text}, codes: {type: list, of: {type: reference, to: code}}, open: {type: flag}, note: {type: prose}}\n";

/// Text that has a meaning, or half of one, in YAML, markdown or templates.
const NASTY: [&str; 20] = [
    "\0", "\u{feff}", "\r", "\t", "\n", "\n---\n", ": ", "- ", "\"", "[", "{{", "}}", "{%", "|", "&a *a ", "!t ", "[[",
    "](", "```", "𝒳",
];

/// The tiny site with the rich page, the rich template and an image.
fn rich() -> Sources {
    let mut all = sources("");
    all.insert_text(PAGE, RICH_PAGE);
    all.insert_text(TEMPLATE, RICH_TEMPLATE);
    all.insert_text("content/static/x.svg", "<svg/>");
    all
}

/// The same with the tables.
fn rich_with_tables() -> Sources {
    let mut all = rich();
    let declared = format!("{}  sheets:\n{FIELDS}  lists:\n{}", all.text(SITE), FIELDS.replace("t/{", "l/{"));
    all.insert_text(SITE, declared);
    RICH_TABLES.iter().for_each(|(path, text)| all.insert_text(*path, *text));
    all
}

/// Compiling with a file's text replaced must not panic, nor printing the report.
#[track_caller]
fn survives(all: &Sources, path: &str, text: &str) {
    let mut all = all.clone();
    all.insert_text(path, text);
    let done = catch_unwind(AssertUnwindSafe(|| {
        let report = compile(&all, &Options::default(), vec![]).report;
        for format in [Format::Text, Format::Json, Format::Sarif, Format::Github] {
            report.print(format, Colors::Never);
        }
    }));
    assert!(done.is_ok(), "this text of {path} makes the program panic:\n{text:?}");
}

/// Breaks a file of a site in every way.
fn break_in_every_way(all: &Sources, path: &str) {
    let whole = all.text(path).to_owned();
    let places: Vec<usize> = whole.char_indices().map(|(at, _)| at).collect();
    for at in &places {
        survives(all, path, &whole[..*at]);
    }
    let lines: Vec<&str> = whole.split_inclusive('\n').collect();
    for at in 0..lines.len() {
        survives(all, path, &[&lines[..at], &lines[at + 1..]].concat().concat());
        survives(all, path, &[&lines[..=at], &lines[at..]].concat().concat());
    }
    for at in places.iter().step_by(7) {
        for nasty in NASTY {
            survives(all, path, &[&whole[..*at], nasty, &whole[*at..]].concat());
        }
    }
}

#[test]
fn rich_site_is_without_errors() {
    for all in [rich(), rich_with_tables()] {
        let report = compile(&all, &Options::default(), vec![]).report;
        assert_eq!(report.print(Format::Text, Colors::Never), "");
    }
}

#[test]
fn broken_page_never_panics() {
    break_in_every_way(&rich(), PAGE);
}

#[test]
fn broken_declaration_never_panics() {
    break_in_every_way(&rich(), SITE);
}

#[test]
fn broken_table_never_panics() {
    break_in_every_way(&rich(), TABLE);
}

#[test]
fn broken_template_never_panics() {
    break_in_every_way(&rich(), TEMPLATE);
}

#[test]
fn random_text_never_panics() {
    let all = rich();
    let mut random = Random(20_261_120);
    for _ in 0..40 {
        for path in [PAGE, SITE, TABLE, TEMPLATE, "themes/default/theme.yaml", "routes.lock"] {
            let front = if path == PAGE { "---\n" } else { "" };
            let characters: String = (0..random.below(200)).map(|_| char::from(random.below(256) as u8)).collect();
            survives(&all, path, &format!("{front}{characters}"));
            let words: Vec<&str> = (0..random.below(60)).map(|_| random.word()).collect();
            survives(&all, path, &format!("{front}{}", words.concat()));
        }
    }
}

#[test]
fn characters_that_only_yaml_can_write_never_panic() {
    let all = rich();
    for escape in
        ["\\0", "\\0a0\\0", "\\0l0\\0", "\\a", "\\e", "\\x7f", "\\u2028", "\\U0001F600", "\\ud800", "\\N", "\\_"]
    {
        for around in ["{}", "`{}`", "[a]({})", "[a](https://b.c/{})", "[[{}]]", "*{}*", "[a](404.md \"{}\")", "&{};"] {
            let text = around.replace("{}", escape).replace('"', "\\\"");
            for field in ["title", "advice", "source", "aliases"] {
                let page = format!("---\ncode: 405\ntitle: x\nclass: 4xx\n{field}: \"{text}\"\n---\n");
                survives(&all, PAGE, &page);
            }
        }
    }
}

#[test]
fn deep_and_long_text_never_panics() {
    let all = rich();
    let front = "---\ncode: 405\ntitle: x\nclass: 4xx\n---\n";
    for part in ["> ", "- ", "[", "*", "**a ", "`", "[[", "![", "<", "| a ", "[^a]: ", "#", "\\", "&"] {
        survives(&all, PAGE, &format!("{front}{}", part.repeat(2_000)));
    }
    for part in ["[", "{a: ", "- ", "? ", "!a ", "&a [*a, ", "'", "a: "] {
        survives(&all, PAGE, &format!("---\nrelated: {}\n---\n", part.repeat(2_000)));
        survives(&all, TABLE, &part.repeat(2_000));
    }
    let mut bomb = String::from("- &a0 {id: x}\n");
    for level in 1..30 {
        let inner = format!("*a{}, ", level - 1).repeat(9);
        bomb.push_str(&format!("- &a{level} [{inner}]\n"));
    }
    survives(&all, TABLE, &bomb);
}

/// Numbers that look random and are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn word(&mut self) -> &'static str {
        const MORE: [&str; 24] = [
            "\n...\n",
            "'",
            "{",
            ">",
            "*a",
            "# ",
            "]]",
            "[^1]",
            "![",
            "<!--",
            "\\",
            "..",
            "code",
            "title",
            "class",
            "4xx",
            "kinds",
            "fields",
            "type",
            "list",
            "of",
            "404.md",
            "page.label",
            " ",
        ];
        let at = self.below((NASTY.len() + MORE.len()) as u64) as usize;
        NASTY.get(at).copied().unwrap_or_else(|| MORE[at - NASTY.len()])
    }
}

#[test]
fn no_broken_table_of_another_form_makes_the_program_panic() {
    let all = rich_with_tables();
    RICH_TABLES.iter().for_each(|(path, _)| break_in_every_way(&all, path));
}
