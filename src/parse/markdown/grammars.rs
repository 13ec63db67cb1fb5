//! Colours of the languages whose grammars come along with the program: those of Sublime Text
//! that `bat` collects. They are loaded when the first block asks for one.
//!
//! A grammar is a set of expressions that are tried at every place of a line, and some take
//! far longer than the line is long. So no long line and no long block is read: an answer
//! that depends on a clock would differ from machine to machine.

use super::marked::Marked;
use std::sync::LazyLock;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

/// How many bytes a block has at most that is coloured, and a line of one.
const MOST_BYTES: usize = 1 << 14;
const MOST_BYTES_OF_A_LINE: usize = 500;

/// How long the name of a grammar is at most that is shown: longer ones tell of its making.
const MOST_BYTES_OF_A_NAME: usize = 12;

/// How many of the scopes around a token are asked for its class.
const MOST_SCOPES: usize = 16;

/// Words behind fences that are neither the name of a grammar nor the ending of its files, by
/// such an ending.
#[rustfmt::skip]
const OTHER_NAMES: [(&str, &[&str]); 35] = [
    (".env", &["dotenv"]), (".gitignore", &["gitignore"]), ("asm", &["assembly"]), ("awk", &["gawk"]),
    ("bat", &["batch"]), ("c", &["h"]), ("coffee", &["coffeescript"]), ("cpp", &["cuda"]), ("cs", &["csharp"]),
    ("css", &["less", "sass", "scss"]), ("dockerfile", &["docker"]), ("dot", &["graphviz"]),
    ("f90", &["fortran"]), ("fsx", &["fs", "fsharp"]),
    ("go", &["golang"]), ("htaccess", &["apache", "apacheconf", "httpd"]), ("html", &["handlebars", "hbs", "markup"]),
    ("ini", &["systemd"]), ("jinja2", &["django", "njk", "nunjucks"]), ("js", &["jsx", "mjs", "mongodb"]),
    ("log", &["logs"]), ("lua", &["luau"]), ("md", &["mdx"]), ("mm", &["objc", "objectivec"]), ("ps1", &["pwsh"]),
    ("py", &["python3"]), ("pyx", &["cython"]), ("re", &["regex", "regexp"]), ("rst", &["restructuredtext"]),
    ("scm", &["scheme"]),
    ("sql", &["mysql", "pgsql", "plsql", "postgresql", "psql", "sqlite", "tsql"]),
    ("ssh_config", &["ssh-config"]), ("vim", &["vimscript"]),
    ("xml", &["mathml", "soap", "wsdl", "xsl"]), ("yaml", &["openapi", "swagger"]),
];

/// Words that are endings of files too, and mean something else behind a fence.
const NO_NAMES: [&str; 12] =
    ["build", "comp", "conf", "group", "help", "msg", "resource", "rest", "t", "tab", "url", "v"];

/// Grammars that may take an hour for a line such as `a-a-a-a-`. What they are for is read as CSS.
const SLOW: [&str; 3] = ["Less", "SCSS", "Sass"];

/// The classes of scopes, the first that fits; none where that ends what is around it. The
/// names are those of Sublime Text's guide to naming scopes.
#[rustfmt::skip]
const CLASSES: [(&str, &str); 47] = [
    ("comment", "comment"),
    ("punctuation.definition.comment", "comment"),
    ("constant.numeric", "number"),
    ("constant.language", "keyword"),
    ("constant.character.escape", "number"),
    ("constant", "number"),
    ("support.type.property-name", "key"),
    ("meta.property-name", "key"),
    ("string.unquoted", PLAIN),
    ("string", "string"),
    ("keyword.operator", OPERATOR),
    ("keyword", "keyword"),
    ("storage", "keyword"),
    ("support.function", "function"),
    ("support.constant", "number"),
    ("support.type", "type"),
    ("support.class", "type"),
    ("support", "function"),
    ("entity.name.function", "function"),
    ("entity.name.tag", "key"),
    ("entity.name.section", "function"),
    ("entity.name", "type"),
    ("entity.other.attribute-name", "option"),
    ("entity.other.inherited-class", "type"),
    ("variable.function", "function"),
    ("variable.language", "keyword"),
    ("variable.annotation", "option"),
    ("variable.other.constant", "number"),
    ("variable", PLAIN),
    ("meta.annotation", "option"),
    ("markup.inserted", "inserted"),
    ("markup.deleted", "deleted"),
    ("meta.diff", "comment"),
    ("markup.heading", "function"),
    ("markup.raw", "string"),
    ("punctuation.definition.string", "string"),
    ("meta.interpolation", PLAIN),
    ("meta.template.expression", PLAIN),
    ("meta.embedded", PLAIN),
    ("meta.block", PLAIN),
    ("meta.group", PLAIN),
    ("meta.function", PLAIN),
    ("meta.class", PLAIN),
    ("meta.tag", PLAIN),
    ("source", PLAIN),
    ("text", PLAIN),
    ("invalid", PLAIN),
];

const PLAIN: &str = "";
/// A keyword where it is a word.
const OPERATOR: &str = "operator";

struct Grammars {
    set: SyntaxSet,
    classes: Vec<(Scope, &'static str)>,
}

static GRAMMARS: LazyLock<Grammars> = LazyLock::new(|| Grammars {
    set: two_face::syntax::extra_newlines(),
    classes: CLASSES.iter().filter_map(|(name, class)| Some((Scope::new(name).ok()?, *class))).collect(),
});

/// The licences of the grammars, with what they want to be said, as markdown.
pub fn licences() -> String {
    two_face::acknowledgement::listing().to_md()
}

/// Whether a language has a grammar.
pub fn knows(language: &str) -> bool {
    grammar(language).is_some()
}

/// The name of a language for readers, out of the word behind a fence: that of its grammar,
/// unless it is a long one. What stands in brackets tells of the grammar.
pub fn title(language: &str) -> String {
    let name = grammar(language).map(|grammar| grammar.name.split(" (").next().unwrap_or_default());
    name.filter(|name| name.len() <= MOST_BYTES_OF_A_NAME).unwrap_or(language).to_owned()
}

/// The words that name a grammar.
pub fn names() -> impl Iterator<Item = String> {
    let of_grammars = |grammar: &SyntaxReference| {
        let endings = grammar.file_extensions.iter();
        endings.chain([&grammar.name]).map(|name| name.to_lowercase()).collect::<Vec<_>>()
    };
    let names = GRAMMARS.set.syntaxes().iter().filter(|grammar| !grammar.hidden).flat_map(of_grammars);
    names.chain(OTHER_NAMES.iter().flat_map(|(_, names)| names.iter().map(|name| (*name).to_owned())))
}

fn grammar(language: &str) -> Option<&'static SyntaxReference> {
    if language.is_empty() || NO_NAMES.contains(&language) {
        return None;
    }
    let ending = OTHER_NAMES.iter().find(|(_, names)| names.contains(&language));
    let found = GRAMMARS.set.find_syntax_by_token(ending.map_or(language, |(ending, _)| ending));
    found.filter(|grammar| !SLOW.contains(&grammar.name.as_str()))
}

/// Appends code with the classes of its tokens, as it is where the language has no grammar
/// and where a line or all of it is too long.
pub fn mark(language: &str, code: &str, out: &mut Marked) {
    let Some(grammar) = grammar(language).filter(|_| code.len() <= MOST_BYTES) else { return out.plain(code) };
    let mut state = ParseState::new(grammar);
    let mut scopes = ScopeStack::new();
    for line in code.split_inclusive('\n') {
        if line.len() > MOST_BYTES_OF_A_LINE {
            out.plain(line);
        } else {
            mark_line(line, &mut state, &mut scopes, out);
        }
    }
}

/// A line that its grammar cannot read stays plain.
fn mark_line(line: &str, state: &mut ParseState, scopes: &mut ScopeStack, out: &mut Marked) {
    let mut start = 0;
    for (end, change) in state.parse_line(line, &GRAMMARS.set).unwrap_or_default() {
        if let Some(token) = line.get(start..end) {
            put(token, scopes, out);
            start = end;
        }
        if scopes.apply(&change).is_err() {
            break;
        }
    }
    put(&line[start..], scopes, out);
}

/// A token without the end of its line, which belongs to none.
fn put(token: &str, scopes: &ScopeStack, out: &mut Marked) {
    let text = token.trim_end_matches('\n');
    out.token(class(scopes, text), text);
    out.plain(&token[text.len()..]);
}

/// The class of a token, out of its innermost scope that has one.
fn class(scopes: &ScopeStack, token: &str) -> &'static str {
    let class_of = |scope: &Scope| GRAMMARS.classes.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope));
    let class = scopes.scopes.iter().rev().take(MOST_SCOPES).find_map(class_of).map_or(PLAIN, |(_, class)| *class);
    match class {
        OPERATOR if token.chars().all(char::is_alphabetic) => "keyword",
        OPERATOR => PLAIN,
        class => class,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::escape_text;

    fn marked(language: &str, code: &str) -> String {
        let mut html = String::new();
        let mut out = Marked::new(&mut html);
        mark(language, code, &mut out);
        out.close();
        html
    }

    /// HTML without its tags.
    fn text_of(html: &str) -> String {
        html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect()
    }

    #[test]
    fn every_class_and_name_is_known_to_the_library() {
        assert_eq!(GRAMMARS.classes.len(), CLASSES.len());
        let unknown = |(ending, _): &&(&str, &[&str])| GRAMMARS.set.find_syntax_by_token(ending).is_none();
        assert_eq!(OTHER_NAMES.iter().find(unknown), None);
        assert_eq!(SLOW.iter().find(|name| GRAMMARS.set.find_syntax_by_name(name).is_none()), None);
        let known = |name: &&&str| GRAMMARS.set.find_syntax_by_token(name).is_none();
        assert_eq!(NO_NAMES.iter().find(known), None);
    }

    #[test]
    fn colours_never_change_the_text_whatever_the_language() {
        let code = "<?php /* é */ \"a\\\"b ${x} `c` 'd\n# [e](f) {% g %} <b c=\"d\">&amp;</b> => 0x1F; --- @h #{i}\n\n\tend\n\\";
        let mut plain = String::new();
        escape_text(&mut plain, code);
        for name in names() {
            assert_eq!(text_of(&marked(&name, code)), plain, "{name}");
        }
    }

    #[test]
    fn long_lines_and_long_blocks_stay_plain() {
        let long = format!("\"{}\"", "a".repeat(MOST_BYTES_OF_A_LINE));
        assert_eq!(marked("rust", &long), long);
        let line = "let a = 1;\n";
        assert!(marked("rust", line).contains("t-keyword"));
        let many = line.repeat(MOST_BYTES / line.len() + 1);
        assert_eq!(marked("rust", &many), many);
    }
}
