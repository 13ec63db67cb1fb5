//! Runs that are broken off at any point, and those that come after.

use super::*;
use std::collections::BTreeMap;

/// Runs a check for each checkpoint at which going from [`OLD`] to [`NEW`] can
/// be broken off, and gives their number.
fn at_every_checkpoint(check: impl Fn(&Project, usize)) -> usize {
    for at in 0.. {
        let project = Project::new();
        project.publish(&OLD).expect("the old site can be published");
        FOREIGN.iter().for_each(|(path, text)| project.put(path, text));
        if !project.broken_off(&NEW, at) {
            return at;
        }
        check(&project, at);
    }
    unreachable!("a run has an end")
}

/// All that the project holds after a site was published in one go.
fn clean(files: &[(&str, &str)]) -> Vec<String> {
    let project = Project::new();
    project.publish(files).expect("the site can be published");
    FOREIGN.iter().for_each(|(path, text)| project.put(path, text));
    shown(&project.root)
}

#[test]
fn at_every_checkpoint_each_file_is_old_or_new() {
    let checkpoints = at_every_checkpoint(|project, at| {
        let found: BTreeMap<String, String> = project
            .shown()
            .iter()
            .map(|line| line.split_once(" = ").unwrap_or_else(|| panic!("checkpoint {at}: {line}")))
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .collect();
        for (path, text) in &found {
            let known = OLD.iter().chain(&NEW).chain(&FOREIGN);
            assert!(known.into_iter().any(|file| *file == (path, text)), "checkpoint {at}: {path} = {text}");
        }
        let lasting = OLD.iter().filter(|(path, _)| NEW.iter().any(|(new, _)| new == path)).chain(&FOREIGN);
        for (path, _) in lasting {
            assert!(found.contains_key(*path), "checkpoint {at}: {path} is missing");
        }
    });
    // Six files to stage, a manifest, three stale files in the way, six to
    // rename, two more stale ones, the final manifest.
    let steps = 6 + 1 + 3 + 6 + 2 + 1;
    assert!(checkpoints >= steps, "only {checkpoints} checkpoints");
}

#[test]
fn at_every_checkpoint_pages_have_their_assets_and_the_sitemap_its_pages() {
    at_every_checkpoint(|project, at| {
        let found = project.shown();
        let is_new = |wanted: &str| found.iter().any(|line| line == &format!("{wanted} = new"));
        let pages = ["changed/index.html", "come/index.html", "file/index.html"];
        assert!(is_new("assets/style.2.css") || !pages.into_iter().any(is_new), "checkpoint {at}: {found:#?}");
        assert!(pages.into_iter().all(is_new) || !is_new("sitemap.xml"), "checkpoint {at}: {found:#?}");
    });
}

#[test]
fn the_next_publish_finishes_what_was_broken_off() {
    at_every_checkpoint(|project, at| {
        project.publish(&NEW).unwrap_or_else(|refused| panic!("checkpoint {at}: {refused}"));
        assert_eq!(shown(&project.root), clean(&NEW), "checkpoint {at}");
    });
}

#[test]
fn what_was_broken_off_can_be_taken_back() {
    at_every_checkpoint(|project, at| {
        project.publish(&OLD).unwrap_or_else(|refused| panic!("checkpoint {at}: {refused}"));
        assert_eq!(shown(&project.root), clean(&OLD), "checkpoint {at}");
    });
}

#[test]
fn after_a_break_a_third_site_leaves_nothing_of_the_two_before() {
    let third = [("same/index.html", "same")];
    at_every_checkpoint(|project, at| {
        let published = project.publish(&third).unwrap_or_else(|refused| panic!("checkpoint {at}: {refused}"));
        assert_eq!(published.kept, [""; 0], "checkpoint {at}");
        assert_eq!(shown(&project.root), clean(&third), "checkpoint {at}");
    });
}

#[test]
fn a_run_that_fails_leaves_no_stage() {
    at_every_checkpoint(|project, at| {
        assert_eq!(names(&project.target().join(HOME)), ["lock", "seen"], "checkpoint {at}");
    });
}
