//! Ten slips at once in the real site, eight times: each is told once, in its file, and
//! nothing is told besides. What the slips are is all of their kinds: fields, texts, examples,
//! tables, templates and styles.

use crate::rust::root;
use statuary::source::Sources;
use statuary::{Nowhere, Options, compile_into, load};

/// A slip: how it is told, and what is written in the place of what. Where nothing is replaced,
/// it goes to the end of the text.
type Slip = (&'static str, &'static str, &'static str);

/// Slips in the page of a code.
const ON_PAGES: [Slip; 66] = [
    ("no-link", "", "[[404 and more."),
    ("dead-link", "", "See [[4044]]."),
    ("dead-link", "", "See [it](../4xx/nothing.md)."),
    ("no-link", "", "See [it](../4xx/404 not found.md)."),
    ("no-definition", "", "See [text][label] there."),
    ("no-definition", "", "A note[^none]."),
    ("unused-definition", "", "A text.\n\n[^unused]: Nobody refers here."),
    ("open-fence", "", "```json\n{}"),
    ("unknown-language", "", "```htpp\nGET / HTTP/1.1\nHost: a.example\n```"),
    ("table-cells", "", "| a | b |\n|---|---|\n| 1 | 2 | 3 |"),
    ("repeated-id", "", "## One {#twin-a}\n\nText.\n\n## Two {#twin-a}\n\nText."),
    ("skipped-level", "", "#### Deep\n\nText."),
    ("open-emphasis", "", "A ~~struck text."),
    ("unknown-alert", "", "> [!NOTES]\n> Text."),
    ("open-code", "", "An `open code."),
    ("open-emphasis", "", "An **open text."),
    ("invisible-character", "", "A zero\u{200b}width space."),
    ("raw-html", "", "A <b>bold</b> word."),
    ("heading-level", "", "# Title\n\nText."),
    ("merge-leftover", "", "<<<<<<< HEAD\none\n=======\ntwo\n>>>>>>> other"),
    ("dead-anchor", "", "See [[404#nowhere]]."),
    ("empty-link", "", "See [](https://example.com/)."),
    ("open-comment", "", "<!-- open"),
    ("link-scheme", "", "See [it](javascript:alert)."),
    ("exchange", "", "```http aside\nHTTP/1.1 404 Not Fuond\n```"),
    ("exchange", "", "```http aside\nHTTP/1.1 404 Not Found\nContent-Type: text/plain\nContent-Length: 3\n\nNo\n```"),
    ("exchange", "", "```http aside\nHTTP/1.1 404 Not Found\nDate: Mon, 07 Nov 1994 08:49:37 GM\n```"),
    ("exchange", "", "```http aside\nGET / HTTP/1.1\n\nHTTP/1.1 404 Not Found\n```"),
    (
        "exchange",
        "",
        "```http aside\nHTTP/1.1 404 Not Found\nContent-Type: application/json\nContent-Length: 5\n\n{\"a\":\n```",
    ),
    ("unknown-mark", "", "```http aside as_sent\nHTTP/1.1 404 Missing\n```"),
    ("no-heading", "", "##Heading\n\nText."),
    ("table-cells", "", "| a | b |\n| 1 | 2 |"),
    ("unknown-choice", "retry: ", "retry: x"),
    ("unknown-choice", "cacheable: ", "cacheable: x"),
    ("unknown-choice", "content: ", "content: x"),
    ("unknown-row", "state: standard", "state: standart"),
    ("unknown-field", "summary: ", "sumary: "),
    ("unknown-field", "retry_note: ", "retry-note: "),
    ("missing-field", "state: standard\n", ""),
    ("missing-field", "state: standard", "state:"),
    ("yaml", "state: standard", "state standard"),
    ("yaml", "state: standard", "state: \"standard"),
    ("yaml", "state: standard", "\tstate: standard"),
    ("yaml", "state: standard", "state: *standard"),
    ("yaml", "state: standard", "state: [standard"),
    ("yaml", "use: ", "use: a: "),
    ("cut-value", "state: standard", "state: stand #ard"),
    ("cut-value", "use: ", "use: a #b "),
    ("joined-entry", "keywords:\n", "keywords:\n  - a first phrase\n   - one more\n"),
    ("repeated-field", "state: standard", "state: standard\nstate: standard"),
    ("open-front-matter", "\n---\n", "\n----\n"),
    ("no-front-matter", "---\n", "\n---\n"),
    ("unknown-row", "related: [", "related: [998, "),
    ("unknown-row", "document: ", "document: X"),
    ("wrong-type", "related: [", "related: 404 # ["),
    ("bad-alias", "state: standard", "state: standard\naliases: [/old]"),
    (
        "limit",
        "summary: ",
        "summary: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    ),
    ("curly-quotes", "state: standard\n", "state: “standard”\n"),
    ("path-mismatch", "code: ", "code: 9"),
    ("missing-field", "state: standard", "state: null"),
    ("yaml", "state: standard", "state:\u{a0}standard"),
    ("merge-leftover", "state: standard", "<<<<<<< HEAD\nstate: standard\n=======\nstate: unused\n>>>>>>> other"),
    ("wrong-type", "use: ", "use: [a] # "),
    ("dead-link", "when: >-\n", "when: >-\n  See [[4044]].\n"),
    ("no-link", "when: >-\n", "when: >-\n  See [[404.\n"),
    ("not-inline", "when: >-\n", "when: >-\n  # Heading\n"),
];

/// Slips elsewhere, with their files.
const ELSEWHERE: [(&str, Slip); 14] = [
    ("content/tables/headers.yaml", ("yaml", "- id: Accept\n", " - id: Accept\n")),
    ("content/tables/states.yaml", ("unknown-field", "  title: ", "  titel: ")),
    ("content/tables/specifications.yaml", ("yaml", "- id: RFC9110\n  title: ", "- id: RFC9110\n  title ")),
    ("themes/default/assets/style.css", ("unknown-property", "list-style: none", "list-stile: none")),
    ("themes/http/assets/matrix.css", ("unpaired-brace", "}", "")),
    ("themes/http/templates/code.html", ("template", "page.title", "page.titel")),
    ("content/guides/404-or-403.md", ("path-mismatch", "slug: 404", "slug: 405")),
    ("content/methods/GET.md", ("unknown-field", "method: GET\n", "method: GET\ncolour: red\n")),
    ("content/site.yaml", ("unknown-field", "feed: {table: changes", "feed: {tabel: changes")),
    ("content/tables/languages.yaml", ("repeated-field", "  title: ", "  title: a\n  title: ")),
    ("content/tables/vendors.yaml", ("yaml", "  title: ", "\ttitle: ")),
    ("routes.lock", ("lost-route", "/404/\n", "/404/\n/4040/\n")),
    ("content/guides/404-or-410.md", ("open-emphasis", "\n## ", "\nA **text.\n\n## ")),
    ("content/quick-reference.md", ("dead-link", "\n---\n", "\n---\n\nSee [[nothing-here]].\n")),
];

/// A file with a slip in it.
fn with(text: &str, (_, old, new): &Slip) -> String {
    match old.is_empty() {
        true => format!("{text}\n{new}\n"),
        false => {
            assert!(text.contains(old), "the slip {old:?} -> {new:?} finds no place");
            text.replacen(old, new, 1)
        }
    }
}

/// The pages of codes that have all that the slips replace.
fn pages(sources: &Sources) -> Vec<String> {
    let needed: Vec<&str> = ON_PAGES.iter().map(|(_, old, _)| *old).collect();
    let has_all = |text: &str| needed.iter().all(|old| text.contains(old));
    let files = sources.iter().filter(|(path, _)| path.starts_with("content/") && path.ends_with(".md"));
    files.filter(|(_, file)| file.text().is_some_and(has_all)).map(|(path, _)| path.to_owned()).collect()
}

#[test]
fn ten_slips_at_once_are_ten_messages() {
    let (real, problems) = load(&root());
    assert!(problems.is_empty());
    let pages = pages(&real);
    let mut wrong = String::new();
    let mut on_pages = ON_PAGES.iter();
    for (batch, elsewhere) in ELSEWHERE.chunks(2).chain([&[][..]]).enumerate() {
        let mut slips: Vec<(String, &Slip)> = elsewhere.iter().map(|(path, slip)| ((*path).to_owned(), slip)).collect();
        let missing = 10 - slips.len();
        slips.extend(
            on_pages.by_ref().take(missing).enumerate().map(|(at, slip)| (pages[at * 3 + batch % 3].clone(), slip)),
        );
        assert_eq!(slips.len(), 10);
        let mut sources = real.clone();
        for (path, slip) in &slips {
            sources.insert_text(path.clone(), with(real.text(path), slip));
        }
        let report = compile_into(&sources, &Options::default(), vec![], &Nowhere, &|_| {}).report;
        let mut found: Vec<(&str, &str)> = report.findings.iter().map(|one| (one.path.as_str(), one.code)).collect();
        let mut wanted: Vec<(&str, &str)> = slips.iter().map(|(path, slip)| (path.as_str(), slip.0)).collect();
        found.sort_unstable();
        wanted.sort_unstable();
        if found != wanted {
            let lines = |some: &[(&str, &str)], but: &[(&str, &str)]| {
                some.iter().filter(|one| !but.contains(one)).map(|one| format!("{one:?} ")).collect::<String>()
            };
            wrong += &format!(
                "batch {batch}: too much {}; missing {}; {} of 10\n",
                lines(&found, &wanted),
                lines(&wanted, &found),
                found.len()
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
