//! What is wrong with the keys of a mapping, wherever one is read.

use super::front_matter::Yaml;
use super::node::Step;
use super::slip::strange;
use crate::diag::{Diagnostic, choices_help, sure};
use crate::source::Span;

/// A key that is not declared.
pub fn unknown_key(file: &Yaml, path: &[Step], key: &str, choices: &[&str]) -> Diagnostic {
    if let Some((at, c, (name, _))) = key.char_indices().find_map(|(at, c)| Some((at, c, strange(c)?))) {
        let plain: String = key.chars().filter(|c| strange(*c).is_none()).collect();
        let start = file.span(path).start + at;
        let span = Span::new(&*file.path, start..start + c.len_utf8());
        if at == 0 {
            let message = format!("{name} (U+{:04X}) stands here", u32::from(c));
            return Diagnostic::error("unknown-field", span, message).help("indent with plain spaces");
        }
        let message = format!("{name} (U+{:04X}) stands in the name \"{plain}\"", u32::from(c));
        return Diagnostic::error("unknown-field", span, message).help(format!("write `{plain}:` without it"));
    }
    let help = choices_help("fields", key, choices.iter().copied());
    let help = if help.is_empty() { format!("fields are {}", choices.join(", ")) } else { help };
    Diagnostic::error("unknown-field", file.span(path), format!("there is no field \"{key}\" here"))
        .help(help)
        .cure(sure(key, choices.iter().copied()).map(str::to_owned))
}

/// A key that stands twice in one mapping.
pub fn repeated_key(file: &Yaml, path: &[Step], key: &str) -> Diagnostic {
    Diagnostic::error("repeated-field", file.span(path), format!("the field \"{key}\" is given twice"))
        .help("keep one of the two; a list takes several values")
}

/// That two files hold the rows of one table.
pub fn second_file(first: &str, second: &str, name: &str) -> Diagnostic {
    let message = format!("the rows of the table \"{name}\" stand in another file already");
    Diagnostic::error("repeated-table", Span::file(second), message)
        .help(format!("that is {first}; keep one of the two"))
}
