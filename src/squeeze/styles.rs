//! Style sheets without what means nothing. One that cannot be parsed is left as it is written.

use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};

/// A style sheet in the fewest signs that say the same.
pub fn squeezed(style: &str) -> Option<String> {
    let mut sheet = StyleSheet::parse(style, ParserOptions::default()).ok()?;
    sheet.minify(MinifyOptions::default()).ok()?;
    sheet.to_css(PrinterOptions { minify: true, ..PrinterOptions::default() }).ok().map(|printed| printed.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squeezing_keeps_what_means_something() {
        let style = "/* a */\n.a :is(b, c) > d {\n  color: red ;\n  width: calc(1rem + 2%);\n  content: \"a  b /* c */\" !important;\n}\n\n@media print { a:hover { --b: c } }\n";
        let expected = ".a :is(b,c)>d{color:red;width:calc(1rem + 2%);content:\"a  b /* c */\"!important}@media print{a:hover{--b:c}}";
        assert_eq!(squeezed(style).as_deref(), Some(expected));
        assert_eq!(squeezed("a { b"), None);
    }
}
