//! Loading: what is read from a project's folder, what is refused and never
//! opened, and what of `routes.lock` counts as damaged. A test that would open a
//! pipe or a device here would never end.

use crate::common::{Folder, assert_text};
use statuary::diag::{Colors, Format};
use statuary::source::{LOCK_FILE, Sources};
use statuary::{Options, compile, fingerprint, load};

/// What is loaded, and the report on it alone.
fn loaded(folder: &Folder) -> (Sources, String) {
    let (sources, problems) = load(folder.path());
    let report = statuary::diag::Report::new(problems, &sources).print(Format::Text, Colors::Never);
    (sources, report)
}

/// The report on the tiny site with such a `routes.lock`.
fn report_of_lock(text: &[u8]) -> String {
    let folder = Folder::tiny("");
    folder.write(LOCK_FILE, text);
    loaded(&folder).1
}

const HEAD: &str = "# Addresses that were published and must stay. The build adds new ones; one that\n\
                    # goes needs an alias on the page that takes its place.\n";

#[test]
fn whole_lists_of_routes_are_no_problem() {
    let comment = format!("{HEAD}/\n/404/\n\n# Linked from the printed manual.\n/old.html\n");
    for text in [HEAD.to_owned(), format!("{HEAD}/\n"), comment, format!("{HEAD}/\n/404/\n").replace('\n', "\r\n")] {
        assert_text(&report_of_lock(text.as_bytes()), "");
    }
    assert_text(&loaded(&Folder::tiny("")).1, "");
}

#[test]
fn emptied_list_of_routes_is_damaged() {
    for text in ["", "\n\n"] {
        assert_text(
            &report_of_lock(text.as_bytes()),
            "routes.lock:1:1: error[damaged-lock]: the list of published addresses is empty\n\
             help: take the file back from version control; delete it only if nothing was ever published",
        );
    }
}

#[test]
fn list_of_routes_without_its_head_is_damaged() {
    let first = HEAD.lines().next().unwrap_or_default();
    assert_text(
        &report_of_lock(b"/404/\n/410/\n"),
        &format!(
            "routes.lock:1:1: error[damaged-lock]: the list of published addresses does not begin with its head, \"{first}\"\n  \
             |\n1 | /404/\n  | ^\n\
             help: take the file back from version control; delete it only if nothing was ever published"
        ),
    );
}

#[test]
fn lines_that_are_no_routes_are_damage_told_once() {
    let conflict = format!("{HEAD}/\n<<<<<<< HEAD\n/404/\n=======\n/410/\n>>>>>>> other\n");
    assert_text(
        &report_of_lock(conflict.as_bytes()),
        "routes.lock:4:1: error[damaged-lock]: this line is no address of the site, nor are 2 more\n  \
         |\n4 | <<<<<<< HEAD\n  | ^^^^^^^^^^^^\n\
         help: take the file back from version control; delete it only if nothing was ever published",
    );
    for line in ["404/", "/404", "//404/", "/4\u{1}04/"] {
        let report = report_of_lock(format!("{HEAD}{line}\n").as_bytes());
        assert!(
            report.starts_with("routes.lock:3:1: error[damaged-lock]: this line is no address of the site"),
            "{report}"
        );
    }
}

#[test]
fn damaged_line_is_no_lost_address_as_well() {
    let folder = Folder::tiny("");
    folder.write(LOCK_FILE, format!("{HEAD}/404/\n<<<<<<< HEAD\n/404\n/410/\n"));
    let (sources, problems) = load(folder.path());
    assert_text(
        &compile(&sources, &Options::default(), problems).report.print(Format::Text, Colors::Never),
        "routes.lock:4:1: error[damaged-lock]: this line is no address of the site, nor is 1 more\n  \
         |\n4 | <<<<<<< HEAD\n  | ^^^^^^^^^^^^\n\
         help: take the file back from version control; delete it only if nothing was ever published\n\n\
         routes.lock:6:1: error[lost-route]: the address /410/ was published, and no page has it any more\n  \
         |\n6 | /410/\n  | ^^^^^\n\
         help: put its page back, or add `aliases: [410/]` to the page that takes its place; where none does, `410/: the reason` below `gone:` in content/site.yaml; where nobody was ever given the address, take the line out of routes.lock",
    );
}

#[test]
fn binary_list_of_routes_is_no_text() {
    for bytes in [&b"# Addresses\0\0\0"[..], b"\xff\xfe/\0"] {
        let report = report_of_lock(bytes);
        assert!(report.starts_with("routes.lock:1:1: error[not-text]: this file is no text\n"), "{report}");
    }
}

#[test]
fn folder_in_the_place_of_the_list_of_routes_is_refused() {
    let folder = Folder::tiny("== routes.lock/file ==\n");
    assert_text(
        &loaded(&folder).1,
        "routes.lock:1:1: error[not-a-file]: this is a folder, and only a plain file can be read\n\
         help: put a file in its place, or remove it",
    );
}

#[test]
fn damaged_list_of_routes_keeps_the_site_from_being_built() {
    let folder = Folder::tiny("");
    folder.write(LOCK_FILE, "");
    let (sources, problems) = load(folder.path());
    assert_eq!(compile(&sources, &Options::default(), problems).report.errors(), 1);
}

#[test]
fn what_editors_and_systems_leave_behind_is_passed_over() {
    let folder = Folder::tiny("");
    let before = loaded(&folder).0;
    let names = [
        "#404.md#",
        "4913",
        "404.md.bak",
        "404.md.orig",
        "404.md___jb_tmp___",
        "desktop.ini",
        "Icon\r",
        "404.md.tmp",
        "~$404.md",
        "404.md~",
        ".404.md.swp",
        "Thumbs.db",
        "._404.md",
        ".DS_Store",
    ];
    for at in ["content/4xx", "content/static", "content/tables", "themes/default/templates"] {
        names.iter().for_each(|name| folder.write(&format!("{at}/{name}"), "left behind"));
    }
    let (sources, report) = loaded(&folder);
    assert_text(&report, "");
    assert!(sources == before, "more was loaded: {:?}", sources.iter().map(|(path, _)| path).collect::<Vec<_>>());
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_look_the_same_are_the_same() {
    let folder = Folder::tiny("");
    folder.write("content/static/cafe\u{301}.txt", "one");
    let (sources, report) = loaded(&folder);
    assert_text(&report, "");
    assert_eq!(sources.text("content/static/caf\u{e9}.txt"), "one");
    folder.write("content/static/caf\u{e9}.txt", "two");
    assert_text(
        &loaded(&folder).1,
        "content/static/caf\u{e9}.txt:1:1: error[repeated-file]: another file has the same name, its letters written in another way\n  \
         |\n1 | one\n  | ^\n\
         help: remove one of the two; one writes a letter with its accent as one character, the other as two",
    );
}

#[cfg(unix)]
mod links {
    use super::*;
    use std::os::unix::fs::symlink;
    use std::path::Path;
    use std::process::Command;

    /// The tiny site with a link, what it is called in the report, and what is
    /// loaded. The link must have been refused and nothing of it loaded.
    #[track_caller]
    fn refused(to: &str, what: &str) {
        for at in ["content/static/link", "themes/default/assets/link.css", "content/4xx/link.md"] {
            let folder = Folder::tiny("== content/static/file ==\ntext\n== content/.hidden ==\nsecret\n");
            link(&folder, to, at);
            let (sources, report) = loaded(&folder);
            let help = "put a copy of the file in the place of the link, or remove it";
            assert_text(&report, &format!("{at}:1:1: error[link-refused]: this link to \"{to}\" {what}\nhelp: {help}"));
            assert!(sources.get(at).is_none() && !sources.iter().any(|(path, _)| path.starts_with(&format!("{at}/"))));
            fingerprint(folder.path());
        }
    }

    fn link(folder: &Folder, to: &str, at: &str) {
        let at = folder.path().join(at);
        std::fs::create_dir_all(at.parent().unwrap_or(&at)).expect("a folder for the link");
        symlink(to, at).expect("a link for the test");
    }

    fn pipe(at: &Path) {
        assert!(Command::new("mkfifo").arg(at).status().is_ok_and(|status| status.success()));
    }

    #[test]
    fn links_out_of_the_project_are_refused() {
        for to in ["/etc/passwd", "/etc", "/", "/dev/zero", "/dev/null"] {
            refused(to, "leads out of content/ and themes/");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn links_to_what_the_system_knows_of_the_process_are_refused() {
        refused("/proc/self/environ", "leads out of content/ and themes/");
        refused("/proc/self/fd/0", "leads out of content/ and themes/");
    }

    #[test]
    fn links_to_other_files_of_the_project_are_refused() {
        let folder = Folder::tiny("== secret ==\ntext\n");
        link(&folder, "../../secret", "content/static/link");
        assert!(loaded(&folder).1.contains("this link to \"../../secret\" leads out of content/ and themes/"));
    }

    #[test]
    fn links_to_nothing_cannot_be_read() {
        for to in ["nowhere", "link"] {
            let folder = Folder::tiny("== content/static/file ==\n");
            link(&folder, to, "content/static/link");
            let start = "content/static/link:1:1: error[unreadable]: this file cannot be read: ";
            assert!(loaded(&folder).1.starts_with(start), "{}", loaded(&folder).1);
            fingerprint(folder.path());
        }
    }

    #[test]
    fn links_to_folders_are_refused_wherever_they_lie() {
        for to in [".", "..", "../../content"] {
            let folder = Folder::tiny("");
            link(&folder, to, "content/4xx/link");
            let (sources, report) = loaded(&folder);
            assert!(
                report.starts_with(&format!("content/4xx/link:1:1: error[link-refused]: this link to \"{to}\" leads ")),
                "{report}"
            );
            assert!(sources == loaded(&Folder::tiny("")).0, "more was loaded than without the link");
        }
    }

    #[test]
    fn links_to_hidden_files_are_refused() {
        let folder = Folder::tiny("== content/.hidden ==\nsecret\n== content/static/x ==\n");
        link(&folder, "../.hidden", "content/static/link");
        assert!(loaded(&folder).1.contains("this link to \"../.hidden\" leads to a hidden file"));
    }

    #[test]
    fn chain_of_links_counts_by_its_end() {
        let folder = Folder::tiny("");
        link(&folder, "/etc/passwd", "outside");
        link(&folder, "../../outside", "content/static/a");
        link(&folder, "a", "content/static/b");
        let (sources, report) = loaded(&folder);
        for (name, to) in [("a", "../../outside"), ("b", "a")] {
            let expected =
                format!("content/static/{name}:1:1: error[link-refused]: this link to \"{to}\" leads out of");
            assert!(report.contains(&expected), "{report}");
        }
        assert!(!sources.iter().any(|(path, _)| path.starts_with("content/static/")));
    }

    #[test]
    fn links_to_files_of_the_site_stand_for_them() {
        let folder = Folder::tiny("== content/static/deep/file ==\ntext\n");
        link(&folder, "deep/file", "content/static/a");
        link(&folder, "../../content/static/a", "themes/default/b.txt");
        let (sources, report) = loaded(&folder);
        assert_text(&report, "");
        assert_eq!((sources.text("content/static/a"), sources.text("themes/default/b.txt")), ("text\n", "text\n"));
    }

    #[test]
    fn link_in_the_place_of_all_content_is_refused() {
        let folder = Folder::empty();
        let elsewhere = Folder::tiny("");
        let to = elsewhere.path().join("content");
        symlink(&to, folder.path().join("content")).expect("a link for the test");
        let (sources, report) = loaded(&folder);
        assert!(report.starts_with("content:1:1: error[link-refused]: this link to \""), "{report}");
        assert_eq!(sources.iter().count(), 0);
        // Its own stamp and that of what it stands for.
        assert_eq!(fingerprint(folder.path()).len(), 2);
    }

    #[test]
    fn project_that_is_reached_by_a_link_is_read() {
        let around = Folder::empty();
        let site = Folder::tiny("== content/static/file ==\ntext\n");
        link(&site, "file", "content/static/link");
        let root = around.path().join("link");
        symlink(site.path(), &root).expect("a link for the test");
        let (sources, problems) = load(&root);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(sources.text("content/static/link"), "text\n");
    }

    #[test]
    fn pipes_and_sockets_are_told_and_not_opened() {
        let folder = Folder::tiny("== content/static/file ==\n");
        let place = |name: &str| folder.path().join("content/static").join(name);
        pipe(&place("pipe"));
        symlink("pipe", place("to-pipe")).expect("a link for the test");
        // A socket's whole path has to be short, so it is made under another name.
        let short = std::env::temp_dir().join(format!("statuary-load-{}", std::process::id()));
        let _ = std::fs::remove_file(&short);
        let socket = std::os::unix::net::UnixListener::bind(&short).expect("a socket for the test");
        let moved = std::fs::rename(&short, place("socket")).is_ok();
        let report = loaded(&folder).1;
        let line = |name: &str, what: &str| {
            format!(
                "content/static/{name}:1:1: error[not-a-file]: this is {what}, and only a plain file can be read\n\
                 help: put a file in its place, or remove it"
            )
        };
        assert!(report.contains(&line("pipe", "a named pipe")), "{report}");
        assert!(report.contains(&line("to-pipe", "a named pipe")), "{report}");
        assert!(!moved || report.contains(&line("socket", "a socket")), "{report}");
        assert!(fingerprint(folder.path()).iter().any(|(path, ..)| path == "content/static/pipe"));
        drop(socket);
        let _ = std::fs::remove_file(&short);
    }

    #[test]
    fn list_of_routes_that_is_a_link_or_a_pipe_is_refused() {
        for to in ["/etc/passwd", "/dev/zero", "content/site.yaml", "nowhere"] {
            let folder = Folder::tiny("");
            link(&folder, to, LOCK_FILE);
            let (sources, report) = loaded(&folder);
            assert_text(
                &report,
                "routes.lock:1:1: error[not-a-file]: this is a link, and only a plain file can be read\n\
                 help: put a file in its place, or remove it",
            );
            assert!(sources.get(LOCK_FILE).is_none());
        }
        let folder = Folder::tiny("");
        pipe(&folder.path().join(LOCK_FILE));
        assert!(loaded(&folder).1.starts_with("routes.lock:1:1: error[not-a-file]: this is a named pipe"));
        fingerprint(folder.path());
    }
}
