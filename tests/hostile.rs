//! Texts that look like markup, script, style or template, in every field of the real site and of the tiny one: each
//! page has to keep its tree, say what was written, and allow exactly its own blocks, squeezed or not.

// In a test, a value that is not there is a failure.
#![allow(clippy::unwrap_used)]

mod common;
#[path = "common/seen.rs"]
mod seen;

use scraper::{ElementRef, Html, Node, Selector};
use seen::seen;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use statuary::diag::Finding;
use statuary::source::Sources;
use statuary::{Minify, Options, Output, compile, load};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::path::Path;

/// What nobody should write, and somebody will.
const HOSTILE: [&str; 25] = [
    "Put it into a <style> element; then { more; }",
    "How to write <!--<script> in a page",
    "Put it into a <script> element",
    "Write <script>alert(1)</script> there",
    "<style>p{display:none}</style> and <STYLE> again",
    "</title></style></script></textarea></template></noscript>",
    "a --> b --!> c <!-- d",
    "<![CDATA[ x ]]> ]]> <!DOCTYPE html> <?php ?>",
    "<plaintext> <xmp> <textarea> <title> <noscript> <iframe>",
    "style-src {styles}; script-src {scripts}",
    "{{ x }} {% raw %} {# y #} {<x />}",
    "quotes \" and ' and ` and \\ and \\\" and \\u003c/script>",
    "&amp; &lt; &#60;script&#62; &copy &notit; &",
    "line\u{2028}separator\u{2029}and \u{7f} delete",
    "<svg><style><![CDATA[a{}]]></style><script>1</script></svg>",
    "<math><mi><style>x</style></mi></math> <p> <table><td>",
    "<a href=\"javascript:alert(1)\" onclick='x'>x</a> <img src=x onerror=alert(1)>",
    "< notatag <3 a<b </ > <> </>",
    "ends in a quote=\"",
    "ends in a slash /",
    "=starts with a sign",
    "\"><script>alert(1)</script><x y=\"",
    "'><script>alert(1)</script><x y='",
    "<pre> <textarea> </pre>",
    "<meta http-equiv=\"content-security-policy\" content=\"script-src {scripts}\">",
];

fn modes() -> Vec<Minify> {
    if cfg!(feature = "minify") { vec![Minify::No, Minify::Yes] } else { vec![Minify::No] }
}

fn built(sources: &Sources, minify: Minify) -> Output {
    let build = compile(sources, &Options { minify, ..Options::default() }, Vec::new());
    // Some of the real site's facts are compared with each other, and differ now.
    let failed = |finding: &&Finding| ["template", "yaml"].contains(&finding.code);
    assert_eq!(build.report.findings.iter().find(failed), None);
    build.output
}

/// A value as YAML writes it, where more characters have to be escaped than in JSON.
fn yaml(value: &Value) -> String {
    let escaped = |text: String, c: char| text.replace(c, &format!("\\u{:04x}", u32::from(c)));
    ['\u{7f}', '\u{2028}', '\u{2029}'].into_iter().fold(value.to_string(), escaped)
}

/// Markdown that means a text and nothing else.
fn plain(text: &str) -> String {
    text.chars().flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])).collect()
}

/// Says for the number of a place what is written there.
type Put<'a> = &'a dyn Fn(usize) -> String;

/// Writes into all texts of a site.
struct Writer<'a> {
    put: Put<'a>,
    number: Cell<usize>,
}

impl Writer<'_> {
    fn next(&self) -> String {
        self.number.set(self.number.get() + 1);
        (self.put)(self.number.get())
    }

    /// A value with more text in all that it holds.
    fn value(&self, shape: &Value, value: &Value) -> Value {
        match (shape["type"].as_str().unwrap_or_default(), value) {
            ("text", Value::String(text)) => Value::String(format!("{text} {}", self.next())),
            ("prose", Value::String(text)) => Value::String(format!("{text} {}", plain(&self.next()))),
            ("list", Value::Array(list)) => list.iter().map(|one| self.value(&shape["of"], one)).collect(),
            ("record", Value::Object(map)) => Value::Object(self.record(&shape["fields"], map, "")),
            _ => value.clone(),
        }
    }

    fn record(&self, shapes: &Value, map: &Map<String, Value>, key: &str) -> Map<String, Value> {
        let written = |(name, value): (&String, &Value)| {
            // These lead to files.
            let leads = name == key || matches!(name.as_str(), "template" | "slug" | "folder");
            (name.clone(), if leads { value.clone() } else { self.value(&shapes[name], value) })
        };
        map.iter().map(written).collect()
    }

    /// A page with more in its fields and at the end of its text.
    fn page(&self, site: &Value, text: &str) -> String {
        let (front, body) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
        let front: Value = serde_yaml::from_str(front).unwrap();
        let front = front.as_object().unwrap();
        let kinds = site["kinds"].as_object().unwrap().values();
        let fits = |kind: &&Value| {
            let fields = kind["fields"].as_object().unwrap();
            let needed = fields.iter().filter(|(_, field)| field["required"] == true);
            front.keys().all(|name| fields.contains_key(name) || name == "aliases")
                && needed.into_iter().all(|(name, _)| front.contains_key(name))
        };
        let kind = kinds.into_iter().find(fits).unwrap_or_else(|| panic!("of what kind is {text}"));
        let front = self.record(&kind["fields"], front, kind["key"].as_str().unwrap_or_default());
        let front = yaml(&Value::Object(front));
        let [heading, text, label, title, alt, cell, cells] = [(); 7].map(|()| plain(&self.next()));
        let [code, block] = [(); 2].map(|()| self.next());
        format!(
            "---\n{front}\n---\n{body}\n\n## Heading {heading}\n\nText {text} [label {label}](https://x.example/ \
             \"title {title}\") ![alt {alt}](https://x.example/x.png) ``` code {code} ```\n\n| a {cell} |\n|---|\n\
             | b {cells} |\n\n````text\nblock {block}\n````\n"
        )
    }

    fn table(&self, shapes: &Value, text: &str) -> String {
        let rows: Value = serde_yaml::from_str(text).unwrap();
        let rows = rows.as_array().unwrap().iter();
        yaml(&rows.map(|row| Value::Object(self.record(shapes, row.as_object().unwrap(), "id"))).collect())
    }
}

/// The real site with more text in each of its fields. Nothing is found in it, since an index of such words is large.
fn site_with(put: Put) -> Sources {
    let (mut sources, _) = load(Path::new(env!("CARGO_MANIFEST_DIR")));
    let mut site = sources.text("content/site.yaml").to_owned();
    for part in ["keyword", "key", "title", "text", "name", "header", "constant"] {
        site = site.replace(&format!(", search: {part}"), "");
    }
    let declared: Value = serde_yaml::from_str(&site).unwrap();
    let writer = Writer { put, number: Cell::new(0) };
    let mut written = Vec::new();
    for (path, source) in sources.below("content/") {
        let text = source.text().unwrap_or_default();
        if path.ends_with(".md") {
            written.push((path.to_owned(), writer.page(&declared, text)));
        } else if let Some(name) = path.strip_prefix("tables/").and_then(|path| path.strip_suffix(".yaml")) {
            written.push((path.to_owned(), writer.table(&declared["tables"][name]["fields"], text)));
        }
    }
    let lines = site.lines().map(|line| match line.split_once(": ") {
        Some((name @ ("title" | "tagline" | "description"), text)) => {
            format!("{name}: {}\n", yaml(&Value::String(format!("{text} {}", writer.next()))))
        }
        _ => format!("{line}\n"),
    });
    written.push(("site.yaml".to_owned(), lines.collect()));
    for (path, text) in written {
        sources.insert_text(format!("content/{path}"), text);
    }
    sources
}

/// The text that stands in a harmless site where something else stands in the other.
fn tame(number: usize) -> String {
    format!("Tame{number}x")
}

/// A text of the harmless site as the other has it.
fn replaced(text: &str, put: Put) -> String {
    let mut parts = text.split("Tame");
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        let (number, rest) = part.split_once('x').unwrap();
        out += &put(number.parse().unwrap());
        out += rest;
    }
    out
}

fn replaced_in(value: Value, put: Put) -> Value {
    match value {
        Value::String(text) => Value::String(replaced(&text, put)),
        Value::Array(list) => list.into_iter().map(|one| replaced_in(one, put)).collect(),
        Value::Object(map) => map.into_iter().map(|(name, value)| (name, replaced_in(value, put))).collect(),
        other => other,
    }
}

/// Everything that a parser finds in a page, piece by piece.
fn pieces(element: ElementRef, out: &mut Vec<(String, String)>) {
    let name = element.value().name();
    out.push(("<".to_owned(), name.to_owned()));
    let mut attributes: Vec<_> = element.value().attrs().collect();
    attributes.sort_unstable();
    out.extend(attributes.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())));
    let kind = element.attr("type").unwrap_or_default();
    for child in element.children() {
        match child.value() {
            Node::Text(text) => out.push((format!("text of {name} {kind}"), text.text.to_string())),
            Node::Element(_) => pieces(ElementRef::wrap(child).unwrap(), out),
            other => out.push(("other".to_owned(), format!("{other:?}"))),
        }
    }
    out.push((">".to_owned(), name.to_owned()));
}

fn pieces_of(html: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    pieces(Html::parse_document(html).root_element(), &mut out);
    out
}

/// A page with hostile texts has to be the harmless page with other words.
fn assert_same_but_for_words(path: &str, harmless: &str, hostile: &str, put: Put) -> usize {
    let (harmless, hostile) = (pieces_of(harmless), pieces_of(hostile));
    let mut changed = 0;
    for ((name, text), (found_name, found)) in harmless.iter().zip(&hostile) {
        assert_eq!(name, found_name, "{path}: {found} stands where {text} should");
        // Ids are made of words in a way of their own, and a squeezed style keeps the rules for an id that it knows.
        let is_style = name == "text of style " || text.contains("style-src '");
        // The index is named after its words.
        if text.contains("tame") || name == "data-index" || is_style {
            continue;
        }
        changed += usize::from(text.contains("Tame"));
        if name == "text of script application/ld+json" {
            let [expected, found] = [text, found].map(|text| serde_json::from_str::<Value>(text).unwrap());
            assert_eq!(found, replaced_in(expected, put), "{path}");
        } else {
            assert_eq!(*found, replaced(text, put), "{path}: {name}");
        }
    }
    assert_eq!(harmless.len(), hostile.len(), "{path}: the trees are of different size");
    changed
}

/// Base 64 of the SHA-256 of a text, written for the test alone.
fn hash(text: &str) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: String = Sha256::digest(text).iter().map(|byte| format!("{byte:08b}")).collect();
    let letters = (0..43).map(|at| &bits[6 * at..(6 * at + 6).min(bits.len())]);
    let letters = letters.map(|bits| usize::from_str_radix(&format!("{bits:0<6}"), 2).unwrap());
    format!("'sha256-{}='", letters.map(|letter| char::from(LETTERS[letter])).collect::<String>())
}

/// The hashes of a page's policy have to be those of the blocks that a parser finds.
fn assert_allows_its_own(path: &str, html: &str) {
    let page = Html::parse_document(html);
    let select = |selector: &str| -> Vec<ElementRef> { page.select(&Selector::parse(selector).unwrap()).collect() };
    let policies = select("head > meta[http-equiv=content-security-policy]");
    assert_eq!(policies.len(), 1, "{path}");
    for (directive, blocks) in
        [("style-src", "style"), ("script-src", "script:not([src]):not([type='application/ld+json'])")]
    {
        let expected: BTreeSet<String> =
            select(blocks).iter().map(|block| hash(&block.text().collect::<String>())).collect();
        let policy = policies[0].attr("content").unwrap().split(';').map(str::trim);
        let Some(policy) = policy.into_iter().find_map(|one| one.strip_prefix(directive)) else {
            assert!(expected.is_empty(), "{path}: no {directive}");
            continue;
        };
        let found: BTreeSet<String> =
            policy.split_whitespace().filter(|word| word.starts_with("'sha256")).map(str::to_owned).collect();
        assert_eq!(found, expected, "{path}: {directive}");
    }
}

/// What squeezing may not change.
fn assert_reads_the_same(path: &str, whole: &str, squeezed: &str) {
    let ((tags, text), (small_tags, small_text)) = (seen(whole), seen(squeezed));
    for (before, after) in tags.iter().zip(&small_tags).chain([(&text, &small_text)]) {
        assert_eq!(before, after, "{path}");
    }
    assert_eq!(tags.len(), small_tags.len(), "{path}");
}

#[test]
fn hostile_texts_stay_texts_in_every_field_of_the_site() {
    let put = |number: usize| HOSTILE[number % HOSTILE.len()].to_owned();
    let (harmless, hostile) = (site_with(&tame), site_with(&put));
    let mut whole: Option<Output> = None;
    for minify in modes() {
        let (harmless, hostile) = (built(&harmless, minify), built(&hostile, minify));
        let paths: Vec<&String> = harmless.files.keys().filter(|path| path.ends_with(".html")).collect();
        let mut changed = 0;
        for path in &paths {
            assert!(hostile.files.contains_key(*path), "{path} is not there");
            let html = hostile.text(path);
            changed += assert_same_but_for_words(path, harmless.text(path), html, &put);
            if html.contains("sha256-") {
                assert_allows_its_own(path, html);
            }
            if let Some(whole) = &whole {
                assert_reads_the_same(path, whole.text(path), html);
            }
        }
        assert!(paths.len() > 150 && changed > 20_000, "{} pages, {changed} places", paths.len());
        whole = Some(hostile);
    }
}

/// A template of a theme that puts the fields of the tiny site's codes into each context.
const CONTEXTS: &str = r#"
== themes/default/assets/code.js ==
document.title += "<!--";
== themes/default/templates/code.html ==
<!DOCTYPE html>
<html lang="en"><head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src {styles}; script-src 'self' {scripts}">
<title>{{ page.label }}</title>
<style>{{ inline(name="style.css") }} h1 { color: red }</style>
<meta name="description" content="{{ page.summary }}">
<script>{{ inline(name="code.js") }}</script>
<script type="application/ld+json">{"name": {{ data(value=page.title) }}, "text": {{ data(value=page.summary) }}}</script>
</head><body>
<h1 id="facts" title='{{ page.summary }}'>{{ page.label }}</h1>
<p>{{ page.summary }}</p><p> {{ page.fields.advice }} </p>
{% for header in page.fields.headers %}<p><b>{{ header.when }}</b> <i> x </i></p>{% endfor %}
<textarea>{{ page.title }}</textarea><pre>  {{ page.title }}
</pre><svg><title>{{ page.title }}</title><text>{{ page.summary }}</text></svg>
{{ page.body }}
<script>document.title += "two";</script>
</body></html>
"#;

fn tiny_with(text: &str) -> Sources {
    let [quoted, prose] = [text.to_owned(), plain(text)].map(|text| yaml(&Value::String(text)));
    common::sources(&format!(
        "{CONTEXTS}== content/4xx/404.md ==\n---\ncode: 404\ntitle: {quoted}\nclass: 4xx\nsummary: {quoted}\nadvice: \
         {prose}\nheaders: [{{name: Allow, when: {prose}}}]\n---\n\n## {0}\n\n{0}\n",
        plain(text)
    ))
}

#[test]
fn each_hostile_text_stays_text_in_each_context() {
    // Those that begin what they do not end come last.
    let all = [&HOSTILE[5..], &HOSTILE[..5]].concat().join(" ");
    for text in HOSTILE.into_iter().chain([&*all]) {
        let put = |_: usize| text.to_owned();
        let mut whole: Option<Output> = None;
        for minify in modes() {
            let (harmless, hostile) = (built(&tiny_with("Tame1x"), minify), built(&tiny_with(text), minify));
            let path = "404/index.html";
            let changed = assert_same_but_for_words(text, harmless.text(path), hostile.text(path), &put);
            assert!(changed > 12, "{text}: only {changed} places");
            assert_allows_its_own(text, hostile.text(path));
            if let Some(whole) = &whole {
                assert_reads_the_same(text, whole.text(path), hostile.text(path));
            }
            whole = Some(hostile);
        }
    }
}
