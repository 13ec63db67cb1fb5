//! Whoever types a key finds its page first: seven shapes of keys, in an index of one file
//! and in one of parts. `SCALE` tells another number of pages, to measure with.

#[path = "common/client.rs"]
mod client;

use statuary::{Build, Searcher};
use std::fmt::Write;

/// How many pages the sites have: the index of the smaller is one file.
const SIZES: [usize; 2] = [200, 5000];
/// How many keys of a site are asked for.
const ASKED: usize = 100;
/// How many of them have to be found first, as they are and in any other way.
const EXACT: usize = 100;
const OTHERWISE: usize = 98;

/// Words of which keys, titles and summaries are made.
const WORDS: [&str; 40] = [
    "account", "action", "amount", "balance", "bank", "card", "charge", "client", "country", "currency", "customer",
    "decline", "device", "expired", "field", "format", "invalid", "invoice", "issuer", "limit", "locked", "merchant",
    "method", "missing", "network", "order", "payment", "pending", "period", "plan", "refund", "region", "request",
    "resource", "session", "status", "stolen", "token", "transfer", "voucher",
];

/// The nth word of a sequence that chance would give.
fn word(n: usize) -> &'static str {
    WORDS[(n.wrapping_mul(2_654_435_761) >> 7) % WORDS.len()]
}

/// Three words that no other number has.
fn triple(n: usize) -> [&'static str; 3] {
    // Neighbours share few words, as a key and its neighbours would not either.
    let n = n * 7919 % 64_000;
    [WORDS[n % 40], WORDS[n / 40 % 40], WORDS[n / 1600 % 40]]
}

/// A shape of keys: its name, the nth key, and what belongs to it besides the even way.
struct Shape {
    name: &'static str,
    key: fn(usize) -> String,
}

const SHAPES: [Shape; 7] = [
    Shape { name: "text", key: |n| triple(n).join(if n.is_multiple_of(2) { "_" } else { "-" }) },
    Shape {
        name: "dotted text",
        key: |n| {
            let [a, b, c] = triple(n / 2);
            // Half of the keys are the end of another.
            if n.is_multiple_of(2) { format!("{a}.{b}_{c}") } else { format!("{a}s.{a}.{b}_{c}") }
        },
    },
    Shape {
        name: "dotted numbers",
        key: |n| match n % 3 {
            0 => format!("5.{}.{}", n / 3 / 40, n / 3 % 40),
            1 => format!("X.{}.{}", n / 3 / 40, n / 3 % 40),
            _ => format!("1.3.{}.{}", n / 3 / 40, n / 3 % 40),
        },
    },
    Shape {
        name: "signed",
        key: |n| {
            if n.is_multiple_of(3) { format!("{}", 32_000 + n) } else { format!("-{}", 32_000 + n / 3 * 3 + n % 3 - 1) }
        },
    },
    Shape { name: "prefixed", key: |n| format!("{}-{:04}", ["PAY", "REF", "AUTH"][n % 3], n) },
    Shape {
        name: "mixed",
        key: |n| {
            let code = format!(
                "{:02}{}{:02}",
                n / 2 / 100 % 100,
                char::from(b'A' + (n / 20_000 + n / 2 % 7) as u8),
                n / 2 % 100
            );
            if n.is_multiple_of(2) { code } else { format!("SQLSTATE_{code}") }
        },
    },
    Shape { name: "numbers", key: |n| (n * 7 + 1).to_string() },
];

/// A site with so many pages whose keys have a shape.
fn site(shape: &Shape, pages: usize) -> Build {
    let mut files = client::theme()
        + "== content/site.yaml ==\ntitle: Keys\nbase_url: https://keys.example/\nsearch: {body: false}\nkinds:\n  code:\n    \
           path: \"codes/{code}.md\"\n    route: \"{code}/\"\n    template: code.html\n    key: code\n    title: title\n    \
           label: \"{code} {title}\"\n    summary: summary\n    fields:\n      code: {type: text, required: true}\n      \
           title: {type: text, required: true}\n      summary: {type: text}\n";
    for n in 0..pages {
        let key = (shape.key)(n);
        // One title has neither letters nor digits.
        let title = if n == 7 { "\"++\"".to_owned() } else { [word(n), word(n * 3 + 1), word(n * 5 + 2)].join(" ") };
        let summary = (0..6).map(|at| word(n * 11 + at * 17)).collect::<Vec<_>>().join(" ");
        let _ = write!(
            files,
            "== content/codes/{key}.md ==\n---\ncode: \"{key}\"\ntitle: {title}\nsummary: {summary}\n---\n"
        );
    }
    client::build(&files)
}

/// A key with two letters of its longest run of letters swapped.
fn slipped(key: &str) -> Option<String> {
    let runs = key.split(|c: char| !c.is_ascii_alphabetic());
    let longest = runs.max_by_key(|run| run.len()).filter(|run| run.len() > 3)?;
    let at = key.find(longest)? + longest.len() / 2 - 1;
    let (a, b) = (&key[at..=at], &key[at + 1..at + 2]);
    Some(format!("{}{b}{a}{}", &key[..at], &key[at + 2..])).filter(|slipped| slipped != key)
}

/// The ways in which a key is typed.
fn ways(key: &str) -> [(&'static str, Option<String>); 6] {
    let sign = |c: char| !c.is_alphanumeric();
    // Where nothing but signs parts numbers, a key without them is another number.
    let numbers = key.chars().all(|c| c.is_ascii_digit() || sign(c)) && key.contains('.');
    let bare: String = key.chars().filter(|c| !sign(*c)).collect();
    let joined = !numbers && !key.trim_start_matches('-').contains("X.") && !key.starts_with('-');
    let spaced = key.replace(sign, " ");
    [
        ("exact", Some(key.to_owned())),
        ("around", Some(format!("got {key} while saving"))),
        ("joined", Some(bare).filter(|_| joined)),
        ("spaced", Some(spaced.trim().to_owned()).filter(|_| !key.starts_with('-'))),
        ("upper", Some(key.to_uppercase())),
        ("slip", slipped(key)),
    ]
}

/// Whether the index of a site is in parts.
fn in_parts(build: &Build) -> bool {
    build.output.files.keys().any(|path| path.starts_with("assets/search/"))
}

/// Of how many keys the page is first, and how many there are, by the way of typing.
fn found(build: &Build, shape: &Shape, pages: usize) -> Vec<(&'static str, usize, usize)> {
    let mut table: Vec<(&'static str, usize, usize)> = Vec::new();
    let whole = Searcher::of(&build.output).expect("an index");
    let in_parts = in_parts(build);
    for at in 0..ASKED.min(pages) {
        let key = (shape.key)(at * pages / ASKED);
        for (place, (way, query)) in ways(&key).into_iter().enumerate() {
            if table.len() <= place {
                table.push((way, 0, 0));
            }
            let Some(query) = query else { continue };
            // Of an index in parts a new page has read nothing but the head.
            let fresh = in_parts.then(|| Searcher::of(&build.output).expect("an index"));
            let answer = fresh.as_ref().unwrap_or(&whole).search(&query).0;
            let first = answer.hits.first().map_or("", |hit| hit.key.as_str());
            table[place].2 += 1;
            if first == key && !answer.weak && answer.missing.is_empty() {
                table[place].1 += 1;
            } else {
                println!("  {}: \"{query}\" finds \"{first}\" in place of \"{key}\"", shape.name);
            }
        }
    }
    table
}

#[test]
fn a_title_without_letters_answers_only_for_its_key() {
    for pages in SIZES {
        let build = site(&SHAPES[0], pages);
        let searcher = Searcher::of(&build.output).expect("an index");
        let odd = (SHAPES[0].key)(7);
        for query in ["zzz", "merchant", "refund region", "404"] {
            let hits = searcher.search(query).0.hits;
            assert!(hits.iter().take(3).all(|hit| hit.key != odd), "\"{query}\" finds {odd} of {pages} pages");
        }
        assert_eq!(searcher.search(&odd).0.hits[0].key, odd);
    }
}

#[test]
fn a_key_is_found_first_whatever_its_shape_and_however_many_there_are() {
    let scale = std::env::var("SCALE").ok();
    let scaled = scale.is_some();
    let sizes = scale.map_or(SIZES.to_vec(), |pages| vec![pages.parse().expect("a number")]);
    let mut wrong = Vec::new();
    for pages in sizes {
        for shape in &SHAPES {
            let build = site(shape, pages);
            assert!(scaled || in_parts(&build) == (pages == SIZES[1]), "{} on {pages} pages", shape.name);
            let table = found(&build, shape, pages);
            let row: Vec<String> = table.iter().map(|(way, first, all)| format!("{way} {first} of {all}")).collect();
            println!("{pages:6} pages, {:15} {}", shape.name, row.join(", "));
            for (way, first, all) in table {
                let most = if way == "exact" { EXACT } else { OTHERWISE };
                if first * 100 < all * most {
                    wrong.push(format!("{pages} pages, {}, {way}: {first} of {all}", shape.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
