//! The theme `default` over a site that is about nothing that it knows: keys of any shape,
//! classes with colours, fields of every type.

mod common;

use common::on_own_themes;
use scraper::{Html, Selector};
use statuary::diag::{Colors, Format};
use statuary::{Build, Options, compile};

const SITE: &str = r#"
== content/site.yaml ==
title: Orders
tagline: Errors
base_url: https://orders.example/
search_page: search.md
kinds:
  error:
    heading: All errors
    path: "errors/{code}.md"
    route: "{code}/"
    template: entry.html
    picture: card.svg
    key: code
    title: title
    label: "{code} {title}"
    summary: summary
    parent_field: class
    hue: class
    fields:
      code: {type: text, required: true}
      title: {type: text, required: true}
      class: {type: reference, to: class, required: true}
      summary: {type: text}
      severity: {type: choice, choices: [low, high], labels: {high: Stops the order}, label: How bad}
      attempts: {type: integer, unit: times}
      retry: {type: flag, label: May be retried}
      cause: {type: prose, label: Why it happens}
      cures: {type: list, of: {type: record, fields: {who: {type: text}, step: {type: prose}, note: {type: text}}}}
      related: {type: list, of: {type: reference, to: error}}
      keywords: {type: list, search: keyword, of: {type: text}}
      owner: {type: text, show: false}
  class:
    path: "classes/{class}.md"
    route: "class/{class}/"
    template: entry.html
    key: class
    title: title
    label: "{class} {title}"
    hue: hue
    fields:
      class: {type: text, required: true}
      title: {type: text, required: true}
      hue: {type: choice, choices: [teal, red], show: false}
  home:
    path: index.md
    route: ""
    template: home.html
    title: title
    fields:
      title: {type: text, required: true}
      featured: {type: list, of: {type: reference, to: error}}
  list:
    path: "{slug}.md"
    route: "{slug}/"
    template: "{template}.html"
    key: slug
    title: title
    fields:
      slug: {type: text, required: true}
      title: {type: text, required: true}
      template: {type: text, required: true}
      lists: {type: text}
      group: {type: text}
== content/index.md ==
---
title: Errors
featured: [E0]
---
== content/search.md ==
---
slug: search
title: Search
template: search
---
== content/by-severity.md ==
---
slug: by-severity
title: By severity
template: entries
lists: error
group: severity
---
== content/classes/auth.md ==
---
class: auth
title: Who asks
hue: teal
---
== content/classes/money.md ==
---
class: money
title: Money
---
== content/errors/E0.md ==
---
code: E0
title: Nothing
class: auth
summary: Nothing happened.
severity: high
attempts: 0
retry: false
cause: Because *of it*
cures:
  - {who: You, step: "Wait for [[-32700]]"}
related: ["-32700"]
keywords: [nothing at all]
owner: somebody
---

## What happens

Nothing.
== content/errors/-32700.md ==
---
code: "-32700"
title: Parse error
class: auth
severity: low
---
== content/errors/card.declined.md ==
---
code: card.declined
title: The card was declined
class: money
---
"#;

fn site() -> Build {
    let build = compile(&on_own_themes(SITE), &Options::default(), Vec::new());
    assert_eq!(build.report.print(Format::Text, Colors::Never), "");
    build
}

fn page(path: &str) -> Html {
    // Where a long key may break is no white space.
    Html::parse_document(&site().output.text(path).replace("<wbr>", ""))
}

/// The texts of what a selector finds, with single spaces.
fn texts(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    let found = page.select(&selector).map(|one| one.text().collect::<Vec<_>>().join(" "));
    found.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn facts_are_shown_as_they_are_declared() {
    let page = page("e0/index.html");
    let facts: Vec<String> = texts(&page, "#facts .facts > div");
    assert_eq!(
        facts,
        [
            "Class auth Who asks",
            "How bad Stops the order",
            "Attempts 0 times",
            "May be retried No",
            "Related -32700 Parse error"
        ]
    );
    // Longer fields have headings; what is not shown is nowhere.
    assert_eq!(texts(&page, "#Field-cause"), ["Why it happens Because of it"]);
    assert_eq!(texts(&page, "#Field-cures table"), ["Who Step You Wait for -32700 Parse error"]);
    let text = texts(&page, "main").concat();
    assert!(!text.contains("somebody") && !text.contains("nothing at all"), "{text}");
    assert_eq!(texts(&page, ".toc li"), ["Why it happens", "Cures", "What happens"]);
}

#[test]
fn a_class_lists_its_members_and_lends_them_its_colour() {
    let page = page("class/auth/index.html");
    assert_eq!(texts(&page, "#By-error-class h2"), ["All errors"]);
    assert_eq!(texts(&page, "#By-error-class .codes .number"), ["-32700", "E0"]);
    assert_eq!(page.select(&Selector::parse("body[data-hue=teal]").unwrap()).count(), 1);
    assert_eq!(page.select(&Selector::parse(".codes li[data-hue=teal]").unwrap()).count(), 2);
    // The other class has none.
    let other = self::page("card.declined/index.html");
    assert_eq!(other.select(&Selector::parse("[data-hue]").unwrap()).count(), 0);
}

#[test]
fn who_names_a_page_in_a_list_is_told_on_it() {
    let page = page("-32700/index.html");
    assert_eq!(texts(&page, "#By-error-related h2"), ["All errors with this under “Related”"]);
    assert_eq!(texts(&page, "#By-error-related li"), ["E0 Nothing Nothing happened."]);
    assert_eq!(texts(&page, "#backlinks li"), ["E0 Nothing"]);
}

#[test]
fn lists_are_grouped_by_a_reference_or_a_choice() {
    let home = page("index.html");
    // A title that says no more than its key does not stand beside it.
    assert_eq!(texts(&home, "#table h2"), ["auth Who asks", "money"]);
    assert_eq!(texts(&page("class/money/index.html"), "h1"), ["money"]);
    assert_eq!(texts(&home, "#table .codes .number"), ["-32700", "E0", "card.declined"]);
    assert_eq!(texts(&home, ".badges li"), ["E0 Nothing"]);
    let list = page("by-severity/index.html");
    assert_eq!(texts(&list, "#table h2"), ["low", "Stops the order", "Others"]);
    assert_eq!(texts(&list, "#table .codes .number"), ["-32700", "E0", "card.declined"]);
}

/// Sixty errors, ten of whom have a place in their class; the others follow by their keys.
fn with_sidebar() -> Build {
    let site = SITE
        .replace("search_page: search.md\n", "search_page: search.md\nsidebar: [error, list]\n")
        .replace("    heading: All errors\n", "    heading: All errors\n    group: severity\n    order: place\n")
        .replace("      owner: {type", "      place: {type: integer}\n      owner: {type");
    let more = (10..70).map(|number| {
        let place = if number < 20 { format!("place: {}\n", 100 - number) } else { String::new() };
        format!("== content/errors/E{number}.md ==\n---\ncode: E{number}\ntitle: Title {number}\nclass: auth\nseverity: high\n{place}---\n")
    });
    let build = compile(&on_own_themes(&(site + &more.collect::<String>())), &Options::default(), Vec::new());
    assert_eq!(build.report.print(Format::Text, Colors::Never), "");
    build
}

#[test]
fn a_field_gives_the_order_of_lists_and_neighbours() {
    let build = with_sidebar();
    let home = Html::parse_document(build.output.text("index.html"));
    let keys = texts(&home, "#table .codes .number");
    // The groups are those that the kind names, in the order of the choices.
    assert_eq!(texts(&home, "#table h2"), ["low", "Stops the order", "Others"]);
    assert_eq!(keys[..4], ["-32700", "E19", "E18", "E17"]);
    assert_eq!(keys[11..13], ["E0", "E20"]);
    let page = Html::parse_document(build.output.text("e19/index.html"));
    assert_eq!(texts(&page, ".neighbours a"), ["Next E18 Title 18"]);
}

#[test]
fn the_sidebar_shows_what_lies_around_a_page() {
    let build = with_sidebar();
    let shown = |path: &str| {
        let page = Html::parse_document(build.output.text(path));
        (texts(&page, ".sidebar a"), texts(&page, ".sidebar [aria-current=page]"))
    };
    // Of the groups that are not its own only the names.
    let (all, current) = shown("-32700/index.html");
    assert_eq!(
        all,
        ["All errors", "low", "-32700 Parse error", "Stops the order", "Others", "List"].map(str::to_owned)
    );
    assert_eq!(current, ["-32700 Parse error"]);
    // Of a large group what lies around the page.
    let (all, current) = shown("e45/index.html");
    assert_eq!(all.len(), 40 + 5, "{all:?}");
    assert_eq!((all[3].as_str(), all[42].as_str()), ("E25 Title 25", "E64 Title 64"));
    assert_eq!(current, ["E45 Title 45"]);
    // A page of another kind opens that alone, and one of none nothing.
    let (all, current) = shown("search/index.html");
    assert_eq!(
        (all, current),
        (["All errors", "List", "By severity", "Search"].map(str::to_owned).to_vec(), vec!["Search".to_owned()])
    );
    assert_eq!(shown("class/auth/index.html").0, ["All errors", "List"]);
    // Without one nothing of it is in a page.
    assert!(!site().output.text("e0/index.html").contains("sidebar"));
}

#[test]
fn search_results_carry_the_colour() {
    let build = site();
    let index = build.output.files.keys().find(|path| path.starts_with("assets/search-index.")).unwrap();
    let text = build.output.text(index);
    assert!(text.contains("|teal|"), "{}", &text[..200.min(text.len())]);
}

#[test]
fn the_same_is_said_in_markdown() {
    let build = site();
    let text = build.output.text("e0/index.md");
    for line in ["- How bad: Stops the order\n", "- Attempts: 0 times\n", "- May be retried: false\n"] {
        assert!(text.contains(line), "{line}{text}");
    }
    assert!(!text.contains("somebody"), "{text}");
    assert!(build.output.text("by-severity/index.md").contains("## Stops the order"));
}

#[test]
fn the_schema_names_fields_as_readers_see_them() {
    let schema: serde_json::Value = serde_json::from_str(site().output.text("schema/error.json")).unwrap();
    assert_eq!(schema["properties"]["severity"]["title"], "How bad");
    assert_eq!(schema["properties"]["attempts"]["title"], serde_json::Value::Null);
}

#[test]
fn what_a_theme_adds_is_on_every_page() {
    let own = "== themes/mine/theme.yaml ==\ntitle: Mine\nextends: default\n\
        == themes/mine/templates/base.html ==\n{% extends \"default/base.html\" %}\n\
        {% block own_style %}.mine { color: red }{% endblock own_style %}\n\
        {% block own_head %}<meta name=\"mine\" content=\"1\">{% endblock own_head %}\n\
        {% block own_end %}<p class=\"mine\">Ours</p>{% endblock own_end %}\n";
    let options = Options { theme: Some("mine".to_owned()), ..Options::default() };
    let build = compile(&on_own_themes(&format!("{SITE}{own}")), &options, Vec::new());
    assert_eq!(build.report.errors(), 0);
    let pages = || build.output.files.keys().filter(|path| path.ends_with(".html"));
    assert_eq!(pages().count(), 8);
    for path in pages() {
        let html = build.output.text(path);
        for part in [".mine { color: red }", "name=\"mine\"", "Ours</p>"] {
            assert!(html.contains(part), "{path} lacks {part}");
        }
    }
}

/// The palette of the style: each name with its colour in light and in dark.
fn palette(style: &str) -> Vec<(String, [String; 2])> {
    let lines = style.lines().filter_map(|line| line.trim().strip_prefix("--")?.split_once(": light-dark("));
    let pairs = lines.filter_map(|(name, rest)| Some((name, rest.strip_suffix(");")?.split_once(", ")?)));
    pairs.map(|(name, (light, dark))| (name.to_owned(), [light.to_owned(), dark.to_owned()])).collect()
}

/// How bright a colour is, from 0 to 1 (WCAG 2.2, relative luminance).
fn luminance(colour: &str) -> f64 {
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("two digits")) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Level AAA of WCAG asks for 7 to 1.
#[test]
fn every_hue_can_be_read_in_both_schemes() {
    let sources = on_own_themes("");
    let style = sources.text("themes/default/assets/style.css");
    let palette = palette(style);
    let colour = |name: &str| palette.iter().find(|(known, _)| known == name).unwrap().1.clone();
    let hues: Vec<&str> = style.split("[data-hue=").skip(1).filter_map(|rest| Some(rest.split_once(']')?.0)).collect();
    assert_eq!(hues, ["blue", "green", "violet", "amber", "red", "teal", "pink", "olive"]);
    for name in hues.iter().copied().chain(["ink", "muted", "accent"]) {
        for (scheme, (text, ground)) in colour(name).iter().zip(&colour("paper")).enumerate() {
            let found = contrast(text, ground);
            assert!(found >= 7.0, "{name} in scheme {scheme}: {found:.2} to 1");
        }
    }
    // The picture that is shared has the same colours, and the manual names them.
    let card = sources.text("themes/default/templates/card.svg");
    let manual = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/README.md")).unwrap();
    for name in hues {
        let wanted = format!("\"{name}\": \"{}\"", colour(name)[0]);
        assert!(card.contains(&wanted), "card.svg has not {wanted}");
        assert!(manual.contains(&format!("`{name}`")), "themes/README.md does not name {name}");
    }
}
