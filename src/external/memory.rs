//! What other sites have answered before: only what is sure, with the day on which it was.
//! The file can be deleted at any time, and one that is damaged counts as none.

use super::visit::Answer;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

/// The folder in the project, and the file in it.
const FOLDER: &str = ".statuary";
const FILE: &str = "external.json";

/// The answers by page.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Memory {
    pages: BTreeMap<String, Kept>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    /// The day, counted from the first of 1970.
    day: u64,
    answer: Answer,
}

impl Memory {
    pub fn read(root: &Path) -> Memory {
        let text = fs::read_to_string(root.join(FOLDER).join(FILE)).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// What is known of a page since a day.
    pub fn answer(&self, page: &str, since: u64) -> Option<&Answer> {
        self.pages.get(page).filter(|kept| kept.day > since).map(|kept| &kept.answer)
    }

    /// Keeps the answers of a day that are sure, and forgets what is not believed any more.
    pub fn keep(&mut self, answers: BTreeMap<String, Answer>, day: u64, since: u64) {
        for (page, answer) in answers {
            match answer {
                Answer::Good | Answer::Moved(_) | Answer::Dead(_) => {
                    self.pages.insert(page, Kept { day, answer });
                }
                Answer::NoHost | Answer::Unsure(_) => drop(self.pages.remove(&page)),
            }
        }
        self.pages.retain(|_, kept| kept.day > since || kept.day == day);
    }

    pub fn write(&self, root: &Path) -> io::Result<()> {
        let folder = root.join(FOLDER);
        fs::create_dir_all(&folder)?;
        // Nobody reads half of it.
        let new = folder.join(format!("{FILE}.new"));
        fs::write(&new, serde_json::to_string_pretty(self)? + "\n")?;
        fs::rename(new, folder.join(FILE))
    }
}
