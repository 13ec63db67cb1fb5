//! What each kind of problem means: one file for each code, with the smallest example and
//! the cure. They are for people who ask; a report itself says all that mending needs.

use super::nearest;

/// Entries by their codes, out of the files of these names.
macro_rules! entries {
    ($($code:literal)*) => {
        [$(($code, include_str!(concat!("explained/", $code, ".md")))),*]
    };
}

/// Every code with its entry, in their order.
const ENTRIES: &[(&str, &str)] = &entries! {
    "bad-alias"
    "bad-export"
    "bad-route"
    "blocked"
    "control-character"
    "csv"
    "curly-quotes"
    "cut-value"
    "damaged-lock"
    "dead-address"
    "dead-anchor"
    "dead-link"
    "draft-link"
    "empty-link"
    "exchange"
    "heading-id"
    "heading-level"
    "invisible-character"
    "joined-entry"
    "json"
    "left-behind"
    "limit"
    "link-refused"
    "link-scheme"
    "lone-tab"
    "lost-page"
    "lost-place"
    "lost-query"
    "lost-route"
    "lost-text"
    "low-contrast"
    "merge-leftover"
    "missing-field"
    "moved-address"
    "no-alternative"
    "no-code"
    "no-definition"
    "no-front-matter"
    "no-group"
    "no-heading"
    "no-hue"
    "no-kind"
    "no-link"
    "no-original"
    "no-page"
    "no-semicolon"
    "no-site"
    "no-summary"
    "no-table"
    "no-task"
    "no-template"
    "no-theme"
    "no-version"
    "not-a-file"
    "not-a-font"
    "not-a-picture"
    "not-an-address"
    "not-covered"
    "not-inline"
    "not-json"
    "not-text"
    "old-export"
    "open-code"
    "open-comment"
    "open-emphasis"
    "open-fence"
    "open-front-matter"
    "own-parent"
    "path-mismatch"
    "published-draft"
    "raw-html"
    "repeated-definition"
    "repeated-field"
    "repeated-file"
    "repeated-id"
    "repeated-item"
    "repeated-key"
    "repeated-kind"
    "repeated-tab"
    "repeated-table"
    "repeated-value"
    "route-collision"
    "second-front-matter"
    "self-reference"
    "skipped-level"
    "stray-file"
    "table-cells"
    "taken-address"
    "taken-anchor"
    "taken-name"
    "template"
    "template-syntax"
    "theme-circle"
    "translated-fact"
    "unclear-link"
    "unknown-alert"
    "unknown-choice"
    "unknown-colour"
    "unknown-field"
    "unknown-kind"
    "unknown-language"
    "unknown-mark"
    "unknown-property"
    "unknown-reference"
    "unknown-row"
    "unknown-table"
    "unknown-word"
    "unlocked-route"
    "unmeant-heading"
    "unpaired-brace"
    "unreadable"
    "unsure-address"
    "untranslated"
    "unused-definition"
    "unwritten"
    "wrong-label"
    "wrong-limit"
    "wrong-type"
    "wrong-value"
    "yaml"
};

/// The entry of a code, as markdown.
pub fn explained(code: &str) -> Option<&'static str> {
    ENTRIES.iter().find(|(known, _)| *known == code).map(|(_, entry)| *entry)
}

/// All codes, each with the first sentence of its entry.
pub fn all_explained() -> impl Iterator<Item = (&'static str, String)> {
    ENTRIES.iter().map(|(code, entry)| (*code, first_sentence(entry)))
}

/// The codes that a word may have been meant for: the nearest one, and those of which
/// it is a part.
pub fn codes_like(word: &str) -> Vec<&'static str> {
    let codes = || ENTRIES.iter().map(|(code, _)| *code);
    let lower = word.to_lowercase();
    let near = nearest(word, codes());
    let around = codes().filter(|code| lower.len() > 2 && code.contains(&lower) && Some(*code) != near);
    near.into_iter().chain(around).collect()
}

fn first_sentence(entry: &str) -> String {
    let text = entry.split("\n\n").nth(1).unwrap_or_default().replace('\n', " ");
    let end = text.find(". ").map_or(text.len(), |at| at + 1);
    let sentence = &text[..end];
    sentence.strip_suffix('.').unwrap_or(sentence).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_finds_the_codes_that_it_is_part_of() {
        assert_eq!(codes_like("unknown-rwo"), ["unknown-row"]);
        assert_eq!(codes_like("anchor"), ["dead-anchor", "taken-anchor"]);
        assert_eq!(codes_like("banana"), [""; 0]);
    }
}
