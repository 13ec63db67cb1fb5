//! Style sheets without what means nothing. One that cannot be parsed is left as it is written.

use minify_html::{Cfg, minify};

const OPEN: &str = "<style>";
const CLOSE: &str = "</style>";

/// A rule behind the sheet, as it is written and as it comes out. The engine leaves a
/// sheet that it cannot parse as it is, without a word: then this is unchanged too.
const PROBE: &str = "\n.statuary-end { order : 98765 }";
const PROBED: &str = ".statuary-end{order:98765}";

/// A style sheet in the fewest signs that say the same, by the CSS engine of
/// minify-html, which reads it inside its element. Nothing is given where it cannot be
/// parsed.
pub fn squeezed(style: &str) -> Option<String> {
    // Such a text would end the element.
    if style.contains("</") {
        return None;
    }
    let config = Cfg { minify_css: true, keep_closing_tags: true, ..Cfg::new() };
    let made = String::from_utf8(minify(format!("{OPEN}{style}{PROBE}{CLOSE}").as_bytes(), &config)).ok()?;
    let squeezed = made.strip_prefix(OPEN)?.strip_suffix(CLOSE)?.strip_suffix(PROBED)?;
    // A rule that says the same would be joined with the one that was added.
    (squeezed.is_empty() || squeezed.ends_with(['}', ';'])).then(|| squeezed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squeezing_keeps_what_means_something() {
        let style = "/* a */\n.a :is(b, c) > d {\n  color: red ;\n  width: calc(1rem + 2%);\n  content: \"a  b /* c */\" !important;\n}\n\n@media print { a:hover { --b: c } }\n";
        let expected = ".a :is(b,c)>d{color:red;width:calc(1rem + 2%);content:\"a  b /* c */\"!important}@media print{a:hover{--b:c}}";
        assert_eq!(squeezed(style).as_deref(), Some(expected));
        for left in ["a { b", "a{content:\"</style>\"}", "a{}}", "/*", "a{order:98765}"] {
            assert_eq!(squeezed(left), None, "{left}");
        }
    }
}
