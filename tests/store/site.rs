//! A small site that is edited at random.

use statuary::source::Sources;
use std::collections::BTreeMap;

/// A site in which pages stand in every relation to each other, and a theme that shows
/// all that it is given and asks for all that there is.
const SITE: &str = r#"
== content/site.yaml ==
title: Tiny
description: A site.
base_url: https://tiny.example/
navigation: [index.md]
search: {body: true}
kinds:
  home:
    path: index.md
    route: ""
    template: home.html
    title: title
    fields:
      title: {type: text, required: true}
  class:
    path: "{class}/index.md"
    route: "class/{class}/"
    template: class.html
    key: class
    title: title
    fields:
      class: {type: text, required: true}
      title: {type: text, required: true}
  code:
    path: "{class}/{code}.md"
    route: "{code}/"
    template: "{layout}.html"
    key: code
    title: title
    label: "{code} {title}"
    summary: summary
    parent_field: class
    json: {item: "{code}.json", list: codes.json, name: codes}
    fields:
      code: {type: text, required: true}
      layout: {type: choice, choices: [code, plain], required: true}
      title: {type: text, required: true}
      class: {type: reference, to: class, required: true, card: true}
      summary: {type: text}
      advice: {type: prose, card: true}
      related: {type: list, of: {type: reference, to: code, itself: true}}
      headers:
        type: list
        of:
          type: record
          fields:
            name: {type: reference, to: headers, required: true}
            when: {type: prose}
tables:
  headers:
    title: id
    route: "headers/{id}/"
    template: row.html
    fields:
      note: {type: prose, card: true}
  steps:
    title: id
    fields:
      ways:
        type: list
        of:
          type: record
          fields:
            text: {type: text, required: true}
            to: {type: reference, to: steps, required: true}
== content/tables/steps.yaml ==
- id: start
  ways: [{text: on, to: end}]
- id: end
== content/index.md ==
---
title: Tiny
---
== themes/default/theme.yaml ==
title: Default
== themes/default/assets/site.js ==
document.title
== themes/default/templates/base.html ==
<!DOCTYPE html><title>{{ page.title }}</title><style>{{ inline(name="style.css") }}</style>
<script src="{{ page.root }}{{ asset(name="page.js") }}"></script>
<main>{% block main %}{% endblock %}</main><script type="application/json">{{ data(value=page) }}</script>
<footer>{{ data(value=site) }}</footer>
== themes/default/templates/home.html ==
{% extends "base.html" %}{% block main %}{{ data(value=pages(kind="code")) }}
<link rel="icon" href="{{ asset(name="style.css") }}">{% endblock %}
== themes/default/templates/class.html ==
{% extends "base.html" %}{% block main %}{{ data(value=tree(table="steps")) }}{% endblock %}
== themes/default/templates/code.html ==
{% extends "base.html" %}{% block main %}{% if page.body %}{{ page.body }}{% endif %}{% endblock %}
== themes/default/templates/plain.html ==
{% extends "base.html" %}{% block main %}{{ data(value=rows(table="headers")) }}{% endblock %}
== themes/default/templates/plain.md ==
# {{ page.label }}
{% for row in rows(table="headers") %}{{ row.label }} {% endfor %}{% if page.body %}{{ page.body }}{% endif %}
== themes/default/templates/row.html ==
{% extends "base.html" %}
"#;

/// Numbers that look random and are the same each time.
pub struct Numbers(pub u64);

impl Numbers {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

/// A page that is edited.
#[derive(Clone, Default)]
pub struct Page {
    pub plain: bool,
    pub title: usize,
    pub summary: usize,
    pub advice: usize,
    pub related: Vec<usize>,
    pub body: usize,
    pub links: Vec<usize>,
    pub headers: Vec<usize>,
    pub when: usize,
    /// Its translation, in a site of two languages.
    pub german: Option<usize>,
}

/// A site that is edited.
#[derive(Clone)]
pub struct Site {
    pub pages: BTreeMap<usize, Page>,
    pub rows: BTreeMap<usize, usize>,
    pub style: usize,
    pub template: usize,
    pub title: usize,
    pub class: usize,
    pub broken: bool,
    /// Whether it is in two languages.
    pub bilingual: bool,
}

impl Site {
    /// The site before any edit.
    pub fn new() -> Site {
        let pages = (400..406).map(|code| (code, Page { related: vec![400], ..Page::default() })).collect();
        Site {
            pages,
            rows: [(0, 0), (1, 0)].into(),
            style: 0,
            template: 0,
            title: 0,
            class: 0,
            broken: false,
            bilingual: false,
        }
    }

    /// Another page of the site, or none that is left.
    fn any(&self, numbers: &mut Numbers) -> Option<usize> {
        self.pages.keys().copied().nth(numbers.below(self.pages.len().max(1)))
    }

    /// Changes one thing.
    pub fn edit(&mut self, numbers: &mut Numbers) {
        let (number, other) = (numbers.below(1000), self.any(numbers));
        let row = self.rows.keys().copied().nth(numbers.below(self.rows.len()));
        let code = self.any(numbers).unwrap_or(400);
        let kind = numbers.below(if self.bilingual { 21 } else { 18 });
        let page = self.pages.entry(code).or_default();
        match kind {
            0 | 1 => page.body = number,
            2 => page.title = number,
            3 => page.summary = number,
            4 if number % 2 == 0 => page.advice ^= 1,
            4 => page.advice = number,
            5 => page.related = other.into_iter().collect(),
            6 => page.links = other.into_iter().collect(),
            7 => page.links.clear(),
            8 => page.headers = row.into_iter().collect(),
            9 if number % 2 == 0 => page.when ^= 1,
            9 => page.when = number,
            10 => page.plain = !page.plain,
            11 => drop(self.pages.insert(400 + number % 99, Page::default())),
            12 => drop(self.pages.remove(&code)),
            13 => {
                let page = self.pages.remove(&code).unwrap_or_default();
                self.pages.insert(400 + number % 99, page);
            }
            14 => drop(self.rows.insert(number % 4, number)),
            15 => self.style = number,
            16 => [&mut self.template, &mut self.title, &mut self.class][number % 3].clone_from(&number),
            18 => page.german = None,
            19 | 20 => page.german = Some(number),
            _ => self.broken = !self.broken,
        }
    }

    /// Its files.
    pub fn sources(&self) -> Sources {
        let mut sources = Sources::from_text(SITE);
        let known = |codes: &[usize]| -> Vec<usize> {
            codes.iter().copied().filter(|code| self.pages.contains_key(code)).collect()
        };
        for (code, page) in &self.pages {
            let Page { title, summary, advice, body, when, .. } = page;
            // The same words, written otherwise.
            let mark = |number: &usize| if number.is_multiple_of(2) { "*" } else { "_" };
            let mut text = format!("---\ncode: {code}\ntitle: T{title}\nclass: 4xx\nsummary: s {summary}\n");
            text += &format!("layout: {}\n", if page.plain { "plain" } else { "code" });
            text += &format!("advice: \"{0}a{1}{0}\"\n", mark(advice), advice / 2);
            text += &format!("related: {:?}\n", known(&page.related));
            let headers: Vec<usize> = page.headers.iter().copied().filter(|row| self.rows.contains_key(row)).collect();
            let one = |row: &usize| format!("  - {{name: H{row}, when: \"{0}w{1}{0}\"}}\n", mark(when), when / 2);
            if !headers.is_empty() {
                text += &format!("headers:\n{}", headers.iter().map(one).collect::<String>());
            }
            // A sign without a partner is a warning.
            let sign = if body % 4 == 1 { "**" } else { "" };
            text += &format!("---\n\n## Heading {}\n\nBody {sign}{body}.\n", body % 3);
            for link in known(&page.links) {
                text += &format!("\n[[{link}]] and [that]({link}.md)\n");
            }
            sources.insert_text(format!("content/4xx/{code}.md"), text);
            if let Some(german) = page.german.filter(|_| self.bilingual) {
                let header = if headers.is_empty() { "" } else { "headers: [{when: wann}]\n" };
                let text = format!("---\ntitle: D{german}\n{header}---\n\n## Titel\n\nDeutsch {german}, [[{code}]].\n");
                sources.insert_text(format!("content/de/4xx/{code}.md"), text);
            }
        }
        if self.broken {
            sources.insert_text("content/4xx/index.md", "---\nclass: 4xx\ntitle: Class\n---\n\n[[nothing]]\n");
        } else {
            let text = format!("---\nclass: 4xx\ntitle: Class {}\n---\n\nText.\n", self.class);
            sources.insert_text("content/4xx/index.md", text);
        }
        let row = |(row, note): (&usize, &usize)| format!("- id: H{row}\n  note: \"*n{note}*\"\n");
        sources.insert_text("content/tables/headers.yaml", self.rows.iter().map(row).collect::<String>());
        let style = format!("main {{ color: #{:03} }}\n", self.style);
        sources.insert_text("themes/default/assets/style.css", style);
        let row = format!("{{% extends \"base.html\" %}}{{% block main %}}{}{{% endblock %}}\n", self.template);
        sources.insert_text("themes/default/templates/row.html", row);
        let site = sources.text("content/site.yaml").replace("title: Tiny", &format!("title: Tiny {}", self.title));
        if self.bilingual {
            for (path, source) in sources.clone().below("content/").filter(|(path, _)| path.ends_with("index.md")) {
                sources.insert_text(format!("versions/v1/content/{path}"), source.text().unwrap_or_default());
            }
            let old = "---\ncode: 400\ntitle: Old\nclass: 4xx\nlayout: plain\n---\n\nAs it was.\n";
            sources.insert_text("versions/v1/content/4xx/400.md", old);
            for table in ["headers", "steps"] {
                sources.insert_text(format!("versions/v1/content/tables/{table}.yaml"), "[]\n");
            }
            sources.insert_text("versions/v1/content/site.yaml", site.as_str());
            let head = "languages: {en: English, de: Deutsch}\nversions: [v2, v1]\n";
            sources.insert_text("content/site.yaml", format!("{head}{site}"));
            sources.insert_text("content/de/site.yaml", format!("title: Klein {}\n", self.title / 2));
            sources.insert_text(
                "content/de/tables/headers.yaml",
                "- {id: H1, note: deutsch}\n".repeat(usize::from(self.rows.contains_key(&1))),
            );
        } else {
            sources.insert_text("content/site.yaml", site);
        }
        sources
    }
}
