//! The preview: whatever is edited in whatever order, each file that is asked for, and the
//! report, are those of a build that knows of nothing before.

use crate::site::{Numbers, Site};
use statuary::diag::{Colors, Format, Report};
use statuary::preview::{Change, Preview, Shown};
use statuary::source::{Source, Sources};
use statuary::{Options, compile};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// What changed between two states of the files, as watching them tells it.
fn change(before: &Sources, now: &Sources) -> Change {
    let paths = |sources: &Sources| sources.iter().map(|(path, _)| path.to_owned()).collect::<Vec<_>>();
    if paths(before) != paths(now) {
        return Change::All(now.clone(), vec![]);
    }
    let others = now.iter().filter(|(path, source)| before.get(path) != Some(*source));
    Change::Some(others.map(|(path, source)| (path.to_owned(), source.clone())).collect())
}

fn printed(report: &Report) -> String {
    report.print(Format::Text, Colors::Never)
}

/// The report of a preview, as it is told in the end.
fn report_of(shown: &Result<Arc<Shown>, Report>) -> String {
    match shown {
        Ok(shown) => printed(&shown.report(&AtomicBool::new(false)).unwrap()),
        Err(report) => printed(report),
    }
}

#[test]
fn whatever_is_edited_is_shown_as_a_build_makes_it() {
    let options = Options { preview: true, ..Options::default() };
    let (mut errors, mut words) = (0, 0);
    for seed in 0..6 {
        let (mut numbers, mut site) = (Numbers(100 + seed), Site::new());
        let mut preview = Preview::new(options.clone());
        site.bilingual = seed > 3;
        for step in 0..40 {
            for _ in 0..numbers.below(3) {
                site.edit(&mut numbers);
            }
            let (what, sources) = (format!("seed {seed}, step {step}"), site.sources());
            let shown = preview.take(change(preview.sources(), &sources));
            let fresh = compile(&sources, &options, vec![]);
            // In some rounds nobody looks through the site, as when saves follow each other.
            let is_checked = numbers.below(3) > 0;
            if is_checked {
                assert_eq!(report_of(&shown), printed(&fresh.report), "{what}");
            }
            match shown {
                Ok(shown) if fresh.report.errors() == 0 => {
                    words += usize::from(shown.is_same_but_for_words());
                    for (path, bytes) in fresh.output.files.iter().filter(|_| is_checked) {
                        let found = shown.file(path).unwrap();
                        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                        assert!(
                            found.as_ref() == Some(bytes),
                            "{what}: {path} is {:?}",
                            found.map(|found| text(&found))
                        );
                    }
                    assert!(shown.file("nothing/index.html").unwrap().is_none());
                }
                _ => errors += 1,
            }
        }
    }
    assert!(words > 10 && errors > 5, "{words} changes of words alone, {errors} sites with errors");
}

#[test]
fn page_that_cannot_be_made_is_told_when_it_is_asked_for_and_when_all_are_looked_through() {
    let mut site = Site::new();
    let mut preview = Preview::new(Options::default());
    let good = preview.take(Change::All(site.sources(), vec![])).unwrap();
    assert_eq!(report_of(&Ok(good)), "");
    let mut sources = site.sources();
    let code = "themes/default/templates/code.html";
    let broken = sources.text(code).replace("{{ page.body }}", "{{ page.body.nothing.more }}");
    sources.insert_text(code, broken);
    let shown = preview.take(change(preview.sources(), &sources)).unwrap();
    let told = shown.file("402/index.html").unwrap_err();
    assert!(printed(&told).contains(code), "{}", printed(&told));
    assert!(shown.file("index.html").unwrap().is_some());
    assert!(report_of(&Ok(shown)).contains(code));
    // Words elsewhere do not hide it.
    site.pages.get_mut(&401).unwrap().body = 1;
    let mut edited = site.sources();
    edited.insert_text(code, sources.text(code));
    let shown = preview.take(change(preview.sources(), &edited));
    assert!(report_of(&shown).contains(code));
}

#[test]
fn preview_has_no_worker_of_its_own_and_takes_away_another() {
    let mut preview = Preview::new(Options { preview: true, ..Options::default() });
    let shown = preview.take(Change::All(Site::new().sources(), vec![])).unwrap();
    let worker = shown.file("sw.js").unwrap().unwrap();
    assert!(String::from_utf8_lossy(&worker).contains("unregister"));
}

#[test]
fn what_is_wrong_elsewhere_is_told_after_each_edit_until_it_is_mended() {
    let sources = |marked: &str, body: &str| {
        let mut sources = Site::new().sources();
        for (code, text) in [(401, marked), (402, body)] {
            let path = format!("content/4xx/{code}.md");
            let page = format!("{}\n{text}\n", sources.text(&path));
            sources.insert_text(path, page);
        }
        sources
    };
    let mut preview = Preview::new(Options::default());
    preview.take(Change::All(sources("A **word.", "One."), vec![])).unwrap();
    for body in ["Two.", "Three."] {
        let now = sources("A **word.", body);
        let shown = preview.take(change(preview.sources(), &now)).unwrap();
        assert!(shown.is_same_but_for_words());
        assert!(report_of(&Ok(shown)).contains("warning[open-emphasis]"));
    }
    // A page that has a warning of its own is not joined anew either.
    for (marked, told) in [("More of a **word.", true), ("A `code.", true), ("A **word**.", false), ("A **word.", true)]
    {
        let now = sources(marked, "Three.");
        let shown = preview.take(change(preview.sources(), &now)).unwrap();
        assert!(shown.is_same_but_for_words(), "{marked}");
        let report = report_of(&Ok(shown));
        assert_eq!(report, printed(&compile(&now, &Options { preview: true, ..Options::default() }, vec![]).report));
        assert_eq!(!report.is_empty(), told, "{report}");
    }
    let mended = preview.take(change(preview.sources(), &sources("A **word**.", "Three.")));
    assert_eq!(report_of(&mended), "");
}

#[test]
fn page_that_is_written_loses_the_day_of_its_last_change() {
    let code = "content/4xx/401.md";
    let mut sources = Site::new().sources();
    sources.insert_text("content/site.yaml", format!("last_changed: git\n{}", sources.text("content/site.yaml")));
    sources.set_days([(code.to_owned(), "2020-01-02".to_owned())].into());
    let mut preview = Preview::new(Options::default());
    let sitemap = |shown: &Shown| String::from_utf8_lossy(&shown.file("sitemap.xml").unwrap().unwrap()).into_owned();
    let shown = preview.take(Change::All(sources.clone(), vec![])).unwrap();
    assert!(sitemap(&shown).contains("401/</loc><lastmod>2020-01-02</lastmod>"));
    let edited = Source::from_text(code, format!("{}\nMore words.\n", sources.text(code)));
    let shown = preview.take(Change::Some(vec![(code.to_owned(), edited)])).unwrap();
    assert!(!sitemap(&shown).contains("lastmod"));
}
