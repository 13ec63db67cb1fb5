//! What is found without a word of declaration: a word that stands only in a heading or only
//! in the text, one in Chinese or Japanese, one that a single page has, one that most have;
//! in an index of one file and in one of parts. And where no page asks for an index, none is
//! published, whatever the theme.

#[path = "common/client.rs"]
mod client;
mod common;

use statuary::source::Sources;
use statuary::{Answer, Build, Options, Record, Searcher, Sink, compile, compile_into};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::{LazyLock, Mutex};

/// How many pages the sites have: the index of the smaller is one file.
const SIZES: [usize; 2] = [60, 900];
/// How many words of its own a page has.
const OWN: usize = 50;

static SITES: LazyLock<[Build; 2]> = LazyLock::new(|| SIZES.map(|pages| client::build(&site(pages))));

/// A word of letters that no other number has.
fn own_word(n: usize) -> String {
    let letters = [1, 26, 676, 17_576].map(|part| char::from(b'a' + (n / part % 26) as u8));
    format!("q{}o{}x", String::from_iter(&letters[..2]), String::from_iter(&letters[2..]))
}

/// A site that marks nothing for search: page `n` has the key `E<n>`. All but each tenth say
/// "gateway" in their text, and each says a word of its own; a few say more.
fn site(pages: usize) -> String {
    let mut files = client::theme()
        + "== content/site.yaml ==\ntitle: Words\nbase_url: https://words.example/\nkinds:\n  code:\n    \
           path: \"{code}.md\"\n    route: \"{code}/\"\n    template: code.html\n    key: code\n    title: title\n    \
           summary: summary\n    fields:\n      code: {type: text, required: true}\n      \
           title: {type: text, required: true}\n      summary: {type: text}\n";
    for n in 0..pages {
        let (title, text) = match n {
            3 => ("Plain title", "## The ostrich asks\n\nNothing else."),
            5 => ("Plain title", "Somewhere in it a narwhal swims."),
            7 => ("网络连接超时", "请稍后重试。"),
            8 => ("Plain title", "設定を保存できませんでした。"),
            _ => ("Plain title", "Nothing else."),
        };
        let common = if n % 10 == 9 { "" } else { "The gateway is far." };
        let own: String = (0..OWN).map(|at| own_word(n * OWN + at) + " ").collect();
        let _ = write!(
            files,
            "== content/E{n}.md ==\n---\ncode: E{n}\ntitle: {title}\nsummary: One of many.\n---\n\n{text}\n\n{own}\n\n{common}\n"
        );
    }
    files
}

/// What a site that has just been opened answers.
fn answer(site: &Build, query: &str) -> Answer {
    Searcher::of(&site.output).expect("an index").search(query).0
}

/// A query finds this page first, and it is a good answer, on both sites.
#[track_caller]
fn assert_first(query: &str, key: &str) {
    for (site, pages) in SITES.iter().zip(SIZES) {
        let Answer { hits, weak, .. } = answer(site, query);
        let first = hits.first().map_or("nothing", |hit| hit.key.as_str());
        assert!(first == key && !weak, "\"{query}\" finds {first} of {pages} pages, weak: {weak}");
    }
}

/// Whether the index of a site is in parts.
fn in_parts(build: &Build) -> bool {
    build.output.files.keys().any(|path| path.starts_with("assets/search/"))
}

#[test]
fn one_index_is_a_file_and_the_other_is_in_parts() {
    assert_eq!([&SITES[0], &SITES[1]].map(in_parts), [false, true]);
}

#[test]
fn a_word_that_stands_only_in_a_heading_is_found() {
    assert_first("ostrich", "E3");
    assert_first("ostriches", "E3");
}

#[test]
fn a_word_that_stands_only_in_the_text_is_found() {
    assert_first("narwhal", "E5");
    assert_first("narwhal swims", "E5");
}

#[test]
fn chinese_and_japanese_are_found_from_any_of_their_words() {
    for query in ["网络连接超时", "连接", "超时", "稍后重试"] {
        assert_first(query, "E7");
    }
    for query in ["設定", "保存", "保存できませんでした"] {
        assert_first(query, "E8");
    }
}

#[test]
fn a_word_that_one_page_has_finds_it_alone() {
    for (site, pages) in SITES.iter().zip(SIZES) {
        for n in (0..pages).step_by(pages / 30) {
            for at in [0, OWN - 1] {
                let word = own_word(n * OWN + at);
                let Answer { hits, weak, .. } = answer(site, &word);
                let keys: Vec<&str> = hits.iter().map(|hit| hit.key.as_str()).collect();
                assert!(keys == [format!("E{n}")] && !weak, "\"{word}\" of E{n} finds {keys:?} of {pages}");
            }
        }
    }
}

#[test]
fn a_word_that_most_pages_have_lists_them() {
    for (site, pages) in SITES.iter().zip(SIZES) {
        let Answer { hits, weak, .. } = answer(site, "gateway");
        let without: Vec<&str> = hits.iter().map(|hit| hit.key.as_str()).filter(|key| key.ends_with('9')).collect();
        assert!(!weak && without.is_empty() && hits.len() == 50, "{} of {pages}, {without:?}", hits.len());
    }
}

#[test]
fn a_second_key_finds_its_page() {
    let mut files = site(20);
    files = files.replacen(
        "      summary: {type: text}\n",
        "      summary: {type: text}\n      number: {type: integer, search: key}\n",
        1,
    );
    for n in 0..20 {
        files = files.replacen(&format!("code: E{n}\n"), &format!("code: E{n}\nnumber: {}\n", 713 + n), 1);
    }
    let site = client::build(&files);
    for (query, key) in [("713", "E0"), ("725", "E12"), ("number 732", "E19")] {
        let found = answer(&site, query);
        assert_eq!(found.hits.first().map(|hit| hit.key.as_str()), Some(key), "{query}: {found:?}");
    }
}

#[test]
fn a_word_that_no_page_has_finds_nothing_good() {
    for site in SITES.iter() {
        assert!(answer(site, "xylophone").weak);
    }
}

/// The repository's own themes over pages in number enough for an index in parts; as in the
/// README's example, the home page lists all entries.
fn on_own_theme(theme: &str, search: bool) -> Build {
    let search_page = if search { "search_page: index.md\n" } else { "" };
    let mut files = format!(
        "== content/site.yaml ==\ntitle: Errors\nbase_url: https://errors.example/\n{search_page}kinds:\n  home:\n    \
         path: index.md\n    route: \"\"\n    template: entries.html\n    title: title\n    fields:\n      \
         title: {{type: text, required: true}}\n      lists: {{type: text, required: true}}\n  error:\n    \
         path: \"errors/{{code}}.md\"\n    route: \"{{code}}/\"\n    template: entry.html\n    key: code\n    title: title\n    \
         anchors: [facts, backlinks]\n    fields:\n      code: {{type: text, required: true}}\n      \
         title: {{type: text, required: true}}\n== content/index.md ==\n---\ntitle: Errors\nlists: error\n---\n"
    );
    for n in 0..300 {
        let words: String = (0..150).map(|at| own_word(n * 150 + at) + " ").collect();
        let _ = write!(files, "== content/errors/E{n}.md ==\n---\ncode: E{n}\ntitle: Error\n---\n{words}\n");
    }
    let options = Options { theme: Some(theme.to_owned()), ..Options::default() };
    let build = compile(&common::on_own_themes(&files), &options, vec![]);
    assert_eq!(build.report.errors(), 0, "the site has errors");
    build
}

/// The published files that an index is made of.
fn index_files(build: &Build) -> Vec<&String> {
    let of_index =
        |path: &&String| ["assets/search-index.", "assets/search/"].iter().any(|start| path.starts_with(start));
    build.output.files.keys().filter(of_index).collect()
}

#[test]
fn an_index_is_published_where_a_page_asks_for_it() {
    assert!(in_parts(&on_own_theme("default", true)));
}

#[test]
fn no_index_is_published_where_no_page_asks_for_one() {
    for (theme, search) in [("plain", true), ("plain", false), ("default", false)] {
        let build = on_own_theme(theme, search);
        let files = index_files(&build);
        assert!(files.is_empty(), "{theme}, with a search page: {search}: {} files, {:?}", files.len(), files[0]);
    }
}

/// Takes the paths of files, and those that come again.
#[derive(Default)]
struct Paths(Mutex<(BTreeSet<String>, Vec<String>)>);

impl Sink for Paths {
    fn put(&self, path: &str, _: &[u8], _: &Record) {
        let (paths, again) = &mut *self.0.lock().expect("no test fails here");
        if !paths.insert(path.to_owned()) {
            again.push(path.to_owned());
        }
    }
}

#[test]
fn parts_that_say_the_same_are_one_file() {
    let kind = |name: &str| {
        format!(
            "  {name}:\n    path: \"{name}/{{code}}.md\"\n    route: \"{name}/{{code}}/\"\n    template: code.html\n    \
             key: code\n    title: title\n    fields:\n      code: {{type: text, required: true}}\n      \
             title: {{type: text, required: true, search: title}}\n      more: {{type: text, search: text}}\n"
        )
    };
    let mut files = client::theme()
        + "== content/site.yaml ==\ntitle: Words\nbase_url: https://words.example/\nkinds:\n"
        + &["old", "new"].map(kind).concat();
    for (name, n) in ["old", "new"].into_iter().flat_map(|name| (100..164).map(move |n| (name, n))) {
        let more: String = (0..400).map(|at| own_word(n * 400 + at) + " ").collect();
        let _ = write!(files, "== content/{name}/E{n}.md ==\n---\ncode: E{n}\ntitle: One\nmore: {more}\n---\n");
    }
    let taken = Paths::default();
    let outcome = compile_into(&Sources::from_text(&files), &Options::default(), vec![], &taken, &|_| {});
    assert_eq!(outcome.report.errors(), 0);
    let (paths, again) = taken.0.into_inner().expect("no test fails here");
    assert!(paths.iter().any(|path| path.starts_with("assets/search/")), "the index is in parts");
    assert_eq!(again, [""; 0], "files that came twice");
}

#[test]
fn a_title_is_found_that_the_label_does_not_say() {
    for pages in SIZES {
        let files = site(pages).replace("title: title\n", "title: title\n    label: \"{code}\"\n");
        let files = files.replace("code: E11\ntitle: Plain title", "code: E11\ntitle: The marmot whistles");
        let build = client::build(&files);
        for query in ["marmot", "the marmot whistles", "marmots", "whistels"] {
            let answer = answer(&build, query);
            assert!(!answer.weak, "{pages} pages, {query}");
            assert_eq!(answer.hits.first().map(|hit| hit.key.as_str()), Some("E11"), "{pages} pages, {query}");
        }
        let answer = answer(&build, "网络连接");
        assert_eq!(answer.hits.first().map(|hit| hit.key.as_str()), Some("E7"), "{pages} pages");
    }
}

#[test]
fn letters_are_found_as_people_type_them() {
    let titles = [
        "Größe der Straße",
        "Ошибка платёж",
        "Η πληρωμή",
        "İstek hızı",
        "Łódź œuvre",
        "كَلِمة البطاقة",
        "การเชื่อมต่อ",
        "Kết nối",
    ];
    let queries = ["grosse strasse", "платеж", "πληρωμη", "istek hizi", "lodz oeuvre", "كلمة", "เชื่อม", "ket noi"];
    for pages in SIZES {
        let mut files = site(pages);
        for (at, title) in titles.iter().enumerate() {
            let code = format!("code: E{}\ntitle: ", 20 + at);
            files = files.replace(&format!("{code}Plain title"), &format!("{code}{title}"));
        }
        let build = client::build(&files);
        for (at, query) in queries.iter().enumerate() {
            for query in [(*query).to_owned(), query.to_uppercase()] {
                let first = answer(&build, &query).hits.first().map(|hit| hit.key.clone());
                assert_eq!(first, Some(format!("E{}", 20 + at)), "{pages} pages, {query}");
            }
        }
    }
}
