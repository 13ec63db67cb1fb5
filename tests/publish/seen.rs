//! What is known of files without reading them.

use super::*;

/// Publishes a site, and the same again after something was done to the target.
fn after(files: &[(&str, &str)], done: impl Fn(&Project)) -> (Published, Vec<String>) {
    let project = Project::new();
    project.publish(&OLD).unwrap();
    done(&project);
    let published = project.publish(files).unwrap();
    (published, shown(&project.target()))
}

#[test]
fn a_build_that_knows_what_it_saw_equals_one_that_reads() {
    let seen = |project: &Project| project.target().join(HOME).join("seen");
    for files in [&OLD[..], &NEW[..], &[]] {
        let with = after(files, |_| {});
        for damaged in ["", "statuary seen 1 0\n", "nonsense", "\0"] {
            assert_eq!(after(files, |project| write(&seen(project), damaged)), with, "{damaged:?}");
        }
        assert_eq!(after(files, |project| fs::remove_file(seen(project)).unwrap()), with);
        let one_letter = |project: &Project| {
            let text = fs::read_to_string(seen(project)).unwrap();
            let (head, rest) = text.split_at(text.len() / 2);
            let other = if rest.starts_with('0') { "1" } else { "0" };
            write(&seen(project), &format!("{head}{other}{}", rest.chars().skip(1).collect::<String>()));
        };
        assert_eq!(after(files, one_letter), with);
    }
}

#[test]
fn a_file_changed_to_another_of_the_same_size_is_noticed_at_once() {
    for _ in 0..20 {
        let project = Project::new();
        project.publish(&[("a.html", "one"), ("b.html", "b")]).unwrap();
        // In the same moment as far as the clock of the disk can tell.
        fs::write(project.target().join("a.html"), "two").unwrap();
        let published = project.publish(&[("a.html", "one"), ("b.html", "b")]).unwrap();
        assert_eq!((published.written, published.edited), (1, vec!["a.html".to_owned()]));
        assert_eq!(project.shown(), ["a.html = one", "b.html = b"]);
    }
}

/// On unix a file can be unreadable; what is known of it is then all there is. The
/// test asks instead whether the bytes are read at all: they are changed under a
/// stamp that stays.
#[cfg(unix)]
#[test]
fn a_file_that_was_seen_is_not_read_again() {
    let project = Project::new();
    project.publish(&[("a.html", "one")]).unwrap();
    let day = age(&project.target());
    // Read once, since its date changed, and known from then on.
    project.publish(&[("a.html", "one")]).unwrap();
    let place = project.target().join("a.html");
    fs::write(&place, "two").unwrap();
    File::options().write(true).open(&place).unwrap().set_modified(day).unwrap();
    assert_eq!(project.publish(&[("a.html", "one")]).unwrap().unchanged, 1);
    fs::remove_file(project.target().join(HOME).join("seen")).unwrap();
    assert_eq!(project.publish(&[("a.html", "one")]).unwrap().edited, ["a.html"]);
}
