//! A newcomer's walk over the repository's own content: mend a typo and a fact, break ten
//! things and mend them, add a code, rename a guide, take one out. All that is printed stands
//! in `walk.txt`; after a change that is meant, run the test with `UPDATE_WALK=1`.

use crate::common::{Folder, assert_text};
use crate::{copied, run};
use std::fs;
use std::path::Path;

/// A walk: the project, and what was done and printed so far.
struct Walk {
    folder: Folder,
    told: String,
}

impl Walk {
    /// Says what is done.
    fn says(&mut self, text: &str) {
        self.told.push_str(&format!("\n## {text}\n\n"));
    }

    /// Puts another text in the place of one that stands in a file.
    #[track_caller]
    fn edits(&mut self, path: &str, old: &str, new: &str) {
        let text = self.folder.read(path);
        assert!(text.contains(old), "{path} holds no {old:?}");
        self.folder.write(path, text.replacen(old, new, 1));
    }

    /// Writes more at the end of a file.
    fn adds(&mut self, path: &str, more: &str) {
        self.folder.write(path, self.folder.read(path) + more);
    }

    /// Runs a command, which ends with a status.
    #[track_caller]
    fn runs(&mut self, command: &str, status: i32) {
        let ran = run(self.folder.path(), &command.split(' ').collect::<Vec<_>>());
        let printed = format!("$ statuary {command}\n{}{}", ran.stdout, ran.stderr);
        assert_eq!(ran.status, Some(status), "{printed}");
        // Times differ from run to run, and the number of pages from one day to the next.
        let times = regex_lite::Regex::new(r" in [0-9.]+ s").unwrap().replace_all(&printed, " in no time").into_owned();
        self.told.push_str(
            &regex_lite::Regex::new("checked [0-9]+ pages").unwrap().replace_all(&times, "checked all pages"),
        );
    }
}

/// Ten slips in as many places: the file, what stands there, and what somebody writes.
const SLIPS: [(&str, &str, &str); 10] = [
    ("content/4xx/404.md", "state: standard", "state: standrd"),
    ("content/4xx/410.md", "summary: ", "sumary: "),
    ("content/4xx/404.md", "Content-Length: 122", "Content-Length: 121"),
    ("content/4xx/405.md", "\n## ", "\nSee [[4004]].\n\n## "),
    ("content/4xx/406.md", "\n## ", "\nSee [the page](../4xx/4o9.md).\n\n## "),
    ("content/4xx/408.md", "\n## ", "\n```htpp\nGET / HTTP/1.1\n```\n\n## "),
    ("content/4xx/409.md", "\n## ", "\nThis is **bold.\n\n## "),
    ("content/4xx/411.md", "checked: ", "checked: 2026-13-01 # "),
    ("content/4xx/412.md", "code: 412", "code: 421"),
    ("content/4xx/413.md", "class: 4xx", "class: [4xx"),
];

#[test]
fn newcomer_is_told_what_is_wrong_and_how_to_mend_it() {
    let mut walk = Walk { folder: copied(Path::new(env!("CARGO_MANIFEST_DIR"))), told: String::new() };
    walk.says("mends a typo");
    walk.edits("content/4xx/404.md", "because addresses", "since addresses");
    walk.runs("check", 0);

    walk.says("mends a fact, wrongly at first");
    walk.edits("content/4xx/404.md", "related: [410, 403, 405, 301]", "related: [410, 403, 4044, 301, 404]");
    walk.runs("check content/4xx/404.md", 1);
    walk.edits("content/4xx/404.md", "4044, 301, 404]", "405, 308]");
    walk.runs("check content/4xx/404.md", 0);

    walk.says("makes ten slips");
    let before: Vec<String> = SLIPS.iter().map(|(path, ..)| walk.folder.read(path)).collect();
    for (path, old, new) in SLIPS {
        walk.edits(path, old, new);
    }
    walk.runs("check", 1);
    walk.says("mends what is mended by itself");
    walk.runs("fmt", 0);
    walk.runs("check -q", 1);
    walk.says("mends the rest");
    for ((path, ..), text) in SLIPS.iter().zip(before) {
        walk.folder.write(path, text);
    }
    walk.runs("check --strict", 0);

    walk.says("adds a code");
    walk.runs("new 427 --set title=Unassigned", 0);
    walk.runs("check content/4xx/427.md", 0);
    fs::remove_file(walk.folder.path().join("content/4xx/427.md")).unwrap();

    walk.says("renames a guide");
    walk.runs("mv content/guides/200-or-204.md content/guides/ok-or-no-content.md", 0);
    walk.runs("check --strict", 0);

    walk.says("takes a guide out");
    fs::remove_file(walk.folder.path().join("content/guides/ok-or-no-content.md")).unwrap();
    walk.runs("check", 1);
    walk.adds("content/site.yaml", "\ngone:\n  guides/200-or-204/: Two pages say it better.\n");
    walk.runs("check", 0);

    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/walk.txt");
    if std::env::var_os("UPDATE_WALK").is_some() {
        fs::write(&place, walk.told.trim_start()).unwrap();
    }
    assert_text(&walk.told, &fs::read_to_string(place).unwrap_or_default());
}
