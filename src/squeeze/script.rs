//! Classic scripts: texts as scripts, several as one, and smaller ones. Names at the top of a script stay as they
//! are, since scripts find each other by them. A script that cannot be parsed is left as it is written.

#[cfg(feature = "minify")]
use oxc_allocator::Allocator;
#[cfg(feature = "minify")]
use oxc_codegen::{Codegen, CodegenOptions};
#[cfg(feature = "minify")]
use oxc_minifier::{CompressOptions, CompressOptionsKeepNames, MangleOptions, Minifier, MinifierOptions};
#[cfg(feature = "minify")]
use oxc_parser::Parser;
#[cfg(feature = "minify")]
use oxc_span::SourceType;

/// A script that hands a text to a function. In a template its line breaks and tabs
/// stand as they are.
pub fn call(function: &str, text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('`', "\\`").replace("${", "\\${").replace('\r', "\\r");
    format!("{function}(`{text}`);\n")
}

/// The text that a script made by [`call`] hands over.
pub fn called(script: &str) -> Option<String> {
    let (_, rest) = script.trim_end().split_once("(`")?;
    let mut chars = rest.strip_suffix("`);")?.chars();
    let mut text = String::new();
    while let Some(c) = chars.next() {
        text.push(match c {
            '\\' => chars.next().map(|c| if c == 'r' { '\r' } else { c })?,
            c => c,
        });
    }
    Some(text)
}

/// Scripts as one. What one of them leaves open at its end, a comment or a statement, does not reach the next.
pub fn joined<'a>(scripts: impl IntoIterator<Item = &'a str>) -> String {
    let mut all = String::new();
    for script in scripts.into_iter().map(str::trim_end).filter(|script| !script.is_empty()) {
        let end = if script.ends_with(';') { "\n" } else { "\n;\n" };
        all.extend([script, end]);
    }
    all
}

/// A script with short names inside its functions, without comments and white space.
#[cfg(feature = "minify")]
pub fn squeezed(script: &str) -> Option<String> {
    let compress = CompressOptions { keep_names: CompressOptionsKeepNames::all_false(), ..CompressOptions::safest() };
    printed(script, Some(MinifierOptions { mangle: Some(MangleOptions::default()), compress: Some(compress) }))
}

/// A script without comments, its names as they are written.
#[cfg(feature = "minify")]
pub fn uncommented(script: &str) -> Option<String> {
    printed(script, None)
}

#[cfg(feature = "minify")]
fn printed(script: &str, options: Option<MinifierOptions>) -> Option<String> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, script, SourceType::cjs()).parse();
    if parsed.panicked || !parsed.errors.is_empty() {
        return None;
    }
    let mut program = parsed.program;
    let names = options.and_then(|options| Minifier::new(options).minify(&allocator, &mut program).scoping);
    Some(Codegen::new().with_options(CodegenOptions::minify()).with_scoping(names).build(&program).code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_through_a_call() {
        let text = "a\tb\n\n\\n `c` ${d} \"e\" \\`\r\n$ {";
        let script = call("f", text);
        assert!(script.starts_with("f(`a\tb\n\n\\\\n \\`c\\` \\${d} \"e\""), "{script}");
        assert_eq!(called(&script).as_deref(), Some(text));
    }

    #[test]
    fn joined_scripts_do_not_run_into_each_other() {
        assert_eq!(joined(["a = b // c", "(d)();\n\n"]), "a = b // c\n;\n(d)();\n");
    }

    #[test]
    #[cfg(feature = "minify")]
    fn what_looks_like_a_comment_in_a_script_may_be_none() {
        for (script, expected) in [
            ("const one = 1; // the first;\nf(one);", "const one=1;f(1);"),
            ("f(\"/** x */\", `/** ${y} */`); /** z */", "f(`/** x */`,`/** ${y} */`);"),
            ("f(/[/*]/.test(a) / 2, a - -1, \"</script>\");", "f(/[/*]/.test(a)/2,a- -1,`<\\/script>`);"),
        ] {
            assert_eq!(squeezed(script).as_deref(), Some(expected));
        }
    }

    #[test]
    #[cfg(feature = "minify")]
    fn only_names_inside_functions_become_short() {
        let script = "\"use strict\";\nvar engine = (() => {\n  const words = read(), later = word => words[word];\n  \
                      return { later, words };\n})();\nfunction start(given) { return engine.later(given); }";
        let expected = "\"use strict\";var engine=(()=>{let e=read();return{later:t=>e[t],words:e}})();\
                        function start(t){return engine.later(t)}";
        assert_eq!(squeezed(script).as_deref(), Some(expected));
    }

    #[test]
    #[cfg(feature = "minify")]
    fn a_script_with_an_error_is_not_touched() {
        assert_eq!(squeezed("const = 1;"), None);
    }
}
