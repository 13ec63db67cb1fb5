//! Style sheets without what means nothing.

/// A style sheet without comments and white space that mean nothing. Strings stay
/// as they are.
pub fn squeezed(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(c) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
        } else if c == '"' || c == '\'' {
            let end = rest[1..].find(c).map_or(rest.len(), |end| end + 2);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if c.is_whitespace() {
            rest = rest.trim_start();
            let glued = |c: char| matches!(c, '{' | '}' | ';' | ',' | '>');
            // White space before a colon may part a selector from `:hover`.
            let needless = out.is_empty() || out.ends_with(glued) || out.ends_with([':', '(']);
            if !needless && !rest.starts_with(glued) && !rest.starts_with([')', '!']) {
                out.push(' ');
            }
        } else {
            if c == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squeezing_keeps_what_means_something() {
        let css = "/* a */\n.a :is(b, c) > d {\n  color: red ;\n  width: calc(1rem + 2px);\n  content: \"a  b\" !important;\n}\n\n@media (min-width: 3rem) { a { b: c } }\n";
        assert_eq!(
            squeezed(css),
            ".a :is(b,c)>d{color:red;width:calc(1rem + 2px);content:\"a  b\"!important}@media (min-width:3rem){a{b:c}}"
        );
    }
}
