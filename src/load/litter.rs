//! What editors, file managers and version control leave beside the files they work
//! on. It is passed over wherever it lies, also where files are published as they lie
//! there: nobody wants a backup published.

/// Files by their whole name, in lower case.
const NAMES: [&str; 8] =
    [".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", ".directory", ".git", "__macosx"];

/// Files by the start of their name: locks, and resources of another system.
const STARTS: [&str; 5] = ["~$", ".#", "._", ".~lock.", ".goutputstream-"];

/// Files by the end of their name, in lower case: backups, swap files and half-written
/// ones.
const ENDS: [&str; 14] = [
    "~",
    ".swp",
    ".swo",
    ".swn",
    ".swx",
    ".bak",
    ".orig",
    ".rej",
    ".tmp",
    ".temp",
    ".save",
    ".kate-swp",
    "___jb_tmp___",
    "___jb_old___",
];

/// Whether such a name is that of litter.
pub fn is_litter(name: &str, is_folder: bool) -> bool {
    let lower = name.to_lowercase();
    if NAMES.contains(&lower.as_str()) {
        return true;
    }
    let is_autosave = name.len() > 1 && name.starts_with('#') && name.ends_with('#');
    let is_marked = STARTS.iter().any(|start| name.starts_with(start)) || ENDS.iter().any(|end| lower.ends_with(end));
    !is_folder && (is_autosave || is_marked || is_probe(name) || lower.contains(".sb-"))
}

/// Vim tries out whether it may write into a folder with a file called 4913, or where
/// there is one, 123 more.
fn is_probe(name: &str) -> bool {
    let number: Option<u32> = name.parse().ok().filter(|number| (4913..=4913 + 10 * 123).contains(number));
    number.is_some_and(|number| (number - 4913).is_multiple_of(123) && !name.starts_with('+'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn litter_is_told_from_what_somebody_wrote() {
        let litter = [
            "#404.md#",
            "4913",
            "5036",
            "404.md.bak",
            "404.md.orig",
            "404.md.BAK",
            "404.md___jb_tmp___",
            "desktop.ini",
            "Desktop.ini",
            "Thumbs.db",
            "Icon\r",
            "404.md.tmp",
            "~$404.md",
            "404.md~",
            ".404.md.swp",
            ".#404.md",
            "._404.md",
            ".DS_Store",
            "404.md.sb-1a2b3c4d-Xy",
            "404.md.rej",
        ];
        let written = [
            "404.md",
            "4913.md",
            "4914",
            "#",
            "#404.md",
            "icon",
            "Icon.svg",
            "bak",
            "tmp.md",
            ".well-known",
            "~",
            "original",
        ];
        for name in litter {
            assert!(is_litter(name, false), "{name}");
        }
        for name in written.iter().filter(|name| **name != "~") {
            assert!(!is_litter(name, false), "{name}");
        }
        for name in ["4913", "x.tmp", "#1#"] {
            assert!(!is_litter(name, true), "a folder {name}");
        }
        assert!(is_litter(".git", true) && is_litter("__MACOSX", true));
    }
}
