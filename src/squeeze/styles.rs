//! Style sheets without what means nothing, by the CSS engine that minify-html brings
//! along. It is called without minify-html itself, whose tables of attributes take
//! longer to compile than anything else. A sheet that cannot be parsed is left as it is
//! written.

use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, StyleSheet};

/// A style sheet in the fewest signs that say the same. Nothing is given where it
/// cannot be parsed.
pub fn squeezed(style: &str) -> Option<String> {
    // Inside a page such a text would end its element.
    if style.contains("</") {
        return None;
    }
    let mut sheet = StyleSheet::parse(style, ParserOptions::default()).ok()?;
    sheet.minify(MinifyOptions::default()).ok()?;
    let printed = sheet.to_css(PrinterOptions { minify: true, ..PrinterOptions::default() }).ok()?;
    Some(printed.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squeezing_keeps_what_means_something() {
        let style = "/* a */\n.a :is(b, c) > d {\n  color: red ;\n  width: calc(1rem + 2%);\n  content: \"a  b /* c */\" !important;\n}\n\n@media print { a:hover { --b: c } }\n";
        let expected = ".a :is(b,c)>d{color:red;width:calc(1rem + 2%);content:\"a  b /* c */\"!important}@media print{a:hover{--b:c}}";
        assert_eq!(squeezed(style).as_deref(), Some(expected));
        assert_eq!(squeezed("a{order:98765}").as_deref(), Some("a{order:98765}"));
        for left in ["a { b", "a{content:\"</style>\"}", "a{}}"] {
            assert_eq!(squeezed(left), None, "{left}");
        }
    }
}
